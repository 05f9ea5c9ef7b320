//! Where logs lie: files, folders of them, and zip files. The door to reading zip files; they are unpacked piece by piece, never
//! as a whole.

use super::error::LogError;
use crate::host::{Host, Stream};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use zip::ZipArchive;

/// A log that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    file: PathBuf,
    /// The place in a zip file, and the name there.
    inside: Option<(usize, String)>,
    /// Bytes.
    pub size: u64,
}

/// What a zip file begins with.
const ZIP: &[u8] = b"PK\x03\x04";

/// Deeper folders are not looked into.
const DEEPEST: usize = 8;

/// Files in a zip file. Its list of files is read anew for each log in it.
const MOST_FILES: usize = 2_000;

impl Log {
    /// As people are told it.
    pub fn name(&self) -> String {
        let file = self.file.display();
        match &self.inside {
            Some((_, name)) => format!("{file}/{name}"),
            None => file.to_string(),
        }
    }

    pub fn path(&self) -> &Path {
        &self.file
    }

    /// Hands its bytes to `read`.
    pub(super) fn open<T>(
        &self,
        host: &dyn Host,
        read: impl FnOnce(&mut dyn Read) -> Result<T, LogError>,
    ) -> Result<T, LogError> {
        let mut stream = open(host, &self.file)?;
        let Some((index, _)) = self.inside else {
            return read(&mut stream);
        };
        let bad = |_| LogError::BadZip { path: self.name() };
        let mut archive = ZipArchive::new(stream).map_err(bad)?;
        let mut member = archive.by_index(index).map_err(bad)?;
        read(&mut member)
    }
}

/// The logs that `path` names: the file itself, or what lies in the folder or the zip file. A file is one whatever its name is;
/// in a folder or a zip file those are taken whose names end as those of logs do.
pub fn logs(host: &dyn Host, path: &Path) -> Result<Vec<Log>, LogError> {
    let unreadable = |error| unreadable(path, error);
    let meta = host.meta(path).map_err(unreadable)?;
    let mut out = Vec::new();
    if meta.is_file {
        out.extend(within(host, path, meta.size)?);
    } else {
        match host.list(path) {
            Ok(_) => gather(host, path, &mut Vec::new(), &mut out)?,
            Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
                return Err(LogError::NoFile {
                    path: path.display().to_string(),
                });
            }
            Err(error) => return Err(unreadable(error)),
        }
    }
    if out.is_empty() {
        return Err(LogError::NothingIn {
            path: path.display().to_string(),
        });
    }
    Ok(out)
}

/// The logs in `folder`, which lies in the folders `above`. A link that leads back to one of those is not followed.
fn gather(host: &dyn Host, folder: &Path, above: &mut Vec<PathBuf>, out: &mut Vec<Log>) -> Result<(), LogError> {
    above.push(folder.to_owned());
    for path in host.list(folder).map_err(|error| unreadable(folder, error))? {
        let named = path.to_string_lossy().into_owned();
        let named = is_named_as_a_log(&named) || named.to_lowercase().ends_with(".zip");
        let meta = match host.meta(&path) {
            Ok(meta) => meta,
            Err(error) if named => return Err(unreadable(&path, error)),
            // nobody meant it: a link that leads nowhere, a folder that is not for this user
            Err(_) => continue,
        };
        if meta.is_file && named {
            out.extend(within(host, &path, meta.size)?);
        } else if !meta.is_file
            && above.len() <= DEEPEST
            && host.list(&path).is_ok()
            && !above.iter().any(|folder| host.same_file(folder, &path))
        {
            gather(host, &path, above, out)?;
        }
    }
    above.pop();
    Ok(())
}

/// The file as a log, or the logs in it where it is a zip file.
fn within(host: &dyn Host, path: &Path, size: u64) -> Result<Vec<Log>, LogError> {
    let mut stream = open(host, path)?;
    let mut head = [0; 4];
    let is_zip = stream.read_exact(&mut head).is_ok() && head == ZIP;
    if !is_zip {
        return Ok(vec![Log {
            file: path.to_owned(),
            inside: None,
            size,
        }]);
    }
    let bad = |_| LogError::BadZip {
        path: path.display().to_string(),
    };
    let mut archive = ZipArchive::new(open(host, path)?).map_err(bad)?;
    if archive.len() > MOST_FILES {
        return Err(LogError::TooMany {
            path: path.display().to_string(),
        });
    }
    let mut out = Vec::new();
    for index in 0..archive.len() {
        let member = archive.by_index_raw(index).map_err(bad)?;
        let Ok(name) = member.name() else { continue };
        if member.is_file() && is_named_as_a_log(&name) {
            out.push(Log {
                file: path.to_owned(),
                inside: Some((index, name.into_owned())),
                size: member.size(),
            });
        }
    }
    Ok(out)
}

fn is_named_as_a_log(name: &str) -> bool {
    let lower = name.to_lowercase();
    [".evtx", ".xml", ".csv", ".tsv", ".txt", ".log", ".json"]
        .iter()
        .any(|end| lower.ends_with(end))
}

fn open(host: &dyn Host, path: &Path) -> Result<Box<dyn Stream>, LogError> {
    host.open(path).map_err(|error| unreadable(path, error))
}

fn unreadable(path: &Path, error: io::Error) -> LogError {
    let path = path.display().to_string();
    if error.kind() == io::ErrorKind::Unsupported {
        return LogError::NoFile { path };
    }
    LogError::Unreadable { path, error }
}
