//! How far a walk is. It has no honest percentage, so there are four phases: the opening, the cause, the remedy, the case.

use super::filling;
use super::model::{Model, Place};
use crate::knowledge::id::QuestionId;
use crate::walk::What;

/// A phase of a walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    Opening,
    Cause,
    Remedy,
    Case,
}

/// Where a walk stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phases {
    pub at: Phase,
    /// Questions asked so far, with the one that is open.
    pub questions: usize,
    /// Those of them that look for the cause.
    pub causes: usize,
    /// Entries tried so far, with the one that is shown.
    pub remedies: usize,
    /// How much of what support needs is there, and how much that is.
    pub known: usize,
    pub needed: usize,
}

/// Where the walk of the model stands, as it is looked at.
pub fn phases(model: &Model) -> Option<Phases> {
    let trace = model.trace.as_ref()?;
    let until = model.revisit.unwrap_or(trace.stops.len());
    let opening = model.catalog.opening().and_then(|id| model.catalog.sequence(&id));
    let opens = |id: &QuestionId| opening.iter().flat_map(|o| &o.nodes).any(|node| node.id == id.as_str());
    let (mut questions, mut causes, mut remedies) = (0, 0, 0);
    let asked = trace.stops.iter().take(until).filter(|stop| stop.at.is_some());
    for stop in asked {
        match &stop.what {
            What::Asked { question, .. } => {
                questions += 1;
                causes += usize::from(!opens(question));
            }
            What::Tried { .. } => remedies += 1,
        }
    }
    let at = match model.place.as_ref()? {
        Place::Question(open) => {
            questions += 1;
            if opens(&open.question.id) {
                Phase::Opening
            } else {
                causes += 1;
                Phase::Cause
            }
        }
        Place::Remedy(_) => {
            remedies += 1;
            Phase::Remedy
        }
        Place::Concluded(_) | Place::SupportCase => Phase::Case,
    };
    let (known, needed) = filling::score(&filling::parts(model));
    Some(Phases {
        at,
        questions,
        causes,
        remedies,
        known,
        needed,
    })
}
