//! Blocks of an article on a page: lines of a width for a screen, plain text, Markdown. Owns the marks inside texts
//! (`**name**`, backticks) and how they wrap; knows nothing of entries, colours or terminals.

use super::article::Block;
use super::link;
use super::spot::{Piece, Spot};
use crate::text::columns;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::ops::Range;

/// How a piece of a line is meant; who draws it chooses the look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Plain,
    Over,
    Title,
    Section,
    Name,
    Literal,
    Command,
    Note,
    /// The address of a page.
    Link,
    /// From a paste, a log or a check.
    Evidence,
    /// The sign of what is done, and of what is missing or asks for care.
    Done,
    Careful,
    /// What is hidden, or stands in its place.
    Hidden,
    /// The place that is looked at.
    Match,
    /// Before words that are said to somebody.
    Said,
    /// Before the spot on which the cursor stands.
    Chosen,
}

/// One line of an article: pieces of text, each with its mark.
pub type Row = Vec<(Mark, String)>;

/// A line of a page, with the spot to which it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub spot: Option<Spot>,
    pub row: Row,
}

/// The lines of a block, and the blanks before what belongs to it.
type Wrapped = (Vec<Row>, usize);

/// Blocks as lines of one width, kept: whoever looks at an article again, or moves in it, lays out nothing anew.
#[derive(Debug, Default)]
pub struct Laid {
    width: Cell<usize>,
    blocks: RefCell<HashMap<(Block, usize), Wrapped>>,
    times: Cell<usize>,
}

impl Laid {
    /// So many blocks are kept; an article has some hundred.
    const MOST: usize = 1000;

    /// How many blocks were laid out until now.
    pub fn times(&self) -> usize {
        self.times.get()
    }

    fn wrapped(&self, block: &Block, indent: usize, width: usize) -> Wrapped {
        let mut blocks = self.blocks.borrow_mut();
        if self.width.replace(width) != width || blocks.len() >= Self::MOST {
            blocks.clear();
        }
        let laid = blocks.entry((block.clone(), indent)).or_insert_with(|| {
            self.times.set(self.times.get() + 1);
            wrapped(block, indent, width)
        });
        laid.clone()
    }
}

/// A page as lines for a screen, on which long commands and addresses are folded. The spot on which the cursor stands bears its
/// mark; what belongs to a spot bears it too, until the next one begins or a section ends.
pub fn placed(pieces: &[Piece], chosen: Option<Spot>, width: usize, kept: &Laid) -> Vec<Placed> {
    let mut out: Vec<Placed> = Vec::new();
    let mut spot = None;
    let mut last = None;
    let blocks = pieces.iter().map(|piece| (&piece.block, piece.apart));
    for (at, row) in laid(blocks, |block, indent| kept.wrapped(block, indent, width)) {
        let piece = at.and_then(|at| pieces.get(at));
        let begins = at.is_some() && at != last;
        if begins {
            last = at;
            let belongs = piece.is_some_and(|piece| matches!(piece.block, Block::Command(_) | Block::Item { .. }));
            spot = piece.and_then(|piece| piece.spot).or(spot.filter(|_| belongs));
        }
        let named = begins && piece.is_some_and(|piece| piece.spot.is_some());
        let mut row = if named && spot == chosen { marked_row(row) } else { row };
        let command = piece.is_some_and(|piece| matches!(piece.block, Block::Command(_)));
        if let (true, Some((Mark::Plain, lead))) = (command, row.first_mut()) {
            lead.push_str("$ ");
        }
        let spot = spot.filter(|_| at.is_some());
        out.extend(folded(row, width).into_iter().map(|row| Placed { spot, row }));
    }
    out
}

/// A line with the mark of the cursor before it: in the blanks at its beginning, where it has any.
fn marked_row(mut row: Row) -> Row {
    if let Some((Mark::Plain, lead)) = row.first_mut()
        && let Some(rest) = lead.strip_prefix("  ")
    {
        *lead = rest.to_owned();
    }
    row.insert(0, (Mark::Chosen, "> ".to_owned()));
    row
}

/// A line that is too wide as several; a command goes on a little further in, so that its end is seen.
fn folded(mut row: Row, width: usize) -> Vec<Row> {
    let wide: usize = row.iter().map(|(_, text)| columns::width(text)).sum();
    if wide <= width {
        return vec![row];
    }
    let lead = match row.first() {
        Some((Mark::Plain, text)) if row.len() > 1 => text.clone(),
        _ => String::new(),
    };
    let pieces = row.split_off(usize::from(!lead.is_empty()));
    let command = pieces.iter().any(|(mark, _)| *mark == Mark::Command);
    let later = " ".repeat(columns::width(&lead) + if command { 2 } else { 0 });
    let room = width.saturating_sub(columns::width(&later));
    led(columns::breaks, &lead, &later, &pieces, room)
}

