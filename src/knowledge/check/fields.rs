//! Fields of the case and the facts that fill them.

use super::view::{Finding, View, Whole, each};
use crate::knowledge::command;
use crate::knowledge::shape::{KEYS_OF_EVERY_CASE, KeptKind, Rule};

/// K022: what stands in braces is filled in from the case.
pub fn unknown_in_a_command(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, step) in &view.steps {
        let names = step.command.iter().flat_map(|text| command::placeholders(text));
        for name in names.filter(|name| !whole.fields.contains_key(name.as_str())) {
            let message = format!("`{{{name}}}` is no field of the case");
            let help = "use the id of a field, or double the braces";
            found.push(Finding::new(format!("{at}/command"), message, help));
        }
    }
    found
}

/// K023: where one chooses, there is something to choose from.
pub fn without_values(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let facts = each("facts", &view.knowledge.facts);
    let facts = facts.filter(|(_, fact)| fact.values.is_empty()).map(|(at, fact)| {
        let message = format!("fact `{}` has no values", fact.id);
        Finding::new(at, message, "list its values")
    });
    let fields = each("fields", &view.knowledge.fields);
    let bare = fields.filter(|(_, field)| field.rule == Rule::Choice && field.values.is_empty());
    let fields = bare.map(|(at, field)| {
        let message = format!("field `{}` has no values to choose from", field.id);
        Finding::new(at, message, "list its values")
    });
    facts.chain(fields).collect()
}

/// K023: the value of a fact becomes the value of its field.
pub fn unlike_their_fact(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, fact) in each("facts", &view.knowledge.facts) {
        let Some(field) = fact.field.as_deref().and_then(|id| whole.fields.get(id)) else {
            continue;
        };
        let fits = |id: &str| match field.rule {
            Rule::Choice => field.values.iter().any(|v| v.id == id),
            Rule::YesNo => matches!(id, "yes" | "no"),
            _ => true,
        };
        for value in fact.values.iter().filter(|value| !fits(&value.id)) {
            let message = format!("`{}` is no value of field `{}`", value.id, field.id);
            found.push(Finding::new(&at, message, "give the fact the values of the field"));
        }
    }
    found
}

/// K024: a field that refuses what it recognises would stay empty for ever.
pub fn unfit_for_what_they_recognise(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, field) in each("fields", &view.knowledge.fields) {
        for (path, kind) in each(&format!("{at}/recognise"), &field.recognise) {
            let own = match kind {
                KeptKind::UserId => Rule::UserId,
                KeptKind::Time => Rule::Timestamp,
                KeptKind::Page => Rule::Url,
                KeptKind::Words => Rule::Lines,
                _ => Rule::Guid,
            };
            if field.rule != own && field.rule != Rule::Text {
                let message = format!("the rule of field `{}` does not take what it recognises", field.id);
                found.push(Finding::new(
                    path,
                    message,
                    "`user-id`, `time`, `page` and `words` are for the rules user-id, timestamp, url and lines, ids for rule guid; text takes all",
                ));
            }
        }
    }
    found
}

/// K027: each key of `case.json` is written once.
pub fn on_a_taken_key(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let inside = |id: &str, group: &str| id.strip_prefix(group).is_some_and(|rest| rest.starts_with('.'));
    let mut found = Vec::new();
    for (at, field) in each("fields", &view.knowledge.fields) {
        let id = field.id.as_str();
        let key = KEYS_OF_EVERY_CASE.into_iter().find(|key| id == *key || inside(id, key));
        let message = if let Some(key) = key {
            format!("`{key}` is a key of its own in case.json, so field `{id}` cannot stand there")
        } else if let Some(inner) = whole.fields.keys().find(|other| inside(other, id)) {
            format!("field `{id}` cannot be a value and the group of field `{inner}`")
        } else if let Some(outer) = whole.fields.keys().find(|other| inside(id, other)) {
            format!("field `{id}` cannot stand in `{outer}`, which is a value")
        } else {
            continue;
        };
        found.push(Finding::new(format!("{at}/id"), message, "give the field another id"));
    }
    found
}
