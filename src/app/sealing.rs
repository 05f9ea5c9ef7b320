//! What a bundle is narrowed to and locked with: a time around the one that the case reports, and a passphrase. The passphrase is held as
//! long as the screen is, and kept nowhere.

use super::bundling::{Bundle, open_one, plan};
use super::lines::Typed;
use super::message::Effect;
use super::model::Model;
use super::screen::{Overlay, Purpose};
use crate::bundle::Passphrase;
use crate::text::{Lang, Say, say};

pub const NEW: Say = say("Passphrase of the bundle", "번들 암호 문구");
pub const AGAIN: Say = say("The same once more", "한 번 더");
const DIFFERS: Say = say(
    "the two differ; type the first one again",
    "두 암호 문구가 다릅니다. 처음 것을 다시 입력하십시오",
);
const NO_LONGER: Say = say("It will not be encrypted.", "암호화하지 않습니다.");
const NO_TIME: Say = say(
    "The case has no time to look around. Fill in when it happened (F4).",
    "사례에 시각이 없습니다. 발생 시각을 입력하십시오(F4).",
);
const ENCRYPTED: Say = say("encrypted", "암호화함");
const NOT_ENCRYPTED: Say = say("not encrypted", "암호화 안 함");
const AROUND: Say = say("{} h around, {}", "전후 {}시간, {}");

/// Hours before and after the time that the case reports, one after another; then all of it again.
const HOURS: [u16; 3] = [24, 4, 1];

/// Asks for a passphrase, or drops the one that there is.
pub(super) fn turn(model: &mut Model) {
    let Some(bundle) = open_one(model) else { return };
    if bundle.passphrase.take().is_some() {
        model.say(NO_LONGER);
    } else {
        model.overlay = Some(Overlay::typing(Purpose::NewPassphrase, Typed::new("", false)));
    }
}

/// A new passphrase was typed, which is asked for once more; an error says what is wrong with it.
pub(super) fn typed(model: &mut Model, typed: &str) -> Result<Vec<Effect>, String> {
    let first = Passphrase::new(typed).map_err(|why| why.get(model.lang).to_owned())?;
    model.overlay = Some(Overlay::typing(Purpose::SamePassphrase(first), Typed::new("", false)));
    Ok(Vec::new())
}

/// It was typed once more.
pub(super) fn typed_again(model: &mut Model, first: &Passphrase, typed: &str) -> Result<Vec<Effect>, String> {
    if Passphrase::given(typed) != *first {
        return Err(DIFFERS.get(model.lang).to_owned());
    }
    if let Some(bundle) = open_one(model) {
        bundle.passphrase = Some(first.clone());
    }
    Ok(Vec::new())
}

/// Plans it with the logs of a shorter time, behind the shortest with all of them.
pub(super) fn window(model: &mut Model) -> Vec<Effect> {
    let reported = model.case.as_ref().and_then(|case| case.reported(&model.catalog));
    let Some(bundle) = open_one(model) else {
        return Vec::new();
    };
    let hours = match bundle.hours {
        None => HOURS.first(),
        Some(now) => HOURS.iter().find(|hours| **hours < now),
    };
    let hours = hours.copied();
    let window = hours.and_then(|hours| {
        let by = i64::from(hours) * 3600;
        let at = reported?;
        Some((at.after(-by)?, at.after(by)?))
    });
    if hours.is_some() && window.is_none() {
        model.say(NO_TIME);
        return Vec::new();
    }
    (bundle.hours, bundle.order.window) = (hours, window);
    plan(model)
}

/// What of that holds, in words.
pub fn told(bundle: &Bundle, lang: Lang) -> String {
    let locked = if bundle.passphrase.is_some() {
        ENCRYPTED
    } else {
        NOT_ENCRYPTED
    };
    let locked = locked.get(lang);
    bundle.hours.map_or(locked.to_owned(), |hours| {
        AROUND.with(lang, &[&hours.to_string(), locked])
    })
}
