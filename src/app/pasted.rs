//! The line of the first screen, read: the short list of what stands in it, and which of it is used. Nothing of the list is
//! taken before somebody could look at it; what was dropped is no evidence, no value and no answer. Knows no model.

use crate::case::field;
use crate::case::found::From;
use crate::evidence::{Piece, Proposal, Reading, proposals};
use crate::knowledge::id::FieldId;
use crate::knowledge::page;
use crate::knowledge::shape::KeptKind;
use crate::knowledge::{Catalog, code};
use crate::text::{Lang, Say, columns, one_line, say};
use std::collections::BTreeSet;

const EVENT: Say = say("Event", "이벤트");
const CODE: Say = say("Code", "코드");
const TIME: Say = say("Time", "시각");
const USER: Say = say("User", "사용자");
const COMPUTER: Say = say("Computer", "컴퓨터");
const PAGE: Say = say("Page", "페이지");
const MESSAGE: Say = say("Message", "메시지");
const WORDS: Say = say("Words", "사용자의 말");
const TRACKING: Say = say("Tracking ID", "추적 ID");
const SUPPORT_CODE: Say = say("Support code", "지원 코드");
const CORRELATION: Say = say("Correlation ID", "상관관계 ID");
const NO_ZONE: Say = say("zone not known", "표준 시간대 모름");
const HIDDEN: Say = say("hidden in what leaves", "외부로 나갈 때 가림");
const DESCRIBES: Say = say("becomes the description", "오류 설명에 들어감");
const CONFIRM: Say = say("right? not kept until confirmed", "맞습니까? 확인해야 저장됨");
const DROPPED: Say = say("dropped", "제외");

/// Something that a text holds, by its value: the same value twice is one thing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// Of which provider, and its number.
    Event(Option<String>, u32),
    Code(String),
    /// As it was written, and whether the point in time is known.
    Time(String, bool),
    Id(KeptKind, String),
    User(String),
    Computer(String),
    Page(String),
    /// What a record says.
    Message(String),
    /// What a person wrote.
    Words(String),
    /// What those words propose for a field: its value, and the words.
    Proposed(FieldId, String, String),
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub label: String,
    pub text: String,
    /// What else is to be known of it.
    pub remark: String,
}

/// What is known of a row at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    Used,
    Dropped,
    /// Waits for somebody to confirm it.
    Proposed,
}

/// A stretch of the line.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Stretch {
    /// As it stands in the line.
    text: String,
    reading: Reading,
    proposals: Vec<Proposal>,
}

/// What stands in the line.
#[derive(Clone, Debug, Default)]
pub struct Pasted {
    /// What was typed beside the pastes; the caller's own words come first.
    typed: Stretch,
    pastes: Vec<Stretch>,
    /// The list of what they hold.
    parts: Vec<Part>,
    /// What was dropped; of what is only proposed, what was confirmed.
    turned: BTreeSet<Part>,
}

impl Pasted {
    /// A text is about to stand in the line, as `text`. Several add up.
    pub fn put(&mut self, catalog: &Catalog, text: String, reading: Reading) {
        self.pastes.push(Stretch::of(catalog, text, reading));
    }

    /// The line changed: what was typed over is gone, and what stands beside the pastes is read by `read`.
    pub fn follow(&mut self, catalog: &Catalog, line: &str, read: impl FnOnce(&str) -> Reading) {
        let mut rest = line.to_owned();
        self.pastes.retain(|paste| {
            let there = !paste.text.is_empty() && rest.contains(&paste.text);
            if there {
                rest = rest.replacen(&paste.text, " ", 1);
            }
            there
        });
        let rest = rest.trim();
        if self.typed.text != rest {
            self.typed = match rest {
                "" => Stretch::default(),
                rest => Stretch::of(catalog, rest.to_owned(), read(rest)),
            };
        }
        self.parts = self.list();
    }

