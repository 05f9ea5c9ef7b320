//! Draws one entry whole: a remedy without outcomes.

use crate::app::Model;
use crate::app::panes::Panes;
use crate::app::screens::reader::{self, Reader};
use crate::knowledge::page::Row;
use crate::tui::panes::Stage;
use crate::tui::texts::paper;

pub fn draw(stage: &mut Stage<'_, '_>, panes: &Panes, model: &Model, _: &Reader) {
    let Some(article) = reader::article(model) else { return };
    stage.note.clone_from(&article.over);
    let rows: Vec<Row> = reader::rows(model).into_iter().map(|line| line.row).collect();
    paper(stage, panes.text.into(), model, &article.title, &rows);
}
