//! Rows and columns for a terminal size, as plain numbers: `update` pages by them and `tui` draws by them, so that drawing
//! never has to report back.

/// Below this the program says so kindly instead of drawing.
pub const LEAST: (u16, u16) = (60, 16);

/// From here on there is room for a column beside the text.
pub const WIDE: u16 = 100;

/// The column beside the text takes so many columns on a wide screen.
pub const SIDE: u16 = 34;

/// Rows of the header (where you are, what is known) and of the key bar.
pub const HEADER: u16 = 2;
pub const FOOTER: u16 = 2;

/// Rows of the outcomes below a remedy, with the line above them.
pub const OUTCOMES: u16 = 3;

/// Rows of a text of several lines, where it is typed.
pub const LINES: u16 = 5;

/// Rows of the input line on the first screen, with what stands around it.
pub const PROMPT: u16 = 3;

/// Is there room to draw?
pub fn fits(size: (u16, u16)) -> bool {
    size.0 >= LEAST.0 && size.1 >= LEAST.1
}

/// Columns for text: lines longer than 100 columns are hard to read, and a column stays free before the scroll bar.
pub fn text_columns(size: (u16, u16), side: bool) -> usize {
    let beside = if side && size.0 >= WIDE { SIDE + 2 } else { 0 };
    usize::from(size.0.saturating_sub(beside + 3).clamp(20, 100))
}

/// Rows between header and key bar.
pub fn body_rows(size: (u16, u16)) -> usize {
    usize::from(size.1.saturating_sub(HEADER + FOOTER))
}

/// Rows for the text of a remedy.
pub fn remedy_rows(size: (u16, u16)) -> usize {
    body_rows(size).saturating_sub(usize::from(OUTCOMES))
}
