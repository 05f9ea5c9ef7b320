//! Taking what was read into a case: pieces of evidence, and values for fields that are still empty. Nothing that a person said
//! is overwritten.

use super::Case;
use super::found::{Evidence, From};
use crate::evidence::{self, Clock, Piece, Reading};
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::knowledge::id::FieldId;
use crate::knowledge::shape::KeptKind;
use crate::knowledge::signal::{Form, signal};
use crate::time::Stamp;
use std::collections::BTreeSet;

/// What was taken.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    /// The pieces that the case did not have yet.
    pub evidence: Vec<Evidence>,
    /// Fields that were empty, with what fills them now.
    pub filled: Vec<(FieldId, String)>,
    /// What is known in part: a time without its zone, by field.
    pub open: Vec<(FieldId, String)>,
}

impl Case {
    /// Reads a text for this case: times are those of the zone it names, and of no other.
    pub fn read(&self, catalog: &Catalog, raw: &str, now: Stamp) -> Reading {
        let zone = self.zone_said(catalog);
        let clock = Clock {
            now,
            zone: zone.as_ref(),
        };
        evidence::read(catalog, raw, clock)
    }

    /// Takes what was read: its evidence, and what fills fields that are empty.
    pub fn take(&mut self, catalog: &Catalog, host: &dyn Host, reading: &Reading) -> Taken {
        let mut taken = Taken {
            evidence: self.add_evidence(catalog, reading, From::Paste),
            ..Taken::default()
        };
        for (field, raw) in values(catalog, reading) {
            if self.value(catalog, &field).is_some() || self.open.contains_key(&field) {
                continue;
            }
            // what breaks a rule was not what it looked like; a time without its zone is known in part
            match self.fill(catalog, host, &field, &raw) {
                Ok(accepted) if accepted.value().is_empty() => taken.open.push((field, raw)),
                Ok(accepted) => taken.filled.push((field, accepted.value())),
                Err(_) => {}
            }
        }
        taken
    }

    /// Adds the pieces that the case does not have yet; gives those.
    pub fn add_evidence(&mut self, catalog: &Catalog, reading: &Reading, from: From) -> Vec<Evidence> {
        let pieces = reading.pieces.iter().map(|piece| told(piece, from)).collect();
        self.add_pieces(catalog, pieces)
    }

    /// The same of pieces that are told already.
    pub fn add_pieces(&mut self, catalog: &Catalog, pieces: Vec<Evidence>) -> Vec<Evidence> {
        // the same on another line is nothing new
        let anywhere = |evidence: &Evidence| Evidence {
            line: None,
            ..evidence.clone()
        };
        let mut known: BTreeSet<Evidence> = self.evidence.iter().map(anywhere).collect();
        let mut added = Vec::new();
        for evidence in pieces {
            if known.insert(anywhere(&evidence)) {
                self.evidence.push(evidence.clone());
                added.push(evidence);
            }
        }
        self.prove(catalog);
        added
    }

    /// Drops a piece of evidence, by its place; what it proved is asked again. False where there is none.
    pub fn drop_evidence(&mut self, catalog: &Catalog, at: usize) -> bool {
        let there = at < self.evidence.len();
        if there {
            self.evidence.remove(at);
            self.prove(catalog);
        }
        there
    }

    /// Lets the walk in progress know what the evidence proves.
    pub(super) fn prove(&mut self, catalog: &Catalog) {
        let seen = self.evidence.iter().map(|e| (e.event, e.codes.as_slice()));
        let mut proven = evidence::proof(catalog, seen);
        // what a rule concludes from records, or a check from a server, counts behind what they say themselves
        let findings = self.findings.iter().flat_map(|finding| &finding.proves);
        let checks = self.checks.iter().flat_map(|check| &check.proves);
        for (fact, value) in findings.chain(checks) {
            proven.facts.entry(fact.clone()).or_insert_with(|| value.clone());
        }
        if let Some(journal) = self.walks.last_mut() {
            journal.proven = proven;
        }
    }
}

fn told(piece: &Piece, from: From) -> Evidence {
    let when = piece.when.as_ref();
    let at = when.and_then(|when| when.at);
    Evidence {
        from,
        provider: piece.provider.clone(),
        event: piece.event,
        codes: piece.codes.clone(),
        tracking_id: piece.tracking_id.clone(),
        at,
        written: when.filter(|_| at.is_none()).map(|when| when.written.clone()),
        computer: piece.computer.clone(),
        user: piece.user.clone(),
        quote: Some(piece.quote.clone()).filter(|quote| !quote.is_empty()),
        line: Some(piece.line),
        record: None,
    }
}

/// What a text says of the fields of a case, as a person would type it; by what each field recognises.
pub fn values(catalog: &Catalog, reading: &Reading) -> Vec<(FieldId, String)> {
    let mut out = Vec::new();
    for field in catalog.fields() {
        let value = field.recognise.iter().find_map(|kind| match kind {
            KeptKind::UserId => reading.user.clone(),
            KeptKind::Page => reading.url.clone(),
            KeptKind::Words => Some(reading.words.clone()).filter(|words| says_something(words)),
            KeptKind::Time => time(reading),
            kind => {
                let mut ids = reading.ids.iter().filter(|(known, ..)| known == kind);
                ids.next().map(|(_, value, _)| value.clone())
            }
        });
        out.extend(value.map(|value| (field.id, value)));
    }
    let signals = catalog.signals();
    for piece in &reading.pieces {
        let number = piece.event.map(|event| event.to_string());
        let signal = number.and_then(|number| signal(&signals, &number, Form::Event));
        // another provider's event of the same number was written somewhere else
        let own = signal.filter(|s| piece.provider.as_ref().is_none_or(|p| *p == s.provider));
        if let (Some(field), Some(computer)) = (own.and_then(|s| s.computer.clone()), &piece.computer)
            && !out.iter().any(|(known, _)| *known == field)
        {
            out.push((field, computer.clone()));
        }
    }
    out
}

/// More than a code or a word to look up.
fn says_something(words: &str) -> bool {
    let plain = words
        .split_whitespace()
        .filter(|word| !word.contains(|c: char| c.is_ascii_digit()));
    plain.count() >= 2
}

/// When it happened: the time of the first piece of evidence, else the first one in the words; as a point in time where it is
/// one.
fn time(reading: &Reading) -> Option<String> {
    let pieces = reading.pieces.iter().filter_map(|piece| piece.when.as_ref());
    let when = pieces.chain(&reading.times).next()?;
    Some(when.at.map_or_else(|| when.written.clone(), |at| at.to_string()))
}
