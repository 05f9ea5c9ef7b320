//! A case that came back: what somebody else added to it is taken into the one here. What moved on here meanwhile is never
//! overwritten; where both moved on, the one here stays and what differs is told. Pure but for the rules of fields.

use super::Case;
use super::compare::{Differs, Of};
use super::found::{Evidence, Status};
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::time::Stamp;
use crate::walk::{Answer, Done, Journal};
use std::collections::BTreeMap;

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merged {
    pub case: Case,
    /// How much of each kind was taken.
    pub taken: Taken,
    /// What was said here and there differently, `a` here; the one here stays.
    pub differs: Vec<Differs>,
}

/// How much of each kind was taken from the case that came back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Taken {
    pub fields: usize,
    /// Answers, outcomes and steps.
    pub said: usize,
    pub notes: usize,
    /// Pieces of evidence, findings and checks.
    pub found: usize,
}

impl Taken {
    pub fn is_nothing(self) -> bool {
        self == Self::default()
    }
}

/// Do two texts say the same, whichever spelling of a name stands in them?
type Alike<'a> = &'a dyn Fn(&str, &str) -> bool;

/// Takes what a case that came back, with names in the place of its tokens, adds to the one here. What came is measured by its
/// origin, else by that of the case here: what is older than it was known on both sides. `alike` says whether two texts say the
/// same, whichever spelling of a name stands in them.
pub fn merged(catalog: &Catalog, host: &dyn Host, here: &Case, came: &Case, alike: Alike<'_>) -> Merged {
    let mut out = Merged {
        case: here.clone(),
        taken: Taken::default(),
        differs: Vec::new(),
    };
    let origin = came.origin.as_ref().or(here.origin.as_ref());
    let until = origin.map(|origin| origin.until);
    for (id, value) in came.typed.iter() {
        let known = here.typed.get(id);
        let base = origin.and_then(|origin| origin.fields.get(id));
        let same = |one: Option<&String>| one.is_some_and(|one| alike(one, value));
        if same(known) || known.is_none() && base.is_some() && same(base) {
            continue;
        }
        // nobody changed it here since it was handed over, or nothing is known here
        let unmoved = known.is_none_or(|known| base.is_some_and(|base| alike(base, known)));
        match (unmoved, out.case.check_told(catalog, host, id, value)) {
            (true, Ok(accepted)) => {
                out.case.keep(accepted);
                out.taken.fields += 1;
            }
            _ if same(base) => {}
            _ => out.differs.push(Differs {
                of: Of::Field,
                id: id.to_string(),
                a: known.cloned(),
                b: Some(value.clone()),
            }),
        }
    }
    for (id, said) in came.open.iter() {
        let silent = !out.case.has(id) && !out.case.open.contains_key(id);
        if let Some(accepted) = silent.then(|| out.case.check_open(catalog, id, said.clone())).flatten() {
            out.case.keep(accepted);
            out.taken.fields += 1;
        }
    }
    walks(&mut out, came, until, alike);
    for note in &came.notes {
        let known = |other: &super::Note| other.at == note.at && alike(&other.text, &note.text);
        if !out.case.notes.iter().any(known) {
            out.case.notes.push(note.clone());
            out.taken.notes += 1;
        }
    }
    out.case.notes.sort_by_key(|note| note.at);
    found(&mut out, came, alike);
    if out.case.verified == super::Verified::default() {
        out.case.verified = came.verified.clone();
    }
    out.case.prove(catalog);
    out
}

/// Pieces of evidence, findings, checks and readings of logs.
fn found(out: &mut Merged, came: &Case, alike: Alike<'_>) {
    let case = &mut out.case;
    for piece in &came.evidence {
        let known = |known: &Evidence| {
            let words = |piece: &Evidence| {
                [
                    piece.provider.clone(),
                    piece.tracking_id.clone(),
                    piece.written.clone(),
                    piece.computer.clone(),
                    piece.user.clone(),
                    piece.quote.clone(),
                ]
            };
            let same = |(one, other): (Option<String>, Option<String>)| match (one, other) {
                (Some(one), Some(other)) => alike(&one, &other),
                (one, other) => one == other,
            };
            (known.event, &known.codes, known.at, known.record) == (piece.event, &piece.codes, piece.at, piece.record)
                && words(known).into_iter().zip(words(piece)).all(same)
        };
        if !case.evidence.iter().any(known) {
            case.evidence.push(piece.clone());
            out.taken.found += 1;
        }
    }
    let status = |status: Status| super::compare::word(&status);
    for finding in &came.findings {
        match case.findings.iter().find(|known| known.entry == finding.entry) {
            None => {
                case.findings.push(finding.clone());
                out.taken.found += 1;
            }
            Some(known) if known.status == finding.status => {}
            Some(known) => out.differs.push(Differs {
                of: Of::Finding,
                id: finding.entry.to_string(),
                a: Some(status(known.status)),
                b: Some(status(finding.status)),
            }),
        }
    }
    for check in &came.checks {
        let same = |a: &Option<String>, b: &Option<String>| match (a, b) {
            (Some(a), Some(b)) => alike(a, b),
            (a, b) => a == b,
        };
        let known = case
            .checks
            .iter()
            .find(|known| known.id == check.id && known.port == check.port && same(&known.target, &check.target));
        match known {
            None => {
                case.checks.push(check.clone());
                out.taken.found += 1;
            }
            Some(known) if known.status == check.status => {}
            Some(known) => out.differs.push(Differs {
                of: Of::Check,
                id: check.id.clone(),
                a: Some(super::compare::word(&known.status)),
                b: Some(super::compare::word(&check.status)),
            }),
        }
    }
    for scan in &came.scans {
        if !case.scans.iter().any(|known| known.at == scan.at) {
            case.scans.push(scan.clone());
        }
    }
}

