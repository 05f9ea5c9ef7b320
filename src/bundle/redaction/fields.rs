//! Labels and what stands behind them, in every form in which a line has such: `label: value`, `label=value`, JSON, XML, HTML, cells
//! of a table, a label before a quoted value. Owns where a value ends.

use super::words::{Label, WORDS};
use std::ops::Range;

/// A value behind a label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'w> {
    pub labels: &'w [Label],
    /// Without the quotes around it.
    pub at: Range<usize>,
    /// In quotes, an element or a cell, so that where it ends is certain.
    pub closed: bool,
    /// Nothing but a blank parts it from its label.
    pub spaced: bool,
}

/// Blanks that part columns.
const GAP: &str = "  ";

/// No label is longer, in bytes.
const LONGEST_LABEL: usize = 60;

/// What ends the words before a sign that may be a label.
fn parts(c: char) -> bool {
    matches!(
        c,
        ',' | ';'
            | '|'
            | '{'
            | '}'
            | '('
            | '['
            | ']'
            | '<'
            | '>'
            | '\t'
            | '&'
            | '?'
            | '!'
            | '='
            | '\u{ff1a}'
            | '\u{b7}'
    )
}

/// The values of a line that stand behind a label.
pub fn fields(line: &str) -> Vec<Field<'static>> {
    let mut out = signs(line);
    if line.contains('<') {
        out.extend(elements(line));
    }
    if line.contains('|') || line.contains('\t') {
        out.extend(cells(line));
    }
    out.extend(quoted(line));
    out.extend(spaced(line));
    out.extend(padded(line));
    out
}

/// The words before a place that may be a label.
fn before(line: &str, at: usize) -> &str {
    let text = line.get(..at).unwrap_or_default();
    let from = text.len().saturating_sub(LONGEST_LABEL);
    let from = (from..=text.len())
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(text.len());
    let text = text.get(from..).unwrap_or_default();
    let trimmed = text.trim_end_matches(|c: char| c.is_whitespace() || "\"'*`_)".contains(c));
    let start = trimmed
        .rfind(|c: char| parts(c))
        .and_then(|at| Some(at + trimmed.get(at..)?.chars().next()?.len_utf8()));
    let words = trimmed.get(start.unwrap_or(0)..).unwrap_or_default();
    // a sentence before ends there
    words.rsplit(". ").next().unwrap_or_default()
}

/// `label: value`, `"label": "value"`, `label=value`, `-Label value`.
fn signs(line: &str) -> Vec<Field<'static>> {
    let mut out = Vec::new();
    for (at, c) in line.char_indices() {
        let rest = line.get(at + c.len_utf8()..).unwrap_or_default();
        let sign = match c {
            ':' => !rest.starts_with("//") && !rest.starts_with(':') && !rest.starts_with('\\'),
            '=' => !rest.starts_with('='),
            '\u{ff1a}' => true,
            ' ' => option(line, at),
            _ => false,
        };
        if !sign {
            continue;
        }
        // <Data Name='TargetUserName'>: what the attribute says is a label itself
        let tag = line.get(..at).is_some_and(|head| {
            head.rfind('<')
                .is_some_and(|open| head.rfind('>').is_none_or(|close| close < open))
        });
        let attribute = line
            .get(..at)
            .and_then(|head| head.rsplit([' ', '\t', '<']).next())
            .unwrap_or_default()
            .to_ascii_lowercase();
        if c == '='
            && tag
            && matches!(
                attribute.as_str(),
                "name" | "id" | "key" | "class" | "n" | "for" | "type" | "target" | "to" | "from"
            )
        {
            continue;
        }
        let labels = WORDS.label(before(line, at));
        // in JSON these are keys of all sorts, and name somebody only where the value looks like it
        let key = line
            .get(..at)
            .and_then(|head| head.strip_suffix('"')?.rsplit('"').next());
        let spaced = c == ':' && matches!(key, Some("from" | "to" | "target"));
        if !labels.is_empty() {
            let from = at + c.len_utf8();
            let from = from + rest.len() - rest.trim_start_matches(['>', ':', '*']).len();
            out.extend(values(line, from).into_iter().map(|(at, closed)| Field {
                labels,
                at,
                closed,
                spaced,
            }));
        }
    }
    out
}

/// Does an option of a command end here: `-Identity kimmj`, `/user kimmj`?
fn option(line: &str, at: usize) -> bool {
    let word = line
        .get(..at)
        .and_then(|before| before.rsplit(' ').next())
        .unwrap_or_default();
    let named = word.trim_start_matches('-').trim_start_matches('/');
    named.len() < word.len() && named.len() > 2 && named.chars().all(|c| c.is_ascii_alphabetic() || c == '-')
}

