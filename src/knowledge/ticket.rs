//! Forms of ticket systems as data: which fields there are and which parts of a report go into each. Owns the shape of
//! `tickets`; how a part is told is the business of the report.

use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The form of a ticket system.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TicketForm {
    pub id: String,
    pub title: Text,
    pub fields: Vec<TicketField>,
}

/// A field of it, to be pasted into.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TicketField {
    /// The name of the field in the ticket system.
    pub id: String,
    /// What stands beside it on its screen.
    pub label: Text,
    /// What goes in.
    pub holds: Vec<TicketPart>,
    /// The most characters it takes; without it the field has no limit that is known for certain.
    pub most: Option<usize>,
}

/// A part of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum TicketPart {
    /// One line: what it is about.
    Title,
    /// What it came to, why it is believed, who has it next and until when.
    Conclusion,
    Evidence,
    Done,
    ToDo,
    /// What the caller is told.
    Caller,
    /// What is known of the case.
    Case,
    /// What was asked and tried.
    Way,
    Missing,
    /// The report as a whole.
    Whole,
}
