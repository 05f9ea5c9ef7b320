//! The bundle: one zip with everything support wants. Plans first, so that a person sees what will be written, then writes
//! exactly that.

mod archive;
mod enclosed;
mod file;
pub mod import;
mod leaks;
mod name;
pub mod names;
mod passphrase;
mod pipe;
mod plan;
mod preview;
pub mod profile;
mod redact;
pub mod redaction;
mod target;
pub mod ticket;
mod verify;
mod window;
mod work;
mod write;

pub use archive::Bad;
pub use enclosed::forget;
pub use file::{Redaction, Told, redact};
pub use leaks::Survivor;
pub use passphrase::Passphrase;
pub use plan::{LeftOut, Order, Plan, Planned, Why, plan};
pub use preview::{Change, Changes, Marked, preview};
pub use profile::{Profile, Terms};
pub use verify::{Problem, Verdict, verify};
pub use write::write;

use crate::case::digest::Digest;
use crate::case::disk::DiskError;
use crate::case::field;
use crate::case::store::StoreError;
use crate::text::{Lang, one_line, say, visible_path};
use redaction::Unfindable;
use std::path::PathBuf;

/// What was written, and how it was proved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files whose content is no longer what it was when they were attached.
    pub changed: Vec<PathBuf>,
    /// Size and hash of the zip.
    pub zip: Digest,
    /// Files in it.
    pub files: usize,
    /// What it was searched for.
    pub searched: Searched,
    /// Fields that the case lacks, as they are called.
    pub gaps: Vec<String>,
}

/// What was searched for in a bundle and not found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Searched {
    pub originals: usize,
    pub spellings: usize,
}

impl Written {
    /// What it is and how that was proved, line by line.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        let (head, tail) = (self.zip.sha256.get(..8), self.zip.sha256.get(60..));
        let hash = format!("{} ... {}", head.unwrap_or_default(), tail.unwrap_or_default());
        let mut out = vec![
            say("{}, {} files, SHA-256 {}", "{}, 파일 {}개, SHA-256 {}")
                .with(lang, &[&field::bytes(self.zip.size), &self.files.to_string(), &hash]),
            say("v Intact: read again to its end", "v 온전함: 끝까지 다시 읽어 확인함")
                .get(lang)
                .to_owned(),
        ];
        let Searched { originals, spellings } = self.searched;
        if originals > 0 {
            let private = say(
                "v Private: {} originals, {} spellings searched for in every file: none found",
                "v 가림 확인: 원래 이름 {}개, 표기 {}가지를 모든 파일에서 찾았으나 없음",
            );
            out.push(private.with(lang, &[&originals.to_string(), &spellings.to_string()]));
            out.push(
                say(
                    "# Names stay on this computer: sspr case restore-names REPLY.txt",
                    "# 이름은 이 컴퓨터에만 남음: sspr case restore-names REPLY.txt",
                )
                .get(lang)
                .to_owned(),
            );
        }
        if !self.gaps.is_empty() {
            let missing = say(
                "! Missing: {}; support will ask",
                "! 빠진 항목: {}. 지원팀이 물을 수 있음",
            );
            out.push(missing.with(lang, &[&self.gaps.join(", ")]));
        }
        out
    }
}

/// Why no bundle was written. Display is English; [`BundleError::say`] has both languages.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.say(Lang::En))]
pub enum BundleError {
    /// The case could not be told as JSON.
    Untold(String),
    /// There is a bundle of that name, which may be replaced; nothing was written.
    Exists(PathBuf),
    /// There is something else of that name, which is never replaced; nothing was written.
    NotOurs(PathBuf),
    /// Nothing was written.
    NotWritten(PathBuf, DiskError),
    /// A log that was there when the plan was made.
    LogLost(PathBuf, DiskError),
    /// What is to be hidden cannot be looked for; nothing was written.
    Unfindable(Unfindable),
    /// Somebody said stop; nothing was written.
    Canceled,
    /// The target is one of the files that go into the bundle.
    IsEvidence(PathBuf),
    /// The target is the file that is to be redacted.
    IsInput(PathBuf),
    /// A file that was to be redacted cannot be read.
    Unread(PathBuf, DiskError),
    /// It is neither a text nor a log, so nothing in it can be hidden.
    NoText(PathBuf),
    /// A zip file that is dangerous or damaged.
    BadZip(PathBuf, Bad),
    /// Something that was to be hidden was found in what was written; nothing is left of it.
    Survived(Survivor),
    /// It holds no `case.json`.
    NoBundle(PathBuf),
    /// Its `case.json` cannot be understood, and why.
    NoCase(PathBuf, String),
    /// Its case or its manifest has a form that this version does not know.
    Newer(PathBuf, String),
    /// It is not what it says of itself; nothing of it was kept.
    NotIntact(PathBuf, Verdict),
    /// Another bundle of the case was written meanwhile, whose tokens stand for others; nothing is left of this one.
    Overtaken,
    /// The case in it could not be kept; nothing is left of it.
    Store(StoreError),
}

impl From<StoreError> for BundleError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl From<Unfindable> for BundleError {
    fn from(error: Unfindable) -> Self {
        Self::Unfindable(error)
    }
}

