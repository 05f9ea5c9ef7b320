//! Draws the walk: a question, a remedy, or an end; beside it, where there is room, what is known.

use crate::app::screen::View;
use crate::app::screens::walk;
use crate::app::walking::{self, offers};
use crate::app::{Model, Place, known, layout};
use crate::knowledge::page;
use crate::text::{columns, ui};
use crate::tui::look::Look;
use crate::tui::widgets;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Borders, Paragraph};

pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, view: &View, look: &Look) {
    let area = side(frame, area, model, look);
    let row = walk::row(model);
    match &model.place {
        Some(Place::Question(open)) => {
            let width = layout::text_columns(model.size, true);
            let rows = walk::question_rows(model, width);
            let mut lines: Vec<Line<'_>> = rows.iter().map(|row| widgets::line(row, look)).collect();
            lines.push(Line::raw(""));
            if open.question.field.is_some() {
                let at = u16::try_from(lines.len())
                    .unwrap_or(0)
                    .min(area.height.saturating_sub(1));
                frame.render_widget(Paragraph::new(lines), area);
                let line = Rect {
                    y: area.y + at,
                    height: 1,
                    width: area.width.min(100),
                    ..area
                };
                widgets::prompt(frame, line, &view.input, ui::EMPTY_FIELD.get(model.lang), look);
                // why it is refused stands below what was typed
                let below = Rect {
                    y: line.bottom().min(area.bottom()),
                    height: area.bottom().saturating_sub(line.bottom()),
                    ..line
                };
                let said = view.error.as_deref().unwrap_or_default();
                frame.render_widget(Paragraph::new(widgets::wrapped(said, width.min(98), look.warn)), below);
                return;
            }
            for (i, choice) in open.choices.iter().enumerate() {
                let text = page::plain(choice.text.get(model.lang));
                lines.push(widgets::choice(i, i == row, &text, width.min(78), look));
            }
            frame.render_widget(Paragraph::new(lines), area);
        }
        Some(Place::Remedy(_)) => {
            let rows = walk::remedy_rows(model);
            let height = u16::try_from(layout::remedy_rows(model.size)).unwrap_or(u16::MAX);
            let text = Rect {
                height: height.min(area.height),
                ..area
            };
            widgets::paper(frame, text, &rows, view.scroll, look);
            outcomes(
                frame,
                Rect {
                    y: text.bottom(),
                    height: area.height.saturating_sub(text.height),
                    ..area
                },
                model,
                row,
                look,
            );
        }
        Some(Place::Solved) => end(frame, area, model, row, ui::SOLVED, ui::SOLVED_TEXT, look),
        Some(Place::SupportCase) | None => end(frame, area, model, row, ui::TO_SUPPORT, ui::TO_SUPPORT_TEXT, look),
    }
}

/// The outcomes of a remedy on one line, always in sight.
fn outcomes(frame: &mut Frame<'_>, area: Rect, model: &Model, row: usize, look: &Look) {
    let width = usize::from(area.width);
    let mut spans = vec![];
    for (i, (_, text)) in offers(model).iter().enumerate() {
        let mark = if i == row { ">" } else { " " };
        let style = if i == row { look.chosen } else { look.body };
        spans.push(Span::styled(format!("{mark}{} {text} ", i + 1), style));
        spans.push(Span::raw(" "));
    }
    let lines = vec![
        Line::styled(look.rule.repeat(width), look.dim),
        Line::styled(walking::asks(model).get(model.lang), look.title),
        Line::from(spans),
    ];
    frame.render_widget(Paragraph::new(lines), area);
}

fn end(
    frame: &mut Frame<'_>,
    area: Rect,
    model: &Model,
    row: usize,
    title: crate::text::Say,
    text: crate::text::Say,
    look: &Look,
) {
    let width = layout::text_columns(model.size, true);
    let style = if model.place.as_ref().is_some_and(|s| matches!(s, Place::Solved)) {
        look.good
    } else {
        look.title
    };
    let mut lines = vec![Line::styled(title.get(model.lang), style), Line::raw("")];
    lines.extend(widgets::wrapped(text.get(model.lang), width, look.body));
    lines.push(Line::raw(""));
    for (i, (_, offer)) in offers(model).iter().enumerate() {
        lines.push(widgets::choice(i, i == row, offer, width.min(78), look));
    }
    let missing = model
        .case
        .as_ref()
        .map(|c| c.missing(&model.catalog))
        .unwrap_or_default();
    if !missing.is_empty() {
        lines.push(Line::raw(""));
        lines.push(Line::styled(ui::STILL_MISSING.get(model.lang), look.section));
        let names: Vec<&str> = missing.iter().map(|f| f.title.get(model.lang)).collect();
        lines.extend(widgets::wrapped(&names.join(", "), width, look.body));
    }
    frame.render_widget(Paragraph::new(lines), area);
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
        lines.extend(
            widgets::wrapped(&format!("  {value}"), width, look.body)
                .into_iter()
                .map(|l| {
                    let text: String = l.spans.iter().map(|s| s.content.as_ref()).collect();
                    Line::styled(format!("  {}", text.trim_start()), look.body)
                }),
        );
    }
    if let Some(case) = &model.case
        && !case.notes.is_empty()
    {
        lines.push(Line::raw(""));
        lines.push(Line::styled(ui::NOTE.get(model.lang), look.section));
        for note in case.notes.iter().rev().take(5) {
            lines.extend(widgets::wrapped(&note.text, width, look.body));
        }
    }
    frame.render_widget(Paragraph::new(lines), inside);
    Rect {
        width: area.width.saturating_sub(layout::SIDE + 2),
        ..area
    }
}
