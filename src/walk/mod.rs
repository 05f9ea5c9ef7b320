//! The walk through a decision tree. Owns what was answered and done, and works out from that where the walk stands.
//!
//! A walk is never "at" a place that is stored: [`Journal::trace`] replays the journal from the start each time. So going
//! back is looking at an earlier stop, and changing an answer is replaying with another one.
//! Never touches the clock, files or a screen; times are handed in.

mod journal;
mod outcome;
pub mod prove;
mod replay;
pub mod ways;

pub use journal::{Answer, Because, Detail, Done, Journal, Node, Position, Proven, Stop, Trace, What};
pub use outcome::{Concluded, Outcome, StepEnd};
pub use replay::{can_start, offered};

use crate::knowledge::Catalog;
use crate::knowledge::id::{EntryId, FactId, FieldId, QuestionId};
use crate::time::Stamp;
use std::collections::{BTreeMap, BTreeSet};

impl Journal {
    pub fn from(start: &str, given: BTreeMap<FactId, String>) -> Self {
        Self {
            start: start.to_owned(),
            given,
            ..Self::default()
        }
    }

    /// Replays the journal through `catalog`, with the `fields` of the case.
    pub fn trace(&self, catalog: &Catalog, fields: &BTreeMap<FieldId, String>) -> Trace {
        replay::trace(self, catalog, fields)
    }

    /// Records an answer. Where it differs from an earlier one, what hung on that earlier one is dropped, and nothing else.
    pub fn answer(
        &mut self,
        catalog: &Catalog,
        fields: &BTreeMap<FieldId, String>,
        question: &QuestionId,
        value: &str,
        at: Stamp,
    ) {
        if self.answers.get(question).is_some_and(|old| old.value == value) {
            return;
        }
        self.drop_dependents(catalog, fields, question);
        let value = value.to_owned();
        self.answers.insert(question.clone(), Answer { value, at });
    }

    /// Records how an entry ended.
    pub fn outcome(&mut self, catalog: &Catalog, fields: &BTreeMap<FieldId, String>, entry: &EntryId, done: Done) {
        let old = self.outcomes.get(entry);
        if old.is_some_and(|old| old.outcome == done.outcome && old.detail == done.detail) {
            return;
        }
        let goes_on = |done: &Done| done.outcome != Outcome::Waiting && done.outcome.concluded().is_none();
        // all that does not conclude leads the same way, so nothing hangs on the difference
        if !(old.is_some_and(goes_on) && goes_on(&done)) {
            self.drop_dependents(catalog, fields, entry);
        }
        self.outcomes.insert(entry.clone(), done);
    }

    /// Says at a time what became of a step, counted from 0; `None` opens it again.
    pub fn end_step(&mut self, entry: &EntryId, step: usize, end: Option<StepEnd>, at: Stamp) {
        put(&mut self.steps_at, entry, step, end.as_ref().map(|_| at));
        put(&mut self.steps, entry, step, end);
    }

    /// Goes to an entry out of turn, unless the walk stands there or was there already.
    pub fn take_up(&mut self, catalog: &Catalog, fields: &BTreeMap<FieldId, String>, entry: &EntryId) {
        let trace = self.trace(catalog, fields);
        let there = trace.position == Position::Try(entry.clone());
        if !there && !trace.stops.iter().any(|stop| stop.id() == entry.as_str()) && !self.taken.contains(entry) {
            self.taken.push(entry.clone());
        }
    }

    fn drop_dependents(&mut self, catalog: &Catalog, fields: &BTreeMap<FieldId, String>, id: &str) {
        let stops = self.trace(catalog, fields).stops;
        let Some(root) = stops.iter().position(|s| s.id() == id) else {
            return;
        };
        let mut hanging = BTreeSet::from([root]);
        for (index, stop) in stops.iter().enumerate().skip(root + 1) {
            if stop.parent.is_some_and(|p| hanging.contains(&p)) {
                hanging.insert(index);
                match &stop.what {
                    What::Asked { question, .. } => drop(self.answers.remove(question)),
                    What::Tried { entry, .. } => drop(self.outcomes.remove(entry)),
                }
            }
        }
    }
}

