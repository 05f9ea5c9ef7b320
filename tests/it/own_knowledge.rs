//! Knowledge of a user's own on top of the built-in one.

use crate::support::cli::{Desk, sspr};
use crate::support::{FakeHost, NOON, seoul};
use sspr::app::message::{Effect, Msg};
use sspr::app::{self, Model};
use sspr::builtin;
use sspr::case::CaseId;
use sspr::host::Host;
use sspr::knowledge::Catalog;
use sspr::knowledge::check::check;
use sspr::knowledge::load::{self, File};
use sspr::search::catalog;
use sspr::text::Lang;

/// The built-in knowledge with one more file, which breaks no rule.
fn with(text: &str) -> Catalog {
    let below = builtin::catalog().unpack().unwrap();
    let file = File {
        name: "ours.yaml".to_owned(),
        text: text.to_owned(),
    };
    let (loaded, mut problems) = load::read(vec![file]);
    problems.extend(check(&loaded, &below));
    assert!(problems.is_empty(), "{problems:?}");
    let own = loaded.into_iter().map(|l| l.knowledge);
    catalog(&load::merge(std::iter::once(below).chain(own))).unwrap()
}

#[test]
fn a_field_of_ones_own_is_filled_from_a_paste_by_what_it_recognises() {
    let catalog = with(
        r"
fields:
  - id: printer_request
    entry: support.support-code
    rule: guid
    recognise: [guid]
    title: { en: Request, ko: 요청 }
    ask: { en: Which request is it?, ko: 어떤 요청입니까? }
    help: { en: On the display of the printer., ko: 프린터 화면에 있습니다. }
    needed: optional
",
    );
    let host = FakeHost::at(NOON);
    let mut model = Model::new(
        sspr::app::screens::home::first,
        catalog,
        Lang::En,
        (80, 24),
        host.now(),
        seoul(),
        CaseId::fresh(&host),
    );
    let guid = "7c9e6679-7425-40de-944b-e07fc1f90ae7";
    app::update(&mut model, Msg::Paste(guid.to_owned()));
    let effects = sspr::app::go::start(&mut model, "usage");
    let kept: Vec<(String, String)> = effects
        .into_iter()
        .filter_map(|effect| match effect {
            Effect::Keep { values, .. } => Some(values),
            _ => None,
        })
        .flatten()
        .map(|(field, value)| (field.to_string(), value))
        .collect();
    assert_eq!(kept, [("printer_request".to_owned(), guid.to_owned())]);
}

#[test]
fn trees_stand_in_their_own_order_and_those_without_one_come_last() {
    let tree = |id: &str, order: &str| {
        format!(
            "trees:\n  - id: {id}\n{order}    title: {{ en: Ours, ko: 우리 }}\n    about: {{ en: Ours., ko: 우리 \
             것입니다. }}\n    start: [ask.usage-seen]\n"
        )
    };
    let built_in = builtin::catalog().tree_ids();
    assert_eq!(built_in[0], "portal");
    let last = with(&tree("ours", ""));
    assert_eq!(last.tree_ids(), [built_in.clone(), vec!["ours".to_owned()]].concat());
    let first = with(&tree("ours", "    order: 0\n"));
    assert_eq!(first.tree_ids(), [vec!["ours".to_owned()], built_in].concat());
}

/// A desk with one entry of its own and one in place of a built-in one, in `ours`.
fn ours() -> Desk {
    let desk = Desk::new();
    let entry = |id: &str, glows: &str| {
        format!(
            "  - id: {id}\n    area: usage\n    kind: symptom\n    title: {{ en: The printer is red, ko: 프린터가 빨간색임 }}\n    summary: {{ \
             en: Turn it off., ko: 프린터를 끕니다. }}\n    aliases: {{ en: [printer {glows}], ko: [] }}\n    sources: [G]\n    verified: \
             \"2026-11-21\"\n"
        )
    };
    let file = format!(
        "entries:\n{}{}",
        entry("usage.printer-red", "glows red"),
        entry("usage.smart-lockout", "shut us out")
    );
    desk.file("ours/printers.yaml", file);
    desk
}

#[test]
fn where_an_entry_comes_from_is_shown_with_it() {
    let desk = ours();
    let file = "ours/printers.yaml";
    desk.sspr("explain usage.printer-red --knowledge ours")
        .exits(0)
        .says(&format!("From the file {file}"))
        .never_says("in place of");
    desk.sspr("explain usage.smart-lockout --knowledge ours")
        .exits(0)
        .says(&format!("From the file {file}, in place of the built-in entry"));
    desk.sspr("explain usage.locked-again --knowledge ours")
        .exits(0)
        .says("Built in");
    let told = desk.sspr("explain usage.printer-red usage.locked-again --knowledge ours --format json");
    let entries = told.exits(0).json("sspr.explain/1")["entries"].clone();
    assert_eq!(entries[0]["origin"], file);
    assert_eq!(entries[1]["origin"], "built-in");
    let told = desk
        .sspr("search printer glows red --knowledge ours --format json")
        .exits(0);
    assert_eq!(told.json("sspr.search/1")["results"][0]["origin"], file);
    desk.sspr("search printer glows red --knowledge ours")
        .exits(0)
        .says(file);
    desk.sspr("knowledge list --knowledge ours")
        .exits(0)
        .says(&format!("The printer is red  (From the file {file})"))
        .says("(Built in)");
}

#[test]
fn a_slip_of_wording_keeps_nobody_from_using_the_files() {
    let desk = Desk::new();
    desk.file(
        "ours/a.yaml",
        "deadlines:\n  - id: soon\n    date: \"2027-02\"\n    what: { en: The the end., ko: 장치를 끕니다. }\n    sources: [G]\n",
    );
    desk.sspr("knowledge lint ours").exits(1).says("K034").says("K036");
    desk.sspr("explain usage.locked-again --knowledge ours").exits(0);
}

#[test]
fn of_two_near_twins_the_reader_is_told_which_when() {
    sspr("explain usage.locked-again")
        .exits(0)
        .says("Or is it this?")
        .says("(usage.smart-lockout)");
    sspr("explain usage.locked-again --lang ko")
        .exits(0)
        .says("혹시 이 경우입니까?");
}
