//! The panes of a screen beside its text, as data: what stands in each and where. Drawing shows them, F6 goes to them, the wheel
//! turns the one below the pointer; no screen has rules of its own for that.

use super::layout::Area;
use crate::knowledge::page::Row;
use std::ops::Range;
use std::rc::Rc;

/// The panes of a screen.
#[derive(Clone, Debug, Default)]
pub struct Panes {
    pub whole: Area,
    /// Where the screen draws its own: what the others leave.
    pub text: Area,
    /// Below the text and what stands beside it; of no rows where there is nothing.
    pub foot: Area,
    pub beside: Vec<Beside>,
}

/// A text that is scrolled.
pub struct Paper {
    pub rows: Rc<[Row]>,
    /// How many of them are seen.
    pub shown: usize,
    /// The lines of each row to choose from, where there are any.
    pub spots: Vec<Range<usize>>,
}

impl Paper {
    /// Where it is scrolled so that a line stands in the upper third, where it can.
    pub fn showing(&self, line: usize) -> usize {
        let most = self.rows.len().saturating_sub(self.shown);
        line.saturating_sub(self.shown / 3).min(most)
    }
}

/// A pane that is only looked at.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    pub area: Area,
    pub title: String,
    pub count: String,
    pub rows: Vec<Row>,
    /// The row that is to be in sight.
    pub at: usize,
    /// It stands in the place of the text, while it has focus.
    pub instead: bool,
}

impl Panes {
    /// A screen without others beside it.
    pub fn alone(area: Area) -> Self {
        Self {
            whole: area,
            text: area,
            ..Self::default()
        }
    }

    /// Does the pane with focus stand in the place of the text?
    pub fn hides_text(&self, focus: Option<usize>) -> bool {
        let pane = focus.and_then(|at| self.beside.get(at));
        pane.is_some_and(|pane| pane.instead)
    }

    /// Is there a pane to which focus can go?
    pub fn reaches(&self) -> bool {
        self.within_reach().next().is_some()
    }

    /// Those to which focus can go, by their places.
    pub fn within_reach(&self) -> impl DoubleEndedIterator<Item = usize> {
        let there = self.beside.iter().enumerate().filter(|(_, pane)| pane.area.rows() > 0);
        there.map(|(at, _)| at)
    }

    /// The pane at a column and a row of the screen.
    pub fn at(&self, column: u16, row: u16) -> Option<usize> {
        let hit = |pane: &Beside| !pane.instead && pane.area.holds(column, row);
        self.beside.iter().position(hit)
    }
}

impl Beside {
    /// The first line seen, where it was scrolled to `scroll`.
    pub fn top(&self, scroll: Option<usize>) -> usize {
        let shown = self.area.rows();
        let top = scroll.unwrap_or(self.at.saturating_sub(shown / 2));
        top.min(self.rows.len().saturating_sub(shown))
    }
}
