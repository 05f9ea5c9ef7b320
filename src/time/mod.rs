//! Time: one typed point in time with one spelling, time zones, calendar days, and reading what people write. The door to
//! `jiff`. Never asks a clock or the machine for its zone: both are handed in by the host.

mod day;
mod pieces;
pub mod read;
mod stamp;
pub mod zones;

pub use day::{day, days, months};
pub use jiff::civil::{Date, DateTime};
pub use read::{Moment, read};
pub use stamp::{Stamp, Unspelled, Zone};

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::Timestamp;
    use jiff::tz::TimeZone;
    use std::time::Duration;

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
