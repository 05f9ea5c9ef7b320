//! Conditions: that they can be read, over facts, fields and values that there are.

use super::view::{FACTS, FIELDS, Finding, View, Whole, nearest};
use crate::knowledge::condition::{AREA, CONCLUDED};
use crate::knowledge::shape::Area;

/// K015: a condition over what nobody can know would hide its node for good.
pub fn unreadable_or_unknown(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, condition) in &view.conditions {
        if let Some(expected) = condition.unreadable() {
            found.push(Finding::new(path, expected, "see knowledge/README.md, Trees"));
        }
        for (name, values) in condition.facts() {
            // what is needed may hang on what the case came to, too
            let of_the_case = if path.ends_with("/needed") {
                of_the_case(name)
            } else {
                None
            };
            let field = whole
                .knowledge
                .facts
                .iter()
                .find(|fact| fact.id == *name)
                .and_then(|fact| whole.fields.get(fact.field.as_deref()?));
            let parts = field
                .into_iter()
                .flat_map(|field| &field.parts)
                .map(|part| part.id.as_str());
            let of_the_fact = whole
                .facts
                .get(name)
                .map(|values| values.iter().copied().chain(parts).collect());
            match of_the_case.or(of_the_fact) {
                None if whole.has(FIELDS, name) => {}
                None => {
                    let message = format!("there is no fact or field `{name}`");
                    found.push(Finding::new(path, message, nearest(name, whole.ids(FACTS))));
                }
                Some(allowed) => {
                    let unknown = values.iter().filter(|value| !allowed.contains(&value.as_str()));
                    found.extend(unknown.map(|value| no_value(path, value, &format!("`{name}`"), &allowed)));
                }
            }
        }
    }
    found
}

/// The values of what a case came to, and of what it is about.
fn of_the_case(name: &str) -> Option<Vec<&'static str>> {
    match name {
        CONCLUDED => Some(vec!["fixed", "cause", "by-design"]),
        AREA => Some(Area::ALL.iter().map(|area| area.word()).collect()),
        _ => None,
    }
}

/// A value that a fact does not have.
pub fn no_value(path: &str, value: &str, fact: &str, allowed: &[&str]) -> Finding {
    let message = format!("`{value}` is no value of {fact}");
    Finding::new(path, message, format!("it has {}", allowed.join(", ")))
}
