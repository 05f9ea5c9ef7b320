//! What lies over a screen: the menu, help, a line to type, a list to pick from, and the question before leaving.

use super::bindings::{self, Action, Scope};
use super::key::Key;
use super::message::Effect;
use super::screens::{form, insert, moved, type_into, walk};
use super::{Model, Stand, act};
use crate::case::Note;
use crate::knowledge::id::FieldId;
use crate::text::{Say, one_line, say, ui};
use crate::walk::{Detail, Outcome};
use tui_input::Input;

/// The overlay and its state.
#[derive(Clone, Debug)]
pub enum Overlay {
    Menu {
        items: Vec<Item>,
        chosen: usize,
    },
    Help {
        scroll: usize,
    },
    Type {
        purpose: Purpose,
        input: Input,
        error: Option<String>,
    },
    Pick {
        field: FieldId,
        chosen: usize,
    },
    Leave {
        chosen: usize,
    },
}

/// What a typed line is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    Note,
    SkipReason,
    Field(FieldId),
}

/// A row of the menu.
#[derive(Clone, Debug)]
pub struct Item {
    pub text: String,
    pub key: String,
    /// Why not now.
    pub blocked: Option<Say>,
    does: Does,
}

#[derive(Clone, Copy, Debug)]
enum Does {
    Act(Action),
    Tick(usize),
}

impl Overlay {
    pub fn note() -> Self {
        Self::typing(Purpose::Note, String::new())
    }

    pub fn skip() -> Self {
        Self::typing(Purpose::SkipReason, String::new())
    }

    pub fn typing(purpose: Purpose, text: String) -> Self {
        Overlay::Type {
            purpose,
            input: Input::new(text),
            error: None,
        }
    }
}

impl Overlay {
    /// The keys that hold while it is open, for the key bar: those of the screen below do not.
    pub fn keys(&self) -> Vec<(Key, Say)> {
        const CLOSE: (Key, Say) = (Key::Esc, say("close", "닫기"));
        match self {
            Overlay::Type { .. } => vec![(Key::Enter, say("keep", "저장")), (Key::Esc, say("drop", "취소"))],
            Overlay::Help { .. } => vec![(Key::Down, say("scroll", "스크롤")), CLOSE],
            Overlay::Menu { .. } | Overlay::Pick { .. } | Overlay::Leave { .. } => vec![
                (Key::Enter, say("take", "선택")),
                (Key::Down, say("choose", "고르기")),
                CLOSE,
            ],
        }
    }
}

