//! The bundle: one zip with everything support wants. Owns its contents, their order and the manifest; the door to `zip`
//! and to hashing. Plans first, so that a person sees what will be written, then writes exactly that.
//!
//! The same case with the same logs gives the same bytes: entries stand in a fixed order and bear the time at which the
//! case was opened. Logs are streamed, never held in memory.

use super::disk::Trouble;
use super::field::Refusal;
use super::{Attached, Case, CaseId, LOG_PATHS, SCREENSHOT, field, json, report};
use crate::host::{Host, Stream, WriteSeek};
use crate::knowledge::Catalog;
use crate::text::{Lang, clean, say};
use crate::time::Stamp;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// The version of the manifest.
pub const MANIFEST: &str = "sspr.manifest/1";

/// What will be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// In the order of the zip; the manifest is not among them and is written last.
    pub files: Vec<Planned>,
    /// Files the case names that cannot be read.
    pub left_out: Vec<LeftOut>,
    /// Fields (and `notes`) that have a value in which names of people stand or may stand.
    pub names_in: Vec<String>,
    id: CaseId,
    /// On the clocks of the case.
    created: Stamp,
    /// What files were when they were attached, as SHA-256.
    attached: BTreeMap<PathBuf, String>,
}

/// A file of the bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Its name in the zip.
    pub name: String,
    /// Bytes.
    pub size: u64,
    content: Content,
}

