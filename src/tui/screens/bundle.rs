//! Draws what the bundle will hold, and what came of it.

use crate::app::Model;
use crate::app::screens::bundle::Bundle;
use crate::text::{columns, ui};
use crate::tui::look::Look;
use crate::tui::widgets;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Paragraph;

pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, bundle: &Bundle, look: &Look) {
    let lang = model.lang;
    let width = usize::from(area.width);
    if let Some(written) = &bundle.written {
        let text = ui::BUNDLE_DONE.with(lang, &[&written.path.display().to_string(), &written.size.to_string()]);
        frame.render_widget(Paragraph::new(widgets::wrapped(&text, width, look.good)), area);
        return;
    }
    let Some(plan) = &bundle.plan else {
        frame.render_widget(Paragraph::new(ui::READING_PLAN.get(lang)), area);
        return;
    };
    let mut lines = vec![Line::styled(ui::BUNDLE_HOLDS.get(lang), look.section)];
    let shown = usize::from(area.height).saturating_sub(8);
    for file in plan.files.iter().skip(bundle.scroll).take(shown) {
        lines.push(Line::styled(columns::cut(&format!("  {}", file.line(lang)), width), look.body));
    }
    lines.push(Line::raw(""));
    if !plan.names.is_empty() {
        let names: Vec<String> = plan.names.iter().filter_map(|id| model.catalog.field(id)).map(|f| f.title.get(lang).to_owned()).collect();
        lines.extend(widgets::wrapped(&ui::BUNDLE_NAMES.with(lang, &[&names.join(", ")]), width, look.warn));
        lines.push(Line::raw(""));
    }
    lines.push(Line::styled(ui::BUNDLE_FILE.get(lang), look.section));
    let at = u16::try_from(lines.len()).unwrap_or(0).min(area.height.saturating_sub(2));
    frame.render_widget(Paragraph::new(lines), area);
    let line = Rect { y: area.y + at, height: 1, ..area };
    frame.render_widget(Paragraph::new(Line::styled("> ", look.key)), line);
    widgets::input(frame, Rect { x: line.x + 2, width: line.width.saturating_sub(2), ..line }, &bundle.path, "", look);
    let below = Rect { y: line.y + 1, height: area.bottom().saturating_sub(line.y + 1), ..area };
    let said = if bundle.writing { ui::WRITING.get(lang).to_owned() } else { bundle.error.clone().unwrap_or_default() };
    frame.render_widget(Paragraph::new(widgets::wrapped(&said, width, look.warn)), below);
}
