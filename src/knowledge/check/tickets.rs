//! Forms of ticket systems.

use super::view::{Finding, View, Whole, each};
use crate::text::say;
use std::collections::BTreeSet;

/// K030: a field that nothing goes into, or that stands twice, would be pasted empty or over another.
pub fn fields_for_nothing(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, form) in each("tickets", &view.knowledge.tickets) {
        if form.fields.is_empty() {
            let message = say("ticket form `{}` has no fields", "티켓 양식 `{}`에 필드가 없습니다").both(&[&form.id]);
            found.push(Finding::new(
                format!("{at}/id"),
                message,
                say("list its fields", "필드를 적으십시오"),
            ));
        }
        let mut seen = BTreeSet::new();
        for (at, field) in each(&format!("{at}/fields"), &form.fields) {
            if !seen.insert(&field.id) {
                let message = say(
                    "field `{}` stands twice in `{}`",
                    "필드 `{}`이(가) `{}`에 두 번 있습니다",
                )
                .both(&[&field.id, &form.id]);
                found.push(Finding::new(
                    format!("{at}/id"),
                    message,
                    say("remove one of the two", "하나를 지우십시오"),
                ));
            }
            if field.holds.is_empty() {
                let message = say(
                    "nothing goes into field `{}` of `{}`",
                    "필드 `{}`(`{}`)에 들어갈 내용이 없습니다",
                )
                .both(&[&field.id, &form.id]);
                found.push(Finding::new(
                    format!("{at}/id"),
                    message,
                    say("say in `holds` what does", "`holds`에 들어갈 내용을 적으십시오"),
                ));
            }
            if field.most == Some(0) {
                let message = say(
                    "field `{}` of `{}` takes no character",
                    "필드 `{}`(`{}`)에는 한 글자도 들어가지 않습니다",
                )
                .both(&[&field.id, &form.id]);
                found.push(Finding::new(
                    format!("{at}/most"),
                    message,
                    say(
                        "leave `most` out where the limit is unknown",
                        "한도를 모르면 `most`를 빼십시오",
                    ),
                ));
            }
        }
    }
    found
}
