//! Whole journeys by keys, as people make them.

use crate::support::log::before_the_fix;
use crate::support::{Driver, LARGE, SMALL, catalog, everywhere, scenes};
use sspr::app::bindings::{self, Scope};
use sspr::app::bundling::Bundle;
use sspr::app::key::Key;
use sspr::app::message::Msg;
use sspr::app::screen::{Overlay, Purpose};
use sspr::app::screens;
use sspr::app::screens::cases;
use sspr::app::screens::form::Form;
use sspr::app::screens::home::{self, Home, Item};
use sspr::app::screens::reader::Reader;
use sspr::app::screens::ticket;
use sspr::app::walking::Offer;
use sspr::app::walking::View;
use sspr::app::{Place, filling, known, outcomes, overlay, rest, walking};
use sspr::bundle::Profile;
use sspr::case::listed::State;
use sspr::case::report;
use sspr::case::store::StoreError;
use sspr::knowledge::article::Section;
use sspr::knowledge::id::FieldId;
use sspr::knowledge::link::Target;
use sspr::knowledge::page;
use sspr::knowledge::spot::Spot;
use sspr::text::{Lang, columns, ui};
use sspr::time::Stamp;
use sspr::walk::{Because, Detail, Outcome, StepEnd};
use std::collections::BTreeMap;
use std::io::{Cursor, ErrorKind, Read};

const SUPPORT_CODE: &str = "8f3b1c52-6f1d-4c7e-9a55-0d2b7e6f4a10";

fn entry_title(id: &str, lang: Lang) -> String {
    page::plain(catalog().entry(id).expect("an entry").title.get(lang))
}

fn question_text(id: &str, lang: Lang) -> String {
    page::plain(catalog().question(id).expect("a question").ask.get(lang))
}

/// A driver before the entry of a locked account.
fn at_locked_again(lang: Lang, size: (u16, u16)) -> Driver {
    let mut driver = Driver::start(lang, size);
    driver
        .open_usage()
        .answer("ask.usage-seen", "after")
        .answer("ask.usage-after", "locked-again");
    assert_eq!(driver.stands_at(), "usage.locked-again");
    driver
}

/// A driver before an entry that takes an hour to work.
fn at_wait(lang: Lang, size: (u16, u16)) -> Driver {
    let driver = Driver::start_at("usage.email-address-error", lang, size);
    assert_eq!(driver.stands_at(), "usage.email-address-error");
    driver
}

#[test]
fn a_call_is_walked_from_the_first_screen_to_solved() {
    everywhere(|lang, size| {
        let mut driver = Driver::start(lang, size);
        driver.shows(ui::PROMPT.get(lang)).take_tree("usage");
        driver.shows(&question_text("ask.usage-code", lang));
        driver
            .answer("ask.usage-code", "nothing")
            .shows(&question_text("ask.situation", lang));
        driver.open_call().answer("ask.usage-seen", "after");
        driver.shows(&question_text("ask.usage-after", lang));
        driver.answer("ask.usage-after", "locked-again");
        driver.shows(&entry_title("usage.locked-again", lang));
        driver.outcome("usage.locked-again", Outcome::Fixed);
        driver.shows(ui::SOLVED_TEXT.get(lang));
        let id = driver.case().id.clone();
        driver.offer(Offer::Home);
        assert!(driver.model.top::<Home>().is_some());
        assert!(driver.saved_as(&id).closed);
        let offered = |item: &Item| matches!(item, Item::Case(line) if line.id == id);
        assert!(
            !home::items(&driver.model).iter().any(offered),
            "a solved case is not offered again"
        );
    });
}

#[test]
fn the_next_call_inherits_nothing_from_the_one_before() {
    everywhere(|lang, size| {
        let mut driver = Driver::start(lang, size);
        driver
            .type_text("SSPR_0029")
            .press("enter enter")
            .outcome("sspr.0029", Outcome::NotFixed);
        let before = driver.case().id.clone();
        driver.press("f10").shows(ui::PROMPT_EMPTY.get(lang));
        driver.type_text("SSPR_0009").press("enter");
        assert!(
            !driver.frame().contains(before.as_str()),
            "no case is open while one reads"
        );
        driver.press("enter").shows(&entry_title("sspr.0009", lang));
        assert_ne!(driver.case().id, before);
        assert!(driver.case().walks[0].given.is_empty());
        let second = driver.case().id.clone();
        driver.press("f10").take_tree("portal");
        assert_eq!(
            driver.case().id,
            second,
            "a call in which nothing was said makes way for the next"
        );
        assert_eq!(driver.case().walks.len(), 1);
    });
}

#[test]
fn a_search_from_within_a_walk_stays_in_its_case() {
    everywhere(|lang, size| {
        let mut driver = at_locked_again(lang, size);
        let id = driver.case().id.clone();
        driver.press("f3").shows(ui::BACK_FROM_SEARCH.get(lang));
        driver.type_text("SSPR_0009").press("enter enter");
        assert_eq!(driver.case().id, id);
        // it is taken up in the same walk: nothing is asked again
        assert_eq!(driver.case().walks.len(), 1);
        assert_eq!(driver.stands_at(), "sspr.0009");
        driver.press("f10");
        driver.take_row(|item| matches!(item, Item::Case(_)));
        assert_eq!(driver.case().id, id);
        assert_eq!(driver.stands_at(), "sspr.0009");
        // what it names itself comes next
        driver.outcome("sspr.0009", Outcome::NotIt);
        let next = &catalog().entry("sspr.0009").expect("an entry").next;
        assert!(
            next.iter().any(|node| node.id == driver.stands_at()),
            "{}",
            driver.stands_at()
        );
        let Some(Place::Remedy(remedy)) = &driver.model.place else {
            panic!()
        };
        let area = remedy.entry.area.title().get(lang);
        // another area is not entered without a word
        let title = entry_title("sspr.0009", lang);
        let said = ui::FROM_HERE_BY.with(lang, &[area, &title]);
        assert_eq!(known::because(&driver.model), std::slice::from_ref(&said));
        driver.shows(&said.split_whitespace().take(4).collect::<String>());
    });
}

