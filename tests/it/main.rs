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

mod accepting;
mod architecture;
mod beside;
#[cfg(all(target_os = "linux", target_pointer_width = "64", target_endian = "little"))]
mod binary;
mod bundling;
mod calls;
mod case_cli;
mod check;
mod checking;
mod cli;
mod costs;
mod coverage;
mod damage;
mod docs;
mod drawn;
mod event_log;
mod evidence;
mod exports;
mod faces;
mod files;
mod finding;
mod first;
mod frames;
mod fuzz;
mod handover;
mod journeys;
mod links;
mod lint;
mod logs;
mod lost;
mod output;
mod own_field;
mod own_knowledge;
mod pasting;
mod pictures;
mod properties;
mod readers;
mod redaction;
mod saved;
mod scan;
mod scan_audit;
mod scan_pasted;
mod search;
mod settings;
mod support;
#[cfg(unix)]
mod terminal;
mod tickets;
mod verifying;
mod walks;
mod ways;
