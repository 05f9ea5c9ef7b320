//! Reads logs one after the other into one result, and says how far it is. Whoever listens may stop it; what was found until
//! then stays, and what was not read is named.

use super::scanned::Scanned;
use crate::diagnosis::{Diagnosis, Read};
use crate::evidence::Clock;
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::log::{self, Encoding, Item, Log, LogError, Options, Record, Sink, Summary};
use crate::text::Lang;
use crate::time::{Stamp, Zone};
use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;

/// So many numbers of events are told while reading.
const MOST_SEEN: usize = 4;

/// How far the reading is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SoFar {
    /// The file that is read, counted from 1, of how many, and its name.
    pub file: usize,
    pub files: usize,
    pub name: String,
    /// Bytes of all files; 0 in all where that is not known.
    pub bytes: u64,
    pub total: u64,
    /// Records of all files, and those of them that are about writeback.
    pub records: u64,
    pub found: u64,
    /// The commonest numbers that have an entry: how often each was seen, and when first.
    pub seen: Vec<(u32, u64, Option<Stamp>)>,
    /// Seconds since the reading began.
    pub seconds: u64,
}

impl SoFar {
    /// Seconds that it will take at most, where that can be told yet.
    pub fn seconds_left(&self) -> Option<u64> {
        let left = self.total.checked_sub(self.bytes)?;
        let known = self.seconds >= 2 && self.bytes > 0;
        // what is read so far went as fast as the rest, and a second may be begun
        known.then(|| left.saturating_mul(self.seconds + 1) / self.bytes + 1)
    }
}

/// Hears how far it is; false stops.
pub type Listener<'a> = &'a mut dyn FnMut(&SoFar) -> bool;

/// Hears every record of the file of this number, counted from 0, as it is read; where it breaks, reading is stopped.
pub type Hears<'a> = &'a mut dyn FnMut(usize, &Record) -> ControlFlow<()>;

/// Logs while they are read.
pub struct Reading<'c> {
    catalog: &'c Catalog,
    diagnosis: Diagnosis,
    summaries: Vec<Summary>,
    paths: Vec<PathBuf>,
    /// Zone of times that state none.
    zone: Option<Zone>,
    encoding: Option<Encoding>,
    now: Stamp,
    lang: Lang,
    so_far: SoFar,
    seen: BTreeMap<u32, Numbered>,
    /// The listener said to stop, and something was not read for that.
    stopped: bool,
    left_out: bool,
    hears: Option<Hears<'c>>,
}

impl<'c> Reading<'c> {
    /// Nothing is read yet. `zone` is that of times which state none, `lang` that of what could not be read.
    pub fn of(catalog: &'c Catalog, zone: Option<Zone>, encoding: Option<Encoding>, now: Stamp, lang: Lang) -> Self {
        Self {
            catalog,
            diagnosis: Diagnosis::of(catalog),
            summaries: Vec::new(),
            paths: Vec::new(),
            zone,
            encoding,
            now,
            lang,
            so_far: SoFar::default(),
            seen: BTreeMap::new(),
            stopped: false,
            left_out: false,
            hears: None,
        }
    }

    /// The same, and every record is heard as it is read.
    pub fn heard(mut self, hears: Hears<'c>) -> Self {
        self.hears = Some(hears);
        self
    }

    /// Files and bytes that are to come.
    pub fn expect(&mut self, files: usize, bytes: u64) {
        self.so_far.files += files;
        self.so_far.total += bytes;
    }

    /// Reads a log to its end, or as far as the listener lets it.
    pub fn log(&mut self, host: &dyn Host, log: &Log, listener: Listener<'_>) -> Result<(), LogError> {
        let path = log.path().to_owned();
        self.one(
            log.name(),
            &mut |options, sink| log::read(host, log, options, sink),
            listener,
        )?;
        if !self.paths.contains(&path) {
            self.paths.push(path);
        }
        Ok(())
    }

    /// Reads a log that lies in a file for the moment only, under another name.
    pub fn passing(&mut self, host: &dyn Host, log: &Log, name: &str, listener: Listener<'_>) -> Result<(), LogError> {
        let read = &mut |options: &Options<'_>, sink: Sink<'_>| {
            let summary = log::read(host, log, options, sink)?;
            let path = name.to_owned();
            Ok(Summary { path, ..summary })
        };
        self.one(name.to_owned(), read, listener)
    }

