//! Dates with times as people write them. Owns the spellings that are understood and every question they leave open.
//! Never guesses a zone, a day for a month, or one of two hours: it asks.

use super::field::{Context, Refusal};
use super::zones;
use crate::text::{Say, say};
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset, TimeZone};
use jiff::{Span, Timestamp};

/// A point in time that was understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// RFC 3339 with offset.
    pub text: String,
    /// The IANA name of the zone, where the text named one and not merely an offset.
    pub zone: Option<String>,
}

const FORM: Say = say(
    "Write it like 2026-11-21 09:15, with the zone behind it where you know it: 2026-11-21 09:15 +09:00.",
    "2026-11-21 09:15처럼 적고, 시간대를 알면 2026-11-21 09:15 +09:00처럼 뒤에 붙여 주십시오.",
);

/// Reads `raw`. Refuses what leaves more than one reading, and a time that is still to come.
pub fn read(raw: &str, context: &Context<'_>) -> Result<Moment, Refusal> {
    let mut reader = Reader::over(raw);
    let time = reader.time().map_err(|()| bad_time(raw))?;
    let day = reader.day().map_err(|()| no_such_day(raw))?;
    let zone_text = reader.rest();
    let Some(time) = time else {
        return Err(match day {
            Some(_) => Refusal::new(
                say("The time of day is missing in `{}`.", "`{}`에 시각이 없습니다."),
                &[raw],
                FORM,
            ),
            None => unread(raw),
        });
    };
    if let Some(Day::Either(year, a, b)) = day {
        return Err(either(raw, (year, a, b), time, &zone_text));
    }
    let place = place(raw, &zone_text, context)?;
    let today = place.today(context.now);
    let date = match day {
        Some(Day::Exact(date)) => date,
        Some(Day::Ago(days)) => today
            .checked_sub(Span::new().days(days))
            .map_err(|_| no_such_day(raw))?,
        Some(Day::OfYear(month, day)) => latest(today, month, day).ok_or_else(|| no_such_day(raw))?,
        Some(Day::Either(..)) | None => today,
    };
    let (instant, offset) = place.instant(date.to_datetime(time), raw)?;
    // clocks of two machines differ a little
    if instant.duration_since(context.now).as_secs() > 60 {
        return Err(Refusal::new(
            say(
                "`{}` is still to come (it is now {}).",
                "`{}`은(는) 아직 오지 않은 시각입니다(지금은 {}).",
            ),
            &[raw, &show(context.now, place.offset(context.now))],
            say(
                "Give the time at which the error appeared; check the day, AM or PM, and the zone.",
                "오류가 나타난 시각을 적어 주십시오. 날짜, 오전·오후, 시간대를 확인합니다.",
            ),
        ));
    }
    Ok(Moment {
        text: show(instant, offset),
        zone: place.named,
    })
}

/// The same point in time on the clocks of `zone` (an IANA name) or in UTC, as `2026-11-21 09:15:30`; `None` where `raw` is
/// no RFC 3339 time.
pub fn on_clocks_of(raw: &str, zone: Option<&str>) -> Option<String> {
    let instant: Timestamp = raw.parse().ok()?;
    let offset = zone
        .and_then(zones::rules)
        .map_or(Offset::UTC, |rules| rules.to_offset(instant));
    Some(offset.to_datetime(instant).strftime("%Y-%m-%d %H:%M:%S").to_string())
}

fn show(instant: Timestamp, offset: Offset) -> String {
    instant.display_with_offset(offset).to_string()
}

fn unread(raw: &str) -> Refusal {
    Refusal::new(
        say(
            "`{}` cannot be read as a date and time.",
            "`{}`은(는) 날짜와 시각으로 읽을 수 없습니다.",
        ),
        &[raw],
        FORM,
    )
}

fn bad_time(raw: &str) -> Refusal {
    Refusal::new(
        say(
            "There is no such time of day as in `{}`.",
            "`{}`의 시각은 존재하지 않습니다.",
        ),
        &[raw],
        say(
            "Hours go from 0 to 23, minutes from 0 to 59.",
            "시는 0~23, 분은 0~59입니다.",
        ),
    )
}

