//! Signals and refinements: that each can apply, and that nothing answers which is never the cause.

use super::view::{Finding, View, Whole, each};
use crate::knowledge::code::canonical;
use crate::knowledge::shape::{Knowledge, made_by};
use crate::knowledge::signal::{Codes, Refinement, Says, Signal, signal};
use crate::text::say;

/// K005: a refinement of a code that nobody pastes, a choice made by one.
pub fn codes_of_no_entry(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    let finding = |path: String, code: &str| {
        let message = say("no entry claims the code `{}`", "코드 `{}`을(를) 쓰는 항목이 없습니다").both(&[code]);
        let help = say("name it in the `codes` of an entry", "항목의 `codes`에 적으십시오");
        Finding::new(path, message, help)
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
            let message = say(
                "`{}` never stands for `{}`",
                "`{}`은(는) `{}`을(를) 뜻하는 일이 없습니다",
            )
            .both(&[&String::from(codes.clone()), &own.id]);
            let help = say(
                "name codes that an entry claims and that no narrower signal has",
                "항목이 쓰고 더 좁은 신호에는 없는 코드를 적으십시오",
            );
            found.push(Finding::new(path, message, help));
        }
        if own.codes.is_empty() && own.form.is_none() {
            let message = say("`{}` names no code", "`{}`에 코드가 없습니다").both(&[&own.id]);
            let help = say("give it `codes` or a `form`", "`codes`나 `form`을 적으십시오");
            found.push(Finding::new(format!("{at}/id"), message, help));
        }
        let mut before = all.iter().take_while(|s| s.id != own.id);
        if let Some(before) = before.find(|s| s.form.is_some() && s.form == own.form) {
            let message = say("`{}` has this form already", "이 형식은 `{}`에 이미 있습니다").both(&[&before.id]);
            let help = say("replace that one by using its id", "같은 ID를 써서 그것을 바꾸십시오");
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
            let help = say(
                "without a text the code means its own entry",
                "텍스트가 없으면 코드는 원래 항목을 뜻합니다",
            );
            let message = say("`{}` names no text", "`{}`에 텍스트가 없습니다").both(&[&own.id]);
            found.push(Finding::new(&path, message, help));
        }
        let mut before = whole.knowledge.refinements.iter().take_while(|r| r.id != own.id);
        if let Some(before) = before.find(|r| covers(r, own)) {
            let message = say(
                "`{}` applies wherever this does",
                "이것이 적용되는 곳에는 항상 `{}`이(가) 먼저 적용됩니다",
            )
            .both(&[&before.id]);
            let help = say("put the narrower one first", "더 좁은 것을 앞에 두십시오");
            found.push(Finding::new(path, message, help));
        }
    }
    found
}

/// K040: a rule that names no record, or that nothing proves.
pub fn rules_without_fixture(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, own) in each("rules", &view.knowledge.rules) {
        let lists = [
            (
                "on",
                own.on.is_empty(),
                say("name a record that decides", "판단 기준이 되는 기록을 적으십시오"),
            ),
            (
                "holds_for",
                own.holds_for.is_empty(),
                say(
                    "give records for which it holds",
                    "규칙이 맞아야 하는 기록을 적으십시오",
                ),
            ),
            (
                "fails_for",
                own.fails_for.is_empty(),
                say(
                    "give records that resemble them, for which it does not hold",
                    "비슷하지만 규칙이 맞지 않아야 하는 기록을 적으십시오",
                ),
            ),
        ];
        for (key, _, help) in lists.into_iter().filter(|(_, empty, _)| *empty) {
            let message = say("`{}` has nothing in `{}`", "`{}`의 `{}`이(가) 비어 있습니다").both(&[&own.id, key]);
            found.push(Finding::new(format!("{at}/{key}"), message, help.both(&[])));
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
            let message = say(
                "at rank {} it would answer before `{}`",
                "순위가 {}이면 `{}`보다 먼저 답합니다",
            )
            .both(&[&own.rank.to_string(), &behind.id]);
            let help = say("give it a higher rank", "`rank` 값을 더 크게 하십시오");
            found.push(Finding::new(format!("{at}/rank"), message, help));
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
