//! Cases on the disk. Owns where they lie, how they are locked and what is said when a file cannot be used.
//!
//! Every save writes the whole file beside the old one and then renames it, so a case is the old one or the new one and
//! never half of one. A file that cannot be understood is reported and left alone.

use super::disk::DiskError;
use super::{Case, CaseId, earlier};
use crate::host::{self, Host, Lock};
use crate::text::{Lang, nearest, say, visible_path};
use serde::Deserialize;
use std::cmp::Reverse;
use std::io;
use std::path::{Path, PathBuf};

/// No case is larger; a bigger file is none of ours.
const LARGEST: u64 = 32 << 20;

/// The cases of this user.
pub struct Store<'a> {
    host: &'a dyn Host,
    folder: PathBuf,
}

/// The right to write one case; dropping it lets others.
pub struct Held {
    id: CaseId,
    _lock: Box<dyn Lock>,
}

impl Held {
    pub fn id(&self) -> &CaseId {
        &self.id
    }
}

/// What is in the folder: the cases, newest first, and the files that could not be used.
#[derive(Debug, Default)]
pub struct Listing {
    pub cases: Vec<Case>,
    pub damaged: Vec<StoreError>,
}

/// Why a case could not be read or saved. Display is English; [`StoreError::say`] has both languages.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.say(Lang::En))]
pub enum StoreError {
    /// The platform names no folder for data.
    NoHome,
    /// Nothing was changed; the old state is still there.
    NotSaved(PathBuf, DiskError),
    NotRead(PathBuf, DiskError),
    NotRemoved(PathBuf, DiskError),
    /// The file is kept as it is; what is wrong with it.
    Damaged(PathBuf, String),
    /// Written by another version of the program, in the form of this name.
    OtherVersion(PathBuf, String),
    Locked(CaseId),
    NoSuchCase {
        id: String,
        near: Vec<String>,
    },
    /// There is no case at all.
    NoCase,
}

impl StoreError {
    /// The name of the case whose file cannot be used.
    pub fn case(&self) -> Option<&str> {
        match self {
            Self::NotRead(path, _) | Self::Damaged(path, _) | Self::OtherVersion(path, _) => path.file_stem()?.to_str(),
            _ => None,
        }
    }

    /// What broke and what to do, in `lang`.
    pub fn say(&self, lang: Lang) -> String {
        let said = match self {
            Self::NoHome => say(
                "no folder for the cases is known; set SSPR_HOME to one",
                "사례를 저장할 폴더를 알 수 없습니다. SSPR_HOME에 폴더를 지정하십시오",
            ),
            Self::NotSaved(..) => say(
                "`{}` was not saved, the earlier state is kept: {}",
                "`{}`을(를) 저장하지 못했고 이전 상태는 그대로입니다: {}",
            ),
            Self::NotRead(..) => say("`{}` cannot be read: {}", "`{}`을(를) 읽을 수 없습니다: {}"),
            Self::NotRemoved(..) => say("`{}` cannot be deleted: {}", "`{}`을(를) 삭제할 수 없습니다: {}"),
            Self::Damaged(..) => say(
                "`{}` is damaged and is left as it is; move it away or delete the case ({})",
                "`{}` 파일이 손상되어 그대로 두었습니다. 다른 곳으로 옮기거나 사례를 삭제하십시오({})",
            ),
            Self::OtherVersion(..) => say(
                "`{}` was written by another version of sspr (`{}`); open it with that version",
                "`{}`은(는) 다른 버전의 sspr(`{}`)에서 만든 사례입니다. 해당 버전으로 여십시오",
            ),
            Self::Locked(_) => say(
                "another sspr has case `{}` open; close it there first",
                "다른 sspr에서 사례 `{}`을(를) 열어 두었습니다. 먼저 그쪽을 닫으십시오",
            ),
            Self::NoSuchCase { near, .. } if near.is_empty() => say(
                "there is no case `{}`; `sspr case list` shows them",
                "사례 `{}`이(가) 없습니다. `sspr case list`로 목록을 확인하십시오",
            ),
            Self::NoSuchCase { .. } => say(
                "there is no case `{}`; nearest: {}",
                "사례 `{}`이(가) 없습니다. 비슷한 사례: {}",
            ),
            Self::NoCase => say(
                "there is no case yet; `sspr case new` opens one",
                "아직 사례가 없습니다. `sspr case new`로 새로 여십시오",
            ),
        };
        let shown = visible_path;
        match self {
            Self::NoHome | Self::NoCase => said.get(lang).to_owned(),
            Self::NotSaved(path, why) | Self::NotRead(path, why) | Self::NotRemoved(path, why) => {
                said.with(lang, &[&shown(path), &why.say(lang)])
            }
            Self::Damaged(path, what) | Self::OtherVersion(path, what) => said.with(lang, &[&shown(path), what]),
            Self::Locked(id) => said.with(lang, &[id]),
            Self::NoSuchCase { id, near } => said.with(lang, &[id, &near.join(", ")]),
        }
    }
}

