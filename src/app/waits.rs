//! Waits that end: the one of the open case and those of every case listed. Owns what is said then, and when that will be.

use super::known;
use super::message::Effect;
use super::model::Model;
use crate::case::Wait;
use crate::case::listed::State;
use crate::text::ui;
use crate::time::Stamp;

/// The wait of the open case that was not announced yet.
fn own(model: &Model) -> Option<Wait> {
    let case = model.case.as_ref()?;
    case.wait().filter(|w| !case.offered.contains(&w.until))
}

/// The waits of the cases that are listed and not open.
fn listed(model: &Model) -> impl Iterator<Item = &Wait> {
    let open = model.case.as_ref().map(|case| case.id.clone());
    let others = model.cases.iter().filter(|line| line.state != State::Closed);
    let others = others.filter(move |line| open.as_ref() != Some(&line.id));
    others.filter_map(|line| line.wait.as_ref())
}

/// When the next wait ends of which nothing was said yet, or saving is tried again; nothing else wakes an idle program.
pub fn next(model: &Model) -> Option<Stamp> {
    let ahead = listed(model).map(|wait| wait.until).filter(|until| *until > model.now);
    let own = own(model).map(|wait| wait.until);
    own.into_iter().chain(ahead).chain(model.unsaved.next()).min()
}

/// It is `now`: says once of each wait that it is over.
pub(super) fn tell(model: &mut Model, now: Stamp) -> Vec<Effect> {
    let (before, day) = (model.now, model.today());
    model.now = now;
    if model.today() != day {
        // what is read says in how many days something ends
        model.refresh();
    }
    let mine = own(model).filter(|wait| wait.until <= now);
    let over = |wait: &&Wait| before < wait.until && wait.until <= now;
    let others: Vec<Wait> = listed(model).filter(over).cloned().collect();
    let titles: Vec<String> = mine
        .iter()
        .chain(&others)
        .map(|wait| known::title_of(model, &wait.entry))
        .collect();
    if titles.is_empty() {
        return Vec::new();
    }
    model.toast = Some(ui::WAIT_OVER.with(model.lang, &[&titles.join(", ")]));
    model.unseen = true;
    if let (Some(wait), Some(case)) = (mine, &mut model.case) {
        case.offered.insert(wait.until);
    }
    // a case whose wait is over comes first in the list
    if others.is_empty() {
        Vec::new()
    } else {
        vec![Effect::ListCases]
    }
}
