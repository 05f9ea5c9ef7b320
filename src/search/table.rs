//! The index as bytes that are read where they lie: sections of records of fixed size over one pool of strings.
//! Owns the layout; knows nothing of words or ranking. A damaged index is said to be one
//! when it is opened, and never a crash.

use crate::knowledge::packed::Fault;
use std::cmp::Ordering;

/// The key under which the index stands in the block of a catalog.
pub const KEY: &str = "search";

/// What the sections hold. Every number is a little-endian u32 unless said otherwise.
#[derive(Clone, Copy)]
pub enum Section {
    /// id (offset, length), first name, last name + 1, rank of its area.
    Docs,
    /// text (offset, length), first posting, number of postings, rarity (f32); sorted by text.
    Terms,
    /// entry, weight (f32).
    Posts,
    /// entry, text (offset, length), kind, first term, number of terms, letters (two u32).
    Names,
    /// term, weight (f32).
    NameTerms,
    /// Phrases; see [`Phrase`].
    Phrases,
    /// Words that belong to a group of synonyms.
    Members,
    /// Words of topics that are out of scope.
    Scopes,
    /// value, kind: whose phrase it is.
    Owners,
    /// id (offset, length) of a topic out of scope.
    Topics,
    /// Initials of the words of a name and of those that follow, as phrases; whose they are, by name and by whether they
    /// begin it.
    Initials,
    /// Numbers of entries, sorted by their ids.
    Ids,
    /// bytes.
    Pool,
}

const SECTIONS: usize = 13;
const SIZES: [usize; SECTIONS] = [20, 20, 8, 32, 8, 20, 20, 20, 8, 8, 20, 4, 1];
const MARK: u32 = 0x3258_5353;
const NONE: u32 = u32::MAX;

/// What a name of an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    Title,
    Alias,
    Phrase,
    Code,
}

impl Name {
    pub fn of(number: u32) -> Self {
        match number {
            0 => Name::Title,
            1 => Name::Alias,
            2 => Name::Phrase,
            _ => Name::Code,
        }
    }
}

/// Collects the sections.
#[derive(Default)]
pub struct Writer {
    sections: [Vec<u8>; SECTIONS],
}

impl Writer {
    pub fn count(&self, section: Section) -> u32 {
        let at = section as usize;
        let bytes = self.sections.get(at).map_or(0, Vec::len);
        u32::try_from(bytes / SIZES.get(at).copied().unwrap_or(1)).unwrap_or(NONE)
    }

    pub fn record(&mut self, section: Section, numbers: &[u32]) {
        if let Some(bytes) = self.sections.get_mut(section as usize) {
            bytes.extend(numbers.iter().flat_map(|n| n.to_le_bytes()));
        }
    }

    /// Puts a text into the pool; gives offset and length.
    pub fn text(&mut self, text: &str) -> [u32; 2] {
        let at = self.count(Section::Pool);
        if let Some(pool) = self.sections.get_mut(Section::Pool as usize) {
            pool.extend_from_slice(text.as_bytes());
        }
        [at, u32::try_from(text.len()).unwrap_or(0)]
    }

    /// Writes phrases with their owners; `phrases` is sorted and distinct.
    pub fn phrases<'p>(&mut self, section: Section, phrases: impl Iterator<Item = (&'p str, &'p Vec<(u32, u32)>)>) {
        let mut open: Vec<(&str, u32)> = Vec::new();
        for (index, (phrase, owners)) in phrases.enumerate() {
            while open.last().is_some_and(|(before, _)| !phrase.starts_with(before)) {
                open.pop();
            }
            let link = open.last().map_or(NONE, |(_, at)| *at);
            open.push((phrase, u32::try_from(index).unwrap_or(NONE)));
            let first = self.count(Section::Owners);
            for (value, kind) in owners {
                self.record(Section::Owners, &[*value, *kind]);
            }
            let [at, length] = self.text(phrase);
            self.record(
                section,
                &[at, length, link, first, u32::try_from(owners.len()).unwrap_or(0)],
            );
        }
    }

    pub fn finish(self) -> Vec<u8> {
        let head = 4 + 8 * SECTIONS;
        let mut out = MARK.to_le_bytes().to_vec();
        let mut at = head;
        for bytes in &self.sections {
            out.extend(u32::try_from(at).unwrap_or(NONE).to_le_bytes());
            out.extend(u32::try_from(bytes.len()).unwrap_or(0).to_le_bytes());
            at += bytes.len();
        }
        for bytes in &self.sections {
            out.extend_from_slice(bytes);
        }
        out
    }
}

