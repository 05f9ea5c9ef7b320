//! A screen as lines, for people who hear it or whose terminal draws nothing: what is told, and what was said to it.

use super::message::Effect;
use crate::text::{Lang, Say, columns, say};

const ASK_NUMBER: Say = say("number or words> ", "번호 또는 문구> ");

/// What is told of a screen.
#[derive(Clone, Debug)]
pub struct Told {
    columns: usize,
    /// Lines, wrapped.
    pub text: String,
    /// What can be chosen, each with its number.
    pub rows: Vec<(usize, String)>,
    /// What is asked below them; `None` where nothing is: then it goes on as by Enter.
    pub prompt: Option<String>,
    /// A word such as `case` is a command here; else only 0 is, which goes back.
    pub commands: bool,
    /// What is typed may have several lines.
    pub lines: bool,
    /// Told whole where anything of it changed: it is there to be copied.
    pub whole: bool,
}

impl Told {
    pub fn new(lang: Lang, columns: usize) -> Self {
        Self {
            columns,
            text: String::new(),
            rows: Vec::new(),
            prompt: Some(ASK_NUMBER.get(lang).to_owned()),
            commands: true,
            lines: false,
            whole: false,
        }
    }

    /// Asks for text of several lines.
    pub fn ask_lines(&mut self, prompt: &str) {
        (self.prompt, self.lines) = (Some(prompt.to_owned()), true);
    }

    /// The rows to choose from, numbered from 1.
    pub fn list(&mut self, rows: impl IntoIterator<Item = String>) {
        self.rows = (1..).zip(rows).collect();
    }

    /// Adds a text as lines.
    pub fn line(&mut self, text: &str) {
        for line in columns::wrap(text, self.columns) {
            self.text.push_str(&line);
            self.text.push('\n');
        }
    }
}

/// What follows from what was said.
pub enum Heard {
    Effects(Vec<Effect>),
    /// One step back.
    Back,
    /// It names nothing that is offered.
    NoSuchRow,
}
