//! What codes say where several stand together: which of them decides, which are evidence, and which texts make a code mean
//! another entry. Owns the shapes of `signals` and `refinements` and how codes are written in them; decides nothing.

use super::code::canonical;
use super::id::{EntryId, FactId, FieldId};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a code says about why a reset failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Says {
    /// Why. Two that differ are two incidents.
    Reason,
    /// That it failed; the result code beside it says why.
    Vague,
    /// A result code: why, where the event beside it does not say.
    Result,
    /// What another code says better; an answer only where nothing stands before it.
    Trace,
    /// That something failed or does not run.
    Failure,
    /// What happened beside it. Never the cause of a failure.
    Companion,
    /// Nothing: a result code that every trace holds.
    Noise,
}

/// What a code looks like, for signals that hold whatever no other signal names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Form {
    /// A number in the place of an event id.
    Event,
    /// A result code such as `0x80230619`.
    Result,
    /// What a page, a sign-in or an audit log shows: `SSPR_0029`, `AADSTS50126`, an identifier.
    Status,
}

/// Codes as a signal names them, in text `33004`, `33001-33009` or `0x80004005`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Codes {
    /// Event ids from the first to the last.
    Events { first: u32, last: u32 },
    /// A result code in its canonical form.
    Result(String),
}

impl TryFrom<String> for Codes {
    type Error = String;

    fn try_from(raw: String) -> Result<Self, String> {
        if raw.starts_with("0x") {
            return Ok(Codes::Result(canonical(&raw)));
        }
        let (first, last) = raw.split_once('-').unwrap_or((&raw, &raw));
        match (first.parse(), last.parse()) {
            (Ok(first), Ok(last)) if first <= last => Ok(Codes::Events { first, last }),
            (Ok(_), Ok(_)) => Err(format!("the range `{raw}` ends before it begins")),
            _ => Err(format!(
                "`{raw}` is no event id, no range such as `33001-33009` and no result code such as `0x80004005`"
            )),
        }
    }
}

impl From<Codes> for String {
    fn from(codes: Codes) -> String {
        match codes {
            Codes::Events { first, last } if first == last => first.to_string(),
            Codes::Events { first, last } => format!("{first}-{last}"),
            Codes::Result(code) => format!("0x{}", code.trim_start_matches("0x")),
        }
    }
}

impl Codes {
    /// The form of what it names.
    pub fn form(&self) -> Form {
        match self {
            Codes::Events { .. } => Form::Event,
            Codes::Result(_) => Form::Result,
        }
    }

    /// How many codes these are, where `code` (canonical) is one of them: the fewer, the more it is meant.
    pub fn holding(&self, code: &str) -> Option<u32> {
        match self {
            Codes::Events { first, last } => {
                let number: u32 = code.parse().ok()?;
                (*first..=*last).contains(&number).then(|| last - first)
            }
            Codes::Result(result) => (result == code).then_some(0),
        }
    }
}

/// Codes that say the same kind of thing. Where several codes stand together, the lowest rank answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signal {
    pub id: String,
    /// The source as the event log prints it; empty for what is no event.
    #[serde(default)]
    pub provider: String,
    /// Event ids, ranges of them and result codes, always quoted. Of several signals with a code the narrowest range has it.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub codes: Vec<Codes>,
    /// Every code of this form that no signal names.
    #[serde(default)]
    pub form: Option<Form>,
    pub says: Says,
    /// The lowest decides; of equal ones the first in the text.
    pub rank: u16,
    /// What is known where such a code is evidence, by fact.
    #[serde(default)]
    pub proves: BTreeMap<FactId, String>,
    /// The field of the case that the computer fills which wrote it.
    #[serde(default)]
    pub computer: Option<FieldId>,
}

impl Signal {
    /// Whether the name of its provider ends in `word` (lower case).
    pub fn is_told_by(&self, word: &str) -> bool {
        let mut words = self.provider.rsplit(|c: char| !c.is_alphanumeric());
        words
            .next()
            .is_some_and(|last| !last.is_empty() && last.eq_ignore_ascii_case(word))
    }
}

/// A code that means another entry where these texts stand with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Refinement {
    pub id: String,
    /// A code that an entry claims.
    pub code: String,
    /// Pieces of the message, all of which must stand in the text; blanks and capitals do not count.
    pub phrases: Vec<String>,
    /// The entry it then means.
    pub means: EntryId,
}

/// The signal that holds a code: one that names it, the narrowest first; otherwise the one for its form.
pub fn signal<'a>(signals: &'a [Signal], code: &str, form: Form) -> Option<&'a Signal> {
    let width = |signal: &Signal| {
        let fitting = signal.codes.iter().filter(|c| c.form() == form);
        fitting.filter_map(|c| c.holding(code)).min()
    };
    let named = signals
        .iter()
        .filter_map(|s| Some((width(s)?, s)))
        .min_by_key(|(width, _)| *width);
    named
        .map(|(_, signal)| signal)
        .or_else(|| signals.iter().find(|s| s.form == Some(form)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(raw: &str) -> Result<Codes, String> {
        Codes::try_from(raw.to_owned())
    }

    #[test]
    fn codes_are_written_as_people_read_them() {
        for raw in ["33004", "33001-33009", "0x80004005"] {
            assert_eq!(codes(raw).map(String::from), Ok(raw.to_owned()));
        }
        assert!(codes("33009-33001").is_err_and(|e| e.contains("ends before")));
        assert!(codes("SSPR_0029").is_err());
    }

    #[test]
    fn the_narrowest_range_has_a_code() {
        let signal_of = |id: &str, raw: &str, form| Signal {
            id: id.to_owned(),
            provider: String::new(),
            codes: codes(raw).into_iter().collect(),
            form,
            says: Says::Failure,
            rank: 1,
            proves: BTreeMap::new(),
            computer: None,
        };
        let all = [
            signal_of("wide", "32000-32999", None),
            signal_of("one", "32001", None),
            signal_of("noise", "0x5", None),
            signal_of("rest", "", Some(Form::Event)),
        ];
        let found = |code, form| signal(&all, code, form).map(|s| s.id.as_str());
        assert_eq!(found("32001", Form::Event), Some("one"));
        assert_eq!(found("32002", Form::Event), Some("wide"));
        assert_eq!(found("5", Form::Event), Some("rest"), "a result code is no event id");
        assert_eq!(found("5", Form::Result), Some("noise"));
        assert_eq!(found("sspr_0029", Form::Status), None);
    }
}
