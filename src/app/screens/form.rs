//! The support case as a form: every field with its value, what is still missing, and the way to the bundle.

use super::moved;
use crate::app::bindings::Action;
use crate::app::key::Key;
use crate::app::message::Effect;
use crate::app::overlay::{Overlay, Purpose};
use crate::app::{Model, Screen, act};
use crate::case::field::{self, Accepted};
use crate::case::report;
use crate::knowledge::id::FieldId;
use crate::knowledge::shape::{Field, Rule, Value};
use crate::text::{say, ui};

/// The row chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form {
    pub chosen: usize,
}

impl Form {
    pub const EMPTY: Form = Form { chosen: 0 };
}

/// One field as a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub field: Field,
    /// What it holds, as people read it.
    pub value: Option<String>,
    /// Support will ask for it.
    pub missing: bool,
}

/// The rows of the form.
pub fn lines(model: &Model) -> Vec<Line> {
    let Some(case) = &model.case else { return Vec::new() };
    let values = case.values(&model.catalog);
    let missing: Vec<FieldId> = case.missing(&model.catalog).into_iter().map(|f| f.id).collect();
    model
        .catalog
        .fields()
        .into_iter()
        .map(|field| {
            let value = values.get(&field.id).map(|raw| field::shown(&field, raw, model.lang));
            Line {
                missing: missing.contains(&field.id),
                value,
                field,
            }
        })
        .collect()
}

pub fn on_action(model: &mut Model, action: Action) -> Vec<Effect> {
    let Screen::Form(form) = model.top() else {
        return Vec::new();
    };
    let lines = lines(model);
    if action != Action::Choose {
        // the last row is the bundle
        let chosen = moved(form.chosen, lines.len() + 1, action);
        if let Some(Screen::Form(form)) = model.top_mut() {
            form.chosen = chosen;
        }
        return Vec::new();
    }
    match lines.get(form.chosen) {
        None => act(model, Action::Bundle),
        Some(line) => {
            model.overlay = Some(edit(model, &line.field));
            Vec::new()
        }
    }
}

/// The overlay that edits a field.
fn edit(model: &Model, field: &Field) -> Overlay {
    let current = model.case.as_ref().and_then(|c| c.value(&model.catalog, &field.id));
    let values = choices(field);
    if values.is_empty() {
        return Overlay::typing(
            Purpose::Field(field.id.clone()),
            current.unwrap_or_default().replace('\n', "; "),
        );
    }
    let chosen = current.and_then(|c| values.iter().position(|v| v.id == c)).unwrap_or(0);
    Overlay::Pick {
        field: field.id.clone(),
        chosen,
    }
}

/// The values to pick from; empty where the field is typed.
pub fn choices(field: &Field) -> Vec<Value> {
    match field.rule {
        Rule::Choice => field.values.clone(),
        Rule::YesNo => [("yes", say("Yes", "예")), ("no", say("No", "아니요"))]
            .into_iter()
            .map(|(id, text)| Value {
                id: id.to_owned(),
                text: crate::text::Text {
                    en: text.en.to_owned(),
                    ko: text.ko.to_owned(),
                },
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Sends what was typed to be checked.
pub fn submit(model: &Model, field: &FieldId, raw: &str) -> Vec<Effect> {
    model
        .case
        .as_ref()
        .map(|case| Effect::CheckField {
            case: Box::new(case.clone()),
            field: field.clone(),
            raw: raw.to_owned(),
        })
        .into_iter()
        .collect()
}

/// A field was checked: keep what the case now holds and go to the next row, or say what is wrong and keep what was typed.
pub fn checked(model: &mut Model, field: &FieldId, raw: &str, result: Result<Accepted, String>) -> Vec<Effect> {
    match result {
        Err(reason) => {
            if let Some(Overlay::Type {
                purpose: Purpose::Field(open),
                error,
                input,
                ..
            }) = &mut model.overlay
                && open == field
                && input.value() == raw
            {
                *error = Some(reason);
            } else {
                model.toast = Some(reason);
            }
            Vec::new()
        }
        Ok(accepted) => {
            if let Some(case) = &mut model.case {
                case.keep(accepted);
            }
            model.overlay = None;
            let rows = model.catalog.fields().len();
            if let Some(Screen::Form(form)) = model.top_mut() {
                form.chosen = (form.chosen + 1).min(rows);
            }
            model.toast(if raw.trim().is_empty() {
                ui::LEFT_EMPTY
            } else {
                ui::SAVED
            });
            model.refresh();
            model.save()
        }
    }
}

pub fn on_key(model: &mut Model, key: Key) -> Vec<Effect> {
    // a digit chooses a row, as everywhere where nothing is typed
    if let Key::Char(c) = key
        && let Some(row) = c
            .to_digit(10)
            .and_then(|d| usize::try_from(d).ok())
            .and_then(|d| d.checked_sub(1))
        && let Some(Screen::Form(form)) = model.top_mut()
    {
        form.chosen = row;
        return on_action(model, Action::Choose);
    }
    Vec::new()
}

pub fn copied_text(model: &Model) -> Option<String> {
    model
        .case
        .as_ref()
        .map(|case| report::ticket(&model.catalog, case, model.lang, report::TICKET))
}

pub fn click(model: &mut Model, line: usize) -> Vec<Effect> {
    let rows = lines(model).len();
    let Some(Screen::Form(form)) = model.top_mut() else {
        return Vec::new();
    };
    let Some(row) = line.checked_sub(1).filter(|r| *r <= rows) else {
        return Vec::new();
    };
    let again = form.chosen == row;
    form.chosen = row;
    if again {
        on_action(model, Action::Choose)
    } else {
        Vec::new()
    }
}