impl<'a> Store<'a> {
    /// The store of this user. Makes no folder before something is saved.
    pub fn open(host: &'a dyn Host) -> Result<Self, StoreError> {
        let folders = host.folders().map_err(|_| StoreError::NoHome)?;
        Ok(Self {
            host,
            folder: folders.data.join("cases"),
        })
    }

    /// Where the file of a case lies.
    pub fn path(&self, id: &CaseId) -> PathBuf {
        self.folder.join(format!("{id}.json"))
    }

    /// Opens a new case and saves it.
    pub fn create(&self, lang: Lang) -> Result<(Held, Case), StoreError> {
        loop {
            let id = CaseId::fresh(self.host);
            let held = self.claim(&id)?;
            let mut case = Case::new(id.clone(), lang, self.host.now(), &self.host.zone());
            let path = self.path(&id);
            let _turn = self.take_turn(&mut case)?;
            match self.write(&path, false, &case) {
                Ok(()) => return Ok((held, case)),
                // a name that is taken is no trouble: the next one is another
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(not_saved(path, &error)),
            }
        }
    }

    /// Reads a case, without the right to write it.
    pub fn load(&self, id: &str) -> Result<Case, StoreError> {
        let id = self.find(id)?;
        self.read(&self.path(&id))
    }

    /// Takes the right to write a case, and reads it.
    pub fn hold(&self, id: &str) -> Result<(Held, Case), StoreError> {
        let id = self.find(id)?;
        let held = self.claim(&id)?;
        // read under the lock, so that nothing another program just saved is lost
        let case = self.read(&self.path(&id))?;
        Ok((held, case))
    }

