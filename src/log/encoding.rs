//! The bytes of a text as UTF-8, piece by piece. The door to `encoding_rs`.
//!
//! A mark at the beginning decides, then the zeros that UTF-16 has in every other place, then the first bytes that are not ASCII:
//! they are UTF-8, else Windows-949, else Windows-1252.

use super::summary::Encoding;
use encoding_rs::{Decoder, EUC_KR, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;
use std::io::{self, Read};

/// Bytes that are read at once.
const PIECE: usize = 128 << 10;

/// A text that is read piece by piece.
pub(super) struct Decoded<'r> {
    from: &'r mut dyn Read,
    /// Not known as long as all of it was ASCII.
    decoder: Option<(Encoding, Decoder)>,
    raw: Vec<u8>,
    /// Bytes of the log that were read.
    pub read: u64,
    /// Some were no text.
    pub undecodable: bool,
}

impl<'r> Decoded<'r> {
    /// The text of `from`, in `encoding` where that is known.
    pub fn new(from: &'r mut dyn Read, encoding: Option<Encoding>) -> Self {
        Self {
            from,
            decoder: encoding.map(|encoding| (encoding, decoder(encoding))),
            raw: vec![0; PIECE],
            read: 0,
            undecodable: false,
        }
    }

    /// What the text is written in, as far as it was read.
    pub fn encoding(&self) -> Encoding {
        self.decoder.as_ref().map_or(Encoding::Utf8, |(encoding, _)| *encoding)
    }

    /// Appends the next piece to `out`; false where there is none. Pieces are of one length, whatever the log comes in, so that it
    /// is read the same.
    pub fn more(&mut self, out: &mut String) -> io::Result<bool> {
        let mut read = self.fill(0)?;
        let (begin, end) = self
            .raw
            .get(..read)
            .unwrap_or_default()
            .split_at(read.saturating_sub(3));
        if self.decoder.is_none() && read == PIECE && begin.is_ascii() && !end.is_ascii() {
            // a character that is cut off tells no encoding
            self.raw.resize(PIECE + 3, 0);
            read = self.fill(read)?;
        }
        self.read += read as u64;
        let piece = self.raw.get(..read).unwrap_or_default();
        if self.decoder.is_none() && !piece.is_ascii() {
            let encoding = settled(piece);
            self.decoder = Some((encoding, decoder(encoding)));
        }
        let Some((_, decoder)) = &mut self.decoder else {
            out.extend(std::str::from_utf8(piece));
            return Ok(read > 0);
        };
        let most = decoder.max_utf8_buffer_length(piece.len()).unwrap_or(piece.len() * 3);
        out.reserve(most);
        let (_, _, wrong) = decoder.decode_to_string(piece, out, read == 0);
        self.undecodable |= wrong;
        if read == 0 {
            // what was in the decoder is out now, and it must not be asked again
            self.decoder = self
                .decoder
                .take()
                .map(|(encoding, _)| (encoding, self::decoder(encoding)));
        }
        Ok(read > 0)
    }
}

impl Decoded<'_> {
    /// Reads until `raw` is full or the text ends, behind the bytes that are there.
    fn fill(&mut self, mut held: usize) -> io::Result<usize> {
        while let Some(rest) = self.raw.get_mut(held..).filter(|rest| !rest.is_empty()) {
            match self.from.read(rest) {
                Ok(0) => break,
                Ok(read) => held += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                // what came before it is read first; a broken source breaks again
                Err(_) if held > 0 => break,
                Err(error) => return Err(error),
            }
        }
        Ok(held)
    }
}

