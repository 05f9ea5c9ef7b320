//! What a bundle changes as rows: the original beside what will be written, one below the other or side by side, and what only looks
//! like a name with the line in which it stands.

use super::rows;
use crate::bundle::{Change, Changes, Marked};
use crate::knowledge::page::{self, Mark, Row};
use crate::text::{Lang, Say, columns, say, visible};

const A_NAME: Say = say("a name?", "사람 이름입니까?");
const KEYS: Say = say("a hides it, e keeps it", "a 가리기, e 남기기");

/// Rows of the original and of what is written, of one length; the second is empty where both stand in one pane.
#[derive(Clone, Debug, Default)]
pub struct Sides {
    pub original: Vec<Row>,
    pub written: Vec<Row>,
    /// The row of what is looked at.
    pub at: usize,
}

/// The changes of a file, of which place `at` is looked at; side by side where there are two widths.
pub fn changes(changes: &Changes, at: usize, widths: (usize, Option<usize>)) -> Sides {
    let looked_at = changes.places().nth(at);
    let mut out = Sides::default();
    for (number, change) in changes.shown.iter().enumerate() {
        let place = looked_at
            .filter(|(change, _)| *change == number)
            .map(|(_, place)| place);
        if place.is_some() {
            out.at = out.original.len();
        }
        let [mut original, mut written] = both(change, place, widths);
        if widths.1.is_none() {
            out.original.extend(original);
            out.original.extend(written);
            continue;
        }
        let rows = original.len().max(written.len());
        original.resize(rows, Row::new());
        written.resize(rows, Row::new());
        out.original.extend(original);
        out.written.extend(written);
    }
    out
}

fn both(change: &Change, place: Option<usize>, (left, right): (usize, Option<usize>)) -> [Vec<Row>; 2] {
    let original = marked(&change.original, "-", place, left);
    let written = marked(&change.written, "+", place, right.unwrap_or(left));
    [original, written]
}

/// A line behind its sign, with the places in it that differ.
fn marked(line: &Marked, sign: &str, looked_at: Option<usize>, width: usize) -> Vec<Row> {
    let (mut pieces, mut done) = (Vec::new(), 0);
    let piece = |range: std::ops::Range<usize>| visible(line.text.get(range).unwrap_or_default()).into_owned();
    for (number, place) in line.at.iter().enumerate() {
        pieces.push((Mark::Plain, piece(done..place.start)));
        let mark = if looked_at == Some(number) {
            Mark::Match
        } else {
            Mark::Hidden
        };
        pieces.push((mark, piece(place.clone())));
        done = place.end;
    }
    pieces.push((Mark::Plain, piece(done..line.text.len())));
    pieces.retain(|(_, text)| !text.is_empty());
    let lead = |first: bool| match (looked_at, first) {
        (Some(_), true) => vec![(Mark::Chosen, ">".to_owned()), (Mark::Section, format!("{sign} "))],
        (_, true) => vec![(Mark::Section, format!(" {sign} "))],
        (_, false) => vec![(Mark::Plain, "   ".to_owned())],
    };
    let rows = page::wrap(&pieces, width.saturating_sub(3));
    let rows = if rows.is_empty() { vec![Row::new()] } else { rows };
    let rows = rows.into_iter().enumerate();
    rows.map(|(at, row)| lead(at == 0).into_iter().chain(row).collect())
        .collect()
}

/// What only looks like a name, each with the line in which it stands; `at` is looked at.
pub fn doubts<'d>(doubts: impl Iterator<Item = (&'d str, &'d str)>, at: usize, lang: Lang, width: usize) -> Sides {
    let mut out = Sides::default();
    for (number, (name, line)) in doubts.enumerate() {
        let here = number == at;
        if here {
            out.at = out.original.len();
        }
        let keys = if here { KEYS.get(lang) } else { "" };
        let lead = if here {
            vec![(Mark::Chosen, ">".to_owned())]
        } else {
            vec![(Mark::Plain, " ".to_owned())]
        };
        let lead = lead.into_iter().chain([(Mark::Careful, "? ".to_owned())]).collect();
        let asked = format!("\"{}\": {}", visible(name), A_NAME.get(lang));
        out.original.push(rows::ends(
            lead,
            (Mark::Plain, &asked),
            (Mark::Note, keys.to_owned()),
            width,
        ));
        let shown = columns::wrap(&visible(line), width.saturating_sub(3))
            .into_iter()
            .take(2);
        out.original
            .extend(shown.map(|line| vec![(Mark::Note, format!("   {line}"))]));
    }
    out
}
