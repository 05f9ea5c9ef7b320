//! Two cases beside each other, as the same user yesterday and today: what became of each cause, and what else differs. Pure.

use super::conclusion::conclusions;
use super::field;
use super::found::{Passed, Since, Status};
use super::{Case, path};
use crate::knowledge::Catalog;
use crate::knowledge::id::FieldId;
use crate::knowledge::page;
use crate::text::{Lang, Say, say};
use crate::walk::{Concluded, Outcome, What};
use serde::Serialize;
use serde::de::{DeserializeOwned, IntoDeserializer};
use std::collections::{BTreeMap, BTreeSet};

/// What differs between an earlier case and a later one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Entries that were or are the cause of something, what is fixed last.
    pub causes: Vec<Cause>,
    pub differs: Vec<Differs>,
}

/// A cause, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    pub entry: String,
    pub became: Since,
}

/// Of what kind something is that differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Of {
    Field,
    Answer,
    Outcome,
    Finding,
    Check,
}

/// Something that differs: its id, and what each case says; `None` where it says nothing. Values are those of `case.json`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Differs {
    pub of: Of,
    pub id: String,
    pub a: Option<String>,
    pub b: Option<String>,
}

impl Comparison {
    /// Nothing differs, and no cause changed what it was.
    pub fn is_same(&self) -> bool {
        self.differs.is_empty()
    }

    /// What differs of a kind.
    pub fn of(&self, of: Of) -> impl Iterator<Item = &Differs> {
        self.differs.iter().filter(move |differs| differs.of == of)
    }

    /// In words, line by line.
    pub fn lines(&self, catalog: &Catalog, lang: Lang) -> Vec<String> {
        let mut out = Vec::new();
        for cause in &self.causes {
            let title = page::plain(&path::title(catalog, &cause.entry, lang));
            out.push(format!("{}: {title} ({})", cause.became.told().get(lang), cause.entry));
        }
        for of in [Of::Field, Of::Answer, Of::Outcome, Of::Finding, Of::Check] {
            let mut all = self.of(of).peekable();
            if all.peek().is_some() {
                out.push(of.told().get(lang).to_owned());
            }
            out.extend(all.map(|differs| format!("  {}", differs.line(catalog, lang))));
        }
        if self.is_same() {
            out.push(say("nothing differs", "다른 점 없음").get(lang).to_owned());
        }
        out
    }
}

impl Of {
    fn told(self) -> Say {
        match self {
            Of::Field => say("Fields", "항목"),
            Of::Answer => say("Answers", "답변"),
            Of::Outcome => say("What was tried", "시도한 것"),
            Of::Finding => say("Findings", "발견"),
            Of::Check => say("Connection checks", "연결 점검"),
        }
    }
}

impl Differs {
    /// On one line: what it is, what the one says and what the other.
    pub fn line(&self, catalog: &Catalog, lang: Lang) -> String {
        const NOTHING: Say = say("nothing", "없음");
        const DIFFERS: Say = say("{}: {} before, {} now", "{}: 이전 {}, 지금 {}");
        let [a, b] = [&self.a, &self.b].map(|value| match value {
            Some(value) => self.shown(catalog, value, lang),
            None => NOTHING.get(lang).to_owned(),
        });
        DIFFERS.with(lang, &[&self.title(catalog, lang), &a, &b])
    }

    /// What it is called.
    pub fn title(&self, catalog: &Catalog, lang: Lang) -> String {
        match self.of {
            Of::Field => catalog
                .field(&self.id)
                .map_or_else(|| self.id.clone(), |field| field.title.get(lang).to_owned()),
            Of::Answer | Of::Outcome | Of::Finding => page::plain(&path::title(catalog, &self.id, lang)),
            Of::Check => self.id.clone(),
        }
    }

    /// A value of it, in words.
    pub fn shown(&self, catalog: &Catalog, value: &str, lang: Lang) -> String {
        match self.of {
            Of::Field => catalog
                .field(&self.id)
                .map_or_else(|| value.to_owned(), |known| field::shown(&known, value, lang)),
            Of::Answer => page::plain(&path::answer(catalog, &self.id, value, lang)),
            Of::Outcome => Outcome::parse(value).map_or_else(|| value.to_owned(), |o| o.told().get(lang).to_owned()),
            Of::Finding => read::<Status>(value).map_or_else(|| value.to_owned(), |s| s.told().get(lang).to_owned()),
            Of::Check => read::<Passed>(value).map_or_else(|| value.to_owned(), |p| p.told().get(lang).to_owned()),
        }
    }
}

/// A value from its word in `case.json`.
fn read<T: DeserializeOwned>(word: &str) -> Option<T> {
    T::deserialize(word.into_deserializer())
        .map_err(|_: serde::de::value::Error| ())
        .ok()
}

/// The word of a value as `case.json` spells it.
pub(super) fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

