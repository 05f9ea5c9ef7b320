//! What was read on the server, judged by the rules of the knowledge.

use super::examined::Examined;
use super::proxy::without_login;
use super::said;
use crate::case::found::Passed;
use crate::knowledge::endpoint::{Judgment, ServerCheck};
use crate::log;
use crate::text::{Text, one_line};
use std::collections::BTreeMap;
use std::ops::ControlFlow;

/// The tenant's relay, and the proxy of the service, among the values.
pub const NAMESPACE: &str = "Namespace";
pub const PROXY: &str = "Proxy";
/// What the way to the hosts tells of the clock: seconds, and the side.
pub const CLOCK_OFF: &str = "ClockOff";
pub const CLOCK_SIDE: &str = "ClockSide";
/// Names a check of which everything was printed.
pub const DONE: &str = "Done";
/// The value that names the proxy of the machine.
const WIN_HTTP: &str = "WinHttp";

/// Values by their names, as the commands print them: a line `Name : value` each, a name as often as there are values.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<String, Vec<String>>);

impl Values {
    /// Reads what commands printed as bytes: in UTF-8, as they are asked to, else in whatever PowerShell made of it.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        let mut text = String::new();
        let mut each = |piece: &str, _| {
            text.push_str(piece);
            ControlFlow::Continue(())
        };
        // bytes in memory are always read to their end
        let _ = log::text(&mut &*bytes, log::encoding_of(bytes), &mut each);
        Self::read(&text)
    }

    /// Reads what commands printed; what is no value is passed over.
    pub fn read(text: &str) -> Self {
        let mut values = Self::default();
        for line in text.lines() {
            let Some((name, value)) = line.split_once(':') else {
                continue;
            };
            let name = name.trim().trim_start_matches('\u{feff}');
            let plain = |c: char| c.is_ascii_alphanumeric() || c == '.';
            if !name.is_empty() && name.chars().all(plain) {
                values.put(name, one_line(value));
            }
        }
        values
    }

    pub fn put(&mut self, name: &str, value: String) {
        // where a proxy is named, so may be who signs in to it
        let value = if value.contains("://") || [PROXY, WIN_HTTP].contains(&name) {
            without_login(&value)
        } else {
            value
        };
        self.0.entry(name.to_owned()).or_default().push(value);
    }

    /// Was everything printed that belongs to a check?
    pub fn is_done(&self, check: &ServerCheck) -> bool {
        self.all(DONE).any(|id| id == check.id)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The values of a name that are not empty.
    pub fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let all = self.0.get(name).into_iter().flatten();
        all.map(|value| value.trim()).filter(|value| !value.is_empty())
    }

    /// A sentence with each `{Name}` replaced by its values.
    fn filled(&self, text: &Text) -> Text {
        let fill = |text: &str| {
            let mut out = text.to_owned();
            for name in self.0.keys() {
                let values: Vec<&str> = self.all(name).collect();
                out = out.replace(&format!("{{{name}}}"), &values.join(", "));
            }
            out
        };
        Text {
            en: fill(&text.en),
            ko: fill(&text.ko),
        }
    }

    /// Is there a value by which a check is judged?
    pub fn hold(&self, check: &ServerCheck) -> bool {
        let mut names = check.rules.iter().flat_map(|rule| rule.when.keys());
        names.any(|name| self.0.contains_key(name))
    }

    /// Judges one check: by the first rule whose tests hold, each of any value of its name.
    pub fn judge(&self, check: &ServerCheck) -> Examined {
        if check.run.is_some() && !self.hold(check) {
            return skipped(check, said::NOT_PRINTED.both(&[]));
        }
        let holds = |rule: &&Judgment| {
            rule.when.iter().all(|(name, test)| {
                let mut values = self.all(name).peekable();
                if values.peek().is_none() {
                    return test.holds(None);
                }
                values.any(|value| test.holds(Some(value)))
            })
        };
        let Some(rule) = check.rules.iter().find(holds) else {
            return skipped(check, said::NO_RULE.both(&[]));
        };
        Examined {
            status: Passed::from(rule.status),
            entry: rule.entry.clone().unwrap_or_else(|| check.entry.clone()),
            proves: rule.proves.clone(),
            ..skipped(check, self.filled(&rule.reason))
        }
    }
}

/// A check that was not judged.
pub fn skipped(check: &ServerCheck, reason: Text) -> Examined {
    Examined {
        id: check.id.clone(),
        title: check.title.clone(),
        target: None,
        port: None,
        status: Passed::Skipped,
        reason,
        millis: None,
        entry: check.entry.clone(),
        steps: Vec::new(),
        proves: BTreeMap::new(),
    }
}
