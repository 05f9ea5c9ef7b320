//! What is known in the open walk: where it stands as a path, and the facts learned on the way.

use super::judged;
use super::model::Model;
use super::origins;
use crate::case::{Case, path};
use crate::knowledge::id::FactId;
use crate::knowledge::link::{self, Target};
use crate::knowledge::page;
use crate::text::{Say, say, ui};
use crate::walk::{Because, Position, What};
use std::collections::BTreeSet;

/// Where the walk stands, from the tree to the present node: the answers that led here.
pub fn breadcrumb(model: &Model) -> Vec<String> {
    let lang = model.lang;
    let (Some(trace), Some(journal)) = (&model.trace, model.case.as_ref().and_then(Case::journal)) else {
        return Vec::new();
    };
    let mut out = vec![title_of(model, &journal.start)];
    let opening = model.catalog.opening().and_then(|id| model.catalog.sequence(&id));
    let in_opening = |id: &str| opening.iter().flat_map(|s| &s.nodes).any(|node| node.id == id);
    let until = model.revisit.unwrap_or(trace.stops.len());
    for stop in trace.stops.iter().take(until) {
        let What::Asked { question: id, answer } = &stop.what else {
            continue;
        };
        if in_opening(id) {
            continue;
        }
        let Some(question) = model.catalog.question(id) else {
            continue;
        };
        if let Some(choice) = question.choices.iter().find(|c| c.id == *answer && !c.go.is_empty()) {
            out.push(page::plain(choice.text.get(lang)));
        }
    }
    if let (None, Position::Try(id)) = (model.revisit, &trace.position)
        && let Some((number, count)) = model.catalog.place(id)
    {
        out.push(ui::STEP_OF.with(lang, &[&number.to_string(), &count.to_string()]));
    }
    out
}

/// The title of a tree, an entry, a sequence or a question.
pub fn title_of(model: &Model, id: &str) -> String {
    let text = model.catalog.title(id);
    text.map_or_else(|| id.to_owned(), |t| page::plain(t.get(model.lang)))
}

/// Something that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    pub title: String,
    pub value: String,
    pub from: Origin,
    /// Evidence says otherwise; what a person said counts.
    pub overruled: bool,
}

/// Where something known comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It was known before this walk.
    Given,
    /// Somebody said so on it.
    Said,
    /// A paste, a log or a check shows it.
    Evidence,
}

/// What is known so far, the fact learned last first.
pub fn known(model: &Model) -> Vec<Fact> {
    let Some(trace) = &model.trace else { return Vec::new() };
    let mut ids: Vec<(FactId, Origin)> = Vec::new();
    for stop in trace.stops.iter().rev() {
        let What::Asked { question: id, answer } = &stop.what else {
            continue;
        };
        let Some(question) = model.catalog.question(id) else {
            continue;
        };
        let from = match (stop.proven, stop.at) {
            (true, _) => Origin::Evidence,
            (false, Some(_)) => Origin::Said,
            (false, None) => Origin::Given,
        };
        let chosen = question.choices.iter().find(|c| c.id == *answer);
        let learned = question.sets.iter().chain(chosen.iter().flat_map(|c| c.set.keys()));
        ids.extend(learned.map(|id| (id.clone(), from)));
    }
    // what the case knew before this walk comes last
    let proven = model
        .case
        .as_ref()
        .and_then(Case::journal)
        .map(|journal| &journal.proven.facts);
    let shown = |id: &FactId| proven.and_then(|facts| facts.get(id));
    ids.extend(trace.facts.iter().map(|(id, value)| {
        let evident = shown(id) == Some(value);
        (id.clone(), if evident { Origin::Evidence } else { Origin::Given })
    }));
    let mut seen = BTreeSet::new();
    ids.retain(|(id, _)| seen.insert(id.clone()));
    let told = ids.iter().filter_map(|(id, from)| {
        let (fact, value) = (model.catalog.fact(id)?, trace.facts.get(id)?);
        let overruled = shown(id).is_some_and(|shown| shown != value);
        let text = fact.values.iter().find(|v| v.id == *value)?.text.get(model.lang);
        let origin = origins::of_fact(model, id, value).filter(|_| *from == Origin::Evidence);
        let record = origin.filter(|origin| origin.record.is_some());
        let record = record.map(|origin| origin.brief(model.lang));
        Some(Fact {
            overruled,
            title: fact.title.get(model.lang).to_owned(),
            value: record.map_or(text.to_owned(), |record| format!("{text}, {record}")),
            from: *from,
        })
    });
    told.collect()
}