fn no_such_day(raw: &str) -> Refusal {
    Refusal::new(
        say("There is no such day as in `{}`.", "`{}`의 날짜는 존재하지 않습니다."),
        &[raw],
        FORM,
    )
}

fn either(raw: &str, (year, a, b): (i16, i8, i8), time: Time, zone: &str) -> Refusal {
    let reading = |month: i8, day: i8| {
        let text = format!("{year:04}-{month:02}-{day:02} {time} {zone}");
        text.trim_end().to_owned()
    };
    let offers = vec![reading(b, a), reading(a, b)];
    Refusal::new(
        say(
            "In `{}` it is not clear which number is the day and which the month.",
            "`{}`에서 어느 숫자가 일이고 어느 숫자가 월인지 분명하지 않습니다.",
        ),
        &[raw],
        say("Write the year first.", "연도부터 적어 주십시오."),
    )
    .offering(offers)
}

/// The latest such day that is not after `today`.
fn latest(today: Date, month: i8, day: i8) -> Option<Date> {
    (0..8)
        .filter_map(|back| Date::new(today.year() - back, month, day).ok())
        .find(|date| *date <= today)
}

/// Where the clock stood: an offset, or a zone with rules.
struct Place {
    fixed: Option<Offset>,
    rules: Option<TimeZone>,
    /// For the sentences.
    name: String,
    /// The zone that the text itself named.
    named: Option<String>,
}

fn place(raw: &str, written: &str, context: &Context<'_>) -> Result<Place, Refusal> {
    if written.is_empty() {
        let known = context.zone.and_then(|name| Some((name, zones::rules(name)?)));
        let Some((name, rules)) = known else {
            return Err(Refusal::new(
                say("`{}` does not say in which time zone.", "`{}`에 표준 시간대가 없습니다."),
                &[raw],
                say(
                    "In which time zone is that? Add it, for example `+09:00` or `Asia/Seoul`, or answer the time zone first.",
                    "어느 표준 시간대의 시각입니까? `+09:00`이나 `Asia/Seoul`처럼 뒤에 붙이거나 표준 시간대를 먼저 답해 주십시오.",
                ),
            )
            .asking(crate::knowledge::id::FieldId::new("time_zone")));
        };
        return Ok(Place {
            fixed: None,
            rules: Some(rules),
            name: name.to_owned(),
            named: None,
        });
    }
    // `+09:00[Asia/Seoul]` and `GMT+0900 (Korea Standard Time)` say the offset first, and it decides
    let head = written.split(['[', '(']).next().unwrap_or_default().trim();
    if let Some(offset) = zones::offset(head) {
        return Ok(Place {
            fixed: Some(offset),
            rules: None,
            name: head.to_owned(),
            named: None,
        });
    }
    match zones::find(written) {
        Ok(zone) => Ok(Place {
            fixed: zone.offset,
            rules: zones::rules(&zone.name),
            name: zone.name.clone(),
            named: Some(zone.name),
        }),
        Err(_) if !looks_like_a_zone(written) => Err(unread(raw)),
        Err(wrong) => Err(super::field::no_zone(written, &wrong)),
    }
}

fn looks_like_a_zone(written: &str) -> bool {
    written.chars().any(char::is_alphabetic)
        && !written.chars().next().is_some_and(|c| c.is_ascii_digit())
        && written.chars().count() <= 40
}

impl Place {
    fn offset(&self, at: Timestamp) -> Offset {
        self.fixed
            .or_else(|| self.rules.as_ref().map(|rules| rules.to_offset(at)))
            .unwrap_or(Offset::UTC)
    }

    fn today(&self, now: Timestamp) -> Date {
        self.offset(now).to_datetime(now).date()
    }

