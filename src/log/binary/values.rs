//! The values of a record, which stand behind its template: of each its length and kind, then the values themselves. Owns which
//! of them can be read as they stand; what is not certain is `None`, and the record is decoded.

use super::bytes::{place_at, u16_at, u32_at, u64_at};
use crate::log::encoding::utf16;
use std::ops::Range;

/// Kinds of values.
pub(super) mod kind {
    pub const NULL: u8 = 0;
    pub const STRING: u8 = 1;
    pub const I8: u8 = 3;
    pub const U8: u8 = 4;
    pub const I16: u8 = 5;
    pub const U16: u8 = 6;
    pub const I32: u8 = 7;
    pub const U32: u8 = 8;
    pub const I64: u8 = 9;
    pub const U64: u8 = 10;
    pub const BOOL: u8 = 13;
    pub const BINARY: u8 = 14;
    pub const GUID: u8 = 15;
    pub const FILETIME: u8 = 17;
    pub const SYSTEMTIME: u8 = 18;
    pub const SID: u8 = 19;
    pub const HEX32: u8 = 20;
    pub const HEX64: u8 = 21;
    /// A part of the record that is an instance of a template itself.
    pub const PART: u8 = 33;
    /// Texts, each with a zero behind it.
    pub const STRINGS: u8 = 129;
}

/// Whether a value is certainly as long as one of its kind is. Where one is not, the crate and this would not find those behind it
/// at the same place.
fn is_whole(kind: u8, value: &[u8]) -> bool {
    match kind {
        kind::NULL => true,
        kind::STRING => value.len().is_multiple_of(2),
        kind::I8 | kind::U8 => value.len() == 1,
        kind::I16 | kind::U16 => value.len() == 2,
        kind::I32 | kind::U32 | kind::BOOL | kind::HEX32 => value.len() == 4,
        kind::I64 | kind::U64 | kind::FILETIME | kind::HEX64 => value.len() == 8,
        kind::GUID | kind::SYSTEMTIME => value.len() == 16,
        // its second byte says how many parts of four bytes follow the first eight
        kind::SID => value
            .get(1)
            .is_some_and(|parts| value.len() == 8 + 4 * usize::from(*parts)),
        kind::STRINGS => are_closed(value),
        _ => false,
    }
}

/// Whether each of several texts has its zero.
fn are_closed(value: &[u8]) -> bool {
    value.len().is_multiple_of(2) && (value.is_empty() || value.ends_with(&[0, 0]))
}

/// The values of a record or of a part of it.
pub(super) struct Values<'c> {
    /// The chunk up to the end of what they belong to.
    pub chunk: &'c [u8],
    pub at: usize,
}

/// The first values of a record: their lengths and kinds, and where each lies behind the beginning of the first. In most records
/// with the same template they lie where they lay in the one before.
#[derive(Default)]
pub(super) struct First<'c> {
    entries: &'c [u8],
    places: Vec<(u8, Range<usize>)>,
    length: usize,
}

impl<'c> Values<'c> {
    /// Where the first `count` values lie, which `first` remembers for the next record; gives where the first of them begins.
    pub fn first(&self, count: usize, first: &mut First<'c>) -> Option<usize> {
        let all = place_at(self.chunk, self.at)?.checked_mul(4)?;
        let begin = self.at + 4;
        let entries = self.chunk.get(begin..)?.get(..all)?.get(..count.checked_mul(4)?)?;
        let start = begin + all;
        if first.entries == entries {
            return Some(start);
        }
        (first.entries, first.length) = (&[], 0);
        first.places.clear();
        // whether these are whole stands in them, and not in what is remembered
        let mut told = false;
        let (kinds, _) = entries.as_chunks::<4>();
        for [low, high, kind, _] in kinds {
            let end = first.length + usize::from(u16::from_le_bytes([*low, *high]));
            if !is_whole(*kind, self.chunk.get(start + first.length..start + end)?) {
                return None;
            }
            told |= matches!(*kind, kind::SID | kind::STRINGS);
            first.places.push((*kind, first.length..end));
            first.length = end;
        }
        first.entries = if told { &[] } else { entries };
        Some(start)
    }

