//! The case for other programs: `case.json` of the bundle. Owns its form, which is fixed (`sspr.case/1`); a field is only
//! ever added. What is not known is null.

use super::path::{self, Way};
use super::{Case, TIME_ZONE, TIMESTAMP, field};
use crate::knowledge::Catalog;
use crate::knowledge::id::FieldId;
use crate::walk::Node;
use serde::Serialize;
use std::collections::BTreeMap;

/// The version of the form.
pub const SCHEMA: &str = "sspr.case/1";

/// A case as it stands in `case.json`. The order of the fields is the order in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Document {
    schema: &'static str,
    id: String,
    created: String,
    ticket: Option<String>,
    description: Option<String>,
    affected: Option<String>,
    since: Option<String>,
    changed: Option<String>,
    page: Page,
    support_code: Option<String>,
    correlation_id: Option<String>,
    session: Session,
    timestamp: Option<String>,
    time_zone: Option<String>,
    user_id: Option<String>,
    user_type: Option<String>,
    administrator: Option<bool>,
    license: Option<String>,
    tenant: Option<String>,
    cloud: Option<String>,
    sync: Sync,
    log_paths: Vec<String>,
    path: Vec<Passed>,
    /// What event logs show; nothing reads them yet.
    findings: Vec<String>,
    /// What connectivity checks show; nothing runs them yet.
    checks: Vec<String>,
    notes: Vec<Remark>,
    missing: Vec<FieldId>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Page {
    url: Option<String>,
    screenshot: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Session {
    sid: Option<String>,
    cid: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Sync {
    kind: Option<String>,
    version: Option<String>,
    server: Option<String>,
}

/// A stop: at a question the answer is set, at an entry the outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Passed {
    at: Option<String>,
    entry: String,
    answer: Option<String>,
    outcome: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Remark {
    at: String,
    entry: Option<String>,
    text: String,
}

/// The case in its fixed form.
pub fn document(catalog: &Catalog, case: &Case) -> Document {
    let values = case.values(catalog);
    let value = |id: &str| values.get(id).cloned();
    Document {
        schema: SCHEMA,
        id: case.id.clone(),
        created: case.created.clone(),
        ticket: value("ticket"),
        description: value("description"),
        affected: value("affected"),
        since: value("since"),
        changed: value("changed"),
        page: Page {
            url: value("page.url"),
            screenshot: value("page.screenshot"),
        },
        support_code: value("support_code"),
        correlation_id: value("correlation_id"),
        session: Session {
            sid: value("session.sid"),
            cid: value("session.cid"),
        },
        timestamp: value(TIMESTAMP),
        time_zone: value(TIME_ZONE),
        user_id: value("user_id"),
        user_type: value("user_type"),
        administrator: yes_or_no(&values, "administrator"),
        license: value("license"),
        tenant: value("tenant"),
        cloud: value("cloud"),
        sync: Sync {
            kind: value("sync.kind"),
            version: value("sync.version"),
            server: value("sync.server"),
        },
        log_paths: value(super::LOG_PATHS)
            .map_or_else(Vec::new, |paths| field::lines(&paths).map(str::to_owned).collect()),
        path: path::ways(catalog, case).iter().flat_map(passed).collect(),
        findings: Vec::new(),
        checks: Vec::new(),
        notes: case.notes.iter().map(remark).collect(),
        missing: case.missing(catalog).into_iter().map(|field| field.id).collect(),
    }
}

/// `case.json`, with a line end at its end.
pub fn text(catalog: &Catalog, case: &Case) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(&document(catalog, case)).map(|text| text + "\n")
}

fn yes_or_no(values: &BTreeMap<FieldId, String>, id: &str) -> Option<bool> {
    match values.get(id)?.as_str() {
        "yes" => Some(true),
        "no" => Some(false),
        _ => None,
    }
}

fn passed(way: &Way) -> Vec<Passed> {
    let known = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let stops = way.stops.iter().map(|stop| {
        let (answer, outcome) = match stop.node {
            Node::Question(_) => (known(&stop.value), None),
            Node::Entry(_) => (None, known(&stop.value)),
        };
        Passed {
            at: known(&stop.at),
            entry: stop.node.id().to_owned(),
            answer,
            outcome,
        }
    });
    stops.collect()
}

fn remark(note: &super::Note) -> Remark {
    Remark {
        at: note.at.clone(),
        entry: Some(note.node.clone()).filter(|node| !node.is_empty()),
        text: note.text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use serde_json::{Value, json};

    fn written() -> Value {
        let catalog = sample::catalog();
        let text = text(&catalog, &sample::case(&catalog)).unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    #[test]
    fn a_stop_is_an_answer_or_an_outcome_and_a_wait_stands_last() {
        let stop = |at: &str, entry: &str, answer: Option<&str>, outcome: Option<&str>| json!({ "at": format!("2026-11-21T00:{at}:00Z"), "entry": entry, "answer": answer, "outcome": outcome });
        assert_eq!(
            written()["path"],
            json!([
                stop("01", "ask.urgent", Some("yes"), None),
                stop("02", "ask.license", Some("assigned"), None),
                stop("03", "ask.since", Some("9 o'clock, `roughly`"), None),
                stop("04", "a.first", None, Some("not-fixed")),
                stop("05", "a.second", None, Some("skipped")),
                stop("06", "a.third", None, Some("waiting")),
            ])
        );
    }

    #[test]
    fn what_is_not_known_is_null_and_what_the_walk_learned_is_filled_in() {
        let case = written();
        assert_eq!(case["schema"], "sspr.case/1");
        assert_eq!(
            (&case["administrator"], &case["license"]),
            (&json!(false), &json!("assigned"))
        );
        assert_eq!(case["since"], "9 o'clock, `roughly`");
        assert_eq!(case["page"], json!({ "url": null, "screenshot": null }));
        assert_eq!(case["sync"], json!({ "kind": null, "version": null, "server": null }));
        assert_eq!(case["log_paths"], json!([]));
        assert_eq!(
            case["missing"],
            json!([
                "page.url",
                "support_code",
                "session.sid",
                "session.cid",
                "timestamp",
                "user_type"
            ])
        );
        assert_eq!(case["notes"][0]["entry"], "a.third");
    }

    #[test]
    fn every_field_of_the_case_stands_in_the_document() {
        let catalog = sample::catalog();
        let mut case = Case::new("a".into(), crate::text::Lang::En, "2026-11-21T00:00:00Z");
        for field in catalog.fields() {
            case.typed.insert(field.id, "yes".into());
        }
        let document = serde_json::to_value(document(&catalog, &case)).unwrap_or_default();
        for field in catalog.fields() {
            let place = format!("/{}", field.id.replace('.', "/"));
            assert!(
                document.pointer(&place).is_some_and(|value| !value.is_null()),
                "{}",
                field.id
            );
        }
    }
}