#[test]
fn a_case_for_support_is_filled_in_and_bundled() {
    everywhere(|lang, size| {
        let mut driver = Driver::start(lang, size);
        driver
            .take_tree("can-reset")
            .answer("ask.can-reset-report", "missing")
            .answer("ask.can-reset-home", "other-tenant")
            .outcome("howitworks.b2b", Outcome::Read);
        assert_eq!(driver.stands_at(), "ask.since");
        driver.press("enter enter");
        assert_eq!(driver.stands_at(), "support-case");
        driver.shows(ui::TO_SUPPORT.get(lang)).offer(Offer::Case);
        assert!(driver.model.top::<Form>().is_some());
        driver
            .edit("support_code")
            .paste(&format!("  {SUPPORT_CODE}\r\n"))
            .press("enter");
        driver
            .edit("description")
            .type_text("게스트가 재설정 못 함")
            .press("enter");
        driver.edit("license").press("2");
        assert_eq!(driver.saved().typed["support_code"], SUPPORT_CODE);
        assert_eq!(driver.saved().typed["description"], "게스트가 재설정 못 함");
        assert_eq!(driver.saved().typed["license"], "not-assigned");
        // the row behind the fields is the bundle
        driver.press("end enter");
        assert!(driver.model.top::<Bundle>().is_some());
        driver.shows("case.json").shows("sspr-case-case1.zip").press("enter");
        driver.shows("/desk/sspr-case-case1.zip");
        check_bundle(&driver);
        driver.press("end enter");
        assert!(driver.model.top::<Home>().is_some());
    });
}

fn check_bundle(driver: &Driver) {
    let bytes = driver.host.get("/desk/sspr-case-case1.zip").expect("the bundle");
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip");
    let names: Vec<String> = zip.file_names().map(|n| n.expect("a name").into_owned()).collect();
    assert_eq!(
        names.iter().filter(|n| n.ends_with("case.json")).count(),
        1,
        "{names:?}"
    );
    let mut text = String::new();
    let name = names.iter().find(|n| n.ends_with("case.json")).expect("a case");
    zip.by_name(name)
        .expect("a file")
        .read_to_string(&mut text)
        .expect("text");
    let case: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(case["schema"], "sspr.case/1");
    assert_eq!(case["id"], "case1");
    assert_eq!(case["support_code"], SUPPORT_CODE);
    assert_eq!(case["license"], "not-assigned");
    let path: Vec<&str> = case["path"]
        .as_array()
        .expect("a path")
        .iter()
        .filter_map(|p| p["entry"].as_str())
        .collect();
    assert_eq!(
        path,
        [
            "ask.can-reset-report",
            "ask.can-reset-home",
            "howitworks.b2b",
            "ask.since",
            "ask.changed"
        ]
    );
    let mut manifest = String::new();
    let name = names.iter().find(|n| n.contains("manifest")).expect("a manifest");
    zip.by_name(name)
        .expect("a file")
        .read_to_string(&mut manifest)
        .expect("text");
    for other in names.iter().filter(|n| !n.contains("manifest")) {
        assert!(
            manifest.contains(other.as_str()),
            "{other} is not in the manifest:\n{manifest}"
        );
    }
}

#[test]
fn a_bundle_replaces_a_file_only_when_asked_twice() {
    let mut driver = at_locked_again(Lang::En, SMALL);
    let target = "/desk/sspr-case-case1.zip";
    driver.press("f5 enter");
    let first = driver.host.get(target).unwrap();
    driver.press("esc f4");
    driver.edit("ticket").type_text("INC-1").press("enter");
    driver.press("f5 enter").shows(ui::FILE_EXISTS.get(Lang::En));
    assert_eq!(driver.host.get(target).unwrap(), first);
    driver.press("enter");
    assert_ne!(driver.host.get(target).unwrap(), first);
}

#[test]
fn what_is_no_bundle_is_never_replaced_by_one_however_often_one_asks() {
    let mut driver = at_locked_again(Lang::En, LARGE);
    driver.host.put("/desk/sspr-case-case1.zip", b"something else");
    driver.press("f5");
    for _ in 0..3 {
        driver.press("enter").shows("is no bundle that sspr wrote");
    }
    assert_eq!(driver.host.get("/desk/sspr-case-case1.zip").unwrap(), b"something else");
}

#[test]
fn a_typed_code_opens_its_entry_and_the_walk_starts_there() {
    everywhere(|lang, size| {
        let mut driver = Driver::start(lang, size);
        driver
            .type_text("SSPR_0029")
            .shows(&entry_title("sspr.0029", lang))
            .press("enter");
        let Some(reader) = driver.model.top::<Reader>() else {
            panic!("{}", driver.frame())
        };
        assert_eq!(reader.entry, "sspr.0029");
        driver.press("enter");
        assert_eq!(driver.case().journal().unwrap().start, "sspr.0029");
        assert_eq!(driver.stands_at(), "sspr.0029");
    });
}

#[test]
fn who_types_the_name_of_an_area_and_no_more_begins_there() {
    everywhere(|lang, size| {
        let mut driver = Driver::start(lang, size);
        driver.type_text("writeback").press("enter");
        assert_eq!(driver.case().journal().unwrap().start, "writeback");
    });
}

#[test]
fn an_event_with_several_meanings_offers_the_question_first() {
    everywhere(|lang, size| {
        let mut driver = Driver::start(lang, size);
        driver
            .type_text("6329")
            .shows(&question_text("ask.which-6329", lang))
            .press("enter");
        assert_eq!(driver.stands_at(), "ask.which-6329");
        driver.answer("ask.which-6329", "remote-sam");
        assert_ne!(driver.stands_at(), "ask.which-6329");
    });
}

#[test]
fn a_pasted_event_finds_its_entry_and_what_it_names_goes_into_the_case() {
    everywhere(|lang, size| {
        let mut driver = Driver::start(lang, size);
        driver.paste(
            "Log Name: Application\r\nSource: PasswordResetService\r\nEvent ID: 33008\r\nLevel: Error\r\n\
             TrackingId: 6f9d1c52-6f1d-4c7e-9a55-0d2b7e6f4a10, Error: The password could not be updated because it \
             does not meet the policy requirements.\r\n",
        );
        driver
            .take_row(|item| matches!(item, Item::Entry(_, id) if id == "event.33008"))
            .press("enter");
        assert_eq!(driver.case().journal().unwrap().start, "event.33008");
        let evidence = &driver.case().evidence[0];
        assert_eq!(
            (evidence.event, evidence.tracking_id.as_deref()),
            (Some(33008), Some("6f9d1c52-6f1d-4c7e-9a55-0d2b7e6f4a10"))
        );
    });
}

