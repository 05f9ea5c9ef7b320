//! One line of input, and moving within rows: what keys do to them wherever they stand.

use super::bindings::Action;
use super::key::Key;
use super::message::MOST_PASTED;
use crate::text::{clean, fitting};
use tui_input::{Input, InputRequest as Ask};

/// What can be typed into. It takes no more than [`MOST_PASTED`] in all.
pub trait Typing {
    /// What a key does. True where the text changed.
    fn key(&mut self, key: Key) -> bool;

    /// Puts cleaned text at the cursor. True where there was any.
    fn insert(&mut self, text: &str) -> bool;

    /// Puts a text there that arrived at once. True where there was any.
    fn paste(&mut self, text: &str) -> bool {
        self.insert(text)
    }

    /// Puts a text in place of what stands there.
    fn put(&mut self, text: &str);
}

impl Typing for Input {
    fn key(&mut self, key: Key) -> bool {
        let request = match key {
            Key::Char(c) => {
                // letters that arrive one by one are composed as they come
                return self.insert(&c.to_string());
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
        self.handle(request).is_some_and(|changed| changed.value)
    }

    fn insert(&mut self, text: &str) -> bool {
        let text = clean(text).replace('\n', " ");
        let cursor = self.cursor();
        let room = MOST_PASTED.saturating_sub(self.value().len());
        let text = fitting(&text, room);
        // whole, as letter by letter each would move all that stand behind it
        let mut whole: String = self.value().chars().take(cursor).collect();
        whole.push_str(text);
        whole.extend(self.value().chars().skip(cursor));
        *self = Input::new(whole).with_cursor(cursor + text.chars().count());
        !text.is_empty()
    }

    fn put(&mut self, text: &str) {
        *self = text.into();
    }
}

/// A digit as a row, counted from 0.
pub fn digit(key: Key) -> Option<usize> {
    let Key::Char(c) = key else { return None };
    usize::try_from(c.to_digit(10)?).ok()?.checked_sub(1)
}

/// Moves `chosen` within `count` rows, round the ends; from nowhere it comes in at an end.
pub fn moved(chosen: Option<usize>, count: usize, action: Action) -> usize {
    let Some(chosen) = chosen else {
        return match action {
            Action::Previous | Action::Bottom => count.saturating_sub(1),
            _ => 0,
        };
    };
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
