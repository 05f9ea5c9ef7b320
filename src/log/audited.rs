//! Entries of the Entra audit log inside a text that a person wrote: a table in a mail, rows without their head, the details of one
//! entry as the portal shows them or PowerShell lists them, a label and a value a line.

use super::audit::{Columns, Entry, Names};
use super::rows::{row_length, values};
use crate::knowledge::paste::Audits;
use std::borrow::Cow;

/// Takes the entries out of `text`; where they stood the lines are empty.
pub(super) fn take(names: &Names, text: &str) -> (Vec<Entry>, String) {
    let unquoted = unquoted(text);
    let text = unquoted.as_deref().unwrap_or(text);
    let mut out = Taken::default();
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let line = rest.split_inclusive('\n').next().unwrap_or(rest);
        at += line.len();
        if let Some(columns) = names.table(line) {
            out.close();
            out.rest.push('\n');
            at += out.table(&columns, rest.get(line.len()..).unwrap_or_default());
        } else if let Some(entry) = row(names, line) {
            out.close();
            out.entries.push(entry);
            out.rest.push('\n');
        } else {
            out.line(names, line);
        }
    }
    out.close();
    (out.entries, out.rest)
}

/// The text without the marks of mail quoting, where it has some.
fn unquoted(text: &str) -> Option<String> {
    let bare = |line: &str| {
        let mut line = line.to_owned();
        while let Some(rest) = line.strip_prefix('>') {
            line = rest.strip_prefix(' ').unwrap_or(rest).to_owned();
        }
        line
    };
    let quoted = text.starts_with('>') || text.contains("\n>");
    quoted.then(|| text.split_inclusive('\n').map(bare).collect())
}

#[derive(Default)]
struct Taken {
    entries: Vec<Entry>,
    rest: String,
    /// The details of one entry, and the lines as they stood.
    open: Entry,
    lines: String,
}

impl Taken {
    /// Reads the rows below a head up to an empty line; gives their length.
    fn table(&mut self, columns: &Columns, text: &str) -> usize {
        let mut at = 0;
        while let Some(rest) = text
            .get(at..)
            .filter(|rest| !rest.trim_start_matches(['\r', ' ']).starts_with('\n'))
        {
            let Some((length, _)) = row_length(rest.as_bytes(), true).filter(|(length, _)| *length > 0) else {
                break;
            };
            let entry = columns.entry(rest.get(..length).unwrap_or_default());
            // a person goes on writing below the last row
            if entry.is_none() {
                break;
            }
            self.entries.extend(entry);
            self.rest.push('\n');
            at += length;
        }
        at
    }

    fn line(&mut self, names: &Names, line: &str) {
        let label = line.split_once('\t').or_else(|| line.split_once(':'));
        let held = label.and_then(|(label, value)| Some((names.holds(label)?, value.trim_start_matches([':', '\t']))));
        match held {
            Some((holds, value)) => {
                if self.open.has(holds) && !value.trim().is_empty() && holds != Audits::User {
                    self.close();
                }
                self.open.put(Some(holds), value);
            }
            // a heading between two details
            None if !line.trim().is_empty() && self.open.is_begun() && line.split_whitespace().count() <= 6 => {}
            None if line.trim().is_empty() && self.open.is_begun() => {}
            None => self.close(),
        }
        if self.open.is_begun() {
            self.lines.push_str(line);
        } else {
            self.rest.push_str(line);
        }
    }

    /// Ends the details of an entry; what is none stays in the text.
    fn close(&mut self) {
        let open = std::mem::take(&mut self.open);
        let lines = std::mem::take(&mut self.lines);
        if open.has(Audits::Activity) && (open.has(Audits::Result) || open.has(Audits::Reason)) {
            self.entries.push(open);
            self.rest.extend(lines.lines().map(|_| '\n'));
        } else {
            self.rest.push_str(&lines);
        }
    }
}

/// A row whose head is missing: behind the name of an activity stand its result and its reason.
fn row(names: &Names, line: &str) -> Option<Entry> {
    let delimiter = [',', ';', '\t'].into_iter().find(|d| line.matches(*d).count() >= 4)?;
    let held: Vec<_> = values(line, u8::try_from(delimiter).ok()?).collect();
    let at = held.iter().position(|value| names.is_activity(value))?;
    let mut entry = Entry::default();
    let behind = [Audits::Activity, Audits::Result, Audits::Reason];
    for (holds, value) in behind.into_iter().zip(held.iter().skip(at)) {
        entry.put(Some(holds), value);
    }
    for value in &held {
        let digits = value.chars().filter(char::is_ascii_digit).count();
        if value.contains('@') {
            entry.put(Some(Audits::User), value);
        } else if digits >= 8 && (value.contains('T') || value.contains(':')) {
            entry.put(Some(Audits::Time), value);
        }
    }
    // dates and services are words of another form
    let names_request =
        |value: &&Cow<'_, str>| value.len() >= 32 && value.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    let id = held.iter().take(at).find(names_request);
    entry.put(Some(Audits::CorrelationId), id.map_or("", AsRef::as_ref));
    Some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(text: &str) -> (usize, String) {
        let names = Names::of(&crate::builtin::catalog());
        let (entries, rest) = take(&names, text);
        (entries.len(), rest)
    }

    const HEAD: &str = "Date (UTC),CorrelationId,Service,Category,Activity,Result,ResultReason\n";
    const ROW: &str = "2026-11-20T09:16:20Z,5f2c8d10-7a6b-4e0e-9b1d-2f6f0c1a7e01,Self-service Password Management,UserManagement,Reset password (self-service),failure,OnPremisesAdminActionRequired\n";

    #[test]
    fn a_table_in_a_mail_is_read_and_the_mail_is_left() {
        let (count, rest) = taken(&format!("Hi,\nthis is the export:\n\n{HEAD}{ROW}{ROW}\nThanks\n"));
        assert_eq!(count, 2);
        assert_eq!(taken(&format!("> > {HEAD}> > {ROW}")).0, 1);
        assert_eq!(rest, "Hi,\nthis is the export:\n\n\n\n\n\nThanks\n");
    }

    #[test]
    fn rows_without_their_head_are_read() {
        assert_eq!(taken(ROW).0, 1);
        assert_eq!(taken("a, b, c, d, e, f\n").0, 0);
    }

    #[test]
    fn details_are_read_as_the_portal_and_powershell_write_them() {
        let portal = "Activity\nDate\t11/20/2026, 9:16 AM\nActivity Type\tReset password (self-service)\nCorrelation ID\t5f2c8d10-7a6b-4e0e-9b1d-2f6f0c1a7e01\nStatus\tfailure\nStatus reason\tOnPremisesAdminActionRequired\n";
        assert_eq!(taken(portal), (1, "Activity\n\n\n\n\n\n".to_owned()));
        let listed = "ActivityDateTime    : 11/20/2026 9:16:20 AM\nActivityDisplayName : Reset password (self-service)\nResult              : failure\nResultReason        : OnPremisesConnectivityError\n";
        assert_eq!(taken(&format!("{listed}\n{listed}")).0, 2);
        assert_eq!(taken("Status: open\nDate: 2026-11-20\nregards\n").0, 0);
    }
}
