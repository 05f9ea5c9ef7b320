//! The checks beside the screen: worked out, shown, agreed to each time, done, kept in the open case. Knows not how it looks.

use super::kept;
use super::message::{Effect, Work};
use super::model::Model;
use super::screen::Chosen;
use crate::case::CaseId;
use crate::check::{Changed, Checked, Plan, Request, SoFar, conclusion};
use crate::text::{Say, say};

pub const THE_CHECKS: Say = say("The checks", "점검");
const KEPT: Say = say("The checks are in the case: {}.", "점검 결과를 사례에 넣었습니다: {}");
const STOPPED: Say = say(
    "Canceled: what was done until then stays.",
    "취소했습니다. 그때까지 점검한 결과는 남습니다.",
);

/// The screen of the checks, by how far they are.
#[derive(Clone, Debug, Default)]
pub enum Checks {
    /// What will be done is worked out.
    #[default]
    Planning,
    /// It cannot be done, and why.
    Refused(String),
    /// It is shown, and nothing was contacted yet.
    Asking(Box<Plan>),
    Running(Running),
    Done(Box<Done>),
}

/// Checks that go on.
#[derive(Clone, Debug, Default)]
pub struct Running {
    pub so_far: SoFar,
    /// The case that was open when they were agreed to.
    of: Option<CaseId>,
}

/// Checks that are done.
#[derive(Clone, Debug)]
pub struct Done {
    pub checked: Checked,
    pub changed: Vec<Changed>,
    /// The case that holds them.
    kept_in: Option<CaseId>,
}

/// To the screen of the checks; where nothing is on its way or done, what would be done is worked out.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    if model.layer::<Checks>().is_some() {
        while model.top::<Checks>().is_none() && model.pop() {}
        return Vec::new();
    }
    model.push(Checks::default());
    vec![plan(model)]
}

/// Asks anew, as it is done each time.
pub(super) fn again(model: &mut Model) -> Vec<Effect> {
    if let Some(screen) = model.top_mut::<Checks>() {
        *screen = Checks::Planning;
    }
    vec![plan(model)]
}

fn plan(model: &mut Model) -> Effect {
    let asked = model
        .case
        .as_ref()
        .map(|case| Request::of_case(&model.catalog, case))
        .unwrap_or_default();
    model.begin(Work::PlanChecks(Box::new(asked)))
}

/// The state of the screen, also where others lie over it.
fn state(model: &mut Model) -> Option<&mut Checks> {
    model.layer::<Checks>()?.state_mut()
}

/// It is worked out what will be done: that is shown, and no answer is chosen beforehand.
pub(super) fn planned(model: &mut Model, planned: Result<Box<Plan>, String>) {
    if let Some(screen) = state(model) {
        *screen = planned.map_or_else(Checks::Refused, Checks::Asking);
    }
    if let Some(layer) = model.layer::<Checks>() {
        layer.chosen = Chosen::Nothing;
    }
}

/// Somebody agreed to what is shown.
pub(super) fn run(model: &mut Model) -> Vec<Effect> {
    let of = model.case.as_ref().map(|case| case.id.clone());
    let running = Checks::Running(Running {
        of,
        ..Running::default()
    });
    let Some(screen) = state(model) else { return Vec::new() };
    let Checks::Asking(plan) = std::mem::replace(screen, running) else {
        return Vec::new();
    };
    vec![model.begin(Work::Check(plan))]
}

/// How far they are.
pub(super) fn goes_on(model: &mut Model, so_far: SoFar) {
    if let Some(Checks::Running(running)) = state(model) {
        running.so_far = so_far;
    }
}

/// They are done, or as far as they were let. They go into the case for which they were agreed to, at once.
pub(super) fn arrived(model: &mut Model, checked: Checked) -> Vec<Effect> {
    let stopped = checked.stopped;
    let said = conclusion(&checked, model.lang);
    let Some(screen) = state(model) else {
        model.toast = Some(said);
        return Vec::new();
    };
    let done = Checks::Done(Box::new(Done {
        checked,
        changed: Vec::new(),
        kept_in: None,
    }));
    let of = match std::mem::replace(screen, done) {
        Checks::Running(running) => running.of,
        _ => None,
    };
    if let Some(layer) = model.layer::<Checks>() {
        layer.chosen = Chosen::default();
    }
    let is_open = of.is_some() && model.case.as_ref().map(|case| &case.id) == of.as_ref();
    let effects = if is_open { keep(model) } else { Vec::new() };
    if stopped {
        model.say(STOPPED);
    }
    effects
}

/// They broke; that stands in the place of what they would show.
pub(super) fn failed(model: &mut Model, why: String) {
    match state(model) {
        Some(screen) => *screen = Checks::Refused(why),
        None => model.toast = Some(why),
    }
}

/// Keeps them in the open case: as evidence, which answers what the walk asks.
pub(super) fn keep(model: &mut Model) -> Vec<Effect> {
    let lang = model.lang;
    let open = model.case.as_ref().map(|case| case.id.clone());
    let Some(Checks::Done(done)) = state(model) else {
        return Vec::new();
    };
    if done.kept_in == open {
        return Vec::new();
    }
    let checked = done.checked.clone();
    model.remember(THE_CHECKS.get(lang).to_owned());
    let Some(case) = &mut model.case else { return Vec::new() };
    let changed = checked.keep(&model.catalog, case, lang);
    if let Some(Checks::Done(done)) = state(model) {
        (done.changed, done.kept_in) = (changed, open);
    }
    model.toast = Some(KEPT.with(lang, &[&conclusion(&checked, lang)]));
    kept::learned(model);
    model.save()
}
