//! What must hold whatever is pressed, pasted or answered.

use crate::support::{Driver, FakeHost, KEYS, LARGE, NOON, SMALL, catalog, first_case, noon, seoul};
use proptest::prelude::*;
use sspr::app::key::Key;
use sspr::app::overlay;
use sspr::app::screen::{List, Overlay};
use sspr::case::{Case, Reply};
use sspr::search::{Search, highlights};
use sspr::text::Lang;
use sspr::walk::{Detail, Outcome, Position, offered, prove};
use std::collections::BTreeSet;

fn bounded(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

/// Keys as they fall on a keyboard: those that do something more often than those that type. Never the ones that leave.
fn keys() -> impl Strategy<Value = Vec<Key>> {
    let named = prop::sample::select(KEYS);
    let digit = prop::char::range('1', '9').prop_map(Key::Char);
    let letter = prop::sample::select("nsc/? ㅜㄴㅊ비S0".chars().collect::<Vec<_>>()).prop_map(Key::Char);
    let any = any::<char>().prop_map(Key::Char);
    prop::collection::vec(prop_oneof![6 => named, 5 => digit, 3 => letter, 1 => any], 0..50)
}

fn lang() -> impl Strategy<Value = Lang> {
    prop::sample::select(Lang::ALL.to_vec())
}

/// More presses than anybody makes to get out.
const MOST_ESCAPES: usize = 150;

/// Words that say nothing of secrets, in either language.
fn words_around() -> impl Strategy<Value = String> {
    let word = prop::sample::select(vec![
        "hello",
        "laptop",
        "SSPR_0029",
        "33004",
        "kim@contoso.com",
        "오늘",
        "사무실",
        "AADC01",
        "prints",
        "2026-11-21",
    ]);
    prop::collection::vec(word, 1..5).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(bounded(60))]

    #[test]
    fn no_keys_break_or_trap(lang in lang(), keys in keys(), size in (1..200_u16, 1..60_u16), tree in 0..6_usize) {
        let mut driver = Driver::start(lang, SMALL);
        for _ in 0..tree {
            driver.press("down");
        }
        driver.press("enter");
        for (i, key) in keys.into_iter().enumerate() {
            driver.key(key);
            if driver.left {
                // the question before leaving was answered
                return Ok(());
            }
            if i % 7 == 0 {
                driver.frame();
            }
        }
        driver.frame();
        driver.resize(size);
        driver.frame();
        driver.resize(LARGE);
        let mut presses = 0;
        // the keys may have ended on "stay"
        let leaving = |driver: &Driver| match &driver.model.overlay {
            Some(Overlay::List { of: List::Leave, chosen, .. }) => {
                overlay::row(&overlay::items(&driver.model, &List::Leave, None), chosen) == 0
            }
            _ => false,
        };
        while !leaving(&driver) {
            driver.press("esc");
            presses += 1;
            prop_assert!(presses < MOST_ESCAPES, "Esc does not lead out:\n{}", driver.frame());
        }
        driver.press("enter");
        prop_assert!(driver.left);
    }

    #[test]
    fn ctrl_c_leaves_from_anywhere(keys in keys(), size in (1..200_u16, 1..60_u16)) {
        let mut driver = Driver::start_at("usage.locked-again", Lang::Ko, SMALL);
        for key in keys {
            driver.key(key);
            if driver.left {
                return Ok(());
            }
        }
        driver.resize(size);
        driver.press("ctrl-c");
        prop_assert!(driver.left);
    }

    #[test]
    fn any_paste_is_survived(text in "(\\PC|[\\x00-\\x1f\u{1b}\u{200b}\u{202e}가-힣ᄀ-ᇿ]){0,200}", place in 0..4_usize, lang in lang()) {
        let mut driver = match place {
            0 => Driver::start(lang, SMALL),
            _ => Driver::start_at("usage", lang, SMALL),
        };
        match place {
            1 => {
                driver.press("n");
            }
            2 => {
                driver.press("f4").edit("description");
            }
            3 => {
                driver.press("f5");
            }
            _ => {}
        }
        driver.paste(&text).frame();
        // no control character may come through to the terminal
        for cell in driver.frame().chars() {
            prop_assert!(cell == '\n' || !cell.is_control(), "{cell:?}");
        }
        if place != 3 {
            driver.press("enter");
        }
        driver.frame();
        driver.press("esc esc esc").frame();
    }

}

