//! What is shown: the screens with their state, and what may lie over them. Data alone; what keys do is in `screens` and
//! `overlay`.

use super::key::Key;
use crate::bundle::Plan;
use crate::knowledge::id::{EntryId, FieldId};
use crate::search::Results;
use crate::text::{Say, say};
use std::path::PathBuf;
use tui_input::Input;

/// A screen with its state.
#[derive(Clone, Debug)]
pub enum Screen {
    Home(Home),
    Walk(View),
    /// One entry, read whole.
    Reader(EntryId),
    /// The support case as a form.
    Form,
    Bundle(Bundle),
}

/// A screen with what every screen may have: the row chosen, and the first line seen.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    pub screen: Screen,
    pub chosen: Chosen,
    pub scroll: usize,
}

impl Layer {
    pub fn of(screen: Screen) -> Self {
        Self {
            screen,
            chosen: Chosen::default(),
            scroll: 0,
        }
    }
}

/// The row chosen in a list, by what stands there: rows that come or go above do not move it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    thing: Option<String>,
    row: usize,
}

impl Chosen {
    /// The row chosen now; where the thing is gone, the one that took its place.
    pub fn row(&self, things: &[String]) -> usize {
        let found = self.thing.as_ref().and_then(|t| things.iter().position(|x| x == t));
        found.unwrap_or_else(|| self.row.min(things.len().saturating_sub(1)))
    }

    pub fn at(things: &[String], row: usize) -> Self {
        Self {
            thing: things.get(row).cloned(),
            row,
        }
    }
}

/// The first screen: the line, and what it found.
#[derive(Clone, Debug, Default)]
pub struct Home {
    pub input: Input,
    pub answer: Option<Results>,
    /// Opened from another screen by the search key: without a line typed it offers nothing.
    pub searching: bool,
    /// Every open case is listed, not only the first few.
    pub every_case: bool,
}

impl Home {
    /// Empties the line; false where it was empty.
    pub fn clear(&mut self) -> bool {
        if self.input.value().is_empty() {
            return false;
        }
        *self = Self {
            searching: self.searching,
            ..Self::default()
        };
        true
    }
}

/// The walk.
#[derive(Clone, Debug, Default)]
pub struct View {
    /// The earlier stop that is looked at; `None` at the head of the walk.
    pub revisit: Option<usize>,
    pub input: Input,
    /// Why what was typed is refused.
    pub error: Option<String>,
}

/// The bundle: the plan, the name of the file, and what came of it.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    pub plan: Option<Plan>,
    pub path: Input,
    /// There is a file of that name, and Enter now means "replace it".
    pub replace: bool,
    pub error: Option<String>,
    pub written: Option<PathBuf>,
}

/// What lies over a screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    Help {
        scroll: usize,
    },
    Type {
        purpose: Purpose,
        input: Input,
        error: Option<String>,
    },
    List {
        of: List,
        chosen: Chosen,
    },
}

/// A list over the screen; its rows are told by `overlay::items`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum List {
    /// Everything that can be done here.
    Menu,
    /// The values of a field.
    Values(FieldId),
    /// Whether to leave.
    Leave,
}

/// What a typed line is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    Note,
    SkipReason,
    Field(FieldId),
}

impl Overlay {
    pub fn typing(purpose: Purpose, text: String) -> Self {
        Overlay::Type {
            purpose,
            input: Input::new(text),
            error: None,
        }
    }

    /// The keys that hold while it is open, for the key bar: those of the screen below do not.
    pub fn keys(&self) -> Vec<(Key, Say)> {
        const CLOSE: (Key, Say) = (Key::Esc, say("close", "닫기"));
        match self {
            Overlay::Type { .. } => vec![(Key::Enter, say("keep", "저장")), (Key::Esc, say("drop", "취소"))],
            Overlay::Help { .. } => vec![(Key::Down, say("scroll", "스크롤")), CLOSE],
            Overlay::List { .. } => vec![
                (Key::Enter, say("take", "선택")),
                (Key::Down, say("choose", "고르기")),
                CLOSE,
            ],
        }
    }
}
