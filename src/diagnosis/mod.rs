//! What the records of logs mean: which attempts there were and where each broke, how the service was, what is the cause, and
//! what the logs cannot tell. The rules are knowledge (`knowledge/diagnosis.yaml`); here they are applied. Takes records one by
//! one, in any order, and keeps sums, so that a log of any length needs little room. Touches no clock, terminal or file.

mod book;
mod claim;
mod coverage;
mod crowd;
mod hidden;
mod incident;
mod prove;
mod report;
mod seen;
mod strip;
mod tally;

pub use coverage::Cover;
pub use hidden::Tokens;
pub use prove::unproven;
pub use report::{Attempt, Attempts, Became, Finding, Report};
pub use seen::Cite;
pub use strip::{State, Stretch};

use crate::knowledge::Catalog;
use crate::knowledge::rule::Part;
use crate::log::{Beside, Record, Spot};
use crate::time::Stamp;
use book::Book;
use crowd::Crowds;
use incident::{Incident, Open};
use seen::{Eye, Seen};
use std::collections::{BTreeMap, BTreeSet};
use strip::Signs;
use tally::Tallies;

/// So many numbers that nobody knows are told apart.
const MOST_UNKNOWN: usize = 100;

/// So many files without a record are named; the rest is counted.
const MOST_EMPTY: usize = 5;

/// What is known of one file.
#[derive(Default)]
struct Covered {
    name: String,
    /// Records of every kind, where the reader counted them.
    records: u64,
    window: Option<(Stamp, Stamp)>,
    damaged: Vec<String>,
    stopped: bool,
    ours: u64,
    /// Entries of the Entra audit log.
    audit: u64,
    /// Records that name the source which wrote them on a server.
    server: u64,
    unzoned: bool,
}

impl Covered {
    /// A record of it.
    fn covers(&mut self, cite: &Cite) {
        self.unzoned |= cite.at.is_none() && cite.written.is_some();
        if let Some(at) = cite.at {
            let (from, to) = self.window.unwrap_or((at, at));
            self.window = Some((from.min(at), to.max(at)));
        }
    }
}

/// What a reader says of a file when it has read it.
#[derive(Clone, Debug, Default)]
pub struct Read {
    pub name: String,
    /// All records, of our providers or not.
    pub records: u64,
    pub from: Option<Stamp>,
    pub to: Option<Stamp>,
    /// What could not be read, a sentence each.
    pub damaged: Vec<String>,
    /// It was not read to its end.
    pub stopped: bool,
    /// How many records have which number, of the providers whose unknown numbers are told.
    pub counts: BTreeMap<(String, u32), u64>,
    /// Records that were not handed on one by one.
    pub beside: Vec<Beside>,
}

/// Takes records and finds out what they mean.
pub struct Diagnosis {
    book: Book,
    eye: Eye,
    open: Open,
    tallies: Tallies,
    crowds: Crowds,
    signs: Signs,
    files: Vec<Covered>,
    providers: BTreeSet<String>,
    /// Who wrote about writeback.
    servers: BTreeSet<String>,
    cleared: Vec<(Option<Stamp>, u64)>,
    unknown: BTreeMap<String, u64>,
    /// The last time of a record, on the clock by which records are put in order.
    last: Option<Stamp>,
}

impl Diagnosis {
    pub fn of(catalog: &Catalog) -> Self {
        Self {
            book: Book::of(catalog),
            eye: Eye::of(catalog),
            open: Open::default(),
            tallies: Tallies::default(),
            crowds: Crowds::default(),
            signs: Signs::default(),
            files: Vec::new(),
            providers: BTreeSet::new(),
            servers: BTreeSet::new(),
            cleared: Vec::new(),
            unknown: BTreeMap::new(),
            last: None,
        }
    }

    fn file(&mut self, file: usize) -> Option<&mut Covered> {
        if self.files.len() <= file {
            self.files.resize_with(file + 1, Covered::default);
        }
        self.files.get_mut(file)
    }

