//! Builds the index: for the built-in knowledge when the program is built, for a user's folder when it is loaded.
//! Owns what of an entry can be found and how much each part counts.

use super::fold::{Reading, Run, Token};
use super::fuzzy;
use super::hangul;
use super::table::{KEY, Name, Section, View, Writer};
use super::terms::{stems, terms};
use crate::knowledge::Catalog;
use crate::knowledge::catalog::pieces;
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

type Phrases = BTreeMap<String, Vec<(u32, u32)>>;

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
    only_members.phrases(
        Section::Members,
        members.iter().map(|(text, owners)| (text.as_str(), owners)),
    );
    let only_members = only_members.finish();
    let view = View::over(&only_members)?;

    let mut build = Build {
        view,
        reading: &reading,
        words: BTreeMap::new(),
        posts: Vec::new(),
        totals: [0.0; FIELDS],
    };
    let docs: Vec<Doc> = (0..)
        .zip(&knowledge.entries)
        .map(|(number, entry)| build.doc(number, entry))
        .collect();
    Ok(build.write(&docs, &members, &scopes(&reading, knowledge), knowledge))
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

struct Doc {
    names: Vec<NameOf>,
    rank: u32,
}

/// The natural logarithm, the same on every machine; the system's own would load a library at each start.
pub fn log(x: f32) -> f32 {
    libm::logf(x)
}

struct NameOf {
    text: String,
    kind: Name,
    folded: String,
    terms: Vec<(u32, f32)>,
    letters: u64,
}

/// An entry, how often it holds a word in each field, and how long its fields are.
type Post = (u32, [f32; FIELDS], [f32; FIELDS]);

struct Build<'a> {
    view: View<'a>,
    reading: &'a Reading,
    words: BTreeMap<String, u32>,
    /// For each word its entries, with how often it stands in each field.
    posts: Vec<Vec<Post>>,
    totals: [f32; FIELDS],
}

