//! Display width: a Hangul syllable takes two columns. Cutting, padding and wrapping by columns, never by bytes.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// Columns that `text` takes on a terminal.
pub fn width(text: &str) -> usize {
    // a column a byte, except where the tables are needed
    if text.bytes().all(|b| matches!(b, b' '..=b'~')) {
        return text.len();
    }
    UnicodeWidthStr::width(text)
}

/// `text` cut to at most `columns`, ending in `...` where something was cut.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let dots = columns.min(3);
    let mut out = take(text, columns - dots).to_owned();
    out.extend(std::iter::repeat_n('.', dots));
    out
}

/// The longest beginning of `text` that fits `columns`.
pub fn take(text: &str, columns: usize) -> &str {
    let mut used = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += width(grapheme);
        if used > columns {
            return text.get(..at).unwrap_or_default();
        }
    }
    text
}

/// `text` cut or filled with blanks to exactly `columns`.
pub fn pad(text: &str, columns: usize) -> String {
    let mut out = cut(text, columns);
    let used = width(&out);
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(used)));
    out
}

/// Breaks `text` into lines of at most `columns` (at least one column is assumed). Lines break at blanks, as Korean
/// and English both do; a single word wider than the line is broken inside. Blank lines are kept. The result of an
/// empty text is one empty line.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    lines(text, columns, false)
}

/// Like [`wrap`], but a word wider than the line stays whole and stands out of it: an address or a path that was broken
/// can be neither opened nor copied.
pub fn wrap_words(text: &str, columns: usize) -> Vec<String> {
    lines(text, columns, true)
}

fn lines(text: &str, columns: usize, whole: bool) -> Vec<String> {
    let columns = columns.max(2);
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = String::with_capacity(columns.min(paragraph.len()));
        let mut used = 0;
        for word in paragraph.split(' ') {
            if word.is_empty() && used == 0 {
                continue;
            }
            let wide = width(word);
            if used > 0 && used + 1 + wide > columns {
                lines.push(std::mem::replace(&mut line, String::with_capacity(columns)));
                used = 0;
            }
            if used > 0 {
                line.push(' ');
                used += 1;
            }
            if whole || wide <= columns {
                line.push_str(word);
                used += wide;
                continue;
            }
            for grapheme in word.graphemes(true) {
                let w = width(grapheme);
                if used + w > columns {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push_str(grapheme);
                used += w;
            }
        }
        line.truncate(line.trim_end().len());
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hangul_takes_two_columns_in_every_operation() {
        assert_eq!(width("암호 pw"), 7);
        assert_eq!(cut("암호 재설정", 8), "암호 ...");
        assert_eq!(pad("암호", 6), "암호  ");
        assert_eq!(wrap("암호를 재설정합니다", 10), ["암호를", "재설정합니", "다"]);
        assert_eq!(take("가나", 3), "가");
    }

    #[test]
    fn wrapping_keeps_words_and_blank_lines() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("a\n\nb", 9), ["a", "", "b"]);
        assert_eq!(wrap("", 9), [""]);
        assert_eq!(wrap("see abcdefgh now", 5), ["see", "abcde", "fgh", "now"]);
        assert_eq!(wrap_words("see abcdefgh now", 5), ["see", "abcdefgh", "now"]);
    }
}
