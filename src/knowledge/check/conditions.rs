//! Conditions: that they can be read, over facts, fields and values that there are.

use super::view::{Finding, Section, View, Whole, nearest};

/// K015: a condition over what nobody can know would hide its node for good.
pub fn unreadable_or_unknown(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, condition) in &view.conditions {
        if let Some(expected) = condition.unreadable() {
            found.push(Finding::new(path, expected, "see knowledge/README.md, Trees"));
        }
        for (name, values) in condition.facts() {
            match whole.facts.get(name) {
                None if whole.has(Section::Fields, name) => {}
                None => {
                    let message = format!("there is no fact or field `{name}`");
                    found.push(Finding::new(path, message, nearest(name, whole.ids(Section::Facts))));
                }
                Some(allowed) => {
                    let unknown = values.iter().filter(|value| !allowed.contains(&value.as_str()));
                    found.extend(unknown.map(|value| no_value(path, value, &format!("`{name}`"), allowed)));
                }
            }
        }
    }
    found
}

/// A value that a fact does not have.
pub fn no_value(path: &str, value: &str, fact: &str, allowed: &[&str]) -> Finding {
    let message = format!("`{value}` is no value of {fact}");
    Finding::new(path, message, format!("it has {}", allowed.join(", ")))
}
