//! What comes behind a bundle that is written: where it is and how that was proved, and what to do with it next.

use super::bundling::Bundle;
use super::layout::Area;
use super::message::{Effect, Work};
use super::model::Model;
use super::panes::Panes;
use crate::bundle::ticket;
use crate::case::report;
use crate::text::{Say, say};

const COPY_PATH: Say = say("Copy the path", "경로 복사");
const COPY_NOTE: Say = say("Copy the ticket note", "티켓 메모 복사");
const CLOSE: Say = say("Close the case and go to the first screen", "사례를 닫고 첫 화면으로");
const FIRST: Say = say("First screen", "첫 화면");

/// The last row goes to the first screen.
pub const LAST: usize = 3;

/// What can be done next.
pub fn rows(model: &Model) -> Vec<String> {
    let rows = [COPY_PATH, COPY_NOTE, CLOSE, FIRST];
    rows.map(|row| row.get(model.lang).to_owned()).to_vec()
}

/// Rows of what was proved.
const PROVED: usize = 7;

pub fn panes(area: Area) -> Panes {
    let (text, foot) = area.above(PROVED);
    Panes {
        whole: area,
        text,
        foot,
        beside: Vec::new(),
    }
}

pub fn take(model: &mut Model, row: usize) -> Vec<Effect> {
    let Some((path, _)) = model.top::<Bundle>().and_then(|bundle| bundle.written.clone()) else {
        return Vec::new();
    };
    let copied = match (row, &model.case) {
        (0, _) => Some(path.display().to_string()),
        // the note goes to those for whom the bundle is
        (1, Some(case)) => model.top::<Bundle>().and_then(|bundle| {
            let table = &bundle.plan.as_ref()?.redaction;
            Some(ticket::report_for(&model.catalog, case, table, model.lang).note(report::TICKET))
        }),
        _ => None,
    };
    if let Some(text) = copied {
        return vec![model.begin(Work::Copy(text))];
    }
    if row == 2
        && let Some(case) = &mut model.case
    {
        case.closed = true;
        let mut effects = model.save();
        effects.extend(model.home());
        return effects;
    }
    model.put_away()
}