    fn instant(&self, local: DateTime, raw: &str) -> Result<(Timestamp, Offset), Refusal> {
        let at = |offset: Offset| {
            offset
                .to_timestamp(local)
                .map(|instant| (instant, offset))
                .map_err(|_| no_such_day(raw))
        };
        if let Some(offset) = self.fixed {
            return at(offset);
        }
        let Some(rules) = &self.rules else {
            return Err(unread(raw));
        };
        let (before, after, what) = match rules.to_ambiguous_timestamp(local).offset() {
            AmbiguousOffset::Unambiguous { offset } => return at(offset),
            AmbiguousOffset::Gap { before, after } => (
                before,
                after,
                say(
                    "{} did not exist in {}: the clocks were put forward over it.",
                    "{}은(는) {}에 없는 시각입니다. 시계를 앞당기면서 건너뛰었습니다.",
                ),
            ),
            AmbiguousOffset::Fold { before, after } => (
                before,
                after,
                say(
                    "{} occurred twice in {}: the clocks were put back.",
                    "{}은(는) {}에 두 번 있었던 시각입니다. 시계를 되돌렸기 때문입니다.",
                ),
            ),
        };
        let offers = [before, after]
            .into_iter()
            .map(|offset| at(offset).map(|(instant, offset)| show(instant, offset)))
            .collect::<Result<Vec<_>, _>>()?;
        Err(Refusal::new(
            what,
            &[&local.to_string().replace('T', " "), &self.name],
            say(
                "Say which one it was by its offset.",
                "어느 쪽인지 오프셋을 붙여 적어 주십시오.",
            ),
        )
        .offering(offers))
    }
}

/// What was written for the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Day {
    Exact(Date),
    /// So many days before today.
    Ago(i64),
    /// Month and day; the year was left out.
    OfYear(i8, i8),
    /// Year, then two numbers that could each be the day.
    Either(i16, i8, i8),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Number,
    Word,
    /// `년`, `월`, `일`, `시`, `분` or `초` right behind a number.
    Unit(char),
    Sign(char),
}

#[derive(Clone, Debug)]
struct Token {
    kind: Kind,
    /// Lower case.
    text: String,
    /// Stands right behind the token before it.
    glued: bool,
    used: bool,
}

/// The pieces of a text; what is understood is taken out, what is left must name the zone.
struct Reader {
    tokens: Vec<Token>,
}

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words that add nothing.
const FILLERS: &[&str] = &[
    "t",
    "at",
    "on",
    "about",
    "around",
    "approximately",
    "uhr",
    "st",
    "nd",
    "rd",
    "th",
    "에",
    "경",
    "쯤",
    "에서",
    "께",
    "정각",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "wed",
    "thu",
    "fri",
    "sat",
    "sun",
    "월요일",
    "화요일",
    "수요일",
    "목요일",
    "금요일",
    "토요일",
    "일요일",
    "월",
    "화",
    "수",
    "목",
    "금",
    "토",
    "일",
];

impl Reader {
    fn over(raw: &str) -> Self {
        let lower = raw.to_lowercase().replace("a.m.", "am").replace("p.m.", "pm");
        let mut tokens: Vec<Token> = Vec::new();
        let mut glued = false;
        for c in lower.chars() {
            if c.is_whitespace() {
                glued = false;
                continue;
            }
            let last = tokens.last_mut().filter(|_| glued);
            let after_number = last.as_ref().is_some_and(|t| t.kind == Kind::Number);
            let kind = match c {
                '0'..='9' => Kind::Number,
                '년' | '월' | '일' | '시' | '분' | '초' if after_number => Kind::Unit(c),
                c if c.is_alphabetic() || c == '_' => Kind::Word,
                c => Kind::Sign(c),
            };
            match last {
                Some(token) if token.kind == kind && matches!(kind, Kind::Number | Kind::Word) => token.text.push(c),
                _ => tokens.push(Token {
                    kind,
                    text: c.to_string(),
                    glued,
                    used: false,
                }),
            }
            glued = true;
        }
        Self { tokens }
    }

    fn number(&self, at: usize) -> Option<i32> {
        let token = self.tokens.get(at).filter(|t| t.kind == Kind::Number && !t.used)?;
        token.text.parse().ok()
    }

    fn digits(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(0, |t| t.text.len())
    }

