//! The support case: everything known about one call. Owns its fields, the walks it made, its waits and its notes, and how
//! all that is told. Never touches files or the clock; what is saved goes through `store`.

pub mod accepted;
mod attached;
pub mod caller;
pub mod checklist;
mod clocks;
pub mod compare;
pub mod conclusion;
pub mod digest;
pub mod disk;
mod earlier;
pub mod field;
pub mod found;
pub mod id;
pub mod json;
pub mod later;
pub mod listed;
pub mod merge;
mod origin;
pub mod paper;
pub mod path;
mod refusal;
pub mod reopen;
pub mod report;
mod resume;
mod retold;
#[cfg(test)]
pub(crate) mod sample;
pub mod stats;
pub mod store;
pub mod taken;
pub mod times;
pub mod token;
mod values;
pub mod verified;
mod wait;

pub use attached::Attached;
pub use id::CaseId;
pub use origin::Origin;
pub use wait::wait_end;

use crate::evidence;
use crate::knowledge::Catalog;
use crate::knowledge::id::{EntryId, FactId, FieldId, QuestionId};
use crate::knowledge::paste::Secret;
use crate::text::Lang;
use crate::time::{Stamp, Zone};
use crate::walk::{Detail, Done, Journal, Outcome, Trace};
use found::{Check, Evidence, Finding, Scan};
use later::Later;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use values::{Accepted, Open, Opens, Paths, Said, Values, listed};
use verified::Verified;

/// The version of the saved form.
pub const SAVED: &str = "sspr.saved-case/4";

/// One call, from the first answer to the bundle. This is what is saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Case {
    pub schema: String,
    pub id: CaseId,
    pub created: Stamp,
    /// The zone of the machine it was made on; absent in cases of before that was recorded.
    #[serde(default)]
    pub zone: Option<Zone>,
    /// When it was last saved.
    pub changed: Stamp,
    /// The language of its summary.
    #[serde(default)]
    pub lang: Lang,
    /// What was typed, by field.
    #[serde(default)]
    pub typed: Values,
    /// The files that fields name.
    #[serde(default)]
    pub paths: Paths,
    /// What was said of fields without a value.
    #[serde(default)]
    pub open: Opens,
    /// Fields whose value was read from a log and that nobody overruled, by the number of the record.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub from_log: BTreeMap<FieldId, u64>,
    /// The walks, the current one last.
    #[serde(default)]
    pub walks: Vec<Journal>,
    #[serde(default)]
    pub notes: Vec<Note>,
    /// What the files were when they were attached, by path.
    #[serde(default)]
    pub attached: BTreeMap<String, Attached>,
    /// Set when the walk ended as solved or the bundle was written and the case put away.
    #[serde(default)]
    pub closed: bool,
    #[serde(default)]
    pub findings: Vec<Finding>,
    /// The logs that were read for it, the last one last.
    #[serde(default)]
    pub scans: Vec<Scan>,
    #[serde(default)]
    pub checks: Vec<Check>,
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// The higher, the later it was made or changed; times cannot tell where a clock is coarse or set back.
    #[serde(default)]
    pub order: u64,
    /// Waits that were announced as over, by their end.
    #[serde(default)]
    pub offered: BTreeSet<Stamp>,
    /// What was seen of the caller.
    #[serde(default)]
    pub verified: Verified,
    /// Where it came from, where it was imported.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub origin: Option<Origin>,
    /// What a newer version saved besides.
    #[serde(skip)]
    pub later: Later,
}

/// What is answered to a question.
#[derive(Clone, Debug)]
pub enum Reply<'a> {
    /// The id of a choice.
    Choice(&'a str),
    /// What was typed, where the question fills a field; empty where it is passed over.
    Typed(Accepted),
}

/// A remark, with the node it was made at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    pub at: Stamp,
    pub node: String,
    pub text: String,
}

/// A remedy that is being waited for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wait {
    pub entry: EntryId,
    pub until: Stamp,
}

impl Case {
    /// A case made at `now` on a machine in `zone`.
    pub fn new(id: CaseId, lang: Lang, now: Stamp, zone: &Zone) -> Self {
        let created = now.on(zone);
        Self {
            schema: SAVED.to_owned(),
            id,
            created,
            zone: Some(zone.clone()),
            changed: created,
            lang,
            typed: Values::default(),
            paths: Paths::default(),
            open: Opens::default(),
            from_log: BTreeMap::new(),
            walks: Vec::new(),
            notes: Vec::new(),
            attached: BTreeMap::new(),
            findings: Vec::new(),
            scans: Vec::new(),
            checks: Vec::new(),
            evidence: Vec::new(),
            order: 0,
            closed: false,
            offered: BTreeSet::new(),
            verified: Verified::default(),
            origin: None,
            later: Later::default(),
        }
    }

