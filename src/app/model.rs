//! The model: everything the wizard knows. Owns what every deed needs: where the walk stands, which screen is shown, the
//! open case and how it is saved. Decides nothing about keys.

use super::bindings::Needs;
use super::message::{CaseLine, Effect, Kind, Ticket};
use super::screen::{Chosen, Home, Layer, Overlay, Screen, View};
use crate::case::{Case, CaseId};
use crate::knowledge::Catalog;
use crate::knowledge::article::{self, Block, Reading};
use crate::knowledge::id::{EntryId, FieldId, QuestionId};
use crate::knowledge::shape::{Choice, Entry, Question};
use crate::text::{Lang, Say, say};
use crate::time::{Date, Stamp, Zone};
use crate::walk::{Concluded, Outcome, Position, StepEnd, Trace, What, offered};
use std::collections::{BTreeMap, BTreeSet};

/// Everything the wizard knows.
pub struct Model {
    pub catalog: Catalog,
    pub lang: Lang,
    /// Columns and rows.
    pub size: (u16, u16),
    pub now: Stamp,
    /// That of this machine.
    pub zone: Zone,
    /// The name the next case gets.
    pub fresh_id: CaseId,
    pub case: Option<Case>,
    /// The walk of the open case, replayed.
    pub trace: Option<Trace>,
    /// Where the walk's screen stands.
    pub place: Option<Place>,
    pub cases: Vec<CaseLine>,
    /// The screen that is shown.
    pub(super) top: Layer,
    /// Those that lie below it, the first screen first.
    pub(super) below: Vec<Layer>,
    pub overlay: Option<Overlay>,
    pub toast: Option<String>,
    /// The toast was not an answer to a key, so the next key must not wipe it unseen.
    pub(super) unseen: bool,
    /// What goes on beside the screen.
    pub jobs: BTreeMap<Kind, Job>,
    pub(super) ticket: Ticket,
}

/// Work that goes on beside the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Job {
    pub ticket: Ticket,
    /// Bytes done and bytes in all; 0 in all where that is not known yet.
    pub done: u64,
    pub total: u64,
    /// It was told to stop and has not answered yet.
    pub stopping: bool,
}

/// Where the walk's screen stands: the question or the remedy looked at, or an end.
#[derive(Clone, Debug)]
pub enum Place {
    Question(Box<OpenQuestion>),
    Remedy(Box<Remedy>),
    Concluded(Concluded),
    SupportCase,
}

/// A question with the choices offered now, and the answer it had before.
#[derive(Clone, Debug)]
pub struct OpenQuestion {
    pub question: Question,
    pub choices: Vec<Choice>,
    pub before: Option<String>,
}

/// An entry to be tried, as a page.
#[derive(Clone, Debug)]
pub struct Remedy {
    pub entry: Entry,
    pub blocks: Vec<Block>,
    /// How many steps can be ticked.
    pub steps: usize,
    pub before: Option<Outcome>,
}

impl Model {
    /// The wizard at its first screen.
    pub fn new(catalog: Catalog, lang: Lang, size: (u16, u16), now: Stamp, zone: Zone, fresh_id: CaseId) -> Self {
        Self {
            catalog,
            lang,
            size,
            now,
            zone,
            fresh_id,
            case: None,
            trace: None,
            place: None,
            cases: Vec::new(),
            top: Layer::of(Screen::Home(Home::default())),
            below: Vec::new(),
            overlay: None,
            toast: None,
            unseen: false,
            jobs: BTreeMap::new(),
            ticket: Ticket::default(),
        }
    }

    /// The screen that is shown.
    pub fn top(&self) -> &Screen {
        &self.top.screen
    }

    /// The row chosen there.
    pub fn chosen(&self) -> &Chosen {
        &self.top.chosen
    }

    /// The first line seen there.
    pub fn scroll(&self) -> usize {
        self.top.scroll
    }

    /// All screens, the one shown first.
    pub(super) fn layers(&mut self) -> impl Iterator<Item = &mut Layer> {
        std::iter::once(&mut self.top).chain(self.below.iter_mut().rev())
    }

    /// The walk's screen, also where another lies over it.
    pub(super) fn view(&mut self) -> Option<&mut View> {
        self.layers().find_map(|layer| match &mut layer.screen {
            Screen::Walk(view) => Some(view),
            _ => None,
        })
    }

    /// How many screens lie below the one shown.
    pub fn depth(&self) -> usize {
        self.below.len()
    }

    /// Why what a binding needs is not there.
    pub fn lacks(&self, needs: Needs) -> Option<Say> {
        let (met, why) = match needs {
            Needs::Nothing => return None,
            Needs::Case => (
                self.case.is_some(),
                say(
                    "No case is open yet: choose where to start.",
                    "열린 사례가 없습니다. 먼저 시작할 곳을 고르십시오.",
                ),
            ),
            Needs::Steps => (
                self.shown().is_some_and(|remedy| remedy.steps > 0),
                say(
                    "Nothing to tick: this page has no steps.",
                    "완료 표시할 단계가 없습니다.",
                ),
            ),
            Needs::JobControl => (
                cfg!(unix),
                say(
                    "This system cannot suspend programs.",
                    "이 시스템에서는 일시 중지할 수 없습니다.",
                ),
            ),
        };
        (!met).then_some(why)
    }

    /// The time now on the clocks of this machine.
    pub fn at(&self) -> Stamp {
        self.now.on(&self.zone)
    }

