//! Dates with times as people write them. Owns every question that a written time leaves open. Never guesses a zone, a day
//! for a month, or one of two hours: it asks.

use super::pieces::{Day, Reader};
use super::zones::{self, NoZone};
use super::{Date, DateTime, Stamp, Zone};
use jiff::Span;
use jiff::tz::{AmbiguousOffset, Offset};

/// A time that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    pub at: Stamp,
    /// The zone, where the text named one and not merely an offset.
    pub zone: Option<Zone>,
}

/// Why a text is no time, or leaves a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// It is no date and time at all.
    NotATime,
    NoTimeOfDay,
    NoSuchTimeOfDay,
    NoSuchDay,
    /// Either of two numbers may be the day; the spellings that say which.
    DayOrMonth(Vec<String>),
    /// It says no zone and none is known.
    NoZone,
    /// What stands in the place of the zone is none.
    Zone(String, NoZone),
    /// It is still to come; what time it is there now.
    ToCome(Stamp),
    /// The clocks were put forward over it.
    Skipped(Twofold),
    /// The clocks were put back over it, so it occurred twice.
    Twice(Twofold),
}

/// A time of day that means two points in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Twofold {
    pub local: DateTime,
    /// As it was written or known.
    pub zone: String,
    pub meant: [Stamp; 2],
}

/// Reads `raw`, on the clocks of `known` where it names no zone itself. Refuses what leaves more than one reading, and a time
/// that is still to come.
pub fn read(raw: &str, now: Stamp, known: Option<&Zone>) -> Result<Moment, Unread> {
    let mut reader = Reader::over(raw);
    let time = reader.time().map_err(|()| Unread::NoSuchTimeOfDay)?;
    let day = reader.day().map_err(|()| Unread::NoSuchDay)?;
    let written = reader.rest();
    let Some(time) = time else {
        return Err(day.map_or(Unread::NotATime, |_| Unread::NoTimeOfDay));
    };
    if let Some(Day::Either(year, a, b)) = day {
        let reading = |month: i8, day: i8| {
            let text = format!("{year:04}-{month:02}-{day:02} {time} {written}");
            text.trim_end().to_owned()
        };
        return Err(Unread::DayOrMonth(vec![reading(b, a), reading(a, b)]));
    }
    let place = place(&written, known)?;
    let today = place.now(now).date();
    let date = match day {
        Some(Day::Exact(date)) => date,
        Some(Day::Ago(days)) => today
            .checked_sub(Span::new().days(days))
            .map_err(|_| Unread::NoSuchDay)?,
        Some(Day::OfYear(month, day)) => latest(today, month, day).ok_or(Unread::NoSuchDay)?,
        Some(Day::Either(..)) | None => today,
    };
    let at = place.at(date.to_datetime(time))?;
    // clocks of two machines differ a little
    if at.ahead_of(now).as_secs() > 60 {
        return Err(Unread::ToCome(place.now(now)));
    }
    Ok(Moment { at, zone: place.named })
}

/// The latest such day that is not after `today`.
fn latest(today: Date, month: i8, day: i8) -> Option<Date> {
    (0..8)
        .filter_map(|back| Date::new(today.year() - back, month, day).ok())
        .find(|date| *date <= today)
}

/// Where the clock stood.
struct Place {
    zone: Zone,
    /// The offset that was written; it decides, whatever the rules of the zone say.
    fixed: Option<Offset>,
    /// As it was written or known.
    name: String,
    /// The zone that the text itself named.
    named: Option<Zone>,
}

fn place(written: &str, known: Option<&Zone>) -> Result<Place, Unread> {
    if written.is_empty() {
        let zone = known.cloned().ok_or(Unread::NoZone)?;
        return Ok(Place {
            name: zone.to_string(),
            zone,
            fixed: None,
            named: None,
        });
    }
    // `+09:00[Asia/Seoul]` and `GMT+0900 (Korea Standard Time)` say the offset first, and it decides
    let head = written.split(['[', '(']).next().unwrap_or_default().trim();
    if let Some(offset) = super::stamp::offset(head) {
        return Ok(Place {
            zone: Zone::fixed(offset),
            fixed: Some(offset),
            name: head.to_owned(),
            named: None,
        });
    }
    match zones::find(written) {
        Ok(found) => Ok(Place {
            name: found.zone.to_string(),
            zone: found.zone.clone(),
            fixed: found.offset,
            named: Some(found.zone),
        }),
        Err(_) if !looks_like_a_zone(written) => Err(Unread::NotATime),
        Err(wrong) => Err(Unread::Zone(written.to_owned(), wrong)),
    }
}

fn looks_like_a_zone(written: &str) -> bool {
    written.chars().any(char::is_alphabetic)
        && !written.chars().next().is_some_and(|c| c.is_ascii_digit())
        && written.chars().count() <= 40
}

impl Place {
    fn now(&self, now: Stamp) -> Stamp {
        self.fixed
            .map_or_else(|| now.on(&self.zone), |offset| Stamp::at(now.instant, offset))
    }

    fn at(&self, local: DateTime) -> Result<Stamp, Unread> {
        let at = |offset: Offset| {
            let instant = offset.to_timestamp(local).map_err(|_| Unread::NoSuchDay)?;
            Ok(Stamp::at(instant, offset))
        };
        if let Some(offset) = self.fixed {
            return at(offset);
        }
        let twofold = |before, after| {
            Ok(Twofold {
                local,
                zone: self.name.clone(),
                meant: [at(before)?, at(after)?],
            })
        };
        match self.zone.0.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { offset } => at(offset),
            AmbiguousOffset::Gap { before, after } => Err(Unread::Skipped(twofold(before, after)?)),
            AmbiguousOffset::Fold { before, after } => Err(Unread::Twice(twofold(before, after)?)),
        }
    }
}
