//! Whether the remedy shown helped, as the screens tell it. Judged by `case::accepted`; what is done to find out is in `accepting`.

use super::model::Model;
use crate::case::accepted::{By, Helped, Judged};
use crate::text::{Say, say};

pub const TITLE: Say = say("Did it help?", "효과 확인");
pub const LACKS: Say = say(
    "Tick the steps that were done first.",
    "먼저 마친 단계를 완료로 표시하십시오.",
);
const READ: Say = say("Log: {}", "로그: {}");
const PASTE: Say = say(
    "Paste what a command printed, or an event",
    "명령이 출력한 내용이나 이벤트 붙여 넣기",
);
const LINE: Say = say("Did it help? {} (p)", "효과 확인: {} (p)");
const NOT_PROVEN: Say = say("Kept as fixed. {} (p)", "해결됨으로 저장했습니다. {} (p)");

/// A way to find out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// A check, by its id.
    Check(String),
    Log,
    Paste,
}

/// What is known of whether the remedy shown helped; `None` where nothing was done at it.
pub(super) fn judged(model: &Model) -> Option<Judged> {
    let remedy = model.shown()?;
    model.case.as_ref()?.accepted(&model.catalog, &remedy.entry.id)
}

/// What is known, in one line.
pub(super) fn told(model: &Model, judged: &Judged) -> String {
    judged.told(&model.catalog, model.lang, &|at| model.clock(at))
}

/// What stands above the ways to find out.
pub fn head(model: &Model) -> Vec<String> {
    judged(model).iter().map(|judged| told(model, judged)).collect()
}

/// The same above the page of the remedy.
pub(super) fn line(model: &Model) -> Option<String> {
    let judged = judged(model)?;
    Some(LINE.with(model.lang, &[&told(model, &judged)]))
}

/// The ways to find out, each with what is known by it.
pub fn rows(model: &Model) -> Vec<(Deed, String)> {
    let lang = model.lang;
    let Some(judged) = judged(model) else { return Vec::new() };
    let proofs = judged.proofs.iter().map(|proof| {
        let said = proof.told(&model.catalog, lang, &|at| model.clock(at));
        match &proof.by {
            By::Check(id) => (Deed::Check(id.clone()), said),
            By::Log => (Deed::Log, READ.with(lang, &[&said])),
        }
    });
    proofs.chain([(Deed::Paste, PASTE.get(lang).to_owned())]).collect()
}

/// What is said where somebody says that a remedy fixed it and nothing shows it.
pub(super) fn not_proven(model: &Model, judged: Option<&Judged>) -> Option<String> {
    let judged = judged.filter(|judged| judged.helped() != Helped::Yes)?;
    Some(NOT_PROVEN.with(model.lang, &[&told(model, judged)]))
}
