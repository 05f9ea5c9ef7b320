//! Finds the right entry for anything typed or pasted, and says how sure it is. Codes first, then identifying messages,
//! then words in either language, then letters. Owns the index, which is ready data read where it lies; never touches
//! files, the clock or the terminal.

mod codes;
mod diagnosis;
mod fold;
mod fuzzy;
mod hangul;
mod index;
mod marks;
mod rank;
mod table;
mod terms;
mod vague;
mod verdict;

pub use crate::knowledge::shape::KeptKind;
pub use index::index;
pub use marks::highlights;

use crate::knowledge::Catalog;
use crate::knowledge::catalog::pieces;
use crate::knowledge::id::{EntryId, QuestionId};
use crate::knowledge::packed::{self, Fault};
use crate::knowledge::shape::Knowledge;
use crate::text::{Lang, clean};
use codes::Found;
use fold::{Run, tokens};
use index::Name;
use rank::{Query, Ranked};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use table::{Section, View};

/// The key under which the index stands in the block of a catalog.
pub const KEY: &str = "search";
/// Pasted text beyond this many bytes is not read.
const MOST: usize = 200_000;
/// A lead beyond this (a natural logarithm) says no more.
const MOST_LEAD: f32 = 0.5;

/// A catalog that can be searched, for knowledge that was just read.
///
/// # Errors
/// A piece that cannot be packed.
pub fn pack(knowledge: &Knowledge) -> Result<Catalog, Fault> {
    block(knowledge).map(|block| Catalog::over(Cow::Owned(block)))
}

/// The block of `knowledge` together with its index.
///
/// # Errors
/// A piece that cannot be packed.
pub fn block(knowledge: &Knowledge) -> Result<Vec<u8>, Fault> {
    let mut all = pieces(knowledge)?;
    all.push((KEY.to_owned(), index(knowledge)));
    packed::build(all)
}

/// How sure an answer is, and about what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The first hit is the answer.
    Sure,
    /// What was asked means several things; the first hits are all of them.
    Several,
    /// The hits are the nearest there is.
    Near,
    /// Not something this tool covers; the id of the topic.
    OutOfScope(String),
    /// Too little to tell.
    TooLittle,
    /// Nothing matches.
    Nothing,
}

/// Why an entry was found, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    Code,
    Phrase,
    Words,
    Fuzzy,
}

/// An entry that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The id of the entry.
    pub id: EntryId,
    /// 0 to 1; never rises from one hit to the next.
    pub score: f32,
    /// Words or codes that matched, as they stand in the entry.
    pub matched: Vec<String>,
    pub why: Why,
}

/// A value in the text that a case needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub kind: KeptKind,
    pub value: String,
}

/// The answer to a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The query as it was read.
    pub query: String,
    /// The first hit may be acted upon.
    pub confident: bool,
    /// Best first.
    pub hits: Vec<Hit>,
    pub verdict: Verdict,
    /// The id of the question that tells meanings apart.
    pub question: Option<QuestionId>,
    pub kept: Vec<Kept>,
    /// There is too little to tell: ask what is seen.
    pub too_little: bool,
}

/// Search over a catalog. Opening it reads nothing.
#[derive(Clone, Copy)]
pub struct Search<'a> {
    catalog: &'a Catalog,
    view: Option<View<'a>>,
}

/// An entry on its way into the answer.
#[derive(Clone, Copy)]
struct Candidate<'a> {
    score: f32,
    why: Why,
    name: &'a str,
}

/// A message or a name that stands in the query.
struct Seen<'a> {
    text: &'a str,
    span: std::ops::Range<usize>,
    owners: Vec<(u32, Name)>,
    whole: bool,
}

impl<'a> Search<'a> {
    /// Search over `catalog`, which holds an index (see [`pack()`]); without one nothing is found.
    pub fn over(catalog: &'a Catalog) -> Self {
        Self {
            catalog,
            view: catalog.blob(KEY).and_then(View::over),
        }
    }