    /// Takes one record of the file of this number, counted from 0.
    pub fn take(&mut self, file: usize, record: &Record) {
        let book = &self.book;
        let mut seen = self.eye.see(file, record, &|name| book.event_of(name));
        let (story, part) = book.place(&mut seen, &record.message);
        let marks = self.book.marks(&seen, &record.message);
        let is_audit = seen.cite.activity.is_some();
        if let Some(provider) = seen.cite.provider.as_deref() {
            if provider == "PasswordResetService"
                && self.servers.len() < 16
                && let Some(computer) = seen.computer.as_ref().filter(|name| !self.servers.contains(*name))
            {
                self.servers.insert(computer.clone());
            }
            if !self.providers.contains(provider) {
                self.providers.insert(provider.to_owned());
            }
        }
        if let Some(own) = self.file(file) {
            // the audit log is handed on whole
            own.ours += u64::from(!is_audit || seen.cite.stage.is_some() || !marks.is_empty());
            own.audit += u64::from(is_audit);
            own.server += u64::from(seen.cite.provider.is_some() && !is_audit);
            own.covers(&seen.cite);
        }
        if let Some(clock) = seen.cite.clock {
            self.last = self.last.max(Some(clock));
            // the audit log says nothing of the service on the server
            if !is_audit {
                self.signs.hear(story, part, clock);
            }
        }
        if part == Part::Cleared {
            self.cleared.push((seen.cite.at, seen.cite.record));
        }
        self.tallies.note(&self.book, &seen.cite);
        self.crowds.take(&self.book, &seen, &marks);
        for story in self.open.take(story, part, seen, &marks) {
            self.tallies.judge(&self.book, story);
        }
    }

    /// Takes what the reader says of a whole file.
    pub fn read(&mut self, file: usize, read: Read) {
        for beside in &read.beside {
            self.beside(file, beside);
        }
        let Some(own) = self.file(file) else { return };
        own.name = read.name;
        own.records = read.records;
        if let (Some(from), Some(to)) = (read.from, read.to) {
            own.window = Some((from, to));
        }
        own.damaged = read.damaged;
        own.stopped = read.stopped;
        for ((provider, event), count) in read.counts {
            let known = self.book.is_known(&provider, event);
            let key = format!("{provider}|{event}");
            if !known && (self.unknown.len() < MOST_UNKNOWN || self.unknown.contains_key(&key)) {
                *self.unknown.entry(key).or_default() += count;
            }
        }
    }

    /// Takes records of one kind that nothing is known of but when they were written; the first of them came one by one.
    fn beside(&mut self, file: usize, beside: &Beside) {
        let eye = &mut self.eye;
        let mut seen = |spot: &Spot| {
            let record = Record {
                number: spot.number,
                at: spot.at,
                written: spot.written.clone(),
                provider: Some(beside.provider.clone()),
                event: Some(beside.event),
                level: None,
                ended: None,
                channel: None,
                computer: None,
                message: String::new(),
                audit: None,
            };
            eye.see(file, &record, &|_| None)
        };
        let (mut first, mut last): (Seen, Seen) = (seen(&beside.first), seen(&beside.last));
        self.book.place(&mut first, "");
        let (story, part) = self.book.place(&mut last, "");
        self.providers.insert(beside.provider.clone());
        if let Some(own) = self.file(file) {
            own.ours += beside.count;
            own.server += beside.count;
            for cite in [&first.cite, &last.cite] {
                own.covers(cite);
            }
        }
        self.last = self.last.max(last.cite.clock);
        self.tallies.note(&self.book, &last.cite);
        let marks = self.book.marks(&last, "");
        let story = Incident::many(story, part, [first, last], &marks, beside.count);
        self.tallies.judge(&self.book, story);
    }