proptest! {
    // a long walk is replayed at each of its stops
    #![proptest_config(bounded(16))]

    #[test]
    fn a_walk_ends_whatever_is_answered(tree in 0..6_usize, picks in prop::collection::vec(any::<u8>(), 1..40)) {
        let trees = catalog().trees();
        let mut case = Case::new(first_case(), Lang::En, noon(), &seoul());
        case.start(catalog(), &trees[tree].id);
        let mut picks = picks.into_iter().cycle().map(usize::from);
        for stop in 0.. {
            prop_assert!(stop < 300, "no end: {:?}", case.walks);
            let trace = case.trace(catalog()).expect("a walk");
            let pick = picks.next().unwrap_or_default();
            match trace.position {
                Position::Ask(id) => {
                    let question = catalog().question(&id).expect("a question");
                    let choices = offered(&question, |name| trace.facts.get(name).map(String::as_str));
                    if let Some(field) = &question.field {
                        let passed = case.check(catalog(), &FakeHost::at(NOON), field, "").expect("it may stay empty");
                        case.answer(catalog(), &id, Reply::Typed(passed), noon());
                    } else {
                        prop_assert!(choices.len() > 1, "`{id}` leaves no choice: {:?}", trace.facts);
                        case.answer(catalog(), &id, Reply::Choice(&choices[pick % choices.len()].id), noon());
                    }
                }
                Position::Try(id) => {
                    let outcome = if pick % 5 == 0 { Outcome::Skipped } else { Outcome::NotFixed };
                    case.outcome(catalog(), &id, outcome, Some(Detail::Reason("because".to_owned())), noon());
                }
                Position::Concluded(_) | Position::SupportCase => break,
            }
        }
        // the same case tells the same again
        let text = sspr::case::json::document(catalog(), &case).text().expect("JSON");
        prop_assert_eq!(text, sspr::case::json::document(catalog(), &case.clone()).text().expect("JSON"));
    }
}

proptest! {
    #![proptest_config(bounded(100))]

    #[test]
    fn cleaning_takes_the_secret_and_no_other_word(before in words_around(), after in words_around(), pick in 0..6_usize) {
        let (said, secret) = [
            ("password: Hunter22!", "Hunter22!"),
            ("비밀번호는 qwer1234! 입니다", "qwer1234!"),
            ("verification code 482913", "482913"),
            ("주민번호 900101-1234567", "900101-1234567"),
            ("client_secret=abc123def456ghi", "abc123def456ghi"),
            ("Temporary Access Pass: 8RGPs4BV", "8RGPs4BV"),
        ][pick];
        let text = format!("{before} {said} {after}");
        let clean = sspr::evidence::clean(catalog(), &text).text;
        prop_assert!(!clean.contains(secret), "{clean}");
        for word in before.split(' ').chain(after.split(' ')) {
            prop_assert!(clean.contains(word), "{word} is lost: {clean}");
        }
        prop_assert_eq!(&sspr::evidence::clean(catalog(), &clean).text, &clean);
    }

    #[test]
    fn cleaning_any_text_twice_changes_nothing_more(text in "\\PC{0,120}", said in "(password|pw|비밀번호|code|token) ?[:=]? ?[a-zA-Z0-9!@]{0,12}") {
        let once = sspr::evidence::clean(catalog(), &format!("{text} {said}")).text;
        prop_assert_eq!(&sspr::evidence::clean(catalog(), &once).text, &once);
    }
}

proptest! {
    #![proptest_config(bounded(150))]

    #[test]
    fn marks_stand_on_characters(text in "\\PC{0,60}", query in "\\PC{0,20}", cut in (0..60_usize, 1..8_usize)) {
        // what is asked is often a piece of the text
        let piece: String = text.chars().skip(cut.0).take(cut.1).collect();
        for query in [query, piece] {
            let mut end = 0;
            for range in highlights(&text, &query) {
                prop_assert!(text.get(range.clone()).is_some(), "{range:?} in {text:?}");
                prop_assert!(range.start >= end && range.end > range.start, "{range:?} after {end}");
                end = range.end;
            }
        }
    }

    #[test]
    fn any_words_get_an_answer_of_entries_that_exist(words in "\\PC{0,80}", lang in lang()) {
        let answer = Search::over(catalog()).ask(&words, lang, 9);
        prop_assert!(answer.hits.len() <= 9);
        for hit in &answer.hits {
            prop_assert!(catalog().entry(&hit.id).is_some(), "{}", hit.id);
            prop_assert!(hit.score.is_finite());
        }
    }
}

