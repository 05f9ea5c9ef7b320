//! The model: everything the wizard knows, and the form of a screen, which every file in `screens` fills. They name each
//! other, so they stand together. Owns what every deed needs: where the walk stands, which screen is shown, the open case and
//! how it is saved. Decides nothing about keys.

use super::bindings::{Keys, Scope};
use super::layout::Area;
use super::leaf::Leaves;
use super::line::Typing;
use super::logs::Logs;
use super::message::{Effect, Job, Kind, Ticket, Work};
use super::outcomes;
use super::panes::{Panes, Paper};
use super::pasted::Pasted;
use super::said::Said;
use super::screen::{Chosen, Find, Overlay};
use super::told::{Heard, Told};
use super::unsaved::Unsaved;
use crate::case::listed::Listed;
use crate::case::verified::Shut;
use crate::case::{Case, CaseId};
use crate::knowledge::Catalog;
use crate::knowledge::article::{self, Article, Reading, Section};
use crate::knowledge::id::{EntryId, FieldId, QuestionId};
use crate::knowledge::shape::{Choice, Entry, Question, Step};
use crate::knowledge::spot::Spot;
use crate::scan::SoFar;
use crate::search::Results;
use crate::settings::Settings;
use crate::text::Lang;
use crate::time::{Date, Stamp, Zone};
use crate::walk::{Concluded, Outcome, Position, StepEnd, Trace, What, offered};
use std::any::Any;
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::rc::Rc;

/// A screen with its state.
pub trait Screen: Any + Debug {
    /// What is done on it.
    fn deeds(&self) -> &'static Deeds;

    /// What a text that was typed on it found.
    fn found(&self) -> Option<&Results> {
        None
    }

    /// What stands in its line.
    fn pasted(&self) -> Option<&Pasted> {
        None
    }
}

/// A change of what is typed; true where it changed anything.
pub type Change<'a> = &'a mut dyn FnMut(&mut dyn Typing) -> bool;

/// What a screen offers and what becomes of it; each is asked while the screen is the one that is shown. Moving, scrolling,
/// typing and clicking are the same everywhere and are done in `screens`.
pub struct Deeds {
    /// Where one is, as far as keys are concerned.
    pub scope: fn(&Model) -> Scope,
    /// The rows to choose from, each by what it is; of a text that is scrolled, the spots on which a cursor can stand.
    pub rows: fn(&Model) -> Vec<String>,
    /// The line below the header in which the first of the rows stands, where a click reaches them.
    pub first_row: fn(&Model) -> Option<usize>,
    /// A row is taken; without rows, Enter was pressed.
    pub take: fn(&mut Model, usize) -> Vec<Effect>,
    /// Where the cursor stands on a page.
    pub spot: fn(&Model) -> Option<Spot>,
    /// A text that is scrolled.
    pub paper: fn(&Model) -> Option<Paper>,
    /// Its panes in the area of its frame.
    pub panes: fn(&Model, Area) -> Panes,
    /// Changes what is typed, where there is one; says by the change whether anything changed.
    pub type_line: fn(&mut Model, Change<'_>),
    /// One step back within the screen; false where there is none, so that the screen is left.
    pub back: fn(&mut Model) -> bool,
    /// The text that the copy key puts on the clipboard.
    pub copied: fn(&Model) -> Option<String>,
    /// Was a text changed that is written from the case?
    pub edited: fn(&Model) -> bool,
    /// The path in the header.
    pub crumbs: fn(&Model) -> Vec<String>,
    /// The screen as lines of so many columns, with numbered choices.
    pub told: fn(&Model, usize) -> Told,
    /// What was said to those lines: the row of a number, else the text.
    pub heard: fn(&mut Model, Option<usize>, &str) -> Heard,
}

impl Deeds {
    /// Nothing but a scope, and what is told; a screen says where it differs.
    pub const fn at(scope: fn(&Model) -> Scope, told: fn(&Model, usize) -> Told) -> Deeds {
        Deeds {
            scope,
            rows: |_| Vec::new(),
            first_row: |_| None,
            take: |_, _| Vec::new(),
            spot: |_| None,
            paper: |_| None,
            panes: |_, area| Panes::alone(area),
            type_line: |_, _| (),
            back: |_| false,
            copied: |_| None,
            edited: |_| false,
            crumbs: |_| Vec::new(),
            told,
            heard: |model, row, text| match row {
                Some(row) => Heard::Effects(model.take(row)),
                None if text.is_empty() => Heard::Effects(Vec::new()),
                None => Heard::NoSuchRow,
            },
        }
    }
}

/// A screen with what every screen may have: the row chosen, the first line seen, what is unfolded and sought in its text.
#[derive(Debug)]
pub(super) struct Layer {
    screen: Box<dyn Screen>,
    pub chosen: Chosen,
    pub scroll: usize,
    pub unfolded: BTreeSet<Section>,
    pub find: Option<Find>,
    /// The pane beside the text that has focus, by its place.
    pub focus: Option<usize>,
    /// The first line seen of those that were scrolled.
    pub beside: BTreeMap<usize, usize>,
}

impl Layer {
    fn of(screen: Box<dyn Screen>) -> Self {
        Self {
            screen,
            chosen: Chosen::default(),
            scroll: 0,
            unfolded: BTreeSet::new(),
            find: None,
            focus: None,
            beside: BTreeMap::new(),
        }
    }

