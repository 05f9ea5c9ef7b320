//! The case for other programs: `case.json` of the bundle, written and read. Owns its form, which is fixed
//! (`sspr.case/1`); a key is only ever added. What is not known is null. Which fields there are says the knowledge.

use super::field::Open;
use super::found::{Check, Conclusion, Evidence, Finding, From};
use super::path;
use super::report::Report;
use super::resume::Resume;
use super::{Case, CaseId, conclusion, field};
use crate::knowledge::Catalog;
use crate::knowledge::id::FieldId;
use crate::knowledge::shape::{Field, Rule};
use crate::text::visible_json;
use crate::time::Stamp;
use crate::walk::{Outcome, Stop, What};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;

/// The version of the form.
pub const SCHEMA: &str = "sspr.case/1";

/// A case as it stands in `case.json`, in the order of the file. Keys that a newer writer added are read and left alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    pub schema: String,
    pub id: CaseId,
    pub created: Stamp,
    #[serde(flatten)]
    fields: Fields,
    pub path: Vec<Passed>,
    pub findings: Vec<Finding>,
    pub checks: Vec<Check>,
    pub notes: Vec<Remark>,
    /// Ids of the fields that support will ask for.
    pub missing: Vec<FieldId>,
    /// What is said of fields whose value is not known. A bundle written before that was recorded has none.
    #[serde(default)]
    pub open: BTreeMap<FieldId, Open>,
    // a bundle written before these were known has none
    #[serde(default)]
    pub conclusion: Vec<Conclusion>,
    #[serde(default)]
    pub evidence: Vec<Evidence>,
    /// What it takes to go on where the walk stopped.
    #[serde(default)]
    pub resume: Option<Resume>,
}

/// The fields by name, in the order of the file.
type Fields = IndexMap<String, Told>;

/// What a field holds, or a group of fields with a common name before the dot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Told {
    Group(Fields),
    /// In the form its rule has in the file, or what only a newer writer knows the meaning of.
    Value(Value),
}

/// Puts a value where its id says: the part behind a dot stands in the group before it.
fn put(fields: &mut Fields, id: &str, value: Value) {
    let Some((group, rest)) = id.split_once('.') else {
        fields.insert(id.to_owned(), Told::Value(value));
        return;
    };
    let group = fields.entry(group.to_owned());
    if let Told::Group(inner) = group.or_insert_with(|| Told::Group(Fields::new())) {
        put(inner, rest, value);
    }
}

fn get<'a>(fields: &'a Fields, id: &str) -> Option<&'a Value> {
    let (name, rest) = id.split_once('.').unwrap_or((id, ""));
    match fields.get(name)? {
        Told::Group(inner) => get(inner, rest),
        Told::Value(value) => Some(value).filter(|_| rest.is_empty()),
    }
}

/// The ids of what holds something, each with `before` in front of it.
fn filled(fields: &Fields, before: &str, ids: &mut Vec<String>) {
    for (name, told) in fields {
        let id = format!("{before}{name}");
        match told {
            Told::Group(inner) => filled(inner, &format!("{id}."), ids),
            Told::Value(Value::Null) => {}
            Told::Value(Value::Array(items)) if items.is_empty() => {}
            Told::Value(_) => ids.push(id),
        }
    }
}

/// The value of a field in the form its rule has in the file.
fn told(field: &Field, value: Option<&String>, paths: Option<&Vec<String>>, open: Option<&Open>) -> Value {
    // a part of a version is one; everything else has a form that a part would break
    let value = value.or(match (field.rule, open) {
        (Rule::Version, Some(Open::Part { text, .. })) => Some(text),
        _ => None,
    });
    match (field.rule, value) {
        (Rule::Paths, _) => paths.into_iter().flatten().map(String::as_str).collect(),
        (Rule::Path, _) => paths.and_then(|paths| paths.first()).map(String::as_str).into(),
        (_, None) => Value::Null,
        (Rule::YesNo, Some(value)) => (value == field::YES).into(),
        (_, Some(value)) => value.as_str().into(),
    }
}

/// The value as a person would type it; `None` where nothing is known, or nothing that is a value.
fn typed(told: &Value) -> Option<String> {
    match told {
        Value::String(text) => Some(text.clone()),
        Value::Bool(yes) => Some(if *yes { field::YES } else { field::NO }.to_owned()),
        Value::Array(lines) if !lines.is_empty() => {
            let lines: Option<Vec<&str>> = lines.iter().map(Value::as_str).collect();
            lines.map(|lines| lines.join("\n"))
        }
        _ => None,
    }
}

/// A stop: at a question the answer is set, at an entry the outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    pub at: Option<Stamp>,
    pub entry: String,
    pub answer: Option<String>,
    pub outcome: Option<Outcome>,
    /// Where the answer came from, where that was evidence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<From>,
}

