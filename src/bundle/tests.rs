//! The bundle as a whole: planned, written, read back.

use super::*;
use crate::case::digest;
use crate::case::{Case, report, sample};
use crate::host::fake::FakeHost;
use crate::knowledge::Catalog;
use std::io::{self, Cursor, Read};

const TARGET: &str = "/out/case.zip";

fn with_logs(host: &FakeHost) -> (Catalog, Case) {
    host.put("/a/Application.evtx", &vec![7; 200_000]);
    host.put("/b/application.evtx", b"second");
    host.put("/b/응용 프로그램.evtx", b"third");
    host.put("/b/page.png", b"picture");
    let catalog = sample::catalog();
    let mut case = sample::case(&catalog);
    for file in ["/a/Application.evtx", "/b/application.evtx", "/b/응용 프로그램.evtx"] {
        assert!(case.attach(&catalog, host, file).is_ok());
    }
    assert!(case.fill(&catalog, host, "page.screenshot", "/b/page.png").is_ok());
    assert!(case.read_files(&catalog, host, &mut |_| true).is_ok());
    (catalog, case)
}

fn planned(catalog: &Catalog, case: &Case, host: &FakeHost) -> Plan {
    match plan(catalog, case, host) {
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
    assert_eq!(
        write(&host, &plan, Path::new(TARGET), false, &mut |_| true).ok(),
        Some(Written::default())
    );
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
        assert!(write(&host, &plan, Path::new(TARGET), true, &mut |_| true).is_ok());
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
    assert!(write(&host, &plan, Path::new(TARGET), false, &mut |_| true).is_ok());
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
    let error = write(&host, &plan, Path::new(TARGET), false, &mut |_| true).map_err(|error| error.to_string());
    assert!(error.is_err_and(|e| e.contains("`/b/application.evtx` could not be copied, so nothing was written")));
    assert_eq!(host.get(TARGET), None);
}

#[test]
fn an_existing_file_is_replaced_only_when_told() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    host.put(TARGET, b"old");
    let plan = planned(&catalog, &case, &host);
    let error = write(&host, &plan, Path::new(TARGET), false, &mut |_| true).map_err(|error| error.say(Lang::Ko));
    assert!(error.is_err_and(|e| e.contains("이미 있습니다")));
    assert_eq!(host.get(TARGET).as_deref(), Some(b"old".as_slice()));
    assert!(write(&host, &plan, Path::new(TARGET), true, &mut |_| true).is_ok());
    assert_eq!(contents(&host).len(), 9);
}

#[test]
fn a_full_disk_leaves_nothing_behind() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    let plan = planned(&catalog, &case, &host);
    host.break_writes(Some(io::ErrorKind::StorageFull));
    let error = write(&host, &plan, Path::new(TARGET), false, &mut |_| true).map_err(|error| error.to_string());
    assert!(error.is_err_and(|e| e.contains("the disk is full")));
    assert_eq!(host.get(TARGET), None);
}

#[test]
fn a_log_is_never_written_over() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    let plan = planned(&catalog, &case, &host);
    let error = write(&host, &plan, Path::new("/b/application.evtx"), true, &mut |_| true);
    assert!(matches!(error, Err(BundleError::IsEvidence(_))));
    assert_eq!(host.get("/b/application.evtx").as_deref(), Some(b"second".as_slice()));
}

#[test]
fn a_file_that_changed_since_it_was_attached_is_named() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    host.put("/b/application.evtx", b"another");
    let plan = planned(&catalog, &case, &host);
    let written = write(&host, &plan, Path::new(TARGET), false, &mut |_| true).unwrap_or_default();
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
fn a_canceled_bundle_leaves_nothing_behind() {
    let host = sample::host();
    let (catalog, case) = with_logs(&host);
    let plan = planned(&catalog, &case, &host);
    let mut heard = Vec::new();
    let result = write(&host, &plan, Path::new(TARGET), false, &mut |done| {
        heard.push(done);
        heard.len() < 3
    });
    assert!(matches!(result, Err(BundleError::Canceled)));
    assert!(
        heard.is_sorted() && heard.iter().all(|done| *done < plan.size()),
        "{heard:?}"
    );
    assert_eq!(host.get(TARGET), None);
}
