//! Lines that were looked at before and came to nothing new. Logs say the same again and again, with another time, another tracking id
//! and other numbers; what was found out about such a line holds for all of them, and looking is what costs. Flat memory: a newer line
//! takes the place of an older one.
//!
//! A line is remembered by all but what cannot make a difference in any line (times, tracking ids), and where its numbers cannot make one
//! in this line either, by all but those too. Whether they can is for those to say who look at it; which they are is said here, by
//! what stands around them and never by their digits, so that it holds for every line that is remembered so.

use std::ops::Range;

/// So many lines are remembered.
const LINES: usize = 1 << 16;

/// What is remembered, by the key of a line.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    /// Made when the first line is remembered.
    keys: Vec<u64>,
}

impl Memo {
    fn has(&self, key: u64) -> bool {
        self.keys.get(place(key)) == Some(&key)
    }

    fn add(&mut self, key: u64) {
        if self.keys.is_empty() {
            self.keys.resize(LINES, 0);
        }
        if let Some(slot) = self.keys.get_mut(place(key)) {
            *slot = key;
        }
    }

    /// Is the line remembered, as it stands or but for its numbers?
    pub fn knows(&self, line: &str) -> bool {
        if self.keys.is_empty() {
            return false;
        }
        let (key, numbered) = key(line, true);
        self.has(key) || numbered && self.has(self::key(line, false).0)
    }

    /// Remembers a line; `whatever`: its numbers make no difference.
    pub fn remember(&mut self, line: &str, whatever: bool) {
        self.add(key(line, whatever).0);
    }
}

fn place(key: u64) -> usize {
    usize::try_from(key >> 48).unwrap_or_default() % LINES
}

/// What is passed over in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Passed {
    /// A GUID, a point in time, the number of a record or a process, none of which can be a secret or name anybody by itself.
    Time,
    /// Digits.
    Number,
    /// Digits and the small letters of hexadecimal numbers, some of both.
    Hexadecimal,
}

/// The key of a line: all of it but what is passed over, which counts by what it is and how long, for places in the line must stay the
/// same. Also: does it hold numbers that may make no difference?
fn key(line: &str, whatever: bool) -> (u64, bool) {
    let bytes = line.as_bytes();
    let mut key = 0x51ed_270b_9f2c_6d13;
    // from here on the bytes do not count yet
    let mut from = 0;
    let mut numbered = false;
    scan(bytes, |at, passed| {
        numbered |= passed != Passed::Time;
        if whatever || passed == Passed::Time {
            key = counted(key, bytes.get(from..at.start).unwrap_or_default());
            key = mixed(key, (passed as u64 + 1) << 32 | at.len() as u64);
            from = at.end;
        }
    });
    (counted(key, bytes.get(from..).unwrap_or_default()), numbered)
}

/// The numbers of a line that make no difference where nothing in the line is known by its digits.
pub fn numbers(line: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    scan(line.as_bytes(), |at, passed| {
        if passed != Passed::Time {
            out.push(at);
        }
    });
    out
}

const DIGIT: u8 = 1;
const SMALL_HEX: u8 = 2;
const LARGE_HEX: u8 = 4;
const OTHER: u8 = 8;

/// What each byte is in a word; 0 for what parts words.
// no byte is beyond the table, and none of its places is beyond a byte
#[allow(clippy::indexing_slicing, clippy::cast_possible_truncation)]
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let class = match byte as u8 {
            b'0'..=b'9' => DIGIT,
            b'a'..=b'f' => SMALL_HEX,
            b'A'..=b'F' => LARGE_HEX,
            b'g'..=b'z' | b'G'..=b'Z' => OTHER,
            _ => 0,
        };
        classes[byte] = class;
        byte += 1;
    }
    classes
};

fn class(byte: u8) -> u8 {
    CLASSES.get(usize::from(byte)).copied().unwrap_or_default()
}

/// Hands over what is passed over, in its order.
fn scan(bytes: &[u8], mut each: impl FnMut(Range<usize>, Passed)) {
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        if class(*byte) == 0 {
            at += 1;
            continue;
        }
        let start = at;
        let mut seen = 0;
        while let Some(class) = bytes.get(at).map(|byte| class(*byte)).filter(|class| *class != 0) {
            seen |= class;
            at += 1;
        }
        let next = bytes.get(at).copied();
        let (before, rest) = (
            bytes.get(..start).unwrap_or_default(),
            bytes.get(start..).unwrap_or_default(),
        );
        // a GUID, a date or a time goes on; the number of a record stands behind its label
        let goes_on = matches!(next, Some(b'-' | b':')) && seen & OTHER == 0;
        if goes_on || seen == DIGIT && matches!(before.last(), Some(b'>' | b'\'' | b'"')) {
            let length = passed(before, rest);
            if length > 0 {
                each(start..start + length, Passed::Time);
                at = start + length;
                continue;
            }
        }
        if seen & DIGIT != 0
            && let Some((from, passed)) = number(bytes, start..at, seen)
        {
            each(from..at, passed);
        }
    }
}

