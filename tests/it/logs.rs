//! Logs as files: every form is read to its end, with the counts that its maker says, and what is damaged loses nothing else.
//! The fixtures are made up; `manifest.json` says what of each can be read.

use proptest::prelude::*;
use sspr::diagnosis::{Diagnosis, Report};
use sspr::evidence::Clock;
use sspr::host::{Host, RealHost};
use sspr::knowledge::Catalog;
use sspr::log::{
    Beside, Encoding, Ended, Format, Harm, Item, LogError, Options, Record, Summary, logs, read, read_stream,
};
use sspr::text::Lang;
use std::collections::BTreeMap;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

static CATALOG: LazyLock<Catalog> = LazyLock::new(sspr::builtin::catalog);

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/logs")
        .join(name)
}

fn options() -> Options<'static> {
    Options {
        catalog: &CATALOG,
        clock: Clock {
            now: "2026-11-28T09:00:00+09:00".parse().unwrap(),
            zone: None,
        },
        encoding: None,
    }
}

type Read_ = (Summary, Vec<Record>);

/// Everything in the logs that a path names.
fn read_path(path: &Path) -> Result<Vec<Read_>, LogError> {
    let host = RealHost::new().unwrap();
    let mut out = Vec::new();
    for log in logs(&host, path)? {
        let mut records = Vec::new();
        let summary = read(&host, &log, &options(), &mut |item| {
            if let Item::Record(record) = item {
                records.push(record);
            }
            ControlFlow::Continue(())
        })?;
        out.push((summary, records));
    }
    Ok(out)
}

fn read_bytes_with(bytes: &[u8], options: &Options<'_>) -> Result<Read_, LogError> {
    let mut records = Vec::new();
    let mut bytes = bytes;
    let summary = read_stream("-", &mut bytes, options, &mut |item| {
        if let Item::Record(record) = item {
            records.push(record);
        }
        ControlFlow::Continue(())
    })?;
    Ok((summary, records))
}

fn read_bytes(bytes: &[u8]) -> Read_ {
    read_bytes_with(bytes, &options()).unwrap_or_else(|error| panic!("{}", error.say(Lang::En)))
}

/// The file in a fixture.
fn bytes_in(zip: &str, name: &str) -> Vec<u8> {
    let file = std::fs::File::open(fixture(zip)).unwrap();
    let mut out = Vec::new();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    archive.by_name(name).unwrap().read_to_end(&mut out).unwrap();
    out
}

/// What the maker of a fixture says of it.
fn manifest(name: &str) -> (u64, BTreeMap<(String, u32), u64>) {
    let text = std::fs::read_to_string(fixture("manifest.json")).unwrap();
    let all: serde_json::Value = serde_json::from_str(&text).unwrap();
    let counts = all[name]["counts"].as_object().unwrap().iter().map(|(key, count)| {
        let (provider, event) = key.split_once('|').unwrap();
        ((provider.to_owned(), event.parse().unwrap()), count.as_u64().unwrap())
    });
    (all[name]["records"].as_u64().unwrap(), counts.collect())
}

#[test]
fn every_readable_record_of_a_damaged_log_is_read_and_what_is_broken_is_said() {
    let chunk = 65_536;
    for (name, harms) in [
        ("whole", vec![]),
        ("bad-checksum", vec![(4096 + chunk, Harm::Checksum { chunk: 1 })]),
        ("bad-header", vec![(4096 + chunk, Harm::ChunkHeader { chunk: 1 })]),
        ("zero-chunk", vec![(4096 + chunk, Harm::NoChunk { chunk: 1 })]),
        ("dirty", vec![(0, Harm::Open)]),
    ] {
        let read = read_path(&fixture(&format!("{name}.zip"))).unwrap();
        let [(summary, _)] = read.as_slice() else {
            panic!("{name}: one log")
        };
        let found: Vec<_> = summary.damaged.iter().map(|d| (d.at, d.harm.clone())).collect();
        assert_eq!(found, harms, "{name}");
    }
    for name in [
        "whole",
        "truncated",
        "bad-checksum",
        "bad-header",
        "bad-record",
        "zero-chunk",
        "dirty",
    ] {
        let read = read_path(&fixture(&format!("{name}.zip"))).unwrap();
        let [(summary, records)] = read.as_slice() else {
            panic!("{name}: one log")
        };
        let (all, counts) = manifest(name);
        assert_eq!((summary.records, &summary.counts), (all, &counts), "{name}");
        assert_eq!(summary.format, Format::Evtx);
        assert!(
            summary.whole && summary.path.ends_with(&format!("{name}.evtx")),
            "{}",
            summary.path
        );
        assert!(
            records.windows(2).all(|pair| pair[0].number < pair[1].number),
            "{name}: order"
        );
        let told: Vec<String> = summary.damaged.iter().map(|damage| damage.say(Lang::Ko)).collect();
        assert_eq!(told.is_empty(), name == "whole", "{name}: {told:?}");
    }
}

