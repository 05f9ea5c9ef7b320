//! Pieces that stand in a pane.

use super::look::Look;
use crate::app::find::Place;
use crate::knowledge::page::{self, Mark, Row};
use crate::text::{columns, is_plain, visible};
use ratatui::Frame;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use std::borrow::Cow;

/// A line of an article in its styles.
pub fn line<'a>(row: &'a Row, look: &Look) -> Line<'a> {
    Line::from(
        row.iter()
            .map(|(mark, text)| {
                // the sign that fits the terminal
                let text = if *mark == Mark::Done {
                    look.glyphs.done
                } else {
                    text.as_str()
                };
                Span::styled(text, look.mark(*mark))
            })
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

/// A line as it may stand on a screen: with signs for what cannot be seen.
pub fn shown(mut line: Line<'_>) -> Line<'_> {
    for span in &mut line.spans {
        if let Cow::Owned(text) = visible(&span.content) {
            span.content = text.into();
        }
    }
    line
}

/// Draws one line. Whatever draws text calls this, [`put`], [`input`] or [`written`].
pub fn show(frame: &mut Frame<'_>, area: Rect, line: Line<'_>) {
    let line = shown(line);
    let mut x = area.x;
    for span in &line.spans {
        let style = line.style.patch(span.style);
        x = ink(frame.buffer_mut(), (x, area.y), area.right(), &span.content, style);
    }
}

/// Writes a text into the cells of a row before the column `end`; gives the column behind it.
// Not `set_stringn` alone: it looks for graphemes in every text, which is most of the time of a frame, and nearly all text is plain.
pub fn ink(buffer: &mut Buffer, (mut x, y): (u16, u16), end: u16, text: &str, style: Style) -> u16 {
    let room = usize::from(end.saturating_sub(x));
    if !is_plain(text) {
        return buffer.set_stringn(x, y, text, room, style).0;
    }
    for sign in text.chars().take(room) {
        if let Some(cell) = buffer.cell_mut((x, y)) {
            cell.set_char(sign).set_style(style);
        }
        x += 1;
    }
    x
}

/// Lines at the head of an area; gives what is left below them.
pub fn put(frame: &mut Frame<'_>, area: Rect, lines: Vec<Line<'_>>) -> Rect {
    let (above, below) = split(area, lines.len());
    for (y, line) in (above.y..above.bottom()).zip(lines) {
        show(frame, Rect { y, height: 1, ..above }, line);
    }
    below
}

/// Lines of a text, from the first one seen on; the one on which the cursor stands is chosen. Its mark stands only where its pane
/// has focus.
pub fn paper<'a>(frame: &mut Frame<'_>, area: Rect, rows: impl Iterator<Item = &'a Row>, active: bool, look: &Look) {
    for (y, row) in (area.y..).zip(rows) {
        let area = Rect { y, height: 1, ..area };
        show(frame, area, line(row, look));
        if matches!(row.first(), Some((Mark::Chosen, _))) {
            let style = if active { look.select } else { look.select_off };
            if !active {
                frame.buffer_mut().set_string(area.x, area.y, " ", style);
            }
            frame.buffer_mut().set_style(area, style);
        }
    }
}

/// Marks places in a text of which the lines from `top` on are seen: each by its style and a sign in the blank before its line,
/// the one that is looked at by a sign and a style of its own.
pub fn found(frame: &mut Frame<'_>, area: Rect, places: &[Place], at: usize, top: usize, look: &Look) {
    let others = places.iter().enumerate().filter(|(place, _)| *place != at);
    let looked_at = places.get(at).map(|place| (at, place));
    // the one that is looked at lies over the others of its line
    for (place, lines) in others.chain(looked_at) {
        let (sign, marked, style) = if place == at {
            ("@", look.select, look.select)
        } else {
            ("*", look.warn, look.matched)
        };
        for (line, cells) in lines {
            let Some(row) = line.checked_sub(top).and_then(|row| u16::try_from(row).ok()) else {
                continue;
            };
            let number = |column: usize| u16::try_from(column).unwrap_or(u16::MAX);
            let y = area.y.saturating_add(row);
            let words = Rect::new(area.x.saturating_add(number(cells.start)), y, number(cells.len()), 1);
            frame.buffer_mut().set_style(words.intersection(area), style);
            if row < area.height {
                frame.buffer_mut().set_string(area.x.saturating_sub(1), y, sign, marked);
            }
        }
    }
}

/// A row of a list behind the mark of the one that is chosen; colour is not the only sign.
pub fn row(frame: &mut Frame<'_>, area: Rect, text: Line<'_>, chosen: bool, focused: bool, look: &Look) {
    let behind = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(2),
        ..area
    };
    show(frame, behind, text);
    if chosen {
        let (mark, style) = if focused {
            (">", look.select)
        } else {
            (" ", look.select_off)
        };
        frame.buffer_mut().set_string(area.x, area.y, mark, style);
        frame.buffer_mut().set_style(area, style);
    }
}