    fn sign(&self, at: usize) -> Option<char> {
        match self.tokens.get(at).filter(|t| !t.used)?.kind {
            Kind::Sign(c) => Some(c),
            _ => None,
        }
    }

    fn unit(&self, at: usize, unit: char) -> bool {
        self.tokens
            .get(at)
            .is_some_and(|t| t.kind == Kind::Unit(unit) && !t.used)
    }

    fn word(&self, at: usize) -> Option<&str> {
        let token = self.tokens.get(at).filter(|t| t.kind == Kind::Word && !t.used)?;
        Some(&token.text)
    }

    fn take(&mut self, from: usize, count: usize) {
        for token in self.tokens.iter_mut().skip(from).take(count) {
            token.used = true;
        }
    }

    /// The time of day; an error where there is no such time.
    fn time(&mut self) -> Result<Option<Time>, ()> {
        let Some((from, count, [hour, minute, second], nano)) = self.clock() else {
            return Ok(self.noon_or_midnight());
        };
        self.take(from, count);
        let half = |word: &str| match word {
            "am" | "오전" | "새벽" | "아침" => Some(false),
            "pm" | "오후" | "저녁" => Some(true),
            _ => None,
        };
        let mut hour = hour;
        for at in [from.checked_sub(1), Some(from + count)].into_iter().flatten() {
            let Some(afternoon) = self.word(at).and_then(half) else {
                continue;
            };
            self.take(at, 1);
            hour = match (afternoon, hour) {
                (false, 12) => 0,
                (false, 13..) => return Err(()),
                (true, 0..12) => hour + 12,
                _ => hour,
            };
            break;
        }
        let part = |n: i32| i8::try_from(n).map_err(|_| ());
        Time::new(part(hour)?, part(minute)?, part(second)?, nano)
            .map(Some)
            .map_err(|_| ())
    }

    /// Where the time stands, how many pieces it takes, hour, minute and second, and nanoseconds.
    fn clock(&self) -> Option<(usize, usize, [i32; 3], i32)> {
        (0..self.tokens.len())
            .find_map(|at| self.colons(at).or_else(|| self.units(at)).or_else(|| self.compact(at)))
            .or_else(|| (0..self.tokens.len()).find_map(|at| self.bare_hour(at)))
    }

    /// `9:15`, `09:15:30`, `09:15:30.250`.
    fn colons(&self, at: usize) -> Option<(usize, usize, [i32; 3], i32)> {
        let hour = self.number(at).filter(|_| self.sign(at + 1) == Some(':'))?;
        let minute = self.number(at + 2).filter(|_| self.digits(at + 2) == 2)?;
        let signed = at.checked_sub(1).and_then(|before| self.sign(before)) == Some('+');
        if signed {
            return None;
        }
        let second = self.number(at + 4).filter(|_| self.sign(at + 3) == Some(':'));
        let Some(second) = second else {
            return Some((at, 3, [hour, minute, 0], 0));
        };
        let fraction = self.tokens.get(at + 6).filter(|t| t.kind == Kind::Number && t.glued);
        match fraction.filter(|_| matches!(self.sign(at + 5), Some('.' | ','))) {
            Some(fraction) => {
                let nine: String = fraction.text.chars().chain("000000000".chars()).take(9).collect();
                Some((at, 7, [hour, minute, second], nine.parse().unwrap_or_default()))
            }
            None => Some((at, 5, [hour, minute, second], 0)),
        }
    }

    /// `3시`, `3시 반`, `3시 5분`, `3시 5분 10초`.
    fn units(&self, at: usize) -> Option<(usize, usize, [i32; 3], i32)> {
        let hour = self.number(at).filter(|_| self.unit(at + 1, '시'))?;
        if self.word(at + 2) == Some("반") {
            return Some((at, 3, [hour, 30, 0], 0));
        }
        let Some(minute) = self.number(at + 2).filter(|_| self.unit(at + 3, '분')) else {
            return Some((at, 2, [hour, 0, 0], 0));
        };
        match self.number(at + 4).filter(|_| self.unit(at + 5, '초')) {
            Some(second) => Some((at, 6, [hour, minute, second], 0)),
            None => Some((at, 4, [hour, minute, 0], 0)),
        }
    }

