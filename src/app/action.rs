//! What keys and the menu do, each by a name of its own.

use crate::walk::Outcome;

/// What a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Action {
    Choose,
    Next,
    Previous,
    /// The row beside is taken at once.
    Left,
    Right,
    PageDown,
    PageUp,
    Top,
    Bottom,
    Back,
    Menu,
    Help,
    Language,
    Search,
    /// Asks for words to find in the text that is shown.
    Find,
    FindNext,
    FindPrevious,
    Tick,
    NotNeeded,
    CouldNot,
    /// Says what the entry shown came to.
    Outcome(Outcome),
    Unfold,
    Undo,
    Redo,
    Way,
    /// Looks at a question that evidence answered.
    Overrule,
    /// To the next pane.
    Pane,
    /// A piece of evidence is none.
    DropEvidence,
    /// What was seen of the caller.
    Verify,
    /// Whether the remedy shown helped.
    Accept,
    /// Takes what a command printed on the server.
    Printed,
    Note,
    NewLine,
    Copy,
    Case,
    Bundle,
    Ticket,
    TicketLanguage,
    TicketDepth,
    /// For whom the ticket or the bundle is.
    Profile,
    TicketEdit,
    TicketAnew,
    Cases,
    /// What logs show; where none was read, asks for one.
    Log,
    /// Asks for another log.
    AnotherLog,
    NextTab,
    PreviousTab,
    /// Asks for words that what is listed must hold.
    Filter,
    /// Hides names of users, or shows them.
    HideNames,
    /// What the log or the checks show goes into the case.
    IntoCase,
    /// Leaves a file out of the bundle, or takes it in.
    TurnFile,
    /// What is hidden, or looks like a name, stays as it stands.
    KeepTerm,
    /// Everything that only looks like a name does.
    KeepAll,
    /// Something more is hidden.
    HideTerm,
    NextChange,
    PreviousChange,
    /// Asks for the name of the bundle.
    BundleFile,
    /// Logs of a shorter time around the incident, or of all of it.
    Window,
    /// Asks for a passphrase, or drops it.
    Encrypt,
    /// What will be checked, and what came of it.
    Checks,
    CheckAgain,
    /// Closes the case chosen, or opens it again.
    Shut,
    Delete,
    Home,
    Settings,
    /// Asks for the path of a bundle that somebody sent.
    OpenBundle,
    Suspend,
    Quit,
}

impl Action {
    /// Does it act on the text?
    pub fn is_on_text(self) -> bool {
        self.is_on_spot() || matches!(self, Action::Outcome(_))
    }

    /// Does it act on what is chosen in the text?
    pub fn is_on_spot(self) -> bool {
        use Action::{Choose, CouldNot, NotNeeded, Tick, Unfold};
        matches!(self, Choose | CouldNot | NotNeeded | Tick | Unfold)
    }

    /// Does it move within a list or a text?
    pub fn moves(self) -> bool {
        use Action::{Bottom, Next, PageDown, PageUp, Previous, Top};
        matches!(self, Next | Previous | PageDown | PageUp | Top | Bottom)
    }
}

/// The actions whose keys can be changed, by their names in the settings. Digits say the same on every page, and Enter, Esc, Tab
/// and the arrows the same in every program: those stay.
pub const CHANGEABLE: &[(&str, Action)] = &[
    ("another-log", Action::AnotherLog),
    ("bundle", Action::Bundle),
    ("bundle-file", Action::BundleFile),
    ("case", Action::Case),
    ("cases", Action::Cases),
    ("checks", Action::Checks),
    ("close-case", Action::Shut),
    ("copy", Action::Copy),
    ("could-not", Action::CouldNot),
    ("delete", Action::Delete),
    ("encrypt", Action::Encrypt),
    ("edit-ticket", Action::TicketEdit),
    ("event-log", Action::Log),
    ("filter", Action::Filter),
    ("find", Action::Find),
    ("find-next", Action::FindNext),
    ("find-previous", Action::FindPrevious),
    ("first-screen", Action::Home),
    ("help", Action::Help),
    ("hide-names", Action::HideNames),
    ("language", Action::Language),
    ("next-pane", Action::Pane),
    ("not-needed", Action::NotNeeded),
    ("note", Action::Note),
    ("open-bundle", Action::OpenBundle),
    ("overrule", Action::Overrule),
    ("profile", Action::Profile),
    ("quit", Action::Quit),
    ("redo", Action::Redo),
    ("renew-ticket", Action::TicketAnew),
    ("search", Action::Search),
    ("settings", Action::Settings),
    ("suspend", Action::Suspend),
    ("ticket", Action::Ticket),
    ("ticket-depth", Action::TicketDepth),
    ("ticket-language", Action::TicketLanguage),
    ("undo", Action::Undo),
    ("verify", Action::Verify),
    ("way", Action::Way),
    ("window", Action::Window),
];

/// The name of an action in the settings, where its keys can be changed.
pub fn name(action: Action) -> Option<&'static str> {
    let named = CHANGEABLE.iter().find(|(_, changeable)| *changeable == action);
    named.map(|(name, _)| *name)
}
