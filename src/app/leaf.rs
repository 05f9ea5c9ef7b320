//! An article as a page with a cursor on it: what is unfolded, which step is opened, where the cursor can stand.

use super::layout;
use super::screen::Chosen;
use crate::knowledge::article::{Article, Section};
use crate::knowledge::page::{self, Laid, Placed};
use crate::knowledge::spot::{Opened, Piece, Spot, Ticked, Words};
use std::collections::BTreeSet;
use std::ops::Range;

/// A page as it is looked at.
pub struct Leaf<'a> {
    pub article: &'a Article,
    pub unfolded: &'a BTreeSet<Section>,
    /// The spot on which the cursor stands.
    pub chosen: &'a Chosen,
    /// Nothing is folded.
    pub whole: bool,
    /// What was laid out before.
    pub laid: &'a Laid,
    /// Columns for its text.
    pub columns: usize,
    /// What to say to the caller stands beside the page.
    pub beside: bool,
    /// What became of its steps; `None` where nothing is ticked.
    pub ticked: Option<&'a dyn Fn(usize) -> Ticked>,
}

/// The lines of a leaf, as a function of its own: a method of a type that borrows cannot be handed on.
pub fn lines(leaf: &Leaf<'_>) -> Vec<Placed> {
    leaf.lines()
}

impl Leaf<'_> {
    fn pieces(&self) -> Vec<Piece> {
        if self.beside {
            return self.told(Words::Beside);
        }
        if self.whole {
            return self.told(Words::Whole);
        }
        // the words for the caller give way to the first step
        let whole = self.told(Words::Whole);
        let lines = page::placed(&whole, None, self.columns, self.laid);
        match lines.iter().position(|line| line.spot == Some(Spot::Step(0))) {
            Some(row) if row >= layout::FIRST_ROWS => self.told(Words::Place),
            _ => whole,
        }
    }

    fn told(&self, words: Words) -> Vec<Piece> {
        self.article.page(&Opened {
            unfolded: self.unfolded,
            step: self.step(),
            whole: self.whole,
            words,
            ticked: self.ticked,
        })
    }

    /// The step on which the cursor stands, or on one of whose links.
    fn step(&self) -> Option<usize> {
        let thing = self.chosen.thing()?;
        (0..self.article.steps()).find(|step| {
            let links = self.article.step(*step).map_or(0, |point| point.links.len());
            let links = (0..links).map(|link| Spot::Link(Section::Steps, *step, link));
            std::iter::once(Spot::Step(*step))
                .chain(links)
                .any(|spot| name(spot) == thing)
        })
    }

    /// Where the cursor can stand, from top to bottom.
    pub fn spots(&self) -> Vec<Spot> {
        self.pieces().into_iter().filter_map(|piece| piece.spot).collect()
    }

    /// The page as lines.
    pub fn lines(&self) -> Vec<Placed> {
        page::placed(&self.pieces(), spot(self), self.columns, self.laid)
    }
}

/// Where the cursor can stand, as the rows of a screen.
pub fn rows(leaf: &Leaf<'_>) -> Vec<String> {
    leaf.spots().into_iter().map(name).collect()
}

/// Where the cursor stands.
pub fn spot(leaf: &Leaf<'_>) -> Option<Spot> {
    let row = leaf.chosen.row(&rows(leaf))?;
    leaf.spots().get(row).copied()
}

/// A spot by what it is.
fn name(spot: Spot) -> String {
    format!("{spot:?}")
}

/// The lines of each spot, from top to bottom.
pub fn ranges(lines: &[Placed]) -> Vec<Range<usize>> {
    let mut out: Vec<(Spot, Range<usize>)> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(spot) = line.spot else { continue };
        match out.last_mut() {
            Some((last, range)) if *last == spot => range.end = at + 1,
            _ => out.push((spot, at..at + 1)),
        }
    }
    out.into_iter().map(|(_, range)| range).collect()
}
