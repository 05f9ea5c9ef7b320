//! Several codes in one paste: which of them is the answer. The rules are those by which support reads the logs of
//! writeback: the event that names the reason decides, its neighbours are evidence, and hash synchronization is never the
//! cause of a failed writeback.

use super::codes::{Found, Kind};
use crate::knowledge::id::EntryId;

/// What the codes of a text say.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// Entries in the order in which they answer.
    pub entries: Vec<EntryId>,
    /// The leading entries are alternatives: they answer to the same code, or to incidents that differ.
    pub several: bool,
    /// The code whose meanings a question tells apart.
    pub door: Option<String>,
}

/// Where each code stands when several are present, the lowest first.
const ORDER: &[(u32, &[std::ops::RangeInclusive<u32>])] = &[
    (0, &[33001..=33009]),
    (20, &[6329..=6329]),
    (30, &[31044..=31044]),
    (31, &[6800..=6800]),
    (33, &[32001..=32001]),
    (32, &[32000..=32999]),
    (34, &[31034..=31034]),
    (36, &[31016..=31016]),
    (50, &[31003..=31003, 31008..=31008, 31011..=31011, 31014..=31014]),
    (60, &[4724..=4724, 10014..=10025, 30001..=30027]),
    (70, &[31002..=31002, 31007..=31007, 31010..=31010]),
    (72, &[31000..=31999]),
    (80, &[6306..=6306]),
    (85, &[403..=403, 405..=405, 6900..=6900]),
    (90, &[0..=0, 115..=115, 611..=657]),
    (95, &[1722..=1722]),
];
const RESULT: u32 = 10;
const STATUS: u32 = 40;
const OTHER: u32 = 65;

/// Events that do not say why: the result code in them does, where it has an entry of its own.
const VAGUE: &[&str] = &["33001", "33009"];
/// A code and a text (folded, run together) that together mean another entry.
const REFINED: &[(&str, &[&str], &str)] = &[
    (
        "33004",
        &["failedtoacquireuserinformation", "erroraccessdenied"],
        "writeback.remote-sam",
    ),
    (
        "33004",
        &["failedtoacquireuserinformation", "0x5"],
        "writeback.remote-sam",
    ),
    (
        "6329",
        &["failedtoacquireuserinformation", "erroraccessdenied"],
        "writeback.remote-sam",
    ),
    (
        "32002",
        &["tokenproviderwasunabletoprovideasecuritytoken"],
        "writeback.service-bus-32002",
    ),
    ("32002", &["보안토큰을제공할수없습니다"], "writeback.service-bus-32002"),
    ("32009", &["errorgettingauthtoken"], "writeback.cannot-configure-32009"),
    ("32009", &["인증토큰가져오기오류"], "writeback.cannot-configure-32009"),
];

/// The name of an event stands where its number does.
fn order(found: &Found, entries: &dyn Fn(&str) -> Vec<EntryId>) -> u32 {
    match found.kind {
        Kind::Hr => return RESULT,
        Kind::Sspr | Kind::SignIn => return STATUS,
        Kind::Event | Kind::Name => {}
    }
    let named = || {
        entries(&found.code)
            .first()?
            .strip_prefix("event.")?
            .parse::<u32>()
            .ok()
    };
    let Some(number) = found.code.parse::<u32>().ok().or_else(named) else {
        return STATUS;
    };
    ORDER
        .iter()
        .find(|(_, ranges)| ranges.iter().any(|r| r.contains(&number)))
        .map_or(OTHER, |(order, _)| *order)
}

