//! Near twins: two entries that one trouble fits, and which of them when. Owns their form in the files.

use super::id::EntryId;
use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Who reads `at` and finds that `when` holds, wants `see`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Twin {
    pub at: EntryId,
    /// What tells the two apart, in a few words.
    pub when: Text,
    pub see: EntryId,
}
