//! The bundle as a whole: planned, written, read back.

use super::redaction::Table;
use super::*;
use crate::case::digest;
use crate::case::found::{Evidence, From};
use crate::case::{Case, Note, report, sample};
use crate::host::fake::FakeHost;
use crate::knowledge::Catalog;
use proptest::prelude::*;
use std::io::{self, Cursor, Read};
use std::path::Path;

pub(super) const TARGET: &str = "/out/case.zip";

pub(super) fn with_logs(host: &FakeHost) -> (Catalog, Case) {
    host.put("/a/Application.evtx", &vec![7; 200_000]);
    host.put("/b/application.evtx", b"second");
    host.put("/b/응용 프로그램.evtx", b"third");
    host.put("/b/page.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let catalog = sample::catalog();
    let mut case = sample::case(&catalog);
    for file in ["/a/Application.evtx", "/b/application.evtx", "/b/응용 프로그램.evtx"] {
        assert!(case.attach(&catalog, host, file).is_ok());
    }
    assert!(case.fill(&catalog, host, "page.screenshot", "/b/page.png").is_ok());
    assert!(case.read_files(&catalog, host, &mut |_| true).is_ok());
    (catalog, case)
}

pub(super) fn planned(catalog: &Catalog, case: &Case, host: &FakeHost) -> Plan {
    planned_for(catalog, case, host, Profile::Inside)
}

pub(super) fn planned_for(catalog: &Catalog, case: &Case, host: &FakeHost, profile: Profile) -> Plan {
    let order = Order {
        profile,
        ..Order::default()
    };
    match plan(catalog, case, host, &order, &mut |_| true) {
        Ok(plan) => plan,
        Err(error) => unreachable!("{error}"),
    }
}

fn contents(host: &FakeHost) -> Vec<(String, Vec<u8>)> {
    let bytes = host.get(TARGET).unwrap_or_default();
    let Ok(mut zip) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        unreachable!("the bundle is a zip")
    };
    (0..zip.len())
        .filter_map(|at| {
            let mut file = zip.by_index(at).ok()?;
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).ok()?;
            Some((file.name().ok()?.into_owned(), bytes))
        })
        .collect()
}

#[test]
fn the_bundle_holds_the_case_and_its_logs_in_a_fixed_order() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    let plan = planned(&catalog, &case, &host);
    let written = write(
        &host,
        &sample::catalog(),
        &plan,
        Path::new(TARGET),
        false,
        None,
        &mut |_| true,
    );
    let written = written.unwrap_or_else(|error| unreachable!("{error}"));
    let zip = digest::of(&host.get(TARGET).unwrap_or_default());
    assert_eq!((written.files, &written.changed, &written.zip), (9, &Vec::new(), &zip));
    let files = contents(&host);
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "summary.md",
            "summary.txt",
            "case.json",
            "transcript.md",
            "screenshot/page.png",
            "logs/Application.evtx",
            "logs/application (2).evtx",
            "logs/응용 프로그램.evtx",
            "manifest.json"
        ]
    );
    let of = |name: &str| {
        files
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, bytes)| bytes.clone())
            .unwrap_or_default()
    };
    assert_eq!(of("logs/Application.evtx"), vec![7; 200_000]);
    assert!(of("summary.txt").len() <= report::TICKET);
    let manifest: serde_json::Value = serde_json::from_slice(&of("manifest.json")).unwrap_or_default();
    let listed = manifest["files"].as_array().cloned().unwrap_or_default();
    assert_eq!(listed.len(), 8);
    for file in listed {
        let bytes = of(file["name"].as_str().unwrap_or_default());
        assert_eq!(file["sha256"], digest::of(&bytes).sha256, "{file}");
        assert_eq!(file["size"], bytes.len() as u64);
    }
}

#[test]
fn the_same_case_with_the_same_logs_gives_the_same_bytes() {
    let host = sample::host();
    let (catalog, mut case) = with_logs(&host);
    let mut bytes = || {
        let plan = planned(&catalog, &case, &host);
        assert!(
            write(
                &host,
                &sample::catalog(),
                &plan,
                Path::new(TARGET),
                true,
                None,
                &mut |_| true
            )
            .is_ok()
        );
        // a later save of the same case and a later hour change nothing
        case.changed = "2026-12-01T00:00:00Z".parse().unwrap();
        host.set_now("2026-12-01T00:00:00Z");
        host.get(TARGET)
    };
    assert_eq!(bytes(), bytes());
}