/// Decides. `entries` gives the entries of a code, the most exact first; `doors` whether a question tells its meanings
/// apart; `folded` is the text with its words run together.
pub fn decide(
    found: &[Found],
    folded: &str,
    entries: &dyn Fn(&str) -> Vec<EntryId>,
    doors: &dyn Fn(&str) -> bool,
) -> Decision {
    let mut codes: Vec<&Found> = found.iter().filter(|f| f.known).collect();
    codes.sort_by_key(|f| order(f, entries));
    let has = |code: &str| codes.iter().any(|f| f.code == code);
    let mut out = Decision::default();
    let add = |ids: Vec<EntryId>, out: &mut Decision| {
        for id in ids {
            if !out.entries.contains(&id) {
                out.entries.push(id);
            }
        }
    };

    let reasons: Vec<&Found> = codes.iter().copied().filter(|f| order(f, entries) == 0).collect();
    // the name of an event beside its number says the same once more
    let first = reasons.first().map(|f| entries(&f.code)).unwrap_or_default();
    if reasons.iter().any(|f| entries(&f.code).first() != first.first()) {
        out.several = true;
    }
    for (code, texts, entry) in REFINED {
        if has(code)
            && texts.iter().all(|t| folded.contains(t))
            && out.entries.is_empty()
            && (*code != "6329" || reasons.is_empty())
        {
            out.entries.push(EntryId::new(*entry));
        }
    }
    if reasons.len() == 1 && reasons.iter().any(|f| VAGUE.contains(&f.code.as_str())) {
        let results = codes.iter().filter(|f| f.kind == Kind::Hr || f.code == "1722");
        add(
            results
                .filter_map(|f| entries(&f.code).into_iter().next())
                .take(1)
                .collect(),
            &mut out,
        );
    }
    // a result code beside 6329 says which of its meanings it is
    let told = codes.iter().any(|f| f.kind == Kind::Hr) || !reasons.is_empty() || !out.entries.is_empty();
    for code in &codes {
        let mut ids = entries(&code.code);
        let exact = ids
            .first()
            .is_some_and(|id| id.ends_with(&format!(".{}", code.code.replace("sspr_", ""))));
        if doors(&code.code) && !(exact && code.kind == Kind::Event) {
            if code.code == "6329" && told {
                continue;
            }
            if out.entries.is_empty() && ids.len() > 1 {
                out.several = true;
                out.door = Some(code.code.clone());
            }
        } else if !out.entries.is_empty() {
            ids.truncate(2);
        }
        add(ids, &mut out);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lead(codes: &[(&str, Kind)], folded: &str) -> Decision {
        let found: Vec<Found> = codes
            .iter()
            .map(|(code, kind)| Found {
                code: (*code).to_owned(),
                kind: *kind,
                at: 0..0,
                known: true,
                certain: true,
            })
            .collect();
        let entries = |code: &str| {
            let ids: Vec<String> = match code {
                "6329" => vec!["event.a".to_owned(), "event.b".to_owned()],
                "80230818" => vec!["hr.80230818".to_owned()],
                "80230619" => vec!["event.a".to_owned()],
                "656" => vec!["event.hash-sync".to_owned()],
                other => vec![format!("event.{other}")],
            };
            ids.into_iter().map(EntryId::new).collect()
        };
        decide(&found, folded, &entries, &|code| matches!(code, "6329" | "32002"))
    }

    #[test]
    fn the_event_that_names_the_reason_decides() {
        let first = |codes: &[(&str, Kind)], folded: &str| {
            lead(codes, folded)
                .entries
                .into_iter()
                .next()
                .unwrap_or_default()
                .to_string()
        };
        let e = Kind::Event;
        assert_eq!(
            first(&[("656", e), ("6329", e), ("31001", e), ("33004", e)], ""),
            "event.33004"
        );
        assert_eq!(first(&[("33001", e), ("80230818", Kind::Hr)], ""), "hr.80230818");
        assert_eq!(first(&[("33008", e), ("80230619", Kind::Hr)], ""), "event.33008");
        assert_eq!(first(&[("6329", e), ("80230619", Kind::Hr)], ""), "event.a");
        assert_eq!(
            first(&[("33004", e)], "failedtoacquireuserinformationerroraccessdenied"),
            "writeback.remote-sam"
        );
        assert_eq!(first(&[("32002", e)], "errorconnectingtoservicebus"), "event.32002");
        assert_eq!(first(&[("656", e), ("31003", e)], ""), "event.31003");
    }

    #[test]
    fn a_code_with_several_meanings_keeps_them_all() {
        let alone = lead(&[("6329", Kind::Event)], "");
        assert!(alone.several);
        assert_eq!(alone.door.as_deref(), Some("6329"));
        assert_eq!(alone.entries.len(), 2);
        assert!(!lead(&[("32002", Kind::Event)], "").several);
        assert!(lead(&[("33004", Kind::Event), ("33008", Kind::Event)], "").several);
    }
}
