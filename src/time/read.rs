//! Dates with times as people write them. Owns every question that a written time leaves open. Never guesses a zone, a day
//! for a month, or one of two hours: it asks.

use super::pieces::{Day, Reader};
use super::zones::{self, Named, NoZone};
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
    let day = reader.day().map_err(|()| Unread::NoSuchDay)?;
    let time = reader.time().map_err(|()| Unread::NoSuchTimeOfDay)?;
    let written = reader.rest();
    let Some(time) = time else {
        return Err(no_time_of_day(day, now));
    };
    if let Some(Day::Either(dates)) = day {
        let readings = dates.map(|date| format!("{date} {time} {written}").trim_end().to_owned());
        return Err(Unread::DayOrMonth(readings.into()));
    }
    let (place, named) = match place(&written, known) {
        // where the day begins first, so that what has come nowhere yet is no part of a time either
        Err(Unread::NoZone) => match read(raw, now, Some(&Zone::first_to_have_a_day())) {
            Err(to_come @ Unread::ToCome(_)) => return Err(to_come),
            _ => return Err(Unread::NoZone),
        },
        place => place?,
    };
    let today = place.now(now).date();
    let date = match day {
        Some(Day::Exact(date)) => date,
        Some(Day::Ago(days)) => today
            .checked_sub(Span::new().days(days))
            .map_err(|_| Unread::NoSuchDay)?,
        Some(Day::OfYear(month, day)) => latest(today, month, day).ok_or(Unread::NoSuchDay)?,
        Some(Day::Either(_)) | None => today,
    };
    let at = place.at(date.to_datetime(time))?;
    // clocks of two machines differ a little
    if at.ahead_of(now).as_secs() > 60 {
        return Err(Unread::ToCome(place.now(now)));
    }
    Ok(Moment {
        at,
        zone: named.then_some(place.zone),
    })
}

/// What is open where a day was read, or not even that.
fn no_time_of_day(day: Option<Day>, now: Stamp) -> Unread {
    let first = now.on(&Zone::first_to_have_a_day());
    match day {
        None => Unread::NotATime,
        Some(Day::Either(dates)) => Unread::DayOrMonth(dates.map(|date| date.to_string()).into()),
        Some(Day::Exact(date)) if date > first.date() => Unread::ToCome(first),
        Some(_) => Unread::NoTimeOfDay,
    }
}

/// The latest such day that is not after `today`.
fn latest(today: Date, month: i8, day: i8) -> Option<Date> {
    (0..8)
        .filter_map(|back| Date::new(today.year() - back, month, day).ok())
        .find(|date| *date <= today)
}

/// Where the clock stood, and whether the text named that zone.
fn place(written: &str, known: Option<&Zone>) -> Result<(Named, bool), Unread> {
    if written.is_empty() {
        let zone = known.cloned().ok_or(Unread::NoZone)?;
        return Ok((Named { zone, offset: None }, false));
    }
    // `+09:00[Asia/Seoul]` and `GMT+0900 (Korea Standard Time)` say the offset first, and it decides
    let head = written.split_once(['[', '(']).map_or(written, |(head, _)| head);
    if let Some(offset) = super::stamp::offset(head) {
        let zone = Zone::fixed(offset);
        let offset = Some(offset);
        return Ok((Named { zone, offset }, false));
    }
    let found = zones::find(written).map_err(|wrong| {
        if looks_like_a_zone(written) {
            Unread::Zone(written.to_owned(), wrong)
        } else {
            Unread::NotATime
        }
    })?;
    Ok((found, true))
}

fn looks_like_a_zone(written: &str) -> bool {
    written.chars().any(char::is_alphabetic)
        && !written.chars().next().is_some_and(|c| c.is_ascii_digit())
        && written.chars().count() <= 40
}

impl Named {
    fn now(&self, now: Stamp) -> Stamp {
        self.offset
            .map_or_else(|| now.on(&self.zone), |offset| Stamp::at(now.instant, offset))
    }

    /// What the clock there means by `local`; an offset that was written decides, whatever the rules of the zone say.
    fn at(&self, local: DateTime) -> Result<Stamp, Unread> {
        let at = |offset: Offset| {
            let instant = offset.to_timestamp(local).map_err(|_| Unread::NoSuchDay)?;
            Ok(Stamp::at(instant, offset))
        };
        if let Some(offset) = self.offset {
            return at(offset);
        }
        let twofold = |before, after| {
            Ok(Twofold {
                local,
                zone: self.zone.to_string(),
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