#[test]
fn a_log_that_vanished_is_left_out_and_named() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    host.take_away("/b/application.evtx");
    let plan = planned(&catalog, &case, &host);
    assert!(
        plan.lines(&catalog, Lang::En)
            .contains(&"Left out: /b/application.evtx (it is not there)".to_owned())
    );
    assert!(
        write(
            &host,
            &sample::catalog(),
            &plan,
            Path::new(TARGET),
            false,
            None,
            &mut |_| { true }
        )
        .is_ok()
    );
    let manifest = contents(&host)
        .pop()
        .map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned());
    assert!(
        manifest
            .unwrap_or_default()
            .contains("\"original\": \"/b/application.evtx\",\n      \"reason\"")
    );
}

#[test]
fn a_log_that_vanishes_after_the_plan_stops_the_bundle() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    let plan = planned(&catalog, &case, &host);
    host.take_away("/b/application.evtx");
    let error = write(
        &host,
        &sample::catalog(),
        &plan,
        Path::new(TARGET),
        false,
        None,
        &mut |_| true,
    )
    .map_err(|error| error.to_string());
    assert!(error.is_err_and(|e| e.contains("`/b/application.evtx` could not be copied, so nothing was written")));
    assert_eq!(host.get(TARGET), None);
}

#[test]
fn an_existing_file_is_replaced_only_when_told() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    let plan = planned(&catalog, &case, &host);
    let mut other = plan.clone();
    other.files.truncate(1);
    assert!(
        write(
            &host,
            &sample::catalog(),
            &other,
            Path::new(TARGET),
            false,
            None,
            &mut |_| { true }
        )
        .is_ok()
    );
    let old = host.get(TARGET);
    let error = write(
        &host,
        &sample::catalog(),
        &plan,
        Path::new(TARGET),
        false,
        None,
        &mut |_| true,
    )
    .map_err(|error| error.say(Lang::Ko));
    assert!(error.is_err_and(|e| e.contains("이미 있습니다")));
    assert_eq!(host.get(TARGET), old);
    assert!(
        write(
            &host,
            &sample::catalog(),
            &plan,
            Path::new(TARGET),
            true,
            None,
            &mut |_| true
        )
        .is_ok()
    );
    assert_eq!(contents(&host).len(), 9);
}

#[test]
fn what_is_no_bundle_or_belongs_to_the_case_is_never_replaced() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    let plan = planned(&catalog, &case, &host);
    for replace in [false, true] {
        host.put(TARGET, b"old");
        let error = write(
            &host,
            &sample::catalog(),
            &plan,
            Path::new(TARGET),
            replace,
            None,
            &mut |_| true,
        );
        assert!(matches!(error, Err(BundleError::NotOurs(_))), "{error:?}");
        // the same file by another name
        for (_, log) in case.files(&catalog) {
            host.link("/desk/again.zip", &log);
            let error = write(
                &host,
                &sample::catalog(),
                &plan,
                Path::new("/desk/again.zip"),
                replace,
                None,
                &mut |_| true,
            );
            assert!(matches!(error, Err(BundleError::IsEvidence(_))), "{error:?}");
        }
    }
}

#[test]
fn a_full_disk_leaves_nothing_behind() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    let plan = planned(&catalog, &case, &host);
    host.break_writes(Some(io::ErrorKind::StorageFull));
    let error = write(
        &host,
        &sample::catalog(),
        &plan,
        Path::new(TARGET),
        false,
        None,
        &mut |_| true,
    )
    .map_err(|error| error.to_string());
    assert!(error.is_err_and(|e| e.contains("the disk is full")));
    assert_eq!(host.get(TARGET), None);
}

#[test]
fn a_log_is_never_written_over() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    let plan = planned(&catalog, &case, &host);
    let error = write(
        &host,
        &sample::catalog(),
        &plan,
        Path::new("/b/application.evtx"),
        true,
        None,
        &mut |_| true,
    );
    assert!(matches!(error, Err(BundleError::IsEvidence(_))));
    assert_eq!(host.get("/b/application.evtx").as_deref(), Some(b"second".as_slice()));
}

