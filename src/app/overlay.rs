//! What keys do while something lies over a screen: the menu, the help, a line to type, a list to pick from, the question
//! before leaving.

use super::bindings::{self, Action, Scope};
use super::filling;
use super::key::Key;
use super::layout;
use super::line::{digit, insert, moved, type_into};
use super::message::Effect;
use super::model::{Model, Place};
use super::screen::{Does, Item, Overlay, Purpose};
use super::walking;
use crate::knowledge::id::FieldId;
use crate::text::ui;
use tui_input::Input;

/// What follows from a key: effects, or an action of the screen below.
pub(super) enum Follows {
    Effects(Vec<Effect>),
    Act(Action),
}

const NOTHING: Follows = Follows::Effects(Vec::new());

/// The menu of everything that can be done here, each with its key.
pub(super) fn menu(model: &Model) -> Overlay {
    let (scope, lang) = (model.scope(), model.lang);
    let mut items: Vec<Item> = bindings::of(scope)
        .filter(|b| b.menu)
        .map(|b| Item {
            text: b.hint.get(lang).to_owned(),
            key: bindings::shown(b, scope).name(lang),
            blocked: model.lacks(b.needs),
            does: Does::Act(b.action),
        })
        .collect();
    if let (Scope::Remedy, Some(Place::Remedy(remedy))) = (scope, &model.place) {
        let steps = (0..remedy.steps).map(|i| Item {
            text: ui::TICK_STEP.with(lang, &[&(i + 1).to_string()]),
            key: String::new(),
            blocked: None,
            does: Does::Tick(i),
        });
        items.extend(steps);
    }
    Overlay::Menu { items, chosen: 0 }
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
                let scroll = scrolled_help(model, scroll, key);
                model.overlay = Some(Overlay::Help { scroll });
            }
            NOTHING
        }
        Overlay::Menu { items, chosen } => on_menu(model, items, chosen, key),
        Overlay::Type { purpose, input, .. } if key == Key::Enter => submit(model, purpose, input),
        Overlay::Type {
            purpose,
            mut input,
            error,
        } => {
            let changed = type_into(&mut input, key);
            let error = error.filter(|_| !changed);
            model.overlay = Some(Overlay::Type { purpose, input, error });
            NOTHING
        }
        Overlay::Pick { field, chosen } => Follows::Effects(on_pick(model, field, chosen, key)),
        Overlay::Leave { chosen } => match picked(key, chosen) {
            Some(0) => Follows::Act(Action::Quit),
            Some(1) => NOTHING,
            _ => {
                let chosen = direction(key).map_or(chosen, |a| moved(chosen, 2, a));
                model.overlay = Some(Overlay::Leave { chosen });
                NOTHING
            }
        },
    }
}

/// The row that a key takes.
fn picked(key: Key, chosen: usize) -> Option<usize> {
    if key == Key::Enter { Some(chosen) } else { digit(key) }
}

fn scrolled_help(model: &Model, scroll: usize, key: Key) -> usize {
    let scroll = match direction(key) {
        Some(Action::Next) => scroll + 1,
        Some(Action::Previous) => scroll.saturating_sub(1),
        Some(Action::PageDown) => scroll + 8,
        Some(Action::PageUp) => scroll.saturating_sub(8),
        Some(Action::Top) => 0,
        _ => scroll,
    };
    let shown = layout::body_rows(model.size).saturating_sub(2);
    scroll.min(help_lines(model).len().saturating_sub(shown))
}

fn on_menu(model: &mut Model, items: Vec<Item>, chosen: usize, key: Key) -> Follows {
    if key == Key::Tab {
        return NOTHING;
    }
    if let Some(item) = picked(key, chosen).and_then(|i| items.get(i)) {
        let Some(reason) = item.blocked else {
            return match item.does {
                Does::Act(action) => Follows::Act(action),
                Does::Tick(step) => Follows::Effects(walking::tick(model, step)),
            };
        };
        model.say(reason);
        model.overlay = Some(Overlay::Menu { items, chosen });
        return NOTHING;
    }
    let chosen = direction(key).map_or(chosen, |a| moved(chosen, items.len(), a));
    model.overlay = Some(Overlay::Menu { items, chosen });
    NOTHING
}

fn on_pick(model: &mut Model, field: FieldId, chosen: usize, key: Key) -> Vec<Effect> {
    let values = model
        .catalog
        .field(&field)
        .map(|f| filling::choices(&f))
        .unwrap_or_default();
    // the row behind the values takes the answer back
    let count = values.len() + 1;
    if let Some(index) = picked(key, chosen).filter(|row| *row < count) {
        let value = values.get(index).map(|v| v.id.as_str()).unwrap_or_default();
        return filling::fill(model, &field, value);
    }
    let chosen = direction(key).map_or(chosen, |a| moved(chosen, count, a));
    model.overlay = Some(Overlay::Pick { field, chosen });
    Vec::new()
}

fn submit(model: &mut Model, purpose: Purpose, input: Input) -> Follows {
    let (effects, error) = match &purpose {
        Purpose::Note => return Follows::Effects(walking::add_note(model, input.value())),
        Purpose::SkipReason => match walking::skip(model, input.value()) {
            Some(effects) => return Follows::Effects(effects),
            None => (Vec::new(), Some(ui::SAY_WHY.get(model.lang).to_owned())),
        },
        Purpose::Field(field) => (filling::fill(model, field, input.value()), None),
    };
    model.overlay = Some(Overlay::Type { purpose, input, error });
    Follows::Effects(effects)
}

pub(super) fn on_paste(model: &mut Model, text: &str) {
    if let Some(Overlay::Type { input, error, .. }) = &mut model.overlay {
        insert(input, text);
        *error = None;
    }
}

/// The help: what every key does, by place, made from the one table.
pub fn help_lines(model: &Model) -> Vec<(String, String)> {
    let lang = model.lang;
    let here = model.scope();
    let mut out = vec![
        (String::new(), ui::HELP_INTRO.get(lang).to_owned()),
        (String::new(), String::new()),
    ];
    for scope in std::iter::once(here).chain(Scope::ALL.into_iter().filter(|s| *s != here)) {
        out.push((String::new(), scope.name().get(lang).to_owned()));
        for binding in bindings::of(scope) {
            let keys: Vec<String> = binding
                .keys
                .iter()
                .filter(|k| !(scope.types() && matches!(k, Key::Char(_))))
                .map(|k| k.name(lang))
                .collect();
            out.push((keys.join(" "), binding.hint.get(lang).to_owned()));
        }
        out.push((String::new(), String::new()));
    }
    out
}
