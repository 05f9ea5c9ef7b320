//! The groups in which the fields of a case are filled in. Owns their form in the files.

use super::id::FieldId;
use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A group of fields; groups stand in the order of the files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Group {
    pub id: String,
    pub title: Text,
    /// Fields of which support wants one, or all of one list: they count once, by the first.
    #[serde(default)]
    pub one_of: Vec<Vec<FieldId>>,
}