#[test]
fn a_file_that_changed_since_it_was_attached_is_named() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    host.put("/b/application.evtx", b"another");
    let plan = planned(&catalog, &case, &host);
    let written = write(
        &host,
        &sample::catalog(),
        &plan,
        Path::new(TARGET),
        false,
        None,
        &mut |_| true,
    )
    .unwrap_or_default();
    assert_eq!(written.changed, [PathBuf::from("/b/application.evtx")]);
}

#[test]
fn the_plan_says_in_which_fields_names_stand() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    let plan = planned(&catalog, &case, &host);
    assert_eq!(
        plan.names_in,
        [
            "description",
            "page.screenshot",
            "user_id",
            "since",
            "log_paths",
            "notes"
        ]
    );
    let said = plan.lines(&catalog, Lang::Ko).pop().unwrap_or_default();
    assert!(
        said.contains("사람 이름이 있어도 그대로 들어가는 항목") && said.contains("사용자 ID"),
        "{said}"
    );
}

#[test]
fn a_public_bundle_tells_texts_anew_and_leaves_out_what_it_cannot_read() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    host.put(
        "/b/application.evtx",
        "09:15 kim@contoso.com: 33004, eyJhbGciOiJIUzI1NiJ9.e30.c2ln\n".as_bytes(),
    );
    for profile in [Profile::Public, Profile::Vendor] {
        let plan = planned_for(&catalog, &case, &host, profile);
        assert_eq!((plan.files.len(), plan.left_out.len()), (6, 2));
        assert!(plan.names_in.is_empty());
        assert!(write(&host, &catalog, &plan, Path::new(TARGET), true, None, &mut |_| true).is_ok());
        let files = contents(&host);
        let text = |name: &str| {
            let bytes = files.iter().find(|(n, _)| n == name).map(|(_, bytes)| bytes.clone());
            String::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
        };
        let log = text("logs/application.evtx");
        assert!(log.contains("33004") && log.contains("[removed: token]"), "{log}");
        assert_eq!(log.contains("kim@contoso.com"), profile == Profile::Vendor, "{log}");
        assert!(text("manifest.json").contains("names in it cannot be hidden"));
        assert!(text("manifest.json").contains("\"origin\": \"redacted\""));
        assert!(text("summary.md").contains("| /b/page.png | names in it cannot be hidden"));
        let verdict = verify(&host, &catalog, Path::new(TARGET), None);
        assert!(verdict.is_ok_and(|verdict| verdict.problems.is_empty()));
    }
}

#[test]
fn a_log_is_whole_only_inside_and_only_without_secret_or_anchor() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    host.put(
        "/b/application.evtx",
        b"it was eyJhbGciOiJIUzI1NiJ9.e30.c2ln, kim@contoso.com\n",
    );
    let plan = planned(&catalog, &case, &host);
    assert!(write(&host, &catalog, &plan, Path::new(TARGET), true, None, &mut |_| true).is_ok());
    let files = contents(&host);
    let of = |name: &str| {
        files
            .iter()
            .find(|(n, _)| n == name)
            .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned())
    };
    assert_eq!(
        of("logs/application (2).evtx").as_deref(),
        Some("it was [removed: token], kim@contoso.com\n")
    );
    assert_eq!(of("logs/응용 프로그램.evtx").as_deref(), Some("third"));
}

/// What becomes of a file of a bundle.
type Change<'a> = &'a dyn Fn(&str, &[u8]) -> Option<(String, Vec<u8>)>;

