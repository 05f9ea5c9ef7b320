//! Time: one typed point in time with one spelling, time zones, calendar days, and reading what people write. The door to
//! `jiff`. Never asks a clock or the machine for its zone: both are handed in by the host.

mod pieces;
pub mod read;
pub mod zones;

pub use jiff::civil::{Date, DateTime};
pub use read::{Moment, read};

use jiff::fmt::temporal::Pieces;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, Unit};
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
    instant: Timestamp,
    offset: Offset,
}

/// Why a text is no [`Stamp`] or no [`Zone`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unspelled {
    Stamp(String),
    Zone(String),
}

impl fmt::Display for Unspelled {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stamp(raw) => write!(f, "`{raw}` is no time with its offset as in 2026-11-21T09:00:00+09:00"),
            Self::Zone(raw) => write!(f, "`{raw}` is no IANA name of a time zone and no offset as in +09:00"),
        }
    }
}

impl std::error::Error for Unspelled {}

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

    fn at(instant: Timestamp, offset: Offset) -> Self {
        Self { instant, offset }
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
        self.instant.duration_since(now.instant).try_into().unwrap_or_default()
    }

    /// What the clock showed.
    pub fn civil(self) -> DateTime {
        self.offset.to_datetime(self.instant)
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

impl TryFrom<String> for Stamp {
    type Error = Unspelled;

    fn try_from(raw: String) -> Result<Self, Unspelled> {
        raw.parse()
    }
}

impl From<Stamp> for String {
    fn from(stamp: Stamp) -> Self {
        stamp.to_string()
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Zone(TimeZone);

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

    fn fixed(offset: Offset) -> Self {
        Self(TimeZone::fixed(offset))
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.iana_name() {
            Some(name) => f.write_str(name),
            // a zone without a name has the same offset at all times
            None => f.write_str(&numeric(self.0.to_offset(Timestamp::UNIX_EPOCH))),
        }
    }
}

impl FromStr for Zone {
    type Err = Unspelled;

    fn from_str(raw: &str) -> Result<Self, Unspelled> {
        Self::named(raw)
            .or_else(|| zones::offset(raw).map(Self::fixed))
            .ok_or_else(|| Unspelled::Zone(raw.to_owned()))
    }
}

impl TryFrom<String> for Zone {
    type Error = Unspelled;

    fn try_from(raw: String) -> Result<Self, Unspelled> {
        raw.parse()
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.to_string()
    }
}

/// `+09:00`.
fn numeric(offset: Offset) -> String {
    let (sign, minutes) = (
        if offset.is_negative() { '-' } else { '+' },
        offset.seconds().abs() / 60,
    );
    format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
}

/// Reads a day as the knowledge writes it: `2027-02-01`, or `2027-03` as the first of the month.
pub fn day(raw: &str) -> Option<Date> {
    // jiff reads other spellings too; only the one it writes back is taken
    let read = |text: &str| text.parse::<Date>().ok().filter(|day| day.to_string() == text);
    read(raw).or_else(|| read(&format!("{raw}-01")))
}

/// Days from `earlier` to `later`; negative where it is the other way round.
pub fn days(earlier: Date, later: Date) -> i64 {
    later.duration_since(earlier).as_hours() / 24
}

/// Whole months from `earlier` to `later`.
pub fn months(earlier: Date, later: Date) -> i64 {
    // two days are never too far apart to be counted
    earlier
        .until((Unit::Month, later))
        .map_or(0, |span| i64::from(span.get_months()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(raw: &str) -> Stamp {
        raw.parse().unwrap()
    }

    #[test]
    fn a_time_has_one_spelling() {
        for (raw, spelled) in [
            ("2026-11-21T00:00:00Z", "2026-11-21T00:00:00+00:00"),
            ("2026-11-21T09:00:00+09:00", "2026-11-21T09:00:00+09:00"),
            ("2026-11-20 14:00:00-10", "2026-11-20T14:00:00-10:00"),
        ] {
            assert_eq!(stamp(raw).to_string(), spelled);
            assert_eq!(stamp(raw), stamp("2026-11-21T00:00:00Z"), "the same point in time");
        }
        for raw in [
            "",
            "2026-11-21",
            "2026-11-21T09:00:00",
            "yesterday",
            "2026-13-01T00:00:00Z",
        ] {
            assert!(raw.parse::<Stamp>().is_err(), "{raw}");
        }
        let fraction: Timestamp = "2026-11-21T00:00:00.9Z".parse().unwrap();
        assert_eq!(Stamp::of_clock(fraction).to_string(), "2026-11-21T00:00:00+00:00");
    }

    #[test]
    fn a_time_is_shown_on_the_clocks_of_a_zone() {
        let seoul = Zone::named("Asia/Seoul").unwrap();
        let at = stamp("2026-11-21T00:01:30Z").on(&seoul);
        assert_eq!(at.to_seconds(), "2026-11-21 09:01:30");
        assert_eq!(at.to_minutes(), "2026-11-21 09:01");
        assert_eq!(
            at.to_clock(stamp("2026-11-20T15:00:00Z")),
            "09:01",
            "the day has begun in Seoul"
        );
        assert_eq!(at.to_clock(stamp("2026-11-20T14:00:00Z")), "11-21 09:01");
        assert_eq!(
            at.after(60).map(Stamp::to_seconds).as_deref(),
            Some("2026-11-21 09:02:30")
        );
        assert_eq!(at.ahead_of(stamp("2026-11-21T00:01:00Z")), Duration::from_secs(30));
        assert_eq!(at.ahead_of(stamp("2026-11-21T00:02:00Z")), Duration::ZERO);
    }

    #[test]
    fn a_zone_is_kept_by_its_name_or_its_offset() {
        for name in ["Asia/Seoul", "Europe/Berlin", "UTC", "+09:00", "-05:30"] {
            assert_eq!(name.parse::<Zone>().map(|zone| zone.to_string()).as_deref(), Ok(name));
        }
        assert!("Asia/Nowhere".parse::<Zone>().is_err());
        let nameless = TimeZone::posix("KST-9").unwrap();
        assert_eq!(Zone::of_machine(nameless, Stamp::EPOCH).to_string(), "+09:00");
    }

    #[test]
    fn days_are_read_in_one_spelling_and_counted_over_leap_years() {
        let first = day("1970-01-01").unwrap();
        assert_eq!(day("2000-03-01").map(|later| days(first, later)), Some(11_017));
        assert_eq!(
            day("2026-11-21").zip(day("2027-02-01")).map(|(a, b)| days(a, b)),
            Some(72)
        );
        assert_eq!(day("2027-03"), day("2027-03-01"));
        for raw in [
            "2027-02-29",
            "20270201",
            "2027-2-1",
            "2027-02-01T00:00",
            "2027",
            "2027-13",
            "",
        ] {
            assert_eq!(day(raw), None, "{raw}");
        }
    }

    #[test]
    fn months_count_only_when_whole() {
        let counted = |later: &str, earlier: &str| day(earlier).zip(day(later)).map(|(a, b)| months(a, b));
        assert_eq!(counted("2026-11-21", "2026-05-22"), Some(5));
        assert_eq!(counted("2026-11-21", "2026-05-21"), Some(6));
    }
}
