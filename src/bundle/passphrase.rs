//! What a bundle is encrypted with: AES-256 inside the zip, which common archivers open.

use crate::text::{Say, say};
use std::fmt;

/// A passphrase; it is never shown, logged or kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Passphrase(String);

/// Fewer characters are guessed too soon.
const LEAST: usize = 8;

/// Why a passphrase is refused.
pub const TOO_SHORT: Say = say(
    "the passphrase needs at least 8 characters",
    "암호 문구는 8자 이상이어야 합니다",
);

impl Passphrase {
    /// A new one as it was typed, or as the first line of a file.
    pub fn new(typed: &str) -> Result<Self, Say> {
        let line = typed.lines().next().unwrap_or_default();
        if line.chars().count() < LEAST {
            return Err(TOO_SHORT);
        }
        Ok(Self(line.to_owned()))
    }

    /// One that somebody else chose.
    pub fn given(typed: &str) -> Self {
        Self(typed.lines().next().unwrap_or_default().to_owned())
    }

    pub(super) fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Passphrase(...)")
    }
}
