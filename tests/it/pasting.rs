//! What is pasted, by keys and by lines: listed before it is used, dropped and taken back, overruled, and never kept against a
//! person's word.

use crate::support::cli::sspr;
use crate::support::{Driver, LARGE, SMALL, everywhere};
use sspr::app::bindings::Scope;
use sspr::app::message::{MOST_PASTED, Msg};
use sspr::app::pasted::{Part, Use};
use sspr::app::screens::home::{self, Home, Item};
use sspr::app::{filling, pieces, screens};
use sspr::case::field::Open;
use sspr::case::found::From;

use sspr::text::Lang;
use sspr::walk::{Because, Outcome};

/// What a caller says, and the event beside it; a day without a zone.
fn words(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Everyone gets this since Saturday ",
        Lang::Ko => "지난주 금요일부터 전사적으로 안 됩니다 ",
    }
}

const EVENT: &str = "Log Name: Application\r\nSource: PasswordResetService\r\nDate: 2026-11-20 09:15:30\r\nEvent ID: 33004\r\n\
                     Level: Error\r\nComputer: AADC01\r\nDescription:\r\nTrackingId: 6f9d1c52-6f1d-4c7e-9a55-0d2b7e6f4a10, \
                     Reason: Synchronization Engine returned an error hr=80230626, message=The management agent was denied \
                     access., Context: cloudAnchor: User_6f9d1c52, UserPrincipalName: kim@contoso.com\r\n";

/// Goes to a row of the list of what was pasted and turns it.
#[track_caller]
fn turn(driver: &mut Driver, wanted: impl Fn(&Part) -> bool) {
    assert_eq!(screens::scope(&driver.model), Scope::Pasted);
    let parts = home::parts(&driver.model);
    let at = parts.iter().position(wanted);
    let at = at.unwrap_or_else(|| panic!("not among {parts:?}"));
    let from = driver.model.row().expect("a row");
    for _ in at..from {
        driver.press("up");
    }
    for _ in from..at {
        driver.press("down");
    }
    driver.press("space");
}

fn start_at_event(driver: &mut Driver) {
    driver
        .take_row(|item| matches!(item, Item::Entry(_, id) if id == "event.33004"))
        .press("enter");
    assert_eq!(driver.stands_at(), "event.33004");
}

#[test]
fn what_was_pasted_is_listed_before_it_is_used_and_what_is_dropped_is_not() {
    everywhere(|lang, size| {
        let mut driver = Driver::start(lang, size);
        driver.type_text(words(lang)).paste(EVENT);
        // the head of the paste, not its tail
        driver
            .shows("Log Name")
            .shows("33004 ADPermissionsError, PasswordResetService");
        driver.press("f6");
        turn(&mut driver, |part| matches!(part, Part::User(_)));
        turn(&mut driver, |part| matches!(part, Part::Code(_)));
        turn(
            &mut driver,
            |part| matches!(part, Part::Proposed(field, ..) if field == "affected"),
        );
        driver.press("f6");
        assert_eq!(screens::scope(&driver.model), Scope::Home);
        start_at_event(&mut driver);
        let case = driver.saved();
        let event = case
            .evidence
            .iter()
            .find(|piece| piece.event == Some(33004))
            .expect("the event");
        assert_eq!((event.from, event.computer.as_deref()), (From::Paste, Some("AADC01")));
        assert_eq!((&event.user, event.codes.len()), (&None, 0), "dropped");
        assert!(
            !event.quote.as_deref().unwrap_or_default().contains("kim@"),
            "{event:?}"
        );
        assert!(!case.typed.contains_key("user_id"));
        assert_eq!(case.typed["affected"], "all", "confirmed");
        assert!(!case.typed.contains_key("since"), "only proposed");
        assert_eq!(case.typed["description"], words(lang).trim());
        assert!(matches!(&case.open["timestamp"], Open::Part { text, .. } if text == "2026-11-20 09:15:30"));
        // who is affected was said, so it is not asked, and what is for one user is passed
        driver.outcome("event.33004", Outcome::NotFixed);
        assert_eq!(driver.stands_at(), "writeback.permissions");
    });
}

#[test]
fn nothing_of_the_list_happens_by_itself_and_a_row_is_taken_back() {
    let mut driver = Driver::start(Lang::En, SMALL);
    driver.type_text(words(Lang::En)).paste(EVENT).press("f6");
    let parts = home::parts(&driver.model);
    let used = |driver: &Driver, part: &Part| driver.model.top::<Home>().expect("home").pasted.use_of(part);
    for part in &parts {
        let waits = matches!(part, Part::Proposed(..));
        let wanted = if waits { Use::Proposed } else { Use::Used };
        assert_eq!(used(&driver, part), wanted, "{part:?}");
    }
    let event = |part: &Part| matches!(part, Part::Event(..));
    let part = parts.iter().find(|part| event(part)).expect("the event");
    turn(&mut driver, event);
    assert_eq!(used(&driver, part), Use::Dropped);
    driver.shows("dropped");
    turn(&mut driver, event);
    assert_eq!(used(&driver, part), Use::Used);
    // Esc leaves the list, then empties the line
    driver.press("esc").shows("Log Name");
    driver.press("esc");
    assert_eq!(home::parts(&driver.model), []);
    start_at_nothing(&mut driver);
    assert_eq!(driver.case().evidence, []);
}

