//! From words to terms: what a text is found by. A term is a group of synonyms (`=12`), a stem, or two syllables of
//! Hangul (`~비밀`), with the weight it carries. Entries and queries go through the same door.

use super::fold::{Run, Token};
use super::grammar::{Words, words};
use super::hangul;
use super::table::{Section, View};
use std::borrow::Cow;
use std::sync::LazyLock;

/// Something to find by, and the word it came from.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    pub text: String,
    pub weight: f32,
    pub token: usize,
    /// The last word that it came from; the same where it is one.
    pub last: usize,
}

const CONCEPT: f32 = 1.0;
const WORD: f32 = 0.9;
const WORD_IN_CONCEPT: f32 = 0.2;
const EOJEOL: f32 = 0.6;
const EOJEOL_IN_CONCEPT: f32 = 0.15;
const SYLLABLES: f32 = 0.3;
const SYLLABLES_IN_CONCEPT: f32 = 0.06;

static STOP: Words = Words::new(|| words("stop").collect());
static ALONE: Words = Words::new(|| words("alone").collect());
static FILLERS: Words = Words::new(|| words("filler").collect());
static PARTICLES: Words = Words::new(|| words("particle").collect());
static ENDINGS: LazyLock<Vec<&str>> = LazyLock::new(|| words("ending").collect());

/// A word in lower case that says nothing about what is wrong, or nothing alone.
pub fn is_empty_word(word: &str) -> bool {
    STOP.contains(word) || ALONE.contains(word)
}

/// A word that means something by itself: no stop word, no particle and no single letter.
pub fn means_something(token: &Token) -> bool {
    !is_stop(token) && !ALONE.contains(token.text.as_str()) && (token.hangul || token.text.chars().count() > 1)
}

pub fn is_stop(token: &Token) -> bool {
    STOP.contains(token.text.as_str()) || token.hangul && token.glued && PARTICLES.contains(token.text.as_str())
}

/// A light stem of an English word; numbers and short words stay.
pub fn stem(word: &str) -> Cow<'_, str> {
    if word.len() <= 3 || !word.bytes().all(|b| b.is_ascii_lowercase()) {
        return word.into();
    }
    let cut = |n: usize| word.get(..word.len() - n).unwrap_or(word);
    let mut base: Cow<'_, str> = if word.ends_with("ies") && word.len() > 4 {
        format!("{}y", cut(3)).into()
    } else if ["sses", "xes", "ches", "shes"].iter().any(|e| word.ends_with(e)) {
        cut(2).into()
    } else if word.ends_with('s') && !["ss", "us", "is"].iter().any(|e| word.ends_with(e)) {
        cut(1).into()
    } else {
        word.into()
    };
    let vowel = |w: &str| w.bytes().any(|b| b"aeiouy".contains(&b));
    let shorter = [("ing", ""), ("ied", "y"), ("ed", "")].iter().find_map(|(end, put)| {
        let rest = base.strip_suffix(end)?;
        (rest.len() >= 3 && vowel(rest) && !base.ends_with("eed")).then(|| format!("{rest}{put}"))
    });
    if let Some(mut short) = shorter {
        let mut last = short.bytes().rev();
        if let (Some(a), Some(b)) = (last.next(), last.next())
            && a == b
            && !b"lsz".contains(&a)
        {
            short.pop();
        }
        base = short.into();
    }
    if base.len() > 3 && base.ends_with('e') {
        base = base.get(..base.len() - 1).unwrap_or_default().to_owned().into();
    }
    base
}

/// The stem of an eojeol: particles and endings cut off, at least two syllables left (one before a particle).
pub fn stem_hangul(word: &str) -> &str {
    let mut word = word;
    for round in 0..2 {
        let syllables = word.chars().count();
        let by_ending = ENDINGS
            .iter()
            .filter_map(|e| word.strip_suffix(e))
            .find(|rest| rest.chars().count() >= 2);
        let by_particle = word
            .char_indices()
            .skip(if round == 0 { 1 } else { 2 })
            .filter_map(|(at, _)| word.split_at_checked(at))
            .find(|(rest, end)| PARTICLES.contains(end) && (rest.chars().count() >= 2 || syllables == 2 && round == 0))
            .map(|(rest, _)| rest);
        match by_ending.or(by_particle) {
            Some(rest) => word = rest,
            None => break,
        }
    }
    word
}

/// The stem of a word of either language.
pub fn stemmed(token: &Token) -> Cow<'_, str> {
    if token.hangul {
        stem_hangul(&token.text).into()
    } else {
        stem(&token.text)
    }
}

