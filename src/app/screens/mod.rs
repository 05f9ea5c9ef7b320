//! The screens: what keys do on each. Drawing is in `tui::screens`, under the same names; their state is in `screen`.
//!
//! A screen is one row of [`of`] and a file that fills it.

pub mod bundle;
pub mod form;
pub mod home;
pub mod reader;
pub mod walk;

use super::deeds::Deeds;
use super::screen::Screen;

/// What is done on a screen.
pub fn of(screen: &Screen) -> &'static Deeds {
    match screen {
        Screen::Home(_) => &home::DEEDS,
        Screen::Walk(_) => &walk::DEEDS,
        Screen::Reader(_) => &reader::DEEDS,
        Screen::Form(_) => &form::DEEDS,
        Screen::Bundle(_) => &bundle::DEEDS,
    }
}
