//! Draws the ticket: how long it is, what it says, and how it is written.

use crate::app::Model;
use crate::app::panes::Panes;
use crate::app::screens::ticket::{self, Ticket};
use crate::text::{Say, say};
use crate::tui::panes::{self, Pane, Stage};
use crate::tui::texts::scrolled;
use crate::tui::widgets;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

const AS: Say = say("As", "형식");

pub fn draw(stage: &mut Stage<'_, '_>, panes: &Panes, model: &Model, state: &Ticket) {
    let area = Rect::from(panes.text);
    let (look, lang) = (stage.look, model.lang);
    let (text, forms) = panes::below(area, 1);
    let written = ticket::forms(model);
    let form = written.iter().find(|(form, _)| *form == state.asked.form);
    let name = form.map(|(_, name)| name.clone()).unwrap_or_default();
    let pane = Pane::new(text, name).counted(ticket::count(model));
    if let Some(lines) = &state.open {
        let inside = stage.open(pane.focused());
        widgets::written(stage.frame, inside, lines);
    } else {
        scrolled(stage, pane, model, &ticket::rows(model));
    }
    let pane = Pane::new(forms, AS.get(lang)).counted(ticket::said(model));
    let width = pane.columns();
    let spans = written.iter().enumerate().flat_map(|(at, (form, name))| {
        let chosen = *form == state.asked.form;
        let style = if chosen { look.select_off } else { look.text };
        let mark = if chosen { ">" } else { " " };
        [
            Span::styled(format!("{mark}{} ", at + 1), if chosen { style } else { look.accent }),
            Span::styled(format!("{name} "), style),
            Span::raw(" "),
        ]
    });
    let line = widgets::cut(Line::from(spans.collect::<Vec<_>>()), width);
    stage.text(pane, vec![line]);
}
