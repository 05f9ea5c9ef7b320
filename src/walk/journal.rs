//! What a walk keeps and what it comes to, as data: the journal of answers and outcomes, its stops, where it stands.

use super::outcome::{Concluded, Outcome, StepEnd};
use crate::knowledge::id::{EntryId, FactId, QuestionId};
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What was answered and done in one walk. This is what is saved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Journal {
    /// A tree or an entry.
    pub start: String,
    /// Facts known before the walk began.
    pub given: BTreeMap<FactId, String>,
    /// By question.
    pub answers: BTreeMap<QuestionId, Answer>,
    /// By entry.
    pub outcomes: BTreeMap<EntryId, Done>,
    /// What became of steps, by entry; counted from 0. A step that is open is not there.
    pub steps: BTreeMap<EntryId, BTreeMap<usize, StepEnd>>,
    /// When that was said of each; of what an earlier version saved it is not known.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub steps_at: BTreeMap<EntryId, BTreeMap<usize, Stamp>>,
    /// Entries taken up out of turn, in that order: by a link, or because somebody named them.
    pub taken: Vec<EntryId>,
    /// What the words and the evidence of the call make likely, the likeliest first. They come when the way itself is used up.
    pub likely: Vec<EntryId>,
    /// What evidence proves; an answer that somebody gave counts before it.
    pub proven: Proven,
    /// Facts of the evidence that somebody overruled: they are asked as if nothing proved them.
    pub overruled: BTreeSet<FactId>,
}

/// What evidence of the case proves.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Proven {
    pub facts: BTreeMap<FactId, String>,
    /// The codes, in their canonical form and in the order in which they decide.
    pub codes: Vec<String>,
}

/// An answer: the id of a choice, or what was typed (empty: passed over).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    pub value: String,
    pub at: Stamp,
}

/// How an entry ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    pub outcome: Outcome,
    #[serde(default)]
    pub detail: Option<Detail>,
    pub at: Stamp,
}

/// What belongs to an outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Detail {
    /// Why it could not be done, or why it is not this.
    Reason(String),
    /// When the wait is over.
    Until(Stamp),
    /// Who has it next.
    Handed(String),
}

/// One stop of a walk, in the order in which it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    pub what: What,
    /// The stop whose answer or outcome led here; `None` at the top.
    pub parent: Option<usize>,
    /// When it was given; `None` where a known fact or evidence answered.
    pub at: Option<Stamp>,
    /// Evidence answered.
    pub proven: bool,
}

/// What was said at a stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Asked {
        question: QuestionId,
        /// The id of the choice, or what was typed (empty: passed over).
        answer: String,
    },
    Tried {
        entry: EntryId,
        outcome: Outcome,
        detail: Option<Detail>,
    },
}

impl Stop {
    /// At an entry that ended, or is being waited for.
    pub(crate) fn tried(entry: &EntryId, done: &Done, parent: Option<usize>) -> Self {
        let what = What::Tried {
            entry: entry.clone(),
            outcome: done.outcome,
            detail: done.detail.clone(),
        };
        Self {
            what,
            parent,
            at: Some(done.at),
            proven: false,
        }
    }

    /// Somebody said it, or evidence did: what was known before is not told again.
    pub fn is_told(&self) -> bool {
        self.at.is_some() || self.proven
    }

    pub fn node(&self) -> Node {
        match &self.what {
            What::Asked { question, .. } => Node::Question(question.clone()),
            What::Tried { entry, .. } => Node::Entry(entry.clone()),
        }
    }

    /// The id of its question or entry.
    pub fn id(&self) -> &str {
        match &self.what {
            What::Asked { question, .. } => question,
            What::Tried { entry, .. } => entry,
        }
    }
}

/// A question or an entry, by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    Question(QuestionId),
    Entry(EntryId),
}

/// Where a walk stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Position {
    /// This is to be answered next.
    Ask(QuestionId),
    /// This is to be tried next.
    Try(EntryId),
    /// Somebody said that it ended here.
    Concluded(Concluded),
    /// The causes that fit are used up.
    SupportCase,
}

/// Why a walk stands where it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Because {
    /// The tree comes to it next.
    Order,
    /// An answer led to it.
    Answer(QuestionId),
    /// The entry that did not help names it.
    Next(EntryId),
    /// The words and the evidence of the call make it likely.
    Likely,
    /// It was taken up out of turn.
    Taken,
}

/// A walk replayed: the stops behind it, where it stands, and what is known there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    pub stops: Vec<Stop>,
    pub position: Position,
    /// Why it stands there.
    pub because: Because,
    pub facts: BTreeMap<FactId, String>,
}
