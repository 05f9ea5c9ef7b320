//! The bundle: what will be written is shown first, then it is written.

use crate::app::bindings::Action;
use crate::app::deeds::Deeds;
use crate::app::line::{insert, scrolled, type_into};
use crate::app::message::{Effect, Kind};
use crate::app::model::Model;
use crate::app::screen::{Bundle, Screen};
use crate::app::{go, layout};
use crate::text::{columns, ui};
use tui_input::Input;

pub const DEEDS: Deeds = Deeds {
    on_action,
    on_key: |model, key| {
        type_path(model, |path| type_into(path, key));
        Vec::new()
    },
    on_paste: |model, text| type_path(model, |path| insert(path, text)),
    crumbs: |model| {
        [ui::CASE, ui::BUNDLE]
            .map(|say| say.get(model.lang).to_owned())
            .to_vec()
    },
    ..Deeds::NONE
};

/// Rows kept below the plan for the name of the file and what is said about it.
pub const ROWS_BELOW: usize = 5;

/// The plan as lines at the present width.
pub fn lines(model: &Model) -> Vec<String> {
    let Screen::Bundle(Bundle { plan: Some(plan), .. }) = model.top() else {
        return Vec::new();
    };
    let columns = layout::text_columns(model.size, false);
    plan.lines(&model.catalog, model.lang)
        .iter()
        .flat_map(|line| columns::wrap(line, columns))
        .collect()
}

fn on_action(model: &mut Model, action: Action) -> Vec<Effect> {
    let (rows, shown) = (
        lines(model).len(),
        layout::body_rows(model.size).saturating_sub(ROWS_BELOW),
    );
    let Some(Screen::Bundle(bundle)) = model.top_mut() else {
        return Vec::new();
    };
    if action != Action::Choose {
        bundle.scroll = scrolled(bundle.scroll, rows, shown, action);
        return Vec::new();
    }
    // handed over: nothing is left to go on with
    if bundle.written.is_some() {
        go::put_away(model)
    } else {
        go::write(model)
    }
}

fn type_path(model: &mut Model, change: impl FnOnce(&mut Input) -> bool) {
    let busy = model.jobs.contains_key(&Kind::Write);
    if let Some(Screen::Bundle(bundle)) = model.top_mut()
        && bundle.written.is_none()
        && !busy
        && change(&mut bundle.path)
    {
        (bundle.replace, bundle.error) = (false, None);
    }
}

/// Writes the bundle to a file of this name; an empty one leaves the name as it stands.
pub fn write_to(model: &mut Model, path: &str) -> Vec<Effect> {
    if !path.is_empty() {
        type_path(model, |line| {
            *line = path.into();
            true
        });
    }
    go::write(model)
}
