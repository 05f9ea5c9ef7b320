//! Draws what the bundle will hold, and what came of it.

use crate::app::Model;
use crate::app::screens::bundle::{self, Bundle};
use crate::text::ui;
use crate::tui::look::Look;
use crate::tui::widgets;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, state: &Bundle, look: &Look) {
    let lang = model.lang;
    let width = usize::from(area.width);
    let said = state
        .error
        .as_deref()
        .map(|said| widgets::wrapped(said, width, look.warn))
        .unwrap_or_default();
    if let Some(path) = &state.written {
        let text = ui::BUNDLE_DONE.with(lang, &[&path.display().to_string()]);
        let rest = widgets::put(frame, area, widgets::wrapped(&text, width, look.good));
        widgets::put(frame, rest, said);
        return;
    }
    if state.plan.is_none() {
        frame.render_widget(ui::READING_PLAN.get(lang), area);
        return;
    }
    let shown = usize::from(area.height).saturating_sub(bundle::ROWS_BELOW);
    let plan = bundle::lines(model).into_iter().skip(model.scroll()).take(shown);
    let mut lines: Vec<Line<'_>> = plan.map(|line| Line::styled(line, look.body)).collect();
    lines.push(Line::raw(""));
    lines.push(Line::styled(ui::BUNDLE_FILE.get(lang), look.section));
    let rest = widgets::put(frame, area, lines);
    let rest = widgets::prompt(frame, rest, &state.path, "", look);
    widgets::put(frame, rest, said);
}
