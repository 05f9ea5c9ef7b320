//! The screen, the plain lines and the answers file are one wizard: the same answers leave the same case behind.

use crate::support::cli::Desk;
use crate::support::story::{Story, stories};
use crate::support::{
    Driver, FakeHost, NOON, SMALL, TO_THE_QUESTION, ask_since_early, catalog, first_case, noon, seoul,
};
use sspr::app::bindings::Needs;
use sspr::app::pasted::Part;
use sspr::app::screen::List;
use sspr::app::screens::home::{self, Item};
use sspr::app::screens::{cases, ticket};
use sspr::app::{Model, Place, filling, go, overlay, verifying, walking};
use sspr::case::{Case, CaseId, json, report};
use sspr::cli::commands::walk::{Answers, Scalar, follow};
use sspr::host::Host;
use sspr::knowledge::Catalog;
use sspr::knowledge::id::{FieldId, QuestionId};
use sspr::knowledge::page;
use sspr::knowledge::spot::Spot;
use sspr::plain::Plain;
use sspr::runtime::Runtime;
use sspr::text::Lang;
use sspr::walk::Outcome;

/// What is told of a case: the transcript and `case.json`.
fn told(case: &Case, lang: Lang) -> (String, String) {
    (
        report::transcript_text(catalog(), case, lang),
        json::document(catalog(), case).text().expect("a case can be told"),
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
                driver.outcome(&id, outcome);
                lines.push(digit);
                if outcome == Outcome::Cause {
                    // who has it next
                    lines.push(String::new());
                }
            }
            _ => break,
        }
    }
    (driver.case().clone(), lines)
}

/// Walks it by lines.
fn by_lines(start: &str, lang: Lang, lines: &[String]) -> Case {
    by_lines_in(catalog().clone(), start, lang, lines).0
}

/// The same by some other knowledge; gives what was said too.
fn by_lines_in(catalog: Catalog, start: &str, lang: Lang, lines: &[String]) -> (Case, String) {
    let (case, said) = by_lines_on(&FakeHost::at(NOON), catalog, Some(start), lang, lines);
    (case.unwrap_or_else(|| panic!("{said}")), said)
}

/// The same from the first screen.
fn from_home(lang: Lang, lines: &[String]) -> Case {
    let (case, said) = by_lines_on(&FakeHost::at(NOON), catalog().clone(), None, lang, lines);
    case.unwrap_or_else(|| panic!("{said}"))
}

/// The same in a world that may have seen others; gives the case that is open at the end.
fn by_lines_on(
    host: &FakeHost,
    catalog: Catalog,
    start: Option<&str>,
    lang: Lang,
    lines: &[String],
) -> (Option<Case>, String) {
    let mut model = Model::new(
        sspr::app::screens::home::first,
        catalog.clone(),
        lang,
        SMALL,
        host.now(),
        seoul(),
        CaseId::fresh(host),
    );
    let lasting: &'static FakeHost = Box::leak(Box::new(host.clone()));
    let mut runtime = Runtime::new(lasting, catalog);
    let first = start.map_or_else(Vec::new, |start| go::start(&mut model, start));
    let typed = lines.iter().fold(String::new(), |all, line| all + line + "\n");
    let mut out = Vec::new();
    Plain {
        model: &mut model,
        runtime: &mut runtime,
        input: &mut typed.as_bytes(),
        out: &mut out,
        width: 80,
        told: Vec::new(),
    }
    .run(first)
    .expect("memory takes every line");
    (model.case, String::from_utf8(out).expect("text"))
}

