//! What a case keeps of checks: the checks themselves, what did not pass and what proves something as evidence, the sum as a note; and
//! what changed since the checks before.

use super::changed::{Change, Changed};
use super::examined::Examined;
use super::run::Checked;
use super::text;
use crate::case::Case;
use crate::case::found::{Check, Evidence, From, Passed};
use crate::knowledge::Catalog;
use crate::text::{Lang, Say, say};

impl Checked {
    /// Keeps the checks with a case; gives what became of those that did not pass before or do not now.
    pub fn keep(&self, catalog: &Catalog, case: &mut Case, lang: Lang) -> Vec<Changed> {
        let changed = self.changed(&case.checks, lang);
        // one that was not done again stays as it was
        let done = self.outcomes.iter().filter(|outcome| {
            let same = |old: &Check| old.id == outcome.id && old.target == outcome.target;
            outcome.status != Passed::Skipped || !case.checks.iter().any(same)
        });
        let kept: Vec<Check> = done.map(|outcome| outcome.kept(self.at, lang)).collect();
        let is_again = |old: &Check| kept.iter().any(|new| new.id == old.id && new.target == old.target);
        let mut earlier = std::mem::take(&mut case.checks);
        earlier.retain(|old| !is_again(old));
        case.checks = kept;
        case.checks.extend(earlier);
        let again = |outcome: &Examined| {
            let mut changed = changed.iter();
            changed.any(|change| change.id == outcome.id && change.target == outcome.target)
        };
        let tells = |outcome: &&Examined| {
            matches!(outcome.status, Passed::Fail | Passed::Warn)
                || outcome.status == Passed::Pass && (again(outcome) || !outcome.proves.is_empty())
        };
        let pieces = self.outcomes.iter().filter(tells);
        let pieces = pieces.map(|outcome| self.piece(outcome, lang)).collect();
        case.add_pieces(catalog, pieces);
        case.note(catalog, self.at, String::new(), &text::conclusion(self, lang));
        changed
    }

    /// What became of earlier checks, as far as it is worth a word.
    fn changed(&self, before: &[Check], lang: Lang) -> Vec<Changed> {
        let done = self.outcomes.iter().filter(|outcome| outcome.status != Passed::Skipped);
        let told = done.filter_map(|outcome| {
            let old = before
                .iter()
                .find(|old| old.id == outcome.id && old.target == outcome.target)?;
            let change = Change::of(old.status, outcome.status);
            let worth = change != Change::Same || outcome.status != Passed::Pass;
            worth.then(|| Changed {
                id: outcome.id.clone(),
                target: outcome.target.clone(),
                name: outcome.name(lang).to_owned(),
                before: old.status,
                now: outcome.status,
                change,
            })
        });
        told.collect()
    }

    fn piece(&self, outcome: &Examined, lang: Lang) -> Evidence {
        const AT: Say = say("{} at {}", "{}({})");
        let status = outcome.status.told().get(lang);
        let step = outcome.decided().filter(|_| outcome.status != Passed::Pass);
        let status = step.map_or_else(
            || status.to_owned(),
            |step| AT.with(lang, &[status, step.probe.title().get(lang)]),
        );
        Evidence {
            from: From::Check,
            provider: None,
            event: None,
            codes: Vec::new(),
            tracking_id: None,
            at: Some(self.at),
            written: None,
            computer: None,
            user: None,
            quote: Some(format!(
                "{}: {status}. {}",
                outcome.place(lang),
                outcome.reason.get(lang)
            )),
            line: None,
            record: None,
        }
    }
}