/// A note, with the entry or question it was made at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    pub at: Stamp,
    pub entry: Option<String>,
    pub text: String,
}

impl Document {
    /// The values of the fields that the knowledge has, but for files, as a person would type them. They are no values of a case before
    /// they have passed the rules of their fields.
    pub fn values(&self, catalog: &Catalog) -> Vec<(FieldId, String)> {
        let fields = catalog.fields().into_iter().filter(|field| !field.names_files());
        fields
            .filter_map(|field| Some((field.id.clone(), typed(get(&self.fields, &field.id)?)?)))
            .collect()
    }

    /// The files that its fields name, field by field in the order of the fields.
    pub fn files(&self, catalog: &Catalog) -> Vec<(FieldId, String)> {
        let fields = catalog.fields().into_iter().filter(Field::names_files);
        let named = fields.filter_map(|field| {
            let paths = match get(&self.fields, &field.id)? {
                Value::String(path) => vec![path.clone()],
                Value::Array(paths) => paths.iter().filter_map(Value::as_str).map(str::to_owned).collect(),
                _ => Vec::new(),
            };
            Some(paths.into_iter().map(move |path| (field.id.clone(), path)))
        });
        named.flatten().collect()
    }

    /// The ids that hold something here and are no field of the knowledge: that of the writer has them, or a newer form.
    pub fn unknown(&self, catalog: &Catalog) -> Vec<String> {
        let mut ids = Vec::new();
        filled(&self.fields, "", &mut ids);
        ids.retain(|id| catalog.field(id).is_none());
        ids
    }

    /// Puts what the knowledge says in it through `told`; what people and files gave is the business of
    /// [`Case::retold`].
    pub fn retold(&mut self, told: &dyn Fn(&str) -> String) {
        for found in &mut self.conclusion {
            found.title = told(&found.title);
            let steps = found.done.iter_mut().chain(&mut found.to_do);
            steps.chain(&mut found.who).for_each(|text| *text = told(text));
        }
    }

    /// As it stands in the bundle, with a line end at its end.
    pub fn text(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| visible_json(&text, false).into_owned() + "\n")
    }
}

/// The case in its fixed form, its times on its clocks.
pub fn document(catalog: &Catalog, case: &Case) -> Document {
    let case = &case.on_its_clocks(catalog);
    let values = case.values(catalog);
    let opens = case.opens(catalog);
    let mut fields = catalog.fields();
    // a field without a place of its own stands behind those that have one
    fields.sort_by_key(|field| field.json.unwrap_or(u32::MAX));
    let mut placed = Fields::new();
    for field in &fields {
        put(
            &mut placed,
            &field.id,
            told(
                field,
                values.get(&field.id),
                case.paths.get(&field.id),
                opens.get(&field.id),
            ),
        );
    }
    let notes = case.notes.iter().map(|note| Remark {
        at: note.at,
        entry: Some(note.node.clone()).filter(|node| !node.is_empty()),
        text: note.text.clone(),
    });
    let courses = path::courses(catalog, case);
    let stops = courses.iter().flat_map(|(_, course)| &course.stops);
    Document {
        schema: SCHEMA.to_owned(),
        id: case.id.clone(),
        created: case.created,
        fields: placed,
        path: stops.map(passed).collect(),
        findings: case.findings.clone(),
        checks: case.checks.clone(),
        notes: notes.collect(),
        open: opens,
        missing: case.missing(catalog).into_iter().map(|field| field.id).collect(),
        conclusion: conclusion::conclusions(catalog, case, case.lang),
        evidence: case.evidence.clone(),
        resume: Some(Resume::of(case)),
    }
}

/// The case for other programs together with what is told about it.
#[derive(Serialize)]
pub struct Shown<'a> {
    #[serde(flatten)]
    pub document: Document,
    pub report: &'a Report,
}

