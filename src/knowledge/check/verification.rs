//! Verification: that what is wanted of a caller can be reached, and is said for every kind of step that opens an account.

use super::view::{Finding, View, Whole, each};
use crate::knowledge::verification::Opens;
use std::collections::BTreeSet;

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
            let message = format!(
                "{} points are wanted, but all proofs together are {most}",
                wanted.points
            );
            found.push(Finding::new(
                format!("{at}/points"),
                message,
                "want less, or accept more proofs",
            ));
        }
        if !kinds.insert(wanted.opens) {
            let message = format!("`{}` stands twice", wanted.opens.word());
            found.push(Finding::new(format!("{at}/for"), message, "keep one of them"));
        }
    }
    let mut ids = BTreeSet::new();
    for (at, proof) in each("verification/proofs", &own.proofs) {
        if !ids.insert(&proof.id) {
            let message = format!("proof `{}` stands twice", proof.id);
            found.push(Finding::new(format!("{at}/id"), message, "keep one of them"));
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
            let message = format!("no points are wanted for `{}`", opens.word());
            let help = "say under `verification`, `wanted`, how many it takes";
            Finding::new(format!("{at}/opens"), message, help)
        })
        .collect()
}
