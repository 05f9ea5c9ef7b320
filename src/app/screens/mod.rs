//! The screens: what is done on each, and what is the same on all. Drawing is in `tui::screens`, under the same names; their
//! state is in `screen`.
//!
//! A screen is one row of [`of`] and a file that fills it.

pub mod bundle;
pub mod form;
pub mod home;
pub mod reader;
pub mod walk;

use super::bindings::{Action, Scope};
use super::deeds::Deeds;
use super::key::Key;
use super::line::{digit, insert, moved, scrolled, type_into};
use super::message::Effect;
use super::model::Model;
use super::screen::{Chosen, Screen};

/// What is done on the screen that is shown.
pub fn of(model: &Model) -> &'static Deeds {
    match model.top() {
        Screen::Home(_) => &home::DEEDS,
        Screen::Walk(_) => &walk::DEEDS,
        Screen::Reader(_) => &reader::DEEDS,
        Screen::Form => &form::DEEDS,
        Screen::Bundle(_) => &bundle::DEEDS,
    }
}

/// Where the program stands, as far as keys are concerned.
pub fn scope(model: &Model) -> Scope {
    (of(model).scope)(model)
}

/// The row chosen.
pub fn row(model: &Model) -> usize {
    model.chosen().row(&(of(model).rows)(model))
}

fn choose(model: &mut Model, row: usize) {
    let rows = (of(model).rows)(model);
    model.top.chosen = Chosen::at(&rows, row);
}

/// Holds on to the thing that is chosen before the rows change, also where nobody has moved yet.
pub(super) fn pin(model: &mut Model) {
    choose(model, row(model));
}

/// Takes a row as Enter on it does.
pub fn take(model: &mut Model, row: usize) -> Vec<Effect> {
    choose(model, row);
    (of(model).take)(model, row)
}

/// An action that moves or takes: a text scrolls, a list moves, and beside a text a list moves sideways.
pub(super) fn on_action(model: &mut Model, action: Action) -> Vec<Effect> {
    let row = row(model);
    let sideways = match action {
        Action::Choose => return take(model, row),
        Action::Left => Some(Action::Previous),
        Action::Right => Some(Action::Next),
        _ => None,
    };
    let deeds = of(model);
    match (deeds.paper)(model) {
        Some((lines, shown)) if sideways.is_none() => {
            model.top.scroll = scrolled(model.top.scroll, lines, shown, action);
        }
        _ => {
            let count = (deeds.rows)(model).len();
            choose(model, moved(row, count, sideways.unwrap_or(action)));
        }
    }
    Vec::new()
}

/// A key that is no binding: a character that types, or a digit that takes a row.
pub(super) fn on_key(model: &mut Model, key: Key) -> Vec<Effect> {
    if scope(model).types() {
        (of(model).type_line)(model, &mut |line| type_into(line, key));
        return Vec::new();
    }
    match digit(key).filter(|row| *row < (of(model).rows)(model).len()) {
        Some(row) => take(model, row),
        None => Vec::new(),
    }
}

/// Text that arrived at once goes into the line that is open.
pub(super) fn on_paste(model: &mut Model, text: &str) {
    (of(model).type_line)(model, &mut |line| insert(line, text));
}

/// A click on a line below the header: it chooses, a second one takes.
pub(super) fn on_click(model: &mut Model, line: usize) -> Vec<Effect> {
    let deeds = of(model);
    let clicked = (deeds.first_row)(model).and_then(|first| line.checked_sub(first));
    let Some(clicked) = clicked.filter(|row| *row < (deeds.rows)(model).len()) else {
        return Vec::new();
    };
    // a question is answered at once: its answer can be changed
    if row(model) == clicked || scope(model) == Scope::Question {
        return take(model, clicked);
    }
    choose(model, clicked);
    Vec::new()
}
