//! What an entry came to. Owns the words that answers files and `case.json` use, and how they read to people.

use crate::text::{Say, say};
use serde::{Deserialize, Serialize};

/// What an entry came to; the words are fixed by the command-line contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Done, and it helped.
    Fixed,
    /// This is the cause; what is still to do is planned or handed on.
    Cause,
    /// This is how it is meant to be; nothing is broken.
    ByDesign,
    /// Done, and it did not help.
    NotFixed,
    /// Looked at, does not apply.
    NotIt,
    /// Read on the way.
    Read,
    /// Could not be done.
    Skipped,
    /// Until a time.
    Waiting,
}

impl Outcome {
    /// All, in the order of their digits: the same digit means the same on every page.
    pub const ALL: [Outcome; 8] = [
        Outcome::Fixed,
        Outcome::Cause,
        Outcome::ByDesign,
        Outcome::NotFixed,
        Outcome::NotIt,
        Outcome::Read,
        Outcome::Skipped,
        Outcome::Waiting,
    ];

    /// The digit that says it, on every page; from 1.
    pub fn digit(self) -> usize {
        Self::ALL
            .iter()
            .position(|outcome| *outcome == self)
            .map_or(0, |at| at + 1)
    }

    /// The word of answers files and `case.json`.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Fixed => "fixed",
            Outcome::Cause => "cause",
            Outcome::ByDesign => "by-design",
            Outcome::NotFixed => "not-fixed",
            Outcome::NotIt => "not-it",
            Outcome::Read => "read",
            Outcome::Skipped => "skipped",
            Outcome::Waiting => "waiting",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.word() == word)
    }

    /// The words, to choose from.
    pub fn words() -> String {
        Self::ALL.map(Self::word).join(", ")
    }

    /// What it concludes; `None` where the walk goes on or waits.
    pub fn concluded(self) -> Option<Concluded> {
        match self {
            Outcome::Fixed => Some(Concluded::Fixed),
            Outcome::Cause => Some(Concluded::Cause),
            Outcome::ByDesign => Some(Concluded::ByDesign),
            _ => None,
        }
    }

    /// Was the entry tried or looked at, and ruled out by that?
    pub fn rules_out(self) -> bool {
        matches!(self, Outcome::NotFixed | Outcome::NotIt)
    }

    /// How it reads in a report.
    pub fn told(self) -> Say {
        match self {
            Outcome::Fixed => say("fixed", "해결됨"),
            Outcome::Cause => say("this is the cause", "이것이 원인"),
            Outcome::ByDesign => say("by design", "의도된 동작"),
            Outcome::NotFixed => say("did not help", "효과 없음"),
            Outcome::NotIt => say("does not apply", "해당 없음"),
            Outcome::Read => say("read", "읽음"),
            Outcome::Skipped => say("could not be done", "하지 못함"),
            Outcome::Waiting => say("waiting", "대기 중"),
        }
    }
}

/// The outcomes that conclude a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Concluded {
    Fixed,
    Cause,
    ByDesign,
}

impl Concluded {
    /// The outcome that says so.
    pub fn outcome(self) -> Outcome {
        match self {
            Concluded::Fixed => Outcome::Fixed,
            Concluded::Cause => Outcome::Cause,
            Concluded::ByDesign => Outcome::ByDesign,
        }
    }
}

/// What became of one step of an entry; a step that is open has none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepEnd {
    Done,
    NotNeeded,
    /// Why it could not be done.
    CouldNot(String),
}
