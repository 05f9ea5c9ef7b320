//! The case for other programs: `case.json` of the bundle. Owns its form, which is fixed (`sspr.case/1`); a field is only
//! ever added. What is not known is null.

use super::path::{self, Way};
use super::{Case, TIME_ZONE, TIMESTAMP, field};
use crate::knowledge::Catalog;
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
    missing: Vec<String>,
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

fn yes_or_no(values: &BTreeMap<String, String>, id: &str) -> Option<bool> {
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