/// Walk by walk: those that began alike are one; one more is taken as it is, and is the current one then.
fn walks(out: &mut Merged, came: &Case, until: Option<Stamp>, alike: Alike<'_>) {
    for (at, walk) in came.walks.iter().enumerate() {
        match out.case.walks.get_mut(at) {
            None => {
                out.case.walks.push(walk.clone());
                out.taken.said += walk.answers.len() + walk.outcomes.len();
            }
            Some(here) if here.start == walk.start => {
                out.taken.said += journal(here, walk, until, alike, &mut out.differs);
            }
            // two that began differently are two
            Some(_) => {
                if !out.case.walks.contains(walk) {
                    let last = out.case.walks.len() - 1;
                    out.case.walks.insert(last, walk.clone());
                    out.taken.said += walk.answers.len() + walk.outcomes.len();
                }
                return;
            }
        }
    }
}

fn journal(
    here: &mut Journal,
    came: &Journal,
    until: Option<Stamp>,
    alike: Alike<'_>,
    differs: &mut Vec<Differs>,
) -> usize {
    let answers = Kind {
        of: Of::Answer,
        at: |answer: &Answer| answer.at,
        word: |answer: &Answer| answer.value.clone(),
        same: &|one: &Answer, other: &Answer| alike(&one.value, &other.value),
    };
    let outcomes = Kind {
        of: Of::Outcome,
        at: |done: &Done| done.at,
        word: |done: &Done| done.outcome.word().to_owned(),
        // how it is put in words is no difference
        same: &|one: &Done, other: &Done| one.outcome == other.outcome,
    };
    let mut taken = answers.met(&mut here.answers, &came.answers, until, differs);
    taken += outcomes.met(&mut here.outcomes, &came.outcomes, until, differs);
    for (entry, steps) in &came.steps {
        let known = here.steps.entry(entry.clone()).or_default();
        for (step, end) in steps {
            if !known.contains_key(step) {
                known.insert(*step, end.clone());
                taken += 1;
                let at = came.steps_at.get(entry).and_then(|steps| steps.get(step));
                if let Some(at) = at {
                    here.steps_at.entry(entry.clone()).or_default().insert(*step, *at);
                }
            }
        }
    }
    for entry in &came.taken {
        if !here.taken.contains(entry) {
            here.taken.push(entry.clone());
        }
    }
    for (fact, value) in &came.given {
        here.given.entry(fact.clone()).or_insert_with(|| value.clone());
    }
    here.overruled.extend(came.overruled.iter().cloned());
    taken
}

/// How what is said in a walk is compared.
struct Kind<'a, V> {
    of: Of,
    at: fn(&V) -> Stamp,
    word: fn(&V) -> String,
    same: &'a dyn Fn(&V, &V) -> bool,
}

impl<V: Clone> Kind<'_, V> {
    /// Takes into `here` what came; gives how much.
    fn met<K: Ord + Clone + AsRef<str>>(
        &self,
        here: &mut BTreeMap<K, V>,
        came: &BTreeMap<K, V>,
        until: Option<Stamp>,
        differs: &mut Vec<Differs>,
    ) -> usize {
        let old = |value: &V| until.is_some_and(|until| (self.at)(value) <= until);
        let mut taken = 0;
        // an answer that was changed there let go what hung on it
        let moved = came.values().any(|value| !old(value));
        let before = here.len();
        here.retain(|key, value| !(moved && old(value) && !came.contains_key(key)));
        taken += before - here.len();
        for (key, value) in came {
            match here.get(key) {
                Some(known) if (self.same)(known, value) => {}
                // both knew it, and it was changed or let go here
                _ if old(value) => {}
                Some(known) if !old(known) => differs.push(Differs {
                    of: self.of,
                    id: key.as_ref().to_owned(),
                    a: Some((self.word)(known)),
                    b: Some((self.word)(value)),
                }),
                _ => {
                    here.insert(key.clone(), value.clone());
                    taken += 1;
                }
            }
        }
        taken
    }
}
