//! The bundle: one zip with everything support wants. Plans first, so that a person sees what will be written, then writes
//! exactly that.

mod plan;
pub mod profile;
mod redact;
pub mod redaction;
mod target;
pub mod ticket;
mod write;

pub use plan::{LeftOut, Plan, Planned, Why, plan};
pub use profile::Profile;
pub use write::write;

use crate::case::disk::DiskError;
use crate::text::{Lang, say, visible_path};
use std::path::PathBuf;

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Files whose content is no longer what it was when they were attached.
    pub changed: Vec<PathBuf>,
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
    /// Somebody said stop; nothing was written.
    Canceled,
    /// The target is one of the files that go into the bundle.
    IsEvidence(PathBuf),
}

impl BundleError {
    /// What broke and what to do, in `lang`.
    pub fn say(&self, lang: Lang) -> String {
        let said = match self {
            Self::Untold(_) => say(
                "the case cannot be written as JSON: {}; report this as a bug",
                "사례를 JSON으로 쓸 수 없습니다: {}. 버그로 신고해 주십시오",
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
            Self::IsEvidence(_) => say(
                "`{}` is a file of the case itself; choose another name for the bundle",
                "`{}`은(는) 사례에 들어가는 파일입니다. 번들 이름을 다르게 지정하십시오",
            ),
        };
        let shown = visible_path;
        match self {
            Self::Untold(detail) => said.with(lang, &[detail]),
            Self::Canceled => said.get(lang).to_owned(),
            Self::Exists(path) | Self::NotOurs(path) | Self::IsEvidence(path) => said.with(lang, &[&shown(path)]),
            Self::NotWritten(path, why) | Self::LogLost(path, why) => said.with(lang, &[&shown(path), &why.say(lang)]),
        }
    }
}

#[cfg(test)]
mod tests;
