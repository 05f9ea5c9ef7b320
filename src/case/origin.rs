//! Where an imported case came from, and what it was then: by that it is known later who moved on.

use super::CaseId;
use crate::knowledge::id::FieldId;
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The sender's side of an imported case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// The case at the sender's.
    pub id: CaseId,
    /// The word of the profile for which the bundle was written; none where it does not say.
    pub profile: Option<String>,
    /// Name and version of the program that wrote it; none where it does not say.
    pub tool: Option<String>,
    /// When the last thing was said that came with it.
    pub until: Stamp,
    /// The values that came with it, by field.
    pub fields: BTreeMap<FieldId, String>,
    /// The tokens that came with it; the sender knows whom they stand for.
    pub tokens: BTreeSet<String>,
    /// The path here of each file that came with it, with its path at the sender's.
    pub files: BTreeMap<String, String>,
}

impl Origin {
    /// With every text put through `told`.
    #[must_use]
    pub(super) fn retold(&self, told: &dyn Fn(&str) -> String) -> Self {
        let both = self.files.iter().map(|(here, there)| (told(here), told(there)));
        Self {
            fields: self
                .fields
                .iter()
                .map(|(id, value)| (id.clone(), told(value)))
                .collect(),
            files: both.collect(),
            ..self.clone()
        }
    }
}
