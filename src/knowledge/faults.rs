//! The checks of `signals` and `refinements`: what they mean to the entries and to each other.

use super::code::canonical;
use super::shape::Knowledge;
use super::signal::{Refinement, Says, Signal, signal};
use std::collections::BTreeSet;

/// What is wrong with a signal or a refinement, by its id.
pub struct Fault {
    pub id: String,
    pub rule: &'static str,
    /// The key it concerns, for example `codes/0`.
    pub part: String,
    pub message: String,
    pub help: String,
}

/// K005, K024 and K025: what signals and refinements mean to the entries and to each other.
pub fn faults(whole: &Knowledge) -> Vec<Fault> {
    let codes = whole.entries.iter().flat_map(|e| &e.codes);
    let claimed: BTreeSet<String> = codes.map(|c| canonical(c)).collect();
    let signals = (0..).zip(&whole.signals);
    let refinements = (0..).zip(&whole.refinements);
    signals
        .flat_map(|(at, s)| of_signal(at, s, &whole.signals, &claimed))
        .chain(refinements.flat_map(|(at, r)| of_refinement(at, r, whole, &claimed)))
        .collect()
}

fn of_signal(at: usize, own: &Signal, all: &[Signal], claimed: &BTreeSet<String>) -> Vec<Fault> {
    let fault = |rule, part: String, message: String, help: &str| Fault {
        id: own.id.clone(),
        rule,
        part,
        message,
        help: help.to_owned(),
    };
    let mut out = Vec::new();
    let named = own.codes.iter().enumerate().filter(|_| own.says != Says::Noise);
    for (i, codes) in named {
        let form = codes.form();
        let mut held = claimed.iter().filter(|c| codes.holding(c).is_some());
        if !held.any(|code| signal(all, code, form).is_some_and(|s| s.id == own.id)) {
            out.push(fault(
                "K024",
                format!("codes/{i}"),
                format!("`{}` never stands for `{}`", String::from(codes.clone()), own.id),
                "name codes that an entry claims and that no narrower signal has",
            ));
        }
    }
    if own.codes.is_empty() && own.form.is_none() {
        out.push(fault(
            "K024",
            "id".to_owned(),
            format!("`{}` names no code", own.id),
            "give it `codes` or a `form`",
        ));
    }
    let before = all.iter().take(at).find(|s| s.form.is_some() && s.form == own.form);
    if let Some(before) = before {
        let message = format!("`{}` has this form already", before.id);
        out.push(fault(
            "K024",
            "form".to_owned(),
            message,
            "replace that one by using its id",
        ));
    }
    let fails = |s: &&Signal| matches!(s.says, Says::Reason | Says::Vague | Says::Trace | Says::Failure);
    let behind = all.iter().filter(fails).find(|s| s.rank >= own.rank);
    if let Some(behind) = behind.filter(|_| own.says == Says::Companion) {
        let message = format!("at rank {} it would answer before `{}`", own.rank, behind.id);
        out.push(fault("K025", "rank".to_owned(), message, "give it a higher rank"));
    }
    out
}

fn of_refinement(at: usize, own: &Refinement, whole: &Knowledge, claimed: &BTreeSet<String>) -> Vec<Fault> {
    let fault = |rule, part: &str, message: String, help: &str| Fault {
        id: own.id.clone(),
        rule,
        part: part.to_owned(),
        message,
        help: help.to_owned(),
    };
    let mut out = Vec::new();
    if !whole.entries.iter().any(|e| e.id == own.means) {
        let message = format!("there is no entry `{}`", own.means);
        out.push(fault(
            "K005",
            "means",
            message,
            "name the entry that the code then means",
        ));
    }
    if !claimed.contains(&canonical(&own.code)) {
        let message = format!("no entry claims the code `{}`", own.code);
        out.push(fault("K005", "code", message, "name it in the `codes` of an entry"));
    }
    if own.phrases.is_empty() {
        let message = format!("`{}` names no text", own.id);
        out.push(fault(
            "K024",
            "phrases",
            message,
            "without a text the code means its own entry",
        ));
    }
    let texts: BTreeSet<String> = own.phrases.iter().map(|p| plain(p)).collect();
    let mut before = whole.refinements.iter().take(at);
    let before = before.find(|r| r.code == own.code && r.phrases.iter().all(|p| texts.contains(&plain(p))));
    if let Some(before) = before {
        let message = format!("`{}` applies wherever this does", before.id);
        out.push(fault("K024", "phrases", message, "put the narrower one first"));
    }
    out
}

fn plain(phrase: &str) -> String {
    phrase.to_lowercase().split_whitespace().collect()
}
