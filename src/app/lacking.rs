//! Why a binding is refused now: what it needs, and what to do first where that is not there.

use super::bindings::Needs;
use super::checking::Checks;
use super::model::{Model, Place};
use super::panes::Panes;
use super::{evident, find, judged, outcomes, pieces, screens};
use crate::knowledge::spot::Spot;
use crate::text::{Say, say};
use crate::walk::Stop;

impl Model {
    /// Why what a binding needs is not there. Whoever has the panes of the screen laid out gives them.
    pub fn lacks(&self, needs: Needs, panes: Option<&Panes>) -> Option<Say> {
        let (met, why) = match needs {
            Needs::Nothing => return None,
            Needs::Case => (
                self.case.is_some(),
                say(
                    "No case is open yet: choose where to start.",
                    "열린 사례가 없습니다. 먼저 시작할 곳을 고르십시오.",
                ),
            ),
            Needs::Step => (
                (self.deeds().spot)(self).and_then(Spot::step).is_some(),
                say(
                    "Put the cursor on a step first: Up and Down.",
                    "먼저 위/아래 키로 단계를 고르십시오.",
                ),
            ),
            Needs::Outcome(outcome) => match self.shown() {
                Some(remedy) => (remedy.offers(outcome), outcomes::why_not(&remedy.entry, outcome)),
                None => return None,
            },
            Needs::Found => (find::count(self).is_some_and(|(_, all)| all > 0), find::NOT_THERE),
            Needs::Remedied => (judged::judged(self).is_some(), judged::LACKS),
            Needs::Undo => (
                self.case.is_some() && self.said.can_undo(),
                say("Nothing to take back.", "되돌릴 내용이 없습니다."),
            ),
            Needs::Redo => (
                self.case.is_some() && self.said.can_redo(),
                say("Nothing was taken back.", "다시 적용할 내용이 없습니다."),
            ),
            Needs::Edited => (
                (self.deeds().edited)(self),
                say("The text was not changed.", "수정한 내용이 없습니다."),
            ),
            Needs::Listed => (
                self.row().is_some(),
                say("No case fits the filter.", "필터에 맞는 사례가 없습니다."),
            ),
            Needs::Log => (
                self.log.is_some(),
                say(
                    "No log has been read yet: F7 opens one.",
                    "아직 읽은 로그가 없습니다. F7로 로그를 여십시오.",
                ),
            ),
            Needs::Checked => (
                matches!(self.top::<Checks>(), Some(Checks::Done(_))),
                say("Nothing was checked yet.", "아직 점검하지 않았습니다."),
            ),
            Needs::Copied => (
                (self.deeds().copied)(self).is_some(),
                say("There is nothing to copy here yet.", "아직 복사할 내용이 없습니다."),
            ),
            Needs::Panes => (
                self.pasted().is_some_and(|pasted| !pasted.parts().is_empty())
                    || panes.map_or_else(|| screens::panes(self).reaches(), Panes::reaches),
                say(
                    "Nothing stands beside it at this width.",
                    "이 너비에서는 옆에 보일 창이 없습니다.",
                ),
            ),
            Needs::Evidence => (
                pieces::chosen(self).is_some(),
                say(
                    "Choose a row of what was pasted or read first.",
                    "먼저 붙여 넣거나 읽은 내용의 행을 고르십시오.",
                ),
            ),
            Needs::Proven => (
                evident::any(self),
                say(
                    "No question was answered by a paste or a log.",
                    "붙여 넣은 내용이나 로그로 답한 질문이 없습니다.",
                ),
            ),
            Needs::Way => (
                stops(self).any(Stop::is_told),
                say("Nothing has been said yet.", "아직 답한 내용이 없습니다."),
            ),
            Needs::Lines => (
                matches!(&self.place, Some(Place::Question(open)) if open.lines),
                say(
                    "This answer has one line: Enter goes on.",
                    "한 줄로 입력하는 답입니다. Enter를 누르면 계속합니다.",
                ),
            ),
            Needs::JobControl => (
                cfg!(unix),
                say(
                    "This system cannot suspend programs.",
                    "이 시스템에서는 일시 중지할 수 없습니다.",
                ),
            ),
        };
        (!met).then_some(why)
    }
}

/// The stops behind the walk.
fn stops(model: &Model) -> impl Iterator<Item = &Stop> {
    model.trace.iter().flat_map(|trace| &trace.stops)
}
