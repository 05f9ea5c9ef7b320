//! An article as a page that one moves through: sections that fold, steps that are ticked, links that are followed. Owns where
//! a cursor can stand, and what is in sight.

use super::article::{Article, Block, Part, Point, Section};
use super::link::Target;
use crate::text::ui;
use std::collections::BTreeSet;

/// Something on a page on which a cursor can stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Spot {
    /// What to say to the caller.
    Tell,
    /// A step, counted from 0.
    Step(usize),
    /// The heading of a section that folds.
    Section(Section),
    /// A link: its section, the point in it, the link of that point.
    Link(Section, usize, usize),
}

impl Spot {
    /// The step to which it belongs.
    pub fn step(self) -> Option<usize> {
        match self {
            Spot::Step(step) | Spot::Link(Section::Steps, step, _) => Some(step),
            _ => None,
        }
    }
}

/// What became of a step, as a page marks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ticked {
    Open,
    Done,
    NotNeeded,
    CouldNot,
}

impl Ticked {
    pub fn mark(self) -> &'static str {
        match self {
            Ticked::Open => "[ ]",
            Ticked::Done => "[x]",
            Ticked::NotNeeded => "[-]",
            Ticked::CouldNot => "[!]",
        }
    }
}

/// Where the words for the caller stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// On the page, word by word.
    Whole,
    /// On the page, folded: the first step would stand too far down.
    Place,
    /// Beside it.
    Beside,
}

/// How a page is opened.
pub struct Opened<'a> {
    pub unfolded: &'a BTreeSet<Section>,
    /// The step whose details are shown.
    pub step: Option<usize>,
    /// Nothing is folded, and every step shows its details.
    pub whole: bool,
    pub words: Words,
    /// What became of each step; `None` where nothing is ticked on this page.
    pub ticked: Option<&'a [Ticked]>,
}

impl Opened<'_> {
    fn unfolds(&self, section: Section) -> bool {
        self.whole || self.unfolded.contains(&section)
    }
}

/// A block of a page, with the spot that begins there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    pub spot: Option<Spot>,
    pub block: Block,
    /// A blank line stands before it.
    pub apart: bool,
}

impl Article {
    /// Where a spot leads.
    pub fn target(&self, spot: Spot) -> Option<&Target> {
        match spot {
            Spot::Link(section, point, link) => self.part(section)?.points.get(point)?.links.get(link),
            Spot::Step(step) => self.step(step)?.links.first(),
            Spot::Tell | Spot::Section(_) => None,
        }
    }

    /// Is a section never folded? What to mind and to do is always in sight, what to say at least its place; what the helpdesk
    /// can do gives way to steps.
    fn stands_open(&self, section: Section, words: Words) -> bool {
        match section {
            Section::Tell => words == Words::Whole,
            Section::Answer | Section::Warnings | Section::Steps => true,
            Section::Helpdesk => self.steps() == 0,
            _ => false,
        }
    }

    /// Its parts in the order of the page: those that are never folded, then the others.
    pub fn in_order(&self) -> (Vec<&Part>, Vec<&Part>) {
        let open = |part: &&Part| part.section == Section::Tell || self.stands_open(part.section, Words::Whole);
        self.parts.iter().partition(open)
    }

    /// The page as it is opened, without its title: what is never folded, the steps, the rest folded with its count.
    pub fn page(&self, opened: &Opened<'_>) -> Vec<Piece> {
        let mut out = Vec::new();
        let (open, folding) = self.in_order();
        let here = |part: &&Part| !(opened.words == Words::Beside && part.section == Section::Tell);
        let open = open.into_iter().filter(here).map(|part| (part, false));
        let folding = folding.into_iter().enumerate().map(|(at, part)| (part, at == 0));
        for (part, apart) in open.chain(folding) {
            let before = out.len();
            self.heading(part, opened, &mut out);
            if let Some(heading) = out.get_mut(before).filter(|_| apart) {
                heading.apart = true;
            }
            if self.stands_open(part.section, opened.words) || opened.unfolds(part.section) {
                for (at, point) in part.points.iter().enumerate() {
                    let folds = !self.stands_open(part.section, opened.words);
                    points(part.section, at, point, folds, opened, &mut out);
                }
            }
        }
        out
    }

