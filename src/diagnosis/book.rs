//! The rules, ready to be asked: which marks a record bears, what it is in its story, and which rules hold for a story.

use super::seen::{Cite, Seen, folded};
use crate::knowledge::Catalog;
use crate::knowledge::id::EntryId;
use crate::knowledge::rule::{Log, Mark, OneAddress, Part, Records, Rule, Source, Stage, Story};
use memchr::memmem::Finder;
use regex::{Regex, RegexBuilder};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that the knowledge says about records.
pub(super) struct Book {
    /// Each with its texts as they are compared.
    stages: Vec<(Stage, Vec<Finder<'static>>)>,
    pub rules: Vec<Rule>,
    /// For each rule the numbers of its marks: of those that decide, of those beside, of those that must not be there.
    needs: Vec<Needs>,
    marks: Vec<Ready>,
    /// For each mark the rules for which it can decide.
    decides: Vec<Vec<usize>>,
    /// The marks that a number can bear, worked out when it is first seen.
    by_event: BTreeMap<u32, Vec<usize>>,
    /// Those that entries of the audit log can bear, and those of messages that say neither their source nor their number.
    of_activities: Vec<usize>,
    of_messages: Vec<usize>,
    /// The sources that rules look for later in the log.
    pub awaited: Vec<Source>,
    pub logs: Vec<Log>,
    names: BTreeMap<String, u32>,
    known: BTreeMap<u32, EntryId>,
    /// Regular expressions that cannot be read, with the rule.
    pub unreadable: Vec<(String, String)>,
}

/// A text as it is looked for.
fn ready(text: &str) -> Finder<'static> {
    Finder::new(&folded(text)).into_owned()
}

