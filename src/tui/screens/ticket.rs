//! Draws the ticket: how long it is, what it says, and how it is written.

use crate::app::Model;
use crate::app::layout;
use crate::app::screens::ticket::{self, Ticket};
use crate::text::columns;
use crate::tui::look::Look;
use crate::tui::widgets;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, state: &Ticket, look: &Look) {
    let width = usize::from(area.width);
    let forms = ticket::forms(model);
    let form = forms.iter().find(|(form, _)| *form == state.asked.form);
    let name = form.map(|(_, name)| name.as_str()).unwrap_or_default();
    let title = format!("{name}: {}", ticket::count(model));
    let rest = widgets::put(frame, area, vec![Line::styled(columns::cut(&title, width), look.title)]);
    let shown = layout::body_rows(model.size).saturating_sub(ticket::ROWS_BESIDE);
    let (text, below) = widgets::split(rest, shown);
    if let Some(lines) = &state.open {
        frame.render_widget(lines.drawn(), text);
        let (column, row) = lines.cursor();
        let at = |from: u16, by: usize, end: u16| {
            let by = u16::try_from(by).unwrap_or(u16::MAX);
            from.saturating_add(by).min(end.saturating_sub(1))
        };
        frame.set_cursor_position((at(text.x, column, text.right()), at(text.y, row, text.bottom())));
    } else {
        let rows = ticket::rows(model).into_iter().skip(model.scroll()).take(shown);
        widgets::put(frame, text, rows.map(|row| Line::styled(row, look.body)).collect());
    }
    let forms = forms.iter().enumerate().map(|(i, (form, name))| {
        let mark = if *form == state.asked.form { ">" } else { " " };
        format!("{mark}{} {name}", i + 1)
    });
    let forms = forms.collect::<Vec<_>>().join("  ");
    let lines = vec![
        Line::styled(look.rule.repeat(width), look.dim),
        Line::styled(columns::cut(&forms, width), look.body),
        Line::styled(columns::cut(&ticket::said(model), width), look.dim),
    ];
    widgets::put(frame, below, lines);
}
