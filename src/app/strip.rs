//! The service and the attempts over time, a column each: how the service was, how many attempts there were, and the clock above.
//! Numbers and states; how they look is the business of who draws.

use crate::diagnosis::{State, Stretch};
use crate::scan::Scanned;
use crate::text::columns;
use crate::time::Stamp;

/// One line each of so many columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Strip {
    /// Times of day, or days where the log is long.
    pub clock: String,
    pub states: Vec<State>,
    /// Attempts in each column.
    pub attempts: Vec<usize>,
    /// Seconds of a column.
    pub seconds: u64,
}

/// Seconds between two times that are told, and whether days are told instead.
const STEPS: [(u64, bool); 16] = [
    (60, false),
    (300, false),
    (600, false),
    (1800, false),
    (3600, false),
    (7200, false),
    (10_800, false),
    (14_400, false),
    (21_600, false),
    (43_200, false),
    (86_400, true),
    (172_800, true),
    (604_800, true),
    (2_592_000, true),
    (15_552_000, true),
    (31_536_000, true),
];

/// Columns from one time that is told to the next, at least.
const APART: u64 = 11;

/// The strip of what was read; `None` where no record bears a time.
pub fn strip(scanned: &Scanned, width: usize) -> Option<Strip> {
    let health = &scanned.report.health;
    let from = health.first()?.from;
    let to = health.last()?.to;
    let columns = u64::try_from(width).ok().filter(|columns| *columns > 0)?;
    let span = to.ahead_of(from).as_secs().max(1);
    let start = |column: u64| span * column / columns;
    let since = |at: Stamp| at.ahead_of(from).as_secs();
    let states = (0..columns).map(|column| {
        let (left, right) = (start(column), start(column + 1).max(start(column) + 1));
        let inside = health.iter().filter(|s| since(s.from) < right && since(s.to) > left);
        // a moment in which it was down must not drown in what was before and after
        let worst = |stretch: &&Stretch| {
            let shared = since(stretch.to)
                .min(right)
                .saturating_sub(since(stretch.from).max(left));
            (stretch.state == State::Down, shared)
        };
        inside
            .max_by_key(worst)
            .map_or(State::NotCovered, |stretch| stretch.state)
    });
    let states = states.collect();
    let mut attempts = vec![0; width];
    let times = scanned.report.attempts.shown.iter().filter_map(|attempt| attempt.at);
    for at in times.filter(|at| *at >= from && *at <= to) {
        let column = (since(at) * columns / span).min(columns - 1);
        if let Some(count) = usize::try_from(column).ok().and_then(|column| attempts.get_mut(column)) {
            *count += 1;
        }
    }
    Some(Strip {
        clock: clock(scanned, from, span, columns),
        states,
        attempts,
        seconds: span.div_ceil(columns),
    })
}

/// Times at round distances, each above its column.
fn clock(scanned: &Scanned, from: Stamp, span: u64, columns: u64) -> String {
    let fits = |(step, _): &&(u64, bool)| *step * columns / span >= APART;
    let Some((step, days)) = STEPS.iter().find(fits) else {
        return String::new();
    };
    let into_day = scanned.on(from).seconds_of_day();
    let mut at = (step - into_day % step) % step;
    let mut out = String::new();
    while at < span {
        let told = from.after(i64::try_from(at).unwrap_or(i64::MAX));
        let told = told.map(|told| scanned.on(told).to_minutes()).unwrap_or_default();
        // `2026-11-21 09:00`
        let (day, time) = told.split_once(' ').unwrap_or((told.as_str(), ""));
        let label = if *days {
            day.split_once('-').map_or(day, |(_, day)| day)
        } else {
            time
        };
        let column = usize::try_from(at * columns / span).unwrap_or(usize::MAX);
        let room = usize::try_from(columns).unwrap_or(0);
        if column + columns::width(label) <= room && column >= columns::width(&out) {
            out = columns::pad(&out, column) + label;
        }
        at += step;
    }
    out
}