    pub fn state<S: Screen>(&self) -> Option<&S> {
        let state: &dyn Any = &*self.screen;
        state.downcast_ref()
    }

    pub fn state_mut<S: Screen>(&mut self) -> Option<&mut S> {
        let state: &mut dyn Any = &mut *self.screen;
        state.downcast_mut()
    }
}

/// Everything the wizard knows.
pub struct Model {
    pub catalog: Catalog,
    pub lang: Lang,
    pub settings: Settings,
    pub keys: Keys,
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
    /// The earlier stop of the walk that is looked at; `None` at its head.
    pub(super) revisit: Option<usize>,
    /// Where the walk's screen stands.
    pub place: Option<Place>,
    pub cases: Vec<Listed>,
    /// Makes the first screen.
    first: fn() -> Box<dyn Screen>,
    /// The screen that is shown.
    pub(super) top: Layer,
    /// Those that lie below it, the first screen first.
    pub(super) below: Vec<Layer>,
    pub overlay: Option<Overlay>,
    pub toast: Option<String>,
    /// What was answered and is not on the disk.
    pub unsaved: Unsaved,
    /// What was said in the open case, to be taken back.
    pub(super) said: Said,
    /// The toast was not an answer to a key, so the next key must not wipe it unseen.
    pub(super) unseen: bool,
    /// The logs that were read last, and how far those are that are being read.
    pub log: Option<Logs>,
    pub(super) so_far: Box<SoFar>,
    /// The case that was open when the reading was asked for.
    pub(super) read_for: Option<CaseId>,
    /// What goes on beside the screen.
    pub jobs: BTreeMap<Kind, Job>,
    pub(super) ticket: Ticket,
    /// The pages that were laid out.
    pub leaves: Leaves,
    /// The entries that were read since anything changed.
    read: RefCell<BTreeMap<EntryId, Rc<Article>>>,
    times_read: Cell<usize>,
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
    /// Its answer is typed and may have several lines.
    pub lines: bool,
    /// A log may answer it.
    pub by_log: bool,
    pub before: Option<String>,
}

/// An entry to be tried, as a page.
#[derive(Clone, Debug)]
pub struct Remedy {
    pub entry: Entry,
    pub article: Rc<Article>,
    pub before: Option<Outcome>,
    /// Why it comes now, where that is not plain.
    pub because: OnceCell<Vec<String>>,
}

impl Remedy {
    /// Is this outcome offered here?
    pub fn offers(&self, outcome: Outcome) -> bool {
        outcomes::fits(&self.entry, self.article.steps(), self.before, outcome)
    }
}

impl Model {
    /// The wizard at its first screen.
    pub fn new(
        first: fn() -> Box<dyn Screen>,
        catalog: Catalog,
        lang: Lang,
        size: (u16, u16),
        now: Stamp,
        zone: Zone,
        fresh_id: CaseId,
    ) -> Self {
        Self {
            catalog,
            lang,
            settings: Settings {
                lang,
                ..Settings::default()
            },
            keys: Keys::default(),
            size,
            now,
            zone,
            fresh_id,
            case: None,
            trace: None,
            revisit: None,
            place: None,
            cases: Vec::new(),
            first,
            top: Layer::of(first()),
            below: Vec::new(),
            overlay: None,
            toast: None,
            unsaved: Unsaved::default(),
            said: Said::default(),
            unseen: false,
            log: None,
            so_far: Box::default(),
            read_for: None,
            jobs: BTreeMap::new(),
            ticket: Ticket::default(),
            leaves: Leaves::default(),
            read: RefCell::default(),
            times_read: Cell::default(),
        }
    }

