//! Exit codes, fixed by the contract.

use std::io;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0
    Done,
    /// 1: what that means is told by the command.
    Found,
}

impl Exit {
    /// 0 where `good`, else 1.
    pub fn good(good: bool) -> Self {
        if good { Exit::Done } else { Exit::Found }
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
