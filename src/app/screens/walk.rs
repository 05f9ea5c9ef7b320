//! The walk on screen: a question, a remedy, or an end.

use crate::app::bindings::Scope;
use crate::app::message::Effect;
use crate::app::model::{Change, Deeds, Model, Place, Screen};
use crate::app::screen::List;
use crate::app::screens::{bundle, event_log, form, reader, ticket};
use crate::app::told::{Heard, Told};
use crate::app::walking::{self, Offer, View, offers, rows};
use crate::app::{beside, known, layout, outcomes, overlay, steps, verifying};
use crate::case::{Reply, report};
use crate::knowledge::page::{self, Mark, Row};
use crate::knowledge::spot::Spot;
use crate::text::{Say, say, ui};
use crate::walk::{Concluded, Outcome, StepEnd};

const LINES: Say = say(
    "type it; a line with nothing but a dot ends it, an empty line passes the question over> ",
    "내용을 입력하고 마침표(.)만 있는 줄로 끝냅니다. 빈 줄을 입력하면 질문을 건너뜁니다> ",
);

const ANSWERS_THIS: Say = say(
    "log PATH reads an event log that may answer this.",
    "log 경로를 입력해 이벤트 로그를 읽으면 답이 나올 수 있습니다.",
);

impl Screen for View {
    fn deeds(&self) -> &'static Deeds {
        &DEEDS
    }
}

