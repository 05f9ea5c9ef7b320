//! Reads a log to its end, whatever its form.

use super::binary;
use super::encoding::Decoded;
use super::error::LogError;
use super::extent::Extent;
use super::harm::Harm;
use super::kind::{self, Kind, Shape};
use super::prose;
use super::record::Record;
use super::source::Log;
use super::summary::{Encoding, Format, Summary};
use super::table;
use super::wanted::Wanted;
use super::xml;
use crate::evidence::{Clock, Event, Events};
use crate::host::Host;
use crate::knowledge::Catalog;
use std::io::{self, Read};
use std::ops::ControlFlow;

/// What a log is read with.
#[derive(Clone, Copy)]
pub struct Options<'a> {
    pub catalog: &'a Catalog,
    /// The zone that the caller named for times that state none, and the time now, before which a log was written.
    pub clock: Clock<'a>,
    /// The encoding that the caller named.
    pub encoding: Option<Encoding>,
}

/// What the reader of a log is told, in the order of the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Item {
    /// A record that a signal of the knowledge speaks of, or one that says nothing of who wrote it.
    Record(Record),
    /// Told every few megabytes.
    Progress(Progress),
}

/// How far a log is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Bytes that are read.
    pub bytes: u64,
    /// Bytes in all, where that is known.
    pub of: Option<u64>,
    /// Records that are read.
    pub records: u64,
    /// Records that were handed on.
    pub found: u64,
}

/// Takes what is found; where it says to break, reading ends and what was read so far is summed up.
pub type Sink<'a> = &'a mut dyn FnMut(Item) -> ControlFlow<()>;

/// Reads a log to its end.
pub fn read(host: &dyn Host, log: &Log, options: &Options<'_>, sink: Sink<'_>) -> Result<Summary, LogError> {
    log.open(host, |from| read_all(&log.name(), from, Some(log.size), options, sink))
}

/// Reads a log from a stream, such as standard input or a pasted text; `name` is what it is called.
pub fn read_stream(
    name: &str,
    from: &mut dyn Read,
    options: &Options<'_>,
    sink: Sink<'_>,
) -> Result<Summary, LogError> {
    read_all(name, from, None, options, sink)
}

fn read_all(
    name: &str,
    from: &mut dyn Read,
    of: Option<u64>,
    options: &Options<'_>,
    sink: Sink<'_>,
) -> Result<Summary, LogError> {
    let unreadable = |error| LogError::Unreadable {
        path: name.to_owned(),
        error,
    };
    let mut head = Vec::new();
    from.take(kind::HEAD).read_to_end(&mut head).map_err(unreadable)?;
    let events = Events::of(options.catalog);
    let kind = kind::of(&head, options.encoding, &events).map_err(|no| no.at(name))?;
    let wanted = Wanted::of(options.catalog);
    let mut run = Run {
        summary: Summary::of(name, kind.format()),
        extent: Extent::default(),
        events,
        wanted: &wanted,
        options,
        sink,
        of,
        found: 0,
        told: 0,
    };
    let mut bytes = io::Cursor::new(head).chain(from);
    let flow = match kind {
        Kind::Evtx => binary::read(&mut bytes, &mut run),
        Kind::Text { encoding, shape } => {
            let mut text = Decoded::new(&mut bytes, encoding);
            match shape {
                Shape::Xml => xml::read(&mut text, &mut run),
                Shape::Table(table) => table::read(&table, &mut text, &mut run),
                Shape::Prose => prose::read(&mut text, &mut run),
            }
        }
    };
    run.end_of_times();
    run.summary.whole = flow.is_continue();
    Ok(run.summary)
}

/// A log while it is read.
pub(super) struct Run<'r> {
    pub summary: Summary,
    pub extent: Extent,
    pub events: Events,
    pub wanted: &'r Wanted,
    pub options: &'r Options<'r>,
    sink: Sink<'r>,
    of: Option<u64>,
    found: u64,
    /// Bytes that were read when progress was told last.
    told: u64,
}

/// Progress is told after so many bytes.
const EVERY: u64 = 4 << 20;

impl Run<'_> {
    pub fn hand(&mut self, record: Record) -> ControlFlow<()> {
        self.found += 1;
        (self.sink)(Item::Record(record))
    }

    /// So many bytes are read now.
    pub fn reached(&mut self, bytes: u64) -> ControlFlow<()> {
        self.summary.bytes = bytes;
        if bytes < self.told + EVERY {
            return ControlFlow::Continue(());
        }
        self.told = bytes;
        (self.sink)(Item::Progress(Progress {
            bytes,
            of: self.of,
            records: self.summary.records,
            found: self.found,
        }))
    }

    /// The log could not be read on.
    pub fn broke(&mut self, error: &io::Error) {
        self.summary.harmed(self.summary.bytes, Harm::Unreadable(error.kind()));
    }

    /// Counts an event, the `nth` of the log, and hands it on where it is wanted.
    pub fn event(&mut self, event: Event, nth: u64) -> ControlFlow<()> {
        let at = event.when.as_ref().and_then(|when| when.at);
        if let Some(at) = at {
            self.summary.saw(at);
        }
        let provider = event.provider.as_deref().map(|name| self.wanted.named(name));
        let wanted = match (provider, event.event) {
            // a text may leave it out
            (None, _) => self.summary.format != Format::Evtx,
            (Some(None), _) => false,
            (Some(Some(provider)), number) => {
                let counted = number.filter(|_| provider.counted);
                if let Some(number) = counted {
                    self.summary.count(&provider.name, number);
                }
                number.is_none_or(|number| provider.tells(number))
            }
        };
        if !wanted {
            return ControlFlow::Continue(());
        }
        self.hand(Record {
            number: event.number.unwrap_or(nth),
            at,
            written: event.when.filter(|_| at.is_none()).map(|when| when.written),
            provider: event.provider,
            event: event.event,
            level: event.level,
            channel: event.channel,
            computer: event.computer,
            message: event.message,
        })
    }
}
