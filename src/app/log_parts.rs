//! Where everything stands on the screen of the log, by the size of the terminal.

use super::layout::{self, Area};
use super::model::Model;

/// Rows of the strip, and of the list at least.
const STRIP: usize = 3;
const LIST: usize = 4;

/// Columns of the findings and why together, at least, and of the attempts where they stand beside both.
const FINDINGS_AND_WHY: u16 = 122;
const ATTEMPTS: u16 = 76;

/// Have attempts a pane of their own?
pub fn wide(model: &Model) -> bool {
    model.size.0 >= layout::WIDER && layout::high(model.size)
}

/// The areas of the screen.
#[derive(Clone, Copy, Debug, Default)]
pub struct Parts {
    pub files: Area,
    pub strip: Area,
    pub list: Area,
    pub why: Area,
    /// Of no columns where they share the list.
    pub attempts: Area,
}

/// Rows of the pane of the files.
pub fn file_rows(model: &Model) -> usize {
    if !layout::high(model.size) {
        return 1;
    }
    let files = model.log.as_ref().map_or(1, |logs| logs.shown().summaries.len());
    if wide(model) { files.clamp(1, 3) + 1 } else { 2 }
}

/// Where everything stands; the list has so many rows.
pub fn parts(model: &Model, area: Area, listed: usize) -> Parts {
    let (files, rest) = area.above(file_rows(model));
    let strip_rows = if layout::high(model.size) { STRIP } else { 0 };
    let (strip, rest) = rest.above(strip_rows);
    let mut parts = Parts {
        files,
        strip,
        ..Parts::default()
    };
    let half = usize::from(rest.height) / 2;
    if !layout::high(model.size) {
        parts.list = rest;
        return parts;
    }
    if !wide(model) {
        (parts.list, parts.why) = rest.above(listed.max(LIST).min(half.saturating_sub(1).max(1)));
        return parts;
    }
    if area.width >= FINDINGS_AND_WHY + ATTEMPTS {
        let (left, attempts) = rest.right(ATTEMPTS);
        (parts.list, parts.why) = left.left(findings(left));
        parts.attempts = attempts;
        return parts;
    }
    let (above, attempts) = rest.above(half.saturating_sub(1));
    (parts.list, parts.why) = above.left(findings(above));
    parts.attempts = attempts;
    parts
}

/// Three fifths: a title is read at a glance, why is read line by line.
fn findings(both: Area) -> u16 {
    both.width / 5 * 3
}
