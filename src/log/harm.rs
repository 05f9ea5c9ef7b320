//! What can be broken in a log, and how that is said.

use crate::text::{Lang, say};
use std::io;

/// A place of a log that could not be read, or not be trusted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damage {
    /// Where it begins, in bytes from the start of the log.
    pub at: u64,
    pub harm: Harm,
}

/// What is broken there. Chunks are the pieces of 64 KiB that an `.evtx` file is made of, counted from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Harm {
    /// The header of the file is broken; its chunks are read all the same.
    FileHeader,
    /// The log was being written when it was copied: what it says of itself is not up to date.
    Open,
    /// The checksum over the records of a chunk is wrong; they are read all the same.
    Checksum { chunk: u64 },
    /// The checksum over the header of a chunk is wrong; its records are read all the same.
    ChunkHeader { chunk: u64 },
    /// There is no chunk where one should be, and no record was found in it.
    NoChunk { chunk: u64 },
    /// The file ends within a chunk.
    CutOff { chunk: u64, missing: u64 },
    /// Bytes that are no record; reading went on behind them.
    Skipped { chunk: u64, bytes: u64 },
    /// A record whose contents cannot be decoded.
    Record { number: u64 },
    /// A text that ends within a record.
    Unfinished,
    /// Bytes that are no text in the encoding of the log; marks stand in their place.
    Undecodable,
    /// The system could not read on.
    Unreadable(io::ErrorKind),
}

impl Damage {
    /// As a sentence without a full stop.
    pub fn say(&self, lang: Lang) -> String {
        let (sentence, values): (_, Vec<String>) = match &self.harm {
            Harm::FileHeader => (
                say(
                    "the header of the file is damaged; what follows it was read all the same",
                    "파일 헤더가 손상되었습니다. 그 뒤의 내용은 읽었습니다",
                ),
                vec![],
            ),
            Harm::Open => (
                say(
                    "the log was still being written when it was copied; its last records may be missing",
                    "기록 중에 복사한 로그입니다. 마지막 기록이 빠져 있을 수 있습니다",
                ),
                vec![],
            ),
            Harm::Checksum { chunk } => (
                say(
                    "chunk {}: the checksum of its records is wrong; they were read all the same",
                    "청크 {}: 기록의 체크섬이 맞지 않습니다. 기록은 읽었습니다",
                ),
                vec![chunk.to_string()],
            ),
            Harm::ChunkHeader { chunk } => (
                say(
                    "chunk {}: the checksum of its header is wrong; its records were read all the same",
                    "청크 {}: 헤더의 체크섬이 맞지 않습니다. 기록은 읽었습니다",
                ),
                vec![chunk.to_string()],
            ),
            Harm::NoChunk { chunk } => (
                say(
                    "chunk {} is overwritten or empty; nothing in it could be read",
                    "청크 {}: 덮어써졌거나 비어 있어 읽을 수 있는 기록이 없습니다",
                ),
                vec![chunk.to_string()],
            ),
            Harm::CutOff { chunk, missing } => (
                say(
                    "the file ends within chunk {}; its last {} bytes are missing",
                    "파일이 청크 {} 중간에서 끝났습니다. 이 청크의 마지막 {}바이트가 없습니다",
                ),
                vec![chunk.to_string(), missing.to_string()],
            ),
            Harm::Skipped { chunk, bytes } => (
                say(
                    "chunk {}: {} bytes hold no readable record and were skipped",
                    "청크 {}: {}바이트는 읽을 수 있는 기록이 아니어서 건너뛰었습니다",
                ),
                vec![chunk.to_string(), bytes.to_string()],
            ),
            Harm::Record { number } => (
                say(
                    "record {} cannot be decoded and was skipped",
                    "기록 {}의 내용을 해독할 수 없어 건너뛰었습니다",
                ),
                vec![number.to_string()],
            ),
            Harm::Unfinished => (
                say(
                    "the text ends within a record; what is left of it was read",
                    "텍스트가 기록 중간에서 끝났습니다. 남은 부분은 읽었습니다",
                ),
                vec![],
            ),
            Harm::Undecodable => (
                say(
                    "some bytes are no text in its encoding; name the right one with --encoding",
                    "이 인코딩의 텍스트가 아닌 바이트가 있습니다. --encoding으로 올바른 인코딩을 지정하십시오",
                ),
                vec![],
            ),
            Harm::Unreadable(kind) => {
                let why = crate::text::system(&io::Error::from(*kind));
                (
                    say("the file could not be read on: {}", "파일을 더 읽을 수 없습니다: {}"),
                    vec![why.get(lang).to_owned()],
                )
            }
        };
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        let told = sentence.with(lang, &values);
        say("byte {}: {}", "{}바이트: {}").with(lang, &[&self.at.to_string(), &told])
    }
}