    /// The zone on whose clocks its times are told: the one it names, else the one it was made in, so that they read the
    /// same wherever it is opened.
    pub fn clocks(&self, catalog: &Catalog) -> Zone {
        self.zone_said(catalog)
            .or_else(|| self.zone.clone())
            .unwrap_or_else(|| self.created.zone())
    }

    /// The walk in progress.
    pub fn journal(&self) -> Option<&Journal> {
        self.walks.last()
    }

    /// Was nothing said, answered, ticked, noted, attached or seen of the caller yet?
    pub fn untouched(&self) -> bool {
        let begun = |walk: &Journal| !walk.answers.is_empty() || !walk.outcomes.is_empty() || !walk.steps.is_empty();
        self.typed.is_empty()
            && self.paths.is_empty()
            && self.open.is_empty()
            && self.notes.is_empty()
            && self.attached.is_empty()
            && self.scans.is_empty()
            && self.verified == Verified::default()
            && !self.walks.iter().any(begun)
    }

    /// Begins a walk; what earlier walks learned is known to it.
    pub fn start(&mut self, catalog: &Catalog, start: &str) {
        let mut given = self.facts(catalog);
        // what evidence proves is said to come from there
        let proven = self
            .journal()
            .map(|journal| journal.proven.facts.clone())
            .unwrap_or_default();
        given.retain(|fact, value| proven.get(fact) != Some(value));
        let overruled = self
            .journal()
            .map(|journal| journal.overruled.clone())
            .unwrap_or_default();
        self.walks.push(Journal {
            overruled,
            ..Journal::from(start, given)
        });
        self.prove(catalog);
    }

    /// The walk in progress, replayed.
    pub fn trace(&self, catalog: &Catalog) -> Option<Trace> {
        self.journal().map(|journal| journal.trace(catalog, &self.answered()))
    }

    /// The fields as walks know them: what was typed, and with an empty value those of which it was said that it is not known.
    pub(super) fn answered(&self) -> BTreeMap<FieldId, String> {
        let open = self.open.iter().filter(|(_, said)| !matches!(said, Open::Part { .. }));
        let open = open.map(|(field, _)| (field.clone(), String::new()));
        open.chain(self.given()).collect()
    }

    /// What was typed by field, files as paths one a line.
    fn given(&self) -> impl Iterator<Item = (FieldId, String)> {
        let paths = self.paths.iter().map(|(field, paths)| (field.clone(), listed(paths)));
        paths.chain((*self.typed).clone())
    }

    /// Was a value typed into the field, or a file named?
    pub fn has(&self, field: &FieldId) -> bool {
        self.typed.contains_key(field) || self.paths.contains_key(field)
    }

    /// Records an answer in the walk in progress. What was typed is kept as the value of its field too.
    pub fn answer(&mut self, catalog: &Catalog, question: &QuestionId, reply: Reply<'_>, at: Stamp) {
        let before = self.answered();
        let value = match reply {
            Reply::Choice(id) => id.to_owned(),
            Reply::Typed(accepted) => {
                let value = match accepted.said() {
                    Said::Nothing | Said::Whole(_) | Said::Paths(_) => accepted.value(),
                    Said::Open(Open::Part { text: value, .. }) => value.clone(),
                    Said::Open(Open::NotKnown) => field::NOT_KNOWN.en.to_owned(),
                    Said::Open(Open::NotSaid) => field::NOT_SAID.en.to_owned(),
                };
                self.keep(accepted);
                value
            }
        };
        if let Some(journal) = self.walks.last_mut() {
            journal.answer(catalog, &before, question, &value, at);
        }
    }

    /// Overrules a fact that evidence proves, or believes it again.
    pub fn overrule(&mut self, fact: &FactId) {
        if let Some(journal) = self.walks.last_mut()
            && !journal.overruled.remove(fact)
        {
            journal.overruled.insert(fact.clone());
        }
    }

    /// Goes to an entry out of turn.
    pub fn take_up(&mut self, catalog: &Catalog, entry: &EntryId) {
        let typed = self.answered();
        if let Some(journal) = self.walks.last_mut() {
            journal.take_up(catalog, &typed, entry);
        }
    }

