//! The pieces of a written time. Owns the spellings of a day and of a time of day that are understood, in both languages.

use super::Date;
use super::zones;
use jiff::civil::Time;

/// What was written for the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
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
pub(super) struct Reader {
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
    pub(super) fn over(raw: &str) -> Self {
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
    pub(super) fn time(&mut self) -> Result<Option<Time>, ()> {
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
    pub(super) fn day(&mut self) -> Result<Option<Day>, ()> {
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
    pub(super) fn rest(&self) -> String {
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
