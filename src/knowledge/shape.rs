//! What a knowledge file may hold: the serde mirror of the YAML. Unknown keys and a missing language are refused here;
//! what the pieces mean to each other is checked in [`super::check`].

use super::acceptance::Acceptance;
use super::code::canonical;
use super::condition::{Condition, NodeRef};
use super::endpoint::{Endpoint, ServerCheck};
pub use super::field::{Field, KEYS_OF_EVERY_CASE, KeptKind, Rule, Value};
use super::group::Group;
use super::id::{EntryId, FactId, FieldId, QuestionId};
use super::paste::{Announced, AuditColumn, Beside, Column, Hint, Keyword, LevelName};
use super::rule::{Log, Rule as DiagnosisRule, Stage};
use super::signal::{Refinement, Signal};
use super::term::Term;
use super::ticket::TicketForm;
use super::twin::Twin;
use super::verification::{Opens, Verification};
use crate::text::{Say, Text, say};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The end of a walk in which the trouble is gone.
pub const SOLVED: &str = "end.solved";
/// The end of a walk that goes to support.
pub const SUPPORT_CASE: &str = "end.support-case";

/// One knowledge file, or all of them together. Any file may hold any section.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Knowledge {
    pub entries: Vec<Entry>,
    pub questions: Vec<Question>,
    pub sequences: Vec<Sequence>,
    pub trees: Vec<Tree>,
    pub doors: Vec<Door>,
    pub facts: Vec<Fact>,
    pub groups: Vec<Group>,
    pub fields: Vec<Field>,
    pub shared: Vec<Shared>,
    pub deadlines: Vec<Deadline>,
    pub roles: Vec<Role>,
    pub sources: Vec<Source>,
    pub synonyms: Vec<Vec<String>>,
    /// Products under their name of today.
    pub products: Vec<Wording>,
    /// Spellings and words that are read as one.
    pub spellings: Vec<Wording>,
    /// How numbers and codes sound: `read` is the digits that a word stands for, `2*` where it doubles what follows, `*1000`
    /// where it multiplies what stands before, or a piece of a code.
    pub spoken: Vec<Wording>,
    /// Entries that compete for the same words, and which is meant when.
    pub rivals: Vec<Vec<Rival>>,
    /// Words that only name what all of this is about.
    pub ordinary: Vec<String>,
    /// Words that say something of what stands near them.
    pub cues: Vec<Cue>,
    /// What a case keeps of a text, by the words before it; the first that fits counts.
    pub keepsakes: Vec<Keepsake>,
    /// Words that announce a secret, which is never kept.
    pub secrets: Vec<Announced>,
    /// Words that tell a secret from what is none.
    pub beside: Vec<Beside>,
    /// What the columns and labels of events are called.
    pub columns: Vec<Column>,
    pub levels: Vec<LevelName>,
    pub keywords: Vec<Keyword>,
    /// What the columns of an exported audit log are called.
    pub audit: Vec<AuditColumn>,
    /// What a caller's words propose for the case.
    pub hints: Vec<Hint>,
    pub out_of_scope: Vec<OutOfScope>,
    pub signals: Vec<Signal>,
    pub refinements: Vec<Refinement>,
    pub stages: Vec<Stage>,
    pub rules: Vec<DiagnosisRule>,
    /// Logs that may say more.
    pub logs: Vec<Log>,
    pub verification: Verification,
    pub tickets: Vec<TicketForm>,
    /// Hosts that the service must reach.
    pub endpoints: Vec<Endpoint>,
    /// What is read on the server.
    pub server_checks: Vec<ServerCheck>,
    /// One word for one thing.
    pub terms: Vec<Term>,
    /// Which of two entries when.
    pub twins: Vec<Twin>,
    /// What shows whether remedies helped.
    pub acceptances: Vec<Acceptance>,
    /// Where entries come from that are not built in; no file says so of itself.
    #[serde(skip)]
    pub origins: BTreeMap<EntryId, Origin>,
}

/// A file of somebody's own that an entry comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Its path, to be shown.
    pub file: String,
    /// The entry stands in place of a built-in one.
    pub replaces: bool,
}

/// Words of the files, each with the name to show.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($variant:ident $word:literal $en:literal $ko:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
        pub enum $name {
            $(#[serde(rename = $word)] $variant,)*
        }

        impl $name {
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// The name to show.
            pub fn title(self) -> Say {
                match self {
                    $(Self::$variant => say($en, $ko),)*
                }
            }
        }
    };
}

words!(
    /// The part of the field an entry belongs to; the words are fixed by the command-line contract.
    Area {
        Portal "portal" "Portal configuration" "포털 구성",
        Reporting "reporting" "Reporting" "보고서",
        Registration "registration" "Registration" "등록",
        Usage "usage" "Resetting" "재설정",
        Writeback "writeback" "Writeback" "비밀번호 쓰기 저장",
        UserErrors "user-errors" "Error pages" "오류 화면",
        Events "events" "Events" "이벤트",
        Codes "codes" "Codes" "코드",
        HowItWorks "how-it-works" "How it works" "작동 방식",
        Guide "guide" "Guide" "안내",
        SupportCase "support-case" "Support case" "지원 사례",
    }
);

