//! Cases on the disk. Owns where they lie, how they are locked, in which order they stand and what becomes of a file that
//! cannot be used.
//!
//! Every save writes the whole file beside the old one and then renames it, so a case is the old one or the new one and
//! never half of one. A file that cannot be understood is set aside under another name, unchanged.

mod error;
mod folder;

pub use error::{Damaged, StoreError};
pub use folder::Unfinished;

use super::disk::DiskError;
use super::later::Later;
use super::{Case, CaseId, earlier};
use crate::host::{self, Host, Lock};
use crate::text::{Lang, nearest};
use error::not_saved;
use folder::Folder;
use serde::Deserialize;
use std::cmp::Reverse;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// No case is larger, when it is written as when it is read.
pub const LARGEST: u64 = 32 << 20;

/// Who is saving needs a moment; who needs longer hangs.
const A_MOMENT: Duration = Duration::from_secs(10);

/// The cases of this user.
pub struct Store<'a> {
    host: &'a dyn Host,
    folder: Folder<'a>,
}

/// The right to write one case; dropping it lets others.
pub struct Held {
    id: CaseId,
    lock: Box<dyn Lock>,
}

impl Held {
    pub fn id(&self) -> &CaseId {
        &self.id
    }
}

/// What is in the folder: the cases, the one worked on last first, and the files that could not be used.
#[derive(Debug, Default)]
pub struct Listing {
    pub cases: Vec<Case>,
    pub damaged: Vec<StoreError>,
}

impl<'a> Store<'a> {
    /// The store of this user. Makes no folder before something is saved.
    pub fn open(host: &'a dyn Host) -> Result<Self, StoreError> {
        let folders = host.folders().map_err(|_| StoreError::NoHome)?;
        Ok(Self::below(host, &folders.data))
    }

    /// The store of somebody whose `SSPR_HOME` is this folder.
    pub fn below(host: &'a dyn Host, home: &Path) -> Self {
        let folder = Folder::new(host, home.join("cases"));
        Self { host, folder }
    }

    /// Where the file of a case lies.
    pub fn path(&self, id: &CaseId) -> PathBuf {
        self.folder.case(id)
    }

    /// Opens a new case and saves it.
    pub fn create(&self, lang: Lang) -> Result<(Held, Case), StoreError> {
        let id = CaseId::fresh(self.host);
        let mut case = Case::new(id, lang, self.host.now(), &self.host.zone());
        let held = self.add(&mut case)?;
        Ok((held, case))
    }

    /// Saves a case that is not there yet; where its name is taken it gets another. Leaves nothing behind where it fails.
    pub fn add(&self, case: &mut Case) -> Result<Held, StoreError> {
        loop {
            let held = self.claim(&case.id)?;
            let path = self.path(&case.id);
            let turn = self.take_turn(case);
            match turn.and_then(|_turn| self.write(&path, false, case)) {
                Ok(()) => return Ok(held),
                Err(StoreError::NotSaved(_, DiskError::Exists)) => case.id = CaseId::fresh(self.host),
                Err(error) => {
                    self.folder.tidy(&case.id);
                    return Err(error);
                }
            }
        }
    }

    /// Reads a case, without the right to write it.
    pub fn load(&self, id: &str) -> Result<Case, StoreError> {
        self.usable(&self.find(id)?, None)
    }

    /// Takes the right to write a case, and reads it.
    pub fn hold(&self, id: &str) -> Result<(Held, Case), StoreError> {
        self.hold_within(id, Duration::ZERO)
    }

    /// The same, and waits for another program that has it at most `patience`.
    pub fn hold_within(&self, id: &str, patience: Duration) -> Result<(Held, Case), StoreError> {
        let id = self.find(id)?;
        let held = self.claim_within(&id, patience)?;
        // read under the lock, so that nothing another program just saved is lost
        let case = self.usable(&id, Some(&held))?;
        Ok((held, case))
    }

    /// Reads a case that is held anew.
    pub fn reload(&self, held: &Held) -> Result<Case, StoreError> {
        self.usable(&held.id, Some(held))
    }

    /// Saves the case, whole or not at all, and notes the time in it.
    pub fn save(&self, held: &Held, case: &mut Case) -> Result<(), StoreError> {
        if !held.lock.stands() {
            return Err(StoreError::HomeReplaced(self.folder.path.clone()));
        }
        let path = self.path(&held.id);
        let (changed, order) = (case.changed, case.order);
        let turn = self.take_turn(case);
        case.changed = self.host.at();
        turn.and_then(|_turn| self.write(&path, true, case)).inspect_err(|_| {
            (case.changed, case.order) = (changed, order);
        })
    }

