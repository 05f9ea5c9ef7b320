//! Waits: the moment from which one counts, and when it is over.

use super::Case;
use crate::knowledge::Catalog;
use crate::knowledge::shape::{Entry, Rule, WaitFrom};
use crate::time::Stamp;

impl Case {
    /// The moment from which the wait of an entry counts, as far as the case knows it; `None` where it is to be asked, or
    /// where the entry has no wait.
    pub fn wait_from(&self, catalog: &Catalog, entry: &Entry, now: Stamp) -> Option<Stamp> {
        match entry.wait.as_ref()?.from {
            WaitFrom::Now => Some(now),
            WaitFrom::Change => None,
            WaitFrom::Attempt => {
                let times = catalog
                    .fields()
                    .into_iter()
                    .filter(|field| field.rule == Rule::Timestamp);
                let mut values = times.filter_map(|field| self.typed.get(&field.id)?.parse().ok());
                values.next()
            }
        }
    }
}

/// When the wait of an entry is over that began at `from`, on the clocks of `from`; `None` where it has none.
pub fn wait_end(entry: &Entry, from: Stamp) -> Option<Stamp> {
    from.after(entry.wait.as_ref()?.seconds()?)
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::text::Lang;
    use crate::time::Zone;

    #[test]
    fn a_wait_counts_from_the_moment_it_is_about() {
        let (catalog, host) = (crate::builtin::catalog(), sample::host());
        let entry = |id: &str| catalog.entry(id).unwrap();
        let mut case = Case::new(sample::id(), Lang::En, sample::noon(), &Zone::UTC);
        let blocked = entry("usage.too-many-attempts");
        assert_eq!(
            case.wait_from(&catalog, &blocked, sample::noon()),
            None,
            "it is to be asked"
        );
        case.fill(&catalog, &host, "timestamp", "2026-11-20 18:00 +09:00")
            .unwrap();
        let from = case.wait_from(&catalog, &blocked, sample::noon()).unwrap();
        let end = wait_end(&blocked, from).unwrap();
        assert_eq!(end.to_string(), "2026-11-21T18:00:00+09:00");
        assert_eq!(
            case.wait_from(&catalog, &entry("writeback.permissions"), sample::noon()),
            None
        );
        let fault = entry("howitworks.onprem-status-transient");
        assert_eq!(case.wait_from(&catalog, &fault, sample::noon()), Some(sample::noon()));
        assert_eq!(wait_end(&entry("support.page"), from), None);
    }
}
