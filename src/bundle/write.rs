//! Writes a bundle: exactly what was planned, whole or not at all. Owns the manifest; the door to `zip`.
//!
//! The same case with the same logs gives the same bytes: entries stand in a fixed order and bear the time at which the
//! case was opened. Logs are streamed, never held in memory.

use super::archive::Archive;
use super::leaks;
use super::names;
use super::passphrase::Passphrase;
use super::pipe::{Outlet, beside, pipe};
use super::plan::{Content, Plan};
use super::profile::Profile;
use super::redaction::{Census, Done, Table};
use super::target::Target;
use super::work::Work;
use super::{BundleError, Searched, Written};
use crate::case::digest::{self, Broken, Digest, Hashing};
use crate::case::disk::DiskError;
use crate::case::store::Store;
use crate::host::{Host, WriteSeek};
use crate::knowledge::Catalog;
use crate::log::{Encoding, Form};
use crate::text::Lang;
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use zip::write::{FileOptions, SimpleFileOptions};
use zip::{AesMode, CompressionMethod, DateTime, ZipWriter};

/// The version of the manifest.
pub(super) const MANIFEST: &str = "sspr.manifest/1";

pub(super) const MANIFEST_FILE: &str = "manifest.json";

/// No manifest is longer, in bytes.
pub(super) const LONGEST_MANIFEST: u64 = 16 << 20;

/// What a bundle says of itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    pub schema: String,
    pub case: String,
    /// Of the case, and so of every bundle of it; none where no case is known.
    pub created: Option<Stamp>,
    pub profile: String,
    /// Name and version of the program.
    pub tool: String,
    /// The day on which the knowledge was verified with which it was written.
    #[serde(default)]
    pub knowledge: String,
    pub files: Vec<Listed>,
    pub left_out: Vec<Lost>,
    /// How many of each kind are hidden, by the word of the token.
    #[serde(default)]
    pub hidden: BTreeMap<String, usize>,
    /// What the logs do not cover, and what the case lacks.
    #[serde(default)]
    pub gaps: Vec<String>,
    /// The time outside of which events of binary logs were left out, where somebody asked for that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window: Option<[Stamp; 2]>,
    /// Terms that somebody left as they stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<String>,
}

/// A file of a bundle.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Listed {
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// 64 hexadecimal digits.
    pub sha256: String,
    /// Where it was copied from, as those of the profile may see it; none where it was made from the case.
    pub original: Option<String>,
    /// How it came here.
    #[serde(default)]
    pub origin: Option<Origin>,
    /// How its text is written; none where it is no text.
    #[serde(default)]
    pub encoding: Option<String>,
    /// How often each kind of token stands in it.
    #[serde(default)]
    pub redactions: BTreeMap<String, u64>,
    /// How often each kind of secret was removed from it.
    #[serde(default)]
    pub removed: BTreeMap<String, u64>,
}

/// How a file came into a bundle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Origin {
    /// Made from the case.
    Made,
    /// Copied as it was.
    Whole,
    /// A text, told anew line by line.
    Redacted,
    /// Events of a binary log, told anew.
    Events,
}

/// A file that did not come along.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Lost {
    pub original: String,
    pub reason: String,
}

