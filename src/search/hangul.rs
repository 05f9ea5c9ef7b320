//! Hangul as letters: compatibility jamo, initials, half-typed syllables, and the two-set keyboard both ways.
//! Pure arithmetic on characters; knows nothing of words or entries.

const INITIALS: [char; 19] = [
    'ㄱ', 'ㄲ', 'ㄴ', 'ㄷ', 'ㄸ', 'ㄹ', 'ㅁ', 'ㅂ', 'ㅃ', 'ㅅ', 'ㅆ', 'ㅇ', 'ㅈ', 'ㅉ', 'ㅊ', 'ㅋ', 'ㅌ', 'ㅍ', 'ㅎ',
];
const FIRST: u32 = 0xAC00;
const FINALS: u32 = 28;
const PER_INITIAL: u32 = 21 * FINALS;

/// What each vowel is typed as, in Unicode order.
const VOWEL_KEYS: [&str; 21] = [
    "k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho", "hl", "y", "n", "nj", "np", "nl", "b", "m", "ml", "l",
];
const INITIAL_KEYS: [&str; 19] = [
    "r", "R", "s", "e", "E", "f", "a", "q", "Q", "t", "T", "d", "w", "W", "c", "z", "x", "v", "g",
];
const FINAL_KEYS: [&str; 28] = [
    "", "r", "R", "rt", "s", "sw", "sg", "e", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "qt", "t", "T",
    "d", "w", "c", "z", "x", "v", "g",
];
/// What each compatibility jamo from U+3131 is typed as.
const JAMO_KEYS: [&str; 51] = [
    "r", "R", "rt", "s", "sw", "sg", "e", "E", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "Q", "qt", "t",
    "T", "d", "w", "W", "c", "z", "x", "v", "g", "k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho", "hl", "y",
    "n", "nj", "np", "nl", "b", "m", "ml", "l",
];

/// The letters of each vowel, final and compatibility jamo, compound ones apart.
const VOWEL_LETTERS: [&str; 21] = [
    "ㅏ", "ㅐ", "ㅑ", "ㅒ", "ㅓ", "ㅔ", "ㅕ", "ㅖ", "ㅗ", "ㅗㅏ", "ㅗㅐ", "ㅗㅣ", "ㅛ", "ㅜ", "ㅜㅓ", "ㅜㅔ", "ㅜㅣ",
    "ㅠ", "ㅡ", "ㅡㅣ", "ㅣ",
];
const FINAL_LETTERS: [&str; 28] = [
    "", "ㄱ", "ㄲ", "ㄱㅅ", "ㄴ", "ㄴㅈ", "ㄴㅎ", "ㄷ", "ㄹ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ", "ㄹㅎ",
    "ㅁ", "ㅂ", "ㅂㅅ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ",
];
const JAMO_LETTERS: [&str; 51] = [
    "ㄱ", "ㄲ", "ㄱㅅ", "ㄴ", "ㄴㅈ", "ㄴㅎ", "ㄷ", "ㄸ", "ㄹ", "ㄹㄱ", "ㄹㅁ", "ㄹㅂ", "ㄹㅅ", "ㄹㅌ", "ㄹㅍ", "ㄹㅎ",
    "ㅁ", "ㅂ", "ㅃ", "ㅂㅅ", "ㅅ", "ㅆ", "ㅇ", "ㅈ", "ㅉ", "ㅊ", "ㅋ", "ㅌ", "ㅍ", "ㅎ", "ㅏ", "ㅐ", "ㅑ", "ㅒ", "ㅓ",
    "ㅔ", "ㅕ", "ㅖ", "ㅗ", "ㅗㅏ", "ㅗㅐ", "ㅗㅣ", "ㅛ", "ㅜ", "ㅜㅓ", "ㅜㅔ", "ㅜㅣ", "ㅠ", "ㅡ", "ㅡㅣ", "ㅣ",
];

