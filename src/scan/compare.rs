//! What became of the findings of an earlier log in one that was read later, as after a fix: fixed, still failing, new. What no
//! longer occurs is fixed only where it was tried again and worked; else nobody can know.

use super::scanned::Scanned;
use crate::case::Case;
use crate::case::found::{Finding, Since, Status};
use crate::diagnosis::{self, Attempt, Became, State};
use crate::knowledge::id::EntryId;
use crate::time::Stamp;

/// Entries of findings, and what became of each.
pub type Compared = Vec<(EntryId, Since)>;

/// What became of the findings that a case holds; empty where it holds none, and where the logs tell of no later time.
pub(super) fn compared(scanned: &Scanned, case: &Case) -> Compared {
    let before: Vec<&Finding> = case
        .findings
        .iter()
        .filter(|old| old.status != Status::RuledOut)
        .collect();
    let Some(last) = case.scans.last().filter(|_| !before.is_empty()) else {
        return Vec::new();
    };
    let end = match (last.to, scanned.window()) {
        (Some(end), Some((_, to))) if to <= end => return Vec::new(),
        (end, window) => end.filter(|_| window.is_some()),
    };
    // without times only what the files say as wholes can be compared, and the same files say the same
    let files = scanned.summaries.iter().map(|file| file.path.as_str());
    if end.is_none() && files.eq(last.files.iter().map(String::as_str)) {
        return Vec::new();
    }
    let later = |at: Option<Stamp>| match (end, at) {
        (Some(end), Some(at)) => at > end,
        _ => true,
    };
    let now: Vec<&diagnosis::Finding> = scanned
        .report
        .findings
        .iter()
        .filter(|new| new.status != Status::RuledOut && later(new.last))
        .collect();
    let mut out: Compared = Vec::new();
    for old in &before {
        let since = if now.iter().any(|new| new.entry == old.entry) {
            Since::Still
        } else if has_worked(scanned, old, &later) {
            Since::Fixed
        } else {
            Since::Untried
        };
        out.push((old.entry.clone(), since));
    }
    for new in now {
        if !before.iter().any(|old| new.entry == old.entry) {
            out.push((new.entry.clone(), Since::New));
        }
    }
    out.sort_by_key(|(_, since)| *since);
    out
}

/// The attempts that worked, of those whom a finding concerns; of anybody where it concerns nobody by name.
fn working<'s>(scanned: &'s Scanned, old: &'s Finding) -> impl Iterator<Item = &'s Attempt> {
    let concerned = |user: &Option<String>| {
        old.users.is_empty()
            || user
                .as_ref()
                .is_some_and(|user| old.users.iter().any(|old| old.eq_ignore_ascii_case(user)))
    };
    let shown = scanned.report.attempts.shown.iter();
    shown.filter(move |attempt| attempt.became == Became::Worked && concerned(&attempt.user))
}

/// When what a finding concerns worked for the last time, as far as the logs tell.
pub(super) fn worked(scanned: &Scanned, finding: &Finding) -> Option<Stamp> {
    let tried = working(scanned, finding).filter_map(|attempt| attempt.at).max();
    tried.max(running(scanned, finding))
}

/// When the service ran at the end of the logs, where a finding concerns nobody by name.
fn running(scanned: &Scanned, finding: &Finding) -> Option<Stamp> {
    let last = scanned.report.health.last();
    let up = last.filter(|stretch| finding.users.is_empty() && stretch.state == State::Up);
    up.map(|stretch| stretch.to)
}

/// Did what failed work later: an attempt of one whom it concerned; where it concerned nobody by name, any attempt, or the service
/// ran at the end.
fn has_worked(scanned: &Scanned, old: &Finding, later: &dyn Fn(Option<Stamp>) -> bool) -> bool {
    let tried = working(scanned, old).any(|attempt| later(attempt.at));
    tried || running(scanned, old).is_some_and(|at| later(Some(at)))
}

/// Is something of it failing now?
pub fn now_failing(compared: &Compared) -> bool {
    compared
        .iter()
        .any(|(_, since)| matches!(since, Since::Still | Since::New))
}
