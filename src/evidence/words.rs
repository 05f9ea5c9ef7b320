//! The words of the knowledge that announce secrets, ready to be looked up at any place of a text, and the words of a text
//! with what stands around their core.

use crate::knowledge::Catalog;
use crate::knowledge::paste::{Announced, Around, Beside, Looks, Secret};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// A word that announces a secret, at a place of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Announces {
    pub secret: Secret,
    pub looks: Looks,
    /// In characters.
    pub length: usize,
}

/// The words of the knowledge.
pub(super) struct Words {
    /// By their first character, the longest first.
    announced: BTreeMap<char, Vec<(Vec<char>, Announces)>>,
    beside: BTreeMap<Around, BTreeSet<String>>,
}

impl Words {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let mut announced: BTreeMap<char, Vec<(Vec<char>, Announces)>> = BTreeMap::new();
        for Announced { secret, looks, words } in catalog.secrets() {
            for word in words {
                let word: Vec<char> = word.chars().collect();
                let length = word.len();
                let announces = Announces { secret, looks, length };
                if let Some(first) = word.first() {
                    announced.entry(*first).or_default().push((word, announces));
                }
            }
        }
        for words in announced.values_mut() {
            words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        }
        let mut beside: BTreeMap<Around, BTreeSet<String>> = BTreeMap::new();
        for Beside { says, words } in catalog.beside() {
            beside.entry(says).or_default().extend(words);
        }
        Self { announced, beside }
    }

    pub(super) fn says(&self, says: Around, word: &str) -> bool {
        self.beside.get(&says).is_some_and(|words| words.contains(word))
    }

    /// The words that say this.
    pub(super) fn all(&self, says: Around) -> impl Iterator<Item = &str> {
        self.beside.get(&says).into_iter().flatten().map(String::as_str)
    }

    /// What announces a secret at the beginning of `lower`, the longest word first.
    pub(super) fn announcing<'w>(&'w self, lower: &'w [char]) -> impl Iterator<Item = Announces> + use<'w> {
        let words = lower.first().and_then(|first| self.announced.get(first));
        let fits = move |word: &[char]| lower.get(..word.len()) == Some(word);
        words
            .into_iter()
            .flatten()
            .filter(move |(word, _)| fits(word))
            .map(|(_, a)| *a)
    }
}

/// A word of a line, between blanks: what it is without the signs around it, and the Korean ending behind that.
#[derive(Clone, Debug)]
pub(super) struct Word<'t> {
    pub at: Range<usize>,
    pub core: &'t str,
    pub core_at: Range<usize>,
    pub ending: &'t str,
    /// It is in quotes.
    pub quoted: bool,
    /// A sentence or clause ends behind it.
    pub ends: bool,
}

/// No word of the knowledge has so many bytes.
const LONGEST: usize = 256;

impl Word<'_> {
    /// Its core in lower case, to be looked up; what is too long to be known is nothing.
    pub(super) fn lower(&self) -> String {
        if self.core.len() > LONGEST {
            return String::new();
        }
        self.core.to_lowercase()
    }
}

const OPENING: &[char] = &[
    '"', '\'', '(', '[', '{', '<', '\u{201c}', '\u{2018}', '「', '『', '`', '*', '|',
];
const CLOSING: &[char] = &[
    '"', '\'', ')', ']', '}', '>', '\u{201d}', '\u{2019}', '」', '』', '`', '.', ',', ';', ':', '|',
];
const QUOTES: &[char] = &['"', '\'', '\u{201c}', '\u{2018}', '「', '『', '`', '<'];

pub(super) fn is_hangul(c: char) -> bool {
    ('가'..='힣').contains(&c) || ('ㄱ'..='ㅣ').contains(&c)
}

/// The words of `text`, which begins at `offset` of the whole. Each is read when it is asked for: who looks at the next few pays
/// for those alone.
pub(super) fn words(text: &str, offset: usize) -> impl Iterator<Item = Word<'_>> {
    let mut from = offset;
    text.split_inclusive(char::is_whitespace).filter_map(move |run| {
        let at = from;
        from += run.len();
        word(run.trim_end(), at)
    })
}

