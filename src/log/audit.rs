//! The Entra audit log, as the portal exports it in tables and JSON, as Graph and PowerShell print it, whole or as a fragment.
//! For users of the cloud alone it is the only evidence. What its columns are called is in `knowledge/paste.yaml`.

use super::encoding::Decoded;
use super::harm::Harm;
use super::record::{AUDIT_LOG, Audit, Ended, Level, Record};
use super::rows::{row_length, values};
use super::run::Run;
use crate::knowledge::Catalog;
use crate::knowledge::paste::Audits;
use crate::knowledge::rule::Records;
use crate::time::{self, Zone};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;

/// What columns and fields of audit logs are called, and the activities that the knowledge knows; in lower case.
pub(super) struct Names {
    columns: BTreeMap<String, Audits>,
    activities: BTreeSet<String>,
}

/// What the columns of a table hold, and what stands between them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    delimiter: u8,
    holds: Vec<Option<Audits>>,
}

impl Columns {
    /// The entry that a row is; `None` where it says no activity.
    pub fn entry(&self, row: &str) -> Option<Entry> {
        let mut entry = Entry::default();
        let mut agent = false;
        for (value, holds) in values(row, self.delimiter).zip(self.holds.iter().chain(std::iter::repeat(&None))) {
            if std::mem::replace(&mut agent, value == AGENT) {
                entry.agent = Some(value.to_string());
            }
            entry.put(*holds, &value);
        }
        entry.has(Audits::Activity).then_some(entry)
    }
}

/// The detail that names who wrote a password back.
const AGENT: &str = "OnPremisesAgent";

/// No entry is longer, in bytes.
const LONGEST: usize = 1 << 20;

impl Names {
    pub fn of(catalog: &Catalog) -> Self {
        let columns = catalog.audit().into_iter();
        let sources = catalog.stages().into_iter().flat_map(|stage| stage.of);
        Self {
            columns: columns
                .flat_map(|c| c.words.into_iter().map(move |word| (word, c.holds)))
                .collect(),
            activities: sources
                .filter_map(|source| match source.records {
                    Records::Activity(name) => Some(name.to_lowercase()),
                    Records::Events(..) => None,
                })
                .collect(),
        }
    }

    /// Whether a text is the name of an activity that the knowledge knows.
    pub fn is_activity(&self, text: &str) -> bool {
        self.activities.contains(&text.trim().to_lowercase())
    }

    pub fn holds(&self, name: &str) -> Option<Audits> {
        self.columns.get(&name.trim().to_lowercase()).copied()
    }

    /// The table of an audit log that begins with the line `head`.
    pub fn table(&self, head: &str) -> Option<Columns> {
        let delimiter = [b',', b';', b'\t']
            .into_iter()
            .find(|d| head.bytes().filter(|b| b == d).count() >= 2)?;
        let holds: Vec<_> = values(head, delimiter).map(|name| self.holds(&name)).collect();
        let named = |wanted| holds.contains(&Some(wanted));
        let is = named(Audits::Activity) && (named(Audits::Result) || named(Audits::Reason));
        is.then_some(Columns { delimiter, holds })
    }

    /// Whether a text has a field in JSON that names an activity.
    pub fn are_in(&self, text: &str) -> bool {
        let lower = text.to_ascii_lowercase();
        let activities = self
            .columns
            .iter()
            .filter(|(word, holds)| **holds == Audits::Activity && !word.contains(' '));
        // the shorter names are words of every JSON
        activities
            .filter(|(word, _)| word.len() > 10)
            .any(|(word, _)| lower.contains(&format!("\"{word}\"")))
    }
}

/// Reads the rows of a table to the end of the text.
pub(super) fn table(columns: &Columns, text: &mut Decoded<'_>, run: &mut Run<'_>) -> ControlFlow<()> {
    let mut held = String::new();
    let mut headed = false;
    loop {
        let more = text.more(&mut held).unwrap_or_else(|error| {
            run.broke(&error);
            false
        });
        let mut at = 0;
        while let Some(rest) = held.get(at..).filter(|rest| !rest.is_empty()) {
            let Some((length, sound)) = row_length(rest.as_bytes(), !more) else {
                break;
            };
            if !sound {
                run.summary.harmed(run.summary.bytes, Harm::Unfinished);
            }
            let row = rest.get(..length).unwrap_or_default();
            at += length;
            if row.trim().is_empty() {
                continue;
            }
            if !std::mem::replace(&mut headed, true) {
                continue;
            }
            if let Some(entry) = columns.entry(row) {
                run.entry(entry)?;
            }
        }
        held.drain(..at);
        run.reached(text.read)?;
        if !more {
            return run.text_ended(text);
        }
    }
}

