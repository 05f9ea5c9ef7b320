//! Resting on a wait: from which moment it counts. Owns what is asked for that.

use super::lines::Typed;
use super::message::Effect;
use super::model::Model;
use super::screen::{Overlay, Purpose};
use super::walking;
use crate::case::{times, wait_end};
use crate::text::{Say, ui};
use crate::time::Stamp;
use crate::time::read::read;
use crate::walk::{Detail, Outcome};

/// A moment from which a wait may count; `None` is one to be typed.
pub type Moment = Option<Stamp>;

/// The moments to choose from, in words.
pub fn moments(model: &Model) -> Vec<(Moment, String)> {
    let (Some(remedy), Some(case)) = (model.shown(), &model.case) else {
        return Vec::new();
    };
    let told = |from: Stamp, say: Say| {
        let end = wait_end(&remedy.entry, from)?;
        let text = say.with(model.lang, &[&model.clock(from), &model.clock(end)]);
        Some((Some(from), text))
    };
    let known = case.wait_from(&model.catalog, &remedy.entry, model.at());
    let known = known.and_then(|from| told(from, ui::WAIT_FROM_ATTEMPT));
    let now = told(model.at(), ui::WAIT_FROM_NOW);
    let typed = (None, ui::WAIT_FROM_TYPED.get(model.lang).to_owned());
    known.into_iter().chain(now).chain([typed]).collect()
}

/// Rests on the entry shown from a moment on.
pub fn since(model: &mut Model, from: Moment) -> Vec<Effect> {
    let Some(from) = from else {
        model.overlay = Some(Overlay::typing(Purpose::WaitFrom, Typed::new("", false)));
        return Vec::new();
    };
    let end = model.shown().and_then(|remedy| wait_end(&remedy.entry, from));
    let Some(end) = end else { return Vec::new() };
    if end <= model.now {
        model.toast = Some(ui::WAIT_WAS_OVER.with(model.lang, &[&model.clock(end)]));
        return Vec::new();
    }
    walking::end_entry(model, Outcome::Waiting, Some(Detail::Until(end)))
}

/// The same from a moment that was typed; an error says what is wrong with it.
pub fn typed(model: &mut Model, raw: &str) -> Result<Vec<Effect>, String> {
    let clocks = model.case.as_ref().map(|case| case.clocks(&model.catalog));
    let clocks = clocks.unwrap_or_else(|| model.zone.clone());
    match read(raw, model.now, Some(&clocks)) {
        Ok(moment) => Ok(since(model, Some(moment.at))),
        Err(why) => Err(times::no_time(raw, why).whole(model.lang)),
    }
}
