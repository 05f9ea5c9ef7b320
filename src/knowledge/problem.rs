//! A problem in a knowledge file: which rule, where, what to do. Rendering with the source line lives in `cli`.

use serde::Serialize;

/// One finding of the checks. `line` and `column` count from 1, the column in characters; `start..end` are bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    pub rule: &'static str,
    pub file: String,
    pub line: usize,
    pub column: usize,
    /// Where in the document, for example `entries/3/choices/1/go/0`.
    pub path: String,
    pub message: String,
    pub help: String,
    #[serde(skip)]
    pub span: std::ops::Range<usize>,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}:{}:{}: {} {}",
            self.file, self.line, self.column, self.rule, self.message
        )?;
        if !self.help.is_empty() {
            write!(f, " ({})", self.help)?;
        }
        Ok(())
    }
}

/// Problems by where they stand, each once.
pub fn in_order(mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by(|a, b| {
        (&a.file, a.line, a.column, a.rule, &a.message).cmp(&(&b.file, b.line, b.column, b.rule, &b.message))
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
