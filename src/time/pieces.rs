//! The pieces of a written time. Owns the spellings of a day and of a time of day that are understood, in both languages.

use super::Date;
use super::zones;
use jiff::civil::Time;
use jiff::fmt::strtime::BrokenDownTime;
use std::ops::Range;

/// What was written for the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    Exact(Date),
    /// So many days before today.
    Ago(i64),
    /// Month and day; the year was left out.
    OfYear(i8, i8),
    /// Two numbers could each be the day.
    Either([Date; 2]),
}

/// A text of which what is understood is taken out; what is left must name the zone.
pub(super) struct Reader {
    /// Lower case, one blank between words.
    text: String,
}

/// Spellings of a day in the order in which they are tried. With dots the day stands first wherever the year stands last;
/// with other signs either number may be the day, so the two readings stand beside each other. `%b` is the short name of a
/// month or the whole one; a blank may be missing.
const DAYS: &[&str] = &[
    "%Y - %m - %d",
    "%Y / %m / %d",
    "%Y . %m . %d",
    "%Y년 %m월 %d일",
    "%Y%m%d",
    "%d . %m . %Y",
    "%d / %m / %Y|%m / %d / %Y",
    "%d - %m - %Y|%m - %d - %Y",
    "%d - %b - %Y",
    "%d / %b / %Y",
    "%d . %b . %Y",
    "%d %b %Y",
    "%d of %b %Y",
    "%b %d %Y",
    "%m월 %d일",
    "%d - %b",
    "%d %b",
    "%d of %b",
    "%b %d",
];

/// Spellings of a time of day. That without any sign stands behind a date written without any.
const TIMES: &[&str] = &[
    "%H:%M:%S.%f",
    "%H:%M:%S,%f",
    "%H:%M:%S",
    "%H:%M",
    "%H시 %M분 %S초",
    "%H시 %M분",
    "%H시",
    "t%H%M%S",
    "t%H%M",
    "%I %p",
];

const DAYS_AGO: &[(&str, i64)] = &[("today 오늘 금일", 0), ("yesterday 어제 전날", 1), ("그저께 그제", 2)];

const HOURS: &[(&str, i8)] = &[("noon 정오", 12), ("midnight 자정", 0)];

/// Halves of the day; is it the second?
const HALVES: &[(&str, bool)] = &[("am 오전 새벽 아침", false), ("pm 오후 저녁", true)];

/// Words that add nothing.
const FILLERS: &str = "t at on about around approximately uhr 에 경 쯤 에서 께 정각 \
    monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun \
    월요일 화요일 수요일 목요일 금요일 토요일 일요일 월 화 수 목 금 토 일";

/// Signs around a word that are no part of it.
const AROUND: &[char] = &['(', ')', ',', '.', ';'];

fn one_of(word: &str, words: &str) -> bool {
    words.split(' ').any(|known| known == word)
}

/// Whether a text may be spelled like that, by how it begins: with a number and the sign that parts it from the next, or with a
/// letter. To ask the crate costs a hundred times as much.
fn may_begin(text: &str, spelling: &str) -> bool {
    let behind = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_number = behind.len() < text.len();
    let mut signs = spelling.chars();
    match (signs.next(), signs.next()) {
        (Some('%'), Some('b')) => !is_number,
        (Some('%'), _) => {
            let next = signs.as_str().trim_start();
            let behind = behind.trim_start();
            is_number
                && match next.chars().next() {
                    Some('%') if next.starts_with("%b") || next.starts_with("%p") => {
                        behind.starts_with(char::is_alphabetic)
                    }
                    Some('%') | None => true,
                    Some(sign) => behind.starts_with(sign),
                }
        }
        (first, _) => text.chars().next() == first,
    }
}

