//! Times and zones in their one spelling, and as people write them.

use super::read::Unread;
use super::*;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::time::Duration;

fn stamp(raw: &str) -> Stamp {
    raw.parse().unwrap()
}

/// What is read on a Saturday at noon in Seoul, on the clocks of `zone`.
fn moment(zone: &str, raw: &str) -> Result<Moment, Unread> {
    read(raw, stamp("2026-11-21T03:00:00Z"), Zone::named(zone).as_ref())
}

fn when(zone: &str, raw: &str) -> String {
    moment(zone, raw).map_or_else(|why| format!("refused: {why:?}"), |read| read.at.to_string())
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

#[test]
fn a_time_is_read_in_many_spellings() {
    let normal = "2026-11-21T09:15:00+09:00";
    for raw in [
        "2026-11-21 09:15",
        "2026-11-21T09:15",
        "2026/11/21 9:15 am",
        "21/11/2026 9:15 AM",
        "11/21/2026 9:15 a.m.",
        "21.11.2026 09:15 Uhr",
        "2026. 11. 21. 오전 9:15",
        "2026년 11월 21일 오전 9시 15분",
        "2026년11월21일오전9시15분",
        "2026년 11월 21일(토) 오전 9시 15분",
        "21 Nov 2026 09:15",
        "November 21st, 2026 at 9:15am",
        "Sat, 21 Nov 2026 09:15:00",
        "today 09:15",
        "오늘 오전 9:15",
        "오전 9:15",
        "11월 21일 9시 15분",
        "20261121T0915",
        "Nov 21 9:15",
        "21-Nov-2026 09:15",
        "오전 9:15, 2026-11-21",
    ] {
        assert_eq!(when("Asia/Seoul", raw), normal, "{raw}");
    }
    assert_eq!(when("Asia/Seoul", "yesterday 23:50:30"), "2026-11-20T23:50:30+09:00");
    assert_eq!(when("Asia/Seoul", "어제 오후 11시 반"), "2026-11-20T23:30:00+09:00");
    assert_eq!(
        when("Asia/Seoul", "2026년 1월 21일 오후 3시 5분"),
        "2026-01-21T15:05:00+09:00"
    );
    assert_eq!(when("Asia/Seoul", "2026-11-20 12:15 am"), "2026-11-20T00:15:00+09:00");
    assert_eq!(when("Asia/Seoul", "2026-11-20 정오"), "2026-11-20T12:00:00+09:00");
    assert_eq!(when("Asia/Seoul", "12월 25일 9:00"), "2025-12-25T09:00:00+09:00");
}

#[test]
fn no_slip_of_the_finger_gives_a_time_that_is_none() {
    for raw in [
        "2026년 11월 21일(토) 오전 9시 15분 30초",
        "Sat Nov 21 2026 09:15:30.25 GMT+0900 (한국 표준시)",
        "21-Nov-2026 09:15 Asia/Seoul",
        "20261121T091530Z",
        "어제 오후 11시 반, KST",
        "05/11/2026 9:15 p.m.",
    ] {
        let letters: Vec<char> = raw.chars().collect();
        for at in 0..letters.len() {
            for other in ["", "9"] {
                let slip: String = letters.iter().take(at).collect::<String>()
                    + other
                    + &letters.iter().skip(at + 1).collect::<String>();
                if let Ok(read) = moment("Europe/Berlin", &slip) {
                    let text = read.at.to_string();
                    assert!(text.parse::<Stamp>().is_ok(), "{slip} -> {text}");
                    assert_eq!(
                        when("Asia/Seoul", &text),
                        text,
                        "{slip}: the normal form stays as it is"
                    );
                }
            }
        }
    }
}

#[test]
fn a_zone_in_the_text_wins() {
    for (raw, normal) in [
        ("2026-11-21T09:15:30.250+09:00", "2026-11-21T09:15:30.25+09:00"),
        ("2026-11-21 09:15 +09:00", "2026-11-21T09:15:00+09:00"),
        ("2026-11-21T00:15:30Z", "2026-11-21T00:15:30+00:00"),
        ("2026-11-20 09:15 -0500", "2026-11-20T09:15:00-05:00"),
        ("2026-11-20T09:15-05:00", "2026-11-20T09:15:00-05:00"),
        ("2026-11-21 09:15 KST", "2026-11-21T09:15:00+09:00"),
        ("2026-11-21 09:15 (Korea Standard Time)", "2026-11-21T09:15:00+09:00"),
        ("2026-11-20 09:15 W. Europe Standard Time", "2026-11-20T09:15:00+01:00"),
        ("2026-11-20 09:15 Europe/Berlin", "2026-11-20T09:15:00+01:00"),
        (
            "2026-11-20 09:15 America/Argentina/Buenos_Aires",
            "2026-11-20T09:15:00-03:00",
        ),
        ("2026-11-21T09:15:00+09:00[Asia/Seoul]", "2026-11-21T09:15:00+09:00"),
        (
            "Sat Nov 21 2026 09:15:30 GMT+0900 (한국 표준시)",
            "2026-11-21T09:15:30+09:00",
        ),
        ("2026-11-21 09:15 UTC+9", "2026-11-21T09:15:00+09:00"),
        ("2026-11-21 오전 9:15 한국 시간", "2026-11-21T09:15:00+09:00"),
        (
            "2026-11-20 09:15 Pacific Standard Time (Mexico)",
            "2026-11-20T09:15:00-08:00",
        ),
        ("2026-11-21 09:15 (UTC+09:00) Seoul", "2026-11-21T09:15:00+09:00"),
        ("2026-11-21 (토) 09:15, KST", "2026-11-21T09:15:00+09:00"),
        ("20261121T001530Z", "2026-11-21T00:15:30+00:00"),
    ] {
        assert_eq!(when("Europe/Berlin", raw), normal, "{raw}");
    }
}

#[test]
fn a_day_that_could_be_a_month_is_asked_about() {
    let readings = ["2026-11-05 09:15:00", "2026-05-11 09:15:00"].map(str::to_owned);
    assert_eq!(
        moment("Asia/Seoul", "05/11/2026 09:15"),
        Err(Unread::DayOrMonth(readings.into()))
    );
    assert_eq!(when("Asia/Seoul", "05.11.2026 09:15"), "2026-11-05T09:15:00+09:00");
    assert_eq!(when("Asia/Seoul", "05/05/2026 09:15"), "2026-05-05T09:15:00+09:00");
}

#[test]
fn a_zone_is_its_name_and_one_without_a_name_its_offset() {
    let zone = |raw: &str| raw.parse::<Zone>().unwrap();
    assert_eq!(zone("asia/kolkata"), zone("Asia/Kolkata"));
    assert_ne!(zone("Asia/Calcutta"), zone("Asia/Kolkata"));
    assert_eq!(zone("+09:00"), zone("UTC+9"));
    assert_ne!(zone("+09:00"), zone("+05:30"));
    assert_ne!(zone("+09:00"), zone("Asia/Seoul"));
}
