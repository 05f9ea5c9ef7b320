//! What `sspr scan` says of the Entra audit log, in whatever form it comes, and of codes that stand alone.

use crate::support::cli::{Desk, Told};
use serde_json::{Value, json};

const HEAD: &str =
    "Date (UTC),CorrelationId,Service,Category,Activity,Result,ResultReason,ActorType,Target1UserPrincipalName\n";
const FLOW: &str = "Self-service password reset flow activity progress";
const RESET: &str = "Reset password (self-service)";
const KIM: &str = "kim@contoso.example";

fn row(minute: u32, id: u32, activity: &str, result: &str, reason: &str, user: &str) -> String {
    format!(
        "2026-11-20T09:{minute:02}:00Z,5f2c8d10-7a6b-4e0e-9b1d-2f6f0c1a7e{id:02},Self-service Password Management,UserManagement,{activity},{result},{reason},User,{user}\n"
    )
}

/// A reset that Active Directory refused, in its steps.
fn refused(id: u32) -> String {
    [
        row(10, id, FLOW, "success", "User submitted their user ID", KIM),
        row(
            11,
            id,
            FLOW,
            "success",
            "User started the mobile SMS verification option",
            KIM,
        ),
        row(
            12,
            id,
            FLOW,
            "success",
            "User completed the mobile SMS verification option",
            KIM,
        ),
        row(13, id, FLOW, "success", "User submitted a new password", KIM),
        row(14, id, RESET, "failure", "OnPremisesAdminActionRequired", KIM),
    ]
    .concat()
}

fn document(told: &Told) -> Value {
    told.json("sspr.scan/1")
}

fn read(text: &str) -> Value {
    let desk = Desk::new();
    document(&desk.sspr("scan - --format json").input(text).run())
}

fn entries(found: &Value) -> Vec<(&str, &str)> {
    let findings = found["findings"].as_array().unwrap().iter();
    findings
        .map(|f| (f["entry"].as_str().unwrap(), f["status"].as_str().unwrap()))
        .collect()
}

#[test]
fn the_steps_of_one_reset_are_one_attempt() {
    let worked = [
        row(
            20,
            2,
            FLOW,
            "success",
            "User submitted their user ID",
            "lee@contoso.example",
        ),
        row(
            21,
            2,
            RESET,
            "success",
            "Successfully completed reset.",
            "lee@contoso.example",
        ),
    ]
    .concat();
    let found = read(&format!("{HEAD}{}{worked}", refused(1)));
    assert_eq!(entries(&found)[0], ("sspr.0029", "likely"));
    let attempts = &found["attempts"];
    let counts = ["total", "worked", "failed", "open"].map(|key| attempts[key].as_u64().unwrap());
    assert_eq!(counts, [2, 1, 1, 0]);
    let first = &attempts["shown"][0];
    assert_eq!(
        (first["user"].as_str(), first["records"].as_array().unwrap().len()),
        (Some(KIM), 5)
    );
    assert_eq!(found["findings"][0]["users"], json!([KIM]));
    // the audit log says nothing of the service on a server
    assert_eq!(found["health"], json!([]));
}

#[test]
fn several_users_at_one_address_are_named_and_nobody_is_accused() {
    let names = ["kim", "lee", "park", "choi", "jung"];
    let step = |nth: usize, address: &str| {
        json!({
            "activityDateTime": format!("2026-11-20T09:{:02}:00Z", 10 * nth), "activityDisplayName": FLOW, "result": "success",
            "resultReason": "User submitted their user ID", "correlationId": format!("5f2c8d10-7a6b-4e0e-9b1d-2f6f0c1a7e{nth:02}"),
            "initiatedBy": { "app": null, "user": { "userPrincipalName": null, "ipAddress": address } },
            "targetResources": [{ "userPrincipalName": format!("{}@contoso.example", names[nth]) }],
        })
    };
    let log = |addresses: [&str; 5]| {
        let steps = addresses.iter().enumerate();
        let steps: Vec<Value> = steps.map(|(nth, address)| step(nth, address)).collect();
        read(&json!({ "value": steps }).to_string())
    };
    let one_address = |found: &Value| {
        let all = found["findings"].as_array().unwrap();
        let own = all
            .iter()
            .find(|finding| finding["entry"] == "reporting.audit-log-export");
        own.cloned()
    };
    let found = one_address(&log(["203.0.113.7"; 5])).unwrap();
    assert_eq!((&found["status"], &found["count"]), (&json!("possible"), &json!(5)));
    assert_eq!(found["users"].as_array().unwrap().len(), 5);
    let quote = found["because"][0]["quote"].as_str().unwrap();
    assert!(quote.contains("203.0.113.7"), "{quote}");
    let next = found["next"].as_str().unwrap();
    assert!(next.contains("an office") && next.contains("a test"), "{next}");
    assert_eq!(
        one_address(&log([
            "203.0.113.7",
            "203.0.113.7",
            "203.0.113.7",
            "203.0.113.7",
            "203.0.113.8"
        ])),
        None
    );

    // the table of the portal names the address too
    let head = HEAD.replace("ActorType", "IPAddress");
    let rows: String = (0..5)
        .map(|nth| {
            let user = format!("{}@contoso.example", names[nth]);
            let id = u32::try_from(nth).unwrap();
            row(10 * id, id, FLOW, "success", "User submitted their user ID", &user).replace(",User,", ",203.0.113.7,")
        })
        .collect();
    assert!(one_address(&read(&format!("{head}{rows}"))).is_some());
}

