//! Wording: versions that are compared the wrong way round, and what stands twice.

use super::prose::{Mark, is_syllable, runs, without};
use super::view::{Finding, Slip, View, Whole};
use crate::text::{Say, say};
use std::collections::BTreeSet;
use std::ops::Range;

const EVERY: [Mark; 3] = [Mark::Label, Mark::Literal, Mark::Speech];
const OF_OTHERS: [Mark; 2] = [Mark::Literal, Mark::Speech];

/// Which side of a version is meant. What is below a version, and what is not, is cut at the same place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cut {
    /// `below 2.6.84.0`, `2.6.84.0 or later`.
    Before,
    /// `2.6.84.0 or earlier`, `later than 2.6.84.0`.
    Behind,
}

/// What stands behind a version, and before it, in either language.
const BEHIND: [(Cut, &[&str]); 2] = [
    (
        Cut::Before,
        &[
            "or later",
            "or newer",
            "or higher",
            "or above",
            "and later",
            "and newer",
            "and above",
            "미만",
            "이상",
            "보다 낮",
            "보다 오래",
            "보다 이전",
        ],
    ),
    (
        Cut::Behind,
        &[
            "or earlier",
            "or older",
            "or lower",
            "or below",
            "and earlier",
            "이하",
            "초과",
            "보다 높",
            "보다 새",
        ],
    ),
];
const AHEAD: [(Cut, &[&str]); 2] = [
    (
        Cut::Before,
        &[
            "below",
            "earlier than",
            "older than",
            "lower than",
            "before",
            "at least",
        ],
    ),
    (Cut::Behind, &["later than", "newer than", "higher than", "above"]),
];

/// Numbers with two dots or more: a version, and where it stands.
fn versions(text: &str) -> Vec<(Range<usize>, &str)> {
    let part = |c: char| c.is_ascii_digit() || c == '.';
    let mut out = Vec::new();
    let mut from = 0;
    for piece in text.split_inclusive(|c: char| !part(c)) {
        let raw = piece.trim_end_matches(|c: char| !part(c)).trim_end_matches('.');
        let joined = text.get(..from).and_then(|head| head.chars().next_back());
        if raw.matches('.').count() >= 2 && raw.split('.').all(|n| !n.is_empty()) && joined.is_none_or(|c| c != '-') {
            out.push((from..from + raw.len(), raw));
        }
        from += piece.len();
    }
    out
}

/// The text behind a version, without marks and what stands in brackets there.
fn behind(text: &str, end: usize) -> &str {
    let rest = text.get(end..).unwrap_or_default().trim_start_matches('*').trim_start();
    match rest.strip_prefix('(') {
        Some(inner) => inner
            .split_once(')')
            .map_or(rest, |(_, rest)| rest)
            .trim_start_matches('*')
            .trim_start(),
        None => rest,
    }
}

/// Every version of a text with the side that is meant.
fn cuts(text: &str) -> BTreeSet<(&str, Cut)> {
    let mut out = BTreeSet::new();
    for (place, version) in versions(text) {
        let rest = behind(text, place.end);
        let tail = BEHIND
            .iter()
            .find(|(_, words)| words.iter().any(|word| rest.starts_with(word)));
        let head = text.get(..place.start).unwrap_or_default().trim_end_matches(['*', ' ']);
        let head = head
            .strip_suffix("version")
            .unwrap_or(head)
            .trim_end()
            .to_ascii_lowercase();
        let ahead = AHEAD
            .iter()
            .find(|(_, words)| words.iter().any(|word| head.ends_with(word)));
        if let Some((cut, _)) = tail.or(ahead) {
            out.insert((version, *cut));
        }
    }
    out
}

/// K033: a version on the wrong side of its comparison sends people the wrong way.
pub fn versions_the_wrong_way_round(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    const APART: Say = say(
        "English and Korean cut the versions at different sides of {}",
        "{}을 기준으로 나누는 방향이 영어와 한국어에서 서로 다릅니다",
    );
    const SAME: Say = say(
        "say the same in both: below is `미만`, or later is `이상`, or earlier is `이하`",
        "두 언어를 같게 쓰십시오: below는 `미만`, or later는 `이상`, or earlier는 `이하`입니다",
    );
    const REVERSED: Say = say(
        "`{}` and something that is not there are joined; what is meant is a version below it, or what is lacking",
        "`{}`와 갖추지 않은 조건이 이어져 있습니다. 뜻하는 것은 그 버전 미만이거나 조건을 갖추지 않은 경우입니다",
    );
    const TURN: Say = say(
        "write `below VERSION or without ...`, or what must be, and `otherwise`",
        "`VERSION 미만이거나 ... 않으면`으로 쓰거나, 갖출 것을 쓰고 `그렇지 않으면`으로 이으십시오",
    );
    let mut found = Vec::new();
    for (at, text) in &view.texts {
        let (en, ko) = (cuts(&text.en), cuts(&text.ko));
        for (version, cut) in &ko {
            let in_english: Vec<Cut> = en.iter().filter(|(v, _)| v == version).map(|(_, cut)| *cut).collect();
            let apart = !in_english.is_empty() && !in_english.contains(cut) && !ko.contains(&(version, other(*cut)));
            if apart {
                found.push(Finding::new(format!("{at}/ko"), APART.both(&[version]), SAME));
            }
        }
        for (tag, words, reversed) in [
            ("en", &text.en, english_reversed as fn(&str) -> bool),
            ("ko", &text.ko, korean_reversed),
        ] {
            for (place, version) in versions(words) {
                let rest = behind(words, place.end);
                if reversed(rest.split_once(". ").map_or(rest, |(sentence, _)| sentence)) {
                    found.push(Finding::new(format!("{at}/{tag}"), REVERSED.both(&[version]), TURN));
                }
            }
        }
    }
    found
}

