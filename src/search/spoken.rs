//! Numbers as people read them out: `three two double oh two`, `32OO2`, `삼만 이천 이`, `삼이공공이`. Owns how they sound, not
//! which of them mean something.

use super::hangul;

/// The words of a text that stand for one or two digits, in English.
const DIGITS: [(&str, &str); 34] = [
    ("zero", "0"),
    ("oh", "0"),
    ("o", "0"),
    ("oo", "00"),
    ("nought", "0"),
    ("naught", "0"),
    ("nil", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("ten", "10"),
    ("eleven", "11"),
    ("twelve", "12"),
    ("thirteen", "13"),
    ("fourteen", "14"),
    ("fifteen", "15"),
    ("sixteen", "16"),
    ("seventeen", "17"),
    ("eighteen", "18"),
    ("nineteen", "19"),
    ("twenty", "20"),
    ("thirty", "30"),
    ("forty", "40"),
    ("fifty", "50"),
    ("sixty", "60"),
    ("seventy", "70"),
    ("eighty", "80"),
    ("ninety", "90"),
];

/// Digits and units of Korean numbers.
const KOREAN: [(char, u32); 11] = [
    ('공', 0),
    ('영', 0),
    ('일', 1),
    ('이', 2),
    ('삼', 3),
    ('사', 4),
    ('오', 5),
    ('육', 6),
    ('칠', 7),
    ('팔', 8),
    ('구', 9),
];
const UNITS: [(char, u32); 4] = [('십', 10), ('백', 100), ('천', 1000), ('만', 10_000)];

/// The numbers of four or five digits that are read out in a text, in digits. A number is read whole: one that goes on beyond
/// five digits is none of these.
pub fn numbers(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let mut found = Vec::new();
    let mut rest = words.as_slice();
    while let Some((first, behind)) = rest.split_first() {
        let read = english(rest)
            .or_else(|| korean(rest))
            .or_else(|| Some((with_letters(first)?, 1)));
        let (number, used) = read.unwrap_or_default();
        if (4..=5).contains(&number.len()) && !found.contains(&number) {
            found.push(number);
        }
        rest = rest.get(used.max(1)..).unwrap_or(behind);
    }
    found
}

/// `32oo2`: digits with the letter O for nought.
fn with_letters(word: &str) -> Option<String> {
    let fits = word.chars().all(|c| c.is_ascii_digit() || c == 'o');
    (fits && word.contains('o') && word.starts_with(|c: char| c.is_ascii_digit())).then(|| word.replace('o', "0"))
}

/// Digits one by one, in twos, doubled, or as a whole with `thousand`; and how many words that were. Two words at least, one of
/// them a word.
fn english(words: &[&str]) -> Option<(String, usize)> {
    let (mut digits, mut used, mut spelled) = (String::new(), 0, false);
    let mut thousands = None;
    while let Some(word) = words.get(used) {
        let times = match *word {
            "double" => 2,
            "triple" | "treble" => 3,
            "thousand" if thousands.is_none() && !digits.is_empty() => {
                thousands = Some(std::mem::take(&mut digits));
                used += 1;
                continue;
            }
            "and" if thousands.is_some() && digits.is_empty() => {
                used += 1;
                continue;
            }
            _ => 1,
        };
        let at = used + usize::from(times > 1);
        let Some((read, taken)) = words.get(at..).and_then(two_digits) else {
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

/// `three`, `3`, `thirty`, `thirty three`.
fn two_digits(words: &[&str]) -> Option<(String, usize)> {
    let digit = |word: &str| {
        let plain = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_digit());
        let spelled = DIGITS.iter().find(|(said, _)| *said == word).map(|(_, digits)| *digits);
        spelled.map(str::to_owned).or_else(|| plain.then(|| word.to_owned()))
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

/// `삼이공공이`, `삼 이 공 공 이`, `삼만 이천 이번`; and how many words that were.
fn korean(words: &[&str]) -> Option<(String, usize)> {
    let (mut said, mut used) = (String::new(), 0);
    for (at, word) in words.iter().enumerate() {
        let sounds: String = word.chars().take_while(|c| sound(*c).is_some()).collect();
        if sounds.is_empty() {
            break;
        }
        let behind = word.strip_prefix(sounds.as_str()).unwrap_or_default();
        said.push_str(&sounds);
        used = at + 1;
        // 삼만 이천이 떠요: what stands behind a unit and before another word is the particle
        let particle = sounds
            .strip_suffix('이')
            .filter(|head| head.ends_with(|c| unit(c).is_some()));
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
    let whole = value(&said);
    // 삼이공공이이에요, 삼만 삼천 사이: a particle at the end
    let number = whole
        .filter(|number| number.len() <= 5)
        .or_else(|| value(said.strip_suffix('이')?));
    number.map(|number| (number, used))
}

fn sound(c: char) -> Option<u32> {
    let digit = KOREAN.iter().find(|(said, _)| *said == c).map(|(_, digit)| *digit);
    digit.or_else(|| unit(c))
}

fn unit(c: char) -> Option<u32> {
    UNITS.iter().find(|(said, _)| *said == c).map(|(_, unit)| *unit)
}

/// What the sounds come to: with units a sum, without them digits in a row.
fn value(said: &str) -> Option<String> {
    if said.chars().all(|c| unit(c).is_none()) {
        let digits: Option<String> = said.chars().map(|c| Some(sound(c)?.to_string())).collect();
        return digits.filter(|digits| !digits.is_empty());
    }
    let (mut sum, mut digit, mut least) = (0, None, u32::MAX);
    for c in said.chars() {
        match unit(c) {
            Some(unit) if unit < least => {
                sum += digit.take().unwrap_or(1) * unit;
                least = unit;
            }
            None if digit.is_none() => digit = sound(c),
            _ => return None,
        }
    }
    Some((sum + digit.unwrap_or(0)).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

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
    }

    #[test]
    fn words_that_only_sound_like_numbers_are_none() {
        for said in [
            "one or two users, three at most",
            "two of ten",
            "oh no, it failed again",
            "5 users since 9",
            "2026 11 21",
            "call me at five five five oh one two three four",
            "사이트 이 오류",
            "이 사이에 일이 생김",
            "foo good 200ok",
        ] {
            assert_eq!(numbers(said), Vec::<String>::new(), "{said}");
        }
    }
}
