//! The walk on screen: a question, a remedy, or an end.

use crate::app::bindings::Action;
use crate::app::deeds::Deeds;
use crate::app::key::Key;
use crate::app::line::{digit, insert, moved, scrolled, type_into};
use crate::app::message::Effect;
use crate::app::model::{Model, Place};
use crate::app::screen::{Chosen, Overlay, Purpose, Screen};
use crate::app::walking::{self, Offer, offers, rows};
use crate::app::{go, known, layout};
use crate::case::{Reply, report};
use crate::knowledge::page::{self, Mark, Row};
use crate::walk::{Detail, Outcome};
use tui_input::Input;

pub const DEEDS: Deeds = Deeds {
    on_action,
    on_key,
    on_paste: |model, text| type_line(model, |line| insert(line, text)),
    on_click,
    copied,
    crumbs: known::breadcrumb,
};

/// The row chosen.
pub fn row(model: &Model) -> usize {
    match model.top() {
        Screen::Walk(view) => view.chosen.row(&rows(model)),
        _ => 0,
    }
}

/// Is an answer typed here?
fn types(model: &Model) -> bool {
    matches!(&model.place, Some(Place::Question(open)) if open.question.field.is_some())
}

fn type_line(model: &mut Model, change: impl FnOnce(&mut Input) -> bool) {
    if types(model)
        && let Some(view) = model.view()
        && change(&mut view.input)
    {
        view.error = None;
    }
}

fn on_key(model: &mut Model, key: Key) -> Vec<Effect> {
    if types(model) {
        type_line(model, |line| type_into(line, key));
        return Vec::new();
    }
    digit(key).map_or_else(Vec::new, |row| take_or_ask(model, row))
}

fn on_action(model: &mut Model, action: Action) -> Vec<Effect> {
    let Screen::Walk(view) = model.top() else {
        return Vec::new();
    };
    let (rows, row, mut scroll) = (rows(model), row(model), view.scroll);
    let remedy = matches!(model.place, Some(Place::Remedy(_)));
    let moves = match action {
        Action::Choose if types(model) => {
            let typed = view.input.value().to_owned();
            return walking::type_answer(model, &typed);
        }
        Action::Choose => return take_or_ask(model, row),
        Action::Tick => return walking::tick_next(model),
        Action::Skip => {
            model.overlay = Some(Overlay::typing(Purpose::SkipReason, String::new()));
            return Vec::new();
        }
        Action::Right if remedy => Action::Next,
        Action::Left if remedy => Action::Previous,
        _ if remedy => {
            scroll = scrolled(
                scroll,
                remedy_rows(model).len(),
                layout::remedy_rows(model.size),
                action,
            );
            Action::Choose
        }
        _ => action,
    };
    let chosen = Chosen::at(&rows, moved(row, rows.len(), moves));
    if let Some(view) = model.view() {
        (view.chosen, view.scroll) = (chosen, scroll);
    }
    Vec::new()
}

/// What became of a row that was taken.
pub enum Taken {
    Done(Vec<Effect>),
    /// It needs a reason: `walking::skip` takes it.
    NeedsReason,
    /// There is no such row.
    NoSuchRow,
}

/// Takes a row of what is offered here: answers with a choice, says what came of a remedy, goes on from an end.
pub fn take(model: &mut Model, row: usize) -> Taken {
    let rows = rows(model);
    let Some(id) = rows.get(row) else {
        return Taken::NoSuchRow;
    };
    if let Some(view) = model.view() {
        view.chosen = Chosen::at(&rows, row);
    }
    let question = match &model.place {
        Some(Place::Question(open)) => Some(open.question.id.clone()),
        _ => None,
    };
    if let Some(question) = question {
        return Taken::Done(walking::answer(model, &question, Reply::Choice(id)));
    }
    let offer = offers(model).get(row).map(|(offer, _)| *offer);
    Taken::Done(match (offer, &model.place) {
        (Some(Offer::Outcome(Outcome::Skipped)), _) => return Taken::NeedsReason,
        (Some(Offer::Outcome(outcome)), Some(Place::Remedy(remedy))) => {
            let until = walking::wait_until(model, &remedy.entry).filter(|_| outcome == Outcome::Waiting);
            walking::end_entry(model, outcome, until.map(Detail::Until))
        }
        (Some(Offer::Case), _) => {
            go::form(model);
            Vec::new()
        }
        (Some(Offer::Bundle), _) => go::bundle(model),
        (Some(Offer::Home), _) => go::put_away(model),
        _ => return Taken::NoSuchRow,
    })
}

fn take_or_ask(model: &mut Model, row: usize) -> Vec<Effect> {
    match take(model, row) {
        Taken::Done(effects) => return effects,
        Taken::NeedsReason => model.overlay = Some(Overlay::typing(Purpose::SkipReason, String::new())),
        Taken::NoSuchRow => {}
    }
    Vec::new()
}

/// The lines of the remedy at the present width.
pub fn remedy_rows(model: &Model) -> Vec<Row> {
    match &model.place {
        Some(Place::Remedy(remedy)) => page::screen_rows(&remedy.blocks, layout::text_columns(model.size, true)),
        _ => Vec::new(),
    }
}

fn copied(model: &Model) -> Option<String> {
    match &model.place {
        Some(Place::Remedy(remedy)) => Some(page::text(&remedy.blocks, 80)),
        Some(Place::Question(open)) => {
            let mut out = page::plain(open.question.ask.get(model.lang));
            for (i, choice) in open.choices.iter().enumerate() {
                out.push_str(&format!("\n{} {}", i + 1, page::plain(choice.text.get(model.lang))));
            }
            Some(out)
        }
        _ => {
            let case = model.case.as_ref()?;
            Some(report::ticket(&model.catalog, case, model.lang, report::TICKET))
        }
    }
}

fn on_click(model: &mut Model, line: usize) -> Vec<Effect> {
    // choices stand at the foot of the question; the row is found by the same numbers that draw them
    let above = question_rows(model, layout::text_columns(model.size, true)).len() + 1;
    let question = matches!(model.place, Some(Place::Question(_))) && !types(model);
    let row = line.checked_sub(above).filter(|_| question);
    row.map_or_else(Vec::new, |row| take_or_ask(model, row))
}

/// The question and its help as lines.
pub fn question_rows(model: &Model, columns: usize) -> Vec<Row> {
    let Some(Place::Question(open)) = &model.place else {
        return Vec::new();
    };
    let mut rows = page::wrap(
        &[(Mark::Title, page::plain(open.question.ask.get(model.lang)))],
        columns,
    );
    if let Some(help) = &open.question.help {
        rows.push(Vec::new());
        rows.extend(page::wrap(&page::marked(help.get(model.lang), Mark::Note), columns));
    }
    rows
}
