//! What a field of the case names, so that redaction hides its value whatever that looks like. Owns those kinds; what stands
//! in their place is the business of the bundle.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a field names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Hidden {
    /// A person, by user id or name.
    User,
    Host,
    /// A tenant, by domain or id.
    Tenant,
}
