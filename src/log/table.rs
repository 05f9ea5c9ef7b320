//! Events as the rows of a table, as Event Viewer and PowerShell write them. Owns where a row begins and ends, and the
//! passing-over; a row that may be wanted is read as pasted tables are.

use super::encoding::Decoded;
use super::harm::Harm;
use super::kind;
use super::read::Run;
use crate::evidence::Table;
use crate::knowledge::paste::Holds;
use memchr::{memchr, memchr2};
use std::borrow::Cow;
use std::ops::ControlFlow;

/// No row is longer, in bytes; where one does not end within, a quotation mark is lost, and it ends with its line.
const LONGEST: usize = 1 << 20;

/// Reads the rows of `table` to the end of the text.
pub(super) fn read(table: &Table, text: &mut Decoded<'_>, run: &mut Run<'_>) -> ControlFlow<()> {
    let columns = Columns {
        provider: table.column(Holds::Provider),
        event: table.column(Holds::Event),
        time: table.column(Holds::Time),
    };
    let mut held = String::new();
    let mut headed = false;
    loop {
        let more = text.more(&mut held).unwrap_or_else(|error| {
            run.broke(&error);
            false
        });
        let mut at = 0;
        if !headed && let Some((_, rows)) = kind::table(&held, &run.events) {
            (headed, at) = (true, rows);
        }
        while let Some(rest) = held.get(at..).filter(|rest| headed && !rest.is_empty()) {
            let Some((length, sound)) = row_length(rest.as_bytes(), !more) else {
                break;
            };
            if !sound {
                run.summary.harmed(run.summary.bytes, Harm::Unfinished);
            }
            one(rest.get(..length).unwrap_or_default(), table, &columns, run)?;
            at += length;
        }
        held.drain(..at);
        run.reached(text.read)?;
        if !more {
            return run.text_ended(text);
        }
    }
}

/// The columns that are looked at in every row.
struct Columns {
    provider: Option<usize>,
    event: Option<usize>,
    time: Option<usize>,
}

/// How long the first row is, with its end of line, and whether its quotation marks are sound; `None` where it goes on behind
/// the bytes that are there.
fn row_length(bytes: &[u8], all: bool) -> Option<(usize, bool)> {
    let (mut at, mut inside) = (0, false);
    let first_line = || memchr(b'\n', bytes).map_or(bytes.len(), |end| end + 1);
    while let Some(found) = memchr2(b'"', b'\n', bytes.get(at..)?) {
        at += found + 1;
        match bytes.get(at - 1) {
            Some(b'"') => inside = !inside,
            _ if !inside => return Some((at, true)),
            _ if at > LONGEST => return Some((first_line(), false)),
            _ => {}
        }
    }
    match (all, inside) {
        (true, false) => Some((bytes.len(), true)),
        (true, true) => Some((first_line(), false)),
        (false, _) => (bytes.len() > LONGEST && inside).then(|| (first_line(), false)),
    }
}

/// The values of a row, as they are written.
fn values(row: &str, delimiter: u8) -> impl Iterator<Item = Cow<'_, str>> {
    let mut rest = Some(row.trim_end_matches(['\r', '\n']));
    std::iter::from_fn(move || {
        let text = rest?;
        let bytes = text.as_bytes();
        let (mut at, mut inside) = (0, false);
        let end = loop {
            match memchr2(b'"', delimiter, bytes.get(at..).unwrap_or_default()) {
                Some(found) if bytes.get(at + found) == Some(&b'"') => inside = !inside,
                Some(found) if !inside => break at + found,
                Some(_) => {}
                None => break bytes.len(),
            }
            at += memchr2(b'"', delimiter, bytes.get(at..).unwrap_or_default())? + 1;
        };
        rest = text.get(end + 1..);
        let value = text.get(..end)?.trim();
        let bare = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
        Some(bare.map_or(Cow::Borrowed(value), |bare| {
            if bare.contains('"') {
                Cow::Owned(bare.replace("\"\"", "\""))
            } else {
                Cow::Borrowed(bare)
            }
        }))
    })
}

fn one(row: &str, table: &Table, columns: &Columns, run: &mut Run<'_>) -> ControlFlow<()> {
    if row.trim().is_empty() {
        return ControlFlow::Continue(());
    }
    run.summary.records += 1;
    let (mut provider, mut event) = (None, None);
    let last = [columns.provider, columns.event, columns.time]
        .into_iter()
        .flatten()
        .max();
    for (index, value) in values(row, table.delimiter())
        .enumerate()
        .take(last.map_or(0, |last| last + 1))
    {
        if Some(index) == columns.time {
            run.saw_written(&value);
        }
        if Some(index) == columns.provider {
            provider = Some(run.wanted.within(&value));
        }
        if Some(index) == columns.event {
            event = value.trim().parse().ok();
        }
    }
    match (provider, event) {
        (Some(None), _) => return ControlFlow::Continue(()),
        (Some(Some(provider)), Some(event)) if !provider.tells(event) => {
            if provider.counted {
                run.summary.count(&provider.name, event);
            }
            return ControlFlow::Continue(());
        }
        _ => {}
    }
    let Some(event) = run.events.rows(table, row, run.options.clock).into_iter().next() else {
        return ControlFlow::Continue(());
    };
    run.event(event, run.summary.records)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_ends_where_its_quotation_marks_are_closed() {
        let text = b"a,\"b\nc \"\"d\"\"\",e\r\nf,g,h\n";
        assert_eq!(row_length(text, false), Some((18, true)));
        assert_eq!(row_length(&text[18..], false), Some((6, true)));
        assert_eq!(row_length(b"f,g", false), None);
        assert_eq!(row_length(b"f,g", true), Some((3, true)));
        assert_eq!(
            row_length(b"f,\"g\nh,i\n", true),
            Some((5, false)),
            "a lost mark ends with its line"
        );
    }

    #[test]
    fn values_lose_their_quotation_marks() {
        let found: Vec<_> = values("Error,\"a, \"\"b\"\"\",,last\r\n", b',').collect();
        assert_eq!(found, ["Error", "a, \"b\"", "", "last"]);
    }
}
