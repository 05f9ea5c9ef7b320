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
    /// Something of the opening was answered.
    pub opened: bool,
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
    let stops = || trace.stops.iter().take(until);
    let opening_at = stops().position(|stop| matches!(&stop.what, What::Asked { question, .. } if opens(question)));
    let open = model.place.as_ref()?;
    let is_opening = matches!(open, Place::Question(open) if opens(&open.question.id));
    let (mut questions, mut causes, mut remedies) = (0, 0, 0);
    for (at, stop) in stops().enumerate().filter(|(_, stop)| stop.at.is_some()) {
        match &stop.what {
            What::Asked { question, .. } => {
                questions += 1;
                // what comes before the opening belongs to it
                let before = opening_at.is_some_and(|first| at < first) || opening_at.is_none() && is_opening;
                causes += usize::from(!opens(question) && !before);
            }
            What::Tried { .. } => remedies += 1,
        }
    }
    let at = match open {
        Place::Question(_) => {
            questions += 1;
            if is_opening || opening_at.is_none() && causes + remedies == 0 {
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
        opened: opening_at.is_some(),
        questions,
        causes,
        remedies,
        known,
        needed,
    })
}
