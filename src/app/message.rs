//! What comes in and what goes out: messages to [`super::update`], effects it asks for.

use super::key::Key;
use crate::bundle::Plan;
use crate::case::field::Accepted;
use crate::case::{Case, CaseId};
use crate::knowledge::id::FieldId;
use crate::time::Stamp;
use std::path::PathBuf;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Msg {
    Key(Key),
    /// Text that arrived at once.
    Paste(String),
    Resize(u16, u16),
    /// A row of the screen was clicked; column, row.
    Click(u16, u16),
    /// The wheel was turned by so many lines; up is negative.
    Scroll(i32),
    /// The time now; sent before every other message and when a wait is over.
    Clock(Stamp),
    /// A name for the next case.
    FreshId(CaseId),
    Cases(Vec<CaseLine>),
    Opened(Box<Case>),
    /// Something could not be done; a sentence.
    Failed(String),
    /// The answer to [`Effect::CheckField`]: the value that passed, or what is wrong.
    Checked {
        field: FieldId,
        raw: String,
        result: Result<Accepted, String>,
    },
    /// The answer to [`Effect::Keep`].
    Kept(Vec<Accepted>),
    Planned(Box<Plan>),
    /// The bundle stands at this path (and files that changed since they were attached), or why not.
    Bundled(Result<(PathBuf, Vec<PathBuf>), BundleRefused>),
    Copied(bool),
}

/// Why a bundle was not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BundleRefused {
    /// There is a file of that name; it may be replaced when asked again.
    Exists,
    Other(String),
}

/// An open case, as the first screen lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseLine {
    pub id: CaseId,
    pub changed: Stamp,
    /// Where the case's walk began, by id; empty without a walk.
    pub start: String,
    pub description: String,
    /// When what is being waited for is over, on the clocks of the case.
    pub wait: Option<Stamp>,
}

/// Something the world has to do.
#[derive(Clone, Debug)]
pub enum Effect {
    Save(Box<Case>),
    ListCases,
    OpenCase(CaseId),
    FreshId,
    CheckField {
        case: Box<Case>,
        field: FieldId,
        raw: String,
    },
    /// Keep values that a pasted text held, where they pass the rules of their fields and those are still empty.
    Keep {
        case: Box<Case>,
        values: Vec<(FieldId, String)>,
    },
    Plan(Box<Case>),
    WriteBundle {
        plan: Box<Plan>,
        path: String,
        replace: bool,
    },
    Copy(String),
    Suspend,
    Quit,
}
