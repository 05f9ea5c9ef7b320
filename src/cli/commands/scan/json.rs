//! The answer of `scan` as a document, by the contract; and as one document a line.

use crate::diagnosis::{Attempt, Became, Cite, Finding};
use crate::knowledge::Catalog;
use crate::knowledge::page;
use crate::log::Record;
use crate::scan::{self, Compared, Scanned};
use crate::text::Lang;
use crate::time::{Stamp, Zone};
use serde_json::{Map, Value, json};

pub fn document(catalog: &Catalog, scanned: &Scanned, compared: &Compared, lang: Lang) -> Value {
    let report = &scanned.report;
    let attempts = &report.attempts;
    let shown = attempts
        .shown
        .iter()
        .map(|attempt| self::attempt(scanned, attempt, lang));
    let findings = report
        .findings
        .iter()
        .map(|finding| self::finding(catalog, scanned, finding, lang));
    let mut document = json!({
        "schema": "sspr.scan/1",
        "files": files(scanned, lang),
        "attempts": {
            "total": attempts.total, "worked": attempts.worked, "failed": attempts.failed, "open": attempts.open,
            "shown": shown.collect::<Vec<_>>(),
        },
        "health": health(scanned),
        "findings": findings.collect::<Vec<_>>(),
        "coverage": scanned.coverage(lang),
        "unknown": report.unknown,
    });
    // only of a case that holds findings of an earlier log
    if let (Some(fields), false) = (document.as_object_mut(), compared.is_empty()) {
        fields.insert("compared".to_owned(), self::compared(compared).into());
    }
    document
}

/// What became of the findings of an earlier log.
fn compared(compared: &Compared) -> Vec<Value> {
    let told = compared
        .iter()
        .map(|(entry, since)| json!({ "entry": entry, "since": since }));
    told.collect()
}

/// An event as a line, as it is read. `message` may leave as it is.
pub fn event(file: usize, record: &Record, message: &str, zone: Option<&Zone>) -> Value {
    let audit = record.audit.as_deref();
    json!({
        "kind": "event",
        "datetime": record.at.map(|at| zone.map_or(at, |zone| at.on(zone))),
        "timestamp_desc": "Event Logged",
        "message": message,
        "file": file,
        "record": record.number,
        "written": record.written,
        "provider": record.provider,
        "event": record.event,
        "activity": audit.map(|audit| &audit.activity),
        "correlation_id": audit.and_then(|audit| audit.correlation_id.as_ref()),
        "level": record.level,
        "channel": record.channel,
        "computer": record.computer,
    })
}

/// What came of the events: a file, attempt, finding, stretch of the service or sentence about coverage a line, with a `kind` and
/// the three fields that timelines ask for.
pub fn lines(catalog: &Catalog, scanned: &Scanned, compared: &Compared, lang: Lang) -> Vec<Value> {
    let report = &scanned.report;
    let on = |at: Option<Stamp>| at.map(|at| scanned.on(at));
    let of = |kind: &str, (at, what, message): (Option<Stamp>, &str, String), value: Value| {
        let mut line = Map::from_iter([
            ("kind".to_owned(), Value::from(kind)),
            ("datetime".to_owned(), json!(on(at))),
            ("timestamp_desc".to_owned(), Value::from(what)),
            ("message".to_owned(), Value::from(message)),
        ]);
        if let Value::Object(fields) = value {
            line.extend(fields);
        }
        Value::Object(line)
    };
    let mut out: Vec<Value> = Vec::new();
    for (summary, file) in scanned.summaries.iter().zip(files(scanned, lang)) {
        out.push(of("file", (summary.from, "First Event", summary.path.clone()), file));
    }
    for attempt in &report.attempts.shown {
        let told = scan::attempt_line(scanned, attempt, lang);
        out.push(of(
            "attempt",
            (attempt.at, "Attempt", told),
            self::attempt(scanned, attempt, lang),
        ));
    }
    for finding in &report.findings {
        let value = self::finding(catalog, scanned, finding, lang);
        let said = |key, other| value.get(key).and_then(Value::as_str).unwrap_or(other);
        let (status, title) = (said("status", ""), said("title", &finding.entry));
        let told = format!("{status}: {title} ({})", finding.entry);
        out.push(of("finding", (finding.last, "Last Seen", told), value));
    }
    for (stretch, value) in report.health.iter().zip(health(scanned)) {
        let told = stretch.state.word().to_owned();
        out.push(of("health", (Some(stretch.from), "Begins", told), value));
    }
    for ((entry, _), value) in compared.iter().zip(self::compared(compared)) {
        let since = value.get("since").map(ToString::to_string).unwrap_or_default();
        let told = format!("{entry}: {}", since.trim_matches('"'));
        out.push(of("compared", (None, "Compared", told), value));
    }
    for told in scanned.coverage(lang) {
        out.push(of(
            "coverage",
            (None, "Coverage", told.clone()),
            json!({ "text": told }),
        ));
    }
    out
}

