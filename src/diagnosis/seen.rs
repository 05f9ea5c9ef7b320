//! One record as diagnosis sees it: who wrote it, which request and whom it is about, which result codes stand in it, and the
//! part of its message that is worth quoting. Looks at the message once and keeps little of it.

use super::claim::Claims;
use crate::evidence::{Hours, without_queries};
use crate::knowledge::Catalog;
use crate::knowledge::code::canonical;
use crate::knowledge::id::EntryId;
use crate::knowledge::rule::{Ended, Source};
use crate::knowledge::signal::Form;
use crate::log::Record;
use crate::text::{fitting, one_line};
use crate::time::Stamp;
use memchr::memchr3_iter;
use memchr::memmem::Finder;
use std::cell::OnceCell;
use std::collections::HashSet;
use std::sync::Arc;

/// How much of a message is kept to be quoted, in bytes, before secrets and anchors are taken out.
const LONGEST_QUOTE: usize = 480;

/// A record, reduced to what joins and judges it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub cite: Cite,
    pub tracking: Option<String>,
    pub user: Option<String>,
    pub computer: Option<String>,
    /// Where it was done from, where it is of the audit log.
    pub address: Option<String>,
    /// Result codes in canonical form, each once, in the order of the text; those of every trace are left out.
    pub codes: Vec<String>,
    /// How what it tells of ended, where it says so.
    pub ended: Option<Ended>,
    /// The message without blanks, in lower case, once it was asked for.
    folded: OnceCell<String>,
}

impl Seen {
    /// The message as texts are looked for in it.
    pub fn folded(&self, message: &str) -> &str {
        self.folded.get_or_init(|| folded(message))
    }
}

/// Where a record stands and what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cite {
    /// Which of the files read, counted from 0.
    pub file: usize,
    pub record: u64,
    pub at: Option<Stamp>,
    /// The time as it stands there, where the zone is not known.
    pub written: Option<String>,
    /// The time by which records are put in order: `at`, else as if the log were written in UTC.
    pub(super) clock: Option<Stamp>,
    pub provider: Option<Arc<str>>,
    pub event: Option<u32>,
    /// What was done, where it is of the audit log, which has no numbers.
    pub activity: Option<String>,
    /// Which stage of the knowledge it is, when it has found its place.
    pub(super) stage: Option<usize>,
    /// The entry of a code in a message that says neither its source nor its number.
    pub(super) claimed: Option<(Form, EntryId)>,
    /// The same words stand in many records, and those that are kept share them.
    pub quote: Arc<str>,
}

impl Cite {
    /// The same without what it says.
    pub(super) fn unquoted(&self) -> Self {
        let quote = Arc::default();
        Self { quote, ..self.clone() }
    }

    /// Whether it is a record of this source.
    pub(super) fn is_of(&self, source: &Source) -> bool {
        match (&self.activity, self.event) {
            (Some(activity), _) => source.names(activity),
            (None, Some(event)) => source.holds(self.provider.as_deref(), event),
            (None, None) => false,
        }
    }

    /// How far apart two records are, in seconds; in records of the same file where the times are not known.
    pub(super) fn apart(&self, other: &Cite) -> Option<u64> {
        match (self.clock, other.clock) {
            (Some(a), Some(b)) => Some(apart(a, b)),
            _ => (self.file == other.file).then(|| self.record.abs_diff(other.record)),
        }
    }

    /// Whether it was written after another, as far as that can be told.
    pub(super) fn is_after(&self, other: &Cite) -> bool {
        match (self.clock, other.clock) {
            (Some(a), Some(b)) if a != b => a > b,
            _ => self.file == other.file && self.record > other.record,
        }
    }
}

/// Seconds between two points in time.
pub(super) fn apart(a: Stamp, b: Stamp) -> u64 {
    a.ahead_of(b).max(b.ahead_of(a)).as_secs()
}

