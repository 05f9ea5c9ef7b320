//! The real world: this machine's clock, disk and environment.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the door that everything else is sent to"
)]

use super::{Fill, Folders, Host, Lock, Meta, Platform, Stamp, Stream, Zone, system};
use etcetera::BaseStrategy;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// This machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealHost {
    /// A test or a demonstration may fix the clock; nobody else sets `SSPR_NOW`.
    fixed: Option<Timestamp>,
}

/// `SSPR_NOW` says this, which is no time.
#[derive(Clone, Debug)]
pub struct BadClock(pub String);

impl RealHost {
    pub fn new() -> Result<Self, BadClock> {
        let fixed = variable("SSPR_NOW").map(|raw| raw.parse().map_err(|_| BadClock(raw)));
        Ok(Self {
            fixed: fixed.transpose()?,
        })
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|v| !v.is_empty())
}

/// The file behind a lock, made where it is not there yet.
fn lock_file(path: &Path) -> io::Result<fs::File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::File::options().create(true).truncate(false).write(true).open(path)
}

impl Host for RealHost {
    fn now(&self) -> Stamp {
        Stamp::of_clock(self.fixed.unwrap_or_else(Timestamp::now))
    }

    fn zone(&self) -> Zone {
        Zone::of_machine(TimeZone::system(), self.now())
    }

    fn platform(&self) -> Platform {
        system::PLATFORM
    }

    fn suspend(&self) -> io::Result<()> {
        system::suspend()
    }

    fn variable(&self, name: &str) -> Option<String> {
        variable(name)
    }

    fn locale(&self) -> Option<String> {
        sys_locale::get_locale()
    }

    fn folders(&self) -> io::Result<Folders> {
        // a folder need not be text
        if let Some(home) = std::env::var_os("SSPR_HOME").filter(|home| !home.is_empty()) {
            let home = self.absolute(Path::new(&home));
            return Ok(Folders {
                config: home.clone(),
                data: home,
            });
        }
        let base =
            etcetera::choose_base_strategy().map_err(|e| io::Error::new(io::ErrorKind::NotFound, e.to_string()))?;
        Ok(Folders {
            config: base.config_dir().join("sspr"),
            data: base.data_dir().join("sspr"),
        })
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Stream>> {
        // opening a pipe would wait for its other end, and a device may never end
        if !fs::metadata(path)?.is_file() {
            return Err(io::Error::new(io::ErrorKind::Unsupported, "it is no regular file"));
        }
        Ok(Box::new(fs::File::open(path)?))
    }

    fn meta(&self, path: &Path) -> io::Result<Meta> {
        let meta = fs::metadata(path)?;
        // opening a pipe would wait for its other end, so only plain files are tried
        let readable = meta.is_file() && fs::File::open(path).is_ok();
        Ok(Meta {
            is_file: meta.is_file(),
            size: meta.len(),
            readable,
        })
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let items = match fs::read_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            items => items?,
        };
        let paths: io::Result<BTreeSet<PathBuf>> = items.map(|item| Ok(item?.path())).collect();
        Ok(paths?.into_iter().collect())
    }

    fn write(&self, path: &Path, replace: bool, fill: Fill<'_>) -> io::Result<()> {
        let folder = path
            .parent()
            .filter(|p| !p.as_os_str().is_empty())
            .map_or_else(|| PathBuf::from("."), Path::to_path_buf);
        fs::create_dir_all(&folder)?;
        let mut file = tempfile::Builder::new().prefix(".sspr-").tempfile_in(&folder)?;
        {
            let mut buffer = io::BufWriter::new(file.as_file_mut());
            fill(&mut buffer)?;
            buffer.flush()?;
        }
        file.as_file().sync_all()?;
        if replace {
            system::persist(file, path)
        } else {
            file.persist_noclobber(path).map(drop).map_err(|e| e.error)
        }
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        fs::remove_file(path)
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Lock>>> {
        let file = lock_file(path)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Box::new(file))),
            Err(fs::TryLockError::WouldBlock) => Ok(None),
            Err(fs::TryLockError::Error(error)) => Err(error),
        }
    }

    fn await_lock(&self, path: &Path) -> io::Result<Box<dyn Lock>> {
        let file = lock_file(path)?;
        file.lock()?;
        Ok(Box::new(file))
    }

    fn fresh_id(&self) -> String {
        // of letters and digits that look alike only one is used; 32 of them, so that none comes more often than another
        const SIGNS: &[u8; 32] = b"023456789abcdefghjkmnpqrstuvwxyz";
        (0..8)
            .filter_map(|_| fastrand::choice(SIGNS))
            .map(|sign| char::from(*sign))
            .collect()
    }

    fn page(&self, text: &str) -> bool {
        let pager = self.variable("PAGER").unwrap_or_else(|| system::PAGER.to_owned());
        let mut words = pager.split_whitespace();
        let Some(program) = words.next() else { return false };
        let mut command = std::process::Command::new(program);
        command.args(words).stdin(std::process::Stdio::piped());
        let Ok(mut child) = command.spawn() else { return false };
        if let Some(mut input) = child.stdin.take() {
            // a reader that quits early has read enough
            let _ = input.write_all(text.as_bytes());
        }
        child.wait().is_ok()
    }

    fn feed(&self, program: &str, arguments: &[&str], input: Vec<u8>, patience: Duration) -> io::Result<()> {
        let mut child = std::process::Command::new(program)
            .args(arguments)
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .spawn()?;
        if let Some(mut pipe) = child.stdin.take() {
            // a program that does not read would hold up whoever writes; it is told by its end
            std::thread::spawn(move || drop(pipe.write_all(&input)));
        }
        let until = std::time::Instant::now() + patience;
        loop {
            match child.try_wait()? {
                Some(status) if status.success() => return Ok(()),
                Some(status) => return Err(io::Error::other(format!("`{program}` ended with {status}"))),
                None if std::time::Instant::now() >= until => {
                    child.kill()?;
                    child.wait()?;
                    return Err(io::ErrorKind::TimedOut.into());
                }
                None => std::thread::sleep(Duration::from_millis(5)),
            }
        }
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
    }
}
