//! Replaying a journal: from the start of the walk through every answer and outcome to where it stands.

use super::journal::{Because, Journal, Position, Stop, Trace, What};
use super::outcome::{Concluded, Outcome};
use crate::knowledge::condition::NodeRef;
use crate::knowledge::id::{EntryId, FactId, FieldId};
use crate::knowledge::shape::{Choice, Entry, Question};
use crate::knowledge::{Catalog, SOLVED, SUPPORT_CASE};
use crate::time::Stamp;
use std::collections::{BTreeMap, BTreeSet};

/// The nodes a walk from `start` begins with: those of a tree, or the entry, question or sequence itself. Nothing is asked
/// before an entry that somebody chose.
fn starts(catalog: &Catalog, start: &str) -> Vec<NodeRef> {
    catalog
        .tree(start)
        .map_or_else(|| vec![start.into()], |tree| tree.start)
}

/// May a walk start here, at a tree, an entry, a question or a sequence?
pub fn can_start(catalog: &Catalog, start: &str) -> bool {
    catalog.title(start).is_some()
}

/// A node still to come: what led there, and why.
#[derive(Clone, Debug)]
pub(super) struct Ahead {
    pub(super) node: NodeRef,
    parent: Option<usize>,
    because: Because,
}

/// A journal on its way through the knowledge.
#[derive(Clone)]
pub(super) struct Replay<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) journal: &'a Journal,
    /// Fields of the case, for questions that fill one and for conditions that name one; empty where it was said that the
    /// value is not known.
    fields: &'a BTreeMap<FieldId, String>,
    /// Nodes still to come, the next one last.
    pub(super) stack: Vec<Ahead>,
    /// The node it came to last.
    here: Option<Ahead>,
    pub(super) visited: BTreeSet<String>,
    pub(super) stops: Vec<Stop>,
    pub(super) facts: BTreeMap<FactId, String>,
}

impl<'a> Replay<'a> {
    /// Before the first node.
    pub(super) fn set_out(journal: &'a Journal, catalog: &'a Catalog, fields: &'a BTreeMap<FieldId, String>) -> Self {
        let mut replay = Self {
            catalog,
            journal,
            fields,
            stack: Vec::new(),
            here: None,
            visited: BTreeSet::new(),
            stops: Vec::new(),
            facts: journal.proven.facts.clone(),
        };
        replay.facts.retain(|fact, _| !journal.overruled.contains(fact));
        replay.facts.extend(journal.given.clone());
        // what was typed of a field is known, and counts before what evidence proves
        for fact in catalog.facts() {
            let typed = fact.field.and_then(|field| fields.get(&field));
            if let Some(value) = typed.filter(|value| !value.is_empty()) {
                replay.facts.insert(fact.id, value.clone());
            }
        }
        replay.push(&starts(catalog, &journal.start), None, &Because::Order);
        replay
    }

    /// Facts and fields together, as conditions see them.
    pub(super) fn known(&self, name: &str) -> Option<&str> {
        let value = self.facts.get(name).or_else(|| self.fields.get(name));
        value.map(String::as_str).filter(|value| !value.is_empty())
    }

    fn push(&mut self, nodes: &[NodeRef], parent: Option<usize>, because: &Because) {
        self.stack.extend(nodes.iter().rev().map(|node| Ahead {
            node: node.clone(),
            parent,
            because: because.clone(),
        }));
    }

    /// The way itself, then what was taken up out of turn.
    pub(super) fn run(&mut self) -> Position {
        let mut position = self.way();
        // what was said of an entry is not lost where the trees have changed since
        let said = self
            .journal
            .outcomes
            .keys()
            .filter(|id| !self.journal.taken.contains(id));
        for entry in self.journal.taken.iter().chain(said) {
            if self.visited.contains(entry.as_str()) {
                continue;
            }
            if let Position::Ask(_) | Position::Try(_) = position {
                // what the walk stood at waits until this is done
                if let Some(here) = self.here.take() {
                    self.visited.remove(here.node.id.as_str());
                    self.stack.push(here);
                }
            } else {
                self.stack.clear();
            }
            self.push(&[entry.as_str().into()], None, &Because::Taken);
            let next = self.way();
            if next != Position::SupportCase || !matches!(position, Position::Concluded(_)) {
                position = next;
            }
        }
        position
    }

    /// Goes on to the next node that wants something said; then to what is likely; then to what the case still wants; then to
    /// support.
    fn way(&mut self) -> Position {
        loop {
            let position = self.nodes();
            if position != Position::SupportCase {
                return position;
            }
            let left = |id: &&str| !self.visited.contains(*id);
            let likely = self.journal.likely.iter().map(EntryId::as_str).filter(left);
            let likely: Vec<NodeRef> = likely.map(NodeRef::from).collect();
            let closing = self.catalog.closing();
            let closing: Vec<NodeRef> = closing.as_deref().filter(left).map(NodeRef::from).into_iter().collect();
            self.stack.clear();
            if !likely.is_empty() {
                self.push(&likely, None, &Because::Likely);
            } else if closing.is_empty() {
                return position;
            } else {
                self.push(&closing, None, &Because::Order);
            }
        }
    }

