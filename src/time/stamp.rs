//! A point in time and a time zone as values, each with its one spelling. What people may call a zone is the business of
//! [`super::zones`].

use jiff::civil::{Date, DateTime};
use jiff::fmt::temporal::Pieces;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;
use std::time::Duration;

/// A point in time, and the offset of the clock it was read from. Its one spelling is RFC 3339 with a numeric offset, as
/// `2026-11-21T09:00:00+09:00`; clocks are read to the second, a fraction stands only where a person wrote one. Two are
/// equal where they are the same point in time, whatever the clock showed.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Stamp {
    pub(super) instant: Timestamp,
    pub(super) offset: Offset,
}

/// Why a text is no [`Stamp`] or no [`Zone`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unspelled {
    #[error("`{0}` is no time with its offset as in 2026-11-21T09:00:00+09:00")]
    Stamp(String),
    #[error("`{0}` is no IANA name of a time zone and no offset as in +09:00")]
    Zone(String),
}

impl Stamp {
    /// For a walk that nobody makes.
    pub const EPOCH: Stamp = Stamp {
        instant: Timestamp::UNIX_EPOCH,
        offset: Offset::UTC,
    };

    /// What a clock shows, in UTC, to the second.
    pub fn of_clock(instant: Timestamp) -> Self {
        // dropping the fraction leads out of the range of times nowhere
        let instant = Timestamp::from_second(instant.as_second()).unwrap_or(instant);
        Self::at(instant, Offset::UTC)
    }

    /// A time as Windows counts it, in steps of 100 nanoseconds from the year 1601; `None` beyond the year 9999.
    pub fn of_filetime(steps: u64) -> Option<Self> {
        /// Seconds from 1601 to 1970.
        const UNTIL_1970: i64 = 11_644_473_600;
        let seconds = i64::try_from(steps / 10_000_000).ok()? - UNTIL_1970;
        let nanoseconds = i32::try_from(steps % 10_000_000).ok()? * 100;
        let instant = Timestamp::new(seconds, nanoseconds).ok()?;
        Some(Self::at(instant, Offset::UTC))
    }

    pub(super) fn at(instant: Timestamp, offset: Offset) -> Self {
        Self { instant, offset }
    }

    /// A time as servers write it into their answers: `Sat, 28 Nov 2026 09:00:00 GMT`.
    pub fn of_http(raw: &str) -> Option<Self> {
        let zoned = jiff::fmt::rfc2822::parse(raw.trim()).ok()?;
        Some(Self::of_clock(zoned.timestamp()))
    }

    /// The same point in time on the clocks of `zone`.
    pub fn on(self, zone: &Zone) -> Self {
        Self::at(self.instant, zone.0.to_offset(self.instant))
    }

    /// The clocks it was read from, as far as it says.
    pub fn zone(self) -> Zone {
        Zone::fixed(self.offset)
    }

    /// So many seconds later; `None` beyond the year 9999.
    pub fn after(self, seconds: i64) -> Option<Self> {
        let instant = self.instant.checked_add(SignedDuration::from_secs(seconds)).ok()?;
        Some(Self::at(instant, self.offset))
    }

    /// How long it is from `now` until then; nothing where it is past.
    pub fn ahead_of(self, now: Stamp) -> Duration {
        // a duration below nothing would first be made an error, which is dear
        if self <= now {
            return Duration::ZERO;
        }
        self.instant.duration_since(now.instant).try_into().unwrap_or_default()
    }

    /// The second it lies in, counted from 1970.
    pub fn second(self) -> i64 {
        self.instant.as_second()
    }

    /// What the clock showed.
    pub fn civil(self) -> DateTime {
        self.offset.to_datetime(self.instant)
    }

    /// Seconds since midnight on its clocks.
    pub fn seconds_of_day(self) -> u64 {
        let clock = self.civil();
        let parts = [(clock.hour(), 3600), (clock.minute(), 60), (clock.second(), 1)];
        parts
            .iter()
            .map(|(count, seconds)| u64::from(count.unsigned_abs()) * seconds)
            .sum()
    }

    pub fn date(self) -> Date {
        self.civil().date()
    }

    /// `2026-11-21 09:00:30`.
    pub fn to_seconds(self) -> String {
        self.civil().strftime("%Y-%m-%d %H:%M:%S").to_string()
    }

    /// `2026-11-21 09:00`.
    pub fn to_minutes(self) -> String {
        self.civil().strftime("%Y-%m-%d %H:%M").to_string()
    }

