//! Logs that were read, as the wizard holds them: with the names of users and without. Data alone; what is done is in `scanning`.

use crate::case::found::Since;
use crate::case::{Case, CaseId};
use crate::diagnosis::{Attempt, Finding};
use crate::knowledge::Catalog;
use crate::scan::{self, Compared, Scanned};
use crate::text::Lang;
use crate::time::{Stamp, Zone};

/// What was read last.
#[derive(Clone, Debug)]
pub struct Logs {
    named: Scanned,
    /// The same with tokens in the place of names, while they are hidden.
    hidden: Option<Scanned>,
    /// The case in which it was kept, and when.
    kept: Option<(CaseId, Stamp)>,
    /// What became of the findings of an earlier log in that case.
    pub compared: Compared,
}

impl Logs {
    /// What was read, its times told on these clocks.
    pub fn of(catalog: &Catalog, mut scanned: Scanned, clocks: Zone) -> Self {
        scanned.report.clean(catalog, false);
        scanned.zone = Some(clocks);
        Self {
            named: scanned,
            hidden: None,
            kept: None,
            compared: Compared::default(),
        }
    }

    /// As it may be seen now.
    pub fn shown(&self) -> &Scanned {
        self.hidden.as_ref().unwrap_or(&self.named)
    }

    /// With every name, as a case keeps it.
    pub fn named(&self) -> &Scanned {
        &self.named
    }

    pub fn hides_names(&self) -> bool {
        self.hidden.is_some()
    }

    /// Hides names of users, or shows them again.
    pub fn turn_names(&mut self, catalog: &Catalog) {
        if self.hidden.take().is_none() {
            let mut hidden = self.named.clone();
            hidden.report.clean(catalog, true);
            self.hidden = Some(hidden);
        }
    }

    /// It was kept in a case.
    pub fn keep(&mut self, case: CaseId, at: Stamp, compared: Compared) {
        (self.kept, self.compared) = (Some((case, at)), compared);
    }

    /// Was it ever kept in a case?
    pub fn is_kept(&self) -> bool {
        self.kept.is_some()
    }

    /// Does this case hold it? No where that was taken back.
    pub fn is_in(&self, case: &Case) -> bool {
        let kept = self.kept.as_ref().filter(|(id, _)| *id == case.id);
        let here = kept.is_some_and(|(_, at)| case.scans.iter().any(|scan| scan.at == *at));
        // the same files, read again
        let files = self.named.summaries.iter().map(|file| file.path.as_str());
        let again = case.scans.last().is_some_and(|last| {
            let window = self.named.window();
            let same = (last.from, last.to) == (window.map(|(from, _)| from), window.map(|(_, to)| to));
            same && last.whole && files.eq(last.files.iter().map(String::as_str))
        });
        here || again
    }

    /// Findings that hold all of these words, in lower case.
    pub fn findings(&self, catalog: &Catalog, words: &str, lang: Lang) -> Vec<&Finding> {
        let shown = self.shown();
        let fits = |finding: &&Finding| {
            if words.is_empty() {
                return true;
            }
            let cites = finding.because.iter().chain(&finding.against);
            let mut said = vec![finding.entry.to_string(), scan::title(catalog, &finding.entry, lang)];
            said.extend(finding.users.iter().cloned());
            said.extend(cites.map(|cite| scan::cite_line(shown, cite)));
            holds(&said.join(" "), words)
        };
        shown.report.findings.iter().filter(fits).collect()
    }

    /// Attempts that hold all of these words, in lower case, the latest first.
    pub fn attempts(&self, words: &str, lang: Lang) -> Vec<&Attempt> {
        let shown = self.shown();
        let fits = |attempt: &&Attempt| {
            if words.is_empty() {
                return true;
            }
            let said = scan::attempt_line(shown, attempt, lang);
            holds(
                &format!("{said} {}", attempt.tracking.as_deref().unwrap_or_default()),
                words,
            )
        };
        shown.report.attempts.shown.iter().rev().filter(fits).collect()
    }

    /// What the log covers, and what it cannot tell, a sentence each.
    pub fn coverage(&self, words: &str, lang: Lang) -> Vec<String> {
        let mut told = self.shown().coverage(lang);
        told.retain(|told| holds(told, words));
        told
    }

    /// What became of earlier findings.
    pub fn since(&self, entry: &str) -> Option<Since> {
        let found = self.compared.iter().find(|(known, _)| known == entry);
        found.map(|(_, since)| *since)
    }
}

fn holds(said: &str, words: &str) -> bool {
    let said = said.to_lowercase();
    words.to_lowercase().split_whitespace().all(|word| said.contains(word))
}
