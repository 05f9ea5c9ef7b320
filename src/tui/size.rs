//! The size of the terminal, within what is drawn.

use crate::app::message::Msg;
use ratatui::crossterm::terminal;
use std::io;

/// Beyond this nobody reads; a terminal that claims more would cost gigabytes.
const MOST_SIZE: (u16, u16) = (1_000, 400);

/// A terminal that does not know its size says 0.
const UNKNOWN_SIZE: (u16, u16) = (80, 24);

/// The size in which is drawn: columns and rows of the terminal within bounds; or why there is no terminal.
pub fn size() -> io::Result<(u16, u16)> {
    terminal::size().map(bounded)
}

pub fn bounded((columns, rows): (u16, u16)) -> (u16, u16) {
    if columns == 0 || rows == 0 {
        return UNKNOWN_SIZE;
    }
    (columns.min(MOST_SIZE.0), rows.min(MOST_SIZE.1))
}

/// The message that tells the size.
pub fn resized() -> io::Result<Msg> {
    let (columns, rows) = size()?;
    Ok(Msg::Resize(columns, rows))
}
