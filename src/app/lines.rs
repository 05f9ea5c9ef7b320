//! Text of several lines, and what is typed where a field or a note may have them: the door to `ratatui-textarea`. That holds
//! besides its text where it was drawn last, which tells the keys up and down where the lines break.

use super::key::Key;
use super::line::Typing;
use super::message::MOST_PASTED;
use crate::text::{clean, fitting, one_line, visible};
use ratatui_textarea::{CursorMove, TextArea, WrapMode};
use tui_input::Input;

/// Text of several lines with its cursor.
#[derive(Clone, Debug)]
pub struct Lines(TextArea<'static>);

impl Lines {
    /// The cursor stands behind the text.
    pub fn new(text: &str) -> Self {
        // it draws itself, so what cannot be seen is shown from the beginning
        let mut area = TextArea::from(visible(text).split('\n'));
        // the terminal's own cursor stands there instead: an input method draws the syllable in progress at it
        area.set_cursor_style(area.style());
        area.set_cursor_line_style(area.style());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        // after the cursor has moved: where lines break is known only once they are drawn
        area.set_wrap_mode(WrapMode::WordOrGlyph);
        Self(area)
    }

    pub fn value(&self) -> String {
        self.0.lines().join("\n")
    }

    /// What draws itself.
    pub fn drawn(&self) -> &TextArea<'static> {
        &self.0
    }

    /// Column and row of the cursor in the area in which it was drawn last.
    pub fn cursor(&self) -> (usize, usize) {
        let (cursor, (top, left)) = (self.0.screen_cursor(), self.0.scroll_offset());
        (
            cursor.col.saturating_sub(usize::from(left)),
            cursor.row.saturating_sub(usize::from(top)),
        )
    }
}

impl Typing for Lines {
    fn key(&mut self, key: Key) -> bool {
        let area = &mut self.0;
        match key {
            Key::Char(c) => return self.insert(&c.to_string()),
            Key::Ctrl('j') => {
                area.insert_newline();
                return true;
            }
            Key::Backspace => return area.delete_char(),
            Key::Delete => return area.delete_next_char(),
            Key::Ctrl('w') => return area.delete_word(),
            Key::Ctrl('u') => return area.delete_line_by_head(),
            Key::Ctrl('k') => return area.delete_line_by_end(),
            Key::Up => area.move_cursor(CursorMove::Up),
            Key::Down => area.move_cursor(CursorMove::Down),
            Key::Left => area.move_cursor(CursorMove::Back),
            Key::Right => area.move_cursor(CursorMove::Forward),
            Key::Home | Key::Ctrl('a') => area.move_cursor(CursorMove::Head),
            Key::End | Key::Ctrl('e') => area.move_cursor(CursorMove::End),
            _ => {}
        }
        false
    }

    fn insert(&mut self, text: &str) -> bool {
        let held: usize = self.0.lines().iter().map(|line| line.len() + 1).sum();
        self.0
            .insert_str(fitting(&clean(text), MOST_PASTED.saturating_sub(held)))
    }

    fn put(&mut self, text: &str) {
        *self = Self::new(text);
    }
}

/// What is typed, and which texts of it arrived at once: those are read for what they hold.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub written: Written,
    pastes: Vec<String>,
}

/// One line, or several.
#[derive(Clone, Debug)]
pub enum Written {
    Line(Input),
    Lines(Box<Lines>),
}

impl Typed {
    /// `several` lines, or one.
    pub fn new(text: &str, several: bool) -> Self {
        let written = if several {
            Written::Lines(Box::new(Lines::new(text)))
        } else {
            Written::Line(text.into())
        };
        Self {
            written,
            pastes: Vec::new(),
        }
    }

    pub fn value(&self) -> String {
        match &self.written {
            Written::Line(line) => line.value().to_owned(),
            Written::Lines(lines) => lines.value(),
        }
    }

    /// The texts that were pasted and still stand there.
    pub fn pasted(&self) -> Vec<String> {
        let value = one_line(&self.value());
        let there = self.pastes.iter().filter(|paste| value.contains(&one_line(paste)));
        there.cloned().collect()
    }

    fn open(&mut self) -> &mut dyn Typing {
        match &mut self.written {
            Written::Line(line) => line,
            Written::Lines(lines) => &mut **lines,
        }
    }
}

impl Default for Written {
    fn default() -> Self {
        Written::Line(Input::default())
    }
}

impl Typing for Typed {
    fn key(&mut self, key: Key) -> bool {
        self.open().key(key)
    }

    fn insert(&mut self, text: &str) -> bool {
        self.open().insert(text)
    }

    fn paste(&mut self, text: &str) -> bool {
        self.pastes.push(text.to_owned());
        self.insert(text)
    }

    fn put(&mut self, text: &str) {
        self.open().put(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    use ratatui::widgets::Widget;

    /// Lines that stand on a screen of so many columns.
    fn drawn(lines: &Lines, columns: u16) {
        let area = Rect::new(0, 0, columns, 4);
        lines.drawn().render(area, &mut Buffer::empty(area));
    }

    fn typed(lines: &mut Lines, text: &str) {
        for c in text.chars() {
            lines.key(if c == '\n' { Key::Ctrl('j') } else { Key::Char(c) });
        }
    }

    #[test]
    fn typing_begins_a_new_line_and_takes_it_back() {
        let mut lines = Lines::new("");
        typed(&mut lines, "one\ntwo");
        assert_eq!(lines.value(), "one\ntwo");
        for _ in 0..4 {
            lines.key(Key::Backspace);
        }
        assert_eq!(lines.value(), "one");
        assert!(!lines.key(Key::Esc));
    }

    #[test]
    fn what_stood_there_before_is_gone_on_with_at_its_end() {
        let mut lines = Lines::new("first line\nsecond");
        typed(&mut lines, " one");
        assert_eq!(lines.value(), "first line\nsecond one");
    }

    #[test]
    fn a_pasted_text_keeps_its_lines_and_composes_hangul() {
        let mut lines = Lines::new("앞");
        assert!(lines.insert("\u{1112}\u{1161}\u{11ab}\r\n둘째\u{1b}[0m"));
        assert_eq!(lines.value(), "앞한\n둘째");
    }

    #[test]
    fn the_cursor_moves_between_lines_and_counts_hangul_as_two_columns() {
        let mut lines = Lines::new("");
        typed(&mut lines, "가나다\n라마");
        drawn(&lines, 20);
        assert_eq!(lines.cursor(), (4, 1));
        lines.key(Key::Up);
        assert_eq!(lines.cursor(), (4, 0));
        typed(&mut lines, "!");
        assert_eq!(lines.value(), "가나!다\n라마");
        lines.key(Key::Home);
        assert_eq!(lines.cursor(), (0, 0));
        lines.key(Key::Down);
        lines.key(Key::End);
        typed(&mut lines, "바");
        assert_eq!(lines.value(), "가나!다\n라마바");
    }

    #[test]
    fn a_long_line_is_wrapped_and_the_cursor_stays_in_sight() {
        let mut lines = Lines::new("");
        typed(&mut lines, &"가".repeat(35));
        drawn(&lines, 10);
        // seven rows of five, of which four are seen
        let (column, row) = lines.cursor();
        assert!(column <= 10 && row <= 3, "{column} {row}");
        lines.key(Key::Up);
        drawn(&lines, 10);
        typed(&mut lines, "A");
        assert_eq!(lines.value().matches('가').count(), 35);
        assert!(!lines.value().ends_with('A'));
    }
}