/// What differs between two cases, `a` the earlier.
pub fn compare(catalog: &Catalog, a: &Case, b: &Case) -> Comparison {
    let mut differs = Vec::new();
    let (mine, others) = (said(catalog, a), said(catalog, b));
    let keys: BTreeSet<&(Of, String)> = mine.keys().chain(others.keys()).collect();
    for key in keys {
        let (one, other) = (mine.get(key), others.get(key));
        if one != other {
            differs.push(Differs {
                of: key.0,
                id: key.1.clone(),
                a: one.cloned(),
                b: other.cloned(),
            });
        }
    }
    let causes = causes(catalog, a, b);
    Comparison { causes, differs }
}

/// Everything that a case says, by kind and id.
pub fn said(catalog: &Catalog, case: &Case) -> BTreeMap<(Of, String), String> {
    let mut out = BTreeMap::new();
    let fields = catalog.fields().into_iter();
    // which files were named is a matter of the machine
    let values = case.values(catalog);
    for field in fields.filter(|field| !field.names_files()) {
        if let Some(value) = values.get(&field.id) {
            out.insert((Of::Field, field.id.to_string()), value.clone());
        }
    }
    let fact_of = |question: &str| -> Option<FieldId> {
        let question = catalog.question(question)?;
        let fact = question.sets.and_then(|fact| catalog.fact(&fact));
        question.field.or_else(|| fact?.field)
    };
    for (_, trace) in path::courses(catalog, case) {
        for stop in trace.stops.into_iter().filter(crate::walk::Stop::is_told) {
            match stop.what {
                // what fills a field is told there
                What::Asked { question, answer } if fact_of(&question).is_none() => {
                    out.insert((Of::Answer, question.to_string()), answer);
                }
                What::Asked { .. } => {}
                What::Tried { entry, outcome, .. } => {
                    out.insert((Of::Outcome, entry.to_string()), outcome.word().to_owned());
                }
            }
        }
    }
    for finding in &case.findings {
        out.insert((Of::Finding, finding.entry.to_string()), word(&finding.status));
    }
    for check in &case.checks {
        let target = check.target.iter().map(|target| format!(" {target}"));
        let id = check.id.clone() + &target.collect::<String>();
        out.insert((Of::Check, id), word(&check.status));
    }
    out
}

/// How a case stands to an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stands {
    /// It shows that nothing is wrong there.
    Works,
    Fixed,
    Fails,
}

/// What a case says of each entry; what fails counts before what works.
fn stands(catalog: &Catalog, case: &Case) -> BTreeMap<String, Stands> {
    let mut out: BTreeMap<String, Stands> = BTreeMap::new();
    let mut note = |entry: &str, stands: Stands| {
        let known = out.entry(entry.to_owned()).or_insert(stands);
        *known = stands.max(*known);
    };
    for check in &case.checks {
        if let Some(entry) = &check.entry {
            match check.status {
                Passed::Pass => note(entry, Stands::Works),
                Passed::Fail => note(entry, Stands::Fails),
                Passed::Warn | Passed::Skipped => {}
            }
        }
    }
    for finding in &case.findings {
        match (finding.status, finding.since) {
            (Status::RuledOut, _) => note(&finding.entry, Stands::Works),
            (Status::Confirmed | Status::Likely, Some(Since::Fixed)) => note(&finding.entry, Stands::Fixed),
            (Status::Confirmed | Status::Likely, _) => note(&finding.entry, Stands::Fails),
            (Status::Possible, _) => {}
        }
    }
    for (_, trace) in path::courses(catalog, case) {
        for stop in trace.stops {
            if let What::Tried {
                entry,
                outcome: Outcome::NotIt,
                ..
            } = stop.what
            {
                note(&entry, Stands::Works);
            }
        }
    }
    // what somebody said in the end is the last word
    for conclusion in conclusions(catalog, case, Lang::En) {
        let stands = match conclusion.outcome {
            Concluded::Fixed => Stands::Fixed,
            Concluded::Cause => Stands::Fails,
            Concluded::ByDesign => continue,
        };
        out.insert(conclusion.entry.to_string(), stands);
    }
    out
}

fn causes(catalog: &Catalog, a: &Case, b: &Case) -> Vec<Cause> {
    let (before, now) = (stands(catalog, a), stands(catalog, b));
    let entries: BTreeSet<&String> = before.keys().chain(now.keys()).collect();
    let mut out: Vec<Cause> = entries
        .into_iter()
        .filter_map(|entry| {
            let (was, is) = (before.get(entry), now.get(entry));
            let became = match (was.copied(), is.copied()) {
                (Some(Stands::Fails), Some(Stands::Fails)) => Since::Still,
                (_, Some(Stands::Fails)) => Since::New,
                (_, Some(Stands::Fixed)) | (Some(Stands::Fixed), _) | (Some(Stands::Fails), Some(Stands::Works)) => {
                    Since::Fixed
                }
                (Some(Stands::Fails), None) => Since::Untried,
                (Some(Stands::Works) | None, Some(Stands::Works) | None) => return None,
            };
            Some(Cause {
                entry: entry.clone(),
                became,
            })
        })
        .collect();
    out.sort_by_key(|cause| cause.became);
    out
}
