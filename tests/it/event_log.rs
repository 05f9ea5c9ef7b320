//! Journeys with an event log: opened from anywhere, stopped, filtered, its findings followed, its facts overruled, compared with
//! a later one; on the screen, in lines and by the command.

use crate::support::cli::Desk;
use crate::support::log::{KIM, LEE, Log, PARK, after_the_fix, before_the_fix};
use crate::support::scenes::{LOG, open_log};
use crate::support::{Driver, FakeHost, NOON, SMALL, catalog, everywhere, seoul};
use sspr::app::Model;
use sspr::app::bindings::Scope;
use sspr::app::message::Kind;
use sspr::app::screens::home::{self, Item};
use sspr::case::found::{From, Since, Status};
use sspr::case::{CaseId, report};
use sspr::host::Host;
use sspr::knowledge::id::FactId;
use sspr::plain::Plain;
use sspr::runtime::Runtime;
use sspr::text::Lang;

/// A wizard in a world with the log.
fn with_log(lang: Lang, size: (u16, u16)) -> Driver {
    let driver = Driver::start(lang, size);
    driver.host.put(LOG, &before_the_fix().bytes());
    driver
}

fn scope(driver: &Driver) -> Scope {
    (driver.model.deeds().scope)(&driver.model)
}

#[test]
fn a_log_is_opened_from_the_first_screen_and_a_finding_leads_into_the_tree() {
    everywhere(|lang, size| {
        let mut driver = with_log(lang, size);
        driver.take_row(|item| *item == Item::Log);
        assert_eq!(scope(&driver), Scope::LogPath);
        driver.type_text(LOG).press("enter");
        assert_eq!(scope(&driver), Scope::Log);
        driver.shows("33004").shows("88103").shows("09:00");
        // nothing is kept before somebody goes on from it
        assert!(driver.model.case.is_none());
        driver.press("enter");
        assert_eq!(driver.stands_at(), "event.33004");
        let case = driver.saved();
        assert_eq!(case.journal().map(|walk| walk.start.as_str()), Some("writeback"));
        assert_eq!(case.findings[0].entry, "event.33004");
        assert_eq!(case.findings[0].status, Status::Confirmed);
        assert_eq!(case.paths["log_paths"], [LOG]);
        assert!(case.attached.contains_key(LOG), "its hash is missing");
        let scan = case.scans.last().expect("the window is kept");
        assert_eq!((scan.from.is_some(), scan.whole), (true, true));
        let first = &case.evidence[0];
        assert_eq!(
            (first.from, first.event, first.record),
            (From::Log, Some(33_004), Some(88_103))
        );
        // and back to what the log shows
        driver.press("f7").shows("33004");
        assert_eq!(scope(&driver), Scope::Log);
    });
}

#[test]
fn a_dropped_path_of_a_log_is_offered_before_anything_else() {
    let mut driver = with_log(Lang::En, SMALL);
    driver
        .paste("'/logs/AADC01.xml' ")
        .shows("Read this log: /logs/AADC01.xml");
    driver.press("enter").shows("33004");
    assert_eq!(scope(&driver), Scope::Log);
    // where nothing is, nothing is offered
    let mut driver = with_log(Lang::En, SMALL);
    driver.paste("/logs/none.xml");
    assert!(
        !home::items(&driver.model)
            .iter()
            .any(|item| matches!(item, Item::Path(_)))
    );
}

#[test]
fn a_question_that_the_log_answers_is_passed_and_says_where_from() {
    let mut driver = with_log(Lang::En, (120, 40));
    driver.take_tree("writeback");
    driver.press("f7").type_text(LOG).press("enter").press("esc");
    let trace = driver.model.trace.as_ref().expect("a walk");
    let fact = FactId::new("sync_kind");
    assert_eq!(trace.facts.get(&fact).map(String::as_str), Some("connect"));
    let case = driver.case();
    assert!(
        case.journal()
            .is_some_and(|walk| walk.proven.codes.contains(&"33004".to_owned()))
    );
    driver.shows("log 88103");
}

