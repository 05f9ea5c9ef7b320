//! The support case as a form: every field with its value, what is still missing, and the way to the bundle.

use crate::app::bindings::Scope;
use crate::app::filling;
use crate::app::model::{Deeds, Model, Screen};
use crate::app::screens::bundle;
use crate::app::told::{Heard, Told};
use crate::case::report;
use crate::text::{Say, say, ui};

const EDIT: Say = say(
    "number to fill in, or Enter to go back> ",
    "입력할 번호, 돌아가려면 Enter> ",
);

#[derive(Clone, Debug)]
pub struct Form;

impl Screen for Form {
    fn deeds(&self) -> &'static Deeds {
        &DEEDS
    }
}

const DEEDS: Deeds = Deeds {
    rows: filling::rows,
    first_row: |_| Some(1),
    // opens the field of a row; the last row is the bundle
    take: |model, row| match filling::lines(model).get(row) {
        Some(line) => {
            model.overlay = Some(filling::edit(model, &line.field));
            Vec::new()
        }
        None => bundle::open(model),
    },
    copied: |model| {
        let case = model.case.as_ref()?;
        Some(report::ticket(&model.catalog, case, model.lang, report::TICKET))
    },
    crumbs: |model| vec![ui::CASE.get(model.lang).to_owned()],
    heard: |model, row, _| match row {
        Some(row) => Heard::Effects(model.take(row)),
        None => Heard::Back,
    },
    ..Deeds::at(|_| Scope::Form, told)
};

pub fn open(model: &mut Model) {
    if model.top::<Form>().is_none() {
        model.push(Form);
    }
}

fn told(model: &Model, columns: usize) -> Told {
    let lang = model.lang;
    let mut told = Told::new(lang, columns);
    told.line("");
    told.line(ui::CASE.get(lang));
    let lines = filling::lines(model);
    let fields = lines
        .iter()
        .map(|line| format!("{}: {}", line.field.title.get(lang), line.shown(lang)));
    told.list(fields.chain(std::iter::once(ui::WRITE_BUNDLE.get(lang).to_owned())));
    told.prompt = Some(EDIT.get(lang).to_owned());
    told
}
