//! A world for tests: a clock that stands, files in memory, and faults on demand.

use super::{Fill, Folders, Host, Interrupt, Lock, Meta, Platform, Printed, Stamp, Stream, TEMPORARY, WriteSeek, Zone};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Cursor};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What goes wrong at a step that changes files.
#[derive(Clone, Copy, Debug)]
pub enum Fault {
    /// It fails so; what is written got half of its bytes.
    Fails(io::ErrorKind),
    /// The program is killed at it: nothing is tidied up, and no later step does anything.
    Kills,
    /// The program itself is wrong there.
    Panics,
}

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
    /// Scripts that look never come to their end.
    hangs: bool,
    folders: BTreeSet<PathBuf>,
    unreadable: BTreeSet<PathBuf>,
    locked: BTreeSet<PathBuf>,
    /// The next writes fail so, after half of the bytes.
    full: Option<io::ErrorKind>,
    /// The step, counted from the last [`FakeHost::fault_at`], at which something goes wrong once.
    fault: Option<(usize, Fault)>,
    steps: usize,
    killed: bool,
    /// How often the folders were taken away: what was locked before is not there any more.
    homes: usize,
    /// Paths that lead to the file of another.
    links: BTreeMap<PathBuf, PathBuf>,
    ids: u32,
    temporary: u32,
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
            hangs: false,
            folders: BTreeSet::new(),
            unreadable: BTreeSet::new(),
            locked: BTreeSet::new(),
            full: None,
            fault: None,
            steps: 0,
            killed: false,
            homes: 0,
            links: BTreeMap::new(),
            ids: 0,
            temporary: 0,
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

    /// What a command prints that looks.
    pub fn put_output(&self, command: &str, printed: &str) {
        let printed = printed.as_bytes().to_vec();
        self.world().programs.insert(command.to_owned(), printed);
    }

    /// Scripts that look never come to their end from now on.
    pub fn hang(&self) {
        self.world().hangs = true;
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
        self.world().full = fault;
    }

    /// At the step of this number from now, counted from 0, something goes wrong once: making a file or a lock, writing a
    /// piece, flushing, renaming and removing are steps.
    pub fn fault_at(&self, step: usize, fault: Fault) {
        let mut world = self.world();
        (world.steps, world.fault) = (0, Some((step, fault)));
    }

    /// How many steps were done since then, or since the world began.
    pub fn steps(&self) -> usize {
        self.world().steps
    }

    /// Did what was to go wrong go wrong?
    pub fn struck(&self) -> bool {
        let world = self.world();
        world.fault.is_some_and(|(at, _)| world.steps > at)
    }

    /// The machine after the program was killed: it holds no lock any more, and files are as they were then.
    pub fn revive(&self) {
        let mut world = self.world();
        world.locked.clear();
        (world.fault, world.killed, world.full) = (None, false, None);
    }

    /// Another folder stands where the home was, with nothing in it.
    pub fn replace_home(&self) {
        let mut world = self.world();
        world.homes += 1;
        world.files.retain(|path, _| !path.starts_with("/home"));
    }

    /// A second path to the file of another.
    pub fn link(&self, path: &str, to: &str) {
        self.world().links.insert(PathBuf::from(path), PathBuf::from(to));
    }

    /// One step that changes files.
    fn step(&self) -> io::Result<()> {
        let mut world = self.world();
        if world.killed {
            return Err(io::ErrorKind::BrokenPipe.into());
        }
        let now = world.steps;
        world.steps += 1;
        match world.fault {
            Some((at, Fault::Fails(kind))) if at == now => Err(kind.into()),
            Some((at, Fault::Panics)) if at == now => {
                drop(world);
                unreachable!("a step that was to panic")
            }
            Some((at, Fault::Kills)) if at == now => {
                world.killed = true;
                Err(io::ErrorKind::BrokenPipe.into())
            }
            _ => Ok(()),
        }
    }
}

/// A file that is being written: a step a piece, of which a failing one leaves half.
struct Piecewise<'a> {
    host: &'a FakeHost,
    bytes: Cursor<Vec<u8>>,
}

impl io::Write for Piecewise<'_> {
    fn write(&mut self, piece: &[u8]) -> io::Result<usize> {
        let full = self.host.world().full;
        let failed = self.host.step().and(full.map_or(Ok(()), |kind| Err(kind.into())));
        if let Err(error) = failed {
            io::Write::write_all(&mut self.bytes, piece.get(..piece.len() / 2).unwrap_or_default())?;
            return Err(error);
        }
        // a disk may take less than it is given
        let short = piece.len().div_ceil(2).max(512).min(piece.len());
        io::Write::write(&mut self.bytes, piece.get(..short).unwrap_or(piece))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl io::Seek for Piecewise<'_> {
    fn seek(&mut self, to: io::SeekFrom) -> io::Result<u64> {
        io::Seek::seek(&mut self.bytes, to)
    }
}

