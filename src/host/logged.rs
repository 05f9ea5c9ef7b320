//! The world with a record of what was done to it, for whoever asks for one (`--log`). A line for each file that was read or written,
//! each program that was run: when, what kind, how many bytes, how it ended. Names and contents of files, words of commands and
//! values of variables never stand in it.

use super::{Fill, Folders, Host, Interrupt, Lock, Meta, Platform, Printed, Stamp, Stream, WriteSeek, Zone};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// A world, and where it is told what is done to it.
pub struct Logged {
    host: &'static dyn Host,
    log: Mutex<Box<dyn Write + Send>>,
}

/// What may be said of a file: its ending, where that is one of a program and not of a person.
fn kind(path: &Path) -> &'static str {
    const KINDS: [&str; 11] = [
        "evtx", "xml", "csv", "tsv", "txt", "log", "json", "zip", "yaml", "toml", "md",
    ];
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    KINDS
        .into_iter()
        .find(|known| ending.eq_ignore_ascii_case(known))
        .unwrap_or("file")
}

impl Logged {
    pub fn over(host: &'static dyn Host, log: Box<dyn Write + Send>) -> Self {
        Self {
            host,
            log: Mutex::new(log),
        }
    }

    /// The same, told at the end of a file, which is made where it is not there.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn into_file(host: &'static dyn Host, file: &Path) -> io::Result<Self> {
        let file = std::fs::OpenOptions::new().create(true).append(true).open(file)?;
        Ok(Self::over(host, Box::new(file)))
    }

    /// Writes a line. What cannot be written is left out: the log is beside the work, and must not end it.
    pub fn say(&self, what: &str) {
        let at = self.host.now();
        let mut log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = writeln!(log, "{at} {what}").and_then(|()| log.flush());
    }

    /// Does something and tells how it ended.
    fn told<T>(&self, what: &str, done: io::Result<T>) -> io::Result<T> {
        match &done {
            Ok(_) => self.say(what),
            Err(error) => self.say(&format!("{what}: failed, {:?}", error.kind())),
        }
        done
    }
}

impl Host for Logged {
    fn now(&self) -> Stamp {
        self.host.now()
    }

    fn zone(&self) -> Zone {
        self.host.zone()
    }

    fn platform(&self) -> Platform {
        self.host.platform()
    }

    fn suspend(&self) -> io::Result<()> {
        self.told("suspended", self.host.suspend())
    }

    fn variable(&self, name: &str) -> Option<String> {
        self.host.variable(name)
    }

    fn locale(&self) -> Option<String> {
        self.host.locale()
    }

    fn encoding(&self) -> Option<String> {
        self.host.encoding()
    }

    fn folders(&self) -> io::Result<Folders> {
        self.host.folders()
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Stream>> {
        let size = self.host.meta(path).map_or(0, |meta| meta.size);
        self.told(&format!("opened {}, {size} bytes", kind(path)), self.host.open(path))
    }

    fn meta(&self, path: &Path) -> io::Result<Meta> {
        self.host.meta(path)
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let found = self.host.list(folder);
        let count = found.as_ref().map_or(0, Vec::len);
        self.told(&format!("listed a folder, {count} names"), found)
    }

    fn make_private(&self, folder: &Path) -> io::Result<()> {
        self.told("made a folder private", self.host.make_private(folder))
    }

    fn beside(&self, path: &Path) -> PathBuf {
        self.host.beside(path)
    }

    fn write_through(&self, temporary: &Path, path: &Path, replace: bool, fill: Fill<'_>) -> io::Result<()> {
        let mut bytes = 0;
        let mut counted = |out: &mut dyn WriteSeek| {
            fill(out)?;
            bytes = out.stream_position()?;
            Ok(())
        };
        let done = self.host.write_through(temporary, path, replace, &mut counted);
        self.told(&format!("wrote {}, {bytes} bytes", kind(path)), done)
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        let what = format!("replaced {}, {} bytes", kind(path), bytes.len());
        self.told(&what, self.host.replace(path, bytes))
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.told(&format!("renamed {}", kind(from)), self.host.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.told(&format!("removed {}", kind(path)), self.host.remove(path))
    }

    fn same_file(&self, one: &Path, other: &Path) -> bool {
        self.host.same_file(one, other)
    }

    fn lock(&self, path: &Path, patience: Duration) -> io::Result<Option<Box<dyn Lock>>> {
        let lock = self.host.lock(path, patience);
        let what = match &lock {
            Ok(None) => "a lock is held by another program",
            _ => "took a lock",
        };
        self.told(what, lock)
    }

    fn fresh_id(&self) -> String {
        self.host.fresh_id()
    }

    fn page(&self, text: &str) -> bool {
        self.say("showed a text in the pager");
        self.host.page(text)
    }

    fn has_program(&self, name: &str) -> bool {
        self.host.has_program(name)
    }

    fn feed(&self, program: &str, arguments: &[&str], input: Vec<u8>, patience: Duration) -> io::Result<()> {
        let what = format!("gave a program {} bytes", input.len());
        self.told(&what, self.host.feed(program, arguments, input, patience))
    }

    fn interrupt(&self) -> io::Result<Interrupt> {
        self.host.interrupt()
    }

    fn input(&self, until: &Interrupt) -> Box<dyn io::Read> {
        self.host.input(until)
    }

    fn export_log(&self, channel: &str, query: &str, to: &Path) -> io::Result<()> {
        let done = self.host.export_log(channel, query, to);
        self.told("exported an event log of this machine", done)
    }

    fn look(&self, script: &str, patience: Duration, go_on: &dyn Fn() -> bool) -> io::Result<Printed> {
        let looked = self.host.look(script, patience, go_on);
        let what = match &looked {
            Ok(printed) if !printed.whole => "ended a PowerShell script that looks",
            _ => "ran a PowerShell script that looks",
        };
        self.told(what, looked)
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        self.host.absolute(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::fake::FakeHost;
    use std::sync::Arc;

    /// A log that a test reads.
    #[derive(Clone, Default)]
    struct Page(Arc<Mutex<Vec<u8>>>);

    impl Write for Page {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn what_was_done_is_told_without_names() {
        let host = FakeHost::at("2026-11-28T09:00:00Z");
        host.put("/logs/kim.minji.evtx", b"12345");
        let page = Page::default();
        let logged = Logged::over(Box::leak(Box::new(host)), Box::new(page.clone()));
        logged.read(Path::new("/logs/kim.minji.evtx"), 100).unwrap();
        logged.read(Path::new("/logs/kim.minji"), 100).unwrap_err();
        logged
            .write(Path::new("/out/contoso.json"), true, &mut |out| out.write_all(b"{}"))
            .unwrap();
        let told = String::from_utf8(page.0.lock().unwrap().clone()).unwrap();
        let lines: Vec<&str> = told.lines().map(|line| line.split_once(' ').unwrap().1).collect();
        assert_eq!(
            lines,
            [
                "opened evtx, 5 bytes",
                "opened file, 0 bytes: failed, NotFound",
                "wrote json, 2 bytes"
            ]
        );
    }
}