    fn nodes(&mut self) -> Position {
        while let Some(ahead) = self.stack.pop() {
            let NodeRef { id, when } = ahead.node.clone();
            let id = id.as_str();
            if when.is_some_and(|w| !w.holds(|name| self.known(name))) || self.visited.contains(id) {
                continue;
            }
            match id {
                SOLVED => return Position::Concluded(Concluded::Fixed),
                SUPPORT_CASE => return Position::SupportCase,
                _ => {}
            }
            self.visited.insert(id.to_owned());
            let parent = ahead.parent;
            self.here = Some(ahead);
            let mut stopped = None;
            if let Some(sequence) = self.catalog.sequence(id) {
                let because = self.because();
                self.push(&sequence.nodes, parent, &because);
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

    fn because(&self) -> Because {
        self.here.as_ref().map_or(Because::Order, |here| here.because.clone())
    }

    fn question(&mut self, question: &Question, parent: Option<usize>) -> Option<Position> {
        let answer = self.journal.answers.get(&question.id);
        if let Some(field) = &question.field {
            // with an empty value where it was said that it is not known: that is not asked again either
            let known = self.fields.contains_key(field);
            if let Some(answer) = answer {
                self.asked(question, parent, &answer.value, Some(answer.at), false);
            }
            let open = answer.is_none() && !known;
            return open.then(|| Position::Ask(question.id.clone()));
        }
        let offered = offered(question, |name| self.known(name));
        let answered = answer.and_then(|a| Some((offered.iter().find(|c| c.id == a.value)?, Some(a.at), false)));
        let known = || {
            let fact = question.sets.as_ref()?;
            let value = self.facts.get(fact)?;
            let proven = !self.journal.given.contains_key(fact) && self.journal.proven.facts.get(fact) == Some(value);
            Some((
                offered.iter().find(|c| !c.unknown && c.stands_for() == value)?,
                None,
                proven,
            ))
        };
        let not_known = || {
            let field = self.catalog.fact(question.sets.as_ref()?)?.field?;
            let not_known = self.fields.get(&field)?.is_empty();
            Some((offered.iter().find(|c| c.unknown && not_known)?, None, false))
        };
        let chosen = answered
            .or_else(known)
            .or_else(|| Some((self.proven(&offered)?, None, true)))
            .or_else(not_known);
        let Some((choice, at, proven)) = chosen else {
            return Some(Position::Ask(question.id.clone()));
        };
        self.choose(question, choice, parent, at, proven);
        None
    }

    /// What an answer brings: the facts that it settles, and the nodes it leads to.
    pub(super) fn choose(
        &mut self,
        question: &Question,
        choice: &Choice,
        parent: Option<usize>,
        at: Option<Stamp>,
        proven: bool,
    ) {
        if let (Some(fact), false) = (&question.sets, choice.unknown) {
            self.facts.insert(fact.clone(), choice.stands_for().to_owned());
        }
        self.facts.extend(choice.set.clone());
        let index = self.asked(question, parent, &choice.id, at, proven);
        self.push(&choice.go, Some(index), &Because::Answer(question.id.clone()));
    }

    /// What follows an entry that is passed.
    pub(super) fn pass(&mut self, stop: Stop, entry: &Entry) {
        let index = self.stop(stop);
        self.push(&entry.next, Some(index), &Because::Next(entry.id.clone()));
    }

    /// The choice that a code of the evidence makes, the deciding one first; none where it would make several.
    fn proven<'c>(&self, offered: &'c [Choice]) -> Option<&'c Choice> {
        let mut codes = self.journal.proven.codes.iter();
        codes.find_map(|code| {
            let mut made = offered.iter().filter(|choice| choice.is_made_by(code));
            made.next().filter(|_| made.next().is_none())
        })
    }

    fn entry(&mut self, entry: &Entry, parent: Option<usize>) -> Option<Position> {
        let when = entry.when.as_ref();
        let taken = self.because() == Because::Taken;
        if !taken && when.is_some_and(|when| when.refuted(|name| self.known(name))) {
            return None;
        }
        let done = self.journal.outcomes.get(&entry.id);
        let Some(done) = done.filter(|done| done.outcome != Outcome::Waiting) else {
            return Some(Position::Try(entry.id.clone()));
        };
        let stop = Stop::tried(&entry.id, done, parent);
        if let Some(concluded) = done.outcome.concluded() {
            self.stop(stop);
            return Some(Position::Concluded(concluded));
        }
        self.pass(stop, entry);
        None
    }

    pub(super) fn asked(
        &mut self,
        question: &Question,
        parent: Option<usize>,
        answer: &str,
        at: Option<Stamp>,
        proven: bool,
    ) -> usize {
        let what = What::Asked {
            question: question.id.clone(),
            answer: answer.to_owned(),
        };
        self.stop(Stop {
            what,
            parent,
            at,
            proven,
        })
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

/// Replays a journal through `catalog`, with the `fields` of the case. Comes to an end because a node is visited once.
pub fn trace(journal: &Journal, catalog: &Catalog, fields: &BTreeMap<FieldId, String>) -> Trace {
    let mut replay = Replay::set_out(journal, catalog, fields);
    let position = replay.run();
    Trace {
        because: replay.because(),
        stops: replay.stops,
        position,
        facts: replay.facts,
    }
}
