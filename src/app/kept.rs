//! What a text typed or pasted on the first screen holds for the case: read when it comes, taken when a walk starts from it.

use super::message::Effect;
use super::model::Model;
use crate::case::found::From;
use crate::case::taken;
use crate::evidence::{self, Clock, Reading};
use crate::text::one_line;

/// Reads a paste and remembers what it holds; gives the text without secrets. Several pastes add up.
pub(super) fn paste(model: &mut Model, text: &str) -> String {
    let reading = read(model, text);
    let text = reading.text.clone();
    model.say_removed(&reading.removed);
    model.pasted.push(reading);
    text
}

/// Takes what was pasted, or what was typed to search, into the open case: its evidence now, and asks for what fills fields.
pub(super) fn keep(model: &mut Model) -> Vec<Effect> {
    let Some(typed) = model.found().map(|answer| answer.query.clone()) else {
        model.pasted.clear();
        return Vec::new();
    };
    let line = one_line(&typed);
    let mut readings: Vec<(Reading, From)> = std::mem::take(&mut model.pasted)
        .into_iter()
        // what was typed over is gone
        .filter(|reading| line.contains(&one_line(&reading.text)))
        .map(|reading| (reading, From::Paste))
        .collect();
    let rest = readings.iter().fold(line, |rest, (reading, _)| {
        rest.replacen(&one_line(&reading.text), " ", 1)
    });
    if !rest.trim().is_empty() {
        // what the caller said counts before the words of a log; without a paste it keeps its lines
        let words = if readings.is_empty() { &typed } else { &rest };
        readings.insert(0, (read(model, words), From::Caller));
    }
    let (catalog, mut values) = (&model.catalog, Vec::new());
    let Some(case) = &mut model.case else {
        return Vec::new();
    };
    for (reading, from) in &readings {
        case.add_evidence(catalog, reading, *from);
        values.extend(taken::values(catalog, reading));
    }
    if values.is_empty() {
        return Vec::new();
    }
    let case = Box::new(case.clone());
    vec![Effect::Keep { case, values }]
}

fn read(model: &Model, text: &str) -> Reading {
    let clock = Clock {
        now: model.now,
        zone: None,
    };
    evidence::read(&model.catalog, text, clock)
}