#[test]
fn a_record_says_the_same_whatever_form_it_was_read_from() {
    let whole = read_path(&fixture("whole.zip")).unwrap();
    let texts = read_path(&fixture("texts.zip")).unwrap();
    let (evtx, from_evtx) = &whole[0];
    assert_eq!(texts.len(), 6);
    let key = |record: &Record| {
        (
            record.provider.clone(),
            record.event,
            record.message.replace("\r\n", "\n"),
        )
    };
    for (summary, records) in &texts {
        let name = &summary.path;
        assert_eq!(
            (summary.records, &summary.counts),
            (evtx.records, &evtx.counts),
            "{name}"
        );
        assert_eq!(records.len(), from_evtx.len(), "{name}");
        assert_eq!(summary.damaged, [], "{name}");
        let korean = name.ends_with("korean.csv") || name.ends_with("viewer.xml");
        for (record, same) in records.iter().zip(from_evtx).filter(|_| !korean) {
            assert_eq!(key(record), key(same), "{name}");
            assert_eq!(record.level, same.level, "{name}");
        }
        if summary.format == Format::Xml {
            assert_eq!((summary.from, summary.to), (evtx.from, evtx.to), "{name}");
            assert!(
                records
                    .iter()
                    .zip(from_evtx)
                    .all(|(r, same)| (r.number, r.at) == (same.number, same.at))
            );
            assert!(records.iter().all(|r| r.channel.as_deref() == Some("Application")));
        } else {
            assert_eq!(
                (summary.from, summary.to),
                (None, None),
                "{name}: its zone is not known"
            );
            assert!(records.iter().all(|r| r.at.is_none() && r.written.is_some()), "{name}");
        }
    }
    let forms: Vec<_> = texts.iter().map(|(s, _)| (s.format, s.encoding)).collect();
    let (utf8, korean) = (Some(Encoding::Utf8), Some(Encoding::Windows949));
    assert_eq!(
        forms,
        [
            (Format::Xml, utf8),
            (Format::Xml, utf8),
            (Format::Csv, Some(Encoding::Utf16Le)),
            (Format::Csv, korean),
            (Format::Csv, utf8),
            (Format::Text, utf8),
        ]
    );
}

#[test]
fn a_zone_that_the_caller_names_holds_where_the_log_states_none() {
    let bytes = bytes_in("texts.zip", "korean.csv");
    let zone = sspr::time::Zone::named("Asia/Seoul").unwrap();
    let mut options = options();
    options.clock.zone = Some(&zone);
    let (summary, records) = read_bytes_with(&bytes, &options).unwrap();
    assert!(
        records
            .iter()
            .all(|record| record.at.is_some() && record.written.is_none())
    );
    let from = summary.from.unwrap().to_string();
    assert!(from.starts_with("2025-01-01T") && from.ends_with("+09:00"), "{from}");
    assert!(summary.to > summary.from);
}

