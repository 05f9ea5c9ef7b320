//! Drawing, a file a screen; the same names as in `app::screens`, which do what is drawn here.

mod bundle;
mod form;
mod home;
mod reader;
mod walk;

use super::look::Look;
use crate::app::{Model, Screen};
use ratatui::Frame;
use ratatui::layout::Rect;

/// Draws the screen that is shown.
pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, look: &Look) {
    match model.top() {
        Screen::Home(home) => home::draw(frame, area, model, home, look),
        Screen::Walk(view) => walk::draw(frame, area, model, view, look),
        Screen::Reader(_) => reader::draw(frame, area, model, look),
        Screen::Form => form::draw(frame, area, model, look),
        Screen::Bundle(bundle) => bundle::draw(frame, area, model, bundle, look),
    }
}
