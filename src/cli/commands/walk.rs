//! `sspr walk --answers FILE`: the same walk without a screen.

use super::pasted;
use crate::case::disk::DiskError;
use crate::case::store::Store;
use crate::case::{Case, CaseId, Reply, caller, field, json, report, wait_end};
use crate::cli::{Exit, Failure, Run};
use crate::evidence::{self, Proposal, Secret};
use crate::host::{self, Host};
use crate::knowledge::article;
use crate::knowledge::bound::{Budget, What};
use crate::knowledge::id::{EntryId, FactId, FieldId, ProofId, QuestionId};
use crate::knowledge::{Catalog, load, yaml};
use crate::settings::Format;
use crate::text::{Lang, Say, say, visible_path};
use crate::time::Stamp;
use crate::walk::{self, Concluded, Detail, Outcome, Position, StepEnd, offered};
use indexmap::IndexMap;
use serde::Deserialize;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// An answers file is typed by people.
const MOST_BYTES: u64 = 4 * 1024 * 1024;

const UNREADABLE: Say = say("`{}` cannot be read: {}", "`{}`을(를) 읽을 수 없습니다: {}");
const NO_ANSWERS: Say = say("`{}` is no answers file: {}", "`{}`은(는) 답변 파일이 아닙니다: {}");
const TWICE: Say = say(
    "`{}:{}:{}`: the same key stands there a second time; keep one of the two",
    "`{}:{}:{}`: 같은 키가 두 번 나옵니다. 하나만 남기십시오",
);
const NO_START: Say = say(
    "`start: {}` is no tree, entry or question",
    "`start: {}`에 해당하는 트리, 항목, 질문이 없습니다",
);
const NO_FACT: Say = say("there is no fact `{}`", "`{}`이라는 사실이 없습니다");
const NO_ENTRY: Say = say("there is no entry `{}`", "`{}`이라는 항목이 없습니다");
const NO_QUESTION: Say = say("there is no question `{}`", "`{}`이라는 질문이 없습니다");
const NO_VALUE: Say = say(
    "`{}` is no value of `{}`; it has {}",
    "`{}`은(는) `{}`의 값이 아닙니다. 가능한 값: {}",
);
const NO_CHOICE: Say = say(
    "`{}` is no choice of `{}`; it has {}",
    "`{}`은(는) `{}`의 선택지가 아닙니다. 선택지: {}",
);
const NO_OUTCOME: Say = say(
    "`{}` is no outcome; write one of {}",
    "`{}`은(는) 결과가 아닙니다. 다음 중에서 적으십시오: {}",
);
const NO_STEP: Say = say(
    "`{}` is no step of `{}`, which has {}",
    "`{}`단계는 `{}`에 없습니다. 단계 수: {}",
);
const NO_PROOF: Say = say(
    "`{}` is no proof of a caller; there are {}",
    "`{}`은(는) 발신자 확인 근거가 아닙니다. 사용할 수 있는 값: {}",
);
const STAYS_SHUT: Say = say(
    "step {} of `{}` is shut: {}; {} wants {} points",
    "{}단계(`{}`)는 아직 열 수 없습니다. {}. {}에는 {}점이 필요합니다",
);
const NO_TIME: Say = say(
    "`{}` is no time to wait until; write it like 2026-11-21T16:40+09:00",
    "`{}`은(는) 기다릴 시각이 아닙니다. 2026-11-21T16:40+09:00처럼 적으십시오",
);
const NOT_OFFERED: Say = say(
    "`{}` is not offered at `{}` on this path",
    "`{}`은(는) 이 경로의 `{}`에서 고를 수 없습니다",
);
const NOT_ASKED: Say = say(
    "`{}` was not asked on this path",
    "`{}`은(는) 이 경로에서 묻지 않았습니다",
);
const MISSING: Say = say("the answer to `{}` is missing ({})", "`{}`에 대한 답이 없습니다({})");