pub fn is_syllable(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

pub fn is_jamo(c: char) -> bool {
    ('ㄱ'..='ㅣ').contains(&c)
}

pub fn is_hangul(c: char) -> bool {
    is_syllable(c) || is_jamo(c)
}

/// Initial, vowel and final of a syllable as indices; final 0 is none.
fn parts(c: char) -> Option<(u32, u32, u32)> {
    let index = (c as u32).checked_sub(FIRST).filter(|_| is_syllable(c))?;
    Some((index / PER_INITIAL, index % PER_INITIAL / FINALS, index % FINALS))
}

fn pick<T: Copy>(list: &[T], index: u32) -> Option<T> {
    list.get(usize::try_from(index).ok()?).copied()
}

/// The initial consonant of a syllable; a lone consonant is its own initial.
pub fn initial(c: char) -> Option<char> {
    if ('ㄱ'..='ㅎ').contains(&c) {
        return Some(c);
    }
    pick(&INITIALS, parts(c)?.0)
}

/// Every letter as it is typed: `비` becomes two keys, compound vowels and finals become their parts; Latin in lower case.
/// Two texts that look alike while they are being typed are alike in this form.
pub fn jamo(text: &str) -> String {
    let mut out = String::with_capacity(3 * text.len());
    for c in text.chars() {
        if let Some((i, v, f)) = parts(c) {
            out.extend(pick(&INITIALS, i));
            out.push_str(pick(&VOWEL_LETTERS, v).unwrap_or_default());
            out.push_str(pick(&FINAL_LETTERS, f).unwrap_or_default());
        } else if is_jamo(c) {
            out.push_str(pick(&JAMO_LETTERS, c as u32 - 'ㄱ' as u32).unwrap_or_default());
        } else if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            out.extend(c.to_lowercase());
        }
    }
    out
}

fn jamo_of_key(key: char) -> Option<char> {
    let exact = |k: char| JAMO_KEYS.iter().position(|keys| keys.chars().eq([k]));
    let at = exact(key).or_else(|| exact(key.to_ascii_lowercase()))?;
    char::from_u32('ㄱ' as u32 + u32::try_from(at).ok()?)
}

/// What the keys would have given on a Latin keyboard: `ㄴㄴㅔㄱ` becomes `sspr`. Other characters stay.
pub fn to_latin(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if let Some((i, v, f)) = parts(c) {
            out.push_str(pick(&INITIAL_KEYS, i).unwrap_or_default());
            out.push_str(pick(&VOWEL_KEYS, v).unwrap_or_default());
            out.push_str(pick(&FINAL_KEYS, f).unwrap_or_default());
        } else if is_jamo(c) {
            out.push_str(pick(&JAMO_KEYS, c as u32 - 'ㄱ' as u32).unwrap_or_default());
        } else {
            out.push(c);
        }
    }
    out.to_lowercase()
}

/// What Latin keys would have given with the Korean keyboard on: `dkagh` becomes `암호`. Other characters stay.
pub fn to_hangul(text: &str) -> String {
    let letters: Vec<char> = text.chars().map(|c| jamo_of_key(c).unwrap_or(c)).collect();
    let mut out = String::new();
    let mut at = 0;
    while let Some(&c) = letters.get(at) {
        let Some((syllable, used)) = compose(letters.get(at..).unwrap_or_default()) else {
            out.push(c);
            at += 1;
            continue;
        };
        out.push(syllable);
        at += used;
    }
    out
}

fn is_vowel(c: Option<&char>) -> bool {
    c.is_some_and(|c| ('ㅏ'..='ㅣ').contains(c))
}

fn index_of(list: &[&str], keys: &str) -> Option<u32> {
    u32::try_from(list.iter().position(|k| *k == keys)?).ok()
}

fn keys_of(letters: &[char]) -> String {
    letters
        .iter()
        .filter_map(|c| pick(&JAMO_KEYS, (*c as u32).checked_sub('ㄱ' as u32)?))
        .collect()
}