words!(
    /// What an entry is; the words are fixed by the command-line contract.
    Kind {
        Symptom "symptom" "symptom" "증상",
        Cause "cause" "cause" "원인",
        Step "step" "step" "단계",
        Error "error" "error" "오류",
        Event "event" "event" "이벤트",
        Code "code" "code" "코드",
        Setting "setting" "setting" "설정",
        Guide "guide" "guide" "안내",
        Field "field" "field" "항목",
    }
);

/// One thing worth knowing: a symptom, an error, an event, a setting, a guide, a field of the support case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Area or family, a dot, words with hyphens.
    pub id: EntryId,
    pub area: Area,
    pub kind: Kind,
    /// At most 66 columns.
    pub title: Text,
    /// Today's truth in one to three sentences, the answer first.
    pub summary: Text,
    /// The old name or place.
    pub earlier: Option<Text>,
    pub affects: Option<Text>,
    /// Codes that must find this entry, in any spelling; always quoted.
    #[serde(default)]
    pub codes: Vec<String>,
    /// Short identifying pieces of real messages, in either language.
    #[serde(default)]
    pub phrases: Vec<String>,
    #[serde(default)]
    pub aliases: Aliases,
    /// A walk skips the entry where this is known to be false.
    #[schemars(with = "Option<String>")]
    pub when: Option<Condition>,
    #[serde(default)]
    pub seen: Vec<Text>,
    #[serde(default)]
    pub causes: Vec<Text>,
    #[serde(default)]
    pub details: Vec<Text>,
    #[serde(default)]
    pub warnings: Vec<Text>,
    /// What to say to the caller.
    pub tell: Option<Text>,
    /// What the helpdesk may do itself.
    #[serde(default)]
    pub helpdesk: Vec<Text>,
    /// What the administrator changes, in order.
    #[serde(default)]
    pub steps: Vec<Step>,
    /// How you know that it worked.
    pub verify: Option<Text>,
    pub wait: Option<Wait>,
    #[serde(default)]
    pub disputed: Vec<Disputed>,
    #[serde(default)]
    pub uncertain: Vec<Text>,
    /// Ids of `deadlines`.
    #[serde(default)]
    pub deadlines: Vec<String>,
    /// Ids of `shared` blocks.
    #[serde(default)]
    pub include: Vec<String>,
    /// Nodes to try when this did not help.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub next: Vec<NodeRef>,
    #[serde(default)]
    pub related: Vec<EntryId>,
    #[serde(default)]
    pub links: Vec<Link>,
    /// Ids of `sources`; never empty.
    pub sources: Vec<String>,
    /// The day on which somebody last checked the entry, as `2026-11-21`.
    pub verified: String,
}

/// How people say it, a list per language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Aliases {
    pub en: Vec<String>,
    pub ko: Vec<String>,
}

/// One thing that an administrator does.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    #[serde(rename = "do")]
    pub action: Text,
    #[serde(rename = "where")]
    pub place: Option<Text>,
    /// An id of `roles`.
    pub role: Option<String>,
    /// Exact and copyable; `{user_id}` and other fields are filled in from the case.
    pub command: Option<String>,
    pub risk: Option<Text>,
    pub verify: Option<Text>,
    pub undo: Option<Text>,
    /// The entry in which it is told whole.
    pub see: Option<EntryId>,
    /// How it opens an account, so that a caller is verified before.
    pub opens: Option<Opens>,
}

impl Step {
    /// Does it change something? One that only looks says neither what it risks nor how it is taken back.
    pub fn acts(&self) -> bool {
        self.risk.is_some() || self.undo.is_some()
    }
}

/// A remedy that takes time before it shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wait {
    /// A number and `m`, `h` or `d`.
    #[serde(rename = "for")]
    pub duration: String,
    pub why: Text,
    /// The moment from which it counts; now where this is not said.
    #[serde(default)]
    pub from: WaitFrom,
}

/// The moment from which a wait counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum WaitFrom {
    /// The attempt that the case is about.
    Attempt,
    /// A change that was made, which may be a while ago.
    Change,
    #[default]
    Now,
}

impl Wait {
    /// The time to wait in seconds; `None` where the text is no duration.
    pub fn seconds(&self) -> Option<i64> {
        [("m", 60), ("h", 3600), ("d", 86400)]
            .iter()
            .find_map(|(unit, factor)| {
                let number: u32 = self.duration.strip_suffix(unit)?.parse().ok()?;
                Some(i64::from(number) * factor)
            })
    }
}

/// Sources that contradict each other, and the course that is safe either way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Disputed {
    pub claims: Vec<Claim>,
    pub safe: Text,
}

/// What one source says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    pub en: String,
    pub ko: String,
    pub source: String,
}

/// A page to open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Link {
    pub title: Text,
    pub url: String,
}

