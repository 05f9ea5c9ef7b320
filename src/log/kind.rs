//! What a file is, told by its first bytes and never by its name.

use super::audit;
use super::encoding::{self, Decoded};
use super::error::LogError;
use super::summary::{Encoding, Format};
use crate::evidence::{Events, Table};
use crate::knowledge::paste::Holds;

/// So many bytes are looked at.
pub(super) const HEAD: usize = 64 << 10;

/// What a file is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Evtx,
    Text {
        /// Where it is told at the beginning.
        encoding: Option<Encoding>,
        shape: Shape,
    },
}

/// What a text is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// XML as `wevtutil` and Event Viewer write it.
    Xml,
    /// A table of events.
    Table(Table),
    /// A table of the Entra audit log.
    AuditTable(audit::Columns),
    /// The Entra audit log in JSON.
    AuditJson,
    /// Whatever people paste.
    Prose,
}

/// Why a file is no log.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum No {
    Log,
    OldLog,
    Packed,
}

impl No {
    pub fn at(self, path: &str) -> LogError {
        let path = path.to_owned();
        match self {
            No::Log => LogError::NoLog { path },
            No::OldLog => LogError::OldLog { path },
            No::Packed => LogError::Packed { path },
        }
    }
}

impl Kind {
    pub fn format(&self) -> Format {
        match self {
            Kind::Evtx => Format::Evtx,
            Kind::Text { shape: Shape::Xml, .. } => Format::Xml,
            Kind::Text {
                shape: Shape::Table(table),
                ..
            } if table.delimiter() != b'\t' => Format::Csv,
            Kind::Text {
                shape: Shape::AuditTable(_),
                ..
            } => Format::AuditCsv,
            Kind::Text {
                shape: Shape::AuditJson,
                ..
            } => Format::AuditJson,
            Kind::Text { .. } => Format::Text,
        }
    }
}

/// The first bytes of an `.evtx` file, of one of its chunks, and where the first chunk lies.
pub(super) const FILE: &[u8] = b"ElfFile\0";
pub(super) const CHUNK: &[u8] = b"ElfChnk\0";
pub(super) const FIRST_CHUNK: usize = 4096;

/// What the file with this beginning is, whose text is in `named` where the caller said so.
pub(super) fn of(head: &[u8], named: Option<Encoding>, events: &Events<'_>, audits: &audit::Names) -> Result<Kind, No> {
    let chunk = |at: usize| head.get(at..).is_some_and(|rest| rest.starts_with(CHUNK));
    if head.starts_with(FILE) || chunk(0) || chunk(FIRST_CHUNK) {
        return Ok(Kind::Evtx);
    }
    if head.get(4..).is_some_and(|rest| rest.starts_with(b"LfLe")) {
        return Err(No::OldLog);
    }
    let packed: [&[u8]; 6] = [
        b"PK\x03\x04",
        b"\x1f\x8b",
        b"7z\xbc\xaf\x27\x1c",
        b"Rar!",
        b"MSCF",
        b"BZh",
    ];
    if packed.iter().any(|magic| head.starts_with(magic)) {
        return Err(No::Packed);
    }
    let encoding = named.or_else(|| encoding::told(head));
    let mut bytes = head;
    let mut text = String::new();
    let mut decoded = Decoded::new(&mut bytes, encoding);
    while decoded.more(&mut text).is_ok_and(|more| more) {}
    if is_binary(&text) {
        return Err(No::Log);
    }
    Ok(Kind::Text {
        encoding,
        shape: shape(&text, events, audits),
    })
}

/// Signs that no text has, more than a slip of the disk leaves behind.
pub(super) fn is_binary(text: &str) -> bool {
    let odd = |c: char| c == '\u{fffd}' || c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{1b}');
    let (odd, all) = text
        .chars()
        .fold((0, 0), |(odds, all), c| (odds + usize::from(odd(c)), all + 1));
    odd * 20 > all
}

fn shape(text: &str, events: &Events<'_>, audits: &audit::Names) -> Shape {
    let text = text.trim_start();
    if text.starts_with('<') && (text.contains("<Event>") || text.contains("<Event ") || text.contains("<Events")) {
        return Shape::Xml;
    }
    if audits.are_in(text) {
        return Shape::AuditJson;
    }
    if let Some(columns) = text.lines().next().and_then(|head| audits.table(head)) {
        return Shape::AuditTable(columns);
    }
    table(text, events).map_or(Shape::Prose, |(table, _)| Shape::Table(table))
}

/// The table of events that a text is, and how many bytes stand before its rows. Windows PowerShell writes a line about types
/// before the names.
pub(super) fn table(text: &str, events: &Events<'_>) -> Option<(Table, usize)> {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        at += line.len();
        let line = line.trim_end();
        if line.starts_with("#TYPE") || line.trim_start().is_empty() {
            continue;
        }
        let table = events.table(line)?;
        // what names neither is a list of something else
        let tells = [Holds::Provider, Holds::Event]
            .iter()
            .any(|holds| table.column(*holds).is_some());
        return tells.then_some((table, at));
    }
    None
}
