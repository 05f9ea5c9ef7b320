//! A world for tests: a clock that stands, files in memory, and faults on demand.

use super::{Fill, Folders, Host, Lock, Meta, Platform, Stamp, Stream, Zone};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// The world of one test; clones see the same files.
#[derive(Clone)]
pub struct FakeHost {
    inner: Arc<Mutex<World>>,
}

struct World {
    now: Stamp,
    zone: Zone,
    files: BTreeMap<PathBuf, Vec<u8>>,
    /// Files too large to hold, by their length: nothing but zeros.
    sparse: BTreeMap<PathBuf, u64>,
    variables: BTreeMap<String, String>,
    /// Programs that can be run, with what they were fed.
    programs: BTreeMap<String, Vec<u8>>,
    folders: BTreeSet<PathBuf>,
    unreadable: BTreeSet<PathBuf>,
    locked: BTreeSet<PathBuf>,
    /// The next writes fail so, after half of the bytes.
    fault: Option<io::ErrorKind>,
    ids: u32,
    platform: Platform,
}

impl FakeHost {
    /// `now` is RFC 3339; the machine is on UTC.
    pub fn at(now: &str) -> Self {
        let world = World {
            now: stamp(now),
            zone: Zone::UTC,
            files: BTreeMap::new(),
            sparse: BTreeMap::new(),
            variables: BTreeMap::new(),
            programs: BTreeMap::new(),
            folders: BTreeSet::new(),
            unreadable: BTreeSet::new(),
            locked: BTreeSet::new(),
            fault: None,
            ids: 0,
            platform: Platform::default(),
        };
        Self {
            inner: Arc::new(Mutex::new(world)),
        }
    }

    fn world(&self) -> std::sync::MutexGuard<'_, World> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn set_now(&self, now: &str) {
        self.world().now = stamp(now);
    }

    /// Moves the machine to another zone, by its IANA name or an offset.
    pub fn set_zone(&self, zone: &str) {
        self.world().zone = zone
            .parse()
            .unwrap_or_else(|error| unreachable!("a test names a zone: {error}"));
    }

    pub fn on(self, platform: Platform) -> Self {
        self.world().platform = platform;
        self
    }

    pub fn with(self, name: &str, value: &str) -> Self {
        self.world().variables.insert(name.to_owned(), value.to_owned());
        self
    }

    pub fn put(&self, path: &str, bytes: &[u8]) {
        self.world().files.insert(PathBuf::from(path), bytes.to_vec());
    }

    /// A file of `size` zeros that takes no memory.
    pub fn put_sparse(&self, path: &str, size: u64) {
        self.world().sparse.insert(PathBuf::from(path), size);
    }

    pub fn put_program(&self, name: &str) {
        self.world().programs.insert(name.to_owned(), Vec::new());
    }

    /// What a program was fed last.
    pub fn fed(&self, name: &str) -> Vec<u8> {
        self.world().programs.get(name).cloned().unwrap_or_default()
    }

    pub fn put_folder(&self, path: &str) {
        self.world().folders.insert(PathBuf::from(path));
    }

    pub fn forbid(&self, path: &str) {
        self.world().unreadable.insert(PathBuf::from(path));
    }

    pub fn take_away(&self, path: &str) {
        self.world().files.remove(Path::new(path));
    }

    pub fn get(&self, path: &str) -> Option<Vec<u8>> {
        self.world().files.get(Path::new(path)).cloned()
    }

    pub fn paths(&self) -> Vec<PathBuf> {
        self.world().files.keys().cloned().collect()
    }

    /// From now on every write breaks off in the middle.
    pub fn break_writes(&self, fault: Option<io::ErrorKind>) {
        self.world().fault = fault;
    }
}

/// A stream of zeros that can be positioned in.
struct Zeros {
    at: u64,
    size: u64,
}

impl io::Read for Zeros {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.size.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let count = left.min(buffer.len());
        buffer.iter_mut().take(count).for_each(|byte| *byte = 0);
        self.at += count as u64;
        Ok(count)
    }
}

