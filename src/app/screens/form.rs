//! The support case as a form: every field with its value, what is still missing, and the way to the bundle.

use crate::app::bindings::Action;
use crate::app::deeds::Deeds;
use crate::app::line::{digit, moved};
use crate::app::message::Effect;
use crate::app::model::Model;
use crate::app::screen::{Chosen, Screen};
use crate::app::{filling, go};
use crate::case::report;
use crate::text::ui;

pub const DEEDS: Deeds = Deeds {
    on_action,
    // a digit chooses a row, as everywhere where nothing is typed
    on_key: |model, key| digit(key).map_or_else(Vec::new, |row| take(model, row)),
    on_click: |model, line| line.checked_sub(1).map_or_else(Vec::new, |row| click(model, row)),
    copied: |model| {
        let case = model.case.as_ref()?;
        Some(report::ticket(&model.catalog, case, model.lang, report::TICKET))
    },
    crumbs: |model| vec![ui::CASE.get(model.lang).to_owned()],
    ..Deeds::NONE
};

/// The row chosen.
pub fn row(model: &Model) -> usize {
    match model.top() {
        Screen::Form(form) => form.chosen.row(&filling::rows(model)),
        _ => 0,
    }
}

fn choose(model: &mut Model, row: usize) {
    let rows = filling::rows(model);
    if let Some(Screen::Form(form)) = model.top_mut() {
        form.chosen = Chosen::at(&rows, row);
    }
}

fn on_action(model: &mut Model, action: Action) -> Vec<Effect> {
    let row = row(model);
    if action == Action::Choose {
        return take(model, row);
    }
    choose(model, moved(row, filling::rows(model).len(), action));
    Vec::new()
}

/// Opens the field of a row; the last row is the bundle.
fn take(model: &mut Model, row: usize) -> Vec<Effect> {
    choose(model, row);
    match filling::lines(model).get(row) {
        None => go::bundle(model),
        Some(line) => {
            model.overlay = Some(filling::edit(model, &line.field));
            Vec::new()
        }
    }
}

fn click(model: &mut Model, at: usize) -> Vec<Effect> {
    if at >= filling::rows(model).len() {
        return Vec::new();
    }
    if row(model) == at {
        return take(model, at);
    }
    choose(model, at);
    Vec::new()
}
