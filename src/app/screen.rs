//! What screens share: the row chosen, and what may lie over them. Data alone; what keys do is in `screens` and `overlay`. The
//! state of a screen stands with its deeds in `screens`.

use super::key::Key;
use super::lines::Typed;
use crate::knowledge::id::FieldId;
use crate::text::{Say, say};

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

/// What lies over a screen.
#[derive(Clone, Debug)]
pub enum Overlay {
    Help {
        scroll: usize,
    },
    Type {
        purpose: Purpose,
        input: Typed,
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
            Overlay::Type { input, .. } => {
                let new_line = (Key::Ctrl('j'), say("new line", "줄 바꿈"));
                let several = matches!(input, Typed::Lines(_)).then_some(new_line);
                let keep = (Key::Enter, say("keep", "저장"));
                let drop = (Key::Esc, say("drop", "취소"));
                [Some(keep), several, Some(drop)].into_iter().flatten().collect()
            }
            Overlay::Help { .. } => vec![(Key::Down, say("scroll", "스크롤")), CLOSE],
            Overlay::List { .. } => vec![
                (Key::Enter, say("take", "선택")),
                (Key::Down, say("choose", "고르기")),
                CLOSE,
            ],
        }
    }
}
