//! The rules, ready to be asked: which marks a record bears, what it is in its story, and which rules hold for a story.

use super::seen::{Cite, Seen};
use crate::knowledge::Catalog;
use crate::knowledge::id::EntryId;
use crate::knowledge::rule::{Log, Mark, Part, Rule, Source, Stage, Story};
use regex::{Regex, RegexBuilder};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that the knowledge says about records.
pub(super) struct Book {
    stages: Vec<Stage>,
    pub rules: Vec<Rule>,
    /// For each rule the numbers of its marks: of those that decide, of those beside, of those that must not be there.
    needs: Vec<Needs>,
    marks: Vec<Ready>,
    /// The marks that a number can bear, worked out when it is first seen.
    by_event: BTreeMap<u32, Vec<usize>>,
    /// The sources that rules look for later in the log.
    pub awaited: Vec<Source>,
    pub logs: Vec<Log>,
    names: BTreeMap<String, u32>,
    known: BTreeMap<u32, EntryId>,
    /// Regular expressions that cannot be read, with the rule.
    pub unreadable: Vec<(String, String)>,
}

struct Needs {
    on: Vec<usize>,
    beside: Vec<usize>,
    without: Vec<usize>,
}

struct Ready {
    mark: Mark,
    codes: Vec<String>,
    texts: Vec<String>,
    matches: Option<Regex>,
}

impl Book {
    pub fn of(catalog: &Catalog) -> Self {
        let rules = catalog.rules();
        let mut book = Self {
            stages: catalog.stages(),
            needs: Vec::new(),
            marks: Vec::new(),
            by_event: BTreeMap::new(),
            awaited: Vec::new(),
            logs: catalog.logs(),
            names: BTreeMap::new(),
            known: BTreeMap::new(),
            unreadable: Vec::new(),
            rules: Vec::new(),
        };
        for rule in &rules {
            let mut add = |marks: &[Mark]| marks.iter().map(|mark| book.mark(&rule.id, mark)).collect();
            let needs = Needs {
                on: add(&rule.on),
                beside: add(&rule.beside),
                without: add(&rule.without),
            };
            book.needs.push(needs);
            for source in rule.unless_later.iter().chain(&rule.over_after) {
                if !book.awaited.contains(source) {
                    book.awaited.push(source.clone());
                }
            }
        }
        for (code, entries) in catalog.codes() {
            let number = |entry: &EntryId| entry.strip_prefix("event.")?.parse::<u32>().ok();
            if let Ok(event) = code.parse::<u32>() {
                book.known.extend(entries.first().map(|entry| (event, entry.clone())));
            } else if let Some(event) = entries.iter().find_map(number) {
                book.names.insert(code, event);
            }
        }
        book.rules = rules;
        book
    }

    fn mark(&mut self, rule: &str, mark: &Mark) -> usize {
        if let Some(at) = self.marks.iter().position(|ready| ready.mark == *mark) {
            return at;
        }
        // without the tables of Unicode, as all patterns; see `src/evidence/shapes.rs`
        let read = |spelling: &str| RegexBuilder::new(spelling).unicode(false).build();
        let matches = mark.matches.as_deref().map(read);
        if let Some(Err(error)) = &matches {
            self.unreadable.push((rule.to_owned(), error.to_string()));
        }
        let fold = |text: &String| {
            text.chars()
                .filter(|c| !c.is_whitespace())
                .flat_map(char::to_lowercase)
                .collect()
        };
        self.marks.push(Ready {
            codes: mark.canonical_codes(),
            texts: mark.text.iter().map(fold).collect(),
            matches: matches.and_then(Result::ok),
            mark: mark.clone(),
        });
        self.marks.len() - 1
    }

    /// The event that a name stands for.
    pub fn event_of(&self, name: &str) -> Option<u32> {
        self.names.get(&name.to_lowercase()).copied()
    }

    /// Whether a stage or an entry tells what such a record is.
    pub fn is_known(&self, provider: &str, event: u32) -> bool {
        let staged = self
            .stages
            .iter()
            .flat_map(|stage| &stage.of)
            .any(|s| s.holds(Some(provider), event));
        staged || self.known.contains_key(&event)
    }

    /// The entry that the number of an event means.
    pub fn entry_of(&self, event: u32) -> Option<&EntryId> {
        self.known.get(&event)
    }

    /// What a record is.
    pub fn stage(&self, cite: &Cite) -> Option<&Stage> {
        let (event, provider) = (cite.event?, cite.provider.as_deref());
        self.stages
            .iter()
            .find(|stage| stage.of.iter().any(|source| source.holds(provider, event)))
    }

    /// The story and part of a record; what nobody names stands by itself.
    pub fn part(&self, seen: &Seen) -> (Story, Part) {
        self.stage(&seen.cite)
            .map_or((Story::Other, Part::Companion), |stage| (stage.story, stage.is))
    }

    /// The marks that a record bears.
    pub fn marks(&mut self, seen: &Seen, message: &str) -> Vec<usize> {
        let provider = seen.cite.provider.as_deref();
        let marks = &self.marks;
        let candidates: &[usize] = match seen.cite.event {
            Some(event) => self.by_event.entry(event).or_insert_with(|| {
                let holding = marks.iter().enumerate().filter(|(_, ready)| {
                    ready
                        .mark
                        .of
                        .iter()
                        .any(|source| (source.first..=source.last).contains(&event))
                });
                holding.map(|(at, _)| at).collect()
            }),
            // a message alone: only what is known by its text
            None => &(0..marks.len())
                .filter(|at| marks.get(*at).is_some_and(|r| r.mark.of.is_empty()))
                .collect::<Vec<_>>(),
        };
        let bears = |ready: &Ready| {
            let wrote = seen
                .cite
                .event
                .is_none_or(|event| ready.mark.of.iter().any(|s| s.holds(provider, event)));
            wrote
                && (ready.codes.is_empty() || ready.codes.iter().any(|code| seen.codes.contains(code)))
                && ready.texts.iter().all(|text| seen.folded.contains(text.as_str()))
                && (ready.mark.matches.is_none() || ready.matches.as_ref().is_some_and(|regex| regex.is_match(message)))
        };
        let held = candidates.iter().copied();
        held.filter(|at| self.marks.get(*at).is_some_and(bears)).collect()
    }

    /// The rules that hold for a story with these marks, the one that answers first. Each with the mark that decided.
    pub fn holding(&self, marks: &BTreeSet<usize>) -> Vec<(usize, usize)> {
        let mut out: Vec<(usize, usize)> = Vec::new();
        for (at, needs) in self.needs.iter().enumerate() {
            let on = needs.on.iter().find(|mark| marks.contains(mark));
            let fits = needs.beside.iter().all(|mark| marks.contains(mark))
                && !needs.without.iter().any(|mark| marks.contains(mark));
            out.extend(on.filter(|_| fits).map(|mark| (at, *mark)));
        }
        out.sort_by_key(|(at, _)| self.rules.get(*at).map(|rule| (rule.alone, rule.rank)));
        out
    }
}
