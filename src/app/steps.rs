//! What is done on a page with a cursor: a step ticked, a section unfolded, a link followed, something copied.

use super::lines::Typed;
use super::message::Effect;
use super::model::Model;
use super::outcomes;
use super::screen::{Overlay, Purpose};
use super::verifying;
use super::walking;
use crate::knowledge::article::{Article, Section};
use crate::knowledge::page;
use crate::knowledge::spot::Spot;
use crate::text::{one_line, ui};
use crate::walk::StepEnd;

/// Folds or unfolds a section of the text shown.
pub fn unfold(model: &mut Model, section: Section) {
    if !model.top.unfolded.remove(&section) {
        model.top.unfolded.insert(section);
    }
}

/// What Space does there: ticks a step or opens it again; folds a section.
pub(super) fn tick(model: &mut Model) -> Vec<Effect> {
    match walking::spot(model) {
        Some(Spot::Section(section)) => unfold(model, section),
        Some(spot) => {
            if let Some(step) = spot.step() {
                return end(model, step, StepEnd::Done);
            }
            model.say(ui::NO_STEP_HERE);
        }
        None => model.say(ui::NO_STEP_HERE),
    }
    Vec::new()
}

/// Says that the step under the cursor is not needed, or opens it again.
pub(super) fn not_needed(model: &mut Model) -> Vec<Effect> {
    match walking::spot(model).and_then(Spot::step) {
        Some(step) => end(model, step, StepEnd::NotNeeded),
        None => Vec::new(),
    }
}

/// Asks why the step under the cursor could not be done; opens it again where that was said before.
pub(super) fn could_not(model: &mut Model) -> Vec<Effect> {
    let Some(step) = walking::spot(model).and_then(Spot::step) else {
        return Vec::new();
    };
    let entry = model.shown().map(|remedy| remedy.entry.id.clone());
    let ended = entry.and_then(|entry| model.ended(&entry).remove(&step));
    if let Some(before @ StepEnd::CouldNot(_)) = ended {
        return end(model, step, before);
    }
    model.overlay = Some(Overlay::typing(Purpose::StepCouldNot(step), Typed::new("", false)));
    Vec::new()
}

/// Says what became of a step of the entry shown, counted from 0; where that was said before, the step is open again.
pub fn end(model: &mut Model, step: usize, end: StepEnd) -> Vec<Effect> {
    let Some(remedy) = model.shown() else {
        return Vec::new();
    };
    let (id, steps) = (remedy.entry.id.clone(), remedy.article.steps());
    if step >= steps {
        return Vec::new();
    }
    let before = model.ended(&id).remove(&step);
    // what was done before it was shut can be opened again
    if end == StepEnd::Done && before != Some(StepEnd::Done) && verifying::refused(model, step) {
        return Vec::new();
    }
    let end = Some(end).filter(|end| before.as_ref() != Some(end));
    let said = outcomes::step_said(end.as_ref()).with(model.lang, &[&(step + 1).to_string(), &steps.to_string()]);
    model.remember(said.clone());
    let at = model.at();
    if let Some(journal) = model.case.as_mut().and_then(|c| c.walks.last_mut()) {
        journal.end_step(&id, step, end, at);
    }
    // the step may lie below what is seen, so it is said too
    model.toast = Some(said);
    model.refresh();
    model.save()
}

/// The same with a reason; `None` where none is given.
pub fn end_because(model: &mut Model, step: usize, reason: &str) -> Option<Vec<Effect>> {
    let reason = one_line(reason);
    (!reason.is_empty()).then(|| end(model, step, StepEnd::CouldNot(reason)))
}

/// What the copy key takes of a page: the command under the cursor, else the step or address, else the words for the caller,
/// else the whole page.
pub fn copied(article: &Article, spot: Option<Spot>) -> String {
    let taken = spot.and_then(|spot| match spot {
        Spot::Tell => article.said().map(page::plain),
        Spot::Link(..) => article.target(spot).map(|target| target.name().to_owned()),
        Spot::Step(step) => {
            let step = article.step(step)?;
            let whole = std::iter::once(step.block.clone()).chain(step.under.iter().cloned());
            let whole: Vec<_> = whole.collect();
            let command = step.command().map(str::to_owned);
            Some(command.unwrap_or_else(|| page::text(&whole, COPIED)))
        }
        Spot::Section(_) => None,
    });
    let words = || article.said().map(page::plain);
    taken
        .or_else(words)
        .unwrap_or_else(|| page::text(&article.whole(), COPIED))
}

/// What is not known yet of the command that the copy key takes there, by the titles of the fields.
pub(super) fn open_in(article: &Article, spot: Option<Spot>) -> Vec<String> {
    match spot {
        Some(Spot::Step(step)) => article.step(step).map(|step| step.open.clone()).unwrap_or_default(),
        _ => Vec::new(),
    }
}

/// Columns of a text that is copied.
const COPIED: usize = 80;