    pub fn today(&self) -> Date {
        self.at().date()
    }

    /// `at` as people say it, on the clocks of the open case; on those of this machine where none is open.
    pub fn clock(&self, at: Stamp) -> String {
        let clocks = self.case.as_ref().map(|case| case.clocks(&self.catalog));
        at.on(clocks.as_ref().unwrap_or(&self.zone)).to_clock(self.now)
    }

    /// The values of the open case by field, to fill commands.
    pub fn values(&self) -> BTreeMap<FieldId, String> {
        self.case
            .as_ref()
            .map(|case| case.values(&self.catalog))
            .unwrap_or_default()
    }

    pub(super) fn say(&mut self, say: Say) {
        self.toast = Some(say.get(self.lang).to_owned());
    }

    pub(super) fn push(&mut self, screen: Screen) {
        self.below.push(std::mem::replace(&mut self.top, Layer::of(screen)));
    }

    /// Takes the shown screen off; false where it is the first.
    pub(super) fn pop(&mut self) -> bool {
        let Some(layer) = self.below.pop() else {
            return false;
        };
        self.top = layer;
        true
    }

    /// Puts a screen right above the first one.
    pub(super) fn push_first(&mut self, screen: Screen) {
        while self.pop() {}
        self.push(screen);
    }

    /// Brings the walk's screen up to date after anything changed: replays the walk and reads what stands there.
    pub fn refresh(&mut self) {
        self.trace = self.case.as_ref().and_then(|case| case.trace(&self.catalog));
        let revisit = self.view().and_then(|view| view.revisit);
        self.place = self.trace.as_ref().and_then(|trace| {
            let stop = revisit.and_then(|index| trace.stops.get(index));
            match stop.map(|stop| &stop.what) {
                Some(What::Asked { question, answer }) => self.question(question, Some(answer.clone())),
                Some(What::Tried { entry, outcome, .. }) => self.remedy(entry, Some(*outcome)),
                None => match &trace.position {
                    Position::Ask(id) => self.question(id, None),
                    Position::Try(id) => self.remedy(id, None),
                    Position::Concluded(concluded) => Some(Place::Concluded(*concluded)),
                    Position::SupportCase => Some(Place::SupportCase),
                },
            }
        });
    }

    fn question(&self, id: &QuestionId, before: Option<String>) -> Option<Place> {
        let question = self.catalog.question(id)?;
        let facts = self.trace.as_ref().map(|t| &t.facts);
        let own = question.sets.clone();
        let choices = offered(&question, |name| {
            // its own earlier answer must not decide what it offers
            facts
                .and_then(|f| f.get(name))
                .filter(|_| own.as_deref() != Some(name))
                .map(String::as_str)
        });
        Some(Place::Question(Box::new(OpenQuestion {
            question,
            choices,
            before,
        })))
    }

    /// The entry that is tried, where the walk stands at one.
    pub fn shown(&self) -> Option<&Remedy> {
        match &self.place {
            Some(Place::Remedy(remedy)) => Some(remedy),
            _ => None,
        }
    }

    /// The steps of an entry that are ticked, counted from 0.
    pub(super) fn ticks(&self, entry: &EntryId) -> BTreeSet<usize> {
        let journal = self.case.as_ref().and_then(Case::journal);
        let steps = journal
            .and_then(|journal| journal.steps.get(entry))
            .into_iter()
            .flatten();
        steps
            .filter(|(_, end)| **end == StepEnd::Done)
            .map(|(step, _)| *step)
            .collect()
    }

    fn remedy(&self, id: &EntryId, before: Option<Outcome>) -> Option<Place> {
        let entry = self.catalog.entry(id)?;
        let (values, ticked) = (self.values(), self.ticks(id));
        let reading = Reading {
            lang: self.lang,
            today: Some(self.today()),
            fill: &|field| values.get(field).cloned(),
            ticks: Some(&ticked),
        };
        let blocks = article::blocks(&self.catalog, &entry, &reading);
        let steps = article::steps_of(&self.catalog, &entry).len();
        Some(Place::Remedy(Box::new(Remedy {
            entry,
            blocks,
            steps,
            before,
        })))
    }

    /// Lets go of the open case where the first screen is shown: the next caller must not inherit who was verified and what
    /// was answered. It stays in the list of open cases; one in which nothing was done yet is kept for the next start.
    pub(super) fn let_go(&mut self) {
        if !self.case.as_ref().is_some_and(Case::untouched) {
            self.case = None;
            // hashes belong to that case; opening it again asks for what is still missing
            self.jobs.remove(&Kind::Attach);
        }
        self.refresh();
    }

    /// Makes sure that a case is open; in one where nothing was done yet the walk begins again.
    pub(super) fn begin_case(&mut self) -> Vec<Effect> {
        if let Some(case) = &mut self.case {
            if case.untouched() {
                case.walks.clear();
            }
            return Vec::new();
        }
        let id = self.fresh_id.clone();
        self.case = Some(Case::new(id, self.lang, self.now, &self.zone));
        vec![Effect::FreshId]
    }

    /// Saves the open case, if there is one.
    pub(super) fn save(&mut self) -> Vec<Effect> {
        let at = self.at();
        self.case
            .as_mut()
            .map(|case| {
                case.changed = at;
                Effect::Save(Box::new(case.clone()))
            })
            .into_iter()
            .collect()
    }
}
