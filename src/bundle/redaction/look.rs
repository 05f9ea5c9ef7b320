//! One line after another, looked through for what it names, in what is written and in what is meant by it.

use super::beside;
use super::fields;
use super::labeled;
use super::memo::{self, Memo};
use super::ours;
use super::perhaps;
use super::prose::{self, Before};
use super::seen::{Found, Kind, Seen};
use super::shapes;
use super::tables::Tables;
use super::view::{View, may_be_escaped};
use super::words::{Set, WORDS};
use crate::text::fitting;
use std::collections::BTreeMap;
use std::ops::Range;

/// Looks through the lines of a text, in their order.
#[derive(Debug, Default)]
pub struct Look {
    before: Before,
    tables: Tables,
    /// An `id` in JSON that may be that of a person, and how many lines ago.
    id: Option<(String, usize)>,
    /// What only looks like the name of a person, as far as it is asked for, each with the line in which it stood first.
    doubts: Option<BTreeMap<String, String>>,
}

/// So much of a line is kept, in bytes, to show where a doubt stands.
const SHOWN: usize = 400;

impl Look {
    /// One that also gathers what only looks like a name.
    pub fn curious() -> Self {
        Self {
            doubts: Some(BTreeMap::new()),
            ..Self::default()
        }
    }

    /// Hands over what only looked like a name of a person, each with its line.
    pub fn doubts(&mut self) -> BTreeMap<String, String> {
        self.doubts.as_mut().map(std::mem::take).unwrap_or_default()
    }

    /// An object of JSON that names a person by address some lines below its `id`.
    fn object(&mut self, line: &str, out: &mut Found) {
        let bare = line.trim_matches([' ', '\t', ',', '\r']);
        if let Some(id) = bare.strip_prefix("\"id\"") {
            let id = id.trim_matches([' ', ':', '"']);
            let guid = id.len() == 36 && id.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
            self.id = guid.then(|| (id.to_owned(), 0));
        } else if bare.starts_with(['{', '}']) || bare.ends_with('{') {
            self.id = None;
        } else if let Some((id, lines)) = &mut self.id {
            *lines += 1;
            let lower = bare.to_lowercase();
            if lower.starts_with("\"userprincipalname\"") || lower.contains("samaccountname\"") {
                // it stands above, and is known from now on
                out.all.push(Seen {
                    kind: Kind::Object,
                    at: 0..0,
                    text: std::mem::take(id),
                    beside: None,
                });
                self.id = None;
            } else if *lines > 30 {
                self.id = None;
            }
        }
    }

    /// Is there nothing before that changes what a line says?
    fn is_plain(&self) -> bool {
        self.before == Before::default() && self.tables.is_outside() && self.id.is_none()
    }

    /// What a line names; `None` for one that the memo has, or has but for its numbers, so that it names nobody else and says nothing to
    /// the next one.
    pub fn unless_known(&mut self, memo: &mut Memo, line: &str) -> Option<Vec<Seen>> {
        let plain = self.is_plain();
        if plain && memo.knows(line) {
            self.tables.passed(line);
            return None;
        }
        let seen = self.line(line);
        // a blank line ends a record each time
        if plain && self.is_plain() && !is_blank(line) {
            memo.remember(line, is_whatever(line, &seen));
        }
        Some(seen)
    }

    /// What a line names, each with its place in what is written.
    pub fn line(&mut self, line: &str) -> Vec<Seen> {
        let mut out = Found::default();
        if may_be_escaped(line) {
            // what is meant counts before what is written: 40contoso.com is none
            for view in View::all(line).iter().rev() {
                let mut before = Before::default();
                let mut at = 0;
                for part in view.text.split('\n') {
                    for seen in named(part, &[], &mut before).all {
                        let place = view.raw(&(at + seen.at.start..at + seen.at.end));
                        if out.is_free(&place) {
                            out.all.push(Seen { at: place, ..seen });
                        }
                    }
                    at += part.len() + 1;
                }
            }
        }
        let rows = self.tables.fields(line);
        let found = named(line, &rows, &mut self.before);
        self.object(line, &mut out);
        if let Some(doubts) = &mut self.doubts {
            for name in perhaps::names(line, &found) {
                doubts.entry(name).or_insert_with(|| around(line));
            }
        }
        for seen in found.all {
            if out.is_free(&seen.at) {
                out.all.push(seen);
            }
        }
        out.all.sort_by_key(|seen| seen.at.start);
        out.all
    }
}

/// Are there no words in a line?
pub fn is_blank(line: &str) -> bool {
    line.chars().all(|c| c.is_whitespace() || "{}[],-=_*#".contains(c))
}

/// Would a line in which this was seen say the same with any other numbers? Nothing that was seen holds one, none is or begins the value
/// of a label, and none is in a word that is known by its digits.
fn is_whatever(line: &str, seen: &[Seen]) -> bool {
    let numbers = memo::numbers(line);
    let apart = |at: &Range<usize>| {
        let apart = |number: &Range<usize>| number.end <= at.start || at.end <= number.start;
        numbers.iter().all(apart)
    };
    let first_word = |field: &fields::Field<'_>| {
        let value = line.get(field.at.clone()).unwrap_or_default();
        let lead = value.len() - value.trim_start().len();
        let word = value
            .trim_start()
            .find(char::is_whitespace)
            .unwrap_or(value.len() - lead);
        field.at.start..field.at.start + lead + word
    };
    // %41, &#48;, \\u0041: digits that are letters
    let escaped = || line.contains('%') || line.contains("&#") || line.contains("\\u") || line.contains("\\U");
    numbers.is_empty()
        || !escaped()
            && seen.iter().all(|seen| apart(&seen.at))
            && fields::fields(line).iter().map(first_word).all(|at| apart(&at))
            && !numbers.iter().any(|number| is_known_by_digits(line, number))
}

/// `office365`, `w3.contoso.com`: a word of the list, or a domain.
fn is_known_by_digits(line: &str, number: &Range<usize>) -> bool {
    let before = line.get(..number.start).unwrap_or_default();
    let behind = line.get(number.end..).unwrap_or_default();
    let around = |part: fn(char) -> bool| {
        let start = before.trim_end_matches(part).len();
        let end = line.len() - behind.trim_start_matches(part).len();
        line.get(start..end).unwrap_or_default()
    };
    let dotted = around(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_')).trim_matches(['.', '-', '_']);
    dotted.contains('.') && ours::ends_as_domain(dotted) || WORDS.is(Set::Nobody, around(char::is_alphanumeric))
}

/// As much of a line as is shown.
fn around(line: &str) -> String {
    fitting(line.trim(), SHOWN).to_owned()
}

fn named(line: &str, rows: &[fields::Field<'_>], before: &mut Before) -> Found {
    let mut found = Found::default();
    shapes::sure(line, &mut found);
    labeled::take(line, rows, &mut found);
    labeled::take(line, &fields::fields(line), &mut found);
    labeled::take(line, fields::below(line, before.label).as_slice(), &mut found);
    before.label = fields::alone(line);
    prose::find(line, before, &mut found);
    beside::find(line, &mut found);
    before.spoke = beside::speaks(line, before.spoke, &mut found);
    shapes::loose(line, &mut found);
    found
}