    /// The texts that were pasted, as they stand in the line.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.pastes.iter().map(|paste| paste.text.as_str())
    }

    /// How many lines were pasted.
    pub fn lines(&self) -> usize {
        self.pastes.iter().map(|p| p.reading.text.trim().lines().count()).sum()
    }

    /// How many directory anchors were left out.
    pub fn anchors(&self) -> usize {
        self.stretches().map(|stretch| stretch.reading.dropped).sum()
    }

    fn stretches(&self) -> impl Iterator<Item = &Stretch> {
        std::iter::once(&self.typed).chain(&self.pastes)
    }

    /// The list; empty where nothing was pasted and what was typed is no more than a code to look up, which is in sight.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    fn list(&self) -> Vec<Part> {
        let typed = &self.typed;
        let worth = !typed.proposals.is_empty() || !typed.reading.ids.is_empty() || typed.reading.url.is_some();
        if self.pastes.is_empty() && !worth {
            return Vec::new();
        }
        let mut seen = BTreeSet::new();
        let mut parts: Vec<Part> = self.stretches().flat_map(Stretch::parts).collect();
        parts.retain(|part| seen.insert(part.clone()));
        // the same things stand together, in the order in which they were found
        parts.sort_by_key(Part::rank);
        parts
    }

    pub fn use_of(&self, part: &Part) -> Use {
        match (part, self.turned.contains(part)) {
            (Part::Proposed(..), false) => Use::Proposed,
            (Part::Proposed(..), true) | (_, false) => Use::Used,
            (_, true) => Use::Dropped,
        }
    }

    /// Drops a part or takes it back; confirms what is proposed, or no longer.
    pub fn turn(&mut self, part: &Part) {
        if !self.turned.remove(part) {
            self.turned.insert(part.clone());
        }
    }

    /// What is used, the caller's own words first.
    pub fn readings(&self) -> Vec<(Reading, From)> {
        let from = |stretch: &Stretch, from| (self.used(&stretch.reading), from);
        let typed = (!self.typed.text.is_empty()).then(|| from(&self.typed, From::Caller));
        let pastes = self.pastes.iter().map(|paste| from(paste, From::Paste));
        typed.into_iter().chain(pastes).collect()
    }

    /// What was confirmed of what is proposed: field and value.
    pub fn confirmed(&self) -> Vec<(FieldId, String)> {
        let confirmed = self.parts.iter().filter(|part| self.use_of(part) == Use::Used);
        confirmed
            .filter_map(|part| match part {
                Part::Proposed(field, value, _) => Some((field.clone(), value.clone())),
                _ => None,
            })
            .collect()
    }

    /// The line without what was dropped: it is not looked up either.
    pub fn asked(&self, line: &str) -> String {
        let dropped = self.dropped();
        if dropped.is_empty() {
            line.to_owned()
        } else {
            without(line, &dropped, "")
        }
    }

    /// What was dropped, as it stands in texts.
    fn dropped(&self) -> Vec<String> {
        let dropped = self.parts.iter().filter(|part| self.use_of(part) == Use::Dropped);
        dropped.filter_map(Part::written).collect()
    }

    fn used(&self, reading: &Reading) -> Reading {
        let keeps = |part: Part| !self.turned.contains(&part);
        let maybe = |value: &mut Option<String>, part: fn(String) -> Part| {
            if value.clone().is_some_and(|value| !keeps(part(value))) {
                *value = None;
            }
        };
        let mut out = reading.clone();
        out.ids.retain(|(kind, value, _)| keeps(Part::id(*kind, value)));
        out.times
            .retain(|when| keeps(Part::Time(when.written.clone(), when.at.is_some())));
        maybe(&mut out.user, Part::User);
        if out.user.is_none() {
            let mut others = out.ids.iter().filter(|(kind, ..)| *kind == KeptKind::UserId);
            out.user = others.next().map(|(_, value, _)| value.clone());
        }
        maybe(&mut out.url, Part::Page);
        let words_kept = keeps(Part::Words(one_line(&reading.words)));
        if !words_kept {
            out.words.clear();
        }
        let dropped = self.dropped();
        for piece in &mut out.pieces {
            let (own, had) = (piece.own, piece.names_something());
            if let Some(event) = piece.event
                && !keeps(Part::Event(piece.provider.clone(), event))
            {
                (piece.event, piece.provider, piece.level) = (None, None, None);
            }
            piece.codes.retain(|code| keeps(Part::Code(code.clone())));
            if let Some(id) = &piece.tracking_id
                && !keeps(Part::id(KeptKind::TrackingId, id))
            {
                piece.tracking_id = None;
            }
            if let Some(when) = &piece.when
                && !keeps(Part::Time(when.written.clone(), when.at.is_some()))
            {
                piece.when = None;
            }
            maybe(&mut piece.computer, Part::Computer);
            maybe(&mut piece.user, Part::User);
            if own && !words_kept || !own && !keeps(Part::Message(piece.quote.clone())) {
                piece.quote.clear();
            } else if !dropped.is_empty() {
                piece.quote = without(&piece.quote, &dropped, "...");
            }
            if had && !piece.names_something() {
                *piece = Piece::default();
            }
        }
        out.pieces
            .retain(|piece| piece.names_something() || !piece.quote.is_empty());
        out
    }

    /// The line as it is drawn in so many columns, and where the cursor stands in it: of a long paste its head.
    pub fn drawn(&self, line: &str, cursor: usize, room: usize) -> (String, usize) {
        const LEAST: usize = 16;
        let long = columns::width(line) > room;
        let mut left = line;
        let mut beside = columns::width(line);
        let mut pieces: Vec<(&str, bool)> = Vec::new();
        for text in self.texts().filter(|_| long) {
            if let Some((before, behind)) = left.split_once(text) {
                pieces.extend([(before, false), (text, true)]);
                beside = beside.saturating_sub(columns::width(text));
                left = behind;
            }
        }
        pieces.push((left, false));
        let pastes = pieces.iter().filter(|(_, pasted)| *pasted).count().max(1);
        let share = (room.saturating_sub(beside + 4) / pastes).max(LEAST);
        let (mut out, mut passed, mut at) = (String::new(), 0, None);
        for (text, pasted) in pieces {
            let count = text.chars().count();
            let shown = out.chars().count();
            let cut = pasted && columns::width(text) > share;
            if at.is_none() && cursor < passed + count && !cut {
                at = Some(shown + cursor.saturating_sub(passed));
            }
            if cut {
                let head = one_line(text);
                out.push_str(columns::take(&head, share.saturating_sub(4)).trim_end());
                out.push_str(" ...");
                if at.is_none() && cursor <= passed + count {
                    at = Some(out.chars().count());
                }
            } else {
                out.push_str(text);
            }
            passed += count;
        }
        let end = out.chars().count();
        (out, at.unwrap_or(end))
    }
}

