//! Draws the support case as a form.

use crate::app::screens::form::Form;
use crate::app::{Model, filling};
use crate::text::{columns, ui};
use crate::tui::look::Look;
use crate::tui::widgets;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Columns of the titles.
const TITLE: usize = 24;

pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, _: &Form, look: &Look) {
    let lang = model.lang;
    let lines = filling::lines(model);
    let missing = lines.iter().filter(|l| l.missing).count();
    let head = format!("{}: {missing}", ui::STILL_MISSING.get(lang));
    let style = if missing > 0 { look.warn } else { look.good };
    let list = widgets::put(frame, area, vec![Line::styled(head, style)]);
    let (width, shown, row) = (
        usize::from(list.width),
        usize::from(list.height),
        model.row().unwrap_or(0),
    );
    let mut rows: Vec<Line<'_>> = lines
        .iter()
        .enumerate()
        .map(|(i, line)| {
            let title = columns::pad(line.field.title.get(lang), TITLE);
            let value = columns::cut(&line.shown(lang), width.saturating_sub(TITLE + 4));
            if i == row {
                return Line::styled(columns::pad(&format!("> {title} {value}"), width), look.chosen);
            }
            let (mark, style) = match (&line.value, line.missing) {
                (_, true) => ("!", look.warn),
                (Some(_), false) => (" ", look.body),
                (None, false) => (" ", look.dim),
            };
            Line::from(vec![
                Span::styled(format!("{mark} {title} "), look.body),
                Span::styled(value, style),
            ])
        })
        .collect();
    let (mark, style) = if row == lines.len() {
        (">", look.chosen)
    } else {
        (" ", look.name)
    };
    let text = format!("{mark} {} ...", ui::WRITE_BUNDLE.get(lang));
    rows.push(Line::styled(columns::pad(&text, width), style));
    let top = widgets::window(row, rows.len(), shown);
    widgets::put(frame, list, rows.into_iter().skip(top).take(shown).collect());
}
