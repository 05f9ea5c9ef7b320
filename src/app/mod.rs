//! The wizard as state: what is shown, and what a message changes. Owns the model and its one way to change, [`update`].
//! Touches no terminal, file or clock; what the world has to do comes back as effects.

pub mod bindings;
pub mod key;
pub mod layout;
pub mod message;
pub mod overlay;
pub mod screens;

use crate::case::{Case, CaseId};
use crate::knowledge::Catalog;
use crate::knowledge::article::{self, Block, Reading};
use crate::knowledge::id::FieldId;
use crate::knowledge::shape::{Choice, Entry, Question};
use crate::text::{Lang, Say, ui};
use crate::time::{Date, Stamp, Zone};
use crate::walk::{Outcome, Position, Trace, What, offered};
use bindings::{Action, Scope};
use key::Key;
use message::{CaseLine, Effect, Msg};
use overlay::Overlay;
use screens::{bundle, form, home, reader, walk};
use std::collections::BTreeMap;

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
    /// What stands on the walk's screen.
    pub stand: Option<Stand>,
    pub cases: Vec<CaseLine>,
    /// The screens one above the other; the last is shown. Never empty.
    screens: Vec<Screen>,
    pub overlay: Option<Overlay>,
    pub toast: Option<String>,
    /// The toast was not an answer to a key, so the next key must not wipe it unseen.
    unseen: bool,
}

/// A screen with its state.
#[derive(Clone, Debug)]
pub enum Screen {
    Home(home::Home),
    Walk(walk::View),
    Reader(reader::Reader),
    Form(form::Form),
    Bundle(bundle::Bundle),
}

/// What stands on the walk's screen: the question or the entry looked at, or an end.
#[derive(Clone, Debug)]
pub enum Stand {
    Ask(Box<Asked>),
    Try(Box<Trial>),
    Solved,
    SupportCase,
}

/// A question with the choices offered now, and the answer it had before.
#[derive(Clone, Debug)]
pub struct Asked {
    pub question: Question,
    pub choices: Vec<Choice>,
    pub before: Option<String>,
}