impl Stretch {
    fn of(catalog: &Catalog, text: String, reading: Reading) -> Self {
        let proposals = proposals(catalog, &reading.words);
        Self {
            text,
            reading,
            proposals,
        }
    }

    fn parts(&self) -> Vec<Part> {
        let reading = &self.reading;
        let mut out = Vec::new();
        for piece in &reading.pieces {
            out.extend(piece.event.map(|event| Part::Event(piece.provider.clone(), event)));
            out.extend(piece.codes.iter().cloned().map(Part::Code));
            out.extend(piece.user.clone().map(Part::User));
            out.extend(piece.computer.clone().map(Part::Computer));
            if !piece.own && !piece.quote.is_empty() {
                out.push(Part::Message(piece.quote.clone()));
            }
        }
        let times = reading.times.iter();
        out.extend(times.map(|when| Part::Time(when.written.clone(), when.at.is_some())));
        out.extend(reading.ids.iter().map(|(kind, value, _)| Part::id(*kind, value)));
        out.extend(reading.user.clone().map(Part::User));
        out.extend(reading.url.clone().map(Part::Page));
        let words = one_line(&reading.words);
        if words.contains(' ') {
            out.push(Part::Words(words));
        }
        let proposed = self.proposals.iter().cloned();
        out.extend(proposed.map(|proposal| Part::Proposed(proposal.field, proposal.value, proposal.words)));
        out
    }
}

impl Part {
    fn id(kind: KeptKind, value: &str) -> Self {
        match kind {
            KeptKind::UserId => Part::User(value.to_owned()),
            kind => Part::Id(kind, value.to_owned()),
        }
    }

    fn rank(&self) -> usize {
        match self {
            // what waits to be confirmed is seen first
            Part::Proposed(..) => 0,
            Part::Event(..) => 1,
            Part::Code(_) => 2,
            Part::Time(..) => 3,
            Part::Id(..) => 4,
            Part::User(_) => 5,
            Part::Computer(_) => 6,
            Part::Page(_) => 7,
            Part::Message(_) => 8,
            Part::Words(_) => 9,
        }
    }

