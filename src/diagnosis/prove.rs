//! Whether rules are what their fixtures say: over the records of `holds_for` a rule answers or stands beside the answer, over
//! those of `fails_for` it does not.

use super::book::Book;
use super::incident::Open;
use super::seen::Eye;
use crate::knowledge::Catalog;
use crate::knowledge::load::{Loaded, Places};
use crate::knowledge::problem::Problem;
use crate::knowledge::rule::{Rule, Written};
use crate::log::Record;
use crate::time::Stamp;
use std::collections::BTreeSet;

/// K061: the rules of these files that are not what their fixtures say, by all knowledge together.
pub fn unproven(files: &[Loaded], catalog: &Catalog) -> Vec<Problem> {
    let mut book = Book::of(catalog);
    let eye = Eye::of(catalog);
    let mut out = Vec::new();
    for loaded in files {
        let places = Places::of(&loaded.file);
        for (at, rule) in loaded.knowledge.rules.iter().enumerate() {
            let mut tell = |key: &str, message: &str, help: &str| {
                out.push(places.problem("K061", &format!("rules/{at}/{key}"), message, help));
            };
            if let Some((_, why)) = book.unreadable.iter().find(|(id, _)| *id == rule.id) {
                tell(
                    "on",
                    &format!("a regular expression cannot be read: {why}"),
                    "write it anew",
                );
                continue;
            }
            if !rule.holds_for.is_empty() && !holds(&mut book, &eye, rule, &rule.holds_for) {
                let message = format!("`{}` does not hold for these records", rule.id);
                tell("holds_for", &message, "mend the rule or the records");
            }
            if !rule.fails_for.is_empty() && holds(&mut book, &eye, rule, &rule.fails_for) {
                let message = format!("`{}` holds for these records too", rule.id);
                tell("fails_for", &message, "make the rule narrower, or choose other records");
            }
        }
    }
    out
}

/// Whether a rule holds for a story in these records, and nothing later in them speaks against it.
fn holds(book: &mut Book, eye: &Eye, rule: &Rule, records: &[Written]) -> bool {
    let mut open = Open::default();
    let mut stories = Vec::new();
    let mut later = BTreeSet::new();
    let mut seconds = 0;
    for (number, written) in (1..).zip(records) {
        seconds = written.after.map_or(seconds + 1, i64::from);
        let record = Record {
            number,
            at: Stamp::EPOCH.after(seconds),
            written: None,
            provider: Some(written.of.provider.clone()).filter(|name| name != "-"),
            event: Some(written.of.first).filter(|event| *event > 0),
            level: None,
            channel: None,
            computer: None,
            message: written.says.clone(),
        };
        let seen = eye.see(0, &record, &|name| book.event_of(name));
        let event = seen.cite.event.unwrap_or_default();
        if rule
            .unless_later
            .iter()
            .any(|source| source.holds(seen.cite.provider.as_deref(), event))
        {
            later.insert(number);
        }
        let (story, part) = book.part(&seen);
        let marks = book.marks(&seen, &record.message);
        stories.extend(open.take(story, part, seen, &marks));
    }
    stories.extend(open.close());
    stories.iter().any(|story| {
        let marks: BTreeSet<usize> = story.marks.keys().copied().collect();
        let held = book
            .holding(&marks)
            .into_iter()
            .find(|(at, _)| book.rules.get(*at).is_some_and(|r| r.id == rule.id));
        let decided = held.and_then(|(_, mark)| story.marks.get(&mark));
        let decided = decided.and_then(|(place, _)| story.records.get(*place));
        decided.is_some_and(|(cite, _)| !later.iter().any(|number| *number > cite.record))
    })
}
