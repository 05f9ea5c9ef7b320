//! The part of a text log that was written around a time. A line without a time belongs to the one before; what stands before the first
//! time, such as the names of columns, is kept.

use crate::evidence::{Clock, when};
use crate::text::fitting;
use crate::time::{Stamp, Zone};

/// What is kept of a text, line by line.
pub struct Window {
    first: Stamp,
    last: Stamp,
    now: Stamp,
    /// Where a time says none.
    zone: Zone,
    /// What the last time said.
    is_in: bool,
}

/// The time of a line stands near its beginning, within so many bytes.
const NEAR: usize = 48;

impl Window {
    pub fn new((first, last): (Stamp, Stamp), now: Stamp, zone: Zone) -> Self {
        Self {
            first,
            last,
            now,
            zone,
            is_in: true,
        }
    }

    /// The lines of the next piece of the text that are in it.
    pub fn of(&mut self, piece: &str) -> String {
        let mut out = String::new();
        for line in piece.split_inclusive('\n') {
            let clock = Clock {
                now: self.now,
                zone: Some(&self.zone),
            };
            let head = fitting(line.trim_start(), NEAR);
            let at = Some(head)
                .filter(|head| head.contains(':'))
                .and_then(|head| when(head, 1, clock)?.at);
            if let Some(at) = at {
                self.is_in = self.first <= at && at <= self.last;
            }
            if self.is_in {
                out.push_str(line);
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_around_a_time_are_kept_with_those_that_belong_to_them() {
        let at = |text: &str| text.parse::<Stamp>().unwrap();
        let zone = Zone::named("Asia/Seoul").unwrap();
        let window = (at("2026-11-20T09:00:00+09:00"), at("2026-11-20T10:00:00+09:00"));
        let mut window = Window::new(window, at("2026-11-28T09:00:00+09:00"), zone);
        let text = "time message\n\
                    2026-11-20 08:59:59 before\n  of it\n\
                    2026-11-20 09:00:00 in\n  at 2027-01-01, of it\n\
                    [2026-11-20T00:30:00Z] in too\n\
                    2026-11-20 10:00:01 behind\n  of it\n";
        let wanted = "time message\n2026-11-20 09:00:00 in\n  at 2027-01-01, of it\n[2026-11-20T00:30:00Z] in too\n";
        assert_eq!(window.of(text), wanted);
        assert_eq!(
            window.of("  of it\n2026-11-20 09:30:00 in\n"),
            "2026-11-20 09:30:00 in\n"
        );
    }
}
