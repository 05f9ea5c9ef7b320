//! A bundle opened as a case: on a colleague's machine it goes on where the walk stopped, and where it came from the answer is
//! taken into the case there. Everything in it is foreign: it is checked as `verify` does, each text comes in through the one door,
//! and nothing is kept before all of it was read.

use super::archive::Archive;
use super::enclosed::{self, Enclosed, Kept};
use super::names::Known;
use super::redaction::Table;
use super::verify::{self, GoOn, Problem, Verdict};
use super::write::{Listed, Manifest};
use super::{BundleError, Passphrase, Profile};
use crate::case::compare::Differs;
use crate::case::disk::DiskError;
use crate::case::json::{Document, SCHEMA};
use crate::case::listed;
use crate::case::merge::{self, Merged, Taken};
use crate::case::reopen::{Reopened, reopened};
use crate::case::store::{LARGEST, Store, StoreError};
use crate::case::{Attached, Case, CaseId, Origin, SAVED};
use crate::evidence::{self, Secret};
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::knowledge::id::FieldId;
use crate::text::{Lang, Say, say};
use crate::time::Stamp;
use serde::Deserialize;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// So long it waits for another program that has the case.
const PATIENCE: Duration = Duration::from_secs(2);

/// A bundle that was read; nothing is kept of it yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    pub path: PathBuf,
    pub verdict: Verdict,
    /// For whom it was written; none where it does not say.
    pub profile: Option<Profile>,
    /// Name and version of the program that wrote it; none where it does not say.
    pub tool: Option<String>,
    /// The case as it is in it, with tokens.
    pub case: Case,
    pub listed: listed::Listed,
    /// The tokens that stand in it.
    pub tokens: BTreeSet<String>,
    /// Its files that the case names.
    pub files: Vec<Enclosed>,
    /// What the sender could not put into it, by the path there.
    pub left_out: Vec<(FieldId, String)>,
    /// Fields whose value breaks their rule and is not taken.
    pub refused: Vec<FieldId>,
    /// What holds a value in it and is no field here, so that it is not taken.
    pub unknown: Vec<String>,
    /// Secrets that stood in it and are not kept.
    pub removed: BTreeSet<Secret>,
    pub meets: Meets,
    attached: BTreeMap<String, Attached>,
    passphrase: Option<Passphrase>,
}

/// What stands here under the name of its case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meets {
    Nothing,
    /// The same case; what would become of it.
    Same(Box<Merged>),
    /// Another case that happens to bear its name.
    Another,
}

/// Why a bundle is not opened, for a face that asks for no passphrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It needs a passphrase.
    Locked,
    /// It is encrypted with another one than was typed.
    WrongPassphrase,
    /// A sentence.
    Other(String),
}

/// What became of a bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    pub id: CaseId,
    pub became: Became,
    /// What was said here and there differently; what stood here stays.
    pub differs: Vec<Differs>,
    /// The files that were kept with the case.
    pub files: Vec<PathBuf>,
}

/// What the case became.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Became {
    /// A case of its own name.
    New,
    /// A case under another name, because its own is taken.
    Renamed,
    /// Part of the case it came from.
    Updated(Taken),
    /// Everything in it was known.
    Known,
}

impl Became {
    /// The word for scripts.
    pub fn word(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Renamed => "renamed",
            Self::Updated(_) => "updated",
            Self::Known => "known",
        }
    }

    /// In a sentence.
    pub fn say(self, id: &str, lang: Lang) -> String {
        const NEW: Say = say(
            "imported as case {}; `sspr start {}` goes on where it stopped",
            "가져온 사례: {}. `sspr start {}`로 멈춘 곳에서 이어 갑니다",
        );
        const RENAMED: Say = say(
            "imported as case {}, because another case here has its name; `sspr start {}` goes on where it stopped",
            "같은 이름의 다른 사례가 있어 새 이름으로 가져왔습니다: {}. `sspr start {}`로 멈춘 곳에서 이어 갑니다",
        );
        const KNOWN: Say = say(
            "case {} knows all of it already; nothing was changed",
            "사례 {}에 이미 모두 있는 내용입니다. 바꾼 것이 없습니다",
        );
        const UPDATED: Say = say(
            "taken into case {}: answers {}, fields {}, notes {}, findings and evidence {}",
            "사례 {}에 넣었습니다. 답변 {}개, 항목 {}개, 메모 {}개, 발견과 증거 {}개",
        );
        match self {
            Self::New => NEW.with(lang, &[id, id]),
            Self::Renamed => RENAMED.with(lang, &[id, id]),
            Self::Known => KNOWN.with(lang, &[id]),
            Self::Updated(taken) => {
                let counts = [taken.said, taken.fields, taken.notes, taken.found].map(|count| count.to_string());
                let [said, fields, notes, found] = &counts;
                UPDATED.with(lang, &[id, said, fields, notes, found])
            }
        }
    }
}

