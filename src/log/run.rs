//! A log while it is read: what its readers share, and what they tell the one who reads it. Owns which records are handed on.

use super::beside::{Beside, Kept, Kind, Met, Spot, TOLD};
use super::encoding::Decoded;
use super::extent::Extent;
use super::harm::Harm;
use super::record::Record;
use super::summary::{Encoding, Format, Summary};
use super::wanted::{Fate, Provider, Wanted};
use crate::evidence::{Clock, Event, Events, when};
use crate::knowledge::Catalog;
use crate::time::Stamp;
use std::collections::BTreeMap;
use std::io;
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

/// A log while it is read.
pub(super) struct Run<'r> {
    pub summary: Summary,
    extent: Extent,
    /// What was read of the providers that are looked at, by their place and the number of the event.
    kinds: BTreeMap<(usize, u32), Kind>,
    pub events: Events<'r>,
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

impl<'r> Run<'r> {
    pub fn new(
        summary: Summary,
        events: Events<'r>,
        wanted: &'r Wanted,
        options: &'r Options<'r>,
        of: Option<u64>,
        sink: Sink<'r>,
    ) -> Self {
        Self {
            summary,
            extent: Extent::default(),
            kinds: BTreeMap::new(),
            events,
            wanted,
            options,
            sink,
            of,
            found: 0,
            told: 0,
        }
    }

    pub fn hand(&mut self, record: Record) -> ControlFlow<()> {
        self.found += 1;
        (self.sink)(Item::Record(record))
    }

    /// Whether progress is told when so many bytes are read.
    pub fn is_due(&self, bytes: u64) -> bool {
        bytes >= self.told + EVERY
    }

    /// So many bytes are read now.
    pub fn reached(&mut self, bytes: u64) -> ControlFlow<()> {
        self.summary.bytes = bytes;
        if !self.is_due(bytes) {
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

    /// Whether a record of this kind is passed over, and counts it then. One that is not is decoded and comes to [`Run::event`].
    /// `met` says what must be known of it; where it cannot, the record is decoded.
    pub fn passes<'m>(&mut self, provider: &Provider, event: u32, met: impl FnOnce() -> Option<Met<'m>>) -> bool {
        let fate = provider.fate(event);
        if fate == Fate::Told || fate == Fate::Passed && !provider.counted {
            return fate == Fate::Passed;
        }
        let kind = self.kinds.entry((provider.place, event)).or_default();
        if fate == Fate::Beside {
            let Some(met) = met().filter(|_| kind.told >= TOLD) else {
                kind.told += 1;
                return false;
            };
            kind.pass(&met);
        }
        kind.count += 1;
        true
    }

    /// Counts an event, the `nth` of the log, and hands it on where it is wanted.
    pub fn event(&mut self, event: Event, nth: u64) -> ControlFlow<()> {
        let at = event.when.as_ref().and_then(|when| when.at);
        self.record(Record {
            number: event.number.unwrap_or(nth),
            at,
            written: event.when.filter(|_| at.is_none()).map(|when| when.written),
            provider: event.provider,
            event: event.event,
            level: event.level,
            ended: event.ended,
            channel: event.channel,
            computer: event.computer,
            message: event.message,
            audit: None,
        })
    }

    /// Counts a record and hands it on where it is wanted.
    pub fn record(&mut self, record: Record) -> ControlFlow<()> {
        if let Some(at) = record.at {
            self.summary.saw(at);
        }
        let provider = record.provider.as_deref().map(|name| self.wanted.named(name));
        let wanted = match (provider, record.event) {
            // a text may leave it out
            (None, _) => self.summary.format != Format::Evtx,
            (Some(None), _) => false,
            (Some(Some(_)), None) => true,
            (Some(Some(provider)), Some(number)) => {
                if provider.counted {
                    self.kinds.entry((provider.place, number)).or_default().count += 1;
                }
                provider.fate(number) != Fate::Passed
            }
        };
        if wanted {
            self.hand(record)
        } else {
            ControlFlow::Continue(())
        }
    }

    /// What is known of the encoding at the end of a text.
    pub fn text_ended(&mut self, text: &Decoded<'_>) -> ControlFlow<()> {
        self.summary.encoding = Some(text.encoding());
        if text.undecodable {
            self.summary.harmed(0, Harm::Undecodable);
        }
        ControlFlow::Continue(())
    }

    /// A record bears this time; gives the clock of its hour.
    pub fn saw_written(&mut self, time: &str) -> Option<Stamp> {
        let (clock, read) = self.extent.take(time);
        if !read.is_empty() {
            self.saw_all(&read);
        }
        clock
    }

    /// What the log came to.
    pub fn end(mut self, flow: ControlFlow<()>) -> Summary {
        let left = self.extent.drain();
        self.saw_all(&left);
        let wanted = self.wanted;
        for ((place, event), kind) in std::mem::take(&mut self.kinds) {
            let Some(provider) = wanted.at(place) else { continue };
            if provider.counted && kind.count > 0 {
                self.summary.counts.insert((provider.name.clone(), event), kind.count);
            }
            let Some(sum) = kind.sum() else { continue };
            let (first, last) = (self.spot(&sum.first), self.spot(&sum.last));
            [first.at, last.at]
                .into_iter()
                .flatten()
                .for_each(|at| self.summary.saw(at));
            self.summary.beside.push(Beside {
                provider: provider.name.clone(),
                event,
                count: sum.count,
                first,
                last,
            });
        }
        self.summary.whole = flow.is_continue();
        self.summary
    }

    fn spot(&self, kept: &Kept) -> Spot {
        let (at, written) = if kept.written.is_empty() {
            (Some(kept.clock), None)
        } else {
            let read = when(&kept.written, 1, self.options.clock);
            let at = read.as_ref().and_then(|when| when.at);
            (at, read.map(|when| when.written).filter(|_| at.is_none()))
        };
        let number = kept.number;
        Spot { number, at, written }
    }

    fn saw_all(&mut self, times: &[String]) {
        let clock = self.options.clock;
        let read = times.iter().filter_map(|time| when(time, 1, clock)?.at);
        let all: Vec<Stamp> = read.collect();
        for at in all {
            self.summary.saw(at);
        }
    }
}
