//! The built-in knowledge: one block of ready data inside the program, made by `build.rs`.

use crate::knowledge::Catalog;
use std::borrow::Cow;

static BLOCK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/knowledge.bin"));

/// The catalog over the built-in block; nothing is parsed or copied.
pub fn catalog() -> Catalog {
    Catalog::over(Cow::Borrowed(BLOCK))
}
