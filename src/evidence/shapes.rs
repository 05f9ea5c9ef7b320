//! What a single word looks like: a password, a number, or one of the many things with letters and digits that are none, such
//! as codes, addresses and names of servers. Knows nothing of the words around it.

use crate::text::letters;
use regex::{Regex, RegexBuilder};
use std::sync::LazyLock;

/// What a word looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Letters with signs that names do not have, such as `Summer2026!`.
    Strong,
    /// Letters and digits, such as `hunter2`.
    Mixed,
    /// Capitals and digits, as names of servers are, such as `AADC01`.
    Named,
    /// So many digits.
    Digits(usize),
    /// Latin letters alone.
    Plain,
    /// Anything else: Hangul, signs, or something that is known to be no secret.
    Other,
}

/// Reads a pattern in which `\d`, `\s`, `\b` and `(?i)` know ASCII alone: text is cleaned before, and a Korean particle follows a
/// name or a number without a blank. Where any character may stand, the pattern says so: `(?u-i:[^\n])`.
///
/// The tables that tell letters and cases of all scripts apart would cost each start of the program 25 pages; where letters
/// matter, [`crate::text::letters`] says which.
pub(super) fn pattern(spelling: &str) -> Option<Regex> {
    RegexBuilder::new(spelling).unicode(false).build().ok()
}

/// A pattern that is part of the program; one that cannot be read matches nothing, and a test reads them all.
pub(super) struct Pattern(pub(super) LazyLock<Option<Regex>>);

impl Pattern {
    pub(super) fn get(&self) -> Option<&Regex> {
        self.0.as_ref()
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        self.get().is_some_and(|regex| regex.is_match(text))
    }
}

macro_rules! patterns {
    ($($name:ident $text:expr;)*) => {
        $(pub(super) static $name: Pattern = Pattern(LazyLock::new(|| pattern($text)));)*

        #[cfg(test)]
        const ALL: &[(&str, &Pattern)] = &[$((stringify!($name), &$name),)*];
    };
}

patterns! {
    GUID r"(?i)^(?:user_)?\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$";
    // a name in a directory: with a domain behind it, or a realm in capitals
    ADDRESS concat!(r"^(?u-i:[^@[:space:]]+)@(?:(?u-i:[", letters!(), r"0-9_-]+)\.)+[A-Za-z]{2,}$|^(?u-i:[^@[:space:]]+)@[A-Z][A-Z0-9-]*$");
    ACCOUNT concat!(r"^[A-Za-z](?u-i:[", letters!(), r"0-9_.-]{2,})@[a-z]{4,}$");
    URL r"(?i)^[a-z][a-z0-9+.-]*://|^www\.";
    CODE r"(?i)^sspr[_-]?\d+$|^aadsts:?\d+$|^(?:hr=?)?0x[0-9a-f]+$|^hr=?[0-9a-f]{6,8}$|^8[0-9a-f]{7}$|^-\d{8,10}$|^s-1-\d+[\d-]*$|^msol_[0-9a-f]+$";
    // dates, times, versions, addresses of machines, telephone numbers
    NUMBERS r"^[+v]?\d[\d.,:/+T-]*[.,:/+T-][\d.,:/+TZ-]*$|(?i)^v\d+(?:\.\d+)*$";
    UNITS r"(?i)^\d+(?:st|nd|rd|th|am|pm|gb|mb|kb|ms|h|hr|hrs|m|min|mins|d|s|sec|secs|x|px|bit|bits|char|chars|day|days|hours|times|xx+)$|^\d+-[a-z]+$";
    // Spring#2026 and Spring-2026 are none
    TICKET r"^(?:[A-Z]{2,8}|[a-z]{2,8})-\d+$|(?i)^(?:bug|case|issue|item|job|no|pr|mr|req|step|task|ticket)[-#]\d+$|(?-i)^[a-z]+(?:-[a-z]+)+#\d{1,3}$|^(?:INC|REQ|RITM|CHG|PRB|TASK|SR|CS|TKT|KB)\d{4,}$";
    FILE r"(?i)\.(?:evtx?|zip|png|jpe?g|log|txt|xml|csv|json|exe|dll|cpp|cs|ps1|docx?|xlsx?|pdf|html?|ya?ml|msg|eml)(?:\(\d+\))?$";
    DOMAIN concat!(r"^(?:(?u-i:[", letters!(), r"0-9_*-]+)\.)+[A-Za-z]{2,}$");
    DATE_DIGITS r"^20[0-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$";
    TWO_GROUPS r"^\d{3,4}-\d{3,4}$";
    PLACEHOLDER r"\[removed: [a-z ]+\]";
    // what redaction put in the place of a name
    TOKEN r"^(?:user|host|tenant|domain|ip|mac|phone|anchor)-\d+(?:@(?:tenant|domain)-\d+)?$";
    RESIDENT r"^\d{6}[- ]?[1-8]\d{6}$";
}

