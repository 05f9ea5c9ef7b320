//! Ranking by words: how well each entry answers words that are neither a code nor a known message. BM25 over terms, then
//! the best names looked at closely. Owns typing mistakes and words half typed; never decides how sure an answer is.

use super::clauses;
use super::fold::{Reading, Token};
use super::hangul;
use super::index::{self, K1};
use super::table::{self, Name, Section, View};
use super::terms::{Concept, concepts, is_stop, stem, stem_hangul, stemmed, stems, terms};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Terms of a paste beyond this many do not change the ranking.
const MOST_TERMS: usize = 96;
/// Words that a half-typed word may become.
const MOST_ENDINGS: usize = 48;
/// How much the best name of an entry says, against all its words together.
const NEARNESS: f32 = 0.45;
/// Longer texts are taken as they are written.
const MOST_MENDED: usize = 24;
/// What a clause alone says, against the whole that it is a part of.
const SAID: f32 = 0.3;
/// Entries whose names are looked at closely.
const CLOSELY: usize = 60;

/// A query as terms.
pub struct Query {
    terms: Vec<Wanted>,
    /// What all terms weigh, unknown ones included.
    pub mass: f32,
    /// A word was read as another one.
    pub mended: bool,
    pub tokens: Vec<Token>,
    /// Runs of one or two clauses with what their terms weigh; empty where all is one clause.
    spans: Vec<Span>,
}

/// Neighboring clauses.
struct Span {
    clauses: Range<usize>,
    mass: f32,
}

struct Wanted {
    /// The clauses in which it stands, as bits.
    clauses: u32,
    /// Terms that count as this one, with how much.
    alternatives: Vec<(u32, f32)>,
    weight: f32,
    rarity: f32,
}

/// An entry and how well it answers (0 to 1).
#[derive(Clone, Copy, Debug)]
pub struct Ranked<'a> {
    pub doc: u32,
    pub score: f32,
    /// How well its best name alone answers.
    pub likeness: f32,
    pub name: &'a str,
}

fn rarest(view: &View<'_>) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "a number of entries")]
    let count = view.count(Section::Docs) as f32;
    index::log(1.0 + 2.0 * (count + 0.5)).min(7.0)
}

fn exact_member(view: &View<'_>, text: &str) -> bool {
    view.phrases_between(Section::Members, text, text).next().is_some()
}

fn knows(view: &View<'_>, token: &Token) -> bool {
    let stemmed = stemmed(token);
    is_stop(token) || exact_member(view, &stemmed) || view.term(&stemmed).is_some()
}

/// Whether synonyms cover every syllable, as in 비밀번호초기화.
fn covered(view: &View<'_>, token: &Token) -> bool {
    let one = std::slice::from_ref(token);
    let run = stems(one);
    let found = concepts(view, one, &run);
    !found.is_empty() && found.iter().map(Concept::len).sum::<usize>() * 10 >= token.text.len() * 6
}

/// The tokens with words read from the wrong keyboard put right.
pub fn rekeyed(view: &View<'_>, reading: &Reading, tokens: Vec<Token>) -> Vec<Token> {
    let read = |token: Token| other_keyboard(view, reading, &token).unwrap_or(token);
    tokens.into_iter().map(read).collect()
}

/// An unknown word as the other keyboard would have written it, where that is known.
fn other_keyboard(view: &View<'_>, reading: &Reading, token: &Token) -> Option<Token> {
    if knows(view, token) {
        return None;
    }
    let read = |text, hangul| Token {
        text,
        hangul,
        ..token.clone()
    };
    if token.hangul {
        let latin = read(hangul::to_latin(&token.text), false);
        let meant = latin.text.len() > 2 && knows(view, &latin) && !is_stop(&latin);
        return (meant && token.text.chars().any(hangul::is_jamo)).then_some(latin);
    }
    let typed = hangul::to_hangul(&token.text);
    if typed.chars().count() < 2 || !typed.chars().all(hangul::is_syllable) {
        return None;
    }
    let folded = reading.tokens(&typed).into_iter().next().map(|t| t.text);
    let hangul = read(folded.unwrap_or(typed), true);
    (knows(view, &hangul) || covered(view, &hangul)).then_some(hangul)
}

