//! The walk on screen: a question, a remedy, or an end.

use crate::app::bindings::Scope;
use crate::app::deeds::Deeds;
use crate::app::message::Effect;
use crate::app::model::{Model, Place, Remedy};
use crate::app::screen::{Chosen, Overlay, Purpose, Screen};
use crate::app::walking::{self, Offer, offers, rows};
use crate::app::{go, known, layout};
use crate::case::{Reply, report};
use crate::knowledge::page::{self, Mark, Row};
use crate::walk::{Detail, Outcome};
use tui_input::Input;

pub const DEEDS: Deeds = Deeds {
    rows,
    // choices stand at the foot of the question; they are found by the same numbers that draw them
    first_row: |model| (scope(model) == Scope::Question).then(|| question_rows(model).len() + 1),
    take: take_or_ask,
    paper: |model| {
        let remedy = scope(model) == Scope::Remedy;
        remedy.then(|| (remedy_rows(model).len(), layout::remedy_rows(model.size)))
    },
    type_line,
    copied,
    crumbs: known::breadcrumb,
    ..Deeds::at(scope)
};

fn scope(model: &Model) -> Scope {
    match &model.place {
        Some(Place::Question(open)) if open.question.field.is_some() => Scope::Typing,
        Some(Place::Question(_)) => Scope::Question,
        Some(Place::Remedy(_)) => Scope::Remedy,
        Some(Place::Concluded(_) | Place::SupportCase) | None => Scope::End,
    }
}

fn type_line(model: &mut Model, change: &mut dyn FnMut(&mut Input) -> bool) {
    if scope(model) == Scope::Typing
        && let Screen::Walk(view) = &mut model.top.screen
        && change(&mut view.input)
    {
        view.error = None;
    }
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
    model.top.chosen = Chosen::at(&rows, row);
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
    if let (Scope::Typing, Screen::Walk(view)) = (scope(model), model.top()) {
        return walking::type_answer(model, view.input.value());
    }
    match take(model, row) {
        Taken::Done(effects) => return effects,
        Taken::NeedsReason => model.overlay = Some(Overlay::typing(Purpose::SkipReason, String::new())),
        Taken::NoSuchRow => {}
    }
    Vec::new()
}

/// The lines of the remedy at the present width.
pub fn remedy_rows(model: &Model) -> Vec<Row> {
    let rows = |remedy: &Remedy| page::screen_rows(&remedy.blocks, layout::text_columns(model.size, true));
    model.shown().map(rows).unwrap_or_default()
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

/// The question and its help as lines.
pub fn question_rows(model: &Model) -> Vec<Row> {
    let columns = layout::text_columns(model.size, true);
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
