//! What the bundle is written into: a stream that can be given up.

use crate::host::WriteSeek;
use std::cell::Cell;
use std::io::{self, Seek, SeekFrom, Write};

/// The target as `zip` sees it. Where the bundle is given up, dropping its writer ends the file all the same and prints to the
/// terminal where that fails. So once it is over (a write that failed says so too), this takes everything and keeps nothing.
pub struct Target<'a> {
    out: &'a mut dyn WriteSeek,
    over: &'a Cell<bool>,
    at: u64,
    end: u64,
}

impl<'a> Target<'a> {
    pub fn new(out: &'a mut dyn WriteSeek, over: &'a Cell<bool>) -> Self {
        Self {
            out,
            over,
            at: 0,
            end: 0,
        }
    }

    fn ask<T>(&mut self, ask: impl FnOnce(&mut dyn WriteSeek) -> io::Result<T>, otherwise: T) -> io::Result<T> {
        if self.over.get() {
            return Ok(otherwise);
        }
        ask(self.out).inspect_err(|_| {
            self.over.set(true);
            // the writer may have gone back to a header, and asks where the file ends when it is dropped
            self.at = self.end;
        })
    }
}

impl Write for Target<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.ask(|out| out.write(bytes), bytes.len())?;
        self.at += taken as u64;
        self.end = self.end.max(self.at);
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.ask(|out| out.flush(), ())
    }
}

impl Seek for Target<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let (from, by) = match to {
            SeekFrom::Start(at) => (at, 0),
            SeekFrom::End(by) => (self.end, by),
            SeekFrom::Current(by) => (self.at, by),
        };
        let at = from.checked_add_signed(by).ok_or(io::ErrorKind::InvalidInput)?;
        self.at = self.ask(|out| out.seek(to), at)?;
        Ok(self.at)
    }
}