#[test]
fn reading_can_be_broken_off_and_keeps_what_it_found() {
    let bytes = bytes_in("whole.zip", "whole.evtx");
    let mut seen = 0;
    let summary = read_stream("-", &mut bytes.as_slice(), &options(), &mut |_| {
        seen += 1;
        if seen == 5 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    let summary = summary.unwrap();
    assert_eq!(seen, 5);
    assert!(!summary.whole && summary.records > 0 && summary.from.is_some());
}

#[test]
fn what_is_no_log_is_told_and_text_that_says_nothing_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    assert!(matches!(
        read_path(&path("absent.evtx")),
        Err(LogError::Unreadable { .. })
    ));
    assert!(matches!(read_path(folder.path()), Err(LogError::NothingIn { .. })));
    for (name, bytes, wanted) in [
        (
            "picture.evtx",
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0\0\0\x01\0\x08\x06\0\0\0\x5c\x72\xa8\x66".as_slice(),
            "NoLog",
        ),
        ("old.evt", b"\x30\0\0\0LfLe\x01\0\0\0\x01\0\0\0".as_slice(), "OldLog"),
        ("log.gz", b"\x1f\x8b\x08\0\0\0\0\0".as_slice(), "Packed"),
        ("broken.zip", b"PK\x03\x04 and nothing else".as_slice(), "BadZip"),
    ] {
        std::fs::write(path(name), bytes).unwrap();
        let error = read_path(&path(name)).unwrap_err();
        assert!(format!("{error:?}").starts_with(wanted), "{name}: {error:?}");
        for lang in Lang::ALL {
            assert!(error.say(lang).contains(name), "{}", error.say(lang));
        }
    }
    #[cfg(unix)]
    assert!(matches!(
        read_path(Path::new("/dev/null")),
        Err(LogError::NoFile { .. })
    ));
    for text in [
        "",
        "\n",
        "hello, the printer is broken\nplease call me\n",
        "a,b,c\n1,2,3\n",
        "{\"a\": 1}",
    ] {
        let (summary, records) = read_bytes(text.as_bytes());
        assert_eq!((summary.records, records), (0, vec![]), "{text:?}");
    }
}

#[test]
fn a_folder_is_read_as_the_logs_in_it_whatever_they_are_called() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("inner")).unwrap();
    std::fs::copy(fixture("whole.zip"), folder.path().join("b.zip")).unwrap();
    std::fs::write(
        folder.path().join("inner/really-evtx.txt"),
        bytes_in("whole.zip", "whole.evtx"),
    )
    .unwrap();
    std::fs::write(folder.path().join("notes.docx"), "no log").unwrap();
    let read = read_path(folder.path()).unwrap();
    let formats: Vec<Format> = read.iter().map(|(summary, _)| summary.format).collect();
    assert_eq!(formats, [Format::Evtx, Format::Evtx]);
    assert_eq!(read[0].1, read[1].1);
}

#[test]
fn pasted_lines_are_records_too() {
    let pasted =
        "Source: ADSync\nEvent ID: 6329\n\nBAIL: MMS(4924): hr=80230619\n\nEventID 33008: TrackingId: 1, Reason: x\n";
    let (summary, records) = read_bytes(pasted.as_bytes());
    assert_eq!((summary.format, summary.records), (Format::Text, 2));
    let found: Vec<_> = records.iter().map(|r| (r.number, r.event)).collect();
    assert_eq!(found, [(1, Some(6329)), (2, Some(33008))]);
    let host = RealHost::new().unwrap();
    assert!(host.meta(&fixture("whole.zip")).unwrap().is_file);
}

