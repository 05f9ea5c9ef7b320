//! Particles: the one that fits the noun, and never both.

use super::prose::{Ending, Mark, PARTICLES, ending, fitting, is_syllable, runs, without};
use super::view::{Finding, Slip, View, Whole};
use crate::knowledge::page::plain;
use crate::text::{Say, say};
use std::ops::Range;

/// K035: two particles for one noun are a form to fill in, and the wrong one is heard at once.
pub fn unfitting(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, text) in &view.texts {
        let bare = without(&text.ko, &[Mark::Literal, Mark::Speech]);
        let slips = both(&text.ko, &bare).into_iter().chain(wrong(&text.ko, &bare, whole));
        found.extend(slips.map(|(said, slip)| {
            let wanted = slip.put.clone();
            let help = match &wanted {
                Some(put) => say("write `{}`", "이렇게 쓰십시오: `{}`").both(&[&plain(put)]),
                None => say(
                    "write the one that fits the noun as it is read aloud",
                    "명사를 소리 내어 읽을 때 맞는 조사 하나만 쓰십시오",
                )
                .into(),
            };
            let word = text.ko.get(slip.range.clone()).unwrap_or_default();
            Finding::new(format!("{at}/ko"), said.both(&[&plain(word)]), help).slip(slip)
        }));
    }
    found
}

const BOTH: Say = say(
    "two particles are left for one noun: `{}`",
    "한 명사에 조사가 두 개 남아 있습니다: `{}`",
);
const WRONG: Say = say(
    "the particle in `{}` does not fit the noun",
    "`{}`의 조사가 명사와 맞지 않습니다",
);

/// Places such as `을(를)`, with the one that fits where that is known.
fn both(text: &str, bare: &str) -> Vec<(Say, Slip)> {
    let mut found = Vec::new();
    for pair in PARTICLES {
        let (hard, soft) = pair;
        let mut forms = vec![format!("{hard}({soft})"), format!("{soft}({hard})")];
        if hard == "으로" {
            forms.push("(으)로".to_owned());
        }
        for form in forms {
            for (at, _) in bare.match_indices(&form) {
                let put = last_sound(text, at).map(|ending| fitting(pair, ending).to_owned());
                let range = at..at + form.len();
                found.push((BOTH, Slip { range, put }));
            }
        }
    }
    found
}

/// Words whose last syllable looks like a particle behind a vowel and is none.
const NOUNS: [&str; 4] = ["가을", "마을", "노을", "고을"];

/// Particles that do not fit: `저장를`, `31003를`.
fn wrong(text: &str, bare: &str, whole: &Whole<'_>) -> Vec<(Say, Slip)> {
    let mut found = Vec::new();
    for run in runs(bare) {
        let word = bare.get(run.clone()).unwrap_or_default();
        if NOUNS.contains(&word) {
            continue;
        }
        let slip = PARTICLES.iter().find_map(|pair| {
            let tail = [pair.0, pair.1].into_iter().find(|particle| word.ends_with(particle))?;
            let stem = word.strip_suffix(tail)?;
            let start = run.end - tail.len();
            let ending = last_sound(text, start)?;
            let right = fitting(*pair, ending);
            let sure = stem.is_empty() || certain(tail) || whole.nouns().contains(stem);
            // what stands twice is K034
            (right != tail && sure && !stem.ends_with(tail)).then_some((start, right))
        });
        if let Some((start, right)) = slip {
            let from = word_start(text, start);
            let head = text.get(from..start).unwrap_or_default();
            let range: Range<usize> = from..run.end;
            let put = Some(format!("{head}{right}"));
            found.push((WRONG, Slip { range, put }));
        }
    }
    found
}

/// Particles that are one wherever they end a word; the others end verbs and other words too (`있는`, `평가`, `나이`).
fn certain(particle: &str) -> bool {
    matches!(particle, "을" | "를" | "와" | "으로")
}

/// The sound before a particle that begins at `at`, closing marks aside.
fn last_sound(text: &str, at: usize) -> Option<Ending> {
    let head = text.get(..at)?.trim_end_matches(['*', '`', '"', '\'']);
    let c = head.chars().next_back()?;
    // `SSPR_0029` and `0x80230619` are read in more than one way, a plain number is not
    let word = head.chars().rev().take_while(|c| c.is_alphanumeric() || *c == '_');
    word.into_iter()
        .all(|c| is_syllable(c) || c.is_ascii_digit())
        .then(|| ending(c))?
}

/// Where the word before a particle begins, so that the slip can be read.
fn word_start(text: &str, particle: usize) -> usize {
    let head = text.get(..particle).unwrap_or_default();
    let space = head
        .char_indices()
        .rev()
        .find(|(_, c)| c.is_whitespace() || matches!(c, '(' | ',' | '/'));
    space.map_or(0, |(at, c)| at + c.len_utf8())
}
