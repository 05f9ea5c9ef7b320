//! The walk on screen: a question, a remedy, or an end.

use super::{form, insert, moved, scrolled, type_into};
use crate::app::bindings::Action;
use crate::app::key::Key;
use crate::app::message::Effect;
use crate::app::overlay::Overlay;
use crate::app::{Model, Screen, Stand, layout};
use crate::case::field::Accepted;
use crate::case::{Case, Reply, report};
use crate::knowledge::id::{FactId, QuestionId};
use crate::knowledge::page;
use crate::knowledge::shape::{Entry, Kind};
use crate::text::{Say, ui};
use crate::time::Stamp;
use crate::walk::{Detail, Node, Outcome, Position, Stop, What};
use tui_input::Input;

/// What the walk's screen keeps.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// The earlier stop that is looked at; `None` at the head of the walk.
    pub revisit: Option<usize>,
    pub chosen: usize,
    pub scroll: usize,
    pub input: Input,
}

/// Something one can say of a remedy, or do at an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Offer {
    Outcome(Outcome),
    Case,
    Bundle,
    Home,
}

/// What is offered where the walk stands.
pub fn offers(model: &Model) -> Vec<(Offer, String)> {
    let lang = model.lang;
    let said = |offer, say: Say| (offer, say.get(lang).to_owned());
    match &model.stand {
        Some(Stand::Try(trial)) => {
            let mut out = if guidance(&trial.entry) {
                // guidance on the way is read and left behind, so going on comes first
                vec![
                    said(Offer::Outcome(Outcome::NotFixed), ui::GO_ON),
                    said(Offer::Outcome(Outcome::Fixed), ui::ANSWERED),
                ]
            } else {
                vec![
                    said(Offer::Outcome(Outcome::Fixed), ui::FIXED),
                    said(Offer::Outcome(Outcome::NotFixed), ui::NOT_FIXED_YET),
                ]
            };
            if let Some(until) = wait_until(model, &trial.entry) {
                out.push((
                    Offer::Outcome(Outcome::Waiting),
                    ui::WAIT_UNTIL.with(lang, &[&model.clock(until)]),
                ));
            }
            out.push(said(Offer::Outcome(Outcome::Skipped), ui::COULD_NOT));
            out
        }
        Some(Stand::Solved) => vec![
            said(Offer::Home, ui::CLOSE_CASE),
            said(Offer::Bundle, ui::WRITE_BUNDLE),
            said(Offer::Case, ui::OPEN_CASE),
        ],
        Some(Stand::SupportCase) => vec![
            said(Offer::Case, ui::FILL_CASE),
            said(Offer::Bundle, ui::WRITE_BUNDLE),
            said(Offer::Home, ui::CASE_LATER),
        ],
        Some(Stand::Ask(_)) | None => Vec::new(),
    }
}

/// What is asked below the entry shown.
pub fn asks(model: &Model) -> Say {
    match &model.stand {
        Some(Stand::Try(trial)) if guidance(&trial.entry) => ui::WHAT_NOW,
        _ => ui::DID_IT_HELP,
    }
}

/// Is it guidance rather than a repair?
pub fn guidance(entry: &Entry) -> bool {
    matches!(entry.kind, Kind::Guide | Kind::Setting | Kind::Field)
}

/// Until when to wait at this entry.
fn wait_until(model: &Model, entry: &Entry) -> Option<Stamp> {
    let running = model.case.as_ref().and_then(Case::wait).filter(|w| w.entry == entry.id);
    let running = running.map(|wait| wait.until).filter(|until| *until > model.now);
    running.or_else(|| model.at().after(entry.wait.as_ref()?.seconds()?))
}

fn view(model: &mut Model) -> Option<&mut View> {
    model
        .screens
        .iter_mut()
        .rev()
        .find_map(|s| if let Screen::Walk(view) = s { Some(view) } else { None })
}

/// Sets the screen up for what now stands on it: the earlier answer is chosen, a typed one stands in the line.
pub fn arrive(model: &mut Model) {
    let (chosen, typed) = match &model.stand {
        Some(Stand::Ask(asked)) => {
            let at = asked
                .before
                .as_ref()
                .and_then(|b| asked.choices.iter().position(|c| c.id == *b));
            let typed = if asked.question.field.is_some() {
                asked.before.clone()
            } else {
                None
            };
            (at.unwrap_or(0), typed.unwrap_or_default())
        }
        Some(Stand::Try(trial)) => (
            offers(model)
                .iter()
                .position(|(o, _)| Some(*o) == trial.before.map(Offer::Outcome))
                .unwrap_or(0),
            String::new(),
        ),
        _ => (0, String::new()),
    };
    if let Some(view) = view(model) {
        view.chosen = chosen;
        view.scroll = 0;
        view.input = Input::new(typed);
    }
}

