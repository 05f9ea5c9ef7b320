//! Words found in the text that is shown: where they stand, and going from place to place. What is folded is opened while one
//! looks, so that nothing is missed; what was found stays open afterwards.

use super::lines::Typed;
use super::model::Model;
use super::screen::{Find, Overlay, Purpose};
use crate::knowledge::page::{Mark, Row};
use crate::knowledge::spot::Spot;
use crate::text::{Say, columns, say};
use std::ops::Range;
use std::rc::Rc;

pub const ASKED: Say = say("Find in this text", "이 글에서 찾기");
pub const NOT_THERE: Say = say("this text does not say it", "이 글에 없는 말입니다");

/// Where words stand: in each line they touch, their columns.
pub type Place = Vec<(usize, Range<usize>)>;

/// Every place at which words stand in lines, whatever their case and wherever they were wrapped: blanks do not count.
pub fn places(rows: &[Row], words: &str) -> Vec<Place> {
    let letters = |text: &str| -> Vec<char> {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_lowercase)
            .collect()
    };
    let sought = letters(words);
    let mut text: Vec<(char, usize, Range<usize>)> = Vec::new();
    for (line, row) in rows.iter().enumerate() {
        let mut column = 0;
        for (mark, piece) in row {
            let mut sign = [0; 4];
            for letter in piece.chars() {
                let sign: &str = letter.encode_utf8(&mut sign);
                let cells = column..column + columns::width(sign);
                column = cells.end;
                // signs before words to say and before the cursor belong to no text
                if !matches!(mark, Mark::Said | Mark::Chosen) {
                    text.extend(letters(sign).into_iter().map(|letter| (letter, line, cells.clone())));
                }
            }
        }
    }
    let Some(first) = sought.first() else { return Vec::new() };
    let mut out: Vec<Place> = Vec::new();
    let mut from = 0;
    while let Some(window) = text.get(from..from + sought.len()) {
        if window.first().map(|(letter, ..)| letter) != Some(first)
            || !window.iter().map(|(letter, ..)| letter).eq(&sought)
        {
            from += 1;
            continue;
        }
        let mut place: Place = Vec::new();
        for (_, line, cells) in window {
            match place.last_mut() {
                Some((last, range)) if last == line => range.end = cells.end,
                _ => place.push((*line, cells.clone())),
            }
        }
        out.push(place);
        from += sought.len();
    }
    out
}

/// The text that is shown, as lines.
fn lines(model: &Model) -> Rc<[Row]> {
    (model.deeds().paper)(model).map_or_else(|| Rc::from([]), |paper| paper.rows)
}

/// Which of the places is looked at, and how many there are; `None` where nothing is sought.
pub fn count(model: &Model) -> Option<(usize, usize)> {
    let find = model.find()?;
    let all = places(&lines(model), &find.words).len();
    Some((find.at.min(all.saturating_sub(1)), all))
}

/// Asks for the words.
pub(super) fn open(model: &mut Model) {
    if (model.deeds().paper)(model).is_some() {
        model.overlay = Some(Overlay::typing(Purpose::Find, Typed::default()));
    }
}

/// Looks for what is typed so far, from what was seen on; says so where it is not there.
pub(super) fn seek(model: &mut Model, words: &str) -> Option<String> {
    let before = model.top.find.as_ref().map_or(model.top.scroll, |find| find.before);
    if words.trim().is_empty() {
        model.top.find = None;
        model.top.scroll = before;
        return None;
    }
    // what stood first in sight, found again where what was folded is opened
    let top = lines(model).get(before).cloned();
    model.top.find = Some(Find {
        words: words.to_owned(),
        at: 0,
        before,
    });
    let rows = lines(model);
    let top = top.and_then(|top| rows.iter().position(|row| *row == top)).unwrap_or(0);
    let places = places(&rows, words);
    let below = |place: &Place| place.first().is_some_and(|(line, _)| *line >= top);
    let at = places.iter().position(below).unwrap_or(0);
    go(model, at);
    places.is_empty().then(|| NOT_THERE.get(model.lang).to_owned())
}

