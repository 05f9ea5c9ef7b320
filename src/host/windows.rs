//! What is particular to Windows.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the door that everything else is sent to"
)]

use super::platform::Platform;
use std::fs;
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

/// Runs the PowerShell of the system, whatever lies in the current folder, without anybody's profile.
pub fn look(command: &str, patience: Duration) -> io::Result<String> {
    let root = std::env::var_os("SystemRoot").ok_or(io::ErrorKind::NotFound)?;
    let program = Path::new(&root).join(r"System32\WindowsPowerShell\v1.0\powershell.exe");
    let mut child = std::process::Command::new(program)
        .args(["-NoProfile", "-NonInteractive", "-Command", command])
        .stdin(std::process::Stdio::null())
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()?;
    // a pipe that nobody empties would hold the program up
    let (printed, said) = (emptied(child.stdout.take()), emptied(child.stderr.take()));
    let until = std::time::Instant::now() + patience;
    let status = loop {
        match child.try_wait()? {
            Some(status) => break status,
            None if std::time::Instant::now() >= until => {
                child.kill()?;
                child.wait()?;
                return Err(io::ErrorKind::TimedOut.into());
            }
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    };
    let (printed, said) = (printed.recv().unwrap_or_default(), said.recv().unwrap_or_default());
    // what it printed counts even where a part of it failed
    if status.success() || !printed.trim().is_empty() {
        return Ok(printed);
    }
    Err(io::Error::other(said.split_whitespace().collect::<Vec<_>>().join(" ")))
}

/// What comes out of a pipe, when it has ended.
fn emptied(pipe: Option<impl io::Read + Send + 'static>) -> std::sync::mpsc::Receiver<String> {
    let (to, text) = std::sync::mpsc::sync_channel(1);
    std::thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // what was read until it broke is what there is
            let _ = io::Read::read_to_end(&mut pipe, &mut bytes);
        }
        drop(to.send(String::from_utf8_lossy(&bytes).into_owned()));
    });
    text
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