fn start_at_nothing(driver: &mut Driver) {
    driver.take_tree("usage");
}

#[test]
fn a_click_reaches_the_list_in_which_it_is() {
    let mut driver = Driver::start(Lang::En, (120, 40));
    driver.paste(EVENT);
    let frame = driver.frame();
    let row = |text: &str| frame.lines().position(|line| line.contains(text)).expect("a row");
    let at = u16::try_from(row("Computer")).expect("a row of the screen");
    driver.send(Msg::Click(10, at));
    assert_eq!(screens::scope(&driver.model), Scope::Pasted);
    let parts = home::parts(&driver.model);
    assert!(matches!(parts[driver.model.row().expect("a row")], Part::Computer(_)));
    driver.send(Msg::Click(10, at));
    driver.shows("[ ] Computer");
    let first = u16::try_from(row("Found") + 2).expect("a row of the screen");
    driver.send(Msg::Click(10, first));
    assert_eq!(
        (screens::scope(&driver.model), driver.model.row()),
        (Scope::Home, Some(1))
    );
}

#[test]
fn a_paste_in_a_note_is_evidence_of_the_case_and_is_taken_back() {
    everywhere(|lang, size| {
        let mut driver = Driver::start_at("sspr.0029", lang, size);
        driver.press("ctrl-n").paste(EVENT).press("esc");
        assert_eq!(driver.case().evidence, [], "Esc leaves everything as it was");
        driver.press("ctrl-n").paste(EVENT).press("enter").shows("33004");
        let case = driver.saved();
        assert_eq!(case.notes.len(), 1);
        assert_eq!((case.evidence[0].event, case.evidence[0].line), (Some(33004), Some(1)));
        assert_eq!(case.typed["user_id"], "kim@contoso.com");
        assert!(!case.typed.contains_key("description"), "the words are the note");
        assert!(!case.notes[0].text.contains("User_6f9d1c52"));
        // what it makes likely comes when the way is used up
        let likely = &case.journal().expect("a walk").likely;
        assert!(likely.iter().any(|id| id == "event.33004"), "{likely:?}");
        driver.press("u");
        assert_eq!((driver.saved().evidence.len(), driver.saved().notes.len()), (0, 1));
        assert!(!driver.case().typed.contains_key("user_id"));
        driver.press("ctrl-r");
        assert_eq!(driver.saved().evidence.len(), 1);
    });
}

#[test]
fn what_a_paste_in_the_walk_makes_likely_comes_before_support() {
    let mut driver = Driver::start_at("usage.locked-again", Lang::En, SMALL);
    driver
        .press("n")
        .paste("EventID 33008 PasswordResetService")
        .press("enter");
    let mut way = Vec::new();
    for _ in 0..80 {
        let id = driver.stands_at();
        way.push(id.clone());
        if id == "event.33008" {
            assert_eq!(driver.model.trace.as_ref().expect("a walk").because, Because::Likely);
            return;
        }
        assert_ne!(id, "support-case", "{way:?}");
        match driver.model.shown() {
            Some(page) if page.offers(Outcome::NotFixed) => driver.outcome(&id, Outcome::NotFixed),
            Some(_) => driver.outcome(&id, Outcome::Read),
            None => driver.press("1"),
        };
    }
    panic!("what is likely does not come: {way:?}");
}

#[test]
fn a_paste_in_the_form_is_evidence_besides_its_value() {
    everywhere(|lang, size| {
        let mut driver = Driver::start_at("sspr.0029", lang, size);
        driver.press("f4").edit("description").paste(EVENT).press("enter");
        let case = driver.saved();
        assert!(case.typed["description"].contains("33004"));
        assert_eq!(case.evidence[0].event, Some(33004));
        assert_eq!(case.typed["user_id"], "kim@contoso.com");
        // a value that somebody gave stays
        driver
            .edit("user_id")
            .press("ctrl-u")
            .type_text("lee@contoso.com")
            .press("enter");
        driver
            .edit("since")
            .paste("User: park@contoso.com\r\nEvent ID: 6329\r\nSource: ADSync")
            .press("enter");
        assert_eq!(driver.saved().typed["user_id"], "lee@contoso.com");
        assert_eq!(driver.saved().evidence.len(), 2);
        // a row of the case says where it came from; one key drops it, one takes it back
        let rows = filling::lines(&driver.model).len();
        driver.press("home");
        for _ in 0..rows {
            driver.press("down");
        }
        driver.shows(&pieces::origin(&driver.case().evidence[0].clone(), lang));
        driver.press("delete");
        assert_eq!(driver.saved().evidence.len(), 1);
        assert_eq!(driver.saved().evidence[0].event, Some(6329));
        driver.press("u");
        assert_eq!(driver.saved().evidence.len(), 2);
    });
}

