//! Texts of the knowledge in a pane: prose, words to say, the help of a field, a page under its title.

use super::look::Look;
use super::panes::{Pane, Stage};
use super::widgets;
pub use crate::app::beside::OF;
use crate::app::{Model, find};
use crate::knowledge::page::{self, Mark, Row};
use crate::knowledge::shape::Field;
use crate::text::{Say, say, ui};
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

const FOUND: Say = say("{} of {} found", "찾은 곳 {}/{}");

/// An example of what a field takes, as lines.
pub fn example_of(model: &Model, field: &Field, width: usize, look: &Look) -> Vec<Line<'static>> {
    let example = field.example_in(model.lang);
    if example.is_empty() {
        return Vec::new();
    }
    let example = format!("{}  {example}", ui::EXAMPLE.get(model.lang));
    widgets::wrapped(&example, width, look.muted)
}

/// A text of the knowledge as lines, with its names and literals.
pub fn prose(text: &str, width: usize, look: &Look) -> Vec<Line<'static>> {
    let rows = page::wrap(&page::marked(text, Mark::Plain), width).into_iter();
    rows.map(|row| {
        let spans = row.into_iter().map(|(mark, text)| Span::styled(text, look.mark(mark)));
        Line::from(spans.collect::<Vec<_>>())
    })
    .collect()
}

/// A page under its title, with how far it is seen.
pub fn paper(stage: &mut Stage<'_, '_>, area: Rect, model: &Model, title: &str, rows: &[Row]) {
    let pane = Pane::new(area, page::plain(title));
    let seen = (model.scroll() + pane.rows()).min(rows.len());
    let count = OF.with(model.lang, &[&seen.to_string(), &rows.len().to_string()]);
    scrolled(stage, pane.counted(count), model, rows);
}

/// The text of the screen in its pane; where words are sought in it, with the places where they stand.
pub fn scrolled(stage: &mut Stage<'_, '_>, pane: Pane, model: &Model, rows: &[Row]) {
    let (inside, top) = (pane.inside(), model.scroll());
    let Some((find, (at, all))) = model.find().zip(find::count(model)) else {
        return stage.paper(pane.focused(), rows, top);
    };
    let number = if all > 0 { at + 1 } else { 0 };
    let count = FOUND.with(model.lang, &[&number.to_string(), &all.to_string()]);
    if model.overlay.is_none() {
        stage.note = format!("/ {}", find.words);
    }
    stage.paper(pane.counted(count).focused(), rows, top);
    let places = find::places(rows, &find.words);
    widgets::found(stage.frame, inside, &places, at, top, stage.look);
}
