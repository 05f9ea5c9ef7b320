//! Draws the walk: a question, a remedy, or an end; beside it, where there is room, what is known.

use crate::app::known::Fact;
use crate::app::screens::walk;
use crate::app::walking::{self, View, offers};
use crate::app::{Model, Place, known, layout};
use crate::knowledge::page;
use crate::text::{columns, ui};
use crate::tui::look::Look;
use crate::tui::widgets;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
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
            let rows: Vec<page::Row> = walk::remedy_rows(model).into_iter().map(|line| line.row).collect();
            widgets::paper(frame, text, &rows, model.scroll(), look);
            outcomes(frame, below, model, look);
        }
        Some(Place::Concluded(_) | Place::SupportCase) | None => end(frame, area, model, look),
    }
}

fn choices(model: &Model, texts: impl Iterator<Item = String>, look: &Look) -> Vec<Line<'static>> {
    let (row, width) = (model.row(), layout::text_columns(model.size, true).min(78));
    texts
        .enumerate()
        .map(|(i, text)| widgets::choice(i, Some(i) == row, &text, width, look))
        .collect()
}

/// The outcomes of a remedy, always in sight: those that end the search on one line, those that go on on the next.
fn outcomes(frame: &mut Frame<'_>, area: Rect, model: &Model, look: &Look) {
    let width = usize::from(area.width);
    let title = format!(
        "{} ({})",
        ui::WHAT_CAME.get(model.lang),
        ui::NONE_CHOSEN.get(model.lang)
    );
    let outcomes = walking::outcomes(model);
    let line = |ends: bool| {
        let fitting = outcomes
            .iter()
            .filter(|(outcome, _)| outcome.concluded().is_some() == ends);
        let texts: Vec<String> = fitting
            .map(|(outcome, text)| format!("{} {text}", outcome.digit()))
            .collect();
        Line::styled(columns::cut(&texts.join("  "), width), look.body)
    };
    let lines = vec![
        Line::styled(look.rule.repeat(width), look.dim),
        Line::styled(title, look.title),
        line(true),
        line(false),
    ];
    widgets::put(frame, area, lines);
}

fn end(frame: &mut Frame<'_>, area: Rect, model: &Model, look: &Look) {
    let width = layout::text_columns(model.size, true);
    let mut lines = Vec::new();
    for (i, text) in walk::ending(model).iter().enumerate() {
        lines.extend(widgets::wrapped(
            text,
            width,
            if i == 0 { look.title } else { look.body },
        ));
        lines.push(Line::raw(""));
    }
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
    for Fact { title, value, .. } in known {
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