impl Read {
    /// Why it is not imported; empty where it is.
    pub fn hindrances(&self) -> Vec<&Problem> {
        let grave = |problem: &&Problem| !matches!(problem, Problem::NoManifest | Problem::Leak(_));
        self.verdict.problems.iter().filter(grave).collect()
    }

    /// What to know before it is taken, in sentences.
    pub fn remarks(&self, catalog: &Catalog, lang: Lang) -> Vec<String> {
        const UNPROVEN: Say = say(
            "it has no manifest, so nothing proves that it is whole",
            "manifest.json이 없어 온전한 번들인지 확인할 수 없습니다",
        );
        const REFUSED: Say = say(
            "not taken, because it breaks the rule of its field: {}",
            "항목의 규칙에 맞지 않아 가져오지 않는 값: {}",
        );
        const UNKNOWN: Say = say(
            "not taken, because the knowledge here has no such field: {}; `--knowledge DIR` with the sender's adds it",
            "여기 지식에 없는 항목이라 가져오지 않는 값: {}. 보낸 쪽의 지식을 `--knowledge DIR`로 지정하면 가져옵니다",
        );
        const LEFT_OUT: Say = say("not in the bundle: {}", "번들에 들어 있지 않은 파일: {}");
        let mut out = Vec::new();
        for problem in &self.verdict.problems {
            out.push(match problem {
                Problem::NoManifest => UNPROVEN.get(lang).to_owned(),
                other => other.say(lang),
            });
        }
        if !self.refused.is_empty() {
            let title = |id: &FieldId| catalog.field(id).map(|field| field.title.get(lang).to_owned());
            let titles: Vec<String> = self.refused.iter().filter_map(title).collect();
            out.push(REFUSED.with(lang, &[&titles.join(", ")]));
        }
        if !self.unknown.is_empty() {
            out.push(UNKNOWN.with(lang, &[&self.unknown.join(", ")]));
        }
        if !self.left_out.is_empty() {
            let paths: Vec<&str> = self.left_out.iter().map(|(_, path)| path.as_str()).collect();
            out.push(LEFT_OUT.with(lang, &[&paths.join(", ")]));
        }
        out
    }
}

/// Reads a bundle whole: checks it, and makes a case of it. Keeps nothing. `go_on` hears how far it is.
pub fn read(
    host: &dyn Host,
    catalog: &Catalog,
    path: &Path,
    passphrase: Option<&Passphrase>,
    go_on: GoOn<'_>,
) -> Result<Read, BundleError> {
    let path = host.absolute(path);
    let mut archive = Archive::open(host, &path, passphrase)?;
    let document = archive
        .member("case.json")
        .ok_or_else(|| BundleError::NoBundle(path.clone()))?;
    let (verdict, manifest) = verify::looked_at(host, catalog, &path, &mut archive, go_on)?;
    if let Some(Problem::Newer(schema)) = verdict.problems.first() {
        return Err(BundleError::Newer(path, schema.clone()));
    }
    let bytes = archive
        .bytes(&document, LARGEST)
        .map_err(|error| BundleError::Unread(path.clone(), DiskError::from(&error)))?;
    let mut removed = BTreeSet::new();
    let document = understood(catalog, &path, &bytes, &mut removed)?;
    let unknown = document.unknown(catalog);
    let Reopened {
        mut case,
        attached,
        files: named,
        refused,
    } = reopened(catalog, host, document);
    // a name is compared in small letters
    case.id = CaseId::parse(&case.id.to_lowercase()).unwrap_or(case.id);
    let (files, left_out) = enclosed_in(catalog, &archive, manifest.as_ref(), named);
    let meets = meets(host, catalog, &case)?;
    let tool = manifest
        .as_ref()
        .map(|manifest| evidence::clean(catalog, &manifest.tool).text);
    Ok(Read {
        tokens: tokens(&bytes),
        profile: verdict.profile,
        tool,
        listed: listed::listed(catalog, &case),
        path,
        verdict,
        case,
        files,
        left_out,
        refused,
        unknown,
        removed,
        meets,
        attached,
        passphrase: passphrase.cloned(),
    })
}

