//! Text with styles for a terminal: named styles become escape sequences, or nothing. Owns that no other sequence stands in it.

use crate::knowledge::page::{Mark, Row};
use crate::text::{visible, visible_styled};
use anstyle::{AnsiColor, Style};

fn style(mark: Mark) -> Style {
    match mark {
        Mark::Plain | Mark::Said | Mark::Chosen | Mark::Evidence | Mark::Done | Mark::Careful => Style::new(),
        Mark::Link | Mark::Hidden => Style::new().underline(),
        Mark::Over | Mark::Note => Style::new().dimmed(),
        Mark::Title | Mark::Match => Style::new().bold().underline(),
        Mark::Section => Style::new().bold().fg_color(Some(AnsiColor::Cyan.into())),
        Mark::Name => Style::new().bold(),
        Mark::Literal => Style::new().fg_color(Some(AnsiColor::Green.into())),
        Mark::Command => Style::new().bold().fg_color(Some(AnsiColor::Green.into())),
    }
}

/// A text in which only this program has set styles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Painted(String);

impl Painted {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What a crate rendered, from texts that it took as plain.
    pub fn rendered(text: &str) -> Self {
        Self(visible_styled(text).into_owned())
    }

    /// Adds text without a style.
    pub fn plain(&mut self, text: &str) {
        self.0.push_str(&visible(text));
    }

    /// Adds lines of an article, each with its end.
    pub fn rows(&mut self, rows: &[Row], color: bool) {
        for line in rows {
            self.row(line, color);
            self.0.push('\n');
        }
    }

    fn row(&mut self, row: &Row, color: bool) {
        let from = self.0.len();
        for (mark, text) in row {
            let (style, text) = (style(*mark), visible(text));
            if color && *mark != Mark::Plain {
                self.0.push_str(&format!("{style}{text}{style:#}"));
            } else {
                self.0.push_str(&text);
            }
        }
        let end = self.0.trim_end_matches(' ').len();
        self.0.truncate(end.max(from));
    }
}

impl From<String> for Painted {
    fn from(text: String) -> Self {
        let mut out = Self::default();
        out.plain(&text);
        out
    }
}
