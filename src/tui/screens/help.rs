//! Draws the help.

use crate::app::Model;
use crate::app::panes::Panes;
use crate::app::screens::help::{self, Help};
use crate::tui::panes::Stage;
use crate::tui::texts::paper;
use ratatui::layout::Rect;

pub fn draw(stage: &mut Stage<'_, '_>, panes: &Panes, model: &Model, _: &Help) {
    let area = Rect::from(panes.text);
    help::KOREAN_TOO.get(model.lang).clone_into(&mut stage.note);
    paper(stage, area, model, help::title(model), &help::rows(model));
}
