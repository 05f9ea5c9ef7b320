//! Asks the index: codes first, then identifying messages, then words in either language, then letters; and judges how sure
//! the answer is. Reads ready data where it lies.

use super::codes::{self, Found, Kept};
use super::diagnosis::{Claims, Decision, Rules};
use super::fold::{self, Reading, Run};
use super::index;
use super::rank::{self, Query, Ranked};
use super::results::{Hit, Results, Verdict, Why};
use super::rivals::Told;
use super::spoken::Sounds;
use super::table::{KEY, Name, Section, View};
use super::vague::Vague;
use super::{clauses, fuzzy, hangul, terms};
use crate::knowledge::Catalog;
use crate::knowledge::code::{canonical, is_number};
use crate::knowledge::id::{EntryId, QuestionId};
use crate::knowledge::signal::{Form, Says, signal};
use crate::text::{Lang, clean};
use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet};

/// Pasted text beyond this many bytes is not read.
const MOST: usize = 200_000;
/// A number is read out in so many words and those around it; a longer text is a paste.
const MOST_SAID: usize = 80;
/// A rival that is meant comes first where it scores so much of what the other does.
const RIVAL: f32 = 0.4;
/// What is said beside a topic out of scope is meant where it names an entry so well.
const OURS: f32 = 0.5;
/// A lead beyond this (a natural logarithm) says no more.
const MOST_LEAD: f32 = 0.5;

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
    /// The words of the query, where the name is only how they begin.
    said: Option<String>,
}

impl<'a> Search<'a> {
    /// Search over `catalog`, which holds an index (see [`super::catalog`]); without one nothing is found. An index that is
    /// damaged is noted with the catalog.
    pub fn over(catalog: &'a Catalog) -> Self {
        let bytes = catalog.blob(KEY);
        let view = bytes.and_then(|bytes| catalog.noted(View::over(bytes, catalog.notes())));
        Self { catalog, view }
    }

    /// Answers `query`, typed or pasted, in any language, with at most `limit` hits. `lang` is the language in which
    /// `matched` is preferably told.
    pub fn ask(&self, query: &str, lang: Lang, limit: usize) -> Results {
        let text = clean(query);
        let text = text.trim();
        let end = (0..=text.len().min(MOST)).rev().find(|at| text.is_char_boundary(*at));
        let text = end.and_then(|end| text.get(..end)).unwrap_or_default();
        let mut answer = Results {
            query: text.to_owned(),
            hits: Vec::new(),
            verdict: Verdict::TooLittle,
            question: None,
            kept: Vec::new(),
        };
        if text.is_empty() {
            return answer;
        }
        let Some(view) = self.view else {
            answer.verdict = Verdict::Nothing;
            return answer;
        };
        let typing = !query.ends_with(char::is_whitespace) && !text.contains('\n');
        let asked = Parsed::read(self, &view, text, typing);
        let (found, verdict) = asked.judge(&view);
        answer.question = asked.door(self, &verdict);
        answer.verdict = verdict;
        answer.hits = asked.hits(&view, &found, lang, limit);
        answer.kept = asked.kept;
        answer
    }
}

/// What the catalog says of a code.
struct Claimed<'a> {
    catalog: &'a Catalog,
    view: View<'a>,
}

impl Claims for Claimed<'_> {
    fn entries(&self, code: &str) -> Vec<EntryId> {
        let mut ids = self.catalog.by_code(code);
        ids.sort_by_key(|id| rank_of(&self.view, id));
        ids
    }

    /// Only where none of its entries comes before the others.
    fn has_door(&self, code: &str) -> bool {
        let ids = self.entries(code);
        let mut first = ids.iter().map(|id| rank_of(&self.view, id));
        ids.len() > 1 && first.next() == first.next() && self.catalog.door(code).is_some()
    }

    fn event_of(&self, name: &str) -> Option<String> {
        let id = self.entries(name).into_iter().next()?;
        let doc = self.view.doc(&id)?;
        let names = self.view.names(doc);
        let mut codes = names
            .filter(|n| Name::of(n.number(3)) == Name::Code)
            .map(|n| self.view.text(n, 1));
        let means_the_same =
            |code: &&str| is_number(code) && !self.has_door(code) && self.entries(code).first() == Some(&id);
        codes.find(means_the_same).map(str::to_owned)
    }
}