/// The file, by the contract.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Answers {
    pub start: String,
    pub facts: BTreeMap<FactId, Scalar>,
    pub answers: BTreeMap<QuestionId, Scalar>,
    /// Steps done, by entry; counted from 1.
    pub steps: IndexMap<EntryId, BTreeSet<usize>>,
    /// Proofs that were seen of the caller; an empty list where the caller could not be verified.
    pub verified: Option<BTreeSet<ProofId>>,
    /// What entries came to; one that the walk does not reach by itself takes it there, in this order.
    pub outcomes: IndexMap<EntryId, Scalar>,
    /// Texts as if they were pasted.
    pub evidence: Vec<String>,
    pub case: BTreeMap<FieldId, Scalar>,
}

/// A value as a person writes it: `yes`, `true`, `2` and `"2"` are all taken as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scalar(pub String);

impl<'de> Deserialize<'de> for Scalar {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = serde_yaml::Value::deserialize(deserializer)?;
        Ok(Self(match value {
            serde_yaml::Value::String(text) => text,
            serde_yaml::Value::Bool(true) => "yes".to_owned(),
            serde_yaml::Value::Bool(false) => "no".to_owned(),
            serde_yaml::Value::Number(number) => number.to_string(),
            serde_yaml::Value::Null => String::new(),
            serde_yaml::Value::Sequence(items) => {
                let texts: Option<Vec<String>> = items.iter().map(|i| i.as_str().map(str::to_owned)).collect();
                texts
                    .ok_or_else(|| serde::de::Error::custom("a list here holds texts"))?
                    .join("\n")
            }
            _ => return Err(serde::de::Error::custom("expected a text, a number, yes or no")),
        }))
    }
}

/// How far the answers led.
pub struct Walked {
    pub case: Case,
    pub position: Position,
    /// Answers that no question asked for.
    pub unused: Vec<String>,
    /// Questions and entries that were passed without a word in the file.
    pub passed: Vec<String>,
    /// The kinds of secrets that stood in the answers and are not kept.
    pub removed: BTreeSet<Secret>,
}

