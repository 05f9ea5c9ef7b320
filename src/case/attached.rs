//! Files of the case: which ones its fields name, and what each held when it was named. The files themselves are copied
//! only into a bundle.

use super::Case;
use super::digest::{Broken, Digest, digest};
use super::field::Refusal;
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::knowledge::shape::Field;
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A file as it was when it was attached.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// Bytes.
    pub size: u64,
    pub sha256: String,
    pub at: Stamp,
}

impl Case {
    /// The files that its fields name, in the order of the fields.
    pub fn files(&self, catalog: &Catalog) -> Vec<(Field, String)> {
        let fields = catalog.fields().into_iter().filter(Field::names_files);
        fields
            .flat_map(|field| {
                let paths = self.paths.get(&field.id).cloned().unwrap_or_default();
                paths.into_iter().map(move |path| (field.clone(), path))
            })
            .collect()
    }

    /// The files of which is not known yet what they held: each is to be read by [`digest`] and the result handed to
    /// [`Case::read_through`].
    pub fn unread(&self, catalog: &Catalog) -> Vec<String> {
        let paths = self.files(catalog).into_iter().map(|(_, path)| path);
        paths.filter(|path| !self.attached.contains_key(path)).collect()
    }

    /// Notes what a file held at a time.
    pub fn read_through(&mut self, path: String, digest: Digest, at: Stamp) {
        let Digest { size, sha256 } = digest;
        self.attached.insert(path, Attached { size, sha256, at });
    }

    /// Reads every file that is still [unread](Case::unread), one after the other.
    pub fn read_files(
        &mut self,
        catalog: &Catalog,
        host: &dyn Host,
        go_on: &mut dyn FnMut(u64) -> bool,
    ) -> Result<(), (String, Broken)> {
        for path in self.unread(catalog) {
            match digest(host, Path::new(&path), go_on) {
                Ok(digest) => self.read_through(path, digest, host.at()),
                Err(broken) => return Err((path, broken)),
            }
        }
        Ok(())
    }

    /// The path by which the case would name a log.
    pub fn path_of(&self, catalog: &Catalog, host: &dyn Host, file: &str) -> Result<String, Refusal> {
        self.check_log(catalog, host, file).map(|(_, path)| path)
    }

    /// Names a log; gives its path as it is kept. It is to be read anew, also where it was named before.
    pub fn attach(&mut self, catalog: &Catalog, host: &dyn Host, file: &str) -> Result<String, Refusal> {
        let (accepted, path) = self.check_log(catalog, host, file)?;
        self.keep(accepted);
        self.attached.remove(&path);
        Ok(path)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{digest, sample};

    #[test]
    fn attaching_notes_size_and_hash_once() {
        let host = sample::host();
        host.put("/a/Application.evtx", b"first");
        host.put("/b/application.evtx", b"second");
        let catalog = sample::catalog();
        let mut case = sample::case(&catalog);
        assert!(case.attach(&catalog, &host, "/a/Application.evtx").is_ok());
        assert!(case.attach(&catalog, &host, "/b/application.evtx").is_ok());
        assert!(case.attach(&catalog, &host, "/b/application.evtx").is_ok());
        assert_eq!(case.unread(&catalog).len(), 2);
        assert!(case.read_files(&catalog, &host, &mut |_| true).is_ok());
        assert!(case.unread(&catalog).is_empty());
        assert_eq!(case.paths["log_paths"].len(), 2);
        let attached = case
            .attached
            .get("/b/application.evtx")
            .map(|a| (a.size, a.sha256.clone()));
        assert_eq!(attached, Some((6, digest::of(b"second").sha256)));
        assert!(case.attach(&catalog, &host, "/b").is_err());
    }
}