/// The syllable that starts here and how many letters it takes.
fn compose(letters: &[char]) -> Option<(char, usize)> {
    let initial = index_of(&INITIAL_KEYS, &keys_of(letters.get(..1)?))?;
    if !is_vowel(letters.get(1)) {
        return None;
    }
    let two = letters
        .get(1..3)
        .filter(|l| is_vowel(l.get(1)))
        .and_then(|l| index_of(&VOWEL_KEYS, &keys_of(l)));
    let (vowel, mut used) = match two {
        Some(v) => (v, 3),
        None => (index_of(&VOWEL_KEYS, &keys_of(letters.get(1..2)?))?, 2),
    };
    let mut last = 0;
    // a consonant before a vowel begins the next syllable
    for length in [2, 1] {
        let Some(group) = letters.get(used..used + length) else {
            continue;
        };
        if is_vowel(letters.get(used + length)) || group.iter().any(|c| is_vowel(Some(c)) || !is_jamo(*c)) {
            continue;
        }
        if let Some(found) = index_of(&FINAL_KEYS, &keys_of(group)).filter(|f| *f > 0) {
            last = found;
            used += length;
            break;
        }
    }
    char::from_u32(FIRST + initial * PER_INITIAL + vowel * FINALS + last).map(|c| (c, used))
}

/// The ranges (both ends included, as texts to compare by bytes) in which words lie that `typed` may become while its
/// last syllable is still being composed: `비밀버` lies on the way to `비밀번호`, `빔` on the way to `비밀`.
pub fn ways_on(typed: &str) -> Vec<(String, String)> {
    let Some(last) = typed.chars().next_back() else {
        return Vec::new();
    };
    let head = typed.get(..typed.len() - last.len_utf8()).unwrap_or_default();
    let range = |before: &str, from: u32, to: u32| -> Option<(String, String)> {
        Some((
            format!("{before}{}", char::from_u32(from)?),
            format!("{before}{}\u{10ffff}", char::from_u32(to)?),
        ))
    };
    let of_initial = |before: &str, keys: &str| {
        index_of(&INITIAL_KEYS, keys)
            .and_then(|i| range(before, FIRST + i * PER_INITIAL, FIRST + (i + 1) * PER_INITIAL - 1))
    };
    let code = last as u32;
    match parts(last) {
        Some((_, _, 0)) => range(head, code, code + FINALS - 1).into_iter().collect(),
        Some((_, _, last_final)) => {
            let keys = pick(&FINAL_KEYS, last_final).unwrap_or_default();
            let (stays, moves) = keys.split_at(keys.len().saturating_sub(1));
            let open = char::from_u32(code - last_final + index_of(&FINAL_KEYS, stays).unwrap_or(0));
            let carried = open.and_then(|open| of_initial(&format!("{head}{open}"), moves));
            [range(head, code, code), carried].into_iter().flatten().collect()
        }
        None if is_jamo(last) => of_initial(head, pick(&JAMO_KEYS, code - 'ㄱ' as u32).unwrap_or_default())
            .into_iter()
            .collect(),
        None => vec![(typed.to_owned(), format!("{typed}\u{10ffff}"))],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wrong_keyboard_is_read_both_ways() {
        assert_eq!(to_latin("ㄴㄴㅔㄱ"), "sspr");
        assert_eq!(to_hangul("dkagh"), "암호");
        assert_eq!(to_hangul("qlalfqjsgh"), "비밀번호");
        assert_eq!(to_latin("ㅔㅁㄴㄴ잭ㅇ"), "password");
        assert_eq!(to_hangul("dlswmd answkrk dks dhkdy"), "인증 문자가 안 와요");
        assert_eq!(to_hangul("Rmd"), "끙");
        assert_eq!(to_hangul("ekfrdl"), "닭이");
    }

    #[test]
    fn a_half_typed_syllable_lies_before_the_word_it_becomes() {
        let leads = |typed: &str, word: &str| {
            ways_on(typed)
                .iter()
                .any(|(from, to)| from.as_str() <= word && word <= to.as_str())
        };
        assert!(leads("비밀버", "비밀번호"));
        assert!(leads("빔", "비밀번호"));
        assert!(leads("비ㅁ", "비밀번호"));
        assert!(leads("비밀번호", "비밀번호"));
        assert!(leads("앎", "알메일"));
        assert!(!leads("비밀버", "비밀"));
        assert!(!leads("재", "비밀번호"));
    }

    #[test]
    fn letters_are_those_that_are_typed() {
        assert_eq!(jamo("값Ab"), "ㄱㅏㅂㅅab");
        assert_eq!(jamo("왜"), "ㅇㅗㅐ");
        assert_eq!(initial('밀'), Some('ㅁ'));
    }
}
