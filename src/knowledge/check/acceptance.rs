//! What shows whether a remedy helped: that somebody can find it out.

use super::view::{ENDPOINTS, Finding, SERVER_CHECKS, View, Whole, each, nearest};
use crate::text::{Say, say};
use std::collections::BTreeSet;

/// K043: a remedy that nothing can accept, or two things at once, is never judged as somebody meant it.
pub fn accepted_by_nothing(view: &View<'_>, whole: &Whole<'_>) -> Vec<Finding> {
    const NO_CHECK: Say = say("there is no check `{}`", "점검 `{}`이(가) 없습니다");
    const NOTHING: Say = say(
        "nothing here says whether it helped",
        "효과가 있었는지 알 수 있는 것이 없습니다",
    );
    const NAME: Say = say(
        "name `checks`, `findings` or `events`",
        "`checks`, `findings`, `events` 가운데 하나를 적으십시오",
    );
    const AGAIN: Say = say("`{}` is accepted twice", "`{}`을(를) 확인하는 방법이 두 번 있습니다");
    const ONCE: Say = say("name each entry once", "항목마다 한 번만 적으십시오");
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    for (at, acceptance) in each("acceptances", &view.knowledge.acceptances) {
        if acceptance.checks.is_empty() && !acceptance.is_read_in_logs() {
            found.push(Finding::new(&at, NOTHING, NAME));
        }
        for (i, id) in acceptance.checks.iter().enumerate() {
            if !whole.has(SERVER_CHECKS, id) && !whole.has(ENDPOINTS, id) {
                let all = [SERVER_CHECKS, ENDPOINTS]
                    .into_iter()
                    .flat_map(|section| whole.ids(section));
                found.push(Finding::new(
                    format!("{at}/checks/{i}"),
                    NO_CHECK.both(&[id]),
                    nearest(id, all),
                ));
            }
        }
        for (i, id) in acceptance.of.iter().enumerate() {
            if !seen.insert(id) {
                found.push(Finding::new(format!("{at}/of/{i}"), AGAIN.both(&[id]), ONCE));
            }
        }
    }
    found
}
