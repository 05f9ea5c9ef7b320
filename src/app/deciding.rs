//! What somebody decides about a bundle before it is written: which files go along, and which words are hidden or kept.

use super::bundling::{Bundle, Line, at, chosen, count, doubts, lines, open_one, plan};
use super::lines::Typed;
use super::message::Effect;
use super::model::Model;
use super::screen::{Overlay, Purpose};
use crate::bundle::{Order, Why};
use crate::text::{Say, one_line, say};
use std::path::PathBuf;

const NOT_KEPT: Say = say(
    "A secret or an anchor is never kept.",
    "암호 같은 비밀과 앵커는 남길 수 없습니다.",
);
const NO_OTHER: Say = say("There is no other change.", "다른 변경이 없습니다.");
const NOTHING_ASKED: Say = say("Nothing is asked about.", "확인할 말이 없습니다.");
const NOTHING_HERE: Say = say("Nothing here to keep.", "여기에는 남길 것이 없습니다.");
const ALWAYS_IN: Say = say(
    "It is made from the case and always goes along.",
    "사례에서 만드는 파일이라 항상 들어갑니다.",
);
const CANNOT_BE_HIDDEN: Say = say(
    "Names in it cannot be hidden. Space again takes it in all the same.",
    "안에 든 이름을 가릴 수 없습니다. 그래도 넣으려면 스페이스를 다시 누르십시오.",
);
/// Asked for a term that is to be hidden too.
pub const WHICH_TERM: Say = say("Hide this word or name too", "추가로 가릴 말이나 이름");

/// To the next place, behind the last of a file to the first of the next; or back.
pub(super) fn step(model: &mut Model, forward: bool) {
    let Some(bundle) = model.top::<Bundle>() else { return };
    let (now, row) = (at(model, bundle), model.row().unwrap_or(0));
    let lines = lines(model);
    let here = lines.get(row).map_or(0, count);
    let inside = if forward {
        now.checked_add(1)
    } else {
        now.checked_sub(1)
    };
    let inside = inside.filter(|next| *next < here).map(|next| (row, next));
    let with_any = |(at, line): (usize, &Line<'_>)| {
        let count = count(line);
        (count > 0).then_some((at, if forward { 0 } else { count - 1 }))
    };
    let next = inside.or_else(|| {
        let mut all = lines.iter().enumerate();
        if forward {
            all.skip(row + 1).find_map(with_any)
        } else {
            let before: Vec<_> = all.by_ref().take(row).collect();
            before.into_iter().rev().find_map(with_any)
        }
    });
    let Some((row, place)) = next else {
        model.say(NO_OTHER);
        return;
    };
    let thing = lines.get(row).map(Line::thing).unwrap_or_default();
    model.choose(row);
    model.top.beside.clear();
    if let Some(bundle) = model.top_mut::<Bundle>() {
        bundle.at = (thing, place);
    }
}

/// Leaves the chosen file out, or takes it in again.
pub(super) fn turn_file(model: &mut Model) -> Vec<Effect> {
    enum Turn {
        Out(PathBuf),
        In(PathBuf),
        Ask(PathBuf),
        No,
    }
    let asked = model.top::<Bundle>().and_then(|bundle| bundle.asked.clone());
    let turn = match chosen(model) {
        Some(Line::File(file, _)) => file.source().map_or(Turn::No, |path| Turn::Out(path.to_path_buf())),
        Some(Line::LeftOut(left)) => match left.why {
            Why::NoText if asked.as_ref() != Some(&left.path) => Turn::Ask(left.path.clone()),
            Why::NoText | Why::Unwanted => Turn::In(left.path.clone()),
            Why::Unreadable(_) => return Vec::new(),
        },
        Some(Line::Manifest) => Turn::No,
        Some(Line::Doubts(_)) | None => return Vec::new(),
    };
    let Some(bundle) = open_one(model) else {
        return Vec::new();
    };
    bundle.asked = None;
    match turn {
        Turn::No => {
            model.say(ALWAYS_IN);
            return Vec::new();
        }
        Turn::Ask(path) => {
            bundle.asked = Some(path);
            model.say(CANNOT_BE_HIDDEN);
            return Vec::new();
        }
        Turn::Out(path) => {
            bundle.order.let_through.remove(&path);
            bundle.order.without.insert(path);
        }
        Turn::In(path) => {
            if !bundle.order.without.remove(&path) {
                bundle.order.let_through.insert(path);
            }
        }
    }
    plan(model)
}

