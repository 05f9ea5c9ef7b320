//! Builds the index: for the built-in knowledge when the program is built, for a user's folder when it is loaded.
//! Owns what of an entry can be found and how much each part counts.

use super::fold::{Reading, Run, Token};
use super::fuzzy;
use super::hangul;
use super::table::{KEY, Name, Phrases, Section, View, Writer, small};
use super::terms::{stems, terms};
use crate::knowledge::Catalog;
use crate::knowledge::catalog::{Damage, pieces};
use crate::knowledge::packed::{self, Fault};
use crate::knowledge::shape::{Area, Entry, Knowledge, Step};
use crate::text::Text;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// How much a word counts by where it stands: names of the entry, what is seen, the rest.
const FIELD_WEIGHTS: [f32; 3] = [3.0, 0.8, 0.15];
const FIELDS: usize = FIELD_WEIGHTS.len();
/// How soon more of the same word stops counting, and how much long texts are held back.
pub const K1: f32 = 1.2;
const B: f32 = 0.5;

/// The block of `knowledge` together with its index.
///
/// # Errors
/// A piece that cannot be packed.
pub fn block(knowledge: &Knowledge) -> Result<Vec<u8>, Fault> {
    let mut all = pieces(knowledge)?;
    all.push((KEY.to_owned(), index(knowledge)?));
    packed::build(all)
}

/// A catalog that can be searched, for knowledge that was just read.
///
/// # Errors
/// A piece that cannot be packed.
pub fn catalog(knowledge: &Knowledge) -> Result<Catalog, Fault> {
    block(knowledge).map(|block| Catalog::over(Cow::Owned(block)))
}

fn index(knowledge: &Knowledge) -> Result<Vec<u8>, Fault> {
    let reading = Reading::new(knowledge.products.clone(), knowledge.spellings.clone());
    let members = members(&reading, &knowledge.synonyms);
    let mut only_members = Writer::default();
    only_members.phrases(Section::Members, &members);
    let (only_members, damage) = (only_members.finish()?, Damage::default());
    let mut build = Build {
        view: View::over(&only_members, &damage)?,
        reading: &reading,
        words: BTreeMap::new(),
        totals: [0.0; FIELDS],
    };
    let entries = &knowledge.entries;
    let names: Vec<_> = (0..)
        .zip(entries)
        .map(|(number, entry)| build.doc(number, entry))
        .collect();
    let mut writer = Writer::default();
    let places = build.words(&mut writer, entries.len());
    docs(&mut writer, entries, &names, &places);
    writer.phrases(Section::Members, &members);
    writer.phrases(Section::Scopes, &scopes(&reading, knowledge));
    rivals(&mut writer, &reading, knowledge);
    for topic in &knowledge.out_of_scope {
        let text = writer.text(&topic.id);
        writer.record(Section::Topics, &text);
    }
    writer.finish()
}

/// The words of each group of synonyms. A word that belongs to an earlier group draws its whole group there; a member
/// that only repeats another one with more words around it adds nothing and would hide those words.
fn members(reading: &Reading, groups: &[Vec<String>]) -> Phrases {
    let mut out = Phrases::new();
    for (number, group) in (0..).zip(groups) {
        let forms: Vec<(Vec<Token>, String)> = group
            .iter()
            .map(|word| {
                let tokens = reading.tokens(word);
                let text = stems(&tokens).text;
                (tokens, text)
            })
            .filter(|(_, text)| !text.is_empty())
            .collect();
        let home = forms
            .iter()
            .find_map(|(_, text)| out.get(text)?.first().map(|(group, _)| *group))
            .unwrap_or(number);
        for (tokens, text) in &forms {
            let repeats = tokens.len() > 1
                && forms.iter().any(|(_, other)| {
                    (0..tokens.len()).any(|from| {
                        (from + 1..=tokens.len())
                            .filter(|to| to - from < tokens.len())
                            .any(|to| stems(tokens.get(from..to).unwrap_or_default()).text == *other)
                    })
                });
            if !repeats {
                out.entry(text.clone()).or_insert_with(|| vec![(home, 0)]);
            }
        }
    }
    out
}

fn scopes(reading: &Reading, knowledge: &Knowledge) -> Phrases {
    let mut out = Phrases::new();
    for (number, topic) in (0..).zip(&knowledge.out_of_scope) {
        for word in topic.words.iter().chain([&topic.title.en, &topic.title.ko]) {
            let folded = stems(&reading.tokens(word)).text;
            if !folded.is_empty() {
                out.entry(folded).or_default().push((number, 0));
            }
        }
    }
    out
}

