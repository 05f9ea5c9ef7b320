//! What is particular to Unix.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the door that everything else is sent to"
)]

use super::child::Printed;
use super::platform::Platform;
use std::fs;
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::time::Duration;
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

/// The character set of the locale, which stands behind its dot.
pub fn encoding() -> Option<String> {
    let set = |name: &&str| std::env::var(name).is_ok_and(|value| !value.is_empty());
    let named = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find(|name| set(name))?;
    let locale = std::env::var(named).ok()?;
    let (_, set) = locale.split_once('.')?;
    Some(set.split('@').next().unwrap_or(set).to_owned())
}

/// There is no event log.
pub fn export_log(_channel: &str, _query: &str, _to: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

/// There is no PowerShell of the system.
pub fn look(_script: &str, _patience: Duration, _go_on: &dyn Fn() -> bool) -> io::Result<Printed> {
    Err(io::ErrorKind::Unsupported.into())
}

/// Is this what a terminal that hung up answers whoever writes to it?
pub fn is_gone(error: &io::Error) -> bool {
    io::Error::from(rustix::io::Errno::IO).raw_os_error() == error.raw_os_error()
}

/// Makes missing folders, for this user alone.
pub fn make_folders(folder: &Path) -> io::Result<()> {
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Takes from all others the right to look into a folder.
pub fn make_private(folder: &Path) -> io::Result<()> {
    let mode = fs::metadata(folder)?.permissions().mode();
    if mode.trailing_zeros() >= 6 {
        return Ok(());
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(mode & 0o700))
}

/// A file that is made so is for this user alone.
pub fn private(options: &mut fs::OpenOptions) -> &mut fs::OpenOptions {
    options.mode(0o600)
}

/// Flushes the names in a folder to the disk.
pub fn flush_folder(folder: &Path) -> io::Result<()> {
    match fs::File::open(folder).and_then(|folder| folder.sync_all()) {
        // a system that cannot flush folders, or one that may not be listed, keeps them as well as it can
        Err(error)
            if matches!(
                error.kind(),
                io::ErrorKind::InvalidInput | io::ErrorKind::PermissionDenied
            ) =>
        {
            Ok(())
        }
        done => done,
    }
}

fn identity(meta: &fs::Metadata) -> (u64, u64) {
    (meta.dev(), meta.ino())
}

/// Is the open file the one that lies at `path`?
pub fn lies_at(file: &fs::File, path: &Path) -> bool {
    match (file.metadata(), fs::metadata(path)) {
        (Ok(open), Ok(there)) => identity(&open) == identity(&there),
        _ => false,
    }
}

/// Do both paths lead to the same file?
pub fn same_file(one: &Path, other: &Path) -> bool {
    match (fs::metadata(one), fs::metadata(other)) {
        (Ok(one), Ok(other)) => identity(&one) == identity(&other),
        _ => false,
    }
}