fn other(cut: Cut) -> Cut {
    match cut {
        Cut::Before => Cut::Behind,
        Cut::Behind => Cut::Before,
    }
}

/// `2.6.84.0 이상이고 ... 쓰지 않으면`, where no `... 해야` between them says what must be.
fn korean_reversed(behind: &str) -> bool {
    let joined = ["이상이고", "이상이며", "이상이면서", "이상이지만"];
    let Some(rest) = joined.iter().find_map(|word| behind.strip_prefix(word)) else {
        return false;
    };
    let denied = ["지 않으면", "아니면", "없으면"]
        .iter()
        .filter_map(|word| rest.find(word))
        .min();
    denied.is_some_and(|at| {
        let between = rest.get(..at).unwrap_or_default();
        !["야 하", "야 합", "야 함", "그렇"]
            .iter()
            .any(|must| between.contains(must))
    })
}

/// `2.6.84.0 or later and does not use ...`, where no `must` says what must be.
fn english_reversed(behind: &str) -> bool {
    let joined = [
        "or later and",
        "or newer and",
        "or higher and",
        "or later but",
        "or newer but",
    ];
    let Some(rest) = joined.iter().find_map(|word| behind.strip_prefix(word)) else {
        return false;
    };
    ["does not", "do not", "is not", "are not", "without", "lacks"]
        .iter()
        .any(|word| rest.trim_start().starts_with(word))
}

/// K034: a word, number or syllable twice is a slip of the hand.
pub fn doubled(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    const TWICE: Say = say("`{}` stands twice", "`{}`: 같은 것이 두 번 있습니다");
    const ONCE: Say = say("leave one out", "하나를 지우십시오");
    let mut found = Vec::new();
    for (at, text) in &view.texts {
        for (tag, words) in [("en", &text.en), ("ko", &text.ko)] {
            let bare = without(words, &OF_OTHERS);
            let mut slips = words_twice(&bare);
            if tag == "ko" {
                slips.extend(syllables_twice(&without(words, &EVERY), whole));
            }
            found.extend(slips.into_iter().map(|slip| {
                let said = words.get(slip.range.clone()).unwrap_or_default();
                Finding::new(format!("{at}/{tag}"), TWICE.both(&[said]), ONCE).slip(slip)
            }));
        }
    }
    found
}

/// English words that stand twice rightly: `sign in in a private window`, `that that`, `had had`.
const RIGHTLY: [&str; 4] = ["in", "that", "had", "on"];

/// Words and numbers of lists that stand twice beside each other: `the the`, `1. 1.`.
fn words_twice(text: &str) -> Vec<Slip> {
    let mut found = Vec::new();
    let mut before: Option<(usize, &str)> = None;
    let mut at = 0;
    for word in text.split(' ') {
        let number = |w: &str| w.len() > 1 && w.ends_with(['.', ')']) && w.starts_with(|c: char| c.is_ascii_digit());
        let plain = |w: &str| !w.is_empty() && w.chars().all(char::is_alphabetic);
        if let Some((start, first)) = before
            && first.to_lowercase() == word.to_lowercase()
            && (plain(word) && !RIGHTLY.contains(&word.to_lowercase().as_str()) || number(word))
        {
            let put = Some(first.to_owned());
            let range = start..at + word.len();
            found.push(Slip { range, put });
        }
        before = Some((at, word));
        at += word.len() + 1;
    }
    found
}

/// Syllables doubled in front of a word that all knowledge knows without (`이이메일`), and doubled particles (`암호를를`).
fn syllables_twice(text: &str, whole: &Whole<'_>) -> Vec<Slip> {
    const PARTICLES: [&str; 6] = ["을을", "를를", "에에", "는는", "에서에서", "으로으로"];
    let mut found = Vec::new();
    for run in runs(text) {
        let word = text.get(run.clone()).unwrap_or_default();
        let tail = PARTICLES
            .iter()
            .find(|particle| word.len() > particle.len() && word.ends_with(*particle));
        if let Some(tail) = tail {
            let half = tail.len() / 2;
            let put = word.get(..word.len() - half).map(str::to_owned);
            found.push(Slip { range: run, put });
            continue;
        }
        let mut letters = word.chars();
        let (first, second) = (letters.next(), letters.next());
        let single = word.chars().skip(1).collect::<String>();
        let known = || {
            whole
                .nouns()
                .iter()
                .any(|noun| noun.chars().count() > 2 && single.starts_with(noun.as_str()))
        };
        if first.is_some_and(is_syllable) && first == second && single.chars().count() > 2 && known() {
            let put = Some(single);
            found.push(Slip { range: run, put });
        }
    }
    found
}