/// Puts right what is nearly a known word. The last word of a query that is still being typed is left alone.
fn mend(view: &View<'_>, tokens: &mut [Token], typing: bool) -> bool {
    let count = tokens.len();
    let mut mended = false;
    for (index, token) in tokens.iter_mut().enumerate() {
        let last = typing && index + 1 == count;
        if knows(view, token) || last && endings(view, token).next().is_some() {
            continue;
        }
        let better = if token.hangul {
            nearest_hangul(view, token)
        } else {
            nearest_latin(view, &token.text)
        };
        if let Some(better) = better {
            token.text = better;
            mended = true;
        }
    }
    mended
}

fn nearest_latin(view: &View<'_>, word: &str) -> Option<String> {
    let stemmed = stem(word);
    if stemmed.len() < 4 || !stemmed.bytes().all(|b| b.is_ascii_lowercase()) {
        return None;
    }
    let allowed = if stemmed.len() < 8 { 1 } else { 2 };
    nearest(view, view.terms_between("a", "zz"), allowed, |text| {
        if text.len().abs_diff(stemmed.len()) > allowed || text.len() < 4 {
            return None;
        }
        // a first letter that differs is rarely a slip
        let slip = usize::from(text.as_bytes().first() != stemmed.as_bytes().first());
        Some(strsim::osa_distance(text, &stemmed) + slip)
    })
}

fn nearest_hangul(view: &View<'_>, token: &Token) -> Option<String> {
    let stemmed = stem_hangul(&token.text);
    let typed = hangul::jamo(stemmed);
    let syllables = stemmed.chars().count();
    if syllables < 2 || typed.chars().count() < 6 || covered(view, token) {
        return None;
    }
    let allowed = if typed.chars().count() < 9 { 1 } else { 2 };
    let first = stemmed.chars().next();
    let last = stemmed.chars().next_back();
    nearest(view, view.terms_between("가", "힣\u{10ffff}"), allowed, |text| {
        let (one, other) = (text.chars().next(), text.chars().next_back());
        let far = text.len().abs_diff(stemmed.len()) > 3 || (one != first && other != last);
        (!far && text.chars().count() >= 2).then(|| strsim::osa_distance(&hangul::jamo(text), &typed))
    })
}

/// The nearest of some terms, of equal ones the most frequent.
fn nearest(
    view: &View<'_>,
    terms: Range<u32>,
    most: usize,
    distance: impl Fn(&str) -> Option<usize>,
) -> Option<String> {
    let measured = terms.filter_map(|at| {
        let record = view.record(Section::Terms, at);
        let text = view.text(record, 0);
        let far = distance(text)?;
        (far <= most).then_some((far, Reverse(record.number(3)), text))
    });
    measured.min().map(|(.., text)| text.to_owned())
}

/// The terms that a half-typed word may become.
fn endings<'v>(view: &'v View<'_>, token: &Token) -> impl Iterator<Item = u32> + 'v {
    let ranges = if token.hangul {
        hangul::ways_on(&token.text)
    } else {
        vec![(token.text.clone(), format!("{}\u{10ffff}", token.text))]
    };
    ranges.into_iter().flat_map(|(from, to)| {
        let terms = view.terms_between(&from, &to);
        let groups = view
            .phrases_between(Section::Members, &from, &to)
            .flat_map(table::Phrase::owners)
            .map(|(group, _)| group);
        let groups: BTreeSet<u32> = groups.take(8 * MOST_ENDINGS).collect();
        terms
            .take(MOST_ENDINGS)
            .chain(groups.into_iter().filter_map(|g| view.term(&format!("={g}"))).take(12))
    })
}

