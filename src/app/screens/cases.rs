//! All cases, with a filter: opened, closed, reopened, deleted.

use crate::app::bindings::Scope;
use crate::app::message::Effect;
use crate::app::model::{Change, Deeds, Model, Screen};
use crate::app::panes::{Beside, Panes};
use crate::app::screen::{Chosen, List, Overlay};
use crate::app::told::{Heard, Told};
use crate::app::{go, layout, preview};
use crate::case::listed::{self, Listed};
use crate::knowledge::page;
use crate::text::{Say, one_line, say, ui};
use tui_input::Input;

/// Rows of the pane about the chosen case below the list, and columns of the list where it stands beside it.
const ABOUT: usize = 4;
const LIST: u16 = 80;

/// The filter.
#[derive(Clone, Debug, Default)]
pub struct Cases {
    pub input: Input,
}

impl Screen for Cases {
    fn deeds(&self) -> &'static Deeds {
        &DEEDS
    }
}

const DEEDS: Deeds = Deeds {
    rows: |model| items(model).iter().map(|case| case.id.to_string()).collect(),
    first_row: |_| Some(usize::from(layout::PROMPT)),
    take: |model, row| match items(model).get(row) {
        Some(case) => vec![Effect::OpenCase(case.id.clone())],
        None => Vec::new(),
    },
    panes: |model, area| {
        let (_, rest) = area.above(1);
        let (text, about) = if area.width >= layout::WIDER {
            // beside the list it has the measure of prose, at most
            rest.left(LIST.max(rest.width.saturating_sub(layout::PROSE + layout::MARGINS - 1)))
        } else {
            rest.below(if layout::high(model.size) { ABOUT } else { 0 })
        };
        let beside = chosen(model).map(|case| Beside {
            area: about,
            title: case.id.to_string(),
            count: case.state.told().get(model.lang).to_owned(),
            rows: preview::case(model, &case, about.columns()),
            ..Beside::default()
        });
        Panes {
            text: if beside.is_some() { text } else { rest },
            beside: beside.into_iter().collect(),
            ..Panes::alone(area)
        }
    },
    type_line,
    back: |model| {
        let Some(cases) = model.top_mut::<Cases>().filter(|cases| !cases.input.value().is_empty()) else {
            return false;
        };
        cases.input.reset();
        true
    },
    crumbs: |model| vec![ui::CASES.get(model.lang).to_owned()],
    heard: |model, row, text| {
        if let Some(row) = row {
            return Heard::Effects(model.take(row));
        }
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        let named = items(model).into_iter().find(|case| case.id.as_str() == rest);
        match (word, named) {
            ("close" | "reopen", Some(case)) => Heard::Effects(go::shut(model, &case)),
            ("delete", Some(case)) => {
                ask_delete(model, &case);
                Heard::Effects(Vec::new())
            }
            _ if text.is_empty() => Heard::Back,
            _ => {
                type_line(model, &mut |line| {
                    line.put(text);
                    true
                });
                Heard::Effects(Vec::new())
            }
        }
    },
    ..Deeds::at(|_| Scope::Cases, told)
};

/// Lists all cases.
pub fn open(model: &mut Model) -> Vec<Effect> {
    if model.top::<Cases>().is_some() {
        return Vec::new();
    }
    model.push(Cases::default());
    vec![Effect::ListCases]
}

fn type_line(model: &mut Model, change: Change<'_>) {
    if let Some(cases) = model.top_mut::<Cases>()
        && change(&mut cases.input)
    {
        model.top.chosen = Chosen::default();
    }
}

/// The cases that fit the filter.
pub fn items(model: &Model) -> Vec<Listed> {
    let Some(cases) = model.top::<Cases>() else {
        return Vec::new();
    };
    let fits = |case: &&Listed| case.fits(cases.input.value());
    model.cases.iter().filter(fits).cloned().collect()
}

/// The case chosen.
pub(in crate::app) fn chosen(model: &Model) -> Option<Listed> {
    items(model).into_iter().nth(model.row()?)
}

/// Asks whether the case chosen is to be deleted.
pub(in crate::app) fn delete(model: &mut Model) {
    if let Some(case) = chosen(model) {
        ask_delete(model, &case);
    }
}

fn ask_delete(model: &mut Model, case: &Listed) {
    // the row that keeps it comes first
    let (of, chosen) = (List::Delete(case.id.clone()), Chosen::default());
    model.overlay = Some(Overlay::list(of, chosen));
}

/// What a case is called: its title, else its description, else its id.
pub fn title(model: &Model, case: &Listed) -> String {
    let title = case.title.as_ref().map(|title| page::plain(title.get(model.lang)));
    let described = || case.description.as_deref().map(one_line);
    title.or_else(described).unwrap_or_else(|| case.id.to_string())
}

const NOTHING_NOTED: Say = say("nothing noted yet", "아직 적은 내용 없음");

/// What an open case is about, else whom, on one line.
pub fn about(model: &Model, case: &Listed) -> String {
    let title = || Some(page::plain(case.title.as_ref()?.get(model.lang)));
    let said = case.description.as_deref().map(one_line);
    let who = || case.user_id.clone();
    said.or_else(title)
        .or_else(who)
        .unwrap_or_else(|| NOTHING_NOTED.get(model.lang).to_owned())
}

/// Until when one waits, in words.
pub fn wait(model: &Model, case: &Listed) -> Option<String> {
    let until = case.wait.as_ref()?.until;
    Some(if until <= model.now {
        ui::WAIT_IS_OVER.get(model.lang).to_owned()
    } else {
        ui::WAITS_UNTIL.with(model.lang, &[&until.to_clock(model.now)])
    })
}

/// State or wait, and what is missing, in words.
pub fn stands(model: &Model, case: &Listed) -> String {
    let lang = model.lang;
    let mut said = vec![wait(model, case).unwrap_or_else(|| case.state.told().get(lang).to_owned())];
    if !case.missing.is_empty() {
        said.push(ui::MISSING_COUNT.with(lang, &[&case.missing.len().to_string()]));
    }
    said.join(", ")
}

fn told(model: &Model, columns: usize) -> Told {
    let mut told = Told::new(model.lang, columns);
    told.line(ui::CASES.get(model.lang));
    told.list(items(model).iter().map(|case| {
        let age = listed::age(case.changed, model.now, model.lang);
        let user = case.user_id.clone().unwrap_or_default();
        let parts = [case.id.to_string(), user, title(model, case), age, stands(model, case)];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("  ")
    }));
    told.prompt = Some(ui::CASES_ASK.get(model.lang).to_owned());
    told
}
