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

/// The cells that differ, row by row. Where all are one column wide it is what it looks like; where some are not, `ratatui` knows
/// what a wide character leaves behind.
fn changed<'a>(before: &Buffer, after: &'a Buffer) -> Vec<(u16, u16, &'a Cell)> {
    let width = usize::from(after.area.width).max(1);
    let rows = before.content.chunks(width).zip(after.content.chunks(width));
    let mut changed = Vec::new();
    for (y, (one, other)) in (after.area.y..).zip(rows) {
        let pairs = (after.area.x..).zip(one.iter().zip(other));
        let mut differing = pairs.filter(|(_, (one, other))| !same(one, other)).peekable();
        if differing.peek().is_none() {
            continue;
        }
        if one.iter().chain(other).all(|cell| cell.cell_width() == 1) {
            changed.extend(differing.map(|(x, (_, cell))| (x, y, cell)));
            continue;
        }
        let [before, next] = [one, other].map(|cells| Buffer {
            area: Rect::new(0, 0, after.area.width, 1),
            content: cells.to_vec(),
        });
        let cells = before.diff_iter(&next);
        changed.extend(cells.filter_map(|(x, ..)| Some((after.area.x + x, y, other.get(usize::from(x))?))));
    }
    changed
}
