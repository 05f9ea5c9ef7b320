//! Events as administrators paste them, in the shapes that occur: what comes first is the answer, and hash synchronization is never
//! named as the cause.

use sspr::scan::{Reading, Scanned};
use sspr::text::Lang;

/// Texts with a line in front that begins with four signs: a name, and the entries that may come first.
const TEXTS: &str = include_str!("../fixtures/pasted/events.txt");

fn read(text: &str) -> Scanned {
    let catalog = sspr::builtin::catalog();
    let now = "2026-11-21T09:00:00Z".parse().unwrap();
    let mut reading = Reading::of(&catalog, None, None, now, Lang::En);
    reading.stream("-", &mut text.as_bytes(), &mut |_| true).unwrap();
    reading.finish()
}

#[test]
fn what_comes_first_is_the_answer_in_every_shape_that_people_paste() {
    let texts: Vec<(&str, &str)> = TEXTS
        .split("==== ")
        .skip(1)
        .filter_map(|part| part.split_once('\n'))
        .collect();
    assert!(texts.len() > 50);
    for (head, text) in texts {
        let (name, wanted) = head.split_once(": ").unwrap();
        let found = read(text).report.findings;
        let first = found.first().map(|finding| finding.entry.as_str());
        assert!(
            first.is_some_and(|first| wanted.split(' ').any(|entry| entry == first)),
            "{name}: {first:?}"
        );
        if first != Some("event.hash-sync") {
            let blamed = found.iter().any(|finding| finding.entry == *"event.hash-sync");
            assert!(!blamed, "{name} blames hash synchronization");
        }
    }
}

#[test]
fn a_trace_that_names_no_reason_is_no_finding() {
    for text in [
        "BAIL: MMS(4924): ..\\registry.cpp(318): 0x80070002 (The system cannot find the file specified.)",
        "TrackingId: 5f2c8d10-7a6b-4e0e-9b1d-2f6f0c1a7e01, Reason: Synchronization Engine returned an error hr=8023...",
        "Hello, how do I export the event log?",
    ] {
        assert!(read(text).report.findings.is_empty(), "{text}");
    }
}
