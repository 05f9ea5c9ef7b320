//! Draws the first screen: the line, what it found or where to start, and a preview where there is room.

use crate::app::screens::home::{self, Home, Item};
use crate::app::{Model, layout};
use crate::knowledge::{article, page};
use crate::search::{self, Verdict};
use crate::text::{columns, ui};
use crate::tui::look::Look;
use crate::tui::widgets;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, home: &Home, look: &Look) {
    let lang = model.lang;
    let title = Line::styled(ui::PROMPT.get(lang), look.title);
    let rest = widgets::put(frame, area, vec![title]);
    let rest = widgets::prompt(frame, rest, &home.input, ui::PROMPT_EMPTY.get(lang), look);
    let (items, row) = (home::items(model), model.row().unwrap_or(0));
    let (says, style) = verdict(model, home, &items, look);
    let mut says = widgets::wrapped(&says, usize::from(area.width), style);
    says.truncate(2);
    let (list, preview) = split(widgets::put(frame, rest, says), home, &items);
    let (width, shown) = (usize::from(list.width), usize::from(list.height));
    let rows = items
        .iter()
        .enumerate()
        .map(|(i, item)| line(model, home, item, i == row, width, look));
    let first = widgets::window(row, items.len(), shown);
    widgets::put(frame, list, rows.skip(first).take(shown).collect());
    if let Some(area) = preview {
        let rows = preview_rows(model, items.get(row), usize::from(area.width.saturating_sub(2)));
        // a column stays free for the scroll bar
        let width = area.width.saturating_sub(1);
        widgets::paper(frame, Rect { width, ..area }, &rows, 0, look);
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
        let width = area.width * 9 / 20;
        let beside = Rect {
            x: area.x + width + 2,
            width: area.width.saturating_sub(width + 2),
            ..area
        };
        return (Rect { width, ..area }, Some(beside));
    }
    let (list, below) = widgets::split(area, items.len().min(usize::from(area.height / 2)));
    let (_, below) = widgets::split(below, 1);
    (list, (below.height > 2).then_some(below))
}

/// A row of the list; of a result, why it matched, and the matches marked.
fn line(model: &Model, home: &Home, item: &Item, chosen: bool, width: usize, look: &Look) -> Line<'static> {
    let text = home::text(model, item);
    let (text, why) = match item {
        Item::Entry(hit, _) => {
            let hit = home.answer.as_ref().and_then(|answer| answer.hits.get(*hit));
            let why = hit.map(|hit| hit.matched.join(", ")).unwrap_or_default();
            (columns::cut(&text, width.saturating_sub(2)), why)
        }
        Item::Question(_) => (format!("? {text}"), String::new()),
        _ => (text, String::new()),
    };
    if chosen {
        let why = if why.is_empty() { why } else { format!("  ({why})") };
        return Line::styled(columns::pad(&format!("> {text}{why}"), width), look.chosen);
    }
    if !matches!(item, Item::Entry(..)) {
        return Line::styled(columns::pad(&format!("  {text}"), width), look.body);
    }
    let mut spans = vec![Span::raw("  ")];
    let mut done = 0;
    let piece = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default().to_owned();
    for range in search::highlights(&text, home.input.value()) {
        spans.push(Span::styled(piece(done..range.start), look.body));
        spans.push(Span::styled(piece(range.clone()), look.matched));
        done = range.end;
    }
    spans.push(Span::styled(piece(done..text.len()), look.body));
    let room = width.saturating_sub(columns::width(&text) + 6);
    if room > 8 && !why.is_empty() {
        spans.push(Span::styled(format!("  ({})", columns::cut(&why, room)), look.dim));
    }
    Line::from(spans)
}

/// The beginning of the entry, or the choices of the question.
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