/// Reads the entries in JSON, whatever stands around them: an array, an answer of Graph, one entry a line, a part of these.
pub(super) fn json(names: &Names, text: &mut Decoded<'_>, run: &mut Run<'_>) -> ControlFlow<()> {
    let mut held = String::new();
    let mut scan = Objects::default();
    loop {
        let more = text.more(&mut held).unwrap_or_else(|error| {
            run.broke(&error);
            false
        });
        let mut done = 0;
        while let Some(object) = scan.next(held.as_bytes()) {
            let start = object.start.max(done);
            let Some(raw) = held.get(start..object.end).filter(|raw| names.are_in(raw)) else {
                continue;
            };
            if let Ok(value) = serde_json::from_str::<Value>(raw) {
                let mut entry = Entry::default();
                entry.fill(names, &value);
                run.entry(entry)?;
                done = object.end;
                scan.outer_are_cut();
            }
        }
        if !more && held.get(done..).is_some_and(|rest| names.are_in(rest)) {
            fragment(names, held.get(done..).unwrap_or_default(), run)?;
        }
        if held.len() > done + LONGEST {
            done = held.len();
            run.summary.harmed(run.summary.bytes, Harm::Unfinished);
        }
        while !held.is_char_boundary(done) {
            done += 1;
        }
        held.drain(..done);
        scan.forget(done);
        run.reached(text.read)?;
        if !more {
            return run.text_ended(text);
        }
    }
}

/// What is left of an entry whose beginning or end is missing: the fields that stand on a line of their own.
fn fragment(names: &Names, text: &str, run: &mut Run<'_>) -> ControlFlow<()> {
    let mut entry = Entry::default();
    for line in text.lines() {
        let field = format!("{{{}}}", line.trim().trim_end_matches(',').trim_start_matches('{'));
        if let Ok(value) = serde_json::from_str::<Value>(&field) {
            entry.fill(names, &value);
        }
    }
    run.summary.harmed(run.summary.bytes, Harm::Unfinished);
    run.entry(entry)
}

/// Where objects of JSON begin and end.
#[derive(Default)]
struct Objects {
    at: usize,
    /// Where those that are open begin; those that are cut begin nowhere any more.
    open: Vec<Option<usize>>,
    in_text: bool,
}

impl Objects {
    /// The next object that ends.
    fn next(&mut self, bytes: &[u8]) -> Option<std::ops::Range<usize>> {
        while let Some(byte) = bytes.get(self.at) {
            let at = self.at;
            self.at += 1;
            match byte {
                // what is escaped is never the end of a text
                b'\\' if self.in_text => self.at += 1,
                b'"' => self.in_text = !self.in_text,
                // a text has no line ends: the quotation mark was one of prose
                b'\n' => self.in_text = false,
                b'{' if !self.in_text => self.open.push(Some(at)),
                b'}' if !self.in_text => {
                    if let Some(Some(start)) = self.open.pop() {
                        return Some(start..self.at);
                    }
                }
                _ => {}
            }
        }
        None
    }

    fn outer_are_cut(&mut self) {
        self.open.fill(None);
    }

    /// The first `length` bytes are gone.
    fn forget(&mut self, length: usize) {
        self.at = self.at.saturating_sub(length);
        for start in &mut self.open {
            *start = start.and_then(|start| start.checked_sub(length));
        }
    }
}

/// An entry while it is read.
#[derive(Default)]
pub(super) struct Entry {
    held: BTreeMap<Audits, String>,
    agent: Option<String>,
}

impl Entry {
    pub fn has(&self, holds: Audits) -> bool {
        self.held.contains_key(&holds)
    }

    pub fn is_begun(&self) -> bool {
        !self.held.is_empty()
    }