/// The values from a place on: one, or those of a list in brackets.
fn values(line: &str, from: usize) -> Vec<(Range<usize>, bool)> {
    let rest = line.get(from..).unwrap_or_default();
    let inner = rest.trim_start_matches([' ', '\t', '[', '\u{3000}']);
    let list = rest.trim_start().starts_with('[');
    let mut at = from + rest.len() - inner.len();
    let mut out = Vec::new();
    loop {
        let rest = line.get(at..).unwrap_or_default();
        let Some(open) = rest.chars().next() else { break };
        let close = match open {
            '"' | '\'' | '`' => open,
            '\u{201c}' => '\u{201d}',
            '\u{2018}' => '\u{2019}',
            _ => {
                if !rest.is_empty() && out.is_empty() {
                    out.push((at..at + open_end(rest), false));
                }
                break;
            }
        };
        let start = at + open.len_utf8();
        let inside = line.get(start..).unwrap_or_default();
        let Some(length) = inside.find(close) else {
            out.push((start..start + open_end(inside), false));
            break;
        };
        out.push((start..start + length, true));
        let behind = inside.get(length + close.len_utf8()..).unwrap_or_default();
        let next = behind.trim_start_matches([',', ' ']);
        if !list || next.len() == behind.len() || !next.starts_with(open) {
            break;
        }
        at = start + length + close.len_utf8() + behind.len() - next.len();
    }
    out
}

/// Where a value without quotes ends.
fn open_end(value: &str) -> usize {
    let stop = |(at, c): (usize, char)| {
        let rest = value.get(at + c.len_utf8()..).unwrap_or_default();
        match c {
            // `<` as in Kim Minji <kim@contoso.com>
            '\t' | '|' | ';' | '<' | '>' | '"' | '}' | ']' | '\n' | '\r' | '&' => Some(at),
            ' ' if rest.starts_with(' ') || rest.starts_with("- ") || rest.starts_with("/ ") => Some(at),
            // the next pair begins
            ' ' | ',' => {
                let next = rest.trim_start_matches(' ');
                let word = next
                    .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.')))
                    .unwrap_or(next.len());
                let sign = next
                    .get(word..)
                    .is_some_and(|r| r.starts_with(['=', ':']) && !r.starts_with(":\\"));
                (word > 0 && sign).then_some(at)
            }
            _ => None,
        }
    };
    let end = value.char_indices().find_map(stop).unwrap_or(value.len());
    value.get(..end).map_or(0, |value| value.trim_end().len())
}

/// `<label>value</label>`, `<Data Name="label">value</Data>`, `<td>label</td><td>value</td>`, `<b>label:</b> value`.
fn elements(line: &str) -> Vec<Field<'static>> {
    let mut out = Vec::new();
    let mut told: &str = "";
    let mut at = 0;
    while let Some(open) = line.get(at..).and_then(|rest| rest.find('<')).map(|open| at + open) {
        let Some(close) = line
            .get(open..)
            .and_then(|rest| rest.find('>'))
            .map(|close| open + close)
        else {
            break;
        };
        let tag = line.get(open + 1..close).unwrap_or_default();
        let end = line
            .get(close..)
            .and_then(|rest| rest.find('<'))
            .map_or(line.len(), |end| close + end);
        let text = line.get(close + 1..end).unwrap_or_default();
        let lead = text.len() - text.trim_start().len();
        let value = close + 1 + lead..close + 1 + lead + text.trim().len();
        at = close + 1;
        if text.trim().is_empty() {
            continue;
        }
        let closing = tag.starts_with('/');
        let own = if closing {
            ""
        } else {
            named(tag).unwrap_or_else(|| tag.split_whitespace().next().unwrap_or_default())
        };
        let own = own.rsplit(':').next().unwrap_or_default();
        let by_tag = WORDS.label(own);
        let by_text = WORDS.label(told.trim_end_matches([':', ' ']));
        let labels = if !by_tag.is_empty() && told_by_tag(own) {
            by_tag
        } else {
            by_text
        };
        if !labels.is_empty() {
            let lead = line
                .get(value.clone())
                .map_or(0, |text| text.len() - text.trim_start_matches([':', ' ']).len());
            out.push(Field {
                labels,
                at: value.start + lead..value.end,
                closed: true,
                spaced: false,
            });
        }
        told = text.trim();
    }
    out
}

/// Elements of pages are no labels.
fn told_by_tag(tag: &str) -> bool {
    tag.len() > 2
        && !matches!(
            tag.to_ascii_lowercase().as_str(),
            "address" | "title" | "link" | "object" | "label" | "target" | "from" | "to"
        )
}

/// The value of `Name` or `class` in a tag.
fn named(tag: &str) -> Option<&str> {
    let lower = tag.to_ascii_lowercase();
    let from = [" name=", " n=", " key=", " class=", " id="]
        .iter()
        .find_map(|key| Some(lower.find(key)? + key.len()))?;
    let rest = tag.get(from..)?;
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inner = rest.get(1..)?;
    inner.get(..inner.find(quote)?)
}

