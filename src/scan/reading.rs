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
    seen: BTreeMap<u32, (u64, Option<Stamp>)>,
    stopped: bool,
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
        }
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

    /// Reads a stream, such as standard input.
    pub fn stream(&mut self, name: &str, from: &mut dyn io::Read, listener: Listener<'_>) -> Result<(), LogError> {
        self.one(
            name.to_owned(),
            &mut |options, sink| log::read_stream(name, from, options, sink),
            listener,
        )
    }

    fn one(
        &mut self,
        name: String,
        read: &mut dyn FnMut(&Options<'_>, Sink<'_>) -> Result<Summary, LogError>,
        listener: Listener<'_>,
    ) -> Result<(), LogError> {
        let at = self.summaries.len();
        if self.stopped {
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
        let mut stopped = false;
        let summary = read(&options, &mut |item| {
            match item {
                Item::Record(record) => {
                    diagnosis.take(at, &record);
                    count(seen, &record);
                }
                Item::Progress(progress) => {
                    so_far.bytes = before.bytes + progress.bytes;
                    so_far.records = before.records + progress.records;
                    so_far.found = before.found + progress.found;
                    so_far.seen = commonest(self.catalog, seen);
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
        so_far.seen = commonest(self.catalog, seen);
        stopped |= !listener(so_far);
        diagnosis.read(at, described(&summary, self.lang));
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
            stopped: self.stopped,
        }
    }
}

fn count(seen: &mut BTreeMap<u32, (u64, Option<Stamp>)>, record: &Record) {
    if let Some(event) = record.event {
        let (count, first) = seen.entry(event).or_default();
        *count += 1;
        *first = first.or(record.at);
    }
}

/// The numbers of failures first, then the commonest.
fn commonest(catalog: &Catalog, seen: &BTreeMap<u32, (u64, Option<Stamp>)>) -> Vec<(u32, u64, Option<Stamp>)> {
    let known = seen
        .iter()
        .filter(|(event, _)| !catalog.by_code(&event.to_string()).is_empty());
    let mut out: Vec<_> = known.map(|(event, (count, first))| (*event, *count, *first)).collect();
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
