//! What the records of a log mean together: `stages` say what a record is in the story of a request or of the service, `rules`
//! say which finding such a story is, `logs` name the logs that could say more. Owns their shapes and how records are written
//! in them; decides nothing.

use super::code::canonical;
use super::id::{EntryId, FactId};
use super::signal::Form;
use crate::text::{Say, Text, say};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who writes the entries of the Entra audit log.
pub const AUDIT_LOG: &str = "Microsoft Entra audit log";

/// Records of one source, in text `PasswordResetService|33004`, `Directory Synchronization|611-657` or, for what has no numbers,
/// `Microsoft Entra audit log|Reset password (self-service)`; `*` stands for every activity.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Source {
    /// The source as the event log prints it.
    pub provider: String,
    pub records: Records,
}

/// Which records of a source.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Records {
    /// Those of these numbers, from the first to the last.
    Events(u32, u32),
    /// The entries of the audit log about one activity.
    Activity(String),
}

impl TryFrom<String> for Source {
    type Error = String;

    fn try_from(raw: String) -> Result<Self, String> {
        let (provider, records) = raw
            .split_once('|')
            .ok_or_else(|| format!("`{raw}` names no records; write it like `PasswordResetService|33004`"))?;
        let source = |records| Self {
            provider: provider.to_owned(),
            records,
        };
        if provider == AUDIT_LOG && !records.trim().is_empty() {
            return Ok(source(Records::Activity(records.to_owned())));
        }
        let (first, last) = records.split_once('-').unwrap_or((records, records));
        match (first.parse(), last.parse()) {
            (Ok(first), Ok(last)) if first <= last && !provider.is_empty() => Ok(source(Records::Events(first, last))),
            _ => Err(format!(
                "`{raw}` names no records; write it like `PasswordResetService|33001-33009`"
            )),
        }
    }
}

impl From<Source> for String {
    fn from(Source { provider, records }: Source) -> String {
        match records {
            Records::Events(first, last) if first == last => format!("{provider}|{first}"),
            Records::Events(first, last) => format!("{provider}|{first}-{last}"),
            Records::Activity(name) => format!("{provider}|{name}"),
        }
    }
}

impl Source {
    /// Whether it is a record of this source. One that does not say who wrote it is known by its number alone.
    pub fn holds(&self, provider: Option<&str>, event: u32) -> bool {
        self.may_hold(event) && provider.is_none_or(|p| p.eq_ignore_ascii_case(&self.provider))
    }

    /// Whether records of this number are of this source, if it wrote them.
    pub fn may_hold(&self, event: u32) -> bool {
        matches!(self.records, Records::Events(first, last) if (first..=last).contains(&event))
    }

    /// Whether the entries of the audit log about this activity are of this source.
    pub fn names(&self, activity: &str) -> bool {
        matches!(&self.records, Records::Activity(name) if name == "*" || name.eq_ignore_ascii_case(activity.trim()))
    }
}

/// Which story a record belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Story {
    /// One reset or change, from its start to what became of it.
    Request,
    /// The service: it starts, stops, loses its connection.
    Service,
    /// Writeback is turned on or off.
    Setup,
    /// Hash synchronization and other life of the server. Never the cause of a failed request.
    Other,
}

/// What a record is in its story.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Part {
    /// It begins. A request that begins proves that the network path is open.
    Starts,
    /// It worked.
    Succeeds,
    /// It did not work; why is said elsewhere.
    Fails,
    /// Why it did not work.
    Reason,
    /// What the engine met, which names no user: it belongs to the request beside it.
    Trace,
    /// A step on its way; how it ended is said elsewhere.
    Step,
    /// The engine reached the directory.
    Reaches,
    /// The service runs from here on.
    Up,
    /// A sign of life of the service.
    Alive,
    /// The service does not run from here on.
    Down,
    /// The service runs, but cannot be reached.
    Trouble,
    /// The log was cleared: what was before is gone.
    Cleared,
    /// It happens beside; it says nothing about a failure.
    Companion,
}

/// How what a record tells of ended: as an entry of the audit log says, or an event by its keywords.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Ended {
    Success,
    Failure,
}

