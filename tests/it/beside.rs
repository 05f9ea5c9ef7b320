//! Work beside the screen, what wakes the program, and what the first screen keeps while it changes.

use crate::support::{Driver, FakeHost, NOON, SMALL, catalog, everywhere};
use sspr::app::bundling::Bundle;
use sspr::app::message::{Kind, Msg};
use sspr::app::screen::{self, Overlay};
use sspr::app::screens::cases;
use sspr::app::screens::home::{self, Home, Item};
use sspr::app::{jobs, overlay, waits};
use sspr::bundle::{Plan, Profile};
use sspr::knowledge::page;
use sspr::text::{Lang, ui};
use sspr::walk::Outcome;
use std::path::PathBuf;

const BUNDLE: &str = "/desk/sspr-case-case1.zip";
const LOG: &str = "/logs/Application.evtx";

/// A driver in the form of a case, in a world with a log of some size.
fn with_log(lang: Lang, size: (u16, u16), bytes: u64) -> Driver {
    let host = FakeHost::at(NOON);
    host.put_sparse(LOG, bytes);
    let mut driver = Driver::on(&host, lang, size);
    driver.take_tree("usage").press("f4");
    driver
}

fn name_log(driver: &mut Driver) {
    driver.edit("log_paths").type_text(LOG).press("enter");
}

fn percent(driver: &Driver, kind: Kind) -> Option<u64> {
    let job = driver.model.jobs.get(&kind)?;
    (job.done * 100).checked_div(job.total)
}

#[test]
fn progress_is_painted_while_a_bundle_is_written() {
    everywhere(|lang, size| {
        let mut driver = with_log(lang, size, 4 << 20);
        name_log(&mut driver);
        // logs are copied only for those inside
        driver.press("f5 ctrl-p");
        driver.held = true;
        driver.press("enter");
        let mut seen = Vec::new();
        while driver.model.jobs.contains_key(&Kind::Write) {
            if let Some(percent) = percent(&driver, Kind::Write).filter(|p| *p > 0) {
                driver.shows(&ui::WRITING.with(lang, &[&percent.to_string()]));
                seen.push(percent);
            }
            // the screen is alive meanwhile
            driver.press("f1").shows(ui::HELP.get(lang)).press("esc");
            driver.report();
        }
        assert!(seen.len() > 20 && seen.is_sorted(), "{seen:?}");
        driver.shows(BUNDLE);
        assert!(driver.host.get(BUNDLE).is_some());
    });
}

#[test]
fn esc_cancels_a_bundle_and_leaves_nothing_behind() {
    everywhere(|lang, size| {
        let mut driver = with_log(lang, size, 4 << 20);
        name_log(&mut driver);
        // logs are copied only for those inside
        driver.press("f5 ctrl-p");
        let files = driver.host.paths();
        driver.held = true;
        driver.press("enter").report();
        driver.press("esc").shows(ui::STOPPING.get(lang));
        driver.release().shows(ui::NOT_WRITTEN.get(lang));
        assert_eq!(driver.host.paths(), files);
        assert_eq!(driver.host.get(BUNDLE), None);
        // it can be written again from where one stands
        driver.press("enter").shows(BUNDLE);
        assert!(driver.host.get(BUNDLE).is_some());
    });
}

#[test]
fn a_bundle_hides_people_and_leaves_logs_out_until_somebody_says_that_it_stays_inside() {
    everywhere(|lang, size| {
        let mut driver = with_log(lang, size, 1 << 10);
        name_log(&mut driver);
        driver
            .edit("user_id")
            .type_text("kim.minji@contoso.com")
            .press("enter f5");
        let plan = |driver: &Driver| {
            driver
                .model
                .top::<Bundle>()
                .and_then(|bundle| bundle.plan.clone())
                .expect("a plan")
        };
        let copies = |plan: &Plan| plan.files.iter().any(|file| file.source().is_some());
        let whom = |profile: Profile| format!("< {} >", profile.name().get(lang));
        driver.shows(&whom(Profile::Public));
        let public = plan(&driver);
        assert_eq!(public.order.profile, Profile::Public);
        assert!(!copies(&public) && !public.left_out.is_empty());
        driver.press("ctrl-p").shows(&whom(Profile::Inside));
        assert!(copies(&plan(&driver)));
        driver.press("ctrl-p").shows(&whom(Profile::Vendor));
        assert!(!copies(&plan(&driver)));
        // what is written is what was shown; afterwards nothing is planned anew
        driver.press("enter").shows(BUNDLE);
        let written = plan(&driver);
        driver.press("ctrl-p");
        assert_eq!(plan(&driver), written);
    });
}

