//! The ways that walks may take: the real engine, forked at each answer; and the shortest way to an entry.

use super::replay::{Replay, offered};
use super::{Journal, Outcome, Position, Stop, What};
use crate::knowledge::condition::{Condition, NodeRef};
use crate::knowledge::id::{EntryId, FactId};
use crate::knowledge::{Catalog, SUPPORT_CASE};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};

/// The shortest way to an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    pub tree: String,
    /// What is answered, and which entries are passed because they do not help, in order; the entry itself is not among them.
    pub stops: Vec<Stop>,
}

/// What a stop adds to the length of a way. An entry that does not help is looked at, tried and judged, so a way around it is
/// shorter.
const QUESTION: usize = 1;
const ENTRY: usize = 3;

/// The shortest way to an entry over all trees; of equal ones that of the first tree and the first answers. `None` where no
/// walk comes to the entry.
pub fn shortest(catalog: &Catalog, entry: &EntryId) -> Option<Way> {
    let (fields, map) = (BTreeMap::new(), Beyond::of(catalog, true));
    let distances = map.distances(entry);
    let journals: Vec<Journal> = catalog
        .tree_ids()
        .iter()
        .map(|id| Journal::from(id, BTreeMap::new()))
        .collect();
    let (mut open, mut seen) = (Open::default(), BTreeSet::new());
    for journal in &journals {
        open.add(Replay::set_out(journal, catalog, &fields), &distances);
    }
    while let Some(mut replay) = open.nearest() {
        let position = replay.run();
        if position == Position::Try(entry.clone()) {
            return Some(Way {
                tree: replay.journal.start.clone(),
                stops: replay.stops,
            });
        }
        if seen.insert(map.crossroads(&replay, &position)) {
            for branch in branches(&replay, &position) {
                open.add(branch, &distances);
            }
        }
    }
    None
}

/// Walks that are to be followed, the one that may be shortest first.
#[derive(Default)]
struct Open<'a> {
    queue: BinaryHeap<Reverse<(usize, usize)>>,
    replays: Vec<Option<Replay<'a>>>,
}

impl<'a> Open<'a> {
    /// Adds a walk, unless nothing map of it leads to the entry.
    fn add(&mut self, replay: Replay<'a>, distances: &BTreeMap<String, usize>) {
        let left = replay
            .stack
            .iter()
            .filter_map(|ahead| distances.get(&ahead.node.id))
            .min();
        if let Some(left) = left {
            self.queue
                .push(Reverse((replay.stops.len() + left, self.replays.len())));
            self.replays.push(Some(replay));
        }
    }

    fn nearest(&mut self) -> Option<Replay<'a>> {
        let Reverse((_, at)) = self.queue.pop()?;
        self.replays.get_mut(at)?.take()
    }
}

/// The walks after each answer that is offered where `replay` stands, or after the entry there did not help.
pub(super) fn branches<'a>(replay: &Replay<'a>, position: &Position) -> Vec<Replay<'a>> {
    match position {
        Position::Ask(id) => {
            let Some(question) = replay.catalog.question(id) else {
                return Vec::new();
            };
            if question.field.is_some() {
                let mut passed = replay.clone();
                passed.asked(&question, None, "", None, false);
                return vec![passed];
            }
            let choices = offered(&question, |name| replay.known(name)).into_iter();
            choices
                .map(|choice| {
                    let mut chosen = replay.clone();
                    chosen.choose(&question, &choice, None, None, false);
                    chosen
                })
                .collect()
        }
        Position::Try(id) => {
            let mut passed = replay.clone();
            let what = What::Tried {
                entry: id.clone(),
                outcome: Outcome::NotFixed,
                detail: None,
            };
            let stop = Stop {
                what,
                parent: None,
                at: None,
                proven: false,
            };
            if let Some(entry) = replay.catalog.entry(id) {
                passed.pass(stop, &entry);
            }
            vec![passed]
        }
        Position::Concluded(_) | Position::SupportCase => Vec::new(),
    }
}

/// All that decides how a walk goes on: where it stands, the nodes still to come, which of them were there already, and the
/// facts that something map asks for. Two walks that are alike in it go on alike.
pub(super) type Crossroads<'a> = (String, Vec<String>, Vec<&'a str>, Vec<(FactId, String)>);

/// What may still come behind each node, whatever the conditions say.
pub(super) struct Beyond {
    /// Nodes that a node leads to at once.
    leads: BTreeMap<String, Vec<String>>,
    /// What passing a node adds to the length of a way.
    lengths: BTreeMap<String, usize>,
    /// The facts that a node asks for.
    asks: BTreeMap<String, BTreeSet<String>>,
}

