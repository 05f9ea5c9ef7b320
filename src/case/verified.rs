//! Whether a caller was verified: which proofs were seen, and which steps stay shut until enough were. Owns no proof's content;
//! a case keeps that one was seen, or that the caller could not be verified, and nothing of either.

use crate::knowledge::id::{FactId, ProofId};
use crate::knowledge::shape::Step;
use crate::knowledge::verification::{Opens, Verification};
use crate::text::{Lang, Say, say};
use crate::time::Stamp;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What was seen of a caller.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Verified {
    /// Proofs that were seen, by their ids.
    pub proofs: BTreeSet<ProofId>,
    /// When it was said that the caller could not be verified; why is not kept.
    pub refused: Option<Stamp>,
}

/// Why a step stays shut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shut {
    /// The caller could not be verified.
    Refused,
    /// Not enough was seen yet.
    Wanted {
        opens: Opens,
        /// Points reached and points wanted; the first is the lower.
        points: u32,
        wanted: u32,
    },
}

/// The fact of walks that follows what was seen.
pub const CALLER: &str = "caller_verified";
/// The fact of walks that says who is there, with the values that it has here.
pub const SITUATION: &str = "situation";
pub const ON_THE_LINE: &str = "call";
pub const AT_WORK: &str = "server";

const REFUSED: Say = say("the caller could not be verified", "발신자를 확인하지 못했습니다");
const WANTED: Say = say(
    "verify the caller first: {} wants {} points, {} reached",
    "먼저 발신자를 확인하십시오. {}에는 {}점이 필요하며 지금은 {}점입니다",
);

const BRIEF_REFUSED: Say = say(
    "shut: the caller could not be verified",
    "열 수 없음: 발신자를 확인하지 못함",
);
const BRIEF: Say = say(
    "shut: the caller has {} of {} points",
    "아직 열 수 없음: 발신자 확인 점수 {}/{}",
);

impl Shut {
    /// The same beside a step, short.
    pub fn brief(self, lang: Lang) -> String {
        match self {
            Shut::Refused => BRIEF_REFUSED.get(lang).to_owned(),
            Shut::Wanted { points, wanted, .. } => BRIEF.with(lang, &[&points.to_string(), &wanted.to_string()]),
        }
    }

    /// The reason, in a sentence.
    pub fn say(self, lang: Lang) -> String {
        match self {
            Shut::Refused => REFUSED.get(lang).to_owned(),
            Shut::Wanted { opens, points, wanted } => WANTED.with(
                lang,
                &[opens.title().get(lang), &wanted.to_string(), &points.to_string()],
            ),
        }
    }
}

impl Verified {
    /// Ticks or unticks a proof. Whoever shows one may be verified after all, so a refusal falls.
    pub fn tick(&mut self, proof: &ProofId) {
        if !self.proofs.remove(proof) {
            self.proofs.insert(proof.clone());
            self.refused = None;
        }
    }

    /// The caller could not be verified: what was seen until then is forgotten.
    pub fn refuse(&mut self, at: Stamp) {
        *self = Self {
            proofs: BTreeSet::new(),
            refused: Some(at),
        };
    }

    /// The points reached, by the rule of the organization; a proof that it does not know counts nothing.
    pub fn points(&self, rule: &Verification) -> u32 {
        let seen = rule.proofs.iter().filter(|proof| self.proofs.contains(&proof.id));
        seen.fold(0, |sum, proof| sum.saturating_add(proof.points))
    }

    /// Is what was seen enough for the kind of step that wants least?
    pub fn is_enough(&self, rule: &Verification) -> bool {
        let least = Opens::ALL.into_iter().map(|opens| rule.wanted(opens)).min();
        self.refused.is_none() && !self.proofs.is_empty() && least.is_some_and(|least| self.points(rule) >= least)
    }

    /// Why a kind of step stays shut; `None` where it is open.
    pub fn shut(&self, rule: &Verification, opens: Opens) -> Option<Shut> {
        let (points, wanted) = (self.points(rule), rule.wanted(opens));
        match self.refused {
            Some(_) => Some(Shut::Refused),
            None if points < wanted => Some(Shut::Wanted { opens, points, wanted }),
            None => None,
        }
    }