#[test]
fn what_is_typed_beside_a_paste_becomes_the_description() {
    everywhere(|lang, size| {
        let mut driver = Driver::start(lang, size);
        let words = if lang == Lang::En {
            "nobody in sales can reset since Saturday "
        } else {
            "토요일부터 영업팀 모두 재설정이 안 됩니다 "
        };
        driver.type_text(words).paste(
            "Source: PasswordResetService\r\nEvent ID: 33008\r\nTrackingId: 6f9d1c52-6f1d-4c7e-9a55-0d2b7e6f4a10, Error: policy\r\n",
        );
        driver
            .take_row(|item| matches!(item, Item::Entry(_, id) if id == "event.33008"))
            .press("enter");
        let case = driver.saved();
        assert_eq!(case.typed.get("description").map(String::as_str), Some(words.trim()));
        assert!(case.evidence.iter().any(|evidence| evidence.event == Some(33008)));
    });
}

#[test]
fn going_back_keeps_every_answer_and_shows_it() {
    everywhere(|lang, size| {
        let mut driver = at_locked_again(lang, size);
        let before = driver.case().journal().unwrap().answers.clone();
        driver.press("esc");
        assert_eq!(driver.stands_at(), "ask.usage-after");
        driver.press("esc");
        assert_eq!(driver.stands_at(), "ask.usage-seen");
        let Some(Place::Question(open)) = &driver.model.place else {
            panic!()
        };
        assert_eq!(open.before.as_deref(), Some("after"));
        assert_eq!(driver.case().journal().unwrap().answers, before);
        // Enter gives the same answers again
        driver.press("enter enter");
        assert_eq!(driver.stands_at(), "usage.locked-again");
        assert_eq!(driver.case().journal().unwrap().answers, before);
    });
}

#[test]
fn changing_an_answer_drops_only_what_hung_on_it() {
    let mut driver = at_locked_again(Lang::En, SMALL);
    driver.outcome("usage.locked-again", Outcome::NotFixed);
    while driver.stands_at() != "ask.usage-seen" {
        driver.press("esc");
    }
    driver.answer("ask.usage-seen", "windows");
    assert_eq!(driver.stands_at(), "usage.windows-sign-in-screen");
    let journal = driver.case().journal().unwrap().clone();
    assert!(!journal.answers.contains_key("ask.usage-after"));
    assert!(!journal.outcomes.contains_key("usage.locked-again"));
    for kept in ["ask.situation", "ask.caller-verified", "ask.usage-code", "ask.urgent"] {
        assert!(journal.answers.contains_key(kept), "{kept} is lost");
    }
    // an answer of the opening on which nothing hangs
    while driver.stands_at() != "ask.situation" {
        driver.press("esc");
    }
    driver.answer("ask.situation", "myself");
    let journal = driver.case().journal().unwrap();
    assert_eq!(journal.answers["ask.usage-seen"].value, "windows");
    assert_eq!(driver.case().facts(catalog())["situation"], "myself");
}

#[test]
fn what_could_not_be_done_needs_a_reason() {
    everywhere(|lang, size| {
        let mut driver = at_locked_again(lang, size);
        driver.outcome("usage.locked-again", Outcome::Skipped);
        driver.press("enter").shows(ui::SAY_WHY.get(lang));
        driver.type_text("도메인 컨트롤러 접근 불가").press("enter");
        let done = &driver.saved().walks[0].outcomes["usage.locked-again"];
        assert_eq!(
            (done.outcome, &done.detail),
            (
                Outcome::Skipped,
                &Some(Detail::Reason("도메인 컨트롤러 접근 불가".to_owned()))
            )
        );
        assert_ne!(driver.stands_at(), "usage.locked-again");
    });
}

#[test]
fn a_wait_is_kept_and_offered_when_it_is_over() {
    everywhere(|lang, size| {
        let mut driver = at_wait(lang, size);
        driver
            .outcome("usage.email-address-error", Outcome::Waiting)
            .press("enter");
        assert_eq!(
            driver.saved().wait().unwrap().until.to_string(),
            "2026-11-21T13:00:00+09:00"
        );
        driver.shows("13:00");
        driver.host.set_now("2026-11-21T03:59:00Z");
        driver.press("down").idle();
        assert_eq!(driver.model.toast, None);
        driver.host.set_now("2026-11-21T04:00:01Z");
        driver.idle();
        let title = entry_title("usage.email-address-error", lang);
        assert_eq!(driver.model.toast, Some(ui::WAIT_OVER.with(lang, &[&title])));
        // it is said once; a key that comes at the same moment does not wipe it unseen
        driver.press("down").idle();
        assert!(driver.model.toast.is_some());
        driver.press("down").idle();
        assert_eq!(driver.model.toast, None);
        driver.outcome("usage.email-address-error", Outcome::Fixed);
        assert_eq!(driver.stands_at(), "solved");
    });
}

#[test]
fn a_wait_that_ended_while_the_program_was_closed_comes_first() {
    let mut driver = at_wait(Lang::En, SMALL);
    driver
        .outcome("usage.email-address-error", Outcome::Waiting)
        .press("enter f10");
    driver.take_tree("portal").press("f10");
    let host = driver.host.clone();
    drop(driver);
    host.set_now("2026-11-22T09:00:00Z");
    let mut driver = Driver::on(&host, Lang::En, SMALL);
    driver.shows(ui::WAIT_IS_OVER.get(Lang::En));
    assert!(matches!(&home::items(&driver.model)[0], Item::Case(line) if line.id.as_str() == "case1"));
    driver.press("enter").idle();
    assert_eq!(driver.stands_at(), "usage.email-address-error");
    let title = entry_title("usage.email-address-error", Lang::En);
    assert_eq!(driver.model.toast, Some(ui::WAIT_OVER.with(Lang::En, &[&title])));
}