/// What a record is, by who wrote it and its number. A record is held by the first stage that names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    pub id: String,
    #[schemars(with = "Vec<String>")]
    pub of: Vec<Source>,
    /// Only those that ended so.
    #[serde(default)]
    pub result: Option<Ended>,
    /// Only those in which all of these texts stand; blanks and capitals do not count.
    #[serde(default)]
    pub text: Vec<String>,
    pub story: Story,
    pub is: Part,
    /// What it says, in a few words.
    pub says: Text,
    /// Entries that such a record disproves, at its time.
    #[serde(default)]
    pub rules_out: Vec<EntryId>,
}

/// A record by its marks; all that are named must be there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Mark {
    /// Who wrote it; empty where the record does not say, neither that nor its number.
    #[schemars(with = "Vec<String>")]
    pub of: Vec<Source>,
    /// It ended so.
    pub result: Option<Ended>,
    /// A code of this form stands in it that an entry claims and that is no noise, and the record says neither who wrote it nor
    /// its number. What the code means answers, where the rule names no entry.
    pub claims: Option<Form>,
    /// One of these result codes stands in it, in any spelling; codes that every trace holds are not seen.
    pub codes: Vec<String>,
    /// All of these texts stand in it; blanks and capitals do not count.
    pub text: Vec<String>,
    /// A regular expression that fits the message; only where a text cannot say it.
    pub matches: Option<String>,
}

impl Mark {
    /// Its codes in the form in which they are compared.
    pub fn canonical_codes(&self) -> Vec<String> {
        self.codes.iter().map(|code| canonical(code)).collect()
    }

    /// It stands on the source and number of a record alone.
    pub fn is_plain(&self) -> bool {
        self.codes.is_empty() && self.text.is_empty() && self.matches.is_none() && self.result.is_none()
    }
}

/// How sure a rule may be at most; what the log does not cover makes it less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Certainty {
    Confirmed,
    Likely,
    Possible,
}

/// Where a request broke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    Arriving,
    Decrypting,
    FindingUser,
    ReachingDomain,
    SettingPassword,
}

impl Phase {
    /// In words, as what stands behind "broke at".
    pub fn told(self) -> Say {
        match self {
            Phase::Arriving => say("on the way to this server", "이 서버로 전달되는 단계"),
            Phase::Decrypting => say("decrypting the password", "암호 해독 단계"),
            Phase::FindingUser => say("finding the user", "사용자를 찾는 단계"),
            Phase::ReachingDomain => say("reaching a domain controller", "도메인 컨트롤러 연결 단계"),
            Phase::SettingPassword => say("setting the password in AD", "AD에서 암호를 설정하는 단계"),
        }
    }
}

/// What a rule says of those whom it concerns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Scope {
    pub also: Vec<EntryId>,
    pub next: Option<Text>,
    /// What is known then too, by fact.
    pub proves: BTreeMap<FactId, String>,
}

/// So many users at one address within so long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OneAddress {
    /// At least so many users.
    pub users: u32,
    pub minutes: u32,
}

/// A record of a fixture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Written {
    /// Seconds after the first record; counted on by one where it is not said.
    #[serde(default)]
    pub after: Option<u32>,
    /// Who wrote it and its number; without it, a message that says neither.
    #[serde(default)]
    #[schemars(with = "Option<String>")]
    pub of: Option<Source>,
    /// How it ended, where it says so.
    #[serde(default)]
    pub result: Option<Ended>,
    /// Whom it is about and the address from which it was done, where it is of the audit log.
    #[serde(default)]
    pub user: Option<String>,
    #[serde(default)]
    pub address: Option<String>,
    /// The message; of the audit log the reason.
    #[serde(default)]
    pub says: String,
}

