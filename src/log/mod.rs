//! Event logs: files and pasted text as records, whatever their form. Owns what is a log, how it is read as far as it goes, and
//! what had to be skipped. What the records mean is the business of `crate::diagnosis`.

mod record;

pub use record::{Level, Record};