#[test]
fn what_a_rule_of_the_log_proves_is_known_to_the_walk_by_screen_and_by_command() {
    let off = || {
        let request = |event: &str| format!("TrackingId: 5f2c8d10-7a6b-4e0e-9b1d-2f6f0c1a7e01, {event}");
        Log::from(500)
            .started(0)
            .record(20, "PasswordResetService", 31_012, &request("OffboardingEventStart"))
            .record(21, "PasswordResetService", 31_013, &request("OffboardingEventSuccess"))
            .record(
                90,
                "Directory Synchronization",
                650,
                "Provision credentials batch start",
            )
    };
    let fact = FactId::new("writeback");
    let mut driver = Driver::start(Lang::En, SMALL);
    driver.host.put(LOG, &off().bytes());
    open_log(&mut driver).shows("31013").press("enter");
    let known = driver
        .model
        .trace
        .as_ref()
        .and_then(|trace| trace.facts.get(&fact).cloned());
    assert_eq!(known.as_deref(), Some("off"));
    driver.press("o").shows("log 502");
    let desk = Desk::new();
    desk.file("off.xml", String::from_utf8(off().bytes()).expect("text"));
    let new = desk.sspr("case new --format json").exits(0).json("sspr.case.new/1");
    let id = new["id"].as_str().expect("an id");
    desk.sspr(&format!("scan off.xml --case {id}")).exits(1);
    let case = desk.sspr("case show --format json").exits(0).json("sspr.case/1");
    assert_eq!(case["findings"][0]["proves"]["writeback"], "off", "{case}");
}

#[test]
fn a_fact_of_the_log_is_overruled_by_a_key_and_believed_again() {
    for lang in Lang::ALL {
        let mut driver = with_log(lang, SMALL);
        open_log(&mut driver).press("enter o").shows("88103");
        let fact = FactId::new("sync_kind");
        let known = |driver: &Driver| {
            driver
                .model
                .trace
                .as_ref()
                .and_then(|trace| trace.facts.get(&fact).cloned())
        };
        assert_eq!(known(&driver).as_deref(), Some("connect"));
        let row = sspr::app::evident::rows(&driver.model)
            .iter()
            .position(|(said, _)| *said == sspr::app::evident::Said::Fact(fact.clone()))
            .expect("the fact is listed");
        driver.press(&(row + 1).to_string());
        assert_eq!(known(&driver), None);
        assert!(
            driver
                .saved()
                .journal()
                .is_some_and(|walk| walk.overruled.contains(&fact))
        );
        driver.press("o").press(&(row + 1).to_string());
        assert_eq!(known(&driver).as_deref(), Some("connect"));
    }
}

#[test]
fn stopping_keeps_what_was_found_and_says_that_it_is_a_part() {
    for lang in Lang::ALL {
        let mut driver = with_log(lang, SMALL);
        for later in ["/logs/AADC02.xml", "/logs/AADC03.xml"] {
            driver.host.put(later, &after_the_fix().bytes());
        }
        driver.host.put_folder("/logs");
        driver.held = true;
        driver.press("f7").type_text("/logs").press("enter");
        // the first is begun, and read; the second is begun
        driver.report().report().report();
        driver.shows("AADC02.xml").shows("33004").shows("Esc");
        driver.press("esc");
        assert!(driver.model.jobs[&Kind::Scan].stopping);
        driver.release().shows("33004");
        let logs = driver.model.log.as_ref().expect("what was found is kept");
        assert_eq!((logs.shown().stopped, logs.shown().summaries.len()), (true, 2));
        let told = logs.coverage("AADC03.xml", lang);
        assert_eq!(told.len(), 1, "the file that was not read is named: {told:?}");
        driver.shows(if lang == Lang::En {
            "read in part"
        } else {
            "일부만 읽음"
        });
    }
}

#[test]
fn names_are_hidden_by_a_key_and_anchors_always() {
    for lang in Lang::ALL {
        let mut driver = with_log(lang, (200, 60));
        open_log(&mut driver).shows(KIM);
        assert!(!driver.frame().contains("User_8f3b"));
        driver.press("h").shows("user-1");
        for tab in ["", "right", "right"] {
            let frame = driver.press(tab).frame();
            assert!(!frame.contains("contoso.example"), "{frame}");
        }
        driver.press("h left").shows(KIM);
    }
}

