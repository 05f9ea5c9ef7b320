//! The checks in the wizard: shown and agreed to each time, done beside the screen, kept in the case. Nobody opens the network here, so
//! that every host fails at its name and no test leaves the machine.

use crate::support::driver::Driver;
use sspr::app::checking::Checks;
use sspr::case::found::{From, Passed};
use sspr::text::Lang;

fn done(driver: &Driver) -> usize {
    match driver.model.top::<Checks>() {
        Some(Checks::Done(done)) => done.checked.outcomes.len(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_will_be_contacted_is_shown_and_nothing_is_chosen_beforehand() {
    let mut driver = Driver::start(Lang::En, (100, 40));
    driver.press("f8");
    let frame = driver.frame();
    for part in [
        "nothing has been contacted yet",
        "asked each time",
        "passwordreset.microsoftonline.com:443",
        "*.servicebus.windows.net:443",
        "1 Run all of this",
    ] {
        assert!(frame.contains(part), "{part}\n{frame}");
    }
    driver.press("enter");
    assert!(
        matches!(driver.model.top::<Checks>(), Some(Checks::Asking(_))),
        "Enter alone ran them\n{}",
        driver.frame()
    );
    driver.press("2");
    assert!(driver.model.top::<Checks>().is_none(), "{}", driver.frame());
}

#[test]
fn checks_of_an_open_case_go_into_it_at_once_and_name_the_step_that_fails() {
    let mut driver = Driver::start_at("writeback", Lang::En, (100, 40));
    driver.press("f8 1");
    let frame = driver.frame();
    assert!(frame.contains("x FAIL"), "{frame}");
    assert!(frame.contains("FAIL name resolution"), "{frame}");
    let case = driver.model.case.as_ref().unwrap();
    assert_eq!(case.checks.len(), done(&driver));
    assert!(case.checks.iter().any(|check| check.status == Passed::Fail));
    assert!(case.evidence.iter().any(|piece| piece.from == From::Check));
    // the chosen one is told below: why, and what to read
    assert!(frame.contains("The name does not resolve"), "{frame}");
    assert!(frame.contains("Read: "), "{frame}");
    // and again is asked again
    driver.press("r");
    assert!(matches!(driver.model.top::<Checks>(), Some(Checks::Asking(_))));
}

#[test]
fn checks_without_a_case_go_into_one_by_a_key_and_enter_reads_what_is_named() {
    let mut driver = Driver::start(Lang::Ko, (100, 40));
    driver.press("f8 1");
    assert!(driver.model.case.is_none() || driver.model.case.as_ref().unwrap().checks.is_empty());
    driver.press("enter");
    assert!(driver.model.top::<Checks>().is_none(), "{}", driver.frame());
    driver.press("esc f4");
    let case = driver.model.case.as_ref().unwrap();
    assert!(!case.checks.is_empty());
    driver.press("f9");
    assert!(driver.frame().contains("\u{c2e4}\u{d328}"), "{}", driver.frame());
}

#[test]
fn checks_can_be_stopped_and_what_there_is_stays() {
    let mut driver = Driver::start(Lang::En, (100, 40));
    driver.press("f8");
    driver.held = true;
    driver.press("1");
    assert!(matches!(driver.model.top::<Checks>(), Some(Checks::Running(_))));
    driver.press("esc");
    while matches!(driver.model.top::<Checks>(), Some(Checks::Running(_))) {
        driver.report();
    }
    assert!(done(&driver) > 0, "{}", driver.frame());
}