impl BundleError {
    /// What broke and what to do, in `lang`.
    pub fn say(&self, lang: Lang) -> String {
        let said = match self {
            Self::Untold(_) => say(
                "the case cannot be written as JSON: {}; report this as a bug",
                "사례를 JSON으로 쓸 수 없습니다: {}. 버그로 신고해 주십시오",
            ),
            Self::Unfindable(_) => say(
                "the names to be hidden cannot be looked for ({}), so nothing was written; leave out the longest logs",
                "가릴 이름을 찾을 수 없어({}) 아무것도 쓰지 않았습니다. 가장 긴 로그를 빼고 다시 하십시오",
            ),
            Self::Overtaken => say(
                "another bundle of this case was written meanwhile with the same tokens for other names; make this one again",
                "그사이 이 사례의 다른 번들이 같은 토큰을 다른 이름에 썼습니다. 번들을 다시 만드십시오",
            ),
            Self::Canceled => say(
                "canceled; nothing was written",
                "취소했습니다. 아무것도 쓰지 않았습니다",
            ),
            Self::Exists(_) => say(
                "`{}` exists already; choose another name or add --replace",
                "`{}` 파일이 이미 있습니다. 다른 이름을 쓰거나 --replace를 붙이십시오",
            ),
            Self::NotOurs(_) => say(
                "`{}` exists already and is no bundle that sspr wrote, so it is not replaced; choose another name",
                "`{}`은(는) 이미 있고 sspr이 만든 번들이 아니어서 바꾸지 않습니다. 다른 이름을 쓰십시오",
            ),
            Self::NotWritten(..) => say("`{}` was not written: {}", "`{}`을(를) 쓰지 못했습니다: {}"),
            Self::LogLost(..) => say(
                "`{}` could not be copied, so nothing was written: {}; make the bundle again",
                "`{}`을(를) 복사하지 못해 아무것도 쓰지 않았습니다: {}. 번들을 다시 만드십시오",
            ),
            Self::IsInput(_) => say(
                "`{}` is the file to be redacted; choose another name for the output",
                "`{}`은(는) 가릴 대상 파일입니다. 출력 이름을 다르게 지정하십시오",
            ),
            Self::Unread(..) => say("`{}` cannot be read: {}", "`{}`을(를) 읽을 수 없습니다: {}"),
            Self::NoText(_) => say(
                "`{}` is neither a text nor a log, so names in it cannot be hidden; give a log, a text or a bundle",
                "`{}`은(는) 텍스트도 로그도 아니어서 이름을 가릴 수 없습니다. 로그, 텍스트 또는 번들을 지정하십시오",
            ),
            Self::BadZip(..) => say(
                "`{}` is not read: {}; ask for a new one",
                "`{}`을(를) 읽지 않습니다: {}. 다시 받으십시오",
            ),
            Self::Survived(_) => say(
                "{} still stood in line {} of `{}`, so nothing was written; report this as a bug",
                "{}(으)로 가렸어야 할 내용이 {}번째 줄에 남아 아무것도 쓰지 않았습니다(`{}`). 버그로 신고해 주십시오",
            ),
            Self::NoBundle(_) => say(
                "`{}` is a zip file and no bundle: it holds no case.json; to read logs in it, use `sspr scan`",
                "`{}`은(는) zip 파일이지만 case.json이 없어 번들이 아닙니다. 안에 든 로그를 읽으려면 `sspr scan`을 쓰십시오",
            ),
            Self::NoCase(..) => say(
                "case.json in `{}` cannot be understood ({}); ask for a new bundle",
                "`{}`의 case.json을 이해할 수 없습니다({}). 번들을 다시 받으십시오",
            ),
            Self::Newer(..) => say(
                "`{}` was written by a newer version of sspr (`{}`); update this one, then import it again",
                "`{}`은(는) 더 새로운 버전의 sspr(`{}`)로 만든 번들입니다. 업데이트한 뒤 다시 가져오십시오",
            ),
            Self::NotIntact(..) => say(
                "`{}` is not imported: {}; ask for a new bundle",
                "`{}`을(를) 가져오지 않았습니다. {}. 번들을 다시 받으십시오",
            ),
            Self::Store(error) => return error.say(lang),
            Self::IsEvidence(_) => say(
                "`{}` is a file of the case itself; choose another name for the bundle",
                "`{}`은(는) 사례에 들어가는 파일입니다. 번들 이름을 다르게 지정하십시오",
            ),
        };
        let shown = visible_path;
        match self {
            Self::Untold(detail) => said.with(lang, &[detail]),
            Self::Unfindable(why) => said.with(lang, &[&why.to_string()]),
            Self::Canceled | Self::Overtaken => said.get(lang).to_owned(),
            Self::Exists(path)
            | Self::NotOurs(path)
            | Self::IsEvidence(path)
            | Self::IsInput(path)
            | Self::NoBundle(path)
            | Self::NoText(path) => said.with(lang, &[&shown(path)]),
            Self::NoCase(path, what) | Self::Newer(path, what) => said.with(lang, &[&shown(path), &one_line(what)]),
            Self::NotIntact(path, verdict) => said.with(lang, &[&shown(path), &verdict.say(lang)]),
            Self::Store(error) => error.say(lang),
            Self::BadZip(path, bad) => said.with(lang, &[&shown(path), &bad.say(lang)]),
            Self::Survived(survivor) => {
                let line = survivor.line.to_string();
                said.with(lang, &[&survivor.token, &line, &survivor.file])
            }
            Self::NotWritten(path, why) | Self::LogLost(path, why) | Self::Unread(path, why) => {
                said.with(lang, &[&shown(path), &why.say(lang)])
            }
        }
    }
}

#[cfg(test)]
mod import_tests;
#[cfg(test)]
mod safety_tests;
#[cfg(test)]
mod tests;
