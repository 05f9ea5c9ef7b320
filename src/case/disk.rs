//! What a failed read or write means to the person at the keyboard. Owns those sentences; never touches a disk.

use crate::text::{Lang, Say, Text, say, system};
use std::io;

/// Why a file could not be read or written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DiskError {
    Full,
    ReadOnly,
    Denied,
    Missing,
    Exists,
    TooLarge,
    /// Another program holds it up.
    Busy,
    /// A folder, a pipe or a device.
    NotAFile,
    /// What the system says, in both languages.
    Other(Text),
}

impl From<&io::Error> for DiskError {
    fn from(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::Full,
            io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::PermissionDenied => Self::Denied,
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::AlreadyExists => Self::Exists,
            io::ErrorKind::FileTooLarge => Self::TooLarge,
            io::ErrorKind::TimedOut => Self::Busy,
            io::ErrorKind::Unsupported | io::ErrorKind::IsADirectory => Self::NotAFile,
            _ => Self::Other(system(error)),
        }
    }
}

impl DiskError {
    /// The reason and what to do, as the end of a sentence.
    pub fn say(&self, lang: Lang) -> String {
        let said: Say = match self {
            Self::Full => say(
                "the disk is full; free some space and try again",
                "디스크가 가득 찼습니다. 공간을 확보한 뒤 다시 시도하십시오",
            ),
            Self::ReadOnly => say(
                "the disk is read-only; set SSPR_HOME to a folder that can be written",
                "읽기 전용 디스크입니다. 쓸 수 있는 폴더를 SSPR_HOME으로 지정하십시오",
            ),
            Self::Denied => say(
                "access is denied; check the permissions of the folder",
                "액세스가 거부되었습니다. 폴더 권한을 확인하십시오",
            ),
            Self::Missing => say("it is not there", "찾을 수 없습니다"),
            Self::Exists => say(
                "it exists already; choose another name",
                "이미 있습니다. 다른 이름을 지정하십시오",
            ),
            Self::TooLarge => say("it is too large", "너무 큽니다"),
            Self::Busy => say(
                "another sspr has been saving for too long; close it and try again",
                "다른 sspr의 저장이 끝나지 않았습니다. 그쪽을 닫고 다시 시도하십시오",
            ),
            Self::NotAFile => say(
                "it is a folder, a pipe or a device; name a file",
                "폴더, 파이프 또는 장치입니다. 파일을 지정하십시오",
            ),
            Self::Other(reason) => return reason.get(lang).to_owned(),
        };
        said.get(lang).to_owned()
    }
}
