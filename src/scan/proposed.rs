//! What a log says of the fields of a case: who it was, when, on which server. Only the one attempt that the case is about speaks;
//! where it may be one of several, nothing is proposed. Fields that somebody filled stay as they are.

use super::scanned::Scanned;
use crate::case::Case;
use crate::case::field::Accepted;
use crate::case::found::Status;
use crate::diagnosis::{Attempt, Became, Cite};
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::knowledge::id::FieldId;
use crate::knowledge::shape::{KeptKind, Rule};
use crate::knowledge::signal::{Form, signal};
use crate::time::Stamp;

/// A time that somebody reports and that of the attempt in the log differ by so many seconds at most.
const SAME_ATTEMPT: u64 = 600;

/// What the records of one attempt say of the fields of a case, as a person would type it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposed {
    pub values: Vec<(FieldId, String)>,
    /// The record that decided, by its number in the log.
    pub record: u64,
}

impl Proposed {
    /// Fills the fields that are still empty; what breaks the rule of its field was not what it looked like.
    pub fn fill(&self, catalog: &Catalog, host: &dyn Host, case: &mut Case) -> Vec<Accepted> {
        let mut filled = Vec::new();
        for (field, raw) in &self.values {
            if case.has(field) || case.open.contains_key(field) {
                continue;
            }
            if let Ok(accepted) = case.check(catalog, host, field, raw) {
                let accepted = accepted.from_record(self.record);
                case.keep(accepted.clone());
                filled.push(accepted);
            }
        }
        filled
    }
}

impl Scanned {
    /// What the log proposes for the fields of a case that are still empty.
    pub fn proposed(&self, catalog: &Catalog, case: &Case) -> Option<Proposed> {
        let (attempt, cite) = match self.about(catalog, case) {
            Some(attempt) => (Some(attempt), deciding(attempt)?),
            None => (None, self.trouble()?),
        };
        let clocks = case.clocks(catalog);
        let at = attempt.map_or(cite.at, |attempt| attempt.at.or(cite.at));
        let mut values = Vec::new();
        for field in catalog.fields() {
            let value = field.recognise.iter().find_map(|kind| match kind {
                KeptKind::UserId => attempt?.user.clone(),
                KeptKind::Time => at.map(|at| at.on(&clocks).to_string()),
                // the identifier of a request on the server is no other
                KeptKind::CorrelationId => attempt?.tracking.clone().filter(|_| cite.activity.is_some()),
                _ => None,
            });
            values.extend(value.map(|value| (field.id, value)));
        }
        let number = cite.event.map(|event| event.to_string());
        let signals = catalog.signals();
        let own = number.and_then(|number| signal(&signals, &number, Form::Event));
        let own = own.filter(|signal| {
            cite.provider
                .as_ref()
                .is_none_or(|provider| **provider == *signal.provider)
        });
        let computer = attempt.and_then(|attempt| attempt.computer.clone());
        values.extend(own.and_then(|signal| signal.computer.clone()).zip(computer));
        values.retain(|(field, _)| !case.has(field) && !case.open.contains_key(field));
        (!values.is_empty()).then_some(Proposed {
            values,
            record: cite.record,
        })
    }

    /// The attempt that a case is about: of its user, about its time; where it names neither, the latest that failed, if all that
    /// failed are of one user.
    fn about(&self, catalog: &Catalog, case: &Case) -> Option<&Attempt> {
        let of = |rule: Rule| catalog.fields().into_iter().find(|field| field.rule == rule);
        let (user, time) = (of(Rule::UserId)?, of(Rule::Timestamp)?);
        let named = case.value(catalog, &user.id);
        let reported: Option<Stamp> = case.value(catalog, &time.id).and_then(|at| at.parse().ok());
        let is_theirs = |attempt: &&Attempt| match (&named, &attempt.user) {
            (Some(named), Some(user)) => named.eq_ignore_ascii_case(user),
            (Some(_), None) => false,
            (None, _) => true,
        };
        let apart = |attempt: &Attempt| {
            let (reported, at) = (reported?, attempt.at?);
            Some(at.ahead_of(reported).max(reported.ahead_of(at)).as_secs())
        };
        let near =
            |attempt: &&Attempt| reported.is_none() || apart(attempt).is_some_and(|seconds| seconds <= SAME_ATTEMPT);
        let theirs = |became: Became| -> Vec<&Attempt> {
            let all = self.report.attempts.shown.iter();
            let those = all.filter(|attempt| attempt.became == became);
            those.filter(is_theirs).filter(near).collect()
        };
        let failed = Some(theirs(Became::Failed)).filter(|failed| !failed.is_empty());
        let those = failed.unwrap_or_else(|| theirs(Became::Open));
        let first = those.first()?;
        let one_user = those.iter().all(|attempt| attempt.user == first.user);
        // a time in words may be that of any of them
        let one_time = !case.open.contains_key(&time.id) || those.len() == 1;
        if !one_user || !one_time {
            return None;
        }
        match reported {
            Some(_) => those.into_iter().min_by_key(|attempt| apart(attempt)),
            None => those.into_iter().next_back(),
        }
    }

    /// The last record of what is wrong with the service, where no attempt of anybody failed.
    fn trouble(&self) -> Option<&Cite> {
        let attempts = &self.report.attempts;
        let first = self.report.findings.first()?;
        let sure = matches!(first.status, Status::Confirmed | Status::Likely);
        let none = attempts.failed == 0 && attempts.open == 0 && first.users.is_empty();
        first.because.last().filter(|_| sure && none)
    }
}

/// The record that says why an attempt failed, else its first.
fn deciding(attempt: &Attempt) -> Option<&Cite> {
    let reason = attempt
        .records
        .iter()
        .find(|cite| cite.event.is_some() && cite.event == attempt.reason);
    reason.or(attempt.records.first())
}
