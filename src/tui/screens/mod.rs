//! Drawing, a file a screen; the same names as in `app::screens`, which do what is drawn here. Each composes panes and has no
//! rules of its own.

mod bundle;
mod cases;
mod form;
mod help;
mod home;
mod reader;
mod settings;
mod ticket;
mod walk;

use super::panes::Stage;
use crate::app::{Model, Screen};
use ratatui::layout::Rect;

/// Draws the screen that is shown. A row a screen: what draws it names its state.
pub fn draw(stage: &mut Stage<'_, '_>, area: Rect, model: &Model) {
    let mut canvas = Canvas { stage, area, model };
    let _ = canvas.shows(home::draw)
        || canvas.shows(walk::draw)
        || canvas.shows(reader::draw)
        || canvas.shows(form::draw)
        || canvas.shows(bundle::draw)
        || canvas.shows(ticket::draw)
        || canvas.shows(cases::draw)
        || canvas.shows(settings::draw)
        || canvas.shows(help::draw);
}

struct Canvas<'a, 'b, 'f> {
    stage: &'a mut Stage<'b, 'f>,
    area: Rect,
    model: &'a Model,
}

impl<'b, 'f> Canvas<'_, 'b, 'f> {
    /// Draws, where the screen that is shown has that state.
    fn shows<S: Screen>(&mut self, draw: fn(&mut Stage<'b, 'f>, Rect, &Model, &S)) -> bool {
        let state = self.model.top();
        state.is_some_and(|state| {
            draw(self.stage, self.area, self.model, state);
            true
        })
    }
}
