//! Blocks of an article on a page: lines of a width for a screen, plain text, Markdown. Owns the marks inside texts
//! (`**name**`, backticks) and how they wrap; knows nothing of entries, colours or terminals.

use super::article::Block;
use crate::text::columns;
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
}

/// One line of an article: pieces of text, each with its mark.
pub type Row = Vec<(Mark, String)>;

/// The article as lines for a screen, which cuts what is wider than `width`: long commands and addresses are folded.
pub fn screen_rows(blocks: &[Block], width: usize) -> Vec<Row> {
    rows(blocks, width)
        .into_iter()
        .flat_map(|row| folded(row, width))
        .collect()
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
    let mut out: Vec<Row> = Vec::new();
    // what belongs to a point stands below its text
    let mut indent = 4;
    for (i, block) in blocks.iter().enumerate() {
        let apart = matches!(block, Block::Section(_) | Block::Para(_) | Block::Title { .. });
        let headed = i > 0 && matches!(blocks.get(i - 1), Some(Block::Section(_)));
        if apart && !headed && out.last().is_some_and(|row| !row.is_empty()) {
            out.push(Vec::new());
        }
        match block {
            Block::Title { over, text } => {
                out.extend(hang("", "", &[(Mark::Over, over)], width));
                out.extend(hang("", "", &[(Mark::Title, plain(text))], width));
            }
            Block::Section(text) => out.extend(hang("", "", &[(Mark::Section, text)], width)),
            Block::Para(text) => out.extend(hang("", "", &marked(text, Mark::Plain), width)),
            Block::Note(text) => out.extend(hang("  ", "  ", &[(Mark::Note, text)], width)),
            Block::Item { mark, text } => {
                let first = if mark.is_empty() {
                    " ".repeat(indent)
                } else {
                    format!("{mark:>3} ")
                };
                indent = columns::width(&first);
                out.extend(hang(&first, &" ".repeat(indent), &marked(text, Mark::Plain), width));
            }
            // never wrapped at a word: a command is copied as it stands
            Block::Command(text) => {
                for line in text.lines() {
                    out.push(vec![
                        (Mark::Plain, " ".repeat(indent)),
                        (Mark::Command, line.to_owned()),
                    ]);
                }
            }
        }
    }
    out
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
        let screen = told(screen_rows(&blocks, 24));
        assert!(screen.iter().all(|line| columns::width(line) <= 24), "{screen:?}");
        assert!(
            screen.ends_with(&["    reg query", "      HKLM\\SOFTWARE /v", "      Enabled"].map(str::to_owned)),
            "{screen:?}"
        );
        let copied = text(&blocks, 24);
        assert!(copied.contains("https://learn.microsoft.com/entra\n"), "{copied}");
        assert!(copied.contains("    reg query HKLM\\SOFTWARE /v Enabled\n"), "{copied}");
    }
}
