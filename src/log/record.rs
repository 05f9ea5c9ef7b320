//! One record of a log, the same whatever form it was read from.

pub use crate::evidence::Level;
pub use crate::knowledge::rule::{AUDIT_LOG, Ended};
use crate::time::Stamp;

/// One record of a log. What it does not say is `None`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its number in the log; in a form without numbers its place in the file, counted from 1.
    pub number: u64,
    /// When it was written, where the point in time is known: the file states the zone, or the user named one.
    pub at: Option<Stamp>,
    /// The time as it stands there, where the zone is not known.
    pub written: Option<String>,
    /// Who wrote it, such as `PasswordResetService`.
    pub provider: Option<String>,
    pub event: Option<u32>,
    pub level: Option<Level>,
    /// How what it tells of ended: by its keywords, or as the audit log has it.
    pub ended: Option<Ended>,
    pub channel: Option<String>,
    pub computer: Option<String>,
    /// What it says: the message, or the values of its data, one a line.
    pub message: String,
    /// What it says, where it is an entry of the Entra audit log.
    pub audit: Option<Box<Audit>>,
}

/// An entry of the Entra audit log. What it does not say is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audit {
    /// What was done, as `Reset password (self-service)`.
    pub activity: String,
    /// Why it ended so, as `OnPremisesConnectivityError`.
    pub reason: Option<String>,
    /// Whose password or methods it was about.
    pub user: Option<String>,
    /// Who did it.
    pub actor: Option<String>,
    pub correlation_id: Option<String>,
    pub service: Option<String>,
    /// Who wrote a password back, as `Microsoft Entra Connect`, `CloudSync` or `None`.
    pub agent: Option<String>,
    /// The address from which it was done.
    pub address: Option<String>,
}
