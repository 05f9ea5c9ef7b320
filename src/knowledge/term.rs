//! Terms: the word that is written, and the words that mean the same and are not. Owns their form in the files.

use crate::text::Lang;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A word with its forbidden twins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Term {
    /// The word to write.
    #[serde(rename = "use")]
    pub preferred: String,
    /// Words that mean the same and are not written.
    #[serde(rename = "not")]
    pub twins: Vec<String>,
    /// The language whose texts are looked at.
    #[serde(rename = "in")]
    pub lang: Lang,
    #[serde(default)]
    pub at: TermPlace,
    /// Longer expressions in which a twin stands rightly.
    #[serde(default)]
    pub unless: Vec<String>,
}

/// Where a term holds. What is quoted, or stands in backticks, is never looked at: it is what somebody else wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TermPlace {
    #[default]
    Everywhere,
    /// Between `**` alone.
    Labels,
    /// Not between `**`.
    Words,
}
