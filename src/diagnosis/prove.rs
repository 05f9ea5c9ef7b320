//! Whether rules are what their fixtures say: over the records of `holds_for` a rule answers or stands beside the answer, over
//! those of `fails_for` it does not.

use super::book::Book;
use super::crowd::Crowds;
use super::incident::Open;
use super::seen::Eye;
use crate::knowledge::Catalog;
use crate::knowledge::load::{Loaded, Places};
use crate::knowledge::problem::Problem;
use crate::knowledge::rule::{Records, Rule, Written};
use crate::log::{Audit, Record};
use crate::text::{Say, Text, say};
use crate::time::Stamp;
use std::collections::BTreeSet;

/// K041: the rules of these files that are not what their fixtures say, by all knowledge together.
pub fn unproven(files: &[Loaded], catalog: &Catalog) -> Vec<Problem> {
    let mut book = Book::of(catalog);
    let mut eye = Eye::of(catalog);
    let mut out = Vec::new();
    for loaded in files {
        let places = Places::of(&loaded.file);
        for (at, rule) in loaded.knowledge.rules.iter().enumerate() {
            let mut tell = |key: &str, message: Text, help: Say| {
                out.push(places.problem("K041", &format!("rules/{at}/{key}"), message, help.both(&[])));
            };
            if let Some((_, why)) = book.unreadable.iter().find(|(id, _)| *id == rule.id) {
                let message = say(
                    "a regular expression cannot be read: {}",
                    "정규식을 읽을 수 없습니다: {}",
                );
                tell("on", message.both(&[why]), say("write it anew", "다시 작성하십시오"));
                continue;
            }
            if !rule.holds_for.is_empty() && !holds(&mut book, &mut eye, rule, &rule.holds_for) {
                let message = say(
                    "`{}` does not hold for these records",
                    "`{}`이(가) 이 기록에 맞지 않습니다",
                );
                let help = say("mend the rule or the records", "규칙이나 기록을 고치십시오");
                tell("holds_for", message.both(&[&rule.id]), help);
            }
            if !rule.fails_for.is_empty() && holds(&mut book, &mut eye, rule, &rule.fails_for) {
                let message = say("`{}` holds for these records too", "`{}`이(가) 이 기록에도 맞습니다");
                let help = say(
                    "make the rule narrower, or choose other records",
                    "규칙을 좁히거나 다른 기록을 고르십시오",
                );
                tell("fails_for", message.both(&[&rule.id]), help);
            }
        }
    }
    out
}

/// Whether a rule holds for a story in these records, and nothing later in them speaks against it.
fn holds(book: &mut Book, eye: &mut Eye, rule: &Rule, records: &[Written]) -> bool {
    let mut open = Open::default();
    let mut crowds = Crowds::default();
    let mut stories = Vec::new();
    let mut later = BTreeSet::new();
    let mut seconds = 0;
    for (number, written) in (1..).zip(records) {
        seconds = written.after.map_or(seconds + 1, i64::from);
        let (event, audit) = match written.of.as_ref().map(|source| &source.records) {
            Some(Records::Events(first, _)) => (Some(*first), None),
            Some(Records::Activity(activity)) => (None, Some(audit(activity, written))),
            None => (None, None),
        };
        let record = Record {
            number,
            at: Stamp::EPOCH.after(seconds),
            written: None,
            provider: written.of.as_ref().map(|source| source.provider.clone()),
            event,
            level: None,
            ended: written.result,
            channel: None,
            computer: None,
            message: written.says.clone(),
            audit: audit.map(Box::new),
        };
        let mut seen = eye.see(0, &record, &|name| book.event_of(name));
        if rule.unless_later.iter().any(|source| seen.cite.is_of(source)) {
            later.insert(number);
        }
        let (story, part) = book.place(&mut seen, &record.message);
        let marks = book.marks(&seen, &record.message);
        crowds.take(book, &seen, &marks);
        stories.extend(open.take(story, part, seen, &marks));
    }
    if rule.one_address.is_some() {
        return !crowds.findings(book).is_empty();
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

/// An entry of the audit log as a fixture writes it; all of a fixture are one request.
fn audit(activity: &str, written: &Written) -> Audit {
    Audit {
        activity: activity.to_owned(),
        reason: Some(written.says.clone()).filter(|reason| !reason.is_empty()),
        user: written.user.clone(),
        address: written.address.clone(),
        correlation_id: Some("5f2c8d10-7a6b-4e0e-9b1d-2f6f0c1a7e01".to_owned()),
        ..Audit::default()
    }
}
