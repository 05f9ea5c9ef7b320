//! Finds codes in anything typed or pasted: status codes, event ids, hr codes, sign-in codes, identifiers, and what is kept
//! for the case. Owns how codes are written; what they mean is the catalog's.

use super::hangul;
use crate::knowledge::Catalog;
use crate::knowledge::code::{canonical, is_number};
use crate::knowledge::shape::{Cue, CueKind, Keepsake, KeptKind};
use crate::knowledge::signal::{Form, Says, Signal, signal};
use crate::text::guid;
use std::collections::BTreeSet;
use std::ops::Range;

/// What a code looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Sspr,
    /// A number in the place of an event id, or one that may be one.
    Event,
    /// A result code.
    Hr,
    SignIn,
    /// An identifier such as `OnPremisesAdminActionRequired`.
    Name,
}

/// A code that stands in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    pub code: String,
    pub kind: Kind,
    /// The catalog has entries for it.
    pub known: bool,
    /// Something around it says that it is a code: its form, or a word such as `event id`.
    pub certain: bool,
}

/// A value in the text that a case needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    pub kind: KeptKind,
    pub value: String,
}

/// All codes and keepsakes of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    pub codes: Vec<Found>,
    pub kept: Vec<Kept>,
}

/// A piece of the text between blanks and brackets.
struct Piece<'t> {
    text: &'t str,
    at: Range<usize>,
}

fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    let mut start = None;
    let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-' | ':' | '@' | '/' | '\\' | '+');
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let hangul = hangul::is_hangul(c);
        match (start, inside(c) || hangul) {
            (None, true) => start = Some((at, hangul)),
            (Some((from, _)), false) => {
                out.extend(text.get(from..at).map(|t| Piece { text: t, at: from..at }));
                start = None;
            }
            // 33004가: the particle is a piece of its own
            (Some((from, was)), true) if was != hangul => {
                out.extend(text.get(from..at).map(|t| Piece { text: t, at: from..at }));
                start = Some((at, hangul));
            }
            _ => {}
        }
    }
    out.retain(|piece| piece.text.contains(char::is_alphanumeric));
    out
}

/// A piece and what stands around it.
struct Around<'p> {
    pieces: &'p [Piece<'p>],
    index: usize,
    /// The whole text is hardly more than this piece.
    alone: bool,
    /// It stands in brackets behind a word, as the line of a source file does.
    called: bool,
    says: &'p Known<'p>,
}

impl<'p> Around<'p> {
    fn before(&self, n: usize) -> &'p str {
        self.index
            .checked_sub(n)
            .and_then(|i| self.pieces.get(i))
            .map_or("", |p| p.text)
    }

    /// A word that is `said` stands shortly before, or next.
    fn context(&self, said: impl Fn(&str) -> bool) -> bool {
        (1..=4).any(|n| said(&self.before(n).trim_matches([':', '.', '-']).to_lowercase()))
            || self
                .pieces
                .get(self.index + 1)
                .is_some_and(|p| said(&p.text.to_lowercase()))
    }

    /// Whether a word announces an event id: a word of the event log, or the last one of a provider's name.
    fn announces(&self, word: &str) -> bool {
        self.says.cue(CueKind::Event, word) || (self.says.provider)(word)
    }

    /// Whether a word near it announces a status or result code.
    fn errs(&self) -> bool {
        self.context(|word| self.says.cue(CueKind::Error, word))
    }
}

/// What the knowledge says while codes are looked for.
pub struct Known<'k> {
    /// Entries claim this code.
    pub code: &'k dyn Fn(&str) -> bool,
    /// This result code says nothing.
    pub noise: &'k dyn Fn(&str) -> bool,
    /// The name of a provider ends in this word (lower case).
    pub provider: &'k dyn Fn(&str) -> bool,
    pub cues: &'k [Cue],
    pub keepsakes: &'k [Keepsake],
}

impl Known<'_> {
    fn cue(&self, kind: CueKind, word: &str) -> bool {
        let mut cues = self.cues.iter().filter(|cue| cue.says == kind);
        cues.any(|cue| cue.words.iter().any(|w| w == word))
    }
}

/// Finds everything by what a catalog says, which is unpacked once for any number of lines.
pub struct Scanner<'c> {
    catalog: &'c Catalog,
    signals: Vec<Signal>,
    cues: Vec<Cue>,
    keepsakes: Vec<Keepsake>,
}