impl Build<'_> {
    fn word(&mut self, text: &str) -> u32 {
        if let Some(known) = self.words.get(text) {
            return *known;
        }
        let number = u32::try_from(self.posts.len()).unwrap_or(u32::MAX);
        self.words.insert(text.to_owned(), number);
        self.posts.push(Vec::new());
        number
    }

    fn doc(&mut self, number: u32, entry: &Entry) -> Doc {
        let mut counts: BTreeMap<u32, [f32; FIELDS]> = BTreeMap::new();
        let mut lengths = [0.0; FIELDS];
        let mut names = Vec::new();
        for (text, kind) in names_of(entry) {
            let tokens = self.reading.tokens(text);
            let mut found: BTreeMap<u32, f32> = BTreeMap::new();
            for term in terms(&self.view, &tokens) {
                let word = self.word(&term.text);
                let [strong, ..] = counts.entry(word).or_default();
                *strong += term.weight;
                lengths[0] += term.weight;
                let most = found.entry(word).or_default();
                *most = most.max(term.weight);
            }
            let folded = Run::plain(&tokens).text;
            let letters = fuzzy::letters(&hangul::jamo(&folded));
            let terms = found.into_iter().collect();
            names.push(NameOf {
                text: text.to_owned(),
                kind,
                folded,
                terms,
                letters,
            });
        }
        for (field, texts) in [(1, seen_of(entry)), (2, rest_of(entry))] {
            for text in texts.iter().flat_map(|t| [&t.en, &t.ko]) {
                for term in terms(&self.view, &self.reading.tokens(text)) {
                    let word = self.word(&term.text);
                    if let Some(count) = counts.entry(word).or_default().get_mut(field) {
                        *count += term.weight;
                    }
                    if let Some(length) = lengths.get_mut(field) {
                        *length += term.weight;
                    }
                }
            }
        }
        for (total, length) in self.totals.iter_mut().zip(lengths) {
            *total += length;
        }
        for (word, count) in counts {
            if let Some(posts) = usize::try_from(word).ok().and_then(|w| self.posts.get_mut(w)) {
                posts.push((number, count, lengths));
            }
        }
        Doc {
            names,
            rank: rank(entry.area),
        }
    }

    fn write(&self, docs: &[Doc], members: &Phrases, scopes: &Phrases, knowledge: &Knowledge) -> Vec<u8> {
        let mut writer = Writer::default();
        #[expect(clippy::cast_precision_loss, reason = "a number of entries, not exact to the last")]
        let count = docs.len().max(1) as f32;
        let averages = self.totals.map(|total| (total / count).max(1.0));
        // words are numbered by their place in the sorted list from here on
        let mut places = vec![0; self.posts.len()];
        for (place, (text, number)) in (0..).zip(&self.words) {
            let at = usize::try_from(*number).unwrap_or_default();
            if let Some(slot) = places.get_mut(at) {
                *slot = place;
            }
            let posts = self.posts.get(at).map(Vec::as_slice).unwrap_or_default();
            #[expect(clippy::cast_precision_loss, reason = "a number of entries, not exact to the last")]
            let holders = posts.len() as f32;
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
            let posts = u32::try_from(posts.len()).unwrap_or(0);
            writer.record(Section::Terms, &[at, length, first, posts, rarity.to_bits()]);
        }
        let mut phrases = Phrases::new();
        let mut initials = Phrases::new();
        for ((number, doc), entry) in (0..).zip(docs).zip(&knowledge.entries) {
            let first = writer.count(Section::Names);
            for name in &doc.names {
                if matches!(name.kind, Name::Title | Name::Alias) {
                    let place = writer.count(Section::Names);
                    for (at, heads) in fuzzy::initials(&name.text).into_iter().enumerate() {
                        initials.entry(heads).or_default().push((place, u32::from(at > 0)));
                    }
                }
                let from = writer.count(Section::NameTerms);
                let mut terms: Vec<(u32, f32)> = name
                    .terms
                    .iter()
                    .map(|(word, weight)| {
                        (
                            usize::try_from(*word)
                                .ok()
                                .and_then(|w| places.get(w))
                                .copied()
                                .unwrap_or(0),
                            *weight,
                        )
                    })
                    .collect();
                terms.sort_unstable_by_key(|(place, _)| *place);
                for (place, weight) in &terms {
                    writer.record(Section::NameTerms, &[*place, weight.to_bits()]);
                }
                let [at, length] = writer.text(&name.text);
                let [low, high] =
                    [name.letters & 0xffff_ffff, name.letters >> 32].map(|n| u32::try_from(n).unwrap_or(0));
                let count = u32::try_from(terms.len()).unwrap_or(0);
                writer.record(
                    Section::Names,
                    &[number, at, length, name.kind as u32, from, count, low, high],
                );
                if !name.folded.is_empty() {
                    let owners = phrases.entry(name.folded.clone()).or_default();
                    if !owners.iter().any(|(doc, _)| *doc == number) {
                        owners.push((number, name.kind as u32));
                    } else if let Some(owner) = owners.iter_mut().find(|(doc, _)| *doc == number) {
                        owner.1 = owner.1.max(name.kind as u32);
                    }
                }
            }
            let [at, length] = writer.text(&entry.id);
            writer.record(
                Section::Docs,
                &[at, length, first, writer.count(Section::Names), doc.rank],
            );
        }
        for (section, list) in [
            (Section::Phrases, &phrases),
            (Section::Members, members),
            (Section::Scopes, scopes),
            (Section::Initials, &initials),
        ] {
            writer.phrases(section, list.iter().map(|(text, owners)| (text.as_str(), owners)));
        }
        let mut by_id: Vec<(&str, u32)> = knowledge.entries.iter().map(|e| e.id.as_str()).zip(0..).collect();
        by_id.sort_unstable();
        for (_, number) in by_id {
            writer.record(Section::Ids, &[number]);
        }
        for topic in &knowledge.out_of_scope {
            let [at, length] = writer.text(&topic.id);
            writer.record(Section::Topics, &[at, length]);
        }
        writer.finish()
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
    let phrases = entry.phrases.iter().map(|t| (t.as_str(), Name::Phrase));
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
