//! Whether a remedy helped: asked after a step was done, judged by what the server printed or an event, told in the transcript and in the
//! change record of the case.

use crate::support::Driver;
use sspr::app::checking::Checks;
use sspr::app::screen::{List, Overlay};
use sspr::app::walking::View;
use sspr::app::{overlay, steps};
use sspr::case::accepted::Helped;
use sspr::case::report::{report, transcript_markdown};
use sspr::knowledge::article::steps_of;
use sspr::knowledge::id::EntryId;
use sspr::knowledge::shape::Step;
use sspr::text::Lang;
use sspr::walk::{Outcome, StepEnd};

const RIGHTS: &str = "writeback.permissions";

/// At the rights of the connector account, with the step ticked that grants them.
fn granted(lang: Lang) -> Driver {
    let mut driver = Driver::start_at(RIGHTS, lang, (100, 40));
    let entry = driver.model.catalog.entry(RIGHTS).expect("an entry");
    let steps = steps_of(&driver.model.catalog, &entry);
    let acts = steps.iter().position(Step::acts).expect("a step that acts");
    driver.press("p");
    assert!(driver.model.overlay.is_none(), "nothing was done yet");
    drop(steps::end(&mut driver.model, acts, StepEnd::Done));
    driver
}

fn helped(driver: &Driver) -> Option<Helped> {
    let entry = driver.model.catalog.entry(RIGHTS).expect("an entry");
    let judged = driver.case().accepted(&driver.model.catalog, &entry.id);
    judged.map(|judged| judged.helped())
}

#[test]
fn what_shows_whether_a_remedy_helped_is_run_or_asked_for_and_judged() {
    let mut driver = granted(Lang::En);
    assert_eq!(helped(&driver), Some(Helped::Unknown));
    driver.press("p");
    let frame = driver.frame();
    for part in [
        "Did it help?",
        "cannot be told yet",
        "ights of the connector account: not checked since",
        "Log: no log was read since",
    ] {
        assert!(frame.contains(part), "{part}\n{frame}");
    }
    // what cannot be run here is shown, to be run on the server
    driver.press("1");
    assert!(matches!(driver.model.top::<Checks>(), Some(Checks::Asking(plan)) if !plan.does_something()));
    driver
        .shows("These are read on the Connect server")
        .shows("Get-ADSyncADConnectorAccount");
    driver
        .press("p")
        .paste("Connector : MSOL_a\nResetPassword : False\n")
        .press("enter");
    assert_eq!(driver.case().checks.len(), 1);
    driver.press("esc");
    assert!(driver.model.top::<View>().is_some(), "{}", driver.frame());
    // rights by a group are not counted, so that says nothing for sure
    assert_eq!(helped(&driver), Some(Helped::Unknown));
    driver.press("p 3");
    let all = "Connector : MSOL_a\nResetPassword : True\nWriteLockoutTime : True\nWritePwdLastSet : True\nUnexpirePassword : True";
    driver.paste(all).press("enter");
    assert_eq!(helped(&driver), Some(Helped::Yes), "{}", driver.frame());
    driver.shows("it helped: rights of the connector account: pass");

    let case = driver.case();
    let transcript = transcript_markdown(&driver.model.catalog, case, Lang::En);
    assert!(transcript.contains("done: "), "{transcript}");
    assert!(transcript.contains("Did it help? it helped: rights"), "{transcript}");
    let record = report(&driver.model.catalog, case, Lang::En).markdown();
    let (_, record) = record.split_once("## Change record").expect("a change record");
    for part in [
        "When: ",
        "Undo: ",
        "Risk: ",
        "Set-ADSyncPasswordWritebackPermissions",
        "Did it help?",
    ] {
        assert!(record.contains(part), "{part}\n{record}");
    }
}

#[test]
fn whoever_says_fixed_is_told_what_is_not_proven_and_is_believed() {
    let mut driver = granted(Lang::Ko);
    let digit = driver.digit_of_outcome(RIGHTS, Outcome::Fixed);
    driver.press(&digit);
    assert!(
        driver
            .model
            .toast
            .as_deref()
            .is_some_and(|toast| toast.contains("아직 알 수 없습니다"))
    );
    let record = report(&driver.model.catalog, driver.case(), Lang::Ko).markdown();
    assert!(
        record.contains("## 변경 기록") && record.contains("아직 알 수 없습니다"),
        "{record}"
    );
}

#[test]
fn the_list_is_made_of_what_the_knowledge_names_and_a_way_to_paste() {
    let mut driver = granted(Lang::En);
    driver.press("p");
    assert!(matches!(
        &driver.model.overlay,
        Some(Overlay::List { of: List::Accept, .. })
    ));
    let items = overlay::items(&driver.model, &List::Accept, None);
    let acceptance = driver.model.catalog.acceptance(&EntryId::new(RIGHTS));
    assert_eq!(items.len(), acceptance.checks.len() + 2);
}