#[test]
fn the_entra_audit_log_is_read_as_table_as_json_and_as_a_fragment() {
    let head = "Date (UTC),CorrelationId,Service,Category,Activity,Result,ResultReason,ActorUserPrincipalName,Target1UserPrincipalName,AdditionalDetail1Key,AdditionalDetail1Value";
    let row = "2026-11-20T08:15:02.1234567Z,7d1c,Self-service Password Management,UserManagement,Reset password (self-service),failure,\"OnPremisesConnectivityError, try \"\"later\"\"\",,kim@contoso.example,OnPremisesAgent,Microsoft Entra Connect";
    let entry = r#"{
      "activityDateTime": "2026-11-20T08:15:02.1234567Z",
      "activityDisplayName": "Reset password (self-service)",
      "correlationId": "7d1c",
      "loggedByService": "Self-service Password Management",
      "result": "failure",
      "resultReason": "OnPremisesConnectivityError, try \"later\"",
      "initiatedBy": { "app": null, "user": { "id": "1", "userPrincipalName": null } },
      "targetResources": [ { "type": "User", "userPrincipalName": "kim@contoso.example", "modifiedProperties": [ {} ] } ],
      "additionalDetails": [ { "key": "OnPremisesAgent", "value": "Microsoft Entra Connect" } ]
    }"#;
    let in_graph = format!("{{\"@odata.context\": \"x\", \"value\": [{entry}, {entry}]}}");
    let wanted = |records: &[Record], name: &str| {
        for record in records {
            let audit = record.audit.as_ref().unwrap();
            assert_eq!(audit.activity, "Reset password (self-service)", "{name}");
            assert_eq!(record.ended, Some(Ended::Failure), "{name}");
            assert_eq!(
                audit.reason.as_deref(),
                Some("OnPremisesConnectivityError, try \"later\""),
                "{name}"
            );
            assert_eq!(audit.user.as_deref(), Some("kim@contoso.example"), "{name}");
            assert_eq!(audit.agent.as_deref(), Some("Microsoft Entra Connect"), "{name}");
            assert_eq!(audit.correlation_id.as_deref(), Some("7d1c"), "{name}");
            assert_eq!(record.provider.as_deref(), Some(sspr::log::AUDIT_LOG));
            assert_eq!(record.at, "2026-11-20T08:15:02.1234567Z".parse().ok(), "{name}");
        }
    };
    for (name, text, format, count) in [
        (
            "table",
            format!("\u{feff}{head}\r\n{row}\r\n{row}\r\n"),
            Format::AuditCsv,
            2,
        ),
        ("array", format!("[{entry},\n{entry}]"), Format::AuditJson, 2),
        ("graph", in_graph, Format::AuditJson, 2),
        ("lines", format!("{entry}\n{entry}\n"), Format::AuditJson, 2),
        (
            "mail",
            format!("hi, it's this one:\n{entry}\nthanks"),
            Format::AuditJson,
            1,
        ),
    ] {
        let (summary, records) = read_bytes(text.as_bytes());
        assert_eq!((summary.format, summary.records), (format, count), "{name}");
        assert_eq!((summary.damaged, summary.from.is_some()), (vec![], true), "{name}");
        wanted(&records, name);
    }
    let cut: String = entry.lines().skip(1).take(5).collect::<Vec<_>>().join("\n");
    let (summary, records) = read_bytes(cut.as_bytes());
    assert_eq!((summary.format, records.len()), (Format::AuditJson, 1));
    assert_eq!(records[0].ended, Some(Ended::Failure));
}

#[test]
fn a_line_that_names_a_code_is_handed_on_and_small_talk_is_not() {
    let (summary, records) = read_bytes("hello\nthe page says SSPR_0029\nbye\n".as_bytes());
    assert_eq!((summary.records, records.len()), (1, 1));
    assert_eq!(records[0].message, "the page says SSPR_0029");
}

#[test]
fn how_an_audited_event_ended_stands_in_its_keywords_in_every_form() {
    let xml = |keywords: &str| {
        format!(
            "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Security-Auditing'/><EventID>4724</EventID><Keywords>{keywords}</Keywords><TimeCreated SystemTime='2026-11-20T09:14:00Z'/></System></Event>"
        )
    };
    let copied = |label: &str, keywords: &str| {
        format!(
            "Log Name: Security\nSource: Microsoft-Windows-Security-Auditing\nDate: 11/20/2026 9:14:00 AM\nEvent ID: 4724\n{label}: {keywords}\nDescription:\nAn attempt was made to reset an account's password.\n"
        )
    };
    let listed = |keywords: &str| {
        format!(
            "\"Message\",\"Id\",\"Keywords\",\"ProviderName\",\"TimeCreated\"\n\"An attempt was made to reset an account's password.\",\"4724\",\"{keywords}\",\"Microsoft-Windows-Security-Auditing\",\"11/20/2026 9:14:00 AM\"\n"
        )
    };
    for (log, wanted) in [
        (xml("0x8010000000000000"), Some(Ended::Failure)),
        (xml("0x8020000000000000"), Some(Ended::Success)),
        (xml("0x80000000000000"), None),
        (copied("Keywords", "Audit Failure"), Some(Ended::Failure)),
        (copied("키워드", "감사 성공"), Some(Ended::Success)),
        (listed("-9218868437227405312"), Some(Ended::Failure)),
        (listed("-9214364837600034816"), Some(Ended::Success)),
    ] {
        let (_, records) = read_bytes(log.as_bytes());
        let ended: Vec<_> = records.iter().map(|record| (record.event, record.ended)).collect();
        assert_eq!(ended, [(Some(4724), wanted)], "{log}");
    }
}

