//! What a case holds by field. Owns that nothing gets in but what passed; what passes is the business of [`super::field`].

use crate::knowledge::id::FieldId;
use crate::knowledge::paste::Secret;
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

/// The values of a case by field, in their normal forms; never empty ones. Read like a map. What is in it passed the rule
/// of its field, here or before it was saved: only an [`Accepted`] can be put in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Values(BTreeMap<FieldId, String>);

impl Deref for Values {
    type Target = BTreeMap<FieldId, String>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// What is said of a field whose value is not known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Open {
    /// A part of the value is known: what was said, and when, because a time without a day is one of that day.
    Part { text: String, at: Stamp },
    /// It was looked for, and is not known.
    NotKnown,
    /// The caller was asked, and did not say.
    NotSaid,
}

/// What is said of fields without a value, by field. Read like a map; only an [`Accepted`] can be put in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Opens(BTreeMap<FieldId, Open>);

impl Values {
    /// Other texts in the place of these, for a case that is only shown.
    pub(super) fn retold(&self, told: &dyn Fn(&FieldId, &str) -> String) -> Self {
        Self(self.0.iter().map(|(id, value)| (id.clone(), told(id, value))).collect())
    }
}

impl Opens {
    /// Other texts in the place of these, for a case that is only shown.
    pub(super) fn retold(&self, told: &dyn Fn(&FieldId, &str) -> String) -> Self {
        let retold = |id: &FieldId, open: &Open| match open {
            Open::Part { text, at } => Open::Part {
                text: told(id, text),
                at: *at,
            },
            given_up => given_up.clone(),
        };
        Self(self.0.iter().map(|(id, open)| (id.clone(), retold(id, open))).collect())
    }

    /// What is said of each field, to be put on other clocks.
    pub(super) fn each(&mut self) -> impl Iterator<Item = &mut Open> {
        self.0.values_mut()
    }
}

impl Deref for Opens {
    type Target = BTreeMap<FieldId, Open>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// The files that the fields of a case name, by field, each as its path; never an empty list. Read like a map; only an
/// [`Accepted`] can be put in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Paths(BTreeMap<FieldId, Vec<String>>);

impl Paths {
    /// Other texts in the place of these, for a case that is only shown.
    pub(super) fn retold(&self, told: &dyn Fn(&str) -> String) -> Self {
        let all = |paths: &Vec<String>| paths.iter().map(|path| told(path)).collect();
        Self(self.0.iter().map(|(id, paths)| (id.clone(), all(paths))).collect())
    }
}

impl Deref for Paths {
    type Target = BTreeMap<FieldId, Vec<String>>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// Paths as one text, one a line; a line end within one of them is shown as a mark, so that it does not look like two.
pub fn listed(paths: &[String]) -> String {
    let lines: Vec<String> = paths.iter().map(|path| path.replace('\n', "\\n")).collect();
    lines.join("\n")
}

/// What was said of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Nothing; the field is cleared.
    Nothing,
    /// Its value, in its normal form.
    Whole(String),
    /// The files it names; never none.
    Paths(Vec<String>),
    Open(Open),
}

/// What passed the rule of its field. Made by [`super::field`] only.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    field: FieldId,
    said: Said,
    /// What the text said of another field that was open: a time may name its zone, and a zone makes a time whole.
    settles: Option<(FieldId, String)>,
    /// The secrets that were taken out of it.
    removed: BTreeSet<Secret>,
    /// The record of a log that it was read from.
    record: Option<u64>,
}

impl Accepted {
    pub(super) fn new(field: FieldId, said: Said, settles: Option<(FieldId, String)>) -> Self {
        Self {
            field,
            said,
            settles,
            removed: BTreeSet::new(),
            record: None,
        }
    }

    /// The same, read from the record of this number of a log.
    pub fn from_record(self, record: u64) -> Self {
        Self {
            record: Some(record),
            ..self
        }
    }

    /// The number of the record of a log that it was read from.
    pub fn record(&self) -> Option<u64> {
        self.record
    }

    pub(super) fn without(self, removed: BTreeSet<Secret>) -> Self {
        Self { removed, ..self }
    }

    /// The kinds of secrets that were taken out of it.
    pub fn removed(&self) -> &BTreeSet<Secret> {
        &self.removed
    }

    pub fn field(&self) -> &FieldId {
        &self.field
    }

    pub fn said(&self) -> &Said {
        &self.said
    }

    /// The other field that this settles, with its value.
    pub fn settles(&self) -> Option<(&FieldId, &str)> {
        let (field, value) = self.settles.as_ref()?;
        Some((field, value))
    }

    /// The value in its normal form; empty where none is known.
    pub fn value(&self) -> String {
        match &self.said {
            Said::Whole(value) => value.clone(),
            Said::Paths(paths) => listed(paths),
            Said::Nothing | Said::Open(_) => String::new(),
        }
    }

    /// Puts what was said into a case, and what it settles besides; gives the paths that stood there.
    pub(super) fn put(self, typed: &mut Values, paths: &mut Paths, open: &mut Opens) -> Vec<String> {
        let Self {
            field, said, settles, ..
        } = self;
        if let Some((other, settled)) = settles {
            open.0.remove(&other);
            typed.0.entry(other).or_insert(settled);
        }
        open.0.remove(&field);
        typed.0.remove(&field);
        let earlier = paths.0.remove(&field).unwrap_or_default();
        match said {
            Said::Nothing => {}
            Said::Whole(value) => drop(typed.0.insert(field, value)),
            Said::Paths(named) => drop(paths.0.insert(field, named)),
            Said::Open(said) => drop(open.0.insert(field, said)),
        }
        earlier
    }
}
