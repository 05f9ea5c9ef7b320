//! Everything that is tested from outside, in one binary.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may fail where it stands"
)]

mod architecture;
mod beside;
mod case_cli;
mod cli;
mod coverage;
mod docs;
mod faces;
mod frames;
mod journeys;
mod lint;
mod own_field;
mod pictures;
mod properties;
mod saved;
mod search;
mod support;
#[cfg(unix)]
mod terminal;
mod walks;