/// Puts a value to a step of an entry, or takes it away; an entry without any is not there.
fn put<T>(all: &mut BTreeMap<EntryId, BTreeMap<usize, T>>, entry: &EntryId, step: usize, value: Option<T>) {
    let steps = all.entry(entry.clone()).or_default();
    match value {
        Some(value) => drop(steps.insert(step, value)),
        None => drop(steps.remove(&step)),
    }
    if steps.is_empty() {
        all.remove(entry);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::shape::Knowledge;

    /// Two questions in a row; the first has a branch of its own.
    const TREE: &str = r#"
facts:
  - { id: color, title: { en: c, ko: c }, values: [{ id: red, text: { en: r, ko: r } }, { id: blue, text: { en: b, ko: b } }] }
trees: [{ id: usage, title: { en: t, ko: t }, about: { en: t, ko: t }, start: [ask.a, ask.b, "a.remedy if color = red", a.last] }]
questions:
  - id: ask.a
    ask: { en: a, ko: a }
    choices:
      - { id: x, text: { en: x, ko: x }, go: [ask.inner] }
      - { id: y, text: { en: y, ko: y } }
  - id: ask.inner
    ask: { en: i, ko: i }
    choices: [{ id: p, text: { en: p, ko: p } }, { id: q, text: { en: q, ko: q } }]
  - id: ask.b
    ask: { en: b, ko: b }
    sets: color
    choices: [{ id: red, text: { en: r, ko: r } }, { id: blue, text: { en: b, ko: b } }]
entries:
  - { id: a.remedy, area: usage, kind: symptom, title: { en: r, ko: r }, summary: { en: r, ko: r }, sources: [], verified: "2026-11-21" }
  - { id: a.last, area: usage, kind: symptom, title: { en: l, ko: l }, summary: { en: l, ko: l }, sources: [], verified: "2026-11-21" }
"#;

    fn catalog() -> Catalog {
        let knowledge: Knowledge = serde_yaml::from_str(TREE).unwrap();
        Catalog::of(&knowledge).unwrap()
    }

    fn at(minute: i64) -> Stamp {
        let first: Stamp = "2026-11-21T09:00:00+09:00".parse().unwrap();
        first.after(minute * 60).unwrap()
    }

    fn q(id: &str) -> QuestionId {
        QuestionId::new(id)
    }

    fn e(id: &str) -> EntryId {
        EntryId::new(id)
    }

    fn position(catalog: &Catalog, journal: &Journal) -> Position {
        journal.trace(catalog, &BTreeMap::new()).position
    }

    #[test]
    fn changing_an_answer_drops_only_what_hung_on_it() {
        let (catalog, none) = (catalog(), BTreeMap::new());
        let mut journal = Journal::from("usage", BTreeMap::new());
        journal.answer(&catalog, &none, &q("ask.a"), "x", at(1));
        assert_eq!(position(&catalog, &journal), Position::Ask(q("ask.inner")));
        journal.answer(&catalog, &none, &q("ask.inner"), "p", at(2));
        journal.answer(&catalog, &none, &q("ask.b"), "red", at(3));
        assert_eq!(position(&catalog, &journal), Position::Try(e("a.remedy")));
        journal.answer(&catalog, &none, &q("ask.a"), "y", at(4));
        assert!(!journal.answers.contains_key("ask.inner"));
        assert!(journal.answers.contains_key("ask.b"), "what did not depend on it stays");
        assert_eq!(position(&catalog, &journal), Position::Try(e("a.remedy")));
    }

    #[test]
    fn a_known_fact_is_not_asked_and_conditions_use_it() {
        let (catalog, none) = (catalog(), BTreeMap::new());
        let mut journal = Journal::from("usage", BTreeMap::from([(FactId::new("color"), "blue".to_owned())]));
        journal.answer(&catalog, &none, &q("ask.a"), "y", at(1));
        assert_eq!(
            position(&catalog, &journal),
            Position::Try(e("a.last")),
            "red only, so skipped"
        );
    }

    #[test]
    fn not_fixed_goes_on_and_ends_in_the_support_case() {
        let (catalog, none) = (catalog(), BTreeMap::new());
        let mut journal = Journal::from("usage", BTreeMap::from([(FactId::new("color"), "red".to_owned())]));
        journal.answer(&catalog, &none, &q("ask.a"), "y", at(1));
        let done = |outcome| Done {
            outcome,
            detail: None,
            at: at(2),
        };
        journal.outcome(&catalog, &none, &e("a.remedy"), done(Outcome::Waiting));
        assert_eq!(
            position(&catalog, &journal),
            Position::Try(e("a.remedy")),
            "a wait rests where it is"
        );
        journal.outcome(&catalog, &none, &e("a.remedy"), done(Outcome::NotFixed));
        journal.outcome(&catalog, &none, &e("a.last"), done(Outcome::NotFixed));
        assert_eq!(position(&catalog, &journal), Position::SupportCase);
        journal.outcome(&catalog, &none, &e("a.last"), done(Outcome::Fixed));
        assert_eq!(position(&catalog, &journal), Position::Concluded(Concluded::Fixed));
    }

    fn ended(journal: &mut Journal, catalog: &Catalog, entry: &str, outcome: Outcome) {
        let done = Done {
            outcome,
            detail: None,
            at: at(9),
        };
        journal.outcome(catalog, &BTreeMap::new(), &e(entry), done);
    }

    #[test]
    fn an_entry_taken_up_comes_at_once_and_then_the_walk_stands_where_it_stood() {
        let (catalog, none) = (catalog(), BTreeMap::new());
        let mut journal = Journal::from("usage", BTreeMap::new());
        assert_eq!(position(&catalog, &journal), Position::Ask(q("ask.a")));
        journal.take_up(&catalog, &none, &e("a.last"));
        let trace = journal.trace(&catalog, &none);
        assert_eq!(
            (trace.position, trace.because),
            (Position::Try(e("a.last")), Because::Taken)
        );
        ended(&mut journal, &catalog, "a.last", Outcome::NotIt);
        assert_eq!(position(&catalog, &journal), Position::Ask(q("ask.a")));
        ended(&mut journal, &catalog, "a.last", Outcome::Cause);
        assert_eq!(position(&catalog, &journal), Position::Concluded(Concluded::Cause));
    }

    #[test]
    fn a_conclusion_is_left_for_an_entry_taken_up_and_stays_one() {
        let (catalog, none) = (catalog(), BTreeMap::new());
        let mut journal = Journal::from("a.remedy", BTreeMap::new());
        ended(&mut journal, &catalog, "a.remedy", Outcome::Fixed);
        journal.take_up(&catalog, &none, &e("a.last"));
        assert_eq!(position(&catalog, &journal), Position::Try(e("a.last")));
        ended(&mut journal, &catalog, "a.last", Outcome::Read);
        assert_eq!(position(&catalog, &journal), Position::Concluded(Concluded::Fixed));
    }

    #[test]
    fn what_is_likely_comes_when_the_way_is_used_up_and_support_after_that() {
        let catalog = catalog();
        let mut journal = Journal::from("a.remedy", BTreeMap::new());
        journal.likely = vec![e("a.remedy"), e("a.last")];
        ended(&mut journal, &catalog, "a.remedy", Outcome::NotFixed);
        let trace = journal.trace(&catalog, &BTreeMap::new());
        assert_eq!(
            (trace.position, trace.because),
            (Position::Try(e("a.last")), Because::Likely)
        );
        ended(&mut journal, &catalog, "a.last", Outcome::NotIt);
        assert_eq!(position(&catalog, &journal), Position::SupportCase);
    }
}
