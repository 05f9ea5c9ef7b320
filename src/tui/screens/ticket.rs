//! Draws the ticket: how long it is, what it says, and how it is written.

use crate::app::Model;
use crate::app::panes::Panes;
use crate::app::screens::ticket::{self, Ticket};
use crate::text::{Say, columns, say};
use crate::tui::panes::{self, Pane, Stage};
use crate::tui::texts::scrolled;
use crate::tui::typing;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Columns of the count of forms that do not fit.
const MORE: usize = 3;

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
        typing::written(stage, inside, lines);
    } else {
        scrolled(stage, pane, model, &ticket::rows(model));
    }
    let pane = Pane::new(forms, AS.get(lang)).counted(ticket::said(model));
    let width = pane.columns();
    // whole names alone; the one that is chosen is among them
    let wide = |forms: &[(_, String)]| forms.iter().map(|(_, name)| columns::width(name) + 5).sum::<usize>();
    let at = written
        .iter()
        .position(|(form, _)| *form == state.asked.form)
        .unwrap_or(0);
    let from = (0..at).find(|from| written.get(*from..=at).is_some_and(|forms| wide(forms) + MORE <= width));
    let all = wide(&written) <= width;
    let from = if all { 0 } else { from.unwrap_or(at) };
    let mut used = if all { 0 } else { MORE };
    let seen = written.iter().enumerate().skip(from).take_while(|(_, form)| {
        used += wide(std::slice::from_ref(form));
        used <= width
    });
    let seen: Vec<_> = seen.collect();
    let shown = seen.len();
    let spans = seen.into_iter().flat_map(|(number, (_, name))| {
        let chosen = number == at;
        let style = if chosen { look.select_off } else { look.text };
        let mark = if chosen { ">" } else { " " };
        [
            Span::styled(
                format!("{mark}{} ", number + 1),
                if chosen { style } else { look.accent },
            ),
            Span::styled(format!("{name} "), style),
            Span::raw(" "),
        ]
    });
    let mut line: Line<'_> = spans.collect();
    let left_out = written.len() - shown;
    if left_out > 0 {
        line.push_span(Span::styled(format!("+{left_out}"), look.accent));
    }
    stage.text(pane, vec![line]);
}