impl Query {
    /// The query that `tokens` are; `typing` where the last word may still grow.
    pub fn of(view: &View<'_>, text: &str, mut tokens: Vec<Token>, typing: bool) -> Self {
        let mended = tokens.len() <= MOST_MENDED && mend(view, &mut tokens, typing);
        let parted = clauses::clauses(text, &tokens);
        let count = parted.last().map_or(0, |last| last + 1);
        let mut masses = [0.0_f32; clauses::MOST];
        let mut by_text: BTreeMap<String, (f32, usize, u32)> = BTreeMap::new();
        for term in terms(view, &tokens) {
            let place = by_text.entry(term.text).or_insert((0.0, term.token, 0));
            place.0 = place.0.max(term.weight);
            place.2 |= parted.get(term.token).map_or(0, |clause| 1 << clause);
        }
        let unknown_rarity = rarest(view);
        let mut wanted = Vec::new();
        let mut unknown = 0.0;
        let last = tokens.len().checked_sub(1).filter(|_| typing);
        let grows: Vec<u32> = last
            .and_then(|at| tokens.get(at))
            .filter(|t| t.text.chars().count() >= if t.hangul { 1 } else { 2 })
            .map(|token| endings(view, token).collect())
            .unwrap_or_default();
        for (text, (weight, token, clauses)) in &by_text {
            let known = view.term(text);
            let mut alternatives: Vec<(u32, f32)> = known.map(|at| (at, 1.0)).into_iter().collect();
            let open = last == Some(*token) && !text.starts_with(['=', '~']);
            if open {
                let rest = grows.iter().filter(|at| Some(**at) != known);
                alternatives.extend(rest.map(|at| (*at, if known.is_some() { 0.4 } else { 0.9 })));
            }
            let rarity = alternatives
                .iter()
                .map(|(at, _)| view.record(Section::Terms, *at).real(4))
                .fold(f32::NAN, f32::min);
            if alternatives.is_empty() {
                // inflected Hangul is often unknown as a word and still known by its syllables
                let weight = match text.chars().next() {
                    Some('~') => 0.06,
                    Some(c) if hangul::is_hangul(c) => 0.15,
                    _ => *weight,
                };
                unknown += weight * unknown_rarity;
                weigh(&mut masses, *clauses, weight * unknown_rarity);
                continue;
            }
            weigh(&mut masses, *clauses, weight * rarity);
            wanted.push(Wanted {
                clauses: *clauses,
                alternatives,
                weight: *weight,
                rarity,
            });
        }
        wanted.sort_by(|a, b| (b.weight * b.rarity).total_cmp(&(a.weight * a.rarity)));
        wanted.truncate(MOST_TERMS);
        let mass = wanted.iter().map(|w| w.weight * w.rarity).sum::<f32>() + unknown;
        Self {
            terms: wanted,
            mass,
            mended,
            tokens,
            spans: spans(&masses, count),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// No word is whole yet: each may still become one that is known.
    pub fn begun(&self, view: &View<'_>) -> bool {
        let whole =
            |token: &Token| (token.hangul || token.text.len() > 2) && (knows(view, token) || covered(view, token));
        !self.tokens.iter().any(whole)
    }

    /// How much of the query an entry holds anywhere, by weight (0 to 1).
    pub fn share(&self, view: &View<'_>, doc: u32) -> f32 {
        let held = self
            .terms
            .iter()
            .filter(|w| w.alternatives.iter().any(|(term, _)| view.holds(*term, doc)));
        held.map(|w| w.weight * w.rarity).sum::<f32>() / self.mass.max(0.1)
    }

    /// The entries that answer, best first.
    pub fn rank<'a>(&self, view: &View<'a>) -> Vec<Ranked<'a>> {
        let count = usize::try_from(view.count(Section::Docs)).unwrap_or(0);
        let mut scores = vec![0.0_f32; count];
        for wanted in &self.terms {
            if let [(term, factor)] = wanted.alternatives.as_slice() {
                for post in postings(view, *term) {
                    if let Some(score) = slot(&mut scores, post.number(0)) {
                        *score += post.real(1) * factor * wanted.weight;
                    }
                }
                continue;
            }
            // of several endings the best one counts
            let mut best = vec![0.0_f32; count];
            for (term, factor) in &wanted.alternatives {
                for post in postings(view, *term) {
                    if let Some(slot) = slot(&mut best, post.number(0)) {
                        *slot = slot.max(post.real(1) * factor * wanted.weight);
                    }
                }
            }
            scores.iter_mut().zip(best).for_each(|(score, more)| *score += more);
        }
        let ideal = (self.mass * (K1 + 1.0)).max(1.0);
        let weights = self.weights();
        let mut out: Vec<Ranked<'a>> = highest(&scores, CLOSELY)
            .into_iter()
            .map(|(doc, score)| {
                let (likeness, name) = self.likeness(view, doc, &weights);
                Ranked {
                    doc,
                    score: ((1.0 - NEARNESS) * score / ideal + NEARNESS * likeness).min(1.0),
                    likeness,
                    name,
                }
            })
            .collect();
        out.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.doc.cmp(&b.doc)));
        out
    }

    fn weights(&self) -> BTreeMap<u32, (f32, usize)> {
        let mut out = BTreeMap::new();
        for (index, wanted) in self.terms.iter().enumerate() {
            for (term, factor) in &wanted.alternatives {
                let weight = wanted.weight * factor * wanted.rarity;
                let slot = out.entry(*term).or_insert((weight, index));
                if slot.0 < weight {
                    *slot = (weight, index);
                }
            }
        }
        out
    }

    /// How much of the query the best name of an entry holds, and how much of the name the query.
    fn likeness<'a>(&self, view: &View<'a>, doc: u32, weights: &BTreeMap<u32, (f32, usize)>) -> (f32, &'a str) {
        let names = view.names(doc);
        let long = self.terms.len() > 40;
        let mut best = (0.0, "");
        for name in names.filter(|n| Name::of(n.number(3)) != Name::Code) {
            let mut shared = vec![0.0_f32; self.terms.len()];
            let mut whole = 0.0;
            for term in view.range(Section::NameTerms, name.number(4), name.number(5)) {
                let weight = term.real(1) * view.record(Section::Terms, term.number(0)).real(4);
                whole += weight;
                if let Some((wanted, index)) = weights.get(&term.number(0))
                    && let Some(slot) = shared.get_mut(*index)
                {
                    *slot = slot.max(weight.min(*wanted));
                }
            }
            let share = if long { 0.2 } else { 0.65 };
            let alike = |shared: f32, mass: f32| shared / (share * mass + (1.0 - share) * whole).max(0.1);
            let mut likeness = alike(shared.iter().sum(), self.mass);
            if !self.spans.is_empty() {
                let mut said = [0.0_f32; clauses::MOST];
                let here = self.terms.iter().zip(&shared).filter(|(_, shared)| **shared > 0.0);
                here.for_each(|(wanted, shared)| weigh(&mut said, wanted.clauses, *shared));
                for span in &self.spans {
                    let shared = said.get(span.clauses.clone()).map_or(0.0, |said| said.iter().sum());
                    let part = (span.mass / self.mass.max(0.1)).min(1.0);
                    likeness = likeness.max(alike(shared, span.mass) * (SAID + (1.0 - SAID) * libm::sqrtf(part)));
                }
            }
            if likeness > best.0 {
                best = (likeness.min(1.0), view.text(name, 1));
            }
        }
        best
    }
}

