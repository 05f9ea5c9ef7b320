//! Whether the remedy of an entry helped, by what the case holds: checks that were done since, logs that were read since, what was
//! pasted since. Nobody's outcome is changed by it; it is derived each time, so that it can never disagree with the evidence.

use super::Case;
use super::found::{Passed, Status};
use super::path;
use crate::knowledge::Catalog;
use crate::knowledge::acceptance::Acceptance;
use crate::knowledge::article::steps_of;
use crate::knowledge::id::EntryId;
use crate::knowledge::shape::Step;
use crate::text::{Lang, Say, say};
use crate::time::Stamp;
use crate::walk::{Journal, StepEnd};
use std::collections::BTreeMap;

/// People tick a step once they did it; what worked so many seconds before counts where it failed before that.
const BEFORE_THE_TICK: i64 = 15 * 60;

/// What was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Helped {
    Yes,
    NotYet,
    /// Nothing that came since says so.
    Unknown,
}

impl Helped {
    pub fn told(self) -> Say {
        match self {
            Helped::Yes => say("it helped", "효과가 있었습니다"),
            Helped::NotYet => say("not yet", "아직 해결되지 않았습니다"),
            Helped::Unknown => say("cannot be told yet", "아직 알 수 없습니다"),
        }
    }
}

/// A remedy, judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    pub proofs: Vec<Proof>,
}

/// One thing by which it is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    pub by: By,
    pub helped: Helped,
    /// When what says so was done or happened.
    pub at: Option<Stamp>,
    why: Why,
}

/// What a proof is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// A check, by its id.
    Check(String),
    /// Logs and what was pasted.
    Log,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Why {
    /// The check stands so.
    Stands(Passed),
    NotChecked,
    Worked,
    /// An entry that a log shows again.
    Again(EntryId),
    /// The log was read, and nobody tried.
    NobodyTried,
    NoLog,
}

impl Judged {
    /// All together: what fails counts before what passes.
    pub fn helped(&self) -> Helped {
        let any = |wanted: Helped| self.proofs.iter().any(|proof| proof.helped == wanted);
        if any(Helped::NotYet) {
            Helped::NotYet
        } else if any(Helped::Yes) {
            Helped::Yes
        } else {
            Helped::Unknown
        }
    }

    /// In one line: what was judged, and by what.
    pub fn told(&self, catalog: &Catalog, lang: Lang, clock: &dyn Fn(Stamp) -> String) -> String {
        let helped = self.helped();
        let by = self.proofs.iter().filter(|proof| proof.helped == helped);
        let by: Vec<String> = by.map(|proof| proof.told(catalog, lang, clock)).collect();
        format!("{}: {}", helped.told().get(lang), by.join("; "))
    }
}

impl Proof {
    /// What it is and what it says, without a full stop.
    pub fn told(&self, catalog: &Catalog, lang: Lang, clock: &dyn Fn(Stamp) -> String) -> String {
        const STANDS: Say = say("{}: {}, {}", "{}: {}, {}");
        const NOT_CHECKED: Say = say("{}: not checked since", "{}: 조치 후 점검하지 않음");
        const WORKED: Say = say("it worked at {}", "{}에 성공함");
        const AGAIN: Say = say("{} came again at {}", "{} 문제가 {}에 다시 발생함");
        const NOBODY: Say = say(
            "the log was read, and nobody tried since",
            "로그에 조치한 뒤의 시도가 없음",
        );
        const NO_LOG: Say = say("no log was read since", "조치한 뒤 읽은 로그가 없음");
        let at = self.at.map(clock).unwrap_or_default();
        let name = match &self.by {
            By::Check(id) => check_title(catalog, id, lang),
            By::Log => String::new(),
        };
        match &self.why {
            Why::Stands(passed) => STANDS.with(lang, &[&name, passed.told().get(lang), &at]),
            Why::NotChecked => NOT_CHECKED.with(lang, &[&name]),
            Why::Worked => WORKED.with(lang, &[&at]),
            Why::Again(entry) => AGAIN.with(lang, &[&path::title(catalog, entry, lang), &at]),
            Why::NobodyTried => NOBODY.get(lang).to_owned(),
            Why::NoLog => NO_LOG.get(lang).to_owned(),
        }
    }
}

/// What a check is called.
pub fn check_title(catalog: &Catalog, id: &str, lang: Lang) -> String {
    let server = catalog.server_checks().into_iter().map(|check| (check.id, check.title));
    let hosts = catalog.endpoints().into_iter().map(|host| (host.id, host.title));
    let mut all = server.chain(hosts);
    all.find(|(known, _)| known == id)
        .map_or_else(|| id.to_owned(), |(_, title)| title.get(lang).to_owned())
}

