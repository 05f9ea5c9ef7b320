//! A copy of a case in which texts are other ones: what redaction makes of it. Owns which texts of a case people and files
//! gave; ids, codes, times, versions and what is chosen from a list are no texts.

use super::{Attached, Case};
use crate::knowledge::Catalog;
use crate::knowledge::shape::{Field, Rule};
use crate::walk::{Detail, StepEnd};

impl Case {
    /// The case with every text put through `told`. It is there to be shown; its values need not keep the rules of their
    /// fields, so it is never saved.
    #[must_use]
    pub fn retold(&self, catalog: &Catalog, told: &dyn Fn(&str) -> String) -> Self {
        let mut case = self.clone();
        let maybe = |text: &mut Option<String>| *text = text.as_deref().map(told);
        let free = |id: &str| catalog.field(id).is_none_or(|field| is_free(&field));
        case.typed = self.typed.retold(&|id, value| {
            if free(id) { told(value) } else { value.to_owned() }
        });
        case.paths = self.paths.retold(told);
        case.open = self.open.retold(&|_, part| told(part));
        for walk in &mut case.walks {
            for (id, answer) in &mut walk.answers {
                let field = catalog.question(id).and_then(|question| question.field);
                if field.is_some_and(|field| free(&field)) {
                    answer.value = told(&answer.value);
                }
            }
            for done in walk.outcomes.values_mut() {
                if let Some(Detail::Reason(text) | Detail::Handed(text)) = &mut done.detail {
                    *text = told(text);
                }
            }
            for end in walk.steps.values_mut().flat_map(|steps| steps.values_mut()) {
                if let StepEnd::CouldNot(text) = end {
                    *text = told(text);
                }
            }
        }
        for note in &mut case.notes {
            note.text = told(&note.text);
        }
        let attached = std::mem::take(&mut case.attached).into_iter();
        case.attached = attached
            .map(|(path, at): (String, Attached)| (told(&path), at))
            .collect();
        for finding in &mut case.findings {
            maybe(&mut finding.next);
            finding.users.iter_mut().for_each(|user| *user = told(user));
            for record in finding.because.iter_mut().chain(&mut finding.against) {
                maybe(&mut record.quote);
            }
        }
        for scan in &mut case.scans {
            scan.files.iter_mut().for_each(|file| *file = told(file));
        }
        for check in &mut case.checks {
            maybe(&mut check.target);
            maybe(&mut check.reason);
        }
        for piece in &mut case.evidence {
            for text in [&mut piece.computer, &mut piece.user, &mut piece.quote] {
                maybe(text);
            }
            piece.codes.iter_mut().for_each(|code| *code = told(code));
        }
        case.origin = case.origin.map(|origin| origin.retold(told));
        case
    }
}

/// Can anything stand in it? What is chosen, counted or timed names nobody.
fn is_free(field: &Field) -> bool {
    !matches!(
        field.rule,
        Rule::Timestamp | Rule::TimeZone | Rule::Choice | Rule::YesNo | Rule::Version
    )
}