fn files(scanned: &Scanned, lang: Lang) -> Vec<Value> {
    let told = scanned.summaries.iter().map(|summary| {
        let counts = summary.counts.iter();
        let counts: Map<String, Value> = counts
            .map(|((provider, event), count)| (format!("{provider}|{event}"), Value::from(*count)))
            .collect();
        let damaged: Vec<String> = summary.damaged.iter().map(|damage| damage.say(lang)).collect();
        json!({
            "path": summary.path, "format": summary.format.to_string(), "records": summary.records, "counts": counts,
            "damaged": damaged, "from": summary.from.map(|at| scanned.on(at)), "to": summary.to.map(|at| scanned.on(at)),
        })
    });
    told.collect()
}

fn health(scanned: &Scanned) -> Vec<Value> {
    let stretches = scanned.report.health.iter();
    let told = stretches.map(|stretch| {
        json!({
            "state": stretch.state.word(), "from": scanned.on(stretch.from), "to": scanned.on(stretch.to),
            "seconds": stretch.seconds(),
        })
    });
    told.collect()
}

fn attempt(scanned: &Scanned, attempt: &Attempt, lang: Lang) -> Value {
    let outcome = match attempt.became {
        Became::Worked => "worked",
        Became::Failed => "failed",
        Became::Open => "open",
    };
    json!({
        "at": attempt.at.map(|at| scanned.on(at)),
        "utc": attempt.at.map(|at| at.on(&Zone::UTC)),
        "written": attempt.written,
        "user": attempt.user,
        "tracking_id": attempt.tracking,
        "kind_of_request": attempt.kind.as_ref().map(|kind| kind.get(lang)),
        "outcome": outcome,
        "broke_at": attempt.broke_at.map(|phase| phase.told().get(lang)),
        "reason": attempt.reason,
        "codes": attempt.codes,
        "entry": attempt.entry,
        "records": attempt.records.iter().map(|cite| json!({
            "file": cite.file, "record": cite.record, "time": cite.at.map(|at| scanned.on(at)),
            "provider": cite.provider, "event": cite.event,
        })).collect::<Vec<_>>(),
    })
}

fn finding(catalog: &Catalog, scanned: &Scanned, finding: &Finding, lang: Lang) -> Value {
    let on = |at: Option<Stamp>| at.map(|at| scanned.on(at));
    let cites = |cites: &[Cite]| {
        let told = cites.iter().map(|cite| {
            json!({
                "file": cite.file, "record": cite.record, "time": on(cite.at), "written": cite.written,
                "provider": cite.provider.as_deref(), "event": cite.event, "quote": &*cite.quote,
            })
        });
        told.collect::<Vec<_>>()
    };
    json!({
        "entry": finding.entry,
        "title": catalog.title(&finding.entry).map(|title| page::plain(title.get(lang))),
        "also": finding.also,
        "status": finding.status,
        "count": finding.count,
        "first": on(finding.first),
        "last": on(finding.last),
        "users": finding.users,
        "because": cites(&finding.because),
        "against": cites(&finding.against),
        "next": scan::next(catalog, finding, lang),
        "not_read": finding.not_read.iter().map(|log| log.get(lang)).collect::<Vec<_>>(),
    })
}
