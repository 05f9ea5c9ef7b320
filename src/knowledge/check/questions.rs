//! Questions and their choices.

use super::conditions::no_value;
use super::view::{Finding, View, Whole, each};
use crate::knowledge::shape::Choice;
use std::collections::{BTreeMap, BTreeSet};

/// K013: a question is answered by a choice or by typing into a field, so it has one of the two.
pub fn without_one_way_to_answer(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, question) in each("questions", &view.knowledge.questions) {
        match (&question.field, question.choices.is_empty()) {
            (Some(_), false) => found.push(Finding::new(
                at,
                "the question has both a field and choices",
                "keep one of the two",
            )),
            (None, true) => found.push(Finding::new(
                at,
                format!("question `{}` has neither choices nor a field", question.id),
                "give it choices, or the field it fills",
            )),
            _ => {}
        }
    }
    found
}

/// K014: of two choices that are alike nobody can tell which to take.
pub fn overlapping_choices(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, question) in each("questions", &view.knowledge.questions) {
        let mut seen: BTreeMap<(&str, String), usize> = BTreeMap::new();
        for (i, (path, choice)) in each(&format!("{at}/choices"), &question.choices).enumerate() {
            let mut marks = vec![("id", choice.id.clone())];
            if choice.when.is_none() {
                marks.push(("text", choice.text.en.to_lowercase()));
                marks.push(("Korean text", choice.text.ko.clone()));
                if question.sets.is_some() && !choice.unknown {
                    marks.push(("value", choice.stands_for().to_owned()));
                }
            }
            for mark in marks {
                let what = mark.0;
                if let Some(before) = seen.insert(mark, i) {
                    let message = format!("choice {} has the {what} of choice {}", i + 1, before + 1);
                    found.push(Finding::new(&path, message, "make the two exclude each other"));
                }
            }
        }
    }
    found
}

/// K015: a value that its fact does not have is never met again.
pub fn values_of_no_fact(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, question, choice) in &view.choices {
        let own = question.sets.as_deref().and_then(|fact| whole.facts.get(fact));
        if let Some(allowed) = own.filter(|_| !choice.unknown)
            && !allowed.contains(&choice.stands_for())
        {
            found.push(no_value(at, choice.stands_for(), "the fact", allowed));
        }
        for (fact, value) in &choice.set {
            if let Some(allowed) = whole.facts.get(fact.as_str())
                && !allowed.contains(&value.as_str())
            {
                found.push(no_value(
                    &format!("{at}/set/{fact}"),
                    value,
                    &format!("`{fact}`"),
                    allowed,
                ));
            }
        }
    }
    for (at, signal) in each("signals", &view.knowledge.signals) {
        for (fact, value) in &signal.proves {
            if let Some(allowed) = whole.facts.get(fact.as_str())
                && !allowed.contains(&value.as_str())
            {
                let path = format!("{at}/proves/{fact}");
                found.push(no_value(&path, value, &format!("`{fact}`"), allowed));
            }
        }
    }
    found
}

/// K016: a question whose fact is known follows the choice for that value, so every value has one.
pub fn values_without_choice(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, question) in each("questions", &view.knowledge.questions) {
        let values = question.sets.as_deref().and_then(|fact| whole.facts.get(fact));
        let Some(values) = values.filter(|_| !question.choices.is_empty()) else {
            continue;
        };
        let known = question.choices.iter().filter(|choice| !choice.unknown);
        let covered: BTreeSet<&str> = known.map(Choice::stands_for).collect();
        for value in values.iter().filter(|value| !covered.contains(**value)) {
            found.push(Finding::new(
                format!("{at}/choices"),
                format!("no choice stands for the value `{value}`"),
                "add a choice for it: a known value must lead somewhere",
            ));
        }
    }
    found
}

/// K017: a digit picks a choice.
pub fn too_few_or_many_choices(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let questions = each("questions", &view.knowledge.questions);
    let odd = questions.filter(|(_, q)| !q.choices.is_empty() && !(2..=9).contains(&q.choices.len()));
    odd.map(|(at, q)| {
        let message = format!("question `{}` has {} choices", q.id, q.choices.len());
        let help = "2 to 9, so that a digit picks one; cut it in two questions";
        Finding::new(format!("{at}/choices"), message, help)
    })
    .collect()
}
