//! Keys as the program sees them. Owns their names and the Latin key behind a Korean letter.

use crate::search::hangul;
use crate::text::{Lang, Say, say};

/// A key that was pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    Char(char),
    Ctrl(char),
    Enter,
    Esc,
    Tab,
    BackTab,
    Up,
    Down,
    Left,
    Right,
    PageUp,
    PageDown,
    Home,
    End,
    Backspace,
    Delete,
    F(u8),
}

impl Key {
    /// The key as a shortcut: with a Korean input method on, `ㅜ` is the key `n`.
    pub fn latin(self) -> Self {
        let Key::Char(jamo) = self else { return self };
        if !hangul::is_jamo(jamo) {
            return self;
        }
        let latin = hangul::to_latin(&jamo.to_string());
        let mut letters = latin.chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) => Key::Char(letter),
            // letters that no single key gives
            _ => self,
        }
    }

    /// A key as it is written in the settings file, such as `y`, `ctrl-y`, `f6` or `space`.
    pub fn parse(written: &str) -> Option<Self> {
        let lower = written.to_lowercase();
        let mut letters = written.chars();
        if let (Some(letter), None) = (letters.next(), letters.next()) {
            return (!letter.is_control() && letter != ' ').then_some(Key::Char(letter));
        }
        if let Some(letter) = lower.strip_prefix("ctrl-") {
            let mut letters = letter.chars();
            return match (letters.next(), letters.next()) {
                (Some(letter @ 'a'..='z'), None) => Some(Key::Ctrl(letter)),
                _ => None,
            };
        }
        if let Some(number) = lower.strip_prefix('f') {
            return number.parse().ok().filter(|n| (1..=12).contains(n)).map(Key::F);
        }
        Some(match lower.as_str() {
            "space" => Key::Char(' '),
            "enter" => Key::Enter,
            "esc" => Key::Esc,
            "tab" => Key::Tab,
            "up" => Key::Up,
            "down" => Key::Down,
            "left" => Key::Left,
            "right" => Key::Right,
            "pageup" => Key::PageUp,
            "pagedown" => Key::PageDown,
            "home" => Key::Home,
            "end" => Key::End,
            "backspace" => Key::Backspace,
            "delete" => Key::Delete,
            _ => return None,
        })
    }

    /// The name on the key bar.
    pub fn name(self, lang: Lang) -> String {
        let named: Say = match self {
            Key::Char(' ') => say("Space", "스페이스"),
            Key::Char(c) => return c.to_string(),
            Key::Ctrl(c) => return format!("Ctrl-{}", c.to_ascii_uppercase()),
            Key::F(n) => return format!("F{n}"),
            Key::Enter => say("Enter", "Enter"),
            Key::Esc => say("Esc", "Esc"),
            Key::Tab => say("Tab", "Tab"),
            Key::BackTab => say("Shift-Tab", "Shift-Tab"),
            Key::Up => say("Up", "위"),
            Key::Down => say("Down", "아래"),
            Key::Left => say("Left", "왼쪽"),
            Key::Right => say("Right", "오른쪽"),
            Key::PageUp => say("PgUp", "PgUp"),
            Key::PageDown => say("PgDn", "PgDn"),
            Key::Home => say("Home", "Home"),
            Key::End => say("End", "End"),
            Key::Backspace => say("Backspace", "백스페이스"),
            Key::Delete => say("Del", "Del"),
        };
        named.get(lang).to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_read_as_it_is_written_in_the_settings() {
        for (written, key) in [
            ("y", Key::Char('y')),
            ("?", Key::Char('?')),
            ("Ctrl-Y", Key::Ctrl('y')),
            ("f12", Key::F(12)),
            ("F", Key::Char('F')),
            ("space", Key::Char(' ')),
            ("PageDown", Key::PageDown),
        ] {
            assert_eq!(Key::parse(written), Some(key), "{written}");
        }
        for wrong in ["", " ", "f0", "f13", "ctrl-", "ctrl-1", "alt-x", "ctrl-yy", "\u{1b}"] {
            assert_eq!(Key::parse(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn a_korean_letter_is_the_key_it_stands_on() {
        assert_eq!(Key::Char('ㅜ').latin(), Key::Char('n'));
        assert_eq!(Key::Char('ㅂ').latin(), Key::Char('q'));
        assert_eq!(Key::Char('n').latin(), Key::Char('n'));
        assert_eq!(Key::Enter.latin(), Key::Enter);
    }
}
