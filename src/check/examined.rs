//! What came of a check: of a host with its steps, or of something that was read on the server.

use crate::case::found::{Check, Passed};
use crate::knowledge::endpoint::{Probe, Verdict};
use crate::knowledge::id::{EntryId, FactId};
use crate::text::{Lang, Text};
use crate::time::Stamp;
use std::collections::BTreeMap;

/// A step on the way to a host.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub probe: Probe,
    pub status: Passed,
    pub reason: Text,
    pub millis: u64,
}

/// A check that is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Examined {
    pub id: String,
    pub title: Text,
    /// The host; of what was read on the server there is none.
    pub target: Option<String>,
    pub port: Option<u16>,
    pub status: Passed,
    pub reason: Text,
    pub millis: Option<u64>,
    /// What to read.
    pub entry: EntryId,
    pub steps: Vec<Step>,
    pub proves: BTreeMap<FactId, String>,
}

impl Examined {
    /// The step that decided.
    pub fn decided(&self) -> Option<&Step> {
        self.steps.iter().find(|step| step.status == self.status)
    }

    /// What it is called on a line: the host, else the title.
    pub fn name(&self, lang: Lang) -> &str {
        self.target.as_deref().unwrap_or_else(|| self.title.get(lang))
    }

    /// The same with the port of a host.
    pub fn place(&self, lang: Lang) -> String {
        match (&self.target, self.port) {
            (Some(host), Some(port)) => format!("{host}:{port}"),
            _ => self.name(lang).to_owned(),
        }
    }

    /// As a case keeps it, of a run that began then.
    pub fn kept(&self, at: Stamp, lang: Lang) -> Check {
        Check {
            id: self.id.clone(),
            target: self.target.clone(),
            port: self.port,
            status: self.status,
            reason: Some(self.reason.get(lang).to_owned()),
            millis: self.millis,
            entry: Some(self.entry.clone()),
            proves: self.proves.clone(),
            step: self.decided().map(|step| step.probe.word().to_owned()),
            at: Some(at),
        }
    }
}

impl From<Verdict> for Passed {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Pass => Passed::Pass,
            Verdict::Fail => Passed::Fail,
            Verdict::Warn => Passed::Warn,
            Verdict::Skipped => Passed::Skipped,
        }
    }
}
