//! Pieces that several screens are drawn from.

use super::look::Look;
use crate::app::layout;
use crate::app::lines::{Lines, Typed};
use crate::knowledge::page::Row;
use crate::text::columns;
use ratatui::Frame;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Clear, Paragraph, Scrollbar, ScrollbarOrientation, ScrollbarState};
use tui_input::Input;

/// A line of an article in its styles.
pub fn line<'a>(row: &'a Row, look: &Look) -> Line<'a> {
    Line::from(
        row.iter()
            .map(|(mark, text)| Span::styled(text.as_str(), look.mark(*mark)))
            .collect::<Vec<_>>(),
    )
}

/// The first `rows` rows of an area, and what lies below them.
pub fn split(area: Rect, rows: usize) -> (Rect, Rect) {
    let height = u16::try_from(rows).unwrap_or(u16::MAX).min(area.height);
    let below = Rect {
        y: area.y + height,
        height: area.height - height,
        ..area
    };
    (Rect { height, ..area }, below)
}

/// Lines at the head of an area; gives what is left below them.
pub fn put(frame: &mut Frame<'_>, area: Rect, lines: Vec<Line<'_>>) -> Rect {
    let (above, below) = split(area, lines.len());
    frame.render_widget(Paragraph::new(lines), above);
    below
}

/// Lines of an article from `top` on, with a scroll bar where there are more.
pub fn paper(frame: &mut Frame<'_>, area: Rect, rows: &[Row], top: usize, look: &Look) {
    let shown = usize::from(area.height);
    put(
        frame,
        area,
        rows.iter().skip(top).take(shown).map(|row| line(row, look)).collect(),
    );
    if rows.len() > shown {
        let mut state = ScrollbarState::new(rows.len() - shown).position(top);
        let bar = Scrollbar::new(ScrollbarOrientation::VerticalRight)
            .begin_symbol(None)
            .end_symbol(None)
            .track_symbol(Some(look.upright))
            .thumb_symbol("#");
        // in the margin beside the text
        let column = Rect {
            x: area.right(),
            width: 1,
            ..area
        };
        frame.render_stateful_widget(bar, column.intersection(frame.area()), &mut state);
    }
}

/// A row of a list: a mark and a digit before the text; colour is not the only sign.
pub fn choice(index: usize, chosen: bool, text: &str, width: usize, look: &Look) -> Line<'static> {
    let mark = if chosen { ">" } else { " " };
    let digit = if index < 9 {
        (index + 1).to_string()
    } else {
        " ".to_owned()
    };
    let line = format!("{mark} {digit} {text}");
    let style = if chosen { look.chosen } else { look.body };
    Line::styled(columns::pad(&line, width), style)
}

/// One line of input with the real cursor in it, where an input method draws the syllable in progress.
pub fn input(frame: &mut Frame<'_>, area: Rect, input: &Input, empty: &str, look: &Look) {
    let width = usize::from(area.width);
    let scroll = input.visual_scroll(width.saturating_sub(1));
    let line = if input.value().is_empty() {
        Line::styled(columns::cut(empty, width), look.dim)
    } else {
        Line::raw(input.value())
    };
    let shift = u16::try_from(scroll).unwrap_or(0);
    frame.render_widget(Paragraph::new(line).scroll((0, shift)), area);
    let at = u16::try_from(input.visual_cursor().saturating_sub(scroll)).unwrap_or(0);
    let column = area.x.saturating_add(at).min(area.right().saturating_sub(1));
    frame.set_cursor_position((column, area.y));
}

/// Text of several lines with the real cursor in it; gives what is left below it.
pub fn lines(frame: &mut Frame<'_>, area: Rect, lines: &Lines, empty: &str, look: &Look) -> Rect {
    let (area, below) = split(area, usize::from(layout::LINES));
    frame.render_widget(lines.drawn(), area);
    if lines.value().is_empty() {
        frame.render_widget(
            Line::styled(columns::cut(empty, usize::from(area.width)), look.dim),
            area,
        );
    }
    let (column, row) = lines.cursor();
    let within = |from: u16, by: usize, end: u16| {
        let by = u16::try_from(by).unwrap_or(u16::MAX);
        from.saturating_add(by).min(end.saturating_sub(1))
    };
    let (column, row) = (within(area.x, column, area.right()), within(area.y, row, area.bottom()));
    frame.set_cursor_position((column, row));
    below
}

/// What is typed behind its `>` at the head of an area; gives what is left below it.
pub fn answer(frame: &mut Frame<'_>, area: Rect, typed: &Typed, empty: &str, look: &Look) -> Rect {
    match typed {
        Typed::Line(line) => prompt(frame, area, line, empty, look),
        Typed::Lines(text) => {
            let (mark, _) = split(area, 1);
            frame.render_widget(Line::styled("> ", look.key), mark);
            let behind = Rect {
                x: area.x + 2,
                width: area.width.saturating_sub(2),
                ..area
            };
            let below = lines(frame, behind, text, empty, look);
            Rect {
                x: area.x,
                width: area.width,
                ..below
            }
        }
    }
}

/// The line of input behind its `>` at the head of an area; gives what is left below it.
pub fn prompt(frame: &mut Frame<'_>, area: Rect, text: &Input, empty: &str, look: &Look) -> Rect {
    let (line, below) = split(area, 1);
    frame.render_widget(Line::styled("> ", look.key), line);
    let behind = Rect {
        x: line.x + 2,
        width: line.width.saturating_sub(2),
        ..line
    };
    input(frame, behind, text, empty, look);
    below
}

/// A box in the middle of the screen with a title and `rows` rows of room where the screen has them; gives the inside.
pub fn popup(frame: &mut Frame<'_>, title: &str, width: u16, rows: usize, look: &Look) -> Rect {
    let whole = frame.area();
    let width = width.min(whole.width.saturating_sub(4));
    let height = u16::try_from(rows.saturating_add(2)).unwrap_or(u16::MAX);
    let height = height.min(whole.height.saturating_sub(2));
    let area = Rect {
        x: whole.x + (whole.width - width) / 2,
        y: whole.y + (whole.height - height) / 2,
        width,
        height,
    };
    frame.render_widget(Clear, area);
    let block = Block::bordered()
        .border_set(look.border)
        .border_style(look.key)
        .title(Line::styled(format!(" {title} "), look.title));
    let inside = block.inner(area);
    frame.render_widget(block, area);
    inside.inner(Margin::new(1, 0))
}

/// Text wrapped to the area.
pub fn wrapped(text: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    columns::wrap(text, width)
        .into_iter()
        .map(|l| Line::styled(l, style))
        .collect()
}

/// The first row to show so that `chosen` is seen.
pub fn window(chosen: usize, count: usize, shown: usize) -> usize {
    let middle = chosen.saturating_sub(shown / 2);
    middle.min(count.saturating_sub(shown))
}
