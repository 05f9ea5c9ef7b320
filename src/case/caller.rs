//! The fact of a walk that says whether the caller was verified, kept to what was seen.

use super::verified::CALLER;
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
    let Some(journal) = case.walks.last_mut() else { return };
    let Some(value) = value else {
        journal.given.remove(CALLER);
        return;
    };
    journal.given.insert(FactId::new(CALLER), value.to_owned());
    let otherwise = journal.answers.iter().find_map(|(id, answer)| {
        let question = catalog.question(id)?;
        let sets = question.sets.as_ref().is_some_and(|fact| fact == CALLER);
        let choice = question.choices.iter().find(|choice| choice.stands_for() == value)?;
        (sets && choice.id != answer.value).then(|| (id.clone(), choice.id.clone()))
    });
    if let Some((question, choice)) = otherwise {
        case.answer(catalog, &question, Reply::Choice(&choice), at);
    }
}