/// Looks at the stop before the present one; false at the first.
pub fn back(model: &mut Model) -> bool {
    let Some(trace) = &model.trace else { return false };
    let Screen::Walk(now) = model.top() else { return false };
    let from = now.revisit.unwrap_or(trace.stops.len());
    // what a known fact answered was never asked, so there is nothing to look at
    let Some(index) = trace.stops.iter().take(from).rposition(|s| s.at.is_some()) else {
        return false;
    };
    if let Some(view) = view(model) {
        view.revisit = Some(index);
    }
    model.refresh();
    arrive(model);
    true
}

/// Goes on from an earlier stop to the next one, or to the head of the walk.
fn onward(model: &mut Model, left: Option<&Node>) {
    model.refresh_at_head();
    let next = left.and_then(|node| {
        let stops = &model.trace.as_ref()?.stops;
        let at = stops.iter().position(|s| s.node() == *node)?;
        stops
            .iter()
            .skip(at + 1)
            .position(|s| s.at.is_some())
            .map(|i| at + 1 + i)
    });
    if let Some(view) = view(model) {
        view.revisit = next;
    }
    model.refresh();
    arrive(model);
}

impl Model {
    fn refresh_at_head(&mut self) {
        if let Some(view) = view(self) {
            view.revisit = None;
        }
        self.refresh();
    }

    /// The stop that is looked at, when it is an earlier one.
    fn looked_at(&self) -> Option<Node> {
        let Screen::Walk(view) = self.top() else { return None };
        self.trace.as_ref()?.stops.get(view.revisit?).map(Stop::node)
    }
}

pub fn on_key(model: &mut Model, key: Key) -> Vec<Effect> {
    let typing = matches!(&model.stand, Some(Stand::Ask(asked)) if asked.question.field.is_some());
    if typing {
        if let Some(view) = view(model) {
            type_into(&mut view.input, key);
        }
        return Vec::new();
    }
    if let Key::Char(c) = key
        && let Some(digit) = c.to_digit(10)
        && let Some(index) = usize::try_from(digit).ok().and_then(|d| d.checked_sub(1))
        && index < count(model)
    {
        if let Some(view) = view(model) {
            view.chosen = index;
        }
        return choose(model);
    }
    Vec::new()
}

pub fn on_paste(model: &mut Model, text: &str) {
    if matches!(&model.stand, Some(Stand::Ask(asked)) if asked.question.field.is_some())
        && let Some(view) = view(model)
    {
        insert(&mut view.input, text);
    }
}

fn count(model: &Model) -> usize {
    match &model.stand {
        Some(Stand::Ask(asked)) => asked.choices.len(),
        _ => offers(model).len(),
    }
}

pub fn on_action(model: &mut Model, action: Action) -> Vec<Effect> {
    match action {
        Action::Choose => return choose(model),
        Action::Tick => return tick_next(model),
        Action::Skip => {
            model.overlay = Some(Overlay::skip());
            return Vec::new();
        }
        _ => {}
    }
    let Screen::Walk(now) = model.top() else {
        return Vec::new();
    };
    let (mut chosen, mut scroll) = (now.chosen, now.scroll);
    match (&model.stand, action) {
        (Some(Stand::Try(_)), Action::Right) => chosen = moved(chosen, count(model), Action::Next),
        (Some(Stand::Try(_)), Action::Left) => chosen = moved(chosen, count(model), Action::Previous),
        (Some(Stand::Try(_)), _) => {
            scroll = scrolled(
                scroll,
                remedy_rows(model).len(),
                layout::remedy_rows(model.size),
                action,
            );
        }
        _ => chosen = moved(chosen, count(model), action),
    }
    if let Some(view) = view(model) {
        (view.chosen, view.scroll) = (chosen, scroll);
    }
    Vec::new()
}

/// The lines of the remedy at the present width.
pub fn remedy_rows(model: &Model) -> Vec<page::Row> {
    match &model.stand {
        Some(Stand::Try(trial)) => page::screen_rows(&trial.blocks, layout::text_columns(model.size, true)),
        _ => Vec::new(),
    }
}

