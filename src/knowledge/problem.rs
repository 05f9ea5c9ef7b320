//! A problem in a knowledge file: which rule, where, what to do. Rendering with the source line lives in `cli`.

use crate::text::{Lang, Text};

/// One finding of the checks. `line` and `column` count from 1, the column in characters; `start..end` are bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    pub rule: &'static str,
    pub file: String,
    pub line: usize,
    pub column: usize,
    /// Where in the document, for example `entries/3/choices/1/go/0`.
    pub path: String,
    pub message: Text,
    pub help: Text,
    pub span: std::ops::Range<usize>,
}

impl Problem {
    /// On one line: place, rule, what is wrong, what to do.
    pub fn say(&self, lang: Lang) -> String {
        let place = format!("{}:{}:{}", self.file, self.line, self.column);
        let said = format!("{place}: {} {}", self.rule, self.message.get(lang));
        match self.help.get(lang) {
            "" => said,
            help => format!("{said} ({help})"),
        }
    }
}

/// Problems by where they stand, each once.
pub fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by(|a, b| {
        (&a.file, a.line, a.column, a.rule, &a.message.en).cmp(&(&b.file, b.line, b.column, b.rule, &b.message.en))
    });
    problems.dedup();
    problems
}

/// A rule of the checks: its number, its name, and why it is there.
pub struct RuleText {
    pub id: &'static str,
    pub name: &'static str,
    pub why: &'static str,
}

/// Every rule, in order. `sspr knowledge lint --explain K005` prints one.
pub fn rules() -> impl Iterator<Item = RuleText> {
    let lines = include_str!("../../assets/lint-rules.txt").lines();
    lines.filter_map(|line| {
        let (id, rest) = line.split_once(" | ")?;
        let (name, why) = rest.split_once(" | ")?;
        Some(RuleText { id, name, why })
    })
}