impl<'c> Scanner<'c> {
    pub fn of(catalog: &'c Catalog) -> Self {
        Self {
            catalog,
            signals: catalog.signals(),
            cues: catalog.cues(),
            keepsakes: catalog.keepsakes(),
        }
    }

    pub fn scan(&self, text: &str) -> Scan {
        let Self { catalog, signals, .. } = self;
        scan(
            text,
            &Known {
                code: &|code| !catalog.by_code(code).is_empty(),
                noise: &|code| signal(signals, code, Form::Result).is_some_and(|s| s.says == Says::Noise),
                provider: &|word| signals.iter().any(|s| s.is_told_by(word)),
                cues: &self.cues,
                keepsakes: &self.keepsakes,
            },
        )
    }
}

/// Finds everything.
pub fn scan(text: &str, says: &Known<'_>) -> Scan {
    let mut scan = Scan::default();
    let (mut kept_already, mut found_already) = (BTreeSet::new(), BTreeSet::new());
    let pieces = pieces(text);
    for (index, piece) in pieces.iter().enumerate() {
        let head = text.get(..piece.at.start).unwrap_or_default();
        let word = head.trim_end_matches('(');
        let called = word.len() < head.len() && word.ends_with(|c: char| c.is_ascii_alphanumeric());
        let around = Around {
            pieces: &pieces,
            index,
            alone: pieces.len() <= 3,
            called,
            says,
        };
        let trimmed = piece.text.trim_matches(['.', ':', '-', '/', '\\', '+']);
        if let Some(kept) = keepsake(trimmed, &around) {
            if kept_already.insert((kept.kind, kept.value.clone())) {
                scan.kept.push(kept);
            }
            continue;
        }
        // the sign of a decimal result code stays
        let raw = if piece.text.starts_with('-') {
            piece.text.trim_end_matches(['.', ':', '/', '\\', '+'])
        } else {
            trimmed
        };
        for (code, kind, certain) in read(raw, &around) {
            if found_already.insert(code.clone()) {
                scan.codes.push(Found {
                    known: (says.code)(&code),
                    code,
                    kind,
                    certain,
                });
            }
        }
    }
    scan
}

/// A code, what it looks like, and whether that is certain.
type Read = (String, Kind, bool);

fn read(raw: &str, around: &Around<'_>) -> Vec<Read> {
    let lower = raw.to_lowercase();
    let digits = is_number(&lower);
    if let Some(rest) = lower.strip_prefix("aadsts") {
        let number = rest.trim_start_matches([':', '-', '_']);
        let code = is_number(number).then(|| (format!("aadsts{number}"), Kind::SignIn, true));
        return code.into_iter().collect();
    }
    if lower.starts_with("sspr") {
        let code = canonical(&lower);
        if code.starts_with("sspr_") && code.bytes().last().is_some_and(|b| b.is_ascii_digit()) {
            return vec![(code, Kind::Sspr, true)];
        }
    }
    if digits && lower.len() <= 4 {
        // sspr 29, sspr error 29, sspr 오류 코드 29
        let word = |n| around.before(n).trim_matches(['_', ':', '-']).to_lowercase();
        let sspr = (1..=3).find(|n| word(*n) == "sspr");
        let filler = |n: usize| {
            let word = around.before(n).trim_matches(':').to_lowercase();
            around.says.cue(CueKind::Number, &word)
        };
        if sspr.is_some_and(|n| (1..n).all(filler)) {
            return vec![(canonical(&format!("sspr_{lower}")), Kind::Sspr, true)];
        }
        // 0029 as it stands on the page
        if lower.len() == 4 && lower.starts_with("00") && (around.alone || around.errs()) {
            let code = canonical(&format!("sspr_{lower}"));
            let known = (around.says.code)(&code).then_some((code, Kind::Sspr, true));
            return known.into_iter().collect();
        }
    }
    if let Some(found) = result(&lower, around) {
        return found;
    }
    if digits && around.called && !around.announces(&around.before(1).to_lowercase()) {
        return Vec::new();
    }
    if digits {
        return number(&lower, around);
    }
    // dates, versions, paths and addresses are no codes; an object identifier may be one
    if lower.contains(['.', '/', '\\', '@']) && !(around.says.code)(&canonical(&lower)) {
        return lower
            .split(['.', '/', '\\', ':'])
            .filter(|p| p.len() > 7 && !is_number(p))
            .filter_map(|p| {
                let code = canonical(p);
                (around.says.code)(&code).then_some((code, Kind::Name, true))
            })
            .collect();
    }
    let mut out: Vec<Read> = Vec::new();
    for part in lower
        .split([':', '|', '='])
        .chain(lower.split('-').filter(|p| !is_number(p)))
    {
        let code = canonical(part);
        if part.len() >= 3 && (around.says.code)(&code) && !out.iter().any(|(c, ..)| *c == code) {
            let numeric = is_number(part);
            let kind = if numeric { Kind::Event } else { Kind::Name };
            out.push((code, kind, part.len() > 5 || numeric));
        } else if part.len() == 5 && is_number(part) && lower.starts_with("event") {
            out.push((code, Kind::Event, true));
        }
    }
    let behind = ["eventid", "event", "id"]
        .iter()
        .find_map(|word| lower.strip_prefix(word));
    if let Some(number) = behind.filter(|number| out.is_empty() && number.len() >= 3 && is_number(number)) {
        out.push((number.to_owned(), Kind::Event, true));
    }
    out
}