pub fn run(run: &mut Run, file: &Path) -> Result<Exit, Failure> {
    let name = visible_path(file);
    let lang = run.settings.lang;
    let text = host::read_text(run.host, file, MOST_BYTES).map_err(|error| {
        let error = DiskError::from(&error);
        Failure::of(|lang| UNREADABLE.with(lang, &[&name, &error.say(lang)]))
    })?;
    // before anything is built from it; what is no YAML is told below
    if let Err(excess) = Budget::default().spend(&text)
        && !matches!(excess.what, What::Form(_))
    {
        let place = format!("{name}:{}", excess.line);
        return Err(Failure::of(|lang| NO_ANSWERS.with(lang, &[&place, &excess.say(lang)])));
    }
    if let Some((line, column)) = load::twice(&text) {
        let values = [&*name, &line.to_string(), &column.to_string()];
        return Err(Failure::said(TWICE, &values));
    }
    let answers: Answers = serde_yaml::from_str(&text).map_err(|error| {
        const AT: Say = say("{} at line {} column {}", "{}({}번째 줄 {}번째 글자)");
        let reason = error.to_string();
        let why = yaml::said(&reason);
        let told = |lang: Lang| match yaml::place(&reason) {
            Some((line, column)) => {
                let (line, column) = (line.to_string(), column.to_string());
                AT.with(lang, &[why.get(lang), &line, &column])
            }
            None => why.get(lang).to_owned(),
        };
        Failure::of(|lang| NO_ANSWERS.with(lang, &[&name, &told(lang)]))
    })?;
    let catalog = run.catalog()?;
    let store = Store::open(run.host)?;
    let refused = |error: String| Failure::new(&format!("`{name}`: {error}"));
    check(&catalog, &answers, lang).map_err(refused)?;
    let (now, zone) = (run.host.now(), run.host.zone());
    // all is walked and checked before a case is made of it: a refusal leaves nothing behind
    let mut draft = Case::new(CaseId::fresh(run.host), lang, now, &zone);
    let mut removed = BTreeSet::new();
    let pairs = answers
        .case
        .iter()
        .map(|(field, value)| (field.as_str(), value.0.as_str()));
    for (field, raw) in field::zones_first(&catalog, pairs) {
        let filled = draft.fill(&catalog, run.host, field, raw);
        let filled = filled.map_err(|refusal| refused(format!("{field}: {}", refusal.whole(lang))))?;
        removed.extend(filled.removed().iter().copied());
    }
    let mut proposals = Vec::new();
    for text in &answers.evidence {
        let reading = draft.read(&catalog, text, now);
        draft.take(&catalog, run.host, &reading);
        removed.extend(reading.removed);
        proposals.extend(evidence::proposals(&catalog, &reading.words));
    }
    let mut walked = follow(&catalog, run.host, &answers, draft, now.on(&zone)).map_err(refused)?;
    super::attached::read_files(&catalog, run.host, &mut walked.case)?;
    let _held = store.add(&mut walked.case)?;
    removed.append(&mut walked.removed);
    super::case::not_kept(run, &removed);
    for Proposal { field, value, words } in &proposals {
        if walked.case.value(&catalog, field).is_none() {
            run.out.remark(&pasted::PROPOSED.with(lang, &[field, value, words]));
        }
    }
    for unused in &walked.unused {
        run.out.complain(&NOT_ASKED.with(lang, &[unused]));
    }
    let waits = walked.waits();
    let stands = match &walked.position {
        Position::Ask(id) => Some(id.as_str()),
        Position::Try(id) if !waits => Some(id.as_str()),
        _ => None,
    };
    let missing: Vec<&str> = walked.passed.iter().map(String::as_str).chain(stands).collect();
    match run.settings.format {
        Format::Json => {
            let ended = match &walked.position {
                Position::Concluded(Concluded::Fixed) => "solved",
                Position::Concluded(Concluded::Cause) => "cause",
                Position::Concluded(Concluded::ByDesign) => "by-design",
                Position::SupportCase => "support-case",
                Position::Try(_) if waits => "waiting",
                Position::Ask(_) | Position::Try(_) => "answer-missing",
            };
            let case = serde_json::to_value(json::document(&catalog, &walked.case))?;
            let missing = missing.first();
            run.out
                .json(&json!({ "schema": "sspr.walk/1", "ended": ended, "missing_answer": missing, "case": case }))?;
        }
        Format::Markdown => run
            .out
            .text(&report::transcript_markdown(&catalog, &walked.case, lang))?,
        Format::Text | Format::Html | Format::Jsonl => {
            run.out.text(&report::transcript_text(&catalog, &walked.case, lang))?;
        }
    }
    for id in missing {
        let wanted = match catalog.question(id) {
            Some(question) => format!("answers: {}", ids(question.choices.iter().map(|c| c.id.as_str()))),
            None => format!("outcomes: {}", Outcome::words()),
        };
        run.out.complain(&MISSING.with(lang, &[id, &wanted]));
    }
    Ok(Exit::yes(matches!(walked.position, Position::Concluded(_))))
}

/// Refuses what cannot be meant: a start that is no node, questions, entries, facts or values that do not exist.
fn check(catalog: &Catalog, answers: &Answers, lang: Lang) -> Result<(), String> {
    let refuse = |said: Say, values: &[&str]| Err(said.with(lang, values));
    if !walk::can_start(catalog, &answers.start) {
        return refuse(NO_START, &[&answers.start]);
    }
    for (id, Scalar(value)) in &answers.facts {
        let Some(fact) = catalog.fact(id) else {
            return refuse(NO_FACT, &[id]);
        };
        if !fact.values.iter().any(|v| v.id == *value) {
            return refuse(NO_VALUE, &[value, id, &ids(fact.values.iter().map(|v| v.id.as_str()))]);
        }
    }
    for (id, Scalar(value)) in &answers.answers {
        let Some(question) = catalog.question(id) else {
            return refuse(NO_QUESTION, &[id]);
        };
        if question.field.is_none() && !question.choices.iter().any(|c| c.id == *value) {
            return refuse(
                NO_CHOICE,
                &[value, id, &ids(question.choices.iter().map(|c| c.id.as_str()))],
            );
        }
    }
    for (id, Scalar(value)) in &answers.outcomes {
        if catalog.entry(id).is_none() {
            return refuse(NO_ENTRY, &[id]);
        }
        outcome(value, lang)?;
    }
    let rule = catalog.verification();
    for proof in answers.verified.iter().flatten() {
        if rule.accepted().all(|known| known.id != *proof) {
            return refuse(NO_PROOF, &[proof, &ids(rule.accepted().map(|known| known.id.as_str()))]);
        }
    }
    for (id, done) in &answers.steps {
        let Some(entry) = catalog.entry(id) else {
            return refuse(NO_ENTRY, &[id]);
        };
        let count = article::steps_of(catalog, &entry).len();
        if let Some(step) = done.iter().find(|step| !(1..=count).contains(*step)) {
            return refuse(NO_STEP, &[&step.to_string(), id, &count.to_string()]);
        }
    }
    Ok(())
}