    /// Why a step stays shut while somebody is on the line, by the facts of the walk; one that opens no account never does.
    pub fn shut_step(&self, facts: &BTreeMap<FactId, String>, rule: &Verification, step: &Step) -> Option<Shut> {
        let opens = step.opens.filter(|_| wants_verifying(facts))?;
        self.shut(rule, opens)
    }
}

/// May somebody be on the line who has to be verified? Where nobody said who is there, yes.
pub fn wants_verifying(facts: &BTreeMap<FactId, String>) -> bool {
    !matches!(facts.get(SITUATION).map(String::as_str), Some(AT_WORK | "myself"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::builtin;

    fn seen(proofs: &[&str]) -> Verified {
        let mut verified = Verified::default();
        for proof in proofs {
            verified.tick(&ProofId::new(*proof));
        }
        verified
    }

    /// How many kinds of steps stay shut.
    fn shut(verified: &Verified, rule: &Verification) -> usize {
        let kinds = Opens::ALL.into_iter();
        kinds.filter(|opens| verified.shut(rule, *opens).is_some()).count()
    }

    #[test]
    fn a_pass_wants_more_than_a_new_password_and_says_how_much() {
        let rule = builtin::catalog().verification();
        let nothing = seen(&[]);
        assert_eq!(shut(&nothing, &rule), Opens::ALL.len());
        let called_back = seen(&["call-back"]);
        assert_eq!(called_back.shut(&rule, Opens::Reset), None);
        let why = called_back.shut(&rule, Opens::Pass).expect("shut");
        assert_eq!(
            why.say(Lang::En),
            "verify the caller first: issuing a pass wants 4 points, 2 reached"
        );
        assert!(why.say(Lang::Ko).contains("4점"));
        let both = seen(&["call-back", "manager"]);
        assert_eq!(shut(&both, &rule), 0);
        assert_eq!(shut(&seen(&["in-person"]), &rule), 0);
        assert!(
            seen(&["personal-data"]).shut(&rule, Opens::Unblock).is_some(),
            "weak when alone"
        );
    }

    #[test]
    fn a_refusal_is_kept_without_what_was_seen_and_shuts_every_step_that_opens() {
        let rule = builtin::catalog().verification();
        let mut verified = seen(&["in-person"]);
        verified.refuse(Stamp::EPOCH);
        assert!(verified.proofs.is_empty());
        let entry = builtin::catalog().entry("usage.new-or-lost-phone").expect("an entry");
        let shut: Vec<_> = entry
            .steps
            .iter()
            .filter_map(|step| verified.shut_step(&BTreeMap::new(), &rule, step))
            .collect();
        assert!(!shut.is_empty() && shut.len() < entry.steps.len());
        assert!(shut.iter().all(|shut| *shut == Shut::Refused));
        verified.tick(&ProofId::new("manager"));
        assert_eq!(verified.refused, None);
    }

    #[test]
    fn an_organization_lays_its_own_rule_over_the_built_in_one() {
        let mut rule = builtin::catalog().verification();
        let own = "proofs: [{ id: call-back, title: { en: c, ko: c }, points: 0 }, { id: badge, title: { en: b, ko: b }, points: 9 }]\nwanted: [{ for: unblock, points: 9 }]";
        rule.add(serde_yaml::from_str(own).expect("a rule"));
        assert!(rule.accepted().all(|proof| proof.id != "call-back"));
        assert!(seen(&["call-back"]).shut(&rule, Opens::Reset).is_some());
        assert!(
            seen(&["manager"]).shut(&rule, Opens::Reset).is_none(),
            "what it does not name stays"
        );
        assert_eq!(shut(&seen(&["badge"]), &rule), 0);
    }

    #[test]
    fn nobody_on_the_line_needs_no_proof() {
        let said = |who: &str| BTreeMap::from([(FactId::new("situation"), who.to_owned())]);
        assert!(wants_verifying(&BTreeMap::new()) && wants_verifying(&said("call")));
        assert!(!wants_verifying(&said("server")) && !wants_verifying(&said("myself")));
    }
}