const DEEDS: Deeds = Deeds {
    rows,
    // choices stand at the foot of the question; they are found by the same numbers that draw them
    first_row: |model| match scope(model) {
        Scope::Question => Some(usize::from(layout::BORDER) + question_rows(model).len() + 1),
        Scope::Remedy => Some(usize::from(layout::BORDER)),
        _ => None,
    },
    take,
    spot: walking::spot,
    paper: |model| Some(walking::sheet(model)?.paper(layout::remedy_rows(model.size))),
    panes: |model, area| {
        let remedy = model.shown();
        let foot = remedy.map_or(0, |_| layout::outcome_rows(model.size));
        let spot = walking::spot(model);
        beside::around(model, area, remedy.map(|remedy| (&*remedy.article, spot)), foot)
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

/// Takes what is chosen here: answers with a choice, follows or unfolds in a remedy, goes on from an end.
fn take(model: &mut Model, row: usize) -> Vec<Effect> {
    match scope(model) {
        Scope::Typing => {
            let typed = model.top::<View>().map(|view| view.input.value());
            typed.map_or_else(Vec::new, |typed| walking::type_answer(model, &typed))
        }
        Scope::Question => {
            let Some(Place::Question(open)) = &model.place else {
                return Vec::new();
            };
            let question = open.question.id.clone();
            let answer = rows(model).get(row).cloned();
            answer.map_or_else(Vec::new, |id| walking::answer(model, &question, Reply::Choice(&id)))
        }
        Scope::Remedy => choose(model),
        _ => match offers(model).get(row).map(|(offer, _)| *offer) {
            Some(Offer::Ticket) => {
                ticket::open(model);
                Vec::new()
            }
            Some(Offer::Case) => {
                form::open(model);
                Vec::new()
            }
            Some(Offer::Bundle) => bundle::open(model),
            Some(Offer::Home) => model.put_away(),
            None => Vec::new(),
        },
    }
}

/// What Enter does where the cursor stands on the entry shown: unfolds, or follows. Never more.
fn choose(model: &mut Model) -> Vec<Effect> {
    let Some(spot) = walking::spot(model) else {
        return Vec::new();
    };
    if let Spot::Step(step) = spot
        && verifying::refused(model, step)
    {
        overlay::open(model, List::Verify, 0);
        return Vec::new();
    }
    if let Spot::Section(section) = spot {
        steps::unfold(model, section);
        return Vec::new();
    }
    let target = model.shown().and_then(|remedy| remedy.article.target(spot).cloned());
    if target.is_none() && spot.step().is_some() {
        model.say(ui::SPACE_TICKS);
    }
    target.map_or_else(Vec::new, |target| reader::follow(model, target))
}

fn told(model: &Model, columns: usize) -> Told {
    let lang = model.lang;
    let mut told = Told::new(lang, columns);
    if let Some(error) = model.top::<View>().and_then(|view| view.error.as_ref()) {
        told.line(error);
    }
    told.line("");
    told.line(&known::breadcrumb(model).join(" > "));
    for line in known::because(model) {
        told.line(&line);
    }
    match &model.place {
        Some(Place::Question(open)) => {
            told.line(&page::plain(open.question.ask.get(lang)));
            if let Some(help) = &open.question.help {
                told.line(&page::plain(help.get(lang)));
            }
            if verifying::asked(&open.question) {
                told.line(verifying::AT_PROMPT.get(lang));
            }
            if event_log::answers(model) {
                told.line(ANSWERS_THIS.get(lang));
            }
            told.list(open.choices.iter().map(|c| page::plain(c.text.get(lang))));
            if open.question.field.is_some() {
                told.prompt = Some("> ".to_owned());
                if open.lines {
                    told.ask_lines(LINES.get(lang));
                }
            }
        }
        Some(Place::Remedy(remedy)) => {
            told.text.push_str(&page::text(&remedy.article.whole(), columns));
            let ended = model.ended(&remedy.entry.id);
            for (step, end) in ended {
                told.line(
                    &outcomes::step_said(Some(&end))
                        .with(lang, &[&(step + 1).to_string(), &remedy.article.steps().to_string()]),
                );
            }
            told.line("");
            told.line(ui::WHAT_CAME.get(lang));
            told.rows = walking::outcomes(model)
                .into_iter()
                .map(|(outcome, text)| (outcome.digit(), text))
                .collect();
        }
        Some(Place::Concluded(_) | Place::SupportCase) | None => {
            for line in ending(model) {
                told.line(&line);
            }
            told.list(offers(model).into_iter().map(|(_, text)| text));
        }
    }
    told
}

/// What is said at the end of a walk: what it came to, or that what fits is used up, and what was ruled out.
pub fn ending(model: &Model) -> Vec<String> {
    let (title, text) = match &model.place {
        Some(Place::Concluded(Concluded::Fixed)) => (ui::SOLVED, ui::SOLVED_TEXT),
        Some(Place::Concluded(Concluded::Cause)) => (ui::CAUSE_FOUND, ui::CAUSE_FOUND_TEXT),
        Some(Place::Concluded(Concluded::ByDesign)) => (ui::MEANT_SO, ui::MEANT_SO_TEXT),
        _ => (ui::TO_SUPPORT, ui::TO_SUPPORT_TEXT),
    };
    let mut out = [title, text].map(|say: Say| say.get(model.lang).to_owned()).to_vec();
    let ruled_out = known::ruled_out(model);
    if matches!(model.place, Some(Place::SupportCase)) && !ruled_out.is_empty() {
        out.push(ui::RULED_OUT.with(model.lang, &[&ruled_out.join("; ")]));
    }
    out
}

fn heard(model: &mut Model, row: Option<usize>, text: &str) -> Heard {
    let scope = scope(model);
    match row {
        Some(row) if scope == Scope::Remedy => match Outcome::ALL.get(row) {
            Some(outcome) => Heard::Effects(walking::say(model, *outcome)),
            None => Heard::NoSuchRow,
        },
        Some(row) => Heard::Effects(model.take(row)),
        None if scope == Scope::Typing => Heard::Effects(walking::type_answer(model, text)),
        None if text.is_empty() => Heard::Effects(Vec::new()),
        None if scope == Scope::Remedy => step_words(model, text),
        None => Heard::NoSuchRow,
    }
}

/// Words about a step: `tick 2`, `skip 2 because ...`, or a link to follow.
fn step_words(model: &mut Model, text: &str) -> Heard {
    let mut words = text.splitn(3, ' ');
    let (word, number, rest) = (words.next().unwrap_or_default(), words.next(), words.next());
    let steps = model.shown().map_or(0, |remedy| remedy.article.steps());
    let number = number.and_then(|number| number.parse::<usize>().ok());
    let step = number
        .and_then(|number| number.checked_sub(1))
        .filter(|step| *step < steps);
    match (word, step) {
        ("tick", Some(step)) => Heard::Effects(steps::end(model, step, StepEnd::Done)),
        ("unneeded", Some(step)) => Heard::Effects(steps::end(model, step, StepEnd::NotNeeded)),
        ("skip", Some(step)) => {
            let done = steps::end_because(model, step, rest.unwrap_or_default());
            Heard::Effects(done.unwrap_or_else(|| {
                model.say(ui::SAY_WHY);
                Vec::new()
            }))
        }
        _ => match known::link(model, text) {
            Some(target) => Heard::Effects(reader::follow(model, target)),
            None => Heard::NoSuchRow,
        },
    }
}

fn copied(model: &Model) -> Option<String> {
    match &model.place {
        Some(Place::Remedy(remedy)) => Some(steps::copied(&remedy.article, walking::spot(model))),
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

/// The question as lines; what helps to answer it stands beside.
pub fn question_rows(model: &Model) -> Vec<Row> {
    let columns = layout::text_columns(model.size, true);
    let Some(Place::Question(open)) = &model.place else {
        return Vec::new();
    };
    let ask = page::plain(open.question.ask.get(model.lang));
    page::wrap(&[(Mark::Title, ask)], columns)
}
