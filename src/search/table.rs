//! The index as bytes that are read where they lie: sections of records of fixed size over one pool of strings.
//! Owns the layout; knows nothing of words or ranking. What a record points to and is not there is noted and read as
//! empty: damage is said, and never a crash.

use crate::knowledge::catalog::Damage;
use crate::knowledge::packed::Fault;
use std::collections::BTreeMap;
use std::ops::Range;

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
    /// What is said where one of several rivals is meant; value and kind of an owner are its entry and its group.
    Rivals,
    /// group, entry.
    RivalDocs,
    /// bytes.
    Pool,
}

const SECTIONS: usize = 15;
const SIZES: [usize; SECTIONS] = [20, 20, 8, 32, 8, 20, 20, 20, 8, 8, 20, 4, 20, 8, 1];

impl Section {
    /// Bytes of a record.
    fn width(self) -> usize {
        SIZES.get(self as usize).copied().unwrap_or(1)
    }
}

const MARK: u32 = 0x3358_5353;
const NONE: u32 = u32::MAX;

/// What a name of an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Name {
    Title,
    Alias,
    Phrase,
    Code,
    /// A phrase that ends in `*`: it may go on within its last word.
    Begins,
}

impl Name {
    pub fn of(number: u32) -> Self {
        match number {
            0 => Name::Title,
            1 => Name::Alias,
            2 => Name::Phrase,
            3 => Name::Code,
            _ => Name::Begins,
        }
    }
}

/// Phrases, each with value and kind of its owners.
pub type Phrases = BTreeMap<String, Vec<(u32, u32)>>;

/// Collects the sections.
#[derive(Default)]
pub struct Writer {
    sections: [Vec<u8>; SECTIONS],
}

impl Writer {
    pub fn count(&self, section: Section) -> u32 {
        let bytes = self.sections.get(section as usize).map_or(0, Vec::len);
        small(bytes / section.width())
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
        [at, small(text.len())]
    }

    /// Writes phrases with their owners.
    pub fn phrases(&mut self, section: Section, phrases: &Phrases) {
        let mut open: Vec<(&str, u32)> = Vec::new();
        for (index, (phrase, owners)) in (0..).zip(phrases) {
            while open.last().is_some_and(|(before, _)| !phrase.starts_with(*before)) {
                open.pop();
            }
            let link = open.last().map_or(NONE, |(_, at)| *at);
            open.push((phrase, index));
            let first = self.count(Section::Owners);
            for (value, kind) in owners {
                self.record(Section::Owners, &[*value, *kind]);
            }
            let [at, length] = self.text(phrase);
            self.record(section, &[at, length, link, first, small(owners.len())]);
        }
    }

    /// # Errors
    /// The index grows beyond what its numbers can say.
    pub fn finish(self) -> Result<Vec<u8>, Fault> {
        let mut at = 4 + 8 * SECTIONS;
        let whole = at + self.sections.iter().map(Vec::len).sum::<usize>();
        if small(whole) == NONE {
            return Err(Fault::new(KEY, "it grows beyond 4 GiB"));
        }
        let mut out = MARK.to_le_bytes().to_vec();
        for bytes in &self.sections {
            out.extend([at, bytes.len()].map(small).into_iter().flat_map(u32::to_le_bytes));
            at += bytes.len();
        }
        out.extend(self.sections.iter().flatten());
        Ok(out)
    }
}

/// A number as the index holds it. What does not fit lies in an index that is never finished.
pub fn small(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NONE)
}