/// Where an entry stands among those that claim a code; one that the index does not hold stands last.
fn rank_of(view: &View<'_>, id: &str) -> u32 {
    view.doc(id)
        .map_or(u32::MAX, |doc| view.record(Section::Docs, doc).number(4))
}

/// A query, read once by every stage.
struct Parsed<'a> {
    codes: Vec<Found>,
    kept: Vec<Kept>,
    decision: Decision,
    seen: Vec<Seen<'a>>,
    query: Query,
    ranked: Vec<Ranked<'a>>,
    fuzzy: Vec<(u32, f32, &'a str)>,
    topic: Option<String>,
    told: Told<'a>,
    /// Nothing but words that say that something is wrong.
    vague: bool,
    /// Nothing beyond those and what all of this is about.
    bare: bool,
    length: usize,
    reading: Reading,
}

impl<'a> Parsed<'a> {
    fn read(search: &Search<'a>, view: &View<'a>, text: &str, typing: bool) -> Self {
        let knows = |code: &str| !search.catalog.by_code(code).is_empty();
        let cues = search.catalog.cues();
        let signals = LazyCell::new(|| search.catalog.signals());
        let noise = |code: &str| signal(&signals, code, Form::Result).is_some_and(|s| s.says == Says::Noise);
        let provider = |word: &str| signals.iter().any(|s| s.is_told_by(word));
        let says = codes::Known {
            code: &knows,
            noise: &noise,
            provider: &provider,
            cues: &cues,
            keepsakes: &search.catalog.keepsakes(),
        };
        let reading = Reading::of(search.catalog);
        let mut words = reading.tokens(text);
        let mut codes = codes::scan(text, &says);
        if words.len() <= 24 {
            words = rank::rekeyed(view, &reading, words);
            if codes.codes.is_empty() && text.chars().any(hangul::is_jamo) {
                codes.codes = codes::scan(&hangul::to_latin(text), &says).codes;
            }
        }
        if words.len() <= MOST_SAID
            && !codes.codes.iter().any(|found| found.known)
            && let Some(written) = Sounds::of(search.catalog.spoken()).written(text)
        {
            let mut said = codes::scan(&written, &says).codes;
            said.retain(|found| found.known && !codes.codes.contains(found));
            codes.codes.extend(said);
        }
        let run = Run::plain(&words);
        let decision = if codes.codes.iter().any(|f| f.known) {
            let claims = Claimed {
                catalog: search.catalog,
                view: *view,
            };
            let rules = Rules::over(search.catalog, &reading, &signals, &codes.codes);
            rules.decide(&codes.codes, &run.text, &claims)
        } else {
            Decision::default()
        };
        let seen = seen(view, text, &words, &run);
        let topic = topic(view, &words)
            .filter(|(_, at)| !ours_beside(view, text, &words, *at))
            .map(|(topic, _)| topic);
        let told = Told::of(view, &words);
        let vague = Vague::of(&cues, search.catalog.ordinary());
        let (vague, bare) = (vague.only_trouble(&words), vague.bare(&words));
        let length = words.len();
        let query = Query::of(view, text, words, typing);
        let ranked = query.rank(view);
        let weak = ranked.first().is_none_or(|best| best.score < 0.35);
        let short = text.chars().count() <= 24 && !text.contains('\n');
        let jamo = text.chars().any(hangul::is_jamo);
        let typed = (short && (weak || jamo)).then(|| fuzzy::find(view, text));
        Self {
            codes: codes.codes,
            kept: codes.kept,
            decision,
            seen,
            query,
            ranked,
            fuzzy: typed.unwrap_or_default(),
            topic,
            told,
            vague,
            bare,
            length,
            reading,
        }
    }

