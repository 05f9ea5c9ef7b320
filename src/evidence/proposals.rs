//! What a caller's own words propose for fields of the case: who is affected, since when, what changed. A person confirms it;
//! nothing is filled by itself.

use super::words::{is_hangul, last_words, words};
use crate::knowledge::Catalog;
use crate::knowledge::id::FieldId;
use crate::knowledge::paste::Hint;
use std::ops::Range;

/// A value that words propose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub field: FieldId,
    pub value: String,
    /// The words it came from.
    pub words: String,
}

/// At most so many words stand before or behind an expression.
const MOST_WORDS: usize = 7;

/// What `text` proposes, one value a field: the longest expression counts, of equal ones the first.
pub fn proposals(catalog: &Catalog, text: &str) -> Vec<Proposal> {
    let hints = catalog.hints();
    let mut found: Vec<(Range<usize>, &Hint)> = Vec::new();
    for (clause, at) in clauses(text) {
        let lower: String = clause
            .chars()
            .map(|c| {
                c.to_lowercase()
                    .next()
                    .filter(|l| l.len_utf8() == c.len_utf8())
                    .unwrap_or(c)
            })
            .collect();
        for hint in &hints {
            for word in &hint.words {
                let places = within(&lower, word, hint);
                found.extend(places.into_iter().map(|range| (at + range.start..at + range.end, hint)));
            }
        }
    }
    found.sort_by_key(|(range, _)| (std::cmp::Reverse(range.len()), range.start));
    let mut out: Vec<(Range<usize>, Proposal)> = Vec::new();
    for (range, hint) in found {
        let words = text.get(range.clone()).unwrap_or_default().trim();
        let taken = out.iter().any(|(other, proposal)| {
            let inside = other.start < range.end && range.start < other.end;
            proposal.field == hint.field || inside && hint.value.is_none()
        });
        if !taken {
            let value = hint.value.clone().unwrap_or_else(|| words.to_owned());
            let field = hint.field.clone();
            let words = words.to_owned();
            out.push((range, Proposal { field, value, words }));
        }
    }
    out.sort_by_key(|(range, _)| range.start);
    out.into_iter().map(|(_, proposal)| proposal).collect()
}

/// The clauses of a text with their places.
fn clauses(text: &str) -> Vec<(&str, usize)> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        // not the point of a number or the colon of a time
        let next = chars.peek().map(|(_, next)| *next);
        let ends =
            matches!(c, '\n' | ',' | ';' | '!' | '?' | '(' | ')') || c == '.' && next.is_none_or(char::is_whitespace);
        if ends {
            out.extend(text.get(start..at).map(|clause| (clause, start)));
            start = at + c.len_utf8();
        }
    }
    out.extend(text.get(start..).map(|clause| (clause, start)));
    out
}

/// Where an expression stands in a clause, with what it takes in.
fn within(clause: &str, word: &str, hint: &Hint) -> Vec<Range<usize>> {
    if let Some(head) = word.strip_suffix(" ...") {
        let places = at_words(clause, head, true);
        return places.filter_map(|place| behind(clause, place, hint)).collect();
    }
    if let Some(tail) = word.strip_prefix("...") {
        let glued = !tail.starts_with(' ');
        let tail = tail.trim_start();
        let places = clause.match_indices(tail).map(|(at, _)| at..at + tail.len());
        return places.filter_map(|place| before(clause, place, glued, hint)).collect();
    }
    at_words(clause, word, false).collect()
}

/// Where `word` stands as a word: nothing of its own script before it, and for Latin none behind.
fn at_words<'c>(clause: &'c str, word: &'c str, whole: bool) -> impl Iterator<Item = Range<usize>> + use<'c> {
    let joined = |before: Option<char>, inner: Option<char>| match (before, inner) {
        (Some(b), Some(i)) => b.is_ascii_alphanumeric() && i.is_ascii_alphanumeric() || is_hangul(b) && is_hangul(i),
        _ => false,
    };
    clause.match_indices(word).filter_map(move |(at, _)| {
        let end = at + word.len();
        let left = clause.get(..at).and_then(|c| c.chars().next_back());
        let right = clause.get(end..).and_then(|c| c.chars().next());
        let right_joined =
            right.is_some_and(|c| c.is_ascii_alphanumeric()) && word.ends_with(|c: char| c.is_ascii_alphanumeric());
        let cut = whole && right.is_some_and(|c| !c.is_whitespace());
        (!joined(left, word.chars().next()) && !right_joined && !cut).then_some(at..end)
    })
}

/// The expression with the words behind it.
fn behind(clause: &str, place: Range<usize>, hint: &Hint) -> Option<Range<usize>> {
    let rest = clause.get(place.end..)?;
    let words = words(rest, place.end).take(MOST_WORDS).map(|word| (word.at, word.core));
    let stop = |core: &str| {
        matches!(
            core,
            "but" | "so" | "when" | "he" | "she" | "they" | "we" | "i" | "the users" | "nobody" | "everyone"
        )
    };
    let (end, fits) = taken(words, hint, &|core| hint.only.is_empty() && stop(core));
    fits.then_some(place.start..end?)
}