/// The article as lines of at most `width` columns; only a command or a single word may be wider, to be copied as it stands.
pub fn rows(blocks: &[Block], width: usize) -> Vec<Row> {
    let lines = laid(blocks.iter().map(|block| (block, false)), |block, indent| {
        wrapped(block, indent, width)
    });
    lines.into_iter().map(|(_, row)| row).collect()
}

/// The lines, each with the place of its block; those that stand apart belong to none.
fn laid<'a>(
    blocks: impl Iterator<Item = (&'a Block, bool)>,
    wrapped: impl Fn(&Block, usize) -> Wrapped,
) -> Vec<(Option<usize>, Row)> {
    let mut out: Vec<(Option<usize>, Row)> = Vec::new();
    // what belongs to a point stands below its text
    let mut indent = 4;
    let mut headed = false;
    for (at, (block, apart)) in blocks.enumerate() {
        let apart = apart
            || matches!(
                block,
                Block::Section(_) | Block::Para(_) | Block::Said(_) | Block::Title { .. }
            );
        if apart && !headed && out.last().is_some_and(|(_, row)| !row.is_empty()) {
            out.push((None, Vec::new()));
        }
        headed = matches!(block, Block::Section(_));
        let (rows, within) = wrapped(block, indent);
        indent = within;
        out.extend(rows.into_iter().map(|row| (Some(at), row)));
    }
    out
}

/// A block as lines, where what belongs to a point stands behind `indent` blanks.
fn wrapped(block: &Block, indent: usize, width: usize) -> Wrapped {
    let rows = match block {
        Block::Title { over, text } => {
            let mut rows = hang("", "", &[(Mark::Over, over)], width);
            rows.extend(hang("", "", &[(Mark::Title, plain(text))], width));
            rows
        }
        Block::Section(text) => hang("", "", &[(Mark::Section, text)], width),
        Block::Para(text) => hang("", "", &marked(text, Mark::Plain), width),
        Block::Said(text) => said(text, width),
        Block::Note(text) => hang("  ", "  ", &with_links(vec![(Mark::Note, text)]), width),
        Block::Item { mark, text } => {
            let first = if mark.is_empty() {
                " ".repeat(indent)
            } else {
                format!("{mark:>3} ")
            };
            let indent = columns::width(&first);
            let mut rows = hang(&first, &" ".repeat(indent), &marked(text, Mark::Plain), width);
            if let Some((lead, _)) = rows.first_mut().and_then(|row| row.first_mut())
                && mark.contains('!')
            {
                *lead = Mark::Careful;
            }
            return (rows, indent);
        }
        // never wrapped at a word: a command is copied as it stands
        Block::Command(text) => {
            let lead = " ".repeat(indent);
            let line = |line: &str| vec![(Mark::Plain, lead.clone()), (Mark::Command, line.to_owned())];
            text.lines().map(line).collect()
        }
    };
    (rows, indent)
}

/// Words to say, each line behind its mark.
fn said(text: &str, width: usize) -> Vec<Row> {
    let mut rows = hang("| ", "| ", &marked(text, Mark::Plain), width);
    for (mark, _) in rows.iter_mut().filter_map(|row| row.first_mut()) {
        *mark = Mark::Said;
    }
    rows
}

/// Wraps marked text behind blanks; a word wider than the line stays whole.
fn hang(first: &str, later: &str, pieces: &[(Mark, impl AsRef<str>)], width: usize) -> Vec<Row> {
    let room = width.saturating_sub(columns::width(first));
    led(columns::breaks_at_blanks, first, later, pieces, room)
}

/// Text without its marks.
pub fn plain(text: &str) -> String {
    text.replace("**", "").replace('`', "")
}

/// Cuts a text at its marks.
pub fn marked(text: &str, base: Mark) -> Vec<(Mark, &str)> {
    let mut out = Vec::new();
    for (i, part) in text.split('`').enumerate() {
        if i % 2 == 1 {
            out.push((Mark::Literal, part));
            continue;
        }
        for (j, piece) in part.split("**").enumerate() {
            if !piece.is_empty() {
                out.push((if j % 2 == 1 { Mark::Name } else { base }, piece));
            }
        }
    }
    with_links(out)
}

/// Marks the addresses of pages.
fn with_links(pieces: Vec<(Mark, &str)>) -> Vec<(Mark, &str)> {
    if !pieces.iter().any(|(_, text)| text.contains("://")) {
        return pieces;
    }
    let mut out = Vec::with_capacity(pieces.len());
    for (mark, text) in pieces {
        let mut from = 0;
        for range in link::addresses(text) {
            let before = text.get(from..range.start).unwrap_or_default();
            if !before.is_empty() {
                out.push((mark, before));
            }
            out.push((Mark::Link, text.get(range.clone()).unwrap_or_default()));
            from = range.end;
        }
        let rest = text.get(from..).unwrap_or_default();
        if !rest.is_empty() {
            out.push((mark, rest));
        }
    }
    out
}

