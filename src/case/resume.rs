//! What `case.json` holds besides what everybody reads in it, so that whoever opens it stands where the walk stopped.

use super::found::Scan;
use super::verified::Verified;
use super::{Attached, Case, Origin, SAVED};
use crate::knowledge::id::FieldId;
use crate::text::Lang;
use crate::time::Zone;
use crate::walk::Journal;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What it takes to go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Resume {
    /// The form of a saved case, whose parts these are.
    pub schema: String,
    pub lang: Lang,
    pub zone: Option<Zone>,
    /// Fields of which somebody said something; the values of others follow from the walks.
    pub typed: BTreeSet<FieldId>,
    pub walks: Vec<Journal>,
    pub attached: BTreeMap<String, Attached>,
    pub scans: Vec<Scan>,
    pub verified: Verified,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
}

impl Resume {
    /// What it takes to go on with a case.
    pub(super) fn of(case: &Case) -> Self {
        let said = case.typed.keys().chain(case.open.keys());
        Self {
            schema: SAVED.to_owned(),
            lang: case.lang,
            zone: case.zone.clone(),
            typed: said.cloned().collect(),
            walks: case.walks.clone(),
            attached: case.attached.clone(),
            scans: case.scans.clone(),
            verified: case.verified.clone(),
            origin: case.origin.clone(),
        }
    }
}