/// Result codes: `0x80230619`, `hr=80230619`, the bare eight digits, the signed or unsigned decimal.
fn result(lower: &str, around: &Around<'_>) -> Option<Vec<Read>> {
    let body = lower
        .trim_start_matches("hresult")
        .trim_start_matches("hr")
        .trim_start_matches([':', '=']);
    let before = around.before(1).trim_matches([':', '=']).to_lowercase();
    let after_hr = matches!(before.as_str(), "hr" | "hresult") || body.len() < lower.len();
    let hexadecimal = body.strip_prefix("0x");
    let hex_digits = |d: &str| !d.is_empty() && d.bytes().all(|b| b.is_ascii_hexdigit());
    let signed = body
        .strip_prefix('-')
        .is_some_and(|d| (8..=10).contains(&d.len()) && is_number(d));
    let unsigned = body.len() == 10 && is_number(body);
    let eight = body.len() == 8 && body.starts_with('8') && hex_digits(body);
    let short = after_hr && hex_digits(body) && body.len() >= 6;
    let form = hexadecimal.is_some_and(hex_digits) || signed || unsigned || eight || short;
    // eight plain digits may be a number of something else
    let plain = eight && is_number(body) && !around.alone && !after_hr && !around.errs();
    if !form {
        return None;
    }
    let code = canonical(body);
    if (around.says.noise)(&code) || (unsigned && code == body) {
        return Some(Vec::new());
    }
    Some(vec![(code, Kind::Hr, !plain)])
}

fn number(lower: &str, around: &Around<'_>) -> Vec<Read> {
    let sign_in = format!("aadsts{lower}");
    if (5..=7).contains(&lower.len()) && around.errs() && (around.says.code)(&sign_in) && !(around.says.code)(lower) {
        return vec![(sign_in, Kind::SignIn, true)];
    }
    let event = around.context(|w| around.announces(w));
    match lower.len() {
        5 if (around.says.code)(lower) => vec![(lower.to_owned(), Kind::Event, true)],
        5 if around.alone && (around.says.code)(&sign_in) => vec![(sign_in, Kind::SignIn, false)],
        // three digits are a number in any sentence; alone they are what is asked for
        3 | 4 if (around.says.code)(lower) && (event || lower.len() == 4 || around.pieces.len() == 1) => {
            vec![(lower.to_owned(), Kind::Event, event || around.alone)]
        }
        4..=7 if event || around.alone && lower.len() == 5 => vec![(lower.to_owned(), Kind::Event, true)],
        _ => Vec::new(),
    }
}

