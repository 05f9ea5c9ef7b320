//! Where the records of a chunk lie. Goes from one to the next by their lengths, and past bytes that are no record to the next
//! that is one.

use super::bytes::{place_at, u64_at};
use memchr::memmem::Finder;

/// What a record begins with.
pub(super) const RECORD: &[u8] = b"**\0\0";
/// A chunk begins with so many bytes about itself.
pub(super) const CHUNK_HEADER: usize = 512;
/// Before the contents of a record stand its mark, length, number and time; behind them stands its length once more.
pub(super) const RECORD_HEADER: usize = 24;
const LENGTH_AGAIN: usize = 4;
/// The contents of every record begin with this.
const CONTENTS: u8 = 0x0f;

/// A record in a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    pub at: usize,
    pub length: usize,
    pub number: u64,
    /// When it was written, as Windows counts.
    pub time: u64,
}

/// A step through a chunk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Record(Span),
    /// So many bytes from `at` on hold no record.
    Skipped {
        at: usize,
        length: usize,
    },
}

/// What the header of a chunk says of its records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Told {
    /// Where the last record ends.
    pub end: usize,
    /// The numbers of the first and the last record.
    pub first: u64,
    pub last: u64,
}

/// Goes through the records of a chunk.
pub(super) struct Walk<'c> {
    chunk: &'c [u8],
    at: usize,
    /// What the header says, where it can be trusted.
    told: Option<Told>,
    /// The number of the record before.
    before: Option<u64>,
    mark: Finder<'static>,
}

impl<'c> Walk<'c> {
    pub fn through(chunk: &'c [u8], told: Option<Told>) -> Self {
        Self {
            chunk,
            at: CHUNK_HEADER,
            told,
            before: None,
            mark: Finder::new(RECORD),
        }
    }

    /// What stands at `at` and claims to be a record that lies in the chunk.
    fn claimed(&self, at: usize) -> Option<Span> {
        let length = place_at(self.chunk, at + RECORD.len())?;
        let fits = self.chunk.get(at..)?.starts_with(RECORD)
            && length >= RECORD_HEADER + LENGTH_AGAIN
            && length <= self.chunk.len() - at;
        let (number, time) = (u64_at(self.chunk, at + 8)?, u64_at(self.chunk, at + 16)?);
        fits.then_some(Span {
            at,
            length,
            number,
            time,
        })
    }

    /// Whether its length stands once more at its end.
    fn is_closed(&self, span: &Span) -> bool {
        place_at(self.chunk, span.at + span.length - LENGTH_AGAIN) == Some(span.length)
    }

    /// The record at `at`, where it ends as one does or another follows it.
    fn record(&self, at: usize) -> Option<Span> {
        let span = self.claimed(at)?;
        let end = at + span.length;
        let followed = || {
            self.told.is_some_and(|told| told.end == end)
                || self.chunk.get(end..).is_some_and(|r| r.starts_with(RECORD))
        };
        (self.is_closed(&span) || followed()).then_some(span)
    }

    /// The record at `at`, where it only begins as one does: its end may not be written yet, or its length be wrong.
    fn begun(&self, at: usize) -> Option<Span> {
        let span = self.claimed(at)?;
        (self.chunk.get(at + RECORD_HEADER) == Some(&CONTENTS)).then_some(span)
    }

    /// The record as far as no other begins in it. One that ends as it says holds none.
    fn trimmed(&self, span: Span) -> Span {
        let inner = || self.found(span.at + 1).map(|next| next.at - span.at);
        let length = if self.is_closed(&span) {
            span.length
        } else {
            inner().map_or(span.length, |length| length.min(span.length))
        };
        Span { length, ..span }
    }

    /// Whether the record may be one of this pass over the chunk: chunks are used again, and what was in them before stays
    /// behind the last record.
    fn is_live(&self, span: &Span) -> bool {
        match (self.told, self.before) {
            (Some(told), _) if span.at + span.length <= told.end => (told.first..=told.last).contains(&span.number),
            (_, Some(before)) => span.number == before.wrapping_add(1),
            (Some(_), None) => false,
            (None, None) => true,
        }
    }

    /// The next record at `from` or behind it that is sound in itself.
    fn found(&self, mut from: usize) -> Option<Span> {
        loop {
            from += self.mark.find(self.chunk.get(from..)?)?;
            let span = self
                .claimed(from)
                .filter(|span| self.is_closed(span) && self.may_follow(span));
            if span.is_some() {
                return span;
            }
            from += 1;
        }
    }

