//! The walk on screen: a question, a remedy, or an end.

use crate::app::bindings::Scope;
use crate::app::lines::Typed;
use crate::app::message::Effect;
use crate::app::model::{Change, Deeds, Model, Place, Remedy, Screen};
use crate::app::screen::{Overlay, Purpose};
use crate::app::screens::{bundle, form};
use crate::app::told::{Heard, Told};
use crate::app::walking::{self, Offer, View, offers, rows};
use crate::app::{known, layout};
use crate::case::{Reply, report};
use crate::knowledge::page::{self, Mark, Row};
use crate::text::{Say, say, ui};
use crate::walk::{Detail, Outcome};

const LINES: Say = say(
    "type it; a line with nothing but a dot ends it, an empty line passes the question over> ",
    "내용을 입력하고 마침표(.)만 있는 줄로 끝냅니다. 빈 줄을 입력하면 질문을 건너뜁니다> ",
);

impl Screen for View {
    fn deeds(&self) -> &'static Deeds {
        &DEEDS
    }
}

const DEEDS: Deeds = Deeds {
    rows,
    // choices stand at the foot of the question; they are found by the same numbers that draw them
    first_row: |model| (scope(model) == Scope::Question).then(|| question_rows(model).len() + 1),
    take,
    paper: |model| {
        let remedy = scope(model) == Scope::Remedy;
        remedy.then(|| (remedy_rows(model).len(), layout::remedy_rows(model.size)))
    },
    type_line,
    copied,
    crumbs: known::breadcrumb,
    back: walking::back,
    heard,
    ..Deeds::at(scope, told)
};

fn scope(model: &Model) -> Scope {
    match &model.place {
        Some(Place::Question(open)) if open.question.field.is_some() => Scope::Typing,
        Some(Place::Question(_)) => Scope::Question,
        Some(Place::Remedy(_)) => Scope::Remedy,
        Some(Place::Concluded(_) | Place::SupportCase) | None => Scope::End,
    }
}

fn type_line(model: &mut Model, change: Change<'_>) {
    if scope(model) == Scope::Typing
        && let Some(view) = model.top_mut::<View>()
        && change(&mut view.input)
    {
        view.error = None;
    }
}

/// Takes a row of what is offered here: answers with a choice, says what came of a remedy, goes on from an end.
fn take(model: &mut Model, row: usize) -> Vec<Effect> {
    if let (Scope::Typing, Some(view)) = (scope(model), model.top::<View>()) {
        return walking::type_answer(model, &view.input.value());
    }
    let question = match &model.place {
        Some(Place::Question(open)) => Some(open.question.id.clone()),
        _ => None,
    };
    if let Some(question) = question {
        let rows = rows(model);
        let answer = rows
            .get(row)
            .map(|id| walking::answer(model, &question, Reply::Choice(id)));
        return answer.unwrap_or_default();
    }
    let offer = offers(model).get(row).map(|(offer, _)| *offer);
    match (offer, &model.place) {
        (Some(Offer::Outcome(Outcome::Skipped)), _) => {
            model.overlay = Some(Overlay::typing(Purpose::SkipReason, Typed::new("", false)));
            Vec::new()
        }
        (Some(Offer::Outcome(outcome)), Some(Place::Remedy(remedy))) => {
            let until = walking::wait_until(model, &remedy.entry).filter(|_| outcome == Outcome::Waiting);
            walking::end_entry(model, outcome, until.map(Detail::Until))
        }
        (Some(Offer::Case), _) => {
            form::open(model);
            Vec::new()
        }
        (Some(Offer::Bundle), _) => bundle::open(model),
        (Some(Offer::Home), _) => model.put_away(),
        _ => Vec::new(),
    }
}

fn told(model: &Model, columns: usize) -> Told {
    let lang = model.lang;
    let mut told = Told::new(lang, columns);
    if let Some(error) = model.top::<View>().and_then(|view| view.error.as_ref()) {
        told.line(error);
    }
    told.line("");
    told.line(&known::breadcrumb(model).join(" > "));
    told.rows = offers(model).into_iter().map(|(_, text)| text).collect();
    match &model.place {
        Some(Place::Question(open)) => {
            told.line(&page::plain(open.question.ask.get(lang)));
            if let Some(help) = &open.question.help {
                told.line(&page::plain(help.get(lang)));
            }
            told.rows = open.choices.iter().map(|c| page::plain(c.text.get(lang))).collect();
            if open.question.field.is_some() {
                told.prompt = Some("> ".to_owned());
            }
            if open.lines {
                told.ask_lines(LINES.get(lang));
            }
        }
        Some(Place::Remedy(remedy)) => {
            told.text.push_str(&page::text(&remedy.blocks, columns));
            told.line("");
            told.line(walking::asks(model).get(lang));
        }
        Some(Place::Concluded(_)) => {
            told.line(ui::SOLVED.get(lang));
            told.line(ui::SOLVED_TEXT.get(lang));
        }
        Some(Place::SupportCase) | None => {
            told.line(ui::TO_SUPPORT.get(lang));
            told.line(ui::TO_SUPPORT_TEXT.get(lang));
        }
    }
    told
}

fn heard(model: &mut Model, row: Option<usize>, text: &str) -> Heard {
    match row {
        Some(row) => Heard::Effects(model.take(row)),
        None if scope(model) == Scope::Typing => Heard::Effects(walking::type_answer(model, text)),
        None if text.is_empty() => Heard::Effects(Vec::new()),
        None => Heard::NoSuchRow,
    }
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
