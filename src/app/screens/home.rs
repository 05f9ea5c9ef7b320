//! The first screen: one line that takes anything, and below it where to go.

use crate::app::bindings::Scope;
use crate::app::message::Effect;
use crate::app::model::{Change, Deeds, Model, Screen};
use crate::app::screen::Chosen;
use crate::app::screens::cases;
use crate::app::screens::reader::Reader;
use crate::app::told::{Heard, Told};
use crate::app::{go, known, layout};
use crate::case::listed::{Listed, State};
use crate::knowledge::id::{EntryId, QuestionId};
use crate::knowledge::page;
use crate::search::{Results, Search};
use crate::text::{Say, one_line, say, ui};
use tui_input::Input;

const SEARCH: Say = say("Search", "검색");

/// The line, and what it found.
#[derive(Clone, Debug, Default)]
pub struct Home {
    pub input: Input,
    pub answer: Option<Results>,
    /// Opened from another screen by the search key: without a line typed it offers nothing.
    pub searching: bool,
}

impl Screen for Home {
    fn deeds(&self) -> &'static Deeds {
        &DEEDS
    }

    fn found(&self) -> Option<&Results> {
        self.answer.as_ref()
    }
}

const DEEDS: Deeds = Deeds {
    rows: |model| items(model).iter().map(Item::thing).collect(),
    first_row: |_| Some(usize::from(layout::PROMPT)),
    take,
    type_line,
    back: clear,
    crumbs: |model| {
        let searches = model
            .top::<Home>()
            .filter(|home| home.searching || home.answer.is_some());
        searches
            .map(|_| SEARCH.get(model.lang).to_owned())
            .into_iter()
            .collect()
    },
    heard,
    ..Deeds::at(|_| Scope::Home, told)
};

/// Where the program begins.
pub fn first() -> Box<dyn Screen> {
    Box::new(Home::default())
}

/// Opens it over another screen, to search.
pub fn open(model: &mut Model) {
    model.push(Home {
        searching: true,
        ..Home::default()
    });
}

/// Empties the line; false where it was empty.
fn clear(model: &mut Model) -> bool {
    let Some(home) = model.top_mut::<Home>().filter(|home| !home.input.value().is_empty()) else {
        return false;
    };
    *home = Home {
        searching: home.searching,
        ..Home::default()
    };
    model.top.chosen = Chosen::default();
    model.pasted.clear();
    true
}

/// At most so many results are shown.
const MOST_HITS: usize = 9;

/// So many open cases are listed at first.
const MOST_CASES: usize = 5;

/// A row below the line.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    Case(Box<Listed>),
    /// The list of all cases, of which there are so many.
    AllCases(usize),
    Tree(String),
    EmptyCase,
    Question(QuestionId),
    /// A hit by its place among the hits, and its entry.
    Entry(usize, EntryId),
}

impl Item {
    /// What the row is, whatever stands above it.
    fn thing(&self) -> String {
        match self {
            Item::Case(case) => format!("case {}", case.id),
            Item::AllCases(_) => "all".to_owned(),
            Item::EmptyCase => "empty".to_owned(),
            Item::Tree(id) => id.clone(),
            Item::Question(id) => id.to_string(),
            Item::Entry(_, id) => id.to_string(),
        }
    }
}

/// The rows below the line.
pub fn items(model: &Model) -> Vec<Item> {
    let Some(home) = model.top::<Home>() else {
        return Vec::new();
    };
    let typed = home.input.value();
    if let Some(answer) = &home.answer {
        let named = |case: &&Listed| typed.split_whitespace().any(|word| word.eq_ignore_ascii_case(&case.id));
        let cases = model.cases.iter().filter(named).cloned().map(Box::new).map(Item::Case);
        let questions = answer.question.iter().cloned().map(Item::Question);
        let hits = answer.hits.iter().enumerate();
        let entries = hits.map(|(i, hit)| Item::Entry(i, hit.id.clone()));
        return cases.chain(questions).chain(entries).collect();
    }
    if home.searching {
        return Vec::new();
    }
    let open = model.cases.iter().filter(|case| case.state != State::Closed);
    let shown: Vec<Item> = open.take(MOST_CASES).cloned().map(Box::new).map(Item::Case).collect();
    let all = Some(model.cases.len()).filter(|all| *all > shown.len());
    let cases = shown.into_iter();
    cases
        .chain(all.map(Item::AllCases))
        .chain(model.catalog.tree_ids().into_iter().map(Item::Tree))
        .chain(std::iter::once(Item::EmptyCase))
        .collect()
}

