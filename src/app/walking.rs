//! What is done on a walk: a question answered, an entry ended, a note made, an earlier stop looked at, what was said last
//! taken back. The screen, the menu and the plain lines all come here.

use super::judged;
use super::known;
use super::leaf::{Leaf, Sheet};
use super::lines::Typed;
use super::message::{AskedBy, Effect};
use super::model::{Model, Place};
use super::screen::{Chosen, List, Overlay, Purpose};
use super::{layout, outcomes};
use crate::case::{Case, Reply};
use crate::knowledge::article::Section;
use crate::knowledge::id::{EntryId, QuestionId};
use crate::knowledge::shape::{Entry, WaitFrom};
use crate::knowledge::spot::{Spot, Ticked, Words};
use crate::text::{Say, clean, ui};
use crate::time::Stamp;
use crate::walk::{Detail, Node, Outcome, StepEnd, Stop, What};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// The walk's screen; what keys do on it is in `screens::walk`.
#[derive(Clone, Debug, Default)]
pub struct View {
    pub input: Typed,
    /// Why what was typed is refused.
    pub error: Option<String>,
}

/// Something one can do at an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    Ticket,
    Case,
    Bundle,
    Home,
}

/// What is offered at an end; what puts the case away comes last.
pub fn offers(model: &Model) -> Vec<(Offer, String)> {
    let offers = match &model.place {
        Some(Place::Concluded(_)) => vec![
            (Offer::Ticket, ui::TICKET_TEXT),
            (Offer::Case, ui::OPEN_CASE),
            (Offer::Bundle, ui::WRITE_BUNDLE),
            (Offer::Home, ui::CLOSE_CASE),
        ],
        Some(Place::SupportCase) => vec![
            (Offer::Case, ui::FILL_CASE),
            (Offer::Ticket, ui::TICKET_TEXT),
            (Offer::Bundle, ui::WRITE_BUNDLE),
            (Offer::Home, ui::CASE_LATER),
        ],
        Some(Place::Question(_) | Place::Remedy(_)) | None => Vec::new(),
    };
    let told = |(offer, say): (Offer, Say)| (offer, say.get(model.lang).to_owned());
    offers.into_iter().map(told).collect()
}

/// What can be said of the entry shown, in the order of the digits.
pub fn outcomes(model: &Model) -> Vec<(Outcome, String)> {
    let Some(remedy) = model.shown() else {
        return Vec::new();
    };
    let fitting = Outcome::ALL.into_iter().filter(|outcome| remedy.offers(*outcome));
    let told = fitting.map(|outcome| {
        let until = (outcome == Outcome::Waiting && !rest_is_asked(&remedy.entry))
            .then(|| wait_until(model, &remedy.entry))
            .flatten();
        let text = match until {
            Some(until) => ui::WAIT_UNTIL.with(model.lang, &[&model.clock(until)]),
            None => outcomes::offered(outcome).get(model.lang).to_owned(),
        };
        (outcome, text)
    });
    told.collect()
}

/// The page of the entry shown, laid out as the screen of the walk has it.
fn sheet_of(model: &Model, chosen: &Chosen, unfolded: &BTreeSet<Section>) -> Option<Rc<Sheet>> {
    let remedy = model.shown()?;
    let ended = model.ended(&remedy.entry.id);
    let steps = 0..remedy.article.steps();
    Some(model.leaves.sheet(Leaf {
        above: remedy.because.get_or_init(|| known::because(model)).clone(),
        article: Rc::clone(&remedy.article),
        unfolded: unfolded.clone(),
        chosen: chosen.clone(),
        whole: model.find().is_some(),
        columns: layout::text_columns(model.size, true),
        words: (layout::walk(model.size.0).side > 0).then_some(Words::Beside),
        ticked: Some(steps.map(|step| ticked(ended.get(&step))).collect()),
    }))
}

/// The same with the cursor where it stands; `None` where another screen is shown.
pub fn sheet(model: &Model) -> Option<Rc<Sheet>> {
    model.top::<View>()?;
    sheet_of(model, model.chosen(), model.unfolded())
}

/// What became of a step, as a page marks it.
pub(super) fn ticked(end: Option<&StepEnd>) -> Ticked {
    match end {
        None => Ticked::Open,
        Some(StepEnd::Done) => Ticked::Done,
        Some(StepEnd::NotNeeded) => Ticked::NotNeeded,
        Some(StepEnd::CouldNot(_)) => Ticked::CouldNot,
    }
}

