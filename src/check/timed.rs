//! Connections that end in time.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

/// The moment, to measure how long something takes: not the time of day, which the host tells and a test may hold still.
#[expect(
    clippy::disallowed_methods,
    reason = "no clock shows it, so the host has none to ask for"
)]
pub fn moment() -> Instant {
    Instant::now()
}

/// How much of the beginning of what was read is remembered.
const REMEMBERED: usize = 512;

/// How often it is asked whether somebody stopped it.
const SLICE: Duration = Duration::from_millis(200);

/// Says to everybody at work on a run that it is over. Clones say the same.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    pub fn ask(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    pub fn is_asked(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// A connection that ends at a point in time, however slowly bytes come, and remembers how the other end began.
pub struct Timed {
    stream: TcpStream,
    until: Instant,
    stop: Stop,
    /// The first bytes that were read.
    pub begun: Vec<u8>,
}

impl Timed {
    pub fn new(stream: TcpStream, patience: Duration, stop: &Stop) -> Self {
        Self {
            stream,
            until: moment() + patience,
            stop: stop.clone(),
            begun: Vec::new(),
        }
    }

    /// From now on it may take so long.
    pub fn within(&mut self, patience: Duration) {
        self.until = moment() + patience;
    }

    fn left(&self) -> io::Result<Duration> {
        let left = self.until.saturating_duration_since(moment());
        if left.is_zero() {
            return Err(io::ErrorKind::TimedOut.into());
        }
        Ok(left)
    }
}

/// Windows and Unix call an end of patience differently.
fn in_time(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::WouldBlock => io::ErrorKind::TimedOut.into(),
        _ => error,
    }
}

impl Read for Timed {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = loop {
            self.stream.set_read_timeout(Some(self.left()?.min(SLICE)))?;
            match self.stream.read(out).map_err(in_time) {
                Err(error) if error.kind() == io::ErrorKind::TimedOut && !self.stop.is_asked() => {}
                read => break read?,
            }
        };
        let room = REMEMBERED.saturating_sub(self.begun.len());
        self.begun.extend(out.iter().take(read.min(room)));
        Ok(read)
    }
}

impl Write for Timed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.stream.set_write_timeout(Some(self.left()?))?;
        self.stream.write(bytes).map_err(in_time)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}