/// The document in `case.json`, with every text in it as the one door lets it in.
fn understood(
    catalog: &Catalog,
    path: &Path,
    bytes: &[u8],
    removed: &mut BTreeSet<Secret>,
) -> Result<Document, BundleError> {
    let none = |error: serde_json::Error| BundleError::NoCase(path.into(), error.to_string());
    let mut value: Value = serde_json::from_slice(bytes).map_err(none)?;
    let schema = |place: &str| value.pointer(place).and_then(Value::as_str).unwrap_or_default();
    let (of_case, of_resume) = (schema("/schema"), schema("/resume/schema"));
    if of_case != SCHEMA && of_case.starts_with("sspr.case/") {
        return Err(BundleError::Newer(path.into(), of_case.to_owned()));
    }
    if of_case != SCHEMA {
        return Err(BundleError::NoBundle(path.into()));
    }
    if !of_resume.is_empty() && of_resume != SAVED {
        return Err(BundleError::Newer(path.into(), of_resume.to_owned()));
    }
    let twice = clean(catalog, &mut value, removed);
    if let Some(key) = twice {
        return Err(BundleError::NoCase(
            path.into(),
            format!("`{key}` stands twice in one place"),
        ));
    }
    Document::deserialize(&value).map_err(none)
}

/// Puts every text below `value`, keys too, through the one door. A key that is another's when it is clean, if there is one: nobody
/// could tell which of them counts.
fn clean(catalog: &Catalog, value: &mut Value, removed: &mut BTreeSet<Secret>) -> Option<String> {
    let mut door = |text: &str| {
        let clean = evidence::clean(catalog, text);
        removed.extend(clean.removed);
        clean.text
    };
    match value {
        Value::String(text) => {
            *text = door(text);
            None
        }
        Value::Array(items) => items.iter_mut().find_map(|item| clean(catalog, item, removed)),
        Value::Object(map) => {
            let old = std::mem::take(map);
            old.into_iter().find_map(|(key, mut inner)| {
                let key = evidence::clean(catalog, &key);
                removed.extend(key.removed);
                let twice = clean(catalog, &mut inner, removed);
                twice.or_else(|| map.insert(key.text.clone(), inner).map(|_| key.text))
            })
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => None,
    }
}

/// The files of the bundle that the case names, found by the manifest, and the paths of those that are not in it.
fn enclosed_in(
    catalog: &Catalog,
    archive: &Archive<'_>,
    manifest: Option<&Manifest>,
    named: Vec<(FieldId, String)>,
) -> (Vec<Enclosed>, Vec<(FieldId, String)>) {
    let mut listed: Vec<(String, &Listed)> = manifest
        .iter()
        .flat_map(|manifest| &manifest.files)
        .filter_map(|file| Some((evidence::clean(catalog, file.original.as_deref()?).text, file)))
        .collect();
    let (mut files, mut left_out) = (Vec::new(), Vec::new());
    for (field, there) in named {
        // two that are told alike come in the order in which they are named
        let at = listed.iter().position(|(original, _)| *original == there);
        let file = at.map(|at| listed.remove(at).1);
        match file.and_then(|file| Some((archive.member(&file.name)?, file.sha256.clone()))) {
            Some((member, sha256)) => files.push(Enclosed {
                member,
                sha256,
                field,
                there,
            }),
            None => left_out.push((field, there)),
        }
    }
    (files, left_out)
}

/// The tokens that stand in a text.
fn tokens(bytes: &[u8]) -> BTreeSet<String> {
    let text = String::from_utf8_lossy(bytes);
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-');
    words
        .filter(|word| crate::case::token::is_token(word))
        .map(str::to_owned)
        .collect()
}

/// What stands here under the name of a case, and what would become of it.
fn meets(host: &dyn Host, catalog: &Catalog, came: &Case) -> Result<Meets, BundleError> {
    match Store::open(host)?.load(&came.id) {
        Ok(here) => met(host, catalog, &here, came),
        Err(StoreError::NoSuchCase { .. }) => Ok(Meets::Nothing),
        // what stands there cannot be told
        Err(StoreError::Damaged(_) | StoreError::OtherVersion(..)) => Ok(Meets::Another),
        Err(error) => Err(error.into()),
    }
}

fn met(host: &dyn Host, catalog: &Catalog, here: &Case, came: &Case) -> Result<Meets, BundleError> {
    if here.created != came.created {
        return Ok(Meets::Another);
    }
    let known = known(host, here, came)?;
    let came = came.retold(catalog, &|text| known.restored(text).0);
    // a token stands for every spelling of a name, and is put back as the first of them
    let table = Table::of(catalog, here, Profile::Public)?;
    let plain = |text: &str| without_homes(&table.told(text)).to_lowercase();
    let alike = |one: &str, other: &str| one == other || plain(one) == plain(other);
    Ok(Meets::Same(Box::new(merge::merged(catalog, host, here, &came, &alike))))
}

/// Whom the tokens of a case that came stand for. Where it comes back, a token that did not go out with it is of another hand, and
/// may be one that was given here for somebody else since.
fn known(host: &dyn Host, here: &Case, came: &Case) -> Result<Known, BundleError> {
    let known = Known::of(host, &here.id)?;
    Ok(match &came.origin {
        Some(origin) => known.of_those(&origin.tokens),
        None => known,
    })
}

/// A text whose users stand without their tenant: `user-1` for `user-1@tenant-1`.
fn without_homes(text: &str) -> String {
    let mut parts = text.split("@tenant-");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    out
}

/// When the last thing was said in a case.
fn until(case: &Case) -> Stamp {
    let walks = case.walks.iter();
    let said = walks.flat_map(|walk| {
        let answers = walk.answers.values().map(|answer| answer.at);
        answers.chain(walk.outcomes.values().map(|done| done.at))
    });
    let notes = case.notes.iter().map(|note| note.at);
    said.chain(notes).max().unwrap_or(case.created)
}

/// Keeps a bundle that was read as a case, or takes it into the case that it came from; whole or not at all.
pub fn take(host: &dyn Host, catalog: &Catalog, read: Read) -> Result<Imported, BundleError> {
    if !read.hindrances().is_empty() {
        return Err(BundleError::NotIntact(read.path, read.verdict));
    }
    let store = Store::open(host)?;
    // much may have happened since it was read
    let meets = meets(host, catalog, &read.case)?;
    let held = match meets {
        Meets::Same(_) => Some(store.hold_within(&read.case.id, PATIENCE)?),
        Meets::Nothing | Meets::Another => None,
    };
    match held {
        Some((held, here)) => match met(host, catalog, &here, &read.case)? {
            Meets::Same(merged) => update(host, &store, &held, *merged, &read),
            Meets::Nothing | Meets::Another => add(host, &store, true, read),
        },
        None => add(host, &store, meets == Meets::Another, read),
    }
}

/// Keeps it as a case of its own.
fn add(host: &dyn Host, store: &Store<'_>, renamed: bool, read: Read) -> Result<Imported, BundleError> {
    let mut case = read.case.clone();
    let there = case.id.clone();
    if renamed {
        case.id = CaseId::fresh(host);
    }
    let kept = keep(host, &read, &read.files, &case.id)?;
    let mut origin = Origin {
        id: there.clone(),
        profile: read.profile.map(|profile| profile.word().to_owned()),
        tool: read.tool,
        until: until(&case),
        fields: (*case.typed).clone(),
        tokens: read.tokens,
        files: BTreeMap::new(),
    };
    let mut paths: BTreeMap<FieldId, Vec<String>> = BTreeMap::new();
    for file in &kept {
        let path = file.path.display().to_string();
        origin.files.insert(path.clone(), file.there.clone());
        paths.entry(file.field.clone()).or_default().push(path);
    }
    // what did not come along stays named, so that it is known to be missing
    for (field, there) in read.left_out {
        paths.entry(field).or_default().push(there.clone());
        if let Some(attached) = read.attached.get(&there) {
            case.attached.insert(there, attached.clone());
        }
    }
    for (field, paths) in paths {
        case.name_files(field, paths);
    }
    for file in &kept {
        case.read_through(file.path.display().to_string(), file.digest.clone(), host.at());
    }
    case.origin = Some(origin);
    case.closed = false;
    case.order = 0;
    if let Err(error) = store.add(&mut case) {
        // its file may stand there, and only the folder not be flushed
        if host.meta(&store.path(&case.id)).is_err() {
            enclosed::let_go(host, &kept);
        }
        return Err(error.into());
    }
    Ok(Imported {
        became: if case.id == there { Became::New } else { Became::Renamed },
        id: case.id,
        differs: Vec::new(),
        files: kept.into_iter().map(|file| file.path).collect(),
    })
}

/// Takes it into the case that it came from, with the files that are new here.
fn update(
    host: &dyn Host,
    store: &Store<'_>,
    held: &crate::case::store::Held,
    merged: Merged,
    read: &Read,
) -> Result<Imported, BundleError> {
    let Merged {
        mut case,
        taken,
        differs,
    } = merged;
    let known = known(host, &case, &read.case)?;
    let fresh: Vec<Enclosed> = read
        .files
        .iter()
        .filter(|file| !is_ours(&case, &read.case, &known.restored(&file.there).0, &file.there))
        .cloned()
        .collect();
    let kept = keep(host, read, &fresh, &case.id)?;
    let fields: BTreeSet<&FieldId> = kept.iter().map(|file| &file.field).collect();
    for field in fields {
        let mut paths = case.paths.get(field).cloned().unwrap_or_default();
        let of_it = kept.iter().filter(|file| file.field == *field);
        paths.extend(of_it.map(|file| file.path.display().to_string()));
        case.name_files(field.clone(), paths);
    }
    for file in &kept {
        case.read_through(file.path.display().to_string(), file.digest.clone(), host.at());
    }
    let became = if taken.is_nothing() && kept.is_empty() {
        Became::Known
    } else {
        case.reopen();
        // where that fails the new file may stand there all the same, and names what was kept
        store.save(held, &mut case)?;
        Became::Updated(taken)
    };
    Ok(Imported {
        id: case.id,
        became,
        differs,
        files: kept.into_iter().map(|file| file.path).collect(),
    })
}

/// Is a file that came back one that went from here, or that came from there before? `there` is its path at the sender's, as it is
/// told and with names.
fn is_ours(here: &Case, came: &Case, there: &str, told: &str) -> bool {
    let alike = |one: &str| one.to_lowercase() == there.to_lowercase();
    let mine = here.paths.values().flatten().any(|path| alike(path));
    let from_here = came.origin.iter().any(|origin| origin.files.contains_key(told));
    let before = here
        .origin
        .iter()
        .any(|origin| origin.files.values().any(|path| path == told));
    mine || from_here || before
}

/// Opens the bundle again for its files.
fn keep(host: &dyn Host, read: &Read, files: &[Enclosed], case: &str) -> Result<Vec<Kept>, BundleError> {
    if files.is_empty() {
        return Ok(Vec::new());
    }
    let mut archive = Archive::open(host, &read.path, read.passphrase.as_ref())?;
    enclosed::keep(host, &mut archive, files, case)
}
