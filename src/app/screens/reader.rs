//! Reading one entry whole.

use crate::app::bindings::Action;
use crate::app::deeds::Deeds;
use crate::app::line::scrolled;
use crate::app::message::Effect;
use crate::app::model::Model;
use crate::app::screen::{Reader, Screen};
use crate::app::{go, known, layout};
use crate::knowledge::article::{self, Reading};
use crate::knowledge::page::{self, Row};

pub const DEEDS: Deeds = Deeds {
    on_action,
    copied: |model| text(model, 80),
    crumbs: |model| {
        state(model)
            .map(|r| known::title_of(model, &r.entry))
            .into_iter()
            .collect()
    },
    ..Deeds::NONE
};

fn state(model: &Model) -> Option<&Reader> {
    match model.top() {
        Screen::Reader(reader) => Some(reader),
        _ => None,
    }
}

/// The lines of the entry at the present width.
pub fn rows(model: &Model, reader: &Reader) -> Vec<Row> {
    let Some(entry) = model.catalog.entry(&reader.entry) else {
        return Vec::new();
    };
    let values = model.values();
    let reading = Reading {
        lang: model.lang,
        today: Some(model.today()),
        fill: &|f| values.get(f).cloned(),
        ticks: None,
    };
    page::screen_rows(
        &article::blocks(&model.catalog, &entry, &reading),
        layout::text_columns(model.size, false),
    )
}

/// The entry as plain text.
pub fn text(model: &Model, width: usize) -> Option<String> {
    let entry = model.catalog.entry(&state(model)?.entry)?;
    let reading = Reading::plain(model.lang, Some(model.today()));
    Some(page::text(&article::blocks(&model.catalog, &entry, &reading), width))
}

fn on_action(model: &mut Model, action: Action) -> Vec<Effect> {
    let Some(reader) = state(model) else { return Vec::new() };
    if action == Action::Choose {
        let id = reader.entry.clone();
        return go::start(model, &id);
    }
    let (rows, shown) = (rows(model, reader).len(), layout::body_rows(model.size));
    if let Some(Screen::Reader(reader)) = model.top_mut() {
        reader.scroll = scrolled(reader.scroll, rows, shown, action);
    }
    Vec::new()
}