#[test]
fn steps_are_ticked_where_the_cursor_stands_in_any_order() {
    everywhere(|lang, size| {
        let mut driver = at_locked_again(lang, size);
        let Some(Place::Remedy(remedy)) = &driver.model.place else {
            panic!()
        };
        let steps = remedy.article.steps();
        assert!(steps > 1);
        let ended = |driver: &Driver| {
            driver.saved().walks[0]
                .steps
                .get("usage.locked-again")
                .cloned()
                .unwrap_or_default()
        };
        // the second before the first
        driver.press("down");
        while walking::spot(&driver.model).and_then(Spot::step) != Some(1) {
            driver.press("down");
        }
        driver.press("space");
        assert_eq!(ended(&driver), BTreeMap::from([(1, StepEnd::Done)]));
        driver.shows("[x] 2");
        while walking::spot(&driver.model) != Some(Spot::Step(0)) {
            driver.press("up");
        }
        driver.press("x").shows("[-] 1");
        assert_eq!(ended(&driver)[&0], StepEnd::NotNeeded);
        driver.press("space").shows("[x] 1");
        assert_eq!(ended(&driver)[&0], StepEnd::Done);
        // again opens it
        driver.press("space").shows("[ ] 1");
        assert!(!ended(&driver).contains_key(&0));
        driver.press("s").shows(ui::WHY_NOT.get(lang)).press("enter");
        driver
            .shows(ui::SAY_WHY.get(lang))
            .type_text("권한 없음")
            .press("enter");
        driver.shows("[!] 1");
        assert_eq!(ended(&driver)[&0], StepEnd::CouldNot("권한 없음".to_owned()));
        assert_eq!(driver.stands_at(), "usage.locked-again", "a step ends no entry");
    });
}

#[test]
fn a_section_folds_and_unfolds_where_the_cursor_stands() {
    everywhere(|lang, size| {
        let mut driver = at_locked_again(lang, size);
        let section = |driver: &Driver| match walking::spot(&driver.model) {
            Some(Spot::Section(section)) => Some(section),
            _ => None,
        };
        while section(&driver).is_none() {
            driver.press("down");
        }
        let heading = section(&driver)
            .and_then(sspr::knowledge::article::Section::heading)
            .expect("a heading");
        let folded = driver.frame();
        assert!(folded.contains("> +"), "{folded}");
        driver.shows(heading.get(lang)).press("enter");
        assert!(driver.frame().contains("> -"), "{}", driver.frame());
        driver.press("space");
        assert_eq!(driver.frame(), folded);
        assert!(driver.saved().walks[0].outcomes.is_empty());
    });
}

#[test]
fn a_link_is_followed_and_esc_comes_back() {
    everywhere(|lang, size| {
        let mut driver = at_locked_again(lang, size);
        let target = loop {
            let spot = walking::spot(&driver.model).expect("a spot");
            let Some(Place::Remedy(remedy)) = &driver.model.place else {
                panic!()
            };
            match remedy.article.target(spot) {
                Some(Target::Entry(id)) if matches!(spot, Spot::Link(..)) => break id.clone(),
                _ if spot == Spot::Section(Section::Related) => driver.press("space down"),
                _ => driver.press("down"),
            };
        };
        driver.press("enter").shows(&entry_title(&target, lang));
        assert_eq!(driver.model.top::<Reader>().expect("a reader").entry, target);
        driver.press("esc");
        assert_eq!(driver.stands_at(), "usage.locked-again");
        assert!(
            driver.saved().walks[0].taken.is_empty(),
            "what was read on the way is no outcome"
        );
        driver.press("enter enter");
        assert_eq!(driver.stands_at(), target.as_str());
        assert_eq!(driver.saved().walks[0].taken, std::slice::from_ref(&target));
        assert!(driver.saved().walks[0].outcomes.is_empty());
    });
}

#[test]
fn a_page_that_no_browser_opens_is_copied_and_that_is_said() {
    let mut driver = at_locked_again(Lang::En, LARGE);
    loop {
        let spot = walking::spot(&driver.model).expect("a spot");
        let Some(Place::Remedy(remedy)) = &driver.model.place else {
            panic!()
        };
        if let Some(Target::Page(address)) = remedy.article.target(spot) {
            let address = address.clone();
            driver.press("enter");
            assert_eq!(driver.copied, [address]);
            assert!(driver.model.toast.is_some());
            return;
        }
        match spot {
            Spot::Section(Section::Links | Section::Sources) => driver.press("space down"),
            _ => driver.press("down"),
        };
    }
}

#[test]
fn what_was_said_last_is_taken_back_and_said_again() {
    everywhere(|lang, size| {
        let mut driver = at_locked_again(lang, size);
        driver.press("space").outcome("usage.locked-again", Outcome::NotFixed);
        let after = driver.saved();
        driver.press("u");
        assert_eq!(driver.stands_at(), "usage.locked-again");
        let told = Outcome::NotFixed.told().get(lang);
        assert!(driver.model.toast.as_ref().is_some_and(|toast| toast.contains(told)));
        assert!(driver.saved().walks[0].outcomes.is_empty(), "it is saved at once");
        driver.press("u");
        assert!(driver.saved().walks[0].steps.is_empty());
        driver.press("u");
        assert_eq!(driver.stands_at(), "ask.usage-after");
        driver.press("ctrl-r ctrl-r ctrl-r");
        assert_eq!(driver.saved().walks, after.walks);
        driver.press("ctrl-r");
        let lacks = driver.model.lacks(bindings::Needs::Redo, None).expect("a reason");
        assert_eq!(driver.model.toast.as_deref(), Some(lacks.get(lang)));
        // what is said anew leaves nothing to say again
        driver.press("u u").press("n").type_text("note").press("enter ctrl-r");
        assert_eq!(driver.model.toast.as_deref(), Some(lacks.get(lang)));
    });
}

#[test]
fn the_way_so_far_is_a_list_to_jump_into() {
    everywhere(|lang, size| {
        let mut driver = at_locked_again(lang, size);
        driver.press("w").shows(ui::WAY.get(lang));
        let way = known::way(&driver.model);
        let at = way.iter().position(|(stop, _)| {
            let stops = &driver.model.trace.as_ref().expect("a walk").stops;
            stops[*stop].id() == "ask.usage-seen"
        });
        for _ in at.expect("a stop") + 1..way.len() {
            driver.press("up");
        }
        driver.press("enter");
        assert_eq!(driver.stands_at(), "ask.usage-seen");
    });
}

