//! The support case as a form: every field with its value, what is still missing, and the way to the bundle.

use crate::app::bindings::Scope;
use crate::app::deeds::Deeds;
use crate::app::{filling, go};
use crate::case::report;
use crate::text::ui;

pub const DEEDS: Deeds = Deeds {
    rows: filling::rows,
    first_row: |_| Some(1),
    // opens the field of a row; the last row is the bundle
    take: |model, row| match filling::lines(model).get(row) {
        Some(line) => {
            model.overlay = Some(filling::edit(model, &line.field));
            Vec::new()
        }
        None => go::bundle(model),
    },
    copied: |model| {
        let case = model.case.as_ref()?;
        Some(report::ticket(&model.catalog, case, model.lang, report::TICKET))
    },
    crumbs: |model| vec![ui::CASE.get(model.lang).to_owned()],
    ..Deeds::at(|_| Scope::Form)
};
