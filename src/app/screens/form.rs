//! The support case as a form: every field with its value, what is still missing, and the way to the bundle.

use crate::app::bindings::Scope;
use crate::app::message::Effect;
use crate::app::model::{Deeds, Model, Screen};
use crate::app::panes::{Beside, Panes};
use crate::app::screens::bundle;
use crate::app::told::{Heard, Told};
use crate::app::{filling, kept, layout, pieces, rows};
use crate::case::report;
use crate::text::{Say, say, ui};

const EDIT: Say = say(
    "number to fill in, or Enter to go back> ",
    "입력할 번호, 돌아가려면 Enter> ",
);

/// Columns of list and editor side by side, where the ticket stands beside them.
const LIST_AND_EDITOR: u16 = 119;

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
    take,
    panes: |model, area| {
        let columns = area.width.saturating_sub(LIST_AND_EDITOR);
        let columns = if area.width >= layout::OUTLINED { columns } else { 0 };
        let (text, ticket) = area.right(columns);
        let written = model.case.as_ref().filter(|_| columns > 0);
        let written = written.map(|case| report::ticket(&model.catalog, case, model.lang, report::TICKET));
        let beside = written.map(|written| Beside {
            area: ticket,
            title: ui::TICKET.get(model.lang).to_owned(),
            rows: rows::prose(written.trim_end(), ticket.columns()),
            ..Beside::default()
        });
        Panes {
            text,
            beside: beside.into_iter().collect(),
            ..Panes::alone(area)
        }
    },
    copied: |model| {
        let case = model.case.as_ref()?;
        Some(report::ticket(&model.catalog, case, model.lang, report::TICKET))
    },
    crumbs: |model| vec![ui::CASE.get(model.lang).to_owned()],
    heard: |model, row, text| match (row, dropped(model, text)) {
        (Some(row), _) => Heard::Effects(model.take(row)),
        (None, Some(at)) => Heard::Effects(kept::drop_evidence(model, at)),
        (None, None) => Heard::Back,
    },
    ..Deeds::at(|_| Scope::Form, told)
};

pub fn open(model: &mut Model) {
    if model.top::<Form>().is_none() {
        model.push(Form);
    }
}

/// Opens the field of a row, says what a piece of evidence is; the last row is the bundle.
fn take(model: &mut Model, row: usize) -> Vec<Effect> {
    if let Some(line) = filling::lines(model).get(row) {
        model.overlay = Some(filling::edit(model, &line.field));
        return Vec::new();
    }
    let piece = pieces::at(model, row).and_then(|at| pieces::all(model).get(at));
    let Some(piece) = piece else {
        return bundle::open(model);
    };
    model.toast = Some(pieces::lines(model, piece).join("; "));
    Vec::new()
}

/// `drop 31`: the piece of evidence in that row, by its place.
fn dropped(model: &Model, text: &str) -> Option<usize> {
    let row: usize = text.strip_prefix("drop ")?.trim().parse().ok()?;
    pieces::at(model, row.checked_sub(1)?)
}

fn told(model: &Model, columns: usize) -> Told {
    let lang = model.lang;
    let mut told = Told::new(lang, columns);
    told.line("");
    told.line(ui::CASE.get(lang));
    let lines = filling::lines(model);
    let fields = lines.iter().map(|line| {
        let origin = line.origin.map(|origin| format!(" ({})", origin.told(lang)));
        let origin = origin.unwrap_or_default();
        format!("{}: {}{origin}", line.field.title.get(lang), line.shown(lang))
    });
    let pieces = pieces::all(model).iter().map(|piece| pieces::line(piece, lang));
    told.list(
        fields
            .chain(pieces)
            .chain(std::iter::once(ui::WRITE_BUNDLE.get(lang).to_owned())),
    );
    told.prompt = Some(EDIT.get(lang).to_owned());
    told
}