/// Where the number begins that ends a word, if its digits are to make no difference.
fn number(bytes: &[u8], word: Range<usize>, seen: u8) -> Option<(usize, Passed)> {
    let text = bytes.get(word.clone())?;
    if !stands_alone(bytes, &word) {
        return None;
    }
    // twelve digits begin no resident number; behind a zero so many may be a phone
    let short = |digits: &[u8]| digits.len() <= 8 || digits.len() <= 12 && digits.first() != Some(&b'0');
    if seen == DIGIT {
        return short(text).then_some((word.start, Passed::Number));
    }
    // dc01, db12: names of servers; what is longer is an id
    let server = text.len() < 7
        && [b"dc".as_slice(), b"db", b"aadc"]
            .iter()
            .any(|role| text.starts_with(role))
        && text.iter().rev().take(2).all(u8::is_ascii_digit);
    if seen == DIGIT | SMALL_HEX && text.len() >= 4 && !server {
        return Some((word.start, Passed::Hexadecimal));
    }
    let digits = text.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let from = word.end - digits;
    (digits > 0 && short(bytes.get(from..word.end)?)).then_some((from, Passed::Number))
}

/// Is a word no group of a phone, an address of a machine, a date, a resident number, a key in groups?
fn stands_alone(bytes: &[u8], word: &Range<usize>) -> bool {
    let before = bytes.get(..word.start).unwrap_or_default();
    let behind = bytes.get(word.end..).unwrap_or_default();
    let joint = |byte: Option<&u8>| matches!(byte, Some(b'-'));
    if joint(before.last()) || joint(behind.first()) {
        return false;
    }
    near(before.iter().rev()) && near(behind.iter()) && group(before.iter().rev()) && group(behind.iter())
}

/// Nothing beyond what parts the groups of a number is one of its groups.
fn near<'b>(bytes: impl Iterator<Item = &'b u8>) -> bool {
    let mut beyond = bytes.skip_while({
        let mut parts = 0;
        move |byte| {
            parts += 1;
            parts <= 3 && matches!(**byte, b' ' | b'.' | b'-' | b'(' | b')')
        }
    });
    let groups = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b'*' | b'+' | b'x' | b'X');
    match beyond.next() {
        // one `x` begins or ends a word, several stand for digits
        Some(b'x' | b'X') => !beyond.next().is_some_and(groups),
        byte => !byte.is_some_and(groups),
    }
}

/// Behind a dot or a colon stands no group of hexadecimal digits, as in the address of a machine.
fn group<'b>(mut bytes: impl Iterator<Item = &'b u8>) -> bool {
    let sign = bytes.next();
    if !matches!(sign, Some(b'.' | b':')) {
        return true;
    }
    let mut bytes = bytes.peekable();
    let double = sign == Some(&b':') && bytes.next_if(|byte| **byte == b':').is_some();
    let mut length = 0;
    let mut word = bytes.take_while(|byte| class(**byte) != 0).take(5);
    let hexadecimal = word.all(|byte| {
        length += 1;
        class(*byte) != OTHER
    });
    let group = hexadecimal && (1..=4).contains(&length) || double && length == 0;
    !group
}

fn mixed(key: u64, value: u64) -> u64 {
    const PRIME: u64 = 0x9e37_79b9_7f4a_7c15;
    let key = (key ^ value).wrapping_mul(PRIME);
    key ^ (key >> 29)
}

/// The key with all of these bytes, eight at a time.
fn counted(mut key: u64, bytes: &[u8]) -> u64 {
    let (eights, rest) = bytes.as_chunks::<8>();
    for eight in eights {
        key = mixed(key, u64::from_le_bytes(*eight));
    }
    let mut last = [0; 8];
    for (place, byte) in last.iter_mut().zip(rest) {
        *place = *byte;
    }
    mixed(mixed(key, u64::from_le_bytes(last)), bytes.len() as u64)
}

