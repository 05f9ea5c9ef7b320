//! The change record of a case: what was changed, when, by which role and where, how it is taken back, and whether it helped.

use super::model::{Change, Task};
use super::tell::Teller;
use crate::case::paper::{Line, ours};
use crate::knowledge::article::steps_of;
use crate::knowledge::id::EntryId;
use crate::knowledge::shape::{Entry, Step};
use crate::text::{Say, say};
use crate::time::Stamp;

const UNKNOWN: Say = say("not known", "알 수 없음");

impl Teller<'_> {
    /// The entries of which a step was done that changes something, in the order in which that began.
    pub(super) fn changes(&self) -> Vec<Change> {
        let ticked = self.case.walks.iter().flat_map(|walk| walk.steps.keys());
        let mut ids: Vec<&EntryId> = Vec::new();
        for id in ticked {
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        let changes = ids.into_iter().filter_map(|id| self.change(&self.catalog.entry(id)?));
        let mut changes: Vec<(Option<Stamp>, Change)> = changes.collect();
        changes.sort_by_key(|(at, _)| *at);
        changes.into_iter().map(|(_, change)| change).collect()
    }

    /// What was done at an entry, in order of time, from when on.
    fn change(&self, entry: &Entry) -> Option<(Option<Stamp>, Change)> {
        let steps = steps_of(self.catalog, entry);
        let done = self.case.done_at(&entry.id);
        let mut done: Vec<(Option<Stamp>, &Step)> = done
            .iter()
            .filter_map(|(at, when)| Some((*when, steps.get(*at)?)))
            .collect();
        if !done.iter().any(|(_, step)| step.acts()) {
            return None;
        }
        done.sort_by_key(|(at, _)| *at);
        let first = done.iter().filter_map(|(at, _)| *at).min();
        let change = Change {
            title: ours(entry.title.get(self.lang)),
            entry: ours(format!("`{}`", entry.id)),
            steps: done.iter().map(|(at, step)| self.recorded(*at, step)).collect(),
            verified: self.judged(&entry.id),
        };
        Some((first, change))
    }

    /// A step that was done: with its command and what takes it back where it changed something.
    fn recorded(&self, at: Option<Stamp>, step: &Step) -> Task {
        Task {
            when: Some(ours(
                at.map_or_else(|| UNKNOWN.get(self.lang).to_owned(), |at| self.time(at)),
            )),
            ..self.placed(step)
        }
    }

    /// Whether the remedy of an entry helped, and by what that is known.
    pub(super) fn judged(&self, entry: &EntryId) -> Option<Line> {
        let judged = self.case.accepted(self.catalog, entry)?;
        Some(ours(judged.told(self.catalog, self.lang, &|at| self.time(at))))
    }

    /// Each step that was ended at an entry as a line of the transcript, and then whether all that helped.
    pub(super) fn ended(&self, entry: &Entry) -> Vec<(Option<Stamp>, Line)> {
        const DONE: Say = say("Step {} done: {}", "{}단계 완료: {}");
        const BY: Say = say("{} ({})", "{} ({})");
        const JUDGED: Say = say("Did it help? {}", "효과 확인: {}");
        let steps = steps_of(self.catalog, entry);
        let done = self.case.done_at(&entry.id);
        let mut out: Vec<(Option<Stamp>, Line)> = Vec::new();
        for (at, when) in &done {
            let Some(step) = steps.get(*at) else { continue };
            let text = step.action.get(self.lang);
            let role = step.role.as_ref().and_then(|id| self.catalog.role(id));
            let text = match role {
                Some(role) => BY.with(self.lang, &[text, role.name.get(self.lang)]),
                None => text.to_owned(),
            };
            out.push((*when, ours(DONE.with(self.lang, &[&(at + 1).to_string(), &text]))));
        }
        out.sort_by_key(|(at, _)| *at);
        if let Some(judged) = self.case.accepted(self.catalog, &entry.id) {
            let told = judged.told(self.catalog, self.lang, &|at| self.time(at));
            out.push((None, ours(JUDGED.with(self.lang, &[&told]))));
        }
        out
    }
}