impl Case {
    /// When each step of an entry was done, counted from 0; `None` where it is not known when.
    pub fn done_at(&self, entry: &EntryId) -> BTreeMap<usize, Option<Stamp>> {
        let mut out = BTreeMap::new();
        for walk in &self.walks {
            let done = walk.steps.get(entry).into_iter().flatten();
            for (step, _) in done.filter(|(_, end)| **end == StepEnd::Done) {
                out.insert(*step, said_at(walk, entry, *step));
            }
        }
        out
    }

    /// Whether the remedy of an entry helped; `None` where no step of it was done, or it is not known when.
    pub fn accepted(&self, catalog: &Catalog, entry: &EntryId) -> Option<Judged> {
        let since = self.remedied(catalog, entry)?;
        let acceptance = catalog.acceptance(entry);
        let checks = acceptance.checks.iter().map(|id| self.checked(id, since));
        let log = acceptance.is_read_in_logs().then(|| self.in_logs(&acceptance, since));
        Some(Judged {
            proofs: checks.chain(log).collect(),
        })
    }

    /// When the last step that changes something was done; where none of them does, the last one at all.
    fn remedied(&self, catalog: &Catalog, entry: &EntryId) -> Option<Stamp> {
        let steps = steps_of(catalog, &catalog.entry(entry)?);
        let done = self.done_at(entry);
        let acts = |step: &usize| steps.get(*step).is_some_and(Step::acts);
        let acting = done
            .iter()
            .filter(|(step, _)| acts(step))
            .filter_map(|(_, at)| *at)
            .max();
        acting.or_else(|| done.values().flatten().max().copied())
    }

    /// What a check says that was done since; of several hosts the worst counts.
    fn checked(&self, id: &str, since: Stamp) -> Proof {
        let done = self.checks.iter().filter(|check| check.id == id);
        let done = done.filter_map(|check| check.at.filter(|at| *at >= since).map(|at| (check.status, at)));
        let worst = done.min_by_key(|(status, _)| match status {
            Passed::Fail => 0,
            Passed::Warn => 1,
            Passed::Skipped => 2,
            Passed::Pass => 3,
        });
        let helped = match worst {
            Some((Passed::Fail, _)) => Helped::NotYet,
            Some((Passed::Pass, _)) => Helped::Yes,
            Some((Passed::Warn | Passed::Skipped, _)) | None => Helped::Unknown,
        };
        Proof {
            by: By::Check(id.to_owned()),
            helped,
            at: worst.map(|(_, at)| at),
            why: worst.map_or(Why::NotChecked, |(status, _)| Why::Stands(status)),
        }
    }

    /// What logs and what was pasted say of it: the last that happened decides.
    fn in_logs(&self, acceptance: &Acceptance, since: Stamp) -> Proof {
        let own = self.findings.iter().filter(|finding| {
            let mut names = finding.also.iter().chain([&finding.entry]);
            finding.status != Status::RuledOut && names.any(|name| acceptance.findings.iter().any(|id| *id == **name))
        });
        let failed = own
            .clone()
            .filter_map(|finding| Some((finding.last?, &finding.entry)))
            .max();
        let shown = self.evidence.iter().filter(|piece| {
            let number = |event: u32| acceptance.events.contains(&event);
            piece.event.is_some_and(number)
        });
        let worked = own
            .filter_map(|finding| finding.worked)
            .chain(shown.filter_map(|piece| piece.at));
        let worked = worked.max();
        let again = failed.filter(|(at, _)| *at >= since && worked.is_none_or(|worked| worked <= *at));
        let from = since.after(-BEFORE_THE_TICK).unwrap_or(since);
        let works = worked.filter(|at| match failed {
            Some((failed, _)) => *at >= from && *at > failed,
            None => *at >= since,
        });
        let read = self.scans.iter().any(|scan| scan.to.is_some_and(|to| to >= since));
        let (helped, at, why) = match (again, works) {
            (Some((at, entry)), _) => (Helped::NotYet, Some(at), Why::Again(entry.clone())),
            (None, Some(at)) => (Helped::Yes, Some(at), Why::Worked),
            (None, None) if read => (Helped::Unknown, None, Why::NobodyTried),
            (None, None) => (Helped::Unknown, None, Why::NoLog),
        };
        Proof {
            by: By::Log,
            helped,
            at,
            why,
        }
    }
}

