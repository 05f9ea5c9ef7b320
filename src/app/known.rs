//! What is known in the open walk: where it stands as a path, and the facts learned on the way.

use super::model::Model;
use crate::case::Case;
use crate::knowledge::id::FactId;
use crate::knowledge::page;
use crate::text::ui;
use crate::walk::{Position, What};
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

/// What is known so far: title and value of each fact, the one learned last first.
pub fn known(model: &Model) -> Vec<(String, String)> {
    let Some(trace) = &model.trace else { return Vec::new() };
    let mut ids: Vec<FactId> = Vec::new();
    for stop in trace.stops.iter().rev() {
        let What::Asked { question: id, answer } = &stop.what else {
            continue;
        };
        let Some(question) = model.catalog.question(id) else {
            continue;
        };
        let chosen = question.choices.iter().find(|c| c.id == *answer);
        ids.extend(question.sets.clone());
        ids.extend(chosen.iter().flat_map(|c| c.set.keys().cloned()));
    }
    // what the case knew before this walk comes last
    ids.extend(trace.facts.keys().cloned());
    let mut seen = BTreeSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    ids.iter()
        .filter_map(|id| {
            let (fact, value) = (model.catalog.fact(id)?, trace.facts.get(id)?);
            let text = fact
                .values
                .iter()
                .find(|v| v.id == *value)?
                .text
                .get(model.lang)
                .to_owned();
            Some((fact.title.get(model.lang).to_owned(), text))
        })
        .collect()
}

/// What is known so far on one line; a bare "yes" or "no" is told with its title.
pub fn known_line(model: &Model) -> String {
    let (yes, no) = (ui::YES.get(model.lang), ui::NO.get(model.lang));
    let told = known(model).into_iter().map(|(title, value)| {
        if value == yes || value == no {
            format!("{}: {value}", within_a_line(&title))
        } else {
            value
        }
    });
    told.collect::<Vec<_>>().join(", ")
}

/// A title as it stands within a line: "Must work now" begins small, "SSPR on" stays.
fn within_a_line(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => title.to_owned(),
    }
}
