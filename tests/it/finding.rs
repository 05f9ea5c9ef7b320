//! Words found within a text, and the menu narrowed by typing.

use crate::support::{Driver, SMALL};
use sspr::app::bindings::{self, Scope};
use sspr::app::overlay;
use sspr::app::screen::{List, Overlay};
use sspr::app::screens::{self, help::Help};
use sspr::app::{Model, find};
use sspr::text::{Lang, columns};

const ENTRY: &str = "usage.sms-or-call-not-received";

fn reading() -> Driver {
    let mut driver = Driver::start(Lang::En, SMALL);
    driver.type_text("no text message").press("enter");
    driver
}

/// Which place is looked at, counted from 1, and how many there are.
fn at(model: &Model) -> (usize, usize) {
    find::count(model).map_or((0, 0), |(at, all)| (at + 1, all))
}

#[test]
fn words_are_found_as_they_are_typed_and_n_goes_from_place_to_place() {
    let mut driver = reading();
    driver.press("/").type_text("number");
    let (first, all) = at(&driver.model);
    assert!(first == 1 && all > 2, "{first} of {all}");
    driver.press("enter").shows(&format!("1 of {all} found")).press("n");
    driver.shows(&format!("2 of {all} found")).press("N N");
    // round the ends
    driver.shows(&format!("{all} of {all} found"));
    let frame = driver.frame();
    let looked_at = frame.lines().find(|line| line.starts_with("\u{2502}@")).unwrap();
    assert!(looked_at.to_lowercase().contains("number"), "{frame}");
}

#[test]
fn the_place_that_is_looked_at_stays_in_sight_at_another_size() {
    let mut driver = reading();
    driver.press("/").type_text("number").press("enter n n");
    for size in [(60, 16), (120, 40), (200, 60), (80, 24)] {
        driver.resize(size);
        let frame = driver.frame();
        assert!(frame.lines().any(|line| line.contains("\u{2502}@")), "{frame}");
    }
}

#[test]
fn a_korean_input_method_goes_from_place_to_place_too() {
    let mut driver = Driver::start_at(ENTRY, Lang::Ko, SMALL);
    driver.press("/").type_text("번호").press("enter");
    let (_, all) = at(&driver.model);
    assert!(all > 2, "{}", driver.frame());
    // the letters on the keys n and p
    driver.press("ㅜ ㅜ").shows(&format!("찾은 곳 3/{all}"));
    driver.press("ㅔ").shows(&format!("찾은 곳 2/{all}"));
}

#[test]
fn what_is_folded_is_found_too_and_stays_open_afterwards() {
    let mut driver = reading();
    // a word of a section that is folded
    assert!(!driver.frame().contains("learn.microsoft.com"));
    driver.press("/").type_text("learn.microsoft.com");
    let hidden = at(&driver.model).1;
    driver.press("enter").shows("learn.microsoft.com");
    assert!(hidden > 0);
    driver.press("esc").shows("learn.microsoft.com");
    assert_eq!(screens::scope(&driver.model), Scope::Reader);
    // the next Esc goes back as ever
    driver.press("esc");
    assert_eq!(screens::scope(&driver.model), Scope::Home);
}

#[test]
fn whoever_drops_the_line_sees_the_text_as_before() {
    let mut driver = reading();
    driver.press("down down");
    let before = driver.frame();
    driver.press("/").type_text("block").press("esc");
    assert_eq!(driver.frame(), before);
    driver.press("/ enter");
    assert_eq!(driver.frame(), before);
}

#[test]
fn what_a_text_does_not_say_is_told_and_the_line_stays_open() {
    for (lang, said) in [
        (Lang::En, "this text does not say it"),
        (Lang::Ko, "이 글에 없는 말입니다"),
    ] {
        let mut driver = Driver::start_at(ENTRY, lang, SMALL);
        driver
            .press("/")
            .type_text("qwxz")
            .shows(said)
            .press("enter")
            .shows(said);
        driver.press("backspace backspace backspace backspace");
        assert!(!driver.frame().contains(said));
    }
}

