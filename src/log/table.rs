//! Events as the rows of a table, as Event Viewer and PowerShell write them. Owns where a row begins and ends, and the
//! passing-over; a row that may be wanted is read as pasted tables are.

use super::encoding::Decoded;
use super::harm::Harm;
use super::kind;
use super::rows::{row_length, values};
use super::run::Run;
use crate::evidence::Table;
use crate::knowledge::paste::Holds;
use std::ops::ControlFlow;

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
