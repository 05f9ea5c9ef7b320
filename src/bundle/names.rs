//! The private map of a case: which token stands for whom. It stays on this machine, apart from every bundle, for this user alone, and
//! turns an answer in tokens back.

use super::BundleError;
use super::redaction::{Given, Table, is_token};
use crate::case::disk::DiskError;
use crate::case::store::Store;
use crate::host::Host;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The version of the map.
const NAMES: &str = "sspr.names/1";

/// So long it waits for another program that keeps names of the case.
const PATIENCE: Duration = Duration::from_secs(2);

/// No map is longer, in bytes.
const LONGEST: u64 = 256 << 20;

#[derive(Serialize, Deserialize)]
struct Names {
    schema: String,
    /// By token.
    names: Given,
}

fn path(host: &dyn Host, case: &str) -> Result<PathBuf, BundleError> {
    let folders = host
        .folders()
        .map_err(|error| BundleError::Unread(PathBuf::from("names"), DiskError::from(&error)))?;
    Ok(folders.data.join("names").join(format!("{case}.json")))
}

fn read(host: &dyn Host, path: &Path) -> Result<Given, BundleError> {
    let bytes = match host.read(path, LONGEST) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Given::new()),
        Err(error) => return Err(BundleError::Unread(path.into(), DiskError::from(&error))),
    };
    let names: Names = serde_json::from_slice(&bytes).map_err(|error| BundleError::Untold(error.to_string()))?;
    Ok(names.names)
}

/// What the tokens of a case stand for, as far as any were given on this machine.
pub fn given(host: &dyn Host, case: &str) -> Result<Given, BundleError> {
    read(host, &path(host, case)?)
}

/// Keeps what the tokens of a table stand for, beside what was kept of the case before. An error where another bundle of the case gave
/// one of its new tokens to somebody else meanwhile.
pub fn keep(host: &dyn Host, case: &str, table: &Table) -> Result<(), BundleError> {
    if table.originals().is_empty() {
        return Ok(());
    }
    let path = path(host, case)?;
    let unwritten = |error: io::Error| BundleError::NotWritten(path.clone(), DiskError::from(&error));
    let lock = path.with_extension("lock");
    let held = host.lock(&lock, PATIENCE).map_err(unwritten)?;
    let held = held.ok_or_else(|| unwritten(io::ErrorKind::ResourceBusy.into()))?;
    let kept = kept_beside(host, &path, table);
    // what stays behind hinders nobody
    let _ = host.remove(&lock);
    drop(held);
    kept
}

fn kept_beside(host: &dyn Host, path: &Path, table: &Table) -> Result<(), BundleError> {
    let unwritten = |error: io::Error| BundleError::NotWritten(path.into(), DiskError::from(&error));
    let mut names = read(host, path)?;
    for (token, name) in table.originals() {
        let known = names.entry(token.clone()).or_insert_with(|| name.clone());
        if table.is_new(token) && known.to_lowercase() != name.to_lowercase() {
            return Err(BundleError::Overtaken);
        }
    }
    let schema = NAMES.to_owned();
    let bytes = serde_json::to_vec(&Names { schema, names }).map_err(|error| BundleError::Untold(error.to_string()))?;
    if let Some(folder) = path.parent() {
        host.make_private(folder).map_err(unwritten)?;
    }
    // what stays of it when the program is killed is taken away by whoever comes next
    let temporary = host.beside(path);
    let _unfinished = Store::open(host).ok().and_then(|store| store.unfinished(&temporary));
    host.write_through(&temporary, path, true, &mut |out| out.write_all(&bytes))
        .map_err(unwritten)
}

/// Forgets what the tokens of a case stand for.
pub fn forget(host: &dyn Host, case: &str) -> Result<(), BundleError> {
    let path = path(host, case)?;
    match host.remove(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(BundleError::NotWritten(path, DiskError::from(&error)))
        }
        _ => Ok(()),
    }
}