impl Planned {
    /// The file it is copied from; `None` for what is made from the case.
    pub fn source(&self) -> Option<&Path> {
        match &self.content {
            Content::Made(_) => None,
            Content::Copied(path) => Some(path),
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Content {
    Made(String),
    Copied(PathBuf),
}

/// A file that stays out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub path: PathBuf,
    pub why: Trouble,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files whose content is no longer what it was when they were attached.
    pub changed: Vec<PathBuf>,
}

/// Why no bundle was written. Display is English; [`BundleError::say`] has both languages.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.sentence(Lang::En))]
pub enum BundleError {
    /// The case could not be told as JSON.
    Untold { detail: String },
    /// Nothing was written.
    NotWritten { path: PathBuf, why: Trouble },
    /// A log that was there when the plan was made.
    LogLost { path: PathBuf, why: Trouble },
    /// The target is one of the files that go into the bundle.
    IsEvidence { path: PathBuf },
}

impl BundleError {
    /// What broke and what to do, in `lang`.
    pub fn say(&self, lang: Lang) -> String {
        self.sentence(lang)
    }

    fn sentence(&self, lang: Lang) -> String {
        let shown = |path: &Path| path.display().to_string();
        match self {
            Self::Untold { detail } => say(
                "the case cannot be written as JSON: {}; report this as a bug",
                "사례를 JSON으로 쓸 수 없습니다: {}. 버그로 신고해 주십시오",
            )
            .with(lang, &[detail]),
            Self::NotWritten {
                path,
                why: Trouble::Exists,
            } => say(
                "`{}` exists already; choose another name or add --replace",
                "`{}` 파일이 이미 있습니다. 다른 이름을 쓰거나 --replace를 붙이십시오",
            )
            .with(lang, &[&shown(path)]),
            Self::NotWritten { path, why } => say("`{}` was not written: {}", "`{}`을(를) 쓰지 못했습니다: {}")
                .with(lang, &[&shown(path), &why.say(lang)]),
            Self::LogLost { path, why } => say(
                "`{}` could not be copied, so nothing was written: {}; make the bundle again",
                "`{}`을(를) 복사하지 못해 아무것도 쓰지 않았습니다: {}. 번들을 다시 만드십시오",
            )
            .with(lang, &[&shown(path), &why.say(lang)]),
            Self::IsEvidence { path } => say(
                "`{}` is a file of the case itself; choose another name for the bundle",
                "`{}`은(는) 사례에 들어가는 파일입니다. 번들 이름을 다르게 지정하십시오",
            )
            .with(lang, &[&shown(path)]),
        }
    }
}

/// Works out what a bundle of the case would hold. Looks at the files the case names; writes nothing.
pub fn plan(catalog: &Catalog, case: &Case, host: &dyn Host) -> Result<Plan, BundleError> {
    let untold = |error: serde_json::Error| BundleError::Untold {
        detail: error.to_string(),
    };
    let lang = case.lang;
    let made = |name: &str, text: String| Planned {
        name: name.to_owned(),
        size: text.len() as u64,
        content: Content::Made(text),
    };
    let mut plan = Plan {
        files: vec![
            made("summary.md", report::markdown(catalog, case, lang)),
            made("summary.txt", report::ticket(catalog, case, lang, report::TICKET)),
            made("case.json", json::text(catalog, case).map_err(untold)?),
            made("transcript.md", report::transcript_markdown(catalog, case, lang)),
        ],
        left_out: Vec::new(),
        names_in: names_in(catalog, case),
        id: case.id.clone(),
        created: case.created.on(&case.clocks(catalog)),
        attached: case
            .attached
            .iter()
            .map(|(path, a)| (PathBuf::from(path), a.sha256.clone()))
            .collect(),
    };
    for (folder, field) in [("screenshot", SCREENSHOT), ("logs", LOG_PATHS)] {
        let value = case.value(catalog, field).unwrap_or_default();
        for path in field::lines(&value) {
            plan.copy(folder, Path::new(path), host);
        }
    }
    Ok(plan)
}

impl Plan {
    fn copy(&mut self, folder: &str, path: &Path, host: &dyn Host) {
        let why = match host.meta(path) {
            Ok(meta) if meta.is_file && meta.readable => {
                let name = free_name(folder, path, &self.files);
                self.files.push(Planned {
                    name,
                    size: meta.size,
                    content: Content::Copied(path.to_path_buf()),
                });
                return;
            }
            Ok(_) => Trouble::Denied,
            Err(error) => Trouble::from(&error),
        };
        self.left_out.push(LeftOut {
            path: path.to_path_buf(),
            why,
        });
    }

    /// What will be written and what to know about it, line by line.
    pub fn lines(&self, catalog: &Catalog, lang: Lang) -> Vec<String> {
        let mut out = vec![say("The bundle holds:", "번들에 들어가는 것:").get(lang).to_owned()];
        for file in &self.files {
            let from = file
                .source()
                .map_or(String::new(), |path| format!(" <- {}", path.display()));
            out.push(format!("  {} ({}){from}", file.name, field::bytes(file.size)));
        }
        out.push("  manifest.json".to_owned());
        for left in &self.left_out {
            out.push(
                say("Left out: {} ({})", "빠진 파일: {}({})")
                    .with(lang, &[&left.path.display().to_string(), &left.why.say(lang)]),
            );
        }
        if !self.names_in.is_empty() {
            let fields: Vec<String> = self
                .names_in
                .iter()
                .map(|id| match catalog.field(id) {
                    Some(field) => field.title.get(lang).to_owned(),
                    None => say("notes", "메모").get(lang).to_owned(),
                })
                .collect();
            out.push(
                say(
                    "Written unchanged, with any names of people in it: {}. Give it only to those who may see them.",
                    "사람 이름이 있어도 그대로 들어가는 항목: {}. 봐도 되는 사람에게만 전달하십시오.",
                )
                .with(lang, &[&fields.join(", ")]),
            );
        }
        out
    }
}

/// Fields in whose values names of people stand, or may stand because anything can be typed into them.
fn names_in(catalog: &Catalog, case: &Case) -> Vec<String> {
    const HOLD: [&str; 8] = [
        "description",
        "page.url",
        SCREENSHOT,
        "user_id",
        "since",
        "changed",
        "sync.server",
        LOG_PATHS,
    ];
    let values = case.values(catalog);
    let mut out: Vec<String> = HOLD
        .iter()
        .filter(|id| values.contains_key(**id))
        .map(|id| (*id).to_owned())
        .collect();
    if !case.notes.is_empty() {
        out.push("notes".to_owned());
    }
    out
}

/// A name in `folder` that no other file has, also where upper and lower case are the same.
fn free_name(folder: &str, path: &Path, taken: &[Planned]) -> String {
    let name = path
        .file_name()
        .map(|name| clean(&name.to_string_lossy()))
        .unwrap_or_default();
    let name: String = name
        .chars()
        .map(|c| {
            if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' | '\n') {
                '_'
            } else {
                c
            }
        })
        .collect();
    let name = name.trim().trim_matches('.');
    let name = if name.is_empty() { "file" } else { name };
    let taken: BTreeSet<String> = taken.iter().map(|file| file.name.to_lowercase()).collect();
    let whole = format!("{folder}/{name}");
    if !taken.contains(&whole.to_lowercase()) {
        return whole;
    }
    let (stem, extension) = name
        .rsplit_once('.')
        .map_or((name, String::new()), |(s, e)| (s, format!(".{e}")));
    let mut number = 2;
    loop {
        let numbered = format!("{folder}/{stem} ({number}){extension}");
        if !taken.contains(&numbered.to_lowercase()) {
            return numbered;
        }
        number += 1;
    }
}

#[derive(Serialize)]
struct Manifest<'a> {
    schema: &'static str,
    case: &'a str,
    created: Stamp,
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

/// Writes the bundle, whole or not at all; over an existing file only where `replace` is set.
pub fn write(host: &dyn Host, plan: &Plan, target: &Path, replace: bool) -> Result<Written, BundleError> {
    let target = host.absolute(target);
    if plan.files.iter().any(|file| file.source() == Some(&target)) {
        return Err(BundleError::IsEvidence { path: target });
    }
    let mut written = Written::default();
    let mut lost: Option<LeftOut> = None;
    let result = host.write(&target, replace, &mut |out| {
        written = Written::default();
        fill(host, plan, out, &mut written, &mut lost)
    });
    match (result, lost) {
        (Ok(()), _) => Ok(written),
        (Err(_), Some(LeftOut { path, why })) => Err(BundleError::LogLost { path, why }),
        (Err(error), None) => Err(BundleError::NotWritten {
            path: target,
            why: Trouble::from(&error),
        }),
    }
}

fn fill(
    host: &dyn Host,
    plan: &Plan,
    out: &mut dyn WriteSeek,
    written: &mut Written,
    lost: &mut Option<LeftOut>,
) -> io::Result<()> {
    let mut zip = ZipWriter::new(out);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(stamp(plan.created))
        .unix_permissions(0o644);
    let mut files = Vec::new();
    for file in &plan.files {
        // a log that has grown past the limit of plain zip since it was planned would fail, so the limit is kept low
        let options = options.large_file(file.size > 1 << 31);
        zip.start_file(file.name.as_str(), options).map_err(io::Error::from)?;
        let (size, sha256) = match &file.content {
            Content::Made(text) => {
                zip.write_all(text.as_bytes())?;
                (text.len() as u64, hex(&Sha256::digest(text.as_bytes())))
            }
            Content::Copied(path) => copy(host, path, &mut zip, lost)?,
        };
        if let Some(path) = file.source()
            && plan.attached.get(path).is_some_and(|before| *before != sha256)
        {
            written.changed.push(path.to_path_buf());
        }
        files.push(Listed {
            name: file.name.clone(),
            size,
            sha256,
            original: file.source().map(|path| path.display().to_string()),
        });
    }
    let manifest = Manifest {
        schema: MANIFEST,
        case: &plan.id,
        created: plan.created,
        tool: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")),
        files,
        left_out: plan
            .left_out
            .iter()
            .map(|left| Lost {
                original: left.path.display().to_string(),
                reason: left.why.say(Lang::En),
            })
            .collect(),
    };
    zip.start_file("manifest.json", options).map_err(io::Error::from)?;
    zip.write_all(&serde_json::to_vec_pretty(&manifest)?)?;
    zip.write_all(b"\n")?;
    zip.finish().map_err(io::Error::from)?;
    Ok(())
}

/// Copies a file piece by piece; size and SHA-256 of what was copied. A failure to read is told apart in `lost`.
fn copy(host: &dyn Host, path: &Path, out: &mut dyn Write, lost: &mut Option<LeftOut>) -> io::Result<(u64, String)> {
    let mut note = |error: io::Error| {
        *lost = Some(LeftOut {
            path: path.to_path_buf(),
            why: Trouble::from(&error),
        });
        error
    };
    let mut file = host.open(path).map_err(&mut note)?;
    read_through(&mut file, |piece| out.write_all(piece), note)
}

fn read_through(
    file: &mut Box<dyn Stream>,
    mut each: impl FnMut(&[u8]) -> io::Result<()>,
    mut unread: impl FnMut(io::Error) -> io::Error,
) -> io::Result<(u64, String)> {
    let mut hash = Sha256::new();
    let mut size = 0;
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let count = match file.read(&mut buffer) {
            Ok(0) => return Ok((size, hex(&hash.finalize()))),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(unread(error)),
        };
        let piece = buffer.get(..count).unwrap_or_default();
        hash.update(piece);
        each(piece)?;
        size += count as u64;
    }
}