/// Wraps marked text at blanks, keeping the marks. A word wider than the line is broken inside.
pub fn wrap(pieces: &[(Mark, impl AsRef<str>)], width: usize) -> Vec<Row> {
    led(columns::breaks, "", "", pieces, width)
}

/// Wraps by any rule of breaking, with blanks before the first line and before the later ones.
fn led(
    breaks: fn(&str, usize) -> Vec<Range<usize>>,
    first: &str,
    later: &str,
    pieces: &[(Mark, impl AsRef<str>)],
    width: usize,
) -> Vec<Row> {
    let joined;
    let whole = if let [(_, only)] = pieces {
        only.as_ref()
    } else {
        joined = pieces.iter().map(|(_, text)| text.as_ref()).collect::<String>();
        joined.as_str()
    };
    let mut rows = Vec::new();
    for (i, line) in breaks(whole, width).into_iter().enumerate() {
        let lead = if i == 0 { first } else { later };
        let mut row: Row = Vec::with_capacity(pieces.len() + 1);
        if !lead.is_empty() {
            row.push((Mark::Plain, lead.to_owned()));
        }
        let mut from = 0;
        for (mark, text) in pieces {
            let to = from + text.as_ref().len();
            let part = whole.get(line.start.max(from)..line.end.min(to)).unwrap_or_default();
            if !part.is_empty() {
                row.push((*mark, part.to_owned()));
            }
            from = to;
        }
        rows.push(row);
    }
    rows
}

/// The article as plain text of `width` columns.
pub fn text(blocks: &[Block], width: usize) -> String {
    let mut out = String::new();
    for row in rows(blocks, width) {
        out.extend(row.into_iter().map(|(_, text)| text));
        let end = out.trim_end_matches(|c: char| c != '\n' && c.is_whitespace()).len();
        out.truncate(end);
        out.push('\n');
    }
    out
}

/// The article as Markdown; `level` is the level of its heading.
pub fn markdown(blocks: &[Block], level: usize) -> String {
    let mut out = String::new();
    let mut before_list = false;
    for block in blocks {
        let is_list = matches!(block, Block::Item { .. } | Block::Command(_) | Block::Note(_));
        if before_list && !is_list {
            out.push('\n');
        }
        before_list = is_list;
        match block {
            Block::Title { over, text } => {
                out.push_str(&format!("{} {}\n\n*{over}*\n\n", "#".repeat(level), text));
            }
            Block::Section(text) => out.push_str(&format!("**{text}**\n\n")),
            Block::Para(text) => out.push_str(&format!("{text}\n\n")),
            Block::Said(text) => out.push_str(&format!("> {text}\n\n")),
            Block::Item { mark, text } if mark.is_empty() => out.push_str(&format!("   {text}  \n")),
            Block::Item { mark, text } => out.push_str(&format!("{mark} {text}\n")),
            Block::Command(text) => out.push_str(&format!("\n   ```\n   {}\n   ```\n", text.replace('\n', "\n   "))),
            Block::Note(text) => out.push_str(&format!("- {text}\n")),
        }
    }
    out.trim_end().to_owned() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_survive_wrapping() {
        let rows = wrap(&marked("Choose **Password reset** and type `x y`.", Mark::Plain), 16);
        let text: Vec<String> = rows
            .iter()
            .map(|r| r.iter().map(|(_, s)| s.as_str()).collect())
            .collect();
        assert_eq!(text, ["Choose Password", "reset and type x", "y."]);
        assert!(rows[1].contains(&(Mark::Name, "reset".to_owned())));
        assert!(rows[2].contains(&(Mark::Literal, "y".to_owned())));
    }

    #[test]
    fn a_screen_shows_the_end_of_a_long_command_and_a_copy_keeps_it_on_one_line() {
        let blocks = [
            Block::Item {
                mark: "1.".to_owned(),
                text: "Run it, then open https://learn.microsoft.com/entra".to_owned(),
            },
            Block::Command("reg query HKLM\\SOFTWARE /v Enabled".to_owned()),
        ];
        let told = |rows: Vec<Row>| -> Vec<String> {
            let line = |row: Row| row.into_iter().map(|(_, text)| text).collect::<String>();
            rows.into_iter().map(line).collect()
        };
        let pieces = blocks.clone().map(|block| Piece {
            spot: None,
            block,
            apart: false,
        });
        let screen = placed(&pieces, None, 24, &Laid::default());
        let screen = told(screen.into_iter().map(|placed| placed.row).collect());
        assert!(screen.iter().all(|line| columns::width(line) <= 24), "{screen:?}");
        assert!(
            screen.ends_with(&["    $ reg query", "        HKLM\\SOFTWARE /v", "        Enabled"].map(str::to_owned)),
            "{screen:?}"
        );
        let copied = text(&blocks, 24);
        assert!(copied.contains("https://learn.microsoft.com/entra\n"), "{copied}");
        assert!(copied.contains("    reg query HKLM\\SOFTWARE /v Enabled\n"), "{copied}");
    }
}