/// `| label | value |`, and the same with tabs.
fn cells(line: &str) -> Vec<Field<'static>> {
    let mut out = Vec::new();
    let mut labels: &[Label] = &[];
    for (at, cell) in split(line, if line.contains('|') { '|' } else { '\t' }) {
        let lead = cell.len() - cell.trim_start().len();
        let text = cell.trim().trim_matches('*');
        if !labels.is_empty() && !text.is_empty() {
            let at = at
                + lead
                + cell
                    .trim()
                    .len()
                    .saturating_sub(cell.trim().trim_start_matches('*').len());
            out.push(Field {
                labels,
                at: at..at + text.len(),
                closed: true,
                spaced: false,
            });
        }
        labels = if text.len() <= LONGEST_LABEL {
            WORDS.label(text.trim_end_matches(':'))
        } else {
            &[]
        };
    }
    out
}

/// The cells of a line, each with its place.
pub fn split(line: &str, sign: char) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut quoted = false;
    for (at, c) in line.char_indices() {
        if c == '"' && sign != '|' {
            quoted = !quoted;
        } else if c == sign && !quoted {
            out.push((start, line.get(start..at).unwrap_or_default()));
            start = at + c.len_utf8();
        }
    }
    out.push((start, line.get(start..).unwrap_or_default()));
    out
}

/// Words that are labels only before a sign.
const ONLY_WITH_SIGN: [&str; 18] = [
    "from", "to", "cc", "bcc", "name", "target", "cn", "sn", "who", "actor", "direct", "node", "cell", "id", "sam",
    "contact", "대상", "참조",
];

/// `user kim01`, `ext. 4521`, `담당자 김민지`: a label and a blank.
fn spaced(line: &str) -> Vec<Field<'static>> {
    let mut out = Vec::new();
    for (at, _) in line.match_indices(' ') {
        let rest = line.get(at + 1..).unwrap_or_default();
        if !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '+' | '(')) {
            continue;
        }
        let head = line.get(..at).unwrap_or_default();
        let word = head
            .rsplit(|c: char| parts(c) || c.is_whitespace())
            .next()
            .unwrap_or_default()
            .trim_end_matches('.');
        if word.is_empty() {
            continue;
        }
        let labels = WORDS.label(before(line, at));
        // 아이디 echpyo: no Korean word is spelled so
        if word.ends_with("아이디")
            && let Some(end) = account(rest)
        {
            out.push(Field {
                labels: WORDS.label("login id"),
                at: at + 1..at + 1 + end,
                closed: true,
                spaced: false,
            });
            continue;
        }
        if word.eq_ignore_ascii_case("id")
            && let Some(field) = id_between_signs(line, head, at + 1)
        {
            out.push(field);
            continue;
        }
        // `id` alone is none, `employee id` is one
        if ONLY_WITH_SIGN.contains(&word.to_lowercase().as_str()) && labels == WORDS.label(word) {
            continue;
        }
        if !labels.is_empty() {
            let end = open_end(rest);
            out.push(Field {
                labels,
                at: at + 1..at + 1 + end,
                closed: false,
                spaced: true,
            });
        }
    }
    out
}

/// The account in small letters that begins a text and is a word of its own.
fn account(text: &str) -> Option<usize> {
    let end = text
        .find(|c: char| !(c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-')))
        .unwrap_or(text.len());
    let apart = !text
        .get(end..)?
        .starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '\\'));
    (text.starts_with(|c: char| c.is_ascii_lowercase()) && apart && (3..=20).contains(&end)).then_some(end)
}

/// `김민지 / ID mjkim / PC NB-07`: an account between signs; `head` ends with the label, the value is at `from`.
fn id_between_signs(line: &str, head: &str, from: usize) -> Option<Field<'static>> {
    let sign = |c: char| matches!(c, '/' | ',' | '(' | ')' | '|' | '\u{b7}');
    let before = head.get(..head.len().checked_sub("id".len())?)?.trim_end();
    let value = line.get(from..)?.split(sign).next()?.trim_end();
    let account = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-');
    let good = (3..=20).contains(&value.len()) && value.chars().all(account);
    (good && before.ends_with(sign)).then_some(Field {
        labels: WORDS.label("login id"),
        at: from..from + value.len(),
        closed: true,
        spaced: false,
    })
}