fn lines_of(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn the_same_answers_tell_the_same_on_every_face() {
    let mut compared = 0;
    // what is known beforehand comes from an answers file alone
    for (index, story) in stories().into_iter().filter(|s| s.facts.is_empty()).enumerate() {
        let lang = Lang::ALL[index % 2];
        let fresh = Case::new(first_case(), lang, noon(), &seoul());
        let followed =
            follow(catalog(), &FakeHost::at(NOON), &story.answers(), fresh, noon()).expect("it comes to an end");
        let (screen, lines) = on_screen(&story, lang);
        let plain = by_lines(&story.start, lang, &lines);
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
    driver.press("n").type_text("called back").press("enter");
    driver.press("7").type_text("no access to the mailbox").press("enter");
    let lines = [
        "note called back".to_owned(),
        "7".to_owned(),
        "no access to the mailbox".to_owned(),
    ];
    let plain = by_lines("usage.email-address-error", Lang::En, &lines);
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

#[test]
fn a_text_of_several_lines_is_the_same_by_keys_by_lines_and_by_command() {
    let start = "seq.closing";
    let mut driver = Driver::start_at(start, Lang::Ko, SMALL);
    let mut lines = Vec::new();
    // a question, a note, a field; a digit within a text chooses nothing
    driver
        .shows("Ctrl-J 줄 바꿈")
        .type_text("오늘 아침")
        .press("ctrl-j")
        .type_text("1")
        .press("enter");
    driver.press("ctrl-n").paste("전화함\r\n다시 전화함").press("enter");
    driver.press("f4").edit("description").type_text("첫째");
    driver.press("ctrl-j ctrl-j").type_text("셋째").press("enter");
    lines.extend(["오늘 아침", "1", ".", "note", "전화함", "다시 전화함", ".", "case"].map(str::to_owned));
    let rows = filling::lines(&driver.model);
    let row = rows.iter().position(|line| line.field.id == "description");
    lines.push((row.expect("a field") + 1).to_string());
    lines.extend(["첫째", "", "셋째", "."].map(str::to_owned));
    let plain = by_lines(start, Lang::Ko, &lines);
    for case in [driver.case(), &plain] {
        assert_eq!(case.typed["since"], "오늘 아침\n1");
        assert_eq!(case.typed["description"], "첫째\n\n셋째");
        assert_eq!(case.notes[0].text, "전화함\n다시 전화함");
    }
    assert_eq!(told(driver.case(), Lang::Ko), told(&plain, Lang::Ko));
    // what stood there is gone on with
    driver
        .edit("description")
        .press("up up home")
        .type_text("맨 ")
        .press("enter");
    assert_eq!(driver.saved().typed["description"], "맨 첫째\n\n셋째");
}

#[test]
fn what_is_pasted_dropped_and_taken_is_the_same_by_keys_and_by_lines() {
    let event = "Source: PasswordResetService\nEvent ID: 33004\nComputer: AADC01\nUser: kim@contoso.com";
    let words = "Everyone gets this since Saturday";
    for lang in Lang::ALL {
        let mut driver = Driver::start(lang, SMALL);
        driver.type_text(&format!("{words} ")).paste(event).press("f6");
        let parts = home::parts(&driver.model);
        let row = |wanted: fn(&Part) -> bool| parts.iter().position(wanted).expect("a row");
        let (user, computer) = (
            row(|part| matches!(part, Part::User(_))),
            row(|part| matches!(part, Part::Computer(_))),
        );
        let all = row(|part| matches!(part, Part::Proposed(field, ..) if field == "affected"));
        // dropped, dropped, taken back, confirmed
        for row in [user, computer, computer, all] {
            driver.press("home");
            for _ in 0..row {
                driver.press("down");
            }
            driver.press("space");
        }
        driver.press("f6");
        let wanted = |item: &Item| matches!(item, Item::Entry(_, id) if id == "event.33004");
        let at = home::items(&driver.model).iter().position(wanted).expect("a row");
        driver.take_row(wanted);
        driver
            .press("enter")
            .press("ctrl-n")
            .paste("EventID 6329 ADSync")
            .press("enter");
        let mut lines = vec!["paste".to_owned()];
        lines.extend(event.lines().map(str::to_owned));
        lines.extend([".".to_owned(), words.to_owned()]);
        for (word, row) in [("drop", user), ("drop", computer), ("take", computer), ("take", all)] {
            lines.push(format!("{word} {}", row + 1));
        }
        // it is read, then worked on
        lines.extend([(at + 1).to_string(), "1".to_owned()]);
        lines.extend(["note EventID 6329 ADSync", "paste", "EventID 6329 ADSync", "."].map(str::to_owned));
        let plain = from_home(lang, &lines);
        assert_eq!(plain.evidence, driver.case().evidence);
        assert_eq!(plain.typed, driver.case().typed);
        assert_eq!(plain.open, driver.case().open);
        assert_eq!(plain.typed["affected"], "all");
        assert!(!plain.typed.contains_key("user_id"));
        // and a piece of evidence is dropped in the case
        let fields = filling::lines(&driver.model).len();
        lines.extend(["case".to_owned(), format!("drop {}", fields + 1)]);
        driver.press("f4 home");
        for _ in 0..fields {
            driver.press("down");
        }
        driver.press("delete");
        assert_eq!(from_home(lang, &lines).evidence, driver.case().evidence);
    }
}

/// What a person types, with the field it is for; `None` where it is refused.
const TYPED: [(&str, &str, Option<&str>); 7] = [
    ("ticket", "00012345", Some("00012345")),
    ("tenant", "+82101234", Some("+82101234")),
    ("session.sid", "0029", Some("0029")),
    ("support_code", "utter nonsense", None),
    ("sync.version", "no version", None),
    (
        "support_code",
        "8F3B1C52-6F1D-4C7E-9A55-0D2B7E6F4A10",
        Some("8f3b1c52-6f1d-4c7e-9a55-0d2b7e6f4a10"),
    ),
    ("sync.version", "02.4.18.0", Some("02.4.18.0")),
];

#[test]
fn what_is_typed_is_kept_as_it_was_typed_and_refused_alike_on_every_face() {
    let start = "seq.closing";
    let mut driver = Driver::start_at(start, Lang::En, SMALL);
    driver
        .type_text("0007")
        .press("enter")
        .type_text("+1 day")
        .press("enter");
    let mut lines = ["0007", ".", "+1 day", ".", "case"].map(str::to_owned).to_vec();
    driver.press("f4");
    for (field, raw, kept) in TYPED {
        let rows = filling::lines(&driver.model);
        let row = rows.iter().position(|line| line.field.id == *field).expect("a field");
        lines.extend([(row + 1).to_string(), raw.to_owned()]);
        driver.edit(field).press("ctrl-u").type_text(raw).press("enter");
        if let Some(kept) = kept {
            assert_eq!(driver.saved().typed[field], kept);
        } else {
            // it stays, with the reason below
            driver.shows(raw).press("esc");
            assert!(!driver.case().typed.contains_key(field), "{field}");
        }
    }
    let (plain, said) = by_lines_in(catalog().clone(), start, Lang::En, &lines);
    let host = FakeHost::at(NOON);
    let mut answers = Answers {
        start: start.to_owned(),
        ..Answers::default()
    };
    answers
        .answers
        .insert(QuestionId::new("ask.since"), Scalar("0007".to_owned()));
    answers
        .answers
        .insert(QuestionId::new("ask.changed"), Scalar("+1 day".to_owned()));
    let fresh = Case::new(first_case(), Lang::En, noon(), &seoul());
    let mut followed = follow(catalog(), &host, &answers, fresh, noon())
        .expect("it leads on")
        .case;
    for (field, raw, kept) in TYPED {
        let checked = followed.check(catalog(), &host, field, raw);
        if kept.is_some() {
            followed.keep(checked.expect("a good value"));
        } else {
            let reason = checked.expect_err("a refusal").whole(Lang::En);
            let bare = |text: &str| text.split_whitespace().collect::<String>();
            assert!(bare(&said).contains(&bare(&reason)), "`{reason}` is not said:\n{said}");
        }
    }
    assert_eq!(
        told(driver.case(), Lang::En),
        told(&followed, Lang::En),
        "on the screen"
    );
    assert_eq!(told(&plain, Lang::En), told(&followed, Lang::En), "by lines");
}

#[test]
fn a_question_keeps_what_its_field_refuses_and_says_why() {
    // the built-in questions take any text; an organization's own may not
    let mut knowledge = catalog().unpack().expect("sound knowledge");
    let asks = knowledge
        .questions
        .iter_mut()
        .find(|q| q.id == "ask.since")
        .expect("a question");
    asks.field = Some(FieldId::new("support_code"));
    ask_since_early(&mut knowledge);
    let own = sspr::search::catalog(&knowledge).expect("sound knowledge");
    let mut driver = Driver::with(&own, &FakeHost::at(NOON), Lang::Ko, SMALL);
    let mut lines = vec!["4".to_owned()];
    driver.take_tree("usage");
    for (question, choice) in TO_THE_QUESTION {
        lines.push(driver.digit_of(question, choice));
        driver.answer(question, choice);
    }
    driver.type_text("utter nonsense").press("enter");
    assert_eq!(driver.stands_at(), "ask.since");
    let refusal = driver
        .case()
        .check(&own, &driver.host, "support_code", "utter nonsense");
    let reason = page::plain(&refusal.expect_err("a refusal").whole(Lang::Ko));
    driver.shows("utter nonsense").shows(&reason);
    let frame = driver.frame();
    let row = |text: &str| frame.lines().position(|line| line.contains(text)).expect("a row");
    // the first words are those that were typed
    let word = reason.split_whitespace().nth(2).expect("a word");
    assert_eq!(row(word), row("utter nonsense") + 1, "{frame}");
    // typing on takes the reason away
    driver.press("backspace");
    assert!(!driver.frame().contains(word), "{}", driver.frame());
    driver.press("ctrl-u").type_text(CODE).press("enter");
    assert_eq!(driver.stands_at(), "ask.changed");
    assert_eq!(driver.case().typed["support_code"], CODE);
    lines.remove(0);
    lines.extend(["utter nonsense".to_owned(), CODE.to_owned()]);
    let (plain, said) = by_lines_in(own, "usage", Lang::Ko, &lines);
    assert!(said.contains(word), "{said}");
    assert_eq!(plain.typed, driver.case().typed);
}

const CODE: &str = "8f3b1c52-6f1d-4c7e-9a55-0d2b7e6f4a10";

#[test]
fn a_number_chooses_only_where_a_choice_is_asked_and_it_names_one() {
    let host: &'static FakeHost = Box::leak(Box::new(FakeHost::at(NOON)));
    let mut model = Model::new(
        sspr::app::screens::home::first,
        catalog().clone(),
        Lang::En,
        SMALL,
        host.now(),
        seoul(),
        CaseId::fresh(host),
    );
    let mut runtime = Runtime::new(host, catalog().clone());
    let mut out = Vec::new();
    let mut plain = Plain {
        model: &mut model,
        runtime: &mut runtime,
        input: &mut "0029\n".as_bytes(),
        out: &mut out,
        width: 80,
        told: Vec::new(),
    };
    plain.run(Vec::new()).expect("memory takes every line");
    let title = sspr::knowledge::page::plain(catalog().entry("sspr.0029").expect("an entry").title.get(Lang::En));
    let said = String::from_utf8(out).expect("text");
    assert!(said.contains(&format!("1. {title}")), "{said}");
}

const LOST_PHONE: &str = "usage.new-or-lost-phone";

/// The row of a proof in the list of them.
fn proof_row(driver: &Driver, proof: &str, lang: Lang) -> usize {
    let rule = catalog().verification();
    let known = rule.proofs.iter().find(|known| known.id == proof).expect("a proof");
    let items = overlay::items(&driver.model, &List::Verify, None);
    let row = items.iter().position(|item| item.text.contains(known.title.get(lang)));
    row.expect("a row") + 1
}

#[test]
fn the_caller_is_verified_alike_by_keys_by_lines_and_by_a_file() {
    for lang in Lang::ALL {
        let mut driver = Driver::start_at(LOST_PHONE, lang, SMALL);
        let rows = ["call-back", "manager"].map(|proof| proof_row(&driver, proof, lang).to_string());
        let opens = catalog().entry(LOST_PHONE).expect("an entry").steps;
        let step = opens
            .iter()
            .position(|step| step.opens.is_some())
            .expect("one that opens")
            + 1;
        driver.press("v").press(&rows[0]).press(&rows[1]).press("esc");
        for _ in 0..20 {
            if walking::spot(&driver.model) != Some(Spot::Step(step - 1)) {
                driver.press("down");
            }
        }
        driver.press("space").outcome(LOST_PHONE, Outcome::Fixed);
        let tick = format!("tick {step}");
        let refused = lines_of(&[&tick]);
        let (shut, said) = by_lines_in(catalog().clone(), LOST_PHONE, lang, &refused);
        assert!(shut.walks.iter().all(|walk| walk.steps.is_empty()), "{said}");
        let lines = lines_of(&["verify", &rows[0], &rows[1], "0", &tick, "1"]);
        let (plain, said) = by_lines_in(catalog().clone(), LOST_PHONE, lang, &lines);
        assert!(said.contains(verifying::head(&driver.model)[0].as_str()), "{said}");
        let answers = format!(
            "{{ start: {LOST_PHONE}, verified: [call-back, manager], steps: {{ {LOST_PHONE}: [{step}] }}, outcomes: {{ {LOST_PHONE}: fixed }} }}"
        );
        let answers: Answers = serde_yaml::from_str(&answers).expect("answers");
        let fresh = Case::new(first_case(), lang, noon(), &seoul());
        let followed = follow(catalog(), &FakeHost::at(NOON), &answers, fresh, noon()).expect("it leads on");
        assert_eq!(driver.case().verified, plain.verified);
        assert_eq!(driver.case().verified, followed.case.verified);
        let report = |case: &Case| report::report(catalog(), case, lang).text(80);
        assert_eq!(report(driver.case()), report(&plain), "by lines");
        assert_eq!(report(driver.case()), report(&followed.case), "by a file");
    }
}

#[test]
fn what_was_said_is_taken_back_and_said_again_alike_on_every_face() {
    let start = "usage.email-address-error";
    let answers: Answers =
        serde_yaml::from_str(&format!("{{ start: {start}, outcomes: {{ {start}: not-fixed }} }}")).expect("answers");
    for lang in Lang::ALL {
        let fresh = || Case::new(first_case(), lang, noon(), &seoul());
        let said = follow(catalog(), &FakeHost::at(NOON), &answers, fresh(), noon())
            .expect("it leads on")
            .case;
        let mut unsaid = fresh();
        unsaid.start(catalog(), start);
        let mut driver = Driver::start_at(start, lang, SMALL);
        let mut lines = lines_of(&["4"]);
        driver.press("4");
        for (key, line, wanted) in [("u", "u", &unsaid), ("ctrl-r", "redo", &said), ("u", "undo", &unsaid)] {
            driver.press(key);
            lines.push(line.to_owned());
            let plain = by_lines(start, lang, &lines);
            assert_eq!(told(driver.case(), lang), told(wanted, lang), "{key}");
            assert_eq!(told(&plain, lang), told(wanted, lang), "{line}");
        }
        // nothing is left to take back, and each face says so
        let nothing = driver.model.lacks(Needs::Undo, None).expect("a reason").get(lang);
        driver.press("u").shows(nothing);
        lines.push("u".to_owned());
        let (_, said) = by_lines_in(catalog().clone(), start, lang, &lines);
        assert!(said.contains(nothing), "{said}");
    }
}

/// A machine on which the cases of a world lie, for the command.
fn desk_of(host: &FakeHost, ids: &[CaseId]) -> Desk {
    let desk = Desk::new();
    for id in ids {
        let bytes = host.get(&format!("/home/data/cases/{id}.json")).expect("a saved case");
        desk.file(&format!("cases/{id}.json"), bytes);
    }
    desk
}

#[test]
fn the_ticket_is_the_same_text_by_keys_by_lines_and_by_command() {
    for lang in Lang::ALL {
        let host = FakeHost::at(NOON);
        let mut driver = Driver::on(&host, lang, SMALL).at("usage.email-address-error");
        driver.press("n").type_text("kim@contoso.com").press("enter");
        driver.outcome("usage.email-address-error", Outcome::Cause);
        driver.press("f9");
        let desk = desk_of(&host, &[driver.case().id.clone()]);
        // a command has other columns
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").replace('=', "");
        let by_command = |options: &str| {
            let line = format!("case show --lang {} {options}", lang.tag());
            desk.sspr(&line).variable("SSPR_NOW", NOON).exits(0).out
        };
        let mut lines = lines_of(&["note kim@contoso.com", "2", "", "ticket"]);
        // as it opens; whole; as Markdown; for everybody
        for (key, line, options) in [
            ("", "", format!("--chars {}", report::TICKET)),
            ("d", "d", "--format text".to_owned()),
            ("2", "2", "--format markdown".to_owned()),
            ("p p", "p", "--format markdown --profile public".to_owned()),
        ] {
            driver.press(key);
            lines.extend(key.split_whitespace().map(|_| line.to_owned()));
            let text = ticket::text(&driver.model).expect("a ticket");
            assert_eq!(words(&by_command(&options)), words(&text), "{options}");
            let (_, said) = by_lines_in(catalog().clone(), "usage.email-address-error", lang, &lines);
            assert!(said.contains(&text), "{line}: {text}\n---\n{said}");
        }
        let public = ticket::text(&driver.model).expect("a ticket");
        assert!(!public.contains("contoso"), "{public}");
    }
}

#[test]
fn all_cases_are_listed_alike_by_keys_by_lines_and_by_command() {
    for lang in Lang::ALL {
        let host = FakeHost::at(NOON);
        let mut ids = Vec::new();
        for (start, outcome) in [
            ("usage.email-address-error", Outcome::Cause),
            ("usage.locked-again", Outcome::NotIt),
        ] {
            let mut driver = Driver::on(&host, lang, SMALL).at(start);
            driver.outcome(start, outcome).press("f10");
            ids.extend(driver.model.cases.iter().map(|case| case.id.clone()));
        }
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 2);
        // as wide as can be without a pane beside the list
        let mut driver = Driver::on(&host, lang, (119, 40));
        driver.press("ctrl-o");
        let listed = cases::items(&driver.model);
        let (_, said) = by_lines_on(
            &host,
            catalog().clone(),
            Some("seq.closing"),
            lang,
            &lines_of(&["cases"]),
        );
        let command = desk_of(&host, &ids);
        let line = format!("case list --lang {}", lang.tag());
        let command = command.sspr(&line).variable("SSPR_NOW", NOON).exits(0).out;
        let at = |text: &str, id: &CaseId| text.find(id.as_str()).unwrap_or_else(|| panic!("{id} in {text}"));
        let frame = driver.frame();
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        for pair in listed.windows(2) {
            for text in [&said, &command] {
                assert!(at(text, &pair[0].id) < at(text, &pair[1].id), "{text}");
            }
        }
        for case in &listed {
            let title = page::plain(case.title.as_ref().expect("a title").get(lang));
            let state = case.state.told().get(lang);
            let missing = case.missing.len().to_string();
            for (face, text) in [("screen", &frame), ("lines", &said), ("command", &command)] {
                for part in [&*title, state, &missing] {
                    assert!(bare(text).contains(&bare(part)), "{face}: {part}\n{text}");
                }
            }
        }
    }
}
