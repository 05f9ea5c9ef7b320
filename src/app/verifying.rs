//! Whether the caller was verified, as the screens show it: which steps of the entry shown stay shut, and the list of proofs. The
//! rule itself is in `case::verified`, what ticking a proof does in `proofs`.

use super::model::Model;
use crate::case::verified::{CALLER, Shut, wants_verifying};
use crate::knowledge::article::steps_of;
use crate::knowledge::id::ProofId;
use crate::knowledge::shape::Question;
use crate::knowledge::verification::Opens;
use crate::text::{Say, say};

pub const VERIFY: Say = say("Verify the caller", "발신자 확인");
pub(super) const REFUSED: Say = say("The caller could not be verified", "발신자를 확인하지 못함");
pub(super) const ALONE: Say = say("Nobody is on the line", "통화 중인 사람이 없음");
const POINTS: Say = say("{} points", "{}점");
const POINT: Say = say("1 point", "1점");
const OPEN: Say = say("{}: open, {} of {} points", "{}: 가능({}점/{}점)");
const SHUT: Say = say("{}: shut, {} of {} points", "{}: 아직 불가({}점/{}점)");
const NOBODY: Say = say(
    "Nobody is on the line here, so no step is shut.",
    "통화 중인 사람이 없으므로 모든 단계를 진행할 수 있습니다.",
);
const WHERE: Say = say("{} (v: verify the caller)", "{}. v를 누르면 발신자 확인이 열립니다.");
pub const AT_QUESTION: Say = say(
    "v (or Ctrl-P) opens the list of proofs. The answer alone opens no step that unlocks, resets, changes methods or issues a pass.",
    "v(또는 Ctrl-P)를 누르면 확인 근거 목록이 열립니다. 이 답만으로는 잠금 해제, 암호 재설정, 인증 방법 변경, 패스 발급 단계가 열리지 않습니다.",
);

/// The same for lines that are typed.
pub const AT_PROMPT: Say = say(
    "verify opens the list of proofs; the answer alone opens no step that unlocks, resets, changes methods or issues a pass.",
    "verify를 입력하면 확인 근거 목록이 열립니다. 이 답만으로는 잠금 해제, 암호 재설정, 인증 방법 변경, 패스 발급 단계가 열리지 않습니다.",
);

/// Does a question ask whether the caller was verified?
pub fn asked(question: &Question) -> bool {
    question.sets.as_ref().is_some_and(|fact| fact == CALLER)
}

/// Is somebody on the line who has to be verified?
pub(super) fn wanted(model: &Model) -> bool {
    model.trace.as_ref().is_some_and(|trace| wants_verifying(&trace.facts))
}

/// Why a step of the entry shown stays shut.
pub fn shut_step(model: &Model, step: usize) -> Option<Shut> {
    let remedy = model.shown()?;
    model.shut(steps_of(&model.catalog, &remedy.entry).get(step)?)
}

/// Says why the step under the cursor stays shut, and where that is changed; false where it does not.
pub(super) fn refused(model: &mut Model, step: usize) -> bool {
    let Some(shut) = shut_step(model, step) else {
        return false;
    };
    model.toast = Some(WHERE.with(model.lang, &[&shut.say(model.lang)]));
    true
}

/// What stands above the list: each kind of step with the points it wants, and whether it is open.
pub fn head(model: &Model) -> Vec<String> {
    let (Some(case), true) = (&model.case, wanted(model)) else {
        return vec![NOBODY.get(model.lang).to_owned()];
    };
    let rule = model.catalog.verification();
    let points = case.verified.points(&rule).to_string();
    let told = Opens::ALL.into_iter().map(|opens| {
        let say = match case.verified.shut(&rule, opens) {
            Some(_) => SHUT,
            None => OPEN,
        };
        let title = opens.title().get(model.lang);
        say.with(model.lang, &[title, &points, &rule.wanted(opens).to_string()])
    });
    told.collect()
}

/// The proofs that the organization accepts: whether each was seen, and its points.
pub fn proofs(model: &Model) -> Vec<(ProofId, String, String)> {
    let (lang, rule) = (model.lang, model.catalog.verification());
    let seen = |id: &ProofId| {
        model
            .case
            .as_ref()
            .is_some_and(|case| case.verified.proofs.contains(id))
    };
    let told = rule.accepted().map(|proof| {
        let points = match proof.points {
            1 => POINT.get(lang).to_owned(),
            points => POINTS.with(lang, &[&points.to_string()]),
        };
        let text = format!("{} {}", mark(seen(&proof.id)), proof.title.get(lang));
        (proof.id.clone(), text, points)
    });
    told.collect()
}

/// The row that says that the caller could not be verified.
pub fn could_not(model: &Model) -> String {
    let refused = model.case.as_ref().is_some_and(|case| case.verified.refused.is_some());
    format!("{} {}", mark(refused), REFUSED.get(model.lang))
}

/// The row that says that nobody is on the line.
pub fn alone(model: &Model) -> String {
    format!("{} {}", mark(!wanted(model)), ALONE.get(model.lang))
}

fn mark(ticked: bool) -> &'static str {
    if ticked { "[x]" } else { "[ ]" }
}