/// Writes which entries compete for the same words, and what is said where each is meant.
fn rivals(writer: &mut Writer, reading: &Reading, knowledge: &Knowledge) {
    let docs: BTreeMap<&str, u32> = knowledge.entries.iter().map(|e| e.id.as_str()).zip(0..).collect();
    let mut said = Phrases::new();
    for (group, rivals) in (0..).zip(&knowledge.rivals) {
        for (doc, rival) in rivals
            .iter()
            .filter_map(|rival| Some((*docs.get(rival.entry.as_str())?, rival)))
        {
            writer.record(Section::RivalDocs, &[group, doc]);
            for word in &rival.when {
                let folded = stems(&reading.tokens(word)).text;
                said.entry(folded).or_default().push((doc, group));
            }
        }
    }
    said.remove("");
    writer.phrases(Section::Rivals, &said);
}

/// The natural logarithm, the same on every machine; the system's own would load a library at each start.
pub fn log(x: f32) -> f32 {
    libm::logf(x)
}

struct NameOf<'a> {
    text: &'a str,
    kind: Name,
    folded: String,
    terms: BTreeMap<String, f32>,
    letters: u64,
}

/// An entry, how often it holds a word in each field, and how long its fields are.
type Post = (u32, [f32; FIELDS], [f32; FIELDS]);

struct Build<'a> {
    view: View<'a>,
    reading: &'a Reading,
    /// For each word its entries, with how often it stands in each field.
    words: BTreeMap<String, Vec<Post>>,
    totals: [f32; FIELDS],
}

impl Build<'_> {
    /// Counts the words of an entry; gives its names.
    fn doc<'e>(&mut self, number: u32, entry: &'e Entry) -> Vec<NameOf<'e>> {
        let mut counts: BTreeMap<String, [f32; FIELDS]> = BTreeMap::new();
        let mut lengths = [0.0; FIELDS];
        let mut names = Vec::new();
        for (text, kind) in names_of(entry) {
            let tokens = self.reading.tokens(text);
            let mut found: BTreeMap<String, f32> = BTreeMap::new();
            for term in terms(&self.view, &tokens) {
                let [strong, ..] = counts.entry(term.text.clone()).or_default();
                *strong += term.weight;
                lengths[0] += term.weight;
                let most = found.entry(term.text).or_default();
                *most = most.max(term.weight);
            }
            let folded = Run::plain(&tokens).text;
            names.push(NameOf {
                text,
                kind,
                letters: fuzzy::letters(&hangul::jamo(&folded)),
                folded,
                terms: found,
            });
        }
        let fields = [Vec::new(), seen_of(entry), rest_of(entry)];
        for (field, (texts, length)) in fields.iter().zip(&mut lengths).enumerate() {
            for text in texts.iter().flat_map(|t| [&t.en, &t.ko]) {
                for term in terms(&self.view, &self.reading.tokens(text)) {
                    *length += term.weight;
                    let counts = counts.entry(term.text).or_default();
                    counts
                        .iter_mut()
                        .skip(field)
                        .take(1)
                        .for_each(|count| *count += term.weight);
                }
            }
        }
        for (total, length) in self.totals.iter_mut().zip(lengths) {
            *total += length;
        }
        for (word, counts) in counts {
            self.words.entry(word).or_default().push((number, counts, lengths));
        }
        names
    }

    /// Writes the words with their entries; gives the place of each.
    fn words(&self, writer: &mut Writer, entries: usize) -> BTreeMap<&str, u32> {
        #[expect(clippy::cast_precision_loss, reason = "a number of entries, not exact to the last")]
        let float = |count: usize| count as f32;
        let count = float(entries.max(1));
        let averages = self.totals.map(|total| (total / count).max(1.0));
        for (text, posts) in &self.words {
            let holders = float(posts.len());
            let rarity = log(1.0 + (count - holders + 0.5) / (holders + 0.5));
            let first = writer.count(Section::Posts);
            for (doc, counts, lengths) in posts {
                let mut weighed = 0.0;
                for (((count, length), average), weight) in counts.iter().zip(lengths).zip(averages).zip(FIELD_WEIGHTS)
                {
                    weighed += weight * count / (1.0 - B + B * length / average);
                }
                let weight = rarity * weighed * (K1 + 1.0) / (K1 + weighed);
                writer.record(Section::Posts, &[*doc, weight.to_bits()]);
            }
            let [at, length] = writer.text(text);
            writer.record(
                Section::Terms,
                &[at, length, first, small(posts.len()), rarity.to_bits()],
            );
        }
        self.words.keys().map(String::as_str).zip(0..).collect()
    }
}