/// Writes the bundle; over an existing file only where `replace` is set and that file is a bundle itself, and never over
/// one that the case names; encrypted where there is a passphrase. `go_on` hears how many of [`Plan::size`] bytes are
/// done and says whether to go on; where it says no, nothing is left behind.
pub fn write(
    host: &dyn Host,
    catalog: &Catalog,
    plan: &Plan,
    target: &Path,
    replace: bool,
    passphrase: Option<&Passphrase>,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Written, BundleError> {
    let target = host.absolute(target);
    match there(host, plan, &target, passphrase) {
        There::Nothing => {}
        There::Bundle if replace => {}
        There::Bundle => return Err(BundleError::Exists(target)),
        There::Evidence => return Err(BundleError::IsEvidence(target)),
        There::Other => return Err(BundleError::NotOurs(target)),
    }
    let temporary = host.beside(&target);
    // it may name people, so it is taken away too if this run is killed; without a note the bundle is written all the same
    let _unfinished = Store::open(host).ok().and_then(|store| store.unfinished(&temporary));
    let mut result = Ok(());
    let mut written = Written {
        files: plan.files.len() + 1,
        searched: Searched {
            originals: plan.redaction.originals().len(),
            spellings: plan.redaction.spellings(),
        },
        gaps: plan
            .gaps
            .iter()
            .map(|id| {
                let field = catalog.field(id);
                field.map_or(id.clone(), |field| field.title.get(plan.order.lang).to_owned())
            })
            .collect(),
        ..Written::default()
    };
    let on_disk = host.write_through(&temporary, &target, replace, &mut |out| {
        let mut fill = |packing: &mut Packing<'_, '_>, go_on: &mut dyn FnMut(u64) -> bool| {
            pack(host, catalog, plan, packing, &mut written, go_on)
        };
        match bundle(
            out,
            Some(plan.created),
            (&plan.redaction, &plan.trusted),
            passphrase,
            go_on,
            &mut fill,
        ) {
            // who the tokens stand for is known before anybody can have the bundle
            Ok(zip) => {
                written.zip = zip;
                result = names::keep(host, &plan.id, &plan.redaction);
            }
            Err(Stopped::Target(error)) => return Err(error),
            Err(Stopped::Told(error)) => result = Err(error),
        }
        match result {
            Ok(()) => Ok(()),
            Err(_) => Err(io::ErrorKind::Other.into()),
        }
    });
    match on_disk {
        Err(error) if result.is_ok() => Err(match DiskError::from(&error) {
            DiskError::Exists => BundleError::NotOurs(target),
            why => BundleError::NotWritten(target, why),
        }),
        _ => result,
    }?;
    Ok(written)
}

/// Why the target was not filled.
pub(super) enum Stopped {
    Told(BundleError),
    Target(io::Error),
}

impl<E: Into<io::Error>> From<E> for Stopped {
    fn from(error: E) -> Self {
        Self::Target(error.into())
    }
}

/// A bundle that is being written: file after file, then the manifest, then it is read again.
pub(super) struct Packing<'z, 't> {
    zip: &'z mut ZipWriter<Target<'t>>,
    options: FileOptions<'z, 'static, ()>,
    pub files: Vec<Listed>,
}

impl Packing<'_, '_> {
    /// Adds a file; `fill` writes it and says what was done to it. `size` is what it may have, in bytes.
    pub fn add<E: From<zip::result::ZipError>>(
        &mut self,
        name: &str,
        size: u64,
        fill: impl FnOnce(&mut dyn Write) -> Result<Listed, E>,
    ) -> Result<Digest, E> {
        // a log that has grown past the limit of plain zip since it was planned would fail, so the limit is kept low
        let options = self.options.large_file(size > 1 << 31);
        self.zip.start_file(name, options)?;
        let mut out = Hashing::new(&mut *self.zip);
        let listed = fill(&mut out)?;
        let digest = out.end();
        self.files.push(Listed {
            name: name.to_owned(),
            size: digest.size,
            sha256: digest.sha256.clone(),
            ..listed
        });
        Ok(digest)
    }

    fn end(self, mut manifest: Manifest) -> Result<(), Stopped> {
        manifest.files = self.files;
        self.zip.start_file(MANIFEST_FILE, self.options)?;
        self.zip.write_all(&serde_json::to_vec_pretty(&manifest)?)?;
        self.zip.write_all(b"\n")?;
        Ok(())
    }
}

impl Listed {
    /// A file that came so; name and digest are known when it is written.
    pub(super) fn by(origin: Origin, original: Option<String>) -> Self {
        Self {
            name: String::new(),
            size: 0,
            sha256: String::new(),
            original,
            origin: Some(origin),
            encoding: None,
            redactions: BTreeMap::new(),
            removed: BTreeMap::new(),
        }
    }

    /// With what was done to it.
    pub(super) fn with(mut self, done: &Done, encoding: Option<Encoding>) -> Self {
        let told = |counts: &BTreeMap<&'static str, u64>| {
            let told = counts.iter().map(|(word, count)| ((*word).to_owned(), *count));
            told.collect()
        };
        self.redactions = told(&done.tokens);
        self.removed = told(&done.secrets);
        self.encoding = encoding.map(|encoding| encoding.to_string());
        self
    }
}

/// Puts files into a bundle, asks after each piece whether to go on, and gives its manifest.
type Pack<'p> = dyn FnMut(&mut Packing<'_, '_>, &mut dyn FnMut(u64) -> bool) -> Result<Manifest, Stopped> + 'p;

