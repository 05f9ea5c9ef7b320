//! Drawing, a file a screen; the same names as in `app::screens`, which do what is drawn here.

mod bundle;
mod cases;
mod form;
mod home;
mod reader;
mod ticket;
mod walk;

use super::look::Look;
use crate::app::{Model, Screen};
use ratatui::Frame;
use ratatui::layout::Rect;

/// Draws the screen that is shown. A row a screen: what draws it names its state.
pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, look: &Look) {
    let mut canvas = Canvas {
        frame,
        area,
        model,
        look,
    };
    let _ = canvas.shows(home::draw)
        || canvas.shows(walk::draw)
        || canvas.shows(reader::draw)
        || canvas.shows(form::draw)
        || canvas.shows(bundle::draw)
        || canvas.shows(ticket::draw)
        || canvas.shows(cases::draw);
}

struct Canvas<'a, 'f> {
    frame: &'a mut Frame<'f>,
    area: Rect,
    model: &'a Model,
    look: &'a Look,
}

impl<'f> Canvas<'_, 'f> {
    /// Draws, where the screen that is shown has that state.
    fn shows<S: Screen>(&mut self, draw: fn(&mut Frame<'f>, Rect, &Model, &S, &Look)) -> bool {
        let state = self.model.top();
        state.is_some_and(|state| {
            draw(self.frame, self.area, self.model, state, self.look);
            true
        })
    }
}