/// The term that is looked at, and whether it only looks like a name.
fn term(model: &Model) -> Option<(Option<String>, bool)> {
    let bundle = model.top::<Bundle>()?;
    let at = at(model, bundle);
    match chosen(model)? {
        Line::Doubts(_) => Some((doubts(bundle).nth(at).map(|(name, _)| name.to_owned()), true)),
        Line::File(_, Some(changes)) => {
            let place = changes.places().nth(at)?;
            Some((changes.term(place).map(str::to_owned), false))
        }
        _ => None,
    }
}

/// What is looked at stays as it stands.
pub(super) fn keep(model: &mut Model) -> Vec<Effect> {
    let (term, doubted) = match term(model) {
        Some((Some(term), doubted)) => (term, doubted),
        Some((None, _)) => {
            model.say(NOT_KEPT);
            return Vec::new();
        }
        None => {
            model.say(NOTHING_HERE);
            return Vec::new();
        }
    };
    decide(model, doubted, |order| order.terms.keep(&term))
}

/// Everything that only looks like a name stays as it stands.
pub(super) fn keep_all(model: &mut Model) -> Vec<Effect> {
    let all: Vec<String> = model
        .top::<Bundle>()
        .map(|bundle| doubts(bundle).map(|(name, _)| name.to_owned()).collect())
        .unwrap_or_default();
    if all.is_empty() {
        model.say(NOTHING_ASKED);
        return Vec::new();
    }
    decide(model, true, |order| all.iter().for_each(|name| order.terms.keep(name)))
}

/// What is looked at and only looks like a name is hidden; elsewhere a term is asked for.
pub(super) fn hide(model: &mut Model) -> Vec<Effect> {
    if let Some((Some(term), true)) = term(model) {
        return decide(model, true, |order| order.terms.hide(&term));
    }
    if open_one(model).is_some() {
        model.overlay = Some(Overlay::typing(Purpose::HideTerm, Typed::new("", false)));
    }
    Vec::new()
}

/// Hides a term that was typed.
pub(super) fn hide_term(model: &mut Model, term: &str) -> Vec<Effect> {
    let term = one_line(term);
    if term.is_empty() {
        return Vec::new();
    }
    decide(model, false, |order| order.terms.hide(&term))
}

/// Changes what is ordered. Of what is asked all is answered before the plan is made anew, where it has to be.
pub(super) fn decide(model: &mut Model, doubted: bool, change: impl FnOnce(&mut Order)) -> Vec<Effect> {
    let Some(bundle) = open_one(model) else {
        return Vec::new();
    };
    change(&mut bundle.order);
    if doubted && doubts(bundle).next().is_some() {
        let last = doubts(bundle).count() - 1;
        bundle.at.1 = bundle.at.1.min(last);
        return Vec::new();
    }
    bundle.at = (String::new(), 0);
    let planned = bundle.plan.as_ref().map(|plan| &plan.order);
    let same = planned.is_some_and(|planned| {
        let mut order = planned.clone();
        order.terms.keep.clone_from(&bundle.order.terms.keep);
        order == bundle.order
    });
    if doubted && same {
        // nothing is written otherwise: what was asked about stays
        if let Some(plan) = &mut bundle.plan {
            plan.order = bundle.order.clone();
        }
        return Vec::new();
    }
    plan(model)
}
