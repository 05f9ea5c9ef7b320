//! Reading one entry whole.

use crate::app::bindings::Scope;
use crate::app::deeds::Deeds;
use crate::app::model::Model;
use crate::app::screen::Screen;
use crate::app::{go, known, layout};
use crate::knowledge::article::{self, Reading};
use crate::knowledge::id::EntryId;
use crate::knowledge::page::{self, Row};

pub const DEEDS: Deeds = Deeds {
    take: |model, _| match state(model).cloned() {
        Some(entry) => go::start(model, &entry),
        None => Vec::new(),
    },
    paper: |model| Some((rows(model).len(), layout::body_rows(model.size))),
    copied: |model| text(model, 80),
    crumbs: |model| {
        state(model)
            .map(|entry| known::title_of(model, entry))
            .into_iter()
            .collect()
    },
    ..Deeds::at(|_| Scope::Reader)
};

fn state(model: &Model) -> Option<&EntryId> {
    match model.top() {
        Screen::Reader(entry) => Some(entry),
        _ => None,
    }
}

/// The lines of the entry at the present width, its commands filled with what the case knows.
pub fn rows(model: &Model) -> Vec<Row> {
    let Some(entry) = state(model).and_then(|id| model.catalog.entry(id)) else {
        return Vec::new();
    };
    let values = model.values();
    let reading = Reading {
        fill: &|field| values.get(field).cloned(),
        ..Reading::plain(model.lang, Some(model.today()))
    };
    let blocks = article::blocks(&model.catalog, &entry, &reading);
    page::screen_rows(&blocks, layout::text_columns(model.size, false))
}

/// The entry as plain text.
pub fn text(model: &Model, width: usize) -> Option<String> {
    let entry = model.catalog.entry(state(model)?)?;
    let reading = Reading::plain(model.lang, Some(model.today()));
    Some(page::text(&article::blocks(&model.catalog, &entry, &reading), width))
}
