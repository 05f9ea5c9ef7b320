//! Writes a bundle: exactly what was planned, whole or not at all. Owns the manifest; the door to `zip`.
//!
//! The same case with the same logs gives the same bytes: entries stand in a fixed order and bear the time at which the
//! case was opened. Logs are streamed, never held in memory.

use super::plan::{Content, Plan};
use super::target::Target;
use super::{BundleError, Written};
use crate::case::digest::{self, Broken};
use crate::case::disk::DiskError;
use crate::case::store::Store;
use crate::host::{Host, WriteSeek};
use crate::text::Lang;
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use std::cell::Cell;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// The version of the manifest.
const MANIFEST: &str = "sspr.manifest/1";

const MANIFEST_FILE: &str = "manifest.json";

/// No manifest is longer, in bytes.
const LONGEST_MANIFEST: u64 = 16 << 20;

#[derive(Serialize)]
struct Manifest<'a> {
    schema: &'static str,
    case: &'a str,
    created: Stamp,
    profile: &'static str,
    tool: &'static str,
    files: Vec<Listed>,
    left_out: Vec<Lost>,
}

#[derive(Serialize)]
struct Listed {
    name: String,
    size: u64,
    sha256: String,
    /// Where it was copied from.
    original: Option<String>,
}

#[derive(Serialize)]
struct Lost {
    original: String,
    reason: String,
}

/// Writes the bundle; over an existing file only where `replace` is set and that file is a bundle itself, and never over
/// one that the case names. `go_on` hears how many of [`Plan::size`] bytes are
/// done and says whether to go on; where it says no, nothing is left behind.
pub fn write(
    host: &dyn Host,
    plan: &Plan,
    target: &Path,
    replace: bool,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Written, BundleError> {
    let target = host.absolute(target);
    match there(host, plan, &target) {
        There::Nothing => {}
        There::Bundle if replace => {}
        There::Bundle => return Err(BundleError::Exists(target)),
        There::Evidence => return Err(BundleError::IsEvidence(target)),
        There::Other => return Err(BundleError::NotOurs(target)),
    }
    let temporary = host.beside(&target);
    // it may name people, so it is taken away too if this run is killed; without a note the bundle is written all the same
    let _unfinished = Store::open(host).ok().and_then(|store| store.unfinished(&temporary));
    let mut result = Ok(Written::default());
    let on_disk = host.write_through(
        &temporary,
        &target,
        replace,
        &mut |out| match fill(host, plan, out, go_on) {
            Ok(written) => {
                result = Ok(written);
                Ok(())
            }
            Err(Stopped::Target(error)) => Err(error),
            Err(Stopped::Told(error)) => {
                result = Err(error);
                Err(io::ErrorKind::Other.into())
            }
        },
    );
    match on_disk {
        Err(error) if result.is_ok() => Err(match DiskError::from(&error) {
            DiskError::Exists => BundleError::NotOurs(target),
            why => BundleError::NotWritten(target, why),
        }),
        _ => result,
    }
}

/// Why the target was not filled.
enum Stopped {
    Told(BundleError),
    Target(io::Error),
}

impl<E: Into<io::Error>> From<E> for Stopped {
    fn from(error: E) -> Self {
        Self::Target(error.into())
    }
}

fn fill(
    host: &dyn Host,
    plan: &Plan,
    out: &mut dyn WriteSeek,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Written, Stopped> {
    let over = Cell::new(false);
    let mut zip = ZipWriter::new(Target::new(out, &over));
    let written = pack(host, plan, &mut zip, go_on).inspect_err(|_| over.set(true))?;
    zip.finish()?;
    Ok(written)
}

/// Puts everything into the zip but its end.
fn pack(
    host: &dyn Host,
    plan: &Plan,
    zip: &mut ZipWriter<Target<'_>>,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Written, Stopped> {
    let mut written = Written::default();
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(stamp(plan.created))
        .unix_permissions(0o644);
    let mut files = Vec::new();
    let mut done = 0;
    for file in &plan.files {
        // a log that has grown past the limit of plain zip since it was planned would fail, so the limit is kept low
        let options = options.large_file(file.size > 1 << 31);
        zip.start_file(file.name.as_str(), options)?;
        let digest = match &file.content {
            Content::Made(text) => {
                zip.write_all(text.as_bytes())?;
                digest::of(text.as_bytes())
            }
            Content::Copied(path) => {
                let copied = digest::copy(host, path, zip, &mut |read| go_on(done + read));
                copied.map_err(|broken| match broken {
                    Broken::Write(error) => Stopped::Target(error),
                    Broken::Canceled => Stopped::Told(BundleError::Canceled),
                    Broken::Read(why) => Stopped::Told(BundleError::LogLost(path.clone(), why)),
                })?
            }
        };
        done += digest.size;
        if let Some(path) = file.source()
            && plan.attached.get(path).is_some_and(|before| *before != digest.sha256)
        {
            written.changed.push(path.to_path_buf());
        }
        files.push(Listed {
            name: file.name.clone(),
            size: digest.size,
            sha256: digest.sha256,
            original: file.source().map(|path| path.display().to_string()),
        });
    }
    let left_out = plan.left_out.iter().map(|left| Lost {
        original: left.told.clone(),
        reason: left.why.say(Lang::En),
    });
    let manifest = Manifest {
        schema: MANIFEST,
        case: &plan.id,
        created: plan.created,
        profile: plan.profile.word(),
        tool: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")),
        files,
        left_out: left_out.collect(),
    };
    zip.start_file(MANIFEST_FILE, options)?;
    zip.write_all(&serde_json::to_vec_pretty(&manifest)?)?;
    zip.write_all(b"\n")?;
    Ok(written)
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

fn there(host: &dyn Host, plan: &Plan, target: &Path) -> There {
    let evidence = |path: &PathBuf| path == target || host.same_file(path, target);
    if plan.named.iter().any(evidence) {
        return There::Evidence;
    }
    match host.meta(target) {
        // why it cannot be looked at is said when it is written
        Err(_) => There::Nothing,
        Ok(meta) if meta.is_file && is_ours(host, target) => There::Bundle,
        Ok(_) => There::Other,
    }
}

/// Did this program write the file? Its manifest says so.
fn is_ours(host: &dyn Host, path: &Path) -> bool {
    #[derive(Deserialize)]
    struct Named {
        schema: String,
    }
    let manifest = || {
        let mut zip = ZipArchive::new(host.open(path).ok()?).ok()?;
        let mut text = String::new();
        let manifest = zip.by_name(MANIFEST_FILE).ok()?;
        manifest.take(LONGEST_MANIFEST).read_to_string(&mut text).ok()?;
        serde_json::from_str::<Named>(&text).ok()
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
