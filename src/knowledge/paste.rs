//! How pasted text is read, as data: what introduces a secret, what the columns of an event are called, which words of a
//! caller say who is affected and since when. Owns the shapes; reads nothing.

use super::id::FieldId;
use super::rule::Ended;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What must never be kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Secret {
    Password,
    /// A one-time code or a PIN.
    Code,
    Key,
    Token,
    /// A Korean resident registration number.
    ResidentNumber,
}

/// What a secret looks like where words announce it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Looks {
    /// Anything that is typed as one word.
    Word,
    /// All that follows on the line, where a sign parts it from its label.
    Phrase,
    /// 4 to 8 digits.
    Digits,
    /// 6 digits: for words that announce other things too.
    SixDigits,
    /// Letters with digits, 8 at least.
    Blob,
    /// 6, 7 or 13 digits.
    ResidentNumber,
}

/// Words in lower case that announce a secret: as a label before `:` or `=`, as the name of a parameter or element, or in a
/// sentence. Longer ones count first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Announced {
    pub secret: Secret,
    pub looks: Looks,
    pub words: Vec<String>,
}

/// What a word around a secret says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Around {
    /// It may stand between a word that announces a secret and the secret.
    Between,
    /// Such a word that says what the secret is, so that any word may follow.
    Is,
    /// Something was set to what follows it: a password, even where that is not said.
    SetTo,
    /// The ending of a Korean word that announces a secret.
    Particle,
    /// The ending of a Korean word behind a secret that says what it is.
    Ending,
    /// What is said of passwords and codes and is none.
    Harmless,
    /// Before a number: it is no code to sign in with.
    OtherNumber,
    /// The beginning of a name with digits in it that is no password.
    Name,
    /// The parameter of an address whose value is secret.
    Parameter,
    /// The label of a directory anchor.
    Anchor,
}

/// Words in lower case, and what they say of a secret near them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Beside {
    pub says: Around,
    pub words: Vec<String>,
}

/// What a column or label of an event holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Holds {
    Log,
    Provider,
    Time,
    Event,
    Level,
    Computer,
    User,
    Message,
    /// Its number in the log.
    Number,
    /// Its keywords, which may say how it ended.
    Keywords,
    /// Known, and not kept.
    Other,
}

/// A column by its names in lower case, in any language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Column {
    pub holds: Holds,
    pub words: Vec<String>,
}

/// What a column or field of an exported audit log of Entra holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Audits {
    /// When it was done, in UTC.
    Time,
    /// What was done.
    Activity,
    /// Success or failure.
    Result,
    Reason,
    /// Whose password or methods it was about.
    User,
    /// Who did it.
    Actor,
    CorrelationId,
    Service,
    /// Where it was done from.
    Address,
}

/// A column or field of an audit log by its names in lower case, in any language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AuditColumn {
    pub holds: Audits,
    pub words: Vec<String>,
}

/// How bad an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    Critical,
    Error,
    Warning,
    Information,
    Verbose,
}

/// A level by its names in lower case, in any language, and its number in XML.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LevelName {
    pub level: Level,
    pub words: Vec<String>,
}

/// What says in the keywords of an event how it ended, as in the log `Security`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Keyword {
    pub result: Ended,
    /// The bit that is set where the keywords are a number.
    pub bit: u64,
    /// Words that stand for it in lower case, in any language.
    pub words: Vec<String>,
}

/// What a caller's words propose for a field of the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Hint {
    pub field: FieldId,
    /// The value proposed; the words of the caller where it is absent.
    pub value: Option<String>,
    /// Expressions in lower case. `...` before it takes in the words in front of it, behind it those that follow, up to the
    /// end of the clause.
    pub words: Vec<String>,
    /// Where any are given, what is taken in is made of these, of words that begin as `with` says, and of numbers.
    #[serde(default)]
    pub only: Vec<String>,
    /// Where any are given, one word that is taken in begins like that; with `only`, a number will do.
    #[serde(default)]
    pub with: Vec<String>,
}
