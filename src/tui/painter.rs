//! From a frame to the bytes that bring the terminal there. From one key to the next most cells are as they were, and the comparison
//! of `ratatui`, which measures each, was half of what a key cost: here only those of rows with wide characters are left to it.

use super::anchors::{self, Anchor};
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::crossterm::cursor::{Hide, MoveTo, Show};
use ratatui::crossterm::queue;
use ratatui::layout::{Position, Rect};
use ratatui::{Frame, Terminal, TerminalOptions, Viewport};
use std::io::{self, Write};
use std::mem::{self, ManuallyDrop};

/// What a frame has besides its cells.
#[derive(Debug, Default)]
pub struct Drawn {
    /// Addresses that stand on it.
    pub anchors: Vec<Anchor>,
    /// Where something is typed.
    pub cursor: Option<Position>,
}

/// The screen as it is, and the one that comes.
pub struct Painter {
    /// Dropped it would print where showing the cursor fails; that is done, quietly, when the terminal is given back.
    terminal: ManuallyDrop<Terminal<CrosstermBackend<Whole>>>,
    /// What the terminal shows.
    shown: Buffer,
}

impl Painter {
    /// Of a fixed size, for the other kind of terminal asks for it before each frame and believes what it hears.
    pub fn new(area: Rect) -> io::Result<Self> {
        let backend = CrosstermBackend::new(Whole::default());
        let viewport = Viewport::Fixed(area);
        let terminal = Terminal::with_options(backend, TerminalOptions { viewport })?;
        Ok(Self {
            terminal: ManuallyDrop::new(terminal),
            shown: Buffer::empty(area),
        })
    }

    /// Another size, or somebody else had the terminal: all of it is drawn next time.
    pub fn resize(&mut self, area: Rect) -> io::Result<()> {
        self.terminal.resize(area)?;
        self.shown = Buffer::empty(area);
        Ok(())
    }

    /// Draws a frame; what it takes goes to the terminal in one piece, so that it shows no half of it.
    pub fn paint(&mut self, links: bool, draw: impl FnOnce(&mut Frame<'_>) -> Drawn) -> io::Result<()> {
        let drawn = draw(&mut self.terminal.get_frame());
        let next = mem::replace(self.terminal.current_buffer_mut(), Buffer::empty(Rect::ZERO));
        let out = self.terminal.backend_mut();
        out.draw(changed(&self.shown, &next).into_iter())?;
        if links && !drawn.anchors.is_empty() {
            anchors::write(out, &next, &drawn.anchors)?;
        }
        // the backend's own calls for this would flush each
        match drawn.cursor {
            Some(at) => queue!(out, MoveTo(at.x, at.y), Show)?,
            None => queue!(out, Hide)?,
        }
        Backend::flush(out)?;
        let mut last = mem::replace(&mut self.shown, next);
        last.reset();
        *self.terminal.current_buffer_mut() = last;
        Ok(())
    }
}

/// What goes to the terminal, held back until it is flushed.
#[derive(Default)]
struct Whole(Vec<u8>);

impl Write for Whole {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        let mut out = io::stdout();
        out.write_all(&self.0)?;
        self.0.clear();
        out.flush()
    }
}

/// Is it the same cell? As `ratatui` compares them; but most hold one letter, which needs no comparison of texts.
fn same(one: &Cell, other: &Cell) -> bool {
    let alike = match (one.symbol().as_bytes(), other.symbol().as_bytes()) {
        ([one], [other]) => one == other,
        (one, other) => one == other,
    };
    alike
        && one.fg == other.fg
        && one.bg == other.bg
        && one.modifier == other.modifier
        && one.diff_option == other.diff_option
}

/// The cells that differ, row by row. Where one of them, or the one to its left, was or is wide, `ratatui` knows what that leaves
/// behind.
fn changed<'a>(before: &Buffer, after: &'a Buffer) -> Vec<(u16, u16, &'a Cell)> {
    let width = usize::from(after.area.width).max(1);
    let rows = before.content.chunks(width).zip(after.content.chunks(width));
    let mut changed = Vec::new();
    for (y, (one, other)) in (after.area.y..).zip(rows) {
        let (known, mut wide) = (changed.len(), false);
        let mut left = None;
        for (x, pair) in (after.area.x..).zip(one.iter().zip(other)) {
            if !same(pair.0, pair.1) {
                let near = [Some(pair), left].into_iter().flatten();
                wide |= near
                    .flat_map(|(one, other)| [one, other])
                    .any(|cell| cell.cell_width() != 1);
                changed.push((x, y, pair.1));
            }
            left = Some(pair);
        }
        if wide {
            changed.truncate(known);
            let [before, next] = [one, other].map(|cells| Buffer {
                area: Rect::new(0, 0, after.area.width, 1),
                content: cells.to_vec(),
            });
            let cells = before.diff_iter(&next);
            changed.extend(cells.filter_map(|(x, ..)| Some((after.area.x + x, y, other.get(usize::from(x))?))));
        }
    }
    changed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use ratatui::style::{Color, Style};

    const SIZE: Rect = Rect::new(3, 1, 12, 3);

    /// Texts with wide and narrow characters at any place, cut at the edge or not, one over the other.
    fn frame() -> impl Strategy<Value = Buffer> {
        let text = prop::sample::select(vec!["a", "한", "한글 ab", "abc", "가a나", "│", "─한─", "é", "   "]);
        let style = prop::sample::select(vec![
            Style::new(),
            Style::new().fg(Color::Red),
            Style::new().bg(Color::Indexed(4)).reversed(),
        ]);
        prop::collection::vec((0..SIZE.width, 0..SIZE.height, text, style), 0..9).prop_map(|texts| {
            let mut buffer = Buffer::empty(SIZE);
            for (x, y, text, style) in texts {
                buffer.set_string(SIZE.x + x, SIZE.y + y, text, style);
            }
            buffer
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(512))]
        #[test]
        fn what_changed_is_what_ratatui_says_it_is((before, after) in (frame(), frame())) {
            let expected: Vec<_> = before.diff_iter(&after).collect();
            prop_assert_eq!(changed(&before, &after), expected);
        }
    }
}
