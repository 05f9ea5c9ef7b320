//! The folder of the cases: which files lie in it, by what names, and what runs that were killed left there and elsewhere.
//! Reads no case.

use crate::case::CaseId;
use crate::host::{self, Host, Lock, TEMPORARY};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// A damaged file bears this behind its old name.
const ASIDE: &str = "damaged";

/// A note of a file that is being written elsewhere.
const UNFINISHED: &str = "unfinished";

/// The longest path that a note names, in bytes.
const LONGEST_PATH: u64 = 64 << 10;

/// The folder, which need not be there.
pub struct Folder<'a> {
    host: &'a dyn Host,
    pub path: PathBuf,
}

/// What lies in the folder.
#[derive(Debug, Default)]
pub struct Files {
    pub cases: Vec<PathBuf>,
    /// Damaged ones that were set aside.
    pub aside: Vec<PathBuf>,
    /// Files that were never written to their end.
    temporary: Vec<PathBuf>,
    /// Notes of such files elsewhere.
    notes: Vec<PathBuf>,
}

/// What the file is called up to the first dot: the name of its case.
pub fn name_of(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.split('.').next().unwrap_or_default().to_owned()
}

/// The case by whose name a file goes.
pub fn id_of(path: &Path) -> Option<CaseId> {
    CaseId::parse(&name_of(path))
}

impl<'a> Folder<'a> {
    pub fn new(host: &'a dyn Host, path: PathBuf) -> Self {
        Self { host, path }
    }

    pub fn case(&self, id: &CaseId) -> PathBuf {
        self.path.join(format!("{id}.json"))
    }

    pub fn lock(&self, id: &CaseId) -> PathBuf {
        self.path.join(format!("{id}.lock"))
    }

    /// Where the last number is noted that was given to a case.
    pub fn last_turn(&self) -> PathBuf {
        self.path.join("order.last")
    }

    fn turn_lock(&self) -> PathBuf {
        self.path.join("order.lock")
    }

    /// The right to save: one program at a time, so whatever is half-written here while one has it is of a run that died.
    pub fn turn(&self, patience: Duration) -> io::Result<Option<Box<dyn Lock>>> {
        self.host.lock(&self.turn_lock(), patience)
    }

    fn listed(&self) -> io::Result<Files> {
        let mut files = Files::default();
        for path in self.host.list(&self.path)? {
            let kind = match path.extension().and_then(|extension| extension.to_str()) {
                _ if is_temporary(&path) => &mut files.temporary,
                Some("json") => &mut files.cases,
                Some(ASIDE) => &mut files.aside,
                Some(UNFINISHED) => &mut files.notes,
                _ => continue,
            };
            kind.push(path);
        }
        Ok(files)
    }

    /// What lies in the folder. What dead runs left is taken away first, unless somebody is saving right now.
    pub fn files(&self) -> io::Result<Files> {
        let files = self.listed()?;
        self.take_away_elsewhere(&files.notes);
        if !files.temporary.is_empty()
            && let Ok(Some(turn)) = self.turn(Duration::ZERO)
        {
            return self.swept(&*turn);
        }
        Ok(files)
    }

    /// The same for who has the right to save.
    pub fn swept(&self, _turn: &dyn Lock) -> io::Result<Files> {
        let files = self.listed()?;
        self.take_away_elsewhere(&files.notes);
        for left in &files.temporary {
            // one that stays is tried again at the next look
            let _ = self.host.remove(left);
        }
        Ok(files)
    }

    /// Takes away the files that runs were writing elsewhere which are dead by now.
    fn take_away_elsewhere(&self, notes: &[PathBuf]) {
        for note in notes {
            let lock = note.with_extension("lock");
            // who holds it is still writing
            let Ok(Some(held)) = self.host.lock(&lock, Duration::ZERO) else {
                continue;
            };
            let Ok(named) = host::read_text(self.host, note, LONGEST_PATH) else {
                continue;
            };
            let named = Path::new(&named);
            let removed = if is_temporary(named) {
                self.host.remove(named)
            } else {
                Ok(())
            };
            // a disk that is not there today may be tomorrow
            let gone = removed.is_ok() || named.parent().is_some_and(|folder| self.host.meta(folder).is_ok());
            if gone {
                let _ = self.host.remove(note);
                let _ = self.host.remove(&lock);
            }
            drop(held);
        }
    }

    /// Notes that `temporary` is being written; `None` where no note can be made, which hinders nobody from writing.
    pub fn unfinished(&self, temporary: &Path) -> Option<Unfinished<'a>> {
        let name = temporary.file_name()?.to_str()?.strip_prefix(TEMPORARY)?;
        let note = self.path.join(format!("{name}.{UNFINISHED}"));
        let held = self.host.lock(&note.with_extension("lock"), Duration::ZERO).ok()??;
        host::write_bytes(self.host, &note, true, temporary.to_str()?.as_bytes()).ok()?;
        Some(Unfinished {
            host: self.host,
            note,
            _held: held,
        })
    }

    /// Gives the file of a case another name; tells which.
    pub fn set_aside(&self, id: &CaseId) -> io::Result<PathBuf> {
        let path = self.case(id);
        let mut number = 1;
        loop {
            let aside = match number {
                1 => path.with_extension(format!("json.{ASIDE}")),
                more => path.with_extension(format!("json.{more}.{ASIDE}")),
            };
            match self.host.rename(&path, &aside) {
                Ok(()) => return Ok(aside),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => number += 1,
                Err(error) => return Err(error),
            }
        }
    }

    /// Takes away what stays of a case that is no more, and what counts cases where there is none.
    pub fn tidy(&self, id: &CaseId) {
        // what stays behind hinders nobody
        let _ = self.host.remove(&self.lock(id));
        if self
            .listed()
            .is_ok_and(|files| files.cases.is_empty() && files.aside.is_empty())
        {
            for left in [self.last_turn(), self.turn_lock()] {
                let _ = self.host.remove(&left);
            }
        }
    }
}

fn is_temporary(path: &Path) -> bool {
    path.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with(TEMPORARY))
}

/// A file is being written elsewhere; dropping it says that it is no more.
pub struct Unfinished<'a> {
    host: &'a dyn Host,
    note: PathBuf,
    _held: Box<dyn Lock>,
}

impl Drop for Unfinished<'_> {
    fn drop(&mut self) {
        // a note that stays behind names a file that is not there
        let _ = self.host.remove(&self.note);
        let _ = self.host.remove(&self.note.with_extension("lock"));
    }
}
