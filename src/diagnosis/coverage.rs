//! What the logs cover, and what they cannot tell. A log that was read and says nothing, one without a record of ours and one
//! that was not read are three things, and are said in three ways.

use crate::text::{Lang, Say, Text, say};
use crate::time::Stamp;

/// One thing to know about what was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cover {
    /// The time from the first to the last record of a file.
    Window { file: String, from: Stamp, to: Stamp },
    /// The records of a file bear no time that is a point in time.
    NoZone { file: String },
    /// A file holds no record at all.
    Empty { file: String },
    /// So many more files hold none; a folder may be full of them.
    MoreEmpty { count: usize },
    /// A file was read, and nothing in it is of our providers.
    NothingOfOurs { file: String, audit: bool },
    /// A part of a file could not be read.
    Damaged { file: String, what: String },
    /// Reading was stopped, up to here.
    Stopped { file: String },
    /// No file covers a time between two that do.
    Gap { from: Stamp, to: Stamp },
    /// A log was cleared; what was before is gone.
    Cleared { at: Option<Stamp>, record: u64 },
    /// A log that would say more, of which no file was read.
    NotRead { log: Text },
    /// A source that writes into a log which was read, and wrote nothing.
    Quiet { provider: String },
    /// The server synchronizes, but does not serve writeback.
    AnotherServer,
    /// Several servers wrote about writeback.
    SeveralServers { names: Vec<String> },
    /// Numbers that nobody knows.
    Unknown { names: Vec<String> },
}

impl Cover {
    /// In one sentence, with times as `time` tells them.
    pub fn told(&self, lang: Lang, time: &dyn Fn(Stamp) -> String) -> String {
        const WINDOW: Say = say("{} covers {} to {}", "{}의 기록 범위: {} - {}");
        const NO_ZONE: Say = say(
            "{}: the time zone is not known, so its times stand as written; name it in the case, or with --time-zone",
            "{}: 표준 시간대를 알 수 없어 시각을 적힌 그대로 표시합니다. 사례에 적거나 --time-zone으로 지정하십시오",
        );
        const EMPTY: Say = say("{} holds no record", "{}에는 기록이 하나도 없습니다");
        const MORE_EMPTY: Say = say(
            "files without a record beside these: {}",
            "그 밖에 기록이 없는 파일: {}개",
        );
        const NOTHING: Say = say(
            "{} was read; no record in it is about password writeback",
            "{}: 읽었지만 비밀번호 쓰기 저장에 관한 기록이 없습니다",
        );
        const NO_RESETS: Say = say(
            "{} was read; no entry in it is about password reset",
            "{}: 읽었지만 암호 재설정에 관한 항목이 없습니다",
        );
        const DAMAGED: Say = say(
            "{}: {}; what stood there is not in this result",
            "{}: {}. 그 부분의 기록은 이 결과에 없습니다",
        );
        const STOPPED: Say = say(
            "{} was not read to its end; what comes later is not in this result",
            "{}: 끝까지 읽지 않았습니다. 그 뒤의 기록은 이 결과에 없습니다",
        );
        const GAP: Say = say("no log covers {} to {}", "{} - {} 구간의 로그가 없습니다");
        const CLEARED: Say = say(
            "a log was cleared at {} (record {}); what was before is gone",
            "{}에 로그가 지워졌습니다(레코드 {}). 그 이전 기록은 남아 있지 않습니다",
        );
        const NOT_READ: Say = say("not read: {}", "읽지 않은 로그: {}");
        const QUIET: Say = say(
            "read, but {} wrote nothing in that time",
            "로그를 읽었지만 그 시간에 {} 기록은 없습니다",
        );
        const ANOTHER: Say = say(
            "this server synchronizes but wrote nothing about writeback: it may be the wrong server (another Connect server, staging mode), or writeback is off",
            "이 서버는 동기화는 하지만 쓰기 저장 기록이 없습니다. 다른 서버(다른 Connect 서버, 스테이징 모드)를 봐야 하거나 쓰기 저장이 꺼져 있을 수 있습니다",
        );
        const SEVERAL: Say = say(
            "several servers wrote about writeback: {}; only the one that is not in staging mode should",
            "여러 서버가 쓰기 저장 기록을 남겼습니다: {}. 스테이징 모드가 아닌 한 대만 남겨야 합니다",
        );
        const UNKNOWN: Say = say(
            "unknown numbers of known sources: {}",
            "알려진 원본의 모르는 이벤트 ID: {}",
        );
        match self {
            Cover::Window { file, from, to } => WINDOW.with(lang, &[file, &time(*from), &time(*to)]),
            Cover::NoZone { file } => NO_ZONE.with(lang, &[file]),
            Cover::Empty { file } => EMPTY.with(lang, &[file]),
            Cover::MoreEmpty { count } => MORE_EMPTY.with(lang, &[&count.to_string()]),
            Cover::NothingOfOurs { file, audit: true } => NO_RESETS.with(lang, &[file]),
            Cover::NothingOfOurs { file, audit: false } => NOTHING.with(lang, &[file]),
            Cover::Damaged { file, what } => DAMAGED.with(lang, &[file, what]),
            Cover::Stopped { file } => STOPPED.with(lang, &[file]),
            Cover::Gap { from, to } => GAP.with(lang, &[&time(*from), &time(*to)]),
            Cover::Cleared { at, record } => {
                let at = at.map_or_else(|| say("an unknown time", "알 수 없는 시각").get(lang).to_owned(), time);
                CLEARED.with(lang, &[&at, &record.to_string()])
            }
            Cover::NotRead { log } => NOT_READ.with(lang, &[log.get(lang)]),
            Cover::Quiet { provider } => QUIET.with(lang, &[provider]),
            Cover::AnotherServer => ANOTHER.get(lang).to_owned(),
            Cover::SeveralServers { names } => SEVERAL.with(lang, &[&names.join(", ")]),
            Cover::Unknown { names } => UNKNOWN.with(lang, &[&names.join(", ")]),
        }
    }
}