fn passed(stop: &Stop) -> Passed {
    let (answer, outcome) = match &stop.what {
        What::Asked { answer, .. } => (Some(answer.clone()).filter(|answer| !answer.is_empty()), None),
        What::Tried { outcome, .. } => (None, Some(*outcome)),
    };
    Passed {
        at: stop.at,
        entry: stop.id().to_owned(),
        answer,
        outcome,
        from: stop.proven.then_some(From::Paste),
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::knowledge::shape::KEYS_OF_EVERY_CASE;
    use crate::time::Zone;
    use serde_json::json;
    use std::collections::BTreeSet;

    fn written() -> Value {
        let catalog = sample::catalog();
        let text = document(&catalog, &sample::case(&catalog)).text().unwrap_or_default();
        serde_json::from_str(&text).unwrap_or_default()
    }

    #[test]
    fn a_stop_is_an_answer_or_an_outcome_and_a_wait_stands_last() {
        let stop = |at: &str, entry: &str, answer: Option<&str>, outcome: Option<&str>| json!({ "at": format!("2026-11-21T09:{at}:00+09:00"), "entry": entry, "answer": answer, "outcome": outcome });
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
            json!(["page.url", "support_code", "timestamp", "user_type"])
        );
        assert_eq!(case["notes"][0]["entry"], "a.third");
    }

    #[test]
    fn what_is_open_is_null_and_told_beside_it() {
        let catalog = sample::catalog();
        let mut case = Case::new(sample::id(), crate::text::Lang::En, sample::noon(), &Zone::UTC);
        for (field, raw) in [
            ("timestamp", "09:12"),
            ("sync.version", "2.x"),
            ("sync.kind", "synchronized"),
            ("user_id", "unknown"),
        ] {
            assert!(case.fill(&catalog, &sample::host(), field, raw).is_ok(), "{field}");
        }
        let written = serde_json::to_value(document(&catalog, &case)).unwrap_or_default();
        assert_eq!(
            (&written["timestamp"], &written["user_id"]),
            (&Value::Null, &Value::Null)
        );
        assert_eq!(
            written["sync"],
            json!({ "kind": null, "version": "2.x", "server": null })
        );
        assert_eq!(written["open"]["user_id"], "not-known");
        assert_eq!(written["open"]["timestamp"]["part"]["text"], "09:12");
        let missing = written["missing"].as_array().cloned().unwrap_or_default();
        for field in ["timestamp", "time_zone", "user_id"] {
            assert!(missing.contains(&field.into()), "support will ask for {field}");
        }
        let read: Document = serde_json::from_value(written).unwrap_or_else(|error| unreachable!("{error}"));
        assert_eq!(read.open, case.opens(&catalog));
    }

    #[test]
    fn what_was_written_is_read_and_written_the_same() {
        let catalog = sample::catalog();
        let text = document(&catalog, &sample::case(&catalog)).text().unwrap_or_default();
        let read: Document = serde_json::from_str(&text).unwrap_or_else(|error| unreachable!("{error}"));
        assert_eq!(serde_json::to_string_pretty(&read).unwrap_or_default() + "\n", text);
        let newer = text.replacen('{', "{\n  \"mood\": { \"now\": [1, null] },", 1);
        let newer: Document = serde_json::from_str(&newer).unwrap_or_else(|error| unreachable!("{error}"));
        assert_eq!(newer.unknown(&catalog), ["mood.now"]);
        assert!(read.unknown(&catalog).is_empty());
        assert_eq!(newer.values(&catalog), read.values(&catalog));
        assert!(
            read.values(&catalog)
                .contains(&(FieldId::new("administrator"), "no".to_owned()))
        );
    }

    #[test]
    fn the_keys_stand_in_the_order_of_the_contract() {
        let catalog = sample::catalog();
        let case = Case::new(sample::id(), crate::text::Lang::En, sample::noon(), &Zone::UTC);
        let text = document(&catalog, &case).text().unwrap_or_default();
        let keys: Vec<&str> = text
            .lines()
            .filter_map(|line| line.trim().split_once(": "))
            .map(|(key, _)| key.trim_matches('"'))
            .collect();
        let wanted = "schema id created ticket description affected since changed page url screenshot support_code \
            correlation_id session sid cid timestamp time_zone user_id user_type administrator license tenant cloud sync \
            kind version server log_paths affected_count license_plan path findings checks notes missing open conclusion evidence resume schema lang zone typed walks attached scans verified proofs refused";
        assert_eq!(keys, wanted.split_whitespace().collect::<Vec<_>>());
        let document = serde_json::to_value(document(&catalog, &case)).unwrap_or_default();
        let fields = catalog.fields();
        let of_a_field = |key: &str| fields.iter().any(|field| field.id.split('.').next() == Some(key));
        let fixed = document.as_object().into_iter().flat_map(|document| document.keys());
        let fixed: BTreeSet<&str> = fixed.map(String::as_str).filter(|key| !of_a_field(key)).collect();
        assert_eq!(
            fixed,
            BTreeSet::from(KEYS_OF_EVERY_CASE),
            "lint keeps these from fields"
        );
    }

    #[test]
    fn every_field_of_the_case_stands_in_the_document() {
        let catalog = sample::catalog();
        let mut case = Case::new(sample::id(), crate::text::Lang::En, sample::noon(), &Zone::UTC);
        let host = sample::host();
        host.put("/a.evtx", b"x");
        for field in catalog.fields() {
            let raw = if field.names_files() { "/a.evtx" } else { &field.example };
            assert!(case.fill(&catalog, &host, &field.id, raw).is_ok(), "{}", field.id);
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
