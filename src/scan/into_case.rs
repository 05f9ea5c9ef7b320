//! What a case keeps of logs that were read: the files by path and hash, the window, the findings with what became of earlier
//! ones, the records that decided as evidence, and the attempts and the coverage as a note.

use super::compare::{self, Compared};
use super::scanned::Scanned;
use super::text;
use crate::case::Case;
use crate::case::field::Refusal;
use crate::case::found::{Evidence, Finding, From, Record, Scan, Status};
use crate::diagnosis::{Attempt, Cite};
use crate::evidence::{self, Clock};
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::text::{Lang, Say, say};
use crate::time::Stamp;

/// Names logs in a case. What they hold is to be read and hashed by whoever asks.
pub fn attach(catalog: &Catalog, host: &dyn Host, case: &mut Case, paths: &[String]) -> Result<(), Refusal> {
    for path in paths {
        case.attach(catalog, host, path)?;
    }
    Ok(())
}

impl Scanned {
    /// Keeps what the logs show with a case, at a time; gives what became of the findings of logs that were read for it before.
    pub fn keep(&self, catalog: &Catalog, case: &mut Case, at: Stamp, lang: Lang) -> Compared {
        let compared = compare::compared(self, case);
        let mut found = findings(catalog, self, lang);
        // a later reading says anew what an earlier one said of the same entry
        let gone = |old: &Finding| !found.iter().any(|new| new.entry == old.entry);
        let mut earlier = std::mem::take(&mut case.findings);
        earlier.retain(gone);
        found.extend(earlier);
        for finding in &mut found {
            let since = compared.iter().find(|(entry, _)| *entry == finding.entry);
            finding.since = since.map(|(_, since)| *since).or(finding.since);
            let worked = compare::worked(self, finding).filter(|at| finding.last.is_some_and(|last| *at > last));
            finding.worked = worked.max(finding.worked.filter(|at| finding.last.is_some_and(|last| *at > last)));
        }
        case.findings = found;
        let window = self.window();
        case.scans.push(Scan {
            at,
            files: self.summaries.iter().map(|file| file.path.clone()).collect(),
            from: window.map(|(from, _)| from),
            to: window.map(|(_, to)| to),
            whole: !self.stopped && self.summaries.iter().all(|file| file.whole),
        });
        case.add_pieces(catalog, pieces(catalog, self, at));
        case.note(catalog, at, String::new(), &note(self, lang));
        compared
    }
}

fn findings(catalog: &Catalog, scanned: &Scanned, lang: Lang) -> Vec<Finding> {
    let record = |cite: &Cite| Record {
        file: cite.file,
        record: cite.record,
        time: cite.at,
        provider: cite.provider.as_deref().map(str::to_owned),
        event: cite.event,
        quote: Some(cite.quote.to_string()).filter(|quote| !quote.is_empty()),
    };
    let found = scanned.report.findings.iter().map(|finding| Finding {
        entry: finding.entry.clone(),
        also: finding.also.clone(),
        status: finding.status,
        count: finding.count,
        first: finding.first,
        last: finding.last,
        users: finding.users.clone(),
        because: finding.because.iter().map(record).collect(),
        against: finding.against.iter().map(record).collect(),
        next: text::next(catalog, finding, lang),
        proves: finding.proves.clone(),
        since: None,
        worked: None,
    });
    found.collect()
}

/// The records that decided, as if they had been pasted from the log: of each finding the first of every number.
fn pieces(catalog: &Catalog, scanned: &Scanned, now: Stamp) -> Vec<Evidence> {
    let mut out: Vec<Evidence> = Vec::new();
    let sure = |status: Status| matches!(status, Status::Confirmed | Status::Likely);
    for finding in scanned.report.findings.iter().filter(|finding| sure(finding.status)) {
        let mut seen: Vec<(Option<&str>, Option<u32>)> = Vec::new();
        for cite in &finding.because {
            let kind = (cite.provider.as_deref(), cite.event);
            if seen.contains(&kind) {
                continue;
            }
            seen.push(kind);
            let of = |attempt: &&Attempt| {
                let mut own = attempt.records.iter();
                own.any(|own| (own.file, own.record) == (cite.file, cite.record))
            };
            let attempt = scanned.report.attempts.shown.iter().find(of);
            let only = finding.users.first().filter(|_| finding.users.len() == 1);
            out.push(Evidence {
                from: From::Log,
                provider: cite.provider.as_deref().map(str::to_owned),
                event: cite.event,
                codes: codes(catalog, cite, now),
                tracking_id: attempt.and_then(|attempt| attempt.tracking.clone()),
                at: cite.at,
                written: cite.written.clone().filter(|_| cite.at.is_none()),
                computer: attempt.and_then(|attempt| attempt.computer.clone()),
                user: attempt.and_then(|attempt| attempt.user.as_ref()).or(only).cloned(),
                quote: Some(cite.quote.to_string()).filter(|quote| !quote.is_empty()),
                line: None,
                record: Some(cite.record),
            });
        }
    }
    out
}

/// The result codes of a quote, as they are written in reports. The name of an event is none beside its number.
fn codes(catalog: &Catalog, cite: &Cite, now: Stamp) -> Vec<String> {
    let clock = Clock { now, zone: None };
    let numbered = cite.event.map(|event| catalog.by_code(&event.to_string()));
    let numbered = numbered.filter(|those| !those.is_empty());
    let names_it = |code: &String| numbered.as_ref().is_some_and(|those| *those == catalog.by_code(code));
    let mut out: Vec<String> = Vec::new();
    let pieces = evidence::read(catalog, &cite.quote, clock).pieces.into_iter();
    for code in pieces.flat_map(|piece| piece.codes) {
        if !out.contains(&code) && !names_it(&code) {
            out.push(code);
        }
    }
    out
}

/// Files, attempts and coverage in a few lines.
fn note(scanned: &Scanned, lang: Lang) -> String {
    const READ: Say = say("Read: {}", "읽은 로그: {}");
    let paths: Vec<&str> = scanned.summaries.iter().map(|summary| summary.path.as_str()).collect();
    let mut lines = vec![
        READ.with(lang, &[&paths.join(", ")]),
        text::sums(&scanned.report.attempts, lang),
    ];
    lines.extend(scanned.coverage(lang));
    lines.join("\n")
}
