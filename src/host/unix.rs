//! What is particular to Unix.

use super::platform::Platform;
use std::io;
use std::path::Path;
use tempfile::NamedTempFile;

pub const PLATFORM: Platform = Platform::Unix;

/// The pager where `PAGER` names none.
pub const PAGER: &str = "less -FRX";

/// Renames into place.
pub fn persist(file: NamedTempFile, path: &Path) -> io::Result<()> {
    file.persist(path).map(drop).map_err(|e| e.error)
}

/// Stops the program until the shell brings it back. A job of a shell has a group of its own; in the group of the session
/// itself nobody could, and a stop would be for ever.
pub fn suspend() -> io::Result<()> {
    if rustix::process::getpgrp() == rustix::process::getsid(None)? {
        return Err(io::ErrorKind::Unsupported.into());
    }
    rustix::process::kill_current_process_group(rustix::process::Signal::STOP).map_err(io::Error::from)
}

/// Is this what a terminal that hung up answers whoever writes to it?
pub fn is_gone(error: &io::Error) -> bool {
    io::Error::from(rustix::io::Errno::IO).raw_os_error() == error.raw_os_error()
}
