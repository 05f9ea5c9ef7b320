//! The checks beside the screen: worked out, shown, agreed to each time, done, kept in the open case. Knows not how it looks.

use super::kept;
use super::message::{Effect, Work};
use super::model::Model;
use super::screen::Chosen;
use crate::case::CaseId;
use crate::check::{Changed, Checked, Plan, Request, SoFar, Values, conclusion};
use crate::text::{Say, say};

pub const THE_CHECKS: Say = say("Connection checks", "연결 점검");
/// The row of the first screen, and what is said about it.
pub const CHECK_THIS: Say = say("Check this server and its connections", "이 서버와 연결 점검하기");
pub const ASKS_FIRST: Say = say(
    "Shows the hosts it would contact and the commands it would read, and asks before it does anything.",
    "연결할 호스트와 실행할 명령을 먼저 보여 주고 확인을 받은 뒤에만 점검합니다.",
);
const KEPT: Say = say(
    "The connection checks are in the case: {}.",
    "연결 점검 결과를 사례에 넣었습니다: {}",
);
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

/// To the screen of the checks for one of them.
pub(super) fn only(model: &mut Model, id: &str) -> Vec<Effect> {
    model.push(Checks::default());
    let mut asked = asked(model);
    asked.only = vec![id.to_owned()];
    vec![model.begin(Work::PlanChecks(Box::new(asked)))]
}

/// Judges what commands printed on the server and keeps that with the open case; nothing where it holds none of their values.
pub(super) fn printed(model: &mut Model, values: &Values) -> Vec<Effect> {
    let (at, cloud) = (model.at(), asked(model).cloud);
    let checked = Checked::printed(&model.catalog, cloud, at, values);
    if checked.outcomes.is_empty() {
        return Vec::new();
    }
    let changed = keep_in_open(model, &checked).unwrap_or_default();
    let kept_in = model.case.as_ref().map(|case| case.id.clone());
    // where the checks are not shown and a case took them, what was shown stays
    if state(model).is_some() || kept_in.is_none() {
        let done = Checks::Done(Box::new(Done {
            checked,
            changed,
            kept_in,
        }));
        match state(model) {
            Some(screen) => *screen = done,
            None => model.push(done),
        }
    }
    model.save()
}

/// Asks anew, as it is done each time.
pub(super) fn again(model: &mut Model) -> Vec<Effect> {
    if let Some(screen) = model.top_mut::<Checks>() {
        *screen = Checks::Planning;
    }
    vec![plan(model)]
}

fn plan(model: &mut Model) -> Effect {
    let asked = asked(model);
    model.begin(Work::PlanChecks(Box::new(asked)))
}

/// What the open case tells.
fn asked(model: &Model) -> Request {
    let case = model.case.as_ref();
    case.map(|case| Request::of_case(&model.catalog, case))
        .unwrap_or_default()
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
    let open = model.case.as_ref().map(|case| case.id.clone());
    let Some(Checks::Done(done)) = state(model) else {
        return Vec::new();
    };
    if done.kept_in == open {
        return Vec::new();
    }
    let checked = done.checked.clone();
    let Some(changed) = keep_in_open(model, &checked) else {
        return Vec::new();
    };
    if let Some(Checks::Done(done)) = state(model) {
        (done.changed, done.kept_in) = (changed, open);
    }
    model.save()
}

/// Puts checks into the open case and says so; gives what changed since those before. `None` where no case is open.
fn keep_in_open(model: &mut Model, checked: &Checked) -> Option<Vec<Changed>> {
    let lang = model.lang;
    model.remember(THE_CHECKS.get(lang).to_owned());
    let changed = checked.keep(&model.catalog, model.case.as_mut()?, lang);
    model.toast = Some(KEPT.with(lang, &[&conclusion(checked, lang)]));
    kept::learned(model);
    Some(changed)
}
