//! What was found out about a case: pieces of evidence, findings, checks, and what it came to. The forms are those of
//! `case.json`, which is fixed; unknown values are `None`.

use crate::knowledge::id::{EntryId, FactId};
use crate::text::{Lang, Say, say};
use crate::time::Stamp;
use crate::walk::Concluded;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A piece of evidence: what was seen, and where it came from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Evidence {
    pub from: From,
    pub provider: Option<String>,
    /// The number of an event.
    pub event: Option<u32>,
    pub codes: Vec<String>,
    pub tracking_id: Option<String>,
    pub at: Option<Stamp>,
    /// The time as it stands there, where the point in time is not known.
    #[serde(default)]
    pub written: Option<String>,
    pub computer: Option<String>,
    pub user: Option<String>,
    pub quote: Option<String>,
    /// Its line in the text, counted from 1.
    #[serde(default)]
    pub line: Option<usize>,
    /// Its number in the log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<u64>,
}

/// Where a piece of evidence came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum From {
    Paste,
    Log,
    Check,
    Caller,
}

impl Evidence {
    /// What it names, on one line: event and provider, codes; where it names none, what it says.
    pub fn brief(&self, lang: Lang) -> String {
        const EVENT: Say = say("event {}", "이벤트 {}");
        let event = self.event.map(|number| EVENT.with(lang, &[&number.to_string()]));
        let codes = Some(self.codes.join(", ")).filter(|codes| !codes.is_empty());
        let parts: Vec<String> = [event, self.provider.clone(), codes].into_iter().flatten().collect();
        let named = Some(parts.join(", ")).filter(|parts| !parts.is_empty());
        named
            .or_else(|| self.tracking_id.clone())
            .or_else(|| self.quote.clone())
            .unwrap_or_default()
    }
}

impl From {
    /// Where it came from, in words.
    pub fn told(self) -> Say {
        match self {
            From::Paste => say("from the paste", "붙여 넣은 내용에서"),
            From::Log => say("from the log", "로그에서"),
            From::Check => say("from a check", "점검 결과에서"),
            From::Caller => say("from the caller's words", "사용자의 말에서"),
        }
    }
}

/// Something that logs show. One incident is one finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    pub entry: EntryId,
    /// What else the incident concerns.
    pub also: Vec<EntryId>,
    pub status: Status,
    pub count: u64,
    pub first: Option<Stamp>,
    pub last: Option<Stamp>,
    pub users: Vec<String>,
    pub because: Vec<Record>,
    pub against: Vec<Record>,
    /// What to do first.
    pub next: Option<String>,
    /// What it proves, by fact.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub proves: BTreeMap<FactId, String>,
    /// What became of it in a log that was read later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Since>,
    /// When what it concerns worked for the last time, where that is later than its last occurrence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worked: Option<Stamp>,
}

/// What became of a finding since an earlier log was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Since {
    /// It occurs later too.
    Still,
    /// It occurs for the first time.
    New,
    /// It no longer occurs, and what failed has worked since.
    Fixed,
    /// It no longer occurs, and nobody tried since.
    Untried,
}

impl Since {
    /// In words.
    pub fn told(self) -> Say {
        match self {
            Since::Still => say("still failing", "계속 실패"),
            Since::New => say("new", "새로 발생"),
            Since::Fixed => say("fixed", "해결됨"),
            Since::Untried => say("not tried since", "이후 시도 없음"),
        }
    }
}

/// Logs that were read for a case at one time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scan {
    pub at: Stamp,
    pub files: Vec<String>,
    /// The time that they cover, where it is known.
    pub from: Option<Stamp>,
    pub to: Option<Stamp>,
    /// They were read to their ends.
    pub whole: bool,
}

/// How sure a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    Confirmed,
    Likely,
    Possible,
    RuledOut,
}

impl Status {
    /// In words.
    pub fn told(self) -> Say {
        match self {
            Status::Confirmed => say("confirmed", "확정"),
            Status::Likely => say("likely", "유력"),
            Status::Possible => say("possible", "가능"),
            Status::RuledOut => say("ruled out", "제외"),
        }
    }
}

/// A record of a log that speaks for or against a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// Which of the files read, counted from 0.
    pub file: usize,
    pub record: u64,
    pub time: Option<Stamp>,
    pub provider: Option<String>,
    pub event: Option<u32>,
    pub quote: Option<String>,
}

/// A check of connectivity, network or server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    pub id: String,
    pub target: Option<String>,
    pub port: Option<u16>,
    pub status: Passed,
    pub reason: Option<String>,
    /// How long it took, in milliseconds.
    pub millis: Option<u64>,
    pub entry: Option<EntryId>,
    /// What it proves, by fact.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub proves: BTreeMap<FactId, String>,
    /// The step on the way at which it stands so, in the word of documents.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// When it was done; of what an earlier version kept it is not known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Stamp>,
}

/// How a check went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Passed {
    Pass,
    Fail,
    Warn,
    Skipped,
}

impl Passed {
    /// The word of documents.
    pub fn word(self) -> &'static str {
        match self {
            Passed::Pass => "pass",
            Passed::Fail => "fail",
            Passed::Warn => "warn",
            Passed::Skipped => "skipped",
        }
    }

    /// In words.
    pub fn told(self) -> Say {
        match self {
            Passed::Pass => say("pass", "통과"),
            Passed::Fail => say("FAIL", "실패"),
            Passed::Warn => say("warn", "경고"),
            Passed::Skipped => say("skipped", "건너뜀"),
        }
    }
}

/// What an entry came to, where that ended the search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conclusion {
    pub entry: EntryId,
    pub title: String,
    pub outcome: Concluded,
    pub certainty: Certainty,
    /// Texts of the steps done, and of those still to do.
    pub done: Vec<String>,
    pub to_do: Vec<String>,
    /// By whom they are to be done.
    pub who: Option<String>,
    pub wait_until: Option<Stamp>,
}

/// How a conclusion is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    Confirmed,
    Likely,
    Stated,
}
