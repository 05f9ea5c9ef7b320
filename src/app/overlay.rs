//! What keys do while something lies over a screen: the help, a line to type, a list to pick from. A list is made anew from
//! the model whenever it is looked at, so it never shows what is no longer so.

use super::bindings::{self, Action, Scope};
use super::key::Key;
use super::line::{Typing, digit, moved, scrolled};
use super::lines::Typed;
use super::message::Effect;
use super::model::{Model, Place};
use super::screen::{Chosen, List, Overlay, Purpose};
use super::{filling, layout, screens, walking};
use crate::knowledge::id::FieldId;
use crate::text::{Say, ui};

/// What follows from a key: effects, or an action of the screen below.
pub(super) enum Follows {
    Effects(Vec<Effect>),
    Act(Action),
}

const NOTHING: Follows = Follows::Effects(Vec::new());

/// A row of a list.
#[derive(Clone, Debug)]
pub struct Item {
    pub text: String,
    pub key: String,
    /// Why not now.
    pub blocked: Option<Say>,
    does: Does,
}

#[derive(Clone, Debug)]
enum Does {
    Act(Action),
    Tick(usize),
    Fill(FieldId, String),
    Stay,
}

impl Item {
    fn new(text: impl Into<String>, does: Does) -> Self {
        Self {
            text: text.into(),
            key: String::new(),
            blocked: None,
            does,
        }
    }
}

/// The rows of a list.
pub fn items(model: &Model, list: &List) -> Vec<Item> {
    let lang = model.lang;
    match list {
        List::Menu => {
            let scope = screens::scope(model);
            let actions = bindings::of(scope).filter(|b| b.menu).map(|b| Item {
                key: bindings::shown(b, scope).name(lang),
                blocked: model.lacks(b.needs),
                ..Item::new(b.hint.get(lang), Does::Act(b.action))
            });
            let steps = match &model.place {
                Some(Place::Remedy(remedy)) if scope == Scope::Remedy => remedy.steps,
                _ => 0,
            };
            let tick = |i: usize| Item::new(ui::TICK_STEP.with(lang, &[&(i + 1).to_string()]), Does::Tick(i));
            actions.chain((0..steps).map(tick)).collect()
        }
        List::Values(id) => {
            let values = model
                .catalog
                .field(id)
                .map(|field| filling::choices(&field))
                .unwrap_or_default();
            let fill = |text: &str, value: &str| Item::new(text, Does::Fill(id.clone(), value.to_owned()));
            let values = values.iter().map(|value| fill(value.text.get(lang), &value.id));
            // the row behind the values takes the answer back
            values.chain([fill(ui::NO_VALUE.get(lang), "")]).collect()
        }
        List::Leave => vec![
            Item::new(ui::LEAVE_YES.get(lang), Does::Act(Action::Quit)),
            Item::new(ui::LEAVE_NO.get(lang), Does::Stay),
        ],
    }
}

/// The row of a list that is chosen.
pub fn row(items: &[Item], chosen: &Chosen) -> usize {
    chosen.row(&things(items))
}

fn things(items: &[Item]) -> Vec<String> {
    let thing = |item: &Item| match &item.does {
        Does::Fill(_, value) => value.clone(),
        does => format!("{does:?}"),
    };
    items.iter().map(thing).collect()
}

/// Opens a list at a row.
pub(super) fn open(model: &mut Model, of: List, row: usize) {
    let chosen = Chosen::at(&things(&items(model, &of)), row);
    model.overlay = Some(Overlay::List { of, chosen });
}

fn direction(key: Key) -> Option<Action> {
    Some(match key {
        Key::Down => Action::Next,
        Key::Up => Action::Previous,
        Key::PageDown | Key::Char(' ') => Action::PageDown,
        Key::PageUp => Action::PageUp,
        Key::Home => Action::Top,
        Key::End => Action::Bottom,
        _ => return None,
    })
}

pub(super) fn on_key(model: &mut Model, key: Key) -> Follows {
    if matches!(key, Key::Ctrl('c' | 'q')) {
        return Follows::Act(Action::Quit);
    }
    let Some(overlay) = model.overlay.take().filter(|_| key != Key::Esc) else {
        return NOTHING;
    };
    match overlay {
        Overlay::Help { scroll } => {
            if !matches!(key, Key::F(1) | Key::Enter | Key::Char('?')) {
                let shown = layout::body_rows(model.size).saturating_sub(2);
                let scroll = direction(key).map_or(scroll, |a| scrolled(scroll, help_lines(model).len(), shown, a));
                model.overlay = Some(Overlay::Help { scroll });
            }
            NOTHING
        }
        Overlay::List { of, chosen } => on_list(model, of, &chosen, key),
        Overlay::Type { purpose, input, .. } if key == Key::Enter => submit(model, purpose, input),
        Overlay::Type {
            purpose,
            mut input,
            error,
        } => {
            let changed = input.key(key);
            let error = error.filter(|_| !changed);
            model.overlay = Some(Overlay::Type { purpose, input, error });
            NOTHING
        }
    }
}

fn on_list(model: &mut Model, of: List, chosen: &Chosen, key: Key) -> Follows {
    if key == Key::Tab && of == List::Menu {
        return NOTHING;
    }
    let items = items(model, &of);
    let mut at = row(&items, chosen);
    let taken = if key == Key::Enter { Some(at) } else { digit(key) };
    if let Some(item) = taken.and_then(|row| items.get(row)) {
        match (item.blocked, &item.does) {
            (Some(reason), _) => model.say(reason),
            (None, Does::Act(action)) => return Follows::Act(*action),
            (None, Does::Tick(step)) => return Follows::Effects(walking::tick(model, *step)),
            (None, Does::Fill(field, value)) => return Follows::Effects(filling::fill(model, field, value)),
            (None, Does::Stay) => return NOTHING,
        }
    } else if let Some(action) = direction(key) {
        at = moved(at, items.len(), action);
    }
    open(model, of, at);
    NOTHING
}

fn submit(model: &mut Model, purpose: Purpose, input: Typed) -> Follows {
    let (effects, error) = match &purpose {
        Purpose::Note => return Follows::Effects(walking::add_note(model, &input.value())),
        Purpose::SkipReason => match walking::skip(model, &input.value()) {
            Some(effects) => return Follows::Effects(effects),
            None => (Vec::new(), Some(ui::SAY_WHY.get(model.lang).to_owned())),
        },
        Purpose::Field(field) => (filling::fill(model, field, &input.value()), None),
    };
    model.overlay = Some(Overlay::Type { purpose, input, error });
    Follows::Effects(effects)
}

pub(super) fn on_paste(model: &mut Model, text: &str) {
    if let Some(Overlay::Type { input, error, .. }) = &mut model.overlay {
        input.insert(text);
        *error = None;
    }
}

/// The help: what every key does, by place, made from the one table.
pub fn help_lines(model: &Model) -> Vec<(String, String)> {
    let lang = model.lang;
    let here = screens::scope(model);
    let words = |text: &str| (String::new(), text.to_owned());
    let mut out = vec![words(ui::HELP_INTRO.get(lang)), words("")];
    for scope in std::iter::once(here).chain(Scope::ALL.into_iter().filter(|s| *s != here)) {
        out.push(words(scope.name().get(lang)));
        for binding in bindings::of(scope) {
            let keys: Vec<String> = binding.keys_in(scope).map(|k| k.name(lang)).collect();
            out.push((keys.join(" "), binding.hint.get(lang).to_owned()));
        }
        out.push(words(""));
    }
    out
}