/// GUIDs by what stands before them, and sign-in names.
fn keepsake(piece: &str, around: &Around<'_>) -> Option<Kept> {
    let kept = |kind, value: &str| {
        Some(Kept {
            kind,
            value: value.to_owned(),
        })
    };
    let apart = piece.len().checked_sub(36).and_then(|at| piece.split_at_checked(at));
    let Some((head, guid)) = apart.filter(|(_, last)| guid::guid(last).is_some()) else {
        let (name, domain) = piece.split_once('@')?;
        let upn = !name.is_empty() && domain.contains('.') && !domain.contains('@');
        return kept(KeptKind::UserId, piece).filter(|_| upn);
    };
    let guid = guid.to_lowercase();
    if head.to_lowercase().ends_with("user_") {
        // the anchor of a person, not of a request
        return kept(KeptKind::Guid, &guid);
    }
    let near = [head, around.before(1), around.before(2)].join(" ").to_lowercase();
    let announces = |keepsake: &&Keepsake| {
        let mut words = keepsake.words.iter();
        if keepsake.whole {
            words.any(|word| near.split([' ', ':', '=']).any(|part| part == word))
        } else {
            words.any(|word| near.contains(word.as_str()))
        }
    };
    let kind = around
        .says
        .keepsakes
        .iter()
        .find(announces)
        .map_or(KeptKind::Guid, |k| k.keeps);
    kept(kind, &guid)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[&str] = &[
        "sspr_0029",
        "sspr_009",
        "31003",
        "33004",
        "6329",
        "6800",
        "403",
        "80230619",
        "800700ce",
        "6ba",
        "aadsts50126",
        "aadsts120013",
        "onpremisesadminactionrequired",
        "10014",
        "passwordresetfail",
    ];

    fn read_with(text: &str, code: &dyn Fn(&str) -> bool) -> Scan {
        let catalog = crate::builtin::catalog();
        let says = Known {
            cues: &catalog.cues(),
            keepsakes: &catalog.keepsakes(),
            code,
            noise: &|_| false,
            provider: &|word| word == "adsync",
        };
        scan(text, &says)
    }

    fn found(text: &str) -> Vec<String> {
        read_with(text, &|code| KNOWN.contains(&code))
            .codes
            .into_iter()
            .map(|f| f.code)
            .collect()
    }

    #[test]
    fn a_code_is_found_in_any_spelling() {
        for (text, code) in [
            ("SSPR_0029", "sspr_0029"),
            ("sspr 29", "sspr_0029"),
            ("SSPR-029", "sspr_0029"),
            ("sspr error 29", "sspr_0029"),
            ("SSPR 29번 오류", "sspr_0029"),
            ("SSPR_009", "sspr_009"),
            ("31003이 떠요", "31003"),
            ("event id 33004", "33004"),
            ("이벤트 ID: 33004", "33004"),
            ("EventID 33004: text", "33004"),
            ("eventid33004", "33004"),
            ("hr=80230619, message=", "80230619"),
            ("HR = 0x80230619", "80230619"),
            ("800700ce", "800700ce"),
            ("0x6ba", "6ba"),
            ("AADSTS50126: Error", "aadsts50126"),
            ("aadsts 50126", "aadsts50126"),
            ("오류 코드 50126", "aadsts50126"),
            ("(OnPremisesAdminActionRequired)", "onpremisesadminactionrequired"),
            ("-2145188327", "80230619"),
            ("event 403", "403"),
            ("31003:PasswordResetFail", "31003"),
        ] {
            let value = if text.starts_with('-') {
                0x8023_0619_u32.cast_signed().to_string()
            } else {
                text.to_owned()
            };
            assert_eq!(found(&value).first().map(String::as_str), Some(code), "{value}");
        }
    }

    #[test]
    fn what_only_looks_like_a_code_is_none() {
        for text in [
            "29",
            "9",
            "I have 403 users",
            "2026-11-21 12:31:03",
            "10.0.31.003",
            "MMS(6329): text",
            "version 1.1.6800.0",
            "error 9",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
        assert!(
            read_with("event id 99999", &|_| false)
                .codes
                .iter()
                .any(|f| !f.known && f.certain)
        );
        assert!(read_with("SSPR_0077", &|_| false).codes.iter().any(|f| !f.known));
    }

    #[test]
    fn what_the_case_needs_is_kept() {
        let text = "TrackingId: 0A1B2C3D-0000-1111-2222-333344445555, UserPrincipalName: kim@contoso.com,";
        let kept = read_with(text, &|_| false).kept;
        assert_eq!(
            kept.iter().map(|k| k.kind).collect::<Vec<_>>(),
            [KeptKind::TrackingId, KeptKind::UserId]
        );
        let kept = read_with("지원 코드: 0a1b2c3d-0000-1111-2222-333344445555", &|_| false).kept;
        assert_eq!(kept.first().map(|k| k.kind), Some(KeptKind::SupportCode));
    }
}
