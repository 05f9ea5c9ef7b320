//! What `scan --case` keeps with a case: the files by path and hash, the findings, the records that decided as evidence, and the
//! attempts and the coverage as a note.

use super::scanned::Scanned;
use super::text;
use crate::case::found::{Finding, From, Record};
use crate::cli::args::Which;
use crate::cli::commands::attached::read_files;
use crate::cli::commands::case::change;
use crate::cli::{Failure, Run};
use crate::diagnosis::Cite;
use crate::evidence::{Piece, Reading, When};
use crate::knowledge::Catalog;
use crate::text::{Lang, Say, say};

pub fn keep(run: &Run, catalog: &Catalog, scanned: &Scanned, id: &str) -> Result<(), Failure> {
    let which = Which {
        id: Some(id.to_owned()),
    };
    let (host, lang) = (run.host, run.settings.lang);
    change(run, &which, |case| {
        for path in &scanned.paths {
            let name = path.to_str().ok_or_else(|| Failure::no_text(path.as_os_str()))?;
            case.attach(catalog, host, name)?;
        }
        read_files(catalog, host, case)?;
        // a later reading says anew what an earlier one said of the same entry
        let found = findings(catalog, scanned, lang);
        case.findings
            .retain(|old| !found.iter().any(|new| new.entry == old.entry));
        case.findings.extend(found);
        case.add_evidence(catalog, &evidence(scanned), From::Log);
        case.note(catalog, host.at(), String::new(), &note(scanned, lang));
        Ok(())
    })?;
    Ok(())
}

fn findings(catalog: &Catalog, scanned: &Scanned, lang: Lang) -> Vec<Finding> {
    let record = |cite: &Cite| Record {
        file: cite.file,
        record: cite.record,
        time: cite.at,
        provider: cite.provider.clone(),
        event: cite.event,
        quote: Some(cite.quote.clone()).filter(|quote| !quote.is_empty()),
    };
    let found = scanned.report.findings.iter().map(|finding| Finding {
        entry: finding.entry.to_string(),
        also: finding.also.iter().map(ToString::to_string).collect(),
        status: finding.status,
        count: finding.count,
        first: finding.first,
        last: finding.last,
        users: finding.users.clone(),
        because: finding.because.iter().map(record).collect(),
        against: finding.against.iter().map(record).collect(),
        next: text::next(catalog, finding, lang),
    });
    found.collect()
}

/// The records that decided, as if they had been pasted from the log.
fn evidence(scanned: &Scanned) -> Reading {
    let wrong = scanned
        .report
        .findings
        .iter()
        .filter(|finding| !finding.because.is_empty());
    let pieces = wrong.filter_map(|finding| {
        let cite = finding.because.first()?;
        Some(Piece {
            provider: cite.provider.clone(),
            event: cite.event,
            when: cite.at.map(|at| When {
                written: at.to_string(),
                at: Some(at),
                line: 0,
            }),
            user: finding.users.first().cloned().filter(|_| finding.users.len() == 1),
            quote: cite.quote.clone(),
            ..Piece::default()
        })
    });
    Reading {
        pieces: pieces.collect(),
        ..Reading::default()
    }
}

/// Files, attempts and coverage in a few lines.
fn note(scanned: &Scanned, lang: Lang) -> String {
    const READ: Say = say("Read: {}", "읽은 로그: {}");
    const ATTEMPTS: Say = say(
        "Attempts: {}, {} worked, {} failed, {} without an end",
        "시도 {}건: 성공 {}, 실패 {}, 끝을 알 수 없음 {}",
    );
    let paths: Vec<&str> = scanned.summaries.iter().map(|summary| summary.path.as_str()).collect();
    let attempts = &scanned.report.attempts;
    let numbers = [attempts.total, attempts.worked, attempts.failed, attempts.open].map(|n| n.to_string());
    let mut lines = vec![
        READ.with(lang, &[&paths.join(", ")]),
        ATTEMPTS.with(lang, &numbers.each_ref().map(String::as_str)),
    ];
    lines.extend(scanned.coverage(lang));
    lines.join("\n")
}
