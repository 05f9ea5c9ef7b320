//! The lines of a pasted text as they were before a mail quoted them.

/// A line, with its place in the text, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row<'t> {
    pub number: usize,
    pub text: &'t str,
}

/// The lines without the marks of mail quoting.
pub(super) fn rows(text: &str) -> Vec<Row<'_>> {
    let rows = text.lines().zip(1..);
    rows.map(|(line, number)| {
        let mut text = line;
        while let Some(rest) = text.trim_start().strip_prefix('>') {
            text = rest.strip_prefix(' ').unwrap_or(rest);
        }
        Row {
            number,
            text: text.trim_end(),
        }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_lines_lose_their_marks_and_keep_their_place() {
        let found: Vec<(usize, &str)> = rows("hello\n> > Source: ADSync\n>\n>   at x")
            .iter()
            .map(|r| (r.number, r.text))
            .collect();
        assert_eq!(found, [(1, "hello"), (2, "Source: ADSync"), (3, ""), (4, "  at x")]);
    }
}
