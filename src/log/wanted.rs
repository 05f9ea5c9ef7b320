//! Which records are looked at: those of the providers and with the numbers that signals and stages of the knowledge name. The
//! providers of the sync server, which are those whose signals say whose computer they name, are counted whole. Of records that
//! only happen beside everything else, as those of hash synchronization, a few are looked at and the others summed up.

use crate::knowledge::Catalog;
use crate::knowledge::rule::{Mark, Part, Records, Source, Story};
use crate::knowledge::signal::Codes;
use std::ops::RangeInclusive;

/// The providers that the knowledge knows.
pub(super) struct Wanted {
    providers: Vec<Provider>,
}

/// Who writes records that are looked at.
#[derive(Clone, Debug)]
pub(super) struct Provider {
    /// Its place among the providers.
    pub place: usize,
    pub name: String,
    /// The name as an `.evtx` file has it: UTF-16, low byte first.
    wide: Vec<u8>,
    events: Vec<RangeInclusive<u32>>,
    beside: Vec<RangeInclusive<u32>>,
    /// Its records are counted, whatever their number.
    pub counted: bool,
}

/// What becomes of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is decoded and handed on.
    Told,
    /// It happens beside: the first of its kind are handed on, of the others it matters only when they were written.
    Beside,
    /// It is counted, where its provider is.
    Passed,
}

impl Provider {
    /// What becomes of a record of this number.
    pub fn fate(&self, event: u32) -> Fate {
        let holds = |ranges: &[RangeInclusive<u32>]| ranges.iter().any(|range| range.contains(&event));
        match () {
            () if holds(&self.beside) => Fate::Beside,
            () if holds(&self.events) => Fate::Told,
            () => Fate::Passed,
        }
    }
}

impl Wanted {
    pub fn of(catalog: &Catalog) -> Self {
        let mut wanted = Self { providers: Vec::new() };
        for signal in catalog.signals().into_iter().filter(|s| !s.provider.is_empty()) {
            let ranges = signal.codes.iter().filter_map(|codes| match codes {
                Codes::Events { first, last } => Some(*first..=*last),
                Codes::Result(_) => None,
            });
            wanted.take(&signal.provider, ranges, signal.computer.is_some());
        }
        let stages = catalog.stages();
        for source in stages.iter().flat_map(|stage| &stage.of) {
            // the audit log is handed on whole
            if let Records::Events(first, last) = source.records {
                wanted.take(&source.provider, [first..=last], false);
            }
        }
        // of these no rule reads what they say, and nothing else is told by them
        let read = marks(catalog);
        for (at, stage) in stages.iter().enumerate() {
            let plain = stage.text.is_empty() && stage.result.is_none() && stage.rules_out.is_empty();
            let beside = plain && (stage.story, stage.is) == (Story::Other, Part::Companion);
            for source in stage.of.iter().filter(|_| beside) {
                let Records::Events(first, last) = source.records else {
                    continue;
                };
                let before = stages.iter().take(at).flat_map(|stage| &stage.of);
                let mut others = before.chain(&read).filter(|other| other.provider == source.provider);
                let own = wanted.providers.iter_mut().find(|p| p.name == source.provider);
                if let Some(provider) = own.filter(|_| !others.any(|other| overlaps(other, first, last))) {
                    provider.beside.push(first..=last);
                }
            }
        }
        wanted
    }

    /// Adds records of a provider.
    fn take(&mut self, name: &str, events: impl IntoIterator<Item = RangeInclusive<u32>>, counted: bool) {
        if let Some(known) = self.providers.iter_mut().find(|provider| provider.name == name) {
            known.events.extend(events);
            known.counted |= counted;
            return;
        }
        self.providers.push(Provider {
            place: self.providers.len(),
            name: name.to_owned(),
            wide: name.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            events: events.into_iter().collect(),
            beside: Vec::new(),
            counted,
        });
    }

    pub fn at(&self, place: usize) -> Option<&Provider> {
        self.providers.get(place)
    }

    /// The provider of this name, whatever the case of its letters: so Windows and the rules compare them.
    pub fn named(&self, name: &str) -> Option<&Provider> {
        self.providers.iter().find(|p| p.name.eq_ignore_ascii_case(name))
    }

    /// The provider whose name stands in a value; of several the longest. The case of letters does not matter, as in what
    /// people paste.
    pub fn within(&self, value: &str) -> Option<&Provider> {
        let holds = |name: &str| {
            let mut windows = value.as_bytes().windows(name.len());
            windows.any(|part| part.eq_ignore_ascii_case(name.as_bytes()))
        };
        let found = self.providers.iter().filter(|provider| holds(&provider.name));
        found.max_by_key(|provider| provider.name.len())
    }

    /// The provider of this name in UTF-16, whatever the case of its letters.
    pub fn wide(&self, name: &[u8]) -> Option<&Provider> {
        self.providers.iter().find(|p| p.wide.eq_ignore_ascii_case(name))
    }
}

/// The records whose message a rule reads.
fn marks(catalog: &Catalog) -> Vec<Source> {
    let marks = catalog.rules().into_iter().flat_map(|rule| {
        let all = [rule.on, rule.beside, rule.without];
        all.into_iter().flatten()
    });
    let read = marks.filter(|mark: &Mark| !mark.is_plain());
    read.flat_map(|mark| mark.of).collect()
}

/// Whether a source has records of these numbers.
fn overlaps(source: &Source, first: u32, last: u32) -> bool {
    matches!(source.records, Records::Events(from, to) if from <= last && first <= to)
}
