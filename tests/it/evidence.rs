//! Pasted text on its way into a case: what it proves is kept, what must not be kept is not, and what it answers is not asked.

use crate::support::cli::Desk;
use serde_json::Value;

const EVENT: &str = "Everyone gets SSPR_0029 since Saturday. His new pw is Summer2026!\n\nLog Name:      Application\nSource:        PasswordResetService\nDate:          2026-11-21 09:12:33\nEvent ID:      33004\nLevel:         Error\nComputer:      AADC01.contoso.local\nDescription:\nTrackingId: 8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640, Reason: Synchronization Engine returned an error hr=80230626, message=The management agent was denied access., Context: cloudAnchor: User_8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640, SourceAnchorValue: 5x3kQmL0aEmVtbHcN1yQ2A==, UserPrincipalName: kim@contoso.com\n";

/// Everything that is stored at the desk, without what a person typed there.
fn stored(desk: &Desk) -> String {
    fn gather(folder: &std::path::Path, out: &mut String) {
        for item in std::fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.ends_with("typed") {
                continue;
            }
            if path.is_dir() {
                gather(&path, out);
            } else {
                out.push_str(&String::from_utf8_lossy(&std::fs::read(&path).unwrap()));
            }
        }
    }
    let mut out = String::new();
    gather(&desk.path(""), &mut out);
    out
}

fn case(desk: &Desk) -> Value {
    desk.sspr("case show --format json").exits(0).json("sspr.case/1")
}

#[test]
fn a_pasted_event_becomes_evidence_and_fills_what_is_empty() {
    let desk = Desk::new();
    desk.sspr("case new").exits(0);
    desk.sspr("case set user_id=lee@contoso.com").exits(0);
    let told = desk.sspr("case evidence -").input(EVENT).exits(0);
    assert!(
        told.out.contains("from what you pasted:") && told.out.contains("33004"),
        "{}",
        told.out
    );
    assert!(
        told.err.contains("this looks like a password; it is not kept"),
        "{}",
        told.err
    );
    assert!(
        told.out.contains("affected=all") && told.out.contains("since=since Saturday"),
        "{}",
        told.out
    );
    assert!(told.out.contains("time zone unknown"), "{}", told.out);
    let case = case(&desk);
    assert_eq!(case["user_id"], "lee@contoso.com", "never overwritten");
    assert_eq!(case["sync"]["server"], "AADC01.contoso.local");
    assert_eq!(case["timestamp"], Value::Null, "no zone is guessed");
    assert_eq!(case["affected"], Value::Null, "proposed, not set");
    assert_eq!(
        case["description"],
        "Everyone gets SSPR_0029 since Saturday. His new pw is [removed: password]"
    );
    let evidence = case["evidence"].as_array().unwrap();
    assert_eq!(evidence.len(), 2);
    let event = &evidence[1];
    assert_eq!(
        (event["from"].as_str(), event["event"].as_u64()),
        (Some("paste"), Some(33004))
    );
    assert_eq!(event["provider"], "PasswordResetService");
    assert_eq!(event["codes"][0], "0x80230626");
    assert_eq!(event["tracking_id"], "8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640");
    assert_eq!(event["user"], "kim@contoso.com");
    assert_eq!(event["written"], "2026-11-21 09:12:33");
    let stored = stored(&desk);
    for gone in ["Summer2026", "5x3kQmL0", "User_8f3b"] {
        assert!(!stored.contains(gone), "{gone} is on the disk");
    }
}

#[test]
fn the_same_text_twice_adds_nothing_and_another_adds_up() {
    let desk = Desk::new();
    desk.sspr("case new").exits(0);
    desk.file("typed/event.txt", EVENT);
    for _ in 0..2 {
        desk.sspr("case evidence typed/event.txt").exits(0);
    }
    assert_eq!(case(&desk)["evidence"].as_array().unwrap().len(), 2);
    desk.sspr("case evidence -")
        .input("Source: ADSync\nEvent ID: 6329\n")
        .exits(0);
    assert_eq!(case(&desk)["evidence"].as_array().unwrap().len(), 3);
    desk.sspr("case evidence none.txt").exits(2).warns("none.txt");
}

#[test]
fn no_way_into_a_case_keeps_a_secret() {
    let desk = Desk::new();
    desk.sspr("case new").exits(0);
    for (line, kind) in [
        ("case note \'he typed Summer2026! as his password\'", "a password"),
        ("case note \'인증번호 482913 왔어요\'", "one-time code"),
        ("case set \'description=password: Summer2026!\'", "a password"),
        (
            "case set 'page.url=https://login.example.com/?code=482913&x=1'",
            "one-time code",
        ),
        ("case set \'since=주민번호 900101-1234567\'", "resident number"),
    ] {
        desk.sspr(line).exits(0).warns(kind).warns("not kept");
    }
    assert_eq!(case(&desk)["page"]["url"], "https://login.example.com/");
    desk.file(
        "typed/answers.yaml",
        "start: usage\ncase: { description: 'pw Summer2026!' }\noutcomes: { usage.email-not-received: 'skipped: password is Summer2026!' }\nevidence: ['비밀번호는 Summer2026! 입니다']\n",
    );
    let told = desk.sspr("walk --answers typed/answers.yaml").run();
    assert!(told.err.contains("a password; it is not kept"), "{}", told.err);
    assert!(!told.out.contains("Summer2026"), "{}", told.out);
    let stored = stored(&desk);
    for gone in ["Summer2026", "482913", "900101"] {
        assert!(!stored.contains(gone), "{gone} is on the disk");
    }
    let told = desk
        .sspr("case set 'page.screenshot=password Summer2026!.png'")
        .exits(2);
    assert!(!told.err.contains("Summer2026"), "{}", told.err);
}

#[test]
fn a_question_that_evidence_answers_is_passed_and_says_so() {
    let desk = Desk::new();
    let answers =
        |more: &str| format!("start: sspr.0029\n{more}evidence: ['Source: PasswordResetService, Event ID: 33004']\n");
    desk.file("typed/answers.yaml", answers(""));
    let walked = desk.sspr("walk --answers typed/answers.yaml --format json").run();
    let case = walked.json("sspr.walk/1")["case"].clone();
    assert_eq!(case["sync"]["kind"], "connect", "{walked}");
    assert_eq!(case["evidence"][0]["event"], 33004);
    desk.file("typed/answers.yaml", answers("facts: { sync_kind: cloud-sync }\n"));
    let walked = desk.sspr("walk --answers typed/answers.yaml --format json").run();
    let case = walked.json("sspr.walk/1")["case"].clone();
    assert_eq!(
        case["sync"]["kind"], "cloud-sync",
        "what somebody said counts before it"
    );
}
