//! What is done on a walk: a question answered, an entry ended, a step ticked, a note made, an earlier stop looked at. The
//! screen, the menu and the plain lines all come here.

use super::lines::Typed;
use super::message::{AskedBy, Effect};
use super::model::{Model, Place};
use super::screen::Chosen;
use crate::case::{Case, Note, Reply};
use crate::knowledge::id::QuestionId;
use crate::knowledge::shape::{Entry, Kind};
use crate::text::{Say, clean, one_line, ui};
use crate::time::Stamp;
use crate::walk::{Detail, Node, Outcome, StepEnd, Stop};

/// The walk's screen; what keys do on it is in `screens::walk`.
#[derive(Clone, Debug, Default)]
pub struct View {
    pub input: Typed,
    /// Why what was typed is refused.
    pub error: Option<String>,
}

/// Something one can say of a remedy, or do at an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    Outcome(Outcome),
    Case,
    Bundle,
    Home,
}

/// What is offered where the walk stands.
pub fn offers(model: &Model) -> Vec<(Offer, String)> {
    let outcome = Offer::Outcome;
    let mut offers: Vec<(Offer, Say)> = match &model.place {
        // guidance on the way is read and left behind, so going on comes first
        Some(Place::Remedy(remedy)) if guidance(&remedy.entry) => vec![
            (outcome(Outcome::NotFixed), ui::GO_ON),
            (outcome(Outcome::Fixed), ui::ANSWERED),
        ],
        Some(Place::Remedy(_)) => vec![
            (outcome(Outcome::Fixed), ui::FIXED),
            (outcome(Outcome::NotFixed), ui::NOT_FIXED_YET),
        ],
        Some(Place::Concluded(_)) => vec![
            (Offer::Home, ui::CLOSE_CASE),
            (Offer::Bundle, ui::WRITE_BUNDLE),
            (Offer::Case, ui::OPEN_CASE),
        ],
        Some(Place::SupportCase) => vec![
            (Offer::Case, ui::FILL_CASE),
            (Offer::Bundle, ui::WRITE_BUNDLE),
            (Offer::Home, ui::CASE_LATER),
        ],
        Some(Place::Question(_)) | None => Vec::new(),
    };
    let mut until = String::new();
    if let Some(remedy) = model.shown() {
        if let Some(end) = wait_until(model, &remedy.entry) {
            until = model.clock(end);
            offers.push((outcome(Outcome::Waiting), ui::WAIT_UNTIL));
        }
        offers.push((outcome(Outcome::Skipped), ui::COULD_NOT));
    }
    let told = |(offer, say): (Offer, Say)| (offer, say.with(model.lang, &[&until]));
    offers.into_iter().map(told).collect()
}

/// The rows to choose from where the walk stands, each by what it is.
pub fn rows(model: &Model) -> Vec<String> {
    match &model.place {
        Some(Place::Question(open)) => open.choices.iter().map(|c| c.id.clone()).collect(),
        _ => offers(model).iter().map(|(offer, _)| format!("{offer:?}")).collect(),
    }
}

/// What is asked below the entry shown.
pub fn asks(model: &Model) -> Say {
    match model.shown() {
        Some(remedy) if guidance(&remedy.entry) => ui::WHAT_NOW,
        _ => ui::DID_IT_HELP,
    }
}

/// Is it guidance rather than a repair?
fn guidance(entry: &Entry) -> bool {
    matches!(entry.kind, Kind::Guide | Kind::Setting | Kind::Field)
}

/// Until when to wait at this entry.
pub(super) fn wait_until(model: &Model, entry: &Entry) -> Option<Stamp> {
    let running = model.case.as_ref().and_then(Case::wait).filter(|w| w.entry == entry.id);
    let running = running.map(|wait| wait.until).filter(|until| *until > model.now);
    running.or_else(|| model.at().after(entry.wait.as_ref()?.seconds()?))
}

/// Sets the screen up for what now stands on it: the earlier answer is chosen, a typed one stands in the line.
pub(super) fn arrive(model: &mut Model) {
    let rows = rows(model);
    let several = matches!(&model.place, Some(Place::Question(open)) if open.lines);
    let (row, typed) = match &model.place {
        Some(Place::Question(open)) => {
            let row = open.before.as_ref().and_then(|b| rows.iter().position(|id| id == b));
            let typed = open.before.clone().filter(|_| open.question.field.is_some());
            (row, typed)
        }
        Some(Place::Remedy(remedy)) => {
            let before = remedy.before.map(Offer::Outcome);
            let row = offers(model).iter().position(|(offer, _)| Some(*offer) == before);
            (row, None)
        }
        _ => (None, None),
    };
    let Some(layer) = model.layer::<View>() else { return };
    (layer.chosen, layer.scroll) = (Chosen::at(&rows, row.unwrap_or(0)), 0);
    if let Some(view) = layer.state_mut::<View>() {
        view.input = Typed::new(&typed.unwrap_or_default(), several);
        view.error = None;
    }
}

/// Looks at a stop of the walk, or at its head.
fn look(model: &mut Model, stop: Option<usize>) {
    model.revisit = stop;
    model.refresh();
    arrive(model);
}

