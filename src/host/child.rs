//! Other programs that are waited for, but no longer than somebody has patience.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the door that everything else is sent to"
)]

use std::io;
use std::process::{Child, ExitStatus};
use std::time::{Duration, Instant};

/// How often it is looked whether a program has ended.
const LOOK: Duration = Duration::from_millis(5);

/// What a program printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// In whatever encoding it writes.
    pub bytes: Vec<u8>,
    /// It came to its end by itself.
    pub whole: bool,
}

/// Waits for the end of a program; ends it, and gives `None`, once `patience` is over or `go_on` says no.
pub fn ended(child: &mut Child, patience: Duration, go_on: &dyn Fn() -> bool) -> io::Result<Option<ExitStatus>> {
    let until = Instant::now() + patience;
    loop {
        match child.try_wait()? {
            Some(status) => return Ok(Some(status)),
            None if Instant::now() >= until || !go_on() => {
                child.kill()?;
                child.wait()?;
                return Ok(None);
            }
            None => std::thread::sleep(LOOK),
        }
    }
}