    fn heading(&self, part: &Part, opened: &Opened<'_>, out: &mut Vec<Piece>) {
        // what to mind bears its mark, which says it
        let Some(heading) = part.section.heading().filter(|_| part.section != Section::Warnings) else {
            return;
        };
        let mut text = heading.get(self.lang).to_owned();
        if !self.stands_open(part.section, opened.words) {
            let unfolded = opened.unfolds(part.section);
            let mark = if unfolded { "-" } else { "+" };
            if part.points.len() > 1 {
                text.push_str(&format!(" {}", part.points.len()));
            }
            let block = Block::Item {
                mark: mark.to_owned(),
                text: format!("**{text}**"),
            };
            out.push(Piece::at(Some(Spot::Section(part.section)), block));
            return;
        }
        if let (Section::Steps, Some(ticked)) = (part.section, opened.ticked) {
            let all = part.points.len();
            let done = ticked
                .iter()
                .filter(|step| !matches!(step, Ticked::Open | Ticked::CouldNot))
                .count();
            let done = ui::STEPS_DONE.with(self.lang, &[&done.to_string(), &all.to_string()]);
            text.push_str(&format!("   {done}"));
        }
        let spot = (part.section == Section::Tell).then_some(Spot::Tell);
        out.push(Piece::at(spot, Block::Section(text)));
    }
}

/// A point on a page. A step bears its mark, and its details where it is the one that is opened; what is more than one link
/// of a point stands below it, a line each, so that the cursor can stand there.
fn points(section: Section, at: usize, point: &Point, folds: bool, opened: &Opened<'_>, out: &mut Vec<Piece>) {
    let step = section == Section::Steps;
    let whole = !step || opened.whole || opened.step == Some(at);
    let list = matches!(point.block, Block::Item { .. } | Block::Note(_)) && !step;
    let mut links = (0..point.links.len()).map(|link| Spot::Link(section, at, link));
    let spot = match (step, list) {
        (true, _) => {
            // the first link is that of the step itself
            links.next();
            Some(Spot::Step(at))
        }
        (false, true) => links.next(),
        (false, false) => None,
    };
    let block = match (&point.block, opened.ticked) {
        (Block::Item { mark, text }, _) if step => Block::Item {
            mark: match opened.ticked {
                Some(ticked) => {
                    let mark_of = match ticked.get(at).copied().unwrap_or(Ticked::Open) {
                        Ticked::Open if point.shut.is_some() => " ! ",
                        ticked => ticked.mark(),
                    };
                    format!("  {mark_of} {} ", mark.trim_end_matches('.'))
                }
                None => format!("  {mark}"),
            },
            text: text.clone(),
        },
        // what to mind bears its mark
        (Block::Item { text, .. }, _) if section == Section::Warnings => Block::Item {
            mark: "!".to_owned(),
            text: text.clone(),
        },
        // what folds stands further in than its heading
        (Block::Item { mark, text }, _) if folds => Block::Item {
            mark: format!("    {mark}"),
            text: text.clone(),
        },
        (Block::Para(text), _) if folds => Block::Item {
            mark: "   ".to_owned(),
            text: text.clone(),
        },
        (block, _) => block.clone(),
    };
    out.push(Piece::at(spot, block));
    out.extend(point.shut.as_deref().map(Block::shut).map(Piece::plain));
    if !whole {
        return;
    }
    out.extend(point.under.iter().cloned().map(Piece::plain));
    for spot in links {
        let Spot::Link(_, _, link) = spot else { continue };
        if let Some(target) = point.links.get(link) {
            let block = Block::Item {
                mark: if step { "         ".to_owned() } else { String::new() },
                text: target.name().to_owned(),
            };
            out.push(Piece::at(Some(spot), block));
        }
    }
}

impl Piece {
    fn at(spot: Option<Spot>, block: Block) -> Self {
        let apart = false;
        Self { spot, block, apart }
    }

    fn plain(block: Block) -> Self {
        Self::at(None, block)
    }
}
