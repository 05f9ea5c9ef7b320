//! Logs as people hand them over, and what `sspr scan` says of them.

use crate::support::cli::{Desk, Told};
use crate::support::log::before_the_fix;
use serde_json::Value;

const USER: &str = "kim@contoso.example";

/// A record as Event Viewer saves text, with its place and minute.
fn record(minute: u32, provider: &str, event: u32, message: &str) -> String {
    format!("Error\t2026-11-20 09:{minute:02}:30\t{provider}\t{event}\tNone\t\"{message}\"\n")
}

fn log(records: &[String]) -> String {
    format!(
        "Level\tDate and Time\tSource\tEvent ID\tTask Category\n{}",
        records.concat()
    )
}

fn request(id: u32, rest: &str) -> String {
    format!("TrackingId: 5f2c8d10-7a6b-4e0e-9b1d-2f6f0c1a7e{id:02}, {rest}")
}

/// A reset of a user that AD refuses with a code.
fn refused(minute: u32, id: u32, user: &str, event: u32, hr: &str) -> Vec<String> {
    let reason = format!(
        "Reason: Synchronization Engine returned an error hr={hr}, message=Refused., Context: cloudAnchor: User_8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640, SourceAnchorValue: 5x3kQmL0aEmVtbHcN1yQ2A==, UserPrincipalName: {user}, Details: Exception: hr={hr}"
    );
    let trace = format!(
        "An unexpected error has occurred during a password set operation. BAIL: MMS(1): ..\\server.cpp(11257): 0x{hr} (Refused.)"
    );
    vec![
        record(
            minute,
            "PasswordResetService",
            31001,
            &request(id, &format!("PasswordResetRequestStart, Details: {user}")),
        ),
        record(minute, "ADSync", 6329, &trace),
        record(minute, "PasswordResetService", event, &request(id, &reason)),
    ]
}

fn worked(minute: u32, id: u32, user: &str) -> Vec<String> {
    let done = format!("PasswordResetSuccess, Details: Context: UserPrincipalName: {user}, unblockUser: True");
    vec![
        record(
            minute,
            "PasswordResetService",
            31001,
            &request(id, &format!("PasswordResetRequestStart, Details: {user}")),
        ),
        record(minute, "PasswordResetService", 31002, &request(id, &done)),
    ]
}

fn scan(desk: &Desk, records: &[String], options: &str) -> Told {
    desk.file("app.txt", log(records));
    desk.sspr(&format!("scan app.txt --time-zone Asia/Seoul {options}"))
        .run()
}

fn document(told: &Told) -> Value {
    told.json("sspr.scan/1")
}

fn entries(found: &Value) -> Vec<(&str, &str, u64)> {
    let findings = found["findings"].as_array().unwrap();
    let told = findings.iter().map(|f| {
        (
            f["entry"].as_str().unwrap(),
            f["status"].as_str().unwrap(),
            f["count"].as_u64().unwrap(),
        )
    });
    told.collect()
}

#[test]
fn one_refusal_is_one_finding_however_many_records_it_wrote() {
    let desk = Desk::new();
    let told = scan(&desk, &refused(15, 1, USER, 33004, "80230626"), "--format json");
    assert_eq!(told.code, Some(1), "{told}");
    let found = document(&told);
    assert_eq!(
        entries(&found),
        [
            ("event.33004", "confirmed", 1),
            ("writeback.step1-network", "ruled-out", 2)
        ]
    );
    let first = &found["findings"][0];
    assert_eq!(first["because"][0]["event"], 33004);
    assert_eq!(first["because"][0]["time"], "2026-11-20T09:15:30+09:00");
    assert!(
        first["also"].as_array().unwrap().contains(&"hr.80230626".into()),
        "{first}"
    );
    assert!(
        first["not_read"].as_array().is_some_and(|logs| logs.len() == 1),
        "{first}"
    );
    let attempt = &found["attempts"]["shown"][0];
    assert_eq!(attempt["utc"], "2026-11-20T00:15:30+00:00");
    assert_eq!(
        (attempt["user"].as_str(), attempt["reason"].as_u64()),
        (Some(USER), Some(33004))
    );
    assert_eq!(attempt["records"].as_array().unwrap().len(), 3);
}

#[test]
fn some_users_and_all_users_are_told_apart() {
    let desk = Desk::new();
    let mut records = refused(10, 1, USER, 33004, "80230626");
    records.extend(refused(20, 2, "lee@contoso.example", 33004, "80230626"));
    let all = document(&scan(&desk, &records, "--format json"));
    assert_eq!(entries(&all)[0], ("event.33004", "confirmed", 2));
    records.extend(worked(30, 3, "park@contoso.example"));
    let some = document(&scan(&desk, &records, "--format json"));
    let also = |found: &Value| found["findings"][0]["also"].to_string();
    assert!(also(&some).contains("writeback.protected-accounts"), "{some}");
    assert!(!also(&all).contains("writeback.protected-accounts"), "{all}");
    assert_eq!(some["attempts"]["worked"], 1);
}

