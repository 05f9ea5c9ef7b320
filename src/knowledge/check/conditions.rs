//! Conditions: that they can be read, over facts, fields and values that there are.

use super::view::{FACTS, FIELDS, Finding, View, Whole, nearest};
use crate::knowledge::condition::{AREA, CONCLUDED};
use crate::knowledge::shape::Area;
use crate::text::{Say, say};

const SEE: Say = say(
    "see knowledge/README.md, Trees",
    "knowledge/README.md의 Trees를 보십시오",
);

/// K015: a condition over what nobody can know would hide its node for good.
pub fn unreadable_or_unknown(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (path, condition) in &view.conditions {
        if let Some(expected) = condition.unreadable() {
            found.push(Finding::new(path, expected.clone(), SEE));
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
                    let message =
                        say("there is no fact or field `{}`", "사실 또는 필드 `{}`이(가) 없습니다").both(&[name]);
                    found.push(Finding::new(path, message, nearest(name, whole.ids(FACTS))));
                }
                Some(allowed) => {
                    let unknown = values.iter().filter(|value| !allowed.contains(&value.as_str()));
                    found.extend(unknown.map(|value| no_value(path, value, name, &allowed)));
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
    let message = say("`{}` is no value of `{}`", "`{}`은(는) `{}`의 값이 아닙니다");
    let help = say("it has {}", "쓸 수 있는 값: {}").both(&[&allowed.join(", ")]);
    Finding::new(path, message.both(&[value, fact]), help)
}
