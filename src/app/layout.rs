//! Rows and columns for a terminal size, as plain numbers: `update` pages by them and `tui` draws by them, so that drawing
//! never has to report back. There is one frame; the panes in it share their borders.

/// A part of the screen, in columns and rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
}

impl Area {
    /// Rows for content in it as a pane.
    pub fn rows(self) -> usize {
        usize::from(self.height.saturating_sub(2 * BORDER))
    }

    /// Columns for text in it as a pane.
    pub fn columns(self) -> usize {
        prose(self.width)
    }

    /// Does a column and a row of the screen lie inside its borders?
    pub fn holds(self, column: u16, row: u16) -> bool {
        let within = |at: u16, from: u16, long: u16| at > from && at + 1 < from.saturating_add(long);
        within(column, self.x, self.width) && within(row, self.y, self.height)
    }

    /// Its head as a pane with `rows` rows of content, and what is left below, which shares its border.
    pub fn above(self, rows: usize) -> (Area, Area) {
        let height = u16::try_from(rows.saturating_add(2)).unwrap_or(u16::MAX);
        let height = height.min(self.height.saturating_sub(1));
        let rest = Area {
            y: self.y + height.saturating_sub(1),
            height: self.height + 1 - height.max(1),
            ..self
        };
        (Area { height, ..self }, rest)
    }

    /// Its foot as a pane with `rows` rows of content: what is left above, and the pane.
    pub fn below(self, rows: usize) -> (Area, Area) {
        self.above(usize::from(self.height).saturating_sub(rows + 3))
    }

    /// Its left as a pane of so many columns, and what is left beside it. Of no columns it is no pane.
    pub fn left(self, width: u16) -> (Area, Area) {
        if width == 0 {
            return (Area { width, ..self }, self);
        }
        let width = width.min(self.width);
        let rest = Area {
            x: self.x + width - 1,
            width: self.width + 1 - width,
            ..self
        };
        (Area { width, ..self }, rest)
    }

    /// Its right as a pane of so many columns: what is left beside it, and the pane.
    pub fn right(self, width: u16) -> (Area, Area) {
        if width == 0 {
            return (self, Area { width, ..self });
        }
        self.left(self.width + 1 - width.min(self.width))
    }
}

/// The frame: what lies between header and key bar.
pub fn body(size: (u16, u16)) -> Area {
    Area {
        x: 0,
        y: HEADER,
        width: size.0,
        height: size.1.saturating_sub(HEADER + FOOTER),
    }
}

/// Below this the program says so kindly instead of drawing.
pub const LEAST: (u16, u16) = (60, 16);

/// From here on there is a pane beside the text.
pub const WIDE: u16 = 100;

/// From here on the first screen and the case have room for a second column too.
pub const WIDER: u16 = 120;

/// From here on an outline stands before the text.
pub const OUTLINED: u16 = 160;

/// From here on the case stands beside everything else.
pub const WIDEST: u16 = 200;

/// Rows of the header (where you are) and of the key bar.
pub const HEADER: u16 = 1;
pub const FOOTER: u16 = 1;

/// The border above what stands in a pane.
pub const BORDER: u16 = 1;

/// Rows of a text of several lines, where it is typed.
pub const LINES: u16 = 5;

/// Rows of the line on the first screen, with its borders.
pub const PROMPT: u16 = 3;

/// Lines longer than this are hard to read.
pub const PROSE: u16 = 84;

/// Blank columns at either side of the header and the key bar.
pub const INSET: u16 = 1;

/// Columns of a pane that are not for text: its borders, and a blank beside each.
pub const MARGINS: u16 = 4;

/// Below so many rows every pane but the one in focus shows its title alone.
const LOW: u16 = 20;

/// Rows of a remedy in which the answer, the place of what to say and the first step stand.
pub const FIRST_ROWS: usize = 11;

/// Is there room to draw?
pub fn fits(size: (u16, u16)) -> bool {
    size.0 >= LEAST.0 && size.1 >= LEAST.1
}

/// Has every pane its rows?
pub fn high(size: (u16, u16)) -> bool {
    size.1 >= LOW
}

/// Columns of the panes of a walk, each with its borders, of which neighbours share one; 0 where there is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Walk {
    pub outline: u16,
    pub text: u16,
    pub side: u16,
    pub case: u16,
}

pub fn walk(columns: u16) -> Walk {
    let outline = if columns >= OUTLINED { 37 } else { 0 };
    let side = match columns {
        ..WIDE => 0,
        WIDE..WIDER => 33,
        WIDER..OUTLINED => 40,
        _ => columns.saturating_sub(outline + 86).min(40),
    };
    // what panes share is counted once
    let shared = u16::from(outline > 0) + u16::from(side > 0);
    let rest = (columns + shared).saturating_sub(outline + side);
    let text = if columns >= WIDEST { 88 } else { rest };
    let case = if columns >= WIDEST { rest + 1 - text } else { 0 };
    Walk {
        outline,
        text,
        side,
        case,
    }
}

/// Columns for text in a pane of so many columns.
pub fn prose(pane: u16) -> usize {
    usize::from(pane.saturating_sub(MARGINS).min(PROSE))
}

/// Columns for text: beside other panes, as in a walk, or alone in the frame.
pub fn text_columns(size: (u16, u16), side: bool) -> usize {
    prose(if side { walk(size.0).text } else { size.0 })
}

/// Rows of a pane that is alone in the frame.
pub fn body_rows(size: (u16, u16)) -> usize {
    usize::from(size.1.saturating_sub(HEADER + FOOTER + 2 * BORDER))
}

/// Rows of the list of what was pasted, which has so many; what was found keeps at least two rows below it, and on a low
/// screen it has its title alone while it is not in focus.
pub fn pasted_rows(size: (u16, u16), parts: usize, focused: bool) -> usize {
    if !high(size) && !focused {
        return 0;
    }
    let below = size.1.saturating_sub(HEADER + FOOTER + PROMPT - BORDER);
    parts.min(usize::from(below / 2).saturating_sub(3))
}

/// Rows in which the outcomes of a remedy stand.
pub fn outcome_rows(size: (u16, u16)) -> usize {
    if size.0 < 80 { 4 } else { 2 }
}

/// Rows for the text of a remedy.
pub fn remedy_rows(size: (u16, u16)) -> usize {
    body_rows(size).saturating_sub(outcome_rows(size) + usize::from(BORDER))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_panes_of_a_walk_fill_the_width_and_the_text_keeps_its_measure() {
        for columns in LEAST.0..=300 {
            let walk = walk(columns);
            let panes = [walk.outline, walk.text, walk.side, walk.case];
            let there = panes.iter().filter(|pane| **pane > 0);
            let shared = u16::try_from(there.clone().count() - 1).unwrap();
            assert_eq!(there.sum::<u16>() - shared, columns, "{walk:?}");
            assert!(prose(walk.text) <= usize::from(PROSE));
        }
        let at = |columns| {
            let walk = walk(columns);
            [walk.outline, walk.text, walk.side, walk.case]
        };
        assert_eq!(at(80), [0, 80, 0, 0]);
        assert_eq!(at(100), [0, 68, 33, 0]);
        assert_eq!(at(120), [0, 81, 40, 0]);
        assert_eq!(at(160), [37, 88, 37, 0]);
        assert_eq!(at(200), [37, 88, 40, 38]);
    }
}
