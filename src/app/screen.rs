//! What screens share: the row chosen, and what may lie over them. Data alone; what keys do is in `screens` and `overlay`. The
//! state of a screen stands with its deeds in `screens`.

use super::key::Key;
use super::lines::{Typed, Written};
use crate::bundle::Passphrase;
use crate::case::CaseId;
use crate::knowledge::id::FieldId;
use crate::text::{Say, say};
use tui_input::Input;

/// The row chosen in a list, by what stands there: rows that come or go above do not move it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Chosen {
    /// None, until somebody moves: what is said here is not said by a key pressed once too often.
    Nothing,
    Row {
        thing: Option<String>,
        row: usize,
    },
}

impl Default for Chosen {
    fn default() -> Self {
        Chosen::Row { thing: None, row: 0 }
    }
}

impl Chosen {
    /// The row chosen now; where the thing is gone, the one that took its place.
    pub fn row(&self, things: &[String]) -> Option<usize> {
        let Chosen::Row { thing, row } = self else {
            return None;
        };
        let found = thing.as_ref().and_then(|t| things.iter().position(|x| x == t));
        found.or_else(|| Some((*row).min(things.len().checked_sub(1)?)))
    }

    pub fn at(things: &[String], row: usize) -> Self {
        Chosen::Row {
            thing: things.get(row).cloned(),
            row,
        }
    }

    /// What stands in the row chosen.
    pub fn thing(&self) -> Option<&str> {
        match self {
            Chosen::Row { thing, .. } => thing.as_deref(),
            Chosen::Nothing => None,
        }
    }
}

/// What is sought in a text.
#[derive(Clone, Debug, Default)]
pub struct Find {
    pub words: String,
    /// The place that is looked at, counted from 0.
    pub at: usize,
    /// The first line that was seen before.
    pub before: usize,
}

/// What lies over a screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    Type {
        purpose: Purpose,
        input: Typed,
        error: Option<String>,
    },
    List {
        of: List,
        chosen: Chosen,
        /// What was typed to narrow it; only the menu is narrowed.
        filter: Input,
    },
}

/// A list over the screen; its rows are told by `overlay::items`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum List {
    /// Everything that can be done here.
    Menu,
    /// The values of a field.
    Values(FieldId),
    /// The way so far, to jump into.
    Way,
    /// What evidence says, to be overruled.
    Evident,
    /// From when a wait counts.
    WaitFrom,
    /// Whether the remedy shown helped.
    Accept,
    /// What was seen of the caller.
    Verify,
    /// Whether to delete a case.
    Delete(CaseId),
    /// Whether to leave.
    Leave,
    /// What to do about what is not saved before one leaves.
    Unsaved,
}

/// What a typed line is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    Note,
    /// Why the entry could not be done.
    CouldNot,
    /// Why a step of it could not, counted from 0.
    StepCouldNot(usize),
    /// Who has next what is the cause; may stay empty.
    Handed,
    /// From when a wait counts.
    WaitFrom,
    /// What a command printed on the server, or an event.
    Printed,
    Field(FieldId),
    /// The folder for what could not be saved.
    Elsewhere,
    /// The folder of bundles; empty for none.
    Bundles,
    /// The name of a bundle.
    BundleFile,
    /// What is to be hidden in it too.
    HideTerm,
    /// A new passphrase for a bundle.
    NewPassphrase,
    /// The same once more.
    SamePassphrase(Passphrase),
    /// The path of a bundle that was sent.
    SentBundle,
    /// The passphrase of a bundle that was sent.
    GivenPassphrase,
    /// What to find in the text that is shown.
    Find,
    /// What is listed of a log must hold these words; empty for all.
    Filter,
}

impl Purpose {
    /// Is what is typed never shown?
    pub fn is_hidden(&self) -> bool {
        matches!(
            self,
            Self::NewPassphrase | Self::SamePassphrase(_) | Self::GivenPassphrase
        )
    }
}

impl Overlay {
    pub fn list(of: List, chosen: Chosen) -> Self {
        Overlay::List {
            of,
            chosen,
            filter: Input::default(),
        }
    }

    pub fn typing(purpose: Purpose, input: Typed) -> Self {
        Overlay::Type {
            purpose,
            input,
            error: None,
        }
    }

    /// The keys that hold while it is open, for the key bar: those of the screen below do not.
    pub fn keys(&self) -> Vec<(Key, Say)> {
        const CLOSE: (Key, Say) = (Key::Esc, say("close", "닫기"));
        match self {
            Overlay::Type {
                purpose: Purpose::Find, ..
            } => vec![(Key::Enter, say("find", "찾기")), (Key::Esc, say("drop", "취소"))],
            Overlay::Type { input, .. } => {
                let new_line = (Key::Ctrl('j'), say("new line", "줄 바꿈"));
                let several = matches!(input.written, Written::Lines(_)).then_some(new_line);
                let keep = (Key::Enter, say("keep", "저장"));
                let drop = (Key::Esc, say("drop", "취소"));
                [Some(keep), several, Some(drop)].into_iter().flatten().collect()
            }
            Overlay::List { of: List::Verify, .. } => {
                vec![
                    (Key::Char(' '), say("tick", "표시")),
                    (Key::Down, say("choose", "고르기")),
                    CLOSE,
                ]
            }
            Overlay::List { .. } => vec![
                (Key::Enter, say("take", "선택")),
                (Key::Down, say("choose", "고르기")),
                CLOSE,
            ],
        }
    }
}
