//! What `sspr check` looks at, as data: hosts that the service must reach, and what is read on the server, with the rules that judge
//! it. Owns their form in the files; how a host is probed is the business of `crate::check`.

use super::command;
use super::id::{EntryId, FactId};
use crate::text::{Say, Text, say};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// Stands in a host for the tenant's own relay, which events 31019 and 31034 name.
pub const NAMESPACE: &str = "{namespace}";

/// A cloud; the words are the values of the fact `cloud`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Cloud {
    #[default]
    Public,
    Usgov,
    China,
}

impl Cloud {
    pub const ALL: [Cloud; 3] = [Cloud::Public, Cloud::Usgov, Cloud::China];

    /// The word of the files and of the command line.
    pub fn word(self) -> &'static str {
        match self {
            Cloud::Public => "public",
            Cloud::Usgov => "usgov",
            Cloud::China => "china",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cloud| cloud.word() == word)
    }

    pub fn title(self) -> Say {
        match self {
            Cloud::Public => say("public cloud", "공용 클라우드"),
            Cloud::Usgov => say("US Government cloud", "미국 정부 클라우드"),
            Cloud::China => say("China (21Vianet)", "중국(21Vianet)"),
        }
    }
}

/// A step on the way to a host, in the order in which they are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Probe {
    /// Its name becomes addresses.
    Name,
    /// A TCP connection, to the host or to the proxy before it.
    Connect,
    /// The proxy lets the host pass.
    Proxy,
    /// The greeting of TLS, 1.2 or later.
    Tls,
    /// The certificate is valid and trusted here.
    Certificate,
    /// It comes from whom the host's certificates come from, and not from a device in between.
    Issuer,
    /// The host answers a request.
    Answer,
    /// The connection lasts while nothing is said.
    Idle,
}

impl Probe {
    /// The word of the files and of documents.
    pub fn word(self) -> &'static str {
        match self {
            Probe::Name => "name",
            Probe::Connect => "connect",
            Probe::Proxy => "proxy",
            Probe::Tls => "tls",
            Probe::Certificate => "certificate",
            Probe::Issuer => "issuer",
            Probe::Answer => "answer",
            Probe::Idle => "idle",
        }
    }

    /// What it is called in a sentence.
    pub fn title(self) -> Say {
        match self {
            Probe::Name => say("name resolution", "이름 확인"),
            Probe::Connect => say("TCP connection", "TCP 연결"),
            Probe::Proxy => say("proxy", "프록시"),
            Probe::Tls => say("TLS", "TLS"),
            Probe::Certificate => say("certificate", "인증서"),
            Probe::Issuer => say("issuer of the certificate", "인증서 발급자"),
            Probe::Answer => say("answer", "응답"),
            Probe::Idle => say("idle time-out", "유휴 시간 제한"),
        }
    }
}

/// A host that the service must reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Endpoint {
    pub id: String,
    pub cloud: Cloud,
    /// Its name; `{namespace}` stands for that of the tenant's own relay.
    pub host: String,
    pub port: u16,
    /// What it is for.
    pub title: Text,
    /// Spoken to without TLS, as hosts of revocation lists are.
    #[serde(default)]
    pub plain: bool,
    /// What fails there is a warning: writeback goes on without it.
    #[serde(default)]
    pub optional: bool,
    /// The organizations that issue its certificates, as they stand there.
    #[serde(default)]
    pub issuers: Vec<String>,
    /// The entry to read, whatever fails and is not named below.
    pub entry: EntryId,
    #[serde(default)]
    pub read: BTreeMap<Probe, EntryId>,
    /// What it proves that the way to it stands or fails, by fact.
    #[serde(default)]
    pub proves: BTreeMap<Verdict, BTreeMap<FactId, String>>,
    /// Ids of `sources` that name it.
    #[serde(default)]
    pub sources: Vec<String>,
}

impl Endpoint {
    /// The entry to read where a step fails.
    pub fn entry_for(&self, probe: Probe) -> &EntryId {
        self.read.get(&probe).unwrap_or(&self.entry)
    }

    /// Does its name wait for the namespace of the tenant?
    pub fn is_relay(&self) -> bool {
        self.host.contains(NAMESPACE)
    }

    /// Its name with a namespace in it; `*` stands for one that is not known.
    pub fn host_of(&self, namespace: Option<&str>) -> String {
        self.host.replace(NAMESPACE, namespace.unwrap_or("*"))
    }
}

/// Something that is read on the server, and how it is judged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ServerCheck {
    pub id: String,
    pub title: Text,
    /// PowerShell that only looks, and prints a line `Name : value` for each value. Without it the value is measured by the way to
    /// the hosts: `ClockOff` in seconds and `ClockSide`, `ahead` or `behind`.
    #[serde(default)]
    pub run: Option<String>,
    pub entry: EntryId,
    /// The first one that holds decides.
    pub rules: Vec<Judgment>,
}

/// Stands in a command for the connector account, between its quotes.
const ACCOUNT: &str = "'{account}'";

impl ServerCheck {
    /// Puts the connector account into its command, quoted for PowerShell; what cannot stand there is left out, as nothing is.
    pub fn fill(&mut self, account: Option<&str>) {
        let Some(run) = &mut self.run else { return };
        let value = |_: &str| account.map(str::to_owned);
        *run = run.replace(ACCOUNT, &command::fill(ACCOUNT, value, |_| String::new()).text);
    }
}

