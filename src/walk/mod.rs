//! The walk through a decision tree. Owns what was answered and done, and works out from that where the walk stands.
//!
//! A walk is never "at" a place that is stored: [`Journal::trace`] replays the journal from the start each time. So going
//! back is looking at an earlier stop, and changing an answer is replaying with another one.
//! Never touches the clock, files or a screen; times are handed in.

mod outcome;
pub mod prove;
pub mod ways;

pub use outcome::{Concluded, Outcome};

use crate::knowledge::condition::NodeRef;
use crate::knowledge::id::{EntryId, FactId, FieldId, QuestionId};
use crate::knowledge::shape::{Choice, Entry, Question};
use crate::knowledge::{Catalog, SOLVED, SUPPORT_CASE};
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What was answered and done in one walk. This is what is saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Journal {
    /// A tree or an entry.
    pub start: String,
    /// Facts known before the walk began.
    pub given: BTreeMap<FactId, String>,
    /// By question.
    pub answers: BTreeMap<QuestionId, Answer>,
    /// By entry.
    pub outcomes: BTreeMap<EntryId, Done>,
    /// Steps ticked off, by entry; counted from 0.
    pub ticks: BTreeMap<EntryId, BTreeSet<usize>>,
}

/// An answer: the id of a choice, or what was typed (empty: passed over).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub value: String,
    pub at: Stamp,
}

/// How an entry ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    pub outcome: Outcome,
    #[serde(default)]
    pub detail: Option<Detail>,
    pub at: Stamp,
}

/// What belongs to an outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Detail {
    /// Why it could not be done.
    Reason(String),
    /// When the wait is over.
    Until(Stamp),
}

/// One stop of a walk, in the order in which it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    pub what: What,
    /// The stop whose answer or outcome led here; `None` at the top.
    pub parent: Option<usize>,
    /// When it was given; `None` where a known fact answered.
    pub at: Option<Stamp>,
}

/// What was said at a stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Asked {
        question: QuestionId,
        /// The id of the choice, or what was typed (empty: passed over).
        answer: String,
    },
    Tried {
        entry: EntryId,
        outcome: Outcome,
        detail: Option<Detail>,
    },
}

impl Stop {
    /// At an entry that ended, or is being waited for.
    pub(crate) fn tried(entry: &EntryId, done: &Done, parent: Option<usize>) -> Self {
        let what = What::Tried {
            entry: entry.clone(),
            outcome: done.outcome,
            detail: done.detail.clone(),
        };
        Self {
            what,
            parent,
            at: Some(done.at),
        }
    }

    pub fn node(&self) -> Node {
        match &self.what {
            What::Asked { question, .. } => Node::Question(question.clone()),
            What::Tried { entry, .. } => Node::Entry(entry.clone()),
        }
    }

    /// The id of its question or entry.
    pub fn id(&self) -> &str {
        match &self.what {
            What::Asked { question, .. } => question,
            What::Tried { entry, .. } => entry,
        }
    }
}

/// A question or an entry, by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Question(QuestionId),
    Entry(EntryId),
}

/// Where a walk stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Position {
    /// This is to be answered next.
    Ask(QuestionId),
    /// This is to be tried next.
    Try(EntryId),
    Solved,
    SupportCase,
}

/// A walk replayed: the stops behind it, where it stands, and what is known there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    pub stops: Vec<Stop>,
    pub position: Position,
    pub facts: BTreeMap<FactId, String>,
}

/// The nodes a walk from `start` begins with: those of a tree, or for an entry the opening of its area's tree, the entry
/// and then the tree itself.
fn starts(catalog: &Catalog, start: &str) -> Vec<NodeRef> {
    if let Some(tree) = catalog.tree(start) {
        return tree.start;
    }
    if catalog.sequence(start).is_some() || catalog.question(start).is_some() {
        return vec![start.into()];
    }
    let opening = catalog.opening();
    let nodes = opening.as_deref().into_iter().chain([start]);
    nodes.map(NodeRef::from).collect()
}

/// May a walk start here, at a tree, an entry, a question or a sequence?
pub fn can_start(catalog: &Catalog, start: &str) -> bool {
    catalog.title(start).is_some()
}

/// A journal on its way through the knowledge.
#[derive(Clone)]
struct Replay<'a> {
    catalog: &'a Catalog,
    journal: &'a Journal,
    /// Fields of the case, for questions that fill one and for conditions that name one.
    fields: &'a BTreeMap<FieldId, String>,
    /// Nodes still to come, the next one last.
    stack: Vec<(NodeRef, Option<usize>)>,
    visited: BTreeSet<String>,
    stops: Vec<Stop>,
    facts: BTreeMap<FactId, String>,
}

