//! Whether a word is a secret: what it looks like, weighed against how closely it is announced. The less it looks like one, the
//! closer the announcement must be.

use super::shapes::{self, Shape, shape};
use super::words::{Word, Words, is_hangul, words};
use crate::knowledge::Catalog;
use crate::knowledge::paste::{Around, Looks};

/// How close the announcement is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// A sign, or a word that says what it is.
    Is,
    /// It was set to this.
    SetTo,
    /// Nothing stands between.
    Next,
    /// Other words stand between.
    Loose,
}

/// Judges by the words of the knowledge.
pub(super) struct Judge<'a> {
    catalog: &'a Catalog,
    pub words: Words,
}

impl<'a> Judge<'a> {
    pub(super) fn of(catalog: &'a Catalog) -> Self {
        let words = Words::of(catalog);
        Self { catalog, words }
    }

    /// Whether a word is a secret of such looks, as closely announced as that. `last`: its clause ends with it.
    pub(super) fn is_told(&self, looks: Looks, word: &Word<'_>, link: Link, last: bool) -> bool {
        let core = word.core;
        let lower = core.trim_end_matches(['!', '?']).to_lowercase();
        let ending = self.words.says(Around::Ending, word.ending);
        let told = link == Link::Is || ending && word.ending != "로" && word.ending != "으로";
        let close = link != Link::Loose;
        let shape = shape(core);
        let number = |n: usize| match link {
            _ if self.counted(word.ending) => false,
            Link::Is => n >= 3,
            _ => {
                n >= 4
                    && !self.a_known_code(core)
                    && !(n == 4 && (core.starts_with("19") || core.starts_with("20")) && !told)
            }
        };
        match looks {
            Looks::Word | Looks::Phrase => match shape {
                Shape::Strong => true,
                Shape::Mixed => told || close && !self.a_name(core) || word.quoted && close,
                Shape::Named => told || link == Link::SetTo && !self.a_name(core) || word.quoted && close,
                Shape::Digits(n) => close && number(n),
                Shape::Plain => {
                    let says = self.words.says(Around::Harmless, &lower)
                        || self.words.says(Around::Between, &lower)
                        || self.says_something(&lower);
                    !says
                        && (link == Link::Is && last
                            || word.quoted && (told || link == Link::Next)
                            || !core.is_ascii() && told
                            || ending && told)
                }
                Shape::Other => told && shapes::perhaps_known(core.trim_end_matches(['!', '?'])),
            },
            Looks::Digits => match shape {
                Shape::Digits(n) => close && (4..=8).contains(&n) && number(n.max(4)),
                Shape::Mixed | Shape::Named => {
                    told && core.len() <= 12 && !self.a_name(core) && !self.a_known_code(core)
                }
                Shape::Strong => told,
                // 4417-0923
                Shape::Other => told && shapes::TWO_GROUPS.is_match(core),
                Shape::Plain => false,
            },
            Looks::SixDigits => {
                shape == Shape::Digits(6) && close && !self.a_known_code(core) && !self.counted(word.ending)
            }
            Looks::Blob => {
                let length = core.chars().count();
                let blob = match shape {
                    Shape::Strong | Shape::Mixed | Shape::Named => length >= 8,
                    Shape::Digits(n) => n >= 8 && told,
                    Shape::Plain => length >= 20 && told,
                    Shape::Other => length >= 20 && told && base64(core),
                };
                blob && close && (told || !self.a_name(core))
            }
            Looks::ResidentNumber => matches!(shape, Shape::Digits(6 | 7 | 13)) || shapes::RESIDENT.is_match(core),
        }
    }

    /// Nothing but words that say something of a password.
    pub(super) fn only_speaks(&self, text: &str) -> bool {
        words(text, 0).all(|word| {
            let lower = word.core.to_lowercase();
            let speaks = self.words.says(Around::Harmless, &lower) || self.words.says(Around::Between, &lower);
            speaks
                || self.says_something(&lower)
                || word.core.starts_with(is_hangul) && shape(word.core) == Shape::Other
        })
    }

    /// A plain word that says something of a password: expired, working, acceptable, correctly.
    fn says_something(&self, lower: &str) -> bool {
        let stems = ["ed", "ing", "able", "ible", "ly", "n't", "less", "ful", "ized", "ised"];
        lower.len() >= 5 && stems.iter().any(|end| lower.ends_with(end))
            || !self.catalog.by_code(lower).is_empty()
            || lower.len() < 3
            || lower.contains('-')
    }

    /// 3 times, 8 characters, 90 days: a number of something.
    pub(super) fn counted(&self, ending: &str) -> bool {
        const COUNTERS: [&str; 24] = [
            "년", "월", "일", "시", "분", "초", "번", "회", "개", "자", "자리", "명", "대", "차", "건", "호", "원",
            "시간", "주", "달", "개월", "점", "층", "포트",
        ];
        COUNTERS.iter().any(|c| ending.starts_with(c)) && !self.words.says(Around::Ending, ending)
    }

    pub(super) fn a_known_code(&self, core: &str) -> bool {
        let digits = core.chars().all(|c| c.is_ascii_digit());
        !self.catalog.by_code(core).is_empty() || digits && !self.catalog.by_code(&format!("aadsts{core}")).is_empty()
    }

    /// A name with a number behind it, such as that of a product.
    pub(super) fn a_name(&self, core: &str) -> bool {
        let lower = core.to_lowercase();
        let stem = lower.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | '-' | '_' | 'x'));
        // 포트8443, 내선4521
        let numbered = stem.starts_with(is_hangul) && self.words.says(Around::OtherNumber, stem);
        self.words.says(Around::Name, stem) || numbered || self.a_known_code(core)
    }
}

fn base64(core: &str) -> bool {
    core.chars()
        .all(|c| c.is_ascii_alphanumeric() || "+/=_-.~%".contains(c))
}
