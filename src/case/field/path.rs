//! Paths of files on this machine.

use crate::case::refusal::Refusal;
use crate::host::Host;
use crate::text::{Say, clean, say};
use std::io;
use std::path::{Path, PathBuf};

const ELSEWHERE: Say = say(
    "Check the path; in Explorer, Shift and right click on the file and choose Copy as path.",
    "경로를 확인해 주십시오. 탐색기에서 Shift 키를 누른 채 파일을 마우스 오른쪽 단추로 클릭하고 경로로 복사를 선택합니다.",
);
const NOT_READABLE: Say = say("\"{}\" may not be read.", "\"{}\"을(를) 읽을 권한이 없습니다.");
const MAY_READ: Say = say(
    "Copy it to a folder of your own, or run this as a user who may read it.",
    "본인 폴더로 복사하거나 읽을 수 있는 사용자로 실행해 주십시오.",
);

/// The refusal of a path that itself holds what is not kept.
pub(super) fn holds_a_secret() -> Refusal {
    Refusal::new(
        say(
            "The name of the file looks as if it held a password or a code.",
            "파일 이름에 암호나 코드로 보이는 부분이 있습니다.",
        ),
        &[],
        say(
            "Rename the file: names are kept with the case.",
            "파일 이름은 사례에 저장되므로 이름을 바꿔 주십시오.",
        ),
    )
}

/// The spellings of a name, the one that was given first: Explorer copies a path with quotation marks around it, and a web
/// page puts signs into it that it does not have.
fn spellings(raw: &str) -> [String; 3] {
    let tidy = raw.trim().trim_matches(['"', '\'']).trim();
    [raw.to_owned(), tidy.to_owned(), clean(tidy)]
}

/// The path that a text names, made absolute; `None` where there is nothing of that name and none that is known bears it.
/// What was typed or pasted may have come tidied, so that a name which is the same when it is tidied counts too.
fn named(raw: &str, known: &[String], host: &dyn Host) -> Option<PathBuf> {
    let spelled = spellings(raw).into_iter().filter(|name| !name.trim().is_empty());
    let paths: Vec<PathBuf> = spelled.map(|name| host.absolute(Path::new(&name))).collect();
    let kept = |path: &PathBuf| known.iter().map(PathBuf::from).find(|known| known == path);
    let there = |path: &PathBuf| host.meta(path).is_ok().then(|| path.clone());
    if let Some(found) = paths.iter().find_map(|path| kept(path).or_else(|| there(path))) {
        return Some(found);
    }
    let tidy = |path: &Path| path.to_str().map(clean);
    let wanted = tidy(paths.last()?)?;
    let beside = host.list(paths.last()?.parent()?).unwrap_or_default();
    let all = known.iter().map(PathBuf::from).chain(beside);
    all.into_iter()
        .find(|path| tidy(path).as_deref() == Some(wanted.as_str()))
}

/// The file that a text names, by the rules for one.
pub(super) fn one(raw: &str, known: &[String], host: &dyn Host) -> Result<String, Refusal> {
    let [_, tidy, _] = spellings(raw);
    let name = tidy.as_str();
    let whole = named(raw, known, host).unwrap_or_else(|| host.absolute(Path::new(name)));
    // it passed when it was named; one that is gone by now stays
    if let Some(kept) = known.iter().find(|known| Path::new(known) == whole) {
        return Ok(kept.clone());
    }
    let (what, want) = match host.meta(&whole) {
        Ok(meta) if !meta.is_file => (
            say(
                "\"{}\" is a folder or no plain file.",
                "\"{}\"은(는) 폴더이거나 일반 파일이 아닙니다.",
            ),
            say(
                "Name the file itself; several are separated by `;`.",
                "파일을 지정해 주십시오. 여러 개이면 `;`으로 구분합니다.",
            ),
        ),
        Ok(meta) if !meta.readable => (NOT_READABLE, MAY_READ),
        Ok(meta) if meta.size == 0 => (
            say("\"{}\" is empty (0 bytes).", "\"{}\"은(는) 빈 파일(0바이트)입니다."),
            say("Export or copy it again.", "다시 내보내거나 복사해 주십시오."),
        ),
        Ok(_) => match whole.to_str() {
            Some(path) => return Ok(path.to_owned()),
            None => (
                say(
                    "The name of \"{}\" is no readable text.",
                    "\"{}\"의 이름을 텍스트로 읽을 수 없습니다.",
                ),
                say("Rename the file.", "파일 이름을 바꿔 주십시오."),
            ),
        },
        Err(error) => match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
                (say("There is no file \"{}\".", "\"{}\" 파일이 없습니다."), ELSEWHERE)
            }
            io::ErrorKind::PermissionDenied => (NOT_READABLE, MAY_READ),
            _ => {
                let what = say("\"{}\" cannot be looked at.", "\"{}\"을(를) 확인할 수 없습니다.");
                (what, ELSEWHERE)
            }
        },
    };
    Err(Refusal::new(what, &[name], want))
}

/// So many parts may belong to one name.
const MOST_PARTS: usize = 16;

/// The files that a text names, one a line or with `;` between them. What is the name of a file is one, also where it holds
/// such a sign: the longest name counts.
pub(super) fn several(raw: &str, known: &[String], host: &dyn Host) -> Result<Vec<String>, Refusal> {
    let parts: Vec<&str> = raw.split_inclusive(['\n', ';']).collect();
    let mut out: Vec<String> = Vec::new();
    let mut rest = parts.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        let joined = |count: usize| -> Option<String> {
            let whole = rest.get(..count)?.concat();
            let name = whole.strip_suffix(['\n', ';']).unwrap_or(&whole);
            Some(name.strip_suffix('\r').unwrap_or(name).to_owned())
        };
        let longest = (1..=rest.len().min(MOST_PARTS)).rev();
        let found = longest.filter_map(|count| Some((count, joined(count)?)));
        let found = found.into_iter().find(|(_, name)| named(name, known, host).is_some());
        let (count, name) = found.unwrap_or_else(|| (1, first.trim_end_matches(['\n', ';']).to_owned()));
        rest = rest.get(count..).unwrap_or(behind);
        if name.trim().is_empty() {
            continue;
        }
        let path = one(&name, known, host)?;
        if !out.contains(&path) {
            out.push(path);
        }
    }
    Ok(out)
}