#[test]
fn what_the_paste_answered_is_overruled_by_a_key_and_taken_back() {
    everywhere(|lang, size| {
        let mut driver = Driver::start(lang, size);
        driver.paste(EVENT);
        // the event says which synchronization it is: that question is passed
        let mut driver = driver.at("ask.sync-kind");
        let proven = |driver: &Driver| {
            let trace = driver.model.trace.as_ref().expect("a walk");
            trace.stops.iter().filter(|stop| stop.proven).count()
        };
        assert_eq!(proven(&driver), 1, "{}", driver.frame());
        let before = driver.stands_at();
        driver.press("o");
        assert_eq!(driver.stands_at(), "ask.sync-kind");
        driver.answer("ask.sync-kind", "cloud-sync");
        assert_eq!(proven(&driver), 0);
        assert_ne!(driver.stands_at(), before);
        assert_eq!(driver.case().evidence[0].event, Some(33004), "the evidence stays");
        driver.press("u");
        assert_eq!((proven(&driver), driver.stands_at()), (1, before));
    });
}

/// A place where one types, and the way there.
type Place = (&'static str, fn() -> Driver);

/// Where one can type, and the keys that lead there.
const INPUTS: &[Place] = &[
    ("first screen", || Driver::start(Lang::En, LARGE)),
    ("what narrows the cases", || {
        let mut driver = Driver::start_at("usage", Lang::En, LARGE);
        driver.press("ctrl-o");
        driver
    }),
    ("search in a walk", || {
        let mut driver = Driver::start_at("usage", Lang::En, LARGE);
        driver.press("f3");
        driver
    }),
    ("note", || {
        let mut driver = Driver::start_at("usage", Lang::En, LARGE);
        driver.press("ctrl-n");
        driver
    }),
    ("field of a line", || {
        let mut driver = Driver::start_at("usage", Lang::En, LARGE);
        driver.press("f4").edit("ticket");
        driver
    }),
    ("field of several lines", || {
        let mut driver = Driver::start_at("usage", Lang::En, LARGE);
        driver.press("f4").edit("description");
        driver
    }),
    ("what narrows the menu", || {
        let mut driver = Driver::start_at("usage", Lang::En, LARGE);
        driver.press("tab");
        driver
    }),
    ("what is looked for in a text", || {
        let mut driver = Driver::start_at("usage.locked-again", Lang::En, LARGE);
        driver.press("/");
        driver
    }),
    ("path of the bundle", || {
        let mut driver = Driver::start_at("usage", Lang::En, LARGE);
        driver.press("f5 f");
        driver
    }),
];

#[test]
fn wherever_one_can_paste_too_much_is_cut_and_said_and_one_types_on() {
    for (place, there) in INPUTS {
        let mut driver = there();
        driver.paste(&"xyz".repeat(MOST_PASTED));
        let frame = driver.frame();
        assert!(frame.contains("more than 64 KB was pasted"), "{place}:\n{frame}");
        assert!(frame.contains("xyz"), "{place}: nothing was taken\n{frame}");
        for key in ["a", "backspace", "home", "b", "end"] {
            driver.press(key);
        }
        // what fits is taken without a word
        let mut driver = there();
        driver.paste("block");
        let frame = driver.frame();
        assert!(frame.contains("block") && !frame.contains("64 KB"), "{place}:\n{frame}");
    }
}

#[test]
fn in_plain_lines_too_much_is_cut_wherever_it_is_pasted_and_that_is_said() {
    let line = "xyz ".repeat(MOST_PASTED / 4 + 1);
    let lines = "xyz\n".repeat(MOST_PASTED / 4 + 1);
    for (place, input) in [
        ("first prompt", format!("{line}\n")),
        ("paste", format!("paste\n{lines}.\n")),
        ("note on a line", format!("1\nnote {line}\n")),
        ("note of lines", format!("1\nnote\n{lines}.\n")),
    ] {
        let told = sspr("--plain --lang en").input(format!("{input}quit\n")).exits(0);
        let cut = told.out.matches("more than 64 KB was pasted").count();
        assert_eq!(cut, 1, "{place}: {}", told.out.chars().take(3_000).collect::<String>());
    }
}
