//! Steps as a report tells them: those still to do, those that were done, with how each is done and taken back.

use super::model::Task;
use super::tell::Teller;
use crate::case::conclusion;
use crate::case::found::Conclusion;
use crate::case::paper::{ours, typed};
use crate::case::verified::Shut;
use crate::knowledge::article::filled;
use crate::knowledge::shape::{Entry, Step};
use crate::text::Text;
use crate::walk::StepEnd;

impl Teller<'_> {
    /// The steps that are still open, in order, with where and by whom; what stays shut says so.
    pub(super) fn to_do(&self, entry: &Entry) -> Vec<Task> {
        let steps = conclusion::steps(self.catalog, self.case, entry).into_iter();
        let open = steps.filter_map(|(step, end)| {
            let held_up = match end {
                None => self.shut(&step).map(|shut| ours(shut.say(self.lang))),
                Some(StepEnd::CouldNot(why)) => Some(typed(why)),
                Some(StepEnd::Done | StepEnd::NotNeeded) => return None,
            };
            Some(Task {
                held_up,
                ..self.placed(&step)
            })
        });
        open.collect()
    }

    /// A step with where it is done and by whom.
    pub(super) fn placed(&self, step: &Step) -> Task {
        let role = step.role.as_ref().and_then(|id| self.catalog.role(id));
        Task {
            place: step.place.as_ref().map(|place| ours(place.get(self.lang))),
            role: role.map(|role| ours(role.name.get(self.lang))),
            ..self.task(step)
        }
    }

    /// The steps that were done.
    pub(super) fn done(&self, entry: &Entry) -> Vec<Task> {
        let steps = conclusion::steps(self.catalog, self.case, entry).into_iter();
        let done = steps.filter(|(_, end)| *end == Some(StepEnd::Done));
        done.map(|(step, _)| self.task(&step)).collect()
    }

    /// A step with how it is done and taken back; of one that stays shut, its text alone.
    fn task(&self, step: &Step) -> Task {
        let shut = self.shut(step).is_some();
        let values = &self.values;
        let command = step.command.iter().filter(|_| !shut);
        let value = |field: &str| values.get(field).filter(|value| self.case.fills(value)).cloned();
        let command = command.map(|text| filled(self.catalog, text, value, self.lang).text);
        let text = |text: &Option<Text>| {
            let text = text.as_ref().filter(|_| !shut)?;
            Some(ours(text.get(self.lang)))
        };
        Task {
            step: ours(step.action.get(self.lang)),
            place: None,
            role: None,
            command: command.map(typed).next(),
            risk: text(&step.risk),
            undo: text(&step.undo),
            held_up: None,
            when: None,
        }
    }

    /// Why a step stays shut while somebody is on the line.
    fn shut(&self, step: &Step) -> Option<Shut> {
        let rule = self.catalog.verification();
        self.case.verified.shut_step(&self.facts, &rule, step)
    }

    /// Steps that were ticked at entries which did not conclude, and what could not be done.
    pub(super) fn besides(&self, concluded: &[Conclusion]) -> Vec<Task> {
        let mut out = Vec::new();
        let ticked = self.case.walks.iter().flat_map(|walk| walk.steps.keys());
        let mut seen: Vec<&str> = concluded.iter().map(|found| found.entry.as_str()).collect();
        for id in ticked {
            let (false, Some(entry)) = (seen.contains(&id.as_str()), self.catalog.entry(id)) else {
                continue;
            };
            seen.push(id.as_str());
            for (step, end) in conclusion::steps(self.catalog, self.case, &entry) {
                let held_up = match end {
                    Some(StepEnd::Done) => None,
                    Some(StepEnd::CouldNot(why)) => Some(typed(why)),
                    Some(StepEnd::NotNeeded) | None => continue,
                };
                out.push(Task {
                    held_up,
                    ..self.task(&step)
                });
            }
        }
        out
    }
}