#[test]
fn what_the_words_make_likely_comes_last_and_is_said_to_be_no_more() {
    let mut driver = Driver::start(Lang::En, SMALL);
    driver.type_text("no text message arrives").press("enter enter");
    let likely = driver.case().journal().expect("a walk").likely.clone();
    assert!(!likely.is_empty() && likely.len() <= 5, "{likely:?}");
    // everything on the way is ruled out
    let mut said = false;
    for _ in 0..200 {
        match &driver.model.place {
            Some(Place::Remedy(remedy)) => {
                let id = remedy.entry.id.clone();
                let because = &driver.model.trace.as_ref().expect("a walk").because;
                if *because == Because::Likely {
                    assert!(likely.contains(&id), "{id}");
                    driver.shows("only likely");
                    said = true;
                }
                let read = outcomes::is_read(&driver.model.catalog.entry(&id).expect("an entry"));
                driver.outcome(&id, if read { Outcome::Read } else { Outcome::NotIt });
            }
            Some(Place::Question(open)) if open.question.field.is_some() => {
                driver.press("enter");
            }
            Some(Place::Question(open)) => {
                let unknown = open.choices.iter().position(|choice| choice.unknown);
                let digit = unknown.unwrap_or(open.choices.len() - 1) + 1;
                driver.press(&digit.to_string());
            }
            _ => break,
        }
    }
    assert!(said);
    assert_eq!(driver.stands_at(), "support-case");
    let first = known::ruled_out(&driver.model).swap_remove(0);
    driver.shows(ui::TO_SUPPORT.get(Lang::En)).shows(&first);
    driver.press("enter enter enter");
    assert!(!driver.saved().closed);
}

#[test]
fn the_ticket_is_seen_in_every_form_changed_and_copied() {
    everywhere(|lang, size| {
        let mut driver = at_locked_again(lang, size);
        driver.press("space 2").type_text("도메인 팀").press("enter f9");
        let note = ticket::text(&driver.model).expect("a text");
        assert!(note.contains("도메인 팀"), "{note}");
        let first = note.lines().next().expect("a line").to_owned();
        let count = ticket::count(&driver.model);
        driver.shows(&first).shows(&count);
        // the language of the ticket is not that of the screen
        driver.press("l");
        let other = ticket::text(&driver.model).expect("a text");
        assert_ne!(other, note);
        assert_eq!(driver.model.lang, lang);
        driver.press("l").press("c");
        assert_eq!(driver.copied, std::slice::from_ref(&note));
        for (digit, begins) in [("2", "#"), ("3", "<!doctype html>"), ("4", "{")] {
            driver.press(digit);
            let text = ticket::text(&driver.model).expect("a text");
            assert!(text.starts_with(begins), "{text}");
        }
        driver.press("2");
        let short = ticket::text(&driver.model).expect("a text");
        driver.press("d");
        assert!(ticket::text(&driver.model).expect("a text").len() > short.len());
        driver
            .press("d left")
            .press("p")
            .shows(Profile::Vendor.told().get(lang));
        driver.press("p p").shows(Profile::Inside.told().get(lang));
        // changed by hand it stays so until it is asked for anew
        driver.press("e").type_text(" CHG-2201").press("esc c");
        assert!(driver.copied[1].ends_with(" CHG-2201"), "{}", driver.copied[1]);
        driver.press("2").shows(ui::TICKET_EDITED.get(lang));
        driver.press("r");
        assert_eq!(ticket::text(&driver.model), Some(note));
        driver.press("esc");
        assert_eq!(driver.stands_at(), "solved");
    });
}

#[test]
fn all_cases_are_listed_filtered_closed_reopened_and_deleted() {
    everywhere(|lang, size| {
        let mut driver = at_locked_again(lang, size);
        let first = driver.case().id.clone();
        driver
            .press("f10")
            .take_tree("portal")
            .answer("ask.portal-seen", "menu");
        let second = driver.case().id.clone();
        driver.press("f10 ctrl-o");
        let listed = |driver: &Driver| {
            let ids = cases::items(&driver.model).into_iter().map(|case| case.id);
            ids.collect::<Vec<_>>()
        };
        assert_eq!(listed(&driver), [second.clone(), first.clone()]);
        driver.type_text(&first);
        assert_eq!(listed(&driver), std::slice::from_ref(&first));
        driver.press("ctrl-x");
        assert!(driver.saved_as(&first).closed);
        driver.shows(State::Closed.told().get(lang)).press("ctrl-x");
        assert!(!driver.saved_as(&first).closed);
        // a closed one is opened again by going on with it
        driver.press("ctrl-x enter");
        assert_eq!(driver.stands_at(), "usage.locked-again");
        assert!(!driver.saved_as(&first).closed);
        // the row that keeps it comes first
        driver.press("ctrl-o").type_text(&second).press("delete enter");
        assert!(driver.host.get(&format!("/home/data/cases/{second}.json")).is_some());
        driver.press("delete down enter");
        assert!(driver.host.get(&format!("/home/data/cases/{second}.json")).is_none());
        assert!(listed(&driver).is_empty());
        driver.shows(ui::NO_CASES.get(lang)).press("esc");
        assert_eq!(listed(&driver), std::slice::from_ref(&first));
        driver.press("delete down enter");
        assert!(driver.model.case.is_none() && driver.model.top::<Home>().is_some());
    });
}

#[test]
fn a_wait_counts_from_the_moment_that_it_is_about() {
    everywhere(|lang, size| {
        let mut driver = Driver::start_at("writeback.permissions", lang, size);
        assert_eq!(driver.stands_at(), "writeback.permissions");
        let seconds = catalog()
            .entry("writeback.permissions")
            .and_then(|entry| entry.wait?.seconds())
            .expect("a wait");
        driver.press("8").shows(ui::WAIT_FROM_TYPED.get(lang)).press("esc");
        assert!(driver.saved().wait().is_none());
        driver.press("8");
        let typed = rest::moments(&driver.model).len().to_string();
        driver.press(&typed).type_text("nonsense").press("enter");
        assert!(matches!(
            &driver.model.overlay,
            Some(Overlay::Type { error: Some(_), .. })
        ));
        driver.press("ctrl-u").type_text("11:45").press("enter");
        let from: Stamp = "2026-11-21T11:45:00+09:00".parse().expect("a time");
        let until = driver.saved().wait().expect("a wait").until;
        assert_eq!(Some(until), from.after(seconds));
        assert!(
            driver.model.toast.as_ref().is_some_and(|toast| toast.contains("12:45")),
            "{:?}",
            driver.model.toast
        );
        // one that is over already is no wait
        driver
            .press("8")
            .press(&typed)
            .type_text("2026-11-20 11:00")
            .press("enter");
        assert_eq!(driver.saved().wait().expect("a wait").until, until);
    });
}

