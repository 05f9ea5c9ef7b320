//! What each rule takes and refuses.

use super::super::sample;
use super::*;
use crate::host::fake::FakeHost;

const NOW: &str = "2026-11-21T03:00:00Z";

fn host() -> FakeHost {
    let host = FakeHost::at(NOW);
    host.put("/logs/Application.evtx", &[0; 3000]);
    host.put("/logs/응용 프로그램.evtx", b"x");
    host.put("/logs/empty.evtx", b"");
    host.put("/logs/secret.evtx", b"x");
    host.forbid("/logs/secret.evtx");
    host.put_folder("/logs");
    host
}

fn take_in(zone: Option<&str>, field: &str, raw: &str) -> Result<String, Refusal> {
    let (host, catalog) = (host(), crate::builtin::catalog());
    let mut case = Case::new(sample::id(), Lang::En, host.now(), &Zone::UTC);
    if let Some(zone) = zone {
        case.fill(&catalog, &host, "time_zone", zone)?;
    }
    Ok(case.check(&catalog, &host, field, raw)?.value().clone())
}

fn take(field: &str, raw: &str) -> Result<String, Refusal> {
    take_in(None, field, raw)
}

fn taken(field: &str, raw: &str) -> String {
    take(field, raw).unwrap_or_else(|refusal| format!("refused: {refusal}"))
}

fn refused(field: &str, raw: &str) -> Refusal {
    match take(field, raw) {
        Ok(value) => unreachable!("{field}: `{raw}` was taken as `{value}`"),
        Err(refusal) => refusal,
    }
}

/// What is kept where no value is.
fn open(field: &str, raw: &str) -> Open {
    let case = Case::new(sample::id(), Lang::En, host().now(), &Zone::UTC);
    let accepted = case.check(&crate::builtin::catalog(), &host(), field, raw);
    match accepted.map(|accepted| accepted.said().clone()) {
        Ok(Said::Open(said)) => said,
        other => unreachable!("{field}: `{raw}` gave {other:?}"),
    }
}

#[test]
fn that_nobody_knows_and_that_the_caller_did_not_say_are_answers_for_every_field() {
    for field in crate::builtin::catalog().fields() {
        for raw in ["unknown", "Unknown", " 모름 "] {
            assert_eq!(open(&field.id, raw), Open::NotKnown, "{}", field.id);
        }
        for raw in ["not-said", "말하지 않음"] {
            assert_eq!(open(&field.id, raw), Open::NotSaid, "{}", field.id);
        }
    }
    assert_eq!(taken("since", "unknown, maybe Monday"), "unknown, maybe Monday");
}

#[test]
fn a_zone_makes_the_time_whole_that_was_said_before_it() {
    let (catalog, host) = (crate::builtin::catalog(), host());
    let mut case = Case::new(sample::id(), Lang::En, host.now(), &Zone::UTC);
    case.fill(&catalog, &host, "timestamp", "09:12").unwrap();
    assert_eq!(case.value(&catalog, "timestamp"), None);
    host.set_now("2026-11-25T03:00:00Z");
    let accepted = case.fill(&catalog, &host, "time_zone", "Asia/Seoul").unwrap();
    let whole = "2026-11-21T09:12:00+09:00";
    assert_eq!(
        accepted.settles().map(|(_, value)| value),
        Some(whole),
        "of the day it was said"
    );
    assert_eq!(case.value(&catalog, "timestamp").as_deref(), Some(whole));
    assert!(case.open.is_empty());
}

#[test]
fn a_day_without_a_time_stays_open_whatever_the_zone() {
    let (catalog, host) = (crate::builtin::catalog(), host());
    let mut case = Case::new(sample::id(), Lang::En, host.now(), &Zone::UTC);
    case.fill(&catalog, &host, "timestamp", "2026-11-20").unwrap();
    case.fill(&catalog, &host, "time_zone", "Asia/Seoul").unwrap();
    let field = catalog.field("timestamp").unwrap();
    let shown = case
        .open
        .get("timestamp")
        .map(|said| shown_open(&field, said, Lang::Ko));
    assert_eq!(shown.as_deref(), Some("2026-11-20(시각 모름)"));
    case.fill(&catalog, &host, "timestamp", "2026-11-20 09:12").unwrap();
    assert!(case.open.is_empty() && case.typed.contains_key("timestamp"));
    case.fill(&catalog, &host, "timestamp", "unknown").unwrap();
    assert!(
        !case.typed.contains_key("timestamp"),
        "what nobody knows is no longer known"
    );
}

