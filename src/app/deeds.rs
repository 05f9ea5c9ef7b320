//! What is done on a screen: the form that every screen fills.

use super::bindings::Action;
use super::key::Key;
use super::message::Effect;
use super::model::Model;

/// What keys, pastes and clicks do on a screen, and what else it must know of itself.
pub struct Deeds {
    /// An action that means something of its own on each screen.
    pub on_action: fn(&mut Model, Action) -> Vec<Effect>,
    /// A key that is no binding: characters that type, digits that choose.
    pub on_key: fn(&mut Model, Key) -> Vec<Effect>,
    /// Text that arrived at once goes into the line that is open; where none is, nothing happens.
    pub on_paste: fn(&mut Model, &str),
    /// A click on a row below the header: it chooses, a second one takes.
    pub on_click: fn(&mut Model, usize) -> Vec<Effect>,
    /// The text that the copy key puts on the clipboard.
    pub copied: fn(&Model) -> Option<String>,
    /// The path in the header.
    pub crumbs: fn(&Model) -> Vec<String>,
}

impl Deeds {
    /// Nothing of its own; a screen says where it differs.
    pub const NONE: Deeds = Deeds {
        on_action: |_, _| Vec::new(),
        on_key: |_, _| Vec::new(),
        on_paste: |_, _| (),
        on_click: |_, _| Vec::new(),
        copied: |_| None,
        crumbs: |_| Vec::new(),
    };
}
