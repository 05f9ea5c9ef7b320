//! Redaction: what names a person, an address, a host or a tenant becomes a stable token, and secrets go, in any text, encoding and
//! escape. A census is taken of everything first ([`Census`]), for a name that is known anywhere is found everywhere; then each text is
//! told anew ([`told`]). Works on texts piece by piece, so that a log may be larger than memory. Never touches files.
//!
//! What names somebody by its form, by a label or by where it stands in a sentence is hidden; what only looks like a name is left and
//! can be asked for ([`Taking::curious`]). Codes, times, ids, versions and the hosts of the product stay, for they are the evidence.

mod beside;
mod census;
mod fields;
mod labeled;
mod look;
mod memo;
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
pub use look::Look;
pub use seen::{Kind, is_token};
pub use table::{Given, Table, Unfindable};

use crate::evidence::{Recognizer, Secret};
use crate::knowledge::Catalog;
use memo::Memo;
use std::borrow::Cow;
use std::cell::RefCell;
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
    /// Lines that hold neither a secret nor an anchor.
    memo: RefCell<Memo>,
}

impl<'a> Scrub<'a> {
    pub fn of(catalog: &'a Catalog) -> Self {
        Self {
            recognizer: Recognizer::of(catalog),
            memo: RefCell::default(),
        }
    }

    /// The text without secrets: `[removed: password]` and its like stand in their place. It begins and ends with a line.
    pub fn told(&self, text: &str, done: &mut Done) -> String {
        let mut out = String::with_capacity(text.len());
        for (part, known) in self.parts(text) {
            if known {
                out.push_str(part);
            } else {
                out.push_str(&self.looked_through(part, done));
            }
        }
        out
    }

    /// The text in parts: runs of lines that are known to hold nothing, and runs that are to be looked through. What announces a secret
    /// may stand in the line before, so a line that is known is passed over only beside such.
    fn parts<'t>(&self, text: &'t str) -> Vec<(&'t str, bool)> {
        let memo = self.memo.borrow();
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let known: Vec<bool> = lines.iter().map(|line| memo.has(memo::key(line, 0))).collect();
        let sure = |at: usize| {
            let beside = |at: Option<usize>| at.and_then(|at| known.get(at)).is_none_or(|known| *known);
            beside(Some(at)) && beside(at.checked_sub(1)) && beside(Some(at + 1))
        };
        let mut out = Vec::new();
        let (mut start, mut place) = (0, 0);
        for (at, line) in lines.iter().enumerate() {
            place += line.len();
            if at + 1 == lines.len() || sure(at) != sure(at + 1) {
                out.push((text.get(start..place).unwrap_or_default(), sure(at)));
                start = place;
            }
        }
        out
    }

    /// Takes secrets out of a part, and remembers its lines that hold neither a secret nor an anchor.
    fn looked_through(&self, part: &str, done: &mut Done) -> String {
        let text = self.rounds(part, done);
        let anchors = self.recognizer.anchors(part);
        let mut memo = self.memo.borrow_mut();
        let mut at = 0;
        for (line, told) in part.split_inclusive('\n').zip(text.split_inclusive('\n')) {
            let here = at..at + line.len();
            at = here.end;
            // behind a secret of several lines they stand elsewhere, and are looked at again
            if line == told
                && !anchors
                    .iter()
                    .any(|anchor| anchor.start < here.end && here.start < anchor.end)
            {
                memo.add(memo::key(line, 0));
            }
        }
        text
    }

    fn rounds(&self, text: &str, done: &mut Done) -> String {
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

    /// Does the text hold the value of a directory anchor that has no token?
    pub fn has_anchors(&self, text: &str) -> bool {
        let all = self.recognizer.anchors(text);
        all.into_iter().any(|place| !text.get(place).is_some_and(is_token))
    }

    /// The text without anchors that have no token, such as those in bytes.
    fn without_anchors(&self, text: String, done: &mut Done) -> String {
        let all = self.recognizer.anchors(&text);
        if all.is_empty() {
            return text;
        }
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        for place in all {
            let value = text.get(place.clone()).unwrap_or_default();
            if is_token(value) || value.contains("[removed") || place.start < at {
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

/// The text as those may see it for whom the table was made: without secrets and anchors, with tokens in the place of names.
pub fn told(scrub: &Scrub<'_>, table: &Table, text: &str, done: &mut Done) -> String {
    let mut out = String::with_capacity(text.len());
    for (part, known) in scrub.parts(text) {
        let clean = if known {
            Cow::Borrowed(part)
        } else {
            Cow::Owned(scrub.looked_through(part, done))
        };
        let mut told = String::with_capacity(clean.len());
        for line in clean.split_inclusive('\n') {
            let mut at = 0;
            for (place, token) in table.places(line) {
                told.push_str(line.get(at..place.start).unwrap_or_default());
                told.push_str(token);
                *done.tokens.entry(seen::word_of(token)).or_default() += 1;
                at = place.end;
            }
            told.push_str(line.get(at..).unwrap_or_default());
        }
        out.push_str(&if known { told } else { scrub.without_anchors(told, done) });
    }
    out
}

#[cfg(test)]
mod tests;
