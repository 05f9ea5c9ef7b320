//! Files that came in a bundle: kept in a folder of their case, under names of their own, until the case is deleted. Where they
//! were in the zip decides nothing about where they lie.

use super::BundleError;
use super::archive::{Archive, Member};
use super::name;
use super::names;
use crate::case::digest::{Digest, Hashing};
use crate::case::disk::DiskError;
use crate::host::Host;
use crate::knowledge::id::FieldId;
use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};

/// A file in a bundle that a field of its case names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosed {
    pub(super) member: Member,
    /// What the manifest says of it.
    pub(super) sha256: String,
    pub field: FieldId,
    /// Its path at the sender's, as the document spells it.
    pub there: String,
}

impl Enclosed {
    /// Its name in the zip.
    pub fn name(&self) -> &str {
        &self.member.name
    }

    /// Bytes.
    pub fn size(&self) -> u64 {
        self.member.size
    }
}

/// A file that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub field: FieldId,
    pub there: String,
    pub path: PathBuf,
    pub digest: Digest,
}

fn folder(host: &dyn Host, case: &str) -> Result<PathBuf, BundleError> {
    let folders = host
        .folders()
        .map_err(|error| BundleError::Unread(PathBuf::from("evidence"), DiskError::from(&error)))?;
    Ok(folders.data.join("evidence").join(case))
}

/// Keeps files of a bundle with a case; where one fails, none is left.
pub fn keep(
    host: &dyn Host,
    archive: &mut Archive<'_>,
    files: &[Enclosed],
    case: &str,
) -> Result<Vec<Kept>, BundleError> {
    let folder = folder(host, case)?;
    let mut kept: Vec<Kept> = Vec::new();
    for file in files {
        let mut taken: BTreeSet<String> = host
            .list(&folder)
            .unwrap_or_default()
            .iter()
            .map(|path| lower(path))
            .collect();
        taken.extend(kept.iter().map(|kept| lower(&kept.path)));
        let path = folder.join(name::free("", file.name(), &taken));
        let mut digest = None;
        let written = host.make_private(&folder).and_then(|()| {
            host.write(&path, false, &mut |out| {
                let mut out = Hashing::new(out);
                archive.read(&file.member, |from| io::copy(from, &mut out))?;
                let read = out.end();
                // another file may stand under the name of the bundle by now
                if read.sha256 != file.sha256 {
                    return Err(io::ErrorKind::InvalidData.into());
                }
                digest = Some(read);
                Ok(())
            })
        });
        match (written, digest) {
            (Ok(()), Some(digest)) => kept.push(Kept {
                field: file.field.clone(),
                there: file.there.clone(),
                path,
                digest,
            }),
            (written, _) => {
                let error = written.err().unwrap_or_else(|| io::ErrorKind::WriteZero.into());
                // it may stand there, and only its folder not be flushed
                let _ = host.remove(&path);
                let_go(host, &kept);
                let _ = host.remove(&folder);
                return Err(BundleError::NotWritten(path, DiskError::from(&error)));
            }
        }
    }
    Ok(kept)
}

/// Takes files away again that were kept for a case that could not be.
pub fn let_go(host: &dyn Host, kept: &[Kept]) {
    for file in kept {
        // what cannot be taken away goes when the case of that name is deleted
        let _ = host.remove(&file.path);
        if let Some(folder) = file.path.parent() {
            let _ = host.remove(folder);
        }
    }
}

/// Forgets what belongs to a case that is deleted: the files that came with it, and whom its tokens stand for.
pub fn forget(host: &dyn Host, case: &str) -> Result<(), BundleError> {
    let folder = folder(host, case)?;
    let files = host.list(&folder).unwrap_or_default();
    for path in files.iter().chain([&folder]) {
        match host.remove(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(BundleError::NotWritten(path.clone(), DiskError::from(&error)));
            }
            _ => {}
        }
    }
    names::forget(host, case)
}

fn lower(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().to_lowercase()
}
