//! The screens: the state of each and what is done on it, a file a screen, and here what is the same on all. Drawing is in
//! `tui::screens`, under the same names.

pub mod bundle;
pub mod form;
pub mod home;
pub mod reader;
pub mod walk;

use super::bindings::{Action, Scope};
use super::key::Key;
use super::line::{digit, moved, scrolled};
use super::message::Effect;
use super::model::Model;

/// Where the program stands, as far as keys are concerned.
pub fn scope(model: &Model) -> Scope {
    (model.deeds().scope)(model)
}

/// Holds on to the thing that is chosen before the rows change, also where nobody has moved yet.
pub(super) fn pin(model: &mut Model) {
    model.choose(model.row());
}

/// An action that moves or takes: a text scrolls, a list moves, and beside a text a list moves sideways.
pub(super) fn on_action(model: &mut Model, action: Action) -> Vec<Effect> {
    let row = model.row();
    let sideways = match action {
        Action::Choose => return model.take(row),
        Action::Left => Some(Action::Previous),
        Action::Right => Some(Action::Next),
        _ => None,
    };
    let deeds = model.deeds();
    match (deeds.paper)(model) {
        Some((lines, shown)) if sideways.is_none() => {
            model.top.scroll = scrolled(model.top.scroll, lines, shown, action);
        }
        _ => {
            let count = (deeds.rows)(model).len();
            model.choose(moved(row, count, sideways.unwrap_or(action)));
        }
    }
    Vec::new()
}

/// A key that is no binding: a character that types, or a digit that takes a row.
pub(super) fn on_key(model: &mut Model, key: Key) -> Vec<Effect> {
    if scope(model).types() {
        (model.deeds().type_line)(model, &mut |typed| typed.key(key));
        return Vec::new();
    }
    match digit(key).filter(|row| *row < (model.deeds().rows)(model).len()) {
        Some(row) => model.take(row),
        None => Vec::new(),
    }
}

/// Text that arrived at once goes where one types.
pub(super) fn on_paste(model: &mut Model, text: &str) {
    (model.deeds().type_line)(model, &mut |typed| typed.insert(text));
}

/// A click on a line below the header: it chooses, a second one takes.
pub(super) fn on_click(model: &mut Model, line: usize) -> Vec<Effect> {
    let deeds = model.deeds();
    let clicked = (deeds.first_row)(model).and_then(|first| line.checked_sub(first));
    let Some(clicked) = clicked.filter(|row| *row < (deeds.rows)(model).len()) else {
        return Vec::new();
    };
    // a question is answered at once: its answer can be changed
    if model.row() == clicked || scope(model) == Scope::Question {
        return model.take(clicked);
    }
    model.choose(clicked);
    Vec::new()
}