    /// As it stands in a text; `None` for what is a text itself.
    fn written(&self) -> Option<String> {
        match self {
            Part::Event(_, number) => Some(number.to_string()),
            Part::Code(code) => Some(code::canonical(code)),
            Part::Time(value, _)
            | Part::Id(_, value)
            | Part::User(value)
            | Part::Computer(value)
            | Part::Page(value) => Some(value.to_lowercase()),
            Part::Message(_) | Part::Words(_) | Part::Proposed(..) => None,
        }
    }

    /// The part in words.
    pub fn told(&self, catalog: &Catalog, used: Use, lang: Lang) -> Row {
        let (label, text, remark) = match self {
            Part::Event(provider, number) => {
                let number = number.to_string();
                let title = titled(catalog, &number, lang);
                // "33004 ADPermissionsError: the connector account lacks rights": what it means stands among the results
                let name = title.as_deref().and_then(|title| title.split(": ").next());
                let name = name.unwrap_or(&number);
                let from = provider
                    .iter()
                    .fold(name.to_owned(), |all, from| format!("{all}, {from}"));
                (EVENT.get(lang), from, "")
            }
            Part::Code(code) => {
                let title = titled(catalog, &code::canonical(code), lang);
                (CODE.get(lang), title.unwrap_or_else(|| code.clone()), "")
            }
            Part::Time(written, known) => {
                let remark = if *known { "" } else { NO_ZONE.get(lang) };
                (TIME.get(lang), written.clone(), remark)
            }
            Part::Id(kind, value) => {
                let label = match kind {
                    KeptKind::TrackingId => TRACKING.get(lang),
                    KeptKind::SupportCode => SUPPORT_CODE.get(lang),
                    KeptKind::CorrelationId => CORRELATION.get(lang),
                    KeptKind::SessionId => "SID",
                    KeptKind::SessionCid => "CID",
                    _ => "GUID",
                };
                (label, value.clone(), "")
            }
            Part::User(user) => (USER.get(lang), user.clone(), HIDDEN.get(lang)),
            Part::Computer(name) => (COMPUTER.get(lang), name.clone(), ""),
            Part::Page(url) => (PAGE.get(lang), url.clone(), ""),
            Part::Message(text) => (MESSAGE.get(lang), text.clone(), ""),
            Part::Words(text) => (WORDS.get(lang), text.clone(), DESCRIBES.get(lang)),
            Part::Proposed(id, value, words) => {
                let field = catalog.field(id);
                let shown = field.as_ref().map(|field| field::shown(field, value, lang));
                let text = match shown {
                    Some(shown) if shown != *words => format!("{shown} (\"{words}\")"),
                    _ => words.clone(),
                };
                let remark = if used == Use::Proposed { CONFIRM.get(lang) } else { "" };
                let label = field.map_or_else(|| id.to_string(), |field| field.title.get(lang).to_owned());
                return Row {
                    label,
                    text: one_line(&text),
                    remark: remark.to_owned(),
                };
            }
        };
        let remark = if used == Use::Dropped {
            DROPPED.get(lang)
        } else {
            remark
        };
        Row {
            label: label.to_owned(),
            text,
            remark: remark.to_owned(),
        }
    }
}

/// The title of what a code stands for, where it begins with the code.
fn titled(catalog: &Catalog, code: &str, lang: Lang) -> Option<String> {
    let entries = catalog.by_code(code).into_iter();
    let mut titles = entries.filter_map(|id| Some(page::plain(catalog.title(&id)?.get(lang))));
    titles.find(|title| title.to_lowercase().starts_with(code))
}

/// A text in which `sign` stands in the place of the words that hold one of these, given in lower case.
fn without(text: &str, these: &[String], sign: &str) -> String {
    // what has blanks is cut out as it is
    let spaced = these.iter().filter(|one| one.contains(' '));
    let text = spaced.fold(text.to_owned(), |text, one| text.replace(one.as_str(), sign));
    let holds = |word: &str| {
        let lower = word.to_lowercase();
        these.iter().any(|one| lower.contains(one.as_str()))
    };
    let words = text
        .split_whitespace()
        .map(|word| if holds(word) { sign } else { word });
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}