impl WriteSeek for Piecewise<'_> {
    fn again(&mut self) -> io::Result<Box<dyn Stream + '_>> {
        Ok(Box::new(Cursor::new(self.bytes.get_ref().as_slice())))
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
    home: usize,
}

impl Lock for Held {
    fn stands(&self) -> bool {
        self.host.world().homes == self.home
    }
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

    fn has_program(&self, _name: &str) -> bool {
        false
    }

    fn encoding(&self) -> Option<String> {
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
        // a file stands in folders
        let holds = || world.files.keys().any(|file| file.starts_with(path));
        if size.is_none() && !world.folders.contains(path) && !holds() {
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

    fn make_private(&self, _folder: &Path) -> io::Result<()> {
        Ok(())
    }

    fn beside(&self, path: &Path) -> PathBuf {
        let mut world = self.world();
        world.temporary += 1;
        path.with_file_name(format!("{TEMPORARY}{}", world.temporary))
    }

    fn replace(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        self.write(path, true, &mut |out| out.write_all(bytes))
    }

    fn write_through(&self, temporary: &Path, path: &Path, replace: bool, fill: Fill<'_>) -> io::Result<()> {
        self.step()?;
        self.world().files.insert(temporary.to_path_buf(), Vec::new());
        let mut out = Piecewise {
            host: self,
            bytes: Cursor::new(Vec::new()),
        };
        let filled = fill(&mut out);
        let bytes = out.bytes.into_inner();
        // flushed, then renamed
        let done = filled.and_then(|()| self.step()).and_then(|()| {
            let taken = self.world().files.contains_key(path);
            if taken && !replace {
                return Err(io::ErrorKind::AlreadyExists.into());
            }
            self.step()
        });
        let mut world = self.world();
        if let Err(error) = done {
            world.files.remove(temporary);
            if world.killed {
                world.files.insert(temporary.to_path_buf(), bytes);
            }
            return Err(error);
        }
        world.files.remove(temporary);
        world.files.insert(path.to_path_buf(), bytes);
        drop(world);
        // the folder is flushed
        self.step()
    }

    fn rename(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.step()?;
        let mut world = self.world();
        if world.files.contains_key(to) {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
        let bytes = world.files.remove(from).ok_or(io::ErrorKind::NotFound)?;
        world.files.insert(to.to_path_buf(), bytes);
        Ok(())
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.step()?;
        self.world()
            .files
            .remove(path)
            .map(drop)
            .ok_or(io::ErrorKind::NotFound.into())
    }

    fn same_file(&self, one: &Path, other: &Path) -> bool {
        let world = self.world();
        let file = |path: &Path| world.links.get(path).map_or(path.to_path_buf(), PathBuf::clone);
        file(one) == file(other)
    }

    fn lock(&self, path: &Path, _patience: Duration) -> io::Result<Option<Box<dyn Lock>>> {
        // a lock that another holds makes no file
        if self.world().locked.contains(path) {
            return Ok(None);
        }
        self.step()?;
        let mut world = self.world();
        world.files.entry(path.to_path_buf()).or_default();
        world.locked.insert(path.to_path_buf());
        Ok(Some(Box::new(Held {
            host: self.clone(),
            path: path.to_path_buf(),
            home: world.homes,
        })))
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

    fn interrupt(&self) -> io::Result<Interrupt> {
        Ok(Interrupt::default())
    }

    fn input(&self, _until: &Interrupt) -> Box<dyn io::Read> {
        Box::new(io::empty())
    }

    /// On Windows the program `wevtutil` writes a text in which it says what it was asked.
    fn export_log(&self, channel: &str, query: &str, to: &Path) -> io::Result<()> {
        let mut world = self.world();
        if world.platform != Platform::Windows {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let asked = format!("{channel} {query}").into_bytes();
        let program = world.programs.get_mut("wevtutil").ok_or(io::ErrorKind::NotFound)?;
        program.clone_from(&asked);
        world.files.insert(to.to_path_buf(), asked);
        Ok(())
    }

    /// On Windows each command that stands in a script prints what the test says it prints.
    fn look(&self, script: &str, _patience: Duration, _go_on: &dyn Fn() -> bool) -> io::Result<Printed> {
        let world = self.world();
        if world.platform != Platform::Windows {
            return Err(io::ErrorKind::Unsupported.into());
        }
        let run = world.programs.iter().filter(|(command, _)| script.contains(*command));
        Ok(Printed {
            bytes: run.flat_map(|(_, printed)| printed.clone()).collect(),
            whole: !world.hangs,
        })
    }

    fn absolute(&self, path: &Path) -> PathBuf {
        Path::new("/desk").join(path)
    }
}
