//! Fields of the case and the facts that fill them.

use super::view::{Finding, View, Whole, each};
use crate::knowledge::command;
use crate::knowledge::shape::{KEYS_OF_EVERY_CASE, KeptKind, Rule};
use crate::text::{Say, say};

/// K022: what stands in braces is filled in from the case.
pub fn unknown_in_a_command(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, step) in &view.steps {
        let names = step.command.iter().flat_map(|text| command::placeholders(text));
        for name in names.filter(|name| !whole.fields.contains_key(name.as_str())) {
            let message = say("`{{}}` is no field of the case", "`{{}}`은(는) 사례의 필드가 아닙니다").both(&[&name]);
            let help = say(
                "use the id of a field, or double the braces",
                "필드 ID를 쓰거나 중괄호를 겹쳐 쓰십시오",
            );
            found.push(Finding::new(format!("{at}/command"), message, help));
        }
    }
    found
}

const LIST_VALUES: Say = say("list its values", "값을 적으십시오");

/// K023: where one chooses, there is something to choose from.
pub fn without_values(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let facts = each("facts", &view.knowledge.facts);
    let facts = facts.filter(|(_, fact)| fact.values.is_empty()).map(|(at, fact)| {
        let message = say("fact `{}` has no values", "사실 `{}`에 값이 없습니다").both(&[&fact.id]);
        Finding::new(at, message, LIST_VALUES)
    });
    let fields = each("fields", &view.knowledge.fields);
    let bare = fields.filter(|(_, field)| field.rule == Rule::Choice && field.values.is_empty());
    let fields = bare.map(|(at, field)| {
        let message = say(
            "field `{}` has no values to choose from",
            "필드 `{}`에 선택할 값이 없습니다",
        )
        .both(&[&field.id]);
        Finding::new(at, message, LIST_VALUES)
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
            let message = say("`{}` is no value of field `{}`", "`{}`은(는) 필드 `{}`의 값이 아닙니다")
                .both(&[&value.id, &field.id]);
            let help = say(
                "give the fact the values of the field",
                "사실의 값을 필드의 값에 맞추십시오",
            );
            found.push(Finding::new(&at, message, help));
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
                let message = say(
                    "the rule of field `{}` does not take what it recognizes",
                    "필드 `{}`의 규칙이 그 필드가 인식하는 값을 받지 않습니다",
                )
                .both(&[&field.id]);
                found.push(Finding::new(
                    path,
                    message,
                    say(
                        "`user-id`, `time`, `page` and `words` are for the rules user-id, timestamp, url and lines, ids for rule guid; text takes all",
                        "`user-id`, `time`, `page`, `words`는 규칙 user-id, timestamp, url, lines에, ID는 규칙 guid에 맞습니다. text는 모두 받습니다",
                    ),
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
            say(
                "`{}` is a key of its own in case.json, so field `{}` cannot stand there",
                "`{}`은(는) case.json에서 따로 쓰는 키이므로 필드 `{}`을(를) 둘 수 없습니다",
            )
            .both(&[key, id])
        } else if let Some(inner) = whole.fields.keys().find(|other| inside(other, id)) {
            say(
                "field `{}` cannot be a value and the group of field `{}`",
                "필드 `{}`은(는) 값이면서 필드 `{}`의 그룹일 수 없습니다",
            )
            .both(&[id, inner])
        } else if let Some(outer) = whole.fields.keys().find(|other| inside(id, other)) {
            say(
                "field `{}` cannot stand in `{}`, which is a value",
                "필드 `{}`은(는) 값인 `{}` 안에 둘 수 없습니다",
            )
            .both(&[id, outer])
        } else {
            continue;
        };
        found.push(Finding::new(
            format!("{at}/id"),
            message,
            say("give the field another id", "필드에 다른 ID를 주십시오"),
        ));
    }
    found
}
