//! How long the ways through the trees are, and the shortest one to each entry.

use crate::support::catalog;
use sspr::walk::prove;
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
