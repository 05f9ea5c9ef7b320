//! Lines that were looked at before and came to nothing new. Logs say the same again and again, with another time and another tracking
//! id; what was found out about such a line holds for all of them, and looking is what costs. Flat memory: a newer line takes the place
//! of an older one.

/// So many lines are remembered.
const LINES: usize = 1 << 16;

/// What is remembered, by the key of a line.
#[derive(Clone, Debug, Default)]
pub struct Memo {
    /// Made when the first line is remembered.
    keys: Vec<u64>,
}

impl Memo {
    pub fn has(&self, key: u64) -> bool {
        self.keys.get(place(key)) == Some(&key)
    }

    pub fn add(&mut self, key: u64) {
        if self.keys.is_empty() {
            self.keys.resize(LINES, 0);
        }
        if let Some(slot) = self.keys.get_mut(place(key)) {
            *slot = key;
        }
    }
}

fn place(key: u64) -> usize {
    usize::try_from(key >> 48).unwrap_or_default() % LINES
}

/// The key of a line: all of it but GUIDs, points in time, and numbers of records and processes, none of which can be a secret or name
/// anybody by itself. `state` is what else a look at the line depends on.
pub fn key(line: &str, state: u64) -> u64 {
    let bytes = line.as_bytes();
    let mut key = state ^ 0x51ed_270b_9f2c_6d13;
    let mut at = 0;
    // from here on the bytes do not count yet
    let mut from = 0;
    let mut inside = false;
    while let Some(byte) = bytes.get(at) {
        if !inside && byte.is_ascii_hexdigit() {
            let rest = bytes.get(at..).unwrap_or_default();
            let passed = passed(bytes.get(..at).unwrap_or_default(), rest);
            if passed > 0 {
                key = counted(key, bytes.get(from..at).unwrap_or_default());
                // what was passed over counts by its length, for places in the line must stay the same
                key = mixed(key, 0x100 + passed as u64);
                at += passed;
                from = at;
                inside = true;
                continue;
            }
        }
        inside = byte.is_ascii_alphanumeric();
        at += 1;
    }
    counted(key, bytes.get(from..).unwrap_or_default())
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
    let word = |word: &[u8]| near.windows(word.len()).any(|part| part == word);
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

    #[test]
    fn a_line_is_known_again_by_all_but_its_times_and_tracking_ids() {
        let line = |time: &str, id: &str, user: &str| format!("{time} TrackingId: {id}, user {user} hr=80230619");
        let one = line(
            "2026-11-20T09:15:30.123Z",
            "4f6a1c02-93be-4d5b-8a77-0c2be1f53d19",
            "kim",
        );
        let same = line(
            "2026-11-21T10:00:00.999Z",
            "00000002-93be-4d5b-8a77-0c2be1f53d19",
            "kim",
        );
        let other = line(
            "2026-11-20T09:15:30.123Z",
            "4f6a1c02-93be-4d5b-8a77-0c2be1f53d19",
            "lee",
        );
        assert_eq!(key(&one, 0), key(&same, 0));
        assert!(key(&one, 0) != key(&other, 0) && key(&one, 0) != key(&one, 1));
        // an id that names somebody makes a difference
        let object = |id: &str| key(&format!("objectId: {id}"), 0);
        assert!(object("4f6a1c02-93be-4d5b-8a77-0c2be1f53d19") != object("4f6a1c03-93be-4d5b-8a77-0c2be1f53d19"));
        for (one, other) in [
            ("010-1234-5678", "010-1234-5679"),
            ("code 482913", "code 482914"),
            ("10.0.0.1", "10.0.0.2"),
        ] {
            assert!(key(one, 0) != key(other, 0));
        }
        let mut memo = Memo::default();
        assert!(!memo.has(key(&one, 0)));
        memo.add(key(&one, 0));
        assert!(memo.has(key(&same, 0)) && !memo.has(key(&other, 0)));
    }
}
