//! The answer before everything else: what the first rows of a remedy show, of every entry.

use crate::support::{Driver, SMALL, catalog};
use sspr::app::{layout, walking};
use sspr::knowledge::page;
use sspr::knowledge::spot::Spot;
use sspr::text::{Lang, ui};

/// Rows below the header in which the answer stands, with the border of the pane.
const FIRST: usize = layout::FIRST_ROWS + 1;

#[test]
fn the_first_twelve_rows_hold_the_answer_what_to_say_and_the_first_step_of_every_entry() {
    let mut late = Vec::new();
    for entry in catalog().entries() {
        for lang in Lang::ALL {
            let driver = Driver::start_at(&entry.id, lang, SMALL);
            if driver.stands_at() != entry.id.as_str() {
                continue;
            }
            let sheet = walking::sheet(&driver.model).unwrap();
            let first = sheet.rows.iter().take(FIRST - 1).flatten();
            let shown: String = first.map(|(_, text)| text.as_str()).collect();
            let shown: String = shown.split_whitespace().collect();
            let bare = |text: &str| page::plain(text).split_whitespace().collect::<String>();
            let mut lacks = Vec::new();
            if !shown.contains(&bare(entry.summary.get(lang))) {
                lacks.push("answer");
            }
            if entry.tell.is_some() && !shown.contains(&bare(ui::TELL.get(lang))) {
                lacks.push("words for the caller");
            }
            let steps = driver.model.shown().map_or(0, |remedy| remedy.article.steps());
            let step = sheet.spots.iter().position(|spot| *spot == Spot::Step(0));
            let at = step.and_then(|step| sheet.ranges.get(step)).map(|range| range.start);
            if steps > 0 && at.is_none_or(|at| at >= FIRST - 1) {
                lacks.push("first step");
            }
            if !lacks.is_empty() {
                late.push(format!("{} ({}): {} {at:?}", entry.id, lang.tag(), lacks.join(", ")));
            }
        }
    }
    assert!(late.is_empty(), "{} late:\n{}", late.len(), late.join("\n"));
}
