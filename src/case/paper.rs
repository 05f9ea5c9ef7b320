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
    /// In order, each with its number.
    Steps(Vec<Line>),
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
            Part::List(items) | Part::Steps(items) => items.iter_mut().for_each(|item| item.retold(told)),
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
            Part::Steps(items) => {
                for (item, number) in items.iter().zip(1..) {
                    out.push_str(&format!("{number}. {}\n", line(item)));
                }
            }
        }
        out.push('\n');
    }
    out.trim_end().to_owned() + "\n"
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
            Part::List(items) | Part::Steps(items) => {
                let list = if matches!(part, Part::Steps(_)) { "ol" } else { "ul" };
                out.push_str(&format!("<{list}>\n"));
                for item in items {
                    out.push_str(&format!("<li>{}</li>\n", line(item)));
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
td, li, p { overflow-wrap: anywhere }
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

/// As plain text of at most `width` columns.
pub fn text(parts: &[Part], width: usize) -> String {
    let mut out = String::new();
    let mut put = |first: &str, later: &str, text: &str| {
        for (at, row) in columns::wrap(text, width.saturating_sub(columns::width(later)))
            .iter()
            .enumerate()
        {
            out.push_str(if at == 0 { first } else { later });
            out.push_str(row);
            out.push('\n');
        }
    };
    for part in parts {
        match part {
            Part::Heading(level, line) => {
                let line = plain(line);
                put("", "", &line);
                if let Some(rule) = ["=", "-"].get(level - 1) {
                    put("", "", &rule.repeat(columns::width(&line).min(width)));
                }
            }
            Part::Para(line) => put("", "", &plain(line)),
            Part::Table(rows) => {
                for (name, value) in rows {
                    put("", "    ", &format!("{}: {}", plain(name), plain(value)));
                }
            }
            Part::List(items) => {
                for item in items {
                    put("- ", "  ", &plain(item));
                }
            }
            Part::Steps(items) => {
                for (item, number) in items.iter().zip(1..) {
                    put(&format!("{number}. "), "   ", &plain(item));
                }
            }
        }
        put("", "", "");
    }
    out.trim_end().to_owned() + "\n"
}