fn ids<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    ids.collect::<Vec<_>>().join(", ")
}

/// An outcome as the file states it: the word, and behind a colon why it could not be done, who has it next, or until when
/// it waits.
fn outcome(raw: &str, lang: Lang) -> Result<(Outcome, Option<Detail>), String> {
    let (word, detail) = raw.split_once(':').unwrap_or((raw, ""));
    let (word, detail) = (word.trim(), detail.trim());
    let outcome = Outcome::parse(word).ok_or_else(|| NO_OUTCOME.with(lang, &[word, &Outcome::words()]))?;
    let detail = match outcome {
        _ if detail.is_empty() => None,
        Outcome::Waiting => {
            let until = detail.parse().map_err(|_| NO_TIME.with(lang, &[detail]))?;
            Some(Detail::Until(until))
        }
        Outcome::Fixed | Outcome::Cause | Outcome::ByDesign => Some(Detail::Handed(detail.to_owned())),
        _ => Some(Detail::Reason(detail.to_owned())),
    };
    Ok((outcome, detail))
}

impl Walked {
    /// Does it rest on a wait?
    fn waits(&self) -> bool {
        let Position::Try(entry) = &self.position else {
            return false;
        };
        let done = self.case.journal().and_then(|journal| journal.outcomes.get(entry));
        done.is_some_and(|done| done.outcome == Outcome::Waiting)
    }
}

