//! Numbers and codes as people read them out: `three two double oh two`, `32OO2`, `31,016`, `삼만 이천 이`, `s s p r zero zero
//! two nine`. Owns how numbers are put together; how each word sounds stands in the knowledge (`spoken`).

use super::hangul;
use crate::knowledge::shape::Wording;

/// What a word that is read out stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Sound {
    /// One or two digits.
    Digits(String),
    /// The digits behind it are said so many times.
    Repeat(usize),
    /// What stands before it counts so many times.
    Scale(u32),
    /// A piece of a code that is spelled out.
    Text(String),
}

impl Sound {
    fn of(read: &str) -> Self {
        let scale = read.strip_prefix('*').and_then(|n| n.parse().ok());
        let repeat = read.strip_suffix('*').and_then(|n| n.parse().ok());
        if let Some(scale) = scale {
            Sound::Scale(scale)
        } else if let Some(repeat) = repeat {
            Sound::Repeat(repeat)
        } else if is_digits(read) {
            Sound::Digits(read.to_owned())
        } else {
            Sound::Text(read.to_owned())
        }
    }
}

/// How numbers sound, by the words of the knowledge.
pub struct Sounds {
    words: Vec<(String, Sound)>,
}

/// A word of the text, and whether a thousands separator and nothing else stands behind it.
struct Word<'t> {
    text: &'t str,
    parted: bool,
}

impl Sounds {
    pub fn of(spoken: Vec<Wording>) -> Self {
        let words = spoken.into_iter().flat_map(|wording| {
            let sound = Sound::of(&wording.read);
            wording.written.into_iter().map(move |word| (word, sound.clone()))
        });
        Self { words: words.collect() }
    }

    /// The text with what is read out in digits, in lower case and without punctuation; `None` where nothing is read out.
    pub fn written(&self, text: &str) -> Option<String> {
        let lower = text.to_lowercase();
        let words = words(&lower);
        let mut out: Vec<String> = Vec::new();
        let mut read = false;
        let mut at = 0;
        while let (Some(word), Some(rest)) = (words.get(at), words.get(at..)) {
            let texts: Vec<&str> = rest.iter().take(24).map(|word| word.text).collect();
            let said = grouped(rest)
                .or_else(|| self.spelled(&texts))
                .or_else(|| self.english(&texts))
                .or_else(|| self.korean(&texts))
                .or_else(|| Some((with_letters(word.text)?, 1)));
            read |= said.is_some();
            let (said, used) = said.unwrap_or_else(|| (word.text.to_owned(), 1));
            out.push(said);
            at += used.max(1);
        }
        read.then(|| out.join(" "))
    }

    fn sound(&self, word: &str) -> Option<&Sound> {
        self.words.iter().find(|(said, _)| said == word).map(|(_, sound)| sound)
    }

    /// `s s p r`, `underscore`: a piece of a code, and how many words that was.
    fn spelled(&self, words: &[&str]) -> Option<(String, usize)> {
        let pieces = self.words.iter().filter_map(|(said, sound)| match sound {
            Sound::Text(text) => Some((said, text)),
            _ => None,
        });
        let mut fits = pieces.filter_map(|(said, text)| {
            let mut rest = words.iter();
            let whole = said
                .split(' ')
                .all(|part| rest.next().is_some_and(|word| *word == part));
            whole.then(|| (text.clone(), said.split(' ').count()))
        });
        fits.next()
    }

    /// Digits one by one, in twos, doubled, or as a whole with `hundred` and `thousand`; and how many words that were. Two
    /// words at least, one of them a word.
    fn english(&self, words: &[&str]) -> Option<(String, usize)> {
        let (mut digits, mut used, mut spelled) = (String::new(), 0, false);
        let mut thousands = None;
        while let Some(word) = words.get(used) {
            let counted = !digits.is_empty() || thousands.is_some();
            if *word == "and" && counted && words.get(used - 1).is_some_and(|word| self.scale(word)) {
                used += 1;
                continue;
            }
            let times = match self.sound(word).filter(|_| word.is_ascii()) {
                Some(Sound::Repeat(times)) => *times,
                Some(Sound::Scale(1000)) if thousands.is_none() && !digits.is_empty() => {
                    thousands = Some(std::mem::take(&mut digits));
                    (used, spelled) = (used + 1, true);
                    continue;
                }
                Some(Sound::Scale(100)) if !digits.is_empty() => {
                    let behind = if words.get(used + 1) == Some(&"and") { 2 } else { 1 };
                    let rest = words.get(used + behind..).and_then(|words| self.two_digits(words));
                    let (rest, taken) = rest.map_or((String::new(), 0), |(rest, taken)| (rest, taken + behind - 1));
                    digits = format!("{digits}{rest:0>2}");
                    (used, spelled) = (used + 1 + taken, true);
                    continue;
                }
                _ => 1,
            };
            let at = used + usize::from(times > 1);
            let scaled = thousands.is_some() || words.get(at + 1).is_some_and(|word| self.scale(word));
            let plain = words
                .get(at)
                .filter(|word| scaled && word.len() <= 3 && is_digits(word));
            let read = plain.map(|word| ((*word).to_owned(), 1));
            let Some((read, taken)) = read.or_else(|| self.two_digits(words.get(at..)?)) else {
                break;
            };
            spelled |= times > 1 || words.get(at).is_some_and(|word| word.starts_with(char::is_alphabetic));
            digits.push_str(&read.repeat(times));
            used = at + taken;
        }
        if let Some(thousands) = thousands {
            digits = format!("{thousands}{digits:0>3}");
        }
        (spelled && used > 1 && !digits.is_empty()).then_some((digits, used))
    }

