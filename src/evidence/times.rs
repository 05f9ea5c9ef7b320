//! Times as they stand in a text. A zone that is not written is not guessed: such a time is known as it was written, and no
//! more.

use super::shapes::{Pattern, pattern};
use crate::time::read::Unread;
use crate::time::{self, Stamp, Zone};
use std::sync::LazyLock;

/// A time in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// As it was written.
    pub written: String,
    /// The point in time; `None` where the zone, the day or the order of day and month is not known.
    pub at: Option<Stamp>,
    /// The line it stands in, counted from 1.
    pub line: usize,
}

/// What the text is read against.
#[derive(Clone, Copy, Debug)]
pub struct Clock<'a> {
    pub now: Stamp,
    /// The zone that is known for the case.
    pub zone: Option<&'a Zone>,
}

macro_rules! zone {
    () => {
        r"(?:\s*(?:Z\b|(?:UTC|GMT)(?:\s?[+-]\d{1,2}(?::?\d{2})?)?|KST|JST|CET|CEST|[+-]\d{2}:?\d{2}\b))?"
    };
}

macro_rules! clock {
    () => {
        r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
    };
}

macro_rules! month {
    () => {
        r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
    };
}

static TIMES: Pattern = Pattern(LazyLock::new(|| {
    pattern(concat!(
        r"\b\d{4}[-./]\s?\d{1,2}[-./]\s?\d{1,2}\.?(?:T|,?\s+)(?:(?:오전|오후|AM|PM)\s*)?",
        clock!(),
        zone!(),
        r"|\b\d{1,2}[-./]\d{1,2}[-./]\d{4},?\s+(?:(?:오전|오후|AM|PM)\s*)?",
        clock!(),
        zone!(),
        r"|(?:\b\d{4}년\s*)?\b\d{1,2}월\s*\d{1,2}일\s*(?:\((?u-i:[월화수목금토일])\)\s*)?(?:(?:오전|오후)\s*)?(?:\d{1,2}시(?:\s*\d{1,2}분)?(?:\s*\d{1,2}초)?|",
        clock!(),
        ")",
        zone!(),
        r"|\b\d{1,2}\s",
        month!(),
        r"\s\d{4},?\s(?:at\s)?",
        clock!(),
        zone!(),
        r"|\b",
        month!(),
        r"\.?\s\d{1,2},?\s\d{4},?\s(?:at\s)?",
        clock!(),
        zone!(),
        r"|(?i:\b(?:today|yesterday)|오늘|어제)\s*(?:at\s)?(?:(?:오전|오후)\s*)?(?:",
        clock!(),
        r"|\d{1,2}시(?:\s*\d{1,2}분|\s*반)?)",
        zone!(),
        r"|\b",
        clock!(),
        zone!(),
        r"|(?:오전|오후|아침|저녁|새벽)\s*\d{1,2}시(?:\s*\d{1,2}분|\s*반)?",
    ))
}));

/// A value that is a time by its label.
pub(super) fn labeled(written: &str, line: usize, clock: Clock<'_>) -> When {
    When {
        at: point(written, clock),
        written: written.to_owned(),
        line,
    }
}

/// The times in a line.
pub(super) fn find(text: &str, line: usize, clock: Clock<'_>) -> Vec<When> {
    let found = TIMES.get().into_iter().flat_map(|times| times.find_iter(text));
    found
        // not the middle of an address or of another number
        .filter(|m| {
            !text
                .get(m.end()..)
                .is_some_and(|rest| rest.starts_with([':', '\\', '/']))
        })
        .map(|m| labeled(m.as_str().trim(), line, clock))
        .collect()
}

/// The time in a column, which stands in line number `line`.
pub fn when(text: &str, line: usize, clock: Clock<'_>) -> Option<When> {
    // what machines write needs no looking for
    if let Ok(at) = text.parse() {
        let (written, at) = (text.to_owned(), Some(at));
        return Some(When { written, at, line });
    }
    let written = find(text, line, clock).into_iter().next();
    let digits = text.contains(|c: char| c.is_ascii_digit());
    written.or_else(|| digits.then(|| labeled(text, line, clock)))
}

