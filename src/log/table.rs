//! Events as the rows of a table, as Event Viewer and PowerShell write them. Owns where a row begins and ends, and the
//! passing-over; a row that may be wanted is read as pasted tables are.

use super::beside::Met;
use super::encoding::Decoded;
use super::harm::Harm;
use super::kind;
use super::rows::{row_length, trimmed, values};
use super::run::Run;
use super::wanted::{Provider, Wanted};
use crate::evidence::Table;
use crate::knowledge::paste::Holds;
use std::collections::HashMap;
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
    let (mut names, mut rows) = (Names::default(), Rows::default());
    loop {
        let more = text.more(&mut held).unwrap_or_else(|error| {
            run.broke(&error);
            false
        });
        let mut at = 0;
        if !headed && let Some((_, start)) = kind::table(&held, &run.events) {
            (headed, at) = (true, start);
        }
        while let Some(rest) = held.get(at..).filter(|rest| headed && !rest.is_empty()) {
            let Some((length, sound)) = row_length(rest.as_bytes(), !more) else {
                break;
            };
            let row = rest.get(..length).unwrap_or_default();
            if !sound {
                run.summary.harmed(run.summary.bytes, Harm::Unfinished);
            }
            if !passes(row, table, &columns, &mut names, run) {
                rows.take(row, run.summary.records);
            }
            if !sound {
                rows.hand(table, run)?;
            }
            at += length;
        }
        if rows.text.len() >= MANY || run.is_due(text.read) || !more {
            rows.hand(table, run)?;
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

/// Whether a row is passed over.
fn passes<'r>(row: &str, table: &Table, columns: &Columns, names: &mut Names<'r>, run: &mut Run<'r>) -> bool {
    let begins = row.bytes().next().is_some_and(|byte| byte.is_ascii_graphic());
    if !begins && row.trim().is_empty() {
        return true;
    }
    run.summary.records += 1;
    let number = run.summary.records;
    let (mut provider, mut event, mut time) = (None, None, None);
    let last = [columns.provider, columns.event, columns.time]
        .into_iter()
        .flatten()
        .max();
    for (index, value) in values(row, table.delimiter())
        .enumerate()
        .take(last.map_or(0, |last| last + 1))
    {
        if Some(index) == columns.provider {
            provider = Some(names.of(&value, run.wanted));
        }
        if Some(index) == columns.event {
            event = trimmed(&value).parse().ok();
        }
        if Some(index) == columns.time {
            time = run.saw_written(&value).map(|clock| (clock, value));
        }
    }
    match (provider, event) {
        (Some(None), _) => true,
        (Some(Some(provider)), Some(event)) => run.passes(provider, event, || {
            let (clock, written) = time.as_ref()?;
            let (clock, written) = (*clock, written);
            Some(Met { number, clock, written })
        }),
        _ => false,
    }
}

/// So many bytes of rows that are wanted are read together, because to begin reading is dear.
const MANY: usize = 128 << 10;

/// Rows that are wanted.
#[derive(Default)]
struct Rows {
    text: String,
    /// Which row each is, where it ends and on which line it begins.
    places: Vec<(u64, usize, usize)>,
    lines: usize,
}

impl Rows {
    fn take(&mut self, row: &str, number: u64) {
        self.text.push_str(row);
        self.places.push((number, self.text.len(), self.lines + 1));
        self.lines += row.matches('\n').count();
    }

    /// Hands them on.
    fn hand(&mut self, table: &Table, run: &mut Run<'_>) -> ControlFlow<()> {
        if self.places.is_empty() {
            return ControlFlow::Continue(());
        }
        let clock = run.options.clock;
        let places = std::mem::take(&mut self.places);
        let read = run.events.rows(table, &self.text, clock);
        let mut pairs = read.iter().zip(&places);
        let flow = if read.len() == places.len() && pairs.all(|(event, (.., line))| event.line == *line) {
            let mut all = read.into_iter().zip(&places);
            all.try_for_each(|(event, (number, ..))| run.event(event, *number))
        } else {
            // a stray quotation mark makes several of one, or one of several
            let mut start = 0;
            places.iter().try_for_each(|(number, end, _)| {
                let row = self.text.get(std::mem::replace(&mut start, *end)..*end);
                let event = run
                    .events
                    .rows(table, row.unwrap_or_default(), clock)
                    .into_iter()
                    .next();
                event.map_or(ControlFlow::Continue(()), |event| run.event(event, *number))
            })
        };
        self.lines = 0;
        self.text.clear();
        flow
    }
}

/// Who wrote the rows so far, by what stands in their column.
#[derive(Default)]
struct Names<'w>(HashMap<String, Option<&'w Provider>>);

/// So many names are remembered.
const MOST_NAMES: usize = 1024;

impl<'w> Names<'w> {
    fn of(&mut self, value: &str, wanted: &'w Wanted) -> Option<&'w Provider> {
        if let Some(known) = self.0.get(value) {
            return *known;
        }
        let found = wanted.within(value);
        if self.0.len() < MOST_NAMES {
            self.0.insert(value.to_owned(), found);
        }
        found
    }
}
