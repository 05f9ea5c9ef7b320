//! Draws what the bundle will hold, and what came of it.

use crate::app::Model;
use crate::app::screen::Bundle;
use crate::app::screens::bundle;
use crate::text::ui;
use crate::tui::look::Look;
use crate::tui::widgets;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, state: &Bundle, look: &Look) {
    let lang = model.lang;
    let width = usize::from(area.width);
    if let Some(path) = &state.written {
        let text = ui::BUNDLE_DONE.with(lang, &[&path.display().to_string()]);
        let mut lines = widgets::wrapped(&text, width, look.good);
        lines.extend(
            state
                .error
                .iter()
                .flat_map(|said| widgets::wrapped(said, width, look.warn)),
        );
        frame.render_widget(Paragraph::new(lines), area);
        return;
    }
    if state.plan.is_none() {
        frame.render_widget(Paragraph::new(ui::READING_PLAN.get(lang)), area);
        return;
    }
    let shown = usize::from(area.height).saturating_sub(bundle::ROWS_BELOW);
    let mut lines: Vec<Line<'_>> = bundle::lines(model)
        .into_iter()
        .skip(state.scroll)
        .take(shown)
        .map(|line| Line::styled(line, look.body))
        .collect();
    lines.push(Line::raw(""));
    lines.push(Line::styled(ui::BUNDLE_FILE.get(lang), look.section));
    let at = u16::try_from(lines.len())
        .unwrap_or(0)
        .min(area.height.saturating_sub(2));
    frame.render_widget(Paragraph::new(lines), area);
    let line = Rect {
        y: area.y + at,
        height: 1,
        ..area
    };
    widgets::prompt(frame, line, &state.path, "", look);
    let below = Rect {
        y: line.y + 1,
        height: area.bottom().saturating_sub(line.y + 1),
        ..area
    };
    let said = state.error.clone().unwrap_or_default();
    frame.render_widget(Paragraph::new(widgets::wrapped(&said, width, look.warn)), below);
}
