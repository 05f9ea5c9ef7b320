//! The terminal as bytes, and the signals of the system among them: one sleep waits for both, so that nothing else wakes the
//! program and nothing that came stays unread.

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fd::OwnedFd;
use rustix::io::Errno;
use rustix::net::{AddressFamily, SocketFlags, SocketType, socketpair};
use signal_hook::consts::signal::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::flag::register_conditional_default;
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// What ends the program.
const ENDS: [i32; 4] = [SIGHUP, SIGINT, SIGQUIT, SIGTERM];

/// The queue of a terminal holds half of this. Zeroed before the first frame, so no larger than it must be.
const BLOCK: usize = 8 * 1024;

/// What came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heard {
    /// So many bytes.
    Bytes(usize),
    /// Nothing, for as long as one was patient.
    Silence,
    /// The terminal has another size.
    Resized,
    /// The program is to end. The next such signal ends it as if nobody listened.
    End,
    /// The program is to stop until the shell brings it back.
    Stop,
    /// The shell brought it back.
    Continued,
}

/// The terminal that is standard input.
pub struct Tty {
    signals: SignalDelivery<OwnedFd, SignalOnly>,
    /// The program was told to end once.
    ending: Arc<AtomicBool>,
    block: Vec<u8>,
}

impl Tty {
    /// Listens from now on.
    pub fn open() -> io::Result<Self> {
        let ending = Arc::new(AtomicBool::new(false));
        for signal in ENDS {
            register_conditional_default(signal, Arc::clone(&ending))?;
        }
        let (read, write) = socketpair(AddressFamily::UNIX, SocketType::STREAM, SocketFlags::empty(), None)?;
        let heard = ENDS.into_iter().chain([SIGTSTP, SIGCONT, SIGWINCH]);
        Ok(Self {
            signals: SignalDelivery::with_pipe(read, write, SignalOnly, heard)?,
            ending,
            block: vec![0; BLOCK],
        })
    }

    /// The bytes that came last.
    pub fn bytes(&self, count: usize) -> &[u8] {
        self.block.get(..count).unwrap_or_default()
    }

    /// Sleeps until something comes, at most for `patience`; an error of kind `UnexpectedEof` where the terminal is gone.
    pub fn next(&mut self, patience: Option<Duration>) -> io::Result<Heard> {
        let patience = patience.map(Timespec::try_from).transpose().map_err(io::Error::other)?;
        loop {
            if let Some(heard) = self.signal() {
                return Ok(heard);
            }
            let stdin = rustix::stdio::stdin();
            let mut waited = [
                PollFd::from_borrowed_fd(stdin, PollFlags::IN),
                PollFd::new(self.signals.get_read(), PollFlags::IN),
            ];
            match poll(&mut waited, patience.as_ref()) {
                // the signal stands in the pipe
                Err(Errno::INTR) => continue,
                Err(error) => return Err(error.into()),
                Ok(0) => return Ok(Heard::Silence),
                Ok(_) => {}
            }
            let [terminal, _] = &waited;
            if terminal.revents().is_empty() {
                continue;
            }
            // a terminal that hung up is readable for ever and gives nothing
            match rustix::io::read(stdin, self.block.as_mut_slice()) {
                Ok(0) | Err(Errno::IO) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => return Ok(Heard::Bytes(count)),
                Err(Errno::INTR | Errno::AGAIN) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// What the signals that came ask for; the end before all else.
    fn signal(&mut self) -> Option<Heard> {
        let came: Vec<i32> = self.signals.pending().collect();
        let heard = |signal: i32| came.contains(&signal);
        if ENDS.into_iter().any(heard) {
            self.ending.store(true, Ordering::Relaxed);
            return Some(Heard::End);
        }
        // who was brought back is no longer to stop, and draws in the size that holds now
        let asked = [
            (SIGCONT, Heard::Continued),
            (SIGTSTP, Heard::Stop),
            (SIGWINCH, Heard::Resized),
        ];
        asked
            .into_iter()
            .find(|(signal, _)| heard(*signal))
            .map(|(_, heard)| heard)
    }
}
