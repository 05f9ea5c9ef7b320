//! Hangul as letters: compatibility jamo, initials, half-typed syllables, and the two-set keyboard both ways.
//! Pure arithmetic on characters; knows nothing of words or entries.

/// The consonants that begin a syllable and those that end one, in Unicode order; what follows an initial is counted through.
const INITIALS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const FINALS: &str = "ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
const FIRST: u32 = 0xAC00;
const PER_VOWEL: u32 = 28;
const PER_INITIAL: u32 = 21 * PER_VOWEL;

/// What each compatibility jamo from U+3131 is typed as on the two-set keyboard; the vowels are the last 21.
const KEYS: [&str; 51] = [
    "r", "R", "rt", "s", "sw", "sg", "e", "E", "f", "fr", "fa", "fq", "ft", "fx", "fv", "fg", "a", "q", "Q", "qt", "t",
    "T", "d", "w", "W", "c", "z", "x", "v", "g", "k", "o", "i", "O", "j", "p", "u", "P", "h", "hk", "ho", "hl", "y",
    "n", "nj", "np", "nl", "b", "m", "ml", "l",
];
/// The letters of each of them, compound ones apart.
const LETTERS: [&str; 51] = [
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

/// Initial, vowel and final of a syllable as numbers; final 0 is none.
fn parts(c: char) -> Option<[u32; 3]> {
    let index = (c as u32).checked_sub(FIRST).filter(|_| is_syllable(c))?;
    Some([index / PER_INITIAL, index % PER_INITIAL / PER_VOWEL, index % PER_VOWEL])
}

fn syllable(initial: u32, vowel: u32, last: u32) -> Option<char> {
    char::from_u32(FIRST + initial * PER_INITIAL + vowel * PER_VOWEL + last)
}

/// The character at a place of [`INITIALS`] or [`FINALS`], each of which takes three bytes.
fn nth(list: &str, index: u32) -> Option<char> {
    list.get(3 * usize::try_from(index).ok()?..)?.chars().next()
}

fn place(list: &str, letter: char) -> Option<u32> {
    u32::try_from(list.find(letter)? / 3).ok()
}

/// What a table says of a jamo.
fn of(table: &[&'static str; 51], jamo: char) -> Option<&'static str> {
    let index = (jamo as u32).checked_sub('ㄱ' as u32)?;
    table.get(usize::try_from(index).ok()?).copied()
}

/// The initial consonant of a syllable; a lone consonant is its own initial.
pub fn initial(c: char) -> Option<char> {
    if ('ㄱ'..='ㅎ').contains(&c) {
        return Some(c);
    }
    let [initial, ..] = parts(c)?;
    nth(INITIALS, initial)
}

/// Writes a character by a table, a syllable as its parts; `false` where it is no Hangul.
fn spell(c: char, table: &[&'static str; 51], out: &mut String) -> bool {
    if let Some([initial, vowel, last]) = parts(c) {
        let last = last.checked_sub(1).and_then(|last| nth(FINALS, last));
        let jamo = [nth(INITIALS, initial), char::from_u32('ㅏ' as u32 + vowel), last];
        out.extend(jamo.into_iter().flatten().filter_map(|jamo| of(table, jamo)));
        return true;
    }
    let written = of(table, c);
    out.extend(written);
    written.is_some()
}

/// Every letter as it is typed: `비` becomes two keys, compound vowels and finals become their parts; Latin in lower case.
/// Two texts that look alike while they are being typed are alike in this form.
pub fn jamo(text: &str) -> String {
    let mut out = String::with_capacity(3 * text.len());
    for c in text.chars() {
        if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else if !spell(c, &LETTERS, &mut out) {
            out.extend(c.to_lowercase());
        }
    }
    out
}

fn jamo_of_key(key: char) -> Option<char> {
    let exact = |k: char| KEYS.iter().position(|keys| keys.chars().eq([k]));
    let at = exact(key).or_else(|| exact(key.to_ascii_lowercase()))?;
    char::from_u32('ㄱ' as u32 + u32::try_from(at).ok()?)
}

/// What the keys would have given on a Latin keyboard: `ㄴㄴㅔㄱ` becomes `sspr`. Other characters stay.
pub fn to_latin(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if !spell(c, &KEYS, &mut out) {
            out.push(c);
        }
    }
    out.to_lowercase()
}

/// What Latin keys would have given with the Korean keyboard on: `dkagh` becomes `암호`. Other characters stay.
pub fn to_hangul(text: &str) -> String {
    let letters: Vec<char> = text.chars().map(|c| jamo_of_key(c).unwrap_or(c)).collect();
    let mut rest = letters.as_slice();
    let mut out = String::new();
    while let [first, after @ ..] = rest {
        let (c, used) = compose(rest).unwrap_or((*first, 1));
        out.push(c);
        rest = after.get(used - 1..).unwrap_or_default();
    }
    out
}

fn is_vowel(c: Option<&char>) -> bool {
    c.is_some_and(|c| ('ㅏ'..='ㅣ').contains(c))
}

/// The jamo that letters typed one after the other become.
fn joined(letters: &[char]) -> Option<char> {
    let apart: String = letters.iter().filter_map(|c| of(&LETTERS, *c)).collect();
    let index = LETTERS.iter().position(|l| *l == apart)?;
    char::from_u32('ㄱ' as u32 + u32::try_from(index).ok()?)
}

/// The syllable that starts here and how many letters it takes.
fn compose(letters: &[char]) -> Option<(char, usize)> {
    let initial = place(INITIALS, *letters.first()?)?;
    let vowels = letters.iter().skip(1).take(2).take_while(|c| is_vowel(Some(c))).count();
    let (vowel, mut used) = (1..=vowels).rev().find_map(|count| {
        let vowel = joined(letters.get(1..=count)?)?;
        Some((vowel as u32 - 'ㅏ' as u32, 1 + count))
    })?;
    let mut last = 0;
    // a consonant before a vowel begins the next syllable
    for length in [2, 1] {
        let Some(group) = letters.get(used..used + length) else {
            continue;
        };
        if is_vowel(letters.get(used + length)) || group.iter().any(|c| is_vowel(Some(c)) || !is_jamo(*c)) {
            continue;
        }
        if let Some(found) = joined(group).and_then(|jamo| place(FINALS, jamo)) {
            last = found + 1;
            used += length;
            break;
        }
    }
    syllable(initial, vowel, last).map(|c| (c, used))
}

/// The ranges (both ends included, as texts to compare by bytes) in which words lie that `typed` may become while its
/// last syllable is still being composed: `비밀버` lies on the way to `비밀번호`, `빔` on the way to `비밀`.
pub fn ways_on(typed: &str) -> Vec<(String, String)> {
    let Some(last) = typed.chars().next_back() else {
        return Vec::new();
    };
    let head = typed.strip_suffix(last).unwrap_or_default();
    let range = |from: char, to: char| (format!("{head}{from}"), format!("{head}{to}\u{10ffff}"));
    let of_initial = |before: &str, jamo: char| {
        let initial = place(INITIALS, jamo)?;
        let (from, to) = (syllable(initial, 0, 0)?, syllable(initial, 20, 27)?);
        Some((format!("{before}{from}"), format!("{before}{to}\u{10ffff}")))
    };
    match parts(last) {
        Some([initial, vowel, 0]) => syllable(initial, vowel, 27)
            .map(|to| range(last, to))
            .into_iter()
            .collect(),
        Some([initial, vowel, closed]) => {
            let letters = nth(FINALS, closed - 1).and_then(|jamo| of(&LETTERS, jamo));
            let carried = letters.and_then(|letters| {
                let moves = letters.chars().next_back()?;
                let stays = letters.strip_suffix(moves)?.chars().next();
                let stays = stays.and_then(|jamo| place(FINALS, jamo)).map_or(0, |at| at + 1);
                of_initial(&format!("{head}{}", syllable(initial, vowel, stays)?), moves)
            });
            [Some(range(last, last)), carried].into_iter().flatten().collect()
        }
        None if is_jamo(last) => of_initial(head, last).into_iter().collect(),
        None => vec![(typed.to_owned(), format!("{typed}\u{10ffff}"))],
    }
}

/// How much a folded phrase says: Hangul says twice as much a letter.
pub fn weight(folded: &str) -> usize {
    folded.chars().map(|c| if is_hangul(c) { 2 } else { 1 }).sum()
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