#[test]
fn what_is_listed_is_narrowed_by_user_time_and_number() {
    let mut driver = with_log(Lang::En, SMALL);
    open_log(&mut driver).press("right").shows("Attempts 4");
    driver
        .press("/")
        .type_text("LEE")
        .press("enter")
        .shows("Attempts 1 of 4")
        .shows(LEE);
    driver.press("esc").shows("Attempts 4");
    driver.press("/").type_text("09:22").press("enter").shows(PARK);
    driver
        .press("/")
        .press("ctrl-u")
        .type_text("#88103")
        .press("enter")
        .shows("Attempts 1 of 4")
        .shows(KIM);
    driver.press("c");
    assert!(
        driver
            .copied
            .iter()
            .any(|text| text.contains(KIM) && text.contains("#88103")),
        "{:?}",
        driver.copied
    );
}

#[test]
fn what_cannot_be_read_says_why_where_it_was_typed() {
    for lang in Lang::ALL {
        let mut driver = with_log(lang, SMALL);
        driver.host.put("/logs/broken.zip", b"PK\x03\x04 and nothing more");
        driver.host.put("/empty/notes.md", b"no log");
        driver.host.put_folder("/empty");
        driver
            .host
            .put("/logs/picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0");
        for path in ["/logs/none.evtx", "/logs/broken.zip", "/empty", "/logs/picture.png"] {
            driver.press("f7 ctrl-u").type_text(path).press("enter");
            assert_eq!(scope(&driver), Scope::LogPath, "{path}");
            driver.shows(path).shows("x ");
            driver.press("esc");
        }
        let mut cut = before_the_fix().bytes();
        cut.truncate(cut.len() - 90);
        driver.host.put(LOG, &cut);
        open_log(&mut driver).shows("33004");
    }
}

#[test]
fn the_log_that_the_case_names_is_opened_from_the_case() {
    let mut driver = with_log(Lang::En, SMALL);
    driver.take_row(|item| *item == Item::EmptyCase);
    driver.edit("log_paths").type_text(LOG).press("enter");
    driver.press("f7").shows("33004");
    assert!(!driver.saved().findings.is_empty());
    let id = driver.case().id.to_string();
    driver.press("f4").shows(&id);
    driver.press("f9").shows("33004");
}

#[test]
fn what_the_log_fills_in_the_case_is_marked_and_can_be_overruled() {
    for lang in Lang::ALL {
        let mut driver = Driver::start(lang, SMALL);
        let log = Log::from(700).worked(5, PARK).refused(15, KIM);
        driver.host.put(LOG, &log.bytes());
        open_log(&mut driver).press("enter");
        let case = driver.saved();
        let record = |case: &sspr::case::Case, field: &str| case.from_log.get(field).copied();
        assert_eq!(case.typed.get("user_id").map(String::as_str), Some(KIM));
        assert_eq!(
            case.typed.get("timestamp").map(String::as_str),
            Some("2026-11-20T09:15:30+09:00")
        );
        assert_eq!(case.typed.get("sync.server").map(String::as_str), Some("AADC01"));
        assert_eq!(
            (record(&case, "user_id"), record(&case, "timestamp")),
            (Some(704), Some(704))
        );
        let marked = if lang == Lang::En { "# log 704" } else { "# 로그 704" };
        driver.press("f4");
        driver.edit("user_id").press("esc").shows(marked);
        driver.edit("user_id").press("ctrl-u").type_text(LEE).press("enter");
        let case = driver.saved();
        assert_eq!(case.typed.get("user_id").map(String::as_str), Some(LEE));
        assert_eq!(
            (record(&case, "user_id"), record(&case, "timestamp")),
            (None, Some(704))
        );
        // the log says nothing against what somebody said
        driver.press("f7 f7 ctrl-u").type_text(LOG).press("enter");
        assert_eq!(driver.saved().typed.get("user_id").map(String::as_str), Some(LEE));
    }
}

/// The case of the first log, and what became of it in the second.
fn compared(lang: Lang, size: (u16, u16)) -> Driver {
    let mut driver = with_log(lang, size);
    open_log(&mut driver).press("enter f7 f7");
    driver.host.put("/logs/later.xml", &after_the_fix().bytes());
    driver.press("ctrl-u").type_text("/logs/later.xml").press("enter");
    driver
}

