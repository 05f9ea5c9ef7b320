//! What is done to find out whether the remedy shown helped: a check, a log read again, what a command printed.

use super::checking;
use super::judged::{self, Deed};
use super::kept;
use super::lines::Typed;
use super::message::Effect;
use super::model::Model;
use super::scanning;
use super::screen::{Overlay, Purpose};
use crate::check::Values;
use crate::text::{Say, clean, say};

pub const PRINTED: Say = say(
    "Paste what the command printed on the server, or the event",
    "서버에서 명령이 출력한 내용이나 이벤트를 붙여 넣으십시오",
);
const NOTHING: Say = say(
    "Nothing in it says whether it helped.",
    "효과가 있었는지 알 수 있는 내용이 없습니다.",
);
/// Finds out in one of these ways.
pub(super) fn find_out(model: &mut Model, deed: &Deed) -> Vec<Effect> {
    match deed {
        Deed::Check(id) => checking::only(model, id),
        Deed::Log => {
            let effects = scanning::open(model);
            scanning::ask(model);
            effects
        }
        Deed::Paste => {
            ask(model);
            Vec::new()
        }
    }
}

/// Asks for what a command printed.
pub(super) fn ask(model: &mut Model) {
    model.overlay = Some(Overlay::typing(Purpose::Printed, Typed::new("", true)));
}

/// Takes what a command printed on the server, or an event, into the open case, and says what that says.
pub fn printed(model: &mut Model, text: &str) -> Vec<Effect> {
    let text = clean(text);
    let mut effects = checking::printed(model, &Values::read(&text));
    effects.extend(kept::take(model, &[text]));
    match judged::judged(model) {
        Some(judged) => model.toast = Some(judged::told(model, &judged)),
        None if effects.is_empty() => model.say(NOTHING),
        None => {}
    }
    effects
}