/// An index in place.
#[derive(Clone, Copy)]
pub struct View<'a> {
    sections: [&'a [u8]; SECTIONS],
    damage: &'a Damage,
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
    /// The view over an index; what is found to be damaged later is noted in `damage`.
    ///
    /// # Errors
    /// The bytes are no index of this version, or a part of it is cut off.
    pub fn over(bytes: &'a [u8], damage: &'a Damage) -> Result<Self, Fault> {
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
        Ok(Self { sections, damage })
    }

    fn section(&self, section: Section) -> &'a [u8] {
        self.sections.get(section as usize).copied().unwrap_or_default()
    }

    pub fn count(&self, section: Section) -> u32 {
        small(self.section(section).len() / section.width())
    }

    /// The bytes of some records, or of a text in the pool.
    fn bytes(&self, section: Section, first: u32, count: u32) -> &'a [u8] {
        let [start, length] = [first, count].map(|n| size(n).saturating_mul(section.width()));
        let bytes = self.section(section).get(start..start.saturating_add(length));
        bytes.unwrap_or_else(|| self.note("a record points beyond it"))
    }

    fn note<T: Default>(&self, why: &str) -> T {
        self.damage.get_or_init(|| Fault::new(KEY, why));
        T::default()
    }

    pub fn record(&self, section: Section, index: u32) -> Record<'a> {
        Record(self.bytes(section, index, 1))
    }

    pub fn range(&self, section: Section, first: u32, count: u32) -> impl Iterator<Item = Record<'a>> + use<'a> {
        let bytes = self.bytes(section, first, count);
        bytes.chunks_exact(section.width()).map(Record)
    }

    /// The text that offset and length at `index` of a record stand for.
    pub fn text(&self, record: Record<'a>, index: usize) -> &'a str {
        let bytes = self.bytes(Section::Pool, record.number(index), record.number(index + 1));
        std::str::from_utf8(bytes).unwrap_or_else(|_| self.note("it holds bytes that are no text"))
    }

    /// The names of an entry.
    pub fn names(&self, doc: u32) -> impl Iterator<Item = Record<'a>> + use<'a> {
        let record = self.record(Section::Docs, doc);
        let [first, end] = [2, 3].map(|at| record.number(at));
        self.range(Section::Names, first, end.saturating_sub(first))
    }

    fn raw(&self, record: Record<'a>) -> &'a [u8] {
        self.bytes(Section::Pool, record.number(0), record.number(1))
    }

    /// The first number of `all` for which `before` does not hold; it holds for none behind that one.
    fn first(mut all: Range<u32>, before: impl Fn(u32) -> bool) -> u32 {
        while all.start < all.end {
            let middle = u32::midpoint(all.start, all.end);
            if before(middle) {
                all.start = middle + 1;
            } else {
                all.end = middle;
            }
        }
        all.start
    }

    /// The first record of a section sorted by text for which `before` does not hold.
    fn point(&self, section: Section, before: impl Fn(&[u8]) -> bool) -> u32 {
        Self::first(0..self.count(section), |at| before(self.raw(self.record(section, at))))
    }

    pub fn term(&self, text: &str) -> Option<u32> {
        let found = self.terms_between(text, text);
        (!found.is_empty()).then_some(found.start)
    }

    /// Whether `doc` holds `term`.
    pub fn holds(&self, term: u32, doc: u32) -> bool {
        let record = self.record(Section::Terms, term);
        let posts = record.number(2)..record.number(2).saturating_add(record.number(3));
        let of = |post| self.record(Section::Posts, post).number(0);
        let at = Self::first(posts.clone(), |post| of(post) < doc);
        at < posts.end && of(at) == doc
    }

    /// The number of the entry `id`.
    pub fn doc(&self, id: &str) -> Option<u32> {
        let of = |at| self.record(Section::Ids, at).number(0);
        let name = |at| self.text(self.record(Section::Docs, of(at)), 0);
        let count = self.count(Section::Ids);
        let at = Self::first(0..count, |at| name(at) < id);
        (at < count && name(at) == id).then(|| of(at))
    }

    /// The numbers of all terms from `from` to `to`, both included.
    pub fn terms_between(&self, from: &str, to: &str) -> Range<u32> {
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

    fn phrase(&self, section: Section, index: u32) -> Phrase<'a> {
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
        let after = self.point(section, |phrase| phrase <= text.as_bytes());
        let mut next = after.checked_sub(1);
        std::iter::from_fn(move || {
            loop {
                let index = next?;
                let phrase = view.phrase(section, index);
                next = match phrase.link {
                    NONE => None,
                    link if link < index => Some(link),
                    _ => view.note("a phrase begins with one behind it"),
                };
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
        let phrases = ["ab", "abc", "abcx", "abd", "b"].map(|p| (p.to_owned(), vec![(7, 1)]));
        writer.phrases(Section::Phrases, &phrases.into());
        let (bytes, damage) = (writer.finish().unwrap(), Damage::default());
        let view = View::over(&bytes, &damage).unwrap();
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
        assert_eq!(damage.get(), None);
        assert!(
            View::over(&bytes[..20], &damage).is_err(),
            "a damaged index is said to be one"
        );
    }

    #[test]
    fn a_record_that_points_nowhere_is_noted() {
        let mut writer = Writer::default();
        let [at, _] = writer.text("ab");
        writer.record(Section::Topics, &[at, 9]);
        writer.record(Section::Ids, &[7]);
        let (bytes, damage) = (writer.finish().unwrap(), [(); 2].map(|()| Damage::default()));
        let view = |seen| View::over(&bytes, seen).unwrap();
        let text = view(&damage[0]);
        assert_eq!(text.text(text.record(Section::Topics, 0), 0), "");
        assert_eq!(damage[0].get().unwrap().key, KEY);
        assert_eq!(view(&damage[1]).doc("ab"), None);
        assert!(damage[1].get().is_some(), "an entry that is not there");
    }
}
