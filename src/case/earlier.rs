//! Saved cases of earlier versions. Owns what their form was, and brings it to that of today before it is read.

use super::SAVED;
use serde_json::{Value, json};

/// The saved case in the form of today; the schema it names, where nobody here knows that form.
pub fn migrated(mut saved: Value) -> Result<Value, String> {
    let schema = saved
        .get("schema")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    match schema.as_str() {
        SAVED => Ok(saved),
        "sspr.saved-case/1" => {
            from_1(&mut saved);
            from_2(&mut saved);
            from_3(&mut saved);
            Ok(saved)
        }
        "sspr.saved-case/2" => {
            from_2(&mut saved);
            from_3(&mut saved);
            Ok(saved)
        }
        "sspr.saved-case/3" => {
            from_3(&mut saved);
            Ok(saved)
        }
        _ => Err(schema),
    }
}

/// The first form kept one text for the reason of an outcome and for the end of a wait, empty where there was neither, and
/// could keep an empty value.
fn from_1(saved: &mut Value) {
    if let Some(typed) = saved.get_mut("typed").and_then(Value::as_object_mut) {
        typed.retain(|_, value| value != "");
    }
    let walks = saved.get_mut("walks").and_then(Value::as_array_mut);
    let outcomes = walks.into_iter().flatten().filter_map(|walk| walk.get_mut("outcomes"));
    for done in outcomes
        .filter_map(Value::as_object_mut)
        .flat_map(|map| map.values_mut())
    {
        let waits = done.get("outcome").is_some_and(|outcome| outcome == "waiting");
        let Some(detail) = done.get_mut("detail") else { continue };
        *detail = match detail.as_str() {
            Some("") => Value::Null,
            Some(until) if waits => json!({ "until": until }),
            Some(reason) => json!({ "reason": reason }),
            None => continue,
        };
    }
}

/// The second form knew of a step only whether it was ticked.
fn from_2(saved: &mut Value) {
    let walks = saved.get_mut("walks").and_then(Value::as_array_mut);
    for walk in walks.into_iter().flatten().filter_map(Value::as_object_mut) {
        let Some(Value::Object(ticks)) = walk.remove("ticks") else {
            continue;
        };
        let done = |ticked: Value| -> serde_json::Map<String, Value> {
            let ticked = ticked.as_array().cloned().unwrap_or_default();
            ticked
                .into_iter()
                .map(|step| (step.to_string(), "done".into()))
                .collect()
        };
        let steps = ticks.into_iter().map(|(entry, ticked)| (entry, done(ticked).into()));
        walk.insert("steps".to_owned(), Value::Object(steps.collect()));
    }
}

/// The third form kept the files of a field as one text, a path a line. Which fields name files stood in the knowledge: two
/// built in, and those of one's own, whose files were all read.
fn from_3(saved: &mut Value) {
    const NAMED_FILES: [&str; 2] = ["log_paths", "page.screenshot"];
    let attached = saved
        .get("attached")
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    let mut paths = serde_json::Map::new();
    if let Some(typed) = saved.get_mut("typed").and_then(Value::as_object_mut) {
        typed.retain(|field, value| {
            let lines: Vec<&str> = value.as_str().unwrap_or_default().lines().collect();
            let files = NAMED_FILES.contains(&field.as_str()) || lines.iter().all(|line| attached.contains_key(*line));
            if !files || lines.is_empty() {
                return true;
            }
            paths.insert(field.clone(), lines.into());
            false
        });
    }
    if let Some(case) = saved.as_object_mut() {
        case.insert("paths".to_owned(), paths.into());
        case.insert("schema".to_owned(), SAVED.into());
    }
}