const SIGNS: &[char] = &['!', '@', '#', '$', '%', '^', '&', '*', '?', '~', '+'];

/// Signs in the place of what is hidden.
fn hidden(core: &str) -> bool {
    core.chars()
        .all(|c| matches!(c, '*' | '.' | '-' | '_' | '•' | '●' | 'x' | 'X'))
}

/// A word that is known to be no secret, whatever announces it.
pub(super) fn known(core: &str) -> bool {
    let placeholder = core.starts_with('[') || core.starts_with('{') || core.starts_with('<') || core.starts_with('$');
    let path = core.contains('\\') || core.starts_with('/') && core.len() > 1 || core.starts_with("./");
    placeholder
        || hidden(core)
        || path
        || perhaps_known(core)
        || [&TOKEN, &GUID, &ADDRESS, &URL, &CODE, &NUMBERS, &UNITS, &FILE, &DOMAIN]
            .iter()
            .any(|pattern| pattern.is_match(core))
}

/// A word that is hardly a secret, unless something says that it is one.
pub(super) fn perhaps_known(core: &str) -> bool {
    TICKET.is_match(core) || ACCOUNT.is_match(core)
}

/// How many digits a word is, where it is nothing else.
pub(super) fn digits(core: &str) -> Option<usize> {
    let all = !core.is_empty() && core.chars().all(|c| c.is_ascii_digit());
    all.then_some(core.len())
}

/// What a word looks like. Most words are letters alone, and every word of a text is looked at: the patterns are asked only where
/// they can say something.
pub(super) fn shape(core: &str) -> Shape {
    let spelled = spelled(core);
    let known = match spelled {
        Shape::Digits(_) | Shape::Other => false,
        // of what is known, these alone need neither a digit nor a sign
        Shape::Plain => hidden(core) || GUID.is_match(core) || CODE.is_match(core),
        Shape::Strong | Shape::Mixed | Shape::Named => {
            let bare = core.trim_end_matches(['!', '?']);
            known(core) || bare.len() < core.len() && known(bare)
        }
    };
    if known { Shape::Other } else { spelled }
}

/// What a word looks like by its characters alone.
fn spelled(core: &str) -> Shape {
    if let Some(count) = digits(core) {
        return Shape::Digits(count);
    }
    let letters = core.chars().any(char::is_alphabetic);
    let latin = core.chars().any(|c| c.is_ascii_alphabetic());
    let digits = core.chars().any(|c| c.is_ascii_digit());
    let signs = core.contains(SIGNS);
    let inner = core.trim_end_matches(['!', '?']).contains(SIGNS);
    // the first letter of a pasted trace or of a shell is no password
    let words = core.chars().filter(|c| c.is_alphabetic()).count();
    if core.contains('=') && !core.trim_end_matches('=').is_empty() && core.trim_end_matches('=').contains('=') {
        return Shape::Other;
    }
    if letters && (digits && signs || inner && words >= 2 && !core.contains(['(', '/', '&'])) {
        return Shape::Strong;
    }
    if latin && digits && core.chars().count() >= 4 {
        let lower = core.chars().any(|c| c.is_ascii_lowercase());
        return if lower { Shape::Mixed } else { Shape::Named };
    }
    // 사랑해1234
    let hangul_first = core.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_ascii());
    if hangul_first && core.chars().rev().take_while(char::is_ascii_digit).count() >= 2 {
        return Shape::Mixed;
    }
    if latin
        && core
            .chars()
            .all(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '\'' | '_'))
    {
        return Shape::Plain;
    }
    Shape::Other
}

