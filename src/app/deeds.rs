//! What is done on a screen: the form that every screen fills.

use super::bindings::Scope;
use super::message::Effect;
use super::model::Model;
use tui_input::Input;

/// A change of a line; true where it changed anything.
pub type Change<'a> = &'a mut dyn FnMut(&mut Input) -> bool;

/// What a screen offers and what becomes of it. Moving, scrolling, typing and clicking are the same everywhere and are done
/// in `screens`.
pub struct Deeds {
    /// Where one is, as far as keys are concerned.
    pub scope: fn(&Model) -> Scope,
    /// The rows to choose from, each by what it is.
    pub rows: fn(&Model) -> Vec<String>,
    /// The line below the header in which the first of the rows stands, where a click reaches them.
    pub first_row: fn(&Model) -> Option<usize>,
    /// A row is taken; without rows, Enter was pressed.
    pub take: fn(&mut Model, usize) -> Vec<Effect>,
    /// A text that is scrolled: its lines, and how many of them are seen.
    pub paper: fn(&Model) -> Option<(usize, usize)>,
    /// Changes the line that is typed in, where there is one; says by the change whether anything changed.
    pub type_line: fn(&mut Model, Change<'_>),
    /// The text that the copy key puts on the clipboard.
    pub copied: fn(&Model) -> Option<String>,
    /// The path in the header.
    pub crumbs: fn(&Model) -> Vec<String>,
}

impl Deeds {
    /// Nothing but a scope; a screen says where it differs.
    pub const fn at(scope: fn(&Model) -> Scope) -> Deeds {
        Deeds {
            scope,
            rows: |_| Vec::new(),
            first_row: |_| None,
            take: |_, _| Vec::new(),
            paper: |_| None,
            type_line: |_, _| (),
            copied: |_| None,
            crumbs: |_| Vec::new(),
        }
    }
}