#[test]
fn enter_pressed_again_and_again_ends_nowhere_and_says_nothing() {
    let starts = [
        "",
        "33004",
        "SSPR_0029",
        "6329",
        "no text message",
        "locked again",
        "전화가 안 와요",
    ];
    for lang in Lang::ALL {
        for size in [SMALL, LARGE] {
            let mut drivers: Vec<Driver> = starts
                .iter()
                .map(|typed| {
                    let mut driver = Driver::start(lang, size);
                    driver.type_text(typed);
                    driver
                })
                .collect();
            for tree in 1..catalog().tree_ids().len() {
                let mut driver = Driver::start(lang, size);
                for _ in 0..tree {
                    driver.press("down");
                }
                drivers.push(driver);
            }
            let remedies = [
                "usage.locked-again",
                "writeback.permissions",
                "event.33004",
                "howitworks.b2b",
            ];
            drivers.extend(remedies.map(|id| {
                // a walk from an entry stands at it at once
                Driver::start_at(id, lang, size)
            }));
            for mut driver in drivers {
                let before = driver.model.case.clone();
                for _ in 0..50 {
                    driver.press("enter");
                }
                assert!(!driver.left, "{}", driver.frame());
                let Some(case) = &driver.model.case else { continue };
                let said = |case: &Case| {
                    let walks = case.walks.iter();
                    let answers = walks.clone().flat_map(|walk| walk.answers.values());
                    let chosen = answers.filter(|answer| !answer.value.is_empty()).count();
                    let outcomes = walks.clone().map(|walk| walk.outcomes.len()).sum::<usize>();
                    let steps = walks.map(|walk| walk.steps.len()).sum::<usize>();
                    (chosen, outcomes, steps, case.notes.len(), case.closed)
                };
                let before = before.as_ref().map_or((0, 0, 0, 0, false), said);
                assert_eq!(said(case), before, "{}", driver.frame());
                let trace = case.trace(catalog()).expect("a walk");
                assert!(
                    matches!(trace.position, Position::Ask(_) | Position::Try(_)),
                    "{}",
                    driver.frame()
                );
            }
        }
    }
}

#[test]
fn every_frame_draws_from_one_cell_upwards() {
    for lang in Lang::ALL {
        for keys in [
            "",
            "enter",
            "enter tab",
            "enter f1",
            "enter f4",
            "enter f4 enter",
            "enter f5",
            "enter n",
        ] {
            let mut driver = Driver::start(lang, SMALL);
            driver.press(keys);
            for size in [
                (1, 1),
                (2, 1),
                (1, 60),
                (59, 16),
                (60, 15),
                (60, 16),
                (61, 17),
                (99, 30),
                (100, 30),
                (200, 60),
            ] {
                driver.resize(size);
                assert_eq!(driver.frame().split('\n').count(), usize::from(size.1));
            }
        }
    }
}

#[test]
fn no_walk_of_the_built_in_knowledge_is_endless_and_every_tree_is_walked() {
    let proof = prove::prove(catalog(), 100);
    assert_eq!(proof.endless, Vec::<String>::new());
    let first: BTreeSet<String> = catalog()
        .trees()
        .iter()
        .filter_map(|tree| tree.start.last())
        .map(|node| node.id.clone())
        .collect();
    for node in first {
        let below = catalog().sequence(&node).map(|s| s.nodes);
        let seen = match below {
            // a sequence is visited by its nodes
            Some(nodes) => nodes.iter().any(|n| proof.visited.contains(&n.id)),
            None => proof.visited.contains(&node),
        };
        assert!(seen, "`{node}` is not visited");
    }
    assert!(proof.positions > 400, "{proof:?}");
}
