//! Short queries that are still being typed: letters in order over titles and aliases, in Hangul down to the single
//! letter, and initials. The only place that knows the fuzzy matcher.

use super::hangul;
use super::table::{Name, Phrase, Record, Section, View};
use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use std::collections::BTreeSet;

/// Names that are looked at, and names that the matcher looks at closely; more would cost a frame and nobody reads so far.
const LOOKED_AT: usize = 2_000;
const CLOSELY: usize = 250;
/// Names found by their initials that are compared.
const MOST_NAMES: usize = 200;

/// Which letters a text in jamo holds, as bits: a name that lacks one of the query's cannot match.
pub fn letters(jamo: &str) -> u64 {
    jamo.chars().fold(0, |bits, c| {
        let bit = match c {
            'a'..='z' => c as u32 - 'a' as u32,
            '0'..='9' => 26,
            'ㄱ'..='ㅣ' => 27 + (c as u32 - 'ㄱ' as u32) % 37,
            _ => return bits,
        };
        bits | 1 << bit
    })
}

/// Initials beyond this many are not asked for.
const MOST_INITIALS: usize = 8;

/// The initials from the start of each word of Hangul on, the words run together: 비밀번호 초기화 is found by ㅂㅁㅂㅎ, by
/// ㅂㅁㅂㅎㅊㄱㅎ and by ㅊㄱㅎ.
pub fn initials(text: &str) -> Vec<String> {
    let mut heads: Vec<char> = Vec::new();
    let mut starts: Vec<usize> = Vec::new();
    let mut inside = false;
    for c in text.chars() {
        let head = hangul::initial(c);
        if let Some(head) = head {
            if !inside {
                starts.push(heads.len());
            }
            heads.push(head);
        }
        inside = head.is_some();
    }
    let from = |start: usize| heads.iter().skip(start).take(MOST_INITIALS).collect::<String>();
    starts
        .into_iter()
        .map(from)
        .filter(|found| found.chars().count() > 1)
        .collect()
}

fn is_initials(word: &str) -> bool {
    word.chars().all(|c| ('ㄱ'..='ㅎ').contains(&c))
}

/// The names that may match: those that begin a word with the longest initials asked for, otherwise all.
fn names<'a>(view: &View<'a>, query: &str) -> Box<dyn Iterator<Item = Record<'a>> + 'a> {
    let asked = query
        .split_whitespace()
        .filter(|w| is_initials(w))
        .max_by_key(|w| w.chars().count())
        .filter(|w| w.chars().count() > 1);
    let Some(asked) = asked else {
        return Box::new(view.range(Section::Names, 0, view.count(Section::Names)));
    };
    let asked: String = asked.chars().take(MOST_INITIALS).collect();
    let mut places: Vec<(u32, u32)> = view
        .phrases_between(Section::Initials, &asked, &format!("{asked}\u{10ffff}"))
        .flat_map(Phrase::owners)
        .take(LOOKED_AT)
        .collect();
    // a name that begins so stands before one that goes on so
    places.sort_unstable_by_key(|(name, later)| (*later, *name));
    let mut seen = BTreeSet::new();
    places.retain(|(name, _)| seen.insert(*name));
    places.truncate(MOST_NAMES);
    let view = *view;
    Box::new(
        places
            .into_iter()
            .map(move |(name, _)| view.record(Section::Names, name)),
    )
}

/// The entries whose title or an alias holds every word of `query`, with how well (0 to 1) and the name.
pub fn find<'a>(view: &View<'a>, query: &str) -> Vec<(u32, f32, &'a str)> {
    let words: Vec<(String, bool)> = query
        .split_whitespace()
        .map(|w| (hangul::jamo(w), is_initials(w)))
        .filter(|(w, _)| !w.is_empty())
        .collect();
    let wanted = words.iter().fold(0, |bits, (w, _)| bits | letters(w));
    let length: usize = words.iter().map(|(w, _)| w.chars().count()).sum();
    if wanted == 0 || length < 2 {
        return Vec::new();
    }
    let matcher = SkimMatcherV2::default().ignore_case();
    let mut out: Vec<(u32, f32, &str)> = Vec::new();
    let mut looked = 0;
    let mut closely = 0;
    for name in names(view, query) {
        let bits = u64::from(name.number(6)) | u64::from(name.number(7)) << 32;
        if bits & wanted != wanted || !matches!(Name::of(name.number(3)), Name::Title | Name::Alias) {
            continue;
        }
        looked += 1;
        if looked > LOOKED_AT {
            break;
        }
        let text = view.text(name, 1);
        let Some(score) = score(&matcher, text, &words, length, &mut closely) else {
            continue;
        };
        let doc = name.number(0);
        match out.iter_mut().find(|(d, ..)| *d == doc) {
            Some(best) if best.1 < score => (best.1, best.2) = (score, text),
            Some(_) => {}
            None => out.push((doc, score, text)),
        }
    }
    out.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    out.truncate(50);
    out
}

#[expect(clippy::cast_precision_loss, reason = "scores of a few hundred")]
fn score(
    matcher: &SkimMatcherV2,
    text: &str,
    words: &[(String, bool)],
    length: usize,
    closely: &mut usize,
) -> Option<f32> {
    let jamo = hangul::jamo(text);
    let heads: String = text
        .chars()
        .filter_map(|c| hangul::initial(c).or(c.is_whitespace().then_some(' ')))
        .collect();
    let squeezed: String = heads.chars().filter(|c| *c != ' ').collect();
    let mut total = 0.0;
    for (word, initials) in words {
        let (text, apart) = if *initials {
            (squeezed.as_str(), heads.as_str())
        } else {
            (jamo.as_str(), jamo.as_str())
        };
        // whole, best at the start; letters in order only where it is no initials: four consonants stand in any text
        let whole = if text.starts_with(word.as_str()) {
            Some(1.0)
        } else if apart.split(' ').any(|part| part.starts_with(word.as_str())) {
            Some(0.92)
        } else {
            text.contains(word.as_str()).then_some(0.65)
        };
        let count = word.chars().count() as f32;
        total += count
            * match whole {
                Some(share) => share,
                None if *initials => return None,
                None if *closely >= CLOSELY || !in_order(&jamo, word) => return None,
                None => {
                    *closely += 1;
                    (matcher.fuzzy_match(&jamo, word)? as f32 / (26.0 * count)).min(1.0) * 0.6
                }
            };
    }
    let shorter = 1.0 / (1.0 + text.chars().count() as f32 / 200.0);
    Some((total / length as f32 * shorter).clamp(0.0, 1.0))
}

/// Whether the letters of `word` stand in `text` in order: cheap, before the matcher looks closely.
fn in_order(text: &str, word: &str) -> bool {
    let mut rest = text.chars();
    word.chars().all(|wanted| rest.any(|c| c == wanted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn initials_are_kept_from_the_start_of_each_word_of_hangul() {
        assert_eq!(initials("비밀번호 초기화"), ["ㅂㅁㅂㅎㅊㄱㅎ", "ㅊㄱㅎ"]);
        assert_eq!(initials("AD 암호를 못 씀"), ["ㅇㅎㄹㅁㅆ", "ㅁㅆ"]);
        assert_eq!(initials("password"), Vec::<String>::new());
    }
}