    fn scale(&self, word: &str) -> bool {
        matches!(self.sound(word), Some(Sound::Scale(_)))
    }

    /// `three`, `3`, `thirty`, `thirty three`.
    fn two_digits(&self, words: &[&str]) -> Option<(String, usize)> {
        let digit = |word: &str| match self.sound(word) {
            Some(Sound::Digits(digits)) if word.is_ascii() => Some(digits.clone()),
            _ => (word.len() == 1 && is_digits(word)).then(|| word.to_owned()),
        };
        let first = digit(words.first()?)?;
        let tens = first
            .strip_suffix('0')
            .filter(|tens| tens.len() == 1 && *tens != "0" && first != "10");
        let unit = words
            .get(1)
            .and_then(|word| digit(word))
            .filter(|unit| unit.len() == 1 && unit != "0");
        match (tens, unit) {
            (Some(tens), Some(unit)) => Some((format!("{tens}{unit}"), 2)),
            _ => Some((first, 1)),
        }
    }

    /// `삼이공공이`, `삼 이 공 공 이`, `삼만 이천 이번`, `3만 2천 2번`; and how many words that were.
    fn korean(&self, words: &[&str]) -> Option<(String, usize)> {
        let (mut said, mut used) = (String::new(), 0);
        let mut before = (0, 0);
        for (at, word) in words.iter().enumerate() {
            let sounds: String = word
                .chars()
                .take_while(|c| self.digit(*c).or(self.unit(*c)).is_some())
                .collect();
            if sounds.is_empty() {
                break;
            }
            let behind = word.strip_prefix(sounds.as_str()).unwrap_or_default();
            before = (said.len(), used);
            said.push_str(&sounds);
            used = at + 1;
            // 삼만 이천이 떠요: what stands behind a unit and before another word is the particle
            let particle = sounds
                .strip_suffix('이')
                .filter(|head| head.ends_with(|c| self.unit(c).is_some()));
            let verb = words
                .get(used)
                .is_some_and(|next| next.starts_with(hangul::is_hangul) && !next.starts_with('번'));
            if behind.is_empty() && particle.is_some() && verb {
                said.pop();
                break;
            }
            if !behind.is_empty() {
                break;
            }
        }
        // 백이십육 오류: the word behind only begins like a number
        if self.value(&said).is_none() && before.1 > 0 && self.value(said.get(..before.0)?).is_some() {
            said.truncate(before.0);
            used = before.1;
        }
        // digits alone are written, not read out; two sounds without a unit are words: 이 오류
        let row = said.chars().all(|c| self.unit(c).is_none());
        if said.is_ascii() || said.chars().count() < if row { 3 } else { 2 } {
            return None;
        }
        // 삼이공공이이에요, 삼만 삼천 사이: a particle at the end
        let number = self
            .value(&said)
            .filter(|number| number.len() <= 5 || (8..=10).contains(&number.len()))
            .or_else(|| self.value(said.strip_suffix('이')?));
        number.map(|number| (number, used))
    }

    fn syllable(&self, c: char) -> Option<&Sound> {
        let fits = |said: &str| said.strip_prefix(c).is_some_and(str::is_empty);
        let mut words = self.words.iter().filter(|_| hangul::is_hangul(c));
        words.find(|(said, _)| fits(said)).map(|(_, sound)| sound)
    }

    fn digit(&self, c: char) -> Option<u32> {
        match self.syllable(c) {
            Some(Sound::Digits(digits)) => digits.parse().ok(),
            _ => c.to_digit(10),
        }
    }

