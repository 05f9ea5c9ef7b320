//! What stands beside a text: what to say, and what is known.

use super::look::Look;
use super::panes::{self, Pane, Stage};
use super::{texts, widgets};
use crate::app::Model;
use crate::app::known::{self, Fact, Origin};
use crate::knowledge::article::Article;
use crate::text::{Say, columns, say, ui};
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

pub const FACTS: Say = say("{} facts", "{}개");

/// Beside a text: what to say, and below it what is known.
pub fn side(stage: &mut Stage<'_, '_>, area: Rect, model: &Model, article: Option<&Article>) {
    let mut area = area;
    if let Some(said) = article.and_then(Article::said) {
        let width = Pane::new(area, "").columns();
        let lines = texts::words(said, width, stage.look);
        let (tell, rest) = panes::above(area, lines.len().min(usize::from(area.height / 2)));
        stage.text(Pane::new(tell, ui::TELL.get(model.lang)), lines);
        area = rest;
    }
    known_pane(stage, area, model);
}

/// What is known, a fact a row.
pub fn known_pane(stage: &mut Stage<'_, '_>, area: Rect, model: &Model) {
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

/// A fact on one line, its value at the right; on two where it is long. One that evidence shows, or speaks against, bears its
/// mark.
fn fact_lines(fact: &Fact, width: usize, look: &Look) -> Vec<Line<'static>> {
    let (mark, ink, style) = match (fact.overruled, fact.from) {
        (true, _) => ("# - ", look.muted, look.text),
        (false, Origin::Evidence) => ("# ", look.evidence, look.evidence),
        (false, Origin::Said) => ("", look.text, look.text),
        (false, Origin::Given) => ("", look.text, look.muted),
    };
    let title = vec![Span::styled(mark, ink), Span::styled(fact.title.clone(), look.muted)];
    let wide = columns::width(mark) + columns::width(&fact.title) + columns::width(&fact.value);
    if wide + 2 <= width {
        return vec![widgets::ends(title, Span::styled(fact.value.clone(), style), width)];
    }
    let mut lines = vec![widgets::cut(Line::from(title), width)];
    let value = columns::wrap(&fact.value, width.saturating_sub(2)).into_iter();
    lines.extend(value.map(|line| Line::styled(format!("  {line}"), style)));
    lines
}
