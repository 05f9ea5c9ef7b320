//! One record of a log, the same whatever form it was read from.

pub use crate::evidence::Level;
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
    pub channel: Option<String>,
    pub computer: Option<String>,
    /// What it says: the message, or the values of its data, one a line.
    pub message: String,
}