/// Writes a bundle to `out`: what `pack` puts into it, then its manifest, then all of it is read again and nothing may be found in it
/// that `table` hides. Files of the names in `trusted` were let through by a person.
pub(super) fn bundle(
    out: &mut dyn WriteSeek,
    created: Option<Stamp>,
    (table, trusted): (&Table, &BTreeSet<String>),
    passphrase: Option<&Passphrase>,
    go_on: &mut dyn FnMut(u64) -> bool,
    pack: &mut Pack<'_>,
) -> Result<Digest, Stopped> {
    let over = Cell::new(false);
    let mut zip = ZipWriter::new(Target::new(out, &over));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(created.map(stamp).unwrap_or_default())
        .unix_permissions(0o644);
    // nothing is written but through these, so no plain copy is ever on the disk
    let options = match passphrase {
        Some(passphrase) => options.with_aes_encryption_bytes(AesMode::Aes256, passphrase.bytes()),
        None => options,
    };
    let mut packing = Packing {
        zip: &mut zip,
        options,
        files: Vec::new(),
    };
    let packed = pack(&mut packing, go_on).and_then(|manifest| packing.end(manifest));
    packed.inspect_err(|_| over.set(true))?;
    zip.finish()?;
    let mut hash = Hashing::new(io::sink());
    io::copy(&mut out.again()?, &mut hash)?;
    let mut archive = Archive::of(out.again()?, passphrase)
        .map_err(|_| io::Error::other("the zip that was written cannot be read again"))?;
    match leaks::survivor(&mut archive, table, trusted)? {
        None => Ok(hash.end()),
        Some(survivor) => Err(Stopped::Told(BundleError::Survived(survivor))),
    }
}

fn pack(
    host: &dyn Host,
    catalog: &Catalog,
    plan: &Plan,
    packing: &mut Packing<'_, '_>,
    written: &mut Written,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Manifest, Stopped> {
    let mut done = 0;
    let mut work = Work::new(catalog, host, Census::default());
    (work.window, work.zone) = (plan.order.window, plan.created.zone());
    for file in &plan.files {
        let read = match &file.content {
            Content::Made(text) => packing.add(&file.name, file.size, |out| {
                out.write_all(text.as_bytes())?;
                Ok::<_, Stopped>(Listed::by(Origin::Made, None).with(&Done::default(), Some(Encoding::Utf8)))
            })?,
            Content::Copied(path) => packing.add(&file.name, file.size, |out| {
                let copied = digest::copy(host, path, out, &mut |read| go_on(done + read));
                copied.map_err(|broken| match broken {
                    Broken::Write(error) => Stopped::Target(error),
                    Broken::Canceled => Stopped::Told(BundleError::Canceled),
                    Broken::Read(why) => Stopped::Told(BundleError::LogLost(path.clone(), why)),
                })?;
                Ok::<_, Stopped>(Listed::by(
                    Origin::Whole,
                    Some(plan.redaction.told(&path.display().to_string())),
                ))
            })?,
            Content::Redacted(path, form) => {
                let mut before = Digest::default();
                packing.add(&file.name, file.size, |out| {
                    let told = told_beside(host, &mut work, path, &plan.redaction, out, &mut |read| {
                        go_on(done + read)
                    })?;
                    before = told.before;
                    let origin = if *form == Form::Evtx {
                        Origin::Events
                    } else {
                        Origin::Redacted
                    };
                    let name = plan.redaction.told(&path.display().to_string());
                    Ok::<_, Stopped>(Listed::by(origin, Some(name)).with(&told.done, Some(told.encoding)))
                })?;
                before
            }
        };
        done += file.size;
        if let Some(path) = file.source()
            && plan.attached.get(path).is_some_and(|before| *before != read.sha256)
        {
            written.changed.push(path.to_path_buf());
        }
    }
    let left_out = plan.left_out.iter().map(|left| Lost {
        original: left.told.clone(),
        reason: left.why.say(Lang::En),
    });
    Ok(Manifest {
        left_out: left_out.collect(),
        window: plan.order.window.map(|(first, last)| [first, last]),
        gaps: plan.gaps.clone(),
        // what stays hidden though somebody would keep it, such as an anchor, is not told here either
        kept: plan
            .order
            .terms
            .keep
            .iter()
            .filter(|term| plan.redaction.places(term).is_empty())
            .cloned()
            .collect(),
        ..manifest(
            catalog,
            &plan.id,
            Some(plan.created),
            plan.order.profile,
            &plan.redaction,
        )
    })
}

/// What became of a file that was told anew.
struct ToldAnew {
    done: Done,
    encoding: Encoding,
    /// Of the file as it was.
    before: Digest,
}

/// Tells a file anew in another thread, while this one packs what comes of it.
fn told_beside(
    host: &dyn Host,
    work: &mut Work<'_>,
    path: &Path,
    table: &Table,
    out: &mut dyn Write,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<ToldAnew, Stopped> {
    let lost = |error: io::Error| Stopped::Told(BundleError::LogLost(path.into(), DiskError::from(&error)));
    let name = path.display().to_string();
    let read = AtomicU64::new(0);
    let (mut inlet, mut outlet) = pipe();
    let (packed, told) = beside(
        || {
            let mut before = Hashing::new(io::sink());
            let mut from = Tee {
                from: host.open(path)?,
                copy: &mut before,
            };
            let mut done = Done::default();
            // who reads no more is heard of by the pipe
            let mut hears = |so_far| {
                read.store(so_far, Ordering::Relaxed);
                true
            };
            let encoding = work.tell(table, &name, &mut from, &mut inlet, &mut done, &mut hears)?;
            inlet.flush()?;
            drop(inlet);
            let before = before.end();
            Ok(ToldAnew { done, encoding, before })
        },
        || {
            let packed = packed(&mut outlet, out, &mut || go_on(read.load(Ordering::Relaxed)));
            drop(outlet);
            packed
        },
    );
    packed?;
    told.and_then(|told: io::Result<ToldAnew>| told).map_err(lost)
}

/// Passes on what comes, and asks after each piece whether to go on.
fn packed(from: &mut Outlet, out: &mut dyn Write, go_on: &mut dyn FnMut() -> bool) -> Result<(), Stopped> {
    let mut buffer = vec![0; 128 << 10];
    loop {
        let read = from.read(&mut buffer)?;
        if read == 0 {
            return Ok(());
        }
        out.write_all(buffer.get(..read).unwrap_or_default())?;
        if !go_on() {
            return Err(Stopped::Told(BundleError::Canceled));
        }
    }
}

/// A manifest of no files.
pub(super) fn manifest(
    catalog: &Catalog,
    case: &str,
    created: Option<Stamp>,
    profile: Profile,
    table: &Table,
) -> Manifest {
    let hidden = table.hidden().iter().map(|(word, count)| ((*word).to_owned(), *count));
    Manifest {
        schema: MANIFEST.to_owned(),
        case: case.to_owned(),
        created,
        profile: profile.word().to_owned(),
        tool: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).to_owned(),
        knowledge: catalog.verified().unwrap_or_default(),
        files: Vec::new(),
        left_out: Vec::new(),
        hidden: hidden.collect(),
        gaps: Vec::new(),
        kept: Vec::new(),
        window: None,
    }
}

/// Reads, and copies what was read.
struct Tee<'a, R, W> {
    from: R,
    copy: &'a mut W,
}