    /// Reads a stream, such as standard input. Where reading is stopped at its end, it is this that ended it.
    pub fn stream(&mut self, name: &str, from: &mut dyn io::Read, listener: Listener<'_>) -> Result<(), LogError> {
        let read = &mut |options: &Options<'_>, sink: Sink<'_>| log::read_stream(name, from, options, sink);
        self.one_of(name.to_owned(), true, read, listener)
    }

    fn one(
        &mut self,
        name: String,
        read: &mut dyn FnMut(&Options<'_>, Sink<'_>) -> Result<Summary, LogError>,
        listener: Listener<'_>,
    ) -> Result<(), LogError> {
        self.one_of(name, false, read, listener)
    }

    /// Reads one log. A stream that is stopped ends as if it were whole.
    fn one_of(
        &mut self,
        name: String,
        is_stream: bool,
        read: &mut dyn FnMut(&Options<'_>, Sink<'_>) -> Result<Summary, LogError>,
        listener: Listener<'_>,
    ) -> Result<(), LogError> {
        let at = self.summaries.len();
        if self.stopped {
            self.left_out = true;
            // what was not begun is named too
            self.diagnosis.read(
                at,
                Read {
                    name,
                    stopped: true,
                    ..Read::default()
                },
            );
            return Ok(());
        }
        self.so_far.file += 1;
        self.so_far.name = name;
        let options = Options {
            catalog: self.catalog,
            clock: Clock {
                now: self.now,
                zone: self.zone.as_ref(),
            },
            encoding: self.encoding,
        };
        let before = self.so_far.clone();
        let (diagnosis, so_far, seen) = (&mut self.diagnosis, &mut self.so_far, &mut self.seen);
        let hears = &mut self.hears;
        // which file is begun is told at once
        let mut stopped = !listener(so_far);
        let mut summary = read(&options, &mut |item| {
            match item {
                Item::Record(record) => {
                    diagnosis.take(at, &record);
                    count(self.catalog, seen, &record);
                    stopped |= hears.as_mut().is_some_and(|hears| hears(at, &record).is_break());
                }
                Item::Progress(progress) => {
                    so_far.bytes = before.bytes + progress.bytes;
                    so_far.records = before.records + progress.records;
                    so_far.found = before.found + progress.found;
                    so_far.seen = commonest(seen);
                    stopped |= !listener(so_far);
                }
            }
            if stopped {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        })?;
        so_far.bytes = before.bytes + summary.bytes;
        so_far.records = before.records + summary.records;
        so_far.seen = commonest(seen);
        stopped |= !listener(so_far);
        summary.whole &= !(stopped && is_stream);
        diagnosis.read(at, described(&summary, self.lang));
        self.left_out |= !summary.whole;
        self.summaries.push(summary);
        self.stopped |= stopped;
        Ok(())
    }

    /// What the logs show.
    pub fn finish(self) -> Scanned {
        Scanned {
            report: self.diagnosis.finish(),
            summaries: self.summaries,
            paths: self.paths,
            zone: self.zone,
            stopped: self.left_out,
        }
    }
}

/// Records of one number.
struct Numbered {
    count: u64,
    first: Option<Stamp>,
    /// It has an entry.
    known: bool,
}

fn count(catalog: &Catalog, seen: &mut BTreeMap<u32, Numbered>, record: &Record) {
    if let Some(event) = record.event {
        let own = seen.entry(event).or_insert_with(|| Numbered {
            count: 0,
            first: None,
            known: !catalog.by_code(&event.to_string()).is_empty(),
        });
        own.count += 1;
        own.first = own.first.or(record.at);
    }
}

/// The commonest numbers that have an entry.
fn commonest(seen: &BTreeMap<u32, Numbered>) -> Vec<(u32, u64, Option<Stamp>)> {
    let known = seen.iter().filter(|(_, own)| own.known);
    let mut out: Vec<_> = known.map(|(event, own)| (*event, own.count, own.first)).collect();
    out.sort_by_key(|(event, count, _)| (std::cmp::Reverse(*count), *event));
    out.truncate(MOST_SEEN);
    out
}

/// What diagnosis must know of a file.
fn described(summary: &Summary, lang: Lang) -> Read {
    Read {
        name: summary.path.clone(),
        records: summary.records,
        from: summary.from,
        to: summary.to,
        damaged: summary.damaged.iter().map(|damage| damage.say(lang)).collect(),
        stopped: !summary.whole,
        counts: summary.counts.clone(),
        beside: summary.beside.clone(),
    }
}
