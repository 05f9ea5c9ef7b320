//! Draws the first screen: the line, what it found or where to start, and a preview where there is room.

use crate::app::screens::home::{Home, Item};
use crate::app::screens::walk;
use crate::app::{Model, layout};
use crate::knowledge::article;
use crate::knowledge::page;
use crate::search::{self, Verdict};
use crate::text::{columns, ui};
use crate::tui::look::Look;
use crate::tui::widgets;
use ratatui::Frame;
use ratatui::layout::Rect;
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
    let (says, style) = verdict(model, home, look);
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
    let items = home.items(model);
    let (list, preview) = split(rest, home, &items);
    let rows = rows(model, home, &items, usize::from(list.width), look);
    let shown = usize::from(list.height);
    let first = widgets::window(home.chosen, rows.len(), shown);
    frame.render_widget(
        Paragraph::new(rows.into_iter().skip(first).take(shown).collect::<Vec<_>>()),
        list,
    );
    if let Some(area) = preview {
        let rows = preview_rows(model, items.get(home.chosen), usize::from(area.width.saturating_sub(2)));
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
fn verdict(model: &Model, home: &Home, look: &Look) -> (String, ratatui::style::Style) {
    let lang = model.lang;
    let Some(answer) = &home.answer else {
        // nothing starts from here while a walk is open below
        let says = if home.searching {
            ui::BACK_FROM_SEARCH
        } else {
            ui::OR_START
        };
        return (says.get(lang).to_owned(), look.dim);
    };
    match &answer.verdict {
        Verdict::Sure => (ui::RESULTS.get(lang).to_owned(), look.good),
        Verdict::Several => (ui::SEVERAL.get(lang).to_owned(), look.section),
        Verdict::Near => (ui::NEAREST.get(lang).to_owned(), look.section),
        Verdict::OutOfScope(id) => {
            let topic = model.catalog.out_of_scope().into_iter().find(|s| s.id == *id);
            let text = topic.map(|t| {
                format!(
                    "{} {}",
                    ui::OUT_OF_SCOPE.with(lang, &[t.title.get(lang)]),
                    t.answer.get(lang)
                )
            });
            (text.unwrap_or_default(), look.warn)
        }
        Verdict::TooLittle => (ui::TOO_LITTLE.get(lang).to_owned(), look.section),
        Verdict::Nothing => (ui::NOTHING.get(lang).to_owned(), look.section),
    }
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

fn rows(model: &Model, home: &Home, items: &[Item], width: usize, look: &Look) -> Vec<Line<'static>> {
    let lang = model.lang;
    items
        .iter()
        .enumerate()
        .map(|(i, item)| {
            let chosen = i == home.chosen;
            let text = match item {
                Item::Case(case) => {
                    let what = if case.description.is_empty() {
                        walk::title_of(model, &case.start)
                    } else {
                        case.description.clone()
                    };
                    let wait = case.wait.map_or_else(String::new, |until| {
                        if until <= model.now {
                            format!(" ({})", ui::WAIT_IS_OVER.get(lang))
                        } else {
                            format!(" ({})", ui::WAITS_UNTIL.with(lang, &[&until.to_clock(model.now)]))
                        }
                    });
                    // a long title is cut at its end, and the wait matters more
                    format!("{} {}{wait} {what}", ui::OPEN_CASES.get(lang), case.id)
                }
                Item::Tree(id) => walk::title_of(model, id),
                Item::EmptyCase => ui::EMPTY_CASE.get(lang).to_owned(),
                Item::Question(id) => format!("? {}", walk::title_of(model, id)),
                Item::Entry(hit, id) => return entry_row(model, home, *hit, id, chosen, width, look),
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
    let title = columns::cut(&walk::title_of(model, id), width.saturating_sub(2));
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
