//! Drawing, a file a screen; the same names as in `app::screens`, which do what is drawn here. Each composes panes and has no
//! rules of its own.

mod bundle;
mod form;
mod home;
mod reader;
mod walk;

use super::panes::{self, Pane, Stage};
use super::widgets;
use crate::app::known::{self, Fact, Origin};
use crate::app::{Model, Screen};
use crate::knowledge::article::Article;
use crate::knowledge::page::{self, Mark};
use crate::knowledge::shape::Field;
use crate::text::{Say, columns, say, ui};
use crate::tui::look::Look;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

const FACTS: Say = say("{} facts", "{}개");

/// Draws the screen that is shown. A row a screen: what draws it names its state.
pub fn draw(stage: &mut Stage<'_, '_>, area: Rect, model: &Model) {
    let mut canvas = Canvas { stage, area, model };
    let _ = canvas.shows(home::draw)
        || canvas.shows(walk::draw)
        || canvas.shows(reader::draw)
        || canvas.shows(form::draw)
        || canvas.shows(bundle::draw);
}

struct Canvas<'a, 'b, 'f> {
    stage: &'a mut Stage<'b, 'f>,
    area: Rect,
    model: &'a Model,
}

impl<'b, 'f> Canvas<'_, 'b, 'f> {
    /// Draws, where the screen that is shown has that state.
    fn shows<S: Screen>(&mut self, draw: fn(&mut Stage<'b, 'f>, Rect, &Model, &S)) -> bool {
        let state = self.model.top();
        state.is_some_and(|state| {
            draw(self.stage, self.area, self.model, state);
            true
        })
    }
}

/// What helps to fill a field, as lines: its help and an example.
pub fn help_of(model: &Model, field: &Field, width: usize, look: &Look) -> Vec<Line<'static>> {
    let lang = model.lang;
    let mut out = prose(field.help.get(lang), width, look);
    if !field.example.is_empty() {
        let example = format!("{}  {}", ui::EXAMPLE.get(lang), field.example);
        out.extend(widgets::wrapped(&example, width, look.muted));
    }
    out
}

/// A text of the knowledge as lines, with its names and literals.
fn prose(text: &str, width: usize, look: &Look) -> Vec<Line<'static>> {
    let rows = page::wrap(&page::marked(text, Mark::Plain), width).into_iter();
    rows.map(|row| {
        let spans = row.into_iter().map(|(mark, text)| Span::styled(text, look.mark(mark)));
        Line::from(spans.collect::<Vec<_>>())
    })
    .collect()
}

/// Beside a text: what to say, and below it what is known.
fn side(stage: &mut Stage<'_, '_>, area: Rect, model: &Model, article: Option<&Article>) {
    let mut area = area;
    if let Some(said) = article.and_then(Article::said) {
        let width = Pane::new(area, "").columns();
        let lines = words(said, width, stage.look);
        let (tell, rest) = panes::above(area, lines.len().min(usize::from(area.height / 2)));
        stage.text(Pane::new(tell, ui::TELL.get(model.lang)), lines);
        area = rest;
    }
    known_pane(stage, area, model);
}

/// Words to say, each line behind its mark.
fn words(said: &str, width: usize, look: &Look) -> Vec<Line<'static>> {
    let lines = columns::wrap(&page::plain(said), width.saturating_sub(2)).into_iter();
    lines
        .map(|line| Line::from(vec![Span::styled("| ", look.accent), Span::styled(line, look.text)]))
        .collect()
}

/// What is known, a fact a row.
fn known_pane(stage: &mut Stage<'_, '_>, area: Rect, model: &Model) {
    let (look, lang) = (stage.look, model.lang);
    let known = known::known(model);
    let pane = Pane::new(area, ui::KNOWN.get(lang));
    let width = pane.columns();
    let mut lines: Vec<Line<'_>> = known.iter().flat_map(|fact| fact_lines(fact, width, look)).collect();
    if lines.is_empty() {
        lines.push(Line::styled(ui::NOTHING_KNOWN.get(lang), look.muted));
    }
    if let Some(case) = model.case.as_ref().filter(|case| !case.notes.is_empty()) {
        lines.push(Line::raw(""));
        lines.push(Line::styled(ui::NOTE.get(lang), look.heading));
        let notes = case.notes.iter().rev().take(5);
        lines.extend(notes.flat_map(|note| widgets::wrapped(&note.text, width, look.text)));
    }
    let count = if known.is_empty() {
        String::new()
    } else {
        FACTS.with(lang, &[&known.len().to_string()])
    };
    stage.text(pane.counted(count), lines);
}

/// A fact on one line, its value at the right; on two where it is long.
fn fact_lines(fact: &Fact, width: usize, look: &Look) -> Vec<Line<'static>> {
    let Fact { title, value, from } = fact;
    let style = if *from == Origin::Said { look.text } else { look.muted };
    let title = Span::styled(title.clone(), look.muted);
    if columns::width(&title.content) + columns::width(value) + 2 <= width {
        return vec![widgets::ends(vec![title], Span::styled(value.clone(), style), width)];
    }
    let mut lines = vec![widgets::cut(Line::from(title), width)];
    let value = columns::wrap(value, width.saturating_sub(2)).into_iter();
    lines.extend(value.map(|line| Line::styled(format!("  {line}"), style)));
    lines
}
