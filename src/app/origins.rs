//! Where something that evidence answered comes from: the piece that says it, and its place in the paste or the log.

use super::model::Model;
use crate::case::found::From;
use crate::evidence;
use crate::knowledge::id::FactId;
use crate::text::{Lang, Say, say};
use crate::walk::{Proven, Stop, What};

/// Where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    pub from: From,
    /// The number of the record in its log.
    pub record: Option<u64>,
}

impl Origin {
    /// `from the log, record 123`.
    pub fn told(self, lang: Lang) -> String {
        const RECORD: Say = say("{}, record {}", "{}, 레코드 {}");
        let from = self.from.told().get(lang);
        match self.record {
            Some(record) => RECORD.with(lang, &[from, &record.to_string()]),
            None => from.to_owned(),
        }
    }

    /// `log 123`, where there is no room for more.
    pub fn brief(self, lang: Lang) -> String {
        const LOG: Say = say("log {}", "로그 {}");
        match self.record {
            Some(record) => LOG.with(lang, &[&record.to_string()]),
            None => self.from.told().get(lang).to_owned(),
        }
    }
}

/// What proves a fact of the open case.
pub fn of_fact(model: &Model, fact: &FactId, value: &str) -> Option<Origin> {
    let proves = |proven: &Proven| proven.facts.get(fact).is_some_and(|proven| proven == value);
    first(model, &proves).or_else(|| {
        let findings = model.case.iter().flat_map(|case| &case.findings);
        let mut proving = findings.filter(|finding| finding.proves.get(fact).is_some_and(|proven| proven == value));
        let record = proving.next()?.because.first().map(|record| record.record);
        Some(Origin {
            from: From::Log,
            record,
        })
    })
}

/// What answered the question of a stop.
pub fn of_stop(model: &Model, stop: &Stop) -> Option<Origin> {
    let What::Asked { question, answer } = &stop.what else {
        return None;
    };
    let question = model.catalog.question(question)?;
    let choice = question.choices.iter().find(|choice| choice.id == *answer)?;
    let by_fact = question
        .sets
        .as_ref()
        .and_then(|fact| of_fact(model, fact, choice.stands_for()));
    by_fact.or_else(|| first(model, &|proven| proven.codes.iter().any(|code| choice.is_made_by(code))))
}

fn first(model: &Model, shows: &dyn Fn(&Proven) -> bool) -> Option<Origin> {
    let mut pieces = model.case.iter().flat_map(|case| &case.evidence);
    let piece = pieces.find(|piece| {
        let alone = evidence::proof(&model.catalog, [(piece.event, piece.codes.as_slice())]);
        shows(&alone)
    })?;
    Some(Origin {
        from: piece.from,
        record: piece.record,
    })
}