impl Replay<'_> {
    /// Facts and fields together, as conditions see them.
    fn known(&self, name: &str) -> Option<&str> {
        let value = self.facts.get(name).or_else(|| self.fields.get(name));
        value.map(String::as_str).filter(|value| !value.is_empty())
    }

    fn push(&mut self, nodes: &[NodeRef], parent: Option<usize>) {
        self.stack.extend(nodes.iter().rev().map(|node| (node.clone(), parent)));
    }

    fn run(&mut self) -> Position {
        while let Some((NodeRef { id, when }, parent)) = self.stack.pop() {
            let id = id.as_str();
            if when.is_some_and(|w| !w.holds(|name| self.known(name))) || self.visited.contains(id) {
                continue;
            }
            match id {
                SOLVED => return Position::Solved,
                SUPPORT_CASE => return Position::SupportCase,
                _ => {}
            }
            self.visited.insert(id.to_owned());
            let mut stopped = None;
            if let Some(sequence) = self.catalog.sequence(id) {
                self.push(&sequence.nodes, parent);
            } else if let Some(question) = self.catalog.question(id) {
                stopped = self.question(&question, parent);
            } else if let Some(entry) = self.catalog.entry(id) {
                stopped = self.entry(&entry, parent);
            }
            if let Some(position) = stopped {
                return position;
            }
        }
        Position::SupportCase
    }

    fn question(&mut self, question: &Question, parent: Option<usize>) -> Option<Position> {
        let answer = self.journal.answers.get(&question.id);
        if let Some(field) = &question.field {
            let known = self.fields.get(field).is_some_and(|value| !value.is_empty());
            if let Some(answer) = answer {
                self.asked(question, parent, &answer.value, Some(answer.at));
            }
            let open = answer.is_none() && !known;
            return open.then(|| Position::Ask(question.id.clone()));
        }
        let offered = offered(question, |name| self.known(name));
        let answered = answer.and_then(|a| Some((offered.iter().find(|c| c.id == a.value)?, Some(a.at))));
        let chosen = answered.or_else(|| {
            let fact = question.sets.as_ref()?;
            let value = self.facts.get(fact)?;
            Some((offered.iter().find(|c| !c.unknown && c.stands_for() == value)?, None))
        });
        let Some((choice, at)) = chosen else {
            return Some(Position::Ask(question.id.clone()));
        };
        self.choose(question, choice, parent, at);
        None
    }

    /// What an answer brings: the facts that it settles, and the nodes it leads to.
    fn choose(&mut self, question: &Question, choice: &Choice, parent: Option<usize>, at: Option<Stamp>) {
        if let (Some(fact), false) = (&question.sets, choice.unknown) {
            self.facts.insert(fact.clone(), choice.stands_for().to_owned());
        }
        self.facts.extend(choice.set.clone());
        let index = self.asked(question, parent, &choice.id, at);
        self.push(&choice.go, Some(index));
    }

    fn entry(&mut self, entry: &Entry, parent: Option<usize>) -> Option<Position> {
        let when = entry.when.as_ref();
        if when.is_some_and(|when| when.refuted(|name| self.known(name))) {
            return None;
        }
        let done = self.journal.outcomes.get(&entry.id);
        let Some(done) = done.filter(|done| done.outcome != Outcome::Waiting) else {
            return Some(Position::Try(entry.id.clone()));
        };
        let index = self.stop(Stop::tried(&entry.id, done, parent));
        if done.outcome == Outcome::Fixed {
            return Some(Position::Solved);
        }
        self.push(&entry.next, Some(index));
        None
    }

    fn asked(&mut self, question: &Question, parent: Option<usize>, answer: &str, at: Option<Stamp>) -> usize {
        let what = What::Asked {
            question: question.id.clone(),
            answer: answer.to_owned(),
        };
        self.stop(Stop { what, parent, at })
    }

    fn stop(&mut self, stop: Stop) -> usize {
        self.stops.push(stop);
        self.stops.len() - 1
    }
}

/// The choices of a question that are offered, given what is known.
pub fn offered<'a>(question: &Question, known: impl Fn(&str) -> Option<&'a str>) -> Vec<Choice> {
    let choices = question.choices.iter();
    let fitting = choices.filter(|choice| choice.when.as_ref().is_none_or(|when| when.holds(&known)));
    fitting.cloned().collect()
}

impl Journal {
    pub fn from(start: &str, given: BTreeMap<FactId, String>) -> Self {
        Self {
            start: start.to_owned(),
            given,
            ..Self::default()
        }
    }

    /// Before the first node.
    fn set_out<'a>(&'a self, catalog: &'a Catalog, fields: &'a BTreeMap<FieldId, String>) -> Replay<'a> {
        let mut replay = Replay {
            catalog,
            journal: self,
            fields,
            stack: Vec::new(),
            visited: BTreeSet::new(),
            stops: Vec::new(),
            facts: self.given.clone(),
        };
        replay.push(&starts(catalog, &self.start), None);
        replay
    }

    /// Replays the journal through `catalog`, with the `fields` of the case. Comes to an end because a node is visited once.
    pub fn trace(&self, catalog: &Catalog, fields: &BTreeMap<FieldId, String>) -> Trace {
        let mut replay = self.set_out(catalog, fields);
        let position = replay.run();
        Trace {
            stops: replay.stops,
            position,
            facts: replay.facts,
        }
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
        let goes_on = |done: &Done| matches!(done.outcome, Outcome::NotFixed | Outcome::Skipped);
        // "not fixed" and "could not do" lead the same way, so nothing hangs on the difference
        if !(old.is_some_and(goes_on) && goes_on(&done)) {
            self.drop_dependents(catalog, fields, entry);
        }
        self.outcomes.insert(entry.clone(), done);
    }

    /// Ticks or unticks a step, counted from 0.
    pub fn tick(&mut self, entry: &EntryId, step: usize) {
        let ticks = self.ticks.entry(entry.clone()).or_default();
        if !ticks.remove(&step) {
            ticks.insert(step);
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
        assert_eq!(position(&catalog, &journal), Position::Solved);
    }
}