    /// The screen that is shown, where it is this one.
    pub fn top<S: Screen>(&self) -> Option<&S> {
        self.top.state()
    }

    pub(super) fn top_mut<S: Screen>(&mut self) -> Option<&mut S> {
        self.top.state_mut()
    }

    /// What is done on the screen that is shown.
    pub fn deeds(&self) -> &'static Deeds {
        self.top.screen.deeds()
    }

    /// The row chosen there.
    pub fn chosen(&self) -> &Chosen {
        &self.top.chosen
    }

    /// The first line seen there.
    pub fn scroll(&self) -> usize {
        self.top.scroll
    }

    /// What is unfolded of the text there.
    pub(super) fn unfolded(&self) -> &BTreeSet<Section> {
        &self.top.unfolded
    }

    /// The pane beside the text that has focus, and the first line seen of a pane that was scrolled.
    pub fn focus(&self) -> Option<usize> {
        self.top.focus
    }

    pub fn scroll_beside(&self, pane: usize) -> Option<usize> {
        self.top.beside.get(&pane).copied()
    }

    /// What is sought in the text there.
    pub fn find(&self) -> Option<&Find> {
        self.top.find.as_ref()
    }

    /// The row chosen there, counted from 0; `None` where none is.
    pub fn row(&self) -> Option<usize> {
        self.chosen().row(&(self.deeds().rows)(self))
    }

    pub(super) fn choose(&mut self, row: usize) {
        let rows = (self.deeds().rows)(self);
        self.top.chosen = Chosen::at(&rows, row);
    }

    /// Takes a row as Enter on it does.
    pub fn take(&mut self, row: usize) -> Vec<Effect> {
        self.choose(row);
        (self.deeds().take)(self, row)
    }

    fn layers(&self) -> impl Iterator<Item = &Layer> {
        std::iter::once(&self.top).chain(self.below.iter().rev())
    }

    /// The topmost screen of this kind, also where others lie over it.
    pub(super) fn layer<S: Screen>(&mut self) -> Option<&mut Layer> {
        let mut layers = std::iter::once(&mut self.top).chain(self.below.iter_mut().rev());
        layers.find(|layer| layer.state::<S>().is_some())
    }

    /// What the last text found that was typed to search.
    pub(super) fn found(&self) -> Option<&Results> {
        self.layers().find_map(|layer| layer.screen.found())
    }

    /// What stands in the line that was typed to search.
    pub fn pasted(&self) -> Option<&Pasted> {
        self.layers().find_map(|layer| layer.screen.pasted())
    }