/// The expression with the words in front of it.
fn before(clause: &str, place: Range<usize>, glued: bool, hint: &Hint) -> Option<Range<usize>> {
    let head = clause.get(..place.start)?;
    let apart = head.is_empty() || head.ends_with(char::is_whitespace);
    // the expression is a word or ends one
    let whole = clause
        .get(place.end..)?
        .chars()
        .next()
        .is_none_or(|c| !is_hangul(c) || !glued && "는도요".contains(c));
    if !whole || glued == apart {
        return None;
    }
    let most = if hint.only.is_empty() { 3 } else { MOST_WORDS };
    let mut start = None;
    let mut fits = false;
    for word in last_words(head, 0, most).into_iter().rev() {
        let (allowed, needed) = weighed(word.core, hint);
        if !allowed || word.ends && start.is_some() {
            break;
        }
        fits |= needed;
        start = Some(word.at.start);
    }
    fits.then_some(start?..place.end)
}

/// How far the words are taken in, and whether what is needed is among them.
fn taken<'w>(
    words: impl Iterator<Item = (Range<usize>, &'w str)>,
    hint: &Hint,
    stop: &dyn Fn(&str) -> bool,
) -> (Option<usize>, bool) {
    let (mut end, mut fits) = (None, false);
    for (at, core) in words {
        let (allowed, needed) = weighed(core, hint);
        if !allowed || stop(core) && end.is_some() {
            break;
        }
        fits |= needed;
        end = Some(at.end);
    }
    (end, fits)
}

/// Whether a word may be taken in, and whether it is one of those that are needed.
fn weighed(core: &str, hint: &Hint) -> (bool, bool) {
    let number = !hint.only.is_empty() && core.contains(|c: char| c.is_ascii_digit());
    let needed = number || hint.with.is_empty() || hint.with.iter().any(|begin| core.starts_with(begin.as_str()));
    let own = core.trim_end_matches(['에', '의', '쯤', '경']);
    let allowed = hint.only.is_empty() || needed || hint.only.iter().any(|word| word == own || word == core);
    (allowed, needed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposed(text: &str) -> Vec<(String, String)> {
        let found = proposals(&crate::builtin::catalog(), text).into_iter();
        found.map(|p| (p.field.to_string(), p.value)).collect()
    }

    #[test]
    fn a_callers_words_propose_who_since_when_and_what_changed() {
        for (text, wanted) in [
            (
                "Everyone gets SSPR_0029 since Saturday",
                vec![("affected", "all"), ("since", "since Saturday")],
            ),
            (
                "우리 부서만 지난주 금요일부터 안 돼요",
                vec![("affected", "some"), ("since", "지난주 금요일부터")],
            ),
            (
                "as of the proxy change nobody can reset",
                vec![
                    ("changed", "as of the proxy change nobody can reset"),
                    ("affected", "all"),
                ],
            ),
            (
                "방화벽 바꾼 뒤로 전사적으로 안 됩니다",
                vec![("changed", "방화벽 바꾼 뒤로"), ("affected", "all")],
            ),
            ("only me, everyone else is fine", vec![("affected", "one")]),
            (
                "It fails since 09:12 this morning.",
                vec![("since", "since 09:12 this morning")],
            ),
            (
                "어제 오후부터 저만 안 돼요",
                vec![("since", "어제 오후부터"), ("affected", "one")],
            ),
            (
                "After the firewall update on Friday, some users fail",
                vec![("changed", "After the firewall update on Friday"), ("affected", "some")],
            ),
            (
                "프록시 교체 후 몇 명이 실패합니다",
                vec![("changed", "프록시 교체 후"), ("affected", "some")],
            ),
            (
                "오늘 아침 9시부터 아무도 못 바꿔요",
                vec![("since", "오늘 아침 9시부터"), ("affected", "all")],
            ),
        ] {
            let found = proposed(text);
            let found: Vec<(&str, &str)> = found.iter().map(|(f, v)| (f.as_str(), v.as_str())).collect();
            if text.starts_with("as of") {
                assert!(
                    found
                        .iter()
                        .any(|(f, v)| *f == "changed" && v.starts_with("as of the proxy change")),
                    "{found:?}"
                );
                continue;
            }
            assert_eq!(found, wanted, "{text}");
        }
    }

    #[test]
    fn words_that_say_nothing_of_it_propose_nothing() {
        for text in [
            "the reset fails after the new password is entered",
            "처음부터 안 됐어요",
            "since the user is a guest",
            "암호를 바꾼 사용자",
            "",
        ] {
            let found = proposed(text);
            assert!(!found.iter().any(|(field, _)| field != "changed"), "{text}: {found:?}");
        }
    }
}
