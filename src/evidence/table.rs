//! Events as the rows of a table, with commas, semicolons or tabs. The door to `csv`.

use super::columns::{Columns, Record};
use crate::knowledge::paste::Holds;

/// What the columns of a table hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    delimiter: u8,
    /// Of each column, where its name is known.
    holds: Vec<Option<Holds>>,
}

impl Table {
    /// The columns that `head` names; `None` where it names fewer than three that are known.
    pub(super) fn headed(head: &str, columns: &Columns) -> Option<Self> {
        let delimiter = [b',', b';', b'\t']
            .into_iter()
            .find(|d| head.bytes().filter(|b| b == d).count() >= 2)?;
        // lines with as many signs are common, and a reader of tables is dear
        let edge = |c: char| c.is_whitespace() || matches!(c, '"' | '\u{feff}');
        let parts = head.split(char::from(delimiter)).map(|part| part.trim_matches(edge));
        let known = parts.filter(|part| columns.holds(&part.to_lowercase()).is_some());
        known.take(3).nth(2)?;
        let holds: Vec<Option<Holds>> = builder(delimiter)
            .from_reader(head.as_bytes())
            .headers()
            .ok()?
            .iter()
            .map(|head| columns.holds(&head.trim().to_lowercase()))
            .collect();
        (holds.iter().flatten().count() >= 3).then_some(Self { delimiter, holds })
    }

    /// What stands between the values of a row.
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// The first column that holds this, counted from 0.
    pub fn column(&self, holds: Holds) -> Option<usize> {
        self.holds.iter().position(|column| *column == Some(holds))
    }

    /// The records in `rows`, the first of which is line number `line`. Event Viewer names no column for the message, so that
    /// what stands behind the last name is one.
    pub(super) fn records(&self, rows: &str, line: usize) -> Vec<Record> {
        let mut reader = builder(self.delimiter).has_headers(false).from_reader(rows.as_bytes());
        let mut out = Vec::new();
        for row in reader.records().map_while(Result::ok) {
            let mut record = Record::at(line + row.position().map_or(0, |at| below(rows, at)));
            let message = Some(Holds::Message);
            for (value, holds) in row.iter().zip(self.holds.iter().chain(std::iter::repeat(&message))) {
                record.put(*holds, value);
            }
            out.push(record);
        }
        out
    }
}

/// How many lines a row lies below the first. The line feed behind a return is counted with the row that follows it, and the row
/// begins there.
fn below(rows: &str, at: &csv::Position) -> usize {
    let byte = usize::try_from(at.byte()).ok().and_then(|at| rows.as_bytes().get(at));
    let line = usize::try_from(at.line()).unwrap_or(1);
    line - usize::from(byte != Some(&b'\n'))
}

fn builder(delimiter: u8) -> csv::ReaderBuilder {
    let mut csv = csv::ReaderBuilder::new();
    csv.delimiter(delimiter).flexible(true);
    csv
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_its_line_whatever_ends_the_lines() {
        let table = Table {
            delimiter: b',',
            holds: vec![Some(Holds::Event), Some(Holds::Message)],
        };
        for end in ["\n", "\r\n"] {
            let rows = ["1,one", "2,\"two", "lines\"", "3,three", ""].join(end);
            let lines: Vec<usize> = table.records(&rows, 5).iter().map(|record| record.line).collect();
            assert_eq!(lines, [5, 6, 8], "{end:?}");
        }
    }
}
