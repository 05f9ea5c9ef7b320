//! The screens: the state of each and what is done on it, a file a screen, and here what is the same on all. Drawing is in
//! `tui::screens`, under the same names.

pub mod bundle;
pub mod cases;
pub mod checks;
pub mod event_log;
pub mod form;
pub mod help;
pub mod home;
pub mod import;
pub mod reader;
pub mod settings;
pub mod ticket;
pub mod walk;

use super::bindings::{Action, Scope};
use super::key::Key;
use super::layout;
use super::line::{digit, moved, scrolled};
use super::message::Effect;
use super::model::Model;
use super::panes::{Panes, Paper};
use std::ops::Range;

/// Where the program stands, as far as keys are concerned.
pub fn scope(model: &Model) -> Scope {
    match model.find() {
        Some(_) => Scope::Found,
        None => (model.deeds().scope)(model),
    }
}

/// Holds on to the thing that is chosen before the rows change, also where nobody has moved yet.
pub(super) fn pin(model: &mut Model) {
    if let Some(row) = model.row() {
        model.choose(row);
    }
}

/// An action that moves or takes: a list moves; on a page the cursor goes from spot to spot and the text scrolls with it.
pub(super) fn on_action(model: &mut Model, action: Action) -> Vec<Effect> {
    if let Some(pane) = model.focus().filter(|_| action.moves()) {
        roll(model, pane, action);
        return Vec::new();
    }
    let (deeds, row) = (model.deeds(), model.row());
    let count = (deeds.rows)(model).len();
    if action == Action::Choose {
        return match row {
            Some(row) => model.take(row),
            None if count == 0 => model.take(0),
            None => Vec::new(),
        };
    }
    let beside = match action {
        Action::Left => Some(Action::Previous),
        Action::Right => Some(Action::Next),
        _ => None,
    };
    if let Some(beside) = beside {
        return model.take(moved(row, count, beside));
    }
    if let Some(paper) = (deeds.paper)(model) {
        on_paper(model, &paper, row, action);
    } else {
        // what the rows are about stands beside them
        model.top.beside.clear();
        model.choose(moved(row, count, action));
    }
    Vec::new()
}

/// The panes of the screen that is shown.
pub fn panes(model: &Model) -> Panes {
    (model.deeds().panes)(model, layout::body(model.size))
}

/// Does a pane with focus stand in the place of the text?
pub fn hides_text(model: &Model) -> bool {
    let focus = model.focus();
    focus.is_some() && panes(model).hides_text(focus)
}

/// Scrolls a pane beside the text.
pub(super) fn roll(model: &mut Model, pane: usize, action: Action) {
    if let Some(beside) = panes(model).beside.get(pane) {
        let (top, shown) = (beside.top(model.scroll_beside(pane)), beside.area.rows());
        let top = scrolled(top, beside.rows.len(), shown, action);
        model.top.beside.insert(pane, top);
    }
}

/// The focus goes to the next pane, and behind the last back to the text. What was pasted on the first screen is one of them.
pub(super) fn turn(model: &mut Model) {
    let listed = scope(model) == Scope::Pasted;
    let pasted = !home::parts(model).is_empty();
    if model.focus().is_none() && (listed || pasted) {
        home::turn_to(model);
        if !listed {
            return;
        }
    }
    let panes = panes(model);
    let next = match model.focus() {
        None => panes.within_reach().next(),
        Some(now) => panes.within_reach().find(|pane| *pane > now),
    };
    model.top.focus = next;
}

