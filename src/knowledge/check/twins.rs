//! Near twins: which of two entries when.

use super::view::{Finding, View, Whole, each};
use crate::text::{Say, say};

/// K039: a pair that leads back to itself, or stands twice, tells nobody anything. That both entries exist is K005.
pub fn for_nothing(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    const ITSELF: Say = say("`{}` is sent to itself", "`{}`이(가) 자기 자신을 가리킵니다");
    const OTHER: Say = say("name the other entry in `see`", "`see`에 다른 항목을 쓰십시오");
    const AGAIN: Say = say(
        "the pair of `{}` and `{}` stands twice",
        "`{}`와 `{}`의 짝이 두 번 있습니다",
    );
    const ONCE: Say = say(
        "leave one out, or make it one condition",
        "하나를 지우거나 조건을 하나로 합치십시오",
    );
    let mut found = Vec::new();
    let mut seen = Vec::new();
    for (at, twin) in each("twins", &view.knowledge.twins) {
        let pair = (&twin.at, &twin.see);
        if twin.at == twin.see {
            found.push(Finding::new(format!("{at}/see"), ITSELF.both(&[&twin.at]), OTHER));
        } else if seen.contains(&pair) {
            found.push(Finding::new(at, AGAIN.both(&[&twin.at, &twin.see]), ONCE));
        }
        seen.push(pair);
    }
    found
}
