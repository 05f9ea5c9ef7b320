//! A field that a user's own files add: asked, kept, shown, bundled and read back, without a line of Rust. And the one
//! door: a value that breaks the rule of its field is refused whichever way it comes.

use crate::support::cli::Desk;
use crate::support::{Driver, FakeHost, NOON, SMALL, TO_THE_QUESTION, ask_since_early};
use sspr::case::json::Document;
use sspr::knowledge::Catalog;
use sspr::knowledge::id::FieldId;
use sspr::knowledge::shape::Knowledge;
use sspr::text::Lang;
use std::io::Read;
use std::sync::LazyLock;

/// Two fields, and the question "since when?" asks for one of them, so that an answer can break a rule.
const OWN: &str = r#"
fields:
  - id: desk.asset
    entry: support.description
    rule: guid
    title: { en: Asset, ko: 자산 }
    ask: { en: "Which computer is it?", ko: "어느 컴퓨터입니까?" }
    help: { en: The code on the sticker., ko: 스티커에 있는 코드입니다. }
    example: "8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640"
    needed: optional
    ticket: 3
  - id: desk.witness
    entry: support.description
    rule: text
    title: { en: Witness, ko: 함께 본 사람 }
    ask: { en: "Who saw it too?", ko: "누가 함께 보았습니까?" }
    help: { en: A colleague., ko: 동료입니다. }
    example: "Kim"
    needed: always
sequences:
  - id: seq.opening
    title: { en: Before we start, ko: 시작하기 전에 }
    opening: true
    nodes: [ask.situation, "ask.caller-verified if situation = call", ask.since, ask.changed]
questions:
  - id: ask.since
    ask: { en: "Which computer is it?", ko: "어느 컴퓨터입니까?" }
    field: desk.asset
"#;
const ASSET: &str = "8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640";

static KNOWLEDGE: LazyLock<Catalog> = LazyLock::new(|| {
    let mut knowledge = sspr::builtin::catalog().unpack().unwrap();
    let own: Knowledge = serde_yaml::from_str(OWN).unwrap();
    knowledge.questions.retain(|question| question.id != "ask.since");
    knowledge.questions.extend(own.questions);
    knowledge.fields.extend(own.fields);
    ask_since_early(&mut knowledge);
    Catalog::of(&knowledge).unwrap()
});

fn desk() -> Desk {
    let desk = Desk::new();
    desk.file("own/fields.yaml", OWN);
    desk
}

/// The wizard at the question that the field belongs to.
fn at_the_question() -> Driver {
    let mut driver = Driver::with(&KNOWLEDGE, &FakeHost::at(NOON), Lang::En, SMALL).at("usage");
    for (question, choice) in TO_THE_QUESTION {
        driver.answer(question, choice);
    }
    assert_eq!(driver.stands_at(), "ask.since");
    driver
}

#[test]
fn it_is_set_shown_bundled_and_read_back_by_commands() {
    let desk = desk();
    let sspr = |line: &str| desk.sspr(&format!("--lang en --knowledge ~/own {line}"));
    sspr("case new").exits(0);
    sspr("case set desk.asset=nonsense").exits(2);
    sspr(&format!(
        "case set 'desk.asset=Asset: {}' desk.witness=Kim",
        ASSET.to_uppercase()
    ))
    .exits(0);
    assert!(sspr("case show").exits(0).out.contains("Asset"));
    let ticket = sspr("case show --chars 1000").exits(0).out;
    assert!(ticket.contains(&format!("Asset: {ASSET}")), "{ticket}");
    let bundled = sspr("case bundle --profile inside --output ~/case.zip").exits(0);
    assert!(
        bundled.err.contains("any names of people in it: Witness."),
        "{}",
        bundled.err
    );
    let mut zip = zip::ZipArchive::new(std::fs::File::open(desk.path("case.zip")).unwrap()).unwrap();
    let mut text = String::new();
    zip.by_name("case.json").unwrap().read_to_string(&mut text).unwrap();
    let written: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(written["desk"]["asset"], ASSET);
    assert!(
        text.find("\"log_paths\"") < text.find("\"desk\""),
        "behind those with a place"
    );
    let read: Document = serde_json::from_str(&text).unwrap();
    assert_eq!(
        read.values(&KNOWLEDGE),
        [
            (FieldId::new("desk.asset"), ASSET.to_owned()),
            (FieldId::new("desk.witness"), "Kim".to_owned())
        ]
    );
    // elsewhere nobody knows these fields: that their values are not taken is said
    let there = Desk::new();
    there.file("case.zip", std::fs::read(desk.path("case.zip")).unwrap());
    there
        .sspr("case import ~/case.zip --lang en")
        .exits(0)
        .warns("no such field: desk.asset, desk.witness;");
    there.file("own/fields.yaml", OWN);
    let told = there
        .sspr("--lang en --knowledge ~/own case import ~/case.zip")
        .exits(0);
    assert!(!told.err.contains("no such field"), "{told}");
}

#[test]
fn it_is_asked_in_the_form_and_its_rule_holds_there() {
    let mut driver = at_the_question();
    driver
        .press("f4")
        .edit("desk.asset")
        .type_text("nonsense")
        .press("enter");
    driver.shows("There is no GUID in \"nonsense\".");
    driver.press("ctrl-u").type_text(&ASSET.to_uppercase()).press("enter");
    driver.shows(ASSET);
    assert_eq!(driver.saved().typed["desk.asset"], ASSET);
}

#[test]
fn an_answer_that_breaks_the_rule_leaves_the_question_on_the_screen() {
    let mut driver = at_the_question();
    driver.type_text("utter nonsense").press("enter");
    driver.shows("There is no GUID in \"utter nonsense\".");
    assert_eq!(driver.stands_at(), "ask.since");
    assert!(driver.case().typed.is_empty());
    driver.press("ctrl-u").type_text(&ASSET.to_uppercase()).press("enter");
    assert_eq!(driver.stands_at(), "ask.changed");
    assert_eq!(driver.saved().typed["desk.asset"], ASSET);
}

#[test]
fn an_answer_that_breaks_the_rule_is_asked_again_by_lines() {
    let desk = desk();
    let lines = format!("4\n1\n1\nutter nonsense\n{ASSET}\nend\n");
    let said = desk
        .sspr("--lang en --knowledge ~/own --plain start usage")
        .input(lines)
        .exits(0);
    assert!(
        said.out.contains("There is no GUID in \"utter nonsense\"."),
        "{}",
        said.out
    );
    assert_eq!(said.out.matches("Which computer is it?").count(), 2, "{}", said.out);
    assert!(said.out.contains("What changed shortly before?"), "{}", said.out);
}

#[test]
fn an_answers_file_with_a_value_that_breaks_its_rule_stores_nothing() {
    let desk = desk();
    let answers = TO_THE_QUESTION
        .map(|(question, choice)| format!("  {question}: \"{choice}\"\n"))
        .concat();
    desk.file(
        "answers.yaml",
        format!("start: usage\nanswers:\n{answers}  ask.since: utter nonsense\n"),
    );
    let said = desk
        .sspr("--lang en --knowledge ~/own walk --answers ~/answers.yaml")
        .exits(2);
    for part in [
        "ask.since",
        "There is no GUID in \"utter nonsense\".",
        "A GUID has 32 digits",
    ] {
        assert!(said.err.contains(part), "{}", said.err);
    }
    assert!(!desk.path("cases").exists(), "no case was made");
}
