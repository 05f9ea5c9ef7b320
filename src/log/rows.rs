//! Rows of tables and their values, as far as it takes to pass them over. What is wanted is read by the reader of tables.

use memchr::{memchr, memchr2};
use std::borrow::Cow;

/// No row is longer, in bytes; where one does not end within, a quotation mark is lost, and it ends with its line.
const LONGEST: usize = 1 << 20;

/// How long the first row is, with its end of line, and whether its quotation marks are sound; `None` where it goes on behind
/// the bytes that are there.
pub(super) fn row_length(bytes: &[u8], all: bool) -> Option<(usize, bool)> {
    let find = |byte: u8, from: usize| Some(from + memchr(byte, bytes.get(from..)?)?);
    let first_line = || (find(b'\n', 0).map_or(bytes.len(), |end| end + 1), false);
    let mut at = 0;
    loop {
        let Some(found) = memchr2(b'"', b'\n', bytes.get(at..)?) else {
            return all.then_some((bytes.len(), true));
        };
        at += found + 1;
        if bytes.get(at - 1) == Some(&b'\n') {
            return Some((at, true));
        }
        let (closed, line) = (find(b'"', at), || find(b'\n', at.max(LONGEST)));
        match closed {
            Some(end) if end < LONGEST || line().is_none_or(|line| end < line) => at = end + 1,
            None if !all && bytes.len() <= LONGEST => return None,
            _ => return Some(first_line()),
        }
    }
}

/// A text without the blanks around it; most have none.
pub(super) fn trimmed(text: &str) -> &str {
    let blank = |edge: Option<&u8>| edge.is_some_and(|byte| !byte.is_ascii_graphic());
    let bytes = text.as_bytes();
    if blank(bytes.first()) || blank(bytes.last()) {
        text.trim()
    } else {
        text
    }
}

/// The values of a row, as they are written.
pub(super) fn values(row: &str, delimiter: u8) -> impl Iterator<Item = Cow<'_, str>> {
    let ends = row.bytes().rev().take_while(|byte| matches!(byte, b'\r' | b'\n'));
    let mut rest = row.get(..row.len() - ends.count());
    std::iter::from_fn(move || {
        let text = rest?;
        let bytes = text.as_bytes();
        let (mut at, mut inside) = (0, false);
        let end = loop {
            let found = bytes.get(at..).and_then(|rest| memchr2(b'"', delimiter, rest));
            let Some(found) = found else { break bytes.len() };
            at += found;
            if bytes.get(at) == Some(&b'"') {
                inside = !inside;
            } else if !inside {
                break at;
            }
            at += 1;
        };
        rest = text.get(end + 1..);
        let value = trimmed(text.get(..end)?);
        let bare = value.strip_prefix('"').and_then(|value| value.strip_suffix('"'));
        Some(bare.map_or(Cow::Borrowed(value), |bare| {
            if bare.contains('"') {
                Cow::Owned(bare.replace("\"\"", "\""))
            } else {
                Cow::Borrowed(bare)
            }
        }))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_ends_where_its_quotation_marks_are_closed() {
        let text = b"a,\"b\nc \"\"d\"\"\",e\r\nf,g,h\n";
        assert_eq!(row_length(text, false), Some((17, true)));
        assert_eq!(row_length(&text[17..], false), Some((6, true)));
        assert_eq!(row_length(b"f,g", false), None);
        assert_eq!(row_length(b"f,g", true), Some((3, true)));
        assert_eq!(
            row_length(b"f,\"g\nh,i\n", true),
            Some((5, false)),
            "a lost mark ends with its line"
        );
    }

    #[test]
    fn values_lose_their_quotation_marks() {
        let found: Vec<_> = values("Error,\"a, \"\"b\"\"\",,last\r\n", b',').collect();
        assert_eq!(found, ["Error", "a, \"b\"", "", "last"]);
    }
}
