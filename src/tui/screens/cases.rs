//! Draws the list of all cases below its filter; what the chosen one is about stands beside it.

use crate::app::panes::Panes;
use crate::app::screens::cases::{self, Cases};
use crate::app::{Model, layout};
use crate::case::listed::{self, Listed, State};
use crate::text::{columns, ui};
use crate::tui::look::Look;
use crate::tui::panes::{self, Pane, Stage};
use crate::tui::texts::OF;
use crate::tui::typing;
use crate::tui::widgets;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

/// Columns of the user.
const USER: usize = 18;

pub fn draw(stage: &mut Stage<'_, '_>, panes: &Panes, model: &Model, state: &Cases) {
    let (look, lang) = (stage.look, model.lang);
    let (items, row) = (cases::items(model), model.row());
    let of = |n: usize, m: usize| OF.with(lang, &[&n.to_string(), &m.to_string()]);
    let (line, _) = panes::above(panes.whole.into(), 1);
    let pane = Pane::new(line, ui::CASES_FILTER.get(lang)).counted(of(items.len(), model.cases.len()));
    let inside = stage.open(pane.focused());
    typing::input(stage, inside, &state.input, "");
    let list = Rect::from(panes.text);
    let pane = Pane::new(list, ui::CASES.get(lang));
    if items.is_empty() {
        let lines = widgets::wrapped(ui::NO_CASES.get(lang), pane.columns(), look.text);
        stage.text(pane, lines);
        return;
    }
    let width = usize::from(list.width.saturating_sub(layout::MARGINS + 2));
    let users = items.iter().filter_map(|case| case.user_id.as_deref());
    let user = users.map(columns::width).max().unwrap_or(0).min(USER);
    let line = |at: usize| Some(case_row(model, items.get(at)?, (user, width), look));
    let count = of(row.map_or(0, |row| row + 1), items.len());
    stage.steered_list(pane.counted(count), Vec::new(), items.len(), line, row);
}

/// A case in so many columns: its mark, its user in the first of them, what it is, how old it is and how it stands.
fn case_row(model: &Model, case: &Listed, (user, width): (usize, usize), look: &Look) -> Line<'static> {
    let lang = model.lang;
    let style = match case.state {
        State::Waiting => look.wait,
        State::Concluded => look.good,
        State::Damaged => look.bad,
        State::Open | State::Closed => look.muted,
    };
    let mark = match case.state {
        State::Concluded => look.glyphs.done,
        state => state.mark(),
    };
    let blank = if user > 0 { " " } else { "" };
    let user = columns::pad(case.user_id.as_deref().unwrap_or_default(), user);
    let age = listed::age(case.changed, model.now, lang);
    let right = format!("{age}  {}", cases::stands(model, case));
    let left = vec![
        Span::styled(format!("{mark} "), style),
        Span::styled(format!("{user}{blank}"), look.muted),
        Span::styled(cases::title(model, case), look.text),
    ];
    widgets::ends(left, Span::styled(right, look.muted), width)
}