#[test]
fn a_bundle_that_was_touched_is_not_intact() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    let plan = planned_for(&catalog, &case, &host, Profile::Public);
    assert!(write(&host, &catalog, &plan, Path::new(TARGET), true, None, &mut |_| true).is_ok());
    let problems = |host: &FakeHost| verify(host, &catalog, Path::new(TARGET), None).map(|verdict| verdict.problems);
    assert!(problems(&host).is_ok_and(|problems| problems.is_empty()));
    let files = contents(&host);
    let packed = |change: Change<'_>| {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files.iter().filter_map(|(name, bytes)| change(name, bytes)) {
            assert!(zip.start_file(name, zip::write::SimpleFileOptions::default()).is_ok());
            assert!(io::Write::write_all(&mut zip, &bytes).is_ok());
        }
        zip.finish().map(Cursor::into_inner).unwrap_or_default()
    };
    let same = |name: &str, bytes: &[u8]| Some((name.to_owned(), bytes.to_vec()));
    let twice = |bytes: &[u8]| {
        let mut manifest: serde_json::Value = serde_json::from_slice(bytes).unwrap_or_default();
        let files = manifest.get_mut("files").and_then(|files| files.as_array_mut());
        if let Some(files) = files {
            files.extend(files.first().cloned());
        }
        manifest.to_string().into_bytes()
    };
    let cases: [(Change<'_>, Problem); 7] = [
        (
            &|name, bytes| match name {
                "manifest.json" => Some((name.to_owned(), twice(bytes))),
                _ => same(name, bytes),
            },
            Problem::ListedTwice("summary.md".into()),
        ),
        (
            &|name, bytes| same(name, if name == "summary.md" { b"other" } else { bytes }),
            Problem::Changed("summary.md".into()),
        ),
        (
            &|name, bytes| (name != "summary.txt").then(|| same(name, bytes)).flatten(),
            Problem::Missing("summary.txt".into()),
        ),
        (
            &|name, bytes| same(if name == "summary.txt" { "../summary.txt" } else { name }, bytes),
            Problem::Zip(Bad::Escapes("../summary.txt".into())),
        ),
        (
            &|name, bytes| (name != "manifest.json").then(|| same(name, bytes)).flatten(),
            Problem::NoManifest,
        ),
        (
            &|name, bytes| {
                let text = String::from_utf8_lossy(bytes).replace("sspr.manifest/1", "sspr.manifest/2");
                if name == "manifest.json" {
                    Some((name.to_owned(), text.into_bytes()))
                } else {
                    same(name, bytes)
                }
            },
            Problem::Newer("sspr.manifest/2".into()),
        ),
        (
            &|name, bytes| same(if name == "transcript.md" { "more.md" } else { name }, bytes),
            Problem::Unlisted("more.md".into()),
        ),
    ];
    for (change, problem) in cases {
        host.put(TARGET, &packed(change));
        let found = problems(&host);
        assert!(
            found.as_ref().is_ok_and(|found| found.contains(&problem)),
            "{problem:?}: {found:?}"
        );
    }
    host.put(TARGET, b"PK\x03\x04 cut off");
    assert!(problems(&host).is_ok_and(|found| found == [Problem::Zip(Bad::NoZip)]));
}

