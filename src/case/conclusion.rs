//! What a case came to: the entries that somebody said were the end of it, with what was done there and what is left to do.
//! Derived from the walks, so that it can never disagree with them.

use super::found::{Certainty, Conclusion, Status};
use super::{Case, path};
use crate::knowledge::article::steps_of;
use crate::knowledge::id::EntryId;
use crate::knowledge::shape::{Entry, Step};
use crate::knowledge::{Catalog, page};
use crate::text::Lang;
use crate::walk::{Concluded, Detail, StepEnd, What};
use std::collections::BTreeMap;

/// The steps of an entry, each with what became of it; `None` where it is open.
pub fn steps(catalog: &Catalog, case: &Case, entry: &Entry) -> Vec<(Step, Option<StepEnd>)> {
    let ends: BTreeMap<usize, StepEnd> = case
        .walks
        .iter()
        .filter_map(|walk| walk.steps.get(&entry.id))
        .flat_map(Clone::clone)
        .collect();
    let steps = steps_of(catalog, entry).into_iter().enumerate();
    steps.map(|(at, step)| (step, ends.get(&at).cloned())).collect()
}

/// Everything that concluded the case, in the order in which it was said; an entry by its last outcome.
pub fn conclusions(catalog: &Catalog, case: &Case, lang: Lang) -> Vec<Conclusion> {
    let mut said: Vec<Conclusion> = Vec::new();
    for (_, trace) in path::courses(catalog, case) {
        for stop in trace.stops {
            let What::Tried { entry, outcome, detail } = stop.what else {
                continue;
            };
            said.retain(|conclusion| conclusion.entry != entry);
            let (Some(outcome), Some(known)) = (outcome.concluded(), catalog.entry(&entry)) else {
                continue;
            };
            let steps = steps(catalog, case, &known);
            let text = |step: &Step| page::plain(step.action.get(lang));
            let of = |wanted: fn(&Option<StepEnd>) -> bool| -> Vec<String> {
                let steps = steps.iter().filter(|(_, end)| wanted(end));
                steps.map(|(step, _)| text(step)).collect()
            };
            let to_do = if outcome == Concluded::Cause {
                of(|end| matches!(end, None | Some(StepEnd::CouldNot(_))))
            } else {
                Vec::new()
            };
            let wait = case.wait().filter(|wait| wait.entry == entry).map(|wait| wait.until);
            said.push(Conclusion {
                title: path::title(catalog, &entry, lang),
                certainty: certainty(catalog, case, &entry),
                done: of(|end| *end == Some(StepEnd::Done)),
                who: match detail {
                    Some(Detail::Handed(who)) => Some(who),
                    _ if to_do.is_empty() => None,
                    _ => next_role(catalog, &steps, lang),
                },
                entry,
                outcome,
                to_do,
                wait_until: wait,
            });
        }
    }
    said
}

/// The role that the first open step asks for.
fn next_role(catalog: &Catalog, steps: &[(Step, Option<StepEnd>)], lang: Lang) -> Option<String> {
    let mut open = steps
        .iter()
        .filter(|(_, end)| matches!(end, None | Some(StepEnd::CouldNot(_))));
    let role = open.find_map(|(step, _)| step.role.as_ref())?;
    Some(catalog.role(role)?.name.get(lang).to_owned())
}

/// How a conclusion is known: from a finding of a log that names it, from evidence that bears its number or code, or because
/// somebody said so.
fn certainty(catalog: &Catalog, case: &Case, entry: &EntryId) -> Certainty {
    let found = case
        .findings
        .iter()
        .filter(|finding| finding.entry == *entry || finding.also.contains(entry));
    let statuses: Vec<Status> = found.map(|finding| finding.status).collect();
    if statuses.contains(&Status::Confirmed) {
        return Certainty::Confirmed;
    }
    let codes: Vec<String> = catalog.entry(entry).map(|entry| entry.codes).unwrap_or_default();
    let shown = case.evidence.iter().any(|evidence| {
        let event = evidence.event.map(|event| event.to_string());
        event.iter().chain(&evidence.codes).any(|code| codes.contains(code))
    });
    if shown || statuses.contains(&Status::Likely) {
        Certainty::Likely
    } else {
        Certainty::Stated
    }
}
