//! What is particular to Windows.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the door that everything else is sent to"
)]

use super::child::{self, Printed};
use super::platform::Platform;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
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

/// The code page of the console, as `chcp` says it.
pub fn encoding() -> Option<String> {
    let root = std::env::var_os("SystemRoot")?;
    let program = Path::new(&root).join("System32").join("chcp.com");
    let out = std::process::Command::new(program).output().ok()?;
    let said = String::from_utf8_lossy(&out.stdout);
    let digits: String = said.chars().filter(char::is_ascii_digit).collect();
    (!digits.is_empty()).then_some(digits)
}

/// Runs `wevtutil epl`: the one of the system, whatever lies in the current folder.
pub fn export_log(channel: &str, query: &str, to: &Path) -> io::Result<()> {
    let root = std::env::var_os("SystemRoot").ok_or(io::ErrorKind::NotFound)?;
    let program = Path::new(&root).join("System32").join("wevtutil.exe");
    let out = std::process::Command::new(program)
        .args(["epl", channel])
        .arg(to)
        .arg(format!("/q:{query}"))
        .output()?;
    if out.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&out.stderr);
    Err(io::Error::other(said.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// How long it is waited for the rest of what a program printed that has ended: one that it began itself may hold its pipe open.
const REST: Duration = Duration::from_millis(500);

/// Runs the PowerShell of the system, whatever lies in the current folder, without anybody's profile.
pub fn look(script: &str, patience: Duration, go_on: &dyn Fn() -> bool) -> io::Result<Printed> {
    let root = std::env::var_os("SystemRoot").ok_or(io::ErrorKind::NotFound)?;
    let program = Path::new(&root).join(r"System32\WindowsPowerShell\v1.0\powershell.exe");
    let mut child = std::process::Command::new(program)
        .args(["-NoProfile", "-NonInteractive", "-Command", script])
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::null())
        .spawn()?;
    let printed = Arc::new(Mutex::new(Vec::new()));
    let (ends, end) = std::sync::mpsc::sync_channel(1);
    if let Some(mut pipe) = child.stdout.take() {
        let printed = Arc::clone(&printed);
        // a pipe that nobody empties would hold the program up; what was read until it broke is what there is
        std::thread::spawn(move || {
            let mut piece = [0; 4096];
            while let Ok(read @ 1..) = io::Read::read(&mut pipe, &mut piece) {
                let read = piece.get(..read).unwrap_or_default();
                printed.lock().unwrap_or_else(PoisonError::into_inner).extend(read);
            }
            let _ = ends.send(());
        });
    }
    let status = child::ended(&mut child, patience, go_on)?;
    let _ = end.recv_timeout(REST);
    let bytes = std::mem::take(&mut *printed.lock().unwrap_or_else(PoisonError::into_inner));
    Ok(Printed {
        bytes,
        whole: status.is_some(),
    })
}

/// Makes missing folders; those of a user are closed to others as they are.
pub fn make_folders(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)
}

/// The folders of a user are closed to others as they are.
pub fn make_private(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// So are files in them.
pub fn private(options: &mut fs::OpenOptions) -> &mut fs::OpenOptions {
    options
}

/// Names are flushed by the system.
pub fn flush_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

/// An open file keeps its name here, unless somebody took it away.
pub fn lies_at(_file: &fs::File, path: &Path) -> bool {
    path.exists()
}

/// Do both paths lead to the same file? By their names; a second name of a file is not seen through.
pub fn same_file(one: &Path, other: &Path) -> bool {
    match (fs::canonicalize(one), fs::canonicalize(other)) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

/// A console does not hang up.
pub fn is_gone(_error: &io::Error) -> bool {
    false
}