/// The text as bytes of an encoding; what that lacks stands there as an HTML escape.
pub fn encode(text: &str, encoding: Encoding) -> Cow<'_, [u8]> {
    match encoding {
        Encoding::Utf8 => Cow::Borrowed(text.as_bytes()),
        Encoding::Utf16Le => Cow::Owned(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        Encoding::Utf16Be => Cow::Owned(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
        Encoding::Windows949 => EUC_KR.encode(text).0,
        Encoding::Windows1252 => WINDOWS_1252.encode(text).0,
    }
}

fn decoder(encoding: Encoding) -> Decoder {
    let encoding = match encoding {
        Encoding::Utf8 => UTF_8,
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
        // in this crate it is the whole of Windows-949
        Encoding::Windows949 => EUC_KR,
        Encoding::Windows1252 => WINDOWS_1252,
    };
    encoding.new_decoder_with_bom_removal()
}

/// A text in UTF-16, low byte first; `None` where it is broken.
pub(super) fn utf16(bytes: &[u8]) -> Option<String> {
    let text = UTF_16LE.decode_without_bom_handling_and_without_replacement(bytes)?;
    Some(text.into_owned())
}

/// The encoding that a mark or zeros at the beginning tell.
pub fn told(head: &[u8]) -> Option<Encoding> {
    match head {
        [0xef, 0xbb, 0xbf, ..] => return Some(Encoding::Utf8),
        [0xff, 0xfe, ..] => return Some(Encoding::Utf16Le),
        [0xfe, 0xff, ..] => return Some(Encoding::Utf16Be),
        _ => {}
    }
    let head = head.get(..4096).unwrap_or(head);
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    // ASCII is at least the lines, signs and digits of a log
    let many = head.len() / 16;
    match () {
        () if odd > many && even * 8 < odd => Some(Encoding::Utf16Le),
        () if even > many && odd * 8 < even => Some(Encoding::Utf16Be),
        () => None,
    }
}

/// The encoding of the first piece that is not ASCII throughout. It may end within a character.
fn settled(piece: &[u8]) -> Encoding {
    match std::str::from_utf8(piece) {
        Ok(_) => return Encoding::Utf8,
        Err(error) if error.error_len().is_none() => return Encoding::Utf8,
        Err(_) => {}
    }
    let mut korean = String::with_capacity(piece.len() * 3);
    let (_, _, wrong) = EUC_KR
        .new_decoder_without_bom_handling()
        .decode_to_string(piece, &mut korean, false);
    if wrong {
        Encoding::Windows1252
    } else {
        Encoding::Windows949
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(bytes: &[u8], named: Option<Encoding>) -> (String, Encoding, bool) {
        let mut bytes = bytes;
        let known = named.or_else(|| told(bytes));
        let mut decoded = Decoded::new(&mut bytes, known);
        let mut out = String::new();
        while decoded.more(&mut out).unwrap() {}
        let encoding = decoded.encoding();
        (out, encoding, decoded.undecodable)
    }

    fn wide(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16()
            .flat_map(|c| if big { c.to_be_bytes() } else { c.to_le_bytes() })
            .collect()
    }

    #[test]
    fn a_text_is_read_in_its_encoding_with_a_mark_or_without() {
        let text = "수준,날짜 및 시간,원본,이벤트 ID\n오류,2025-01-01,ADSync,6329\n";
        let korean = EUC_KR.encode(text).0.into_owned();
        for (bytes, encoding) in [
            (text.as_bytes().to_vec(), Encoding::Utf8),
            (format!("\u{feff}{text}").into_bytes(), Encoding::Utf8),
            (wide(text, false), Encoding::Utf16Le),
            (wide(&format!("\u{feff}{text}"), false), Encoding::Utf16Le),
            (wide(text, true), Encoding::Utf16Be),
            (wide(&format!("\u{feff}{text}"), true), Encoding::Utf16Be),
            (korean, Encoding::Windows949),
        ] {
            assert_eq!(decoded(&bytes, None), (text.to_owned(), encoding, false));
        }
        assert_eq!(
            decoded(b"Fehler f\xfcr ADSync", None),
            ("Fehler f\u{fc}r ADSync".to_owned(), Encoding::Windows1252, false)
        );
    }

    #[test]
    fn the_encoding_is_settled_by_the_first_bytes_that_are_not_ascii() {
        let mut bytes = "ADSync,6329\n".repeat(50_000).into_bytes();
        bytes.extend(EUC_KR.encode("오류").0.iter());
        let (text, encoding, wrong) = decoded(&bytes, None);
        assert!(text.ends_with("\n오류") && !wrong);
        assert_eq!(encoding, Encoding::Windows949);
    }

    #[test]
    fn what_is_no_text_is_said_and_the_rest_is_read() {
        let (text, encoding, wrong) = decoded("오류 \u{0}".replace('\u{0}', "").as_bytes(), Some(Encoding::Windows949));
        assert!(wrong || text != "오류 ", "{text} {encoding}");
        let mut bytes = "오류 ".as_bytes().to_vec();
        bytes.extend(b"\xff ADSync");
        // the first piece decides, and it is broken UTF-8, which is taken for another encoding only where that reads it
        let (text, _, _) = decoded(&bytes, Some(Encoding::Utf8));
        assert_eq!(text, "오류 \u{fffd} ADSync");
    }
}