/// Where the cursor stands on the entry shown.
pub fn spot(model: &Model) -> Option<Spot> {
    sheet(model)?.at
}

/// The rows to choose from where the walk stands, each by what it is.
pub fn rows(model: &Model) -> Vec<String> {
    match &model.place {
        Some(Place::Question(open)) => open.choices.iter().map(|c| c.id.clone()).collect(),
        Some(Place::Remedy(_)) => sheet(model).map(|sheet| sheet.names()).unwrap_or_default(),
        _ => offers(model).iter().map(|(offer, _)| format!("{offer:?}")).collect(),
    }
}

/// Until when somebody waits at this entry.
pub fn running_wait(model: &Model, entry: &Entry) -> Option<Stamp> {
    let running = model.case.as_ref().and_then(Case::wait).filter(|w| w.entry == entry.id);
    running.map(|wait| wait.until).filter(|until| *until > model.now)
}

/// Until when to wait at this entry.
pub(super) fn wait_until(model: &Model, entry: &Entry) -> Option<Stamp> {
    running_wait(model, entry).or_else(|| model.at().after(entry.wait.as_ref()?.seconds()?))
}

/// Does the wait of an entry count from a moment that is to be asked?
fn rest_is_asked(entry: &Entry) -> bool {
    entry.wait.as_ref().is_some_and(|wait| wait.from != WaitFrom::Now)
}

/// Sets the screen up for what now stands on it: the earlier answer is chosen, a typed one stands in the line. Where nothing was
/// said yet nothing is chosen; in a remedy the cursor stands on the first open step.
pub(super) fn arrive(model: &mut Model) {
    let mut typed = Typed::default();
    let folded = BTreeSet::new();
    let chosen = match &model.place {
        Some(Place::Question(open)) => {
            let rows = rows(model);
            let before = open.before.clone().filter(|_| open.question.field.is_some());
            typed = Typed::new(&before.unwrap_or_default(), open.lines);
            let row = open.before.as_ref().and_then(|b| rows.iter().position(|id| id == b));
            row.map_or(Chosen::Nothing, |row| Chosen::at(&rows, row))
        }
        Some(Place::Remedy(remedy)) => {
            let ended = model.ended(&remedy.entry.id);
            let open = |spot: &Spot| matches!(spot, Spot::Step(step) if !ended.contains_key(step));
            let first = |sheet: Rc<Sheet>| {
                let row = sheet.spots.iter().position(open);
                Chosen::at(&sheet.names(), row.unwrap_or(0))
            };
            sheet_of(model, &Chosen::Nothing, &folded)
                .map(first)
                .unwrap_or_default()
        }
        _ => Chosen::Nothing,
    };
    let Some(layer) = model.layer::<View>() else { return };
    (layer.chosen, layer.scroll) = (chosen, 0);
    (layer.unfolded, layer.find) = (folded, None);
    (layer.focus, layer.beside) = (None, BTreeMap::new());
    if let Some(view) = layer.state_mut::<View>() {
        *view = View {
            input: typed,
            ..View::default()
        };
    }
}

/// Something was learned: where the walk stands somewhere else now, its screen is set up for that.
pub(super) fn learned(model: &mut Model) {
    let before = model.place.as_ref().map(id);
    model.refresh();
    if model.place.as_ref().map(id) != before {
        arrive(model);
    }
}

