//! Names of files in a zip and beside it: whether one stays where it is unpacked, whether every system can keep it, and a free one like
//! it that does both.

use crate::text::clean;
use std::collections::BTreeSet;

/// Does a name stay where it is unpacked, on every system?
pub fn is_inside(name: &str) -> bool {
    let parts = || name.split(['/', '\\']);
    !name.is_empty()
        && !name.contains('\0')
        && !name.contains(':')
        && !name.starts_with(['/', '\\'])
        && parts().all(|part| !part.is_empty() && part != ".." && part != ".")
}

/// Names of devices, which Windows opens whatever folder they stand in and whatever their ending.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Can every part of a name be that of a file on every system?
pub fn is_name(name: &str) -> bool {
    name.split(['/', '\\']).all(|part| {
        let stem = part.split('.').next().unwrap_or_default().trim_end().to_lowercase();
        let numbered = ["com", "lpt"].iter().any(|port| {
            let number = stem.strip_prefix(port).unwrap_or_default();
            number.chars().count() == 1
                && number.starts_with(|c: char| c.is_ascii_digit() || "\u{b9}\u{b2}\u{b3}".contains(c))
        });
        let ends = part.ends_with(['.', ' ']);
        !DEVICES.contains(&stem.as_str()) && !numbered && !ends && !part.contains(char::is_control)
    })
}

/// No stem and no ending is longer, in characters: a path of Windows has 260 in all.
const LONGEST: usize = 80;

/// The last part of `wanted` as the name of a file that every system can keep, behind `folder`, which ends with a slash or is empty, as
/// none of `taken` is called, which are in small letters.
pub fn free(folder: &str, wanted: &str, taken: &BTreeSet<String>) -> String {
    let last = wanted.rsplit(['/', '\\']).next().unwrap_or(wanted);
    let name = clean(last).replace([':', '*', '?', '"', '<', '>', '|', '\n', '\t'], "_");
    let name = name.trim().trim_end_matches(['.', ' ']);
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => (stem, format!(".{extension}")),
        _ => (name, String::new()),
    };
    let cut = |text: &str| text.chars().take(LONGEST).collect::<String>();
    let (stem, extension) = (cut(stem), cut(&extension));
    let stem = match stem.as_str() {
        "" | "." | ".." => "file".to_owned(),
        stem if is_name(stem) => stem.to_owned(),
        // a device, or an end that was cut into
        stem => format!("_{}", stem.trim_end_matches(['.', ' '])),
    };
    let extension = extension.trim_end_matches(['.', ' ']);
    let mut free = format!("{folder}{stem}{extension}");
    let mut number = 1;
    while taken.contains(&free.to_lowercase()) {
        number += 1;
        free = format!("{folder}{stem} ({number}){extension}");
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_free_name_is_like_the_one_that_is_wanted() {
        let taken = BTreeSet::from(["logs/a.log".to_owned(), "logs/a (2).log".to_owned()]);
        for (wanted, name) in [
            ("C:\\Temp\\b.evtx", "logs/b.evtx"),
            ("A.log", "logs/A (3).log"),
            ("con.txt", "logs/_con.txt"),
            ("COM1", "logs/_COM1"),
            ("..", "logs/file"),
            ("x. ", "logs/x"),
            ("a?b.log", "logs/a_b.log"),
            ("", "logs/file"),
        ] {
            assert_eq!(free("logs/", wanted, &taken), name, "{wanted}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_system_can_keep_a_free_name(
            wanted in "(con|nul|com1|lpt9|a|\\.|\\.\\.)?[ -~\u{1}\u{7f}가-나]{0,100}(\\.[ -~]{0,90})?",
            taken in prop::collection::btree_set("[a-c]{0,2}", 0..9),
        ) {
            let name = free("", &wanted, &taken);
            prop_assert!(is_inside(&name) && is_name(&name) && !taken.contains(&name.to_lowercase()), "{:?}", name);
        }
    }
}