/// A decision tree: the nodes a walk through it tries, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Tree {
    pub id: String,
    pub title: Text,
    pub about: Text,
    /// Its place on the first screen; trees without one come last, in the order of the files.
    pub order: Option<u32>,
    #[schemars(with = "Vec<String>")]
    pub start: Vec<NodeRef>,
}

/// A named list of nodes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Sequence {
    pub id: String,
    pub title: Text,
    pub why: Option<Text>,
    /// Entries in it are shown as "step 2 of 7".
    #[serde(default)]
    pub numbered: bool,
    /// Walks begin with it where it matters who is there, and its answers are no part of the way; of one sequence at most.
    #[serde(default)]
    pub opening: bool,
    /// Asked before a walk ends at the support case; of one sequence at most.
    #[serde(default)]
    pub closing: bool,
    #[schemars(with = "Vec<String>")]
    pub nodes: Vec<NodeRef>,
}

/// A question of a walk: either with choices, or typed into a field of the case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: QuestionId,
    pub ask: Text,
    pub help: Option<Text>,
    /// The fact that the answer is.
    pub sets: Option<FactId>,
    /// The field of the case that the answer is typed into.
    pub field: Option<FieldId>,
    #[serde(default)]
    pub choices: Vec<Choice>,
}

/// One answer to a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    pub id: String,
    /// At most 70 columns.
    pub text: Text,
    /// The value of the fact that the question sets; the id where it is absent.
    pub value: Option<String>,
    /// The answer settles nothing.
    #[serde(default)]
    pub unknown: bool,
    /// Codes and ranges of event ids that make this choice where one of them is evidence; always quoted.
    #[serde(default)]
    pub codes: Vec<String>,
    /// Other facts that this answer settles.
    #[serde(default)]
    pub set: BTreeMap<FactId, String>,
    #[schemars(with = "Option<String>")]
    pub when: Option<Condition>,
    /// Nodes tried first, before the rest of the list in which the question stands.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub go: Vec<NodeRef>,
}

impl Choice {
    /// The value of the fact that the question sets.
    pub fn stands_for(&self) -> &str {
        self.value.as_deref().unwrap_or(&self.id)
    }

    /// Whether `code`, in its canonical form, makes this choice.
    pub fn is_made_by(&self, code: &str) -> bool {
        self.codes.iter().any(|own| made_by(own, code))
    }
}

/// Whether `code`, in its canonical form, is what a choice names: the same code, or an event id within a range.
pub fn made_by(own: &str, code: &str) -> bool {
    let ends = own
        .split_once('-')
        .and_then(|(first, last)| Some((first.parse::<u32>().ok()?, last.parse::<u32>().ok()?)));
    match ends {
        Some((first, last)) => code.parse().is_ok_and(|number| (first..=last).contains(&number)),
        None => canonical(own) == code,
    }
}

/// A code that means several things, and the question that tells them apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Door {
    pub code: String,
    pub question: QuestionId,
}

/// Something a walk can learn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    pub id: FactId,
    pub title: Text,
    /// The field of the case it fills.
    pub field: Option<FieldId>,
    pub values: Vec<Value>,
}

/// What several entries say, written once. Any of the lists of an entry.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Shared {
    pub id: String,
    #[serde(default)]
    pub seen: Vec<Text>,
    #[serde(default)]
    pub causes: Vec<Text>,
    #[serde(default)]
    pub details: Vec<Text>,
    #[serde(default)]
    pub warnings: Vec<Text>,
    #[serde(default)]
    pub helpdesk: Vec<Text>,
    #[serde(default)]
    pub steps: Vec<Step>,
}

/// A date that matters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Deadline {
    pub id: String,
    /// `2027-02-01`, or `2027-03` where only the month is known.
    pub date: String,
    pub what: Text,
    pub sources: Vec<String>,
}

/// A role that steps ask for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Role {
    pub id: String,
    pub name: Text,
}

/// Where knowledge comes from. `url` and `date` are empty where there is none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Source {
    pub id: String,
    pub title: String,
    pub url: String,
    pub date: String,
}

/// What a text is read as, before anything is looked up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Wording {
    pub read: String,
    #[serde(rename = "for")]
    pub written: Vec<String>,
}

/// One of several entries that compete for the same words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Rival {
    pub entry: EntryId,
    /// What is said where this one is meant, and not where another is.
    pub when: Vec<String>,
}

/// Words in lower case, and what they say of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    pub says: CueKind,
    pub words: Vec<String>,
}

/// What a word says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CueKind {
    /// A number near it is an event id.
    Event,
    /// A number near it is a status or result code.
    Error,
    /// It may stand between `sspr` and its number.
    Number,
    /// That something is wrong, but not what.
    Trouble,
}

/// An identifier that a case keeps, and the words in lower case that announce it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Keepsake {
    pub keeps: KeptKind,
    pub words: Vec<String>,
    /// A word does not count where it is a part of a longer one.
    #[serde(default)]
    pub whole: bool,
}

/// A topic that callers bring but that belongs elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OutOfScope {
    pub id: String,
    pub title: Text,
    pub answer: Text,
    pub words: Vec<String>,
}