/// The point in time, where all of it is known. Without a day it is not.
fn point(written: &str, clock: Clock<'_>) -> Option<Stamp> {
    let day = written.chars().filter(char::is_ascii_digit).count() >= 8
        || written.contains('월')
        || !written.starts_with(|c: char| c.is_ascii_digit());
    let half = ["오전", "오후", "아침", "저녁", "새벽"]
        .iter()
        .any(|half| written.starts_with(half));
    if !day || half {
        return None;
    }
    time::read(written, clock.now, clock.zone).ok().map(|moment| moment.at)
}

/// A time as if it stood on a clock in UTC; only for the order of times that state no zone, and the distance between them.
pub fn order(written: &str) -> Option<Stamp> {
    /// A now after every log, in seconds after 1970: the year 2100.
    const FAR: i64 = 4_102_444_800;
    let far: Stamp = Stamp::EPOCH.after(FAR)?;
    let read = |text: &str| time::read(text, far, Some(&Zone::UTC));
    match read(written) {
        Ok(moment) => Some(moment.at),
        // which of two numbers is the day matters to nobody who only wants to know what lies close together
        Err(Unread::DayOrMonth(readings)) => Some(read(readings.first()?).ok()?.at),
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, zone: Option<&str>) -> Vec<(String, Option<String>)> {
        let now: Stamp = "2026-11-28T09:00:00+09:00".parse().unwrap();
        let zone = zone.and_then(Zone::named);
        let clock = Clock {
            now,
            zone: zone.as_ref(),
        };
        find(text, 1, clock)
            .into_iter()
            .map(|w| (w.written, w.at.map(|at| at.to_string())))
            .collect()
    }

    #[test]
    fn times_are_found_in_the_spellings_of_both_languages() {
        for (text, wanted) in [
            ("on 2026-11-21 09:12:33 it", "2026-11-21 09:12:33"),
            ("11/21/2026 9:12:33 AM", "11/21/2026 9:12:33 AM"),
            ("2026-11-21 오전 9:12:33", "2026-11-21 오전 9:12:33"),
            ("2026. 11. 21. 오후 3:05", "2026. 11. 21. 오후 3:05"),
            ("11월 21일 오후 3시 5분에", "11월 21일 오후 3시 5분"),
            ("2026-11-21T00:12:33.1234567Z", "2026-11-21T00:12:33.1234567Z"),
            ("21 Nov 2026 09:12", "21 Nov 2026 09:12"),
            ("at 09:12 today", "09:12"),
            ("오전 9시 12분쯤", "오전 9시 12분"),
            // a particle or the year follows without a blank
            ("2026-11-21T09:12:33+09:00에", "2026-11-21T09:12:33+09:00"),
            ("2026년11월21일 9:12부터", "2026년11월21일 9:12"),
        ] {
            assert_eq!(found(text, None).first().map(|w| w.0.as_str()), Some(wanted), "{text}");
        }
        assert!(found("MMS(4924): admaexport.cpp(2837): version 2.6.84.0", None).is_empty());
    }

    #[test]
    fn a_zone_is_read_or_known_and_never_guessed() {
        let at = |text: &str, zone| found(text, zone).into_iter().next().and_then(|w| w.1);
        assert_eq!(at("2026-11-21 09:12:33", None), None);
        assert_eq!(
            at("2026-11-21 09:12:33 +09:00", None).as_deref(),
            Some("2026-11-21T09:12:33+09:00")
        );
        assert_eq!(
            at("2026-11-21 09:12:33", Some("Asia/Seoul")).as_deref(),
            Some("2026-11-21T09:12:33+09:00")
        );
        assert_eq!(
            at("2026-11-21T00:12:33Z", None).as_deref(),
            Some("2026-11-21T00:12:33+00:00")
        );
        assert_eq!(at("11/12/2026 9:12:33 AM", Some("Asia/Seoul")), None, "day or month");
        assert_eq!(at("at 09:12", Some("Asia/Seoul")), None, "which day?");
    }
}
