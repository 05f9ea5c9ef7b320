//! A report as parts, and how parts become Markdown, HTML or plain text. Owns the escaping: what a person typed is shown
//! letter by letter in every form. Knows nothing of cases.

use crate::knowledge::page;
use crate::text::{Lang, columns, say, visible};
use serde::{Serialize, Serializer};

/// A piece of a line: a text of ours, in which `**name**` and `` `literal` `` are marks, or what a person typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Ours(String),
    Typed(String),
}

/// A line of a report. Other programs get it as plain text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line(pub Vec<Piece>);

impl Line {
    /// A line of a text of ours and, behind it, what was typed.
    pub fn of(text: impl Into<String>, then: impl Into<String>) -> Self {
        Self(vec![Piece::Ours(text.into()), Piece::Typed(then.into())])
    }

    /// The line with another behind it.
    #[must_use]
    pub fn and(mut self, other: Line) -> Self {
        self.0.extend(other.0);
        self
    }

    /// Every piece put through `told`.
    pub fn retold(&mut self, told: &dyn Fn(&str) -> String) {
        for piece in &mut self.0 {
            let (Piece::Ours(text) | Piece::Typed(text)) = piece;
            *text = told(text);
        }
    }

    fn in_form(&self, form: fn(&Piece) -> String) -> String {
        let told: String = self.0.iter().map(form).collect();
        visible(&told).into_owned()
    }
}

impl Serialize for Line {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&plain(self))
    }
}

/// A part of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// A heading; 1 is the title of the whole.
    Heading(usize, Line),
    Para(Line),
    /// Name and value.
    Table(Vec<(Line, Line)>),
    List(Vec<Line>),
    /// Steps in order, each with its number.
    Steps(Vec<Step>),
    /// Steps that need no number.
    Points(Vec<Step>),
}

/// A step with what belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub text: Line,
    /// Copied as it stands: never escaped, never wrapped.
    pub command: Option<Line>,
    /// Name and value.
    pub under: Vec<(Line, Line)>,
}

impl Step {
    fn lines_mut(&mut self) -> impl Iterator<Item = &mut Line> {
        let under = self.under.iter_mut().flat_map(|(name, value)| [name, value]);
        std::iter::once(&mut self.text).chain(&mut self.command).chain(under)
    }
}

/// A line of one text of ours.
pub fn ours(text: impl Into<String>) -> Line {
    Line(vec![Piece::Ours(text.into())])
}

/// A line of one text that was typed.
pub fn typed(text: impl Into<String>) -> Line {
    Line(vec![Piece::Typed(text.into())])
}

/// Puts every line of the parts through `told`.
pub fn retold(parts: &mut [Part], told: &dyn Fn(&str) -> String) {
    for part in parts {
        match part {
            Part::Heading(_, line) | Part::Para(line) => line.retold(told),
            Part::Table(rows) => rows.iter_mut().for_each(|(name, value)| {
                name.retold(told);
                value.retold(told);
            }),
            Part::List(items) => items.iter_mut().for_each(|item| item.retold(told)),
            Part::Steps(steps) | Part::Points(steps) => {
                let lines = steps.iter_mut().flat_map(Step::lines_mut);
                lines.for_each(|line| line.retold(told));
            }
        }
    }
}

/// As Markdown.
pub fn markdown(parts: &[Part], lang: Lang) -> String {
    let [name, value] = [say("Item", "항목"), say("Value", "내용")].map(|head| head.get(lang));
    let mut out = String::new();
    let line = |line: &Line| line.in_form(markdown_piece);
    for part in parts {
        match part {
            Part::Heading(level, text) => out.push_str(&format!("{} {}\n", "#".repeat(*level), line(text))),
            Part::Para(text) => out.push_str(&format!("{}\n", line(text))),
            Part::Table(rows) => {
                out.push_str(&format!("| {name} | {value} |\n| --- | --- |\n"));
                for (name, value) in rows {
                    out.push_str(&format!("| {} | {} |\n", line(name), line(value)));
                }
            }
            Part::List(items) => {
                for item in items {
                    out.push_str(&format!("- {}\n", line(item)));
                }
            }
            Part::Steps(steps) | Part::Points(steps) => {
                for (step, number) in steps.iter().zip(1..) {
                    let lead = lead(part, number);
                    let later = " ".repeat(lead.len());
                    out.push_str(&format!("{lead}{}\n", line(&step.text)));
                    if let Some(command) = &step.command {
                        let command = plain(command);
                        let fence = if command.contains("```") { "~~~" } else { "```" };
                        let inside = command.replace('\n', &format!("\n{later}"));
                        out.push_str(&format!("\n{later}{fence}\n{later}{inside}\n{later}{fence}\n\n"));
                    }
                    for (name, value) in &step.under {
                        out.push_str(&format!("{later}- {}: {}\n", line(name), line(value)));
                    }
                }
            }
        }
        out.push('\n');
    }
    out.trim_end().to_owned() + "\n"
}

/// What stands before a step.
fn lead(part: &Part, number: usize) -> String {
    match part {
        Part::Steps(_) => format!("{number}. "),
        _ => "- ".to_owned(),
    }
}

fn markdown_piece(piece: &Piece) -> String {
    match piece {
        Piece::Ours(text) => text.replace('|', "\\|").replace('\n', "<br>"),
        Piece::Typed(text) => {
            let mut out = String::with_capacity(text.len());
            let mut before = ' ';
            let mut rest = text.chars().peekable();
            while let Some(c) = rest.next() {
                let next = rest.peek().copied().unwrap_or(' ');
                // an underscore inside a word, and a backslash before a letter as in paths, mean nothing in Markdown
                let special = match c {
                    '`' | '*' | '[' | ']' | '<' | '>' | '|' | '&' | '~' => true,
                    '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
                    '\\' => next.is_ascii_punctuation(),
                    _ => false,
                };
                match c {
                    '\n' => out.push_str("<br>"),
                    c if special => out.extend(['\\', c]),
                    c => out.push(c),
                }
                before = c;
            }
            out
        }
    }
}

