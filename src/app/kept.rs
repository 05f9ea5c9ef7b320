//! What a pasted text held that the case wants, such as a support code.

use super::message::Effect;
use super::model::Model;
use super::screen::Screen;
use crate::knowledge::id::FieldId;
use crate::search::KeptKind;

/// Asks to keep it, where the last line typed held any.
pub(super) fn keep(model: &Model) -> Vec<Effect> {
    let kept = model
        .screens
        .iter()
        .rev()
        .find_map(|s| {
            if let Screen::Home(home) = s {
                home.answer.as_ref()
            } else {
                None
            }
        })
        .map(|answer| answer.kept.clone())
        .unwrap_or_default();
    let values: Vec<(FieldId, String)> = kept
        .into_iter()
        .filter_map(|item| Some((FieldId::new(field_of(item.kind)?), item.value)))
        .collect();
    match &model.case {
        Some(case) if !values.is_empty() => vec![Effect::Keep {
            case: Box::new(case.clone()),
            values,
        }],
        _ => Vec::new(),
    }
}

/// The field that a kept value belongs to; a GUID that nothing names belongs to none.
fn field_of(kind: KeptKind) -> Option<&'static str> {
    match kind {
        KeptKind::SupportCode => Some("support_code"),
        KeptKind::TrackingId | KeptKind::CorrelationId => Some("correlation_id"),
        KeptKind::SessionId => Some("session.sid"),
        KeptKind::UserId => Some("user_id"),
        KeptKind::Guid => None,
    }
}
