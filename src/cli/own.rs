//! A user's own knowledge: which files are read, and how they are laid on top of what is built in.

use super::exit::Failure;
use crate::builtin;
use crate::case::disk::DiskError;
use crate::host::{self, Host};
use crate::knowledge::load::{self, File, Loaded};
use crate::knowledge::mend::{Mended, mend};
use crate::knowledge::packed::Fault;
use crate::knowledge::problem::Problem;
use crate::knowledge::shape::{Knowledge, Origin};
use crate::knowledge::{Catalog, check};
use crate::text::{Say, say, visible_path};
use std::io;
use std::path::{Path, PathBuf};

/// A knowledge file is text that people write; one beyond this was not.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

const UNREADABLE: Say = say(
    "knowledge `{}` cannot be read: {}",
    "지식 파일 `{}`을(를) 읽을 수 없습니다: {}",
);

/// What kept a file from being read or written.
fn refused(said: Say, path: &Path, error: &io::Error) -> Failure {
    let (path, why) = (visible_path(path), DiskError::from(error));
    Failure::of(|lang| said.with(lang, &[&path, &why.say(lang)]))
}

/// Every `*.yaml` and `*.yml` of a folder, by name; empty where the folder does not exist.
pub fn files(host: &dyn Host, folder: &Path) -> Result<Vec<File>, Failure> {
    let mut out = Vec::new();
    for path in paths(host, folder)? {
        let text = host::read_text(host, &path, MOST_BYTES).map_err(|e| refused(UNREADABLE, &path, &e))?;
        let name = visible_path(&path);
        out.push(File { name, text });
    }
    Ok(out)
}

fn paths(host: &dyn Host, folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut out = Vec::new();
    for path in host.list(folder).map_err(|e| refused(UNREADABLE, folder, &e))? {
        let wanted = path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"));
        if wanted && host.meta(&path).map_err(|e| refused(UNREADABLE, &path, &e))?.is_file {
            out.push(path);
        }
    }
    Ok(out)
}

/// What files stand on while they are checked: those with every tree stand alone, as the built-in ones do.
pub fn below(loaded: &[Loaded]) -> Result<Knowledge, Failure> {
    let built_in = builtin::catalog();
    let has = |id: &str| {
        loaded
            .iter()
            .any(|l| l.knowledge.trees.iter().any(|tree| tree.id == id))
    };
    if built_in.tree_ids().iter().all(|id| has(id)) {
        return Ok(Knowledge::default());
    }
    built_in.unpack().map_err(|fault| damaged(&fault))
}

/// Mends the files of a folder, each written whole or not at all; gives them as they are then, and what was mended.
pub fn mended(host: &dyn Host, folder: &Path, files: Vec<File>) -> Result<(Vec<File>, Vec<Problem>), Failure> {
    const UNWRITTEN: Say = say(
        "knowledge `{}` cannot be written: {}",
        "지식 파일 `{}`에 쓸 수 없습니다: {}",
    );
    const CHANGED: Say = say(
        "knowledge `{}` changed while it was read; run it again",
        "읽는 동안 지식 파일 `{}`이(가) 바뀌었습니다. 다시 실행하십시오",
    );
    let (loaded, _) = load::read(files.clone());
    let Mended { files: after, done } = mend(files.clone(), &below(&loaded)?);
    for path in paths(host, folder)? {
        let name = visible_path(&path);
        let of_name = |files: &[File]| {
            files
                .iter()
                .find(|file| file.name == name)
                .map(|file| file.text.clone())
        };
        let (Some(old), Some(new)) = (of_name(&files), of_name(&after)) else {
            continue;
        };
        if old == new {
            continue;
        }
        let bytes = host
            .read(&path, MOST_BYTES)
            .map_err(|e| refused(UNREADABLE, &path, &e))?;
        let mark: &[u8] = if bytes.starts_with(MARK) { MARK } else { &[] };
        if bytes.get(mark.len()..) != Some(old.as_bytes()) {
            return Err(Failure::said(CHANGED, &[&name]));
        }
        let bytes = [mark, new.as_bytes()].concat();
        host.replace(&path, &bytes).map_err(|e| refused(UNWRITTEN, &path, &e))?;
    }
    Ok((after, done))
}

/// What some editors put at the beginning of a file.
const MARK: &[u8] = "\u{feff}".as_bytes();

/// The files of a folder that somebody named; a failure where there are none.
pub fn files_of(host: &dyn Host, folder: &Path) -> Result<Vec<File>, Failure> {
    let found = files(host, folder)?;
    if found.is_empty() {
        let none = say(
            "`{}` holds no *.yaml knowledge files; name the folder that does",
            "`{}`에 지식 파일(*.yaml)이 없습니다. 파일이 있는 폴더를 지정하십시오",
        );
        return Err(Failure::said(none, &[&visible_path(folder)]));
    }
    Ok(found)
}

/// The block inside the program is not what was built.
pub fn damaged(fault: &Fault) -> Failure {
    let said = say(
        "the built-in knowledge is damaged at {}; install sspr again",
        "기본 제공 지식이 손상되었습니다({}). sspr를 다시 설치하십시오",
    );
    Failure::said(said, &[&fault.to_string()])
}

/// Knowledge that was read and checked and yet cannot be used.
pub fn unpackable(fault: &Fault) -> Failure {
    let said = say(
        "the knowledge cannot be packed at {}; leave out the files that hold it",
        "지식을 압축할 수 없습니다({}). 해당 파일을 빼고 다시 실행하십시오",
    );
    Failure::said(said, &[&fault.to_string()])
}

/// The knowledge with files on top of it; any problem in them refuses them all.
pub fn with_files(base: &Catalog, files: Vec<File>) -> Result<Knowledge, Failure> {
    let below = base.unpack().map_err(|fault| damaged(&fault))?;
    let (loaded, mut problems) = load::read(files);
    if problems.is_empty() {
        problems = check::unusable(&loaded, &below);
    }
    let Some((first, more)) = problems.split_first() else {
        let above = loaded.into_iter().map(|mut l| {
            for entry in &l.knowledge.entries {
                let replaces = base.title(&entry.id).is_some();
                let file = l.file.name.clone();
                l.knowledge.origins.insert(entry.id.clone(), Origin { file, replaces });
            }
            l.knowledge
        });
        return Ok(load::merge(std::iter::once(below).chain(above)));
    };
    let said = if more.is_empty() {
        say("the knowledge cannot be used: {}", "지식 파일을 사용할 수 없습니다: {}")
    } else {
        say(
            "the knowledge cannot be used: {}; {} more, see `sspr knowledge lint`",
            "지식 파일을 사용할 수 없습니다: {} 외 {}건. 모두 보려면 `sspr knowledge lint`를 실행하십시오",
        )
    };
    Err(Failure::of(|lang| {
        said.with(lang, &[&first.say(lang), &more.len().to_string()])
    }))
}
