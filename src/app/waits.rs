//! Waits that end: the one of the open case and those of every case listed. Owns what is said then, and when that will be.

use super::message::Effect;
use super::model::Model;
use crate::case::Wait;
use crate::text::ui;
use jiff::Timestamp;

/// The end of a wait; `None` where it cannot be read.
pub fn end(wait: &Wait) -> Option<Timestamp> {
    wait.until.parse().ok()
}

/// The wait of the open case that was not announced yet.
fn own(model: &Model) -> Option<Wait> {
    let case = model.case.as_ref()?;
    case.wait().filter(|w| !case.offered.contains(&w.until))
}

/// The waits of the cases that are listed and not open.
fn listed(model: &Model) -> impl Iterator<Item = &Wait> {
    let open = model.case.as_ref().map(|case| case.id.clone());
    let others = model.cases.iter().filter(move |line| open.as_ref() != Some(&line.id));
    others.filter_map(|line| line.wait.as_ref())
}

/// When the next wait ends of which nothing was said yet; nothing else wakes an idle program.
pub fn next(model: &Model) -> Option<Timestamp> {
    let ahead = listed(model).filter_map(end).filter(|end| *end > model.now);
    own(model).as_ref().and_then(end).into_iter().chain(ahead).min()
}

/// It is `now`: says once of each wait that it is over.
pub(super) fn tell(model: &mut Model, now: Timestamp) -> Vec<Effect> {
    let before = std::mem::replace(&mut model.now, now);
    let mine = own(model).filter(|w| end(w).is_some_and(|end| end <= now));
    let over = |wait: &&Wait| end(wait).is_some_and(|end| before < end && end <= now);
    let others: Vec<Wait> = listed(model).filter(over).cloned().collect();
    let titles: Vec<String> = mine
        .iter()
        .chain(&others)
        .filter_map(|wait| model.catalog.title(&wait.entry))
        .map(|title| title.get(model.lang).to_owned())
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

/// Is it over?
pub fn is_over(model: &Model, wait: &Wait) -> bool {
    end(wait).is_some_and(|end| end <= model.now)
}
