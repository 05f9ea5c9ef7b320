//! Lines of a pane, made from texts: prose, words to say, what is of less weight, something at the end of a line.

use crate::knowledge::page::{self, Mark, Row};
use crate::text::columns;

/// A line with something at its right end, for which the text is cut.
pub fn ends(mut lead: Row, (mark, text): (Mark, &str), right: (Mark, String), width: usize) -> Row {
    let before: usize = lead.iter().map(|(_, text)| columns::width(text)).sum();
    let wide = columns::width(&right.1);
    let room = width.saturating_sub(before + if wide > 0 { wide + 2 } else { 0 });
    let text = columns::cut(text, room);
    let blanks = width.saturating_sub(before + columns::width(&text) + wide);
    lead.push((mark, text));
    if wide > 0 {
        lead.push((Mark::Plain, " ".repeat(blanks)));
        lead.push(right);
    }
    lead
}

/// A text of the knowledge as lines, with its names and literals.
pub fn prose(text: &str, width: usize) -> Vec<Row> {
    text.lines()
        .flat_map(|line| page::wrap(&page::marked(line, Mark::Plain), width))
        .collect()
}

/// Words to say, each line behind its mark.
pub fn words(said: &str, width: usize) -> Vec<Row> {
    let lines = columns::wrap(&page::plain(said), width.saturating_sub(2)).into_iter();
    lines
        .map(|line| vec![(Mark::Said, "| ".to_owned()), (Mark::Plain, line)])
        .collect()
}

/// What is of less weight.
pub fn muted(text: &str, width: usize) -> Vec<Row> {
    let lines = columns::wrap(text, width).into_iter();
    lines.map(|line| vec![(Mark::Note, line)]).collect()
}