impl io::Seek for Zeros {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        let (base, offset) = match to {
            io::SeekFrom::Start(at) => (at, 0),
            io::SeekFrom::End(offset) => (self.size, offset),
            io::SeekFrom::Current(offset) => (self.at, offset),
        };
        self.at = base.checked_add_signed(offset).ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}

fn stamp(raw: &str) -> Stamp {
    raw.parse()
        .unwrap_or_else(|error| unreachable!("a test says the time: {error}"))
}

struct Held {
    host: FakeHost,
    path: PathBuf,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.host.world().locked.remove(&self.path);
    }
}

impl Host for FakeHost {
    fn now(&self) -> Stamp {
        self.world().now
    }

    fn zone(&self) -> Zone {
        self.world().zone.clone()
    }

    fn platform(&self) -> Platform {
        self.world().platform
    }

    fn suspend(&self) -> io::Result<()> {
        Ok(())
    }

    fn variable(&self, name: &str) -> Option<String> {
        self.world().variables.get(name).cloned().filter(|v| !v.is_empty())
    }

    fn locale(&self) -> Option<String> {
        None
    }

    fn folders(&self) -> io::Result<Folders> {
        Ok(Folders {
            config: PathBuf::from("/home/config"),
            data: PathBuf::from("/home/data"),
        })
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Stream>> {
        let world = self.world();
        if world.unreadable.contains(path) {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        if let Some(size) = world.sparse.get(path) {
            return Ok(Box::new(Zeros { at: 0, size: *size }));
        }
        let bytes = world.files.get(path).ok_or(io::ErrorKind::NotFound)?;
        Ok(Box::new(Cursor::new(bytes.clone())))
    }

    fn meta(&self, path: &Path) -> io::Result<Meta> {
        let world = self.world();
        let held = world.files.get(path).map(|bytes| bytes.len() as u64);
        let size = held.or_else(|| world.sparse.get(path).copied());
        if size.is_none() && !world.folders.contains(path) {
            return Err(io::ErrorKind::NotFound.into());
        }
        Ok(Meta {
            is_file: size.is_some(),
            size: size.unwrap_or(0),
            readable: size.is_some() && !world.unreadable.contains(path),
        })
    }

    fn list(&self, folder: &Path) -> io::Result<Vec<PathBuf>> {
        let world = self.world();
        Ok(world
            .files
            .keys()
            .filter(|path| path.parent() == Some(folder))
            .cloned()
            .collect())
    }

    fn write(&self, path: &Path, replace: bool, fill: Fill<'_>) -> io::Result<()> {
        if !replace && self.world().files.contains_key(path) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let mut out = Cursor::new(Vec::new());
        fill(&mut out)?;
        let mut world = self.world();
        if let Some(fault) = world.fault {
            return Err(fault.into());
        }
        world.files.insert(path.to_path_buf(), out.into_inner());
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.world()
            .files
            .remove(path)
            .map(drop)
            .ok_or(io::ErrorKind::NotFound.into())
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Lock>>> {
        if !self.world().locked.insert(path.to_path_buf()) {
            return Ok(None);
        }
        Ok(Some(Box::new(Held {
            host: self.clone(),
            path: path.to_path_buf(),
        })))
    }

    fn await_lock(&self, path: &Path) -> io::Result<Box<dyn Lock>> {
        self.lock(path)?.ok_or(io::ErrorKind::Deadlock.into())
    }

    fn fresh_id(&self) -> String {
        let mut world = self.world();
        world.ids += 1;
        format!("case{}", world.ids)
    }

    fn page(&self, _text: &str) -> bool {
        false
    }

    fn feed(&self, program: &str, _arguments: &[&str], input: Vec<u8>, _patience: Duration) -> io::Result<()> {
        let mut world = self.world();
        let taken = world.programs.get_mut(program).ok_or(io::ErrorKind::NotFound)?;
        *taken = input;
        Ok(())
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        Path::new("/desk").join(path)
    }
}