/// What a reader of records must know: result codes that say nothing, and who writes about requests.
pub(super) struct Eye {
    noise: Vec<String>,
    claims: Claims,
    words: Words,
    marks: Marks,
    hours: Hours,
}

/// What stands before the parts of a message that are looked for.
struct Marks {
    tracking: Finder<'static>,
    user: Finder<'static>,
    details: Finder<'static>,
    traces: [Finder<'static>; 2],
    /// What ends the part that says what happened.
    ends: [Finder<'static>; 2],
}

impl Marks {
    fn new() -> Self {
        Self {
            tracking: Finder::new("racking"),
            user: Finder::new("UserPrincipalName"),
            details: Finder::new("Details:"),
            traces: ["BAIL:", "ERR_:"].map(Finder::new),
            ends: [", Details: ", ", Context: "].map(Finder::new),
        }
    }

    fn is_traced(&self, text: &str) -> bool {
        self.traces.iter().any(|mark| mark.find(text.as_bytes()).is_some())
    }

    /// The part of a message that says what happened.
    fn head<'m>(&self, text: &'m str) -> &'m str {
        let ends = self.ends.iter().filter_map(|end| end.find(text.as_bytes()));
        ends.min().and_then(|end| text.get(..end)).unwrap_or(text)
    }
}

/// What stands behind the first such mark.
fn behind<'m>(mark: &Finder<'_>, message: &'m str) -> Option<&'m str> {
    message.get(mark.find(message.as_bytes())? + mark.needle().len()..)
}

/// Texts that were met lately.
#[derive(Default)]
struct Words(HashSet<Arc<str>>);

/// So many texts are remembered.
const MOST_WORDS: usize = 256;

impl Words {
    /// The text, as it was met before.
    fn shared(&mut self, text: &str) -> Arc<str> {
        if let Some(known) = self.0.get(text) {
            return Arc::clone(known);
        }
        if self.0.len() >= MOST_WORDS {
            self.0.clear();
        }
        let text: Arc<str> = text.into();
        self.0.insert(Arc::clone(&text));
        text
    }
}

impl Eye {
    pub fn of(catalog: &Catalog) -> Self {
        use crate::knowledge::signal::{Codes, Says};
        let signals = catalog.signals();
        let noise = signals.iter().filter(|s| s.says == Says::Noise).flat_map(|s| &s.codes);
        let noise = noise.filter_map(|codes| match codes {
            Codes::Result(code) => Some(code.clone()),
            Codes::Events { .. } => None,
        });
        Self {
            noise: noise.collect(),
            claims: Claims::of(catalog),
            words: Words::default(),
            marks: Marks::new(),
            hours: Hours::default(),
        }
    }

    pub fn see(&mut self, file: usize, record: &Record, names: &dyn Fn(&str) -> Option<u32>) -> Seen {
        let message = record.message.as_str();
        let codes = self.codes(message);
        let audit = record.audit.as_deref();
        let event = record
            .event
            .or_else(|| named(message, names))
            .filter(|_| audit.is_none());
        let bare = event.is_none() && record.provider.is_none();
        let hash_sync = record.provider.as_deref() == Some("Directory Synchronization");
        let mut quote = quote(message, &self.marks, |line| !self.codes(line).is_empty());
        if bare {
            quote = without_queries(&quote);
        }
        Seen {
            cite: Cite {
                file,
                record: record.number,
                at: record.at,
                written: record.written.clone(),
                clock: record.at.or_else(|| self.hours.order(record.written.as_deref()?)),
                provider: record.provider.as_deref().map(|name| self.words.shared(name)),
                event,
                activity: audit.map(|audit| audit.activity.clone()),
                stage: None,
                claimed: bare.then(|| self.claims.within(message)).flatten(),
                quote: self.words.shared(&quote),
            },
            tracking: match audit {
                Some(audit) => audit.correlation_id.as_ref().map(|id| id.to_lowercase()),
                None => tracking(message, &self.marks),
            },
            user: match audit {
                Some(audit) => audit
                    .user
                    .as_ref()
                    .or(audit.actor.as_ref())
                    .map(|name| name.to_lowercase()),
                // a name in hash synchronization is that of an object, and it does not belong to a request
                None if hash_sync => None,
                None => user(message, &self.marks),
            },
            computer: record.computer.clone(),
            address: audit.and_then(|audit| audit.address.clone()),
            codes,
            ended: record.ended,
            folded: OnceCell::new(),
        }
    }

