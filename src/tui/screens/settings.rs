//! Draws the settings with their values, and what the chosen one changes.

use crate::app::panes::Panes;
use crate::app::screens::settings::{self, Settings};
use crate::app::{Model, layout};
use crate::tui::panes::{self, Pane, Stage};
use crate::tui::texts::OF;
use crate::tui::widgets;
use ratatui::layout::Rect;
use ratatui::text::Span;

/// Rows of the pane about the chosen setting.
const ABOUT: usize = 8;

pub fn draw(stage: &mut Stage<'_, '_>, panes: &Panes, model: &Model, _: &Settings) {
    let area = Rect::from(panes.text);
    let (look, lang) = (stage.look, model.lang);
    let (rows, row) = (model.settings.changeable(), model.row());
    let (list, about) = panes::below(area, if layout::high(model.size) { ABOUT } else { 0 });
    let width = usize::from(list.width.saturating_sub(layout::MARGINS + 2));
    let lines = rows.iter().map(|setting| {
        let left = vec![Span::styled(setting.label().get(lang), look.text)];
        widgets::ends(left, Span::styled(setting.told(lang), look.literal), width)
    });
    let count = OF.with(
        lang,
        &[&row.map_or(0, |row| row + 1).to_string(), &rows.len().to_string()],
    );
    let pane = Pane::new(list, settings::TITLE.get(lang)).counted(count);
    stage.headed_list(pane.focused(), Vec::new(), lines.collect(), row);
    let Some(setting) = row.and_then(|row| rows.get(row)) else {
        stage.open(Pane::new(about, ""));
        return;
    };
    let pane = Pane::new(about, setting.label().get(lang));
    if pane.rows() == 0 {
        stage.open(pane);
        return;
    }
    let columns = layout::prose(about.width);
    let mut said = widgets::wrapped(setting.help().get(lang), columns, look.text);
    said.push(ratatui::text::Line::default());
    said.extend(widgets::wrapped(settings::KEPT.get(lang), columns, look.muted));
    stage.text(pane, said);
}