    /// What the records mean.
    pub fn finish(mut self) -> Report {
        for story in std::mem::take(&mut self.open).close() {
            self.tallies.judge(&self.book, story);
        }
        // an audit log covers no time of the server's
        let server = self.files.iter().filter(|file| file.server > 0 || file.audit == 0);
        let mut windows: Vec<(Stamp, Stamp)> = server.filter_map(|file| file.window).collect();
        windows.sort();
        let windows = joined(windows);
        let whole = self.files.iter().all(|file| file.damaged.is_empty() && !file.stopped);
        let wrote = |providers: &[String]| providers.iter().any(|p| self.providers.contains(p));
        let logs = self.book.logs.iter().filter(|log| wrote(&log.providers));
        let read: BTreeSet<String> = logs.map(|log| log.id.clone()).collect();
        let end = windows.last().map(|(_, to)| *to).max(self.last);
        let crowds = std::mem::take(&mut self.crowds).findings(&self.book);
        let findings = self.tallies.findings(&self.book, end, whole, &read, crowds);
        let shown = self.tallies.shown();
        let coverage = self.coverage(&windows, &read);
        Report {
            attempts: Attempts {
                shown,
                ..self.tallies.attempts
            },
            findings,
            health: self.signs.over(&windows),
            coverage,
            unknown: self.unknown,
        }
    }

    fn coverage(&self, windows: &[(Stamp, Stamp)], read: &BTreeSet<String>) -> Vec<Cover> {
        let mut out = Vec::new();
        let mut empty = 0;
        for file in &self.files {
            let name = || file.name.clone();
            match file.window {
                Some((from, to)) => out.push(Cover::Window { file: name(), from, to }),
                None if file.unzoned => out.push(Cover::NoZone { file: name() }),
                None if file.records == 0 && file.ours == 0 && !file.stopped => {
                    empty += 1;
                    if empty <= MOST_EMPTY {
                        out.push(Cover::Empty { file: name() });
                    }
                }
                None => {}
            }
            if file.ours == 0 && (file.records > 0 || file.window.is_some()) {
                let audit = file.audit > 0;
                out.push(Cover::NothingOfOurs { file: name(), audit });
            }
            let damaged = file.damaged.iter().cloned();
            out.extend(damaged.map(|what| Cover::Damaged { file: name(), what }));
            if file.stopped {
                out.push(Cover::Stopped { file: name() });
            }
        }
        if empty > MOST_EMPTY {
            let count = empty - MOST_EMPTY;
            out.push(Cover::MoreEmpty { count });
        }
        for pair in windows.windows(2) {
            if let [(_, from), (to, _)] = pair {
                out.push(Cover::Gap { from: *from, to: *to });
            }
        }
        out.extend(self.cleared.iter().map(|(at, record)| Cover::Cleared {
            at: *at,
            record: *record,
        }));
        let wrote = |name: &str| self.providers.contains(name);
        let quiet = ["PasswordResetService", "ADSync"]
            .into_iter()
            .filter(|name| !wrote(name));
        // what bears no time covers none in which others could have written
        let covers = |file: &Covered| file.ours > 0 && file.window.is_some() && file.server > 0;
        if self.files.iter().any(covers) {
            out.extend(quiet.map(|name| Cover::Quiet {
                provider: name.to_owned(),
            }));
        }
        if !wrote("PasswordResetService") && (wrote("Directory Synchronization") || wrote("ADSync")) {
            out.push(Cover::AnotherServer);
        }
        if self.servers.len() > 1 {
            out.push(Cover::SeveralServers {
                names: self.servers.iter().cloned().collect(),
            });
        }
        let missing = self.book.logs.iter().filter(|log| !read.contains(&log.id));
        out.extend(missing.map(|log| Cover::NotRead { log: log.title.clone() }));
        if !self.unknown.is_empty() {
            out.push(Cover::Unknown {
                names: self.unknown.keys().cloned().collect(),
            });
        }
        out
    }
}

/// Windows in order, those that touch as one.
fn joined(windows: Vec<(Stamp, Stamp)>) -> Vec<(Stamp, Stamp)> {
    let mut out: Vec<(Stamp, Stamp)> = Vec::new();
    for (from, to) in windows {
        match out.last_mut() {
            Some((_, end)) if from <= *end => *end = (*end).max(to),
            _ => out.push((from, to)),
        }
    }
    out
}
