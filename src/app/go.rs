//! Going from place to place: to a walk, a form, a bundle, the first screen, an open case.

use super::jobs;
use super::kept;
use super::message::{Effect, Kind, Work};
use super::model::{Model, Place};
use super::screen::{Bundle, Chosen, Home, Layer, Screen, View};
use super::walking;
use crate::case::Case;
use crate::text::ui;
use tui_input::Input;

/// Starts a walk at a tree, an entry or a question, in a case of its own where none is open.
pub fn start(model: &mut Model, start: &str) -> Vec<Effect> {
    let mut effects = model.begin_case();
    if let Some(case) = &mut model.case {
        case.closed = false;
        case.start(&model.catalog, start);
    }
    effects.extend(kept::keep(model));
    walk(model);
    effects.extend(model.save());
    effects
}

fn walk(model: &mut Model) {
    model.push_first(Screen::Walk(View::default()));
    model.refresh();
    walking::arrive(model);
}

/// A saved case was read: it goes on where it was left.
pub(super) fn opened(model: &mut Model, case: Case) -> Vec<Effect> {
    let walks = case.journal().is_some();
    model.case = Some(case);
    if walks {
        walk(model);
    } else {
        model.push_first(Screen::Form);
        model.refresh();
    }
    jobs::attach(model)
}

/// To the first screen; the case is let go. What was typed there belonged to the call before.
pub fn home(model: &mut Model) -> Vec<Effect> {
    model.below.clear();
    model.top = Layer::of(Screen::Home(Home::default()));
    model.let_go();
    vec![Effect::ListCases]
}

/// Puts the case away: it is closed where it was solved.
pub fn put_away(model: &mut Model) -> Vec<Effect> {
    if let (Some(Place::Concluded(_)), Some(case)) = (&model.place, &mut model.case) {
        case.closed = true;
    }
    let mut effects = model.save();
    effects.extend(home(model));
    effects
}

pub(super) fn search(model: &mut Model) {
    model.push(Screen::Home(Home {
        searching: true,
        ..Home::default()
    }));
}

pub(super) fn form(model: &mut Model) {
    if !matches!(model.top(), Screen::Form) {
        model.push(Screen::Form);
    }
}

/// A case without a walk.
pub(super) fn empty_case(model: &mut Model) -> Vec<Effect> {
    let mut effects = model.begin_case();
    form(model);
    effects.extend(model.save());
    effects
}

/// To the bundle, which is planned first.
pub(super) fn bundle(model: &mut Model) -> Vec<Effect> {
    let Some(case) = model.case.clone().filter(|_| !matches!(model.top(), Screen::Bundle(_))) else {
        return Vec::new();
    };
    model.push(Screen::Bundle(Bundle {
        path: Input::new(format!("sspr-case-{}.zip", case.id)),
        ..Bundle::default()
    }));
    vec![jobs::begin(model, Work::Plan(Box::new(case)))]
}

/// One step back: work that goes on is stopped, an earlier stop is looked at, a line is emptied, a screen is left.
/// `None` on the first screen, from where there is only the way out.
pub fn back(model: &mut Model) -> Option<Vec<Effect>> {
    if let Some(effects) = jobs::stop(model) {
        return Some(effects);
    }
    if matches!(model.top(), Screen::Walk(_)) && walking::back(model) {
        return Some(Vec::new());
    }
    if let Screen::Home(home) = &mut model.top.screen
        && home.clear()
    {
        model.top.chosen = Chosen::default();
        return Some(Vec::new());
    }
    if !model.pop() {
        return None;
    }
    let plan = model.jobs.remove(&Kind::Plan).map(|_| Effect::Cancel(Kind::Plan));
    let mut effects: Vec<Effect> = plan.into_iter().collect();
    if model.depth() == 0 {
        model.let_go();
        effects.push(Effect::ListCases);
    } else {
        model.refresh();
    }
    Some(effects)
}

/// Says that the file needs a name, and gives it its ending: a ticket system takes the file by that.
pub(super) fn write(model: &mut Model) -> Vec<Effect> {
    let lang = model.lang;
    let writing = model.jobs.contains_key(&Kind::Write);
    let Screen::Bundle(bundle) = &mut model.top.screen else {
        return Vec::new();
    };
    let Some(plan) = bundle.plan.clone().filter(|_| !writing) else {
        return Vec::new();
    };
    let mut path = crate::text::one_line(bundle.path.value());
    if path.is_empty() {
        bundle.error = Some(ui::NAME_THE_FILE.get(lang).to_owned());
        return Vec::new();
    }
    if !path.to_lowercase().ends_with(".zip") {
        path.push_str(".zip");
    }
    bundle.error = None;
    let (plan, replace) = (Box::new(plan), bundle.replace);
    vec![jobs::begin(model, Work::Write { plan, path, replace })]
}