/// The records of a log by the chunk they lie in, read from the bytes of that chunk alone.
fn by_chunk(bytes: &[u8]) -> Vec<Vec<Record>> {
    let chunks = bytes[4096..].chunks(65_536);
    chunks
        .map(|chunk| read_bytes(&[&bytes[..4096], chunk].concat()).1)
        .collect()
}

/// The records with a signal or a stage that decoding every record of a binary log finds: number, provider, event.
fn decoded(bytes: &[u8]) -> Vec<(u64, String, u32)> {
    let settings = evtx::ParserSettings::new().num_threads(1);
    let mut parser = evtx::EvtxParser::from_buffer(bytes.to_vec())
        .unwrap()
        .with_configuration(settings);
    let (signals, stages) = (CATALOG.signals(), CATALOG.stages());
    let mut out = Vec::new();
    for record in parser.records_json_value().flatten() {
        let system = &record.data["Event"]["System"];
        let event = match &system["EventID"] {
            serde_json::Value::Object(fields) => fields.get("#text").cloned().unwrap_or_default(),
            event => event.clone(),
        };
        let event = event.as_u64().or_else(|| event.as_str()?.parse().ok());
        let provider = system["Provider"]["#attributes"]["Name"].as_str();
        let (Some(event), Some(provider)) = (event.and_then(|event| u32::try_from(event).ok()), provider) else {
            continue;
        };
        // as the knowledge spells it
        let sources = stages.iter().flat_map(|stage| &stage.of).map(|source| &source.provider);
        let mut names = signals.iter().map(|signal| &signal.provider).chain(sources);
        let known = names.find(|name| name.eq_ignore_ascii_case(provider));
        let provider = known.map_or(provider, String::as_str);
        let holds = |codes: &sspr::knowledge::signal::Codes| codes.holding(&event.to_string()).is_some();
        let signal = signals
            .iter()
            .any(|s| s.provider == provider && s.codes.iter().any(holds));
        let mut sources = stages.iter().flat_map(|stage| &stage.of);
        if signal || sources.any(|source| source.holds(Some(provider), event)) {
            // the number in the header is another in logs that were collected
            let number = system["EventRecordID"].as_u64().unwrap_or(record.event_record_id);
            out.push((number, provider.to_owned(), event));
        }
    }
    out
}

/// The records of a binary log as they are read from the XML that decoding every one of them makes.
fn through_xml(bytes: &[u8]) -> Vec<Record> {
    let settings = evtx::ParserSettings::new().num_threads(1).indent(false);
    let mut parser = evtx::EvtxParser::from_buffer(bytes.to_vec())
        .unwrap()
        .with_configuration(settings);
    let xml: String = parser.records().flatten().map(|record| record.data).collect();
    read_bytes(xml.as_bytes()).1
}

#[test]
fn a_record_that_is_told_from_its_values_is_the_one_that_decoding_tells() {
    for name in ["whole", "bad-checksum", "bad-header", "zero-chunk", "dirty"] {
        let bytes = bytes_in(&format!("{name}.zip"), &format!("{name}.evtx"));
        let (_, records) = read_bytes(&bytes);
        assert_eq!(records, through_xml(&bytes), "{name}");
    }
}

/// The same as they are handed on.
fn handed(records: &[Record]) -> Vec<(u64, String, u32)> {
    let all = records.iter();
    all.map(|r| (r.number, r.provider.clone().unwrap(), r.event.unwrap()))
        .collect()
}

#[test]
fn what_is_passed_over_holds_nothing_that_decoding_everything_would_find() {
    for name in ["whole", "bad-checksum", "bad-header", "zero-chunk", "dirty"] {
        let bytes = bytes_in(&format!("{name}.zip"), &format!("{name}.evtx"));
        let wanted = decoded(&bytes);
        assert!(wanted.len() > 40, "{name}: {}", wanted.len());
        let (summary, records) = read_bytes(&bytes);
        assert_eq!(handed(&records), told(&wanted, &summary), "{name}");
        for beside in &summary.beside {
            let of_kind = wanted.iter().filter(|record| is_of(record, beside));
            let passed: Vec<u64> = of_kind.skip(TOLD).map(|(number, ..)| *number).collect();
            assert_eq!(beside.count, passed.len() as u64, "{name}: {beside:?}");
            let ends = (passed.first().copied(), passed.last().copied());
            assert_eq!((Some(beside.first.number), Some(beside.last.number)), ends, "{name}");
        }
    }
}