/// Someone whom no text of ours names, spelled in every way a case spells people.
fn somebody() -> impl Strategy<Value = [String; 9]> {
    let word = |least| proptest::string::string_regex(&format!("q[b-df-hj-np-tv-z]{{{least},8}}")).unwrap();
    (word(3), word(3), word(5), "[B-D]{3}[0-9]{2}", 2u8..250, 1000u32..9999).prop_map(
        |(first, last, org, host, ip, number)| {
            [
                format!("{first}.{last}@{org}.com"),
                format!("{first}.{last}"),
                format!("CN={first} {last},OU=Sales,DC={org},DC=com"),
                format!("{last} {first}"),
                format!("{org}.com"),
                format!("QX{host}"),
                format!("10.77.3.{ip}"),
                format!("010-{number}-4321"),
                format!("S-1-5-21-{number}-77-88-1104"),
            ]
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_name_of_a_case_is_left_in_any_file(names in somebody(), upper: bool, hangul: bool, wide: bool) {
        let host = sample::host();
        let catalog = sample::catalog();
        let mut case = sample::case(&catalog);
        let [mail, short, path, display, domain, computer, ip, phone, sid] = &names;
        let spelled = |text: &str| {
            let text = if upper { text.to_uppercase() } else { text.to_owned() };
            if hangul { text + "에서" } else { text }
        };
        let log = format!("/c/{short}/{computer}.evtx");
        let all = format!("{} ({}) {} {}, {}: {} {} {}", mail, display, path, computer, ip, phone, sid, spelled(short));
        // a log with the same names in every escape, and a secret
        let escaped = mail.replace('@', "\\u0040");
        let entity = mail.replace('@', "&#64;");
        let twice = mail.replace('@', "%2540");
        let text = format!("33004 {all}\r\n{{\"u\":\"{escaped}\"}} <a>{entity}</a> ?u={twice}\r\n{} eyJhbGciOiJIUzI1NiJ9.e30.c2ln\r\n", spelled(display));
        let bytes: Vec<u8> = if wide { text.encode_utf16().flat_map(u16::to_le_bytes).collect() } else { text.into_bytes() };
        host.put(&log, &bytes);
        for (field, value) in [
            ("user_id", mail.clone()),
            ("tenant", domain.clone()),
            ("sync.server", computer.clone()),
            ("description", all.clone()),
            ("page.url", format!("https://sso.{domain}/x?u={}", mail.replace('@', "%40"))),
        ] {
            prop_assert!(case.fill(&catalog, &host, field, &value).is_ok(), "{}", field);
        }
        prop_assert!(case.attach(&catalog, &host, &log).is_ok());
        prop_assert!(case.read_files(&catalog, &host, &mut |_| true).is_ok());
        case.evidence.push(Evidence {
            from: From::Paste,
            provider: Some("PasswordResetService".into()),
            event: Some(33004),
            codes: vec!["hr=80230626".into()],
            tracking_id: Some("4f6a1c02-93be-4d5b-8a77-0c2be1f53d19".into()),
            at: Some(sample::noon()),
            computer: Some(format!("{computer}.{domain}")),
            user: Some(mail.clone()),
            quote: Some(format!("{}; {}", spelled(display), all)),
            written: None,
            line: None,
            record: None,
        });
        case.notes.push(Note { at: sample::noon(), node: String::new(), text: spelled(&all) });
        let plan = planned_for(&catalog, &case, &host, Profile::Public);
        prop_assert!(write(&host, &sample::catalog(), &plan, Path::new(TARGET), true, None, &mut |_| true).is_ok());
        let mut originals: Vec<&str> = names.iter().map(String::as_str).collect();
        let encoded = mail.replace('@', "%40");
        originals.push(&encoded);
        for (file, bytes) in contents(&host) {
            // wide letters of ASCII without their zeros
            let text = format!("{file} {}", String::from_utf8_lossy(&bytes).replace('\0', "")).to_lowercase();
            if file.starts_with("logs/") {
                prop_assert!(text.contains("33004") && text.contains("[removed: token]") && !text.contains("c2ln"), "{}", text);
                prop_assert!(text.matches("user-1@tenant-1").count() >= 4, "{}", text);
            }
            for original in &originals {
                prop_assert!(!text.contains(&original.to_lowercase()), "{} stands in {}:\n{}", original, file, text);
            }
            if file == "summary.md" {
                for kept in ["33004", "hr=80230626", "4f6a1c02-93be-4d5b-8a77-0c2be1f53d19", "2026-11-21t12:00:00+09:00"] {
                    prop_assert!(text.contains(kept), "{} is hidden:\n{}", kept, text);
                }
                prop_assert!(text.contains("user-1@tenant-1") && text.contains("host-1"), "{}", text);
            }
        }
        // what was hidden once stays as it is
        let table = Table::of(&catalog, &case, Profile::Public).unwrap();
        let once = table.told(&all);
        prop_assert_eq!(table.told(&once), once);
        let vendor = planned_for(&catalog, &case, &host, Profile::Vendor);
        prop_assert!(write(&host, &sample::catalog(), &vendor, Path::new(TARGET), true, None, &mut |_| true).is_ok());
        for (file, bytes) in contents(&host) {
            let text = String::from_utf8_lossy(&bytes).to_lowercase();
            for original in [path, display, computer, ip, phone, sid] {
                prop_assert!(!text.contains(&original.to_lowercase()), "{} stands in {} for a vendor:\n{}", original, file, text);
            }
            if file == "summary.md" {
                prop_assert!(text.contains(&mail.to_lowercase()) && text.contains(domain.as_str()));
            }
        }
    }
}
