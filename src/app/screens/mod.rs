//! The screens: what each keeps, and what actions do there. Drawing is in `tui::screens`, under the same names.

pub mod bundle;
pub mod form;
pub mod home;
pub mod reader;
pub mod walk;

use super::bindings::Action;
use super::key::Key;
use super::message::Effect;
use super::{Model, Screen, layout};

/// An action that means something of its own on each screen.
pub fn on_action(model: &mut Model, action: Action) -> Vec<Effect> {
    match model.top() {
        Screen::Home(_) => home::on_action(model, action),
        Screen::Walk(_) => walk::on_action(model, action),
        Screen::Reader(_) => reader::on_action(model, action),
        Screen::Form(_) => form::on_action(model, action),
        Screen::Bundle(_) => bundle::on_action(model, action),
    }
}

/// A key that is no binding: characters that type, digits that choose.
pub fn on_other(model: &mut Model, key: Key) -> Vec<Effect> {
    match model.top() {
        Screen::Home(_) => home::on_key(model, key),
        Screen::Walk(_) => walk::on_key(model, key),
        Screen::Bundle(_) => bundle::on_key(model, key),
        Screen::Form(_) => form::on_key(model, key),
        Screen::Reader(_) => Vec::new(),
    }
}

/// Text that arrived at once goes into the line that is open; where none is, nothing happens.
pub fn on_paste(model: &mut Model, text: &str) {
    match model.top() {
        Screen::Home(_) => home::on_paste(model, text),
        Screen::Walk(_) => walk::on_paste(model, text),
        Screen::Bundle(_) => bundle::on_paste(model, text),
        Screen::Reader(_) | Screen::Form(_) => {}
    }
}

/// The text that the copy key puts on the clipboard.
pub fn copied_text(model: &Model) -> Option<String> {
    match model.top() {
        Screen::Walk(_) => walk::copied_text(model),
        Screen::Reader(reader) => reader::copied_text(model, reader),
        Screen::Form(_) => form::copied_text(model),
        Screen::Home(_) | Screen::Bundle(_) => None,
    }
}

/// A click on a row of a list chooses it, a second one takes it.
pub fn click(model: &mut Model, _column: u16, row: u16) -> Vec<Effect> {
    let Some(line) = row.checked_sub(layout::HEADER).map(usize::from) else {
        return Vec::new();
    };
    match model.top() {
        Screen::Home(_) => home::click(model, line),
        Screen::Walk(_) => walk::click(model, line),
        Screen::Form(_) => form::click(model, line),
        Screen::Reader(_) | Screen::Bundle(_) => Vec::new(),
    }
}

/// One line of input: what a key does to it. True where it changed.
pub fn type_into(input: &mut tui_input::Input, key: Key) -> bool {
    use tui_input::InputRequest as Ask;
    let request = match key {
        Key::Char(c) => {
            // letters that arrive one by one are composed as they come
            return insert(input, &c.to_string());
        }
        Key::Backspace => Ask::DeletePrevChar,
        Key::Delete => Ask::DeleteNextChar,
        Key::Left => Ask::GoToPrevChar,
        Key::Right => Ask::GoToNextChar,
        Key::Home | Key::Ctrl('a') => Ask::GoToStart,
        Key::End | Key::Ctrl('e') => Ask::GoToEnd,
        Key::Ctrl('w') => Ask::DeletePrevWord,
        Key::Ctrl('u') => Ask::DeleteLine,
        Key::Ctrl('k') => Ask::DeleteTillEnd,
        _ => return false,
    };
    input.handle(request).is_some_and(|changed| changed.value)
}

/// Puts cleaned text at the cursor.
pub fn insert(input: &mut tui_input::Input, text: &str) -> bool {
    let text = crate::text::clean(text).replace('\n', " ");
    for c in text.chars() {
        input.handle(tui_input::InputRequest::InsertChar(c));
    }
    !text.is_empty()
}

/// Moves `chosen` within `count` rows, round the ends.
pub fn moved(chosen: usize, count: usize, action: Action) -> usize {
    match action {
        _ if count == 0 => 0,
        Action::Next => (chosen + 1) % count,
        Action::Previous => (chosen + count - 1) % count,
        Action::PageDown => (chosen + 8).min(count - 1),
        Action::PageUp => chosen.saturating_sub(8),
        Action::Top => 0,
        Action::Bottom => count - 1,
        _ => chosen,
    }
}

/// Moves a text of `rows` lines, of which `shown` are seen.
pub fn scrolled(top: usize, rows: usize, shown: usize, action: Action) -> usize {
    let most = rows.saturating_sub(shown);
    match action {
        Action::Next => (top + 1).min(most),
        Action::Previous => top.saturating_sub(1),
        Action::PageDown => (top + shown.saturating_sub(1)).min(most),
        Action::PageUp => top.saturating_sub(shown.saturating_sub(1)),
        Action::Top => 0,
        Action::Bottom => most,
        _ => top.min(most),
    }
}