    /// Answers `query`, typed or pasted, in any language, with at most `limit` hits. `lang` is the language in which
    /// `matched` is preferably told.
    pub fn ask(&self, query: &str, lang: Lang, limit: usize) -> Answer {
        let text = clean(query);
        let text = fold_at(text.trim(), MOST);
        let mut answer = Answer {
            query: text.to_owned(),
            confident: false,
            hits: Vec::new(),
            verdict: Verdict::TooLittle,
            question: None,
            kept: Vec::new(),
            too_little: true,
        };
        if text.is_empty() {
            return answer;
        }
        let Some(view) = self.view else {
            answer.verdict = Verdict::Nothing;
            answer.too_little = false;
            return answer;
        };
        let typing = !query.ends_with(char::is_whitespace) && !text.contains('\n');
        let asked = Asked::read(self, &view, text, typing);
        answer.kept.clone_from(&asked.kept);
        let (found, verdict) = asked.judge(&view);
        answer.question = asked.door(self, &verdict);
        answer.confident = verdict == Verdict::Sure;
        answer.too_little = verdict == Verdict::TooLittle;
        answer.verdict = verdict;
        answer.hits = asked.hits(&view, &found, lang, limit);
        answer
    }

    /// Whether no entry of a code comes before the others: neither is named after it nor nearer to what it names.
    fn tied(&self, view: &View<'_>, code: &str) -> bool {
        let ids = self.entries_of(view, code);
        let mut first = ids.iter().map(|id| rank_of(view, id));
        ids.len() > 1 && first.next() == first.next()
    }

    fn entries_of(&self, view: &View<'_>, code: &str) -> Vec<EntryId> {
        let mut ids = self.catalog.by_code(code);
        if ids.len() > 1 {
            let named = |id: &EntryId| id.ends_with(code) || id.ends_with(&code.replace("sspr_", "."));
            ids.sort_by_cached_key(|id| (!named(id), rank_of(view, id).unwrap_or(9)));
        }
        ids
    }
}

