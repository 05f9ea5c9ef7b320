//! Reads a text: its records become pieces of evidence, its identifiers, times, user and page are named, and what a person wrote
//! around them is kept as words.

use super::clean::clean;
use super::columns::{Columns, Record};
use super::event;
use super::hours::Hours;
use super::lines;
use super::records;
use super::shapes::{Pattern, pattern};
use super::times::{self, Clock, When};
use crate::knowledge::Catalog;
use crate::knowledge::paste::{Holds, Level, Secret};
use crate::knowledge::shape::KeptKind;
use crate::search::codes::{Kind, Scan, Scanner};
use crate::text::one_line;
use std::collections::BTreeSet;
use std::sync::LazyLock;

/// What a text holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The text without secrets and anchors.
    pub text: String,
    /// A piece for each record, and for each line of the caller's that names a code; in the order of the text.
    pub pieces: Vec<Piece>,
    /// Every identifier, with its line.
    pub ids: Vec<(KeptKind, String, usize)>,
    /// Every time.
    pub times: Vec<When>,
    pub user: Option<String>,
    /// The address of the page, without its parameters.
    pub url: Option<String>,
    /// What a person wrote, without records and quoted headers.
    pub words: String,
    /// The kinds of secrets that were taken out.
    pub removed: BTreeSet<Secret>,
    /// How many directory anchors were dropped.
    pub dropped: usize,
}

/// A piece of evidence in a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Piece {
    /// Its first line, counted from 1.
    pub line: usize,
    /// It is a line of the caller's, and no record.
    pub own: bool,
    pub provider: Option<String>,
    pub event: Option<u32>,
    pub level: Option<Level>,
    /// As they are written in reports: `SSPR_0029`, `AADSTS50126`, `0x80230619`.
    pub codes: Vec<String>,
    pub tracking_id: Option<String>,
    pub when: Option<When>,
    pub computer: Option<String>,
    pub user: Option<String>,
    /// The message itself on one line, or the line of the caller's.
    pub quote: String,
}

/// Longer messages are cut; the whole stands in the log.
const LONGEST_QUOTE: usize = 400;

static ADDRESS: Pattern = Pattern(LazyLock::new(|| {
    pattern(
        r#"(?i)https?://(?u-i:[^[:space:]"'<>|\[\]]+)|\b(?:passwordreset\.microsoftonline|account\.activedirectory\.windowsazure|login\.microsoftonline|mysignins\.microsoft|myaccount\.microsoft|aka|entra\.microsoft|portal\.azure)\.(?:com|us|cn|ms)/(?u-i:[^[:space:]"'<>|\[\]]*)"#,
    )
}));

/// Reads `raw`. Nothing of a secret comes into the reading.
pub fn read(catalog: &Catalog, raw: &str, clock: Clock<'_>) -> Reading {
    let clean = clean(catalog, raw);
    let rows = lines::rows(&clean.text);
    let columns = Columns::of(catalog);
    let cut = records::cut(&rows, &columns);
    let scanner = Scanner::of(catalog);
    let mut out = Reading {
        removed: clean.removed,
        dropped: clean.dropped,
        ..Reading::default()
    };
    for record in &cut.records {
        out.record(&scanner, &columns, record, clock);
    }
    let mut computer = None;
    for (holds, value, line) in cut.loose {
        match holds {
            Holds::Time => out.times.push(times::labeled(&value, line, clock)),
            Holds::Computer => computer = Some(value),
            _ => out.identifiers(scanner.scan(&value), line),
        }
    }
    for row in &cut.own {
        let scan = scanner.scan(row.text);
        let found = times::find(row.text, row.number, clock);
        let piece = Piece {
            line: row.number,
            own: true,
            event: event(&scan),
            codes: told(&scan),
            tracking_id: kept(&scan, KeptKind::TrackingId),
            when: found.first().cloned(),
            user: kept(&scan, KeptKind::UserId),
            quote: short(row.text),
            ..Piece::default()
        };
        out.times.extend(found);
        out.identifiers(scan, row.number);
        if piece.names_something() {
            out.pieces.push(piece);
        }
    }
    if let Some(computer) = computer {
        for piece in out.pieces.iter_mut().filter(|piece| piece.computer.is_none()) {
            piece.computer = Some(computer.clone());
        }
    }
    out.pieces.sort_by_key(|piece| piece.line);
    let mut named = BTreeSet::new();
    out.ids.retain(|(kind, value, _)| named.insert((*kind, value.clone())));
    out.ids.sort_by_key(|(.., line)| *line);
    let user = out
        .pieces
        .iter()
        .find_map(|piece| piece.user.clone())
        .filter(|user| user.contains('@'));
    let named = out.ids.iter().find(|(kind, ..)| *kind == KeptKind::UserId);
    out.user = user.or_else(|| named.map(|(_, value, _)| value.clone()));
    out.url = address(&clean.text);
    let words: Vec<&str> = cut.own.iter().map(|row| row.text.trim()).collect();
    words.join("\n").trim().clone_into(&mut out.words);
    out.text = clean.text;
    out
}

