//! What came of the logs that `scan` read, and how times are told of it.

use crate::diagnosis::Report;
use crate::log::Summary;
use crate::text::Lang;
use crate::time::{Stamp, Zone};
use std::path::PathBuf;

/// What came of the files.
pub struct Scanned {
    pub report: Report,
    /// A file each.
    pub summaries: Vec<Summary>,
    /// Files that are named in a case; what lies in a zip file stands for the zip file, standard input for nothing.
    pub paths: Vec<PathBuf>,
    /// The user ended it; what was read until then is here.
    pub interrupted: bool,
    /// The clocks on which times are told, where one was named.
    pub zone: Option<Zone>,
}

impl Scanned {
    /// A time on the clocks that were asked for, else on those of the log.
    pub fn on(&self, at: Stamp) -> Stamp {
        self.zone.as_ref().map_or(at, |zone| at.on(zone))
    }
}

impl Scanned {
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
