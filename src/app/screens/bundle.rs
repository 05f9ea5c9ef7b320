//! The bundle: what will be written is shown first, then it is written.

use crate::app::bindings::Scope;
use crate::app::deeds::Deeds;
use crate::app::message::{Effect, Kind};
use crate::app::model::Model;
use crate::app::screen::{Bundle, Screen};
use crate::app::{go, layout};
use crate::text::{columns, ui};
use tui_input::Input;

pub const DEEDS: Deeds = Deeds {
    take: |model, _| match model.top() {
        // handed over: nothing is left to go on with
        Screen::Bundle(Bundle { written: Some(_), .. }) => go::put_away(model),
        _ => go::write(model),
    },
    paper: |model| {
        Some((
            lines(model).len(),
            layout::body_rows(model.size).saturating_sub(ROWS_BELOW),
        ))
    },
    type_line: type_path,
    crumbs: |model| {
        [ui::CASE, ui::BUNDLE]
            .map(|say| say.get(model.lang).to_owned())
            .to_vec()
    },
    ..Deeds::at(|_| Scope::Bundle)
};

/// Rows kept below the plan for the name of the file and what is said about it.
pub const ROWS_BELOW: usize = 5;

/// The plan as lines at the present width.
pub fn lines(model: &Model) -> Vec<String> {
    let Screen::Bundle(Bundle { plan: Some(plan), .. }) = model.top() else {
        return Vec::new();
    };
    let columns = layout::text_columns(model.size, false);
    let lines = plan.lines(&model.catalog, model.lang);
    lines.iter().flat_map(|line| columns::wrap(line, columns)).collect()
}

fn type_path(model: &mut Model, change: &mut dyn FnMut(&mut Input) -> bool) {
    let busy = model.jobs.contains_key(&Kind::Write);
    if let Screen::Bundle(bundle) = &mut model.top.screen
        && bundle.written.is_none()
        && !busy
        && change(&mut bundle.path)
    {
        (bundle.replace, bundle.error) = (false, None);
    }
}

/// Writes the bundle to a file of this name; an empty one leaves the name as it stands.
pub fn write_to(model: &mut Model, path: &str) -> Vec<Effect> {
    type_path(model, &mut |line| {
        if !path.is_empty() {
            *line = path.into();
        }
        !path.is_empty()
    });
    go::write(model)
}