/// Goes to a place, so that it stands in the upper third.
fn go(model: &mut Model, at: usize) {
    let Some(paper) = (model.deeds().paper)(model) else {
        return;
    };
    let Some(find) = &mut model.top.find else { return };
    find.at = at;
    let line = places(&paper.rows, &find.words)
        .get(at)
        .and_then(|place| Some(place.first()?.0));
    if let Some(line) = line {
        model.top.scroll = paper.showing(line);
    }
}

/// The text was laid out anew: the place that is looked at stays in sight.
pub(super) fn keep(model: &mut Model) {
    if let Some((at, _)) = count(model) {
        go(model, at);
    }
}

/// Goes to the next place, or to the one before, round the ends.
pub(super) fn step(model: &mut Model, forward: bool) {
    if let Some((at, all)) = count(model).filter(|(_, all)| *all > 0) {
        go(model, if forward { at + 1 } else { at + all - 1 } % all);
    }
}

/// Ends it where it stands: what was found stays in sight, the cursor beside it. False where nothing was sought.
pub(super) fn end(model: &mut Model) -> bool {
    let Some((at, _)) = count(model) else { return false };
    let paper = (model.deeds().paper)(model);
    let place = |rows: &[Row]| {
        let words = &model.find()?.words;
        places(rows, words).get(at).and_then(|place| Some(place.first()?.0))
    };
    let found = paper.and_then(|paper| {
        let line = place(&paper.rows)?;
        let spot = paper.spots.iter().rposition(|range| range.start <= line);
        Some((paper.rows.get(line).cloned()?, spot))
    });
    if let Some(spot) = found.as_ref().and_then(|(_, spot)| *spot) {
        model.choose(spot);
        if let Some(Spot::Section(section) | Spot::Link(section, ..)) = (model.deeds().spot)(model) {
            model.top.unfolded.insert(section);
        }
    }
    model.top.find = None;
    if let (Some((row, _)), Some(paper)) = (found, (model.deeds().paper)(model))
        && let Some(line) = paper.rows.iter().position(|other| same(other, &row))
    {
        model.top.scroll = paper.showing(line);
    }
    true
}

/// Drops what was typed: the text is seen as before.
pub(super) fn cancel(model: &mut Model) {
    if let Some(find) = model.top.find.take() {
        model.top.scroll = find.before;
    }
}

/// The same line, whether or not the cursor stands on it.
fn same(one: &Row, other: &Row) -> bool {
    let text = |row: &Row| -> String {
        let pieces = row.iter().filter(|(mark, _)| *mark != Mark::Chosen);
        pieces.map(|(_, text)| text.trim()).collect()
    };
    text(one) == text(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(lines: &[&str]) -> Vec<Row> {
        lines
            .iter()
            .map(|line| vec![(Mark::Plain, (*line).to_owned())])
            .collect()
    }

    #[test]
    fn words_are_found_whatever_their_case_and_across_the_end_of_a_line() {
        let rows = rows(&["Reset the Pass", "word; reset it"]);
        assert_eq!(places(&rows, "reset"), [vec![(0, 0..5)], vec![(1, 6..11)]]);
        assert_eq!(places(&rows, "PASSWORD"), [vec![(0, 10..14), (1, 0..4)]]);
        assert!(places(&rows, "resets").is_empty());
        assert!(places(&rows, " ").is_empty());
    }

    #[test]
    fn a_syllable_counts_two_columns_and_blanks_none() {
        let rows = rows(&["새 암호가 거부됨"]);
        assert_eq!(places(&rows, "암호"), [vec![(0, 3..7)]]);
        assert_eq!(places(&rows, "새암호"), [vec![(0, 0..7)]]);
    }

    #[test]
    fn the_sign_before_words_to_say_is_no_part_of_them() {
        let said = |text: &str| vec![(Mark::Said, "| ".to_owned()), (Mark::Plain, text.to_owned())];
        let rows = [said("call us"), said("back")];
        assert_eq!(places(&rows, "us back"), [vec![(0, 7..9), (1, 2..6)]]);
    }
}
