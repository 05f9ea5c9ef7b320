//! Everything that is tested from outside, in one binary.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test may fail where it stands"
)]

mod case_cli;
mod faces;
mod frames;
mod journeys;
mod properties;
mod search;
mod support;
#[cfg(unix)]
mod terminal;
mod walks;
