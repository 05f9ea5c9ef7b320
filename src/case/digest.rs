//! What a file holds, as size and SHA-256. The door to hashing. Reads piece by piece, so that a file may be larger than
//! memory, and asks after every piece whether to go on.

use super::disk::DiskError;
use crate::host::Host;
use crate::text::{Lang, say};
use sha2::{Digest as _, Sha256};
use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::path::Path;

/// What a file held when it was read to its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Digest {
    /// Bytes.
    pub size: u64,
    /// 64 hexadecimal digits, small letters.
    pub sha256: String,
}

/// Why a file was not read to its end.
#[derive(Debug)]
pub enum Broken {
    /// Whoever was asked said not to go on.
    Canceled,
    Read(DiskError),
    /// The copy could not be written.
    Write(io::Error),
}

impl Broken {
    /// What broke and what to do, in `lang`, about the file at `path`.
    pub fn say(&self, path: &str, lang: Lang) -> String {
        let why = match self {
            Self::Canceled => return say("canceled", "취소했습니다").get(lang).to_owned(),
            Self::Read(why) => why.say(lang),
            Self::Write(error) => DiskError::from(error).say(lang),
        };
        say("`{}` cannot be read: {}", "`{}`을(를) 읽을 수 없습니다: {}").with(lang, &[path, &why])
    }
}

/// Bytes read between two questions.
const PIECE: usize = 64 * 1024;

/// Reads a file to its end. `go_on` hears after every piece how many bytes were read, and says whether to go on.
pub fn digest(host: &dyn Host, path: &Path, go_on: &mut dyn FnMut(u64) -> bool) -> Result<Digest, Broken> {
    copy(host, path, &mut io::sink(), go_on)
}

/// Like [`digest`], and writes what was read to `out`.
pub fn copy(
    host: &dyn Host,
    path: &Path,
    out: &mut dyn Write,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Digest, Broken> {
    let unread = |error: io::Error| Broken::Read(DiskError::from(&error));
    let mut file = host.open(path).map_err(unread)?;
    let mut hash = Sha256::new();
    let mut size = 0;
    let mut buffer = vec![0; PIECE];
    loop {
        let count = match file.read(&mut buffer) {
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(unread(error)),
        };
        let piece = buffer.get(..count).unwrap_or(&buffer);
        if piece.is_empty() {
            let sha256 = hex(&hash.finalize());
            return Ok(Digest { size, sha256 });
        }
        hash.update(piece);
        out.write_all(piece).map_err(Broken::Write)?;
        size += count as u64;
        if !go_on(size) {
            return Err(Broken::Canceled);
        }
    }
}

/// Passes on what is written, and knows its digest at the end.
pub struct Hashing<W> {
    out: W,
    hash: Sha256,
    size: u64,
}

impl<W: Write> Hashing<W> {
    pub fn new(out: W) -> Self {
        Self {
            out,
            hash: Sha256::new(),
            size: 0,
        }
    }

    /// The digest of all that was written.
    pub fn end(self) -> Digest {
        Digest {
            size: self.size,
            sha256: hex(&self.hash.finalize()),
        }
    }
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = self.out.write(bytes)?;
        let done = bytes.get(..taken).unwrap_or(bytes);
        self.hash.update(done);
        self.size += done.len() as u64;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The digest of bytes in memory.
pub fn of(bytes: &[u8]) -> Digest {
    Digest {
        size: bytes.len() as u64,
        sha256: hex(&Sha256::digest(bytes)),
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
            // writing into a text does not fail
            let _ = write!(out, "{byte:02x}");
            out
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::fake::FakeHost;

    #[test]
    fn a_file_too_large_to_hold_is_read_piece_by_piece_until_someone_says_stop() {
        let host = FakeHost::at("2026-11-21T03:00:00Z");
        host.put_sparse("/logs/huge.evtx", 5 << 30);
        let mut heard = Vec::new();
        let result = digest(&host, Path::new("/logs/huge.evtx"), &mut |read| {
            heard.push(read);
            heard.len() < 3
        });
        assert!(matches!(result, Err(Broken::Canceled)));
        assert_eq!(heard, [PIECE as u64, 2 * PIECE as u64, 3 * PIECE as u64]);
    }

    #[test]
    fn a_file_has_the_digest_of_its_text() {
        let host = FakeHost::at("2026-11-21T03:00:00Z");
        host.put("/a", b"abc");
        let read = digest(&host, Path::new("/a"), &mut |_| true).ok();
        assert_eq!(read, Some(of(b"abc")));
        assert_eq!(
            of(b"abc").sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert!(matches!(
            digest(&host, Path::new("/none"), &mut |_| true),
            Err(Broken::Read(DiskError::Missing))
        ));
    }
}
