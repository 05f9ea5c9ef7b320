//! A problem in a knowledge file: which rule, where, what to do. Rendering with the source line lives in `cli`.

use crate::text::{Lang, Say, Text, say};
use std::ops::Range;

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
    pub span: Range<usize>,
    /// What mends it for sure.
    pub mend: Option<Edit>,
}

/// Text to put into a file in place of a span of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub span: Range<usize>,
    pub put: String,
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
    pub name: Say,
    pub why: Say,
}

/// Every rule, in order. `sspr knowledge lint --explain K005` prints one.
pub fn rules() -> impl Iterator<Item = RuleText> {
    let lines = include_str!("../../assets/lint-rules.txt").lines();
    lines.filter_map(|line| {
        let [id, name, why, name_ko, why_ko] = line.split(" | ").collect::<Vec<_>>().try_into().ok()?;
        Some(RuleText {
            id,
            name: say(name, name_ko),
            why: say(why, why_ko),
        })
    })
}