    /// Saves the case, whole or not at all, and notes the time in it.
    pub fn save(&self, held: &Held, case: &mut Case) -> Result<(), StoreError> {
        let path = self.path(&held.id);
        let (changed, order) = (case.changed, case.order);
        let _turn = self.take_turn(case)?;
        case.changed = self.host.at();
        self.write(&path, true, case).map_err(|error| {
            (case.changed, case.order) = (changed, order);
            not_saved(path, &error)
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
        let lock = self.host.await_lock(&self.folder.join("order.lock")).map_err(unsaved)?;
        let last = self.last_turn();
        // a note that is missing or cannot be read only costs reading the cases
        let noted = host::read_text(self.host, &last, 20).ok();
        if case.order > 0 && noted == Some(case.order.to_string()) {
            return Ok(lock);
        }
        let turns = self.files()?.into_iter().filter_map(|path| {
            // a file that cannot be read is told of where it is listed, and has no place in the order there
            let text = host::read_text(self.host, &path, LARGEST).ok()?;
            serde_json::from_str::<Turn>(&text).ok()
        });
        let order = turns.map(|turn| turn.order).max().unwrap_or(0) + 1;
        // noted before it is given, so that no case ever bears a number above the note
        host::write_bytes(self.host, &last, true, order.to_string().as_bytes()).map_err(unsaved)?;
        case.order = order;
        Ok(lock)
    }

    fn last_turn(&self) -> PathBuf {
        self.folder.join("order.last")
    }

    /// Every case, the one changed last first; files that cannot be used are told apart.
    pub fn list(&self) -> Result<Listing, StoreError> {
        let mut listing = Listing::default();
        for path in self.files()? {
            match self.read(&path) {
                Ok(case) => listing.cases.push(case),
                Err(error) => listing.damaged.push(error),
            }
        }
        listing.cases.sort_by_cached_key(|case| {
            // the times decide among cases of before the order was counted
            let latest_first = (Reverse(case.order), Reverse(case.changed), Reverse(case.created));
            (latest_first, case.id.clone())
        });
        Ok(listing)
    }

    /// The id of the case that was changed last.
    pub fn latest(&self) -> Result<CaseId, StoreError> {
        let first = self.list()?.cases.into_iter().next();
        first.map(|case| case.id).ok_or(StoreError::NoCase)
    }

    /// Deletes a case; one that is damaged too.
    pub fn delete(&self, id: &str) -> Result<(), StoreError> {
        let id = self.find(id)?;
        let held = self.claim(&id)?;
        let path = self.path(&id);
        let removed = self.host.remove(&path);
        removed.map_err(|error| StoreError::NotRemoved(path, DiskError::from(&error)))?;
        drop(held);
        // a lock file that stays behind locks nothing, and the note of the last turn is made anew
        for left in [self.lock_path(&id), self.last_turn()] {
            let _ = self.host.remove(&left);
        }
        Ok(())
    }

    fn lock_path(&self, id: &CaseId) -> PathBuf {
        self.folder.join(format!("{id}.lock"))
    }

    pub fn claim(&self, id: &CaseId) -> Result<Held, StoreError> {
        let path = self.lock_path(id);
        match self.host.lock(&path) {
            Ok(Some(lock)) => Ok(Held {
                id: id.clone(),
                _lock: lock,
            }),
            Ok(None) => Err(StoreError::Locked(id.clone())),
            Err(error) => Err(not_saved(self.path(id), &error)),
        }
    }

    fn write(&self, path: &Path, replace: bool, case: &Case) -> io::Result<()> {
        let mut text = serde_json::to_vec_pretty(case)?;
        text.push(b'\n');
        host::write_bytes(self.host, path, replace, &text)
    }

    fn read(&self, path: &Path) -> Result<Case, StoreError> {
        let damaged = |detail: String| StoreError::Damaged(path.to_path_buf(), detail);
        let text = host::read_text(self.host, path, LARGEST).map_err(|error| match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::FileTooLarge => damaged(error.to_string()),
            _ => StoreError::NotRead(path.to_path_buf(), DiskError::from(&error)),
        })?;
        let value: serde_json::Value = serde_json::from_str(&text).map_err(|error| damaged(error.to_string()))?;
        let other = |schema| StoreError::OtherVersion(path.to_path_buf(), schema);
        let value = earlier::migrated(value).map_err(other)?;
        let case: Case = serde_json::from_value(value).map_err(|error| damaged(error.to_string()))?;
        // the name of the file is what commands go by
        let named = path.file_stem().and_then(|stem| stem.to_str()) == Some(case.id.as_str());
        if !named {
            return Err(damaged(format!("it holds case `{}`", case.id)));
        }
        Ok(case)
    }

    fn files(&self) -> Result<Vec<PathBuf>, StoreError> {
        let unread = |error: io::Error| StoreError::NotRead(self.folder.clone(), DiskError::from(&error));
        let mut files = self.host.list(&self.folder).map_err(unread)?;
        files.retain(|path| path.extension().is_some_and(|e| e == "json"));
        Ok(files)
    }

    /// The id as the file is named. Compared with the names that are there, so that an id can never be a path.
    pub fn find(&self, id: &str) -> Result<CaseId, StoreError> {
        let wanted = id.trim().to_lowercase();
        let ids: Vec<CaseId> = self
            .files()?
            .iter()
            .filter_map(|path| CaseId::parse(path.file_stem()?.to_str()?))
            .collect();
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

fn not_saved(path: PathBuf, error: &io::Error) -> StoreError {
    StoreError::NotSaved(path, DiskError::from(error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::fake::FakeHost;

    fn host() -> FakeHost {
        FakeHost::at("2026-11-21T03:00:00Z")
    }

    fn fill(host: &FakeHost, case: &mut Case) {
        case.fill(&crate::builtin::catalog(), host, "ticket", "INC-1").unwrap();
    }

    fn failure<T>(result: Result<T, StoreError>) -> StoreError {
        match result {
            Ok(_) => unreachable!("it must fail"),
            Err(error) => error,
        }
    }

    #[test]
    fn a_case_comes_back_as_it_was_saved() {
        let host = host();
        let store = Store::open(&host).unwrap();
        let (held, mut case) = store.create(Lang::Ko).unwrap();
        fill(&host, &mut case);
        host.set_now("2026-11-21T03:05:00Z");
        store.save(&held, &mut case).unwrap();
        let back = store.load("CASE1").unwrap();
        assert_eq!(back, case);
        assert_eq!(back.changed.to_string(), "2026-11-21T03:05:00+00:00");
        assert_eq!(back.lang, Lang::Ko);
    }

    #[test]
    fn a_full_disk_leaves_the_old_state_and_says_so_in_both_languages() {
        let host = host();
        let store = Store::open(&host).unwrap();
        let (held, mut case) = store.create(Lang::En).unwrap();
        host.break_writes(Some(io::ErrorKind::StorageFull));
        fill(&host, &mut case);
        let error = failure(store.save(&held, &mut case));
        assert!(error.to_string().contains("the disk is full"), "{error}");
        assert!(error.say(Lang::Ko).contains("디스크가 가득 찼습니다"));
        assert!(store.load("case1").unwrap().typed.is_empty(), "the file is the old one");
        assert_eq!(case.typed.len(), 1, "what was typed is still in memory");
        host.break_writes(None);
        store.save(&held, &mut case).unwrap();
    }

    #[test]
    fn a_read_only_home_is_named() {
        let host = host();
        host.break_writes(Some(io::ErrorKind::ReadOnlyFilesystem));
        let error = failure(Store::open(&host).unwrap().create(Lang::En));
        assert!(error.to_string().contains("SSPR_HOME"), "{error}");
    }

    #[test]
    fn two_programs_cannot_hold_the_same_case() {
        let host = host();
        let store = Store::open(&host).unwrap();
        let (held, _) = store.create(Lang::En).unwrap();
        let error = failure(store.hold("case1"));
        assert!(
            error.to_string().contains("another sspr has case `case1` open"),
            "{error}"
        );
        assert!(failure(store.delete("case1")).to_string().contains("another sspr"));
        assert!(store.load("case1").is_ok(), "reading needs no lock");
        drop(held);
        assert!(store.hold("case1").is_ok());
    }

    #[test]
    fn a_damaged_file_is_reported_and_stays() {
        let host = host();
        let store = Store::open(&host).unwrap();
        drop(store.create(Lang::En).unwrap());
        let path = "/home/data/cases/case1.json";
        host.put(path, b"{\"schema\": \"sspr.saved");
        let error = failure(store.hold("case1"));
        assert!(
            matches!(error, StoreError::Damaged(..)) && error.to_string().contains(path),
            "{error}"
        );
        let listing = store.list().unwrap();
        assert_eq!((listing.cases.len(), listing.damaged.len()), (0, 1));
        assert!(matches!(failure(store.latest()), StoreError::NoCase));
        assert_eq!(host.get(path).unwrap(), b"{\"schema\": \"sspr.saved");
        store.delete("case1").unwrap();
        assert_eq!(host.paths().len(), 0);
    }

    #[test]
    fn a_file_of_another_version_is_refused_kindly() {
        let host = host();
        let store = Store::open(&host).unwrap();
        host.put("/home/data/cases/x.json", br#"{"schema":"sspr.saved-case/9","id":"x"}"#);
        let error = failure(store.load("x"));
        assert!(
            error
                .to_string()
                .contains("another version of sspr (`sspr.saved-case/9`)"),
            "{error}"
        );
    }

    #[test]
    fn the_latest_is_the_one_changed_last_whatever_the_precision_of_its_time() {
        let host = host();
        let store = Store::open(&host).unwrap();
        let (held, mut first) = store.create(Lang::En).unwrap();
        drop(store.create(Lang::En).unwrap());
        host.set_now("2026-11-21T03:00:00.5Z");
        store.save(&held, &mut first).unwrap();
        assert_eq!(store.latest().unwrap().as_str(), "case1");
    }

    #[test]
    fn the_latest_is_the_one_made_or_changed_last_on_a_clock_that_stands_or_is_set_back() {
        let host = host();
        let store = Store::open(&host).unwrap();
        let (held, mut first) = store.create(Lang::En).unwrap();
        drop(store.create(Lang::En).unwrap());
        assert_eq!(
            store.latest().unwrap().as_str(),
            "case2",
            "made last within the same second"
        );
        store.save(&held, &mut first).unwrap();
        assert_eq!(
            store.latest().unwrap().as_str(),
            "case1",
            "changed last within the same second"
        );
        host.set_now("2026-11-20T03:00:00Z");
        drop(store.create(Lang::En).unwrap());
        assert_eq!(
            store.latest().unwrap().as_str(),
            "case3",
            "made last on a clock that was set back"
        );
        let before = host.get("/home/data/cases/case1.json");
        store.list().unwrap();
        assert_eq!(
            host.get("/home/data/cases/case1.json"),
            before,
            "reading writes nothing"
        );
    }

    #[test]
    fn a_case_that_stands_last_is_saved_without_reading_the_others() {
        let host = host();
        let store = Store::open(&host).unwrap();
        let (first_held, mut first) = store.create(Lang::En).unwrap();
        let (held, mut last) = store.create(Lang::En).unwrap();
        let turn = last.order;
        store.save(&held, &mut last).unwrap();
        assert_eq!(last.order, turn, "nobody came between");
        store.save(&first_held, &mut first).unwrap();
        assert!(first.order > turn);
        for note in [None, Some(b"x"), Some(b"1")] {
            match note {
                Some(bytes) => host.put("/home/data/cases/order.last", bytes),
                None => host.take_away("/home/data/cases/order.last"),
            }
            for (held, case) in [(&held, &mut last), (&first_held, &mut first)] {
                store.save(held, case).unwrap();
                assert_eq!(store.latest().unwrap(), case.id, "whatever became of the note");
            }
        }
    }

    #[test]
    fn a_case_of_before_the_order_was_counted_stands_by_its_time() {
        let host = host();
        let store = Store::open(&host).unwrap();
        for (id, changed) in [("a", "2026-11-21T02:00:00Z"), ("b", "2026-11-21T01:00:00Z")] {
            let case = Case::new(
                CaseId::parse(id).unwrap(),
                Lang::En,
                changed.parse().unwrap(),
                &crate::time::Zone::UTC,
            );
            host.put(
                &format!("/home/data/cases/{id}.json"),
                &serde_json::to_vec(&case).unwrap(),
            );
        }
        assert_eq!(store.latest().unwrap().as_str(), "a");
        let (held, mut case) = store.hold("b").unwrap();
        host.set_now("2026-11-21T00:00:00Z");
        store.save(&held, &mut case).unwrap();
        assert_eq!(store.latest().unwrap().as_str(), "b");
    }

    #[test]
    fn an_id_is_never_a_path() {
        let host = host();
        let store = Store::open(&host).unwrap();
        drop(store.create(Lang::En).unwrap());
        host.put("/home/data/settings.json", b"{}");
        assert!(matches!(
            failure(store.load("../settings")),
            StoreError::NoSuchCase { .. }
        ));
        let error = failure(store.load("case2"));
        assert!(error.to_string().contains("nearest: case1"), "{error}");
    }
}
