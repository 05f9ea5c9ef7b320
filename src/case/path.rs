//! The path of a case: every walk with what was asked, answered and tried, in order. Owns how a stop reads in words.

use super::Case;
use crate::knowledge::Catalog;
use crate::text::{Lang, say};
use crate::walk::{Journal, Outcome, Position, Stop, Walk, What};

/// One walk as it was walked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// A tree or an entry.
    pub start: String,
    /// A remedy that is being waited for stands last.
    pub stops: Vec<Stop>,
    pub position: Position,
}

/// The walks of the case, the current one last. A walk in which nothing was answered is left out.
pub fn courses(catalog: &Catalog, case: &Case) -> Vec<Course> {
    case.walks
        .iter()
        .map(|journal| course(catalog, case, journal))
        .filter(|course| !course.stops.is_empty())
        .collect()
}

fn course(catalog: &Catalog, case: &Case, journal: &Journal) -> Course {
    let trace = Walk::new(catalog, journal, &case.typed).trace();
    let mut stops = trace.stops;
    // the walk rests on a wait, so its trace does not count it as a stop
    if let Position::Try(entry) = &trace.position
        && let Some(done) = journal.outcomes.get(entry).filter(|d| d.outcome == Outcome::Waiting)
    {
        stops.push(Stop {
            what: What::Tried {
                entry: entry.clone(),
                outcome: done.outcome,
                detail: done.detail.clone(),
            },
            parent: None,
            at: Some(done.at),
        });
    }
    Course {
        start: journal.start.clone(),
        stops,
        position: trace.position,
    }
}

/// The title of a tree, sequence, question or entry; the id where the knowledge no longer has it.
pub fn title(catalog: &Catalog, id: &str, lang: Lang) -> String {
    let text = catalog.title(id);
    text.map_or_else(|| id.to_owned(), |text| text.get(lang).to_owned())
}

/// What was answered, in words: the text of the choice, or what was typed.
pub fn answer(catalog: &Catalog, question: &str, value: &str, lang: Lang) -> String {
    if value.is_empty() {
        return say("(passed over)", "(건너뜀)").get(lang).to_owned();
    }
    let choice = catalog
        .question(question)
        .and_then(|question| question.choices.into_iter().find(|choice| choice.id == value));
    choice.map_or_else(|| value.to_owned(), |choice| choice.text.get(lang).to_owned())
}
