//! The path of a case: every walk with what was asked, answered and tried, in order. Owns how a stop reads in words.

use super::{Case, field};
use crate::knowledge::Catalog;
use crate::text::{Lang, say};
use crate::walk::{Outcome, Stop, Trace};

/// The walks of the case, each by its start, the current one last. A remedy that is being waited for is their last stop. A
/// walk in which nothing was answered or done is left out.
pub fn courses<'a>(catalog: &Catalog, case: &'a Case) -> Vec<(&'a str, Trace)> {
    let answered = case.answered();
    let courses = case.walks.iter().map(|journal| {
        let mut trace = journal.trace(catalog, &answered);
        // the walk rests on a wait, so its trace does not count it as a stop
        let waits = journal
            .outcomes
            .iter()
            .filter(|(_, done)| done.outcome == Outcome::Waiting);
        trace
            .stops
            .extend(waits.map(|(entry, done)| Stop::tried(entry, done, None)));
        (journal, trace)
    });
    let courses = courses.filter(|(journal, trace)| !trace.stops.is_empty() || !journal.steps.is_empty());
    courses
        .map(|(journal, trace)| (journal.start.as_str(), trace))
        .collect()
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
    if let Some(choice) = choice {
        return choice.text.get(lang).to_owned();
    }
    match field::open_word(value) {
        Some(said) => said.get(lang).to_owned(),
        None => value.to_owned(),
    }
}
