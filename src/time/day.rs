//! Calendar days, and how far apart they are.

use jiff::Unit;
use jiff::civil::Date;

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