#[test]
fn the_cause_says_who_has_it_next() {
    everywhere(|lang, size| {
        let mut driver = at_locked_again(lang, size);
        driver.press("2").shows(ui::WHO_NEXT.get(lang)).press("esc");
        assert_eq!(driver.stands_at(), "usage.locked-again", "Esc concludes nothing");
        driver.press("2").type_text("도메인 팀").press("enter");
        assert_eq!(driver.stands_at(), "solved");
        driver.shows(ui::CAUSE_FOUND.get(lang));
        let done = &driver.saved().walks[0].outcomes["usage.locked-again"];
        assert_eq!(done.detail, Some(Detail::Handed("도메인 팀".to_owned())));
        // nothing that puts it away is the default
        driver.press("enter enter");
        assert!(!driver.saved().closed);
    });
}

#[test]
fn an_outcome_that_does_not_fit_the_page_is_refused_with_its_reason() {
    let mut driver = at_locked_again(Lang::En, SMALL);
    driver.press("6");
    let why = driver
        .model
        .lacks(bindings::Needs::Outcome(Outcome::Read), None)
        .expect("a reason");
    driver.shows(why.get(Lang::En));
    assert_eq!(driver.stands_at(), "usage.locked-again");
    assert!(driver.saved().walks[0].outcomes.is_empty());
}

#[test]
fn a_note_is_kept_with_the_place_it_was_made_at() {
    everywhere(|lang, size| {
        let mut driver = at_locked_again(lang, size);
        driver
            .press("n")
            .shows(ui::NOTE.get(lang))
            .type_text("사용자가 6시에 다시 전화함")
            .press("enter");
        driver.shows(ui::NOTE_KEPT.get(lang));
        let note = &driver.saved().notes[0];
        assert_eq!(
            (note.node.as_str(), note.text.as_str()),
            ("usage.locked-again", "사용자가 6시에 다시 전화함")
        );
    });
}

#[test]
fn a_note_of_two_lines_is_typed_and_stands_in_the_bundle() {
    everywhere(|lang, size| {
        let mut driver = at_locked_again(lang, size);
        driver.press("n").shows("Ctrl-J").type_text("전화함").press("ctrl-j");
        let (column, row) = driver.cursor();
        driver.type_text("다시");
        // where an input method draws the syllable in progress; Hangul takes two columns
        assert_eq!(driver.cursor(), (column + 4, row));
        driver.press("up");
        assert_eq!(driver.cursor(), (column + 4, row - 1));
        driver.press("enter").shows(ui::NOTE_KEPT.get(lang));
        assert_eq!(driver.saved().notes[0].text, "전화함\n다시");
        driver.press("f5 enter");
        let packed = driver.host.get("/desk/sspr-case-case1.zip").expect("a bundle");
        let text = |name: &str| {
            let mut archive = zip::ZipArchive::new(std::io::Cursor::new(packed.clone())).expect("an archive");
            let mut text = String::new();
            let mut file = archive.by_name(name).expect("a file of the bundle");
            std::io::Read::read_to_string(&mut file, &mut text).expect("text");
            text
        };
        assert!(text("case.json").contains("전화함\\n다시"), "{}", text("case.json"));
        for told in [
            text("transcript.md"),
            text("summary.md"),
            report::report(catalog(), driver.case(), lang).html(),
        ] {
            assert!(told.contains("전화함<br>다시"), "{told}");
        }
        let told = report::report(catalog(), driver.case(), lang).text(80);
        let lines: Vec<&str> = told.lines().map(str::trim).collect();
        let at = lines
            .iter()
            .position(|line| line.ends_with("전화함"))
            .expect("the note");
        assert_eq!(lines[at + 1], "다시", "{told}");
    });
}

#[test]
fn the_language_is_switched_in_place() {
    everywhere(|lang, size| {
        let mut driver = at_locked_again(lang, size);
        driver.press("down down f2");
        assert_eq!(driver.model.lang, lang.other());
        assert_eq!(driver.stands_at(), "usage.locked-again");
        driver
            .press("pgup pgup")
            .shows(&entry_title("usage.locked-again", lang.other()));
        // on a question the row stays chosen
        driver.press("esc down down");
        let chosen = |driver: &Driver| driver.model.row();
        let before = chosen(&driver);
        driver.press("f2");
        assert_eq!((chosen(&driver), driver.model.lang), (before, lang));
        driver.shows(&question_text("ask.usage-after", lang));
    });
}

#[test]
fn what_was_found_stays_found_in_the_other_language() {
    let mut driver = Driver::start(Lang::En, SMALL);
    driver
        .type_text("SSPR_0029")
        .press("f2")
        .shows(&entry_title("sspr.0029", Lang::Ko));
    let Some(home) = driver.model.top::<Home>() else {
        panic!()
    };
    assert_eq!(home.input.value(), "SSPR_0029");
}

/// A driver in each scope, by the way a person comes there.
fn in_scope(scope: Scope, lang: Lang, size: (u16, u16)) -> Driver {
    let mut driver = match scope {
        Scope::Home | Scope::Import => Driver::start(lang, size),
        Scope::Pasted => {
            let mut driver = Driver::start(lang, size);
            driver.paste("Source: ADSync\nEvent ID: 6329\n").press("f6");
            driver
        }
        Scope::Reader => {
            let mut driver = Driver::start(lang, size);
            driver.type_text("SSPR_0029").press("enter");
            driver
        }
        Scope::Question => {
            let mut driver = Driver::start(lang, size);
            driver.take_tree("usage");
            driver
        }
        Scope::Typing => {
            let mut driver = Driver::start(lang, size);
            driver = driver.at("ask.since");
            driver
        }
        Scope::Log | Scope::LogPath => {
            let driver = Driver::start(lang, size);
            driver.host.put(scenes::LOG, &before_the_fix().bytes());
            driver
        }
        _ => at_locked_again(lang, size),
    };
    match scope {
        Scope::Log => scenes::open_log(&mut driver),
        Scope::LogPath => driver.press("f7"),
        // nothing is chosen beforehand
        Scope::Checks => driver.press("f8 down"),
        Scope::Import => scenes::open_bundle(&mut driver),
        Scope::End => driver.outcome("usage.locked-again", Outcome::Fixed),
        Scope::Form => driver.press("f4"),
        Scope::Bundle => driver.press("f5"),
        Scope::Written => driver.press("f5 E enter"),
        Scope::Ticket => driver.press("f9"),
        Scope::TicketText => driver.press("f9 e"),
        Scope::Cases => driver.press("ctrl-o"),
        Scope::Settings => driver.press("ctrl-t"),
        Scope::Help => driver.press("f1"),
        Scope::Found => driver
            .press("/")
            .type_text(if lang == Lang::En { "the" } else { "다" })
            .press("enter"),
        _ => &mut driver,
    };
    assert_eq!(screens::scope(&driver.model), scope);
    driver
}

