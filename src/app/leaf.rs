//! An article as a page with a cursor on it: what is unfolded, which step is opened, where the cursor can stand. A page is laid
//! out once, however often it is asked for: what it was laid out from is kept with it.

use super::layout;
use super::panes::Paper;
use super::screen::Chosen;
use crate::knowledge::article::{Article, Section};
use crate::knowledge::page::{self, Laid, Mark, Placed, Row};
use crate::knowledge::spot::{Opened, Piece, Spot, Ticked, Words};
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

/// A page as it is looked at.
#[derive(Clone, Debug, PartialEq)]
pub struct Leaf {
    /// What is said before it.
    pub above: Vec<String>,
    pub article: Rc<Article>,
    pub unfolded: BTreeSet<Section>,
    /// The spot on which the cursor stands.
    pub chosen: Chosen,
    /// Nothing is folded.
    pub whole: bool,
    /// Columns for its text.
    pub columns: usize,
    /// Where the words for the caller stand; `None` where they give way to the first step.
    pub words: Option<Words>,
    /// What became of its steps; `None` where nothing is ticked.
    pub ticked: Option<Vec<Ticked>>,
}

/// A page laid out.
#[derive(Debug)]
pub struct Sheet {
    /// Where the cursor can stand, from top to bottom.
    pub spots: Vec<Spot>,
    /// Where it stands.
    pub at: Option<Spot>,
    pub rows: Rc<[Row]>,
    /// The lines of each spot.
    pub ranges: Vec<Range<usize>>,
}

/// The pages that were laid out.
#[derive(Debug, Default)]
pub struct Leaves {
    laid: Laid,
    last: RefCell<Option<(Leaf, Rc<Sheet>)>>,
}

impl Leaves {
    /// How many blocks were laid out until now.
    pub fn times(&self) -> usize {
        self.laid.times()
    }

    /// The page laid out; the one that was asked for last is not laid out again.
    pub fn sheet(&self, leaf: Leaf) -> Rc<Sheet> {
        if let Some((kept, sheet)) = &*self.last.borrow()
            && *kept == leaf
        {
            return Rc::clone(sheet);
        }
        let sheet = Rc::new(leaf.sheet(&self.laid));
        *self.last.borrow_mut() = Some((leaf, Rc::clone(&sheet)));
        sheet
    }
}

impl Leaf {
    fn sheet(&self, laid: &Laid) -> Sheet {
        let (pieces, lines) = match self.words {
            Some(words) => self.told(words, laid),
            None if self.whole => self.told(Words::Whole, laid),
            None => {
                let whole = self.told(Words::Whole, laid);
                match whole.1.iter().position(|line| line.spot == Some(Spot::Step(0))) {
                    Some(row) if row >= layout::FIRST_ROWS => self.told(Words::Place, laid),
                    _ => whole,
                }
            }
        };
        let above = self
            .above
            .iter()
            .flat_map(|line| page::wrap(&[(Mark::Note, line)], self.columns));
        let above = above.map(|row| Placed { spot: None, row });
        let lines: Vec<Placed> = above.chain(lines).collect();
        let spots: Vec<Spot> = pieces.into_iter().filter_map(|piece| piece.spot).collect();
        let ranges = ranges(&lines);
        Sheet {
            at: self.spot(&spots),
            spots,
            rows: lines.into_iter().map(|line| line.row).collect(),
            ranges,
        }
    }

    fn told(&self, words: Words, laid: &Laid) -> (Vec<Piece>, Vec<Placed>) {
        let pieces = self.article.page(&Opened {
            unfolded: &self.unfolded,
            step: self.step(),
            whole: self.whole,
            words,
            ticked: self.ticked.as_deref(),
        });
        let spots: Vec<Spot> = pieces.iter().filter_map(|piece| piece.spot).collect();
        let lines = page::placed(&pieces, self.spot(&spots), self.columns, laid);
        (pieces, lines)
    }

    /// Where the cursor stands.
    fn spot(&self, spots: &[Spot]) -> Option<Spot> {
        let names: Vec<String> = spots.iter().copied().map(name).collect();
        spots.get(self.chosen.row(&names)?).copied()
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
}

impl Sheet {
    /// Where the cursor can stand, as the rows of a screen.
    pub fn names(&self) -> Vec<String> {
        self.spots.iter().copied().map(name).collect()
    }

    /// It as a text that is scrolled, of which so many rows are seen.
    pub fn paper(&self, shown: usize) -> Paper {
        Paper {
            rows: Rc::clone(&self.rows),
            shown,
            spots: self.ranges.clone(),
        }
    }
}

/// A spot by what it is.
fn name(spot: Spot) -> String {
    format!("{spot:?}")
}

/// The lines of each spot, from top to bottom.
fn ranges(lines: &[Placed]) -> Vec<Range<usize>> {
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
