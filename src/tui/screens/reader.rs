//! Draws one entry whole.

use crate::app::Model;
use crate::app::screens::reader::{self, Reader};
use crate::tui::look::Look;
use crate::tui::widgets;
use ratatui::Frame;
use ratatui::layout::Rect;

pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, _: &Reader, look: &Look) {
    widgets::paper(frame, area, &reader::rows(model), model.scroll(), look);
}
