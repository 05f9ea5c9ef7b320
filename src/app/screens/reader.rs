//! Reading one entry whole.

use crate::app::bindings::Scope;
use crate::app::model::{Deeds, Model, Screen};
use crate::app::told::{Heard, Told};
use crate::app::{go, known, layout};
use crate::knowledge::article::{self, Reading};
use crate::knowledge::id::EntryId;
use crate::knowledge::page::{self, Row};
use crate::text::{Say, say};

const WORK_ON_IT: Say = say("Work on it", "이 항목부터 진행");
const GO_BACK: Say = say("Back", "뒤로");

/// The entry that is read.
#[derive(Clone, Debug)]
pub struct Reader(pub EntryId);

impl Screen for Reader {
    fn deeds(&self) -> &'static Deeds {
        &DEEDS
    }
}

const DEEDS: Deeds = Deeds {
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
    heard: |model, row, text| match row {
        Some(0) => Heard::Effects(model.take(0)),
        Some(_) => Heard::Back,
        None if text.is_empty() => Heard::Back,
        None => Heard::NoSuchRow,
    },
    ..Deeds::at(|_| Scope::Reader, told)
};

fn told(model: &Model, columns: usize) -> Told {
    let mut told = Told::new(model.lang, columns);
    told.text = text(model, columns).unwrap_or_default();
    told.rows = [WORK_ON_IT, GO_BACK].map(|say| say.get(model.lang).to_owned()).to_vec();
    told
}

fn state(model: &Model) -> Option<&EntryId> {
    model.top::<Reader>().map(|reader| &reader.0)
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