/// So many of those that happen beside are handed on.
const TOLD: usize = 16;

fn is_of(record: &(u64, String, u32), beside: &Beside) -> bool {
    (&record.1, record.2) == (&beside.provider, beside.event)
}

/// The records without those that are summed up.
fn told(wanted: &[(u64, String, u32)], summary: &Summary) -> Vec<(u64, String, u32)> {
    let mut out = wanted.to_vec();
    for beside in &summary.beside {
        let mut nth = 0;
        out.retain(|record| {
            nth += usize::from(is_of(record, beside));
            !is_of(record, beside) || nth <= TOLD
        });
    }
    out
}

/// What records mean when each of them is decoded: each of `parts` is too short for any to be summed up.
fn meaning_in_parts(parts: &[Vec<u8>], whole: &Summary) -> Report {
    let mut diagnosis = Diagnosis::of(&CATALOG);
    let mut before = 0;
    for part in parts {
        let (summary, records) = read_bytes(part);
        assert_eq!(summary.beside, [], "a part is too long");
        for mut record in records {
            // rows have no numbers but their places
            record.number += if whole.format == Format::Csv { before } else { 0 };
            diagnosis.take(0, &record);
        }
        before += summary.records;
    }
    finished(diagnosis, whole, Vec::new())
}

fn meaning(bytes: &[u8]) -> (Report, Summary) {
    let (summary, records) = read_bytes(bytes);
    let mut diagnosis = Diagnosis::of(&CATALOG);
    for record in &records {
        diagnosis.take(0, record);
    }
    (finished(diagnosis, &summary, summary.beside.clone()), summary)
}

fn finished(mut diagnosis: Diagnosis, summary: &Summary, beside: Vec<Beside>) -> Report {
    let read = sspr::diagnosis::Read {
        name: summary.path.clone(),
        records: summary.records,
        from: summary.from,
        to: summary.to,
        counts: summary.counts.clone(),
        beside,
        ..sspr::diagnosis::Read::default()
    };
    diagnosis.read(0, read);
    diagnosis.finish()
}