fn choose(model: &mut Model) -> Vec<Effect> {
    let Screen::Walk(now) = model.top() else {
        return Vec::new();
    };
    let (chosen, typed) = (now.chosen, crate::text::one_line(now.input.value()));
    match model.stand.clone() {
        Some(Stand::Ask(asked)) => match &asked.question.field {
            Some(field) => form::submit(model, field, &typed),
            None => asked.choices.get(chosen).map_or_else(Vec::new, |choice| {
                answer(model, &asked.question.id, Reply::Choice(&choice.id))
            }),
        },
        Some(Stand::Try(trial)) => {
            let offers = offers(model);
            let Some((Offer::Outcome(outcome), _)) = offers.get(chosen) else {
                return Vec::new();
            };
            match outcome {
                Outcome::Skipped => {
                    model.overlay = Some(Overlay::skip());
                    Vec::new()
                }
                Outcome::Waiting => {
                    let until = wait_until(model, &trial.entry).map(Detail::Until);
                    end_entry(model, Outcome::Waiting, until)
                }
                outcome => end_entry(model, *outcome, None),
            }
        }
        Some(Stand::Solved | Stand::SupportCase) => match offers(model).get(chosen) {
            Some((Offer::Case, _)) => super::super::act(model, Action::Case),
            Some((Offer::Bundle, _)) => super::super::act(model, Action::Bundle),
            _ => {
                if let (Some(Stand::Solved), Some(case)) = (&model.stand, &mut model.case) {
                    case.closed = true;
                }
                let mut effects = model.save();
                effects.extend(super::super::act(model, Action::Home));
                effects
            }
        },
        None => Vec::new(),
    }
}

/// Answers a question.
pub fn answer(model: &mut Model, question: &QuestionId, reply: Reply<'_>) -> Vec<Effect> {
    let (at, left) = (model.at(), model.looked_at());
    if let Some(case) = &mut model.case {
        case.answer(&model.catalog, question, reply, at);
    }
    onward(model, left.as_ref());
    model.save()
}

/// What was typed was checked: it answers the question, or the reason is said and the question stays.
pub fn checked(model: &mut Model, result: Result<Accepted, String>) -> Vec<Effect> {
    match (result, model.stand.clone()) {
        (Ok(accepted), Some(Stand::Ask(asked))) if asked.question.field.as_ref() == Some(accepted.field()) => {
            answer(model, &asked.question.id, Reply::Typed(accepted))
        }
        // another question stands there by now
        (Ok(_), _) => Vec::new(),
        (Err(reason), _) => {
            model.toast = Some(reason);
            Vec::new()
        }
    }
}

/// Ends the entry shown with an outcome.
pub fn end_entry(model: &mut Model, outcome: Outcome, detail: Option<Detail>) -> Vec<Effect> {
    let Some(Stand::Try(trial)) = &model.stand else {
        return Vec::new();
    };
    let entry = trial.entry.id.clone();
    let (at, left) = (model.at(), model.looked_at());
    if let Some(case) = &mut model.case {
        case.outcome(&model.catalog, &entry, outcome, detail.clone(), at);
    }
    if let Some(Detail::Until(until)) = detail {
        model.refresh_at_head();
        arrive(model);
        model.toast = Some(ui::WAITING_SAVED.with(model.lang, &[&model.clock(until)]));
    } else {
        onward(model, left.as_ref());
    }
    model.save()
}

fn tick_next(model: &mut Model) -> Vec<Effect> {
    let Some(Stand::Try(trial)) = &model.stand else {
        return Vec::new();
    };
    let ticked = model
        .case
        .as_ref()
        .and_then(|c| c.journal())
        .and_then(|j| j.ticks.get(&trial.entry.id))
        .cloned()
        .unwrap_or_default();
    let next = (0..trial.steps).find(|i| !ticked.contains(i));
    if let Some(step) = next {
        return tick(model, step);
    }
    model.toast(ui::ALL_TICKED);
    Vec::new()
}

/// Ticks or unticks one step of the entry shown.
pub fn tick(model: &mut Model, step: usize) -> Vec<Effect> {
    let Some(Stand::Try(trial)) = &model.stand else {
        return Vec::new();
    };
    let (id, steps) = (trial.entry.id.clone(), trial.steps);
    if let Some(journal) = model.case.as_mut().and_then(|c| c.walks.last_mut()) {
        journal.tick(&id, step);
        // the step may lie below what is seen, so it is said too
        let done = journal.ticks.get(&id).is_some_and(|ticked| ticked.contains(&step));
        let say = if done { ui::STEP_TICKED } else { ui::STEP_UNTICKED };
        model.toast = Some(say.with(model.lang, &[&(step + 1).to_string(), &steps.to_string()]));
    }
    model.refresh();
    model.save()
}

/// The id of the node that a note belongs to.
pub fn node(model: &Model) -> String {
    match &model.stand {
        Some(Stand::Ask(asked)) => asked.question.id.to_string(),
        Some(Stand::Try(trial)) => trial.entry.id.to_string(),
        _ => String::new(),
    }
}

