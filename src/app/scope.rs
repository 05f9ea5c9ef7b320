//! Where the program stands, as far as keys are concerned.

use crate::text::{Say, say};

/// Where a binding holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    Home,
    /// The list of what was pasted there.
    Pasted,
    /// A question with choices.
    Question,
    /// A question that is typed.
    Typing,
    /// An entry with its outcomes.
    Remedy,
    /// The end of a walk.
    End,
    Reader,
    Form,
    Bundle,
    /// A bundle that is written.
    Written,
    Ticket,
    /// The text of a ticket, being changed.
    TicketText,
    /// The list of all cases.
    Cases,
    /// A bundle that somebody sent.
    Import,
    /// What logs show.
    Log,
    /// The path of a log, being typed.
    LogPath,
    /// The checks.
    Checks,
    Settings,
    /// The keys that hold, told.
    Help,
    /// A text in which something was found.
    Found,
}

impl Scope {
    pub const ALL: [Scope; 20] = [
        Scope::Home,
        Scope::Pasted,
        Scope::Question,
        Scope::Typing,
        Scope::Remedy,
        Scope::End,
        Scope::Reader,
        Scope::Form,
        Scope::Bundle,
        Scope::Written,
        Scope::Ticket,
        Scope::TicketText,
        Scope::Cases,
        Scope::Import,
        Scope::Log,
        Scope::LogPath,
        Scope::Checks,
        Scope::Settings,
        Scope::Help,
        Scope::Found,
    ];

    /// Do characters type here?
    pub fn types(self) -> bool {
        matches!(
            self,
            Scope::Home | Scope::Typing | Scope::TicketText | Scope::Cases | Scope::LogPath
        )
    }

    pub fn name(self) -> Say {
        match self {
            Scope::Home => say("First screen", "첫 화면"),
            Scope::Pasted => say("What was pasted", "붙여 넣은 내용"),
            Scope::Question => say("Question", "질문"),
            Scope::Typing => say("Question to type in", "입력하는 질문"),
            Scope::Remedy => say("Remedy", "조치"),
            Scope::End => say("End of the walk", "마지막 화면"),
            Scope::Reader => say("Reading", "읽기"),
            Scope::Form => say("Support case", "지원 사례"),
            Scope::Bundle => say("Bundle", "번들"),
            Scope::Written => say("Bundle that is written", "저장한 번들"),
            Scope::Ticket => say("Ticket text", "티켓 문구"),
            Scope::TicketText => say("Changing the ticket text", "티켓 문구 수정"),
            Scope::Cases => say("All cases", "모든 사례"),
            Scope::Import => say("Bundle that was sent", "받은 번들"),
            Scope::Log => say("Event log", "이벤트 로그"),
            Scope::LogPath => say("Path of a log", "로그 경로"),
            Scope::Checks => say("Connection checks", "연결 점검"),
            Scope::Settings => say("Settings", "설정"),
            Scope::Help => say("Help", "도움말"),
            Scope::Found => say("Found in a text", "글에서 찾은 곳"),
        }
    }
}
