//! The name of a case: what commands, locks and files go by, so it must never be a path.

use crate::host::Host;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Deref;

/// 1 to 40 letters, digits and hyphens, ASCII alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseId(String);

impl CaseId {
    const MOST: usize = 40;

    /// `None` where `raw` could not name a case.
    pub fn parse(raw: &str) -> Option<Self> {
        let good = |b: u8| b.is_ascii_alphanumeric() || b == b'-';
        let named = (1..=Self::MOST).contains(&raw.len()) && raw.bytes().all(good);
        named.then(|| Self(raw.to_owned()))
    }

    /// A new one, for the next case.
    pub fn fresh(host: &dyn Host) -> Self {
        Self(host.fresh_id())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for CaseId {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for CaseId {
    type Error = String;

    fn try_from(raw: String) -> Result<Self, String> {
        Self::parse(&raw).ok_or_else(|| format!("`{raw}` is no name of a case"))
    }
}

impl From<CaseId> for String {
    fn from(id: CaseId) -> Self {
        id.0
    }
}

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_never_a_path() {
        assert!(CaseId::parse("f7kq-2mzd").is_some());
        for raw in ["", "..", "a/b", "a\\b", "a.json", "c:", "한글", &"a".repeat(41)] {
            assert_eq!(CaseId::parse(raw), None, "{raw}");
            assert!(serde_json::from_value::<CaseId>(raw.into()).is_err(), "{raw}");
        }
    }
}
