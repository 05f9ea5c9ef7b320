//! What a bundle will hold, worked out before anything is written. Owns the contents and their order. Looks at the files
//! that the case names; writes nothing.

use super::BundleError;
use super::name;
use super::names;
use super::profile::{Profile, Terms};
use super::redact;
use super::redaction::Table;
use super::ticket;
use super::work::{Learned, Work};
use crate::case::disk::DiskError;
use crate::case::paper::{self, ours, typed};
use crate::case::report::Named;
use crate::case::{Case, CaseId, field, json, report};
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::knowledge::shape::Field;
use crate::log::Form;
use crate::text::{Lang, Say, Text, say, visible_path};
use crate::time::Stamp;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::{Path, PathBuf};

/// What somebody asks of a bundle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Order {
    pub profile: Profile,
    pub lang: Lang,
    pub terms: Terms,
    /// Pictures and other files in which nothing can be hidden go along.
    pub pictures: bool,
    /// Those of them that somebody let through one by one.
    pub let_through: BTreeSet<PathBuf>,
    /// Of logs only what was written in this time: events of binary ones, told as XML, and lines of texts.
    pub window: Option<(Stamp, Stamp)>,
    /// Files of the case that are to stay out.
    pub without: BTreeSet<PathBuf>,
}

/// What will be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// In the order of the zip; the manifest is not among them and is written last.
    pub files: Vec<Planned>,
    /// Files the case names that do not go into it.
    pub left_out: Vec<LeftOut>,
    /// Fields (and `notes`) that are written unchanged and in which names of people stand or may stand.
    pub names_in: Vec<String>,
    /// For whom, and what else was asked for.
    pub order: Order,
    /// What is hidden, counted in words.
    pub hidden: Text,
    /// What the case lacks.
    pub(super) gaps: Vec<String>,
    /// What is hidden, and by which token.
    pub redaction: Table,
    /// Files in the zip that a person let through unread.
    pub(super) trusted: BTreeSet<String>,
    pub(super) id: CaseId,
    /// On the clocks of the case.
    pub(super) created: Stamp,
    /// What files were when they were attached, as SHA-256.
    pub(super) attached: BTreeMap<PathBuf, String>,
    /// Every file that the case names, whether it goes into the bundle or not.
    pub(super) named: Vec<PathBuf>,
}

/// A file of the bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// Its name in the zip.
    pub name: String,
    /// Bytes.
    pub size: u64,
    pub(super) content: Content,
}

impl Planned {
    /// The file it is copied from; `None` for what is made from the case.
    pub fn source(&self) -> Option<&Path> {
        match &self.content {
            Content::Made(_) => None,
            Content::Copied(path) | Content::Redacted(path, _) => Some(path),
        }
    }

    /// Is it told anew, without names?
    pub fn is_redacted(&self) -> bool {
        matches!(self.content, Content::Redacted(..))
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Content {
    Made(String),
    Copied(PathBuf),
    /// Told anew: a text as text, a binary log as its events.
    Redacted(PathBuf, Form),
}

/// A file that stays out, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    pub path: PathBuf,
    /// The path as it is written into the bundle.
    pub(super) told: String,
    pub why: Why,
}

/// Why a file stays out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    Unreadable(DiskError),
    /// It is no text, so that names in it cannot be hidden.
    NoText,
    /// Somebody left it out.
    Unwanted,
}

impl Why {
    pub fn say(&self, lang: Lang) -> String {
        match self {
            Self::Unreadable(error) => error.say(lang),
            Self::NoText => say(
                "names in it cannot be hidden; the profile inside or --with-pictures copies it",
                "안에 든 이름을 가릴 수 없어 inside 프로필이나 --with-pictures에서만 복사함",
            )
            .get(lang)
            .to_owned(),
            Self::Unwanted => say("you left it out", "직접 제외함").get(lang).to_owned(),
        }
    }
}

