//! Which program this is: its version, the day of its knowledge, and the build.

use crate::builtin;
use crate::host::built_for;

/// Set by `.ci/release`: the commit that was built.
const BUILD: Option<&str> = option_env!("SSPR_BUILD");

/// `0.1.0 (knowledge of 2026-11-27, build 58fd4ee, x86_64-linux-musl)`.
pub fn text() -> String {
    let mut parts = Vec::new();
    parts.extend(builtin::catalog().verified().map(|day| format!("knowledge of {day}")));
    parts.push(BUILD.map_or_else(|| "own build".to_owned(), |build| format!("build {build}")));
    parts.push(built_for());
    format!("{} ({})", env!("CARGO_PKG_VERSION"), parts.join(", "))
}