    fn may_follow(&self, span: &Span) -> bool {
        let later = self.before.is_none_or(|before| span.number > before);
        match self.told {
            Some(told) => span.at < told.end && (told.first..=told.last).contains(&span.number),
            None => later,
        }
    }
}

impl Iterator for Walk<'_> {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        let at = self.at;
        let past = self.told.is_some_and(|told| at >= told.end);
        let record = if past {
            self.record(at).filter(|span| self.is_live(span))
        } else {
            self.record(at).or_else(|| self.begun(at))
        };
        if let Some(span) = record.map(|span| self.trimmed(span)) {
            self.at = at + span.length;
            self.before = Some(span.number);
            return Some(Step::Record(span));
        }
        if past {
            return None;
        }
        let found = self.found(at + 1);
        let until = found.map_or_else(|| self.end_of_data(), |span| span.at);
        self.at = found.map_or(self.chunk.len(), |span| span.at);
        let length = until.checked_sub(at).filter(|length| *length > 0)?;
        Some(Step::Skipped { at, length })
    }
}

impl Walk<'_> {
    /// Where the data of the chunk end, as far as is known: zeros behind it are not used yet.
    fn end_of_data(&self) -> usize {
        let used = self
            .chunk
            .iter()
            .rposition(|byte| *byte != 0)
            .map_or(0, |last| last + 1);
        self.told.map_or(used, |told| told.end.min(used))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(number: u64, contents: &[u8]) -> Vec<u8> {
        let length = u32::try_from(RECORD_HEADER + contents.len() + LENGTH_AGAIN).unwrap();
        let mut out = RECORD.to_vec();
        out.extend(length.to_le_bytes());
        out.extend(number.to_le_bytes());
        out.extend(7_u64.to_le_bytes());
        out.extend(contents);
        out.extend(length.to_le_bytes());
        out
    }

    fn chunk(records: &[Vec<u8>]) -> (Vec<u8>, Told) {
        let mut out = vec![0; CHUNK_HEADER];
        out.extend(records.concat());
        let end = out.len();
        out.resize(4096, 0);
        let last = records.len() as u64;
        (out, Told { end, first: 1, last })
    }

    fn numbers(chunk: &[u8], told: Option<Told>) -> (Vec<u64>, usize) {
        let mut skipped = 0;
        let mut numbers = Vec::new();
        for step in Walk::through(chunk, told) {
            match step {
                Step::Record(span) => numbers.push(span.number),
                Step::Skipped { length, .. } => skipped += length,
            }
        }
        (numbers, skipped)
    }

    #[test]
    fn records_are_walked_whether_the_header_can_be_trusted_or_not() {
        let (chunk, told) = chunk(&[record(1, b"one"), record(2, b"two"), record(3, b"three")]);
        assert_eq!(numbers(&chunk, Some(told)), (vec![1, 2, 3], 0));
        assert_eq!(numbers(&chunk, None), (vec![1, 2, 3], 0));
        let stale = Told {
            end: told.end - record(3, b"three").len(),
            last: 2,
            ..told
        };
        assert_eq!(
            numbers(&chunk, Some(stale)),
            (vec![1, 2, 3], 0),
            "the header was not brought up to date"
        );
    }

    #[test]
    fn what_an_earlier_pass_left_behind_the_last_record_is_no_record() {
        let (mut chunk, told) = chunk(&[record(21, b"one"), record(22, b"two")]);
        let old = record(7, b"old");
        chunk[told.end..told.end + old.len()].copy_from_slice(&old);
        let told = Told {
            first: 21,
            last: 22,
            ..told
        };
        assert_eq!(numbers(&chunk, Some(told)), (vec![21, 22], 0));
    }

    #[test]
    fn a_record_with_a_wrong_length_is_skipped_and_the_next_one_found() {
        let (whole, told) = chunk(&[record(1, b"one"), record(2, b"two"), record(3, b"three")]);
        let second = CHUNK_HEADER + record(1, b"one").len();
        for length in [0_u32, 5, 30, 0x00ff_ffff, u32::MAX] {
            let mut chunk = whole.clone();
            chunk[second + 4..second + 8].copy_from_slice(&length.to_le_bytes());
            let skipped = record(2, b"two").len();
            assert_eq!(numbers(&chunk, Some(told)), (vec![1, 3], skipped), "{length}");
            assert_eq!(numbers(&chunk, None), (vec![1, 3], skipped), "{length}");
        }
    }
}
