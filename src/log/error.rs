//! Why a log cannot be read at all.

use crate::text::{Lang, say, system};
use std::io;

/// Why a log cannot be read at all.
#[derive(Debug)]
pub enum LogError {
    /// It cannot be opened or read.
    Unreadable { path: String, error: io::Error },
    /// It is a device, a pipe or the like.
    NoFile { path: String },
    /// What it holds is neither a log nor text.
    NoLog { path: String },
    /// It is a log of Windows XP or Server 2003, which are older than password writeback.
    OldLog { path: String },
    /// It is a compressed file of a kind that is not unpacked here.
    Packed { path: String },
    /// It is a zip file that is damaged or encrypted.
    BadZip { path: String },
    /// It is a zip file with more files than are looked through.
    TooMany { path: String },
    /// A folder or a zip file without a log in it.
    NothingIn { path: String },
}

impl LogError {
    /// As one sentence, which says what to do.
    pub fn say(&self, lang: Lang) -> String {
        match self {
            LogError::Unreadable { path, error } => say("{} cannot be read: {}", "{} 파일을 읽을 수 없습니다: {}")
                .with(lang, &[path, system(error).get(lang)]),
            LogError::NoFile { path } => say(
                "{} is no regular file; name a log file, or - for standard input",
                "{}: 일반 파일이 아닙니다. 로그 파일을 지정하거나, 표준 입력이면 -를 지정하십시오",
            )
            .with(lang, &[path]),
            LogError::NoLog { path } => say(
                "{} is no event log and no text; save the log in Event Viewer as .evtx, .xml, .csv or .txt and name that file",
                "{}: 이벤트 로그도 텍스트도 아닙니다. 이벤트 뷰어에서 로그를 .evtx, .xml, .csv, .txt로 저장하여 그 파일을 지정하십시오",
            )
            .with(lang, &[path]),
            LogError::OldLog { path } => say(
                "{} is an .evt log of Windows Server 2003 or earlier; export the log of the sync server itself",
                "{}: Windows Server 2003 이전의 .evt 로그입니다. 동기화 서버의 로그를 내보내어 지정하십시오",
            )
            .with(lang, &[path]),
            LogError::Packed { path } => say(
                "{} is compressed in a way that is not read here; unpack it, or make it a .zip",
                "{}: 읽을 수 없는 압축 형식입니다. 압축을 풀거나 .zip으로 압축하십시오",
            )
            .with(lang, &[path]),
            LogError::BadZip { path } => say(
                "{} is a zip file that is damaged or encrypted; unpack it yourself and name the logs",
                "{}: 손상되었거나 암호화된 zip 파일입니다. 직접 압축을 풀어 로그를 지정하십시오",
            )
            .with(lang, &[path]),
            LogError::TooMany { path } => say(
                "{} holds more than 2,000 files; unpack it yourself and name the logs",
                "{}: 파일이 2,000개를 넘는 zip 파일입니다. 직접 압축을 풀어 로그를 지정하십시오",
            )
            .with(lang, &[path]),
            LogError::NothingIn { path } => say(
                "there is no log in {}; name the file of the log",
                "{}: 로그 파일이 없습니다. 로그 파일을 지정하십시오",
            )
            .with(lang, &[path]),
        }
    }
}
