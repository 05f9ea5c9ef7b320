//! Keys as the program sees them. Owns their names and the Latin key behind a Korean letter.

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

/// The two-set Korean letters and the Latin keys they stand on.
const JAMO: &str =
    "ㅂqㅈwㄷeㄱrㅅtㅛyㅕuㅑiㅐoㅔpㅁaㄴsㅇdㄹfㅎgㅗhㅓjㅏkㅣlㅋzㅌxㅊcㅍvㅠbㅜnㅡmㅃQㅉWㄸEㄲRㅆTㅒOㅖP";

impl Key {
    /// The key as a shortcut: with a Korean input method on, `ㅜ` is the key `n`.
    pub fn latin(self) -> Self {
        let Key::Char(c) = self else { return self };
        let mut pairs = JAMO.chars();
        while let (Some(jamo), Some(latin)) = (pairs.next(), pairs.next()) {
            if jamo == c {
                return Key::Char(latin.to_ascii_lowercase());
            }
        }
        self
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

    /// Reads the word a test or a script writes for a key: `down`, `ctrl-z`, `f2`, `space`, or one character.
    pub fn parse(word: &str) -> Option<Self> {
        let lower = word.to_lowercase();
        let mut chars = word.chars();
        if let (Some(c), None) = (chars.next(), chars.next()) {
            return Some(Key::Char(c));
        }
        if let Some(c) = lower.strip_prefix("ctrl-").and_then(|rest| rest.chars().next()) {
            return Some(Key::Ctrl(c));
        }
        if let Some(n) = lower.strip_prefix('f').and_then(|n| n.parse().ok()) {
            return Some(Key::F(n));
        }
        Some(match lower.as_str() {
            "space" => Key::Char(' '),
            "enter" => Key::Enter,
            "esc" => Key::Esc,
            "tab" => Key::Tab,
            "backtab" => Key::BackTab,
            "up" => Key::Up,
            "down" => Key::Down,
            "left" => Key::Left,
            "right" => Key::Right,
            "pgup" => Key::PageUp,
            "pgdn" => Key::PageDown,
            "home" => Key::Home,
            "end" => Key::End,
            "backspace" => Key::Backspace,
            "delete" => Key::Delete,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_korean_letter_is_the_key_it_stands_on() {
        assert_eq!(Key::Char('ㅜ').latin(), Key::Char('n'));
        assert_eq!(Key::Char('ㅂ').latin(), Key::Char('q'));
        assert_eq!(Key::Char('n').latin(), Key::Char('n'));
        assert_eq!(Key::Enter.latin(), Key::Enter);
    }
}
