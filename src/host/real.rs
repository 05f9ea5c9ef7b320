//! The real world: this machine's clock, disk and environment.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the door that everything else is sent to"
)]

use super::input::{Input, Interrupt};
use super::{
    Fill, Folders, Host, Lock, Meta, Platform, Printed, Stamp, Stream, TEMPORARY, WriteSeek, Zone, child, system,
};
use etcetera::BaseStrategy;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Seek, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// This machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct RealHost {
    /// A test or a demonstration may fix the clock; nobody else sets `SSPR_NOW`.
    fixed: Option<Timestamp>,
}

/// A variable of the environment says this, which cannot be used.
#[derive(Clone, Debug)]
pub enum BadVariable {
    /// `SSPR_NOW`, and it is no time.
    Now(String),
    /// `SSPR_HOME`, and it is no whole path: what is kept would lie somewhere else in every folder.
    RelativeHome(String),
    /// `SSPR_HOME`, and it is no text: it could be neither told nor written down.
    UnreadableHome(String),
}

impl RealHost {
    pub fn new() -> Result<Self, BadVariable> {
        if let Some(home) = std::env::var_os("SSPR_HOME").filter(|home| !home.is_empty()) {
            let shown = home.to_string_lossy().into_owned();
            if home.to_str().is_none() {
                return Err(BadVariable::UnreadableHome(shown));
            }
            if !Path::new(&home).is_absolute() {
                return Err(BadVariable::RelativeHome(shown));
            }
        }
        let fixed = variable("SSPR_NOW").map(|raw| raw.parse().map_err(|_| BadVariable::Now(raw)));
        Ok(Self {
            fixed: fixed.transpose()?,
        })
    }
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|v| !v.is_empty())
}

/// A locked file, and where it lay when it was locked.
struct Held {
    file: fs::File,
    path: PathBuf,
}

impl Lock for Held {
    fn stands(&self) -> bool {
        system::lies_at(&self.file, &self.path)
    }
}

impl Held {
    /// The file behind a lock, made where it is not there yet; not locked yet.
    fn open(path: &Path) -> io::Result<Self> {
        if let Some(folder) = path.parent() {
            system::make_folders(folder)?;
        }
        let mut options = fs::File::options();
        options.create(true).truncate(false).write(true);
        Ok(Self {
            file: system::private(&mut options).open(path)?,
            path: path.to_path_buf(),
        })
    }
}

/// The folder in which a file lies.
fn folder_of(path: &Path) -> &Path {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
        .unwrap_or(Path::new("."))
}

/// A random name of so many signs; of letters and digits that look alike only one is used.
fn random_name(length: usize) -> String {
    // 32 of them, so that none comes more often than another
    const SIGNS: &[u8; 32] = b"023456789abcdefghjkmnpqrstuvwxyz";
    (0..length)
        .filter_map(|_| fastrand::choice(SIGNS))
        .map(|sign| char::from(*sign))
        .collect()
}

