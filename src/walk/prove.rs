//! Proof that walks come to an end, and how soon they come to something: follows the answers of every tree by the real engine.

use super::replay::Replay;
use super::ways::{Beyond, Crossroads, branches};
use super::{Done, Journal, Outcome, Position, What, offered};
use crate::knowledge::Catalog;
use crate::knowledge::id::FactId;
use crate::time::Stamp;
use std::collections::{BTreeMap, BTreeSet};

/// What walking every path showed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proof {
    /// Positions looked at.
    pub positions: usize,
    /// Nodes that some walk came to.
    pub visited: BTreeSet<String>,
    /// Stops of the longest walk.
    pub longest: usize,
    /// Walks that went on beyond the bound, by their start and last node.
    pub endless: Vec<String>,
}

/// A person gives up long before this many stops; a walk that goes on is one without an end.
const MOST_STOPS: usize = 150;

/// Walks every tree: each choice of each question is taken at least once from each of its crossroads, remedies never
/// help. At most `bound` positions a tree.
pub fn prove(catalog: &Catalog, bound: usize) -> Proof {
    let mut proof = Proof::default();
    for tree in catalog.trees() {
        let mut seen: BTreeSet<(String, BTreeMap<FactId, String>)> = BTreeSet::new();
        let mut todo = vec![Journal::from(&tree.id, BTreeMap::new())];
        let mut left = bound;
        while let Some(journal) = todo.pop() {
            if left == 0 {
                break;
            }
            left -= 1;
            proof.positions += 1;
            let none = BTreeMap::new();
            let trace = journal.trace(catalog, &none);
            proof.longest = proof.longest.max(trace.stops.len());
            if trace.stops.len() > MOST_STOPS {
                let last = trace.stops.last().map_or("", |s| s.id());
                proof.endless.push(format!("{} ... {last}", tree.id));
                continue;
            }
            let id = match &trace.position {
                Position::Ask(id) => id.as_str(),
                Position::Try(id) => id.as_str(),
                Position::Concluded(_) | Position::SupportCase => continue,
            };
            proof.visited.insert(id.to_owned());
            // the same question with the same facts goes on alike, whatever led to it
            let mut answers = trace.stops.iter().rev().filter_map(|stop| match &stop.what {
                What::Asked { answer, .. } => Some(answer.as_str()),
                What::Tried { .. } => None,
            });
            let branch = answers.next().unwrap_or_default();
            if !seen.insert((format!("{id} {branch}"), trace.facts.clone())) {
                continue;
            }
            match &trace.position {
                Position::Ask(id) => {
                    let question = catalog.question(id).filter(|question| question.field.is_none());
                    let choices = question.map(|question| {
                        let offered = offered(&question, |name| trace.facts.get(name).map(String::as_str));
                        offered.into_iter().map(|choice| choice.id).collect()
                    });
                    // a question that fills a field is passed over
                    for answer in choices.unwrap_or_else(|| vec![String::new()]) {
                        let mut next = journal.clone();
                        next.answer(catalog, &none, id, &answer, Stamp::EPOCH);
                        todo.push(next);
                    }
                }
                Position::Try(id) => {
                    let mut next = journal;
                    let done = Done {
                        outcome: Outcome::NotFixed,
                        detail: None,
                        at: Stamp::EPOCH,
                    };
                    next.outcome(catalog, &none, id, done);
                    todo.push(next);
                }
                Position::Concluded(_) | Position::SupportCase => {}
            }
        }
    }
    proof
}

/// How many questions a person answers before the first remedy of a tree.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Questions {
    /// On the way with the most of them.
    pub longest: usize,
    /// On average over all ways, each weighed by how likely it is where, of each question, every answer that is offered is
    /// as likely as another.
    pub mean: f64,
}

/// Counts the questions of every tree, by its id.
///
/// A way begins at the tree with nothing known, in a case with empty fields, and ends at the first entry, or at an end of
/// the walk that comes before any. A question counts when it is put: one whose fact an earlier answer settled is none, and one
/// whose answer may stay empty is one.
pub fn questions(catalog: &Catalog) -> BTreeMap<String, Questions> {
    let map = Beyond::of(catalog, false);
    let mut counted = BTreeMap::new();
    let ids = catalog.tree_ids().into_iter();
    ids.map(|id| {
        let (journal, fields) = (Journal::from(&id, BTreeMap::new()), BTreeMap::new());
        let questions = count(Replay::set_out(&journal, catalog, &fields), &map, &mut counted);
        (id, questions)
    })
    .collect()
}

fn count<'a>(mut replay: Replay<'_>, map: &'a Beyond, counted: &mut BTreeMap<Crossroads<'a>, Questions>) -> Questions {
    let position = replay.run();
    let Position::Ask(_) = position else {
        return Questions { longest: 0, mean: 0.0 };
    };
    let crossroads = map.crossroads(&replay, &position);
    if let Some(known) = counted.get(&crossroads) {
        return *known;
    }
    let mut sum = Questions { longest: 0, mean: 0.0 };
    let branches = branches(&replay, &position);
    let weight = u32::try_from(branches.len()).map_or(0.0, |choices| 1.0 / f64::from(choices));
    for branch in branches {
        let below = count(branch, map, counted);
        sum.longest = sum.longest.max(below.longest);
        sum.mean += below.mean * weight;
    }
    sum.longest += 1;
    sum.mean += 1.0;
    counted.insert(crossroads, sum);
    sum
}
