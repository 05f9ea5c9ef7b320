//! What a pasted text held that the case wants, such as a support code.

use super::message::Effect;
use super::model::Model;
use crate::knowledge::id::FieldId;

/// Asks to keep it, where the last line typed held any.
pub(super) fn keep(model: &Model) -> Vec<Effect> {
    // where nothing was kept, the fields are not read
    let Some(answer) = model.found().filter(|answer| !answer.kept.is_empty()) else {
        return Vec::new();
    };
    let fields = model.catalog.fields();
    let takers = answer.kept.iter().flat_map(|item| {
        let fields = fields.iter().filter(|field| field.recognise.contains(&item.kind));
        fields.map(|field| (field.id.clone(), item.value.clone()))
    });
    let values: Vec<(FieldId, String)> = takers.collect();
    match &model.case {
        Some(case) if !values.is_empty() => vec![Effect::Keep {
            case: Box::new(case.clone()),
            values,
        }],
        _ => Vec::new(),
    }
}