#[test]
fn what_is_summed_up_means_the_same_as_when_each_record_is_decoded() {
    // often enough that there is something to sum up
    let binary = bytes_in("whole.zip", "whole.evtx");
    let binary = [&binary[..4096], &binary[4096..].repeat(4)].concat();
    let (report, summary) = meaning(&binary);
    let sums: u64 = summary.beside.iter().map(|beside| beside.count).sum();
    assert!(sums > 20, "{:?}", summary.beside);
    let chunks = binary[4096..].chunks(65_536);
    let chunks: Vec<Vec<u8>> = chunks.map(|chunk| [&binary[..4096], chunk].concat()).collect();
    let alone = meaning_in_parts(&chunks, &summary);
    assert_eq!(format!("{report:#?}"), format!("{alone:#?}"));

    let xml = String::from_utf8(bytes_in("texts.zip", "wevtutil.xml").repeat(4)).unwrap();
    let (report, summary) = meaning(xml.as_bytes());
    let events: Vec<&str> = xml.split_inclusive("</Event>").collect();
    let parts: Vec<Vec<u8>> = events.chunks(120).map(|part| part.concat().into_bytes()).collect();
    let alone = meaning_in_parts(&parts, &summary);
    assert_eq!(format!("{report:#?}"), format!("{alone:#?}"));

    let table = bytes_in("texts.zip", "utf8.csv");
    let head = table.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    let table = [&table[..head], &table[head..].repeat(4)].concat();
    let (report, summary) = meaning(&table);
    assert_eq!(summary.beside.iter().map(|beside| beside.count).sum::<u64>(), sums);
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(&table[..]);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let part = |rows: &[csv::StringRecord]| {
        let mut out = csv::WriterBuilder::new()
            .flexible(true)
            .from_writer(table[..head].to_vec());
        for row in rows {
            out.write_record(row).unwrap();
        }
        out.into_inner().unwrap()
    };
    let parts: Vec<Vec<u8>> = rows.chunks(120).map(part).collect();
    let alone = meaning_in_parts(&parts, &summary);
    assert_eq!(format!("{report:#?}"), format!("{alone:#?}"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn damage_to_one_chunk_loses_nothing_of_the_others(
        chunk in 0_usize..3,
        flips in prop::collection::vec((0_usize..65_536, any::<u8>()), 1..40),
        cut in prop::option::of(1_usize..65_536),
    ) {
        static WHOLE: LazyLock<(Vec<u8>, Vec<Vec<Record>>)> = LazyLock::new(|| {
            let bytes = bytes_in("whole.zip", "whole.evtx");
            let records = by_chunk(&bytes);
            (bytes, records)
        });
        let (bytes, wanted) = &*WHOLE;
        let mut bytes = bytes.clone();
        let start = 4096 + chunk * 65_536;
        for (at, byte) in flips {
            bytes[start + at] = byte;
        }
        let last = chunk == 2;
        if let Some(cut) = cut.filter(|_| last) {
            bytes.truncate(start + cut);
        }
        let (summary, records) = read_bytes(&bytes);
        for (other, wanted) in wanted.iter().enumerate().filter(|(other, _)| *other != chunk) {
            for record in wanted {
                let key = (record.number, record.provider.clone().unwrap_or_default(), record.event.unwrap_or_default());
                let summed = summary.beside.iter().any(|beside| is_of(&key, beside));
                prop_assert!(summed || records.contains(record), "chunk {} lost record {}", other, record.number);
            }
        }
        for beside in &summary.beside {
            let of_kind = |record: &&Record| {
                record.event == Some(beside.event) && record.provider.as_ref() == Some(&beside.provider)
            };
            let others = wanted.iter().enumerate().filter(|(other, _)| *other != chunk);
            let least = others.flat_map(|(_, records)| records).filter(of_kind).count();
            let found = records.iter().filter(of_kind).count() as u64 + beside.count;
            prop_assert!(found >= least as u64, "{:?}: {} of {}", beside, found, least);
        }
        prop_assert!(summary.whole);
    }

    #[test]
    fn a_change_anywhere_makes_nobody_pass_over_what_can_still_be_decoded(
        flips in prop::collection::vec((0_usize..192_000, any::<u8>()), 1..120),
    ) {
        static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| bytes_in("whole.zip", "whole.evtx"));
        let mut bytes = WHOLE.clone();
        for (at, byte) in flips {
            bytes[4096 + 512 + at] = byte;
        }
        let (summary, mut records) = read_bytes(&bytes);
        // the number of an event may be what was changed
        records.retain(|record| record.provider.is_some() && record.event.is_some());
        let (found, wanted) = (handed(&records), decoded(&bytes));
        for record in &wanted {
            let summed = summary.beside.iter().any(|beside| is_of(record, beside));
            prop_assert!(summed || found.contains(record), "record {} is lost", record.0);
        }
        for beside in &summary.beside {
            let count = |all: &[(u64, String, u32)]| all.iter().filter(|record| is_of(record, beside)).count() as u64;
            prop_assert!(count(&found) + beside.count >= count(&wanted), "{:?}", beside);
        }
    }

    #[test]
    fn a_text_cut_or_changed_anywhere_is_read_as_far_as_it_goes(
        name in prop::sample::select(vec!["wevtutil.xml", "viewer.xml", "utf16.csv", "korean.csv", "utf8.csv", "saved.txt"]),
        cut in 0_usize..60_000,
        flips in prop::collection::vec((0_usize..60_000, any::<u8>()), 0..12),
    ) {
        let mut bytes = bytes_in("texts.zip", name);
        bytes.truncate(cut);
        for (at, byte) in flips {
            if let Some(place) = bytes.get_mut(at) {
                *place = byte;
            }
        }
        if let Ok((summary, records)) = read_bytes_with(&bytes, &options()) {
            prop_assert!(records.len() as u64 <= summary.records);
        }
    }
}
