//! Redaction: what names a person, an address, a host or a tenant becomes a stable token, and secrets go, in any text, encoding and
//! escape. A census is taken of everything first ([`Census`]), for a name that is known anywhere is found everywhere; then each text is
//! told anew ([`Redaction`]). Works on texts piece by piece, so that a log may be larger than memory. Never touches files.
//!
//! What names somebody by its form, by a label or by where it stands in a sentence is hidden; what only looks like a name is left and
//! can be asked for ([`Taking::curious`]). Codes, times, ids, versions and the hosts of the product stay, for they are the evidence.

mod census;
mod fields;
mod labeled;
mod look;
mod ours;
mod person;
mod prose;
mod seen;
mod shapes;
mod spellings;
mod table;
mod tables;
mod view;
mod words;

pub use census::{Census, Taking};
pub use ours::is_ours;
pub use seen::is_token;
pub use table::Table;

use crate::bundle::profile::Profile;
use crate::evidence::{Recognizer, Secret};
use crate::knowledge::Catalog;
use std::collections::BTreeMap;
use std::ops::Range;
use view::{View, may_be_escaped};

/// What was done to a text: how often each token was put in the place of a name, and each kind of secret removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Done {
    pub tokens: BTreeMap<&'static str, u64>,
    pub secrets: BTreeMap<&'static str, u64>,
}

impl Done {
    pub fn add(&mut self, other: &Self) {
        for (mine, others) in [(&mut self.tokens, &other.tokens), (&mut self.secrets, &other.secrets)] {
            for (word, count) in others {
                *mine.entry(word).or_default() += count;
            }
        }
    }

    /// Nothing was changed.
    pub fn is_nothing(&self) -> bool {
        self.tokens.is_empty() && self.secrets.is_empty()
    }
}

/// Takes secrets out of texts; the first half of redaction, before the census.
pub struct Scrub<'a> {
    recognizer: Recognizer<'a>,
}

impl<'a> Scrub<'a> {
    pub fn of(catalog: &'a Catalog) -> Self {
        Self {
            recognizer: Recognizer::of(catalog),
        }
    }

    /// The text without secrets: `[removed: password]` and its like stand in their place.
    pub fn told(&self, text: &str, done: &mut Done) -> String {
        let mut text = text.to_owned();
        // what is taken out may bring together what announces another
        for _ in 0..4 {
            let cuts = self.cuts(&text);
            if cuts.is_empty() {
                break;
            }
            let mut out = String::with_capacity(text.len());
            let mut at = 0;
            for (cut, secret) in cuts {
                out.push_str(text.get(at..cut.start).unwrap_or_default());
                out.push_str(&format!("[removed: {}]", secret.word()));
                *done.secrets.entry(secret.word()).or_default() += 1;
                at = cut.end;
            }
            out.push_str(text.get(at..).unwrap_or_default());
            text = out;
        }
        text
    }

    /// Where secrets stand, in what is written and in what is meant.
    fn cuts(&self, text: &str) -> Vec<(Range<usize>, Secret)> {
        let mut all = self.recognizer.secrets(text);
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            if may_be_escaped(line) {
                for view in View::all(line) {
                    let found = self.recognizer.secrets(&view.text).into_iter();
                    all.extend(found.map(|(cut, secret)| {
                        let raw = view.raw(&cut);
                        (at + raw.start..at + raw.end, secret)
                    }));
                }
            }
            at += line.len();
        }
        all.sort_by_key(|(cut, _)| (cut.start, std::cmp::Reverse(cut.end)));
        let mut out: Vec<(Range<usize>, Secret)> = Vec::new();
        for (cut, secret) in all {
            match out.last_mut() {
                Some((last, _)) if cut.start < last.end => last.end = last.end.max(cut.end),
                _ => out.push((cut, secret)),
            }
        }
        out
    }
}

/// Tells texts anew for those of a profile.
pub struct Redaction<'a> {
    scrub: Scrub<'a>,
    pub table: Table,
}

impl<'a> Redaction<'a> {
    pub fn of(catalog: &'a Catalog, census: Census, profile: Profile) -> Self {
        Self {
            scrub: Scrub::of(catalog),
            table: Table::counted(census, profile),
        }
    }

    /// The text as those of the profile may see it.
    pub fn told(&self, text: &str, done: &mut Done) -> String {
        let text = self.scrub.told(text, done);
        let mut out = String::with_capacity(text.len());
        for line in text.split_inclusive('\n') {
            let mut at = 0;
            for (place, token) in self.table.places(line) {
                out.push_str(line.get(at..place.start).unwrap_or_default());
                out.push_str(token);
                *done.tokens.entry(seen::word_of(token)).or_default() += 1;
                at = place.end;
            }
            out.push_str(line.get(at..).unwrap_or_default());
        }
        self.without_anchors(out, done)
    }

    /// The text without anchors that have no token, such as those in bytes.
    fn without_anchors(&self, text: String, done: &mut Done) -> String {
        let all = self.scrub.recognizer.anchors(&text);
        if all.is_empty() {
            return text;
        }
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for place in all {
            let value = text.get(place.clone()).unwrap_or_default();
            if is_token(value) || place.start < at {
                continue;
            }
            out.push_str(text.get(at..place.start).unwrap_or_default());
            out.push_str("[removed: anchor]");
            *done.secrets.entry("anchor").or_default() += 1;
            at = place.end;
        }
        out.push_str(text.get(at..).unwrap_or_default());
        out
    }
}

#[cfg(test)]
mod tests;