impl Piece {
    /// It names an event or another code.
    pub fn names_something(&self) -> bool {
        self.event.is_some() || !self.codes.is_empty()
    }
}

impl Reading {
    fn record(&mut self, scanner: &Scanner<'_>, columns: &Columns, record: &Record, clock: Clock<'_>) {
        let read = event::event(record, columns, clock, &mut Hours::default());
        let scan = scanner.scan(&read.message);
        self.times.extend(read.when.clone());
        let listed = read.user.as_deref().map(|person| scanner.scan(person));
        self.pieces.push(Piece {
            line: record.line,
            own: false,
            event: read.event.or_else(|| event(&scan)),
            provider: read.provider,
            level: read.level,
            codes: told(&scan),
            tracking_id: kept(&scan, KeptKind::TrackingId),
            when: read.when,
            computer: read.computer,
            user: kept(&scan, KeptKind::UserId).or(read.user),
            quote: short(&read.message),
        });
        self.identifiers(scan, record.line);
        self.identifiers(listed.unwrap_or_default(), record.line);
    }

    /// Adds what was found; what was known already is taken out when all is read.
    fn identifiers(&mut self, scan: Scan, line: usize) {
        let kept = scan.kept.into_iter();
        self.ids.extend(kept.map(|kept| (kept.kind, kept.value, line)));
    }
}

fn kept(scan: &Scan, kind: KeptKind) -> Option<String> {
    scan.kept
        .iter()
        .find(|kept| kept.kind == kind)
        .map(|kept| kept.value.clone())
}

/// The event that the text names.
fn event(scan: &Scan) -> Option<u32> {
    let mut events = scan.codes.iter().filter(|f| f.kind == Kind::Event && f.certain);
    events.find_map(|f| f.code.parse().ok())
}

/// The codes besides the number of the event, as reports write them.
fn told(scan: &Scan) -> Vec<String> {
    let codes = scan
        .codes
        .iter()
        .filter(|f| f.kind != Kind::Event && (f.known || f.certain));
    codes
        .map(|f| match f.kind {
            Kind::Hr => format!("0x{}", f.code),
            Kind::Sspr | Kind::SignIn => f.code.to_uppercase(),
            Kind::Event | Kind::Name => f.code.clone(),
        })
        .collect()
}

/// A message on one line, without the details that say it again.
fn short(message: &str) -> String {
    let line = one_line(message);
    let head = line.split_once(", Details: ").map_or(line.as_str(), |(head, _)| head);
    let head = head.trim_end_matches([',', ' ']);
    if head.chars().count() <= LONGEST_QUOTE {
        return head.to_owned();
    }
    let cut: String = head.chars().take(LONGEST_QUOTE).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{whole} ...")
}

/// The first address of a page, without its parameters; those of documents are none.
fn address(text: &str) -> Option<String> {
    let found = ADDRESS.get()?.find_iter(text).map(|m| m.as_str());
    let mut pages = found.filter(|url| {
        !["learn.microsoft", "schemas.microsoft", "docs.microsoft"]
            .iter()
            .any(|d| url.contains(d))
    });
    let page = pages.next()?.split(['?', '#']).next()?;
    let (scheme, rest) = page.split_once("://").unwrap_or(("https", page));
    let rest = rest.rsplit_once('@').map_or(rest, |(_, rest)| rest);
    Some(format!("{scheme}://{}", rest.trim_end_matches(['.', ',', ')', ';'])))
}