impl WriteSeek for io::BufWriter<&mut fs::File> {
    fn again(&mut self) -> io::Result<Box<dyn Stream + '_>> {
        self.flush()?;
        let file: &mut fs::File = self.get_mut();
        file.rewind()?;
        Ok(Box::new(file))
    }
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

    fn has_program(&self, name: &str) -> bool {
        let folders = std::env::var_os("PATH").unwrap_or_default();
        let name = Path::new(name);
        let names = [name.to_owned(), name.with_extension("exe")];
        std::env::split_paths(&folders).any(|folder| names.iter().any(|name| folder.join(name).is_file()))
    }

    fn encoding(&self) -> Option<String> {
        system::encoding()
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

    fn make_private(&self, folder: &Path) -> io::Result<()> {
        system::make_folders(folder)?;
        system::make_private(folder)
    }

    fn beside(&self, path: &Path) -> PathBuf {
        folder_of(path).join(format!("{TEMPORARY}{}", random_name(12)))
    }

    fn write_through(&self, temporary: &Path, path: &Path, replace: bool, fill: Fill<'_>) -> io::Result<()> {
        let folder = folder_of(path);
        system::make_folders(folder)?;
        let name = temporary.file_name().unwrap_or_default();
        let mut file = tempfile::Builder::new()
            .prefix(name)
            .rand_bytes(0)
            .tempfile_in(folder)?;
        {
            let mut buffer = io::BufWriter::new(file.as_file_mut());
            fill(&mut buffer)?;
            buffer.flush()?;
        }
        file.as_file().sync_all()?;
        if replace {
            system::persist(file, path)?;
        } else {
            file.persist_noclobber(path).map(drop).map_err(|e| e.error)?;
        }
        system::flush_folder(folder)
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        // a link stays one, and what it leads to is replaced
        let path = fs::canonicalize(path)?;
        let allowed = fs::metadata(&path)?.permissions();
        if allowed.readonly() {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        let folder = folder_of(&path);
        let mut file = tempfile::Builder::new().prefix(TEMPORARY).tempfile_in(folder)?;
        file.write_all(bytes)?;
        file.as_file().set_permissions(allowed)?;
        file.as_file().sync_all()?;
        system::persist(file, &path)?;
        system::flush_folder(folder)
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        if fs::symlink_metadata(to).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        fs::rename(from, to)?;
        system::flush_folder(folder_of(to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        match fs::symlink_metadata(path) {
            Ok(meta) if meta.is_dir() => fs::remove_dir(path),
            _ => fs::remove_file(path),
        }
    }

    fn same_file(&self, one: &Path, other: &Path) -> bool {
        system::same_file(one, other)
    }

    fn lock(&self, path: &Path, patience: Duration) -> io::Result<Option<Box<dyn Lock>>> {
        let until = Instant::now() + patience;
        loop {
            let held = Held::open(path)?;
            match held.file.try_lock() {
                Ok(()) if held.stands() => return Ok(Some(Box::new(held))),
                // whoever had it took the file away, so that it locks nothing any more
                Ok(()) => {}
                Err(fs::TryLockError::WouldBlock) if Instant::now() >= until => return Ok(None),
                Err(fs::TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(10)),
                Err(fs::TryLockError::Error(error)) => return Err(error),
            }
        }
    }

    fn fresh_id(&self) -> String {
        random_name(8)
    }

    fn page(&self, text: &str) -> bool {
        let pager = self.variable("PAGER").unwrap_or_else(|| system::PAGER.to_owned());
        let mut words = pager.split_whitespace();
        let Some(program) = words.next() else { return false };
        let mut command = std::process::Command::new(program);
        command.args(words).stdin(std::process::Stdio::piped());
        // without these it shows the sequences of colours as text, whatever else it was told
        if Path::new(program).file_stem().is_some_and(|stem| stem == "less") {
            command.arg("-R");
        }
        if self.variable("LESS").is_none() {
            command.env("LESS", "FRX");
        }
        let Ok(mut child) = command.spawn() else { return false };
        if let Some(mut input) = child.stdin.take() {
            // a reader that quits early has read enough
            let _ = input.write_all(text.as_bytes());
        }
        // one that a signal ended was ended by its reader
        child
            .wait()
            .is_ok_and(|status| status.success() || status.code().is_none())
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
        match child::ended(&mut child, patience, &|| true)? {
            Some(status) if status.success() => Ok(()),
            Some(status) => Err(io::Error::other(format!("`{program}` ended with {status}"))),
            None => Err(io::ErrorKind::TimedOut.into()),
        }
    }

    fn interrupt(&self) -> io::Result<Interrupt> {
        Interrupt::heard()
    }

    fn input(&self, until: &Interrupt) -> Box<dyn io::Read> {
        Box::new(Input::until(until.clone()))
    }

    fn export_log(&self, channel: &str, query: &str, to: &Path) -> io::Result<()> {
        system::export_log(channel, query, to)
    }

    fn look(&self, script: &str, patience: Duration, go_on: &dyn Fn() -> bool) -> io::Result<Printed> {
        system::look(script, patience, go_on)
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf())
    }
}
