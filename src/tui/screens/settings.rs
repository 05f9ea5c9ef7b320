//! Draws the settings with their values; what the chosen one changes stands beside them.

use crate::app::panes::Panes;
use crate::app::screens::settings::{self, Settings};
use crate::app::{Model, layout};
use crate::tui::panes::{Pane, Stage};
use crate::tui::texts::OF;
use crate::tui::widgets;
use ratatui::layout::Rect;
use ratatui::text::Span;

pub fn draw(stage: &mut Stage<'_, '_>, panes: &Panes, model: &Model, _: &Settings) {
    let area = Rect::from(panes.text);
    let (look, lang) = (stage.look, model.lang);
    let (rows, row) = (model.settings.changeable(), model.row());
    let width = usize::from(area.width.saturating_sub(layout::MARGINS + 2));
    let line = |at: usize| {
        let setting = rows.get(at)?;
        let left = vec![Span::styled(setting.label().get(lang), look.text)];
        Some(widgets::ends(
            left,
            Span::styled(setting.told(lang), look.literal),
            width,
        ))
    };
    let count = OF.with(
        lang,
        &[&row.map_or(0, |row| row + 1).to_string(), &rows.len().to_string()],
    );
    let pane = Pane::new(area, settings::TITLE.get(lang)).counted(count);
    stage.headed_list(pane.focused(), Vec::new(), rows.len(), line, row);
}
