//! The knowledge holds all that it must: every item of the list, in both languages, found by its codes.

use crate::support::cli::sspr;
use sspr::builtin;
use sspr::knowledge::catalog::pieces;
use sspr::knowledge::shape::Knowledge;
use sspr::knowledge::{Catalog, load};
use sspr::search::{Search, pack};
use sspr::text::Lang;
use std::collections::BTreeSet;
use std::path::Path;

const ITEMS: &str = include_str!("../fixtures/items.tsv");

/// An id and the codes that must find it.
fn items() -> Vec<(&'static str, Vec<&'static str>)> {
    let items: Vec<_> = ITEMS
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let (id, codes) = line.split_once('\t').unwrap_or((line, ""));
            (id, codes.split(',').filter(|c| !c.is_empty()).collect())
        })
        .collect();
    assert!(items.len() >= 179, "the list holds {}", items.len());
    items
}

fn built_in() -> Knowledge {
    builtin::catalog().unpack().unwrap()
}

#[test]
fn every_item_is_an_entry() {
    let catalog = builtin::catalog();
    let missing: Vec<&str> = items()
        .into_iter()
        .map(|(id, _)| id)
        .filter(|id| catalog.entry(id).is_none())
        .collect();
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_item_is_explained_in_both_languages() {
    let ids: Vec<&str> = items().into_iter().map(|(id, _)| id).collect();
    for lang in Lang::ALL {
        let line = format!("explain --format json --lang {} {}", lang.tag(), ids.join(" "));
        let told = sspr(&line).exits(0).json("sspr.explain/1");
        let entries = told["entries"].as_array().unwrap();
        assert_eq!(entries.len(), ids.len());
        for (id, entry) in ids.iter().zip(entries) {
            assert_eq!(entry["id"], *id);
            let text = entry["text"].as_str().unwrap();
            assert!(text.chars().count() > 120, "{id} says next to nothing: {text}");
            let hangul = text.chars().filter(|c| ('가'..='힣').contains(c)).count();
            match lang {
                Lang::Ko => assert!(hangul * 8 > text.chars().count(), "{id} is not told in Korean: {text}"),
                Lang::En => assert!(
                    hangul * 20 < text.chars().count(),
                    "{id} is not told in English: {text}"
                ),
            }
        }
    }
}

#[test]
fn every_code_explains_its_item() {
    let catalog = builtin::catalog();
    let mut wrong = Vec::new();
    for (id, codes) in items() {
        for code in codes {
            if !catalog.by_code(code).iter().any(|found| found == id) {
                wrong.push(format!("{code} does not find {id} but {:?}", catalog.by_code(code)));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_code_is_found_by_searching_for_it() {
    let catalog = builtin::catalog();
    let search = Search::over(&catalog);
    let mut wrong = Vec::new();
    for (id, codes) in items() {
        for code in codes {
            let hits = search.ask(code, Lang::En, 10).hits;
            let place = hits.iter().position(|hit| hit.id == id);
            // a whole message may stand in another entry too
            let its_own = catalog.by_code(code).len() == 1 && !code.contains(' ');
            let most = if its_own { 0 } else { 2 };
            if place.is_none_or(|place| place > most) {
                let first: Vec<_> = hits.iter().take(4).map(|hit| hit.id.as_str()).collect();
                wrong.push(format!("{code}: {id} at {place:?}, first come {first:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_entry_names_its_sources_and_the_day_it_was_verified() {
    let knowledge = built_in();
    let sources: BTreeSet<&str> = knowledge.sources.iter().map(|s| s.id.as_str()).collect();
    for entry in &knowledge.entries {
        assert!(!entry.sources.is_empty(), "{}", entry.id);
        assert!(
            entry.sources.iter().all(|s| sources.contains(s.as_str())),
            "{}",
            entry.id
        );
        let date: Result<jiff::civil::Date, _> = entry.verified.parse();
        assert!(date.is_ok(), "{}: {}", entry.id, entry.verified);
    }
    for source in &knowledge.sources {
        assert!(!source.title.trim().is_empty(), "{}", source.id);
    }
}

#[test]
fn no_text_is_empty_in_either_language() {
    let value = serde_json::to_value(built_in()).unwrap();
    let mut count = 0;
    pairs(&value, "", &mut |path, en, ko| {
        count += 1;
        assert!(!en.trim().is_empty(), "{path} has no English");
        assert!(!ko.trim().is_empty(), "{path} has no Korean");
    });
    assert!(count > 2000, "{count} texts");
}

/// Calls `see` for every text in two languages.
fn pairs(value: &serde_json::Value, path: &str, see: &mut impl FnMut(&str, &str, &str)) {
    match value {
        serde_json::Value::Object(map) => {
            if let (Some(en), Some(ko)) = (
                map.get("en").and_then(|v| v.as_str()),
                map.get("ko").and_then(|v| v.as_str()),
            ) {
                see(path, en, ko);
            }
            for (key, inner) in map {
                pairs(inner, &format!("{path}/{key}"), see);
            }
        }
        serde_json::Value::Array(items) => {
            for (at, inner) in items.iter().enumerate() {
                pairs(inner, &format!("{path}/{at}"), see);
            }
        }
        _ => {}
    }
}

#[test]
fn the_built_in_block_is_what_the_files_say_and_survives_unpacking() {
    let (loaded, problems) = load::read(builtin::sources());
    assert!(problems.is_empty(), "{problems:?}");
    let read = load::merge(loaded.into_iter().map(|l| l.knowledge));
    assert!(read == built_in(), "the block holds something else than the files");
    let again = Catalog::of(&read).unwrap().unpack().unwrap();
    assert!(pieces(&read).unwrap() == pieces(&again).unwrap());
    let again = pack(&built_in()).unwrap().unpack().unwrap();
    assert!(again == read, "with the index of the search it is the same knowledge");
}

#[test]
fn the_schema_for_editors_is_fresh() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/knowledge.schema.json");
    let committed = std::fs::read_to_string(file).unwrap().replace("\r\n", "\n");
    let now = sspr("knowledge schema").exits(0);
    assert!(
        now.out == committed,
        "assets/knowledge.schema.json is stale; write it with `sspr knowledge schema`"
    );
}
