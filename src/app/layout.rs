//! Rows and columns for a terminal size, as plain numbers: `update` pages by them and `tui` draws by them, so that drawing
//! never has to report back. There is one frame; the panes in it share their borders.

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
