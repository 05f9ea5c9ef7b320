//! Where something is typed, with the real cursor in it, where an input method draws the syllable in progress.

use super::panes::Stage;
use super::widgets::{show, shown, split};
use crate::app::layout;
use crate::app::lines::{Lines, Typed, Written};
use crate::text::columns;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;
use tui_input::Input;

/// Behind the mark of a line to type in.
fn marked(stage: &mut Stage<'_, '_>, area: Rect) -> Rect {
    let accent = stage.look.accent;
    stage.frame.buffer_mut().set_string(area.x, area.y, ":", accent);
    Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(2),
        ..area
    }
}

/// A line; gives what is left below it.
pub fn input(stage: &mut Stage<'_, '_>, area: Rect, input: &Input, empty: &str) -> Rect {
    let (area, below) = split(area, 1);
    if area.height == 0 {
        return below;
    }
    let (area, look) = (marked(stage, area), stage.look);
    let width = usize::from(area.width);
    // a syllable in progress takes two columns
    let scroll = input.visual_scroll(width.saturating_sub(2));
    let line = if input.value().is_empty() {
        Line::styled(columns::cut(empty, width), look.muted)
    } else {
        Line::styled(input.value(), look.text)
    };
    let shift = u16::try_from(scroll).unwrap_or(0);
    stage
        .frame
        .render_widget(Paragraph::new(shown(line)).scroll((0, shift)), area);
    let at = u16::try_from(input.visual_cursor().saturating_sub(scroll)).unwrap_or(0);
    let column = area.x.saturating_add(at).min(area.right().saturating_sub(1));
    stage.cursor = Some((column, area.y).into());
    below
}

/// Text of several lines; gives what is left below it.
fn lines(stage: &mut Stage<'_, '_>, area: Rect, lines: &Lines, empty: &str) -> Rect {
    let (area, below) = split(area, usize::from(layout::LINES));
    if area.height == 0 {
        return below;
    }
    let area = marked(stage, area);
    if lines.value().is_empty() {
        let empty = columns::cut(empty, usize::from(area.width));
        show(stage.frame, area, Line::styled(empty, stage.look.muted));
    }
    written(stage, area, lines);
    below
}

/// Text of several lines in the whole of an area.
pub fn written(stage: &mut Stage<'_, '_>, area: Rect, lines: &Lines) {
    if !lines.value().is_empty() {
        stage.frame.render_widget(lines.drawn(), area);
    }
    let (column, row) = lines.cursor();
    let within = |from: u16, by: usize, end: u16| {
        let by = u16::try_from(by).unwrap_or(u16::MAX);
        from.saturating_add(by).min(end.saturating_sub(1))
    };
    let (column, row) = (within(area.x, column, area.right()), within(area.y, row, area.bottom()));
    stage.cursor = Some((column, row).into());
}

/// Rows that what is typed takes.
pub fn rows(typed: &Typed) -> usize {
    match &typed.written {
        Written::Line(_) => 1,
        Written::Lines(_) => usize::from(layout::LINES),
    }
}

/// What is typed; gives what is left below it.
pub fn typed(stage: &mut Stage<'_, '_>, area: Rect, typed: &Typed, empty: &str) -> Rect {
    match &typed.written {
        Written::Line(line) => input(stage, area, line, empty),
        Written::Lines(text) => {
            let below = lines(stage, area, text, empty);
            Rect {
                x: area.x,
                width: area.width,
                ..below
            }
        }
    }
}