/// Looks at the stop before the present one; false at the first.
pub(super) fn back(model: &mut Model) -> bool {
    let Some(trace) = &model.trace else {
        return false;
    };
    let from = model.revisit.unwrap_or(trace.stops.len());
    // what a known fact answered was never asked, so there is nothing to look at
    let Some(index) = trace.stops.iter().take(from).rposition(|s| s.at.is_some()) else {
        return false;
    };
    look(model, Some(index));
    true
}

/// The stop that is looked at, when it is an earlier one.
fn looked_at(model: &Model) -> Option<Node> {
    model.trace.as_ref()?.stops.get(model.revisit?).map(Stop::node)
}

/// Goes on from an earlier stop to the next one, or to the head of the walk.
fn onward(model: &mut Model, left: Option<&Node>) {
    look(model, None);
    let next = left.and_then(|node| {
        let stops = &model.trace.as_ref()?.stops;
        let at = stops.iter().position(|s| s.node() == *node)?;
        stops
            .iter()
            .skip(at + 1)
            .position(|s| s.at.is_some())
            .map(|i| at + 1 + i)
    });
    if next.is_some() {
        look(model, next);
    }
}

/// Answers a question.
pub fn answer(model: &mut Model, question: &QuestionId, reply: Reply<'_>) -> Vec<Effect> {
    let (at, left) = (model.at(), looked_at(model));
    if let Some(case) = &mut model.case {
        case.answer(&model.catalog, question, reply, at);
    }
    onward(model, left.as_ref());
    model.save()
}

/// Answers the question that is typed: the rule of its field is asked first. Nothing typed passes it over.
pub fn type_answer(model: &Model, typed: &str) -> Vec<Effect> {
    let Some(Place::Question(open)) = &model.place else {
        return Vec::new();
    };
    let (id, field) = (open.question.id.clone(), open.question.field.clone());
    let (Some(field), Some(case)) = (field, model.case.clone()) else {
        return Vec::new();
    };
    vec![Effect::Check {
        case: Box::new(case),
        asked_by: AskedBy::Question(id),
        field,
        raw: typed.to_owned(),
    }]
}

/// Ends the entry shown with an outcome.
pub fn end_entry(model: &mut Model, outcome: Outcome, detail: Option<Detail>) -> Vec<Effect> {
    let Some(entry) = model.shown().map(|remedy| remedy.entry.id.clone()) else {
        return Vec::new();
    };
    let (at, left) = (model.at(), looked_at(model));
    let until = match detail {
        Some(Detail::Until(until)) => Some(until),
        _ => None,
    };
    if let Some(case) = &mut model.case {
        case.outcome(&model.catalog, &entry, outcome, detail, at);
    }
    if let Some(until) = until {
        look(model, None);
        model.toast = Some(ui::WAITING_SAVED.with(model.lang, &[&model.clock(until)]));
    } else {
        onward(model, left.as_ref());
    }
    model.save()
}

/// Ends the entry shown as not done; `None` where no reason is given.
pub fn skip(model: &mut Model, reason: &str) -> Option<Vec<Effect>> {
    let reason = one_line(reason);
    (!reason.is_empty()).then(|| end_entry(model, Outcome::Skipped, Some(Detail::Reason(reason))))
}

/// Keeps a remark of one or several lines, with the place it was made at.
pub fn add_note(model: &mut Model, text: &str) -> Vec<Effect> {
    let text = clean(text).trim().to_owned();
    if !text.is_empty() {
        let (at, node) = (model.at(), node(model));
        if let Some(case) = &mut model.case {
            case.notes.push(Note { at, node, text });
        }
        model.say(ui::NOTE_KEPT);
    }
    model.save()
}

/// Ticks the first step that is not ticked yet.
pub(super) fn tick_next(model: &mut Model) -> Vec<Effect> {
    let Some(remedy) = model.shown() else {
        return Vec::new();
    };
    let ticked = model.ticks(&remedy.entry.id);
    if let Some(step) = (0..remedy.steps).find(|i| !ticked.contains(i)) {
        return tick(model, step);
    }
    model.say(ui::ALL_TICKED);
    Vec::new()
}

/// Ticks or unticks one step of the entry shown.
pub(super) fn tick(model: &mut Model, step: usize) -> Vec<Effect> {
    let Some(remedy) = model.shown() else {
        return Vec::new();
    };
    let (id, steps) = (remedy.entry.id.clone(), remedy.steps);
    if let Some(journal) = model.case.as_mut().and_then(|c| c.walks.last_mut()) {
        let ticked = journal.steps.get(&id).is_some_and(|steps| steps.contains_key(&step));
        journal.end_step(&id, step, (!ticked).then_some(StepEnd::Done));
        // the step may lie below what is seen, so it is said too
        let done = model.ticks(&id).contains(&step);
        let say = if done { ui::STEP_TICKED } else { ui::STEP_UNTICKED };
        model.toast = Some(say.with(model.lang, &[&(step + 1).to_string(), &steps.to_string()]));
    }
    model.refresh();
    model.save()
}

/// The id of the node that a note belongs to.
fn node(model: &Model) -> String {
    match &model.place {
        Some(Place::Question(open)) => open.question.id.to_string(),
        Some(Place::Remedy(remedy)) => remedy.entry.id.to_string(),
        _ => String::new(),
    }
}