/// What a person would notice of a driver.
fn noticed(driver: &mut Driver) -> String {
    let (frame, copied, left) = (driver.frame(), driver.copied.len(), driver.left);
    format!("{frame}\n{copied} {left}")
}

#[test]
fn the_menu_reaches_every_action_by_arrows_and_enter() {
    for scope in Scope::ALL {
        let rows = bindings::of(scope).filter(|b| b.menu).count();
        assert!(rows > 0, "{scope:?}");
        for row in 0..rows {
            let mut driver = in_scope(scope, Lang::En, SMALL);
            let before = noticed(&mut driver);
            driver.press("tab");
            for _ in 0..row {
                driver.press("down");
            }
            let Some(Overlay::List { of, chosen, .. }) = &driver.model.overlay else {
                panic!()
            };
            let items = overlay::items(&driver.model, of, None);
            let item = items[overlay::row(&items, chosen)].clone();
            driver.press("enter");
            if let Some(reason) = item.blocked {
                driver.shows(reason.get(Lang::En));
            } else {
                assert_ne!(noticed(&mut driver), before, "{scope:?}: `{}` does nothing", item.text);
            }
        }
    }
}

#[test]
fn every_place_draws_in_both_languages_and_sizes() {
    everywhere(|lang, size| {
        for scope in Scope::ALL {
            let mut driver = in_scope(scope, lang, size);
            let frame = driver.frame();
            assert_eq!(frame.lines().count(), usize::from(size.1));
            for line in frame.lines() {
                assert!(columns::width(line) <= usize::from(size.0), "{scope:?}: {line}");
            }
            for overlay in ["tab", "f1"] {
                driver.press(overlay).frame();
                // the help itself closes by the key that opened it
                if screens::scope(&driver.model) == Scope::Help || driver.model.overlay.is_some() {
                    driver.press("esc");
                }
                let left = overlay == "f1" && scope == Scope::Help;
                assert!(left || screens::scope(&driver.model) == scope);
            }
        }
    });
}

#[test]
fn a_refused_field_keeps_what_was_typed() {
    everywhere(|lang, size| {
        let mut driver = in_scope(Scope::Form, lang, size);
        driver.edit("support_code").type_text("8f3b-zz").press("enter");
        let Some(Overlay::Type { purpose, input, error }) = &driver.model.overlay else {
            panic!("{}", driver.frame())
        };
        assert_eq!(*purpose, Purpose::Field(FieldId::new("support_code")));
        assert_eq!(input.value(), "8f3b-zz");
        let error = error.clone().expect("a reason");
        driver.shows(&page::plain(&error));
        assert!(!driver.case().typed.contains_key("support_code"));
        driver.press("ctrl-u").type_text(SUPPORT_CODE).press("enter");
        assert!(driver.model.overlay.is_none());
        assert_eq!(driver.saved().typed["support_code"], SUPPORT_CODE);
        // the next row is chosen, so a form is filled by typing and Enter alone
        assert!(driver.model.row() > Some(0));
    });
}

#[test]
fn a_case_goes_on_where_it_was_left() {
    everywhere(|lang, size| {
        let mut driver = at_locked_again(lang, size);
        driver.press("n").type_text("note").press("enter");
        let (before, host) = (driver.case().clone(), driver.host.clone());
        drop(driver);
        let mut driver = Driver::on(&host, lang, size);
        driver.shows(ui::OPEN_CASES.get(lang));
        driver.take_row(|item| matches!(item, Item::Case(line) if line.id == before.id));
        assert_eq!(driver.stands_at(), "usage.locked-again");
        assert_eq!(driver.case().walks, before.walks);
        assert_eq!(driver.case().notes, before.notes);
        driver.press("esc");
        assert_eq!(driver.stands_at(), "ask.usage-after");
    });
}

#[test]
fn a_second_program_is_told_that_the_case_is_open() {
    everywhere(|lang, size| {
        let first = at_locked_again(lang, size);
        let mut second = Driver::on(&first.host, lang, size);
        let id = first.case().id.clone();
        second.take_row(|item| matches!(item, Item::Case(line) if line.id == id));
        assert!(second.model.top::<Home>().is_some());
        let sentence = StoreError::Locked(id.clone()).say(lang);
        assert_eq!(second.model.toast, Some(sentence));
        // its own case is its own business
        second.take_tree("portal").answer("ask.portal-seen", "menu");
        assert_ne!(second.case().id, id);
        drop(first);
        second
            .press("f10")
            .take_row(|item| matches!(item, Item::Case(line) if line.id == id));
        assert_eq!(second.stands_at(), "usage.locked-again");
    });
}

#[test]
fn a_full_or_read_only_disk_is_said_and_the_walk_goes_on() {
    for fault in [
        ErrorKind::StorageFull,
        ErrorKind::ReadOnlyFilesystem,
        ErrorKind::PermissionDenied,
    ] {
        everywhere(|lang, size| {
            let mut driver = Driver::start(lang, size);
            driver.host.break_writes(Some(fault));
            driver.take_tree("usage");
            assert!(driver.model.toast.is_some(), "nothing is said about {fault:?}");
            driver
                .answer("ask.usage-code", "nothing")
                .answer("ask.situation", "call");
            let why = driver.model.unsaved.lines(lang).join("\n");
            assert!(why.contains("case1"), "{why}");
            driver.shows(["NOT SAVED", "저장 안 됨"][usize::from(lang == Lang::Ko)]);
            assert_eq!(driver.stands_at(), "ask.caller-verified");
            driver.press("f5 enter");
            let Some(bundle) = driver.model.top::<Bundle>() else {
                panic!()
            };
            assert!(bundle.error.is_some() && bundle.written.is_none());
            // once there is room again, everything said since is saved
            driver.host.break_writes(None);
            driver.press("enter");
            assert!(driver.host.get("/desk/sspr-case-case1.zip").is_some());
            driver.press("esc").answer("ask.caller-verified", "yes");
            assert!(driver.model.unsaved.is_empty());
            assert_eq!(driver.saved().walks[0].answers.len(), 3);
        });
    }
}

