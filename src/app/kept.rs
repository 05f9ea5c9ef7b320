//! What a text typed or pasted holds for the case. On the first screen it is read when it comes and taken when a walk starts
//! from it; in a note or a field of the open case it is taken with that.

use super::message::Effect;
use super::model::Model;
use super::{outcomes, walking};
use crate::case::Case;
use crate::case::found::{Evidence, From, Passed};
use crate::case::taken;
use crate::evidence::{self, Clock, Reading};
use crate::knowledge::Catalog;
use crate::knowledge::id::{EntryId, FieldId};
use crate::text::ui;
use std::collections::BTreeSet;

/// So many entries are likely at most.
pub(super) const MOST_LIKELY: usize = 5;

/// So many of what was found are named in one line; the rest is counted.
const MOST_NAMED: usize = 3;

/// Reads a text: times without a zone are those of the zone that the open case names, and of no other.
pub(super) fn read(model: &Model, text: &str) -> Reading {
    match &model.case {
        Some(case) => case.read(&model.catalog, text, model.now),
        None => evidence::read(
            &model.catalog,
            text,
            Clock {
                now: model.now,
                zone: None,
            },
        ),
    }
}

/// Takes what stands in the line of the first screen into the open case, as far as it was not dropped there: its evidence now,
/// and asks for what fills fields. What was confirmed counts first.
pub(super) fn keep(model: &mut Model) -> Vec<Effect> {
    let Some(pasted) = model.pasted().cloned() else {
        return Vec::new();
    };
    let catalog = &model.catalog;
    let Some(case) = &mut model.case else {
        return Vec::new();
    };
    let mut values = pasted.confirmed();
    for (reading, from) in pasted.readings() {
        case.add_evidence(catalog, &reading, from);
        values.extend(taken::values(catalog, &reading));
    }
    ask(model, values)
}

/// Takes what was pasted into a note or a field of the open case, once that is kept: its evidence, and what fills other fields.
/// Says in one line what was found and where it stands. The words are the note or the value already.
pub(super) fn take(model: &mut Model, texts: &[String]) -> Vec<Effect> {
    let mut readings: Vec<Reading> = texts.iter().map(|text| read(model, text)).collect();
    for reading in &mut readings {
        reading.words.clear();
    }
    let values = readings.iter().flat_map(|r| taken::values(&model.catalog, r));
    let empty = |(field, _): &(FieldId, String)| {
        let case = model.case.as_ref();
        case.is_some_and(|case| case.value(&model.catalog, field).is_none() && !case.open.contains_key(field))
    };
    let values: Vec<(FieldId, String)> = values.filter(empty).collect();
    let Some(mut case) = model.case.clone() else {
        return Vec::new();
    };
    let catalog = &model.catalog;
    let added = readings.iter().flat_map(|r| case.add_evidence(catalog, r, From::Paste));
    let added: Vec<Evidence> = added.collect();
    if added.is_empty() && values.is_empty() {
        return Vec::new();
    }
    let pieces = added.iter().map(|piece| piece.brief(model.lang));
    let titles = values.iter().filter_map(|(field, _)| model.catalog.field(field));
    let mut named: Vec<String> = pieces
        .chain(titles.map(|field| field.title.get(model.lang).to_owned()))
        .collect();
    let more = named.len().saturating_sub(MOST_NAMED);
    named.truncate(MOST_NAMED);
    let more = if more > 0 { format!(" +{more}") } else { String::new() };
    let said = ui::FROM_PASTE.with(model.lang, &[&(named.join(", ") + &more)]);
    model.remember(ui::THE_PASTE.get(model.lang).to_owned());
    model.case = Some(case);
    changed(model, &BTreeSet::new());
    model.toast = Some(said);
    let mut effects = model.save();
    effects.extend(ask(model, values));
    effects
}

/// Drops a piece of evidence of the open case; what it answered is asked again.
pub(super) fn drop_evidence(model: &mut Model, at: usize) -> Vec<Effect> {
    let lang = model.lang;
    let piece = model.case.as_ref().and_then(|case| case.evidence.get(at));
    let Some(told) = piece.map(|piece| piece.brief(lang)) else {
        return Vec::new();
    };
    let said = ui::DROPPED.with(lang, &[&told]);
    model.remember(told);
    let before = shown(model.case.as_ref(), &model.catalog);
    let catalog = &model.catalog;
    if let Some(case) = &mut model.case {
        case.drop_evidence(catalog, at);
    }
    changed(model, &before);
    model.toast = Some(said);
    model.save()
}

/// A log was kept in the open case.
pub(super) fn learned(model: &mut Model) {
    changed(model, &BTreeSet::new());
}

/// Evidence of the open case came or went: what it makes likely comes first of what is likely, what only `gone` evidence made
/// likely goes; where the walk stands somewhere else now, its screen is set up for that.
fn changed(model: &mut Model, gone: &BTreeSet<EntryId>) {
    refill(&model.catalog, model.case.as_mut(), gone);
    walking::learned(model);
}

/// Fills anew what the evidence of a case makes likely.
pub(super) fn refill(catalog: &Catalog, case: Option<&mut Case>, gone: &BTreeSet<EntryId>) {
    let Some(case) = case else { return };
    let failed = case.checks.iter().filter(|check| check.status == Passed::Fail);
    let failed = failed.filter_map(|check| check.entry.as_deref().map(EntryId::new));
    let shown: Vec<EntryId> = by_codes(Some(&*case), catalog).into_iter().chain(failed).collect();
    let Some(journal) = case.walks.last_mut() else { return };
    let before = std::mem::take(&mut journal.likely).into_iter();
    let stays = before.filter(|id| !gone.contains(id));
    let mut seen = BTreeSet::new();
    let likely = shown.into_iter().chain(stays);
    let likely = likely.filter(|id| *id != *journal.start && seen.insert(id.clone()));
    journal.likely = likely.filter(|id| is_tried(catalog, id)).take(MOST_LIKELY).collect();
}

/// The entries that the codes of the evidence name, the deciding code first.
pub(super) fn by_codes(case: Option<&Case>, catalog: &Catalog) -> Vec<EntryId> {
    let journal = case.and_then(Case::journal);
    let codes = journal.into_iter().flat_map(|journal| &journal.proven.codes);
    codes.flat_map(|code| catalog.by_code(code)).collect()
}

fn shown(case: Option<&Case>, catalog: &Catalog) -> BTreeSet<EntryId> {
    by_codes(case, catalog).into_iter().collect()
}

/// Can it be tried or judged? What is only read is no cause.
pub(super) fn is_tried(catalog: &Catalog, id: &EntryId) -> bool {
    catalog.entry(id).is_some_and(|entry| !outcomes::is_read(&entry))
}

/// Asks for values of fields that are still empty.
pub(super) fn ask(model: &Model, values: Vec<(FieldId, String)>) -> Vec<Effect> {
    let case = model.case.clone().filter(|_| !values.is_empty());
    let keep = case.map(|case| Effect::Keep {
        case: Box::new(case),
        values,
        record: None,
    });
    keep.into_iter().collect()
}
