//! Logs that somebody names, from their paths to what they show, and from there into a case: one way for the command, the wizard
//! and the numbered prompts. What a record means is decided in `crate::diagnosis`; here it is read, told and kept.

mod compare;
mod into_case;
mod proposed;
mod reading;
mod scanned;
mod text;

pub use compare::{Compared, now_failing};
pub use into_case::attach;
pub use proposed::Proposed;
pub use reading::{Reading, SoFar};
pub use scanned::Scanned;
pub use text::{
    attempt_line, certainty, cite_line, counted, duration, finding_text, next, outcome, reason, records, short_title,
    size, state, tell, title,
};
