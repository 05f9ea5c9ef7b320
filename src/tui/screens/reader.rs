//! Draws one entry whole: a remedy without outcomes.

use crate::app::screens::reader::{self, Reader};
use crate::app::{Model, layout};
use crate::knowledge::page::Row;
use crate::tui::aside::side;
use crate::tui::panes::{self, Stage};
use crate::tui::texts::paper;
use ratatui::layout::Rect;

pub fn draw(stage: &mut Stage<'_, '_>, area: Rect, model: &Model, _: &Reader) {
    let Some(article) = reader::article(model) else { return };
    let columns = layout::walk(area.width);
    let (text, beside) = panes::right(area, columns.side);
    if columns.side > 0 {
        side(stage, beside, model, Some(&article));
    }
    stage.note.clone_from(&article.over);
    let rows: Vec<Row> = reader::rows(model).into_iter().map(|line| line.row).collect();
    paper(stage, text, model, &article.title, &rows);
}
