//! The facts of a walk that say whether somebody is on the line, and whether that caller was verified, kept to what was seen.

use super::verified::{AT_WORK, CALLER, ON_THE_LINE, SITUATION};
use super::{Case, Reply};
use crate::knowledge::Catalog;
use crate::knowledge::id::FactId;
use crate::time::Stamp;

/// Lets the walk in progress know what was seen of the caller: the fact, and an answer that says otherwise.
pub fn follows(catalog: &Catalog, case: &mut Case, at: Stamp) {
    let rule = catalog.verification();
    let value = match case.verified.refused {
        Some(_) => Some("no"),
        None => case.verified.is_enough(&rule).then_some("yes"),
    };
    settle(catalog, case, CALLER, value, at);
}

/// Nobody is on the line who would have to be verified, or somebody is after all.
pub fn on_the_line(catalog: &Catalog, case: &mut Case, somebody: bool, at: Stamp) {
    let value = if somebody { ON_THE_LINE } else { AT_WORK };
    settle(catalog, case, SITUATION, Some(value), at);
}

/// Gives the walk in progress the value of a fact, over an answer that says otherwise.
fn settle(catalog: &Catalog, case: &mut Case, fact: &str, value: Option<&str>, at: Stamp) {
    let Some(journal) = case.walks.last_mut() else { return };
    let Some(value) = value else {
        journal.given.remove(fact);
        return;
    };
    journal.given.insert(FactId::new(fact), value.to_owned());
    let otherwise = journal.answers.iter().find_map(|(id, answer)| {
        let question = catalog.question(id)?;
        let sets = question.sets.as_ref().is_some_and(|set| set == fact);
        let choice = question.choices.iter().find(|choice| choice.stands_for() == value)?;
        (sets && choice.id != answer.value).then(|| (id.clone(), choice.id.clone()))
    });
    if let Some((question, choice)) = otherwise {
        case.answer(catalog, &question, Reply::Choice(&choice), at);
    }
}