    /// Puts the case behind all that were made or changed before it; nobody else counts until the lock is dropped. The last
    /// number given is noted beside the cases: who bears it stands last already, so that saving the same case again and
    /// again reads no others.
    fn take_turn(&self, case: &mut Case) -> Result<Box<dyn Lock>, StoreError> {
        #[derive(Default, Deserialize)]
        #[serde(default)]
        struct Turn {
            order: u64,
        }
        let unsaved = |error: io::Error| not_saved(self.path(&case.id), &error);
        let lock = self
            .host
            .make_private(&self.folder.path)
            .and_then(|()| self.folder.turn(A_MOMENT));
        let lock = lock
            .map_err(unsaved)?
            .ok_or_else(|| unsaved(io::ErrorKind::TimedOut.into()))?;
        let noted = self.last_turn();
        if case.order > 0 && noted == Some(case.order) {
            return Ok(lock);
        }
        let files = self.folder.swept(&*lock).map_err(unsaved)?;
        let turns = files.cases.iter().filter_map(|path| {
            // a file that cannot be read is told of where it is listed; the note knows its place
            let text = host::read_text(self.host, path, LARGEST).ok()?;
            serde_json::from_str::<Turn>(&text).ok()
        });
        let last = turns.map(|turn| turn.order).chain(noted).max();
        let order = last.unwrap_or(0).saturating_add(1);
        // noted before it is given, so that no case ever bears a number above the note
        let note = order.to_string();
        host::write_bytes(self.host, &self.folder.last_turn(), true, note.as_bytes()).map_err(unsaved)?;
        case.order = order;
        Ok(lock)
    }

    /// The last number that was given to a case; `None` where that is not known.
    fn last_turn(&self) -> Option<u64> {
        let noted = host::read_text(self.host, &self.folder.last_turn(), 20).ok()?;
        noted.parse().ok()
    }

    /// Every case, the one changed last first; files that cannot be used are told apart.
    pub fn list(&self) -> Result<Listing, StoreError> {
        let mut listing = Listing::default();
        let files = self.files()?;
        let ids = files.cases.iter().map(|path| (path, folder::id_of(path)));
        for (path, id) in ids {
            match id.map_or_else(|| self.read(path, false), |id| self.usable(&id, None)) {
                Ok(case) => listing.cases.push(case),
                Err(error) => listing.damaged.push(error),
            }
        }
        listing.damaged.extend(files.aside.into_iter().map(aside));
        listing.cases.sort_by_cached_key(|case| {
            // the times decide among cases of before the order was counted
            let latest_first = (Reverse(case.order), Reverse(case.changed), Reverse(case.created));
            (latest_first, case.id.clone())
        });
        Ok(listing)
    }

    /// The id of the case that was worked on last. No other is taken for it: where a file cannot be used and none of the
    /// others bears the last number, nobody knows.
    pub fn latest(&self) -> Result<CaseId, StoreError> {
        let listing = self.list()?;
        let first = listing.cases.into_iter().next();
        let last = first.as_ref().is_some_and(|case| self.last_turn() == Some(case.order));
        match listing.damaged.into_iter().next() {
            Some(damaged) if !last => Err(StoreError::LatestUnknown(Box::new(damaged))),
            _ => first.map(|case| case.id).ok_or(StoreError::NoCase),
        }
    }

    /// Deletes a case; one that is damaged too. What belongs to it goes `first`: where that fails it stays, to be deleted again.
    pub fn delete<E: From<StoreError>>(&self, id: &str, first: impl FnOnce(&CaseId) -> Result<(), E>) -> Result<(), E> {
        let id = self.find(id)?;
        let held = self.claim(&id)?;
        first(&id)?;
        let files = self.files()?;
        let named = files.cases.iter().chain(&files.aside);
        for path in named.filter(|path| folder::id_of(path).as_ref() == Some(&id)) {
            let removed = self.host.remove(path);
            removed.map_err(|error| StoreError::NotRemoved(path.clone(), DiskError::from(&error)))?;
        }
        self.folder.tidy(&id);
        drop(held);
        Ok(())
    }