fn all_stand_in(texts: &[Finder<'_>], seen: &Seen, message: &str) -> bool {
    texts
        .iter()
        .all(|text| text.find(seen.folded(message).as_bytes()).is_some())
}

struct Needs {
    on: Vec<usize>,
    beside: Vec<usize>,
    without: Vec<usize>,
}

struct Ready {
    mark: Mark,
    codes: Vec<String>,
    texts: Vec<Finder<'static>>,
    matches: Option<Regex>,
}

impl Book {
    pub fn of(catalog: &Catalog) -> Self {
        let rules = catalog.rules();
        let stages = catalog.stages().into_iter();
        let stages = stages.map(|stage| {
            let texts = stage.text.iter().map(|text| ready(text)).collect();
            (stage, texts)
        });
        let mut book = Self {
            stages: stages.collect(),
            needs: Vec::new(),
            marks: Vec::new(),
            decides: Vec::new(),
            by_event: BTreeMap::new(),
            of_activities: Vec::new(),
            of_messages: Vec::new(),
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
        book.decides = vec![Vec::new(); book.marks.len()];
        for (at, needs) in book.needs.iter().enumerate() {
            for mark in &needs.on {
                if let Some(rules) = book.decides.get_mut(*mark) {
                    rules.push(at);
                }
            }
        }
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
        let at = self.marks.len();
        let is_activity = |source: &Source| matches!(source.records, Records::Activity(_));
        if mark.of.iter().any(is_activity) {
            self.of_activities.push(at);
        }
        if mark.of.is_empty() {
            self.of_messages.push(at);
        }
        self.marks.push(Ready {
            codes: mark.canonical_codes(),
            texts: mark.text.iter().map(|text| ready(text)).collect(),
            matches: matches.and_then(Result::ok),
            mark: mark.clone(),
        });
        at
    }

    /// The event that a name stands for.
    pub fn event_of(&self, name: &str) -> Option<u32> {
        self.names.get(&name.to_lowercase()).copied()
    }

    /// Whether a stage or an entry tells what such a record is.
    pub fn is_known(&self, provider: &str, event: u32) -> bool {
        let staged = self.stages.iter().flat_map(|(stage, _)| &stage.of);
        staged.into_iter().any(|s| s.holds(Some(provider), event)) || self.known.contains_key(&event)
    }

    /// The entry that the number of an event means.
    pub fn entry_of(&self, event: u32) -> Option<&EntryId> {
        self.known.get(&event)
    }

    /// Finds out what a record is: the story it belongs to and its part of it. What nobody names stands by itself.
    pub fn place(&self, seen: &mut Seen, message: &str) -> (Story, Part) {
        seen.cite.stage = self.stages.iter().position(|(stage, texts)| {
            stage.of.iter().any(|source| seen.cite.is_of(source))
                && stage.result.is_none_or(|ended| seen.ended == Some(ended))
                && all_stand_in(texts, seen, message)
        });
        let stage = self.stage(&seen.cite);
        stage.map_or((Story::Other, Part::Companion), |stage| (stage.story, stage.is))
    }

    /// What a record is that found its place.
    pub fn stage(&self, cite: &Cite) -> Option<&Stage> {
        self.stages.get(cite.stage?).map(|(stage, _)| stage)
    }

    /// The marks that a record bears.
    pub fn marks(&mut self, seen: &Seen, message: &str) -> Vec<usize> {
        let marks = &self.marks;
        let candidates: &[usize] = match (&seen.cite.activity, seen.cite.event) {
            (Some(_), _) => &self.of_activities,
            (None, None) => &self.of_messages,
            (None, Some(event)) => self.by_event.entry(event).or_insert_with(|| {
                let may = |ready: &Ready| ready.mark.of.iter().any(|source| source.may_hold(event));
                let holding = marks.iter().enumerate().filter(|(_, ready)| may(ready));
                holding.map(|(at, _)| at).collect()
            }),
        };
        let bears = |ready: &Ready| {
            let Ready { mark, codes, texts, .. } = ready;
            let claimed = seen.cite.claimed.as_ref().map(|(form, _)| *form);
            (mark.of.is_empty() || mark.of.iter().any(|source| seen.cite.is_of(source)))
                && mark.result.is_none_or(|ended| seen.ended == Some(ended))
                && mark.claims.is_none_or(|form| claimed == Some(form))
                && (codes.is_empty() || codes.iter().any(|code| seen.codes.contains(code)))
                && all_stand_in(texts, seen, message)
                && (mark.matches.is_none() || ready.matches.as_ref().is_some_and(|regex| regex.is_match(message)))
        };
        let held = candidates.iter().copied();
        held.filter(|at| self.marks.get(*at).is_some_and(bears)).collect()
    }

    /// The rules that ask for several users at one address and that one of these marks decides.
    pub fn crowds(&self, marks: &[usize]) -> impl Iterator<Item = (usize, OneAddress)> {
        let deciding = marks.iter().filter_map(|mark| self.decides.get(*mark)).flatten();
        let rules: BTreeSet<usize> = deciding.copied().collect();
        rules
            .into_iter()
            .filter_map(|at| Some((at, self.rules.get(at)?.one_address?)))
    }

    /// The rules that hold for a story with these marks, the one that answers first. Each with the mark that decided.
    pub fn holding(&self, marks: &BTreeSet<usize>) -> Vec<(usize, usize)> {
        let mut out: Vec<(usize, usize)> = Vec::new();
        let deciding = marks.iter().filter_map(|mark| self.decides.get(*mark)).flatten();
        let rules: BTreeSet<usize> = deciding.copied().collect();
        for at in rules {
            let Some(needs) = self.needs.get(at) else { continue };
            // one story has one user
            let is_alone = self.rules.get(at).is_some_and(|rule| rule.one_address.is_none());
            let on = needs.on.iter().find(|mark| is_alone && marks.contains(mark));
            let fits = needs.beside.iter().all(|mark| marks.contains(mark))
                && !needs.without.iter().any(|mark| marks.contains(mark));
            out.extend(on.filter(|_| fits).map(|mark| (at, *mark)));
        }
        out.sort_by_key(|(at, _)| self.rules.get(*at).map(|rule| (rule.alone, rule.rank)));
        out
    }
}
