//! What is said of a field whose value is not known. Owns the words for it, and what counts as a part of a value.

use crate::case::values::Open;
use crate::knowledge::shape::{Field, Rule, Value};
use crate::text::{Lang, Say, say};
use crate::time::read::Unread;
use crate::time::{self, Stamp};

/// The whole text of a field that is not known; as a value it would say the same.
pub const NOT_KNOWN: Say = say("unknown", "모름");

/// The whole text of a field of which the caller did not say anything.
pub const NOT_SAID: Say = say("not-said", "말하지 않음");

pub(super) const IS_NOT_KNOWN: Say = say("not known", "모름");
pub(super) const WAS_NOT_SAID: Say = say("the caller did not say", "사용자가 말하지 않음");

/// How an answer reads that says nothing of the value.
pub fn open_word(answer: &str) -> Option<Say> {
    match said(answer)? {
        Open::NotKnown => Some(IS_NOT_KNOWN),
        Open::NotSaid => Some(WAS_NOT_SAID),
        Open::Part { .. } => None,
    }
}

/// Does the text say that the value is not known?
pub(super) fn said(line: &str) -> Option<Open> {
    let is = |word: Say| Lang::ALL.iter().any(|lang| line.to_lowercase() == word.get(*lang));
    match () {
        () if is(NOT_KNOWN) => Some(Open::NotKnown),
        () if is(NOT_SAID) => Some(Open::NotSaid),
        () => None,
    }
}

/// The part of a choice that the text names, by id or text.
pub(super) fn part<'a>(field: &'a Field, line: &str) -> Option<&'a str> {
    let lower = line.to_lowercase();
    let named = |part: &&Value| {
        [&part.id, &part.text.en, &part.text.ko]
            .iter()
            .any(|name| name.to_lowercase() == lower)
    };
    field.parts.iter().find(named).map(|part| part.id.as_str())
}

/// A part in words, and what is missing of it.
pub(super) fn shown_part(field: &Field, text: &str, at: Stamp, lang: Lang) -> String {
    let lacks = match field.rule {
        Rule::Timestamp => match time::read(text, at, None) {
            Err(Unread::NoTimeOfDay) => say("{} (time of day not known)", "{}(시각 모름)"),
            _ => say("{} (time zone not known)", "{}(표준 시간대 모름)"),
        },
        Rule::Version => say("{} (not the whole version)", "{}(전체 버전 아님)"),
        _ => say("{}", "{}"),
    };
    let known = field.parts.iter().find(|part| part.id == text);
    lacks.with(lang, &[known.map_or(text, |part| part.text.get(lang))])
}
