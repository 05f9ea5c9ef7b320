//! Exit codes, fixed by the contract.

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
}

impl Exit {
    pub fn yes(yes: bool) -> Self {
        if yes { Exit::Done } else { Exit::No }
    }

    pub fn code(self) -> u8 {
        self as u8
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit.code())
    }
}

/// Why a command could not do its work.
#[derive(Debug)]
pub enum Failure {
    /// 2: wrong use, or not possible; one sentence that says what to do.
    Told(String),
    /// 0: whoever read the answer has read enough.
    Closed,
}

impl Failure {
    pub fn new(message: impl Into<String>) -> Self {
        Failure::Told(message.into())
    }

    pub fn from_output(error: &io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Failure::Closed;
        }
        Failure::Told(format!(
            "the answer could not be written: {error}; make room, or write it elsewhere"
        ))
    }
}