/// An index in place.
#[derive(Clone, Copy)]
pub struct View<'a> {
    sections: [&'a [u8]; SECTIONS],
}

fn number(bytes: &[u8], index: usize) -> u32 {
    bytes
        .get(4 * index..4 * index + 4)
        .and_then(|b| b.try_into().ok())
        .map_or(0, u32::from_le_bytes)
}

fn size(n: u32) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// One record.
#[derive(Clone, Copy)]
pub struct Record<'a>(&'a [u8]);

impl Record<'_> {
    pub fn number(self, index: usize) -> u32 {
        number(self.0, index)
    }

    pub fn real(self, index: usize) -> f32 {
        f32::from_bits(self.number(index))
    }
}

/// A phrase that stands in a text, and whose it is.
#[derive(Clone, Copy)]
pub struct Phrase<'a> {
    pub text: &'a str,
    link: u32,
    owners: (u32, u32),
    view: View<'a>,
}

impl<'a> Phrase<'a> {
    /// Value and kind of every owner.
    pub fn owners(self) -> impl Iterator<Item = (u32, u32)> + use<'a> {
        let records = self.view.range(Section::Owners, self.owners.0, self.owners.1);
        records.map(|r| (r.number(0), r.number(1)))
    }
}

impl<'a> View<'a> {
    /// The view over an index.
    ///
    /// # Errors
    /// The bytes are no index of this version, or a part of it is cut off.
    pub fn over(bytes: &'a [u8]) -> Result<Self, Fault> {
        if number(bytes, 0) != MARK {
            return Err(Fault::new(KEY, "it is no index of this version"));
        }
        let mut sections: [&[u8]; SECTIONS] = [&[]; SECTIONS];
        for (index, section) in sections.iter_mut().enumerate() {
            let (at, length) = (size(number(bytes, 1 + 2 * index)), size(number(bytes, 2 + 2 * index)));
            let whole = length % SIZES.get(index).copied().unwrap_or(1) == 0;
            *section = bytes
                .get(at..at.saturating_add(length))
                .filter(|_| whole)
                .ok_or_else(|| Fault::new(KEY, "a part of it is cut off"))?;
        }
        Ok(Self { sections })
    }

