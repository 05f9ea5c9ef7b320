//! What the columns of events are called, and a record by its columns.

use crate::knowledge::Catalog;
use crate::knowledge::paste::{Holds, Keyword, Level};
use crate::knowledge::rule::Ended;
use std::collections::BTreeMap;

/// What the columns and levels are called, and who writes events.
pub(super) struct Columns {
    names: BTreeMap<String, Holds>,
    levels: BTreeMap<String, Level>,
    keywords: Vec<Keyword>,
    /// Providers, as they are written.
    providers: Vec<String>,
}

impl Columns {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let columns = catalog.columns().into_iter();
        let levels = catalog.levels().into_iter();
        let mut providers: Vec<String> = catalog.signals().into_iter().map(|signal| signal.provider).collect();
        providers.retain(|provider| !provider.is_empty());
        providers.sort();
        providers.dedup();
        Self {
            names: columns
                .flat_map(|c| c.words.into_iter().map(move |w| (w, c.holds)))
                .collect(),
            levels: levels
                .flat_map(|l| l.words.into_iter().map(move |w| (w, l.level)))
                .collect(),
            keywords: catalog.keywords(),
            providers,
        }
    }

    /// What a column of this name (lower case) holds.
    pub(super) fn holds(&self, name: &str) -> Option<Holds> {
        self.names.get(name.trim()).copied()
    }

    pub(super) fn level(&self, word: &str) -> Option<Level> {
        self.levels.get(&word.trim().to_lowercase()).copied()
    }

    /// How an event ended, by its keywords.
    pub(super) fn ended(&self, keywords: &str) -> Option<Ended> {
        let lower = keywords.trim().to_lowercase();
        let number = match lower.strip_prefix("0x") {
            Some(hex) => u64::from_str_radix(hex, 16).ok(),
            // PowerShell writes it with a sign
            None => lower
                .parse()
                .ok()
                .or_else(|| lower.parse().ok().map(i64::cast_unsigned)),
        };
        match number {
            Some(bits) => self.ended_by(bits),
            None => self.keyword(|keyword| keyword.words.iter().any(|word| lower.contains(word.as_str()))),
        }
    }

    /// The same, where they are a number.
    pub(super) fn ended_by(&self, bits: u64) -> Option<Ended> {
        self.keyword(|keyword| bits & keyword.bit != 0)
    }

    fn keyword(&self, says: impl Fn(&Keyword) -> bool) -> Option<Ended> {
        self.keywords
            .iter()
            .find(|keyword| says(keyword))
            .map(|keyword| keyword.result)
    }

    /// The provider that stands in a line.
    pub(super) fn provider(&self, line: &str) -> Option<(&str, usize)> {
        // none that is longer stands in it
        if let Some(known) = self.providers.iter().find(|known| *known == line) {
            return Some((known, 0));
        }
        let lower = line.to_ascii_lowercase();
        let found = self
            .providers
            .iter()
            .filter_map(|p| Some((p.as_str(), lower.find(&p.to_ascii_lowercase())?)));
        // the longest, where one name is a part of another
        found.max_by_key(|(provider, _)| provider.len())
    }
}

/// What stands in a column, where it says anything.
pub fn stated(value: &str) -> Option<&str> {
    let value = value.trim();
    let says = !value.is_empty() && !matches!(value, "N/A" | "해당 없음" | "-");
    says.then_some(value)
}

/// A record of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Record {
    /// Its first line, counted from 1.
    pub line: usize,
    pub fields: BTreeMap<Holds, String>,
    pub message: Vec<String>,
}

impl Record {
    pub(super) fn at(line: usize) -> Self {
        Self {
            line,
            ..Self::default()
        }
    }

    /// Keeps the first value of a column.
    pub(super) fn put(&mut self, holds: Option<Holds>, value: &str) {
        match holds {
            Some(Holds::Message) if !value.trim().is_empty() => self.message.push(value.trim().to_owned()),
            Some(Holds::Message | Holds::Other) | None => {}
            Some(holds) => {
                if let Some(value) = stated(value) {
                    self.fields.entry(holds).or_insert_with(|| value.to_owned());
                }
            }
        }
    }
}
