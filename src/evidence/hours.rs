//! Times of one hour, which differ in their minutes and seconds alone. Logs are full of them, and to read a time costs more than to
//! read the rest of a record: one is read, and the others are counted on from it.

use super::times::{Clock, When, order, when};
use crate::time::Stamp;
use std::ops::Range;

/// An hour as it is written, with all that stands around its minutes and seconds.
struct Hour {
    text: String,
    /// Where its minutes begin.
    minutes: usize,
}

/// Minutes and seconds are so long.
const LENGTH: usize = 5;

/// Seconds of an hour but one.
const LAST: i64 = 3599;

impl Hour {
    /// The hour of a text; `None` where its first time of day has no seconds.
    fn of(text: &str) -> Option<Self> {
        let minutes = text.find(':')? + 1;
        seconds(text.as_bytes(), minutes)?;
        let text = text.to_owned();
        Some(Self { text, minutes })
    }

    /// How many seconds a text lies behind the beginning of this hour; `None` where it is of another.
    fn holds(&self, text: &str) -> Option<i64> {
        let (own, other) = (self.text.as_bytes(), text.as_bytes());
        let end = self.minutes + LENGTH;
        let same = own.len() == other.len()
            && own.get(..self.minutes) == other.get(..self.minutes)
            && own.get(end..) == other.get(end..);
        if same { seconds(other, self.minutes) } else { None }
    }

    /// The text with other minutes and seconds.
    fn at(&self, clock: &str) -> String {
        let mut text = self.text.clone();
        text.replace_range(self.minutes..self.minutes + LENGTH, clock);
        text
    }
}

/// Seconds after the hour that `12:33` at a place says, where no more of the time follows.
fn seconds(bytes: &[u8], at: usize) -> Option<i64> {
    let [a @ b'0'..=b'5', b @ b'0'..=b'9', b':', c @ b'0'..=b'5', d @ b'0'..=b'9'] =
        *bytes.get(at..)?.first_chunk::<LENGTH>()?
    else {
        return None;
    };
    let goes_on = |next: &u8| matches!(next, b'0'..=b'9' | b':' | b'.' | b',');
    if bytes.get(at + LENGTH).is_some_and(goes_on) {
        return None;
    }
    let digit = |byte: u8| i64::from(byte - b'0');
    Some((digit(a) * 10 + digit(b)) * 60 + digit(c) * 10 + digit(d))
}

/// Reads times of one log, all on the same clock, and remembers the hour of the last.
#[derive(Default)]
pub struct Hours {
    orders: Option<(Hour, Stamp)>,
    whens: Option<(Hour, Range<usize>, Option<Stamp>)>,
}

impl Hours {
    /// As [`order`] reads it.
    pub fn order(&mut self, written: &str) -> Option<Stamp> {
        if let Some((hour, begin)) = &self.orders
            && let Some(seconds) = hour.holds(written)
        {
            return begin.after(seconds);
        }
        let at = order(written)?;
        self.orders = Hour::of(written).and_then(|hour| {
            let begin = at.after(-hour.holds(written)?)?;
            Some((hour, begin))
        });
        Some(at)
    }

    /// As [`when`] reads it.
    pub(super) fn when(&mut self, text: &str, line: usize, clock: Clock<'_>) -> Option<When> {
        if let Some((hour, place, begin)) = &self.whens
            && let Some(seconds) = hour.holds(text)
        {
            let written = text.get(place.clone())?.to_owned();
            let at = begin.and_then(|begin| begin.after(seconds));
            return Some(When { written, at, line });
        }
        let read = when(text, line, clock)?;
        self.whens = Hour::of(text).and_then(|hour| {
            let start = text.find(&read.written)?;
            let place = start..start + read.written.len();
            // the clocks may be put forward within an hour, or it may not be over yet
            let ends = ["00:00", "59:59"].map(|end| when(&hour.at(end), line, clock)?.at);
            let begin = match (ends, read.at) {
                ([None, None], None) => None,
                ([Some(first), Some(last)], Some(_)) if last.second() - first.second() == LAST => Some(first),
                _ => return None,
            };
            Some((hour, place, begin))
        });
        Some(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Zone;

    const NOW: &str = "2026-11-28T09:30:00+09:00";

    #[test]
    fn times_that_are_counted_on_are_those_that_are_read() {
        for (zone, texts) in [
            (
                None,
                ["1/13/2025 9:12:33 AM", "1/13/2025 9:59:59 AM", "1/13/2025 9:00:00 AM"],
            ),
            (
                Some("Asia/Seoul"),
                [
                    "2025-01-13 오후 3:12:33",
                    "2025-01-13 오후 3:00:01",
                    "2025-01-13 오후 3:40:00",
                ],
            ),
            (
                Some("Asia/Seoul"),
                ["2025-01-13 09:12:33Z", "2025-01-13 09:00:00Z", "2025-01-14 09:00:00Z"],
            ),
            // clocks that go forward by half an hour
            (
                Some("Australia/Lord_Howe"),
                ["2025-10-05 02:10:00", "2025-10-05 02:40:00", "2025-10-05 03:40:00"],
            ),
            // part of the hour is still to come
            (
                Some("Asia/Seoul"),
                ["2026-11-28 09:10:00", "2026-11-28 09:50:00", "2026-11-28 09:20:00"],
            ),
            (
                None,
                ["01/02/2025 10:11:12", "01/02/2025 10:11:12.5", "01/02/2025 10:11"],
            ),
        ] {
            let zone = zone.and_then(Zone::named);
            let clock = Clock {
                now: NOW.parse().unwrap(),
                zone: zone.as_ref(),
            };
            let mut hours = Hours::default();
            for text in texts {
                assert_eq!(hours.order(text), order(text), "{text}");
                assert_eq!(hours.when(text, 3, clock), when(text, 3, clock), "{text}");
            }
        }
    }
}
