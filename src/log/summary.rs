//! What a log came to when it was read: its form, what it holds, what of it could not be read.

use super::beside::Beside;
use super::harm::{Damage, Harm};
use crate::time::Stamp;
use std::collections::BTreeMap;
use std::fmt;

/// What form a log has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    Evtx,
    Xml,
    /// A table with commas or semicolons.
    Csv,
    /// As people paste it, and as Event Viewer saves text.
    Text,
    /// The Entra audit log as a table.
    AuditCsv,
    /// The Entra audit log as the portal and Graph write it.
    AuditJson,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::Evtx => "evtx",
            Format::Xml => "xml",
            Format::Csv => "csv",
            Format::Text => "text",
            Format::AuditCsv => "audit-csv",
            Format::AuditJson => "audit-json",
        })
    }
}

/// How the text of a log is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    /// The Korean code page, also called `euc-kr`.
    Windows949,
    Windows1252,
}

impl Encoding {
    pub const ALL: [Encoding; 5] = [
        Encoding::Utf8,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        Encoding::Windows949,
        Encoding::Windows1252,
    ];

    /// The encoding that a person may call so.
    pub fn named(name: &str) -> Option<Self> {
        let plain: String = name
            .to_lowercase()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        Some(match plain.as_str() {
            "utf8" | "65001" => Encoding::Utf8,
            "utf16" | "utf16le" | "unicode" | "1200" => Encoding::Utf16Le,
            "utf16be" | "1201" => Encoding::Utf16Be,
            "windows949" | "cp949" | "949" | "ms949" | "euckr" | "uhc" | "ksc56011987" => Encoding::Windows949,
            "windows1252" | "cp1252" | "1252" | "latin1" | "iso88591" => Encoding::Windows1252,
            _ => return None,
        })
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            Encoding::Windows949 => "windows-949",
            Encoding::Windows1252 => "windows-1252",
        })
    }
}

/// What a log came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// As it was named; of a file in an archive the path of the archive, a slash, and its name there.
    pub path: String,
    pub format: Format,
    /// How its text is written; a binary log has none.
    pub encoding: Option<Encoding>,
    /// All records in it, whoever wrote them.
    pub records: u64,
    /// Of the providers of the sync server: how many records have which number.
    pub counts: BTreeMap<(String, u32), u64>,
    /// Records of these that were not handed on one by one, because they happen beside everything else.
    pub beside: Vec<Beside>,
    /// The time of the first and of the last of all its records, where one is known.
    pub from: Option<Stamp>,
    pub to: Option<Stamp>,
    /// What of it could not be read, in its order; the first hundred.
    pub damaged: Vec<Damage>,
    /// How much more of it could not be read.
    pub more_damaged: u64,
    /// How many bytes were read.
    pub bytes: u64,
    /// It was read to its end; no, where the caller broke off.
    pub whole: bool,
}

/// So many damages are told one by one.
const MOST_DAMAGES: usize = 100;

impl Summary {
    pub(super) fn of(path: &str, format: Format) -> Self {
        Self {
            path: path.to_owned(),
            format,
            encoding: None,
            records: 0,
            counts: BTreeMap::new(),
            beside: Vec::new(),
            from: None,
            to: None,
            damaged: Vec::new(),
            more_damaged: 0,
            bytes: 0,
            whole: true,
        }
    }

    /// A record bears this time.
    pub(super) fn saw(&mut self, at: Stamp) {
        self.from = Some(self.from.map_or(at, |from| from.min(at)));
        self.to = Some(self.to.map_or(at, |to| to.max(at)));
    }

    pub(super) fn harmed(&mut self, at: u64, harm: Harm) {
        if self.damaged.len() < MOST_DAMAGES {
            self.damaged.push(Damage { at, harm });
        } else {
            self.more_damaged += 1;
        }
    }
}
