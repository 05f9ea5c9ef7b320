//! Logs that no program wrote: real ones of every form, changed at random in the ways in which files break and in those in which
//! somebody breaks them. Nothing panics, every reader comes to an end, what is handed on is counted, and a log reads the same
//! whatever pieces it comes in.
//!
//! `SSPR_FUZZ` is how many seconds each reader is tried (a few rounds unless set), `SSPR_FUZZ_SEED` the round to begin with; a
//! failure names its round.

use fastrand::Rng;
use sspr::diagnosis::{Diagnosis, Read as Whole};
use sspr::evidence::Clock;
use sspr::host::RealHost;
use sspr::knowledge::Catalog;
use sspr::log::{Item, LogError, Options, Record, Summary, logs, read, read_stream};
use sspr::text::Lang;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

static CATALOG: LazyLock<Catalog> = LazyLock::new(sspr::builtin::catalog);

const HEADER: usize = 4096;
const CHUNK: usize = 65_536;

/// Rounds of each reader in the ordinary run.
const ROUNDS: u64 = 8;

/// What stands in logs and decides how they are read.
const WORDS: &[&str] = &[
    "<Event>",
    "</Event>",
    "<Event ",
    "<![CDATA[",
    "]]>",
    "<!--",
    "<Provider Name='PasswordResetService'/>",
    "<EventID>33008</EventID>",
    "SystemTime='",
    "&#xD800;",
    "&amp;",
    "\"",
    "\"\"",
    ",",
    ";",
    "\t",
    "\r\n",
    "\n\n",
    "PasswordResetService",
    "ADSync",
    "6329",
    "hr=80230619",
    "TrackingId: ",
    "UserPrincipalName: ",
    "\u{feff}",
    "\u{0}",
    "오류",
    "{",
    "}",
    "[",
    "\\",
    "\"activityDisplayName\"",
    "\"additionalDetails\": [",
    "99999999999999999999",
    "-1",
    "2025-01-01T00:00:00Z",
    "오전 9:12:33",
    "**\0\0",
    "ElfChnk\0",
];

/// A log that comes in pieces of any length.
struct Pieces<'l> {
    left: &'l [u8],
    random: Rng,
}

impl Read for Pieces<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.random.u8(..) == 0 {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let most = buffer.len().min(self.left.len());
        let length = self.random.usize(..=most).max(most.min(1));
        let (now, left) = self.left.split_at(length);
        buffer[..length].copy_from_slice(now);
        self.left = left;
        Ok(length)
    }
}

type Outcome = Result<(Summary, Vec<Record>), LogError>;

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

fn read_from(from: &mut dyn Read) -> Outcome {
    let mut records = Vec::new();
    let summary = read_stream("log", from, &options(), &mut |item| {
        if let Item::Record(record) = item {
            records.push(record);
        }
        ControlFlow::Continue(())
    })?;
    Ok((summary, records))
}

fn look(bytes: &[u8], random: &mut Rng) {
    let at_once = read_from(&mut { bytes });
    let in_pieces = read_from(&mut Pieces {
        left: bytes,
        random: random.fork(),
    });
    assert_eq!(format!("{at_once:?}"), format!("{in_pieces:?}"), "the pieces matter");
    if let Ok((summary, records)) = at_once {
        assert!(records.len() as u64 <= summary.records, "{summary:?}");
        let beside: u64 = summary.beside.iter().map(|beside| beside.count).sum();
        assert!(
            beside <= summary.records && summary.bytes <= bytes.len() as u64,
            "{summary:?}"
        );
        assert!(summary.from <= summary.to && summary.whole, "{summary:?}");
        for damage in &summary.damaged {
            assert!(Lang::ALL.iter().all(|lang| !damage.say(*lang).is_empty()));
        }
        // dear, and not what is tried here
        if random.u8(..4) > 0 {
            return;
        }
        let mut diagnosis = Diagnosis::of(&CATALOG);
        for record in &records {
            diagnosis.take(0, record);
        }
        let read = Whole {
            name: summary.path,
            records: summary.records,
            from: summary.from,
            to: summary.to,
            counts: summary.counts,
            beside: summary.beside,
            ..Whole::default()
        };
        diagnosis.read(0, read);
        diagnosis.finish().clean(&CATALOG, true);
    }
}

