//! The built-in knowledge: one block of ready data inside the program, made by `build.rs`.

use crate::knowledge::Catalog;
use crate::knowledge::load::File;
use std::borrow::Cow;

static BLOCK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.bin"));

/// The catalog over the built-in block; nothing is parsed or copied.
pub fn catalog() -> Catalog {
    Catalog::over(Cow::Borrowed(BLOCK))
}

/// The files it was made from, as name and text.
static SOURCES: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// The built-in knowledge files themselves, for the checks.
pub fn sources() -> Vec<File> {
    SOURCES
        .iter()
        .map(|(name, text)| File {
            name: (*name).to_owned(),
            text: (*text).to_owned(),
        })
        .collect()
}
