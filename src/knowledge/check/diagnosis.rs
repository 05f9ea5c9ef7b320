//! Signals and refinements: that each can apply, and that nothing answers which is never the cause.

use super::view::{Finding, View, Whole, each};
use crate::knowledge::code::canonical;
use crate::knowledge::shape::{Knowledge, made_by};
use crate::knowledge::signal::{Codes, Refinement, Says, Signal, signal};

/// K005: a refinement of a code that nobody pastes, a choice made by one.
pub fn codes_of_no_entry(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let finding = |path: String, code: &str| {
        let message = format!("no entry claims the code `{code}`");
        Finding::new(path, message, "name it in the `codes` of an entry")
    };
    let refined = each("refinements", &view.knowledge.refinements)
        .filter(|(_, own)| !claimed(whole.knowledge).any(|code| code == canonical(&own.code)))
        .map(|(at, own)| finding(format!("{at}/code"), &own.code));
    let mut found: Vec<Finding> = refined.collect();
    for (at, _, choice) in &view.choices {
        for (path, own) in each(&format!("{at}/codes"), &choice.codes) {
            if !claimed(whole.knowledge).any(|code| made_by(own, &code)) {
                found.push(finding(path, own));
            }
        }
    }
    found
}

/// K025: a signal that holds no code.
pub fn signals_for_nothing(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let all = &whole.knowledge.signals;
    let mut found = Vec::new();
    for (at, own) in each("signals", &view.knowledge.signals) {
        let idle = |codes: &Codes| {
            let mut held = claimed(whole.knowledge).filter(|code| codes.holding(code).is_some());
            !held.any(|code| signal(all, &code, codes.form()).is_some_and(|s| s.id == own.id))
        };
        // no entry claims what is not even read
        let named = each(&format!("{at}/codes"), &own.codes);
        for (path, codes) in named.filter(|(_, codes)| own.says != Says::Noise && idle(codes)) {
            let message = format!("`{}` never stands for `{}`", String::from(codes.clone()), own.id);
            let help = "name codes that an entry claims and that no narrower signal has";
            found.push(Finding::new(path, message, help));
        }
        if own.codes.is_empty() && own.form.is_none() {
            let message = format!("`{}` names no code", own.id);
            found.push(Finding::new(format!("{at}/id"), message, "give it `codes` or a `form`"));
        }
        let mut before = all.iter().take_while(|s| s.id != own.id);
        if let Some(before) = before.find(|s| s.form.is_some() && s.form == own.form) {
            let message = format!("`{}` has this form already", before.id);
            let help = "replace that one by using its id";
            found.push(Finding::new(format!("{at}/form"), message, help));
        }
    }
    found
}

/// K025: a refinement without a text, or behind one that applies wherever it does.
pub fn refinements_for_nothing(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, own) in each("refinements", &view.knowledge.refinements) {
        let path = format!("{at}/phrases");
        if own.phrases.is_empty() {
            let help = "without a text the code means its own entry";
            found.push(Finding::new(&path, format!("`{}` names no text", own.id), help));
        }
        let mut before = whole.knowledge.refinements.iter().take_while(|r| r.id != own.id);
        if let Some(before) = before.find(|r| covers(r, own)) {
            let message = format!("`{}` applies wherever this does", before.id);
            found.push(Finding::new(path, message, "put the narrower one first"));
        }
    }
    found
}

/// K060: a rule that names no record, or that nothing proves.
pub fn rules_without_fixture(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, own) in each("rules", &view.knowledge.rules) {
        let lists = [
            ("on", own.on.is_empty(), "name a record that decides"),
            ("holds_for", own.holds_for.is_empty(), "give records for which it holds"),
            (
                "fails_for",
                own.fails_for.is_empty(),
                "give records that resemble them, for which it does not hold",
            ),
        ];
        for (key, _, help) in lists.into_iter().filter(|(_, empty, _)| *empty) {
            let message = format!("`{}` has nothing in `{key}`", own.id);
            found.push(Finding::new(format!("{at}/{key}"), message, help));
        }
    }
    found
}

/// K026: what only happens beside a failure ranks behind whatever says why or that something failed.
pub fn companions_before_a_cause(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let fails = |s: &&Signal| matches!(s.says, Says::Reason | Says::Vague | Says::Trace | Says::Failure);
    let mut found = Vec::new();
    for (at, own) in each("signals", &view.knowledge.signals) {
        let mut behind = whole.knowledge.signals.iter().filter(fails);
        let behind = behind.find(|s| s.rank >= own.rank);
        if let Some(behind) = behind.filter(|_| own.says == Says::Companion) {
            let message = format!("at rank {} it would answer before `{}`", own.rank, behind.id);
            found.push(Finding::new(format!("{at}/rank"), message, "give it a higher rank"));
        }
    }
    found
}

/// Every code that an entry claims.
fn claimed(k: &Knowledge) -> impl Iterator<Item = String> + '_ {
    k.entries.iter().flat_map(|e| &e.codes).map(|code| canonical(code))
}

fn covers(wide: &Refinement, narrow: &Refinement) -> bool {
    let plain = |phrase: &String| phrase.to_lowercase().split_whitespace().collect::<String>();
    let texts: Vec<String> = narrow.phrases.iter().map(plain).collect();
    wide.code == narrow.code && wide.phrases.iter().all(|p| texts.contains(&plain(p)))
}