    /// The result codes of a text: `hr=80230619`, `0x6ba`, `80230818`; not the beginning of an identifier.
    fn codes(&self, text: &str) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let bytes = text.as_bytes();
        let word = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_');
        // few words begin so, and every message is searched
        let tokens = memchr3_iter(b'8', b'x', b'X', bytes).filter_map(|at| {
            let start = if bytes.get(at) == Some(&b'8') {
                at
            } else {
                at.checked_sub(1)?
            };
            let before = start.checked_sub(1).and_then(|before| bytes.get(before));
            let begins = matches!(bytes.get(start), Some(b'0' | b'8')) && !before.is_some_and(word);
            let rest = bytes.get(start..).filter(|_| begins)?;
            let length = rest.iter().position(|b| !word(b)).unwrap_or(rest.len());
            text.get(start..start + length)
        });
        for token in tokens {
            let code = if let Some(digits) = token.strip_prefix("0x").or_else(|| token.strip_prefix("0X")) {
                // a line may end in the code and a hyphen
                canonical(&format!("0x{}", digits.trim_end_matches('-')))
            } else if token.len() == 8 && token.starts_with('8') && token.bytes().all(|b| b.is_ascii_hexdigit()) {
                canonical(token)
            } else {
                continue;
            };
            if !code.starts_with("0x") && !self.noise.contains(&code) && !out.contains(&code) {
                out.push(code);
            }
        }
        out
    }
}

/// A text as it is compared: without blanks, in lower case.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '!'..='~' => out.push(c.to_ascii_lowercase()),
            // Hangul has no capitals
            '가'..='힣' => out.push(c),
            c if c.is_whitespace() => {}
            c => out.extend(c.to_lowercase()),
        }
    }
    out
}

/// The number of the event whose name stands in the message.
fn named(message: &str, names: &dyn Fn(&str) -> Option<u32>) -> Option<u32> {
    let words = message.split(|c: char| !c.is_ascii_alphanumeric());
    // names of events are words put together: `ADPasswordPolicyError`
    let names_of = words.filter(|w| (10..=60).contains(&w.len()) && w.chars().skip(1).any(|c| c.is_ascii_uppercase()));
    names_of.take(40).find_map(names)
}

/// The identifier behind `TrackingId`, in lower case.
fn tracking(message: &str, marks: &Marks) -> Option<String> {
    let mut said = marks.tracking.find_iter(message.as_bytes());
    let rest = said.find_map(|at| {
        let rest = message
            .get(at + marks.tracking.needle().len()..)?
            .trim_start_matches(' ');
        rest.strip_prefix("Id").or_else(|| rest.strip_prefix("ID"))
    })?;
    let rest = rest.trim_start_matches([' ', ':', '=', '"', '\u{a0}']);
    let end = rest.bytes().position(|byte| !byte.is_ascii_hexdigit() && byte != b'-');
    let id = rest.get(..end.unwrap_or(rest.len()))?;
    (id.len() >= 8).then(|| id.to_ascii_lowercase())
}

