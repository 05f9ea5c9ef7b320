//! Draws a bundle that somebody sent: what is known of it above, what can be done below.

use crate::app::Model;
use crate::app::panes::Panes;
use crate::app::screens::import::{self, Import};
use crate::tui::panes::{Pane, Row, Stage};
use crate::tui::texts::OF;
use crate::tui::widgets;
use ratatui::text::Line;

pub fn draw(stage: &mut Stage<'_, '_>, panes: &Panes, model: &Model, state: &Import) {
    let (look, lang) = (stage.look, model.lang);
    let pane = Pane::new(panes.text.into(), import::name(state));
    let width = pane.columns();
    let error = state.error.as_deref();
    let error = error.map(|error| widgets::said("!", look.warn, error, width, look));
    let Some(read) = &state.read else {
        let waits = || vec![Line::styled(import::READING.get(lang), look.muted)];
        stage.text(pane.focused(), error.unwrap_or_else(waits));
        return;
    };
    let intact = read.verdict.problems.is_empty();
    let (glyph, style) = if intact {
        (look.glyphs.done, look.good)
    } else {
        ("x", look.bad)
    };
    let said = if intact { import::INTACT } else { import::NOT_INTACT };
    let pane = pane.marked(glyph, style).counted(said.get(lang));
    if state.looks {
        stage.paper(pane.focused(), &import::summary(model, width), model.scroll());
        return;
    }
    let rows = import::about(model, width);
    let mut lines: Vec<Line<'_>> = rows.iter().map(|row| widgets::line(row, look)).collect();
    lines.extend(error.into_iter().flatten());
    stage.text(pane, lines);
    let choices = import::choices(model);
    let chosen = model.row();
    let count = OF.with(
        lang,
        &[&chosen.map_or(0, |row| row + 1).to_string(), &choices.len().to_string()],
    );
    let pane = Pane::new(panes.foot.into(), import::NOW.get(lang))
        .counted(count)
        .focused();
    let row = |at: usize| {
        Some(Row::Of(Line::styled(
            format!("{} {}", at + 1, choices.get(at)?),
            look.text,
        )))
    };
    stage.list(pane, choices.len(), row, chosen);
}