    fn section(&self, section: Section) -> &'a [u8] {
        self.sections.get(section as usize).copied().unwrap_or_default()
    }

    pub fn count(&self, section: Section) -> u32 {
        let at = section as usize;
        u32::try_from(self.section(section).len() / SIZES.get(at).copied().unwrap_or(1)).unwrap_or(0)
    }

    pub fn record(&self, section: Section, index: u32) -> Record<'a> {
        let width = SIZES.get(section as usize).copied().unwrap_or(1);
        let at = size(index).saturating_mul(width);
        Record(
            self.section(section)
                .get(at..at.saturating_add(width))
                .unwrap_or_default(),
        )
    }

    pub fn range(&self, section: Section, first: u32, count: u32) -> impl Iterator<Item = Record<'a>> + use<'a> {
        let width = SIZES.get(section as usize).copied().unwrap_or(1);
        let start = size(first).saturating_mul(width);
        let end = start.saturating_add(size(count).saturating_mul(width));
        self.section(section)
            .get(start..end)
            .unwrap_or_default()
            .chunks_exact(width)
            .map(Record)
    }

    /// The text that offset and length at `index` of a record stand for.
    pub fn text(&self, record: Record<'a>, index: usize) -> &'a str {
        let at = size(record.number(index));
        let bytes = self
            .section(Section::Pool)
            .get(at..at.saturating_add(size(record.number(index + 1))));
        std::str::from_utf8(bytes.unwrap_or_default()).unwrap_or_default()
    }

    fn raw(&self, record: Record<'a>) -> &'a [u8] {
        let at = size(record.number(0));
        self.section(Section::Pool)
            .get(at..at.saturating_add(size(record.number(1))))
            .unwrap_or_default()
    }

    /// The first record of a sorted section for which `before` does not hold.
    fn point(&self, section: Section, before: impl Fn(&[u8]) -> bool) -> u32 {
        let (mut low, mut high) = (0, self.count(section));
        while low < high {
            let middle = u32::midpoint(low, high);
            if before(self.raw(self.record(section, middle))) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    pub fn term(&self, text: &str) -> Option<u32> {
        let at = self.point(Section::Terms, |term| term < text.as_bytes());
        (self.raw(self.record(Section::Terms, at)) == text.as_bytes() && at < self.count(Section::Terms)).then_some(at)
    }

    /// Whether `doc` holds `term`.
    pub fn holds(&self, term: u32, doc: u32) -> bool {
        let record = self.record(Section::Terms, term);
        let (mut low, mut high) = (record.number(2), record.number(2).saturating_add(record.number(3)));
        let end = high;
        while low < high {
            let middle = u32::midpoint(low, high);
            if self.record(Section::Posts, middle).number(0) < doc {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low < end && self.record(Section::Posts, low).number(0) == doc
    }

    /// The number of the entry `id`.
    pub fn doc(&self, id: &str) -> Option<u32> {
        let (mut low, mut high) = (0, self.count(Section::Ids));
        while low < high {
            let middle = u32::midpoint(low, high);
            let doc = self.record(Section::Ids, middle).number(0);
            match self.text(self.record(Section::Docs, doc), 0).cmp(id) {
                Ordering::Less => low = middle + 1,
                Ordering::Equal => return Some(doc),
                Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The numbers of all terms from `from` to `to`, both included.
    pub fn terms_between(&self, from: &str, to: &str) -> std::ops::Range<u32> {
        let first = self.point(Section::Terms, |term| term < from.as_bytes());
        first..self.point(Section::Terms, |term| term <= to.as_bytes()).max(first)
    }

    /// The phrases of a section from `from` to `to`, both included.
    pub fn phrases_between(
        &self,
        section: Section,
        from: &str,
        to: &str,
    ) -> impl Iterator<Item = Phrase<'a>> + use<'a> {
        let view = *self;
        let first = self.point(section, |phrase| phrase < from.as_bytes());
        let end = self.point(section, |phrase| phrase <= to.as_bytes());
        (first..end).map(move |at| view.phrase(section, at))
    }

    /// The members of groups of synonyms from `from` to `to`.
    pub fn members_between(&self, from: &str, to: &str) -> impl Iterator<Item = Phrase<'a>> + use<'a> {
        self.phrases_between(Section::Members, from, to)
    }

    pub fn phrase(&self, section: Section, index: u32) -> Phrase<'a> {
        let record = self.record(section, index);
        Phrase {
            text: self.text(record, 0),
            link: record.number(2),
            owners: (record.number(3), record.number(4)),
            view: *self,
        }
    }

    /// Every phrase with which `text` begins, the longest first.
    pub fn phrases_at<'t>(&self, section: Section, text: &'t str) -> impl Iterator<Item = Phrase<'a>> + use<'a, 't> {
        let view = *self;
        // the greatest phrase that is not after the text: the phrases wanted are that one or its own beginnings
        let after = self.point(section, |phrase| phrase.cmp(text.as_bytes()) != Ordering::Greater);
        let mut next = after.checked_sub(1);
        std::iter::from_fn(move || {
            loop {
                let index = next?;
                let phrase = view.phrase(section, index);
                next = Some(phrase.link).filter(|link| *link != NONE && *link < index);
                if !phrase.text.is_empty() && text.starts_with(phrase.text) {
                    return Some(phrase);
                }
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_phrases_that_begin_a_text_are_found_longest_first() {
        let mut writer = Writer::default();
        let owners = vec![(7, 1)];
        writer.phrases(
            Section::Phrases,
            ["ab", "abc", "abcx", "abd", "b"].iter().map(|p| (*p, &owners)),
        );
        let bytes = writer.finish();
        let view = View::over(&bytes).unwrap();
        let found = |text: &str| {
            view.phrases_at(Section::Phrases, text)
                .map(|p| p.text)
                .collect::<Vec<_>>()
        };
        assert_eq!(found("abcd"), ["abc", "ab"]);
        assert_eq!(found("abz"), ["ab"]);
        assert_eq!(found("a"), Vec::<&str>::new());
        assert_eq!(
            view.phrases_at(Section::Phrases, "b")
                .next()
                .unwrap()
                .owners()
                .collect::<Vec<_>>(),
            [(7, 1)]
        );
        assert!(View::over(&bytes[..20]).is_err(), "a damaged index is said to be one");
    }
}