/// A row in words.
pub fn text(model: &Model, item: &Item) -> String {
    let lang = model.lang;
    match item {
        Item::Case(case) => {
            let wait = case.wait.as_ref().map(|wait| {
                if wait.until <= model.now {
                    format!(" ({})", ui::WAIT_IS_OVER.get(lang))
                } else {
                    format!(" ({})", ui::WAITS_UNTIL.with(lang, &[&wait.until.to_clock(model.now)]))
                }
            });
            let what = about(model, case);
            // a long title is cut at its end, and the wait matters more
            let wait = wait.unwrap_or_default();
            format!("{} {}{wait} {what}", ui::OPEN_CASES.get(lang), case.id)
        }
        Item::AllCases(count) => ui::ALL_CASES.with(lang, &[&count.to_string()]),
        Item::EmptyCase => ui::EMPTY_CASE.get(lang).to_owned(),
        Item::Tree(id) => known::title_of(model, id),
        Item::Question(id) => known::title_of(model, id),
        Item::Entry(_, id) => known::title_of(model, id),
    }
}

/// What an open case is about, on one line.
pub fn about(model: &Model, case: &Listed) -> String {
    let title = || Some(page::plain(case.title.as_ref()?.get(model.lang)));
    let said = case.description.as_deref().map(one_line);
    said.or_else(title).unwrap_or_default()
}

/// The sentence between the line and the list, where something was found or not.
pub fn verdict(model: &Model, home: &Home, items: &[Item]) -> Option<String> {
    let answer = home.answer.as_ref()?;
    if matches!(items.first(), Some(Item::Case(_))) {
        return Some(ui::RESULTS.get(model.lang).to_owned());
    }
    Some(answer.verdict.say(&model.catalog, model.lang))
}

/// Searches again for what stands in the line; what was chosen stays chosen where it is found again.
pub fn search(model: &mut Model) {
    if let Some(home) = model.top.state_mut::<Home>() {
        let typed = home.input.value().trim();
        home.answer = (!typed.is_empty()).then(|| Search::over(&model.catalog).ask(typed, model.lang, MOST_HITS));
    }
}

fn type_line(model: &mut Model, change: Change<'_>) {
    if let Some(home) = model.top_mut::<Home>()
        && change(&mut home.input)
    {
        model.top.chosen = Chosen::default();
        search(model);
    }
}

fn told(model: &Model, columns: usize) -> Told {
    let mut told = Told::new(model.lang, columns);
    let items = items(model);
    let verdict = model.top().and_then(|home| verdict(model, home, &items));
    told.line("");
    told.line(&verdict.unwrap_or_else(|| ui::PROMPT.get(model.lang).to_owned()));
    told.list(items.iter().map(|item| text(model, item)));
    told
}

fn heard(model: &mut Model, row: Option<usize>, text: &str) -> Heard {
    let found = model.top::<Home>().is_some_and(|home| home.answer.is_some());
    match row {
        Some(row) => return Heard::Effects(model.take(row)),
        // nothing typed leaves what was found
        None if text.is_empty() && found => return Heard::Back,
        None if text.is_empty() => {}
        None => search_for(model, text),
    }
    Heard::Effects(Vec::new())
}

/// Searches for a text as if it had been typed.
fn search_for(model: &mut Model, text: &str) {
    type_line(model, &mut |line| {
        line.put("");
        line.insert(text)
    });
}

/// Takes a row: opens the case, starts the walk, reads the entry.
fn take(model: &mut Model, row: usize) -> Vec<Effect> {
    match items(model).into_iter().nth(row) {
        None => Vec::new(),
        Some(Item::Case(line)) => vec![Effect::OpenCase(line.id)],
        Some(Item::AllCases(_)) => cases::open(model),
        Some(Item::Tree(id)) => go::start(model, &id),
        Some(Item::Question(id)) => go::start(model, &id),
        Some(Item::Entry(_, id)) => {
            model.push(Reader::of(id));
            Vec::new()
        }
        Some(Item::EmptyCase) => go::empty_case(model),
    }
}
