//! The tests from outside, as one binary. What several of them need is in `support`.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::panic,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test that cannot go on says so by panicking, and it asks no host"
)]

mod architecture;
mod case_cli;
mod cli;
mod coverage;
mod docs;
mod lint;
mod search;
mod support;