/// Which finding a story is. Of several rules that hold for one story the lowest rank answers, the others stand beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "DiagnosisRule")]
pub struct Rule {
    pub id: String,
    /// The record that decides: one of these.
    pub on: Vec<Mark>,
    /// What must stand in the same story too, each of them.
    #[serde(default)]
    pub beside: Vec<Mark>,
    /// What must not stand in the same story.
    #[serde(default)]
    pub without: Vec<Mark>,
    /// It does not hold where one of these follows, however much later.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub unless_later: Vec<Source>,
    /// Where one of these follows, it is over, and no more than possible.
    #[serde(default)]
    #[schemars(with = "Vec<String>")]
    pub over_after: Vec<Source>,
    /// Fewer of them are no more than possible.
    #[serde(default)]
    pub at_least: Option<u32>,
    /// It holds only where several users come from one address.
    #[serde(default)]
    pub one_address: Option<OneAddress>,
    /// The entry that answers; without one, that of the event itself.
    #[serde(default)]
    pub entry: Option<EntryId>,
    #[serde(default)]
    pub also: Vec<EntryId>,
    pub status: Certainty,
    /// The lowest answers.
    pub rank: u16,
    /// It answers only where no other rule does.
    #[serde(default)]
    pub alone: bool,
    #[serde(default)]
    pub phase: Option<Phase>,
    /// What is known where it holds and is confirmed, by fact.
    #[serde(default)]
    pub proves: BTreeMap<FactId, String>,
    /// What more is said where several users fail, whether others work or not.
    #[serde(default)]
    pub several: Option<Scope>,
    /// What more is said where only some users fail, where all do, where one user fails again and again.
    #[serde(default)]
    pub some: Option<Scope>,
    #[serde(default)]
    pub all: Option<Scope>,
    #[serde(default)]
    pub again: Option<Scope>,
    /// Ids of `logs` that would say more.
    #[serde(default)]
    pub wants: Vec<String>,
    /// What to do next; without it, the first step of the entry.
    #[serde(default)]
    pub next: Option<Text>,
    /// Records for which it must hold, and records that resemble them for which it must not.
    pub holds_for: Vec<Written>,
    pub fails_for: Vec<Written>,
}

impl Rule {
    /// All that it may prove: fact and value, each by its place in the rule.
    pub fn proofs(&self) -> impl Iterator<Item = (String, &FactId, &String)> {
        let scopes = [
            ("several/", &self.several),
            ("some/", &self.some),
            ("all/", &self.all),
            ("again/", &self.again),
        ];
        let scopes = scopes
            .into_iter()
            .filter_map(|(place, scope)| Some((place, &scope.as_ref()?.proves)));
        let all = std::iter::once(("", &self.proves)).chain(scopes);
        all.flat_map(|(place, proves)| {
            let told = proves.iter();
            told.map(move |(fact, value)| (format!("{place}proves/{fact}"), fact, value))
        })
    }
}

/// A log that may say more.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Log {
    pub id: String,
    pub title: Text,
    /// The channel as Windows names it; without it, `Application`.
    #[serde(default)]
    pub channel: Option<String>,
    /// Who writes it. A log is read where a record of one of these is.
    pub providers: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_written_as_people_read_them() {
        for raw in [
            "PasswordResetService|33004",
            "Directory Synchronization|611-657",
            "Microsoft Entra audit log|Reset password (self-service)",
        ] {
            assert_eq!(Source::try_from(raw.to_owned()).map(String::from), Ok(raw.to_owned()));
        }
        for raw in [
            "33004",
            "ADSync|",
            "|6329",
            "ADSync|9-1",
            "ADSync|Reset",
            "Microsoft Entra audit log|",
        ] {
            assert!(Source::try_from(raw.to_owned()).is_err(), "{raw}");
        }
    }

    #[test]
    fn an_activity_is_known_whatever_its_capitals() {
        let source = |raw: &str| Source::try_from(raw.to_owned()).unwrap();
        let one = source("Microsoft Entra audit log|Reset password (by admin)");
        assert!(one.names("reset password (By Admin) ") && !one.names("Reset password (self-service)"));
        assert!(source("Microsoft Entra audit log|*").names("Add user") && !source("ADSync|6329").names("Add user"));
    }

    #[test]
    fn a_record_without_its_source_is_known_by_its_number() {
        let source = Source::try_from("ADSync|6329".to_owned()).unwrap();
        assert!(source.holds(Some("ADSync"), 6329) && source.holds(None, 6329));
        assert!(!source.holds(Some("VendorService"), 6329) && !source.holds(None, 6330));
    }
}
