//! The fields of the support case as the files state them: what a field is called, which rule its value keeps, where it
//! stands.

use super::condition::Needed;
use super::hidden::Hidden;
use super::id::{EntryId, FieldId};
use crate::text::{Lang, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A value of a fact or of a field with choices.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Value {
    pub id: String,
    pub text: Text,
}

/// The rule a field's value must keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Text of one line.
    Text,
    /// Text that may have several.
    Lines,
    Url,
    Guid,
    Timestamp,
    TimeZone,
    UserId,
    Choice,
    YesNo,
    Version,
    Path,
    Paths,
}

/// What a pasted text may hold that a case wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum KeptKind {
    TrackingId,
    SupportCode,
    CorrelationId,
    SessionId,
    /// The other half of a session, which pages call CID.
    SessionCid,
    /// A GUID that nothing names.
    Guid,
    /// The sign-in name of a person.
    UserId,
    /// When it was seen.
    Time,
    /// The address of a page, without its parameters.
    Page,
    /// The words of the caller.
    Words,
}

/// The keys that `case.json` has whatever the fields are, so that no field may be called so.
pub const KEYS_OF_EVERY_CASE: [&str; 12] = [
    "schema",
    "id",
    "created",
    "path",
    "findings",
    "checks",
    "notes",
    "missing",
    "open",
    "conclusion",
    "evidence",
    "resume",
];

/// A field of the support case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// The name in `case.json`, with a dot for an inner one.
    pub id: FieldId,
    /// The entry that explains it.
    pub entry: EntryId,
    pub rule: Rule,
    pub title: Text,
    pub ask: Text,
    pub help: Text,
    #[serde(default)]
    pub example: String,
    /// The same in Korean, where it is prose.
    pub example_ko: Option<String>,
    /// What support does with it.
    pub why: Option<Text>,
    /// The group in which it stands; the last one where this is not said.
    pub group: Option<String>,
    #[serde(default)]
    pub values: Vec<Value>,
    /// What may be known of it where the value itself is not; null in `case.json`, told in the ticket.
    #[serde(default)]
    pub parts: Vec<Value>,
    /// What fills it when a pasted text holds it.
    #[serde(default)]
    pub recognise: Vec<KeptKind>,
    /// `always`, `optional`, or a condition over facts and fields, what `concluded` and the `area` it is about.
    #[schemars(with = "String")]
    pub needed: Needed,
    /// Its place among the fields of `case.json`; without one it stands behind those that have one.
    pub json: Option<u32>,
    /// Its place among what is told of the case; without one it stands behind those that have one.
    pub ticket: Option<u32>,
    /// May names of people stand in it? Where this is not said, they may in text, addresses and paths.
    pub names: Option<bool>,
    /// What it names, whatever its value looks like; hidden from those who must not see it.
    pub hides: Option<Hidden>,
    /// Is it what another system calls the case? Lists tell the case by it.
    #[serde(default)]
    pub reference: bool,
    /// The field whose times are those of this zone.
    pub zone_of: Option<FieldId>,
    /// The folder of the bundle into which its files are copied; its id where this is not said.
    pub folder: Option<String>,
}

impl Field {
    /// Does it hold the words of the caller?
    pub fn takes_words(&self) -> bool {
        self.recognise.contains(&KeptKind::Words)
    }

    /// May names of people stand in it?
    pub fn names_people(&self) -> bool {
        let free = matches!(
            self.rule,
            Rule::Text | Rule::Lines | Rule::Url | Rule::UserId | Rule::Path | Rule::Paths
        );
        self.names.unwrap_or(free)
    }

    /// An example of its value, in a language.
    pub fn example_in(&self, lang: Lang) -> &str {
        match (&self.example_ko, lang) {
            (Some(example), Lang::Ko) => example,
            _ => &self.example,
        }
    }

    /// May its text have several lines?
    pub fn has_lines(&self) -> bool {
        self.rule == Rule::Lines
    }

    /// Does it name files?
    pub fn names_files(&self) -> bool {
        matches!(self.rule, Rule::Path | Rule::Paths)
    }
}
