//! The events of the Windows console as messages.

use crate::app::key::Key;
use crate::app::message::Msg;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};

/// The message of an event; `None` where it means nothing here.
pub fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(event) => key(event).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Resize(columns, rows) => {
            let (columns, rows) = super::size::bounded((columns, rows));
            Some(Msg::Resize(columns, rows))
        }
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Msg::Click(mouse.column, mouse.row)),
            MouseEventKind::ScrollDown => Some(Msg::Scroll(3, (mouse.column, mouse.row))),
            MouseEventKind::ScrollUp => Some(Msg::Scroll(-3, (mouse.column, mouse.row))),
            _ => None,
        },
        Event::FocusGained | Event::FocusLost => None,
    }
}

/// Windows reports the release of a key too; only the press counts.
fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    Some(match event.code {
        KeyCode::Char(c)
            if event.modifiers.contains(KeyModifiers::CONTROL) && !event.modifiers.contains(KeyModifiers::ALT) =>
        {
            Key::Ctrl(c.to_ascii_lowercase())
        }
        KeyCode::Char(c) => Key::Char(c),
        // what begins a new line: Ctrl-J, which every terminal knows, or Alt-Enter
        KeyCode::Enter if event.modifiers.contains(KeyModifiers::ALT) => Key::Ctrl('j'),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::F(n) => Key::F(n),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn alt_enter_begins_a_new_line_as_ctrl_j_does() {
        let enter = |modifiers| key(KeyEvent::new(KeyCode::Enter, modifiers));
        assert_eq!(enter(KeyModifiers::ALT), Some(Key::Ctrl('j')));
        assert_eq!(enter(KeyModifiers::NONE), Some(Key::Enter));
        let event = KeyEvent::new(KeyCode::Char('j'), KeyModifiers::CONTROL);
        assert_eq!(key(event), Some(Key::Ctrl('j')));
    }

    #[test]
    fn a_size_that_nobody_has_is_bounded() {
        let told = |columns, rows| message(Event::Resize(columns, rows));
        assert!(matches!(told(0, 0), Some(Msg::Resize(80, 24))));
        assert!(matches!(told(u16::MAX, u16::MAX), Some(Msg::Resize(1_000, 400))));
        assert!(matches!(told(132, 50), Some(Msg::Resize(132, 50))));
    }

    #[test]
    fn a_release_is_no_key() {
        let mut event = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
        assert_eq!(key(event), Some(Key::Char('q')));
        event.kind = KeyEventKind::Release;
        assert_eq!(key(event), None);
    }
}