impl Beyond {
    /// Of all knowledge; `past` entries as well, as a walk goes on where they did not help.
    pub(super) fn of(catalog: &Catalog, past: bool) -> Self {
        let mut map = Self {
            leads: BTreeMap::new(),
            lengths: BTreeMap::new(),
            asks: BTreeMap::new(),
        };
        for sequence in catalog.sequences() {
            map.node(&sequence.id, 0, &sequence.nodes, &[]);
        }
        for question in catalog.questions() {
            let choices = &question.choices;
            let nodes: Vec<NodeRef> = choices.iter().flat_map(|choice| choice.go.clone()).collect();
            let conditions: Vec<&Condition> = choices.iter().filter_map(|choice| choice.when.as_ref()).collect();
            map.node(&question.id, QUESTION, &nodes, &conditions);
            let asked = map.asks.entry(question.id.to_string()).or_default();
            asked.extend(question.sets.iter().map(ToString::to_string));
        }
        for entry in catalog.entries() {
            let next = if past { entry.next.as_slice() } else { &[] };
            let conditions: Vec<&Condition> = entry.when.iter().collect();
            map.node(&entry.id, ENTRY, next, &conditions);
        }
        map
    }

    fn node(&mut self, id: &str, length: usize, leads: &[NodeRef], conditions: &[&Condition]) {
        self.lengths.insert(id.to_owned(), length);
        let asked = leads.iter().filter_map(|node| node.when.as_ref());
        let asked = asked.chain(conditions.iter().copied()).flat_map(Condition::facts);
        let asked = asked.map(|(name, _)| name.to_owned()).collect();
        self.asks.insert(id.to_owned(), asked);
        let leads = leads.iter().map(|node| node.id.clone()).collect();
        self.leads.insert(id.to_owned(), leads);
    }

    pub(super) fn crossroads<'a>(&'a self, replay: &Replay<'_>, position: &Position) -> Crossroads<'a> {
        let here = match position {
            Position::Ask(id) => id.as_str(),
            Position::Try(id) => id.as_str(),
            Position::Concluded(_) | Position::SupportCase => SUPPORT_CASE,
        };
        let stack = || replay.stack.iter().map(|ahead| &ahead.node);
        let behind = self.behind(stack().map(|node| node.id.as_str()).chain([here]));
        let visited = behind.iter().copied().filter(|id| replay.visited.contains(*id));
        let asks = behind.iter().filter_map(|id| self.asks.get(*id));
        let mut asked: BTreeSet<&str> = asks.flatten().map(String::as_str).collect();
        let conditions = stack().filter_map(|node| node.when.as_ref());
        asked.extend(conditions.flat_map(Condition::facts).map(|(name, _)| name));
        let facts = replay.facts.iter().filter(|(fact, _)| asked.contains(fact.as_str()));
        (
            here.to_owned(),
            stack().map(ToString::to_string).collect(),
            visited.collect(),
            facts.map(|(fact, value)| (fact.clone(), value.clone())).collect(),
        )
    }

    /// Every node that may come from these on, themselves among them.
    fn behind<'a, 'n>(&'a self, nodes: impl Iterator<Item = &'n str>) -> BTreeSet<&'a str> {
        let mut all = BTreeSet::new();
        let mut todo: Vec<(&'a String, &'a Vec<String>)> =
            nodes.filter_map(|id| self.leads.get_key_value(id)).collect();
        while let Some((id, leads)) = todo.pop() {
            if all.insert(id.as_str()) {
                todo.extend(leads.iter().filter_map(|id| self.leads.get_key_value(id)));
            }
        }
        all
    }

    /// How long the way is at least from before a node to before the entry; nodes that do not lead there are left out.
    fn distances(&self, entry: &EntryId) -> BTreeMap<String, usize> {
        let mut distances = BTreeMap::from([(entry.to_string(), 0)]);
        loop {
            let mut nearer = Vec::new();
            for (id, leads) in &self.leads {
                let length = self.lengths.get(id).copied().unwrap_or_default();
                let below = leads.iter().filter_map(|lead| distances.get(lead)).min();
                let through = below.map(|below| below + length);
                if let Some(through) = through.filter(|new| distances.get(id).is_none_or(|old| new < old)) {
                    nearer.push((id.clone(), through));
                }
            }
            if nearer.is_empty() {
                return distances;
            }
            distances.extend(nearer);
        }
    }
}
