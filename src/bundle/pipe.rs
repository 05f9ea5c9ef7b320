//! A pipe between two threads: what one writes the other reads, some pieces ahead. It ends where the writer is dropped, and who writes
//! hears where nobody reads any more.

use std::io::{self, Read, Write};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

/// Bytes of a piece, and how many pieces the writer may be ahead.
const PIECE: usize = 128 << 10;
const AHEAD: usize = 4;

/// The end that is written to; what is held goes out when it is flushed.
pub struct Inlet {
    pieces: SyncSender<Vec<u8>>,
    held: Vec<u8>,
}

/// The end that is read from.
pub struct Outlet {
    pieces: Receiver<Vec<u8>>,
    held: io::Cursor<Vec<u8>>,
}

pub fn pipe() -> (Inlet, Outlet) {
    let (sender, receiver) = sync_channel(AHEAD);
    let inlet = Inlet {
        pieces: sender,
        held: Vec::with_capacity(PIECE),
    };
    let outlet = Outlet {
        pieces: receiver,
        held: io::Cursor::default(),
    };
    (inlet, outlet)
}

/// Does one thing in a thread of its own while the other is done here; gives what both came to.
pub fn beside<T: Send, H>(there: impl FnOnce() -> T + Send, here: impl FnOnce() -> H) -> (H, io::Result<T>) {
    std::thread::scope(|scope| {
        let there = scope.spawn(there);
        let here = here();
        let fault = |_| io::Error::other("a part of the work ended by a fault of the program");
        (here, there.join().map_err(fault))
    })
}

impl Write for Inlet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.held.extend_from_slice(bytes);
        if self.held.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.held.is_empty() {
            return Ok(());
        }
        let piece = std::mem::replace(&mut self.held, Vec::with_capacity(PIECE));
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        self.pieces.send(piece).map_err(gone)
    }
}

impl Read for Outlet {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.held.read(buffer)?;
            if read > 0 || buffer.is_empty() {
                return Ok(read);
            }
            match self.pieces.recv() {
                Ok(piece) => self.held = io::Cursor::new(piece),
                Err(_) => return Ok(0),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_a_reader_that_left_is_noticed() {
        let text: Vec<u8> = (0..3_000_000_u32).flat_map(u32::to_le_bytes).collect();
        let (mut inlet, mut outlet) = pipe();
        let mut read = Vec::new();
        let (here, there) = beside(
            || {
                let mut inlet = inlet;
                inlet.write_all(&text).and_then(|()| inlet.flush())
            },
            || outlet.read_to_end(&mut read),
        );
        assert!(here.is_ok() && there.is_ok_and(|written| written.is_ok()));
        assert!(read == text);
        (inlet, outlet) = pipe();
        drop(outlet);
        let mut written = inlet.write_all(&text);
        written = written.and_then(|()| inlet.flush());
        assert!(written.is_err());
    }
}