/// The last words of `text`, at most so many, in their order.
pub(super) fn last_words(text: &str, offset: usize, most: usize) -> Vec<Word<'_>> {
    let mut at = offset + text.len();
    let runs = text.split_inclusive(char::is_whitespace).rev();
    let words = runs.filter_map(|run| {
        at -= run.len();
        word(run.trim_end(), at)
    });
    let mut out: Vec<Word<'_>> = words.take(most).collect();
    out.reverse();
    out
}

/// The word that stands between blanks at `at`; nothing between two of them is none.
fn word(raw: &str, at: usize) -> Option<Word<'_>> {
    if raw.is_empty() {
        return None;
    }
    let placeholder = raw.starts_with("[removed:");
    let head = raw.trim_start_matches(OPENING);
    let lead = raw.len() - head.len();
    let mut core = head.trim_end_matches(CLOSING);
    let mut ending = "";
    // qwer1234!입니다: what is behind a word of another script is its ending
    if let Some(first) = core.chars().next().filter(|c| !is_hangul(*c))
        && !placeholder
        && let Some(cut) = core.char_indices().find(|(_, c)| is_hangul(*c)).map(|(cut, _)| cut)
        && cut >= first.len_utf8()
        && core.get(cut..).is_some_and(|rest| rest.chars().all(is_hangul))
    {
        ending = core.get(cut..).unwrap_or_default();
        core = core.get(..cut).unwrap_or_default().trim_end_matches(CLOSING);
    } else if let Some(digit) = core.rfind(|c: char| c.is_ascii_digit())
        && core.starts_with(is_hangul)
        && core
            .get(digit + 1..)
            .is_some_and(|rest| !rest.is_empty() && rest.chars().all(is_hangul))
    {
        // 사랑해1234로
        (core, ending) = core.split_at_checked(digit + 1).unwrap_or((core, ""));
    }
    let from = at + lead;
    let ends = raw.ends_with(['.', ',', ';', '\u{3002}']) || raw.ends_with(['!', '?']) && ending.is_empty();
    Some(Word {
        at: at..at + raw.len(),
        core,
        core_at: from..from + core.len(),
        ending,
        quoted: raw.starts_with(QUOTES) && lead > 0,
        ends,
    })
}

/// What stands between quotes at the beginning of `value`.
pub(super) fn quoted(value: &str) -> Option<Range<usize>> {
    let open = value.chars().next()?;
    let close = match open {
        '"' | '\'' | '`' => open,
        '\u{201c}' => '\u{201d}',
        '\u{2018}' => '\u{2019}',
        '「' => '」',
        '『' => '』',
        _ => return None,
    };
    let from = open.len_utf8();
    let length = value.get(from..)?.find(close)?;
    Some(from..from + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_a_core_and_a_korean_ending() {
        let text = "(qwer1234!입니다) \"hunter2\", 사랑해1234로 a. [removed: password]";
        let found: Vec<(&str, &str, bool)> = words(text, 0).map(|w| (w.core, w.ending, w.quoted)).collect();
        assert_eq!(
            found,
            [
                ("qwer1234!", "입니다", false),
                ("hunter2", "", true),
                ("사랑해1234", "로", false),
                ("a", "", false),
                ("removed", "", false),
                ("password", "", false),
            ]
        );
    }

    #[test]
    fn the_last_words_are_those_of_all_words_with_their_places() {
        let text = "  가 (b)\u{3000}c!  d입니다\t";
        let told = |words: &[Word<'_>]| {
            words
                .iter()
                .map(|w| (w.at.clone(), w.ending.to_owned()))
                .collect::<Vec<_>>()
        };
        let all: Vec<Word<'_>> = words(text, 7).collect();
        assert_eq!(all.len(), 4);
        for most in 0..6 {
            let last = last_words(text, 7, most);
            assert_eq!(told(&last), told(&all[4_usize.saturating_sub(most)..]), "{most}");
        }
    }
}
