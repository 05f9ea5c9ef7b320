//! Calls and what their tickets must say, as `tickets/*.yaml` tell them: an answers file, what was read (`seen`), what stands
//! in every form of the report and in the text for a ticket field (`says`), and what a public one must not show (`hides`).

use crate::support::{FakeHost, NOON, catalog, first_case, noon, seoul};
use serde::Deserialize;
use sspr::bundle::Profile;
use sspr::bundle::redaction::Table;
use sspr::case::Case;
use sspr::case::found::Evidence;
use sspr::case::report::{Report, TICKET, report};
use sspr::cli::commands::walk::{Answers, follow};
use sspr::text::Lang;
use std::path::Path;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Call {
    /// File name without its end.
    #[serde(skip)]
    name: String,
    /// The call in a sentence or two.
    tells: String,
    walk: Answers,
    #[serde(default)]
    seen: Vec<Evidence>,
    says: Says,
    hides: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Says {
    en: Vec<String>,
    ko: Vec<String>,
}

fn calls() -> Vec<Call> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/tickets");
    let read = |path: &Path| {
        let text = std::fs::read_to_string(path).expect("a call");
        let mut call: Call = serde_yaml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        call.name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        call
    };
    let mut calls: Vec<Call> = std::fs::read_dir(&folder)
        .expect("the calls")
        .map(|item| read(&item.expect("a file").path()))
        .collect();
    calls.sort_by(|a, b| a.name.cmp(&b.name));
    calls
}

/// The case to which the answers of a call lead.
fn walked(call: &Call) -> Case {
    let host = FakeHost::at(NOON);
    let mut case = Case::new(first_case(), Lang::En, noon(), &seoul());
    for (field, value) in &call.walk.case {
        // a time finds its zone in the zone of the case
        let zone = call.walk.case.iter().find(|(id, _)| id.as_str() == "time_zone");
        if let Some((id, zone)) = zone {
            case.fill(catalog(), &host, id, &zone.0).expect("a zone");
        }
        if let Err(refusal) = case.fill(catalog(), &host, field, &value.0) {
            panic!("{}: {field}: {}", call.name, refusal.whole(Lang::En));
        }
    }
    for id in call.walk.outcomes.keys() {
        assert!(catalog().entry(id).is_some(), "{}: `{id}`", call.name);
    }
    let walked = follow(catalog(), &host, &call.walk, case, noon());
    let mut case = walked.unwrap_or_else(|error| panic!("{}: {error}", call.name)).case;
    case.evidence.extend(call.seen.clone());
    case
}

/// What a form shows, without its marks and line ends.
fn bare(text: &str) -> String {
    text.replace(['*', '`', '\\'], "")
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// Every form of a report, by name; the text for a ticket field is one of them.
fn forms(report: &Report) -> [(&'static str, String); 5] {
    let page = report.html();
    let page: String = page
        .split('<')
        .map(|part| part.split_once('>').map_or(part, |(_, text)| text))
        .collect();
    let page = page
        .replace("&gt;", ">")
        .replace("&lt;", "<")
        .replace("&quot;", "\"")
        .replace("&amp;", "&");
    [
        ("markdown", report.markdown()),
        ("page", page),
        ("text", report.text(400)),
        (
            "json",
            serde_json::to_string(report).expect("JSON").replace("\\\"", "\""),
        ),
        ("ticket", report.note(TICKET)),
    ]
}

#[test]
fn every_ticket_says_what_its_call_needs_in_every_form_and_both_languages() {
    let calls = calls();
    assert!(calls.len() >= 10, "{} calls", calls.len());
    let mut lacks = Vec::new();
    for call in &calls {
        assert!(!call.tells.trim().is_empty(), "{}", call.name);
        let case = walked(call);
        for (lang, says) in [(Lang::En, &call.says.en), (Lang::Ko, &call.says.ko)] {
            let report = report(catalog(), &case, lang);
            for (form, text) in forms(&report) {
                let shown = bare(&text);
                for said in says.iter().filter(|said| !shown.contains(&bare(said))) {
                    lacks.push(format!("{} ({}, {form}): {said}", call.name, lang.tag()));
                }
            }
            assert!(report.note(TICKET).chars().count() <= TICKET);
        }
    }
    assert!(lacks.is_empty(), "\n{}", lacks.join("\n"));
}

#[test]
fn no_public_ticket_names_anybody_and_all_keep_their_codes() {
    let mut shows = Vec::new();
    for call in calls() {
        let case = walked(&call);
        let table = Table::of(catalog(), &case, Profile::Public).unwrap();
        let shown = table.case(catalog(), &case);
        for lang in Lang::ALL {
            let report = report(catalog(), &shown, lang).retold(&|text| table.told(text));
            for (form, text) in forms(&report) {
                let text = text.to_lowercase();
                for hidden in call.hides.iter().filter(|hidden| text.contains(&hidden.to_lowercase())) {
                    shows.push(format!("{} ({}, {form}): {hidden}", call.name, lang.tag()));
                }
                for piece in &call.seen {
                    for code in piece.codes.iter().chain(&piece.tracking_id) {
                        assert!(
                            text.contains(&code.to_lowercase()),
                            "{} ({form}) hides {code}",
                            call.name
                        );
                    }
                }
            }
        }
    }
    assert!(shows.is_empty(), "\n{}", shows.join("\n"));
}
