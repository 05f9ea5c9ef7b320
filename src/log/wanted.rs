//! Which records are looked at: those of the providers and with the numbers that signals and stages of the knowledge name. The
//! providers of the sync server, which are those whose signals say whose computer they name, are counted whole.

use crate::knowledge::Catalog;
use crate::knowledge::rule::Records;
use crate::knowledge::signal::Codes;
use std::ops::RangeInclusive;

/// The providers that the knowledge knows.
pub(super) struct Wanted {
    providers: Vec<Provider>,
}

/// Who writes records that are looked at.
#[derive(Clone, Debug)]
pub(super) struct Provider {
    pub name: String,
    /// The name as an `.evtx` file has it: UTF-16, low byte first.
    pub wide: Vec<u8>,
    events: Vec<RangeInclusive<u32>>,
    /// Its records are counted, whatever their number.
    pub counted: bool,
}

impl Provider {
    /// Whether a record of this number is handed on.
    pub fn tells(&self, event: u32) -> bool {
        self.events.iter().any(|range| range.contains(&event))
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
        for source in catalog.stages().into_iter().flat_map(|stage| stage.of) {
            // the audit log is handed on whole
            if let Records::Events(first, last) = source.records {
                wanted.take(&source.provider, [first..=last], false);
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
            name: name.to_owned(),
            wide: name.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            events: events.into_iter().collect(),
            counted,
        });
    }

    pub fn named(&self, name: &str) -> Option<&Provider> {
        self.providers.iter().find(|p| p.name == name)
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

    /// The provider of this name in UTF-16.
    pub fn wide(&self, name: &[u8]) -> Option<&Provider> {
        self.providers.iter().find(|p| p.wide == name)
    }
}
