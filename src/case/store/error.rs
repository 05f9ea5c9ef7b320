//! Why a case could not be read or saved. Owns those sentences.

use crate::case::CaseId;
use crate::case::disk::DiskError;
use crate::text::{Lang, say, visible_path};
use std::path::PathBuf;

/// Why a case could not be read or saved. Display is English; [`StoreError::say`] has both languages.
#[derive(Debug, thiserror::Error)]
#[error("{}", self.say(Lang::En))]
pub enum StoreError {
    /// The platform names no folder for data.
    NoHome,
    /// Nothing was changed; the old state is still there.
    NotSaved(PathBuf, DiskError),
    NotRead(PathBuf, DiskError),
    NotRemoved(PathBuf, DiskError),
    /// The file of a case cannot be understood. It is kept as it is.
    Damaged(Damaged),
    /// Written by another version of the program, in the form of this name.
    OtherVersion(PathBuf, String),
    Locked(CaseId),
    /// Another program changed the case while it was open nowhere here.
    ChangedElsewhere(CaseId),
    /// The folder was removed, or another stands in its place, while a case was open.
    HomeReplaced(PathBuf),
    NoSuchCase {
        id: String,
        near: Vec<String>,
    },
    /// There is no case at all.
    NoCase,
    /// The case worked on last may be the one whose file cannot be used, so no other is taken for it.
    LatestUnknown(Box<StoreError>),
}

/// A file that holds no case any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// The case it held, by its name.
    pub id: String,
    /// Where it lies now.
    pub path: PathBuf,
    /// What is wrong with it.
    pub what: String,
    /// It was given another name, so that nobody writes over it.
    pub aside: bool,
}

impl StoreError {
    /// The name of the case whose file cannot be used.
    pub fn case(&self) -> Option<&str> {
        match self {
            Self::NotRead(path, _) | Self::OtherVersion(path, _) => path.file_stem()?.to_str(),
            Self::Damaged(damaged) => Some(&damaged.id),
            _ => None,
        }
    }

    /// Why, for those who see what it is about: a sentence that fits on a line where there is one.
    pub fn why(&self, lang: Lang) -> String {
        match self {
            Self::NotSaved(_, why) if *why != DiskError::TooLarge => why.say(lang),
            other => other.say(lang),
        }
    }

    /// What broke and what to do, in `lang`.
    pub fn say(&self, lang: Lang) -> String {
        let said = match self {
            Self::NoHome => say(
                "no folder for the cases is known; set SSPR_HOME to one",
                "사례를 저장할 폴더를 알 수 없습니다. SSPR_HOME에 폴더를 지정하십시오",
            ),
            Self::NotSaved(_, DiskError::TooLarge) => say(
                "`{}` was not saved, the earlier state is kept: a case has at most 32 MB; attach long texts as files",
                "`{}`을(를) 저장하지 못했고 이전 상태는 그대로입니다. 사례는 최대 32MB입니다. 긴 텍스트는 파일로 첨부하십시오",
            ),
            Self::NotSaved(..) => say(
                "`{}` was not saved, the earlier state is kept: {}",
                "`{}`을(를) 저장하지 못했고 이전 상태는 그대로입니다: {}",
            ),
            Self::NotRead(..) => say("`{}` cannot be read: {}", "`{}`을(를) 읽을 수 없습니다: {}"),
            Self::NotRemoved(..) => say("`{}` cannot be deleted: {}", "`{}`을(를) 삭제할 수 없습니다: {}"),
            Self::Damaged(Damaged { aside: false, .. }) => say(
                "the file of case `{}` is damaged and is left as it is, in `{}` ({}); move it away or delete the case",
                "사례 `{}`의 파일이 손상되어 `{}`에 그대로 두었습니다({}). 다른 곳으로 옮기거나 사례를 삭제하십시오",
            ),
            Self::Damaged(Damaged { aside: true, .. }) => say(
                "the file of case `{}` is damaged and was set aside, unchanged, as `{}` ({}); put a copy of it back, or delete the case",
                "사례 `{}`의 파일이 손상되어 내용을 바꾸지 않고 따로 두었습니다: `{}`({}). 백업으로 되돌리거나 사례를 삭제하십시오",
            ),
            Self::OtherVersion(..) => say(
                "`{}` was written by another version of sspr (`{}`); open it with that version",
                "`{}`은(는) 다른 버전의 sspr(`{}`)에서 만든 사례입니다. 해당 버전으로 여십시오",
            ),
            Self::Locked(_) => say(
                "another sspr has case `{}` open; close it there first",
                "다른 sspr에서 `{}` 사례를 열어 두었습니다. 먼저 그쪽을 닫으십시오",
            ),
            Self::ChangedElsewhere(_) => say(
                "another sspr changed case `{}` meanwhile; what was said here is not in it",
                "그사이 다른 sspr에서 `{}` 사례를 변경했습니다. 여기서 입력한 내용은 저장되지 않았습니다",
            ),
            Self::HomeReplaced(_) => say(
                "the folder of the cases was removed or replaced; bring `{}` back, or leave and save into another folder",
                "사례 폴더가 삭제되었거나 바뀌었습니다. `{}` 폴더를 되돌리거나 끝낼 때 다른 폴더에 저장하십시오",
            ),
            Self::NoSuchCase { near, .. } if near.is_empty() => say(
                "there is no case `{}`; `sspr case list` shows them",
                "`{}` 사례가 없습니다. `sspr case list`로 목록을 확인하십시오",
            ),
            Self::NoSuchCase { .. } => say(
                "there is no case `{}`; nearest: {}",
                "`{}` 사례가 없습니다. 비슷한 사례: {}",
            ),
            Self::NoCase => say(
                "there is no case yet; `sspr case new` opens one",
                "아직 사례가 없습니다. `sspr case new`로 새로 여십시오",
            ),
            Self::LatestUnknown(_) => say(
                "{}. It may be the case worked on last, so name the case you mean with --case; `sspr case list` shows them",
                "{}. 마지막으로 작업한 사례일 수 있으니 --case로 사례를 지정하십시오. `sspr case list`로 목록을 확인할 수 있습니다",
            ),
        };
        let shown = visible_path;
        match self {
            Self::NoHome | Self::NoCase => said.get(lang).to_owned(),
            Self::NotSaved(path, why) | Self::NotRead(path, why) | Self::NotRemoved(path, why) => {
                said.with(lang, &[&shown(path), &why.say(lang)])
            }
            Self::Damaged(damaged) => said.with(lang, &[&damaged.id, &shown(&damaged.path), &damaged.what]),
            Self::OtherVersion(path, what) => said.with(lang, &[&shown(path), what]),
            Self::Locked(id) | Self::ChangedElsewhere(id) => said.with(lang, &[id]),
            Self::HomeReplaced(folder) => said.with(lang, &[&shown(folder)]),
            Self::NoSuchCase { id, near } => said.with(lang, &[id, &near.join(", ")]),
            Self::LatestUnknown(why) => said.with(lang, &[&why.say(lang)]),
        }
    }
}

pub(super) fn not_saved(path: PathBuf, error: &std::io::Error) -> StoreError {
    StoreError::NotSaved(path, DiskError::from(error))
}
