//! What is particular to Windows.

use super::platform::Platform;
use std::io;
use std::path::Path;
use std::time::Duration;
use tempfile::NamedTempFile;

pub const PLATFORM: Platform = Platform::Windows;

/// No pager where `PAGER` names none: `more` shows neither colours nor Korean.
pub const PAGER: &str = "";

/// Renames into place; a virus scanner may hold the fresh file for a moment, so it is tried again a few times.
pub fn persist(mut file: NamedTempFile, path: &Path) -> io::Result<()> {
    let mut tries = 0;
    loop {
        match file.persist(path) {
            Ok(_) => return Ok(()),
            Err(error) if tries < 5 && error.error.kind() == io::ErrorKind::PermissionDenied => {
                tries += 1;
                file = error.file;
                std::thread::sleep(Duration::from_millis(50 * tries));
            }
            Err(error) => return Err(error.error),
        }
    }
}

/// There is no shell to come back from.
pub fn suspend() -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// A console does not hang up.
pub fn is_gone(_error: &io::Error) -> bool {
    false
}
