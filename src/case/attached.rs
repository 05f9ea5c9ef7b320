//! Files of the case: which ones its fields name, and what each held when it was attached. The files themselves are copied
//! only into a bundle.

use super::digest::{Broken, Digest, digest};
use super::field::{self, Refusal};
use super::{Case, LOG_PATHS, SCREENSHOT};
use crate::host::Host;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A file as it was when it was attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// Bytes.
    pub size: u64,
    pub sha256: String,
    /// RFC 3339.
    pub at: String,
}

impl Case {
    /// The files that fields name and of which is not known yet what they held: each is to be read by [`digest`] and the
    /// result handed to [`Case::read_through`]. Empty where all is known.
    pub fn unread(&self) -> Vec<String> {
        [SCREENSHOT, LOG_PATHS]
            .iter()
            .filter_map(|field| self.typed.get(*field))
            .flat_map(|value| field::lines(value))
            .filter(|path| !self.attached.contains_key(*path))
            .map(str::to_owned)
            .collect()
    }

    /// Notes what a file held at a time (RFC 3339).
    pub fn read_through(&mut self, path: String, digest: Digest, at: String) {
        let Digest { size, sha256 } = digest;
        self.attached.insert(path, Attached { size, sha256, at });
    }

    /// Names a log: notes its path, size and hash. `go_on` as in [`digest`]; gives the path as it is kept.
    pub fn attach(
        &mut self,
        host: &dyn Host,
        file: &str,
        go_on: &mut dyn FnMut(u64) -> bool,
    ) -> Result<String, Refusal> {
        let path = field::path(file, host)?;
        let digest = digest(host, Path::new(&path), go_on).map_err(|broken| match broken {
            Broken::Canceled | Broken::Read(_) | Broken::Write(_) => field::not_readable(&path),
        })?;
        let paths = self
            .typed
            .entry(crate::knowledge::id::FieldId::new(LOG_PATHS))
            .or_default();
        if !field::lines(paths).any(|known| known == path) {
            if !paths.is_empty() {
                paths.push('\n');
            }
            paths.push_str(&path);
        }
        self.read_through(path.clone(), digest, super::stamp(host.now()));
        Ok(path)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{digest, sample};
    use super::*;

    #[test]
    fn attaching_notes_size_and_hash_once() {
        let host = sample::host();
        host.put("/a/Application.evtx", b"first");
        host.put("/b/application.evtx", b"second");
        let catalog = sample::catalog();
        let mut case = sample::case(&catalog);
        assert!(case.attach(&host, "/a/Application.evtx", &mut |_| true).is_ok());
        assert!(case.attach(&host, "/b/application.evtx", &mut |_| true).is_ok());
        assert!(case.attach(&host, "/b/application.evtx", &mut |_| true).is_ok());
        let paths = case.value(&catalog, LOG_PATHS).unwrap_or_default();
        assert_eq!(field::lines(&paths).count(), 2);
        let attached = case
            .attached
            .get("/b/application.evtx")
            .map(|a| (a.size, a.sha256.clone()));
        assert_eq!(attached, Some((6, digest::of(b"second").sha256)));
        assert!(case.attach(&host, "/b", &mut |_| true).is_err());
    }
}