/// As a page that needs nothing else.
pub fn html(parts: &[Part], lang: Lang) -> String {
    let line = |line: &Line| line.in_form(html_piece);
    let title = parts.iter().find_map(|part| match part {
        Part::Heading(1, text) => Some(plain(text)),
        _ => None,
    });
    let mut out = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n",
        lang.tag(),
        escape(&title.unwrap_or_default())
    );
    for part in parts {
        match part {
            Part::Heading(level, text) => out.push_str(&format!("<h{level}>{}</h{level}>\n", line(text))),
            Part::Para(text) => out.push_str(&format!("<p>{}</p>\n", line(text))),
            Part::Table(rows) => {
                out.push_str("<table>\n");
                for (name, value) in rows {
                    let (name, value) = (line(name), line(value));
                    out.push_str(&format!("<tr><th scope=\"row\">{name}</th><td>{value}</td></tr>\n"));
                }
                out.push_str("</table>\n");
            }
            Part::List(items) => {
                out.push_str("<ul>\n");
                for item in items {
                    out.push_str(&format!("<li>{}</li>\n", line(item)));
                }
                out.push_str("</ul>\n");
            }
            Part::Steps(steps) | Part::Points(steps) => {
                let list = if matches!(part, Part::Steps(_)) { "ol" } else { "ul" };
                out.push_str(&format!("<{list}>\n"));
                for step in steps {
                    out.push_str(&format!("<li>{}", line(&step.text)));
                    if let Some(command) = &step.command {
                        // a new line stays one here
                        let command = plain(command).split('\n').map(escape).collect::<Vec<_>>().join("\n");
                        out.push_str(&format!("\n<pre>{command}</pre>"));
                    }
                    for (name, value) in &step.under {
                        out.push_str(&format!("\n<div>{}: {}</div>", line(name), line(value)));
                    }
                    out.push_str("</li>\n");
                }
                out.push_str(&format!("</{list}>\n"));
            }
        }
    }
    out.push_str("</body>\n</html>\n");
    out
}

const STYLE: &str =
    "body { font-family: sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.5 }
table { border-collapse: collapse; width: 100% }
th, td { border: 1px solid #888; padding: 0.3rem 0.6rem; text-align: left; vertical-align: top }
th { width: 14rem; font-weight: 600 }
td, li, p, pre { overflow-wrap: anywhere }
pre { white-space: pre-wrap; margin: 0.3rem 0 }
@media print { body { margin: 0; max-width: none } h2, h3 { break-after: avoid } li, tr { break-inside: avoid } }
";

fn html_piece(piece: &Piece) -> String {
    match piece {
        Piece::Ours(text) => page::marked(text, page::Mark::Plain)
            .into_iter()
            .map(|(mark, text)| match mark {
                page::Mark::Name => format!("<strong>{}</strong>", escape(text)),
                page::Mark::Literal => format!("<code>{}</code>", escape(text)),
                _ => escape(text),
            })
            .collect(),
        Piece::Typed(text) => escape(text),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\n', "<br>")
}

/// A line without marks.
pub fn plain(line: &Line) -> String {
    line.in_form(|piece| match piece {
        Piece::Ours(text) => page::plain(text),
        Piece::Typed(text) => text.clone(),
    })
}

/// A text in lines of at most `width` columns, with what stands before the first and before the later ones.
fn wrapped((first, later): (&str, &str), text: &str, width: usize) -> String {
    let rows = columns::wrap(text, width.saturating_sub(columns::width(later)));
    let mut out = String::new();
    for (at, row) in rows.iter().enumerate() {
        out.extend([if at == 0 { first } else { later }, row, "\n"]);
    }
    out
}

/// As plain text of at most `width` columns; only a command may be wider, to be copied as it stands.
pub fn text(parts: &[Part], width: usize) -> String {
    let mut out = String::new();
    let mut put = |lead: (&str, &str), text: &str, width| out.push_str(&wrapped(lead, text, width));
    for part in parts {
        match part {
            Part::Heading(level, line) => {
                let line = plain(line);
                put(("", ""), &line, width);
                if let Some(rule) = ["=", "-"].get(level - 1) {
                    put(("", ""), &rule.repeat(columns::width(&line).min(width)), width);
                }
            }
            Part::Para(line) => put(("", ""), &plain(line), width),
            Part::Table(rows) => {
                for (name, value) in rows {
                    put(("", "    "), &format!("{}: {}", plain(name), plain(value)), width);
                }
            }
            Part::List(items) => {
                for item in items {
                    put(("- ", "  "), &plain(item), width);
                }
            }
            Part::Steps(steps) | Part::Points(steps) => {
                for (step, number) in steps.iter().zip(1..) {
                    let lead = lead(part, number);
                    let later = " ".repeat(lead.len());
                    put((&lead, &later), &plain(&step.text), width);
                    if let Some(command) = &step.command {
                        for row in plain(command).lines() {
                            put((&format!("{later}$ "), ""), row, usize::MAX);
                        }
                    }
                    for (name, value) in &step.under {
                        let text = format!("{}: {}", plain(name), plain(value));
                        put((&later, &format!("{later}  ")), &text, width);
                    }
                }
            }
        }
        put(("", ""), "", width);
    }
    out.trim_end().to_owned() + "\n"
}
