//! The first screen: one line that takes anything, and below it where to go.

use super::{insert, moved, type_into};
use crate::app::bindings::Action;
use crate::app::key::Key;
use crate::app::message::{CaseLine, Effect};
use crate::app::{Model, Screen, open_at, screens::reader};
use crate::knowledge::id::{EntryId, FieldId, QuestionId};
use crate::search::{Reply, Search};
use tui_input::Input;

/// At most so many results are shown.
const MOST_HITS: usize = 9;

/// The line, what it found, and the row chosen.
#[derive(Clone, Debug, Default)]
pub struct Home {
    pub input: Input,
    pub answer: Option<Reply>,
    pub chosen: usize,
    /// Opened from another screen by the search key: without a line typed it offers nothing.
    pub searching: bool,
}

/// A row below the line.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    Case(CaseLine),
    Tree(String),
    EmptyCase,
    Question(QuestionId),
    Entry(usize, EntryId),
}

impl Home {
    pub fn searching() -> Self {
        Self {
            searching: true,
            ..Self::default()
        }
    }

    /// Empties the line; false where it was empty.
    pub fn clear(&mut self) -> bool {
        if self.input.value().is_empty() {
            return false;
        }
        self.input.reset();
        self.answer = None;
        self.chosen = 0;
        true
    }

    /// The rows below the line.
    pub fn items(&self, model: &Model) -> Vec<Item> {
        if let Some(answer) = &self.answer {
            let question = answer.question.iter().map(|id| Item::Question(id.clone()));
            let entries = answer
                .hits
                .iter()
                .enumerate()
                .map(|(i, hit)| Item::Entry(i, hit.id.clone()));
            return question.chain(entries).collect();
        }
        if self.searching {
            return Vec::new();
        }
        let cases = model.cases.iter().take(MOST_CASES).cloned().map(Item::Case);
        cases
            .chain(model.catalog.tree_ids().into_iter().map(Item::Tree))
            .chain(std::iter::once(Item::EmptyCase))
            .collect()
    }
}

/// Older open cases are a `case list` away.
const MOST_CASES: usize = 5;

fn state(model: &mut Model) -> Option<&mut Home> {
    match model.top_mut() {
        Some(Screen::Home(home)) => Some(home),
        _ => None,
    }
}

fn search(model: &mut Model) {
    let Screen::Home(home) = model.top() else { return };
    let typed = home.input.value().trim();
    let answer = (!typed.is_empty()).then(|| Search::over(&model.catalog).ask(typed, model.lang, MOST_HITS));
    if let Some(home) = state(model) {
        home.answer = answer;
        home.chosen = 0;
    }
}

/// Searches again, after the language changed.
pub fn search_again(model: &mut Model) {
    if matches!(model.top(), Screen::Home(_)) {
        let chosen = state(model).map_or(0, |h| h.chosen);
        search(model);
        if let Some(home) = state(model) {
            home.chosen = chosen;
        }
    }
}

pub fn on_key(model: &mut Model, key: Key) -> Vec<Effect> {
    if state(model).is_some_and(|home| type_into(&mut home.input, key)) {
        search(model);
    }
    Vec::new()
}

pub fn on_paste(model: &mut Model, text: &str) {
    if state(model).is_some_and(|home| insert(&mut home.input, text)) {
        search(model);
    }
}

pub fn on_action(model: &mut Model, action: Action) -> Vec<Effect> {
    let Screen::Home(home) = model.top() else {
        return Vec::new();
    };
    let items = home.items(model);
    if action == Action::Choose {
        return items
            .get(home.chosen)
            .cloned()
            .map_or_else(Vec::new, |item| take(model, item));
    }
    let chosen = moved(home.chosen, items.len(), action);
    if let Some(home) = state(model) {
        home.chosen = chosen;
    }
    Vec::new()
}

fn take(model: &mut Model, item: Item) -> Vec<Effect> {
    match item {
        Item::Case(line) => vec![Effect::OpenCase(line.id)],
        Item::Tree(id) => open_at(model, &id),
        Item::Question(id) => open_at(model, &id),
        Item::Entry(_, id) => {
            model.push(Screen::Reader(reader::Reader::of(&id)));
            Vec::new()
        }
        Item::EmptyCase => {
            let mut effects = model.begin_case();
            model.push(Screen::Form(super::form::Form::default()));
            effects.extend(model.save());
            effects
        }
    }
}

/// What a pasted text held that the case wants, such as a support code.
pub fn keep(model: &Model) -> Vec<Effect> {
    let kept = model
        .screens
        .iter()
        .rev()
        .find_map(|s| {
            if let Screen::Home(home) = s {
                home.answer.as_ref()
            } else {
                None
            }
        })
        .map(|answer| answer.kept.clone())
        .unwrap_or_default();
    // no values, no fields to read
    let fields = if kept.is_empty() {
        Vec::new()
    } else {
        model.catalog.fields()
    };
    let values: Vec<(FieldId, String)> = kept
        .iter()
        .flat_map(|item| {
            let takers = fields.iter().filter(|field| field.recognise.contains(&item.kind));
            takers.map(|field| (field.id.clone(), item.value.clone()))
        })
        .collect();
    match &model.case {
        Some(case) if !values.is_empty() => vec![Effect::Keep {
            case: Box::new(case.clone()),
            values,
        }],
        _ => Vec::new(),
    }
}

pub fn click(model: &mut Model, line: usize) -> Vec<Effect> {
    let Screen::Home(home) = model.top() else {
        return Vec::new();
    };
    let Some(row) = line.checked_sub(usize::from(crate::app::layout::PROMPT)) else {
        return Vec::new();
    };
    let items = home.items(model);
    if row >= items.len() {
        return Vec::new();
    }
    let again = home.chosen == row;
    if let Some(home) = state(model) {
        home.chosen = row;
    }
    if again {
        on_action(model, Action::Choose)
    } else {
        Vec::new()
    }
}