/// Writes the entries with their names, and both in the order in which they are looked up.
fn docs(writer: &mut Writer, entries: &[Entry], names: &[Vec<NameOf<'_>>], places: &BTreeMap<&str, u32>) {
    let mut phrases = Phrases::new();
    let mut initials = Phrases::new();
    for ((number, names), entry) in (0..).zip(names).zip(entries) {
        let first = writer.count(Section::Names);
        for name in names {
            if matches!(name.kind, Name::Title | Name::Alias) {
                let place = writer.count(Section::Names);
                for (at, heads) in fuzzy::initials(name.text).into_iter().enumerate() {
                    initials.entry(heads).or_default().push((place, u32::from(at > 0)));
                }
            }
            let from = writer.count(Section::NameTerms);
            for (text, weight) in &name.terms {
                let place = places.get(text.as_str()).into_iter();
                place.for_each(|place| writer.record(Section::NameTerms, &[*place, weight.to_bits()]));
            }
            let [at, length] = writer.text(name.text);
            let count = writer.count(Section::NameTerms) - from;
            let [low, high] = [name.letters & 0xffff_ffff, name.letters >> 32].map(|n| u32::try_from(n).unwrap_or(0));
            let kind = name.kind as u32;
            writer.record(Section::Names, &[number, at, length, kind, from, count, low, high]);
            if !name.folded.is_empty() {
                let owners = phrases.entry(name.folded.clone()).or_default();
                match owners.iter_mut().find(|(doc, _)| *doc == number) {
                    Some(owner) => owner.1 = owner.1.max(kind),
                    None => owners.push((number, kind)),
                }
            }
        }
        let [at, length] = writer.text(&entry.id);
        let end = writer.count(Section::Names);
        writer.record(Section::Docs, &[at, length, first, end, rank(entry.area)]);
    }
    writer.phrases(Section::Phrases, &phrases);
    writer.phrases(Section::Initials, &initials);
    let mut by_id: Vec<(&str, u32)> = entries.iter().map(|e| e.id.as_str()).zip(0..).collect();
    by_id.sort_unstable();
    for (_, number) in by_id {
        writer.record(Section::Ids, &[number]);
    }
}

fn names_of(entry: &Entry) -> impl Iterator<Item = (&str, Name)> {
    let titles = [&entry.title.en, &entry.title.ko]
        .into_iter()
        .map(|t| (t.as_str(), Name::Title));
    let aliases = entry
        .aliases
        .en
        .iter()
        .chain(&entry.aliases.ko)
        .map(|t| (t.as_str(), Name::Alias));
    let phrases = entry.phrases.iter().map(|t| match t.strip_suffix('*') {
        Some(begins) => (begins, Name::Begins),
        None => (t.as_str(), Name::Phrase),
    });
    // a code that is written as words, such as an activity of the audit log, is found as a phrase
    let codes = entry
        .codes
        .iter()
        .map(|t| (t.as_str(), if t.contains(' ') { Name::Phrase } else { Name::Code }));
    titles.chain(aliases).chain(phrases).chain(codes)
}

fn seen_of(entry: &Entry) -> Vec<&Text> {
    let one = [Some(&entry.summary), entry.earlier.as_ref(), entry.affects.as_ref()];
    one.into_iter().flatten().chain(&entry.seen).collect()
}

fn rest_of(entry: &Entry) -> Vec<&Text> {
    let steps = entry
        .steps
        .iter()
        .flat_map(|Step { action, place, .. }| [Some(action), place.as_ref()])
        .flatten();
    let one = [entry.tell.as_ref(), entry.verify.as_ref()].into_iter().flatten();
    let lists = entry
        .causes
        .iter()
        .chain(&entry.details)
        .chain(&entry.warnings)
        .chain(&entry.helpdesk);
    lists.chain(one).chain(steps).collect()
}

/// Which entry comes first where several claim one code: what names the code, before what it leads to.
fn rank(area: Area) -> u32 {
    match area {
        Area::UserErrors | Area::Events | Area::Codes => 0,
        Area::Usage | Area::Registration => 1,
        Area::Writeback => 2,
        _ => 3,
    }
}
