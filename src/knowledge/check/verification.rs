//! Verification: that what is wanted of a caller can be reached, and is said for every kind of step that opens an account.

use super::view::{Finding, View, Whole, each};
use crate::knowledge::verification::Opens;
use std::collections::BTreeSet;

const TWICE: Say = say("`{}` stands twice", "`{}`이(가) 두 번 있습니다");
const KEEP_ONE: Say = say("keep one of them", "하나만 남기십시오");
use crate::text::{Say, say};

/// K029: what all proofs together do not reach keeps its steps shut for good; of two rules for one thing the first is lost.
pub fn out_of_reach(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let (own, all) = (&view.knowledge.verification, &whole.knowledge.verification);
    let most = all
        .accepted()
        .fold(0, |sum: u32, proof| sum.saturating_add(proof.points));
    let mut found = Vec::new();
    let mut kinds = BTreeSet::new();
    for (at, wanted) in each("verification/wanted", &own.wanted) {
        if wanted.points > most {
            let message = say(
                "{} points are wanted, but all proofs together are {}",
                "{}점을 요구하지만 모든 확인 수단을 합해도 {}점입니다",
            )
            .both(&[&wanted.points.to_string(), &most.to_string()]);
            found.push(Finding::new(
                format!("{at}/points"),
                message,
                say(
                    "want less, or accept more proofs",
                    "요구 점수를 낮추거나 확인 수단을 더 받으십시오",
                ),
            ));
        }
        if !kinds.insert(wanted.opens) {
            let message = TWICE.both(&[wanted.opens.word()]);
            found.push(Finding::new(format!("{at}/for"), message, KEEP_ONE));
        }
    }
    let mut ids = BTreeSet::new();
    for (at, proof) in each("verification/proofs", &own.proofs) {
        if !ids.insert(&proof.id) {
            let message = say("proof `{}` stands twice", "확인 수단 `{}`이(가) 두 번 있습니다").both(&[&proof.id]);
            found.push(Finding::new(format!("{at}/id"), message, KEEP_ONE));
        }
    }
    found
}

/// K029: a step of a kind for which nothing is wanted is open to everybody.
pub fn kinds_without_points(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let wanted = |opens: Opens| whole.knowledge.verification.wanted(opens) > 0;
    let steps = view.steps.iter().filter_map(|(at, step)| Some((at, step.opens?)));
    steps
        .filter(|(_, opens)| !wanted(*opens))
        .map(|(at, opens)| {
            let message = say("no points are wanted for `{}`", "`{}`에 요구하는 점수가 없습니다").both(&[opens.word()]);
            let help = say(
                "say under `verification`, `wanted`, how many it takes",
                "`verification`의 `wanted`에 필요한 점수를 적으십시오",
            );
            Finding::new(format!("{at}/opens"), message, help)
        })
        .collect()
}
