//! The screen, the plain lines and the answers file are one wizard: the same answers leave the same case behind.

use crate::support::story::{Story, stories};
use crate::support::{Driver, FakeHost, NOON, NOON_KEPT, SMALL, catalog};
use sspr::app::{Model, Place, go};
use sspr::case::{Case, json, report};
use sspr::cli::commands::walk::follow;
use sspr::host::Host;
use sspr::plain::Plain;
use sspr::runtime::Runtime;
use sspr::text::Lang;
use sspr::walk::Outcome;

/// What is told of a case: the transcript and `case.json`.
fn told(case: &Case, lang: Lang) -> (String, String) {
    (
        report::transcript_text(catalog(), case, lang),
        json::text(catalog(), case).expect("a case can be told"),
    )
}

/// Walks the story on the screen; gives the case and the lines that a person would have typed instead.
fn on_screen(story: &Story, lang: Lang) -> (Case, Vec<String>) {
    let answers = story.answers();
    let mut driver = Driver::start_at(&story.start, lang, SMALL);
    let mut lines = Vec::new();
    for _ in 0..120 {
        let id = driver.stands_at();
        match &driver.model.place {
            Some(Place::Question(open)) if open.question.field.is_some() => {
                driver.press("enter");
                lines.push(String::new());
            }
            Some(Place::Question(_)) => {
                let digit = driver.digit_of(&id, &answers.answers[id.as_str()].0);
                driver.press(&digit);
                lines.push(digit);
            }
            Some(Place::Remedy(_)) => {
                let outcome = Outcome::parse(&answers.outcomes[id.as_str()].0).expect("a word");
                let digit = driver.digit_of_outcome(&id, outcome);
                driver.press(&digit);
                lines.push(digit);
            }
            _ => break,
        }
    }
    (driver.case().clone(), lines)
}

/// Walks it by lines.
fn by_lines(story: &Story, lang: Lang, lines: &[String]) -> Case {
    let host = FakeHost::at(NOON);
    let zone = jiff::tz::TimeZone::get("Asia/Seoul").expect("the zones are built in");
    let mut model = Model::new(catalog().clone(), lang, SMALL, host.now(), zone, host.fresh_id());
    let lasting: &'static FakeHost = Box::leak(Box::new(host));
    let mut runtime = Runtime::new(lasting, catalog().clone());
    let first = go::start(&mut model, &story.start);
    let typed = lines.iter().fold(String::new(), |all, line| all + line + "\n");
    let mut out = Vec::new();
    Plain {
        model: &mut model,
        runtime: &mut runtime,
        input: &mut typed.as_bytes(),
        out: &mut out,
        width: 80,
    }
    .run(first)
    .expect("memory takes every line");
    model
        .case
        .unwrap_or_else(|| panic!("{}", String::from_utf8_lossy(&out)))
}

#[test]
fn the_same_answers_tell_the_same_on_every_face() {
    let mut compared = 0;
    // what is known beforehand comes from an answers file alone
    for (index, story) in stories().into_iter().filter(|s| s.facts.is_empty()).enumerate() {
        let lang = Lang::ALL[index % 2];
        let fresh = Case::new("case1".to_owned(), lang, NOON_KEPT);
        let followed = follow(catalog(), &story.answers(), fresh, NOON_KEPT).expect("it comes to an end");
        let (screen, lines) = on_screen(&story, lang);
        let plain = by_lines(&story, lang, &lines);
        let wanted = told(&followed.case, lang);
        assert_eq!(told(&screen, lang), wanted, "{} on the screen", story.name);
        assert_eq!(told(&plain, lang), wanted, "{} by lines", story.name);
        compared += 1;
    }
    assert!(compared >= 20, "{compared} stories");
}

#[test]
fn a_reason_and_a_note_are_the_same_by_keys_and_by_lines() {
    let mut driver = Driver::start_at("usage.email-address-error", Lang::En, SMALL);
    driver.open_call();
    driver.press("n").type_text("called back").press("enter");
    driver.press("s").type_text("no access to the mailbox").press("enter");
    let digit = |question: &str, choice: &str| {
        let question = catalog().question(question).expect("a question");
        (question.choices.iter().position(|c| c.id == choice).expect("a choice") + 1).to_string()
    };
    let skip = sspr::app::walking::offers(&{
        let mut shadow = Driver::start_at("usage.email-address-error", Lang::En, SMALL);
        shadow.open_call();
        shadow.model
    })
    .len()
    .to_string();
    let lines = [
        digit("ask.situation", "call"),
        digit("ask.caller-verified", "yes"),
        digit("ask.affected", "one"),
        String::new(),
        String::new(),
        digit("ask.urgent", "no"),
        "note called back".to_owned(),
        skip,
        "no access to the mailbox".to_owned(),
    ];
    let story = stories()
        .into_iter()
        .find(|s| s.start == "usage.email-address-error")
        .expect("its story");
    let plain = by_lines(&story, Lang::En, &lines);
    assert_eq!(told(driver.case(), Lang::En), told(&plain, Lang::En));
    let transcript = told(&plain, Lang::En)
        .0
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    for said in ["no access to the mailbox", "called back"] {
        assert!(transcript.contains(said), "{transcript}");
    }
}
