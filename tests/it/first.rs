//! The answer before everything else: what the first rows of a remedy show, of every entry.

use crate::support::{Driver, SMALL, catalog};
use sspr::app::layout;
use sspr::app::screens::walk;
use sspr::knowledge::page::{self, Placed};
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
            let rows = walk::remedy_rows(&driver.model);
            let first: Vec<&Placed> = rows.iter().take(FIRST - 1).collect();
            let text = |rows: &[&Placed]| -> String {
                let pieces = rows
                    .iter()
                    .flat_map(|placed| placed.row.iter().map(|(_, text)| text.as_str()));
                pieces.collect::<String>().split_whitespace().collect()
            };
            let shown = text(&first);
            let bare = |text: &str| page::plain(text).split_whitespace().collect::<String>();
            let mut lacks = Vec::new();
            if !shown.contains(&bare(entry.summary.get(lang))) {
                lacks.push("answer");
            }
            if entry.tell.is_some() && !shown.contains(&bare(ui::TELL.get(lang))) {
                lacks.push("words for the caller");
            }
            let steps = driver.model.shown().map_or(0, |remedy| remedy.article.steps());
            if steps > 0 && !first.iter().any(|placed| placed.spot == Some(Spot::Step(0))) {
                lacks.push("first step");
            }
            if !lacks.is_empty() {
                let at = rows.iter().position(|placed| placed.spot == Some(Spot::Step(0)));
                late.push(format!("{} ({}): {} {at:?}", entry.id, lang.tag(), lacks.join(", ")));
            }
        }
    }
    assert!(late.is_empty(), "{} late:\n{}", late.len(), late.join("\n"));
}
