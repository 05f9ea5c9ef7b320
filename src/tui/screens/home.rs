//! Draws the first screen: the line, what it found or where to start, and a preview where there is room.

use crate::app::screen::Home;
use crate::app::screens::home::{self, Item};
use crate::app::{Model, known, layout};
use crate::knowledge::article;
use crate::knowledge::page;
use crate::search::{self, Verdict};
use crate::text::{columns, ui};
use crate::tui::look::Look;
use crate::tui::widgets;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, home: &Home, look: &Look) {
    let lang = model.lang;
    let width = usize::from(area.width);
    frame.render_widget(
        Paragraph::new(Line::styled(ui::PROMPT.get(lang), look.title)),
        Rect { height: 1, ..area },
    );
    let line = Rect {
        y: area.y + 1,
        height: 1,
        ..area
    };
    widgets::prompt(frame, line, &home.input, ui::PROMPT_EMPTY.get(lang), look);
    let items = home::items(model, home);
    let row = home::row(home, &items);
    let (says, style) = verdict(model, home, &items, look);
    let mut top = area.y + 2;
    for text in widgets::wrapped(&says, width, style).into_iter().take(2) {
        frame.render_widget(
            Paragraph::new(text),
            Rect {
                y: top,
                height: 1,
                ..area
            },
        );
        top += 1;
    }
    let rest = Rect {
        y: top,
        height: area.bottom().saturating_sub(top),
        ..area
    };
    let (list, preview) = split(rest, home, &items);
    let rows = rows(model, home, &items, row, usize::from(list.width), look);
    let shown = usize::from(list.height);
    let first = widgets::window(row, rows.len(), shown);
    frame.render_widget(
        Paragraph::new(rows.into_iter().skip(first).take(shown).collect::<Vec<_>>()),
        list,
    );
    if let Some(area) = preview {
        let rows = preview_rows(model, items.get(row), usize::from(area.width.saturating_sub(2)));
        widgets::paper(
            frame,
            Rect {
                width: area.width.saturating_sub(1),
                ..area
            },
            &rows,
            0,
            look,
        );
    }
}

/// The sentence between the line and the list.
fn verdict(model: &Model, home: &Home, items: &[Item], look: &Look) -> (String, Style) {
    let (Some(answer), Some(says)) = (&home.answer, home::verdict(model, home, items)) else {
        // nothing starts from here while a walk is open below
        let says = if home.searching {
            ui::BACK_FROM_SEARCH
        } else {
            ui::OR_START
        };
        return (says.get(model.lang).to_owned(), look.dim);
    };
    let style = match answer.verdict {
        Verdict::Sure => look.good,
        Verdict::OutOfScope(_) => look.warn,
        Verdict::Several | Verdict::Near | Verdict::TooLittle | Verdict::Nothing => look.section,
    };
    (says, style)
}

/// List and preview: side by side on a wide screen, one above the other on a high one.
fn split(area: Rect, home: &Home, items: &[Item]) -> (Rect, Option<Rect>) {
    if home.answer.is_none() || items.is_empty() {
        return (area, None);
    }
    if area.width >= layout::WIDE - 2 {
        let left = area.width * 9 / 20;
        let list = Rect { width: left, ..area };
        return (
            list,
            Some(Rect {
                x: area.x + left + 2,
                width: area.width.saturating_sub(left + 2),
                ..area
            }),
        );
    }
    let rows = u16::try_from(items.len()).unwrap_or(u16::MAX).min(area.height / 2);
    let list = Rect { height: rows, ..area };
    let below = Rect {
        y: area.y + rows + 1,
        height: area.height.saturating_sub(rows + 1),
        ..area
    };
    (list, (below.height > 2).then_some(below))
}

fn rows(model: &Model, home: &Home, items: &[Item], row: usize, width: usize, look: &Look) -> Vec<Line<'static>> {
    items
        .iter()
        .enumerate()
        .map(|(i, item)| {
            let chosen = i == row;
            let text = home::text(model, item);
            let text = match item {
                Item::Entry(hit, id) => return entry_row(model, home, *hit, id, chosen, width, look),
                Item::Question(_) => format!("? {text}"),
                _ => text,
            };
            let mark = if chosen { ">" } else { " " };
            let line = columns::pad(&format!("{mark} {text}"), width);
            Line::styled(line, if chosen { look.chosen } else { look.body })
        })
        .collect()
}

/// A result: its title with the matches marked, and why it matched.
fn entry_row(
    model: &Model,
    home: &Home,
    hit: usize,
    id: &str,
    chosen: bool,
    width: usize,
    look: &Look,
) -> Line<'static> {
    let title = columns::cut(&known::title_of(model, id), width.saturating_sub(2));
    let why = home
        .answer
        .as_ref()
        .and_then(|a| a.hits.get(hit))
        .map(|h| h.matched.join(", "))
        .unwrap_or_default();
    if chosen {
        let line = if why.is_empty() {
            format!("> {title}")
        } else {
            format!("> {title}  ({why})")
        };
        return Line::styled(columns::pad(&line, width), look.chosen);
    }
    let mut spans = vec![Span::raw("  ")];
    let mut done = 0;
    for range in search::highlights(&title, home.input.value()) {
        let before = title.get(done..range.start).unwrap_or_default();
        let matched = title.get(range.clone()).unwrap_or_default();
        spans.push(Span::styled(before.to_owned(), look.body));
        spans.push(Span::styled(matched.to_owned(), look.matched));
        done = range.end;
    }
    spans.push(Span::styled(
        title.get(done..).unwrap_or_default().to_owned(),
        look.body,
    ));
    let room = width.saturating_sub(columns::width(&title) + 6);
    if room > 8 && !why.is_empty() {
        spans.push(Span::styled(format!("  ({})", columns::cut(&why, room)), look.dim));
    }
    Line::from(spans)
}

fn preview_rows(model: &Model, item: Option<&Item>, width: usize) -> Vec<page::Row> {
    match item {
        Some(Item::Entry(_, id)) => {
            let Some(entry) = model.catalog.entry(id) else {
                return Vec::new();
            };
            let reading = article::Reading::plain(model.lang, Some(model.today()));
            page::screen_rows(&article::blocks(&model.catalog, &entry, &reading), width.min(100))
        }
        Some(Item::Question(id)) => {
            let Some(question) = model.catalog.question(id) else {
                return Vec::new();
            };
            let mut rows = Vec::new();
            for (i, choice) in question.choices.iter().enumerate() {
                let text = format!("{} {}", i + 1, page::plain(choice.text.get(model.lang)));
                rows.extend(page::wrap(&[(page::Mark::Plain, text)], width));
            }
            rows
        }
        _ => Vec::new(),
    }
}