    /// How many screens lie below the one shown.
    pub fn depth(&self) -> usize {
        self.below.len()
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

    pub(super) fn push(&mut self, screen: impl Screen) {
        let layer = Layer::of(Box::new(screen));
        self.below.push(std::mem::replace(&mut self.top, layer));
    }

    /// Takes the shown screen off; false where it is the first.
    pub(super) fn pop(&mut self) -> bool {
        let layer = self.below.pop();
        layer.map(|layer| self.top = layer).is_some()
    }

    /// Puts a screen right above the first one.
    pub(super) fn push_first(&mut self, screen: impl Screen) {
        while self.pop() {}
        self.revisit = None;
        self.push(screen);
    }

    /// To the first screen; the case is let go. What was typed there belonged to the call before.
    pub fn home(&mut self) -> Vec<Effect> {
        self.below.clear();
        self.top = Layer::of((self.first)());
        let mut effects = self.let_go();
        effects.push(Effect::ListCases);
        effects
    }

    /// Puts the case away: it is closed where it was solved.
    pub(super) fn put_away(&mut self) -> Vec<Effect> {
        if let (Some(Place::Concluded(_)), Some(case)) = (&self.place, &mut self.case) {
            case.closed = true;
        }
        let mut effects = self.save();
        effects.extend(self.home());
        effects
    }

    /// Asks for work beside the screen; a request of the same kind that is still waiting is forgotten.
    pub(super) fn begin(&mut self, work: Work) -> Effect {
        self.ticket.0 += 1;
        let ticket = self.ticket;
        let job = Job {
            ticket,
            done: 0,
            total: 0,
            stopping: false,
        };
        self.jobs.insert(work.kind(), job);
        Effect::Work { ticket, work }
    }

    /// Brings the walk's screen up to date after anything changed: replays the walk and reads what stands there.
    pub fn refresh(&mut self) {
        self.read.get_mut().clear();
        self.trace = self.case.as_ref().and_then(|case| case.trace(&self.catalog));
        self.place = self.trace.as_ref().and_then(|trace| {
            let stop = self.revisit.and_then(|index| trace.stops.get(index));
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
        let field = question.field.as_ref().and_then(|id| self.catalog.field(id));
        let lines = field.is_some_and(|field| field.has_lines());
        let by_log = self.catalog.is_answered_by_logs(&question);
        Some(Place::Question(Box::new(OpenQuestion {
            question,
            choices,
            lines,
            by_log,
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

    /// What became of the steps of an entry, counted from 0; those that are open are not there.
    pub(super) fn ended(&self, entry: &EntryId) -> BTreeMap<usize, StepEnd> {
        let journal = self.case.as_ref().and_then(Case::journal);
        let steps = journal.and_then(|journal| journal.steps.get(entry));
        steps.cloned().unwrap_or_default()
    }

    /// Why a step stays shut while somebody is on the line; in no walk, nobody is.
    pub(super) fn shut(&self, step: &Step) -> Option<Shut> {
        let (case, trace) = (self.case.as_ref()?, self.trace.as_ref()?);
        case.verified
            .shut_step(&trace.facts, &self.catalog.verification(), step)
    }

    /// An entry as it is read in the open case, with its links: read once until something changes.
    pub(super) fn article(&self, id: &EntryId) -> Option<Rc<Article>> {
        if let Some(article) = self.read.borrow().get(id) {
            return Some(Rc::clone(article));
        }
        let entry = self.catalog.entry(id)?;
        let values = self.values();
        let fills = |value: &str| self.case.as_ref().is_none_or(|case| case.fills(value));
        let reading = Reading {
            lang: self.lang,
            today: Some(self.today()),
            fill: &|field| values.get(field).filter(|value| fills(value)).cloned(),
            shut: &|step| Some(self.shut(step)?.brief(self.lang)),
        };
        let article = article::article(&self.catalog, &entry, &reading).linked(&self.catalog);
        let article = Rc::new(article);
        self.read.borrow_mut().insert(id.clone(), Rc::clone(&article));
        self.times_read.set(self.times_read.get() + 1);
        Some(article)
    }

    /// How many entries were read until now.
    pub fn times_read(&self) -> usize {
        self.times_read.get()
    }

    fn remedy(&self, id: &EntryId, before: Option<Outcome>) -> Option<Place> {
        let entry = self.catalog.entry(id)?;
        Some(Place::Remedy(Box::new(Remedy {
            entry,
            article: self.article(id)?,
            before,
            because: OnceCell::new(),
        })))
    }

    /// Something is about to be said in the open case; `what` tells it in words, to be taken back by.
    pub(super) fn remember(&mut self, what: String) {
        if let Some(case) = &self.case {
            self.said.remember(case, what);
        }
    }

    /// Lets go of the open case where the first screen is shown: the next caller must not inherit who was verified and what
    /// was answered. It stays in the list of open cases; one in which nothing was done yet is kept for the next start.
    pub(super) fn let_go(&mut self) -> Vec<Effect> {
        let mut effects = Vec::new();
        if !self.case.as_ref().is_some_and(Case::untouched) {
            self.case = None;
            self.said = Said::default();
            // the next caller must not inherit what the log of this one showed, or will show
            self.log = self.log.take().filter(|log| !log.is_kept());
            let read = self.read_for.take().and_then(|_| self.jobs.remove(&Kind::Scan));
            // hashes belong to that case; opening it again asks for what is still missing
            let hashed = self.jobs.remove(&Kind::Attach);
            effects.extend(read.map(|_| Effect::Cancel(Kind::Scan)));
            effects.extend(hashed.map(|_| Effect::Cancel(Kind::Attach)));
        }
        self.revisit = None;
        self.refresh();
        effects
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
        self.said = Said::default();
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
