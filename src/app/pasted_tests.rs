//! The line of the first screen, read: what is listed, dropped, confirmed and drawn.

use super::pasted::{Part, Pasted, Use};
use crate::builtin::catalog;
use crate::case::found::From;
use crate::evidence::{self, Clock, Reading};
use crate::text::{Lang, columns};

const EVENT: &str = "Log Name: Application\nSource: PasswordResetService\nDate: 2026-11-21 09:12:33\nEvent ID: 33004\n\
                     Computer: AADC01\nDescription:\nTrackingId: 8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640, Reason: \
                     Synchronization Engine returned an error hr=80230626, UserPrincipalName: kim@contoso.com";

fn read(text: &str) -> Reading {
    let now = "2026-11-28T09:00:00+09:00".parse().unwrap();
    evidence::read(&catalog(), text, Clock { now, zone: None })
}

/// A line in which these words were typed before these texts were pasted.
fn line(words: &str, pastes: &[&str]) -> (Pasted, String) {
    let (catalog, mut pasted, mut line) = (catalog(), Pasted::default(), words.to_owned());
    for paste in pastes {
        let text = paste.replace('\n', " ");
        line = format!("{line} {text}");
        pasted.put(&catalog, text, read(paste));
    }
    pasted.follow(&catalog, &line, read);
    (pasted, line)
}

fn find(pasted: &Pasted, wanted: fn(&Part) -> bool) -> Part {
    let parts = pasted.parts();
    parts
        .iter()
        .find(|part| wanted(part))
        .cloned()
        .unwrap_or_else(|| panic!("not among {parts:?}"))
}

#[test]
fn a_pasted_event_is_listed_part_by_part_and_each_once() {
    let (pasted, _) = line("", &[EVENT, EVENT]);
    let catalog = catalog();
    let told = pasted.parts().iter().map(|part| {
        let row = part.told(&catalog, pasted.use_of(part), Lang::En);
        format!("{}: {}", row.label, row.text)
    });
    let told: Vec<String> = told.collect();
    assert_eq!(told[0], "Event: 33004 ADPermissionsError, PasswordResetService");
    assert!(
        told[1].starts_with("Code: ") && told[1].contains("80230626"),
        "{told:?}"
    );
    for wanted in [
        "Time: 2026-11-21 09:12:33",
        "Tracking ID: 8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640",
        "User: kim@contoso.com",
        "Computer: AADC01",
    ] {
        assert_eq!(
            told.iter().filter(|row| *row == wanted).count(),
            1,
            "{wanted}: {told:?}"
        );
    }
}

#[test]
fn a_code_that_is_typed_is_in_sight_and_is_not_listed_again() {
    assert_eq!(line("SSPR_0029", &[]).0.parts(), []);
    assert_eq!(line("no text message arrives", &[]).0.parts(), []);
    let (pasted, _) = line("kim@contoso.com gets SSPR_0029", &[]);
    find(&pasted, |part| matches!(part, Part::User(_)));
}

#[test]
fn what_was_dropped_is_no_evidence_no_value_and_is_not_looked_up() {
    let (mut pasted, line) = line("", &[EVENT]);
    for part in [
        find(&pasted, |part| matches!(part, Part::Code(_))),
        find(&pasted, |part| matches!(part, Part::User(_))),
        find(&pasted, |part| matches!(part, Part::Time(..))),
    ] {
        pasted.turn(&part);
    }
    let (reading, from) = pasted.readings().remove(0);
    assert_eq!(from, From::Paste);
    let piece = &reading.pieces[0];
    assert_eq!((piece.event, piece.codes.len()), (Some(33004), 0));
    assert_eq!((&piece.user, &piece.when, &reading.user), (&None, &None, &None));
    assert!(reading.times.is_empty() && !piece.quote.contains("kim@"), "{piece:?}");
    let asked = pasted.asked(&line);
    assert!(asked.contains("33004") && !asked.contains("80230626"), "{asked}");
    // with the event goes the whole piece
    let event = find(&pasted, |part| matches!(part, Part::Event(..)));
    pasted.turn(&event);
    assert_eq!(pasted.readings()[0].0.pieces, []);
    pasted.turn(&event);
    assert_eq!(pasted.readings()[0].0.pieces[0].event, Some(33004));
}

#[test]
fn what_the_callers_words_propose_waits_to_be_confirmed_and_a_record_proposes_nothing() {
    let words = "Everyone gets this since Saturday";
    let (mut pasted, _) = line(words, &[&format!("{EVENT}, all users were affected since Monday")]);
    let proposed = |pasted: &Pasted| {
        let parts = pasted.parts().iter().cloned();
        parts
            .filter(|part| matches!(part, Part::Proposed(..)))
            .collect::<Vec<_>>()
    };
    let found = proposed(&pasted);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found.iter().all(|part| pasted.use_of(part) == Use::Proposed));
    assert_eq!(pasted.confirmed(), []);
    pasted.turn(&found[0]);
    let confirmed = pasted.confirmed();
    assert_eq!((&*confirmed[0].0, confirmed[0].1.as_str()), ("affected", "all"));
    pasted.turn(&found[0]);
    assert_eq!(pasted.confirmed(), []);
}

#[test]
fn what_is_typed_over_is_gone_and_several_pastes_add_up() {
    let other = "Source: ADSync\nEvent ID: 6329";
    let (mut pasted, _) = line("", &[EVENT, other]);
    assert_eq!(pasted.lines(), EVENT.lines().count() + 2);
    pasted.follow(&catalog(), &other.replace('\n', " "), read);
    let parts = pasted.parts();
    assert!(
        parts.contains(&Part::Event(Some("ADSync".to_owned()), 6329)),
        "{parts:?}"
    );
    assert_eq!(pasted.lines(), 2);
    pasted.follow(&catalog(), "", read);
    assert_eq!(pasted.parts(), []);
}

#[test]
fn a_long_paste_shows_its_head_and_what_is_typed_beside_it_stays_in_sight() {
    let (pasted, line) = line("모두 안 돼요", &[EVENT]);
    let end = line.chars().count();
    let (shown, cursor) = pasted.drawn(&line, end, 60);
    assert!(shown.starts_with("모두 안 돼요 Log Name: Application"), "{shown}");
    assert!(shown.ends_with(" ...") && columns::width(&shown) <= 60, "{shown}");
    assert_eq!(cursor, shown.chars().count());
    assert_eq!(pasted.drawn(&line, 3, 60).1, 3, "in what was typed");
    assert_eq!(
        pasted.drawn(&line, end - 5, 60).1,
        shown.chars().count(),
        "in what is not shown"
    );
    assert_eq!(pasted.drawn(&line, end, 9_999), (line.clone(), end));
}