/// So many bytes here make no difference.
fn passed(before: &[u8], rest: &[u8]) -> usize {
    if fits(rest, b"xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx") {
        return if labeled(before) { 0 } else { 36 };
    }
    let mut length = 0;
    if fits(rest, b"0000-00-00") {
        length = 10;
        if rest.get(10).is_some_and(|byte| matches!(byte, b'T' | b' '))
            && fits(rest.get(11..).unwrap_or_default(), b"00:00:00")
        {
            length = 19;
        }
    } else if fits(rest, b"00:00:00") {
        length = 8;
    }
    if matches!(length, 19 | 8) {
        let behind = rest.get(length..).unwrap_or_default();
        if behind.first().is_some_and(|byte| matches!(byte, b'.' | b',')) {
            length += 1 + digits(behind.get(1..).unwrap_or_default());
        }
    }
    if length == 0
        && rest.first().is_some_and(u8::is_ascii_digit)
        && [
            b"RecordID>".as_slice(),
            b"ProcessID='",
            b"ThreadID='",
            b"ProcessID=\"",
            b"ThreadID=\"",
        ]
        .iter()
        .any(|label| before.ends_with(label))
    {
        length = digits(rest);
    }
    let next = rest.get(length);
    if next.is_some_and(u8::is_ascii_alphanumeric) && next != Some(&b'Z') {
        0
    } else {
        length
    }
}

/// An id of a person, an object or a tenant makes a difference.
fn labeled(before: &[u8]) -> bool {
    let near = before.get(before.len().saturating_sub(32)..).unwrap_or_default();
    let near = near.to_ascii_lowercase();
    let word = |word: &[u8]| memchr::memmem::find(&near, word).is_some();
    let kept = word(b"tracking") || word(b"correlation") || word(b"activityid") || word(b"requestid") || word(b"trace");
    !kept
}

fn fits(bytes: &[u8], form: &[u8]) -> bool {
    let Some(bytes) = bytes.get(..form.len()) else {
        return false;
    };
    bytes.iter().zip(form).all(|(byte, form)| match form {
        b'x' => byte.is_ascii_hexdigit(),
        b'0' => byte.is_ascii_digit(),
        form => byte == form,
    })
}

fn digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, other: &str, whatever: bool) -> bool {
        key(one, whatever) == key(other, whatever)
    }

    #[test]
    fn a_line_is_known_again_by_all_but_its_times_and_tracking_ids() {
        let line = |time: &str, id: &str, user: &str| format!("{time} TrackingId: {id}, user {user} hr=80230619");
        let one = line(
            "2026-11-20T09:15:30.123Z",
            "4f6a1c02-93be-4d5b-8a77-0c2be1f53d19",
            "kim",
        );
        let again = line(
            "2026-11-21T10:00:00.999Z",
            "00000002-93be-4d5b-8a77-0c2be1f53d19",
            "kim",
        );
        let other = line(
            "2026-11-20T09:15:30.123Z",
            "4f6a1c02-93be-4d5b-8a77-0c2be1f53d19",
            "lee",
        );
        assert!(same(&one, &again, false) && same(&one, &again, true));
        assert!(!same(&one, &other, false) && !same(&one, &other, true));
        // an id that names somebody makes a difference
        let object = |id: &str| format!("objectId: {id}");
        let (one_id, other_id) = (
            object("4f6a1c02-93be-4d5b-8a77-0c2be1f53d19"),
            object("4f6a1c03-93be-4d5b-8a77-0c2be1f53d19"),
        );
        assert!(!same(&one_id, &other_id, true));
        assert!(!same("code 482913", "code 482914", false));
        let mut memo = Memo::default();
        assert!(!memo.knows(&one));
        memo.remember(&one, false);
        assert!(memo.knows(&again) && !memo.knows(&other));
    }

    #[test]
    fn numbers_that_may_be_part_of_a_greater_one_make_a_difference() {
        for (one, other) in [
            ("10.0.0.1", "10.0.0.2"),
            ("010-1234-5678", "010-1234-5679"),
            ("(02) 123 4567", "(02) 123 4568"),
            ("900101-1234567", "900101-1234568"),
            ("00:1a:2b:3c:4d:5e", "00:1a:2b:3c:4d:5f"),
            ("fe80::1", "fe80::2"),
            ("1a2b.3c4d.5e6f", "1a2b.3c4d.5e60"),
            ("01012345678", "01012345679"),
            ("9001011234567", "9001011234568"),
            ("srv-01", "srv-02"),
            ("handler dc01", "handler db01"),
            ("user-12", "user-13"),
        ] {
            assert!(!same(one, other, true), "{one}");
        }
        for (one, other) in [
            ("Port 48291 closed, id a3f9c2d1", "Port 11111 closed, id 00f9c2d9"),
            ("admaexport.cpp(4924): 0x80230626", "admaexport.cpp(1377): 0x80230626"),
            (
                "Contoso.Web.Handler48291.Process()",
                "Contoso.Web.Handler00000.Process()",
            ),
            ("값 12345 한국어", "값 99999 한국어"),
        ] {
            assert!(same(one, other, true) && !same(one, other, false), "{one}");
        }
        assert!(!same("Port 48291", "Port 4829", true) && !same("id 48291", "id a8291", true));
    }
}
