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

/// Stops the program until the shell brings it back.
pub fn suspend() -> io::Result<()> {
    rustix::process::kill_current_process_group(rustix::process::Signal::TSTP).map_err(io::Error::from)
}
