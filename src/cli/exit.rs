//! Exit codes, fixed by the contract.

use crate::bundle::BundleError;
use crate::case::field::Refusal;
use crate::case::store::StoreError;
use crate::text::{Lang, Say, Text, one_line, say, system};
use std::ffi::OsStr;
use std::io;
use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done, and where the command answers a question, the answer is yes.
    Done = 0,
    /// The answer is no; the command says to what.
    No = 1,
    /// Wrong use, or not possible.
    Failed = 2,
    /// The system ended it; what was done so far is saved.
    Interrupted = 130,
}

impl Exit {
    pub fn yes(yes: bool) -> Self {
        if yes { Exit::Done } else { Exit::No }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// 2: wrong use, or not possible; one sentence that says what to do.
    Told(Text),
    /// 0: whoever read the answer has read enough.
    Closed,
}

impl Failure {
    /// A failure that others word, in their language.
    pub fn new(message: &impl ToString) -> Self {
        Self::of(|_| message.to_string())
    }

    /// A sentence with each `{}` replaced by the next of `values`.
    pub fn said(said: Say, values: &[&str]) -> Self {
        Self::of(|lang| said.with(lang, values))
    }

    /// What `words` says in each language.
    pub fn of(words: impl Fn(Lang) -> String) -> Self {
        let (en, ko) = (words(Lang::En), words(Lang::Ko));
        Self::Told(Text { en, ko })
    }

    /// Refuses a name that is no text; the bytes that are none stand there as marks.
    pub fn no_text(name: &OsStr) -> Self {
        let mut shown = String::new();
        for chunk in name.as_encoded_bytes().utf8_chunks() {
            shown.push_str(&one_line(chunk.valid()));
            shown.extend(chunk.invalid().iter().map(|byte| format!("\\x{byte:02X}")));
        }
        let said = say(
            "`{}` is no readable text; rename the file",
            "`{}`은(는) 텍스트로 읽을 수 없습니다. 파일 이름을 바꾸십시오",
        );
        Failure::said(said, &[&shown])
    }

    pub fn from_output(error: &io::Error) -> Self {
        const UNWRITTEN: Say = say(
            "the answer could not be written: {}; make room, or write it elsewhere",
            "답을 쓰지 못했습니다: {}. 공간을 확보하거나 다른 곳에 쓰십시오",
        );
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::Closed;
        }
        let why = system(error);
        Self::of(|lang| UNWRITTEN.with(lang, &[why.get(lang)]))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::of(|lang| error.say(lang))
    }
}

impl From<BundleError> for Failure {
    fn from(error: BundleError) -> Self {
        Self::of(|lang| error.say(lang))
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::of(|lang| refusal.whole(lang))
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::new(&error)
    }
}
