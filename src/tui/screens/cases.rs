//! Draws the list of all cases below its filter.

use crate::app::Model;
use crate::app::screens::cases::{self, Cases};
use crate::case::listed;
use crate::text::{columns, ui};
use crate::tui::look::Look;
use crate::tui::widgets;
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Line;

pub fn draw(frame: &mut Frame<'_>, area: Rect, model: &Model, state: &Cases, look: &Look) {
    let lang = model.lang;
    let title = Line::styled(ui::CASES_FILTER.get(lang), look.title);
    let rest = widgets::put(frame, area, vec![title]);
    let rest = widgets::prompt(frame, rest, &state.input, "", look);
    let rest = widgets::put(frame, rest, vec![Line::raw("")]);
    let (items, row) = (cases::items(model), model.row());
    let (width, shown) = (usize::from(rest.width), usize::from(rest.height));
    if items.is_empty() {
        widgets::put(frame, rest, widgets::wrapped(ui::NO_CASES.get(lang), width, look.body));
        return;
    }
    let lines = items.iter().enumerate().map(|(i, case)| {
        let chosen = Some(i) == row;
        let mark = if chosen { ">" } else { " " };
        let user = columns::pad(case.user_id.as_deref().unwrap_or_default(), 18);
        let age = listed::age(case.changed, model.now, lang);
        let stands = cases::stands(model, case);
        let room = width.saturating_sub(columns::width(&stands) + columns::width(&age) + 28);
        let what = columns::pad(&columns::cut(&cases::title(model, case), room), room);
        let state = case.state.mark();
        let text = columns::cut(&format!("{mark} {state} {user} {what}  {age}  {stands}"), width);
        Line::styled(columns::pad(&text, width), if chosen { look.chosen } else { look.body })
    });
    let first = widgets::window(row.unwrap_or(0), items.len(), shown);
    widgets::put(frame, rest, lines.skip(first).take(shown).collect());
}