#[test]
fn a_request_that_waits_makes_way_for_a_newer_one_and_late_answers_change_nothing() {
    let mut driver = with_log(Lang::En, SMALL, 1 << 20);
    driver.held = true;
    // the first plan is not taken from the worker, the second waits, the third takes its place
    for _ in 0..3 {
        driver.press("f5");
        let Some(bundle) = driver.model.top::<Bundle>() else {
            panic!("{}", driver.frame())
        };
        assert!(bundle.plan.is_none());
        driver.press("esc");
        assert!(driver.model.jobs.is_empty());
    }
    driver.press("f5");
    let wanted = driver.model.jobs[&Kind::Plan].ticket;
    let mut reports = 0;
    while driver.model.jobs.contains_key(&Kind::Plan) {
        driver.report();
        reports += 1;
    }
    assert_eq!(reports, 2, "the first and the last were planned, none between");
    let Some(bundle) = driver.model.top::<Bundle>() else {
        panic!()
    };
    assert!(bundle.plan.is_some());
    // once more under a ticket that has lost
    let before = driver.frame();
    let ticket = sspr::app::message::Ticket(wanted.0 - 1);
    let news = sspr::app::message::News::Failed("too late".to_owned());
    driver.send(Msg::Work { ticket, news });
    assert_eq!(driver.frame(), before);
}

