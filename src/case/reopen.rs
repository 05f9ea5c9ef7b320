//! A case made of its document, where it goes on elsewhere. What an older writer left out is worked out from the path.

use super::json::{Document, Passed};
use super::{Attached, Case, Note};
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::knowledge::id::{EntryId, FieldId, QuestionId};
use crate::walk::{Answer, Done, Journal};
use std::collections::BTreeMap;

/// A case made of its document, without its files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reopened {
    pub case: Case,
    /// What the files held when they were attached, by the path at the sender's.
    pub attached: BTreeMap<String, Attached>,
    /// The files that its fields name, each by its path at the sender's.
    pub files: Vec<(FieldId, String)>,
    /// Fields whose value breaks their rule and was left out.
    pub refused: Vec<FieldId>,
}

/// Makes a case of a document. Its values pass the rules of their fields, or hold a token. What a document of before cannot
/// tell, where the walk began, is taken from where its path can lead.
pub fn reopened(catalog: &Catalog, host: &dyn Host, document: Document) -> Reopened {
    let created = document.created;
    let (values, listed) = (document.values(catalog), document.files(catalog));
    let Document {
        id,
        path,
        findings,
        checks,
        notes,
        open,
        evidence,
        resume,
        ..
    } = document;
    let zone = resume
        .as_ref()
        .and_then(|resume| resume.zone.clone())
        .unwrap_or_else(|| created.zone());
    let lang = resume.as_ref().map(|resume| resume.lang).unwrap_or_default();
    let mut case = Case::new(id, lang, created, &zone);
    case.created = created;
    (case.findings, case.checks, case.evidence) = (findings, checks, evidence);
    case.notes = notes
        .into_iter()
        .map(|note| Note {
            at: note.at,
            node: note.entry.unwrap_or_default(),
            text: note.text,
        })
        .collect();
    let mut attached = BTreeMap::new();
    let typed = resume.map(|resume| {
        case.walks = resume.walks;
        case.scans = resume.scans;
        // what another saw of a caller opens nothing here; that nobody could be verified shuts it here as well
        case.verified.refused = resume.verified.refused;
        case.origin = resume.origin;
        attached = resume.attached;
        resume.typed
    });
    if typed.is_none() {
        case.walks = begun(catalog, &case, &path).into_iter().collect();
    }
    let learned = (case.values(catalog), case.opens(catalog));
    let mut refused = Vec::new();
    for (field, raw) in values {
        let said = match &typed {
            Some(typed) => typed.contains(&field),
            None => learned.0.get(&field) != Some(&raw),
        };
        // a part of a value is no value
        if !said || open.contains_key(&field) {
            continue;
        }
        match case.check_told(catalog, host, &field, &raw) {
            Ok(accepted) => case.keep(accepted),
            Err(_) => refused.push(field),
        }
    }
    for (field, said) in open {
        let given = match &typed {
            Some(typed) => typed.contains(&field),
            None => learned.1.get(&field) != Some(&said),
        };
        if let Some(accepted) = given.then(|| case.check_open(catalog, &field, said)).flatten() {
            case.keep(accepted);
        }
    }
    case.prove(catalog);
    Reopened {
        case,
        attached,
        files: listed,
        refused,
    }
}

/// The walk that a path is of: the start from which most of it is come by, the earlier one of two that are alike.
fn begun(catalog: &Catalog, case: &Case, path: &[Passed]) -> Option<Journal> {
    let first = path.first()?;
    let mut journal = Journal::default();
    for passed in path {
        let at = passed.at.unwrap_or(case.created);
        match passed.outcome {
            Some(outcome) => {
                let done = Done {
                    outcome,
                    detail: None,
                    at,
                };
                journal.outcomes.insert(EntryId::new(&passed.entry), done);
            }
            // what evidence answered it answers again
            None if passed.from.is_none() => {
                let value = passed.answer.clone().unwrap_or_default();
                journal
                    .answers
                    .insert(QuestionId::new(&passed.entry), Answer { value, at });
            }
            None => {}
        }
    }
    let trees = catalog.trees().into_iter().map(|tree| tree.id.clone());
    let starts = trees.chain([first.entry.clone()]);
    let known = case.answered();
    let mut best: Option<(usize, Journal)> = None;
    for start in starts {
        let journal = Journal {
            start,
            ..journal.clone()
        };
        let stops = journal.trace(catalog, &known).stops;
        let come_by = |passed: &&Passed| stops.iter().any(|stop| stop.id() == passed.entry);
        let count = path.iter().filter(come_by).count();
        if best.as_ref().is_none_or(|(most, _)| count > *most) {
            best = Some((count, journal));
        }
    }
    best.map(|(_, journal)| journal)
}
