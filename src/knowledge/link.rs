//! Where a text leads: addresses of pages and ids of entries in it.

use super::catalog::Catalog;
use super::id::EntryId;
use std::ops::Range;

/// Something that can be followed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    Entry(EntryId),
    /// The address of a page.
    Page(String),
}

impl Target {
    /// The id or address in full.
    pub fn name(&self) -> &str {
        match self {
            Target::Entry(id) => id,
            Target::Page(address) => address,
        }
    }
}

/// The addresses of pages in a text. A sign that closes a sentence or a bracket is no part of one.
pub fn addresses(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    // hardly any text holds one, and this look costs a tenth of the search below
    if !text.contains("://") {
        return out;
    }
    let mut from = 0;
    while let Some(at) = ["https://", "http://"]
        .iter()
        .filter_map(|scheme| find(text, from, scheme))
        .min()
    {
        let rest = text.get(at..).unwrap_or_default();
        let ends = |c: char| c.is_whitespace() || matches!(c, '`' | '"' | '<' | '>' | '|') || !c.is_ascii();
        let whole = rest.split(ends).next().unwrap_or_default();
        let address = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '\'']);
        let address = if address.contains('(') {
            address
        } else {
            address.trim_end_matches(')')
        };
        from = at + whole.len();
        out.push(at..at + address.len());
    }
    out
}

fn find(text: &str, from: usize, what: &str) -> Option<usize> {
    text.get(from..)?.find(what).map(|at| from + at)
}

/// What a text leads to: its addresses, then the entries it names by id, each once.
pub fn targets(catalog: &Catalog, text: &str) -> Vec<Target> {
    let ranges = addresses(text);
    let pages = ranges.iter().filter_map(|range| text.get(range.clone()));
    let mut out: Vec<Target> = pages.map(|address| Target::Page(address.to_owned())).collect();
    let mut rest = text.to_owned();
    for range in ranges.iter().rev() {
        rest.replace_range(range.clone(), " ");
    }
    let part_of_id = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '-');
    for word in rest.split(|c: char| !part_of_id(c)) {
        let word = word.trim_matches(['.', '-']);
        // a title is read without the whole entry
        if word.contains('.') && catalog.title(word).is_some() && catalog.entry(word).is_some() {
            out.push(Target::Entry(EntryId::new(word)));
        }
    }
    let mut seen: Vec<Target> = Vec::new();
    out.retain(|target| {
        let first = !seen.contains(target);
        seen.push(target.clone());
        first
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_before_the_sign_that_closes_the_sentence() {
        let found = |text: &str| -> Vec<String> {
            addresses(text)
                .into_iter()
                .map(|range| text.get(range).unwrap().to_owned())
                .collect()
        };
        assert_eq!(
            found("Open https://aka.ms/sspr. Then (https://aka.ms/mfasetup), or **http://x.y/a_(b)**."),
            ["https://aka.ms/sspr", "https://aka.ms/mfasetup", "http://x.y/a_(b)"]
        );
        assert_eq!(found("https://aka.ms/sspr에서 확인합니다"), ["https://aka.ms/sspr"]);
        assert!(found("no address, not even https alone").is_empty());
    }
}
