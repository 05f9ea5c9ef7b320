//! What became of a check that was done before too.

use crate::case::found::Passed;
use crate::text::{Lang, Say, say};

/// A check that was done before too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Changed {
    pub id: String,
    /// The host, where it is one.
    pub target: Option<String>,
    pub name: String,
    pub before: Passed,
    pub now: Passed,
    pub change: Change,
}

/// What became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    Same,
    Better,
    Worse,
    /// One of the two says nothing.
    Other,
}

impl Change {
    pub(super) fn of(before: Passed, now: Passed) -> Self {
        let rank = |status| match status {
            Passed::Fail => Some(0),
            Passed::Warn => Some(1),
            Passed::Pass => Some(2),
            Passed::Skipped => None,
        };
        match (rank(before), rank(now)) {
            _ if before == now => Change::Same,
            (Some(before), Some(now)) if now > before => Change::Better,
            (Some(_), Some(_)) => Change::Worse,
            _ => Change::Other,
        }
    }
}

impl Changed {
    /// In a line.
    pub fn told(&self, lang: Lang) -> String {
        const WAS: Say = say("{}: {}, before {}", "{}: {}, 이전 {}");
        const STILL: Say = say("{}: still {}", "{}: 계속 {}");
        let now = self.now.told().get(lang);
        match self.change {
            Change::Same => STILL.with(lang, &[&self.name, now]),
            Change::Better | Change::Worse | Change::Other => {
                WAS.with(lang, &[&self.name, now, self.before.told().get(lang)])
            }
        }
    }
}
