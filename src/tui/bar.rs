//! Draws the key bar.

use super::look::Look;
use super::widgets;
use crate::app::panes::Panes;
use crate::app::{Model, bar};
use crate::text::columns;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, panes: &Panes, look: &Look) {
    let mut line = Line::default();
    let mut used = 0;
    for (at, pair) in bar::bar(model, usize::from(area.width), panes) {
        line.push_span(" ".repeat(at.saturating_sub(used)));
        let count = pair.count();
        used = at + columns::width(&pair.key) + 1 + columns::width(pair.hint) + columns::width(&count);
        line.spans.extend([
            Span::styled(pair.key, look.accent),
            Span::raw(" "),
            Span::styled(pair.hint, look.text),
            Span::styled(count, look.accent),
        ]);
    }
    widgets::show(frame, area, line);
}