    /// Keeps the first value of a kind.
    pub fn put(&mut self, holds: Option<Audits>, value: &str) {
        let value = value.trim();
        if let Some(holds) = holds.filter(|_| !value.is_empty()) {
            self.held.entry(holds).or_insert_with(|| value.to_owned());
        }
    }

    /// Takes the fields of an object.
    fn fill(&mut self, names: &Names, value: &Value) {
        for (name, value) in value.as_object().into_iter().flatten() {
            let holds = names.holds(name);
            let lower = name.to_lowercase();
            match value {
                Value::String(text) => self.put(holds, text),
                Value::Bool(yes) if holds == Some(Audits::Result) => {
                    self.put(holds, if *yes { "success" } else { "failure" });
                }
                Value::Object(_) if holds == Some(Audits::Actor) => {
                    self.put(holds, &person(value).unwrap_or_default());
                    self.put(Some(Audits::Address), &within(value, "ipAddress").unwrap_or_default());
                }
                Value::Array(targets) if lower == "targetresources" => {
                    self.put(Some(Audits::User), &targets.iter().find_map(person).unwrap_or_default());
                }
                Value::Array(details) if lower == "additionaldetails" => {
                    let agent = details.iter().find(|detail| field(detail, "key") == Some(AGENT));
                    self.agent = agent.and_then(|detail| field(detail, "value")).map(str::to_owned);
                }
                _ => {}
            }
        }
    }
}

/// A field by its name, whatever the case of its letters.
fn field<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    let fields = value.as_object()?;
    fields
        .iter()
        .find(|(key, _)| key.eq_ignore_ascii_case(name))?
        .1
        .as_str()
}

/// A field of an object, or of an object in it.
fn within(value: &Value, name: &str) -> Option<String> {
    let inner = || value.as_object()?.values().find_map(|inner| field(inner, name));
    field(value, name).or_else(inner).map(str::to_owned)
}

/// The person in an object, or in an object of it.
fn person(value: &Value) -> Option<String> {
    within(value, "userPrincipalName")
}

impl Run<'_> {
    /// Hands an entry on, where it says what was done.
    pub fn entry(&mut self, entry: Entry) -> ControlFlow<()> {
        let Entry { mut held, agent } = entry;
        let Some(activity) = held.remove(&Audits::Activity) else {
            return ControlFlow::Continue(());
        };
        self.summary.records += 1;
        let written = held.remove(&Audits::Time);
        // what bears no zone is UTC in every export
        let at = written.as_deref().and_then(|text| {
            let now = self.options.clock.now;
            text.parse()
                .ok()
                .or_else(|| time::read(text, now, Some(&Zone::UTC)).ok().map(|moment| moment.at))
        });
        if let Some(at) = at {
            self.summary.saw(at);
        }
        let result = held.remove(&Audits::Result);
        let ended = result.as_deref().and_then(ended);
        let mut get = |holds| held.remove(&holds);
        let audit = Audit {
            reason: get(Audits::Reason),
            user: get(Audits::User),
            actor: get(Audits::Actor),
            correlation_id: get(Audits::CorrelationId),
            service: get(Audits::Service),
            address: get(Audits::Address),
            agent,
            activity,
        };
        let said = [
            Some(audit.activity.as_str()),
            result.as_deref(),
            audit.reason.as_deref(),
        ];
        let said: Vec<&str> = said.into_iter().flatten().collect();
        self.hand(Record {
            number: self.summary.records,
            at,
            written: written.filter(|_| at.is_none()),
            provider: Some(AUDIT_LOG.to_owned()),
            event: None,
            level: ended.map(|ended| match ended {
                Ended::Success => Level::Information,
                Ended::Failure => Level::Error,
            }),
            ended,
            channel: None,
            computer: None,
            message: said.join(": "),
            audit: Some(Box::new(audit)),
        })
    }
}

/// What a result says, in either language of the portal.
fn ended(result: &str) -> Option<Ended> {
    let lower = result.to_lowercase();
    match () {
        () if ["fail", "실패", "timeout", "시간 초과"]
            .iter()
            .any(|word| lower.contains(word)) =>
        {
            Some(Ended::Failure)
        }
        () if ["success", "성공"].iter().any(|word| lower.contains(word)) => Some(Ended::Success),
        () => None,
    }
}
