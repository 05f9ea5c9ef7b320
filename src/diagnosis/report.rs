//! What was found out: the findings, the attempts, the service over time, and what the logs cover. Values, no words but those of
//! the knowledge; how coverage is said stands in [`super::coverage`].

use super::coverage::Cover;
use super::seen::Cite;
use super::strip::Stretch;
use crate::case::found::Status;
use crate::knowledge::id::{EntryId, FactId};
use crate::knowledge::rule::Phase;
use crate::text::Text;
use crate::time::Stamp;
use std::collections::BTreeMap;

/// What the logs show.
#[derive(Clone, Debug, Default)]
pub struct Report {
    pub attempts: Attempts,
    /// What to act on first.
    pub findings: Vec<Finding>,
    pub health: Vec<Stretch>,
    pub coverage: Vec<Cover>,
    /// Numbers of our providers that nobody knows, by `provider|event`.
    pub unknown: BTreeMap<String, u64>,
}

impl Report {
    /// Something is wrong.
    pub fn is_wrong(&self) -> bool {
        let wrong = |finding: &Finding| matches!(finding.status, Status::Confirmed | Status::Likely);
        self.findings.iter().any(wrong)
    }
}

/// Resets and changes.
#[derive(Clone, Debug, Default)]
pub struct Attempts {
    pub total: u64,
    pub worked: u64,
    pub failed: u64,
    /// Begun, and nothing is known of the end.
    pub open: u64,
    /// The latest, in order of time.
    pub shown: Vec<Attempt>,
}

/// What became of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Became {
    Worked,
    Failed,
    Open,
}

/// One reset or change, from its start to what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    pub at: Option<Stamp>,
    /// The time as it stands in the log, where the zone is not known.
    pub written: Option<String>,
    pub user: Option<String>,
    pub tracking: Option<String>,
    /// Where it was written.
    pub computer: Option<String>,
    pub became: Became,
    pub broke_at: Option<Phase>,
    /// What it is by the first of its events: a reset, a change, an administrator's reset.
    pub kind: Option<Text>,
    /// The event and the code that say why.
    pub reason: Option<u32>,
    pub codes: Vec<String>,
    pub entry: Option<EntryId>,
    pub records: Vec<Cite>,
}

/// Something that logs show. One incident is one finding, however often it occurred.
#[derive(Clone, Debug)]
pub struct Finding {
    pub entry: EntryId,
    pub also: Vec<EntryId>,
    pub status: Status,
    pub count: u64,
    pub first: Option<Stamp>,
    pub last: Option<Stamp>,
    pub users: Vec<String>,
    pub because: Vec<Cite>,
    pub against: Vec<Cite>,
    pub next: Option<Text>,
    /// What is known by it, by fact; only where it is confirmed.
    pub proves: BTreeMap<FactId, String>,
    /// Logs that would say more and were not read.
    pub not_read: Vec<Text>,
    pub(super) alone: bool,
    pub(super) rank: u16,
}