    /// Notes that a file is being written elsewhere, so that it is taken away if this run is killed meanwhile.
    pub fn unfinished(&self, temporary: &Path) -> Option<Unfinished<'a>> {
        self.folder.unfinished(temporary)
    }

    /// Takes the right to write a case.
    pub fn claim(&self, id: &CaseId) -> Result<Held, StoreError> {
        self.claim_within(id, Duration::ZERO)
    }

    fn claim_within(&self, id: &CaseId, patience: Duration) -> Result<Held, StoreError> {
        let id = id.clone();
        match self.host.lock(&self.folder.lock(&id), patience) {
            Ok(Some(lock)) => Ok(Held { id, lock }),
            Ok(None) => Err(StoreError::Locked(id)),
            Err(error) => Err(not_saved(self.path(&id), &error)),
        }
    }

    /// Lets others write a case; nothing is left of one that was never saved.
    pub fn give_back(&self, held: Held) {
        // the lock goes with it, after what it guarded
        let Held { id, lock } = held;
        if self.host.meta(&self.path(&id)).is_err() && lock.stands() {
            self.folder.tidy(&id);
        }
    }

    fn write(&self, path: &Path, replace: bool, case: &Case) -> Result<(), StoreError> {
        let unsaved = |error: io::Error| not_saved(path.to_path_buf(), &error);
        let told = if case.later.is_empty() {
            serde_json::to_vec_pretty(case)
        } else {
            serde_json::to_value(case).and_then(|mut whole| {
                case.later.put_back(&mut whole);
                serde_json::to_vec_pretty(&whole)
            })
        };
        let mut text = told.map_err(|error| unsaved(error.into()))?;
        text.push(b'\n');
        if text.len() as u64 > LARGEST {
            return Err(unsaved(io::ErrorKind::FileTooLarge.into()));
        }
        host::write_bytes(self.host, path, replace, &text).map_err(unsaved)
    }

    /// A case whose file can be used; a damaged file is set aside by whoever has the right to write it, or can get it.
    fn usable(&self, id: &CaseId, held: Option<&Held>) -> Result<Case, StoreError> {
        let path = self.path(id);
        let damaged = match self.read(&path, held.is_some()) {
            Err(StoreError::Damaged(damaged)) => damaged,
            Err(StoreError::NotRead(path, DiskError::Missing)) => {
                let files = self.files()?;
                let mut named = files.aside.into_iter();
                let named = named.find(|path| folder::id_of(path).as_ref() == Some(id));
                return Err(named.map_or(StoreError::NotRead(path, DiskError::Missing), aside));
            }
            other => return other,
        };
        let own = match held {
            Some(_) => None,
            None => match self.claim(id) {
                Ok(held) => Some(held),
                Err(_) => return Err(StoreError::Damaged(damaged)),
            },
        };
        // somebody may have put a sound one back meanwhile
        let damaged = match self.read(&path, held.is_some()) {
            Err(StoreError::Damaged(damaged)) => damaged,
            other => return other,
        };
        let moved = self.folder.set_aside(id);
        drop(own);
        Err(StoreError::Damaged(match moved {
            Ok(path) => Damaged {
                path,
                aside: true,
                ..damaged
            },
            // it cannot be moved, so it is named where it is
            Err(_) => damaged,
        }))
    }

    /// Reads a file; where it is to be written again, with what only a newer version knows.
    fn read(&self, path: &Path, write: bool) -> Result<Case, StoreError> {
        let damaged = |what: String| {
            StoreError::Damaged(Damaged {
                id: folder::name_of(path),
                path: path.to_path_buf(),
                what,
                aside: false,
            })
        };
        let text = host::read_text(self.host, path, LARGEST).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData => damaged(error.to_string()),
            _ => StoreError::NotRead(path.to_path_buf(), DiskError::from(&error)),
        })?;
        let value: serde_json::Value = serde_json::from_str(&text).map_err(|error| damaged(error.to_string()))?;
        let other = |schema| StoreError::OtherVersion(path.to_path_buf(), schema);
        let value = earlier::migrated(value).map_err(other)?;
        let mut case: Case = Case::deserialize(&value).map_err(|error| damaged(error.to_string()))?;
        if write {
            let known = serde_json::to_value(&case).map_err(|error| damaged(error.to_string()))?;
            case.later = Later::of(&value, &known);
        }
        // the name of the file is what commands go by
        let named = path.file_stem().and_then(|stem| stem.to_str()) == Some(case.id.as_str());
        if !named {
            return Err(damaged(format!("it holds case `{}`", case.id)));
        }
        Ok(case)
    }

    fn files(&self) -> Result<folder::Files, StoreError> {
        let unread = |error: io::Error| StoreError::NotRead(self.folder.path.clone(), DiskError::from(&error));
        self.folder.files().map_err(unread)
    }

    /// The id as the file is named. Compared with the names that are there, so that an id can never be a path.
    pub fn find(&self, id: &str) -> Result<CaseId, StoreError> {
        let wanted = id.trim().to_lowercase();
        let files = self.files()?;
        let named = files.cases.iter().chain(&files.aside);
        let ids: Vec<CaseId> = named.filter_map(|path| folder::id_of(path)).collect();
        if let Some(found) = ids.iter().find(|known| known.as_str() == wanted) {
            return Ok(found.clone());
        }
        let near = nearest(&wanted, ids.iter().map(CaseId::as_str), 2).into_iter().take(3);
        Err(StoreError::NoSuchCase {
            id: id.to_owned(),
            near: near.map(str::to_owned).collect(),
        })
    }
}

/// The damage of a file that was set aside before.
fn aside(path: PathBuf) -> StoreError {
    StoreError::Damaged(Damaged {
        id: folder::name_of(&path),
        what: "it holds no case".to_owned(),
        path,
        aside: true,
    })
}

#[cfg(test)]
mod tests;