#[test]
fn accounts_that_are_locked_together_or_again_are_told_from_one_that_is_locked() {
    let desk = Desk::new();
    let next = |records: &[String]| {
        let found = document(&scan(&desk, records, "--format json"));
        assert_eq!(entries(&found)[0].0, "event.33006", "{found}");
        found["findings"][0]["next"].to_string()
    };
    let one = refused(10, 1, USER, 33006, "80070775");
    let again = [one.clone(), refused(50, 2, USER, 33006, "80070775")].concat();
    let several = [one.clone(), refused(11, 2, "lee@contoso.example", 33006, "80070775")].concat();
    assert!(!next(&one).contains("4740"));
    assert!(next(&again).contains("locked again and again"));
    assert!(next(&several).contains("somebody who guesses passwords"));
}

#[test]
fn the_order_of_a_log_does_not_matter() {
    let desk = Desk::new();
    let mut records = refused(10, 1, USER, 33008, "80230619");
    records.extend(worked(20, 2, "lee@contoso.example"));
    let forward = document(&scan(&desk, &records, "--format json"));
    records.reverse();
    let backward = document(&scan(&desk, &records, "--format json"));
    assert_eq!(entries(&forward), entries(&backward));
    assert_eq!(forward["attempts"]["total"], 2);
}

#[test]
fn hash_synchronization_is_never_the_cause() {
    let desk = Desk::new();
    let noise = record(
        1,
        "Directory Synchronization",
        611,
        "Password hash synchronization failed for domain: contoso.example. RPC Error 1722",
    );
    let alone = scan(&desk, std::slice::from_ref(&noise), "--format json");
    assert_eq!(alone.code, Some(0), "{alone}");
    assert_eq!(entries(&document(&alone)), [("event.hash-sync", "possible", 1)]);
    let mut records = vec![noise];
    records.extend(refused(2, 1, USER, 33008, "80230619"));
    let beside = document(&scan(&desk, &records, "--format json"));
    assert!(!beside["findings"].to_string().contains("hash-sync"), "{beside}");
}

#[test]
fn what_was_read_and_says_nothing_is_not_what_was_not_read() {
    let desk = Desk::new();
    let told = |records: &[String]| document(&scan(&desk, records, "--format json"))["coverage"].to_string();
    let quiet = told(&worked(15, 1, USER));
    assert!(quiet.contains("read, but ADSync wrote nothing"), "{quiet}");
    assert!(
        quiet.contains("not read: Security log of the domain controller"),
        "{quiet}"
    );
    let other = told(&[record(1, "Directory Synchronization", 657, "Password Change Result")]);
    assert!(other.contains("may be the wrong server"), "{other}");
}

#[test]
fn what_the_logs_cannot_tell_is_said() {
    let desk = Desk::new();
    let cleared = record(
        3,
        "Microsoft-Windows-Eventlog",
        104,
        "The Application log file was cleared.",
    );
    let records = [vec![cleared], worked(15, 1, USER)].concat();
    let covered = |told: &Told| document(told)["coverage"].to_string();
    let told = covered(&scan(&desk, &records, "--format json"));
    assert!(told.contains("a log was cleared at 2026-11-20"), "{told}");
    let told = covered(&scan(&desk, &worked(15, 1, USER), "--format json"));
    assert!(!told.contains("cleared"), "{told}");

    desk.file("early.txt", log(&[worked(1, 1, USER), worked(5, 2, USER)].concat()));
    desk.file("late.txt", log(&[worked(50, 3, USER), worked(55, 4, USER)].concat()));
    let both = "scan late.txt early.txt --time-zone Asia/Seoul --format json";
    let told = covered(&desk.sspr(both).run());
    assert!(told.contains("no log covers 2026-11-20 09:05:30"), "{told}");

    let one = String::from_utf8(before_the_fix().bytes()).unwrap();
    desk.file("one.xml", &one);
    desk.file("two.xml", one.replace("AADC01", "AADC02"));
    let told = covered(&desk.sspr("scan one.xml two.xml --format json").run());
    assert!(
        told.contains("several servers wrote about writeback: AADC01, AADC02"),
        "{told}"
    );
}