fn weigh(masses: &mut [f32], clauses: u32, weight: f32) {
    let here = masses
        .iter_mut()
        .enumerate()
        .filter(|(clause, _)| clauses >> clause & 1 == 1);
    here.for_each(|(_, mass)| *mass += weight);
}

/// Every clause and every two neighbors of `count` clauses.
fn spans(masses: &[f32], count: usize) -> Vec<Span> {
    if count < 2 {
        return Vec::new();
    }
    let starts = 0..count;
    let ranges = starts
        .flat_map(|from| [from..from + 1, from..from + 2])
        .filter(|range| range.end <= count);
    let whole = |range: &Range<usize>| range.len() < count;
    ranges
        .filter(whole)
        .filter_map(|clauses| {
            let mass = masses.get(clauses.clone())?.iter().sum();
            Some(Span { clauses, mass })
        })
        .collect()
}

fn postings<'a>(view: &View<'a>, term: u32) -> impl Iterator<Item = table::Record<'a>> + use<'a> {
    let record = view.record(Section::Terms, term);
    view.range(Section::Posts, record.number(2), record.number(3))
}

fn slot(scores: &mut [f32], doc: u32) -> Option<&mut f32> {
    scores.get_mut(usize::try_from(doc).ok()?)
}

/// The `most` highest scores above zero, highest first.
fn highest(scores: &[f32], most: usize) -> Vec<(u32, f32)> {
    let mut top: Vec<(u32, f32)> = Vec::with_capacity(2 * most);
    let mut floor = 0.0;
    for (doc, score) in (0..).zip(scores) {
        if *score > floor {
            top.push((doc, *score));
            if top.len() == 2 * most {
                top.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                top.truncate(most);
                floor = top.last().map_or(0.0, |(_, s)| *s);
            }
        }
    }
    top.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    top.truncate(most);
    top
}