/// `Full Name      Daniel Clarke`: a label, blanks that make a column of it, and a value to the end of the line.
fn padded(line: &str) -> Option<Field<'static>> {
    let start = line.len() - line.trim_start().len();
    let (label, rest) = line.get(start..)?.split_once(GAP)?;
    // Customer+, as forms mark what must be filled
    let label = label.trim_end_matches(['+', '*', ':']);
    let value = rest.trim();
    // more columns are the names or the cells of a table
    if value.is_empty() || value.contains(GAP) || ONLY_WITH_SIGN.contains(&label.to_lowercase().as_str()) {
        return None;
    }
    let labels = WORDS.whole(label);
    let at = line.len() - rest.trim_start().len();
    (!labels.is_empty()).then_some(Field {
        labels,
        at: at..at + value.len(),
        closed: false,
        spaced: false,
    })
}

/// The labels that a line of several words is and nothing else, as pages that are copied have them above their values.
pub fn alone(line: &str) -> &'static [Label] {
    let words = line.trim().trim_end_matches(':');
    let several = words.len() <= LONGEST_LABEL && words.contains(' ') && !words.contains(GAP);
    if several { WORDS.whole(words) } else { &[] }
}

/// The value that a whole line is, below its labels.
pub fn below(line: &str, labels: &'static [Label]) -> Option<Field<'static>> {
    let value = line.trim();
    let at = line.len() - line.trim_start().len();
    (!labels.is_empty() && !value.is_empty()).then_some(Field {
        labels,
        at: at..at + value.len(),
        closed: false,
        spaced: false,
    })
}

/// `user 'kimmj'`, `directory "Contoso"`: a label before a quoted value.
fn quoted(line: &str) -> Vec<Field<'static>> {
    let mut out = Vec::new();
    for (at, c) in line.char_indices() {
        let close = match c {
            '"' | '\'' | '`' => c,
            '\u{201c}' => '\u{201d}',
            '\u{2018}' => '\u{2019}',
            _ => continue,
        };
        let head = line.get(..at).unwrap_or_default();
        if !head.ends_with(' ') || head.trim_end().ends_with([':', '=']) {
            continue;
        }
        let word = head.trim_end().rsplit(' ').next().unwrap_or_default();
        let labels = match word.to_lowercase().as_str() {
            "directory" => &[Label::Tenant],
            word => WORDS.label(word),
        };
        let start = at + c.len_utf8();
        let inside = line.get(start..).unwrap_or_default();
        if let Some(length) = inside
            .find(close)
            .filter(|length| (2..=80).contains(length) && !labels.is_empty())
        {
            out.push(Field {
                labels,
                at: start..start + length,
                closed: true,
                spaced: false,
            });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Vec<(Label, &str)> {
        let all = fields(line);
        all.iter()
            .filter_map(|field| Some((*field.labels.first()?, line.get(field.at.clone())?)))
            .collect()
    }

    #[test]
    fn a_label_alone_in_its_column_or_its_line_announces_what_follows() {
        for (line, label, value) in [
            (
                "Full Name                    Daniel Clarke",
                Label::Name,
                "Daniel Clarke",
            ),
            ("전체 이름                    황세진", Label::Name, "황세진"),
            ("Customer+    Demir, Yusuf", Label::Who, "Demir, Yusuf"),
        ] {
            assert!(read(line).contains(&(label, value)), "{line}: {:?}", read(line));
        }
        assert!(alone("Object ID").contains(&Label::Object));
        assert!(alone("server").is_empty() && alone("the object id is").is_empty());
    }

    #[test]
    fn a_value_stands_behind_its_label_in_every_form() {
        for (line, label, value) in [
            ("Display name: Kim Minji", Label::Name, "Kim Minji"),
            ("DisplayName                   : Kim Minji", Label::Name, "Kim Minji"),
            ("  \"displayName\": \"Kim Minji\",", Label::Name, "Kim Minji"),
            ("user=kimmj host=AADC01", Label::Who, "kimmj"),
            ("<Computer>AADC01</Computer>", Label::Host, "AADC01"),
            ("<Data Name=\"TargetUserName\">kimmj</Data>", Label::Login, "kimmj"),
            ("<td>요청자</td><td>김민지</td>", Label::Who, "김민지"),
            ("<b>Caller:</b> Kim Minji<br>", Label::Who, "Kim Minji"),
            ("| 담당자 | 박철수 |", Label::Who, "박철수"),
            (
                "Get-ADUser -Identity kimmj -Server dc",
                Label::Login,
                "kimmj -Server dc",
            ),
            ("the user 'kimmj' was not found", Label::Who, "kimmj"),
            ("not found in the directory 'Contoso'.", Label::Tenant, "Contoso"),
            ("요청자：김민지 대리", Label::Who, "김민지 대리"),
            (
                "\"businessPhones\": [\"+82 2 555 1234\", \"02-1\"]",
                Label::Phone,
                "02-1",
            ),
        ] {
            assert!(read(line).contains(&(label, value)), "{line}: {:?}", read(line));
        }
        assert_eq!(read("https://aka.ms/sspr at 09:15:30"), []);
    }
}
