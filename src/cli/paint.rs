//! Lines of an article as text for a terminal: named styles become escape sequences, or nothing.

use crate::knowledge::page::{Mark, Row};
use anstyle::{AnsiColor, Style};

fn style(mark: Mark) -> Style {
    match mark {
        Mark::Plain | Mark::Said | Mark::Chosen => Style::new(),
        Mark::Link => Style::new().underline(),
        Mark::Over | Mark::Note => Style::new().dimmed(),
        Mark::Title => Style::new().bold().underline(),
        Mark::Section => Style::new().bold().fg_color(Some(AnsiColor::Cyan.into())),
        Mark::Name => Style::new().bold(),
        Mark::Literal => Style::new().fg_color(Some(AnsiColor::Green.into())),
        Mark::Command => Style::new().bold().fg_color(Some(AnsiColor::Green.into())),
    }
}

/// One line, without its end.
pub fn row(row: &Row, color: bool) -> String {
    let mut out = String::new();
    for (mark, text) in row {
        let style = style(*mark);
        if color && *mark != Mark::Plain {
            out.push_str(&format!("{style}{text}{style:#}"));
        } else {
            out.push_str(text);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Many lines, each with its end.
pub fn rows(rows: &[Row], color: bool) -> String {
    let mut out = String::new();
    for line in rows {
        out.push_str(&row(line, color));
        out.push('\n');
    }
    out
}
