//! Going from place to place: to a walk, an open case, one step back.

use super::bundling::Bundle;
use super::find;
use super::jobs;
use super::kept;
use super::message::{Effect, Kind};
use super::model::Model;
use super::said::Said;
use super::screens::form::{self, Form};
use super::screens::import::Import;
use super::walking::{self, View};
use crate::case::listed::{Listed, State};
use crate::case::{Case, CaseId};
use crate::knowledge::id::EntryId;
use crate::knowledge::shape::Field;
use crate::search::{Hit, Why};
use crate::text::ui;
use std::collections::BTreeSet;

/// Starts a walk at a tree, an entry or a question, in a case of its own where none is open.
pub fn start(model: &mut Model, start: &str) -> Vec<Effect> {
    let mut effects = model.begin_case();
    if let Some(case) = &mut model.case {
        case.closed = false;
        case.start(&model.catalog, start);
    }
    effects.extend(kept::keep(model));
    let likely = likely(model, start);
    if let Some(journal) = model.case.as_mut().and_then(|case| case.walks.last_mut()) {
        journal.likely = likely;
    }
    walk(model);
    effects.extend(model.save());
    effects
}

/// What the evidence and the words that were typed make likely besides the start: what can be tried or judged, the likeliest
/// first.
fn likely(model: &Model, start: &str) -> Vec<EntryId> {
    let catalog = &model.catalog;
    let shown = kept::by_codes(model.case.as_ref(), catalog).into_iter();
    let hits = model.found().map_or(&[][..], |results| &results.hits);
    // what is only spelled alike, or far behind the best, is not likely
    let best = hits.first().map_or(0.0, |hit| hit.score);
    let near = |hit: &&Hit| hit.why != Why::Fuzzy && hit.score * 2.0 >= best;
    let found = shown.chain(hits.iter().filter(near).map(|hit| hit.id.clone()));
    let mut seen = BTreeSet::new();
    let found = found.filter(|id| *id != *start && seen.insert(id.clone()));
    let tried = found.filter(|id| kept::is_tried(catalog, id));
    tried.take(kept::MOST_LIKELY).collect()
}

fn walk(model: &mut Model) {
    model.push_first(View::default());
    model.refresh();
    walking::arrive(model);
}

/// Goes to an entry out of turn in the walk that is on its way; what lay over the walk is left.
pub fn take_up(model: &mut Model, entry: &EntryId) -> Vec<Effect> {
    while model.top::<View>().is_none() {
        if !model.pop() {
            model.push_first(View::default());
        }
    }
    walking::take_up(model, entry)
}

/// A saved case was read: it goes on where it was left.
pub(super) fn opened(model: &mut Model, case: Case) -> Vec<Effect> {
    let walks = case.journal().is_some();
    // who goes on with a closed case opens it again
    let reopened = case.closed;
    // what could not be saved of it counts before what is on the disk
    let case = model.unsaved.case(&case.id).cloned().unwrap_or(case);
    model.case = Some(Case { closed: false, ..case });
    // evidence may have come meanwhile, by command
    kept::refill(&model.catalog, model.case.as_mut(), &BTreeSet::new());
    model.said = Said::default();
    if walks {
        walk(model);
    } else {
        model.push_first(Form);
        model.refresh();
    }
    let mut effects = jobs::attach(model);
    if reopened {
        model.say(ui::REOPENED);
        effects.extend(model.save());
    }
    effects
}

/// Closes a case of the list, or opens it again.
pub(super) fn shut(model: &mut Model, case: &Listed) -> Vec<Effect> {
    let close = case.state != State::Closed;
    if let Some(open) = model.case.as_mut().filter(|open| open.id == case.id) {
        open.closed = close;
        let mut effects = model.save();
        effects.push(Effect::ListCases);
        return effects;
    }
    if let Some(unsaved) = model.unsaved.case(&case.id) {
        let closed = Case {
            closed: close,
            ..unsaved.clone()
        };
        return vec![Effect::Save(Box::new(closed)), Effect::ListCases];
    }
    vec![Effect::CloseCase(case.id.clone(), close)]
}

/// Deletes a case; where it is the open one, that is let go and the first screen is shown.
pub(super) fn delete(model: &mut Model, id: &CaseId) -> Vec<Effect> {
    if model.case.as_ref().is_some_and(|case| case.id == *id) {
        model.case = None;
        model.home();
    }
    model.unsaved.forget(id);
    vec![Effect::DeleteCase(id.clone())]
}

/// A case without a walk.
pub(super) fn empty_case(model: &mut Model) -> Vec<Effect> {
    let mut effects = model.begin_case();
    form::open(model);
    effects.extend(model.save());
    effects
}

/// A case without a walk, with what was typed as the words of the caller and what was pasted as its evidence.
pub(super) fn described(model: &mut Model, typed: String) -> Vec<Effect> {
    let mut effects = empty_case(model);
    effects.extend(kept::keep(model));
    let words = model.catalog.fields().into_iter().find(Field::takes_words);
    let asked = words.map(|field| (field.id, typed)).into_iter().collect();
    effects.extend(kept::ask(model, asked));
    effects
}

/// One step back: work that goes on is stopped, an earlier stop is looked at, a line is emptied, a screen is left.
/// `None` on the first screen, from where there is only the way out.
pub fn back(model: &mut Model) -> Option<Vec<Effect>> {
    if let Some(effects) = jobs::stop(model) {
        return Some(effects);
    }
    if model.top.focus.take().is_some() || find::end(model) || (model.deeds().back)(model) {
        return Some(Vec::new());
    }
    let plans = model.top::<Bundle>().is_some();
    let reads = model.top::<Import>().is_some_and(|import| import.read.is_none());
    if !model.pop() {
        return None;
    }
    let mut effects = Vec::new();
    // what was done for the screen that is left
    for (kind, held) in [(Kind::Plan, plans), (Kind::Receive, reads)] {
        if held && model.jobs.remove(&kind).is_some() {
            effects.push(Effect::Cancel(kind));
        }
    }
    if model.depth() == 0 {
        effects.extend(model.let_go());
        effects.push(Effect::ListCases);
    } else {
        model.refresh();
    }
    Some(effects)
}