#[test]
fn a_part_of_a_version_and_of_a_choice_is_kept_as_such() {
    for (raw, part) in [("2.x", "2.x"), ("V2.6", "2.6"), ("Connect 2.5.X", "2.5.x")] {
        assert!(
            matches!(open("sync.version", raw), Open::Part { text, .. } if text == part),
            "{raw}"
        );
    }
    assert_eq!(taken("sync.version", "2.5.190"), "2.5.190");
    for raw in ["synchronized", "동기화됨(로그인 방식 모름)"] {
        assert!(
            matches!(open("user_type", raw), Open::Part { text, .. } if text == "synchronized"),
            "{raw}"
        );
    }
    let field = crate::builtin::catalog().field("user_type").unwrap();
    let shown = shown_open(&field, &open("user_type", "synchronized"), Lang::En);
    assert_eq!(shown, "synchronized, sign-in method not known");
}

#[test]
fn an_empty_text_clears_every_field() {
    for field in crate::builtin::catalog().fields() {
        assert_eq!(taken(&field.id, " \n "), "", "{}", field.id);
    }
}

#[test]
fn the_example_of_every_field_is_taken() {
    for field in crate::builtin::catalog().fields() {
        if !matches!(field.rule, Rule::Path | Rule::Paths) {
            assert!(
                take(&field.id, &field.example).is_ok(),
                "{}: {}",
                field.id,
                field.example
            );
        }
    }
}

#[test]
fn text_loses_escapes_and_keeps_its_lines() {
    assert_eq!(taken("description", " \u{1b}[31mone\r\ntwo\u{200b} "), "one\ntwo");
    assert!(take("description", &"x".repeat(100_001)).is_err());
}

#[test]
fn a_page_is_http_or_https() {
    assert_eq!(taken("page.url", "https://aka.ms/sspr"), "https://aka.ms/sspr");
    assert_eq!(taken("page.url", "see https://aka.ms/sspr."), "https://aka.ms/sspr");
    assert_eq!(taken("page.url", "aka.ms/sspr"), "https://aka.ms/sspr");
    for raw in [
        "ftp://aka.ms/x",
        "the reset page",
        "https://",
        "javascript:alert(1)",
        "user@contoso.com",
        "sspr",
        "https://a..b/",
    ] {
        assert!(
            refused("page.url", raw)
                .say(Lang::Ko)
                .contains("웹 페이지 주소가 아닙니다"),
            "{raw}"
        );
    }
}

#[test]
fn a_guid_is_found_in_any_wrapping() {
    let normal = "8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640";
    for raw in [
        normal,
        "{8F3B6C1E-2D47-4C5A-9B0E-7A1D52C9E640}",
        "8f3b6c1e2d474c5a9b0e7a1d52c9e640",
        "Support code: 8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640.",
        "지원 코드는 8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640입니다",
    ] {
        assert_eq!(taken("support_code", raw), normal, "{raw}");
    }
    for raw in [
        "12345",
        "8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e64",
        "8g3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640",
    ] {
        assert!(refused("support_code", raw).say(Lang::En).contains("no GUID"), "{raw}");
    }
    let two = refused(
        "support_code",
        &format!("{normal} 2c9e5a70-1b34-4d8f-a6e2-93f0b7d1c458"),
    );
    assert_eq!(two.offers.len(), 2);
}

#[test]
fn a_user_id_is_a_user_principal_name() {
    assert_eq!(taken("user_id", "Gil.Dong@contoso.com"), "Gil.Dong@contoso.com");
    assert_eq!(
        taken("user_id", "홍길동 <gildong@contoso.co.kr>"),
        "gildong@contoso.co.kr"
    );
    let guest = "kim_fabrikam.com#EXT#@contoso.onmicrosoft.com";
    assert_eq!(taken("user_id", guest), guest);
    assert!(
        refused("user_id", "CONTOSO\\gildong")
            .hint(Lang::En)
            .contains("user@contoso.com")
    );
    assert!(
        refused("user_id", "8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640")
            .say(Lang::En)
            .contains("object ID")
    );
    for raw in [
        "gildong",
        "홍길동",
        "a@b",
        "a b@contoso.com",
        "@contoso.com",
        "a@contoso..com",
        "a@b@contoso.com",
    ] {
        refused("user_id", raw);
    }
}

