//! The one door through which typed, pasted and read text comes in. Takes out secrets and directory anchors; keeps the rest.
//!
//! A secret is known by its own form (a resident number, a token), or by what announces it: a label with a sign behind it, an
//! option of a command, the parameter of an address, or words in a sentence. The less a word looks like a secret, the closer
//! the announcement must be. A word that only speaks of passwords stays.

use super::forms::{self, Cut, Taken};
use super::told::Judge;
use super::{announced, shapes};
use crate::knowledge::Catalog;
use crate::knowledge::paste::{Around, Secret};
use crate::text::{Lang, Say, say};
use std::collections::BTreeSet;
use std::ops::Range;

/// A text from which secrets and anchors are taken out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clean {
    /// The text in the form of [`crate::text::clean`], with `[removed: password]` and its like in the place of secrets.
    pub text: String,
    /// The kinds of secrets that stood in it.
    pub removed: BTreeSet<Secret>,
    /// How many directory anchors were dropped; nothing stands in their place.
    pub dropped: usize,
}

/// What to tell the person whose text it was, a sentence for each kind of secret.
pub fn sentences(removed: &BTreeSet<Secret>, lang: Lang) -> Vec<String> {
    let told = removed.iter().map(|secret| secret.sentence().get(lang).to_owned());
    told.collect()
}

impl Secret {
    /// The word that stands in its place.
    pub fn word(self) -> &'static str {
        match self {
            Secret::Password => "password",
            Secret::Code => "code",
            Secret::Key => "key",
            Secret::Token => "token",
            Secret::ResidentNumber => "resident number",
        }
    }

    /// What is said where one was taken out.
    pub fn sentence(self) -> Say {
        match self {
            Secret::Password => say(
                "this looks like a password; it is not kept",
                "암호로 보이는 부분이 있어 저장하지 않습니다",
            ),
            Secret::Code => say(
                "this looks like a one-time code or a PIN; it is not kept",
                "인증 번호나 PIN으로 보이는 부분이 있어 저장하지 않습니다",
            ),
            Secret::Key => say(
                "this looks like a key; it is not kept",
                "키로 보이는 부분이 있어 저장하지 않습니다",
            ),
            Secret::Token => say(
                "this looks like a token or a client secret; it is not kept",
                "토큰이나 클라이언트 비밀로 보이는 부분이 있어 저장하지 않습니다",
            ),
            Secret::ResidentNumber => say(
                "this looks like a resident number; it is not kept",
                "주민등록번호로 보이는 부분이 있어 저장하지 않습니다",
            ),
        }
    }
}

/// Takes secrets and directory anchors out of `raw`. Cleaning twice changes nothing more.
pub fn clean(catalog: &Catalog, raw: &str) -> Clean {
    Recognizer::of(catalog).clean(raw)
}

/// What recognizes secrets and anchors, for many texts. In those that are kept as they are written, such as logs, it says where
/// they stand.
pub struct Recognizer<'a> {
    judge: Judge<'a>,
}

impl<'a> Recognizer<'a> {
    pub fn of(catalog: &'a Catalog) -> Self {
        Self {
            judge: Judge::of(catalog),
        }
    }

    /// Takes secrets and directory anchors out of `raw`, as [`clean`] does.
    pub fn clean(&self, raw: &str) -> Clean {
        let mut out = Clean {
            text: crate::text::clean(raw),
            ..Clean::default()
        };
        // what is taken out may bring together what announces another; every round leaves less that can be taken
        loop {
            let cuts = cuts(&self.judge, &out.text);
            if cuts.is_empty() {
                return out;
            }
            let mut text = String::with_capacity(out.text.len());
            let mut done = 0;
            for (at, taken) in cuts {
                text.push_str(out.text.get(done..at.start).unwrap_or_default());
                match taken {
                    Taken::Secret(secret) => {
                        text.push_str(&format!("[removed: {}]", secret.word()));
                        out.removed.insert(secret);
                    }
                    Taken::Anchor => out.dropped += 1,
                }
                done = at.end;
            }
            text.push_str(out.text.get(done..).unwrap_or_default());
            out.text = text;
        }
    }

    /// Where secrets stand in `text`, in order and apart from each other.
    pub fn secrets(&self, text: &str) -> Vec<(Range<usize>, Secret)> {
        let secret = |(at, taken)| match taken {
            Taken::Secret(secret) => Some((at, secret)),
            Taken::Anchor => None,
        };
        cuts(&self.judge, text).into_iter().filter_map(secret).collect()
    }

    /// Where the values of directory anchors stand in `text`, without their labels.
    pub fn anchors(&self, text: &str) -> Vec<Range<usize>> {
        forms::anchor_values(&self.judge, text)
    }

    /// How far a line reaches that holds neither a secret nor an anchor. Where it says less than there is, it reaches further.
    pub fn reach(&self, line: &str) -> Reach {
        let lower = line.to_lowercase();
        let has = |says: Around| self.judge.words.all(says).any(|word| lower.contains(word));
        let announces = announced::announces(&self.judge, line);
        // a label with nothing behind it announces what stands below
        let open = line.trim_end().ends_with([':', '=', '\u{ff1a}', '\u{ff1d}', '>', '*']);
        if announces && open || has(Around::Anchor) || forms::may_go_on(&lower) {
            return Reach::Further;
        }
        // reset to hunter2
        let set = |word: &str| word.contains(' ') && lower.contains(word);
        let set = self.judge.words.all(Around::SetTo).any(set);
        // &#48;, %41, \u0041: digits that are letters
        let escaped = line.contains('%') || line.contains("&#") || lower.contains("\\u");
        if announces || set || escaped || forms::has_parameters(&self.judge, line) {
            Reach::Line
        } else {
            Reach::Nothing
        }
    }
}

/// How far what a line says of secrets and anchors reaches, though it holds none itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Nothing in it announces anything: a number that stands alone in it is none, whatever its digits are.
    Nothing,
    /// No further than to its end.
    Line,
    /// It may make something of the line before it or behind it.
    Further,
}

/// What is to be taken out, in order and apart from each other. What stands in the place of a secret is none.
fn cuts(judge: &Judge<'_>, text: &str) -> Vec<Cut> {
    let mut cuts = forms::find(judge, text);
    cuts.extend(announced::find(judge, text));
    let kept = shapes::PLACEHOLDER.get().into_iter().flat_map(|p| p.find_iter(text));
    let kept: Vec<Range<usize>> = kept.map(|m| m.range()).collect();
    let apart = |cut: &Range<usize>| {
        let next = kept.partition_point(|k| k.end <= cut.start);
        kept.get(next).is_none_or(|k| cut.end <= k.start)
    };
    cuts.retain(|(cut, _)| !cut.is_empty() && apart(cut));
    cuts.sort_by_key(|(at, _)| (at.start, std::cmp::Reverse(at.end)));
    let mut out: Vec<Cut> = Vec::new();
    for (cut, taken) in cuts {
        match out.last_mut() {
            Some((last, _)) if cut.start < last.end => last.end = last.end.max(cut.end),
            _ => out.push((cut, taken)),
        }
    }
    out
}