/// A line of `width` columns with something at its right end, for which the left is cut.
pub fn ends(left: Vec<Span<'static>>, right: Span<'static>, width: usize) -> Line<'static> {
    let wide = columns::width(&right.content);
    let room = width.saturating_sub(if wide > 0 { wide + 2 } else { 0 });
    let mut line = cut(Line::from(left), room);
    if wide > 0 {
        let used: usize = line.spans.iter().map(|span| columns::width(&span.content)).sum();
        line.push_span(" ".repeat(width.saturating_sub(used + wide)));
        line.push_span(right);
    }
    line
}

/// A line of at most `width` columns; where something was cut it says so.
pub fn cut(line: Line<'_>, width: usize) -> Line<'_> {
    let wide: usize = line.spans.iter().map(|span| columns::width(&span.content)).sum();
    if wide <= width {
        line
    } else {
        dotted(line, width.saturating_sub(3))
    }
}

/// The first `width` columns of a line, and the sign that there is more.
pub fn dotted(line: Line<'_>, width: usize) -> Line<'_> {
    let style = line.style;
    let mut used = 0;
    let mut spans = Vec::new();
    for span in line.spans {
        let taken = columns::take(&span.content, width.saturating_sub(used)).to_owned();
        let whole = taken.len() == span.content.len();
        used += columns::width(&taken);
        spans.push(Span::styled(taken, span.style));
        if !whole {
            break;
        }
    }
    // a full stop before it would be a fourth
    if let Some(last) = spans.last_mut()
        && let Some(text) = last.content.strip_suffix('.')
    {
        last.content = text.to_owned().into();
    }
    spans.push(Span::raw("..."));
    Line::from(spans).style(style)
}

/// Text wrapped to the area.
pub fn wrapped(text: &str, width: usize, style: Style) -> Vec<Line<'static>> {
    columns::wrap(text, width)
        .into_iter()
        .map(|l| Line::styled(l, style))
        .collect()
}

/// Text behind a mark that bears the state; the words keep their own colour.
pub fn said(mark: &str, style: Style, text: &str, width: usize, look: &Look) -> Vec<Line<'static>> {
    let rows = page::wrap(&page::marked(text, Mark::Plain), width.saturating_sub(2));
    let lines = rows.into_iter().enumerate();
    lines
        .map(|(at, row)| {
            let mark = if at == 0 { mark } else { "" };
            let mark = Span::styled(columns::pad(mark, 2), style);
            let words = row.into_iter().map(|(mark, text)| Span::styled(text, look.mark(mark)));
            std::iter::once(mark).chain(words).collect()
        })
        .collect()
}

/// The first row to show so that `chosen` is seen with what stands around it.
pub fn window(chosen: usize, count: usize, shown: usize) -> usize {
    let middle = chosen.saturating_sub(shown / 2);
    middle.min(count.saturating_sub(shown))
}