#[test]
fn the_audit_log_is_read_in_every_form_people_hand_over() {
    let entry = |reason: &str| {
        json!({
            "activityDateTime": "2026-11-20T09:14:00Z", "activityDisplayName": RESET, "result": "failure", "resultReason": reason,
            "correlationId": "5f2c8d10-7a6b-4e0e-9b1d-2f6f0c1a7e01", "targetResources": [{ "userPrincipalName": KIM }],
        })
    };
    let graph = json!({ "value": [entry("OnPremisesConnectivityError")] }).to_string();
    let lines = "  \"activityDisplayName\": \"Reset password (self-service)\",\n  \"result\": \"failure\",\n  \"resultReason\": \"OnPremisesConnectivityFailure\",\n";
    let connectivity = row(14, 1, RESET, "failure", "OnPremisesConnectivityError", KIM);
    let portal = "Activity Type\tReset password (self-service)\nCorrelation ID\t5f2c8d10-7a6b-4e0e-9b1d-2f6f0c1a7e01\nStatus\tfailure\nStatus reason\tOnPremisesConnectivityError\n";
    let korean = "활동 유형\tReset password (self-service)\n상태\t실패\n상태 이유\tOnPremisesConnectivityError\n";
    let forms = [
        format!("{HEAD}{connectivity}"),
        format!("Hi,\nplease look at this:\n\n{HEAD}{connectivity}\nThanks\n"),
        format!("> > {HEAD}> > {connectivity}"),
        connectivity,
        graph,
        lines.to_owned(),
        portal.to_owned(),
        korean.to_owned(),
    ];
    for text in forms {
        let found = read(&text);
        assert_eq!(entries(&found)[0], ("sspr.0030", "likely"), "{text}\n{found}");
        assert_eq!(found["attempts"]["failed"], 1, "{text}\n{found}");
    }
}

#[test]
fn a_success_that_is_none_is_told_by_its_reason() {
    for (activity, reason, entry) in [
        (
            FLOW,
            "Password reset is not enabled for this user. ",
            "usage.directory-not-enabled",
        ),
        (
            "Blocked from self-service password reset",
            "User tried too many times",
            "usage.too-many-attempts",
        ),
        (
            RESET,
            "OnPremisesSuccessCloudFailure",
            "usage.on-premises-success-cloud-failure",
        ),
    ] {
        let found = read(&format!("{HEAD}{}", row(10, 1, activity, "success", reason, KIM)));
        assert_eq!(entries(&found)[0].0, entry, "{found}");
        assert_eq!(found["attempts"]["failed"], 1, "{found}");
    }
}

#[test]
fn a_password_that_was_refused_once_and_then_taken_is_no_finding() {
    let steps = [
        row(10, 1, FLOW, "success", "User submitted their user ID", KIM),
        row(11, 1, FLOW, "failure", "FuzzyPolicyViolationInvalidPassword", KIM),
        row(13, 1, RESET, "success", "Successfully completed reset.", KIM),
    ];
    let found = read(&format!("{HEAD}{}", steps.concat()));
    assert_eq!(entries(&found), [("usage.old-password-elsewhere", "possible")]);
}

#[test]
fn one_reset_in_the_audit_log_and_in_the_log_of_the_server_is_one_finding() {
    let desk = Desk::new();
    desk.file("audit.csv", format!("{HEAD}{}", refused(1)));
    let event = |event: u32, rest: &str| {
        format!(
            "Error\t2026-11-20 09:13:58\tPasswordResetService\t{event}\tNone\tTrackingId: 8a2c8d10-7a6b-4e0e-9b1d-2f6f0c1a7e77, {rest}\n"
        )
    };
    let server = [
        "Level\tDate and Time\tSource\tEvent ID\tTask Category\n".to_owned(),
        event(31001, &format!("PasswordResetRequestStart, Details: {KIM}")),
        event(
            33004,
            &format!(
                "Reason: Synchronization Engine returned an error hr=80230626, message=Denied., Context: UserPrincipalName: {KIM}, Details: "
            ),
        ),
    ];
    desk.file("app.txt", server.concat());
    let told = desk
        .sspr("scan audit.csv app.txt --time-zone UTC --format json")
        .exits(1);
    let found = document(&told);
    assert_eq!(
        entries(&found),
        [("event.33004", "confirmed"), ("writeback.step1-network", "ruled-out")]
    );
    assert_eq!(found["attempts"]["total"], 1);
    assert!(
        found["findings"][0]["also"].to_string().contains("sspr.0029"),
        "{found}"
    );
}