/// Looks at a stop of the walk, or at its head.
pub(super) fn look(model: &mut Model, stop: Option<usize>) {
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

/// Looks at an earlier stop. Whoever answers a question that evidence answered overrules that.
pub(super) fn look_at(model: &mut Model, stop: usize) {
    look(model, Some(stop));
    if known::proven(model).contains(&stop) {
        model.say(ui::OVERRULE);
    }
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
    let value = match &reply {
        Reply::Choice(id) => (*id).to_owned(),
        Reply::Typed(accepted) => accepted.value(),
    };
    let said = What::Asked {
        question: question.clone(),
        answer: value,
    };
    model.remember(known::said(model, &said));
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

/// Says what the entry shown came to; what belongs to it is asked first: who has it next, why it could not be done, from when a
/// wait counts.
pub fn say(model: &mut Model, outcome: Outcome) -> Vec<Effect> {
    let asked = match outcome {
        Outcome::Cause => Purpose::Handed,
        Outcome::Skipped => Purpose::CouldNot,
        Outcome::Waiting if model.shown().is_some_and(|remedy| rest_is_asked(&remedy.entry)) => {
            let (of, chosen) = (List::WaitFrom, Chosen::default());
            model.overlay = Some(Overlay::list(of, chosen));
            return Vec::new();
        }
        Outcome::Waiting => {
            let until = model.shown().and_then(|remedy| wait_until(model, &remedy.entry));
            return until.map_or_else(Vec::new, |until| end_entry(model, outcome, Some(Detail::Until(until))));
        }
        _ => return end_entry(model, outcome, None),
    };
    model.overlay = Some(Overlay::typing(asked, Typed::new("", false)));
    Vec::new()
}

/// Ends the entry shown with an outcome.
pub fn end_entry(model: &mut Model, outcome: Outcome, detail: Option<Detail>) -> Vec<Effect> {
    let Some(entry) = model.shown().map(|remedy| remedy.entry.id.clone()) else {
        return Vec::new();
    };
    let (at, left) = (model.at(), looked_at(model));
    let judged = judged::judged(model).filter(|_| outcome == Outcome::Fixed);
    let until = match detail {
        Some(Detail::Until(until)) => Some(until),
        _ => None,
    };
    let said = What::Tried {
        entry: entry.clone(),
        outcome,
        detail: detail.clone(),
    };
    model.remember(known::said(model, &said));
    let catalog = &model.catalog;
    let removed = model
        .case
        .as_mut()
        .map(|case| case.outcome(catalog, &entry, outcome, detail, at));
    if let Some(until) = until {
        look(model, None);
        model.toast = Some(ui::WAITING_SAVED.with(model.lang, &[&model.clock(until)]));
    } else {
        onward(model, left.as_ref());
    }
    if let Some(said) = judged::not_proven(model, judged.as_ref()) {
        model.toast = Some(said);
    }
    model.say_removed(&removed.unwrap_or_default());
    model.save()
}

/// Goes to an entry out of turn: to its stop, where the walk was there already.
pub fn take_up(model: &mut Model, entry: &EntryId) -> Vec<Effect> {
    let stops = model.trace.as_ref().map(|trace| &trace.stops);
    let was = stops.and_then(|stops| stops.iter().position(|stop| stop.id() == entry.as_str()));
    if was.is_none()
        && let Some(case) = &mut model.case
    {
        case.closed = false;
        case.take_up(&model.catalog, entry);
    }
    look(model, was);
    model.save()
}

/// Is a walk on its way that an entry can be taken up in?
pub(super) fn walks(model: &Model) -> bool {
    model.trace.is_some()
}

/// Keeps a remark, with the place it was made at.
pub fn add_note(model: &mut Model, text: &str) -> Vec<Effect> {
    let text = clean(text).trim().to_owned();
    if !text.is_empty() {
        let (at, node) = (model.at(), node(model));
        model.remember(ui::NOTE.get(model.lang).to_owned());
        let catalog = &model.catalog;
        let removed = model.case.as_mut().map(|case| case.note(catalog, at, node, &text));
        model.say(ui::NOTE_KEPT);
        model.say_removed(&removed.unwrap_or_default());
    }
    model.save()
}

/// Takes back what was said last, or says it again.
pub(super) fn turn(model: &mut Model, again: bool) -> Vec<Effect> {
    let Some(case) = &mut model.case else {
        return Vec::new();
    };
    let (what, told) = if again {
        (model.said.redo(case), ui::DONE_AGAIN)
    } else {
        (model.said.undo(case), ui::UNDONE)
    };
    let Some(what) = what else { return Vec::new() };
    look(model, None);
    model.toast = Some(told.with(model.lang, &[&what]));
    model.save()
}

/// The id of what stands there.
fn id(place: &Place) -> String {
    match place {
        Place::Question(open) => open.question.id.to_string(),
        Place::Remedy(remedy) => remedy.entry.id.to_string(),
        Place::Concluded(concluded) => format!("{concluded:?}"),
        Place::SupportCase => String::new(),
    }
}

/// The id of the node that a note belongs to.
pub(super) fn node(model: &Model) -> String {
    match &model.place {
        Some(place @ (Place::Question(_) | Place::Remedy(_))) => id(place),
        _ => String::new(),
    }
}
