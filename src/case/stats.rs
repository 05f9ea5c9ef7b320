//! Numbers over the cases that are stored here: which causes, how long, how often fixed on the phone. Names nobody. Pure.

use super::{Case, conclusion, path};
use crate::knowledge::Catalog;
use crate::knowledge::id::EntryId;
use crate::text::Lang;
use crate::time::Stamp;
use crate::walk::{Concluded, What};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A case that was fixed within so many seconds was fixed on the phone.
const ON_THE_PHONE: u64 = 3600;

/// What the cases made within the last days came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Stats {
    pub cases: usize,
    /// By their last conclusion.
    pub fixed: usize,
    pub cause: usize,
    pub by_design: usize,
    /// Neither concluded nor closed.
    pub open: usize,
    /// Fixed within an hour after the case was made.
    pub fixed_on_the_phone: usize,
    /// Not closed, and resting on a wait.
    pub waiting: usize,
    /// The cause is found, and steps are left to somebody.
    pub handed_on: usize,
    /// Minutes from the making of a case to its conclusion: half of the cases took no longer. `None` where none concluded.
    pub median_minutes: Option<u64>,
    /// What concluded them, the most frequent first.
    pub causes: Vec<Counted>,
}

/// An entry, and how many cases it concluded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Counted {
    pub entry: String,
    pub title: String,
    pub count: usize,
}

/// Counts the cases made at `since` or later.
pub fn stats<'a>(catalog: &Catalog, cases: impl Iterator<Item = &'a Case>, since: Stamp, lang: Lang) -> Stats {
    let mut stats = Stats::default();
    let mut seconds: Vec<u64> = Vec::new();
    let mut causes: BTreeMap<EntryId, usize> = BTreeMap::new();
    for case in cases.filter(|case| case.created >= since) {
        stats.cases += 1;
        stats.waiting += usize::from(!case.closed && case.wait().is_some());
        let Some(concluded) = conclusion::conclusions(catalog, case, lang).pop() else {
            stats.open += usize::from(!case.closed);
            continue;
        };
        let entry = concluded.entry;
        let took = concluded_at(catalog, case, &entry).map(|at| at.ahead_of(case.created).as_secs());
        seconds.extend(took);
        match concluded.outcome {
            Concluded::Fixed => {
                stats.fixed += 1;
                stats.fixed_on_the_phone += usize::from(took.is_some_and(|took| took <= ON_THE_PHONE));
            }
            Concluded::Cause => {
                stats.cause += 1;
                stats.handed_on += usize::from(!concluded.to_do.is_empty());
            }
            Concluded::ByDesign => stats.by_design += 1,
        }
        *causes.entry(entry).or_default() += 1;
    }
    seconds.sort_unstable();
    stats.median_minutes = seconds.get(seconds.len().saturating_sub(1) / 2).map(|half| half / 60);
    stats.causes = causes
        .into_iter()
        .map(|(entry, count)| Counted {
            title: path::title(catalog, &entry, lang),
            entry: entry.to_string(),
            count,
        })
        .collect();
    stats.causes.sort_by_key(|cause| Reverse(cause.count));
    stats
}

/// When it was last said what the entry came to.
fn concluded_at(catalog: &Catalog, case: &Case, entry: &EntryId) -> Option<Stamp> {
    let courses = path::courses(catalog, case);
    let stops = courses.into_iter().flat_map(|(_, course)| course.stops);
    let mut own = stops.filter(|stop| matches!(&stop.what, What::Tried { entry: tried, .. } if tried == entry));
    own.next_back()?.at
}

#[cfg(test)]
mod tests {
    use super::super::{CaseId, sample};
    use super::*;
    use crate::time::Zone;
    use crate::walk::Outcome;

    /// A case made so many minutes before noon, which the entry concluded so many minutes later.
    fn concluded(catalog: &Catalog, made: i64, entry: &str, outcome: Outcome, later: i64) -> Case {
        let at = |minute: i64| sample::noon().after((minute - made) * 60).unwrap();
        let id = CaseId::parse(&format!("c{made}")).unwrap();
        let mut case = Case::new(id, Lang::En, at(0), &Zone::UTC);
        case.start(catalog, entry);
        case.outcome(catalog, &EntryId::new(entry), outcome, None, at(later));
        case
    }

    #[test]
    fn cases_are_counted_by_what_they_came_to_and_how_long_that_took() {
        let catalog = sample::catalog();
        let made = |made, entry, outcome, later| concluded(&catalog, made, entry, outcome, later);
        let cases = [
            made(500, "a.first", Outcome::Fixed, 10),
            made(400, "a.first", Outcome::Fixed, 61),
            made(300, "a.second", Outcome::ByDesign, 20),
            made(200, "a.third", Outcome::NotFixed, 5),
            made(5000, "a.third", Outcome::Fixed, 5),
            sample::case(&catalog),
        ];
        let since = sample::noon().after(-1000 * 60).unwrap();
        let stats = stats(&catalog, cases.iter(), since, Lang::En);
        assert_eq!((stats.cases, stats.fixed, stats.fixed_on_the_phone), (5, 2, 1));
        assert_eq!((stats.by_design, stats.open, stats.waiting), (1, 2, 1));
        assert_eq!(stats.median_minutes, Some(20));
        let first = stats.causes.first().map(|cause| (cause.title.as_str(), cause.count));
        assert_eq!(first, Some(("Wait a bit", 2)));
        let nobody = super::stats(&catalog, [].iter(), since, Lang::Ko);
        assert_eq!((nobody.median_minutes, nobody.causes.len()), (None, 0));
    }
}