#[test]
fn the_help_is_searched_like_any_other_text_and_closes_where_it_was_opened() {
    let mut driver = Driver::start_at(ENTRY, Lang::En, SMALL);
    let before = driver.frame();
    driver.press("f1").press("/").type_text("quit").press("enter");
    assert!(at(&driver.model).1 > 0);
    driver.press("esc f1");
    assert_eq!(driver.frame(), before);
    assert!(driver.model.top::<Help>().is_none());
}

#[test]
fn words_that_are_sought_are_kept_in_no_case() {
    let mut driver = Driver::start_at(ENTRY, Lang::En, SMALL);
    let before = driver.saved();
    driver.press("/").paste("Event ID: 33004").press("enter esc esc");
    assert_eq!(driver.saved().evidence.len(), before.evidence.len());
}

fn rows(driver: &Driver) -> Vec<String> {
    let Some(Overlay::List {
        of: List::Menu, filter, ..
    }) = &driver.model.overlay
    else {
        panic!()
    };
    let items = overlay::narrowed(overlay::items(&driver.model, &List::Menu, None), filter);
    items.into_iter().map(|item| item.text).collect()
}

#[test]
fn typing_narrows_the_menu_and_enter_takes_what_is_left() {
    let mut driver = Driver::start_at(ENTRY, Lang::En, SMALL);
    driver.press("tab");
    let all = rows(&driver);
    driver.type_text("ticket t");
    assert_eq!(rows(&driver), ["ticket text"]);
    // Esc shows all again, then closes
    driver.press("esc");
    assert_eq!(rows(&driver), all);
    driver.type_text("ticket t").press("enter");
    assert_eq!(screens::scope(&driver.model), Scope::Ticket);
}

#[test]
fn the_menu_is_narrowed_in_korean_and_by_keys_of_the_wrong_input_method() {
    let mut driver = Driver::start_at(ENTRY, Lang::Ko, SMALL);
    driver.press("tab").type_text("티켓");
    assert!(rows(&driver).contains(&"티켓 문구".to_owned()), "{:?}", rows(&driver));
    let mut driver = Driver::start_at(ENTRY, Lang::En, SMALL);
    // the letters on the keys t, i, c, k, e, t
    driver.press("tab").type_text("ㅅㅑㅊㅏㄷㅅ");
    assert!(rows(&driver).contains(&"ticket text".to_owned()), "{:?}", rows(&driver));
}

#[test]
fn what_the_menu_refuses_says_why_in_full_before_and_after_it_is_taken() {
    for lang in Lang::ALL {
        let mut driver = Driver::start_at(ENTRY, lang, (60, 16));
        driver.press("tab");
        let items = overlay::items(&driver.model, &List::Menu, None);
        let mut refused = 0;
        for item in &items {
            if let Some(why) = item.blocked {
                refused += 1;
                driver.shows(why.get(lang)).press("enter").shows(why.get(lang));
            }
            driver.press("down");
        }
        assert!(refused > 1, "{}", driver.frame());
    }
}

#[test]
fn every_reason_of_the_menu_fits_its_border() {
    for lang in Lang::ALL {
        let driver = Driver::start(lang, SMALL);
        for scope in Scope::ALL {
            for binding in bindings::of(scope).filter(|binding| binding.menu) {
                if let Some(why) = driver.model.lacks(binding.needs, None) {
                    let why = why.get(lang);
                    assert!(columns::width(why) <= 52, "{why}");
                }
            }
        }
    }
}

#[test]
fn what_nothing_in_the_menu_is_called_is_said() {
    let mut driver = Driver::start_at(ENTRY, Lang::En, SMALL);
    driver
        .press("tab")
        .type_text("qwxz")
        .shows("Nothing here is called that")
        .press("enter");
    assert!(driver.model.overlay.is_some());
}