/// Walks as far as the answers lead; `at` stands behind every answer. A value that breaks the rule of its field is an
/// error that names the question.
pub fn follow(
    catalog: &Catalog,
    host: &dyn Host,
    answers: &Answers,
    mut case: Case,
    at: Stamp,
) -> Result<Walked, String> {
    case.start(catalog, &answers.start);
    if let Some(journal) = case.walks.last_mut() {
        journal.given.extend(
            answers
                .facts
                .iter()
                .map(|(fact, value)| (fact.clone(), value.0.clone())),
        );
    }
    if let Some(proofs) = &answers.verified {
        if proofs.is_empty() {
            case.verified.refuse(at);
        } else {
            for proof in proofs {
                case.verified.tick(proof);
            }
        }
        caller::follows(catalog, &mut case, at);
    }
    let (mut used, mut passed, mut removed) = (BTreeSet::new(), Vec::new(), BTreeSet::new());
    // what is typed may be left out
    let typed = |id: &QuestionId| catalog.question(id).is_some_and(|question| question.field.is_some());
    let answered = |id: &QuestionId| answers.answers.contains_key(id) || typed(id);
    let position = loop {
        let Some(trace) = case.trace(catalog) else {
            return Err(NO_START.with(case.lang, &[&answers.start]));
        };
        match trace.position {
            Position::Ask(id) if answered(&id) => {
                let Some(question) = catalog.question(&id) else {
                    return Err(NO_QUESTION.with(case.lang, &[&id]));
                };
                let given = answers
                    .answers
                    .get(&id)
                    .map(|value| value.0.as_str())
                    .unwrap_or_default();
                let reply = if let Some(field) = &question.field {
                    let accepted = case.check(catalog, host, field, given);
                    let accepted = accepted.map_err(|refusal| format!("{id}: {}", refusal.whole(case.lang)))?;
                    removed.extend(accepted.removed().iter().copied());
                    Reply::Typed(accepted)
                } else {
                    let known = |name: &str| trace.facts.get(name).map(String::as_str);
                    if !offered(&question, known).iter().any(|c| c.id == given) {
                        return Err(NOT_OFFERED.with(case.lang, &[given, &id]));
                    }
                    Reply::Choice(given)
                };
                used.insert(id.to_string());
                case.answer(catalog, &id, reply, at);
            }
            Position::Try(id) if !used.contains(id.as_str()) && answers.outcomes.contains_key(&id) => {
                removed.append(&mut ended(catalog, answers, &mut case, &id, at)?);
                used.insert(id.to_string());
            }
            // the way leads no further by itself: on to the next entry that the file names
            stuck => {
                let Some(next) = answers.outcomes.keys().find(|id| !used.contains(id.as_str())) else {
                    break stuck;
                };
                passed.extend(stands_at(&stuck).filter(|id| !used.contains(*id)).map(str::to_owned));
                case.take_up(catalog, next);
                removed.append(&mut ended(catalog, answers, &mut case, next, at)?);
                used.insert(next.to_string());
            }
        }
    };
    let facts = case.facts(catalog);
    for (entry, done) in &answers.steps {
        for step in done {
            stays_shut(catalog, &case, &facts, entry, *step)?;
            if let Some(journal) = case.walks.last_mut() {
                journal.end_step(entry, step - 1, Some(StepEnd::Done), at);
            }
        }
    }
    passed.retain(|id: &String| stands_at(&position) != Some(id));
    passed.dedup();
    let questions = answers.answers.keys().map(QuestionId::as_str);
    let unused = questions.filter(|id| !used.contains(*id)).map(str::to_owned).collect();
    Ok(Walked {
        case,
        position,
        unused,
        passed,
        removed,
    })
}

/// Refuses a step, counted from 1, that opens the account of a caller who could not be verified.
fn stays_shut(
    catalog: &Catalog,
    case: &Case,
    facts: &BTreeMap<FactId, String>,
    id: &EntryId,
    step: usize,
) -> Result<(), String> {
    let called = facts.get("situation").is_some_and(|who| who == "call");
    let entry = catalog.entry(id).filter(|_| called && case.verified.refused.is_some());
    let steps = entry.map(|entry| article::steps_of(catalog, &entry));
    let opens = steps.and_then(|steps| steps.get(step.checked_sub(1)?)?.opens);
    let Some(opens) = opens else { return Ok(()) };
    let rule = catalog.verification();
    let Some(shut) = case.verified.shut(&rule, opens) else {
        return Ok(());
    };
    let (lang, wanted) = (case.lang, rule.wanted(opens).to_string());
    let values = [
        &*step.to_string(),
        id,
        &shut.say(lang),
        opens.title().get(lang),
        &wanted,
    ];
    Err(STAYS_SHUT.with(lang, &values))
}

/// The question or entry at which a walk stands.
fn stands_at(position: &Position) -> Option<&str> {
    match position {
        Position::Ask(id) => Some(id),
        Position::Try(id) => Some(id),
        Position::Concluded(_) | Position::SupportCase => None,
    }
}

/// Records what the file says of an entry.
fn ended(
    catalog: &Catalog,
    answers: &Answers,
    case: &mut Case,
    entry: &EntryId,
    at: Stamp,
) -> Result<BTreeSet<Secret>, String> {
    let Some(Scalar(raw)) = answers.outcomes.get(entry) else {
        return Ok(BTreeSet::new());
    };
    let (outcome, mut detail) = outcome(raw, case.lang)?;
    if outcome == Outcome::Waiting && detail.is_none() {
        let known = catalog.entry(entry);
        // where nobody says when the change was made, it was made now
        let until = known.and_then(|entry| wait_end(&entry, case.wait_from(catalog, &entry, at).unwrap_or(at)));
        detail = until.map(Detail::Until);
    }
    Ok(case.outcome(catalog, entry, outcome, detail, at))
}