/// Whom it is about: what stands behind `UserPrincipalName`, else the address behind `Details`.
fn user(message: &str, marks: &Marks) -> Option<String> {
    let end = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '"' | '<' | '>' | '(' | ')' | '\'');
    if let Some(rest) = behind(&marks.user, message) {
        let name = rest.trim_start_matches([' ', ':', '=', '"']).split(end).next();
        let name = name
            .map(|name| name.trim_end_matches('.'))
            .filter(|name| !name.is_empty());
        return name.map(str::to_lowercase);
    }
    let mut names = behind(&marks.details, message)?
        .split(end)
        .map(|word| word.trim_end_matches('.'));
    let name = names.find(|word| {
        word.split_once('@')
            .is_some_and(|(a, b)| !a.is_empty() && b.contains('.'))
    })?;
    Some(name.to_lowercase())
}

/// The part of a message that is worth quoting. A trace is read from the bottom: its last line that names a reason.
fn quote(message: &str, marks: &Marks, names_reason: impl Fn(&str) -> bool) -> String {
    let traced = if marks.is_traced(message) { message } else { "" };
    let trace: Vec<&str> = traced.lines().filter(|line| marks.is_traced(line)).collect();
    let acquired = trace
        .iter()
        .rev()
        .find(|line| line.contains("acquire user information"));
    let line = acquired.or_else(|| trace.iter().rev().find(|line| names_reason(line)));
    let text = if let Some(line) = line {
        one_line(fitting(line, 4 * LONGEST_QUOTE))
    } else {
        // the details say the reason once more; where the reason is in them alone, they stay
        let line = one_line(marks.head(fitting(message, 8 * LONGEST_QUOTE)));
        let head = marks.head(&line);
        let behind = head.strip_prefix("TrackingId: ").and_then(|rest| rest.split_once(", "));
        behind.map_or(head, |(_, rest)| rest).to_owned()
    };
    fitting(&text, LONGEST_QUOTE).trim_matches(['"', ' ', ',']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(message: &str) -> Seen {
        let mut eye = Eye::of(&crate::builtin::catalog());
        let record = Record {
            number: 7,
            at: None,
            written: Some("2026-11-20 09:15:30".to_owned()),
            provider: Some("PasswordResetService".to_owned()),
            event: Some(33004),
            level: None,
            ended: None,
            channel: None,
            computer: None,
            message: message.to_owned(),
            audit: None,
        };
        eye.see(0, &record, &|_| None)
    }

    #[test]
    fn a_request_is_known_by_its_identifier_its_user_and_its_code() {
        let seen = seen(
            "TrackingId: 8023062A-ad65-4c3b-9a17-0b7c6a2d1e55, Reason: Synchronization Engine returned an error hr=80230626, message=Denied., Context: cloudAnchor: User_80230619-0000-0000-0000-000000000000, UserPrincipalName: Kim.Minji@contoso.example, Details: Exception: hr=80230626",
        );
        assert_eq!(seen.tracking.as_deref(), Some("8023062a-ad65-4c3b-9a17-0b7c6a2d1e55"));
        assert_eq!(seen.user.as_deref(), Some("kim.minji@contoso.example"));
        assert_eq!(seen.codes, ["80230626"]);
        assert!(
            seen.cite.quote.starts_with("Reason: Synchronization"),
            "{}",
            seen.cite.quote
        );
        assert!(seen.cite.clock.is_some() && seen.cite.at.is_none());
    }

    #[test]
    fn a_trace_is_read_from_the_bottom() {
        let seen = seen(
            "An unexpected error has occurred during a password set operation.\n\"BAIL: MMS(8725): ..\\registry.cpp(318): 0x80070002 (The system cannot find the file specified.)\nERR_: MMS(8725): ..\\admaexport.cpp(2784): Failed to acquire user information: 0x6ba\nBAIL: MMS(8725): ..\\server.cpp(11257): 0x80230818 (No domain controller.)\nAzure AD Sync 2.1.16.0\"",
        );
        assert_eq!(seen.codes, ["6ba", "80230818"]);
        assert!(
            seen.cite.quote.contains("acquire user information: 0x6ba"),
            "{}",
            seen.cite.quote
        );
    }
}