#[test]
fn an_audit_log_of_other_things_is_told_from_one_that_was_not_read() {
    let text = format!("{HEAD}{}", row(10, 1, "Add member to group", "success", "", KIM));
    let found = read(&text);
    assert_eq!(entries(&found), []);
    let coverage = found["coverage"].to_string();
    assert!(
        coverage.contains("no entry in it is about password reset"),
        "{coverage}"
    );
    assert!(!coverage.contains("wrote nothing in that time"), "{coverage}");
}

#[test]
fn a_code_alone_is_likely_at_most() {
    for (text, entry) in [
        ("The user gets SSPR_0029 after the new password.", "sspr.0029"),
        ("사용자 화면에 SSPR_0030 오류가 표시됩니다.", "sspr.0030"),
        (
            "https://passwordreset.microsoftonline.com/Error.aspx?error=SSPR_0030&lang=en",
            "sspr.0030",
        ),
        (
            "https://login.microsoftonline.com/common/error?code=AADSTS120015&state=abc",
            "signin.aadsts1200xx",
        ),
        ("Message: AADSTS50053: The account is locked", "signin.aadsts-common"),
        ("it fails with hr=80230818 every time", "hr.80230818"),
        ("HRESULT -2145188327 when resetting", "event.adsync.6329-restriction"),
    ] {
        let found = read(text);
        assert_eq!(entries(&found), [(entry, "likely")], "{text}\n{found}");
        assert!(!found.to_string().contains("state=abc"), "{found}");
    }
    for text in [
        "0x80070002 (The system cannot find the file specified.)",
        "after each reset we see 31002",
    ] {
        assert_eq!(entries(&read(text)), [], "{text}");
    }
}

#[test]
fn every_line_of_jsonl_has_the_fields_of_a_timeline() {
    let desk = Desk::new();
    let told = desk
        .sspr("scan - --format jsonl --hide-names")
        .input(format!("{HEAD}{}", refused(1)))
        .exits(1);
    let lines: Vec<Value> = told
        .out
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let kinds: Vec<&str> = lines.iter().map(|line| line["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds[..5], ["event"; 5]);
    assert!(kinds.contains(&"attempt") && kinds.contains(&"finding"), "{kinds:?}");
    for line in &lines {
        for field in ["datetime", "message", "timestamp_desc"] {
            assert!(line.get(field).is_some(), "{field}: {line}");
        }
    }
    assert_eq!(lines[0]["datetime"], "2026-11-20T09:10:00+00:00");
    assert_eq!(lines[4]["activity"], RESET);
    assert!(!told.out.contains("kim@"), "{told}");
}

#[cfg(unix)]
#[test]
fn whoever_presses_ctrl_c_gets_what_was_found_so_far() {
    use std::io::{BufRead, BufReader, Read, Write};
    let mut child = Desk::new().sspr("scan - --format jsonl").command().spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let rows: String = (0..400).map(|_| refused(1)).collect();
    let typing = std::thread::spawn(move || {
        stdin.write_all(format!("{HEAD}{rows}").as_bytes()).unwrap();
        // the log goes on
        stdin
    });
    let mut first = String::new();
    out.read_line(&mut first).unwrap();
    assert!(first.contains("\"kind\":\"event\""), "{first}");
    let kill = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status();
    assert!(kill.unwrap().success());
    let mut rest = String::new();
    out.read_to_string(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130));
    assert!(
        rest.contains("sspr.0029") && rest.contains("was not read to its end"),
        "{rest}"
    );
    drop(typing.join());
}

#[test]
fn live_tells_the_command_where_there_is_no_event_log() {
    let told = Desk::new().sspr("scan --live").exits(2);
    assert!(
        told.err.contains("wevtutil epl Application \"sspr.evtx\" /q:"),
        "{told}"
    );
    assert!(
        told.err.contains("@Name='PasswordResetService' or @Name='ADSync'"),
        "{told}"
    );
}

#[test]
fn several_who_are_blocked_are_named_as_what_they_may_be_and_one_is_not() {
    let blocked = |minute: u32, id: u32, user: &str| {
        let reason = "User entered too many invalid SMS codes";
        row(
            minute,
            id,
            "Blocked from self-service password reset",
            "success",
            reason,
            user,
        )
    };
    let next = |rows: &[String]| {
        let found = read(&format!("{HEAD}{}", rows.concat()));
        assert_eq!(entries(&found)[0].0, "usage.too-many-attempts", "{found}");
        found["findings"][0]["next"].to_string()
    };
    let one = next(&[blocked(10, 1, KIM)]);
    assert!(!one.contains("security"), "{one}");
    let again = next(&[blocked(10, 1, KIM), blocked(40, 2, KIM)]);
    assert!(again.contains("starts the waiting anew"), "{again}");
    let several = next(&[blocked(10, 1, KIM), blocked(11, 2, "lee@contoso.example")]);
    assert!(
        several.contains("may be trying accounts") && several.contains("helpdesk"),
        "{several}"
    );
}
