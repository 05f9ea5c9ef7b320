//! What shows whether a remedy helped. Owns its form in the files; how it is judged over a case is the business of
//! [`crate::case::accepted`].

use super::id::EntryId;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// By what the remedies of entries are accepted. Of an entry that stands in none its own finding in a log decides.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Acceptance {
    /// The entries whose steps are accepted by it.
    pub of: Vec<EntryId>,
    /// Ids of `server_checks` and `endpoints` that must pass once the steps are done.
    #[serde(default)]
    pub checks: Vec<String>,
    /// Entries that a log must no longer show, where somebody tried again.
    #[serde(default)]
    pub findings: Vec<EntryId>,
    /// Numbers of events that show that it works, in a log or pasted.
    #[serde(default)]
    pub events: Vec<u32>,
}

impl Acceptance {
    /// Is it judged by what stands in logs?
    pub fn is_read_in_logs(&self) -> bool {
        !self.findings.is_empty() || !self.events.is_empty()
    }
}
