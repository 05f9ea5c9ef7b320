//! Parse, run, exit code: nothing else.

use sspr::host::RealHost;
use std::process::ExitCode;

/// The allocator of musl maps and unmaps single pages: of a look-up's system calls nine in ten were its own.
#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: dlmalloc::GlobalDlmalloc = dlmalloc::GlobalDlmalloc;

fn main() -> ExitCode {
    sspr::cli::run(RealHost::new(), std::env::args_os())
}