/// Moves on a page. A spot that is not in sight is shown before the cursor leaves it; where the next one is far, the text
/// scrolls towards it.
fn on_paper(model: &mut Model, paper: &Paper, row: Option<usize>, action: Action) {
    let (top, shown) = (model.top.scroll, paper.shown);
    let seen = top..top + shown;
    let sees = |range: &Range<usize>| range.start < seen.end && range.end > seen.start;
    let here = row.and_then(|row| paper.spots.get(row));
    let step = match action {
        Action::Next => row.map(|row| row + 1),
        Action::Previous => row.and_then(|row| row.checked_sub(1)),
        _ => None,
    };
    let next = step.and_then(|row| Some((row, paper.spots.get(row)?)));
    let lost = matches!(action, Action::Next | Action::Previous) && here.is_some_and(|here| !sees(here));
    if let (true, Some(here)) = (lost, here) {
        model.top.scroll = reached(top, here, paper);
        return;
    }
    if let Some((row, _)) = next.filter(|(_, range)| range.start < seen.end + 1 && range.end + 1 > seen.start) {
        model.choose(row);
        // the page may have changed: of steps only the chosen one is opened
        if let Some(paper) = (model.deeds().paper)(model)
            && let Some(range) = paper.spots.get(row)
        {
            model.top.scroll = reached(top, range, &paper);
        }
        return;
    }
    if let Some(row) = match action {
        Action::Top => Some(0),
        Action::Bottom => paper.spots.len().checked_sub(1),
        _ => None,
    } {
        model.choose(row);
        // what is chosen may have opened, so that the end lies elsewhere
        let rows = (model.deeds().paper)(model).map_or(0, |paper| paper.rows.len());
        model.top.scroll = scrolled(top, rows, shown, action);
        return;
    }
    model.top.scroll = scrolled(top, paper.rows.len(), shown, action);
    // a page further the cursor comes along
    let seen = model.top.scroll..model.top.scroll + shown;
    if !here.is_some_and(|here| seen.contains(&here.start))
        && !matches!(action, Action::Next | Action::Previous)
        && let Some(row) = paper.spots.iter().position(|range| seen.contains(&range.start))
    {
        model.choose(row);
    }
}

/// Is the first line of the spot that is chosen on a page in sight?
pub(super) fn sees_spot(model: &Model) -> bool {
    let Some(paper) = (model.deeds().paper)(model) else {
        return true;
    };
    let seen = model.top.scroll..model.top.scroll + paper.shown;
    let spot = model.row().and_then(|row| paper.spots.get(row));
    spot.is_none_or(|spot| seen.contains(&spot.start))
}

/// Scrolls to the spot that is chosen.
pub(super) fn show_spot(model: &mut Model) {
    if let Some(paper) = (model.deeds().paper)(model)
        && let Some(spot) = model.row().and_then(|row| paper.spots.get(row))
    {
        model.top.scroll = reached(model.top.scroll, spot, &paper);
    }
}

/// Where a page is scrolled so that a spot is seen, whole where it fits.
fn reached(top: usize, spot: &Range<usize>, paper: &Paper) -> usize {
    let most = paper.rows.len().saturating_sub(paper.shown);
    let top = if spot.end > top + paper.shown {
        (spot.end - paper.shown).min(spot.start)
    } else {
        top.min(spot.start)
    };
    top.min(most)
}

/// A key that is no binding: a character that types, or a digit that takes a row.
pub(super) fn on_key(model: &mut Model, key: Key) -> Vec<Effect> {
    let deeds = model.deeds();
    if scope(model).types() {
        model.top.focus = None;
        (deeds.type_line)(model, &mut |line| line.key(key));
        return Vec::new();
    }
    // on a page digits are no rows
    let listed = (deeds.paper)(model).is_none_or(|paper| paper.spots.is_empty());
    match digit(key).filter(|row| listed && *row < (deeds.rows)(model).len()) {
        Some(row) => model.take(row),
        None => Vec::new(),
    }
}

/// Text that arrived at once goes where one types.
pub(super) fn on_paste(model: &mut Model, text: &str) {
    (model.deeds().type_line)(model, &mut |typed| typed.paste(text));
}

/// Begins a new line where one types.
pub(super) fn new_line(model: &mut Model) {
    (model.deeds().type_line)(model, &mut |typed| typed.insert("\n"));
}

/// A click on a line below the header: it chooses, a second one takes.
pub(super) fn on_click(model: &mut Model, line: usize) -> Vec<Effect> {
    let deeds = model.deeds();
    let Some(line) = (deeds.first_row)(model).and_then(|first| line.checked_sub(first)) else {
        return Vec::new();
    };
    let clicked = match (deeds.paper)(model) {
        Some(paper) => {
            let line = line + model.top.scroll;
            paper.spots.iter().position(|range| range.contains(&line))
        }
        None => Some(line).filter(|row| *row < (deeds.rows)(model).len()),
    };
    let Some(clicked) = clicked else { return Vec::new() };
    // a question is answered at once: its answer can be changed
    if model.row() == Some(clicked) || scope(model) == Scope::Question {
        return model.take(clicked);
    }
    // what it is about stands beside it, from its beginning
    model.top.beside.clear();
    model.choose(clicked);
    Vec::new()
}