impl Reader {
    pub(super) fn over(raw: &str) -> Self {
        let mut lower = raw.to_lowercase();
        for (written, plain) in [("a.m.", "am"), ("p.m.", "pm"), ("시 반", "시 30분")] {
            if lower.contains(written) {
                lower = lower.replace(written, plain);
            }
        }
        let mut text = String::with_capacity(lower.len());
        for word in lower.split_whitespace() {
            let word = word.trim_end_matches(',');
            let ordinal = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end));
            let word = ordinal.filter(|number| number.parse::<u8>().is_ok()).unwrap_or(word);
            let month = word.trim_end_matches('.');
            text.push_str(match month {
                "sept" => "sep",
                _ if month.len() == 3 && month.chars().all(char::is_alphabetic) => month,
                _ => word,
            });
            text.push(' ');
        }
        Self { text }
    }

    fn cut(&mut self, range: Range<usize>) {
        self.text.replace_range(range, " ");
    }

    /// What the first spelling that fits says, in each way it can be read; takes it out.
    fn find(&mut self, spellings: &[&str]) -> Vec<BrokenDownTime> {
        let mut before = ' ';
        for (at, c) in self.text.char_indices() {
            let inside = match c {
                '0'..='9' => before.is_ascii_digit() || matches!(before, ':' | '+'),
                _ => before.is_ascii_alphanumeric() || !c.is_ascii_alphabetic(),
            };
            before = c;
            if inside {
                continue;
            }
            let rest = self.text.get(at..).unwrap_or_default();
            for spelling in spellings.iter().filter(|spelling| may_begin(rest, spelling)) {
                let readings = spelling.split('|').filter_map(|spelling| self.read(at, spelling));
                let (ends, said): (Vec<_>, Vec<_>) = readings.unzip();
                if let Some(end) = ends.first() {
                    self.cut(at..*end);
                    return said;
                }
            }
        }
        Vec::new()
    }

    /// Where it ends and what it says, where the text is spelled like that from `at`.
    fn read(&self, at: usize, spelling: &str) -> Option<(usize, BrokenDownTime)> {
        let rest = self.text.get(at..)?;
        let whole_name = spelling.contains("%b").then(|| spelling.replace("%b", "%B"));
        let mut spellings = whole_name.as_deref().into_iter().chain([spelling]);
        spellings.find_map(|spelling| {
            let (said, length) = BrokenDownTime::parse_prefix(spelling, rest).ok()?;
            let next = rest.get(length..)?.chars().next().unwrap_or(' ');
            let goes_on = next.is_ascii_digit() || (spelling.ends_with('b') && next.is_ascii_alphabetic());
            // digits that nothing parts must all be there, and minutes have two
            let written = rest.get(..length)?;
            let whole = match spelling {
                "%Y%m%d" | "t%H%M%S" | "t%H%M" => {
                    length == spelling.replace("%Y", "year").len() && !written.contains(' ')
                }
                _ if spelling.contains(":%M") => written
                    .split(':')
                    .nth(1)
                    .is_some_and(|minute| minute.len() == 2 && !minute.contains(' ')),
                _ => true,
            };
            let good = whole && !goes_on && said.year().is_none_or(|year| year >= 1000);
            good.then_some((at + length, said))
        })
    }

    /// What the first known word means; takes it out.
    fn word<T: Copy>(&mut self, known: &[(&str, T)]) -> Option<T> {
        let mut found = None;
        let mut left: Vec<&str> = self.text.split(' ').collect();
        left.retain(|word| {
            let bare = word.trim_matches(AROUND);
            let meant = known.iter().find(|(names, _)| found.is_none() && one_of(bare, names));
            found = found.or(meant.map(|(_, meaning)| *meaning));
            meant.is_none()
        });
        self.text = left.join(" ");
        found
    }

    /// The day; an error where there is no such day.
    pub(super) fn day(&mut self) -> Result<Option<Day>, ()> {
        let readings = self.find(DAYS);
        let Some(first) = readings.first() else {
            let ago = self.word(DAYS_AGO).map(Day::Ago);
            let like_a_day = |word: &str| {
                let digits = word.chars().take_while(char::is_ascii_digit).count();
                digits == 4 && word.chars().nth(4).is_some_and(|c| matches!(c, '-' | '/' | '.' | '년'))
            };
            return match ago {
                None if self.text.split(' ').any(like_a_day) => Err(()),
                ago => Ok(ago),
            };
        };
        if let (None, Some(month), Some(day)) = (first.year(), first.month(), first.day()) {
            return Ok(Some(Day::OfYear(month, day)));
        }
        let mut dates = readings.iter().filter_map(|said| said.to_date().ok());
        let date = dates.next().ok_or(())?;
        let other = dates.next().filter(|other| *other != date);
        Ok(Some(other.map_or(Day::Exact(date), |other| Day::Either([date, other]))))
    }

    /// The time of day, to be asked for when the day is taken out; an error where there is no such time.
    pub(super) fn time(&mut self) -> Result<Option<Time>, ()> {
        let Some(said) = self.find(TIMES).into_iter().next() else {
            if let Some(hour) = self.word(HOURS) {
                return Time::new(hour, 0, 0, 0).map(Some).map_err(|_| ());
            }
            let mut pairs = self.text.chars().zip(self.text.chars().skip(1));
            let like_a_time = pairs.any(|(a, b)| a.is_ascii_digit() && matches!(b, ':' | '시'));
            return if like_a_time { Err(()) } else { Ok(None) };
        };
        let time = said.to_time().map_err(|_| ())?;
        let hour = match (self.word(HALVES), time.hour()) {
            (Some(false), 13..) => return Err(()),
            (Some(false), 12) => 0,
            (Some(true), hour @ ..12) => hour + 12,
            (_, hour) => hour,
        };
        time.with().hour(hour).build().map(Some).map_err(|_| ())
    }

    /// What was not understood; fillers and lone punctuation are dropped.
    pub(super) fn rest(&self) -> String {
        let filler = |word: &&str| {
            let bare = word.trim_matches(AROUND);
            !bare.contains(char::is_alphanumeric) || one_of(bare, FILLERS)
        };
        let left: Vec<&str> = self.text.split_whitespace().filter(|word| !filler(word)).collect();
        zones::unwrapped(left.join(" ").trim_matches([',', '.', ';'])).to_owned()
    }
}
