//! Draws the support case as a form.

use crate::app::screens::form;
use crate::app::{Model, filling};
use crate::text::{columns, ui};
use crate::tui::look::Look;
use crate::tui::widgets;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

/// Columns of the titles.
const TITLE: usize = 24;

pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, look: &Look) {
    let lang = model.lang;
    let lines = filling::lines(model);
    let missing = lines.iter().filter(|l| l.missing).count();
    let head = format!("{}: {missing}", ui::STILL_MISSING.get(lang));
    frame.render_widget(
        Paragraph::new(Line::styled(head, if missing > 0 { look.warn } else { look.good })),
        area,
    );
    let list = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    let (width, shown) = (usize::from(list.width), usize::from(list.height));
    let (row, count) = (form::row(model), lines.len() + 1);
    let top = widgets::window(row, count, shown);
    let mut rows: Vec<Line<'_>> = lines
        .iter()
        .enumerate()
        .map(|(i, line)| {
            let chosen = i == row;
            let mark = match (chosen, line.missing) {
                (true, _) => ">",
                (false, true) => "!",
                (false, false) => " ",
            };
            let title = columns::pad(line.field.title.get(lang), TITLE);
            let value = columns::cut(&line.shown(lang), width.saturating_sub(TITLE + 4));
            if chosen {
                return Line::styled(columns::pad(&format!("{mark} {title} {value}"), width), look.chosen);
            }
            let style = if line.value.is_some() {
                look.body
            } else if line.missing {
                look.warn
            } else {
                look.dim
            };
            Line::from(vec![
                Span::styled(format!("{mark} {title} "), look.body),
                Span::styled(value, style),
            ])
        })
        .collect();
    let last = row == lines.len();
    let text = format!("{} {} ...", if last { ">" } else { " " }, ui::WRITE_BUNDLE.get(lang));
    rows.push(Line::styled(
        columns::pad(&text, width),
        if last { look.chosen } else { look.name },
    ));
    let rows: Vec<Line<'_>> = rows.into_iter().skip(top).take(shown).collect();
    frame.render_widget(Paragraph::new(rows), list);
}
