//! A user's own knowledge: which files are read, and how they are laid on top of what is built in.

use super::exit::Failure;
use crate::case::disk::DiskError;
use crate::host::{self, Host};
use crate::knowledge::load::{self, File};
use crate::knowledge::packed::Fault;
use crate::knowledge::shape::Knowledge;
use crate::knowledge::{Catalog, check};
use crate::text::{Say, say};
use std::io;
use std::path::Path;

/// A knowledge file is text that people write; one beyond this was not.
const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// Every `*.yaml` and `*.yml` of a folder, by name; empty where the folder does not exist.
pub fn files(host: &dyn Host, folder: &Path) -> Result<Vec<File>, Failure> {
    const UNREADABLE: Say = say(
        "knowledge `{}` cannot be read: {}",
        "지식 파일 `{}`을(를) 읽을 수 없습니다: {}",
    );
    let told = |path: &Path, error: io::Error| {
        let (path, why) = (path.display().to_string(), DiskError::from(&error));
        Failure::of(|lang| UNREADABLE.with(lang, &[&path, &why.say(lang)]))
    };
    let mut out = Vec::new();
    for path in host.list(folder).map_err(|e| told(folder, e))? {
        let wanted = path
            .extension()
            .is_some_and(|e| e.eq_ignore_ascii_case("yaml") || e.eq_ignore_ascii_case("yml"));
        if wanted && host.meta(&path).map_err(|e| told(&path, e))?.is_file {
            let text = host::read_text(host, &path, MOST_BYTES).map_err(|e| told(&path, e))?;
            let name = path.display().to_string();
            out.push(File { name, text });
        }
    }
    Ok(out)
}

/// The files of a folder that somebody named; a failure where there are none.
pub fn files_of(host: &dyn Host, folder: &Path) -> Result<Vec<File>, Failure> {
    let found = files(host, folder)?;
    if found.is_empty() {
        let none = say(
            "`{}` holds no *.yaml knowledge files; name the folder that does",
            "`{}`에 지식 파일(*.yaml)이 없습니다. 파일이 있는 폴더를 지정하십시오",
        );
        return Err(Failure::said(none, &[&folder.display().to_string()]));
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
        problems = check::check(&loaded, &below);
        problems.retain(|problem| !check::ADVICE.contains(&problem.rule));
    }
    let Some((first, more)) = problems.split_first() else {
        let above = loaded.into_iter().map(|l| l.knowledge);
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