/// Size in bytes and SHA-256 of a file, read piece by piece.
pub fn digest(host: &dyn Host, path: &Path) -> io::Result<(u64, String)> {
    read_through(&mut host.open(path)?, |_| Ok(()), |error| error)
}

impl Case {
    /// Names a log: notes its path, size and hash. The file itself is copied only into a bundle.
    pub fn attach(&mut self, host: &dyn Host, file: &str) -> Result<PathBuf, Refusal> {
        let path = field::path(file, host)?;
        let (size, sha256) = digest(host, Path::new(&path)).map_err(|_| field::not_readable(&path))?;
        let paths = self
            .typed
            .entry(crate::knowledge::id::FieldId::new(LOG_PATHS))
            .or_default();
        if !field::lines(paths).any(|known| known == path) {
            if !paths.is_empty() {
                paths.push('\n');
            }
            paths.push_str(&path);
        }
        let at = host.now().on(&host.zone());
        self.attached.insert(path.clone(), Attached { size, sha256, at });
        Ok(PathBuf::from(path))
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
            // writing into a text does not fail
            let _ = write!(out, "{byte:02x}");
            out
        })
}

/// The time of the entries: when the case was opened, on its clocks; the first day of the format where that lies outside of it.
fn stamp(created: Stamp) -> DateTime {
    let at = created.civil();
    let [month, day, hour, minute, second] =
        [at.month(), at.day(), at.hour(), at.minute(), at.second()].map(i8::unsigned_abs);
    DateTime::from_date_and_time(at.year().unsigned_abs(), month, day, hour, minute, second).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::host::fake::FakeHost;
    use std::io::Cursor;

    const TARGET: &str = "/out/case.zip";

    fn with_logs(host: &FakeHost) -> (Catalog, Case) {
        host.put("/a/Application.evtx", &vec![7; 200_000]);
        host.put("/b/application.evtx", b"second");
        host.put("/b/응용 프로그램.evtx", b"third");
        host.put("/b/page.png", b"picture");
        let catalog = sample::catalog();
        let mut case = sample::case(&catalog);
        for file in ["/a/Application.evtx", "/b/application.evtx", "/b/응용 프로그램.evtx"] {
            assert!(case.attach(host, file).is_ok());
        }
        case.typed
            .insert(crate::knowledge::id::FieldId::new(SCREENSHOT), "/b/page.png".into());
        (catalog, case)
    }

    fn planned(catalog: &Catalog, case: &Case, host: &FakeHost) -> Plan {
        match plan(catalog, case, host) {
            Ok(plan) => plan,
            Err(error) => unreachable!("{error}"),
        }
    }

    fn contents(host: &FakeHost) -> Vec<(String, Vec<u8>)> {
        let bytes = host.get(TARGET).unwrap_or_default();
        let Ok(mut zip) = zip::ZipArchive::new(Cursor::new(bytes)) else {
            unreachable!("the bundle is a zip")
        };
        (0..zip.len())
            .filter_map(|at| {
                let mut file = zip.by_index(at).ok()?;
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes).ok()?;
                Some((file.name().ok()?.into_owned(), bytes))
            })
            .collect()
    }

    #[test]
    fn the_bundle_holds_the_case_and_its_logs_in_a_fixed_order() {
        let host = sample::host();
        let (catalog, case) = with_logs(&host);
        let plan = planned(&catalog, &case, &host);
        assert_eq!(
            write(&host, &plan, Path::new(TARGET), false).ok(),
            Some(Written::default())
        );
        let files = contents(&host);
        let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(
            names,
            [
                "summary.md",
                "summary.txt",
                "case.json",
                "transcript.md",
                "screenshot/page.png",
                "logs/Application.evtx",
                "logs/application (2).evtx",
                "logs/응용 프로그램.evtx",
                "manifest.json"
            ]
        );
        let of = |name: &str| {
            files
                .iter()
                .find(|(n, _)| n == name)
                .map(|(_, bytes)| bytes.clone())
                .unwrap_or_default()
        };
        assert_eq!(of("logs/Application.evtx"), vec![7; 200_000]);
        assert!(of("summary.txt").len() <= report::TICKET);
        let manifest: serde_json::Value = serde_json::from_slice(&of("manifest.json")).unwrap_or_default();
        let listed = manifest["files"].as_array().cloned().unwrap_or_default();
        assert_eq!(listed.len(), 8);
        for file in listed {
            let bytes = of(file["name"].as_str().unwrap_or_default());
            assert_eq!(file["sha256"], hex(&Sha256::digest(&bytes)), "{file}");
            assert_eq!(file["size"], bytes.len() as u64);
        }
    }

    #[test]
    fn the_same_case_with_the_same_logs_gives_the_same_bytes() {
        let host = sample::host();
        let (catalog, mut case) = with_logs(&host);
        let mut bytes = || {
            let plan = planned(&catalog, &case, &host);
            assert!(write(&host, &plan, Path::new(TARGET), true).is_ok());
            // a later save of the same case and a later hour change nothing
            case.changed = "2026-12-01T00:00:00Z".parse().unwrap();
            host.set_now("2026-12-01T00:00:00Z");
            host.get(TARGET)
        };
        assert_eq!(bytes(), bytes());
    }

    #[test]
    fn a_log_that_vanished_is_left_out_and_named() {
        let host = sample::host();
        let (catalog, case) = with_logs(&host);
        host.take_away("/b/application.evtx");
        let plan = planned(&catalog, &case, &host);
        assert!(
            plan.lines(&catalog, Lang::En)
                .contains(&"Left out: /b/application.evtx (it is not there)".to_owned())
        );
        assert!(write(&host, &plan, Path::new(TARGET), false).is_ok());
        let manifest = contents(&host)
            .pop()
            .map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned());
        assert!(
            manifest
                .unwrap_or_default()
                .contains("\"original\": \"/b/application.evtx\",\n      \"reason\"")
        );
    }

    #[test]
    fn a_log_that_vanishes_after_the_plan_stops_the_bundle() {
        let host = sample::host();
        let (catalog, case) = with_logs(&host);
        let plan = planned(&catalog, &case, &host);
        host.take_away("/b/application.evtx");
        let error = write(&host, &plan, Path::new(TARGET), false).map_err(|error| error.to_string());
        assert!(error.is_err_and(|e| e.contains("`/b/application.evtx` could not be copied, so nothing was written")));
        assert_eq!(host.get(TARGET), None);
    }

    #[test]
    fn an_existing_file_is_replaced_only_when_told() {
        let host = sample::host();
        let (catalog, case) = with_logs(&host);
        host.put(TARGET, b"old");
        let plan = planned(&catalog, &case, &host);
        let error = write(&host, &plan, Path::new(TARGET), false).map_err(|error| error.say(Lang::Ko));
        assert!(error.is_err_and(|e| e.contains("이미 있습니다")));
        assert_eq!(host.get(TARGET).as_deref(), Some(b"old".as_slice()));
        assert!(write(&host, &plan, Path::new(TARGET), true).is_ok());
        assert_eq!(contents(&host).len(), 9);
    }

    #[test]
    fn a_full_disk_leaves_nothing_behind() {
        let host = sample::host();
        let (catalog, case) = with_logs(&host);
        let plan = planned(&catalog, &case, &host);
        host.break_writes(Some(io::ErrorKind::StorageFull));
        let error = write(&host, &plan, Path::new(TARGET), false).map_err(|error| error.to_string());
        assert!(error.is_err_and(|e| e.contains("the disk is full")));
        assert_eq!(host.get(TARGET), None);
    }

    #[test]
    fn a_log_is_never_written_over() {
        let host = sample::host();
        let (catalog, case) = with_logs(&host);
        let plan = planned(&catalog, &case, &host);
        let error = write(&host, &plan, Path::new("/b/application.evtx"), true);
        assert!(matches!(error, Err(BundleError::IsEvidence { .. })));
        assert_eq!(host.get("/b/application.evtx").as_deref(), Some(b"second".as_slice()));
    }

    #[test]
    fn a_file_that_changed_since_it_was_attached_is_named() {
        let host = sample::host();
        let (catalog, case) = with_logs(&host);
        host.put("/b/application.evtx", b"another");
        let plan = planned(&catalog, &case, &host);
        let written = write(&host, &plan, Path::new(TARGET), false).unwrap_or_default();
        assert_eq!(written.changed, [PathBuf::from("/b/application.evtx")]);
    }

    #[test]
    fn the_plan_says_in_which_fields_names_stand() {
        let host = sample::host();
        let (catalog, case) = with_logs(&host);
        let plan = planned(&catalog, &case, &host);
        assert_eq!(
            plan.names_in,
            ["description", SCREENSHOT, "user_id", "since", LOG_PATHS, "notes"]
        );
        let said = plan.lines(&catalog, Lang::Ko).pop().unwrap_or_default();
        assert!(
            said.contains("사람 이름이 있어도 그대로 들어가는 항목") && said.contains("사용자 ID"),
            "{said}"
        );
    }

    #[test]
    fn attaching_notes_size_and_hash_once() {
        let host = sample::host();
        let (catalog, mut case) = with_logs(&host);
        assert!(case.attach(&host, "/b/application.evtx").is_ok());
        let paths = case.value(&catalog, LOG_PATHS).unwrap_or_default();
        assert_eq!(field::lines(&paths).count(), 3);
        let attached = case
            .attached
            .get("/b/application.evtx")
            .map(|a| (a.size, a.sha256.clone()));
        assert_eq!(attached, Some((6, hex(&Sha256::digest(b"second")))));
        assert!(case.attach(&host, "/b").is_err());
    }
}
