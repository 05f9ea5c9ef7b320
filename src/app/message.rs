//! What comes in and what goes out: messages to [`super::update()`], effects it asks for, work that goes on beside the screen.

use super::key::Key;
use crate::bundle::import::{Imported, Read, Refused};
use crate::bundle::{Changes, Order, Passphrase, Plan, Written};
use crate::case::digest::Digest;
use crate::case::field::Accepted;
use crate::case::listed::Listed;
use crate::case::{Case, CaseId};
use crate::check;
use crate::knowledge::id::{FieldId, QuestionId};
use crate::scan::{Scanned, SoFar};
use crate::settings::Setting;
use crate::time::{Stamp, Zone};
use std::path::PathBuf;

/// Bytes that can be pasted at once, and of what stands where is typed: hundreds of lines of a log. The rest is cut, and that
/// is said.
pub const MOST_PASTED: usize = 64 * 1024;

/// Something that happened.
#[derive(Clone, Debug)]
pub enum Msg {
    Key(Key),
    /// Text that arrived at once.
    Paste(String),
    Resize(u16, u16),
    /// A row of the screen was clicked; column, row.
    Click(u16, u16),
    /// The wheel was turned by so many lines, up is negative, over a column and row.
    Scroll(i32, (u16, u16)),
    /// The terminal answered what its background is: is that light?
    Background(bool),
    /// The time now; sent before every other message and when a wait is over.
    Clock(Stamp),
    /// A name for the next case.
    FreshId(CaseId),
    /// Every case, and how many files of cases could not be read.
    Cases(Vec<Listed>, usize),
    Opened(Box<Case>),
    Saved(CaseId),
    /// A case could not be saved, and why: a sentence.
    NotSaved(Box<Case>, String),
    /// The answer to [`Effect::Leave`].
    Leave,
    /// The answer to [`Effect::SaveElsewhere`]: the files, or the folder that was typed and a sentence.
    SavedElsewhere(Result<Vec<PathBuf>, (String, String)>),
    /// Something could not be done; a sentence.
    Failed(String),
    /// The answer to [`Effect::Check`]: the value that passed, or what is wrong.
    Checked {
        asked_by: AskedBy,
        field: FieldId,
        raw: String,
        result: Result<Accepted, String>,
    },
    /// The answer to [`Effect::Keep`].
    Kept(Vec<Accepted>),
    /// The answer to [`Effect::LookAt`]: is there anything of that path?
    LookedAt(String, bool),
    /// The answer to [`Effect::NameLogs`]: each log as the case keeps it with its path, or what is wrong.
    LogsNamed(CaseId, Result<Vec<(Accepted, String)>, String>),
    /// The worker reports.
    Work {
        ticket: Ticket,
        news: News,
    },
    /// A text was handed to the terminal, which confirms nothing; false where not even that.
    Sent(bool),
    /// The terminal can no longer be read.
    TerminalLost,
    /// The system asks the program to end.
    Interrupted,
    /// The system asks the program to stop until the shell brings it back.
    Stop,
    /// The shell brought the program back; the terminal is no longer as it was left.
    Continued,
}

/// Where a value was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AskedBy {
    Form,
    Question(QuestionId),
}

/// Why a bundle was not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BundleRefused {
    /// There is a file of that name; it may be replaced when asked again.
    Exists,
    Other(String),
}

/// Something the world has to do.
#[derive(Clone, Debug)]
pub enum Effect {
    Save(Box<Case>),
    /// Comes back when all that was asked for before it is done.
    Leave,
    /// Save cases into a folder of somebody's choice.
    SaveElsewhere {
        cases: Vec<Case>,
        folder: String,
    },
    ListCases,
    OpenCase(CaseId),
    /// Close a case that is not open here, or open it again.
    CloseCase(CaseId, bool),
    DeleteCase(CaseId),
    FreshId,
    /// Try a value by the rule of its field.
    Check {
        case: Box<Case>,
        asked_by: AskedBy,
        field: FieldId,
        raw: String,
    },
    /// Keep values that a pasted text or a record of a log held, where they pass the rules of their fields and those are still
    /// empty.
    Keep {
        case: Box<Case>,
        values: Vec<(FieldId, String)>,
        record: Option<u64>,
    },
    /// Look whether there is a file or a folder of that path.
    LookAt(String),
    /// Look at logs that were read, to be named in a case.
    NameLogs {
        case: Box<Case>,
        paths: Vec<String>,
    },
    /// Begin work beside the screen.
    Work {
        ticket: Ticket,
        work: Work,
    },
    Cancel(Kind),
    /// Write a setting into the settings file.
    Configure(Setting),
    /// Hand a text to the terminal's own clipboard.
    Send(String),
    Suspend,
    Quit,
}

