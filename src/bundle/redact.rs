//! What is hidden of a case. A case in, a case out: the census of what the case and its evidence name is taken once, and the same
//! name gets the same token wherever it stands. Never touches files.

use super::BundleError;
use super::profile::Profile;
use super::redaction::{Census, Table};
use crate::case::Case;
use crate::knowledge::Catalog;
use crate::knowledge::hidden::Hidden;
use std::cell::RefCell;

impl Table {
    /// The table of a case for a profile. Pure: the same case gives the same tokens.
    ///
    /// # Errors
    /// What it names cannot be looked for.
    pub fn of(catalog: &Catalog, case: &Case, profile: Profile) -> Result<Self, BundleError> {
        Ok(Self::counted(census(catalog, case), profile)?)
    }

    /// The case with tokens in the place of names; to be shown, not saved.
    pub fn case(&self, catalog: &Catalog, case: &Case) -> Case {
        case.retold(catalog, &|text| self.told(text))
    }
}

/// Everything that a case names; the person of the case comes first.
pub fn census(catalog: &Catalog, case: &Case) -> Census {
    let texts = RefCell::new(Vec::new());
    // the walk through the case is the one that will replace
    let _ = case.retold(catalog, &|text| {
        texts.borrow_mut().push(text.to_owned());
        text.to_owned()
    });
    let mut census = Census::default();
    let values = case.values(catalog);
    for field in catalog.fields() {
        let (Some(hidden), Some(value)) = (field.hides, values.get(&field.id)) else {
            continue;
        };
        match hidden {
            Hidden::User => census.user(value),
            Hidden::Host => census.host(value),
            Hidden::Tenant => census.tenant(value),
        }
        if hidden != Hidden::Host {
            census.own.insert(value.to_lowercase());
        }
    }
    for piece in &case.evidence {
        if let Some(user) = &piece.user {
            census.user(user);
        }
        if let Some(computer) = &piece.computer {
            census.host(computer);
        }
    }
    for user in case.findings.iter().flat_map(|finding| &finding.users) {
        census.user(user);
    }
    for text in texts.into_inner() {
        census.text(&text);
    }
    census
}