/// The menu of everything that can be done here, each with its key.
pub fn menu(model: &Model) -> Overlay {
    let (scope, lang) = (model.scope(), model.lang);
    let mut items: Vec<Item> = bindings::of(scope)
        .filter(|b| b.menu)
        .map(|b| Item {
            text: b.hint.get(lang).to_owned(),
            key: bindings::shown(b, scope).name(lang),
            blocked: (b.blocked)(model),
            does: Does::Act(b.action),
        })
        .collect();
    if let (Scope::Remedy, Some(Stand::Try(trial))) = (scope, &model.stand) {
        let steps = (0..trial.steps).map(|i| Item {
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

/// A digit, as an index from 0.
fn digit(key: Key) -> Option<usize> {
    let Key::Char(c) = key else { return None };
    usize::try_from(c.to_digit(10)?).ok()?.checked_sub(1)
}

pub fn on_key(model: &mut Model, key: Key) -> Vec<Effect> {
    if matches!(key, Key::Ctrl('c' | 'q')) {
        return vec![Effect::Quit];
    }
    if key == Key::Esc {
        model.overlay = None;
        return Vec::new();
    }
    let Some(overlay) = model.overlay.take() else {
        return Vec::new();
    };
    match overlay {
        Overlay::Help { scroll } => {
            if matches!(key, Key::F(1) | Key::Enter | Key::Char('?')) {
                return Vec::new();
            }
            let scroll = match direction(key) {
                Some(Action::Next) => scroll + 1,
                Some(Action::Previous) => scroll.saturating_sub(1),
                Some(Action::PageDown) => scroll + 8,
                Some(Action::PageUp) => scroll.saturating_sub(8),
                Some(Action::Top) => 0,
                _ => scroll,
            };
            let most = help_lines(model)
                .len()
                .saturating_sub(super::layout::body_rows(model.size).saturating_sub(2));
            model.overlay = Some(Overlay::Help {
                scroll: scroll.min(most),
            });
            Vec::new()
        }
        Overlay::Menu { items, chosen } => on_menu(model, items, chosen, key),
        Overlay::Type {
            purpose,
            mut input,
            error,
        } => {
            if key == Key::Enter {
                return submit(model, purpose, input);
            }
            let changed = type_into(&mut input, key);
            model.overlay = Some(Overlay::Type {
                purpose,
                input,
                error: if changed { None } else { error },
            });
            Vec::new()
        }
        Overlay::Pick { field, chosen } => on_pick(model, field, chosen, key),
        Overlay::Leave { chosen } => {
            let picked = if key == Key::Enter { Some(chosen) } else { digit(key) };
            match picked {
                Some(0) => vec![Effect::Quit],
                Some(1) => Vec::new(),
                _ => {
                    let chosen = direction(key).map_or(chosen, |a| moved(chosen, 2, a));
                    model.overlay = Some(Overlay::Leave { chosen });
                    Vec::new()
                }
            }
        }
    }
}

fn on_menu(model: &mut Model, items: Vec<Item>, chosen: usize, key: Key) -> Vec<Effect> {
    if key == Key::Tab {
        return Vec::new();
    }
    let picked = if key == Key::Enter { Some(chosen) } else { digit(key) };
    if let Some(item) = picked.and_then(|i| items.get(i)) {
        if let Some(reason) = item.blocked {
            model.toast = Some(reason.get(model.lang).to_owned());
            model.overlay = Some(Overlay::Menu { items, chosen });
            return Vec::new();
        }
        return match item.does {
            Does::Act(action) => act(model, action),
            Does::Tick(step) => walk::tick(model, step),
        };
    }
    let chosen = direction(key).map_or(chosen, |a| moved(chosen, items.len(), a));
    model.overlay = Some(Overlay::Menu { items, chosen });
    Vec::new()
}

fn on_pick(model: &mut Model, field: FieldId, chosen: usize, key: Key) -> Vec<Effect> {
    let values = model
        .catalog
        .field(&field)
        .map(|f| form::choices(&f))
        .unwrap_or_default();
    // the row behind the values takes the answer back
    let count = values.len() + 1;
    let picked = if key == Key::Enter {
        Some(chosen)
    } else {
        digit(key).filter(|d| *d < count)
    };
    if let Some(index) = picked {
        let value = values.get(index).map(|v| v.id.clone()).unwrap_or_default();
        return form::submit(model, &field, &value);
    }
    let chosen = direction(key).map_or(chosen, |a| moved(chosen, count, a));
    model.overlay = Some(Overlay::Pick { field, chosen });
    Vec::new()
}

fn submit(model: &mut Model, purpose: Purpose, input: Input) -> Vec<Effect> {
    let text = one_line(input.value());
    match purpose {
        Purpose::Note => {
            if !text.is_empty() {
                let (at, node) = (model.at(), walk::node(model));
                if let Some(case) = &mut model.case {
                    case.notes.push(Note { at, node, text });
                }
                model.toast(ui::NOTE_KEPT);
            }
            model.save()
        }
        Purpose::SkipReason => {
            if text.is_empty() {
                let error = Some(ui::SAY_WHY.get(model.lang).to_owned());
                model.overlay = Some(Overlay::Type {
                    purpose: Purpose::SkipReason,
                    input,
                    error,
                });
                return Vec::new();
            }
            walk::end_entry(model, Outcome::Skipped, Some(Detail::Reason(text)))
        }
        Purpose::Field(field) => {
            let raw = input.value().to_owned();
            let effects = form::submit(model, &field, &raw);
            model.overlay = Some(Overlay::Type {
                purpose: Purpose::Field(field),
                input,
                error: None,
            });
            effects
        }
    }
}

pub fn on_paste(model: &mut Model, text: &str) {
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