/// Changes a log in one of the ways in which logs break.
fn change(log: &mut Vec<u8>, random: &mut Rng) {
    if log.is_empty() {
        return;
    }
    let at = random.usize(..log.len());
    let length = (1_usize << random.u32(..14)).min(log.len() - at);
    match random.u32(..12) {
        0 => log[at] ^= 1 << random.u32(..8),
        1 => log[at] = random.u8(..),
        2 => {
            let number = [
                0,
                1,
                0x7f,
                0xff,
                0xffff,
                0x7fff_ffff,
                u32::MAX,
                random.u32(..),
                random.u32(..0x1_0000),
            ];
            let number = number[random.usize(..number.len())].to_le_bytes();
            let room = number.len().min(log.len() - at);
            log[at..at + room].copy_from_slice(&number[..room]);
        }
        3 => log[at..at + length].fill(random.u8(..)),
        4 => drop(log.drain(at..at + length)),
        5 => log.truncate(at),
        6 => {
            let copied = log[at..at + length].to_vec();
            let to = random.usize(..=log.len());
            log.splice(to..to, copied);
        }
        7 => {
            let copied = log[at..at + length].to_vec();
            let to = random.usize(..=log.len() - length);
            log[to..to + length].copy_from_slice(&copied);
        }
        8 => (0..length.min(64)).for_each(|_| {
            let at = random.usize(..log.len());
            log[at] = random.u8(..);
        }),
        _ => {
            let word = WORDS[random.usize(..WORDS.len())];
            let wide = random.u32(..4) == 0;
            let word: Vec<u8> = if wide {
                word.encode_utf16().flat_map(u16::to_le_bytes).collect()
            } else {
                word.as_bytes().to_vec()
            };
            let end = if random.bool() {
                at
            } else {
                (at + word.len()).min(log.len())
            };
            log.splice(at..end, word);
        }
    }
}

/// Makes the sums of a binary log right again, so that what is wrong in it is believed.
fn sum_up(log: &mut [u8]) {
    for chunk in log
        .get_mut(HEADER..)
        .into_iter()
        .flat_map(|rest| rest.chunks_mut(CHUNK))
    {
        if chunk.len() < 512 {
            continue;
        }
        let end = u32::from_le_bytes(chunk[48..52].try_into().unwrap()) as usize;
        if let Some(records) = chunk.get(512..end) {
            let sum = crc32fast::hash(records);
            chunk[52..56].copy_from_slice(&sum.to_le_bytes());
        }
        let mut sum = crc32fast::Hasher::new();
        sum.update(&chunk[..120]);
        sum.update(&chunk[128..512]);
        let sum = sum.finalize();
        chunk[124..128].copy_from_slice(&sum.to_le_bytes());
    }
}

/// Plays rounds over changed copies of `seeds`, for as long as the switch says.
fn play(seeds: &[Vec<u8>], finish: fn(&mut Vec<u8>, &mut Rng), look: fn(&[u8], &mut Rng)) {
    let set = |name: &str| {
        std::env::var(name)
            .ok()
            .map(|set| set.parse::<u64>().expect("a number"))
    };
    let first = set("SSPR_FUZZ_SEED").unwrap_or_default();
    let until = set("SSPR_FUZZ").map(|seconds| Instant::now() + Duration::from_secs(seconds));
    let mut round = first;
    while until.map_or(round < first + ROUNDS, |until| Instant::now() < until) {
        let mut random = Rng::with_seed(round);
        let mut log = seeds[random.usize(..seeds.len())].clone();
        for _ in 0..1 << random.u32(..5) {
            change(&mut log, &mut random);
        }
        finish(&mut log, &mut random);
        let outcome = std::panic::catch_unwind(|| look(&log, &mut random.clone()));
        if outcome.is_err() {
            let kept = std::env::temp_dir().join(format!("sspr-round-{round}"));
            std::fs::write(&kept, &log).unwrap();
            panic!(
                "round {round}: SSPR_FUZZ_SEED={round} begins with it; the log is {}",
                kept.display()
            );
        }
        round += 1;
    }
    assert!(round > first, "no round was played");
    println!("{} rounds", round - first);
}

/// The file in a fixture.
fn in_fixture(zip: &str, name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/logs")
        .join(zip);
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut out = Vec::new();
    archive.by_name(name).unwrap().read_to_end(&mut out).unwrap();
    out
}