/// An entry as a remedy.
#[derive(Clone, Debug)]
pub struct Trial {
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
            stand: None,
            cases: Vec::new(),
            screens: vec![Screen::Home(home::Home::default())],
            overlay: None,
            toast: None,
            unseen: false,
        }
    }

    /// The screen that is shown.
    pub fn top(&self) -> &Screen {
        // the first screen is never taken off
        self.screens.last().unwrap_or(&FALLBACK)
    }

    pub(crate) fn top_mut(&mut self) -> Option<&mut Screen> {
        self.screens.last_mut()
    }

    /// How many screens lie below the one shown.
    pub fn depth(&self) -> usize {
        self.screens.len().saturating_sub(1)
    }

    pub fn scope(&self) -> Scope {
        bindings::scope(self)
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

    fn toast(&mut self, say: Say) {
        self.toast = Some(say.get(self.lang).to_owned());
    }

    fn push(&mut self, screen: Screen) {
        self.screens.push(screen);
    }

    fn pop(&mut self) -> bool {
        if self.screens.len() > 1 {
            self.screens.pop();
            return true;
        }
        false
    }

    /// Brings the walk's screen up to date after anything changed: replays the walk and reads what stands there.
    pub fn refresh(&mut self) {
        self.trace = self.case.as_ref().and_then(|case| case.trace(&self.catalog));
        let Some(trace) = &self.trace else {
            self.stand = None;
            return;
        };
        let looked_at = match self
            .screens
            .iter()
            .rev()
            .find_map(|s| if let Screen::Walk(view) = s { Some(view) } else { None })
        {
            Some(walk::View {
                revisit: Some(index), ..
            }) => trace.stops.get(*index).map(|stop| stop.what.clone()),
            _ => None,
        };
        let stand = match looked_at {
            Some(What::Asked { question, answer }) => self.asked(&question, Some(answer)),
            Some(What::Tried { entry, outcome, .. }) => self.trial(&entry, Some(outcome)),
            None => match &trace.position {
                Position::Ask(id) => self.asked(id, None),
                Position::Try(id) => self.trial(id, None),
                Position::Solved => Some(Stand::Solved),
                Position::SupportCase => Some(Stand::SupportCase),
            },
        };
        self.stand = stand;
    }

    fn asked(&self, id: &str, before: Option<String>) -> Option<Stand> {
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
        Some(Stand::Ask(Box::new(Asked {
            question,
            choices,
            before,
        })))
    }

    fn trial(&self, id: &str, before: Option<Outcome>) -> Option<Stand> {
        let entry = self.catalog.entry(id)?;
        let values = self.values();
        let ticked = self
            .case
            .as_ref()
            .and_then(|c| c.journal())
            .and_then(|j| j.ticks.get(id))
            .cloned()
            .unwrap_or_default();
        let reading = Reading {
            lang: self.lang,
            today: Some(self.today()),
            fill: &|field| values.get(field).cloned(),
            ticks: Some(&ticked),
        };
        let blocks = article::blocks(&self.catalog, &entry, &reading);
        let steps = article::steps_of(&self.catalog, &entry).len();
        Some(Stand::Try(Box::new(Trial {
            entry,
            blocks,
            steps,
            before,
        })))
    }

    /// Lets go of the open case where the first screen is shown: the next caller must not inherit who was verified and what
    /// was answered. It stays in the list of open cases; one in which nothing was done yet is kept for the next start.
    fn let_go(&mut self) {
        if !self.case.as_ref().is_some_and(Case::untouched) {
            self.case = None;
        }
        self.refresh();
    }

    /// Makes sure that a case is open; in one where nothing was done yet the walk begins again.
    fn begin_case(&mut self) -> Vec<Effect> {
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
    fn save(&mut self) -> Vec<Effect> {
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

static FALLBACK: Screen = Screen::Form(form::Form::EMPTY);

/// Changes the model by one message and says what the world has to do.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let mut effects = answered(model, msg);
    // a part of the knowledge that cannot be read would be shown as if there were none; the command says so on the way out
    if model.catalog.damage().is_some() {
        effects.push(Effect::Quit);
    }
    effects
}

fn answered(model: &mut Model, msg: Msg) -> Vec<Effect> {
    match msg {
        Msg::Key(key) => on_key(model, key),
        Msg::Paste(text) => on_paste(model, &text),
        Msg::Resize(columns, rows) => {
            model.size = (columns, rows);
            Vec::new()
        }
        Msg::Click(column, row) => screens::click(model, column, row),
        Msg::Scroll(lines) => {
            let key = if lines < 0 { Action::Previous } else { Action::Next };
            (0..lines.unsigned_abs().min(10))
                .flat_map(|_| act(model, key))
                .collect()
        }
        Msg::Clock(now) => {
            model.now = now;
            offer_wait(model);
            Vec::new()
        }
        Msg::FreshId(id) => {
            model.fresh_id = id;
            Vec::new()
        }
        Msg::Cases(cases) => {
            model.cases = cases;
            Vec::new()
        }
        Msg::Opened(case) => {
            model.case = Some(*case);
            model.screens.truncate(1);
            if model.case.as_ref().is_some_and(|c| c.journal().is_some()) {
                model.push(Screen::Walk(walk::View::default()));
            } else {
                model.push(Screen::Form(form::Form::default()));
            }
            model.refresh();
            walk::arrive(model);
            Vec::new()
        }
        Msg::Failed(message) => {
            model.toast = Some(message);
            Vec::new()
        }
        Msg::Checked { field, raw, result } => match model.top() {
            Screen::Walk(_) => walk::checked(model, result),
            _ => form::checked(model, &field, &raw, result),
        },
        Msg::Kept(passed) => {
            if let Some(case) = &mut model.case {
                for accepted in passed {
                    if !case.typed.contains_key(accepted.field()) {
                        case.keep(accepted);
                    }
                }
            }
            model.refresh();
            model.save()
        }
        Msg::Planned(plan) => {
            if let Some(Screen::Bundle(bundle)) = model.top_mut() {
                bundle.plan = Some(*plan);
            }
            Vec::new()
        }
        Msg::Bundled(result) => bundle::bundled(model, result),
        Msg::Copied(done) => {
            model.toast(if done { ui::COPIED } else { ui::NOT_COPIED });
            Vec::new()
        }
    }
}

/// Opens the wizard at a tree, an entry or a question, with a new case.
pub fn open_at(model: &mut Model, start: &str) -> Vec<Effect> {
    let mut effects = model.begin_case();
    if let Some(case) = &mut model.case {
        case.closed = false;
        case.start(&model.catalog, start);
    }
    effects.extend(home::keep(model));
    model.screens.truncate(1);
    model.push(Screen::Walk(walk::View::default()));
    model.refresh();
    walk::arrive(model);
    effects.extend(model.save());
    effects
}

fn on_key(model: &mut Model, key: Key) -> Vec<Effect> {
    if !std::mem::take(&mut model.unseen) {
        model.toast = None;
    }
    if !layout::fits(model.size) {
        // nothing is drawn, so nothing but leaving may happen
        return if matches!(key, Key::Ctrl('c' | 'q')) {
            vec![Effect::Quit]
        } else {
            Vec::new()
        };
    }
    if model.overlay.is_some() {
        return overlay::on_key(model, key);
    }
    let scope = model.scope();
    if let Some(binding) = bindings::find(scope, key) {
        if let Some(reason) = (binding.blocked)(model) {
            model.toast(reason);
            return Vec::new();
        }
        return act(model, binding.action);
    }
    screens::on_other(model, key)
}

fn on_paste(model: &mut Model, text: &str) -> Vec<Effect> {
    model.toast = None;
    if model.overlay.is_some() {
        overlay::on_paste(model, text);
        return Vec::new();
    }
    screens::on_paste(model, text);
    Vec::new()
}

/// Does what a binding names. The same path serves keys, the menu and the mouse.
pub fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Menu => {
            model.overlay = Some(overlay::menu(model));
            Vec::new()
        }
        Action::Help => {
            model.overlay = Some(Overlay::Help { scroll: 0 });
            Vec::new()
        }
        Action::Language => {
            model.lang = model.lang.other();
            if let Some(case) = &mut model.case {
                case.lang = model.lang;
            }
            model.refresh();
            home::search_again(model);
            model.save()
        }
        Action::Search => {
            model.push(Screen::Home(home::Home::searching()));
            Vec::new()
        }
        Action::Home => {
            // what was typed there belonged to the call before
            model.screens = vec![Screen::Home(home::Home::default())];
            model.let_go();
            vec![Effect::ListCases]
        }
        Action::Case => {
            if !matches!(model.top(), Screen::Form(_)) {
                model.push(Screen::Form(form::Form::default()));
            }
            Vec::new()
        }
        Action::Bundle => bundle::open(model),
        Action::Note => {
            model.overlay = Some(Overlay::note());
            Vec::new()
        }
        Action::Suspend => vec![Effect::Suspend],
        Action::Quit => vec![Effect::Quit],
        Action::Back => back(model),
        Action::Copy => screens::copied_text(model).map(Effect::Copy).into_iter().collect(),
        other => screens::on_action(model, other),
    }
}

fn back(model: &mut Model) -> Vec<Effect> {
    if matches!(model.top(), Screen::Walk(_)) && walk::back(model) {
        return Vec::new();
    }
    if let Some(Screen::Home(home)) = model.top_mut()
        && home.clear()
    {
        return Vec::new();
    }
    if model.pop() {
        if model.depth() == 0 {
            model.let_go();
            return vec![Effect::ListCases];
        }
        model.refresh();
        return Vec::new();
    }
    model.overlay = Some(Overlay::Leave { chosen: 0 });
    Vec::new()
}

/// Says once that a wait is over.
fn offer_wait(model: &mut Model) {
    let due = model
        .case
        .as_ref()
        .and_then(Case::wait)
        .filter(|w| w.until <= model.now);
    if let Some(wait) = due
        && !model.case.as_ref().is_some_and(|c| c.offered.contains(&wait.until))
    {
        let title = model
            .catalog
            .entry(&wait.entry)
            .map(|e| e.title.get(model.lang).to_owned())
            .unwrap_or_default();
        model.toast = Some(ui::WAIT_OVER.with(model.lang, &[&title]));
        model.unseen = true;
        if let Some(case) = &mut model.case {
            case.offered.insert(wait.until);
        }
    }
}