/// What is known so far on one line.
pub fn known_line(model: &Model) -> String {
    let told = known(model).into_iter();
    let told = told.map(|Fact { title, value, .. }| format!("{title}: {value}"));
    told.collect::<Vec<_>>().join("; ")
}

/// What was said at a stop, in words, the answer first: it is what must not be cut.
pub fn said(model: &Model, what: &What) -> String {
    let lang = model.lang;
    match what {
        What::Asked { question, answer } => {
            let answer = page::plain(&path::answer(&model.catalog, question, answer, lang));
            format!("{answer} ({})", title_of(model, question))
        }
        What::Tried { entry, outcome, .. } => format!("{} ({})", outcome.told().get(lang), title_of(model, entry)),
    }
}

/// The way so far: each stop at which something was said, by its place among the stops; what evidence said with its mark and
/// where that comes from.
pub fn way(model: &Model) -> Vec<(usize, String)> {
    const FROM_EVIDENCE: Say = say("# {} ({})", "# {}({})");
    let stops = model.trace.iter().flat_map(|trace| &trace.stops).enumerate();
    let made = stops.filter(|(_, stop)| stop.is_told());
    made.map(|(at, stop)| {
        let said = said(model, &stop.what);
        if stop.proven {
            let origin = origins::of_stop(model, stop).map(|origin| origin.told(model.lang));
            (
                at,
                FROM_EVIDENCE.with(model.lang, &[&said, &origin.unwrap_or_default()]),
            )
        } else {
            (at, said)
        }
    })
    .collect()
}

/// The stops that evidence answered, by their place among the stops.
pub(super) fn proven(model: &Model) -> Vec<usize> {
    let stops = model.trace.iter().flat_map(|trace| &trace.stops).enumerate();
    stops.filter(|(_, stop)| stop.proven).map(|(at, _)| at).collect()
}

/// What was looked at in this walk and ruled out, by title.
pub fn ruled_out(model: &Model) -> Vec<String> {
    let stops = model.trace.iter().flat_map(|trace| &trace.stops);
    let out = stops.filter_map(|stop| match &stop.what {
        What::Tried { entry, outcome, .. } if outcome.rules_out() => Some(title_of(model, entry)),
        _ => None,
    });
    out.collect()
}

/// Why the entry shown comes now, where that is not plain: the walk left an area, or goes by what is only likely.
pub fn because(model: &Model) -> Vec<String> {
    let (Some(trace), Some(remedy), None) = (&model.trace, model.shown(), model.revisit) else {
        return Vec::new();
    };
    let lang = model.lang;
    let tried = trace.stops.iter().rev().find_map(|stop| match &stop.what {
        What::Tried { entry, outcome, .. } if outcome.concluded().is_none() => model.catalog.entry(entry),
        _ => None,
    });
    let left = tried.map(|tried| tried.area).filter(|area| *area != remedy.entry.area);
    let here = remedy.entry.area.title().get(lang);
    let mut out = Vec::new();
    match (&trace.because, left) {
        (Because::Order | Because::Likely, Some(left)) => {
            out.push(ui::FROM_HERE_ON.with(lang, &[here, left.title().get(lang)]));
        }
        (Because::Next(entry), Some(_)) => {
            out.push(ui::FROM_HERE_BY.with(lang, &[here, &title_of(model, entry)]));
        }
        _ => {}
    }
    if trace.because == Because::Likely {
        out.push(ui::ONLY_LIKELY.get(lang).to_owned());
    }
    out.extend(judged::line(model));
    out
}

/// What a text names that can be followed: the id of an entry, or the address of a page.
pub fn link(model: &Model, text: &str) -> Option<Target> {
    link::targets(&model.catalog, text).into_iter().next()
}
