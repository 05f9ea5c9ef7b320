//! Where bindings of several places hold: the lists of scopes that the table of keys names.

use super::scope::Scope;

pub const ANYWHERE: &[Scope] = &Scope::ALL;
#[rustfmt::skip]
pub const LISTS: &[Scope] = &[Scope::Home, Scope::Pasted, Scope::Question, Scope::End, Scope::Form, Scope::Bundle, Scope::Written, Scope::Cases, Scope::Import, Scope::Log, Scope::Checks, Scope::Settings];
// in the bundle these go from change to change
#[rustfmt::skip]
pub const PAGED: &[Scope] = &[Scope::Home, Scope::Pasted, Scope::Question, Scope::Typing, Scope::Remedy, Scope::End, Scope::Reader, Scope::Form, Scope::Written, Scope::Ticket, Scope::TicketText, Scope::Cases, Scope::Log, Scope::LogPath, Scope::Settings, Scope::Help, Scope::Found, Scope::Import, Scope::Checks];
pub const PAGES: &[Scope] = &[Scope::Remedy, Scope::Reader];
/// Texts in which words can be found.
#[rustfmt::skip]
pub const TEXTS: &[Scope] = &[Scope::Remedy, Scope::Reader, Scope::Ticket, Scope::Help, Scope::Found];
pub const STOPS: &[Scope] = &[Scope::Question, Scope::Remedy, Scope::End];
pub const SAID: &[Scope] = &[Scope::Question, Scope::Remedy, Scope::End, Scope::Form];
// nothing is typed here, so these keys do not move a cursor
pub const ENDS: &[Scope] = &[
    Scope::Pasted,
    Scope::Question,
    Scope::Remedy,
    Scope::End,
    Scope::Reader,
    Scope::Form,
    Scope::Bundle,
    Scope::Written,
    Scope::Ticket,
    Scope::Import,
    Scope::Log,
    Scope::Checks,
    Scope::Settings,
    Scope::Help,
    Scope::Found,
];
#[rustfmt::skip]
pub const COPIES: &[Scope] = &[Scope::Question, Scope::Remedy, Scope::End, Scope::Reader, Scope::Form, Scope::Log];
pub const READS: &[Scope] = &[Scope::Bundle, Scope::Ticket];
pub const SCROLLS: &[Scope] = &[Scope::Ticket, Scope::Help, Scope::Found];
#[rustfmt::skip]
pub const PANED: &[Scope] = &[Scope::Home, Scope::Pasted, Scope::Question, Scope::Typing, Scope::Remedy, Scope::End, Scope::Reader, Scope::Form, Scope::Bundle, Scope::Log, Scope::Found, Scope::Checks];
pub const WALK: &[Scope] = &[Scope::Question, Scope::Typing, Scope::Remedy, Scope::End];
// a place is not offered where one is there already
#[rustfmt::skip]
pub const NOT_BUNDLE: &[Scope] = &[Scope::Question, Scope::Typing, Scope::Remedy, Scope::End, Scope::Reader, Scope::Ticket, Scope::Log, Scope::Checks];
#[rustfmt::skip]
pub const NOT_FORM: &[Scope] = &[Scope::Question, Scope::Typing, Scope::Remedy, Scope::End, Scope::Reader, Scope::Bundle, Scope::Written, Scope::Ticket];
#[rustfmt::skip]
pub const NOT_TICKET: &[Scope] = &[Scope::Question, Scope::Typing, Scope::Remedy, Scope::End, Scope::Reader, Scope::Bundle, Scope::Written, Scope::Log, Scope::Checks];
#[rustfmt::skip]
pub const NOT_CASES: &[Scope] = &[Scope::Home, Scope::Question, Scope::Typing, Scope::Remedy, Scope::End, Scope::Reader, Scope::Bundle, Scope::Written, Scope::Form, Scope::Ticket, Scope::Log, Scope::LogPath, Scope::Import, Scope::Checks];
#[rustfmt::skip]
pub const NOT_LOG: &[Scope] = &[Scope::Home, Scope::Pasted, Scope::Question, Scope::Typing, Scope::Remedy, Scope::End, Scope::Reader, Scope::Form, Scope::Bundle, Scope::Ticket, Scope::Cases, Scope::Checks];
#[rustfmt::skip]
pub const NOT_CHECKS: &[Scope] = &[Scope::Home, Scope::Pasted, Scope::Question, Scope::Typing, Scope::Remedy, Scope::End, Scope::Reader, Scope::Form, Scope::Bundle, Scope::Ticket, Scope::Cases, Scope::Log, Scope::Written, Scope::Import];
#[rustfmt::skip]
pub const NOT_HOME: &[Scope] = &[Scope::Question, Scope::Typing, Scope::Remedy, Scope::End, Scope::Reader, Scope::Bundle, Scope::Written, Scope::Form, Scope::Ticket, Scope::Cases, Scope::Log, Scope::LogPath, Scope::Settings, Scope::Help, Scope::Found, Scope::Import, Scope::Checks];
// where a text stands, the slash finds in it
#[rustfmt::skip]
pub const NO_TEXT: &[Scope] = &[Scope::Question, Scope::Typing, Scope::End, Scope::Bundle, Scope::Written, Scope::Form, Scope::Cases, Scope::Settings, Scope::Import, Scope::Checks];
#[rustfmt::skip]
pub const NOT_SETTINGS: &[Scope] = &[Scope::Home, Scope::Question, Scope::Typing, Scope::Remedy, Scope::End, Scope::Reader, Scope::Form, Scope::Bundle, Scope::Written, Scope::Ticket, Scope::Cases, Scope::Log, Scope::LogPath, Scope::Import, Scope::Checks];

/// Where a bundle that somebody sent can be asked for.
#[rustfmt::skip]
pub const OPENS: &[Scope] = &[Scope::Home, Scope::Question, Scope::Remedy, Scope::End, Scope::Cases, Scope::Form];