#[test]
fn a_later_log_says_what_is_fixed_and_what_is_new() {
    everywhere(|lang, size| {
        let mut driver = compared(lang, size);
        let since = |driver: &Driver, entry: &str| {
            let case = driver.saved();
            case.findings
                .iter()
                .find(|found| found.entry == entry)
                .and_then(|found| found.since)
        };
        assert_eq!(since(&driver, "event.33004"), Some(Since::Fixed));
        assert_eq!(since(&driver, "event.33008"), Some(Since::New));
        driver
            .press("left")
            .shows(Since::Fixed.told().get(lang))
            .shows(Since::New.told().get(lang));
        let ticket = report::ticket(catalog(), driver.case(), lang, report::TICKET);
        assert!(ticket.contains(Since::Fixed.told().get(lang)), "{ticket}");
    });
    // what fails again is not fixed, and what nobody tried is not known
    let mut driver = with_log(Lang::En, SMALL);
    open_log(&mut driver).press("enter f7 f7");
    let again = before_the_fix().refused(120, KIM);
    driver.host.put("/logs/later.xml", &again.bytes());
    driver
        .press("ctrl-u")
        .type_text("/logs/later.xml")
        .press("enter left")
        .shows("still failing");
    let quiet = Log::from(89_000).started(200).worked(210, PARK);
    driver.host.put("/logs/quiet.xml", &quiet.bytes());
    driver
        .press("f7 ctrl-u")
        .type_text("/logs/quiet.xml")
        .press("enter left")
        .shows("not tried since");
}

#[test]
fn the_command_compares_with_the_log_before_as_the_screen_does() {
    let desk = Desk::new();
    desk.file("before.xml", String::from_utf8(before_the_fix().bytes()).expect("text"));
    desk.file("after.xml", String::from_utf8(after_the_fix().bytes()).expect("text"));
    let made = desk.sspr("case new --format json").exits(0);
    let id = made.json("sspr.case.new/1")["id"].as_str().map(str::to_owned);
    let id = id.expect("an id");
    let first = desk
        .sspr(&format!("scan before.xml --case {id} --format json"))
        .exits(1);
    assert!(first.json("sspr.scan/1").get("compared").is_none());
    let second = desk.sspr(&format!("scan after.xml --case {id} --format json")).exits(1);
    let told = second.json("sspr.scan/1")["compared"].to_string();
    assert!(told.contains(r#"{"entry":"event.33004","since":"fixed"}"#), "{told}");
    assert!(told.contains(r#"{"entry":"event.33008","since":"new"}"#), "{told}");
    let shown = desk.sspr("case show").exits(0);
    assert!(shown.out.contains("fixed"), "{shown}");
    let text = desk.sspr(&format!("scan after.xml --case {id}")).exits(1);
    assert!(
        !text.out.contains("Since the log"),
        "the same log again tells nothing of later: {text}"
    );
}

#[test]
fn in_lines_a_log_is_opened_by_its_path_and_a_number_leads_to_the_entry() {
    for lang in Lang::ALL {
        let host = FakeHost::at(NOON);
        host.put(LOG, &before_the_fix().bytes());
        let (model, told) = by_lines(&host, lang, &format!("log {LOG}\nattempts\nnames\ncoverage\n1\n"));
        for wanted in ["33004", "#88103", KIM, "user-1"] {
            assert!(told.contains(wanted), "{wanted} is missing:\n{told}");
        }
        let shown = model.shown().map(|remedy| remedy.entry.id.to_string());
        assert_eq!(shown.as_deref(), Some("event.33004"), "{told}");
        let (_, told) = by_lines(&host, lang, "log /logs/none.evtx\n0\n");
        assert!(told.contains("/logs/none.evtx"), "{told}");
    }
}

fn by_lines(host: &FakeHost, lang: Lang, lines: &str) -> (Model, String) {
    let lasting: &'static FakeHost = Box::leak(Box::new(host.clone()));
    let mut model = Model::new(
        home::first,
        catalog().clone(),
        lang,
        SMALL,
        host.now(),
        seoul(),
        CaseId::fresh(host),
    );
    let mut runtime = Runtime::new(lasting, catalog().clone());
    let mut out = Vec::new();
    let mut plain = Plain {
        model: &mut model,
        runtime: &mut runtime,
        input: &mut lines.as_bytes(),
        out: &mut out,
        width: 100,
        told: Vec::new(),
    };
    plain.run(Vec::new()).expect("memory does not fail");
    (model, String::from_utf8(out).expect("text"))
}
