//! Saved cases through time and space: those of earlier versions still open, and a case tells its times the same on every
//! machine.

use crate::support::cli::Desk;
use serde_json::{Value, json};
use sspr::time::Stamp;
use std::path::Path;

/// Cases as the first version of the form was written: by the wizard, by `walk`, and from the command line alone.
const FIRST: [&str; 3] = ["utc", "waiting", "walked"];

fn fixture(id: &str) -> String {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/saved"));
    std::fs::read_to_string(folder.join(format!("{id}.json"))).unwrap()
}

/// A desk whose cases are the saved ones of the first form.
fn desk_of_before() -> Desk {
    let desk = Desk::new();
    for id in FIRST {
        desk.file(&format!("cases/{id}.json"), fixture(id));
    }
    desk
}

fn saved(desk: &Desk, id: &str) -> Value {
    let text = std::fs::read_to_string(desk.path(&format!("cases/{id}.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Every text below `value` that is a time, but for what a person typed.
fn times(value: &Value, out: &mut Vec<String>) {
    match value {
        Value::String(text) if text.parse::<Stamp>().is_ok() => out.push(text.clone()),
        Value::Array(items) => items.iter().for_each(|item| times(item, out)),
        Value::Object(map) => map
            .iter()
            .filter(|(key, _)| *key != "typed")
            .for_each(|(_, item)| times(item, out)),
        _ => {}
    }
}

#[test]
fn saved_cases_of_the_first_form_still_open() {
    let desk = desk_of_before();
    let list = desk.sspr("case list --format json").exits(0);
    assert_eq!(list.err, "");
    let list = list.json("sspr.case.list/1");
    let ids: Vec<&str> = list["cases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| c["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["utc", "waiting", "walked"], "the one changed last first");
    let waits: Vec<&Value> = list["cases"]
        .as_array()
        .unwrap()
        .iter()
        .map(|c| &c["waiting_until"])
        .collect();
    assert_eq!(
        waits,
        [&Value::Null, &Value::from("2026-11-21T10:30:00+09:00"), &Value::Null]
    );

    desk.sspr("case show --case utc --lang en")
        .exits(0)
        .says("Opened 2026-11-21 11:00:00. Times are those of Asia/Seoul.")
        .says("2026-11-21T09:15:30.25+09:00");
    // made before the zone was recorded: the clock that stamped it is known, the name of its zone is not
    desk.sspr("case show --case waiting --lang ko")
        .exits(0)
        .says("2026-11-21 09:30:00에 사례를 열었습니다. 시각은 +09:00 기준입니다.")
        .says("(2026-11-21 10:30:00까지)")
        .says("아침 9시")
        .says("2026-11-21 10:40:00");
    desk.sspr("case show --case walked --lang en")
        .exits(0)
        .says("Opened 2026-11-21 01:15:30. Times are those of Europe/Berlin.")
        .says("could not be done: no rights")
        .says("2026-11-21 01:20:00: printer team called back");
}

#[test]
fn a_saved_case_of_the_first_form_is_kept_in_the_form_of_today_with_one_spelling_of_time() {
    let desk = desk_of_before();
    for id in FIRST {
        let before = saved(&desk, id);
        desk.sspr(&format!("case note kept --case {id}")).exits(0);
        let after = saved(&desk, id);
        assert_eq!(after["schema"], "sspr.saved-case/4");
        let mut found = Vec::new();
        times(&after, &mut found);
        assert!(found.len() > 2, "{found:?}");
        for text in found {
            let one: Stamp = text.parse().unwrap();
            assert_eq!(one.to_string(), text, "{id}");
            assert!(!text.contains(['.', 'Z']), "{id}: {text}");
        }
        let mut before = before;
        let named = before["typed"].as_object_mut().unwrap().remove("log_paths");
        let paths = named.map_or(json!({}), |path| json!({ "log_paths": [path] }));
        assert_eq!(after["paths"], paths, "{id}");
        for kept in ["typed", "attached", "closed", "lang"] {
            let spelled = |value: &Value| {
                let text = value.to_string().replace("Z\"", "+00:00\"");
                serde_json::from_str::<Value>(&text).unwrap()
            };
            assert_eq!(spelled(&after[kept]), spelled(&before[kept]), "{id}: {kept}");
        }
    }
    let outcome = |id: &str, entry: &str| saved(&desk, id)["walks"][0]["outcomes"][entry]["detail"].clone();
    assert_eq!(
        outcome("waiting", "usage.email-address-error"),
        json!({ "until": "2026-11-21T10:30:00+09:00" })
    );
    assert_eq!(
        outcome("walked", "usage.email-not-received"),
        json!({ "reason": "no rights" })
    );
    assert_eq!(saved(&desk, "waiting")["offered"], json!(["2026-11-21T10:30:00+09:00"]));
}

#[test]
fn a_saved_case_with_a_time_that_is_none_is_told_and_stays_as_it_is() {
    let desk = Desk::new();
    let broken = fixture("utc").replace("2026-11-21T02:00:00Z", "yesterday");
    desk.file("cases/utc.json", &broken);
    desk.sspr("case show --case utc --lang en")
        .exits(2)
        .says_nothing()
        .warns("is damaged and was set aside, unchanged")
        .warns("`yesterday` is no time");
    let aside = desk.path("cases/utc.json.damaged");
    assert_eq!(std::fs::read_to_string(aside).unwrap(), broken);
}

#[test]
fn the_same_case_gives_the_same_bundle_on_machines_of_two_zones() {
    let (here, there) = (Desk::new(), Desk::new());
    let answers = here.file(
        "call.yaml",
        r#"
start: usage
answers: { ask.usage-code: nothing, ask.situation: call, ask.caller-verified: "yes", ask.urgent: "no", ask.usage-seen: verification, ask.usage-verification: no-mail }
outcomes: { usage.email-not-received: "skipped: no rights" }
"#,
    );
    here.sspr(&format!("walk --answers '{}'", answers.display()))
        .variable("TZ", "Asia/Seoul")
        .exits(1)
        .says("Times are those of Asia/Seoul.");
    let list = here.sspr("case list --format json").exits(0).json("sspr.case.list/1");
    let id = list["cases"][0]["id"].as_str().unwrap();
    there.file(
        &format!("cases/{id}.json"),
        std::fs::read(here.path(&format!("cases/{id}.json"))).unwrap(),
    );
    let bundles = |name: &str| {
        [(&here, "Asia/Seoul"), (&there, "America/New_York")].map(|(desk, zone)| {
            desk.sspr(&format!("case bundle --output ~/{name}.zip"))
                .variable("TZ", zone)
                .exits(0);
            std::fs::read(desk.path(&format!("{name}.zip"))).unwrap()
        })
    };
    let [one, other] = bundles("first");
    assert!(one == other, "the bundles differ");
    let told = |zone: &str, text: &str| {
        for (desk, machine) in [(&here, "Asia/Seoul"), (&there, "America/New_York")] {
            desk.sspr("case show --lang en")
                .variable("TZ", machine)
                .exits(0)
                .says(&format!("Times are those of {zone}."))
                .says(text);
            desk.sspr("case list")
                .variable("TZ", machine)
                .exits(0)
                .says(text.rsplit_once(':').unwrap().0);
        }
    };
    told("Asia/Seoul", "2026-11-21 18:00:00");
    for desk in [&here, &there] {
        desk.sspr("case set time_zone=Europe/Berlin").exits(0);
    }
    let [one, other] = bundles("second");
    assert!(one == other, "the bundles differ");
    told("Europe/Berlin", "2026-11-21 10:00:00");
    let case = there.sspr("case show --format json").exits(0).json("sspr.case/1");
    assert_eq!(case["created"], "2026-11-21T10:00:00+01:00");
    assert_eq!(case["path"][0]["at"], "2026-11-21T10:00:00+01:00");
}

#[test]
fn every_time_for_other_programs_is_on_the_clocks_of_the_case_wherever_it_was_read() {
    let desk = desk_of_before();
    desk.sspr("case note kept --case walked").exits(0);
    desk.sspr("case set sync.version=2.x --case walked").exits(0);
    let mut case = saved(&desk, "walked");
    // read from logs, checks and pastes of three zones
    let (seoul, utc, night) = (
        "2026-11-21T09:10:00+09:00",
        "2026-11-21T00:11:00+00:00",
        "2026-11-20T19:12:00-05:00",
    );
    let record =
        |time: &str| json!({ "file": 0, "record": 7, "time": time, "provider": null, "event": null, "quote": null });
    case["findings"] = json!([{
        "entry": "event.33004", "also": [], "status": "likely", "count": 2, "first": seoul, "last": utc, "users": [],
        "because": [record(night)], "against": [record(seoul)], "next": null,
        "worked": utc,
    }]);
    case["checks"] = json!([{
        "id": "service", "target": null, "port": null, "status": "pass", "reason": null, "millis": null, "entry": null, "at": seoul,
    }]);
    case["walks"][0]["steps_at"] = json!({ "usage.email-not-received": { "0": seoul } });
    case["evidence"] = json!([{
        "from": "log", "provider": null, "event": 33004, "codes": [], "tracking_id": null, "at": seoul, "computer": null,
        "user": null, "quote": null,
    }]);
    case["scans"] = json!([{ "at": utc, "files": ["one.evtx"], "from": night, "to": seoul, "whole": true }]);
    case["verified"] = json!({ "proofs": [], "refused": utc });
    case["origin"] = json!({
        "id": "there", "profile": null, "tool": null, "until": seoul, "fields": {}, "tokens": [], "files": {},
    });
    desk.file("cases/walked.json", case.to_string());
    let shown = desk
        .sspr("case show --case walked --format json")
        .exits(0)
        .json("sspr.case/1");
    assert_eq!(shown["open"]["sync.version"]["part"]["text"], "2.x");
    assert_eq!(shown["findings"][0]["because"][0]["time"], "2026-11-21T01:12:00+01:00");
    assert_eq!(shown["resume"]["origin"]["until"], "2026-11-21T01:10:00+01:00");
    let mut found = Vec::new();
    times(&shown, &mut found);
    assert!(found.len() > 25, "{found:?}");
    for text in found {
        assert!(text.ends_with("+01:00"), "{text}");
    }
}

#[test]
fn a_wait_is_told_on_the_clocks_of_the_case_wherever_it_is_opened() {
    let desk = Desk::new();
    desk.file("cases/waiting.json", fixture("waiting"));
    desk.sspr("--plain --lang ko")
        .variable("TZ", "America/New_York")
        .variable("SSPR_NOW", "2026-11-21T00:45:00Z")
        .input("1\n")
        .exits(0)
        .says("10:30까지 대기");
}

#[test]
fn a_case_that_knew_of_its_steps_only_that_they_were_ticked_has_them_as_done() {
    let desk = Desk::new();
    desk.file("cases/ticked.json", fixture("ticked"));
    desk.sspr("case note kept").exits(0);
    let after = saved(&desk, "ticked");
    assert_eq!(after["schema"], "sspr.saved-case/4");
    let walk = &after["walks"][0];
    assert_eq!(
        walk["steps"],
        json!({ "usage.email-address-error": { "0": "done", "2": "done" } })
    );
    assert_eq!(walk["ticks"], Value::Null);
    let done = &walk["outcomes"]["usage.email-address-error"];
    assert_eq!(done["detail"], json!({ "until": "2026-11-21T10:30:00+09:00" }));
}

#[test]
fn a_case_that_kept_its_files_as_lines_has_them_as_paths_also_in_fields_of_ones_own() {
    let desk = Desk::new();
    desk.file("cases/paths.json", fixture("paths"));
    let case = desk.sspr("case show --format json").exits(0).json("sspr.case/1");
    assert_eq!(case["log_paths"], json!(["/desk/one.evtx", "/desk/two.evtx"]));
    assert_eq!(case["page"]["screenshot"], "/desk/page.png");
    desk.sspr("case note kept").exits(0);
    let after = saved(&desk, "paths");
    assert_eq!(after["paths"]["desk.photos"], json!(["/desk/three.png"]));
    assert_eq!(after["typed"], json!({ "description": "no mail\n\nsince noon" }));
}