/// Where the walk stands, from the tree to the present node: the answers that led here.
pub fn breadcrumb(model: &Model) -> Vec<String> {
    let lang = model.lang;
    let (Some(trace), Some(journal)) = (&model.trace, model.case.as_ref().and_then(|c| c.journal())) else {
        return Vec::new();
    };
    let mut out = vec![title_of(model, &journal.start)];
    let Screen::Walk(view) = model.top() else { return out };
    let opening = model
        .catalog
        .sequence(crate::walk::OPENING)
        .map(|s| s.nodes)
        .unwrap_or_default();
    let in_opening = |id: &str| opening.iter().any(|node| node.id == id);
    let until = view.revisit.unwrap_or(trace.stops.len());
    for stop in trace.stops.iter().take(until) {
        let What::Asked { question: id, answer } = &stop.what else {
            continue;
        };
        if in_opening(id) {
            continue;
        }
        let Some(question) = model.catalog.question(id) else {
            continue;
        };
        if let Some(choice) = question.choices.iter().find(|c| c.id == *answer && !c.go.is_empty()) {
            out.push(page::plain(choice.text.get(lang)));
        }
    }
    if let (None, Position::Try(id)) = (view.revisit, &trace.position)
        && let Some((number, count)) = model.catalog.place(id)
    {
        out.push(ui::STEP_OF.with(lang, &[&number.to_string(), &count.to_string()]));
    }
    out
}

/// The title of a tree, an entry, a sequence or a question.
pub fn title_of(model: &Model, id: &str) -> String {
    let text = model.catalog.title(id);
    text.map_or_else(|| id.to_owned(), |t| page::plain(t.get(model.lang)))
}

/// What is known so far: title and value of each fact, the one learned last first.
pub fn known(model: &Model) -> Vec<(String, String)> {
    let Some(trace) = &model.trace else { return Vec::new() };
    let mut ids: Vec<FactId> = Vec::new();
    for stop in trace.stops.iter().rev() {
        let What::Asked { question: id, answer } = &stop.what else {
            continue;
        };
        let Some(question) = model.catalog.question(id) else {
            continue;
        };
        let chosen = question.choices.iter().find(|c| c.id == *answer);
        ids.extend(question.sets.clone());
        ids.extend(chosen.iter().flat_map(|c| c.set.keys().cloned()));
    }
    // what the case knew before this walk comes last
    ids.extend(trace.facts.keys().cloned());
    let mut seen = std::collections::BTreeSet::new();
    ids.retain(|id| seen.insert(id.clone()));
    ids.iter()
        .filter_map(|id| {
            let (fact, value) = (model.catalog.fact(id)?, trace.facts.get(id)?);
            let text = fact
                .values
                .iter()
                .find(|v| v.id == *value)?
                .text
                .get(model.lang)
                .to_owned();
            Some((fact.title.get(model.lang).to_owned(), text))
        })
        .collect()
}

/// What is known so far on one line; a bare "yes" or "no" is told with its title.
pub fn known_line(model: &Model) -> String {
    let (yes, no) = (ui::YES.get(model.lang), ui::NO.get(model.lang));
    let told = known(model).into_iter().map(|(title, value)| {
        if value == yes || value == no {
            format!("{}: {value}", within_a_line(&title))
        } else {
            value
        }
    });
    told.collect::<Vec<_>>().join(", ")
}

/// A title as it stands within a line: "Must work now" begins small, "SSPR on" stays.
fn within_a_line(title: &str) -> String {
    let mut letters = title.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => title.to_owned(),
    }
}

pub fn copied_text(model: &Model) -> Option<String> {
    match &model.stand {
        Some(Stand::Try(trial)) => Some(page::text(&trial.blocks, 80)),
        Some(Stand::Ask(asked)) => {
            let mut out = page::plain(asked.question.ask.get(model.lang));
            for (i, choice) in asked.choices.iter().enumerate() {
                out.push_str(&format!("\n{} {}", i + 1, page::plain(choice.text.get(model.lang))));
            }
            Some(out)
        }
        _ => model
            .case
            .as_ref()
            .map(|case| report::ticket(&model.catalog, case, model.lang, report::TICKET)),
    }
}

pub fn click(model: &mut Model, line: usize) -> Vec<Effect> {
    // choices stand at the foot of the question; the row is found by the same numbers that draw them
    let Some(Stand::Ask(asked)) = &model.stand else {
        return Vec::new();
    };
    let columns = layout::text_columns(model.size, true);
    let above = question_rows(model, columns).len() + 1;
    let Some(index) = line.checked_sub(above).filter(|i| *i < asked.choices.len()) else {
        return Vec::new();
    };
    if let Some(view) = view(model) {
        view.chosen = index;
    }
    choose(model)
}

/// The question and its help as lines.
pub fn question_rows(model: &Model, columns: usize) -> Vec<page::Row> {
    let Some(Stand::Ask(asked)) = &model.stand else {
        return Vec::new();
    };
    let mut rows = page::wrap(
        &[(page::Mark::Title, page::plain(asked.question.ask.get(model.lang)))],
        columns,
    );
    if let Some(help) = &asked.question.help {
        rows.push(Vec::new());
        rows.extend(page::wrap(
            &page::marked(help.get(model.lang), page::Mark::Note),
            columns,
        ));
    }
    rows
}
