//! Ctrl-C as a value that can be asked, and standard input that ends where it was pressed.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, sync_channel};
use std::time::Duration;

/// Whether the user asked to end.
#[derive(Clone, Debug, Default)]
pub struct Interrupt(Arc<AtomicBool>);

impl Interrupt {
    /// Hears Ctrl-C from now on: the first is only noted, a second one ends the program.
    pub(super) fn heard() -> io::Result<Self> {
        use signal_hook::consts::SIGINT;
        let own = Self::default();
        // in this order: the second one finds the first noted
        signal_hook::flag::register_conditional_shutdown(SIGINT, 130, Arc::clone(&own.0))?;
        signal_hook::flag::register(SIGINT, Arc::clone(&own.0))?;
        Ok(own)
    }

    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    #[cfg(test)]
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// How often a reader that waits looks whether it is to end.
const LOOK: Duration = Duration::from_millis(50);
/// Bytes that are read at once.
const PIECE: usize = 64 << 10;

/// Standard input.
pub(super) struct Input {
    pieces: Receiver<io::Result<Vec<u8>>>,
    held: io::Cursor<Vec<u8>>,
    until: Interrupt,
}

impl Input {
    pub fn until(until: Interrupt) -> Self {
        let (to, pieces) = sync_channel(2);
        // whoever waits for a key on another terminal cannot be called back, so it is another that waits
        std::thread::spawn(move || {
            let mut input = io::stdin().lock();
            loop {
                let mut piece = vec![0; PIECE];
                let read = input.read(&mut piece).map(|length| {
                    piece.truncate(length);
                    piece
                });
                let ends = read.as_ref().is_ok_and(Vec::is_empty)
                    || read.as_ref().is_err_and(|e| e.kind() != io::ErrorKind::Interrupted);
                if to.send(read).is_err() || ends {
                    return;
                }
            }
        });
        Self {
            pieces,
            held: io::Cursor::default(),
            until,
        }
    }
}

impl Read for Input {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.held.read(out)?;
            if read > 0 || out.is_empty() || self.until.is_asked() {
                return Ok(read);
            }
            match self.pieces.recv_timeout(LOOK) {
                Ok(piece) => {
                    let piece = piece?;
                    if piece.is_empty() {
                        return Ok(0);
                    }
                    self.held = io::Cursor::new(piece);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
            }
        }
    }
}