    /// The entries with their scores, best first, and how sure that is.
    fn judge(&self, view: &View<'a>) -> (Vec<(u32, Candidate<'a>)>, Verdict) {
        let mut found: BTreeMap<u32, Candidate<'a>> = BTreeMap::new();
        let by_words = if self.query.mended { Why::Fuzzy } else { Why::Words };
        for ranked in &self.ranked {
            put(&mut found, ranked.doc, 0.8 * ranked.score, by_words, ranked.name);
        }
        for (doc, score, name) in &self.fuzzy {
            put(&mut found, *doc, 0.7 * score, Why::Fuzzy, name);
        }
        let (messages, verdict_of_messages) = self.messages();
        for (doc, score, name) in messages {
            put(&mut found, doc, score, Why::Phrase, name);
        }
        let by_phrase = |seen: &Seen<'_>| {
            seen.owners
                .iter()
                .any(|(_, kind)| matches!(kind, Name::Phrase | Name::Begins))
        };
        let verdict = match self.by_codes(view, &found) {
            Some((docs, verdict)) => {
                let mut score = 1.0;
                for doc in docs {
                    put(&mut found, doc, score, Why::Code, "");
                    score = f32::max(score - 0.02, 0.9);
                }
                verdict
            }
            None if self.vague && !self.seen.iter().any(by_phrase) => Verdict::TooLittle,
            None => verdict_of_messages.unwrap_or_else(|| {
                self.settle(&mut found);
                self.by_words(view, &found)
            }),
        };
        let mut found: Vec<(u32, Candidate<'a>)> = found.into_iter().filter(|(_, c)| c.score > 0.02).collect();
        found.sort_by(|a, b| b.1.score.total_cmp(&a.1.score).then(a.0.cmp(&b.0)));
        match verdict {
            Verdict::Near if found.is_empty() => (found, Verdict::Nothing),
            verdict => (found, verdict),
        }
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
            if self.decision.door.is_none() {
                return Some((docs, Verdict::Several));
            }
            let (first, second) = two_highest(docs.iter().map(score));
            let clear = second.is_some_and(|second| first >= 0.5 && first >= 1.4 * second);
            docs.sort_by(|a, b| score(b).total_cmp(&score(a)));
            let told = clear && !self.bare;
            return Some((docs, if told { Verdict::Sure } else { Verdict::Several }));
        }
        let certain = self.codes.iter().any(|f| f.known && f.certain);
        let verdict = match &self.topic {
            Some(topic) if !certain => Verdict::OutOfScope(topic.clone()),
            _ if !certain && self.length > 3 => Verdict::Near,
            _ => Verdict::Sure,
        };
        Some((docs, verdict))
    }

    /// What known messages in the text say: entries with scores, and a verdict where they identify something.
    fn messages(&self) -> (Vec<(u32, f32, &'a str)>, Option<Verdict>) {
        let mut best: BTreeMap<u32, (usize, &'a str)> = BTreeMap::new();
        for seen in &self.seen {
            let weight = hangul::weight(seen.text);
            for (doc, kind) in &seen.owners {
                let identifies = match kind {
                    Name::Phrase | Name::Title => weight >= 14 || seen.whole,
                    Name::Begins => true,
                    Name::Alias => seen.whole,
                    Name::Code => false,
                };
                if !identifies {
                    continue;
                }
                let place = best.entry(*doc).or_insert((weight, seen.text));
                if place.0 < weight {
                    *place = (weight, seen.text);
                }
            }
        }
        let Some(longest) = best.values().map(|(weight, _)| *weight).max() else {
            return (Vec::new(), None);
        };
        let words = |doc: u32| self.ranked.iter().find(|r| r.doc == doc).map_or(0.0, |r| r.score);
        let mut out: Vec<(u32, f32, &'a str)> = best
            .iter()
            .map(|(doc, (weight, name))| {
                #[expect(clippy::cast_precision_loss, reason = "lengths of sentences")]
                let share = *weight as f32 / longest as f32;
                (*doc, 0.8 + 0.12 * share + 0.05 * words(*doc), *name)
            })
            .collect();
        out.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let near = best.iter().filter(|(_, (weight, _))| weight * 10 >= longest * 9);
        let verdict = match two_highest(near.map(|(doc, _)| words(*doc))) {
            // one message, several entries: the words around it may tell
            (first, Some(second)) if first - second <= 0.12 => Verdict::Several,
            _ => Verdict::Sure,
        };
        (out, Some(verdict))
    }

    /// Puts the rival that is meant before the one that was found first.
    fn settle(&self, found: &mut BTreeMap<u32, Candidate<'a>>) {
        let first = found
            .iter()
            .max_by(|a, b| a.1.score.total_cmp(&b.1.score).then(b.0.cmp(a.0)));
        let Some((first, most)) = first.map(|(doc, candidate)| (*doc, candidate.score)) else {
            return;
        };
        if let Some(meant) = self.told.meant(first).filter(|meant| *meant != first)
            && let Some(candidate) = found.get_mut(&meant).filter(|c| c.score >= RIVAL * most)
        {
            candidate.score = most + 0.01;
        }
    }

    /// How sure words alone are.
    fn by_words(&self, view: &View<'_>, found: &BTreeMap<u32, Candidate<'a>>) -> Verdict {
        let (first, _) = two_highest(found.values().map(|c| c.score));
        let leader = found.iter().find(|(_, c)| c.score >= first).map(|(doc, _)| *doc);
        // one that is known not to be meant is no rival
        let settled = leader.filter(|doc| self.told.meant(*doc) == Some(*doc));
        let rival = |doc: u32| Some(doc) != leader && !settled.is_some_and(|meant| self.told.are_rivals(meant, doc));
        let second = found
            .iter()
            .filter(|(doc, _)| rival(**doc))
            .map(|(_, c)| c.score)
            .fold(0.0, f32::max);
        let best = self.ranked.first();
        let likeness = best.map_or(0.0, |b| b.likeness);
        if let Some(topic) = &self.topic
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
        let names = &mut view.names(doc);
        let mut out: Vec<String> = Vec::new();
        if candidate.why == Why::Code {
            for name in names.filter(|n| Name::of(n.number(3)) == Name::Code) {
                let code = view.text(name, 1);
                let meant = canonical(code);
                let same = self.codes.iter().any(|f| f.code == meant);
                if same && !out.iter().any(|c| canonical(c) == meant) {
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
            if let Some(said) = whole.and_then(|s| s.said.clone()) {
                return vec![said];
            }
            let folded = whole.map(|s| s.text).unwrap_or_default();
            return names
                .map(|n| view.text(n, 1))
                .find(|n| Run::plain(&self.reading.tokens(n)).text == folded)
                .map(str::to_owned)
                .into_iter()
                .collect();
        }
        let titles: Vec<&str> = names.take(2).map(|n| view.text(n, 1)).collect();
        let title = titles.get(usize::from(lang == Lang::Ko)).copied().unwrap_or_default();
        for text in [title, candidate.name] {
            let words = self.reading.tokens(text);
            for term in terms::terms(view, &words).iter().filter(|t| wanted.contains(&t.text)) {
                let said = words.get(term.token..=term.last).unwrap_or_default();
                // 암호 안 됨 is told whole, and never by a word that means nothing alone
                let told = said
                    .first()
                    .zip(said.last())
                    .filter(|_| said.iter().any(terms::means_something));
                let word = told.and_then(|(first, last)| text.get(first.at.start..last.at.end));
                let word = word.unwrap_or_default();
                if !word.is_empty() && !out.iter().any(|w| w.eq_ignore_ascii_case(word)) {
                    out.push(word.to_owned());
                }
            }
        }
        out.truncate(8);
        out
    }
}

/// The highest score, 0 where there is none, and the one behind it.
fn two_highest(scores: impl Iterator<Item = f32>) -> (f32, Option<f32>) {
    let mut scores: Vec<f32> = scores.collect();
    scores.sort_by(|a, b| b.total_cmp(a));
    (scores.first().copied().unwrap_or(0.0), scores.get(1).copied())
}

fn put<'a>(found: &mut BTreeMap<u32, Candidate<'a>>, doc: u32, score: f32, why: Why, name: &'a str) {
    let candidate = Candidate { score, why, name };
    let place = found.entry(doc).or_insert(candidate);
    if place.score < score {
        *place = candidate;
    }
}

/// Every name that stands in the text; what stands inside a longer one is left out.
fn seen<'a>(view: &View<'a>, text: &str, words: &[fold::Token], run: &Run) -> Vec<Seen<'a>> {
    let mut out: Vec<Seen<'a>> = Vec::new();
    for (at, token) in run.starts() {
        let Some(rest) = run.text.get(at..) else { continue };
        let found = view.phrases_at(Section::Phrases, rest).find(|p| {
            run.ends(token, at + p.text.len()).is_some() || p.owners().any(|(_, kind)| Name::of(kind) == Name::Begins)
        });
        let Some(phrase) = found else { continue };
        let span = at..at + phrase.text.len();
        if out.iter().any(|s| s.span.start <= span.start && span.end <= s.span.end) {
            continue;
        }
        out.retain(|s| !(span.start <= s.span.start && s.span.end <= span.end));
        let owners: Vec<(u32, Name)> = phrase.owners().map(|(doc, kind)| (doc, Name::of(kind))).collect();
        let begins = owners.iter().any(|(_, kind)| *kind == Name::Begins);
        let last = run.spans.partition_point(|word| word.end < span.end);
        let said = words.get(token).zip(words.get(last)).filter(|_| begins);
        let said = said.and_then(|(first, last)| {
            // a host or command goes on to the next blank
            let rest = text.get(last.at.end..)?;
            let behind = rest.find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"' | ')'));
            let end = last.at.end + behind.unwrap_or(rest.len());
            text.get(first.at.start..end).map(str::to_owned)
        });
        let whole = span.len() == run.text.len();
        out.push(Seen {
            text: phrase.text,
            span,
            owners,
            whole,
            said,
        });
    }
    out
}

/// Whether another clause than that of the word at `at` names something of ours.
fn ours_beside(view: &View<'_>, text: &str, words: &[fold::Token], at: usize) -> bool {
    let parted = clauses::clauses(text, words);
    let here = parted.get(at);
    let beside = words.iter().zip(&parted).filter(|(_, clause)| Some(*clause) != here);
    let beside: Vec<fold::Token> = beside.map(|(word, _)| word.clone()).collect();
    let ranked = Query::of(view, text, beside, false).rank(view);
    ranked.first().is_some_and(|best| best.likeness >= OURS)
}

/// The topic out of scope whose words stand in the text, the longest of them, and the place of their first word.
fn topic(view: &View<'_>, words: &[fold::Token]) -> Option<(String, usize)> {
    let run = terms::stems(words);
    let mut best: Option<(usize, u32, usize)> = None;
    for (at, token) in run.starts() {
        let Some(rest) = run.text.get(at..) else { continue };
        for word in view.phrases_at(Section::Scopes, rest) {
            if run.ends(token, at + word.text.len()).is_none() {
                continue;
            }
            let weight = hangul::weight(word.text);
            if best.is_none_or(|(most, ..)| most < weight)
                && let Some((topic, _)) = word.owners().next()
            {
                best = Some((weight, topic, token));
            }
        }
    }
    best.map(|(_, topic, at)| (view.text(view.record(Section::Topics, topic), 0).to_owned(), at))
}