/// Names one request for work; a report under an older ticket has lost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ticket(pub u64);

/// Work that takes long enough to go on beside the screen.
#[derive(Clone, Debug)]
pub enum Work {
    /// Note size and hash of files that the case names.
    Attach(Vec<String>),
    /// Read logs; times that state no zone are of this one.
    Scan {
        paths: Vec<String>,
        zone: Option<Zone>,
    },
    /// Work out what checks would contact and run.
    PlanChecks(Box<check::Request>),
    /// Do what was agreed to.
    Check(Box<check::Plan>),
    /// Put a text on a clipboard.
    Copy(String),
    /// Open a page in the browser.
    Browse(String),
    Plan {
        case: Box<Case>,
        order: Box<Order>,
    },
    /// Read a bundle of this path, and check it.
    Receive {
        path: String,
        passphrase: Option<Passphrase>,
    },
    /// Keep a bundle that was read.
    Import(Box<Read>),
    Write {
        plan: Box<Plan>,
        path: String,
        replace: bool,
        passphrase: Option<Passphrase>,
    },
}

/// Of each kind one runs and at most one waits, the newest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Attach,
    Scan,
    PlanChecks,
    Check,
    Copy,
    Browse,
    Plan,
    Write,
    /// A bundle is read or kept.
    Receive,
}

impl Work {
    pub fn kind(&self) -> Kind {
        match self {
            Work::Attach(_) => Kind::Attach,
            Work::Scan { .. } => Kind::Scan,
            Work::PlanChecks(_) => Kind::PlanChecks,
            Work::Check(_) => Kind::Check,
            Work::Copy(_) => Kind::Copy,
            Work::Browse(_) => Kind::Browse,
            Work::Plan { .. } => Kind::Plan,
            Work::Write { .. } => Kind::Write,
            Work::Receive { .. } | Work::Import(_) => Kind::Receive,
        }
    }
}

/// Work that goes on beside the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Job {
    pub ticket: Ticket,
    /// Bytes done and bytes in all; 0 in all where that is not known yet.
    pub done: u64,
    pub total: u64,
    /// It was told to stop and has not answered yet.
    pub stopping: bool,
}

/// What the worker reports. Progress, one hashed file and how far logs are read come on the way, all others end the work.
#[derive(Clone, Debug)]
pub enum News {
    /// Bytes.
    Progress {
        done: u64,
        total: u64,
    },
    /// One file is hashed.
    Attached {
        path: String,
        digest: Digest,
    },
    /// Every file is.
    AttachedAll,
    /// How far logs are read; the work goes on.
    Scanning(Box<SoFar>),
    /// What logs show, also where reading was stopped; or why nothing could be read.
    Scanned(Result<Box<Scanned>, String>),
    /// What checks would contact and run, or why that cannot be said.
    ChecksPlanned(Result<Box<check::Plan>, String>),
    /// How far checks are; the work goes on.
    Checking(Box<check::SoFar>),
    /// What came of them, also where they were stopped.
    Checked(Box<check::Checked>),
    /// The program that took the text, or the text back where none did.
    Copied(Result<&'static str, String>),
    /// The page was handed to the browser; an address back where none took it.
    Browsed(Result<String, String>),
    /// What a bundle will hold, and what is changed in each of its files.
    Planned(Box<Plan>, Vec<Changes>),
    /// The bundle stands at this path, or why not.
    Written(Result<(PathBuf, Written), BundleRefused>),
    /// A bundle was read, or why not.
    Received(Result<Box<Read>, Refused>),
    /// A bundle was kept, or why not.
    Imported(Result<Imported, String>),
    Failed(String),
    Canceled,
}