    /// `T091530` behind a date of eight digits.
    fn compact(&self, at: usize) -> Option<(usize, usize, [i32; 3], i32)> {
        let whole = self
            .number(at + 2)
            .filter(|_| self.digits(at) == 8 && self.word(at + 1) == Some("t"))?;
        match self.digits(at + 2) {
            6 => Some((at + 2, 1, [whole / 10_000, whole / 100 % 100, whole % 100], 0)),
            4 => Some((at + 2, 1, [whole / 100, whole % 100, 0], 0)),
            _ => None,
        }
    }

    /// `9am`, `9 pm`.
    fn bare_hour(&self, at: usize) -> Option<(usize, usize, [i32; 3], i32)> {
        let hour = self.number(at).filter(|h| (1..=12).contains(h))?;
        matches!(self.word(at + 1), Some("am" | "pm")).then_some((at, 1, [hour, 0, 0], 0))
    }

    fn noon_or_midnight(&mut self) -> Option<Time> {
        let (at, hour) = (0..self.tokens.len()).find_map(|at| match self.word(at)? {
            "noon" | "정오" => Some((at, 12)),
            "midnight" | "자정" => Some((at, 0)),
            _ => None,
        })?;
        self.take(at, 1);
        Time::new(hour, 0, 0, 0).ok()
    }

    /// The day; an error where there is no such day.
    fn day(&mut self) -> Result<Option<Day>, ()> {
        for at in 0..self.tokens.len() {
            if let Some((count, day)) = self
                .numbers(at)?
                .or(self.with_units(at)?)
                .or(self.with_month(at)?)
                .or(self.eight(at)?)
            {
                self.take(at, count);
                return Ok(Some(day));
            }
        }
        for at in 0..self.tokens.len() {
            let ago = match self.word(at) {
                Some("today" | "오늘" | "금일") => 0,
                Some("yesterday" | "어제" | "전날") => 1,
                Some("그저께" | "그제") => 2,
                _ => continue,
            };
            self.take(at, 1);
            return Ok(Some(Day::Ago(ago)));
        }
        Ok(None)
    }

    /// `2026-11-21`, `2026. 11. 21.`, `21/11/2026`.
    fn numbers(&self, at: usize) -> Result<Option<(usize, Day)>, ()> {
        let separator = self.sign(at + 1).filter(|c| matches!(c, '-' | '/' | '.'));
        let (Some(separator), Some(a), Some(b), Some(c)) =
            (separator, self.number(at), self.number(at + 2), self.number(at + 4))
        else {
            return Ok(None);
        };
        if self.sign(at + 3) != Some(separator) {
            return Ok(None);
        }
        let count = if separator == '.' && self.sign(at + 5) == Some('.') {
            6
        } else {
            5
        };
        if self.digits(at) == 4 {
            return Ok(Some((count, Day::Exact(exact(a, b, c)?))));
        }
        if self.digits(at + 4) != 4 {
            return Ok(None);
        }
        let day = match (a, b) {
            // with dots the day stands first wherever the year stands last
            _ if separator == '.' => Day::Exact(exact(c, b, a)?),
            (13.., _) => Day::Exact(exact(c, b, a)?),
            (_, 13..) => Day::Exact(exact(c, a, b)?),
            _ if a == b => Day::Exact(exact(c, a, b)?),
            _ => {
                // both readings must exist before they are offered
                exact(c, a, b)?;
                exact(c, b, a)?;
                Day::Either(narrow(c)?, narrow8(a)?, narrow8(b)?)
            }
        };
        Ok(Some((count, day)))
    }

