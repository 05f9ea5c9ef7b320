//! What cannot be seen in a text and acts on whoever shows it: control and escape characters, and those that turn, join or hide
//! what stands around them. Owns which these are and how they are shown. Everything that prints goes through here, whatever
//! the text comes from.

use std::borrow::Cow;
use std::path::Path;

/// Does `c` show nothing itself, and steer the terminal or change how its neighbours are read? Line ends and tabs are text.
///
/// Control characters (C0, DEL, C1), and of the characters that Unicode lets a reader ignore those that no text here needs; the
/// selectors of a form (U+FE00 to U+FE0F) stay, which choose between a sign and its picture.
pub fn hides(c: char) -> bool {
    if matches!(c, ' '..='~') {
        return false;
    }
    let ignored = matches!(c,
        // soft hyphen, marks and overrides of direction, blanks of no width, line and paragraph separators
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        // joiners, isolates, the byte order mark, marks between lines
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
        // letters of Hangul that are blank
        | '\u{115f}' | '\u{1160}' | '\u{3164}' | '\u{ffa0}'
        // tags: letters that nobody sees
        | '\u{e0000}'..='\u{e0fff}');
    ignored || (c.is_control() && !matches!(c, '\n' | '\t'))
}

/// Of printing ASCII alone: nothing is hidden, and a byte takes a column. Looks at every byte, which is faster than stopping at
/// the first that differs.
pub fn is_plain(text: &str) -> bool {
    text.bytes().fold(true, |plain, b| plain & matches!(b, b' '..=b'~'))
}

/// The sign that stands for what [`hides`]: of its own for each of ASCII, one for all others. One column wide like the
/// character as [`super::columns::width`] counts it, so that nothing moves.
fn sign(c: char) -> char {
    match c {
        '\u{7f}' => '\u{2421}',
        c if c.is_ascii() => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{2426}'),
        _ => '\u{2426}',
    }
}

/// `text` as it is shown to people: a sign in the place of each character that [`hides`].
pub fn visible(text: &str) -> Cow<'_, str> {
    shown(text, hides)
}

/// A path as it stands in a sentence: it cannot end the line either.
pub fn visible_path(path: &Path) -> String {
    shown(&path.to_string_lossy(), |c| hides(c) || matches!(c, '\n' | '\t')).into_owned()
}

fn shown(text: &str, hides: fn(char) -> bool) -> Cow<'_, str> {
    if is_plain(text) || !text.chars().any(hides) {
        return Cow::Borrowed(text);
    }
    let signs = text.chars().map(|c| if hides(c) { sign(c) } else { c });
    Cow::Owned(signs.collect())
}

/// A text in which styles were set by this program, as it is shown: its sequences for colours and weights pass, whatever else
/// [`hides`] does not.
pub fn visible_styled(text: &str) -> Cow<'_, str> {
    let mut parts = text.split('\u{1b}');
    let Some(first) = parts.next().filter(|first| first.len() < text.len()) else {
        return visible(text);
    };
    let mut out = visible(first).into_owned();
    for part in parts {
        let styled = part.strip_prefix('[').is_some_and(|part| {
            let numbers = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
            numbers.starts_with('m')
        });
        out.push(if styled { '\u{1b}' } else { sign('\u{1b}') });
        out.push_str(&visible(part));
    }
    Cow::Owned(out)
}

/// A JSON document that holds the same and shows everything: what [`hides`] stands as `\u001b`. Of ASCII alone where `ascii`
/// says so.
pub fn visible_json(text: &str, ascii: bool) -> Cow<'_, str> {
    let stays = |c: char| !hides(c) && (c.is_ascii() || !ascii);
    if text.chars().all(stays) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut units = [0; 2];
    for c in text.chars() {
        if stays(c) {
            out.push(c);
        } else {
            for unit in c.encode_utf16(&mut units) {
                out.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_steers_a_terminal_or_hides_is_shown_as_one_sign() {
        let cases = [
            ("a\u{1b}[31mb", "a\u{241b}[31mb"),
            (
                "bell\u{7} back\u{8} null\0 del\u{7f} return\r",
                "bell\u{2407} back\u{2408} null\u{2400} del\u{2421} return\u{240d}",
            ),
            ("\u{9b}31m", "\u{2426}31m"),
            ("exe\u{202e}gpj", "exe\u{2426}gpj"),
            (
                "\u{2066}a\u{2069}\u{200b}\u{feff}\u{2028}",
                "\u{2426}a\u{2426}\u{2426}\u{2426}\u{2426}",
            ),
            ("x\u{e0041}\u{e007f}", "x\u{2426}\u{2426}"),
        ];
        for (raw, wanted) in cases {
            assert_eq!(visible(raw), wanted);
            assert_eq!(visible(wanted), wanted, "a sign stays");
        }
        assert_eq!(visible_path(Path::new("a\nb\tc")), "a\u{240a}b\u{2409}c");
    }

    #[test]
    fn what_people_write_stays_as_it_is() {
        for text in [
            "two\nlines\tand a tab",
            "암호를 재설정합니다",
            "e\u{301} \u{2764}\u{fe0f} 한글",
            "",
        ] {
            assert!(matches!(visible(text), Cow::Borrowed(_)), "{text:?}");
            assert!(matches!(visible_styled(text), Cow::Borrowed(_)), "{text:?}");
        }
    }

    #[test]
    fn of_styled_text_colours_pass_and_nothing_else() {
        let styled = "\u{1b}[1;32mok\u{1b}[0m \u{1b}]0;title\u{7} \u{1b}[2J \u{1b}[31";
        let wanted = "\u{1b}[1;32mok\u{1b}[0m \u{241b}]0;title\u{2407} \u{241b}[2J \u{241b}[31";
        assert_eq!(visible_styled(styled), wanted);
    }

    #[test]
    fn json_keeps_what_it_shows() {
        let text = serde_json::to_string("a\u{1b}\u{9b}\u{202e}\u{e0041}\u{7f} 암 😀").unwrap();
        let shown = visible_json(&text, false);
        assert_eq!(shown, r#""a\u001b\u009b\u202e\udb40\udc41\u007f 암 😀""#);
        for ascii in [true, false] {
            let shown = visible_json(&text, ascii);
            assert!(!shown.chars().any(hides) && (!ascii || shown.is_ascii()), "{shown}");
            assert_eq!(
                serde_json::from_str::<String>(&shown).unwrap(),
                serde_json::from_str::<String>(&text).unwrap()
            );
        }
        assert_eq!(visible_json("\"암😀\"", true), "\"\\uc554\\ud83d\\ude00\"");
    }
}
