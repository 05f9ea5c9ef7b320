//! An event as any of the shapes writes it, with its columns as values; and the reader that a log as a file shares with pasted
//! text.

use super::columns::{self, Columns};
use super::hours::Hours;
use super::lines;
use super::records;
use super::table::Table;
use super::times::{self, Clock, When};
use super::xml;
use crate::knowledge::Catalog;
use crate::knowledge::paste::{Holds, Level};
use crate::knowledge::rule::Ended;
use crate::search::codes::Scanner;

/// An event of a log. What it does not say is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Event {
    /// Its first line in the text, counted from 1.
    pub line: usize,
    /// Its number in the log.
    pub number: Option<u64>,
    /// As the knowledge spells it, where it knows it.
    pub provider: Option<String>,
    /// What stands in its column; what the message says is no part of it.
    pub event: Option<u32>,
    pub level: Option<Level>,
    /// How what it tells of ended, by its keywords.
    pub ended: Option<Ended>,
    pub when: Option<When>,
    pub channel: Option<String>,
    pub computer: Option<String>,
    /// The account that wrote it; those of the system are none.
    pub user: Option<String>,
    /// The message, or the values of its data, one a line.
    pub message: String,
}

/// Reads events. It holds what columns are called, so that many pieces of a log are read with one.
pub struct Events<'c> {
    scanner: Scanner<'c>,
    columns: Columns,
    /// Texts by which the rules of diagnosis know a message that stands alone, as [`folded`] writes them.
    told: Vec<String>,
}

impl<'c> Events<'c> {
    pub fn of(catalog: &'c Catalog) -> Self {
        let marks = catalog.rules().into_iter().flat_map(|rule| rule.on);
        let alone = marks.filter(|mark| mark.of.is_empty()).flat_map(|mark| mark.text);
        Self {
            scanner: Scanner::of(catalog),
            columns: Columns::of(catalog),
            told: alone.map(|text| folded(&text)).collect(),
        }
    }

    /// The events in a text of any shape, whose form is that of [`crate::text::clean`], and its lines that are none and name a
    /// code or hold the text of a known message; in the order of the text.
    pub fn text(&self, text: &str, clock: Clock<'_>) -> Vec<Event> {
        let rows = lines::rows(text);
        let cut = records::cut(&rows, &self.columns);
        let mut out = self.all(&cut.records, clock);
        let own = cut.own.iter().map(|row| (row.text, row.number));
        let loose = cut.loose.iter().map(|(_, value, line)| (value.as_str(), *line));
        out.extend(own.chain(loose).filter_map(|(text, line)| {
            let scan = self.scanner.scan(text);
            let names = scan.codes.iter().any(|found| found.known || found.certain);
            let tells = || {
                let folded = folded(text);
                self.told.iter().any(|told| folded.contains(told))
            };
            (names || tells()).then(|| Event {
                line,
                when: times::find(text, line, clock).into_iter().next(),
                message: text.to_owned(),
                ..Event::default()
            })
        }));
        out.sort_by_key(|event| event.line);
        out
    }

    /// The events in XML that begins with `<Event`.
    pub fn xml(&self, text: &str, clock: Clock<'_>) -> Vec<Event> {
        self.all(&xml::records(text, 1, &self.columns), clock)
    }

    /// The level of a word or a number.
    pub fn level(&self, word: &str) -> Option<Level> {
        self.columns.level(word)
    }

    /// How an event ended, by the words of its keywords.
    pub fn ended(&self, keywords: &str) -> Option<Ended> {
        self.columns.ended(keywords)
    }

    /// The same, by their bits.
    pub fn ended_by(&self, keywords: u64) -> Option<Ended> {
        self.columns.ended_by(keywords)
    }

    /// What the first line of a table says its columns hold; `None` where it heads no table of events.
    pub fn table(&self, head: &str) -> Option<Table> {
        Table::headed(head, &self.columns)
    }

    /// The events of whole rows of a table.
    pub fn rows(&self, table: &Table, rows: &str, clock: Clock<'_>) -> Vec<Event> {
        self.all(&table.records(rows, 1), clock)
    }

    fn all(&self, records: &[columns::Record], clock: Clock<'_>) -> Vec<Event> {
        let mut hours = Hours::default();
        let read = records.iter().map(|r| event(r, &self.columns, clock, &mut hours));
        read.collect()
    }
}

/// A text as it is compared: without blanks, in lower case.
fn folded(text: &str) -> String {
    let seen = text.chars().filter(|c| !c.is_whitespace());
    seen.flat_map(char::to_lowercase).collect()
}

/// The columns of a record as values.
pub(super) fn event(record: &columns::Record, columns: &Columns, clock: Clock<'_>, hours: &mut Hours) -> Event {
    let get = |holds| record.fields.get(&holds).cloned();
    let number = |text: String| text.split(|c: char| !c.is_ascii_digit()).find_map(|n| n.parse().ok());
    Event {
        line: record.line,
        number: get(Holds::Number).and_then(|text| text.parse().ok()),
        provider: get(Holds::Provider).map(|p| columns.provider(&p).map_or(p.clone(), |(known, _)| known.to_owned())),
        event: get(Holds::Event).and_then(number),
        level: get(Holds::Level).and_then(|word| columns.level(&word)),
        ended: get(Holds::Keywords).and_then(|keywords| columns.ended(&keywords)),
        when: get(Holds::Time).and_then(|text| hours.when(&text, record.line, clock)),
        channel: get(Holds::Log),
        computer: get(Holds::Computer),
        user: get(Holds::User).filter(|user| {
            let upper = user.to_uppercase();
            !upper.starts_with("S-1-") && !upper.contains("SYSTEM") && !upper.starts_with("NT ")
        }),
        message: record.message.join("\n"),
    }
}
