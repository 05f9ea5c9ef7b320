//! Pieces that several screens are drawn from.

use super::look::Look;
use crate::knowledge::page::Row;
use crate::text::columns;
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
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

/// Lines of an article from `top` on, with a scroll bar where there are more.
pub fn paper(frame: &mut Frame<'_>, area: Rect, rows: &[Row], top: usize, look: &Look) {
    let shown = usize::from(area.height);
    let lines: Vec<Line<'_>> = rows.iter().skip(top).take(shown).map(|row| line(row, look)).collect();
    frame.render_widget(Paragraph::new(lines), area);
    if rows.len() > shown {
        let mut state = ScrollbarState::new(rows.len() - shown).position(top);
        let bar = Scrollbar::new(ScrollbarOrientation::VerticalRight)
            .begin_symbol(None)
            .end_symbol(None)
            .track_symbol(Some(look.upright))
            .thumb_symbol("#");
        let column = Rect {
            x: area.right(),
            width: 1,
            ..area
        }
        .intersection(frame.area());
        frame.render_stateful_widget(bar, column, &mut state);
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
    if input.value().is_empty() {
        frame.render_widget(Paragraph::new(Line::styled(columns::cut(empty, width), look.dim)), area);
    } else {
        frame.render_widget(
            Paragraph::new(input.value()).scroll((0, u16::try_from(scroll).unwrap_or(0))),
            area,
        );
    }
    let at = u16::try_from(input.visual_cursor().saturating_sub(scroll)).unwrap_or(0);
    frame.set_cursor_position(Position::new(
        area.x.saturating_add(at).min(area.right().saturating_sub(1)),
        area.y,
    ));
}

/// The line of input behind its `>`.
pub fn prompt(frame: &mut Frame<'_>, line: Rect, text: &Input, empty: &str, look: &Look) {
    frame.render_widget(
        Paragraph::new(Line::styled("> ", look.key)),
        Rect {
            width: 2.min(line.width),
            ..line
        },
    );
    let behind = Rect {
        x: line.x + 2,
        width: line.width.saturating_sub(2),
        ..line
    };
    input(frame, behind, text, empty, look);
}

/// A box in the middle of the screen with a title, cleared; gives the inside.
pub fn popup(frame: &mut Frame<'_>, title: &str, width: u16, height: u16, look: &Look) -> Rect {
    let whole = frame.area();
    let (width, height) = (
        width.min(whole.width.saturating_sub(4)),
        height.min(whole.height.saturating_sub(2)),
    );
    let area = Rect {
        x: whole.x + (whole.width.saturating_sub(width)) / 2,
        y: whole.y + (whole.height.saturating_sub(height)) / 2,
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
    Rect {
        x: inside.x + 1,
        width: inside.width.saturating_sub(2),
        ..inside
    }
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
