//! The times of a text, without reading each of them: most differ from the one before in minutes and seconds only, which sort as
//! they are written. Owns the first and the last time of a log, and in which order two of its times lie.

use crate::evidence::order;
use crate::time::Stamp;
use std::collections::BTreeMap;

/// The times of a text.
#[derive(Default)]
pub(super) struct Extent {
    /// The hour of the time before.
    now: Option<Hour>,
    /// The other hours by what stands around their minutes and seconds.
    hours: BTreeMap<(String, String, usize), Hour>,
}

/// Times that differ in minutes and seconds only.
struct Hour {
    /// Where the minutes begin and the seconds end.
    minutes: usize,
    end: usize,
    /// The first and the last as they sort.
    first: String,
    last: String,
    clock: Option<Stamp>,
}

/// So many hours are kept apart before they are read.
const MOST_HOURS: usize = 2048;

impl Hour {
    fn of(written: &str) -> Self {
        let minutes = written.find(':').unwrap_or(written.len());
        let end = written
            .rfind(|c: char| c.is_ascii_digit())
            .map_or(written.len(), |at| at + 1);
        Self {
            minutes,
            end: end.max(minutes),
            first: written.to_owned(),
            last: written.to_owned(),
            clock: None,
        }
    }

    fn key(&self) -> (String, String, usize) {
        let part = |at: std::ops::Range<usize>| self.first.get(at).unwrap_or_default().to_owned();
        (
            part(0..self.minutes),
            part(self.end..self.first.len()),
            self.first.len(),
        )
    }

    /// Whether a time lies in it.
    fn holds(&self, written: &str) -> bool {
        let (own, other) = (self.first.as_bytes(), written.as_bytes());
        let same = |at: std::ops::Range<usize>| own.get(at.clone()) == other.get(at);
        let colon = (self.minutes + 1).min(own.len());
        own.len() == other.len()
            && same(0..colon)
            && same(self.end..own.len())
            && other
                .get(colon..self.end)
                .is_none_or(|rest| rest.last().is_none_or(u8::is_ascii_digit))
    }

    fn take(&mut self, written: &str) {
        // most logs go forward in time
        if written > self.last.as_str() {
            written.clone_into(&mut self.last);
        } else if written < self.first.as_str() {
            written.clone_into(&mut self.first);
        }
    }
}

impl Extent {
    /// Takes a time as it is written. Gives the clock of its hour, which is the same for all times of that hour and by which those
    /// of different hours are put in order, where it can be told; and the times that must be read now.
    pub fn take(&mut self, written: &str) -> (Option<Stamp>, Vec<String>) {
        if let Some(now) = self.now.as_mut().filter(|now| now.holds(written)) {
            now.take(written);
            return (now.clock, Vec::new());
        }
        let mut hour = Hour::of(written);
        if let Some(known) = self.hours.remove(&hour.key()) {
            hour = known;
            hour.take(written);
        } else {
            hour.clock = order(written);
        }
        let clock = hour.clock;
        if let Some(before) = self.now.replace(hour) {
            self.hours.insert(before.key(), before);
        }
        let full = self.hours.len() >= MOST_HOURS;
        (clock, if full { self.drain() } else { Vec::new() })
    }

    /// The times that must be read.
    pub fn drain(&mut self) -> Vec<String> {
        let hours = std::mem::take(&mut self.hours).into_values().chain(self.now.take());
        hours.flat_map(|hour| [hour.first, hour.last]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn within_an_hour_only_the_first_and_the_last_time_are_read() {
        let mut extent = Extent::default();
        let mut clocks = Vec::new();
        for time in [
            "1/1/2025 9:12:33 AM",
            "1/1/2025 9:10:00 AM",
            "1/1/2025 9:20:00 PM",
            "1/1/2025 9:59:01 AM",
        ] {
            let (clock, read) = extent.take(time);
            assert!(read.is_empty());
            clocks.push(clock.unwrap());
        }
        assert!(clocks[0] == clocks[1] && clocks[0] == clocks[3] && clocks[0] < clocks[2]);
        let left = extent.drain();
        assert_eq!(left.len(), 4, "{left:?}");
        assert!(left.contains(&"1/1/2025 9:10:00 AM".to_owned()) && left.contains(&"1/1/2025 9:59:01 AM".to_owned()));
    }
}