    /// As people say it on the day of `now`: `15:40`, or `11-22 09:15` on another day.
    pub fn to_clock(self, now: Stamp) -> String {
        let today = now.on(&self.zone()).date() == self.date();
        let form = if today { "%H:%M" } else { "%m-%d %H:%M" };
        self.civil().strftime(form).to_string()
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.instant.display_with_offset(self.offset).fmt(f)
    }
}

impl FromStr for Stamp {
    type Err = Unspelled;

    /// Reads RFC 3339; `Z` is taken as `+00:00`.
    fn from_str(raw: &str) -> Result<Self, Unspelled> {
        let read = || Some((raw.parse().ok()?, Pieces::parse(raw).ok()?.to_numeric_offset()?));
        let (instant, offset) = read().ok_or_else(|| Unspelled::Stamp(raw.to_owned()))?;
        Ok(Self::at(instant, offset))
    }
}

impl PartialEq for Stamp {
    fn eq(&self, other: &Self) -> bool {
        self.instant == other.instant
    }
}

impl Eq for Stamp {}

impl Ord for Stamp {
    fn cmp(&self, other: &Self) -> Ordering {
        self.instant.cmp(&other.instant)
    }
}

impl PartialOrd for Stamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// A time zone with a name: that of IANA, or an offset where the zone has no other. The rules are those the program
/// carries, so that the same time reads the same on every machine.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(pub(super) TimeZone);

impl Zone {
    pub const UTC: Zone = Zone(TimeZone::UTC);

    /// The zone of an IANA name.
    pub fn named(name: &str) -> Option<Self> {
        let zone = TimeZone::get(name).ok().filter(|zone| !zone.is_unknown())?;
        Some(Self(zone))
    }

    /// The zone of a machine: where it has no name, the offset that holds at `now`.
    pub fn of_machine(zone: TimeZone, now: Stamp) -> Self {
        match zone.iana_name() {
            Some(_) => Self(zone),
            None => Self::fixed(zone.to_offset(now.instant)),
        }
    }

    /// The zone whose clocks are ahead of all others.
    pub(super) fn first_to_have_a_day() -> Self {
        Self::fixed(jiff::tz::offset(14))
    }

    pub(super) fn fixed(offset: Offset) -> Self {
        Self(TimeZone::fixed(offset))
    }

    /// The offset of a zone without a name, which is the same at all times.
    fn always(&self) -> Offset {
        self.0.to_offset(Timestamp::UNIX_EPOCH)
    }
}

/// A zone is its name. Not the comparison of `jiff`, by which an old name is the new one: it brings along a table of all names,
/// which each start of the program would have to write.
impl PartialEq for Zone {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (self.0.iana_name(), other.0.iana_name());
        one == two && (one.is_some() || self.always() == other.always())
    }
}

impl Eq for Zone {}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.iana_name() {
            Some(name) => f.write_str(name),
            None => f.write_str(&numeric(self.always())),
        }
    }
}

impl FromStr for Zone {
    type Err = Unspelled;

    fn from_str(raw: &str) -> Result<Self, Unspelled> {
        Self::named(raw)
            .or_else(|| offset(raw).map(Self::fixed))
            .ok_or_else(|| Unspelled::Zone(raw.to_owned()))
    }
}

/// What is saved as a text in the one spelling.
macro_rules! saved_as_text {
    ($($value:ident)*) => {$(
        impl TryFrom<String> for $value {
            type Error = Unspelled;

            fn try_from(raw: String) -> Result<Self, Unspelled> {
                raw.parse()
            }
        }

        impl From<$value> for String {
            fn from(value: $value) -> Self {
                value.to_string()
            }
        }
    )*};
}

saved_as_text!(Stamp Zone);

/// `+09:00`.
pub(super) fn numeric(offset: Offset) -> String {
    let (sign, minutes) = (
        if offset.is_negative() { '-' } else { '+' },
        offset.seconds().abs() / 60,
    );
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// An offset from UTC: `+09:00`, `UTC+9`, `GMT-0530`, `Z`.
pub(super) fn offset(raw: &str) -> Option<Offset> {
    let lower = raw.trim().to_lowercase();
    let named = ["utc", "gmt"].iter().find_map(|name| lower.strip_prefix(name));
    if lower == "z" || named == Some("") {
        return Some(Offset::UTC);
    }
    let rest = named.unwrap_or(&lower).trim();
    let (sign, digits) = match rest.strip_prefix('+') {
        Some(digits) => (1, digits),
        None => (-1, rest.strip_prefix(['-', '\u{2212}', '\u{2013}'])?),
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some((h, m)) => (h, m.split_once(':').map_or(m, |(m, _)| m)),
        None if digits.len() > 2 => digits.split_at_checked(digits.len() - 2)?,
        None => (digits, "0"),
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    if hours > 14 || minutes > 59 {
        return None;
    }
    Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok()
}
