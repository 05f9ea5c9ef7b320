//! Rivals: entries that compete for the same words. What is said where each is meant stands in the knowledge (`rivals`);
//! here it settles which of two that were found comes first. Scores and verdicts are not its business.

use super::fold::Token;
use super::hangul;
use super::table::{Section, View};
use super::terms;
use std::collections::BTreeMap;

/// What a query says for each of some rivals, by group and entry.
pub struct Told<'a> {
    view: View<'a>,
    weights: BTreeMap<(u32, u32), usize>,
}

impl<'a> Told<'a> {
    pub fn of(view: &View<'a>, words: &[Token]) -> Self {
        let run = terms::stems(words);
        let mut weights = BTreeMap::new();
        let mut free = BTreeMap::new();
        for (at, token) in run.starts() {
            let Some(rest) = run.text.get(at..) else { continue };
            for said in view.phrases_at(Section::Rivals, rest) {
                let end = at + said.text.len();
                if run.ends(token, end).is_none() {
                    continue;
                }
                for place in said.owners().map(|(doc, group)| (group, doc)) {
                    // what stands inside a longer one counts once
                    let free = free.entry(place).or_insert(0);
                    if *free <= at {
                        *free = end;
                        *weights.entry(place).or_insert(0) += hangul::weight(said.text);
                    }
                }
            }
        }
        Self { view: *view, weights }
    }

    /// The rival of `first` that is meant instead of it, or itself where it is; `None` where nothing tells.
    pub fn meant(&self, first: u32) -> Option<u32> {
        let mut groups = self.groups().filter(|(_, doc)| *doc == first).map(|(group, _)| group);
        groups.find_map(|group| {
            let mut told: Vec<(usize, u32)> = self
                .weights
                .iter()
                .filter(|((of, _), _)| *of == group)
                .map(|((_, doc), weight)| (*weight, *doc))
                .collect();
            told.sort_by_key(|(weight, doc)| (std::cmp::Reverse(*weight), *doc));
            match told.as_slice() {
                [(_, doc)] => Some(*doc),
                // twice as much is said for it
                [(most, doc), (next, _), ..] if *most >= 2 * next => Some(*doc),
                _ => None,
            }
        })
    }

    /// Whether two entries are rivals.
    pub fn are_rivals(&self, one: u32, other: u32) -> bool {
        let of = |doc: u32| self.groups().filter(move |(_, d)| *d == doc).map(|(group, _)| group);
        of(one).any(|group| of(other).any(|other| other == group))
    }

    fn groups(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        let all = self
            .view
            .range(Section::RivalDocs, 0, self.view.count(Section::RivalDocs));
        all.map(|record| (record.number(0), record.number(1)))
    }
}
