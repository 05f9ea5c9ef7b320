//! Forms of ticket systems.

use super::view::{Finding, View, Whole, each};
use std::collections::BTreeSet;

/// K030: a field that nothing goes into, or that stands twice, would be pasted empty or over another.
pub fn fields_for_nothing(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, form) in each("tickets", &view.knowledge.tickets) {
        if form.fields.is_empty() {
            let message = format!("ticket form `{}` has no fields", form.id);
            found.push(Finding::new(format!("{at}/id"), message, "list its fields"));
        }
        let mut seen = BTreeSet::new();
        for (at, field) in each(&format!("{at}/fields"), &form.fields) {
            if !seen.insert(&field.id) {
                let message = format!("field `{}` stands twice in `{}`", field.id, form.id);
                found.push(Finding::new(format!("{at}/id"), message, "remove one of the two"));
            }
            if field.holds.is_empty() {
                let message = format!("nothing goes into field `{}` of `{}`", field.id, form.id);
                found.push(Finding::new(format!("{at}/id"), message, "say in `holds` what does"));
            }
            if field.most == Some(0) {
                let message = format!("field `{}` of `{}` takes no character", field.id, form.id);
                found.push(Finding::new(
                    format!("{at}/most"),
                    message,
                    "leave `most` out where the limit is unknown",
                ));
            }
        }
    }
    found
}
