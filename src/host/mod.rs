//! The world outside: clock, files, environment. Everything else asks through [`Host`], so that tests run without it.
//! Knows nothing of cases, knowledge or screens.

mod child;
#[cfg(test)]
pub mod fake;
mod input;
mod logged;
mod platform;
mod real;
#[cfg(unix)]
mod tty;
#[cfg(unix)]
mod unix;
#[cfg(windows)]
mod windows;

#[cfg(unix)]
use unix as system;
#[cfg(windows)]
use windows as system;

pub use child::Printed;
pub use input::Interrupt;
pub use logged::Logged;
pub use platform::{Platform, built_for};
pub use real::{BadVariable, RealHost};
pub use system::is_gone;
#[cfg(unix)]
pub use tty::{Heard, Tty};

use crate::time::{Stamp, Zone};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// What a path names, as far as a reader must know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meta {
    pub is_file: bool,
    /// Bytes.
    pub size: u64,
    /// May it be opened for reading?
    pub readable: bool,
}

/// The folders of this user on this platform; all of them below `SSPR_HOME` when that is set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folders {
    /// The user's own knowledge and settings.
    pub config: PathBuf,
    /// Cases.
    pub data: PathBuf,
}

/// A stream that can be read and positioned in.
pub trait Stream: io::Read + io::Seek + Send {}
impl<T: io::Read + io::Seek + Send> Stream for T {}

/// Fills a file that is being written.
pub type Fill<'a> = &'a mut dyn FnMut(&mut dyn WriteSeek) -> io::Result<()>;

/// A stream that can be written and positioned in, and read again before anybody else sees it.
pub trait WriteSeek: io::Write + io::Seek {
    /// What was written so far, from its beginning.
    fn again(&mut self) -> io::Result<Box<dyn Stream + '_>>;
}

/// A held lock; dropping it gives the lock back.
pub trait Lock: Send {
    /// Does its path still name what is held? No where the folder was removed or replaced meanwhile.
    fn stands(&self) -> bool;
}

/// How the names of files begin that are not written to their end; who finds one that nobody is writing may take it away.
pub const TEMPORARY: &str = ".sspr-";

/// The door to the world.
pub trait Host: Send + Sync {
    /// The time now, to the second.
    fn now(&self) -> Stamp;

    /// The time zone of this machine.
    fn zone(&self) -> Zone;

    /// The time now on the clocks of this machine.
    fn at(&self) -> Stamp {
        self.now().on(&self.zone())
    }

    fn platform(&self) -> Platform;

    /// Stops the program, and whatever runs in one job with it, until the shell brings it back; an error of kind
    /// `Unsupported` where no shell can.
    fn suspend(&self) -> io::Result<()>;

    /// A variable of the environment; one that is empty, or no text, is as good as unset.
    fn variable(&self, name: &str) -> Option<String>;

    /// The language of the system, as a tag such as `ko-KR`.
    fn locale(&self) -> Option<String>;

    /// How the programs of this system write text: a character set, or a code page such as `949`.
    fn encoding(&self) -> Option<String>;

    fn folders(&self) -> io::Result<Folders>;

    /// Opens a file for reading piece by piece.
    fn open(&self, path: &Path) -> io::Result<Box<dyn Stream>>;