    /// The value of an index; those that `first` has begin at `start`.
    pub fn among(&self, index: usize, first: &First<'c>, start: usize) -> Option<(u8, &'c [u8])> {
        if let Some((kind, place)) = first.places.get(index) {
            return Some((*kind, self.chunk.get(start + place.start..start + place.end)?));
        }
        if index != first.places.len() {
            return self.get(index);
        }
        // what comes next begins where they end
        let [low, high, kind, _] = *self.chunk.get(self.at + 4 + 4 * index..start)?.first_chunk()?;
        let at = start + first.length;
        let length = usize::from(u16::from_le_bytes([low, high]));
        Some((kind, self.chunk.get(at..at + length)?))
    }

    /// The kind of a value, and where it lies.
    pub fn place(&self, index: usize) -> Option<(u8, Range<usize>)> {
        let count = place_at(self.chunk, self.at)?;
        let table = self.chunk.get(self.at + 4..)?.get(..count.checked_mul(4)?)?;
        let mut at = self.at + 4 + table.len();
        let (entries, _) = table.as_chunks::<4>();
        for [low, high, kind, _] in entries.iter().take(index) {
            let end = at + usize::from(u16::from_le_bytes([*low, *high]));
            if !is_whole(*kind, self.chunk.get(at..end)?) {
                return None;
            }
            at = end;
        }
        let [low, high, kind, _] = *entries.get(index)?;
        let end = at + usize::from(u16::from_le_bytes([low, high]));
        Some((kind, at..end))
    }

    pub fn get(&self, index: usize) -> Option<(u8, &'c [u8])> {
        let (kind, place) = self.place(index)?;
        Some((kind, self.chunk.get(place)?))
    }

    /// What a value says, where it is text or nothing: its texts, each with a line of its own, as an element each would tell them.
    pub fn lines(&self, index: usize, out: &mut String) -> Option<()> {
        match self.get(index)? {
            (kind::NULL | kind::STRING | kind::BINARY | kind::STRINGS, []) => Some(()),
            (kind::STRING, value) => {
                let text = text(value)?;
                line(text.split('\0').next().unwrap_or_default(), out);
                Some(())
            }
            (kind::STRINGS, value) if are_closed(value) => {
                text(value)?.split('\0').for_each(|text| line(text, out));
                Some(())
            }
            _ => None,
        }
    }
}

/// Adds a line, where it says something.
pub(super) fn line(text: &str, out: &mut String) {
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(text);
}

/// The number that a value is.
pub(super) fn number((kind, value): (u8, &[u8])) -> Option<u32> {
    match (kind, value) {
        (kind::U8, [byte]) => Some(u32::from(*byte)),
        (kind::U16, value) if value.len() == 2 => u16_at(value, 0).map(u32::from),
        (kind::U32, value) if value.len() == 4 => u32_at(value, 0),
        (kind::STRING, value) => digits(without_end(value)),
        _ => None,
    }
}

/// The number that a value of eight bytes is, where it is of this kind.
pub(super) fn long((kind, value): (u8, &[u8]), of: u8) -> Option<u64> {
    (kind == of && value.len() == 8).then_some(u64_at(value, 0)?)
}

/// Text in UTF-16 as it stands in XML, with zeros; `None` where XML would not have all of it, or it is broken.
pub(super) fn text(value: &[u8]) -> Option<String> {
    const ASCII: u16 = 0x7f;
    let (pairs, rest) = value.as_chunks::<2>();
    let units = || pairs.iter().map(|unit| u16::from_le_bytes(*unit));
    // all of it is looked at, which is faster than to stop at the first
    let foreign = |unit: u16| unit >= 0xfffe || unit < 0x20 && unit != 0 && !(9..=10).contains(&unit) && unit != 13;
    if !rest.is_empty() || units().fold(false, |found, unit| found | foreign(unit)) {
        return None;
    }
    let text = if units().fold(0, |all, unit| all | unit) <= ASCII {
        String::from_utf8(pairs.iter().map(|[low, _]| *low).collect()).ok()?
    } else {
        utf16(value)?
    };
    if !text.contains('\r') {
        return Some(text);
    }
    Some(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// A text in UTF-16 without the zeros that may end it.
pub(super) fn without_end(mut text: &[u8]) -> &[u8] {
    while let [rest @ .., 0, 0] = text {
        text = rest;
    }
    text
}

/// A number in UTF-16.
pub(super) fn digits(text: &[u8]) -> Option<u32> {
    let (chars, rest) = text.as_chunks::<2>();
    if chars.is_empty() || chars.len() > 9 || !rest.is_empty() {
        return None;
    }
    chars.iter().try_fold(0, |number, [low, high]| {
        let digit = char::from(*low).to_digit(10).filter(|_| *high == 0)?;
        Some(number * 10 + digit)
    })
}