/// What values mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Judgment {
    /// Every test must hold, by the name of its value.
    pub when: BTreeMap<String, Test>,
    pub status: Verdict,
    /// `{Name}` stands for a value.
    pub reason: Text,
    /// Instead of the entry of the check.
    #[serde(default)]
    pub entry: Option<EntryId>,
    #[serde(default)]
    pub proves: BTreeMap<FactId, String>,
}

/// How a check goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    Pass,
    Fail,
    Warn,
    Skipped,
}

impl Verdict {
    /// The word of the files.
    pub fn word(self) -> &'static str {
        match self {
            Verdict::Pass => "pass",
            Verdict::Fail => "fail",
            Verdict::Warn => "warn",
            Verdict::Skipped => "skipped",
        }
    }
}

/// A test of a value, written `known`, `missing`, `= Running`, `!= 1`, `>= 528040` or `< 2.5.79.0`. Upper and lower case are one;
/// numbers are compared part by part, as versions are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub enum Test {
    Known,
    Missing,
    Is(String),
    IsNot(String),
    AtLeast(Vec<u64>),
    Below(Vec<u64>),
}

impl TryFrom<String> for Test {
    type Error = String;

    fn try_from(raw: String) -> Result<Self, String> {
        let unread = || format!("`{raw}` is no test; write `known`, `missing`, `= x`, `!= x`, `>= 1.2` or `< 1.2`");
        match raw.split_once(' ') {
            None if raw == "known" => Ok(Self::Known),
            None if raw == "missing" => Ok(Self::Missing),
            Some(("=", value)) => Ok(Self::Is(value.to_owned())),
            Some(("!=", value)) => Ok(Self::IsNot(value.to_owned())),
            Some((">=", value)) => Ok(Self::AtLeast(number(value).ok_or_else(unread)?)),
            Some(("<", value)) => Ok(Self::Below(number(value).ok_or_else(unread)?)),
            _ => Err(unread()),
        }
    }
}

impl From<Test> for String {
    fn from(test: Test) -> Self {
        test.to_string()
    }
}

impl fmt::Display for Test {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let dotted = |parts: &[u64]| parts.iter().map(u64::to_string).collect::<Vec<_>>().join(".");
        match self {
            Test::Known => f.write_str("known"),
            Test::Missing => f.write_str("missing"),
            Test::Is(value) => write!(f, "= {value}"),
            Test::IsNot(value) => write!(f, "!= {value}"),
            Test::AtLeast(parts) => write!(f, ">= {}", dotted(parts)),
            Test::Below(parts) => write!(f, "< {}", dotted(parts)),
        }
    }
}

impl Test {
    /// Does it hold of a value? One that is printed empty is missing; of one that is no number, no comparison holds.
    pub fn holds(&self, value: Option<&str>) -> bool {
        let value = value.map(str::trim).filter(|value| !value.is_empty());
        let Some(value) = value else {
            return *self == Test::Missing;
        };
        match self {
            Test::Known => true,
            Test::Missing => false,
            Test::Is(wanted) => value.eq_ignore_ascii_case(wanted),
            Test::IsNot(unwanted) => !value.eq_ignore_ascii_case(unwanted),
            Test::AtLeast(least) => number(value).is_some_and(|number| number >= *least),
            Test::Below(bound) => number(value).is_some_and(|number| number < *bound),
        }
    }
}

/// A number or a version, part by part; trailing zeros count for nothing.
fn number(raw: &str) -> Option<Vec<u64>> {
    let parts: Option<Vec<u64>> = raw.trim().split('.').map(|part| part.parse().ok()).collect();
    let mut parts = parts?;
    while parts.len() > 1 && parts.last() == Some(&0) {
        parts.pop();
    }
    Some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(test: &str, value: Option<&str>) -> bool {
        Test::try_from(test.to_owned()).unwrap().holds(value)
    }

    #[test]
    fn versions_are_compared_by_their_numbers_and_not_by_their_letters() {
        assert!(holds("< 2.5.79.0", Some("2.5.9.0")));
        assert!(!holds("< 2.5.79.0", Some("2.5.79.0")));
        assert!(holds(">= 2.5.79.0", Some("2.10.0.0")));
        assert!(holds(">= 2.5", Some("2.5.0.0")));
        assert!(!holds("< 2", Some("1.x")) && !holds(">= 2", Some("1.x")));
    }

    #[test]
    fn an_empty_value_is_missing_and_case_makes_no_difference() {
        assert!(holds("missing", None) && holds("missing", Some(" ")));
        assert!(!holds("known", Some("")) && !holds("!= 1", None));
        assert!(holds("= running", Some("Running")) && !holds("!= TRUE", Some("True")));
    }

    #[test]
    fn a_test_is_written_as_it_was_read_and_anything_else_is_refused() {
        for raw in ["known", "missing", "= Running", "!= 1", ">= 528040", "< 2.5.79"] {
            assert_eq!(Test::try_from(raw.to_owned()).unwrap().to_string(), raw);
        }
        for raw in ["", "Running", "> 5", ">= many"] {
            Test::try_from(raw.to_owned()).unwrap_err();
        }
    }
}