fn said_at(walk: &Journal, entry: &EntryId, step: usize) -> Option<Stamp> {
    walk.steps_at.get(entry)?.get(&step).copied()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin;
    use crate::case::CaseId;
    use crate::case::found::{Check, Evidence, Finding, From, Scan};
    use crate::host::fake::FakeHost;
    use crate::time::Zone;

    fn at(clock: &str) -> Stamp {
        format!("2026-11-28T{clock}:00Z").parse().expect("a time")
    }

    /// A case in which every step of an entry was done at 12:00.
    fn done(id: &str) -> (Catalog, Case, EntryId) {
        let (catalog, entry) = (builtin::catalog(), EntryId::new(id));
        let host = FakeHost::at("2026-11-28T09:00:00Z");
        let mut case = Case::new(CaseId::fresh(&host), Lang::En, at("09:00"), &Zone::UTC);
        case.start(&catalog, id);
        let steps = catalog.entry(&entry).expect("an entry").steps.len();
        let journal = case.walks.last_mut().expect("a walk");
        (0..steps).for_each(|step| journal.end_step(&entry, step, Some(StepEnd::Done), at("12:00")));
        (catalog, case, entry)
    }

    fn failing(last: &str, worked: Option<&str>) -> Finding {
        Finding {
            entry: EntryId::new("event.33004"),
            also: Vec::new(),
            status: Status::Confirmed,
            count: 3,
            first: Some(at("10:00")),
            last: Some(at(last)),
            users: Vec::new(),
            because: Vec::new(),
            against: Vec::new(),
            next: None,
            proves: BTreeMap::new(),
            since: None,
            worked: worked.map(at),
        }
    }

    fn checked(id: &str, status: Passed, when: &str) -> Check {
        Check {
            id: id.to_owned(),
            target: None,
            port: None,
            status,
            reason: None,
            millis: None,
            entry: None,
            proves: BTreeMap::new(),
            step: None,
            at: Some(at(when)),
        }
    }

    fn judged(catalog: &Catalog, case: &Case, entry: &EntryId) -> (Helped, String) {
        let judged = case.accepted(catalog, entry).expect("judged");
        let told = judged.told(catalog, Lang::En, &|at| at.to_minutes());
        (judged.helped(), told)
    }

    #[test]
    fn a_log_that_was_read_since_says_whether_a_remedy_helped() {
        let (catalog, mut case, entry) = done("event.33004");
        let (helped, told) = judged(&catalog, &case, &entry);
        assert_eq!(helped, Helped::Unknown);
        assert!(told.contains("no log was read since"), "{told}");
        // what failed before it was done says nothing
        case.findings = vec![failing("11:00", None)];
        assert_eq!(judged(&catalog, &case, &entry).0, Helped::Unknown);
        case.scans = vec![Scan {
            at: at("14:00"),
            files: Vec::new(),
            from: Some(at("09:00")),
            to: Some(at("13:00")),
            whole: true,
        }];
        assert!(judged(&catalog, &case, &entry).1.contains("nobody tried since"));
        for (last, worked, wanted) in [
            ("12:30", None, Helped::NotYet),
            ("12:30", Some("12:20"), Helped::NotYet),
            ("12:30", Some("12:40"), Helped::Yes),
            ("11:00", Some("12:40"), Helped::Yes),
            // done, tried, and then ticked
            ("11:00", Some("11:50"), Helped::Yes),
            ("11:00", Some("11:30"), Helped::Unknown),
        ] {
            case.findings = vec![failing(last, worked)];
            let (helped, told) = judged(&catalog, &case, &entry);
            assert_eq!(helped, wanted, "{last} {worked:?}: {told}");
        }
    }

    #[test]
    fn a_check_that_fails_since_counts_before_a_reset_that_worked() {
        let (catalog, mut case, entry) = done("writeback.permissions");
        case.evidence = vec![Evidence {
            from: From::Paste,
            provider: None,
            event: Some(31002),
            codes: Vec::new(),
            tracking_id: None,
            at: Some(at("12:40")),
            written: None,
            computer: None,
            user: None,
            quote: None,
            line: None,
            record: None,
        }];
        assert_eq!(judged(&catalog, &case, &entry).0, Helped::Yes);
        for (status, when, wanted) in [
            (Passed::Fail, "11:00", Helped::Yes),
            (Passed::Fail, "12:10", Helped::NotYet),
            (Passed::Warn, "12:10", Helped::Yes),
            (Passed::Pass, "12:10", Helped::Yes),
        ] {
            case.checks = vec![checked("rights", status, when)];
            let (helped, told) = judged(&catalog, &case, &entry);
            assert_eq!(helped, wanted, "{status:?} {when}: {told}");
        }
        // without the event, what passes says it alone
        case.evidence.clear();
        let (helped, told) = judged(&catalog, &case, &entry);
        assert_eq!(helped, Helped::Yes);
        assert!(
            told.starts_with("it helped: rights of the connector account: pass"),
            "{told}"
        );
    }

    #[test]
    fn what_was_not_done_or_when_nobody_knows_is_not_judged() {
        let (catalog, mut case, entry) = done("event.33004");
        case.walks.last_mut().expect("a walk").steps_at.clear();
        assert_eq!(case.accepted(&catalog, &entry), None);
        assert_eq!(case.accepted(&catalog, &EntryId::new("event.33008")), None);
    }
}
