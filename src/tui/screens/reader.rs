//! Draws one entry whole.

use crate::app::Model;
use crate::app::screens::reader::{self, Reader};
use crate::knowledge::page::Row;
use crate::tui::look::Look;
use crate::tui::widgets;
use ratatui::Frame;
use ratatui::layout::Rect;

pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, _: &Reader, look: &Look) {
    let rows: Vec<Row> = reader::rows(model).into_iter().map(|line| line.row).collect();
    widgets::paper(frame, area, &rows, model.scroll(), look);
}