#[test]
fn a_choice_is_taken_by_id_text_or_number() {
    for raw in [
        "password-hash-sync",
        "Password Hash Sync",
        "암호 해시 동기화",
        "password hash synchronization",
        "3",
    ] {
        assert_eq!(taken("user_type", raw), "password-hash-sync", "{raw}");
    }
    let refusal = refused("user_type", "azure");
    assert!(refusal.offers.contains(&"federated".to_owned()) && refusal.hint(Lang::Ko).contains("federated"));
    assert!(take("user_type", "0").is_err() && take("user_type", "6").is_err());
}

#[test]
fn yes_and_no_in_both_languages() {
    for raw in ["yes", "Y", "예", "네", "true", "1"] {
        assert_eq!(taken("administrator", raw), "yes", "{raw}");
    }
    for raw in ["No", "아니요", "false", "2"] {
        assert_eq!(taken("administrator", raw), "no", "{raw}");
    }
    assert!(
        refused("administrator", "maybe")
            .say(Lang::En)
            .contains("neither yes nor no")
    );
}

#[test]
fn a_version_is_found_in_its_text() {
    assert_eq!(taken("sync.version", "2.5.190.0"), "2.5.190.0");
    assert_eq!(
        taken("sync.version", "Microsoft Entra Connect V2.5 (2.5.190.0)"),
        "2.5.190.0"
    );
    for raw in ["latest", "2", "1.2.3.4.5"] {
        assert!(
            refused("sync.version", raw).hint(Lang::En).contains("2.5.190.0"),
            "{raw}"
        );
    }
}

#[test]
fn a_path_names_a_readable_file_with_something_in_it() {
    let said = |raw: &str| refused("page.screenshot", raw).say(Lang::En);
    assert_eq!(
        taken("page.screenshot", "\"/logs/Application.evtx\""),
        "/logs/Application.evtx"
    );
    assert!(said("/logs/nothing.png").contains("There is no file"));
    assert!(said("/logs").contains("is a folder"));
    assert!(said("/logs/empty.evtx").contains("is empty"));
    assert!(said("/logs/secret.evtx").contains("may not be read"));
}

#[test]
fn several_paths_are_checked_one_by_one() {
    let both = "/logs/Application.evtx\n/logs/응용 프로그램.evtx";
    assert_eq!(
        taken(
            "log_paths",
            "/logs/Application.evtx; \"/logs/응용 프로그램.evtx\";/logs/Application.evtx"
        ),
        both
    );
    assert!(
        refused("log_paths", "/logs/Application.evtx\n/logs/nothing")
            .say(Lang::En)
            .contains("/logs/nothing")
    );
}

#[test]
fn a_zone_is_refused_with_what_it_may_mean() {
    assert_eq!(taken("time_zone", "Korea Standard Time"), "Asia/Seoul");
    let refusal = refused("time_zone", "CST");
    assert!(refusal.offers.contains(&"Asia/Shanghai".to_owned()), "{refusal}");
    assert_eq!(refused("time_zone", "Asia/Soul").offers, ["Asia/Seoul"]);
    assert!(refused("time_zone", "somewhere").say(Lang::Ko).contains("알 수 없는"));
}

#[test]
fn an_unknown_field_is_answered_with_the_nearest() {
    assert_eq!(refused("suport_code", "x").offers, ["support_code"]);
}

#[test]
fn a_time_without_a_zone_is_kept_and_asks_for_the_zone() {
    let field = crate::builtin::catalog().field("timestamp").unwrap();
    for raw in ["2026-11-21 09:15", "today 09:15", "09:12"] {
        let said = open("timestamp", raw);
        assert!(matches!(&said, Open::Part { text, .. } if text == raw), "{said:?}");
        assert_eq!(
            shown_open(&field, &said, Lang::En),
            format!("{raw} (time zone not known)")
        );
        let wanted = lacks(&field, &said)
            .map(|lacks| lacks.hint(Lang::Ko))
            .unwrap_or_default();
        assert!(wanted.contains("어느 표준 시간대"), "{raw}");
    }
    assert!(
        refused("timestamp", "2026-11-21 09:15 CST")
            .offers
            .contains(&"Asia/Taipei".to_owned())
    );
}

