//! Terminal events as messages. Text that is pasted where the terminal does not mark it arrives as single keys; keys that
//! follow each other at once are gathered into one paste, or a pasted newline would submit.

use crate::app::key::Key;
use crate::app::message::Msg;
use ratatui::crossterm::event::{
    self, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};
use std::io;
use std::sync::mpsc::SyncSender;
use std::time::Duration;

/// Keys closer together than this were not typed by a person.
const AT_ONCE: Duration = Duration::from_millis(3);

/// The message of an event; `None` where it means nothing here.
fn message(event: Event) -> Option<Msg> {
    match event {
        Event::Key(event) => key(event).map(Msg::Key),
        Event::Paste(text) => Some(Msg::Paste(text)),
        Event::Resize(columns, rows) => Some(Msg::Resize(columns, rows)),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Msg::Click(mouse.column, mouse.row)),
            MouseEventKind::ScrollDown => Some(Msg::Scroll(3)),
            MouseEventKind::ScrollUp => Some(Msg::Scroll(-3)),
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

/// Reads events into the channel until nobody takes them; an error where the terminal cannot be read any more.
pub fn read_into(sender: &SyncSender<Msg>) -> io::Result<()> {
    loop {
        let messages = match gather() {
            Ok(messages) => messages,
            Err(error) => {
                // nobody listens where the program is being left
                let _ = sender.send(Msg::TerminalLost);
                return Err(error);
            }
        };
        for message in messages {
            if sender.send(message).is_err() {
                return Ok(());
            }
        }
    }
}

/// Messages of events that arrived together. Where three or more characters came at once they are one paste.
fn gather() -> io::Result<Vec<Msg>> {
    let mut events = vec![event::read()?];
    // terminals that mark pastes need no gathering
    while cfg!(windows) && event::poll(AT_ONCE)? {
        events.push(event::read()?);
    }
    let messages: Vec<Msg> = events.into_iter().filter_map(message).collect();
    let typed: Option<String> = messages
        .iter()
        .map(|msg| match msg {
            Msg::Key(Key::Char(c)) => Some(*c),
            Msg::Key(Key::Enter) => Some('\n'),
            Msg::Key(Key::Tab) => Some('\t'),
            _ => None,
        })
        .collect();
    Ok(match typed {
        Some(text) if messages.len() >= 3 => vec![Msg::Paste(text)],
        _ => messages,
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
    fn a_release_is_no_key() {
        let mut event = KeyEvent::new(KeyCode::Char('q'), KeyModifiers::NONE);
        assert_eq!(key(event), Some(Key::Char('q')));
        event.kind = KeyEventKind::Release;
        assert_eq!(key(event), None);
    }
}
