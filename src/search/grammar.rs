//! What search knows of the grammar of English and Korean, as it stands in `assets/grammar.txt`. Owns the form of that file.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Words to look up, read when the first is asked for.
pub type Words = LazyLock<BTreeSet<&'static str>>;

/// The words of a kind, in the order of the file.
pub fn words(kind: &'static str) -> impl Iterator<Item = &'static str> {
    let lines = include_str!("../../assets/grammar.txt").lines();
    let of_kind = lines.filter_map(move |line| line.strip_prefix(kind)?.strip_prefix(':'));
    of_kind.flat_map(str::split_whitespace)
}
