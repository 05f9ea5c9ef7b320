//! Event logs: files and pasted text as records, whatever their form. Owns what is a log, how it is read as far as it goes, and
//! what had to be skipped. What the records mean is the business of `crate::diagnosis`.
//!
//! A log is read in one pass and in flat memory, however long it is. Only the records that the knowledge has a signal for are
//! decoded and handed on; the others are passed over by tests that are cheap and lose none, and counted.

mod audit;
mod audited;
mod beside;
mod binary;
mod encoding;
mod error;
mod extent;
mod harm;
mod kind;
mod pieces;
mod prose;
mod read;
mod record;
mod rows;
mod run;
mod source;
mod summary;
mod table;
mod wanted;
mod xml;

pub use beside::{Beside, Spot};
pub use encoding::{encode, told as encoding_of};
pub use error::LogError;
pub use harm::{Damage, Harm};
pub use pieces::{Each, FORM_HEAD, Form, events, form, text};
pub use read::{read, read_stream};
pub use record::{AUDIT_LOG, Audit, Ended, Level, Record};
pub use run::{Item, Options, Progress, Sink};
pub use source::{Log, logs};
pub use summary::{Encoding, Format, Summary};
