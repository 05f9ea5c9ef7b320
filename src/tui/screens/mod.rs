//! Drawing, a file a screen; the same names as in `app::screens`, which do what is drawn here. Each composes panes and has no
//! rules of its own.

mod bundle;
mod cases;
mod checks;
mod event_log;
mod form;
mod help;
mod home;
mod import;
mod reader;
mod settings;
mod ticket;
mod walk;

use super::panes::Stage;
use crate::app::panes::Panes;
use crate::app::{Model, Screen};

/// Draws the screen that is shown, and what stands beside it. A row a screen: what draws it names its state.
pub fn draw(stage: &mut Stage<'_, '_>, panes: &Panes, model: &Model) {
    let focus = model.focus();
    let quiet = stage.quiet;
    stage.quiet |= focus.is_some();
    let mut canvas = Canvas { stage, panes, model };
    let _ = canvas.shows(home::draw)
        || canvas.shows(walk::draw)
        || canvas.shows(reader::draw)
        || canvas.shows(form::draw)
        || canvas.shows(bundle::draw)
        || canvas.shows(ticket::draw)
        || canvas.shows(cases::draw)
        || canvas.shows(import::draw)
        || canvas.shows(event_log::draw)
        || canvas.shows(checks::draw)
        || canvas.shows(settings::draw)
        || canvas.shows(help::draw);
    stage.quiet = quiet;
    if panes.hides_text(focus) {
        stage.clear(panes.text.into());
    }
    for (at, pane) in panes.beside.iter().enumerate() {
        let focused = focus == Some(at);
        if focused || !pane.instead {
            stage.beside(pane, model.lang, model.scroll_beside(at), focused);
        }
    }
}

struct Canvas<'a, 'b, 'f> {
    stage: &'a mut Stage<'b, 'f>,
    panes: &'a Panes,
    model: &'a Model,
}

impl<'b, 'f> Canvas<'_, 'b, 'f> {
    /// Draws, where the screen that is shown has that state.
    fn shows<S: Screen>(&mut self, draw: fn(&mut Stage<'b, 'f>, &Panes, &Model, &S)) -> bool {
        let state = self.model.top();
        state.is_some_and(|state| {
            draw(self.stage, self.panes, self.model, state);
            true
        })
    }
}