    fn unit(&self, c: char) -> Option<u32> {
        match self.syllable(c)? {
            Sound::Scale(unit) => Some(*unit),
            _ => None,
        }
    }

    /// What the sounds come to: with units a sum, without them digits in a row.
    fn value(&self, said: &str) -> Option<String> {
        if said.chars().all(|c| self.unit(c).is_none()) {
            let digits: Option<String> = said.chars().map(|c| Some(self.digit(c)?.to_string())).collect();
            return digits.filter(|digits| !digits.is_empty());
        }
        let (mut sum, mut digit, mut least) = (0, None, u32::MAX);
        for c in said.chars() {
            match self.unit(c) {
                Some(unit) if unit < least => {
                    sum += digit.take().unwrap_or(1) * unit;
                    least = unit;
                }
                None if digit.is_none() => digit = self.digit(c),
                _ => return None,
            }
        }
        Some((sum + digit.unwrap_or(0)).to_string())
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        rest = rest.get(start..).unwrap_or_default();
        let end = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let (word, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        let next = behind.strip_prefix([',', '.']);
        let parted = next.is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        out.push(Word { text: word, parted });
        rest = behind;
    }
    out
}

/// `31,016`: two groups of one number. A third group makes it an address or a date.
fn grouped(words: &[Word<'_>]) -> Option<(String, usize)> {
    let [head, tail, ..] = words else { return None };
    let digits = tail.text.trim_end_matches(hangul::is_hangul);
    let fits = head.parted && head.text.len() == 2 && is_digits(head.text);
    let ends = digits.len() == 3 && is_digits(digits) && !tail.parted;
    (fits && ends).then(|| (format!("{}{}", head.text, tail.text), 2))
}

/// `32oo2`, `oo29`: digits with the letter O for nought.
fn with_letters(word: &str) -> Option<String> {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let fits = word.chars().all(|c| c.is_ascii_digit() || c == 'o');
    (fits && word.contains('o') && digits > 1).then(|| word.replace('o', "0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers of four digits and more that are read out.
    fn numbers(text: &str) -> Vec<String> {
        let sounds = Sounds::of(crate::builtin::catalog().spoken());
        let written = sounds.written(text).unwrap_or_default();
        let words = written.split(|c: char| !c.is_ascii_digit());
        words.filter(|word| word.len() > 3).map(str::to_owned).collect()
    }

    #[test]
    fn a_number_is_understood_however_it_is_read_out() {
        for said in [
            "three two double oh two",
            "Three-two-double-oh-two",
            "three two zero zero two",
            "three two OO two",
            "3 2 double 0 2",
            "thirty two double oh two",
            "thirty-two thousand and two",
            "event 32OO2",
            "32 thousand 2",
            "32,002",
            "3만 2천 2번",
            "삼만 이천 이",
            "삼만이천이",
            "삼만 이천 이번 이벤트",
            "삼이공공이",
            "삼이공공이번이 떠요",
            "삼 이 공 공 이",
            "삼이영영이가 보여요",
        ] {
            assert_eq!(numbers(said), ["32002"], "{said}");
        }
        assert_eq!(numbers("삼만 이천이 떠요"), ["32000"]);
        assert_eq!(
            numbers("six three two nine and then three three oh oh four"),
            ["6329", "33004"]
        );
        assert_eq!(numbers("육삼이구"), ["6329"]);
        assert_eq!(numbers("six thousand eight hundred"), ["6800"]);
        assert_eq!(numbers("팔공이삼공육이육"), ["80230626"]);
        let sounds = Sounds::of(crate::builtin::catalog().spoken());
        for (said, written) in [
            ("S S P R underscore double oh two nine", "sspr _ 0029"),
            ("SSPR_003O", "sspr 0030"),
            ("에스에스피알 공공이구", "sspr 0029"),
            ("hr equals eight oh two three zero six one nine", "hr = 80230619"),
        ] {
            assert_eq!(sounds.written(said).as_deref(), Some(written), "{said}");
        }
    }

    #[test]
    fn words_that_only_sound_like_numbers_are_none() {
        for said in [
            "one or two users, three at most",
            "two of ten",
            "oh no, it failed again",
            "5 users since 9",
            "2026 11 21",
            "1.2.3.4 and 10.20.300.4",
            "사이트 이 오류",
            "이 사이에 일이 생김",
            "foo good 200ok",
        ] {
            assert_eq!(numbers(said), Vec::<String>::new(), "{said}");
        }
    }
}
