//! What the system says went wrong, in both languages.

use super::{Lang, Say, Text, say};
use std::io::{Error, ErrorKind};

const OTHER: Say = say("the system says \"{}\"", "시스템 메시지: \"{}\"");

/// Why the system did not do what it was asked, as the end of a sentence. What has no words here is told in those of the system.
pub fn system(error: &Error) -> Text {
    let said = match error.kind() {
        ErrorKind::NotFound => say("it is not there", "찾을 수 없습니다"),
        ErrorKind::PermissionDenied => say("access is denied", "액세스가 거부되었습니다"),
        ErrorKind::AlreadyExists => say("it exists already", "이미 있습니다"),
        ErrorKind::IsADirectory => say("it is a folder", "파일이 아니라 폴더입니다"),
        ErrorKind::NotADirectory => say(
            "a part of its path is a file, not a folder; check the path, and SSPR_HOME where it is set",
            "경로 중간에 폴더가 아닌 파일이 있습니다. 경로와 SSPR_HOME을 확인하십시오",
        ),
        ErrorKind::DirectoryNotEmpty => say("the folder is not empty", "폴더가 비어 있지 않습니다"),
        ErrorKind::StorageFull => say("the disk is full", "디스크가 가득 찼습니다"),
        ErrorKind::QuotaExceeded => say("your share of the disk is used up", "디스크 할당량을 모두 썼습니다"),
        ErrorKind::ReadOnlyFilesystem => say("the disk is read-only", "읽기 전용 디스크입니다"),
        ErrorKind::FileTooLarge => say("it is too large", "너무 큽니다"),
        ErrorKind::InvalidFilename => say(
            "the name is too long or not allowed",
            "이름이 너무 길거나 쓸 수 없는 이름입니다",
        ),
        ErrorKind::InvalidData => say(
            "it is no readable text (UTF-8)",
            "읽을 수 있는 텍스트(UTF-8)가 아닙니다",
        ),
        ErrorKind::UnexpectedEof => say("it ends too early", "내용이 중간에 끝났습니다"),
        ErrorKind::TimedOut => say("it took too long", "시간이 너무 오래 걸렸습니다"),
        ErrorKind::WouldBlock | ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => {
            say("another program uses it", "다른 프로그램에서 사용 중입니다")
        }
        ErrorKind::OutOfMemory => say("there is not enough memory", "메모리가 부족합니다"),
        ErrorKind::Interrupted => say("it was interrupted", "중단되었습니다"),
        ErrorKind::BrokenPipe => say("nobody reads it any more", "받는 쪽이 닫혔습니다"),
        ErrorKind::Unsupported => say("this system cannot do it", "이 시스템에서는 할 수 없습니다"),
        ErrorKind::NetworkUnreachable | ErrorKind::HostUnreachable | ErrorKind::AddrNotAvailable => say(
            "no way leads there from this network",
            "이 네트워크에서 연결할 경로가 없습니다",
        ),
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => say("the connection was cut", "연결이 끊겼습니다"),
        ErrorKind::NotSeekable => say("it is no plain file", "일반 파일이 아닙니다"),
        ErrorKind::CrossesDevices => say("it lies on another disk", "다른 디스크에 있습니다"),
        ErrorKind::TooManyLinks | ErrorKind::StaleNetworkFileHandle | ErrorKind::NetworkDown => {
            say("the folder cannot be reached", "폴더에 접근할 수 없습니다")
        }
        _ => return OTHER.both(&[&error.to_string()]),
    };
    said.both(&[])
}

impl Say {
    /// The sentence in both languages, filled as [`Say::with`] does.
    pub fn both(self, values: &[&str]) -> Text {
        Text {
            en: self.with(Lang::En, values),
            ko: self.with(Lang::Ko, values),
        }
    }
}

impl From<Say> for Text {
    fn from(said: Say) -> Self {
        said.both(&[])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_speaks_the_language_chosen_and_what_has_no_words_is_quoted() {
        // numbers of Linux; what they mean there the kinds of the standard library say
        for (number, en) in [(21, "it is a folder"), (36, "the name is too long or not allowed")] {
            if cfg!(target_os = "linux") {
                let told = system(&Error::from_raw_os_error(number));
                assert_eq!(told.en, en);
                assert!(told.ko.ends_with("니다"), "{}", told.ko);
            }
        }
        let told = system(&Error::other("Strange thing"));
        assert_eq!(told.en, "the system says \"Strange thing\"");
        assert_eq!(told.ko, "시스템 메시지: \"Strange thing\"");
    }
}
