//! How long the ways through the trees are, and the shortest one to each entry.

use crate::support::cli::sspr;
use crate::support::{catalog, noon};
use sspr::knowledge::id::{EntryId, QuestionId};
use sspr::walk::{Journal, Position, prove};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

/// `tests/fixtures/questions.tsv`: tree, most questions before the first remedy, mean of them.
#[test]
fn the_questions_before_the_first_remedy_are_as_many_as_was_counted() {
    let mut counted = String::new();
    for (tree, questions) in prove::questions(catalog()) {
        writeln!(counted, "{tree}\t{}\t{:.2}", questions.longest, questions.mean).expect("a line");
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/questions.tsv");
    let committed = std::fs::read_to_string(file).unwrap_or_default();
    assert_eq!(
        committed, counted,
        "write the new count to tests/fixtures/questions.tsv"
    );
}

#[test]
fn the_way_to_an_entry_is_printed_and_walking_it_comes_there() {
    sspr("knowledge path event.33004")
        .exits(0)
        .says("1. ")
        .says("event.33004: ");
    let told = sspr("knowledge path EVENT.33004 --format json --lang ko").exits(0);
    let document = told.json("sspr.knowledge.path/1");
    assert_eq!(document["entry"]["id"], "event.33004");
    let mut journal = Journal::from(document["tree"]["id"].as_str().unwrap(), BTreeMap::new());
    let none = BTreeMap::new();
    for stop in document["way"].as_array().unwrap() {
        let question = QuestionId::new(stop["question"].as_str().unwrap());
        assert_eq!(
            journal.trace(catalog(), &none).position,
            Position::Ask(question.clone())
        );
        let choice = stop["choice"].as_str().unwrap();
        journal.answer(catalog(), &none, &question, choice, noon());
    }
    let there = Position::Try(EntryId::new("event.33004"));
    assert_eq!(journal.trace(catalog(), &none).position, there);
}

#[test]
fn an_entry_to_which_no_walk_leads_says_so_and_an_unknown_one_names_the_nearest() {
    let told = sspr("knowledge path support.support-code --format json").exits(1);
    let document = told.json("sspr.knowledge.path/1");
    assert!(document["way"].is_null() && document["tree"].is_null());
    told.warns("sspr start support.support-code");
    sspr("knowledge path event.3300").exits(2).warns("event.33");
}

#[test]
fn without_an_entry_the_questions_of_every_tree_are_counted() {
    sspr("knowledge path").exits(0).says("can-reset").says("on average");
    let told = sspr("knowledge path --format json").exits(0);
    let document = told.json("sspr.knowledge.path/1");
    assert_eq!(document["trees"].as_array().unwrap().len(), catalog().trees().len());
}