#[test]
fn logs_named_in_the_form_are_hashed_beside_the_screen() {
    everywhere(|lang, size| {
        let mut driver = with_log(lang, size, 2 << 20);
        driver.host.put("/logs/small.log", b"abc");
        driver.held = true;
        driver
            .edit("log_paths")
            .type_text(&format!("/logs/small.log; {LOG}"))
            .press("enter");
        driver.press("down up").report().report();
        let said = jobs::shown(&driver.model).expect("it goes on").0;
        driver.shows(&said);
        // what was read until then stays
        driver.press("esc").shows(ui::STOPPED.get(lang));
        driver.release();
        let attached = driver.saved().attached;
        assert_eq!(attached.keys().collect::<Vec<_>>(), ["/logs/small.log"]);
        assert_eq!(
            attached["/logs/small.log"].sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        // the rest is read when the case is opened again
        driver.press("f10").take_row(|item| matches!(item, Item::Case(_)));
        assert_eq!(driver.saved().attached[LOG].size, 2 << 20);
        // and a change since then is named with the bundle
        driver.host.put("/logs/small.log", b"abcd");
        driver.press("f5 ctrl-p enter");
        let Some(bundle) = driver.model.top::<Bundle>() else {
            panic!()
        };
        let said = bundle.error.clone().expect("what changed");
        assert_eq!(said, ui::CHANGED_SINCE.with(lang, &["/logs/small.log"]));
    });
}

#[test]
fn what_is_read_for_a_case_that_was_left_reaches_no_other() {
    let mut driver = with_log(Lang::En, SMALL, 4 << 20);
    driver.held = true;
    name_log(&mut driver);
    driver.press("f10").take_tree("portal");
    assert_ne!(driver.case().id.as_str(), "case1");
    driver.release();
    assert!(driver.case().attached.is_empty(), "{:?}", driver.case().attached);
    assert!(driver.saved().attached.is_empty());
}

#[test]
fn another_field_neither_begins_the_reading_of_files_anew_nor_wakes_it() {
    let mut driver = with_log(Lang::En, SMALL, 2 << 20);
    driver.held = true;
    driver.edit("log_paths").type_text(LOG).press("enter");
    let ticket = driver.model.jobs[&Kind::Attach].ticket;
    driver.edit("ticket").type_text("T-1").press("enter");
    assert_eq!(driver.model.jobs[&Kind::Attach].ticket, ticket);
    driver.press("esc").shows(ui::STOPPED.get(Lang::En));
    driver.edit("tenant").type_text("contoso").press("enter");
    assert!(driver.model.jobs.is_empty());
    // the field of the files itself does
    driver.edit("log_paths").press("enter");
    assert_ne!(driver.model.jobs[&Kind::Attach].ticket, ticket);
    driver.release();
    assert_eq!(driver.saved().attached[LOG].size, 2 << 20);
}

#[test]
fn leaving_while_a_bundle_is_written_leaves_nothing_behind() {
    let mut driver = with_log(Lang::En, SMALL, 4 << 20);
    name_log(&mut driver);
    driver.press("f5 ctrl-p");
    driver.held = true;
    driver.press("enter").report().press("ctrl-c");
    assert!(driver.left);
    let host = driver.host.clone();
    drop(driver);
    assert_eq!(host.get(BUNDLE), None);
}

#[test]
fn a_result_changes_its_own_part_and_nothing_that_moved_on_meanwhile() {
    let mut driver = with_log(Lang::En, SMALL, 2 << 20);
    driver.held = true;
    name_log(&mut driver);
    driver.report();
    driver.edit("ticket").type_text("0042").press("enter");
    driver.release();
    let saved = driver.saved();
    assert_eq!(saved.typed["ticket"], "0042");
    assert_eq!(saved.attached[LOG].size, 2 << 20);
}

#[test]
fn copying_says_which_program_took_it() {
    let copy = |host: &FakeHost, lang| {
        let mut driver = Driver::on(host, lang, SMALL);
        driver.type_text("SSPR_0029").press("enter").press("c");
        (driver.model.toast.clone().expect("a word"), driver.copied.clone())
    };
    for lang in Lang::ALL {
        let host = FakeHost::at(NOON)
            .with("WAYLAND_DISPLAY", "wayland-0")
            .with("TMUX", "/tmp/tmux,1,0");
        // no program is there: the terminal gets it and confirms nothing
        let (said, sent) = copy(&host, lang);
        assert_eq!(said, ui::SENT.get(lang));
        assert_eq!(sent.len(), 1);
        host.put_program("tmux");
        let (said, sent) = copy(&host, lang);
        assert_eq!((said, sent.len()), (ui::COPIED_BY.with(lang, &["tmux"]), 0));
        host.put_program("wl-copy");
        let (said, _) = copy(&host, lang);
        assert_eq!(said, ui::COPIED_BY.with(lang, &["wl-copy"]));
        // the cursor stands on the words for the caller
        let words = catalog().entry("sspr.0029").expect("an entry").tell.expect("words");
        let text = String::from_utf8(host.fed("wl-copy")).expect("text");
        assert_eq!(text, page::plain(words.get(lang)));
        // Windows takes its own letters
        let host = FakeHost::at(NOON).with("WSL_DISTRO_NAME", "Ubuntu");
        host.put_program("clip.exe");
        copy(&host, lang);
        let wide: Vec<u16> = host
            .fed("clip.exe")
            .chunks_exact(2)
            .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
            .collect();
        assert!(
            String::from_utf16(&wide)
                .expect("text")
                .contains(&page::plain(words.get(lang)))
        );
    }
}

/// Leaves a case behind that waits for an hour from now.
fn leave_waiting(host: &FakeHost) {
    let mut driver = Driver::on(host, Lang::En, SMALL).at("usage.email-address-error");
    driver
        .outcome("usage.email-address-error", Outcome::Waiting)
        .press("enter f10");
}

#[test]
fn a_wait_that_ends_on_the_first_screen_is_told_at_once_for_every_case_listed() {
    let host = FakeHost::at(NOON);
    leave_waiting(&host);
    host.set_now("2026-11-21T03:10:00Z");
    leave_waiting(&host);
    for lang in Lang::ALL {
        host.set_now("2026-11-21T03:30:00Z");
        let mut driver = Driver::on(&host, lang, SMALL);
        let title = page::plain(catalog().title("usage.email-address-error").expect("a title").get(lang));
        for end in ["2026-11-21T04:00:00Z", "2026-11-21T04:10:00Z"] {
            let next = waits::next(&driver.model).expect("a wait");
            assert_eq!(next, end.parse().expect("a time"), "the program sleeps until then");
            host.set_now(end);
            driver.idle();
            assert_eq!(driver.model.toast, Some(ui::WAIT_OVER.with(lang, &[&title])));
            driver.shows(ui::WAIT_IS_OVER.get(lang));
            // it stays until a key, though the key came at the same moment, and is said once
            driver.press("down").press("down");
            assert_eq!(driver.model.toast, None);
            driver.idle();
            assert_eq!(driver.model.toast, None);
        }
        assert_eq!(waits::next(&driver.model), None, "nothing wakes an idle program");
    }
}

#[test]
fn the_row_chosen_on_the_first_screen_is_a_thing_and_not_a_place() {
    everywhere(|lang, size| {
        let mut driver = Driver::start(lang, size);
        driver.take_tree("reporting").answer("ask.reporting-seen", "reason");
        // back at the first screen the case stands above; what was chosen is chosen
        while driver.model.top::<Home>().is_none() {
            driver.press("esc");
        }
        let items = home::items(&driver.model);
        assert!(matches!(items[0], Item::Case(_)));
        assert_eq!(
            items[driver.model.row().expect("a row")],
            Item::Tree("reporting".to_owned())
        );
        driver.press("enter");
        assert_eq!(driver.case().journal().expect("a walk").start, "reporting");
        // so it is with what was found, in the other language too
        driver.press("f10").type_text("SSPR_0029 33008").press("down");
        let chosen = |driver: &Driver| match home::items(&driver.model)[driver.model.row().expect("a row")].clone() {
            Item::Entry(_, id) => id.to_string(),
            other => format!("{other:?}"),
        };
        let before = chosen(&driver);
        driver.press("f2");
        assert_eq!(chosen(&driver), before);
    });
}

#[test]
fn every_open_case_is_reached_by_its_row_or_by_its_name() {
    everywhere(|lang, size| {
        let host = FakeHost::at(NOON);
        for minute in 0..8 {
            host.set_now(&format!("2026-11-21T03:0{minute}:00Z"));
            let mut driver = Driver::on(&host, lang, size);
            driver.take_tree("usage").answer("ask.usage-code", "sspr").press("f10");
        }
        let mut driver = Driver::on(&host, lang, size);
        let all = ui::ALL_CASES.with(lang, &["8"]);
        driver.shows(&all).take_row(|item| matches!(item, Item::AllCases(8)));
        assert_eq!(cases::items(&driver.model).len(), 8);
        let oldest = host.paths().iter().find(|p| p.ends_with("case1.json")).cloned();
        assert_eq!(oldest, Some(PathBuf::from("/home/data/cases/case1.json")));
        let at = cases::items(&driver.model)
            .iter()
            .position(|case| case.id.as_str() == "case1");
        for _ in 0..at.expect("it is listed") {
            driver.press("down");
        }
        driver.press("enter");
        assert_eq!(driver.case().id.as_str(), "case1");
        // typed or pasted, in any case
        for way in 0..2 {
            let mut driver = Driver::on(&host, lang, size);
            match way {
                0 => driver.type_text("CASE3"),
                _ => driver.paste("case3\r\n"),
            };
            driver.press("enter");
            assert_eq!(driver.case().id.as_str(), "case3");
        }
    });
}

#[test]
fn what_is_chosen_stays_chosen_when_the_language_or_what_is_known_changes() {
    everywhere(|lang, size| {
        let thing = |driver: &Driver| {
            let things = (driver.model.deeds().rows)(&driver.model);
            things[driver.model.row().expect("a row")].clone()
        };
        // a row of the form
        let mut driver = Driver::start(lang, size);
        driver.take_tree("usage").press("f4 down down down");
        let before = thing(&driver);
        driver.press("f2");
        assert_eq!(thing(&driver), before);
        // a choice of a question, and the outcome of a remedy
        driver.press("esc").answer("ask.usage-code", "nothing").press("down");
        let before = thing(&driver);
        driver.press("f2");
        assert_eq!(thing(&driver), before);
        // the first result, though nobody moved to it
        driver.press("f10").type_text("password does not meet");
        let before = thing(&driver);
        driver.press("f2");
        assert_eq!(thing(&driver), before);
    });
}

#[test]
fn a_choice_stays_chosen_when_others_go_from_above_it() {
    let chosen = screen::Chosen::at(&["a", "b", "c"].map(str::to_owned), 2);
    assert_eq!(chosen.row(&["b", "c"].map(str::to_owned)), Some(1));
    assert_eq!(chosen.row(&["new", "a", "b", "c"].map(str::to_owned)), Some(3));
    // where it is gone, the one in its place
    assert_eq!(chosen.row(&["a", "b"].map(str::to_owned)), Some(1));
}

#[test]
fn the_menu_shows_what_holds_now_and_keeps_its_row() {
    let mut driver = with_log(Lang::En, SMALL, 4 << 20);
    driver.press("esc tab down down");
    let row = |driver: &Driver| {
        let Some(Overlay::List { of, chosen, .. }) = &driver.model.overlay else {
            panic!("the menu is closed")
        };
        let items = overlay::items(&driver.model, of, None);
        (items[overlay::row(&items, chosen)].text.clone(), items.len())
    };
    let (text, count) = row(&driver);
    // as it would be on a screen where more can be done
    let mut model = std::mem::replace(&mut driver, Driver::start_at("usage.locked-again", Lang::En, SMALL)).model;
    std::mem::swap(&mut driver.model.overlay, &mut model.overlay);
    let (moved, more) = row(&driver);
    assert!(more > count, "{more} and {count}");
    assert_eq!(moved, text);
}