/// Works out what a bundle of the case would hold. Looks at the files the case names, writes nothing; `go_on` hears how many bytes
/// of text were read and says whether to go on.
pub fn plan(
    catalog: &Catalog,
    case: &Case,
    host: &dyn Host,
    order: &Order,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Plan, BundleError> {
    let mut work = Work::new(catalog, host, redact::census(catalog, case));
    (work.window, work.zone) = (order.window, case.clocks(catalog));
    let mut looked = Vec::new();
    for (field, path) in case.files(catalog) {
        let known = if order.without.contains(Path::new(&path)) {
            Known::Unwanted
        } else {
            looked_at(host, &mut work, Path::new(&path), go_on)?
        };
        looked.push((field, path, known));
    }
    let given = names::given(host, &case.id)?;
    let census = std::mem::take(&mut work.census);
    let table = Table::decided(census, order.profile, &order.terms, &given)?;
    let (mut files, left_out, trusted) = evidence(looked, order, &table);
    files.extend(message_texts(host, &files));
    let made = made(catalog, case, &table, &left_out, order.lang)?;
    let made = made.into_iter().map(|(name, text)| Planned {
        name: name.to_owned(),
        size: text.len() as u64,
        content: Content::Made(text),
    });
    Ok(Plan {
        files: made.chain(files).collect(),
        left_out,
        names_in: if order.profile == Profile::Inside {
            names_in(catalog, case)
        } else {
            Vec::new()
        },
        order: order.clone(),
        hidden: Text {
            en: table.counts(Lang::En),
            ko: table.counts(Lang::Ko),
        },
        gaps: case.missing(catalog).iter().map(|field| field.id.to_string()).collect(),
        trusted,
        id: case.id.clone(),
        created: case.created.on(&case.clocks(catalog)),
        attached: case
            .attached
            .iter()
            .map(|(path, a)| (PathBuf::from(path), a.sha256.clone()))
            .collect(),
        named: case.files(catalog).into_iter().map(|(_, path)| path.into()).collect(),
        redaction: table,
    })
}

/// The files that are made from the case, as those may see them for whom the table was made.
pub(super) fn made(
    catalog: &Catalog,
    case: &Case,
    table: &Table,
    left_out: &[LeftOut],
    lang: Lang,
) -> Result<[(&'static str, String); 4], BundleError> {
    let told = |text: &str| table.told(text);
    let shown = Case {
        lang,
        ..table.case(catalog, case)
    };
    let mut report = ticket::report_for(catalog, case, table, lang);
    let lost = left_out.iter().map(|left| Named {
        name: typed(table.told(&left.path.display().to_string())),
        value: ours(left.why.say(lang)),
    });
    report.left_out = lost.collect();
    let mut document = json::document(catalog, &shown);
    document.retold(&told);
    let document = document
        .text()
        .map_err(|error| BundleError::Untold(error.to_string()))?;
    let mut transcript = report::transcript(catalog, &shown, lang);
    paper::retold(&mut transcript, &told);
    Ok([
        ("summary.md", report.markdown()),
        ("summary.txt", report.note(report::TICKET)),
        ("case.json", document),
        ("transcript.md", paper::markdown(&transcript, lang)),
    ])
}

/// Bytes of logs that can be sent in one bundle: packed they come to a tenth or so, and mail takes some 20 MB.
const MOST: u64 = 200 << 20;

/// What is known of a file that the case names.
enum Known {
    Read(u64, Learned),
    Unreadable(DiskError),
    Unwanted,
}

/// Reads a file through: what it is, whom it names, whether it may go as it is.
fn looked_at(
    host: &dyn Host,
    work: &mut Work<'_>,
    path: &Path,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Known, BundleError> {
    let size = match readable(host, path) {
        Ok(size) => size,
        Err(why) => return Ok(Known::Unreadable(why)),
    };
    let learned = host
        .open(path)
        .and_then(|mut from| work.learn(&path.display().to_string(), &mut from, go_on));
    match learned {
        Ok(learned) => Ok(Known::Read(size, learned)),
        Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(BundleError::Canceled),
        // no text
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {
            let (form, clean) = (Form::Other, true);
            Ok(Known::Read(size, Learned { form, clean }))
        }
        Err(error) => Ok(Known::Unreadable(DiskError::from(&error))),
    }
}

/// The files that the case names: those that go along, those that do not, and the names of those that a person let through unread.
fn evidence(
    looked: Vec<(Field, String, Known)>,
    order: &Order,
    table: &Table,
) -> (Vec<Planned>, Vec<LeftOut>, BTreeSet<String>) {
    let (mut files, mut left_out, mut trusted) = (Vec::new(), Vec::new(), BTreeSet::new());
    for (field, path, known) in looked {
        let folder = field.folder.as_deref().unwrap_or(&field.id);
        let told = table.told(&path);
        let path = PathBuf::from(path);
        let name = |path: &Path, files: &[Planned]| free_name(folder, path, files);
        let shown = PathBuf::from(table.told(&path.file_name().unwrap_or_default().to_string_lossy()));
        let leave = |left_out: &mut Vec<LeftOut>, path, why| left_out.push(LeftOut { path, told, why });
        match known {
            Known::Unwanted => leave(&mut left_out, path, Why::Unwanted),
            Known::Unreadable(why) => leave(&mut left_out, path, Why::Unreadable(why)),
            Known::Read(size, learned) if learned.form == Form::Other => {
                if order.profile == Profile::Inside || order.pictures || order.let_through.contains(&path) {
                    let name = name(&shown, &files);
                    trusted.insert(name.clone());
                    let content = Content::Copied(path);
                    files.push(Planned { name, size, content });
                } else {
                    leave(&mut left_out, path, Why::NoText);
                }
            }
            Known::Read(size, learned)
                if order.profile == Profile::Inside && learned.clean && order.window.is_none() =>
            {
                let name = name(&shown, &files);
                let content = Content::Copied(path);
                files.push(Planned { name, size, content });
            }
            Known::Read(size, learned) => {
                let mut shown = shown.into_os_string();
                if learned.form == Form::Evtx {
                    shown.push(".xml");
                }
                let name = name(Path::new(&shown), &files);
                let content = Content::Redacted(path, learned.form);
                files.push(Planned { name, size, content });
            }
        }
    }
    (files, left_out, trusted)
}

/// The texts of the messages of exported logs that are copied whole: `LocaleMetaData/NAME_LANGUAGE.MTA` beside a log. Without them
/// another machine shows numbers alone.
fn message_texts(host: &dyn Host, files: &[Planned]) -> Vec<Planned> {
    const FOLDER: &str = "LocaleMetaData";
    let mut out: Vec<Planned> = Vec::new();
    for file in files {
        let Content::Copied(log) = &file.content else { continue };
        let lower = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().to_lowercase();
        let (Some(folder), true) = (log.parent(), lower(log.extension()) == "evtx") else {
            continue;
        };
        let begin = format!("{}_", lower(log.file_stem()));
        let inside = file.name.split('/').next().unwrap_or_default();
        // a folder that cannot be looked at has none
        for path in host.list(&folder.join(FOLDER)).unwrap_or_default() {
            if lower(path.file_name()).starts_with(&begin)
                && lower(path.extension()) == "mta"
                && let Ok(size) = readable(host, &path)
            {
                let name = free_name(&format!("{inside}/{FOLDER}"), &path, &out);
                let content = Content::Copied(path);
                out.push(Planned { name, size, content });
            }
        }
    }
    out
}

/// The size of a file that can be copied.
fn readable(host: &dyn Host, path: &Path) -> Result<u64, DiskError> {
    match host.meta(path) {
        Ok(meta) if meta.is_file && meta.readable => Ok(meta.size),
        Ok(_) => Err(DiskError::Denied),
        Err(error) => Err(DiskError::from(&error)),
    }
}

impl Plan {
    /// Bytes of all files together.
    pub fn size(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }

    /// The logs in parts that can each be sent, in their order; one alone where all of them are small enough together.
    fn parts(&self) -> Vec<Vec<&Planned>> {
        let mut out: Vec<(u64, Vec<&Planned>)> = Vec::new();
        for file in self.files.iter().filter(|file| file.source().is_some()) {
            match out.last_mut() {
                Some((size, part)) if *size + file.size <= MOST => {
                    *size += file.size;
                    part.push(file);
                }
                _ => out.push((file.size, vec![file])),
            }
        }
        out.into_iter().map(|(_, part)| part).collect()
    }

    /// How a bundle that is too large to be sent can be made smaller.
    fn split(&self, lang: Lang) -> Vec<String> {
        const LARGE: Say = say(
            "It is large: {} before it is packed. --around HOURS takes only what was logged around the incident.",
            "압축 전 크기가 {}로 큽니다. --around 시간을 붙이면 문제가 생긴 시각 전후의 로그만 넣습니다.",
        );
        const PARTS: Say = say(
            "Or make one bundle for each part, and leave the other logs out (Space on the screen of the bundle):",
            "또는 부분마다 번들을 따로 만들고 나머지 로그는 빼십시오(번들 화면에서 Space):",
        );
        if self.size() <= MOST {
            return Vec::new();
        }
        let mut out = vec![LARGE.with(lang, &[&field::bytes(self.size())])];
        let parts = self.parts();
        if parts.len() > 1 {
            out.push(PARTS.get(lang).to_owned());
            out.extend(parts.iter().enumerate().map(|(at, part)| {
                let told = |file: &&Planned| format!("{} ({})", file.name, field::bytes(file.size));
                format!("  {}: {}", at + 1, part.iter().map(told).collect::<Vec<_>>().join(", "))
            }));
        }
        out
    }

    /// What will be written and what to know about it, line by line.
    pub fn lines(&self, catalog: &Catalog, lang: Lang) -> Vec<String> {
        let mut out = vec![say("The bundle holds:", "번들에 들어가는 것:").get(lang).to_owned()];
        out.extend(self.files.iter().map(|file| {
            let anew = if file.is_redacted() {
                say(" (names hidden)", "(이름 가림)").get(lang)
            } else {
                ""
            };
            let from = file.source().map(|path| format!(" <- {}{anew}", visible_path(path)));
            let size = field::bytes(file.size);
            format!("  {} ({size}){}", file.name, from.unwrap_or_default())
        }));
        out.push("  manifest.json".to_owned());
        out.extend(self.left_out.iter().map(|left| {
            let values = [&*visible_path(&left.path), &left.why.say(lang)];
            say("Left out: {} ({})", "빠진 파일: {}({})").with(lang, &values)
        }));
        out.push(self.order.profile.told().get(lang).to_owned());
        out.extend(self.notes(catalog, lang));
        out
    }

    /// What to know about it: what is hidden, and what is not.
    pub fn notes(&self, catalog: &Catalog, lang: Lang) -> Vec<String> {
        let mut out = self.split(lang);
        let hidden = self.hidden.get(lang);
        if !hidden.is_empty() {
            out.push(say("Hidden: {}", "가린 것: {}").with(lang, &[hidden]));
        }
        if !self.names_in.is_empty() {
            let title = |id: &String| match catalog.field(id) {
                Some(field) => field.title.get(lang).to_owned(),
                None => say("notes", "메모").get(lang).to_owned(),
            };
            let fields: Vec<String> = self.names_in.iter().map(title).collect();
            let unchanged = say(
                "Written unchanged, with any names of people in it: {}. Give it only to those who may see them.",
                "사람 이름이 있어도 그대로 들어가는 항목: {}. 봐도 되는 사람에게만 전달하십시오.",
            );
            out.push(unchanged.with(lang, &[&fields.join(", ")]));
        }
        out
    }
}

/// Fields in whose values names of people stand, or may stand because anything can be typed into them.
fn names_in(catalog: &Catalog, case: &Case) -> Vec<String> {
    let values = case.values(catalog);
    let fields = catalog.fields().into_iter().filter(Field::names_people);
    let named = fields.filter(|field| values.contains_key(&field.id));
    let mut out: Vec<String> = named.map(|field| field.id.to_string()).collect();
    if !case.notes.is_empty() {
        out.push("notes".to_owned());
    }
    out
}

/// A name in `folder` that no other file has, also where upper and lower case are the same.
fn free_name(folder: &str, path: &Path, taken: &[Planned]) -> String {
    let wanted = path.file_name().unwrap_or_default().to_string_lossy();
    let taken = taken.iter().map(|file| file.name.to_lowercase()).collect();
    name::free(&format!("{folder}/"), &wanted, &taken)
}
