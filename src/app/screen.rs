//! What is shown: the screens with their state, and what may lie over them. Data alone; what keys do is in `screens` and
//! `overlay`.

use super::bindings::Action;
use super::key::Key;
use crate::bundle::Plan;
use crate::knowledge::id::{EntryId, FieldId};
use crate::search::Reply;
use crate::text::{Say, say};
use std::path::PathBuf;
use tui_input::Input;

/// A screen with its state.
#[derive(Clone, Debug)]
pub enum Screen {
    Home(Home),
    Walk(View),
    Reader(Reader),
    Form(Form),
    Bundle(Bundle),
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

/// The first screen: the line, what it found, and the row chosen.
#[derive(Clone, Debug, Default)]
pub struct Home {
    pub input: Input,
    pub answer: Option<Reply>,
    pub chosen: Chosen,
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
    pub chosen: Chosen,
    pub scroll: usize,
    pub input: Input,
    /// Why what was typed is refused.
    pub error: Option<String>,
}

/// One entry, read whole, and the first line seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    pub entry: EntryId,
    pub scroll: usize,
}

/// The support case as a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    pub chosen: Chosen,
}

impl Form {
    pub const EMPTY: Form = Form {
        chosen: Chosen { thing: None, row: 0 },
    };
}

/// The bundle: the plan, the name of the file, and what came of it.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    pub plan: Option<Plan>,
    pub path: Input,
    pub scroll: usize,
    /// There is a file of that name, and Enter now means "replace it".
    pub replace: bool,
    pub error: Option<String>,
    pub written: Option<PathBuf>,
}

/// What lies over a screen.
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
    pub(super) does: Does,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Does {
    Act(Action),
    Tick(usize),
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
            Overlay::Menu { .. } | Overlay::Pick { .. } | Overlay::Leave { .. } => vec![
                (Key::Enter, say("take", "선택")),
                (Key::Down, say("choose", "고르기")),
                CLOSE,
            ],
        }
    }
}