/// As much of a text as a few records need.
fn beginning(zip: &str, name: &str) -> Vec<u8> {
    let mut text = in_fixture(zip, name);
    text.truncate(12_000);
    text
}

fn plain(_: &mut Vec<u8>, _: &mut Rng) {}

#[test]
fn no_binary_log_breaks_its_reader() {
    let whole = in_fixture("whole.zip", "whole.evtx");
    let chunk = |nth: usize| [&whole[..HEADER], &whole[HEADER + nth * CHUNK..][..CHUNK]].concat();
    let seeds = [
        chunk(0),
        chunk(1),
        chunk(2),
        in_fixture("truncated.zip", "truncated.evtx"),
    ];
    play(
        &seeds,
        |log, random| {
            if random.bool() {
                sum_up(log);
            }
        },
        look,
    );
}

#[test]
fn no_xml_breaks_its_reader() {
    let seeds = ["wevtutil.xml", "viewer.xml"].map(|name| beginning("texts.zip", name));
    play(&seeds, plain, look);
}

#[test]
fn no_table_breaks_its_reader() {
    let seeds = ["utf16.csv", "korean.csv", "utf8.csv"].map(|name| beginning("texts.zip", name));
    play(&seeds, plain, look);
}

#[test]
fn no_text_breaks_its_reader() {
    let pasted = "Source: ADSync\nEvent ID: 6329\n\nBAIL: MMS(4924): hr=80230619\n\nEventID 33008: TrackingId: 1, Reason: x\n\n로그 이름: Application\n원본: PasswordResetService\n이벤트 ID: 33004\n수준: 오류\n";
    let seeds = [beginning("texts.zip", "saved.txt"), pasted.as_bytes().to_vec()];
    play(&seeds, plain, look);
}

const ENTRY: &str = r#"{"activityDateTime": "2026-11-20T08:15:02.1234567Z", "activityDisplayName": "Reset password (self-service)", "correlationId": "7d1c", "loggedByService": "Self-service Password Management", "result": "failure", "resultReason": "OnPremisesConnectivityError, try \"later\"", "initiatedBy": { "app": null, "user": { "id": "1", "userPrincipalName": null } }, "targetResources": [ { "type": "User", "userPrincipalName": "kim@contoso.example", "modifiedProperties": [ {} ] } ], "additionalDetails": [ { "key": "OnPremisesAgent", "value": "Microsoft Entra Connect" } ]}"#;

#[test]
fn no_audit_log_breaks_its_reader() {
    let table = "Date (UTC),CorrelationId,Service,Category,Activity,Result,ResultReason,ActorUserPrincipalName,Target1UserPrincipalName,AdditionalDetail1Key,AdditionalDetail1Value\r\n2026-11-20T08:15:02.1234567Z,7d1c,Self-service Password Management,UserManagement,Reset password (self-service),failure,\"OnPremisesConnectivityError, try \"\"later\"\"\",,kim@contoso.example,OnPremisesAgent,Microsoft Entra Connect\r\n";
    let seeds = [
        table.as_bytes().to_vec(),
        format!("[{ENTRY},\n{ENTRY}]").into_bytes(),
        format!("{ENTRY}\n{ENTRY}\n").into_bytes(),
        format!("{{\"value\": [{ENTRY}]}}").into_bytes(),
    ];
    play(&seeds, plain, look);
}

#[test]
fn no_zip_file_breaks_its_reader() {
    let mut out = io::Cursor::new(Vec::new());
    let mut archive = zip::ZipWriter::new(&mut out);
    for (name, log) in [
        ("a.xml", beginning("texts.zip", "wevtutil.xml")),
        ("b/audit.json", ENTRY.as_bytes().to_vec()),
    ] {
        archive
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        archive.write_all(&log).unwrap();
    }
    archive.finish().unwrap();
    play(&[out.into_inner()], plain, |bytes, _| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("logs.zip");
        std::fs::write(&path, bytes).unwrap();
        let host = RealHost::new().unwrap();
        for log in logs(&host, &path).into_iter().flatten() {
            let mut found = 0_u64;
            let summary = read(&host, &log, &options(), &mut |item| {
                found += u64::from(matches!(item, Item::Record(_)));
                ControlFlow::Continue(())
            });
            assert!(summary.is_err() || summary.is_ok_and(|summary| found <= summary.records));
        }
    });
}