/// The text with names in the place of the tokens of a case, and how many were put back. One that the case never gave stays.
pub fn restored(host: &dyn Host, case: &str, text: &str) -> Result<(String, usize), BundleError> {
    Ok(Known::of(host, case)?.restored(text))
}

/// Whom the tokens of a case stand for, as far as this machine knows.
#[derive(Default)]
pub struct Known(Given);

impl Known {
    /// Nothing where the case never gave one away.
    pub fn of(host: &dyn Host, case: &str) -> Result<Self, BundleError> {
        given(host, case).map(Self)
    }

    /// Only these tokens; one of a person with its tenant counts as the person.
    #[must_use]
    pub fn of_those(mut self, tokens: &BTreeSet<String>) -> Self {
        self.0
            .retain(|token, _| token.split('@').all(|part| tokens.contains(part)));
        self
    }

    /// The text with names in the place of tokens, and how many were put back.
    pub fn restored(&self, text: &str) -> (String, usize) {
        let Self(names) = self;
        let mut out = String::with_capacity(text.len());
        let mut count = 0;
        let word = |c: char| c.is_ascii_alphanumeric() || c == '-';
        let mut rest = text;
        while let Some(start) = rest.find(word) {
            out.push_str(rest.get(..start).unwrap_or_default());
            rest = rest.get(start..).unwrap_or_default();
            let end = rest.find(|c: char| !word(c)).unwrap_or(rest.len());
            let address = rest
                .get(end..)
                .and_then(|behind| behind.strip_prefix('@'))
                .map(|domain| end + 1 + domain.find(|c: char| !word(c)).unwrap_or(domain.len()));
            let mut taken = end;
            for end in [address, Some(end)].into_iter().flatten() {
                let token = rest.get(..end).unwrap_or_default().trim_end_matches('-');
                if let Some(name) = names.get(token).filter(|_| is_token(token)) {
                    out.push_str(name);
                    count += 1;
                    taken = token.len();
                    break;
                }
                if Some(end) != address {
                    out.push_str(rest.get(..end).unwrap_or_default());
                }
            }
            rest = rest.get(taken..).unwrap_or_default();
        }
        out.push_str(rest);
        (out, count)
    }
}

#[cfg(test)]
mod tests {
    use super::super::profile::Profile;
    use super::super::redaction::Census;
    use super::*;
    use crate::host::fake::FakeHost;

    #[test]
    fn a_token_is_not_given_to_two_people_by_two_bundles_at_once() {
        let host = FakeHost::at("2026-11-21T03:00:00Z");
        let table = |text: &str| {
            let mut census = Census::default();
            census.text(text);
            // both are planned before either is written
            Table::counted(census, Profile::Public).unwrap()
        };
        let (one, other) = (table("User: kim@contoso.com\n"), table("User: lee@contoso.com\n"));
        assert!(keep(&host, "ab12", &one).is_ok() && keep(&host, "ab12", &one).is_ok());
        assert!(matches!(keep(&host, "ab12", &other), Err(BundleError::Overtaken)));
        assert!(
            given(&host, "ab12").is_ok_and(|names| names.get("user-1").is_some_and(|name| name == "kim@contoso.com"))
        );
    }

    #[test]
    fn an_answer_in_tokens_is_turned_back() {
        let host = FakeHost::at("2026-11-21T03:00:00Z");
        let mut census = Census::default();
        census.text("User: kim@contoso.com on DC01\n");
        let table = Table::counted(census, Profile::Public).unwrap();
        let told = table.told("ask kim@contoso.com, (DC01).");
        assert!(keep(&host, "ab12", &table).is_ok());
        let restored = |text: &str| restored(&host, "ab12", text).ok();
        assert_eq!(restored(&told), Some(("ask kim@contoso.com, (dc01).".into(), 2)));
        assert_eq!(
            restored("user-9 and user-11-x"),
            Some(("user-9 and user-11-x".into(), 0))
        );
        assert!(forget(&host, "ab12").is_ok());
        assert_eq!(restored(&told), Some((told.clone(), 0)));
    }
}