#[test]
fn a_window_too_small_asks_kindly_and_loses_nothing() {
    for lang in Lang::ALL {
        let mut driver = at_locked_again(lang, SMALL);
        for size in [(59, 24), (80, 15), (20, 5)] {
            driver.resize(size);
            driver.press("1 esc enter x");
            if size.0 * size.1 > 200 {
                driver.shows(&ui::TOO_SMALL.with(lang, &[&size.0.to_string(), &size.1.to_string()]));
            }
        }
        driver.resize((60, 16));
        assert_eq!(driver.stands_at(), "usage.locked-again");
        driver.shows(&entry_title("usage.locked-again", lang));
        driver.resize((30, 10));
        driver.press("ctrl-c");
        assert!(driver.left);
    }
}

#[test]
fn a_korean_letter_is_the_shortcut_it_stands_on() {
    let mut driver = at_locked_again(Lang::Ko, SMALL);
    driver.press("ㅜ");
    assert!(matches!(
        &driver.model.overlay,
        Some(Overlay::Type {
            purpose: Purpose::Note,
            ..
        })
    ));
    driver.press("esc ㄴ");
    assert!(matches!(
        &driver.model.overlay,
        Some(Overlay::Type {
            purpose: Purpose::StepCouldNot(0),
            ..
        })
    ));
    driver.press("esc ㅊ");
    assert_eq!(driver.copied.len(), 1);
    let step = catalog().entry("usage.locked-again").expect("an entry").steps[0].clone();
    let said = step.command.unwrap_or_else(|| page::plain(step.action.get(Lang::Ko)));
    let bare = |text: &str| text.split_whitespace().collect::<String>();
    assert!(bare(&driver.copied[0]).contains(&bare(&said)), "{}", driver.copied[0]);
    driver.press("ㅌ");
    let ended = &driver.saved().walks[0].steps["usage.locked-again"];
    assert_eq!(ended[&0], StepEnd::NotNeeded);
    driver.press("ㅕ");
    assert!(driver.saved().walks[0].steps.is_empty(), "`u` takes it back");
}

#[test]
fn the_cursor_stands_behind_hangul() {
    everywhere(|lang, size| {
        let mut driver = Driver::start(lang, size);
        let (column, row) = driver.cursor();
        driver.type_text("비밀번호 reset");
        // four syllables of two columns, six columns of Latin
        assert_eq!(driver.cursor(), (column + 8 + 6, row));
        driver.press("home right");
        assert_eq!(driver.cursor(), (column + 2, row));
        driver.shows("비밀번호 reset");
    });
}

#[test]
fn leaving_asks_once_and_everything_is_saved() {
    everywhere(|lang, size| {
        let mut driver = at_locked_again(lang, size);
        let id = driver.case().id.clone();
        driver.press("f10 esc").shows(ui::LEAVE.get(lang));
        driver.press("2");
        assert!(!driver.left && driver.model.overlay.is_none());
        driver.press("esc enter");
        assert!(driver.left);
        assert_eq!(driver.saved_as(&id).walks[0].start, "usage");
    });
}

#[test]
fn a_case_is_written_without_a_walk() {
    let mut driver = Driver::start(Lang::En, SMALL);
    driver.take_row(|item| *item == Item::EmptyCase);
    assert!(driver.model.top::<Form>().is_some());
    let first = filling::lines(&driver.model)[0].field.id.clone();
    driver.edit(&first).type_text("cannot reset").press("enter");
    let host = driver.host.clone();
    drop(driver);
    let mut driver = Driver::on(&host, Lang::En, SMALL);
    driver.take_row(|item| matches!(item, Item::Case(_)));
    assert!(driver.model.top::<Form>().is_some());
    assert_eq!(driver.case().typed[&first], "cannot reset");
}

#[test]
fn a_second_search_leads_on_within_the_same_case() {
    let mut driver = at_locked_again(Lang::En, SMALL);
    let id = driver.case().id.clone();
    driver.press("f3").type_text("SSPR_0029").press("enter enter");
    assert_eq!(driver.case().id, id);
    // nothing is asked again
    assert_eq!(driver.stands_at(), "sspr.0029");
    // an entry that the walk came to before is looked at where it stood
    driver.outcome("sspr.0029", Outcome::NotIt);
    driver.press("f3").type_text("SSPR_0029").press("enter enter");
    assert_eq!(driver.stands_at(), "sspr.0029");
    let Some(Place::Remedy(remedy)) = &driver.model.place else {
        panic!()
    };
    assert_eq!(remedy.before, Some(Outcome::NotIt));
}

#[test]
fn a_key_that_means_nothing_changes_nothing() {
    let mut driver = at_locked_again(Lang::En, SMALL);
    let before = driver.frame();
    for key in [
        Key::Char('9'),
        Key::Char('y'),
        Key::BackTab,
        Key::F(12),
        Key::Ctrl('y'),
        Key::Delete,
    ] {
        driver.key(key);
        assert_eq!(driver.frame(), before, "{key:?}");
    }
}

#[test]
fn the_search_goes_back_to_where_it_was_opened() {
    everywhere(|lang, size| {
        let mut driver = at_locked_again(lang, size);
        driver.press("f3 esc");
        assert_eq!(driver.stands_at(), "usage.locked-again");
        assert!(driver.model.top::<View>().is_some());
        // the first Esc empties the line, the second goes back
        driver.press("f3").type_text("33008").press("esc");
        assert!(driver.model.top::<Home>().is_some());
        driver.press("esc");
        assert!(driver.model.top::<View>().is_some());
    });
}

#[test]
fn a_click_on_the_key_bar_presses_the_key_that_stands_there() {
    everywhere(|lang, size| {
        let mut driver = Driver::start(lang, size);
        driver.open_usage();
        let click = |driver: &mut Driver, words: &str| {
            let frame = driver.frame();
            let bar = frame.lines().last().unwrap();
            let at = bar.find(words).unwrap_or_else(|| panic!("{words}: {frame}"));
            let column = u16::try_from(columns::width(&bar[..at])).unwrap();
            driver.send(Msg::Click(column, size.1 - 1));
        };
        let (menu, other) = match lang {
            Lang::En => ("menu", "한국어"),
            Lang::Ko => ("메뉴", "English"),
        };
        click(&mut driver, menu);
        assert!(matches!(driver.model.overlay, Some(Overlay::List { .. })));
        // what lies over the screen keeps clicks from it
        let before = driver.frame();
        driver.send(Msg::Click(10, 5));
        assert_eq!(driver.frame(), before);
        driver.press("esc");
        click(&mut driver, other);
        assert_eq!(driver.model.lang, lang.other());
    });
}
