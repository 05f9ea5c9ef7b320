//! Proof that walks come to an end: follows every answer of every tree within a bound, by the real engine.

use super::{Done, Journal, Outcome, Position, Walk, What, offered};
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

/// Walks every tree: each choice of each question is taken at least once from each stand of its branch, remedies never
/// help. At most `bound` positions a tree.
pub fn prove(catalog: &Catalog, bound: usize) -> Proof {
    let mut proof = Proof::default();
    for tree in catalog.trees() {
        let mut seen: BTreeSet<(String, Vec<(FactId, String)>)> = BTreeSet::new();
        let mut todo = vec![Journal::from(&tree.id, BTreeMap::new())];
        let mut left = bound;
        while let Some(journal) = todo.pop() {
            if left == 0 {
                break;
            }
            left -= 1;
            proof.positions += 1;
            let none = BTreeMap::new();
            let trace = Walk::new(catalog, &journal, &none).trace();
            proof.longest = proof.longest.max(trace.stops.len());
            if trace.stops.len() > MOST_STOPS {
                let last = trace.stops.last().map_or("", |s| s.id());
                proof.endless.push(format!("{} ... {last}", tree.id));
                continue;
            }
            let id = match &trace.position {
                Position::Ask(id) => id.to_string(),
                Position::Try(id) => id.to_string(),
                Position::Solved | Position::SupportCase => continue,
            };
            proof.visited.insert(id.clone());
            // the same question with the same facts goes on alike, whatever led to it
            let facts: Vec<_> = trace.facts.iter().map(|(k, v)| (k.clone(), v.clone())).collect();
            let branch = trace
                .stops
                .iter()
                .rev()
                .find_map(|stop| match &stop.what {
                    What::Asked { answer, .. } => Some(answer.clone()),
                    What::Tried { .. } => None,
                })
                .unwrap_or_default();
            if !seen.insert((format!("{id} {branch}"), facts)) {
                continue;
            }
            match &trace.position {
                Position::Ask(id) => {
                    let question = catalog.question(id).filter(|question| question.field.is_none());
                    let Some(question) = question else {
                        let mut next = journal;
                        next.answer(catalog, &none, id, "", Stamp::EPOCH);
                        todo.push(next);
                        continue;
                    };
                    for choice in offered(&question, |name| trace.facts.get(name).map(String::as_str)) {
                        let mut next = journal.clone();
                        next.answer(catalog, &none, id, &choice.id, Stamp::EPOCH);
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
                Position::Solved | Position::SupportCase => {}
            }
        }
    }
    proof
}
