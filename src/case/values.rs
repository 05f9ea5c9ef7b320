//! What a case holds by field. Owns that nothing gets in but what passed; what passes is the business of [`super::field`].

use crate::knowledge::id::FieldId;
use crate::knowledge::paste::Secret;
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

impl Values {
    /// Other texts in the place of these, for a case that is only shown.
    pub(super) fn retold(&self, told: &dyn Fn(&FieldId, &str) -> String) -> Self {
        Self(self.0.iter().map(|(id, value)| (id.clone(), told(id, value))).collect())
    }

    /// Puts a value in, and what it settles besides; gives the one that stood there.
    pub(super) fn put(&mut self, accepted: Accepted) -> Option<String> {
        let Accepted {
            field, value, settles, ..
        } = accepted;
        if let Some((other, settled)) = settles {
            self.0.entry(other).or_insert(settled);
        }
        if value.is_empty() {
            self.0.remove(&field)
        } else {
            self.0.insert(field, value)
        }
    }
}

/// A value that passed the rule of its field; empty where it clears the field. Made by [`super::field`] only, from what passed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    field: FieldId,
    value: String,
    /// What the text said of another field that was unknown: a time may name its zone.
    settles: Option<(FieldId, String)>,
    /// The secrets that were taken out of it.
    removed: BTreeSet<Secret>,
}

impl Accepted {
    pub(super) fn new(field: FieldId, value: String, settles: Option<(FieldId, String)>) -> Self {
        Self {
            field,
            value,
            settles,
            removed: BTreeSet::new(),
        }
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

    /// The normal form.
    pub fn value(&self) -> &str {
        &self.value
    }
}
