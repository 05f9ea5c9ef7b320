//! What an entry came to. Owns the words that answers files and `case.json` use, and how they read to people.

use crate::text::{Say, say};
use serde::{Deserialize, Serialize};

/// What a remedy came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    Fixed,
    NotFixed,
    Skipped,
    Waiting,
}

impl Outcome {
    /// Those that a person can state in an answers file; a wait is only begun in the wizard.
    pub const STATED: [Outcome; 3] = [Outcome::Fixed, Outcome::NotFixed, Outcome::Skipped];

    /// The word of answers files and `case.json`.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Fixed => "fixed",
            Outcome::NotFixed => "not-fixed",
            Outcome::Skipped => "skipped",
            Outcome::Waiting => "waiting",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        let mut all = Self::STATED.into_iter().chain([Outcome::Waiting]);
        all.find(|outcome| outcome.word() == word)
    }

    /// The words that can be stated, to choose from.
    pub fn words() -> String {
        Self::STATED.map(Self::word).join(", ")
    }

    /// How it reads in a report.
    pub fn told(self) -> Say {
        match self {
            Outcome::Fixed => say("fixed", "해결됨"),
            Outcome::NotFixed => say("did not fix it", "해결되지 않음"),
            Outcome::Skipped => say("not done", "하지 않음"),
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