    /// Reads a whole file; at most `limit` bytes, an error of kind `FileTooLarge` beyond it.
    fn read(&self, path: &Path, limit: u64) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        let read = self.open(path)?.take(limit.saturating_add(1)).read_to_end(&mut out)?;
        if read as u64 > limit {
            let said = format!("larger than {limit} bytes");
            return Err(io::Error::new(io::ErrorKind::FileTooLarge, said));
        }
        Ok(out)
    }

    fn meta(&self, path: &Path) -> io::Result<Meta>;

    /// The names in a folder, sorted; an empty list where the folder does not exist.
    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>>;

    /// Makes a folder with those above it that are missing. Nobody but this user may look into it, also where it was
    /// there before.
    fn make_private(&self, folder: &Path) -> io::Result<()>;

    /// A free name for the file that becomes `path` when it is written to its end; it begins with [`TEMPORARY`].
    fn beside(&self, path: &Path) -> PathBuf;

    /// Writes a file whole or not at all: a new one of the name `temporary` in the same folder, flushed to the disk, then
    /// renamed; the folder is flushed too. Only this user may read it. Missing folders are made. An existing file is
    /// replaced only when `replace` is set, else an error of kind `AlreadyExists`.
    fn write_through(&self, temporary: &Path, path: &Path, replace: bool, fill: Fill<'_>) -> io::Result<()>;

    /// The same through a name of no matter.
    fn write(&self, path: &Path, replace: bool, fill: Fill<'_>) -> io::Result<()> {
        self.write_through(&self.beside(path), path, replace, fill)
    }

    /// Writes a file whole or not at all in place of one that is there, which keeps who may read it. A file that may not be written
    /// stays as it is; an error of kind `PermissionDenied`.
    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()>;

    /// Gives a file another name in its folder; an error of kind `AlreadyExists` where that is taken.
    fn rename(&self, from: &Path, to: &Path) -> io::Result<()>;

    /// Removes a file, or a folder that is empty.
    fn remove(&self, path: &Path) -> io::Result<()>;

    /// Do two paths lead to the same file, whatever they are called? No where one leads nowhere.
    fn same_file(&self, one: &Path, other: &Path) -> bool;

    /// Takes the lock named by `path`, and waits for it at most `patience`; `None` where another program still holds it.
    fn lock(&self, path: &Path, patience: Duration) -> io::Result<Option<Box<dyn Lock>>>;

    /// A new random name for a case: short, unambiguous when read aloud.
    fn fresh_id(&self) -> String;

    /// Shows a long text through the pager of `PAGER`, else the system's usual one; false where there is none, or it failed.
    fn page(&self, text: &str) -> bool;

    /// Is there a program of this name in the folders that are searched for programs?
    fn has_program(&self, name: &str) -> bool;

    /// Runs a program with `input` on its standard input and waits for its end; an error where it cannot be run, says
    /// that it failed, or is not done within `patience` (it is ended then).
    fn feed(&self, program: &str, arguments: &[&str], input: Vec<u8>, patience: Duration) -> io::Result<()>;

    /// Hears Ctrl-C from now on: the first is only noted, a second one ends the program.
    fn interrupt(&self) -> io::Result<Interrupt>;

    /// Standard input; it ends where the user asked to end.
    fn input(&self, until: &Interrupt) -> Box<dyn Read>;

    /// Writes the records of an event log of this machine that `query` (`XPath` as Windows knows it) chooses into a new file `to`; an
    /// error of kind `Unsupported` where there is no event log.
    fn export_log(&self, channel: &str, query: &str, to: &Path) -> io::Result<()>;

    /// Runs a PowerShell script that only looks, and gives what it printed; it is ended where it is not done within `patience`, or
    /// `go_on` says no. An error of kind `Unsupported` where there is no PowerShell of the system.
    fn look(&self, script: &str, patience: Duration, go_on: &dyn Fn() -> bool) -> io::Result<Printed>;

    /// `path` made absolute without looking at the disk.
    fn absolute(&self, path: &Path) -> PathBuf;
}

/// Writes `bytes` whole or not at all; see [`Host::write`].
pub fn write_bytes(host: &dyn Host, path: &Path, replace: bool, bytes: &[u8]) -> io::Result<()> {
    host.write(path, replace, &mut |out| out.write_all(bytes))
}

/// Reads a text file of at most `limit` bytes; an error of kind `InvalidData` where it is no UTF-8.
pub fn read_text(host: &dyn Host, path: &Path, limit: u64) -> io::Result<String> {
    let bytes = host.read(path, limit)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "the file is not UTF-8 text"))?;
    Ok(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned))
}