    /// Records what an entry came to. Gives the kinds of secrets that were taken out of what was typed with it.
    pub fn outcome(
        &mut self,
        catalog: &Catalog,
        entry: &EntryId,
        outcome: Outcome,
        detail: Option<Detail>,
        at: Stamp,
    ) -> BTreeSet<Secret> {
        let typed = self.answered();
        let mut removed = BTreeSet::new();
        let mut clean = |text: String| {
            let clean = evidence::clean(catalog, &text);
            removed.extend(clean.removed);
            clean.text
        };
        let detail = detail.map(|detail| match detail {
            Detail::Reason(text) => Detail::Reason(clean(text)),
            Detail::Handed(text) => Detail::Handed(clean(text)),
            Detail::Until(until) => Detail::Until(until),
        });
        if let Some(journal) = self.walks.last_mut() {
            let done = Done { outcome, detail, at };
            journal.outcome(catalog, &typed, entry, done);
        }
        removed
    }

    /// Keeps a remark made at `node`, without the secrets in it; gives their kinds.
    pub fn note(&mut self, catalog: &Catalog, at: Stamp, node: String, text: &str) -> BTreeSet<Secret> {
        let clean = evidence::clean(catalog, text);
        let text = clean.text.trim().to_owned();
        if !text.is_empty() {
            self.notes.push(Note { at, node, text });
        }
        clean.removed
    }

    /// Every fact known: what the walks learned, and the fields of the case that a fact fills.
    pub fn facts(&self, catalog: &Catalog) -> BTreeMap<FactId, String> {
        let answered = self.answered();
        let walks = self.walks.iter();
        let learned = walks.flat_map(|journal| journal.trace(catalog, &answered).facts);
        let typed = catalog.facts().into_iter().filter_map(|fact| {
            let value = self.typed.get(&fact.field?)?;
            Some((fact.id, value.clone()))
        });
        learned.chain(typed).collect()
    }

    /// The value of a field: what was typed, else what the walks learned.
    pub fn value(&self, catalog: &Catalog, field: &str) -> Option<String> {
        let typed = self.typed.get(field).cloned();
        let typed = typed.or_else(|| self.paths.get(field).map(|paths| listed(paths)));
        typed.or_else(|| self.values(catalog).remove(field))
    }

    /// The zone in which the error was seen, where that is known.
    pub fn zone_said(&self, catalog: &Catalog) -> Option<Zone> {
        self.zone_named(catalog).and_then(|name| Zone::named(&name))
    }

    /// Its name.
    fn zone_named(&self, catalog: &Catalog) -> Option<String> {
        let zone = catalog.fields().into_iter().find(|field| field.zone_of.is_some())?;
        self.value(catalog, &zone.id)
    }

    /// Every field that has a value, typed or learned.
    pub fn values(&self, catalog: &Catalog) -> BTreeMap<FieldId, String> {
        let facts = self.facts(catalog);
        let learned = catalog.facts().into_iter();
        let learned = learned.filter_map(|fact| Some((fact.field?, facts.get(&fact.id)?.clone())));
        let mut values: BTreeMap<FieldId, String> = learned.collect();
        values.extend(self.given());
        values
    }

    /// Can a value of the case stand in a command? In one that came from elsewhere a token names nobody here.
    pub fn fills(&self, value: &str) -> bool {
        self.origin.is_none() || !token::holds_token(value)
    }

    /// What is said of fields without a value: what was typed, and the questions to which nobody knew the answer.
    pub fn opens(&self, catalog: &Catalog) -> BTreeMap<FieldId, Open> {
        let answers = self.walks.iter().flat_map(|journal| &journal.answers);
        let unknown = answers.filter_map(|(question, answer)| {
            let question = catalog.question(question)?;
            question
                .choices
                .iter()
                .find(|choice| choice.id == answer.value && choice.unknown)?;
            Some((catalog.fact(&question.sets?)?.field?, Open::NotKnown))
        });
        let values = self.values(catalog);
        let opens = unknown.chain(self.open.iter().map(|(field, said)| (field.clone(), said.clone())));
        opens.filter(|(field, _)| !values.contains_key(field)).collect()
    }

    /// Puts the case away: nothing is left to do for it here.
    pub fn close(&mut self) {
        self.closed = true;
    }

    /// Takes it up again, where it stood.
    pub fn reopen(&mut self) {
        self.closed = false;
    }

    /// What is being waited for in the current walk.
    pub fn wait(&self) -> Option<Wait> {
        let mut outcomes = self.journal()?.outcomes.iter();
        outcomes.find_map(|(entry, done)| match (done.outcome, &done.detail) {
            (Outcome::Waiting, Some(Detail::Until(until))) => Some(Wait {
                entry: entry.clone(),
                until: *until,
            }),
            _ => None,
        })
    }
}