#[test]
fn an_hour_that_never_was_and_one_that_came_twice_are_asked_about() {
    let ask = |raw: &str| {
        take_in(Some("Europe/Berlin"), "timestamp", raw).map_err(|refusal| (refusal.say(Lang::En), refusal.offers))
    };
    let (said, offers) = ask("2026-03-29 02:30").unwrap_err();
    assert!(said.contains("did not exist in Europe/Berlin"), "{said}");
    assert_eq!(offers, ["2026-03-29T02:30:00+01:00", "2026-03-29T02:30:00+02:00"]);
    let (said, offers) = ask("2026-10-25 02:30").unwrap_err();
    assert!(said.contains("occurred twice"), "{said}");
    assert_eq!(offers, ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"]);
    for offer in offers {
        assert_eq!(ask(&offer), Ok(offer));
    }
    assert_eq!(ask("2026-10-25 02:30 CEST"), Ok("2026-10-25T02:30:00+02:00".into()));
}

#[test]
fn a_time_to_come_and_what_is_no_time_are_refused() {
    let nowhere_yet = refused("timestamp", "2026-11-21 18:00").say(Lang::En);
    assert!(
        nowhere_yet.contains("still to come"),
        "whatever the zone: {nowhere_yet}"
    );
    for (raw, part) in [
        ("2026-11-21 12:30", "still to come"),
        ("2027-01-01 00:00 UTC", "still to come"),
        ("2026-12-24", "still to come"),
        ("03/04/2026", "not clear which number is the day"),
        ("2026-11-21 25:10", "no such time"),
        ("2026-11-21 오전 13:10", "no such time"),
        ("2026-02-30 09:15", "no such day"),
        ("just now", "cannot be read"),
        ("26-11-21 09:15", "cannot be read"),
        ("2026-11-21 09:15 Mars", "not a known time zone"),
        ("99999999999999 09:15", "cannot be read"),
        (":", "cannot be read"),
    ] {
        let said = take_in(Some("Asia/Seoul"), "timestamp", raw).map_err(|refusal| refusal.say(Lang::En));
        assert!(said.clone().is_err_and(|s| s.contains(part)), "{raw}: {said:?}");
    }
}

#[test]
fn a_zone_named_with_the_time_fills_the_field_of_the_zone() {
    let (catalog, host) = (crate::builtin::catalog(), host());
    let mut case = Case::new(sample::id(), Lang::En, host.now(), &Zone::UTC);
    assert!(
        case.fill(&catalog, &host, "timestamp", "2026-11-21 09:15 Korea Standard Time")
            .is_ok()
    );
    assert_eq!(case.value(&catalog, "time_zone").as_deref(), Some("Asia/Seoul"));
    assert!(case.fill(&catalog, &host, "timestamp", "nonsense").is_err());
    assert_eq!(
        case.value(&catalog, "timestamp").as_deref(),
        Some("2026-11-21T09:15:00+09:00"),
        "the old value stays"
    );
    assert!(case.fill(&catalog, &host, "timestamp", "").is_ok());
    assert_eq!(case.value(&catalog, "timestamp"), None);
}

#[test]
fn a_zone_belongs_to_the_field_that_the_knowledge_names() {
    let mut knowledge = crate::builtin::catalog().unpack().unwrap();
    for field in &mut knowledge.fields {
        field.zone_of = None;
    }
    let (catalog, host) = (Catalog::of(&knowledge).unwrap(), host());
    let mut case = Case::new(sample::id(), Lang::En, host.now(), &Zone::UTC);
    assert!(case.fill(&catalog, &host, "time_zone", "Asia/Seoul").is_ok());
    let accepted = case.check(&catalog, &host, "timestamp", "2026-11-21 09:15").unwrap();
    assert!(
        matches!(accepted.said(), Said::Open(Open::Part { .. })),
        "nobody says whose zone that is"
    );
}

#[test]
fn a_file_no_longer_named_is_forgotten() {
    let (host, catalog) = (host(), crate::builtin::catalog());
    let mut case = Case::new(sample::id(), Lang::En, host.now(), &Zone::UTC);
    assert!(
        case.fill(
            &catalog,
            &host,
            "log_paths",
            "/logs/Application.evtx;/logs/응용 프로그램.evtx"
        )
        .is_ok()
    );
    assert!(case.read_files(&catalog, &host, &mut |_| true).is_ok());
    assert_eq!(case.attached.len(), 2);
    assert!(
        case.fill(&catalog, &host, "log_paths", "/logs/Application.evtx")
            .is_ok()
    );
    assert_eq!(case.attached.keys().collect::<Vec<_>>(), ["/logs/Application.evtx"]);
}
