//! The only place that prints. Standard output holds the answer and nothing else; everything else goes to standard error. Nothing
//! leaves here that steers a terminal but the styles of [`Painted`].

use super::exit::Failure;
use super::paint::Painted;
use crate::host::{Host, Platform};
use crate::text::{visible, visible_json};
use std::io::{self, IsTerminal, Write};

/// Standard output and standard error of one run.
pub struct Output {
    out: io::BufWriter<io::Stdout>,
    /// Printed when the command has ended, so that an error can take its place.
    document: Option<String>,
    /// A write failed and its failure was given; what is left cannot be written either.
    broken: bool,
    pub terminal: bool,
    /// A pipe on Windows is decoded by code page, so a document in it is plain ASCII.
    ascii: bool,
}

impl Output {
    pub fn standard(host: &dyn Host) -> Self {
        let stdout = io::stdout();
        let terminal = stdout.is_terminal();
        Self {
            out: io::BufWriter::new(stdout),
            document: None,
            broken: false,
            terminal,
            ascii: host.platform() == Platform::Windows && !terminal,
        }
    }

    /// Writes a part of the answer.
    pub fn text(&mut self, text: &str) -> Result<(), Failure> {
        self.write(&visible(text))
    }

    /// Writes a part of the answer that bears styles.
    pub fn painted(&mut self, text: &Painted) -> Result<(), Failure> {
        self.write(text.as_str())
    }

    fn write(&mut self, text: &str) -> Result<(), Failure> {
        self.attempt(|out| out.write_all(text.as_bytes()))
    }

    fn attempt(&mut self, write: impl FnOnce(&mut io::BufWriter<io::Stdout>) -> io::Result<()>) -> Result<(), Failure> {
        if self.broken {
            return Ok(());
        }
        write(&mut self.out).map_err(|error| {
            self.broken = true;
            Failure::from_output(&error)
        })
    }

    pub fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.text(text)?;
        self.text("\n")
    }

    /// The answer as one JSON document, in place of an earlier one.
    pub fn json(&mut self, value: &impl serde::Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(value)?;
        self.document = Some(visible_json(&text, self.ascii).into_owned());
        Ok(())
    }

    /// Ends the answer; what cannot be written any more is reported here.
    pub fn finish(&mut self) -> Result<(), Failure> {
        if let Some(document) = self.document.take() {
            self.line(&document)?;
        }
        self.attempt(Write::flush)
    }

    /// Columns and rows of the terminal that standard output is.
    pub fn size(&self) -> Option<(usize, usize)> {
        if !self.terminal {
            return None;
        }
        let (columns, rows) = ratatui::crossterm::terminal::size().ok()?;
        Some((usize::from(columns), usize::from(rows)))
    }

    /// Does somebody see remarks as they come?
    pub fn is_watched(&self) -> bool {
        io::stderr().is_terminal()
    }

    /// A remark on standard error; a closed one is nobody's loss.
    pub fn remark(&self, text: &str) {
        let _ = writeln!(io::stderr(), "{}", visible(text));
    }

    /// What went wrong, on standard error.
    pub fn complain(&self, text: &str) {
        self.remark(&format!("sspr: {text}"));
    }
}
