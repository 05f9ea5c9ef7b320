//! Draws the walk: a question, a remedy, or an end; beside it, where there is room, what is known.

use crate::app::screens::walk;
use crate::app::walking::{self, View, offers};
use crate::app::{Model, Place, known, layout};
use crate::knowledge::page;
use crate::text::{Say, columns, ui};
use crate::tui::look::Look;
use crate::tui::widgets;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders};

pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, view: &View, look: &Look) {
    let area = side(frame, area, model, look);
    match &model.place {
        Some(Place::Question(open)) => {
            let rows = walk::question_rows(model);
            let mut lines: Vec<Line<'_>> = rows.iter().map(|row| widgets::line(row, look)).collect();
            lines.push(Line::raw(""));
            // however long the question is, the line it is answered in is seen
            let typed = if open.lines { layout::LINES } else { 1 };
            lines.truncate(usize::from(area.height.saturating_sub(typed)));
            let rest = widgets::put(frame, area, lines);
            if open.question.field.is_none() {
                let texts = open.choices.iter().map(|c| page::plain(c.text.get(model.lang)));
                widgets::put(frame, rest, choices(model, texts, look));
                return;
            }
            let width = rest.width.min(100);
            let line = Rect { width, ..rest };
            let below = widgets::answer(frame, line, &view.input, ui::EMPTY_FIELD.get(model.lang), look);
            // why it is refused stands below what was typed
            let said = view.error.as_deref().unwrap_or_default();
            widgets::put(
                frame,
                below,
                widgets::wrapped(said, usize::from(width.min(98)), look.warn),
            );
        }
        Some(Place::Remedy(_)) => {
            let (text, below) = widgets::split(area, layout::remedy_rows(model.size));
            widgets::paper(frame, text, &walk::remedy_rows(model), model.scroll(), look);
            outcomes(frame, below, model, look);
        }
        Some(Place::Concluded(_)) => end(frame, area, model, (ui::SOLVED, look.good), ui::SOLVED_TEXT, look),
        Some(Place::SupportCase) | None => {
            end(
                frame,
                area,
                model,
                (ui::TO_SUPPORT, look.title),
                ui::TO_SUPPORT_TEXT,
                look,
            );
        }
    }
}

fn choices(model: &Model, texts: impl Iterator<Item = String>, look: &Look) -> Vec<Line<'static>> {
    let (row, width) = (model.row(), layout::text_columns(model.size, true).min(78));
    texts
        .enumerate()
        .map(|(i, text)| widgets::choice(i, i == row, &text, width, look))
        .collect()
}

/// The outcomes of a remedy on one line, always in sight.
fn outcomes(frame: &mut Frame<'_>, area: Rect, model: &Model, look: &Look) {
    let row = model.row();
    let mut spans = vec![];
    for (i, (_, text)) in offers(model).iter().enumerate() {
        let (mark, style) = if i == row { (">", look.chosen) } else { (" ", look.body) };
        spans.push(Span::styled(format!("{mark}{} {text} ", i + 1), style));
        spans.push(Span::raw(" "));
    }
    let lines = vec![
        Line::styled(look.rule.repeat(usize::from(area.width)), look.dim),
        Line::styled(walking::asks(model).get(model.lang), look.title),
        Line::from(spans),
    ];
    widgets::put(frame, area, lines);
}

fn end(frame: &mut Frame<'_>, area: Rect, model: &Model, (title, style): (Say, Style), text: Say, look: &Look) {
    let width = layout::text_columns(model.size, true);
    let mut lines = vec![Line::styled(title.get(model.lang), style), Line::raw("")];
    lines.extend(widgets::wrapped(text.get(model.lang), width, look.body));
    lines.push(Line::raw(""));
    lines.extend(choices(model, offers(model).into_iter().map(|(_, text)| text), look));
    let missing = model
        .case
        .as_ref()
        .map(|case| case.missing(&model.catalog))
        .unwrap_or_default();
    if !missing.is_empty() {
        lines.push(Line::raw(""));
        lines.push(Line::styled(ui::STILL_MISSING.get(model.lang), look.section));
        let names: Vec<&str> = missing.iter().map(|f| f.title.get(model.lang)).collect();
        lines.extend(widgets::wrapped(&names.join(", "), width, look.body));
    }
    widgets::put(frame, area, lines);
}

/// The column of what is known on a wide screen; gives what is left for the text.
fn side(frame: &mut Frame<'_>, area: Rect, model: &Model, look: &Look) -> Rect {
    if model.size.0 < layout::WIDE {
        return area;
    }
    let column = Rect {
        x: area.right().saturating_sub(layout::SIDE),
        width: layout::SIDE,
        ..area
    };
    let block = Block::new()
        .borders(Borders::LEFT)
        .border_set(look.border)
        .border_style(look.dim);
    let inside = block.inner(column);
    frame.render_widget(block, column);
    let inside = Rect {
        x: inside.x + 1,
        width: inside.width.saturating_sub(1),
        ..inside
    };
    let width = usize::from(inside.width);
    let mut lines = vec![Line::styled(ui::KNOWN.get(model.lang), look.section)];
    let known = known::known(model);
    if known.is_empty() {
        lines.push(Line::styled(ui::NOTHING_KNOWN.get(model.lang), look.dim));
    }
    for (title, value) in known {
        lines.push(Line::styled(columns::cut(&title, width), look.dim));
        let value = columns::wrap(&format!("  {value}"), width);
        lines.extend(
            value
                .iter()
                .map(|text| Line::styled(format!("  {}", text.trim_start()), look.body)),
        );
    }
    if let Some(case) = model.case.as_ref().filter(|case| !case.notes.is_empty()) {
        lines.push(Line::raw(""));
        lines.push(Line::styled(ui::NOTE.get(model.lang), look.section));
        let notes = case.notes.iter().rev().take(5);
        lines.extend(notes.flat_map(|note| widgets::wrapped(&note.text, width, look.body)));
    }
    widgets::put(frame, inside, lines);
    Rect {
        width: area.width.saturating_sub(layout::SIDE + 2),
        ..area
    }
}
