//! Draws one entry whole: a remedy without outcomes.

use crate::app::Model;
use crate::app::panes::Panes;
use crate::app::screens::reader::{self, Reader};
use crate::tui::panes::Stage;
use crate::tui::texts::paper;

pub fn draw(stage: &mut Stage<'_, '_>, panes: &Panes, model: &Model, _: &Reader) {
    let Some(article) = reader::article(model) else { return };
    stage.note.clone_from(&article.passport);
    if let Some(sheet) = reader::sheet(model) {
        paper(stage, panes.text.into(), model, &article.title, &sheet.rows);
    }
}
