//! What came of logs that were read, and how times are told of it.

use crate::diagnosis::Report;
use crate::log::Summary;
use crate::text::Lang;
use crate::time::{Stamp, Zone};
use std::path::PathBuf;

/// What came of the files.
#[derive(Clone, Debug)]
pub struct Scanned {
    pub report: Report,
    /// A file each.
    pub summaries: Vec<Summary>,
    /// Files that are named in a case; what lies in a zip file stands for the zip file, standard input for nothing.
    pub paths: Vec<PathBuf>,
    /// The clocks on which times are told, where one was named.
    pub zone: Option<Zone>,
    /// Reading was stopped before the end.
    pub stopped: bool,
}

impl Scanned {
    /// The time that the files cover, from the first of their records to the last.
    pub fn window(&self) -> Option<(Stamp, Stamp)> {
        let from = self.summaries.iter().filter_map(|file| file.from).min()?;
        let to = self.summaries.iter().filter_map(|file| file.to).max()?;
        Some((from, to))
    }

    /// A time on the clocks that were asked for, else on those of the log.
    pub fn on(&self, at: Stamp) -> Stamp {
        self.zone.as_ref().map_or(at, |zone| at.on(zone))
    }

    /// `2026-11-20 09:15:30 +09:00`.
    pub fn time(&self, at: Stamp) -> String {
        let at = self.on(at);
        format!("{} {}", at.to_seconds(), at.zone())
    }

    /// What the logs cover, a sentence each.
    pub fn coverage(&self, lang: Lang) -> Vec<String> {
        let told = self.report.coverage.iter();
        told.map(|cover| cover.told(lang, &|at| self.time(at))).collect()
    }
}
