//! Display width: a Hangul syllable takes two columns. Cutting, padding and wrapping by columns, never by bytes.

pub use super::visible::is_plain;
use super::visible::visible;
use std::borrow::Cow;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;
use unicode_truncate::UnicodeTruncateStr;
use unicode_width::UnicodeWidthStr;

/// Columns that `text` takes on a terminal, where what cannot be seen is shown as a sign.
pub fn width(text: &str) -> usize {
    if is_plain(text) {
        text.len()
    } else {
        UnicodeWidthStr::width(&*visible(text))
    }
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
    match visible(text) {
        Cow::Borrowed(text) => text.unicode_truncate(columns).0,
        // a sign stands for a character each
        Cow::Owned(shown) => {
            let fit = shown.unicode_truncate(columns).0.chars().count();
            let end = text.char_indices().nth(fit).map_or(text.len(), |(at, _)| at);
            text.get(..end).unwrap_or_default()
        }
    }
}

/// `text` cut or filled with blanks to exactly `columns`.
pub fn pad(text: &str, columns: usize) -> String {
    let mut out = cut(text, columns);
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(width(&out))));
    out
}

/// Breaks `text` into lines of at most `columns` (at least two are assumed). Lines break at blanks, as Korean and English
/// both do; a single word wider than the line is broken inside. Blank lines are kept. The result of an empty text is
/// one empty line.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let line = |range: Range<usize>| text.get(range).unwrap_or_default().to_owned();
    breaks(text, columns).into_iter().map(line).collect()
}

/// Which texts are broken into lines, for tests: no frame may do that twice to one. Not there in what people are given.
#[cfg(debug_assertions)]
pub mod watch {
    use std::cell::RefCell;

    thread_local! {
        static BROKEN: RefCell<Option<Vec<(String, usize)>>> = const { RefCell::new(None) };
    }

    pub(super) fn broken(text: &str, columns: usize) {
        BROKEN.with_borrow_mut(|broken| broken.iter_mut().for_each(|all| all.push((text.to_owned(), columns))));
    }

    /// Does something, and gives the texts that it broke into lines, each with its columns.
    pub fn during(deed: impl FnOnce()) -> Vec<(String, usize)> {
        BROKEN.replace(Some(Vec::new()));
        deed();
        BROKEN.take().unwrap_or_default()
    }
}

/// Where the lines of [`wrap`] stand in the text, in bytes. Only blanks and line ends lie between them.
pub fn breaks(text: &str, columns: usize) -> Vec<Range<usize>> {
    places(text, columns, false)
}

/// Like [`breaks`], but a word wider than the line stays whole and stands out of it: an address or a path that was broken
/// can be neither opened nor copied.
pub fn breaks_at_blanks(text: &str, columns: usize) -> Vec<Range<usize>> {
    places(text, columns, true)
}

// Not `textwrap`: at 20 to 100 columns it breaks the texts of the knowledge in the same places, but it breaks inside a grapheme
// (a family of emoji), keeps the blanks before a line, and does not say where in the text its lines stand.
fn places(text: &str, columns: usize, whole_words: bool) -> Vec<Range<usize>> {
    #[cfg(debug_assertions)]
    watch::broken(text, columns);
    let columns = columns.max(2);
    let mut lines = Vec::with_capacity(text.len() / columns + 1);
    let mut at = 0;
    for paragraph in text.split('\n') {
        let before = lines.len();
        if is_plain(paragraph) {
            plain_places(paragraph.trim_end_matches(' '), at, columns, whole_words, &mut lines);
        } else {
            wide_places(paragraph, at, columns, whole_words, &mut lines);
        }
        if lines.len() == before {
            lines.push(at..at);
        }
        at += paragraph.len() + 1;
    }
    lines
}

/// The lines of a paragraph in which a byte takes a column: each ends at the last blank that it reaches.
fn plain_places(paragraph: &str, offset: usize, columns: usize, whole_words: bool, lines: &mut Vec<Range<usize>>) {
    let mut rest = paragraph.trim_start_matches(' ');
    while !rest.is_empty() {
        let start = offset + paragraph.len() - rest.len();
        let reach = rest.as_bytes().get(..=columns).unwrap_or_default();
        let end = match reach.iter().rposition(|b| *b == b' ') {
            _ if reach.is_empty() => rest.len(),
            Some(blank) => blank,
            None if whole_words => rest.find(' ').unwrap_or(rest.len()),
            None => columns,
        };
        let (line, after) = rest.split_at_checked(end).unwrap_or((rest, ""));
        lines.push(start..start + line.trim_end_matches(' ').len());
        rest = after.trim_start_matches(' ');
    }
}

/// The lines of any paragraph, word by word.
fn wide_places(paragraph: &str, offset: usize, columns: usize, whole_words: bool, lines: &mut Vec<Range<usize>>) {
    // the line so far, and the columns it takes
    let (mut line, mut used) = (offset..offset, 0);
    let mut at = offset;
    for word in paragraph.split(' ') {
        let range = at..at + word.len();
        at = range.end + 1;
        let wide = width(word);
        let blank = usize::from(used > 0);
        if word.is_empty() {
            used += blank;
            continue;
        }
        if used > 0 && used + blank + wide > columns {
            lines.push(std::mem::replace(&mut line, range.start..range.start));
            used = 0;
        }
        if used == 0 {
            line.start = range.start;
        }
        if whole_words || wide <= columns {
            used += usize::from(used > 0) + wide;
            line.end = range.end;
            continue;
        }
        for (offset, grapheme) in word.grapheme_indices(true) {
            let (here, w) = (range.start + offset, width(grapheme));
            if used + w > columns {
                lines.push(std::mem::replace(&mut line, here..here));
                used = 0;
            }
            used += w;
            line.end = here + grapheme.len();
        }
    }
    lines.push(line);
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
        assert_eq!(wrap(" a  b \n c", 9), ["a  b", "c"]);
        assert_eq!(
            wrap("to /a/very/long/path on", 8),
            ["to", "/a/very/", "long/pat", "h on"]
        );
        assert_eq!(wrap("", 9), [""]);
        assert_eq!(breaks_at_blanks("to /a/very/long/path on", 8), [0..2, 3..20, 21..23]);
    }
}
