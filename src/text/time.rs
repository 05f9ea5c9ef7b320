//! Dates as text: whether they are well formed, and how far apart they are. No clock: "today" is handed in.

/// A civil date; plain numbers, so that sorting is by time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    pub year: i32,
    pub month: u8,
    pub day: u8,
}

/// Reads `2027-02-01`, or `2027-03` as the first of the month.
pub fn parse(raw: &str) -> Option<Date> {
    let mut parts = raw.split('-');
    let year: i32 = parts.next().filter(|y| y.len() == 4)?.parse().ok()?;
    let month: u8 = parts.next().filter(|m| m.len() == 2)?.parse().ok()?;
    let day: u8 = match parts.next() {
        None => 1,
        Some(d) if d.len() == 2 => d.parse().ok()?,
        Some(_) => return None,
    };
    let good = parts.next().is_none() && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
    good.then_some(Date { year, month, day })
}

/// Is `raw` a date as the knowledge files write it?
pub fn is_date(raw: &str, month_is_enough: bool) -> bool {
    parse(raw).is_some() && (month_is_enough || raw.len() == 10)
}

fn days_in(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Date {
    /// Days since 1970-01-01 in the Gregorian calendar.
    pub fn days(self) -> i64 {
        // days before the year, then before the month: plain counting, years start in March so that leap days end them
        let (m, y) = if self.month > 2 {
            (i64::from(self.month) - 3, i64::from(self.year))
        } else {
            (i64::from(self.month) + 9, i64::from(self.year) - 1)
        };
        365 * y + y.div_euclid(4) - y.div_euclid(100) + y.div_euclid(400) + (153 * m + 2) / 5 + i64::from(self.day)
            - 719_469
    }

    /// Whole months from `earlier` to here.
    pub fn months_since(self, earlier: Date) -> i64 {
        let months = i64::from(self.year - earlier.year) * 12 + i64::from(self.month) - i64::from(earlier.month);
        months - i64::from(self.day < earlier.day)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_over_leap_years() {
        let days = |raw: &str| parse(raw).map(Date::days);
        assert_eq!(days("1970-01-01"), Some(0));
        assert_eq!(days("2000-03-01"), Some(11_017));
        assert_eq!(days("2027-02-01").zip(days("2026-11-21")).map(|(a, b)| a - b), Some(72));
        assert_eq!(parse("2027-02-29"), None);
        assert_eq!(parse("2027-03").map(|d| d.day), Some(1));
    }

    #[test]
    fn months_count_only_when_whole() {
        let months = |a: &str, b: &str| parse(a).zip(parse(b)).map(|(a, b)| a.months_since(b));
        assert_eq!(months("2026-11-21", "2026-05-22"), Some(5));
        assert_eq!(months("2026-11-21", "2026-05-21"), Some(6));
    }
}