    /// `2026년 11월 21일`, `11월 21일`.
    fn with_units(&self, at: usize) -> Result<Option<(usize, Day)>, ()> {
        if let (Some(year), true) = (self.number(at), self.unit(at + 1, '년')) {
            return match (self.number(at + 2), self.number(at + 4)) {
                (Some(month), Some(day)) if self.unit(at + 3, '월') && self.unit(at + 5, '일') => {
                    Ok(Some((6, Day::Exact(exact(year, month, day)?))))
                }
                _ => Ok(None),
            };
        }
        match (self.number(at), self.number(at + 2)) {
            (Some(month), Some(day)) if self.unit(at + 1, '월') && self.unit(at + 3, '일') => {
                Ok(Some((4, Day::OfYear(narrow8(month)?, narrow8(day)?))))
            }
            _ => Ok(None),
        }
    }

    /// `21 Nov 2026`, `November 21st, 2026`, `21-Nov-2026`.
    fn with_month(&self, at: usize) -> Result<Option<(usize, Day)>, ()> {
        // fillers and separators between the parts are passed over
        let mut parts: Vec<usize> = Vec::new();
        let mut next = at;
        while parts.len() < 3 && next < self.tokens.len() {
            let passed = matches!(self.sign(next), Some('-' | ',' | '.' | '/'))
                || matches!(self.word(next), Some("st" | "nd" | "rd" | "th" | "of"));
            if !passed || parts.is_empty() {
                parts.push(next);
            }
            next += 1;
        }
        let (Some(&first), Some(&second)) = (parts.first(), parts.get(1)) else {
            return Ok(None);
        };
        let (month, day) = match (self.month(first), self.month(second)) {
            (Some(month), _) => (month, self.number(second)),
            (_, Some(month)) => (month, self.number(first)),
            _ => return Ok(None),
        };
        let Some(day) = day.filter(|_| self.digits(first) <= 2 || self.month(first).is_some()) else {
            return Ok(None);
        };
        match parts.get(2).filter(|&&third| self.digits(third) == 4) {
            Some(&third) if self.number(third).is_some() => {
                let year = self.number(third).unwrap_or_default();
                Ok(Some((third + 1 - at, Day::Exact(exact(year, month, day)?))))
            }
            _ => Ok(Some((second + 1 - at, Day::OfYear(narrow8(month)?, narrow8(day)?)))),
        }
    }

    fn month(&self, at: usize) -> Option<i32> {
        let word = self.word(at)?;
        let position = MONTHS.iter().position(|month| {
            *month == word
                || (word.len() == 3 && month.starts_with(word))
                || (word == "sept" && month.starts_with(word))
        })?;
        i32::try_from(position + 1).ok()
    }

    /// `20261121`.
    fn eight(&self, at: usize) -> Result<Option<(usize, Day)>, ()> {
        match self.number(at).filter(|_| self.digits(at) == 8) {
            Some(whole) => Ok(Some((
                1,
                Day::Exact(exact(whole / 10_000, whole / 100 % 100, whole % 100)?),
            ))),
            None => Ok(None),
        }
    }

    /// What was not understood, put together again; fillers and lone punctuation are dropped.
    fn rest(&self) -> String {
        let mut out = String::new();
        let mut before_used = true;
        for token in &self.tokens {
            let filler = token.kind == Kind::Word && FILLERS.contains(&token.text.as_str());
            if token.used || filler {
                before_used = true;
                continue;
            }
            if !out.is_empty() && (before_used || !token.glued) {
                out.push(' ');
            }
            out.push_str(&token.text);
            before_used = false;
        }
        let out = out.replace("( )", "").replace("()", "");
        let trimmed = zones::unwrapped(out.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '.' | ';')));
        if trimmed.chars().any(char::is_alphanumeric) {
            trimmed.to_owned()
        } else {
            String::new()
        }
    }
}

fn exact(year: i32, month: i32, day: i32) -> Result<Date, ()> {
    Date::new(narrow(year)?, narrow8(month)?, narrow8(day)?).map_err(|_| ())
}

fn narrow(n: i32) -> Result<i16, ()> {
    i16::try_from(n).map_err(|_| ())
}

fn narrow8(n: i32) -> Result<i8, ()> {
    i8::try_from(n).map_err(|_| ())
}

/// `now` as it is kept with a case: RFC 3339, whole seconds.
pub fn stamp(now: Timestamp) -> String {
    Timestamp::from_second(now.as_second()).unwrap_or(now).to_string()
}
