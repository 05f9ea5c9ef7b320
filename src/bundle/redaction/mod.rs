//! Redaction: what names a person, an address, a host or a tenant becomes a stable token, and secrets go, in any text, encoding and
//! escape. A census is taken of everything first ([`Census`]), for a name that is known anywhere is found everywhere; then each text is
//! told anew ([`told`]). Works on texts piece by piece, so that a log may be larger than memory. Never touches files.
//!
//! What names somebody by its form, by a label or by where it stands in a sentence is hidden; what only looks like a name is left and
//! can be asked for ([`Taking::curious`]). Codes, times, ids, versions and the hosts of the product stay, for they are the evidence.

mod beside;
mod census;
mod done;
mod fields;
mod labeled;
mod look;
mod memo;
mod ours;
mod perhaps;
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
pub use done::Done;
pub use look::Look;
pub use memo::Memo;
pub use seen::{Kind, is_token};
pub use table::{Given, Table, Unfindable};

use crate::evidence::{Reach, Recognizer, Secret};
use crate::knowledge::Catalog;
use std::cell::RefCell;
use std::ops::Range;
use view::{View, may_be_escaped};

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

    /// The text without secrets: `[removed: password]` and its like stand in their place. It begins and ends with a line. True: it holds
    /// an anchor that has no token.
    pub fn told(&self, text: &str, done: &mut Done) -> (String, bool) {
        let mut out = String::with_capacity(text.len());
        let mut anchors = false;
        for (part, known) in self.parts(text) {
            if known {
                out.push_str(part);
            } else {
                let told = self.looked_through(part, done);
                anchors |= self.has_anchors(&told);
                out.push_str(&told);
            }
        }
        (out, anchors)
    }

    /// The text in parts: runs of lines that are known to hold nothing, and runs that are to be looked through. What announces a secret
    /// may stand in the line before, so a line that is known is passed over only beside such.
    fn parts<'t>(&self, text: &'t str) -> Vec<(&'t str, bool)> {
        let memo = self.memo.borrow();
        let mut out = Vec::new();
        let (mut start, mut place) = (0, 0);
        // of the line before, of this one and of the one behind: where it ends, and is it known?
        let mut lines = text
            .split_inclusive('\n')
            .map(|line| (line.len(), memo.knows(line)))
            .peekable();
        let (mut before, mut was_sure) = (true, None);
        while let Some((length, known)) = lines.next() {
            let sure = known && before && lines.peek().is_none_or(|(_, next)| *next);
            if let Some(was) = was_sure.filter(|was| *was != sure) {
                out.push((text.get(start..place).unwrap_or_default(), was));
                start = place;
            }
            place += length;
            (before, was_sure) = (known, Some(sure));
        }
        if let Some(sure) = was_sure {
            out.push((text.get(start..).unwrap_or_default(), sure));
        }
        out
    }

    /// Takes secrets out of a part, and remembers its lines that hold neither a secret nor an anchor and announce none beyond.
    fn looked_through(&self, part: &str, done: &mut Done) -> String {
        let text = self.rounds(part, done);
        let anchors = self.recognizer.anchors(part);
        let mut memo = self.memo.borrow_mut();
        let mut at = 0;
        for (line, told) in part.split_inclusive('\n').zip(text.split_inclusive('\n')) {
            let here = at..at + line.len();
            at = here.end;
            // behind a secret of several lines they stand elsewhere, and are looked at again
            let nothing = line == told
                && !anchors
                    .iter()
                    .any(|anchor| anchor.start < here.end && here.start < anchor.end);
            if !nothing {
                continue;
            }
            match self.recognizer.reach(line) {
                Reach::Further => {}
                Reach::Line => memo.remember(line, false),
                Reach::Nothing => memo.remember(line, memo::numbers(line).iter().all(|at| is_plain(line, at))),
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

/// Does a number stand in a word that has no sign of a password, and no ending that says what something was set to?
fn is_plain(line: &str, number: &Range<usize>) -> bool {
    let before = line.get(..number.start).unwrap_or_default();
    let behind = line.get(number.end..).unwrap_or_default();
    let head = before.rsplit(char::is_whitespace).next().unwrap_or_default();
    let tail = behind.split(char::is_whitespace).next().unwrap_or_default();
    let odd = |c: char| "!@#$%^&*?~+".contains(c);
    !head.contains(odd) && !tail.contains(odd) && !tail.contains('로')
}

/// The text as those may see it for whom the table was made: without secrets and anchors, with tokens in the place of names.
pub fn told(scrub: &Scrub<'_>, table: &Table, text: &str, done: &mut Done) -> String {
    let mut out = String::with_capacity(text.len());
    for (part, known) in scrub.parts(text) {
        if known {
            table.tell(part, &mut out, done);
            continue;
        }
        let clean = scrub.looked_through(part, done);
        let mut told = String::with_capacity(clean.len());
        table.tell(&clean, &mut told, done);
        out.push_str(&scrub.without_anchors(told, done));
    }
    out
}

#[cfg(test)]
mod tests;
