//! Terms: one word for one thing, and names of buttons and pages marked as such.

use super::prose::{Mark, PARTICLES, ending, fitting, is_syllable, marked, places, without};
use super::view::{Finding, Slip, View, Whole};
use crate::knowledge::term::{Term, TermPlace};
use crate::text::{Lang, Say, Text, say};
use std::collections::BTreeMap;
use std::ops::Range;

const OF_OTHERS: [Mark; 2] = [Mark::Literal, Mark::Speech];
const EVERY: [Mark; 3] = [Mark::Label, Mark::Literal, Mark::Speech];

/// K036: two words for one thing look like two things.
pub fn forbidden_twins(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    const OTHER: Say = say(
        "`{}` stands where `{}` is our word",
        "`{}`: 여기서는 `{}` 용어를 씁니다",
    );
    let folded = |term: &Term| {
        let mut term = term.clone();
        for twin in &mut term.twins {
            twin.make_ascii_lowercase();
        }
        term
    };
    let terms: Vec<Term> = whole.knowledge.terms.iter().map(folded).collect();
    let mut found = Vec::new();
    for (at, text) in &view.texts {
        let lower = [Lang::En, Lang::Ko].map(|lang| text.get(lang).to_ascii_lowercase());
        let [en, ko] = &lower;
        let said = |term: &Term| {
            let lower = if term.lang == Lang::En { en } else { ko };
            // nearly no text holds one, and this look costs little
            term.twins.iter().any(|twin| lower.contains(twin.as_str()))
        };
        for term in terms.iter().filter(|term| said(term)) {
            let words = text.get(term.lang);
            for (range, twin) in twins(term, words) {
                let message = OTHER.both(&[twin, &term.preferred]);
                let help = say("write `{}`", "이렇게 쓰십시오: `{}`").both(&[&term.preferred]);
                let slip = instead(words, range, &term.preferred);
                found.push(Finding::new(format!("{at}/{}", term.lang.tag()), message, help).slip(slip));
            }
        }
    }
    found
}

/// Where the twins of a term, in lower case, stand in a text.
fn twins<'a>(term: &'a Term, text: &str) -> Vec<(Range<usize>, &'a str)> {
    let folded = |words: &str| words.to_ascii_lowercase();
    let shown = folded(&match term.at {
        TermPlace::Words => without(text, &EVERY),
        TermPlace::Everywhere | TermPlace::Labels => without(text, &OF_OTHERS),
    });
    let labels = marked(text);
    let in_label = |range: &Range<usize>| {
        let mut labels = labels.iter().filter(|m| m.mark == Mark::Label);
        labels.any(|m| m.inner.start <= range.start && range.end <= m.inner.end)
    };
    let rightly: Vec<Range<usize>> = std::iter::once(&term.preferred)
        .chain(&term.unless)
        .flat_map(|longer| places(&shown, &folded(longer)))
        .collect();
    let mut found: Vec<(Range<usize>, &str)> = Vec::new();
    for twin in &term.twins {
        for range in places(&shown, twin) {
            let covered = rightly.iter().any(|r| r.start <= range.start && range.end <= r.end);
            if !covered && (term.at != TermPlace::Labels || in_label(&range)) {
                found.push((range, twin));
            }
        }
    }
    found
}

/// The preferred word in place of its twin, with the particle behind it that fits.
fn instead(text: &str, range: Range<usize>, preferred: &str) -> Slip {
    let tail = text.get(range.end..).unwrap_or_default();
    let particles = PARTICLES.into_iter().flat_map(|pair| [(pair.0, pair), (pair.1, pair)]);
    let behind = particles.into_iter().find(|(particle, _)| {
        tail.strip_prefix(particle)
            .is_some_and(|rest| !rest.starts_with(is_syllable))
    });
    let fits = behind.zip(preferred.chars().next_back().and_then(ending));
    match fits {
        Some(((particle, pair), ending)) => Slip {
            range: range.start..range.end + particle.len(),
            put: Some(format!("{preferred}{}", fitting(pair, ending))),
        },
        None => Slip {
            range,
            put: Some(preferred.to_owned()),
        },
    }
}

/// How often a label is marked in all knowledge before it counts as one.
const MARKED_OFTEN: usize = 3;

/// K037: the name of a button or page that is not marked reads as a part of the sentence.
pub fn labels_without_marks(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    const BARE: Say = say(
        "`{}` is the name of something on a screen, and is not marked as one",
        "`{}`: 화면에 나오는 이름인데 표시가 없습니다",
    );
    let labels = whole.labels.get_or_init(|| labels(whole.texts()));
    let mut found = Vec::new();
    for (at, text) in view.texts.iter().filter(|(at, _)| is_sentence(at)) {
        for label in labels {
            for range in bare(&text.ko, label) {
                let put = Some(format!("**{label}**"));
                let help = say("write `**{}**`", "이렇게 쓰십시오: `**{}**`").both(&[label]);
                let found_here = Finding::new(format!("{at}/ko"), BARE.both(&[label]), help);
                found.push(found_here.slip(Slip { range, put }));
            }
        }
    }
    found
}

/// Korean labels of several words that are marked twice as often as not. One of a single word, or one that is mostly said in
/// passing, is an ordinary expression as well.
fn labels(texts: &[(String, Text)]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, text) in texts {
        let labels = marked(&text.ko).into_iter().filter(|m| m.mark == Mark::Label);
        for label in labels.filter_map(|m| text.ko.get(m.inner)) {
            let several = label.contains(' ') && label.chars().any(is_syllable) && !label.contains('>');
            if several && !label.ends_with('.') {
                *counts.entry(label).or_default() += 1;
            }
        }
    }
    counts.retain(|_, count| *count >= MARKED_OFTEN);
    let mostly_marked = |label: &str, count: usize| {
        let sentences = texts.iter().filter(|(at, _)| is_sentence(at));
        sentences.map(|(_, text)| bare(&text.ko, label).len()).sum::<usize>() * 2 <= count
    };
    let kept = counts.into_iter().filter(|(label, count)| mostly_marked(label, *count));
    kept.map(|(label, _)| label.to_owned()).collect()
}

/// Where a label stands without marks; steps of a path (`A > B`) need none.
fn bare(text: &str, label: &str) -> Vec<Range<usize>> {
    if !text.contains(label) {
        return Vec::new();
    }
    let shown = without(text, &EVERY);
    let mut found = places(&shown, label);
    found.retain(|range| {
        let head = shown.get(..range.start).unwrap_or_default();
        let tail = shown.get(range.end..).unwrap_or_default();
        // what goes on is a longer word
        let noun_ends = PARTICLES
            .iter()
            .flat_map(|(hard, soft)| [*hard, *soft])
            .chain(["에", "에서", "의", "인", "만", "도", "입"])
            .any(|tail_word| tail.starts_with(tail_word))
            || !tail.starts_with(is_syllable);
        noun_ends && !head.trim_end().ends_with('>') && !tail.trim_start().starts_with('>')
    });
    found
}

/// Titles, places, choices and values are names and no sentences: they bear no marks.
fn is_sentence(path: &str) -> bool {
    let parts: Vec<&str> = path.split('/').collect();
    !matches!(
        parts.as_slice(),
        [.., "title" | "where" | "name"] | [.., "choices" | "values", _, "text"]
    )
}
