//! Addresses as links of the terminal (OSC 8), so that a click opens them. Owns where on the screen an address stands, and the
//! escape sequences; whether the terminal knows them is in `settings`.

use crate::knowledge::page::{Mark, Row};
use crate::text::columns;
use ratatui::backend::Backend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::crossterm::cursor::{RestorePosition, SavePosition};
use ratatui::crossterm::queue;
use ratatui::layout::Rect;
use std::io::{self, Write};

/// A piece of an address on the screen, and the whole of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    pub x: u16,
    pub y: u16,
    pub text: String,
    pub address: String,
}

/// The addresses in the lines from `top` on of a page that is drawn in `area`. One that goes on in the next line is one address.
pub fn of(rows: &[Row], area: Rect, top: usize) -> Vec<Anchor> {
    let mut out: Vec<(usize, Anchor)> = Vec::new();
    // pieces of the address that the line before ended with
    let mut open: Vec<(usize, Anchor)> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let mut x = area.x;
        let last = row.len().saturating_sub(1);
        for (place, (mark, text)) in row.iter().enumerate() {
            if *mark == Mark::Link {
                let begins = text.starts_with("http");
                if begins {
                    out.append(&mut open);
                }
                let y = area
                    .y
                    .saturating_add(u16::try_from(at.saturating_sub(top)).unwrap_or(u16::MAX));
                let (text, address) = (text.clone(), String::new());
                open.push((at, Anchor { x, y, text, address }));
                let whole: String = open.iter().map(|(_, piece)| piece.text.as_str()).collect();
                for (_, piece) in &mut open {
                    piece.address.clone_from(&whole);
                }
                if place != last {
                    out.append(&mut open);
                }
            } else if !text.trim().is_empty() {
                out.append(&mut open);
            }
            x = x.saturating_add(u16::try_from(columns::width(text)).unwrap_or(u16::MAX));
        }
    }
    out.append(&mut open);
    let seen = top..top + usize::from(area.height);
    let told = out.into_iter().filter(|(at, _)| seen.contains(at));
    told.map(|(_, anchor)| anchor).collect()
}

/// Writes the addresses that stand on the screen anew, as links. What something lies over is no link.
pub fn write<B: Backend<Error = io::Error> + Write>(
    out: &mut B,
    buffer: &Buffer,
    anchors: &[Anchor],
) -> io::Result<()> {
    let seen: Vec<_> = anchors
        .iter()
        .filter_map(|anchor| Some((anchor, cells(buffer, anchor)?)))
        .collect();
    if seen.is_empty() {
        return Ok(());
    }
    queue!(out, SavePosition)?;
    for (anchor, cells) in seen {
        // the same id makes the pieces of a broken address one link
        let id: u32 = anchor
            .address
            .bytes()
            .fold(0, |id, b| id.wrapping_mul(31).wrapping_add(u32::from(b)));
        write!(out, "\x1b]8;id={id:x};{}\x1b\\", anchor.address)?;
        out.draw(cells.into_iter())?;
        write!(out, "\x1b]8;;\x1b\\")?;
    }
    queue!(out, RestorePosition)?;
    Write::flush(out)
}

/// The cells of an address, where it stands there.
fn cells<'a>(buffer: &'a Buffer, anchor: &Anchor) -> Option<Vec<(u16, u16, &'a Cell)>> {
    let printed = |text: &str| text.bytes().all(|b| b.is_ascii_graphic());
    if !printed(&anchor.address) {
        return None;
    }
    let cells = anchor.text.chars().zip(anchor.x..).map(|(c, x)| {
        let cell = buffer.cell((x, anchor.y))?;
        (cell.symbol().chars().eq([c])).then_some((x, anchor.y, cell))
    });
    cells.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::backend::CrosstermBackend;
    use ratatui::style::Style;

    const ADDRESS: &str = "https://aka.ms/sspr";

    fn rows() -> Vec<Row> {
        vec![
            vec![
                (Mark::Plain, "  See ".into()),
                (Mark::Link, ADDRESS.into()),
                (Mark::Plain, ".".into()),
            ],
            vec![(Mark::Plain, "  ".into()), (Mark::Link, "https://learn.mic".into())],
            vec![(Mark::Plain, "  ".into()), (Mark::Link, "rosoft.com/x".into())],
            vec![(Mark::Plain, "  ".into()), (Mark::Link, ADDRESS.into())],
        ]
    }

    #[test]
    fn an_address_that_goes_on_in_the_next_line_is_one() {
        let area = Rect::new(2, 5, 40, 3);
        let found = of(&rows(), area, 0);
        let told: Vec<_> = found.iter().map(|a| (a.x, a.y, a.address.as_str())).collect();
        let long = "https://learn.microsoft.com/x";
        assert_eq!(told, [(8, 5, ADDRESS), (4, 6, long), (4, 7, long)]);
        let scrolled = of(&rows(), area, 2);
        let told: Vec<_> = scrolled.iter().map(|a| (a.y, a.address.as_str())).collect();
        assert_eq!(told, [(5, long), (6, ADDRESS)]);
    }

    #[test]
    fn what_stands_on_the_screen_is_written_as_a_link_and_what_is_covered_is_not() {
        let area = Rect::new(0, 0, 40, 4);
        let mut buffer = Buffer::empty(area);
        for (y, row) in (0..).zip(rows()) {
            let line: String = row.iter().map(|(_, text)| text.as_str()).collect();
            buffer.set_string(0, y, line, Style::default());
        }
        buffer.set_string(0, 3, "covered by a popup        ", Style::default());
        let mut bytes = Vec::new();
        let written = write(&mut CrosstermBackend::new(&mut bytes), &buffer, &of(&rows(), area, 0));
        assert!(written.is_ok());
        let written = String::from_utf8_lossy(&bytes);
        assert_eq!(written.matches("\x1b]8;id=").count(), 3, "{written:?}");
        assert_eq!(written.matches("\x1b]8;;\x1b\\").count(), 3, "{written:?}");
        assert!(written.contains(&format!(";{ADDRESS}\x1b\\")), "{written:?}");
    }
}