/// A word that looks like a password so much that nothing need announce it: letters of both cases or a good length, digits,
/// and a sign that no name has.
pub(super) fn plainly_a_password(core: &str) -> bool {
    let ascii = core.chars().all(|c| c.is_ascii_graphic());
    let has = |test: fn(&char) -> bool| core.chars().any(|c| test(&c));
    let inner = core.trim_start_matches(['$', '#', '@', '%', '&', '*']);
    let sign = inner.len() == core.len() && core.contains(['!', '@', '#', '$']);
    let odd = core.contains([
        '/', '\\', '(', ')', '<', '>', '=', '{', '}', '[', ']', '"', '|', ';', ',', ':', '`', '\'',
    ]);
    let long = (8..=40).contains(&core.len());
    ascii
        && long
        && !odd
        && sign
        && has(char::is_ascii_digit)
        && has(char::is_ascii_alphabetic)
        && shape(core) == Shape::Strong
}

/// A date and a kind of person that a resident number can begin with.
pub(super) fn resident(digits: &str) -> bool {
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|d| d.parse::<u32>().ok());
    let month = number(2, 4).is_some_and(|m| (1..=12).contains(&m));
    let day = number(4, 6).is_some_and(|d| (1..=31).contains(&d));
    let kind = digits.as_bytes().get(6).is_some_and(|k| (b'1'..=b'8').contains(k));
    digits.len() == 13 && month && day && kind
}

/// Whether the last digit is the checksum of the others; numbers given since October 2020 have none.
pub(super) fn checks(digits: &str) -> bool {
    let all: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(10)).collect();
    let weights = [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5];
    let sum: u32 = all.iter().zip(weights).map(|(d, w)| d * w).sum();
    let last = (11 - sum % 11) % 10;
    // that of a foreigner is shifted
    all.len() == 13 && all.last().is_some_and(|d| *d == last || *d == (last + 2) % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_can_be_read() {
        for (name, pattern) in ALL {
            assert!(pattern.get().is_some(), "{name}");
        }
    }

    #[test]
    fn words_look_like_what_they_are() {
        for (core, wanted) in [
            ("Summer2026!", Shape::Strong),
            ("P@ssword", Shape::Strong),
            ("qwer1234!", Shape::Strong),
            ("hunter2", Shape::Mixed),
            ("사랑해1234", Shape::Mixed),
            ("AADC01", Shape::Named),
            ("482913", Shape::Digits(6)),
            ("banana", Shape::Plain),
            ("SSPR_0029!", Shape::Other),
            ("SSPR_0029", Shape::Other),
            ("AADSTS50126", Shape::Other),
            ("kim01@contoso.com", Shape::Other),
            ("user#EXT#@contoso.onmicrosoft.com", Shape::Other),
            ("2.5.190.0", Shape::Other),
            ("2026-11-21T09:12:33", Shape::Other),
            ("010-1234-5678", Shape::Other),
            ("INC-48213", Shape::Other),
            ("C:\\Temp\\a.evtx", Shape::Other),
            ("admaexport.cpp(2837)", Shape::Other),
            ("hr=80230619", Shape::Other),
            ("8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640", Shape::Other),
            ("33xxx", Shape::Other),
            ("90days", Shape::Other),
            ("hrdeadbeef", Shape::Other),
            ("MSOL_abc", Shape::Other),
            ("xxx-xxx", Shape::Other),
            ("user_abcdefab-cdef-abcd-efab-cdefabcdefab", Shape::Other),
            ("오류", Shape::Other),
        ] {
            assert_eq!(shape(core), wanted, "{core}");
            // the short way and the long one
            let bare = core.trim_end_matches(['!', '?']);
            let long = if digits(core).is_none() && (known(core) || known(bare)) {
                Shape::Other
            } else {
                spelled(core)
            };
            assert_eq!(long, wanted, "{core}");
        }
    }
}
