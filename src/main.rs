//! Parse, run, exit code: nothing else.

use sspr::host::RealHost;
use std::process::ExitCode;

fn main() -> ExitCode {
    sspr::cli::run(RealHost::new(), std::env::args_os())
}
