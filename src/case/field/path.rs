//! Paths of files on this machine.

use crate::case::refusal::Refusal;
use crate::host::Host;
use crate::text::{Say, say};
use std::io;
use std::path::{Path, PathBuf};

pub(super) fn one(raw: &str, host: &dyn Host) -> Result<String, Refusal> {
    // Explorer copies a path with quotation marks around it
    let name = raw.trim().trim_matches(['"', '\'']).trim();
    let refuse = |what: Say, want: Say| Refusal::new(what, &[name], want);
    let whole: PathBuf = host.absolute(Path::new(name));
    let meta = host.meta(&whole).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            refuse(say("There is no file `{}`.", "`{}` 파일이 없습니다."), ELSEWHERE)
        }
        io::ErrorKind::PermissionDenied => not_readable(name),
        _ => refuse(
            say("`{}` cannot be looked at.", "`{}`을(를) 확인할 수 없습니다."),
            ELSEWHERE,
        ),
    })?;
    if !meta.is_file {
        return Err(refuse(
            say(
                "`{}` is a folder or no plain file.",
                "`{}`은(는) 폴더이거나 일반 파일이 아닙니다.",
            ),
            say(
                "Name the file itself; several are separated by `;`.",
                "파일을 지정해 주십시오. 여러 개이면 `;`으로 구분합니다.",
            ),
        ));
    }
    if !meta.readable {
        return Err(not_readable(name));
    }
    if meta.size == 0 {
        return Err(refuse(
            say("`{}` is empty (0 bytes).", "`{}`은(는) 빈 파일(0바이트)입니다."),
            say("Export or copy it again.", "다시 내보내거나 복사해 주십시오."),
        ));
    }
    whole.to_str().map(str::to_owned).ok_or_else(|| {
        refuse(
            say(
                "The name of `{}` is no readable text.",
                "`{}`의 이름을 텍스트로 읽을 수 없습니다.",
            ),
            say("Rename the file.", "파일 이름을 바꿔 주십시오."),
        )
    })
}

const ELSEWHERE: Say = say(
    "Check the path; in Explorer, Shift and right click on the file and choose Copy as path.",
    "경로를 확인해 주십시오. 탐색기에서 Shift 키를 누른 채 파일을 마우스 오른쪽 단추로 클릭하고 경로로 복사를 선택합니다.",
);
/// The refusal of a file that may not be read.
fn not_readable(path: &str) -> Refusal {
    Refusal::new(NOT_READABLE, &[path], MAY_READ)
}

const NOT_READABLE: Say = say("`{}` may not be read.", "`{}`을(를) 읽을 권한이 없습니다.");
const MAY_READ: Say = say(
    "Copy it to a folder of your own, or run this as a user who may read it.",
    "본인 폴더로 복사하거나 읽을 수 있는 사용자로 실행해 주십시오.",
);

pub(super) fn several(raw: &str, host: &dyn Host) -> Result<String, Refusal> {
    let mut out: Vec<String> = Vec::new();
    for part in raw.split(['\n', ';']).filter(|p| !p.trim().is_empty()) {
        let whole = one(part, host)?;
        if !out.contains(&whole) {
            out.push(whole);
        }
    }
    Ok(out.join("\n"))
}