#[test]
fn a_service_that_started_again_is_not_reported_as_stopped() {
    let desk = Desk::new();
    let stop = record(5, "PasswordResetService", 31016, &request(1, "WriteBackServiceStopped"));
    let start = record(6, "PasswordResetService", 31015, &request(2, "WriteBackServiceStarted"));
    let later = record(
        50,
        "Directory Synchronization",
        650,
        "Provision credentials batch start",
    );
    let stopped = scan(&desk, &[stop.clone(), later.clone()], "--format json");
    assert_eq!(entries(&document(&stopped)), [("event.31016", "likely", 1)]);
    let again = document(&scan(&desk, &[stop, start, later], "--format json"));
    assert!(!again["findings"].to_string().contains("event.31016"), "{again}");
    let states: Vec<&str> = again["health"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["state"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["down", "up"]);
}

#[test]
fn names_are_hidden_where_asked_and_anchors_always() {
    let desk = Desk::new();
    let records = refused(15, 1, USER, 33004, "80230626");
    for form in ["text", "json", "jsonl", "markdown"] {
        let shown = scan(&desk, &records, &format!("--format {form}"));
        assert!(shown.out.contains(USER), "{shown}");
        let hidden = scan(&desk, &records, &format!("--hide-names --format {form}"));
        assert!(
            !hidden.out.contains("kim@") && hidden.out.contains("user-1"),
            "{hidden}"
        );
        for told in [shown, hidden] {
            assert!(
                !told.out.contains("User_8f3b") && !told.out.contains("5x3kQmL0"),
                "{told}"
            );
        }
    }
}

#[test]
fn a_text_without_events_is_no_error_and_no_finding() {
    let desk = Desk::new();
    let told = desk.sspr("scan -").input("The weather is fine today.\n").exits(0);
    assert!(
        told.out.contains("Nothing about password writeback was recognized."),
        "{told}"
    );
    let told = desk.sspr("scan nowhere.evtx").exits(2);
    assert!(told.err.contains("nowhere.evtx"), "{told}");
    desk.sspr("scan - --time-zone Mars").input("x").exits(2);
}

#[test]
fn the_answer_is_told_in_korean_too() {
    let desk = Desk::new();
    let told = scan(&desk, &refused(15, 1, USER, 33008, "80230619"), "--lang ko");
    for words in ["먼저 조치할 것", "확정", "근거", "시도 1건", "읽지 않은 로그"] {
        assert!(told.out.contains(words), "{words}\n{told}");
    }
}

#[test]
fn findings_files_and_coverage_go_into_the_case() {
    let desk = Desk::new();
    let id = new_case(&desk);
    scan(&desk, &refused(15, 1, USER, 33004, "80230626"), &format!("--case {id}"));
    let case = shown_case(&desk);
    assert_eq!(case["findings"][0]["entry"], "event.33004");
    assert!(case["log_paths"][0].as_str().unwrap().ends_with("app.txt"), "{case}");
    assert_eq!(case["evidence"][0]["from"], "log");
    assert!(case["notes"].to_string().contains("not read: Security log"), "{case}");
    let mut ticket = desk.sspr("case show").exits(0);
    for part in [
        "33004 ADPermissionsError",
        "Log read: app.txt: 2026",
        "SHA-256",
        "tracking ID 5f2c8d10",
    ] {
        ticket = ticket.says(part);
    }
}

/// A new case, by its id.
fn new_case(desk: &Desk) -> String {
    let new = desk.sspr("case new --format json").exits(0).json("sspr.case.new/1");
    new["id"].as_str().unwrap().to_owned()
}

fn shown_case(desk: &Desk) -> Value {
    desk.sspr("case show --format json").exits(0).json("sspr.case/1")
}

#[test]
fn what_the_log_says_of_the_one_attempt_fills_what_is_empty_in_the_case() {
    let desk = Desk::new();
    let id = new_case(&desk);
    let records = [
        worked(5, 1, "lee@contoso.example"),
        refused(15, 2, USER, 33004, "80230626"),
    ]
    .concat();
    let told = scan(&desk, &records, &format!("--case {id}"));
    assert!(
        told.err
            .contains("from the log, record 5: User ID: kim@contoso.example"),
        "{told}"
    );
    let case = shown_case(&desk);
    assert_eq!(case["user_id"], USER);
    assert!(case["timestamp"].as_str().unwrap().contains(":15:30"), "{case}");
    assert_eq!(
        case["evidence"][0]["tracking_id"],
        "5f2c8d10-7a6b-4e0e-9b1d-2f6f0c1a7e02"
    );
    // what was given stays, and decides which attempt it is
    let id = new_case(&desk);
    desk.sspr("case set user_id=park@contoso.example").exits(0);
    let told = scan(&desk, &records, &format!("--case {id}"));
    assert!(!told.err.contains("from the log, record"), "{told}");
    let case = shown_case(&desk);
    assert_eq!(case["user_id"], "park@contoso.example");
    assert!(case["timestamp"].is_null(), "{case}");
}

#[test]
fn where_it_may_be_one_of_several_the_log_proposes_nobody() {
    let desk = Desk::new();
    let id = new_case(&desk);
    let mut records = refused(15, 1, USER, 33004, "80230626");
    records.extend(refused(25, 2, "lee@contoso.example", 33004, "80230626"));
    scan(&desk, &records, &format!("--case {id}"));
    assert!(shown_case(&desk)["user_id"].is_null());
    // the time that somebody gave tells which
    let id = new_case(&desk);
    desk.sspr("case set time_zone=Asia/Seoul").exits(0);
    desk.sspr("case set timestamp=2026-11-20T09:26:00+09:00").exits(0);
    scan(&desk, &records, &format!("--case {id}"));
    let case = shown_case(&desk);
    assert_eq!(case["user_id"], "lee@contoso.example", "{case}");
    assert_eq!(case["timestamp"], "2026-11-20T09:26:00+09:00");
    // a name that is hidden is nobody's
    let id = new_case(&desk);
    scan(
        &desk,
        &refused(15, 1, USER, 33004, "80230626"),
        &format!("--case {id} --hide-names"),
    );
    let case = shown_case(&desk);
    assert!(case["user_id"].is_null() && !case["timestamp"].is_null(), "{case}");
}

#[test]
fn an_organization_adds_a_rule_and_its_records_prove_it() {
    let desk = Desk::new();
    desk.file(
        "own/own.yaml",
        "rules:\n  - id: rule.our-filter\n    on: [{ of: [\"PasswordResetService|33008\"], text: [our filter] }]\n    entry: usage.fuzzy-policy-violation\n    status: confirmed\n    rank: 1\n    holds_for: [{ of: \"PasswordResetService|33008\", says: refused by our filter }]\n    fails_for: [{ of: \"PasswordResetService|33008\", says: refused }]\n",
    );
    desk.sspr("knowledge lint own").exits(0);
    let record = record(
        1,
        "PasswordResetService",
        33008,
        &request(1, "Reason: refused by our filter"),
    );
    let found = document(&scan(&desk, &[record], "--format json --knowledge own"));
    assert_eq!(entries(&found)[0].0, "usage.fuzzy-policy-violation");
}

/// A zip file with these files in it.
fn zipped(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(&bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn names_in_a_zip_file_lead_nowhere_and_reach_no_terminal() {
    let desk = Desk::new();
    let log = log(&refused(12, 1, USER, 33008, "80230619")).into_bytes();
    let names = [
        "/etc/one.log",
        "../../two.log",
        "C:\\three.log",
        "a\u{1b}[31m.log",
        "two\nlines.log",
    ];
    desk.file("logs.zip", zipped(names.map(|name| (name.to_owned(), log.clone()))));
    let told = desk.sspr("scan logs.zip --time-zone Asia/Seoul").exits(1);
    assert!(!told.out.contains('\u{1b}') && !told.err.contains('\u{1b}'), "{told}");
    assert!(!desk.path("../two.log").exists() && !desk.path("three.log").exists());
}

#[test]
fn what_a_zip_file_may_hold_is_bounded_and_the_bound_is_named() {
    let desk = Desk::new();
    desk.file(
        "many.zip",
        zipped((0..2_001).map(|at| (format!("{at}.log"), Vec::new()))),
    );
    desk.sspr("scan many.zip").exits(2).warns("more than 2,000 files");
    desk.sspr("scan many.zip --lang ko").exits(2).warns("2,000개를 넘는");
    // 64 MB of nothing in 64 KB
    desk.file("bomb.zip", zipped([("a.log".to_owned(), vec![0; 64 << 20])]));
    desk.sspr("scan bomb.zip").exits(2).warns("no event log and no text");
}

#[cfg(unix)]
#[test]
fn links_that_lead_back_or_nowhere_are_not_followed() {
    use std::os::unix::fs::symlink;
    let desk = Desk::new();
    desk.file("logs/inner/app.txt", log(&refused(12, 1, USER, 33008, "80230619")));
    symlink("..", desk.path("logs/inner/up")).unwrap();
    symlink(desk.path("logs"), desk.path("logs/self")).unwrap();
    symlink("nowhere", desk.path("logs/gone")).unwrap();
    symlink("round", desk.path("logs/round")).unwrap();
    let told = desk.sspr("scan logs --time-zone Asia/Seoul --format json").exits(1);
    let found = document(&told);
    assert_eq!(entries(&found)[0].2, 1, "the log is read once: {found}");
    // a log that somebody meant is missed
    symlink("nowhere", desk.path("logs/gone.log")).unwrap();
    desk.sspr("scan logs")
        .exits(2)
        .warns("gone.log cannot be read: it is not there");
}
