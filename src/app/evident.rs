//! What evidence says in the open walk, to be overruled by whoever knows better: the questions it answered, and the facts it proves
//! that no question asked for.

use super::message::Effect;
use super::model::Model;
use super::origins::{self, Origin};
use super::{known, walking};
use crate::case::Case;
use crate::knowledge::id::FactId;
use crate::text::{Say, say};
use crate::walk::{Journal, What};
use std::collections::BTreeSet;

const OVERRULED: Say = say(
    "Overruled: {}. It is asked as if no evidence said it; o takes that back.",
    "{}: 증거를 따르지 않고 다시 묻습니다. o를 누르면 되돌립니다.",
);
const BELIEVED: Say = say("Taken from the evidence again: {}.", "{}: 다시 증거를 따릅니다.");

/// Something that evidence says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// The answer at a stop, by its place among the stops.
    Stop(usize),
    Fact(FactId),
}

fn journal(model: &Model) -> Option<&Journal> {
    model.case.as_ref().and_then(Case::journal)
}

/// Does evidence say anything?
pub fn any(model: &Model) -> bool {
    !known::proven(model).is_empty() || !loose(model).is_empty()
}

/// Facts that evidence proves and that no stop tells already.
fn loose(model: &Model) -> Vec<(FactId, String)> {
    let Some(journal) = journal(model) else {
        return Vec::new();
    };
    let stops = model.trace.iter().flat_map(|trace| &trace.stops);
    let asked = stops.filter_map(|stop| match &stop.what {
        What::Asked { question, .. } => model.catalog.question(question)?.sets,
        What::Tried { .. } => None,
    });
    let asked: BTreeSet<FactId> = asked.collect();
    let proven = journal.proven.facts.iter();
    let loose = proven.filter(|(fact, _)| !asked.contains(*fact));
    loose.map(|(fact, value)| (fact.clone(), value.clone())).collect()
}

/// What evidence says, each behind where that comes from; what is overruled bears its mark.
pub fn rows(model: &Model) -> Vec<(Said, String)> {
    let lang = model.lang;
    let told = |mark: &str, origin: Option<Origin>, said: &str| match origin.map(|origin| origin.brief(lang)) {
        Some(origin) => format!("{mark} {origin}: {said}"),
        None => format!("{mark} {said}"),
    };
    let stops = model.trace.iter().flat_map(|trace| &trace.stops).enumerate();
    let proven = stops.filter(|(_, stop)| stop.proven);
    let mut out: Vec<(Said, String)> = proven
        .map(|(at, stop)| {
            let said = known::said(model, &stop.what);
            (Said::Stop(at), told("#", origins::of_stop(model, stop), &said))
        })
        .collect();
    for (id, value) in loose(model) {
        let Some(fact) = model.catalog.fact(&id) else { continue };
        let text = fact.values.iter().find(|known| known.id == value);
        let text = text.map_or(value.as_str(), |known| known.text.get(lang));
        let said = format!("{} - {text}", fact.title.get(lang));
        let mark = if is_overruled(model, &id) { "# -" } else { "#" };
        let origin = origins::of_fact(model, &id, &value);
        out.push((Said::Fact(id), told(mark, origin, &said)));
    }
    out
}

fn is_overruled(model: &Model, fact: &FactId) -> bool {
    journal(model).is_some_and(|journal| journal.overruled.contains(fact))
}

/// Overrules a fact of the evidence, or believes it again; what hung on it is asked anew.
pub(super) fn turn(model: &mut Model, fact: &FactId) -> Vec<Effect> {
    let title = model
        .catalog
        .fact(fact)
        .map(|known| known.title.get(model.lang).to_owned());
    let title = title.unwrap_or_else(|| fact.to_string());
    model.remember(title.clone());
    if let Some(case) = &mut model.case {
        case.overrule(fact);
    }
    walking::learned(model);
    let said = if is_overruled(model, fact) { OVERRULED } else { BELIEVED };
    model.toast = Some(said.with(model.lang, &[&title]));
    model.save()
}
