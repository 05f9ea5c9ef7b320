//! The only place that prints. Standard output holds the answer and nothing else; everything else goes to standard error.

use super::exit::Failure;
use crate::host::{Host, Platform};
use std::io::{self, IsTerminal, Write};

/// Standard output and standard error of one run.
pub struct Output {
    out: io::BufWriter<io::Stdout>,
    /// Printed when the command has ended, so that an error can take its place.
    document: Option<String>,
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
            terminal,
            ascii: host.platform() == Platform::Windows && !terminal,
        }
    }

    /// Writes a part of the answer.
    pub fn text(&mut self, text: &str) -> Result<(), Failure> {
        self.out
            .write_all(text.as_bytes())
            .map_err(|e| Failure::from_output(&e))
    }

    pub fn line(&mut self, text: &str) -> Result<(), Failure> {
        self.text(text)?;
        self.text("\n")
    }

    /// The answer as one JSON document, in place of an earlier one.
    pub fn json(&mut self, value: &impl serde::Serialize) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(value)?;
        self.document = Some(if self.ascii { ascii_json(&text) } else { text });
        Ok(())
    }

    /// Ends the answer; what cannot be written any more is reported here.
    pub fn finish(&mut self) -> Result<(), Failure> {
        if let Some(document) = self.document.take() {
            self.line(&document)?;
        }
        self.out.flush().map_err(|e| Failure::from_output(&e))
    }

    /// Columns and rows of the terminal that standard output is.
    pub fn size(&self) -> Option<(usize, usize)> {
        if !self.terminal {
            return None;
        }
        let (columns, rows) = ratatui::crossterm::terminal::size().ok()?;
        Some((usize::from(columns), usize::from(rows)))
    }

    /// A remark on standard error; a closed one is nobody's loss.
    pub fn remark(&self, text: &str) {
        let _ = writeln!(io::stderr(), "{text}");
    }

    /// What went wrong, on standard error.
    pub fn complain(&self, text: &str) {
        self.remark(&format!("sspr: {text}"));
    }
}

fn ascii_json(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut units = [0; 2];
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn json_for_a_code_page_holds_ascii_alone() {
        assert_eq!(super::ascii_json("\"암😀\""), "\"\\uc554\\ud83d\\ude00\"");
    }
}
