//! Reading one entry whole.

use super::scrolled;
use crate::app::bindings::Action;
use crate::app::message::Effect;
use crate::app::{Model, Screen, layout, open_at};
use crate::knowledge::article::{self, Reading};
use crate::knowledge::page::{self, Row};

/// The entry and the first line seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reader {
    pub entry: String,
    pub scroll: usize,
}

impl Reader {
    pub fn of(id: &str) -> Self {
        Self {
            entry: id.to_owned(),
            scroll: 0,
        }
    }

    /// The lines of the entry at the present width.
    pub fn rows(&self, model: &Model) -> Vec<Row> {
        let Some(entry) = model.catalog.entry(&self.entry) else {
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
}

pub fn on_action(model: &mut Model, action: Action) -> Vec<Effect> {
    let Screen::Reader(reader) = model.top() else {
        return Vec::new();
    };
    if action == Action::Choose {
        let id = reader.entry.clone();
        return open_at(model, &id);
    }
    let scroll = scrolled(
        reader.scroll,
        reader.rows(model).len(),
        layout::body_rows(model.size),
        action,
    );
    if let Some(Screen::Reader(reader)) = model.top_mut() {
        reader.scroll = scroll;
    }
    Vec::new()
}

pub fn copied_text(model: &Model, reader: &Reader) -> Option<String> {
    let entry = model.catalog.entry(&reader.entry)?;
    let reading = Reading::plain(model.lang, Some(model.today()));
    Some(page::text(&article::blocks(&model.catalog, &entry, &reading), 80))
}
