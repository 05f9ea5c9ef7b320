//! What a search answers: entries, why they were found, and how sure that is. Decides nothing.

use super::codes::Kept;
use crate::knowledge::id::{EntryId, QuestionId};

/// How sure an answer is, and about what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The first hit is the answer.
    Sure,
    /// What was asked means several things; the first hits are all of them.
    Several,
    /// The hits are the nearest there is.
    Near,
    /// Not something this tool covers; the id of the topic.
    OutOfScope(String),
    /// Too little to tell.
    TooLittle,
    /// Nothing matches.
    Nothing,
}

/// Why an entry was found, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    Code,
    Phrase,
    Words,
    Fuzzy,
}

/// An entry that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// The id of the entry.
    pub id: EntryId,
    /// 0 to 1; never rises from one hit to the next.
    pub score: f32,
    /// Words or codes that matched, as they stand in the entry.
    pub matched: Vec<String>,
    pub why: Why,
}

/// What is answered to a query.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// The query as it was read.
    pub query: String,
    /// Best first.
    pub hits: Vec<Hit>,
    pub verdict: Verdict,
    /// The id of the question that tells meanings apart.
    pub question: Option<QuestionId>,
    pub kept: Vec<Kept>,
}

impl Results {
    /// The first hit may be acted upon.
    pub fn confident(&self) -> bool {
        self.verdict == Verdict::Sure
    }
}
