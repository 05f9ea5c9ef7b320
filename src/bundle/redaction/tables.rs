//! Lists with names of columns above them: CSV, tables of PowerShell, what `ps` and `quser` print. Owns which cell of a line stands
//! under which label.

use super::fields::{Field, split};
use super::words::{Label, WORDS};

/// The list that the lines read so far are in.
#[derive(Debug, Default)]
pub struct Tables {
    head: Option<Head>,
    /// The line before, which dashes below it make the names of columns.
    last: String,
}

#[derive(Debug)]
enum Head {
    /// Cells between signs; the labels by column.
    Cells { sign: char, labels: Vec<&'static [Label]> },
    /// Columns that begin at these characters.
    Wide(Vec<(usize, &'static [Label])>),
    /// Words between blanks: the column of the user.
    Words(usize, &'static [Label]),
}

/// No name of a column is longer, in characters.
const LONGEST: usize = 40;

/// A longer line is no head of a list, in bytes.
const LONGEST_HEAD: usize = 2000;

impl Tables {
    /// Is the line in no list?
    pub fn is_outside(&self) -> bool {
        self.head.is_none()
    }

    /// A line that is known and in no list stood here.
    pub fn passed(&mut self, line: &str) {
        self.last.clear();
        if line.len() < LONGEST_HEAD {
            self.last.push_str(line);
        }
    }

    /// The cells of the line that stand under a label.
    pub fn fields(&mut self, line: &str) -> Vec<Field<'static>> {
        let line = line.trim_end_matches('\r');
        if line.trim().is_empty() {
            self.head = None;
            self.last.clear();
            return Vec::new();
        }
        if let Some(head) = self.begins(line) {
            self.head = Some(head);
            line.clone_into(&mut self.last);
            return Vec::new();
        }
        self.last.clear();
        if line.len() < LONGEST_HEAD {
            self.last.push_str(line);
        }
        let out = match &self.head {
            None => return Vec::new(),
            Some(Head::Cells { sign, labels }) => cells(line, *sign, labels),
            Some(Head::Wide(columns)) => Some(wide(line, columns)),
            Some(Head::Words(column, labels)) => Some(words(line, *column, labels)),
        };
        // another number of cells is another text
        if out.is_none() {
            self.head = None;
        }
        out.unwrap_or_default()
    }

    /// The names of columns that the line is.
    fn begins(&self, line: &str) -> Option<Head> {
        if line.len() > LONGEST_HEAD {
            return None;
        }
        let dashes = line.trim().len() > 2 && line.chars().all(|c| matches!(c, '-' | ' '))
            || line.trim().len() > 2 && line.chars().all(|c| matches!(c, '=' | ' '));
        if dashes && !self.last.is_empty() {
            return columns(&self.last, line);
        }
        let sign = [',', '\t', ';', '|']
            .into_iter()
            .max_by_key(|sign| line.matches(*sign).count())?;
        let all = split(line, sign);
        if all.len() >= 2 {
            let names: Vec<&str> = all
                .iter()
                .map(|(_, cell)| cell.trim().trim_matches(['"', '*', ' ']))
                .collect();
            let short = names.iter().all(|name| {
                name.chars().count() <= LONGEST
                    && !name.contains(['@', ':', '=', '\\', '/', '<'])
                    && !name.ends_with('.')
                    && name.split(' ').count() <= 4
            });
            let labels: Vec<&'static [Label]> = names.iter().map(|name| label(name, &names)).collect();
            let many = labels.iter().filter(|labels| !labels.is_empty()).count();
            let digits = names
                .iter()
                .filter(|name| name.contains(|c: char| c.is_ascii_digit()))
                .count();
            if short
                && many > 0
                && digits * 4 <= names.len()
                && (many > 1 || names.len() > 2 || sign != ',' || line.starts_with('"'))
            {
                return Some(Head::Cells { sign, labels });
            }
        }
        if let Some(head) = spread(line) {
            return Some(head);
        }
        let words: Vec<&str> = line.split_whitespace().collect();
        let user = words
            .iter()
            .position(|word| matches!(*word, "USER" | "UID" | "USERNAME"))?;
        let listed = words
            .iter()
            .any(|word| matches!(*word, "PID" | "SESSIONNAME" | "TTY" | "%CPU"));
        listed.then(|| Head::Words(user, WORDS.label("login")))
    }
}

/// What the name of a column announces. In a list of people an id is that of each of them.
fn label(name: &str, all: &[&str]) -> &'static [Label] {
    let people = |name: &&str| {
        let own = WORDS.label(name);
        name.eq_ignore_ascii_case("userPrincipalName") || own.contains(&Label::Name) || own.contains(&Label::Login)
    };
    let listed = all.iter().filter(|other| **other != name).any(people);
    if name.eq_ignore_ascii_case("id") && listed {
        return WORDS.label("user id");
    }
    WORDS.label(name)
}

fn cells(line: &str, sign: char, labels: &[&'static [Label]]) -> Option<Vec<Field<'static>>> {
    let all = split(line, sign);
    if all.len() < 2 || all.len() > labels.len() + 1 {
        return None;
    }
    let mut out = Vec::new();
    for ((at, cell), labels) in all.into_iter().zip(labels) {
        let bare = cell.trim_start_matches([' ', '"']);
        let lead = cell.len() - bare.len();
        let bare = bare.trim_end_matches([' ', '"', '\r']);
        if !labels.is_empty() && !bare.is_empty() {
            let at = at + lead..at + lead + bare.len();
            out.push(Field {
                labels,
                at,
                closed: true,
                spaced: false,
            });
        }
    }
    Some(out)
}

/// `samid       display     empid`: names of columns with blanks between them and nothing below, at least two of them known.
fn spread(line: &str) -> Option<Head> {
    // cells hold digits and signs, names of columns hardly
    if line.contains(|c: char| c.is_ascii_digit() || matches!(c, ':' | '=' | '<')) || !line.contains("  ") {
        return None;
    }
    let mut names: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for part in line.split("  ") {
        let lead = part.len() - part.trim_start().len();
        if !part.trim().is_empty() {
            names.push((at + lead, part.trim()));
        }
        at += part.len() + 2;
    }
    let short = |name: &str| name.chars().count() <= LONGEST && name.chars().all(|c| c.is_alphabetic() || c == ' ');
    let known = names.iter().filter(|(_, name)| !WORDS.whole(name).is_empty()).count();
    if known < 2 || !names.iter().all(|(_, name)| short(name)) {
        return None;
    }
    let all: Vec<&str> = names.iter().map(|(_, name)| *name).collect();
    let column = |(at, name): &(usize, &str)| {
        (
            line.get(..*at).map_or(0, |head| head.chars().count()),
            label(name, &all),
        )
    };
    Some(Head::Wide(names.iter().map(column).collect()))
}

/// The columns of a table whose names stand above dashes.
fn columns(names: &str, dashes: &str) -> Option<Head> {
    let mut starts = Vec::new();
    let chars: Vec<char> = names.chars().collect();
    let mut at = 0;
    for part in dashes.split_inclusive(' ') {
        let length = part.chars().count();
        if part.starts_with(['-', '=']) {
            let name: String = chars.iter().skip(at).take(length.max(1)).collect();
            starts.push((at, name.trim().to_owned()));
        }
        at += length;
    }
    let all: Vec<&str> = starts.iter().map(|(_, name)| name.as_str()).collect();
    let out: Vec<(usize, &'static [Label])> = starts.iter().map(|(at, name)| (*at, label(name, &all))).collect();
    out.iter()
        .any(|(_, labels)| !labels.is_empty())
        .then_some(Head::Wide(out))
}

fn wide(line: &str, columns: &[(usize, &'static [Label])]) -> Vec<Field<'static>> {
    let places: Vec<usize> = line.char_indices().map(|(at, _)| at).collect();
    let place = |at: usize| places.get(at).copied().unwrap_or(line.len());
    let mut out = Vec::new();
    for (index, (start, labels)) in columns.iter().enumerate() {
        if labels.is_empty() {
            continue;
        }
        let end = columns.get(index + 1).map_or(line.len(), |(next, _)| place(*next));
        let cell = line.get(place(*start)..end).unwrap_or_default();
        let lead = cell.len() - cell.trim_start().len();
        let at = place(*start) + lead;
        let length = cell.trim().len();
        if length > 0 {
            out.push(Field {
                labels,
                at: at..at + length,
                closed: true,
                spaced: false,
            });
        }
    }
    out
}

fn words(line: &str, column: usize, labels: &'static [Label]) -> Vec<Field<'static>> {
    let mut at = 0;
    let all = line.split([' ', '\t', '>']).filter_map(|word| {
        let from = at;
        at += word.len() + 1;
        (!word.is_empty()).then_some((from, word))
    });
    let word = all.into_iter().nth(column);
    let field = word.map(|(from, word)| {
        let length = word.trim_end_matches('+').len();
        Field {
            labels,
            at: from..from + length,
            closed: true,
            spaced: false,
        }
    });
    field.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<&str> {
        let mut tables = Tables::default();
        let lines = text.lines().flat_map(|line| {
            tables
                .fields(line)
                .into_iter()
                .filter_map(move |field| line.get(field.at))
        });
        lines.collect()
    }

    #[test]
    fn the_cells_of_a_list_stand_under_their_names() {
        assert_eq!(
            read("\"DisplayName\",\"Department\"\n\"Kim Minji\",\"Sales, EMEA\"\n\nKim,x"),
            ["Kim Minji"]
        );
        assert_eq!(
            read("Name      SamAccountName Enabled\n----      -------------- -------\nKim Minji kimmj          True"),
            ["Kim Minji", "kimmj"]
        );
        assert_eq!(read("USER       PID %CPU COMMAND\nkimmj     4924  0.0 bash"), ["kimmj"]);
        assert_eq!(read(" USERNAME  SESSIONNAME  ID\n>kimmj     console  1"), ["kimmj"]);
        assert_eq!(read("요청자|부서\n김민지|영업팀"), ["김민지"]);
        assert!(read("She called, again.\nkim, really").is_empty());
    }
}