fn fold_at(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// Where an entry stands among those that claim a code.
fn rank_of(view: &View<'_>, id: &str) -> Option<u32> {
    Some(view.record(Section::Docs, view.doc(id)?).number(4))
}

/// A query, read once by every stage.
struct Asked<'a> {
    codes: Vec<Found>,
    kept: Vec<Kept>,
    decision: diagnosis::Decision,
    seen: Vec<Seen<'a>>,
    query: Query,
    ranked: Vec<Ranked<'a>>,
    fuzzy: Vec<(u32, f32, &'a str)>,
    topic: Option<(String, usize)>,
    /// Nothing but words that say that something is wrong.
    vague: bool,
    /// Nothing beyond those and what all of this is about.
    bare: bool,
    length: usize,
}

impl<'a> Asked<'a> {
    fn read(search: &Search<'a>, view: &View<'a>, text: &str, typing: bool) -> Self {
        let knows = |code: &str| !search.catalog.by_code(code).is_empty();
        let mut words = tokens(text);
        let mut codes = codes::scan(text, &knows);
        if words.len() <= 24 {
            words = rank::rekeyed(view, words);
            if codes.codes.is_empty() && text.chars().any(hangul::is_jamo) {
                codes.codes = codes::scan(&hangul::to_latin(text), &knows).codes;
            }
        }
        let run = Run::plain(&words);
        let entries = |code: &str| search.entries_of(view, code);
        let doors = |code: &str| search.catalog.door(code).is_some() && search.tied(view, code);
        let decision = diagnosis::decide(&codes.codes, &run.text, &entries, &doors);
        let seen = seen(view, &run);
        let topic = topic(view, &words);
        let (vague, bare) = (vague::vague(&words), vague::bare(&words));
        let length = words.len();
        let query = Query::of(view, words, typing);
        let ranked = query.rank(view);
        let weak = ranked.first().is_none_or(|best| best.score < 0.35);
        let short = text.chars().count() <= 24 && !text.contains('\n');
        let jamo = text.chars().any(hangul::is_jamo);
        let fuzzy = if short && (weak || jamo) {
            fuzzy::find(view, text)
        } else {
            Vec::new()
        };
        Self {
            codes: codes.codes,
            kept: codes.kept,
            decision,
            seen,
            query,
            ranked,
            fuzzy,
            topic,
            vague,
            bare,
            length,
        }
    }

    /// The entries with their scores, best first, and how sure that is.
    fn judge(&self, view: &View<'a>) -> (Vec<(u32, Candidate<'a>)>, Verdict) {
        let mut found: BTreeMap<u32, Candidate<'a>> = BTreeMap::new();
        for ranked in &self.ranked {
            let why = if self.query.mended { Why::Fuzzy } else { Why::Words };
            put(
                &mut found,
                ranked.doc,
                Candidate {
                    score: 0.8 * ranked.score,
                    why,
                    name: ranked.name,
                },
            );
        }
        for (doc, score, name) in &self.fuzzy {
            put(
                &mut found,
                *doc,
                Candidate {
                    score: 0.7 * score,
                    why: Why::Fuzzy,
                    name,
                },
            );
        }
        let (messages, verdict_of_messages) = self.messages();
        for (doc, score, name) in messages {
            put(
                &mut found,
                doc,
                Candidate {
                    score,
                    why: Why::Phrase,
                    name,
                },
            );
        }
        let by_codes = self.by_codes(view, &found);
        let verdict = match &by_codes {
            Some((docs, verdict)) => {
                let mut score = 1.0;
                for doc in docs {
                    put(
                        &mut found,
                        *doc,
                        Candidate {
                            score,
                            why: Why::Code,
                            name: "",
                        },
                    );
                    score = f32::max(score - 0.02, 0.9);
                }
                verdict.clone()
            }
            None if self.vague
                && !self
                    .seen
                    .iter()
                    .any(|s| s.owners.iter().any(|(_, kind)| *kind == Name::Phrase)) =>
            {
                Verdict::TooLittle
            }
            None => verdict_of_messages.unwrap_or_else(|| self.by_words(view, &found)),
        };
        let mut found: Vec<(u32, Candidate<'a>)> = found.into_iter().filter(|(_, c)| c.score > 0.02).collect();
        found.sort_by(|a, b| b.1.score.total_cmp(&a.1.score).then(a.0.cmp(&b.0)));
        let verdict = if found.is_empty() && verdict == Verdict::Near {
            Verdict::Nothing
        } else {
            verdict
        };
        (found, verdict)
    }

    /// What the codes say; `None` where there is no known one.
    fn by_codes(&self, view: &View<'a>, found: &BTreeMap<u32, Candidate<'a>>) -> Option<(Vec<u32>, Verdict)> {
        let mut docs: Vec<u32> = self.decision.entries.iter().filter_map(|id| view.doc(id)).collect();
        if docs.is_empty() {
            return None;
        }
        let strong = |doc: &u32| found.get(doc).is_some_and(|c| c.why == Why::Phrase && c.score >= 0.88);
        if self.decision.several {
            // with the message there, the message decides
            let told: Vec<u32> = docs.iter().copied().filter(strong).collect();
            if let [one] = told.as_slice() {
                docs.sort_by_key(|doc| doc != one);
                return Some((docs, Verdict::Sure));
            }
            let score = |doc: &u32| found.get(doc).map_or(0.0, |c| c.score);
            let mut scores: Vec<f32> = docs.iter().map(score).collect();
            scores.sort_by(|a, b| b.total_cmp(a));
            let clear = scores
                .first()
                .zip(scores.get(1))
                .is_some_and(|(a, b)| *a >= 0.5 && *a >= 1.4 * b);
            if self.decision.door.is_some() {
                docs.sort_by(|a, b| score(b).total_cmp(&score(a)));
            }
            let told = clear && self.decision.door.is_some() && !self.bare;
            return Some((docs, if told { Verdict::Sure } else { Verdict::Several }));
        }
        let certain = self.codes.iter().any(|f| f.known && f.certain);
        let verdict = match &self.topic {
            Some((topic, _)) if !certain => Verdict::OutOfScope(topic.clone()),
            _ if !certain && self.length > 3 => Verdict::Near,
            _ => Verdict::Sure,
        };
        Some((docs, verdict))
    }

    /// What known messages in the text say: entries with scores, and a verdict where they identify something.
    fn messages(&self) -> (Vec<(u32, f32, &'a str)>, Option<Verdict>) {
        let mut best: BTreeMap<u32, (f32, usize, &'a str)> = BTreeMap::new();
        for seen in &self.seen {
            let weight = weight(seen.text);
            for (doc, kind) in &seen.owners {
                let identifies = match kind {
                    Name::Phrase | Name::Title => weight >= 14 || seen.whole,
                    Name::Alias => seen.whole,
                    Name::Code => false,
                };
                if !identifies {
                    continue;
                }
                let place = best.entry(*doc).or_insert((0.0, 0, seen.text));
                if place.1 < weight {
                    *place = (0.0, weight, seen.text);
                }
            }
        }
        let Some(longest) = best.values().map(|(_, weight, _)| *weight).max() else {
            return (Vec::new(), None);
        };
        let words = |doc: u32| self.ranked.iter().find(|r| r.doc == doc).map_or(0.0, |r| r.score);
        let mut out: Vec<(u32, f32, &'a str)> = best
            .iter()
            .map(|(doc, (_, weight, name))| {
                #[expect(clippy::cast_precision_loss, reason = "lengths of sentences")]
                let share = *weight as f32 / longest as f32;
                (*doc, 0.8 + 0.12 * share + 0.05 * words(*doc), *name)
            })
            .collect();
        out.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let near: Vec<u32> = best
            .iter()
            .filter(|(_, (_, weight, _))| weight * 10 >= longest * 9)
            .map(|(doc, _)| *doc)
            .collect();
        let verdict = if near.len() > 1 {
            // one message, several entries: the words around it may tell
            let mut scores: Vec<f32> = near.iter().map(|doc| words(*doc)).collect();
            scores.sort_by(|a, b| b.total_cmp(a));
            let margin = scores.first().zip(scores.get(1)).map_or(0.0, |(a, b)| a - b);
            if margin > 0.12 { Verdict::Sure } else { Verdict::Several }
        } else {
            Verdict::Sure
        };
        (out, Some(verdict))
    }

    /// How sure words alone are.
    fn by_words(&self, view: &View<'_>, found: &BTreeMap<u32, Candidate<'a>>) -> Verdict {
        let mut scores: Vec<f32> = found.values().map(|c| c.score).collect();
        scores.sort_by(|a, b| b.total_cmp(a));
        let (first, second) = (
            scores.first().copied().unwrap_or(0.0),
            scores.get(1).copied().unwrap_or(0.0),
        );
        let best = self.ranked.first();
        let likeness = best.map_or(0.0, |b| b.likeness);
        if let Some((topic, _)) = &self.topic
            && likeness < 0.8
        {
            return Verdict::OutOfScope(topic.clone());
        }
        if self.codes.iter().any(|f| !f.known && f.certain) || self.query.is_empty() {
            return Verdict::Near;
        }
        if self.bare {
            return Verdict::TooLittle;
        }
        let share = best.map_or(0.0, |b| self.query.share(view, b.doc));
        // how far it leads, how much of the query it holds and how well: much of one makes up for less of another. Set by
        // the measured queries: what is sure is right some 97 times in 100
        let lead = index::log(first.max(0.01) / second.max(0.01)).min(MOST_LEAD);
        let evidence = share + 1.5 * lead + 0.17 * first;
        if first >= 0.2 && likeness >= 0.2 && share >= 0.45 && evidence >= 0.95 && !self.query.begun(view) {
            Verdict::Sure
        } else {
            Verdict::Near
        }
    }

    fn door(&self, search: &Search<'_>, verdict: &Verdict) -> Option<QuestionId> {
        self.decision
            .door
            .as_deref()
            .filter(|_| *verdict == Verdict::Several)
            .and_then(|code| search.catalog.door(code))
    }

    fn hits(&self, view: &View<'a>, found: &[(u32, Candidate<'a>)], lang: Lang, limit: usize) -> Vec<Hit> {
        let wanted: BTreeSet<String> = terms::terms(view, &self.query.tokens)
            .into_iter()
            .map(|t| t.text)
            .filter(|t| !t.starts_with('~'))
            .collect();
        found
            .iter()
            .take(limit)
            .map(|(doc, candidate)| {
                let record = view.record(Section::Docs, *doc);
                Hit {
                    id: EntryId::new(view.text(record, 0)),
                    score: candidate.score.clamp(0.0, 1.0),
                    matched: self.matched(view, *doc, candidate, &wanted, lang),
                    why: candidate.why,
                }
            })
            .collect()
    }

    fn matched(
        &self,
        view: &View<'a>,
        doc: u32,
        candidate: &Candidate<'a>,
        wanted: &BTreeSet<String>,
        lang: Lang,
    ) -> Vec<String> {
        let record = view.record(Section::Docs, doc);
        let names = view.range(
            Section::Names,
            record.number(2),
            record.number(3).saturating_sub(record.number(2)),
        );
        let mut out: Vec<String> = Vec::new();
        if candidate.why == Why::Code {
            for name in names.filter(|n| Name::of(n.number(3)) == Name::Code) {
                let code = view.text(name, 1);
                let canonical = crate::knowledge::code::canonical(code);
                let same = self.codes.iter().any(|f| f.code == canonical);
                if same && !out.iter().any(|c| crate::knowledge::code::canonical(c) == canonical) {
                    out.push(code.to_owned());
                }
            }
            return out;
        }
        if candidate.why == Why::Phrase {
            let whole = self
                .seen
                .iter()
                .filter(|s| s.owners.iter().any(|(d, _)| *d == doc))
                .max_by_key(|s| s.text.len());
            let folded = whole.map(|s| s.text).unwrap_or_default();
            return names
                .map(|n| view.text(n, 1))
                .find(|n| Run::plain(&tokens(n)).text == folded)
                .map(str::to_owned)
                .into_iter()
                .collect();
        }
        let titles: Vec<&str> = names.take(2).map(|n| view.text(n, 1)).collect();
        let title = titles.get(usize::from(lang == Lang::Ko)).copied().unwrap_or_default();
        for text in [title, candidate.name] {
            let words = tokens(text);
            for term in terms::terms(view, &words).iter().filter(|t| wanted.contains(&t.text)) {
                let word = words
                    .get(term.token)
                    .and_then(|t| text.get(t.at.clone()))
                    .unwrap_or_default();
                if !word.is_empty() && !out.iter().any(|w| w.eq_ignore_ascii_case(word)) {
                    out.push(word.to_owned());
                }
            }
        }
        out.truncate(8);
        out
    }
}

fn put<'a>(found: &mut BTreeMap<u32, Candidate<'a>>, doc: u32, candidate: Candidate<'a>) {
    let place = found.entry(doc).or_insert(candidate);
    if place.score < candidate.score {
        *place = candidate;
    }
}

/// How much a folded phrase says: Hangul says twice as much a letter.
fn weight(folded: &str) -> usize {
    folded.chars().map(|c| if hangul::is_hangul(c) { 2 } else { 1 }).sum()
}

/// Every name that stands in the text; what stands inside a longer one is left out.
fn seen<'a>(view: &View<'a>, run: &Run) -> Vec<Seen<'a>> {
    let mut out: Vec<Seen<'a>> = Vec::new();
    for (at, token) in run.starts() {
        let Some(rest) = run.text.get(at..) else { continue };
        let found = view
            .phrases_at(Section::Phrases, rest)
            .find(|p| run.ends(token, at + p.text.len()).is_some());
        let Some(phrase) = found else { continue };
        let span = at..at + phrase.text.len();
        if out.iter().any(|s| s.span.start <= span.start && span.end <= s.span.end) {
            continue;
        }
        out.retain(|s| !(span.start <= s.span.start && s.span.end <= span.end));
        let owners = phrase.owners().map(|(doc, kind)| (doc, Name::of(kind))).collect();
        let whole = span.len() == run.text.len();
        out.push(Seen {
            text: phrase.text,
            span,
            owners,
            whole,
        });
    }
    out
}

/// The topic out of scope whose words stand in the text, and how long they are.
fn topic(view: &View<'_>, words: &[fold::Token]) -> Option<(String, usize)> {
    let run = terms::stems(words);
    let mut best: Option<(usize, u32)> = None;
    for (at, token) in run.starts() {
        let Some(rest) = run.text.get(at..) else { continue };
        for word in view.phrases_at(Section::Scopes, rest) {
            let Some(last) = run.ends(token, at + word.text.len()) else {
                continue;
            };
            let _ = last;
            let weight = weight(word.text);
            if best.is_none_or(|(most, _)| most < weight)
                && let Some((topic, _)) = word.owners().next()
            {
                best = Some((weight, topic));
            }
        }
    }
    best.map(|(weight, topic)| (view.text(view.record(Section::Topics, topic), 0).to_owned(), weight))
}