impl<R: Read, W: Write> Read for Tee<'_, R, W> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(buffer)?;
        self.copy.write_all(buffer.get(..read).unwrap_or_default())?;
        Ok(read)
    }
}

/// What stands where the bundle is to be.
enum There {
    Nothing,
    /// A bundle that this program wrote.
    Bundle,
    /// A file that the case names, by whatever name.
    Evidence,
    /// Another file, a folder, a device, a pipe.
    Other,
}

fn there(host: &dyn Host, plan: &Plan, target: &Path, passphrase: Option<&Passphrase>) -> There {
    let evidence = |path: &PathBuf| path == target || host.same_file(path, target);
    if plan.named.iter().any(evidence) {
        return There::Evidence;
    }
    match host.meta(target) {
        // why it cannot be looked at is said when it is written
        Err(_) => There::Nothing,
        Ok(meta) if meta.is_file && is_ours(host, target, passphrase) => There::Bundle,
        Ok(_) => There::Other,
    }
}

/// Did this program write the file? Its manifest says so, to whoever has its passphrase.
fn is_ours(host: &dyn Host, path: &Path, passphrase: Option<&Passphrase>) -> bool {
    let manifest = || {
        let mut zip = Archive::of(host.open(path).ok()?, passphrase).ok()?;
        let bytes = zip.bytes(&zip.member(MANIFEST_FILE)?, LONGEST_MANIFEST).ok()?;
        serde_json::from_slice::<Manifest>(&bytes).ok()
    };
    manifest().is_some_and(|manifest| manifest.schema == MANIFEST)
}

/// The time of the entries: when the case was opened, on its clocks; the first day of the format where that lies outside of it.
fn stamp(created: Stamp) -> DateTime {
    let at = created.civil();
    let [month, day, hour, minute, second] =
        [at.month(), at.day(), at.hour(), at.minute(), at.second()].map(i8::unsigned_abs);
    DateTime::from_date_and_time(at.year().unsigned_abs(), month, day, hour, minute, second).unwrap_or_default()
}