/// The words run together in the form in which synonyms are compared.
pub fn stems(tokens: &[Token]) -> Run {
    Run::of(tokens, |t| {
        if FILLERS.contains(t.text.as_str()) {
            "".into()
        } else if t.hangul {
            t.text.as_str().into()
        } else {
            stem(&t.text)
        }
    })
}

/// A group of synonyms that stands in a text.
pub struct Concept {
    pub group: u32,
    /// First and last token.
    pub tokens: (usize, usize),
    span: std::ops::Range<usize>,
}

impl Concept {
    /// Bytes of the folded text that it takes.
    pub fn len(&self) -> usize {
        self.span.len()
    }
}

/// The groups of synonyms in a text, from left to right, the longest member first.
pub fn concepts(view: &View<'_>, tokens: &[Token], run: &Run) -> Vec<Concept> {
    let mut out: Vec<Concept> = Vec::new();
    let mut free = 0;
    for (at, token) in run.starts() {
        if at < free {
            continue;
        }
        let Some(rest) = run.text.get(at..) else { continue };
        let found = view.phrases_at(Section::Members, rest).find_map(|member| {
            let end = at + member.text.len();
            let last = run.ends(token, end)?;
            // a single syllable counts only as a word of its own: 폰 is not in 아이폰
            let lone = member.text.chars().count() == 1;
            let whole = tokens.get(token).is_some_and(|t| stem_hangul(&t.text) == member.text);
            (!lone || whole).then(|| Concept {
                group: member.owners().next().map_or(0, |(group, _)| group),
                tokens: (token, last),
                span: at..end,
            })
        });
        if let Some(concept) = found {
            free = concept.span.end;
            out.push(concept);
        }
    }
    out
}

/// All terms of a text.
pub fn terms(view: &View<'_>, tokens: &[Token]) -> Vec<Term> {
    let run = stems(tokens);
    let found = concepts(view, tokens, &run);
    let mut out: Vec<Term> = found
        .iter()
        .map(|c| Term {
            text: format!("={}", c.group),
            weight: CONCEPT,
            token: c.tokens.0,
            last: c.tokens.1,
        })
        .collect();
    let inside = |at: usize| found.iter().any(|c| c.span.contains(&at));
    let mut before: Option<(char, usize, usize)> = None;
    for (index, (token, span)) in tokens.iter().zip(&run.spans).enumerate() {
        if is_stop(token) {
            before = None;
            continue;
        }
        if !token.hangul {
            before = None;
            let weight = if inside(span.start) { WORD_IN_CONCEPT } else { WORD };
            out.push(Term {
                text: stem(&token.text).into_owned(),
                weight,
                token: index,
                last: index,
            });
            continue;
        }
        let weight = if inside(span.start) { EOJEOL_IN_CONCEPT } else { EOJEOL };
        out.push(Term {
            text: stem_hangul(&token.text).to_owned(),
            weight,
            token: index,
            last: index,
        });
        for (offset, c) in token.text.char_indices().filter(|(_, c)| hangul::is_syllable(*c)) {
            let at = span.start + offset;
            if let Some((first, place, _)) = before {
                let covered = inside(place) && inside(at);
                let weight = if covered { SYLLABLES_IN_CONCEPT } else { SYLLABLES };
                out.push(Term {
                    text: format!("~{first}{c}"),
                    weight,
                    token: index,
                    last: index,
                });
            }
            before = Some((c, at, index));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::fold::Reading;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        for (a, b) in [
            ("resetting", "reset"),
            ("expired", "expires"),
            ("locked", "locking"),
            ("denied", "deny"),
            ("codes", "code"),
        ] {
            assert_eq!(stem(a), stem(b), "{a} {b}");
        }
        assert_eq!(stem("access"), "access");
        assert_eq!(stem("31003"), "31003");
    }

    #[test]
    fn particles_and_endings_fall_off() {
        assert_eq!(stem_hangul("암호를"), "암호");
        assert_eq!(stem_hangul("폰을"), "폰");
        assert_eq!(stem_hangul("서버에서는"), "서버");
        assert_eq!(stem_hangul("재설정했는데"), "재설정");
        assert_eq!(stem_hangul("암호"), "암호");
    }

    #[test]
    fn words_that_change_nothing_do_not_part_an_expression() {
        let run = |text: &str| stems(&Reading::new(vec![], vec![]).tokens(text)).text;
        assert_eq!(run("not being delivered"), run("not delivered"));
        assert_eq!(run("lost my phone"), run("lost the phone"));
        assert_ne!(run("not delivered"), run("delivered"));
    }
}
