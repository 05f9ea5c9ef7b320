//! Whether the caller was verified: steps that open an account stay shut until enough was seen, and nothing else is kept of it.

use crate::support::cli::Desk;
use crate::support::{Driver, FakeHost, NOON, SMALL, catalog, everywhere};
use sspr::app::screen::{List, Overlay};
use sspr::app::screens::reader::Reader;
use sspr::app::walking::View;
use sspr::app::{overlay, verifying, walking};
use sspr::bundle::Profile;
use sspr::bundle::redaction::Table;
use sspr::bundle::ticket::report_for;
use sspr::case::report;
use sspr::knowledge::Catalog;
use sspr::knowledge::article::steps_of;
use sspr::knowledge::shape::{Entry, Knowledge, Step};
use sspr::knowledge::spot::Spot;
use sspr::knowledge::verification::Opens;
use sspr::text::Lang;
use sspr::walk::Outcome;

const LOST_PHONE: &str = "usage.new-or-lost-phone";

/// At the entry of a lost phone, the cursor on the first step that opens the account.
fn at_shut_step(driver: Driver) -> (Driver, usize) {
    let mut driver = driver.at(LOST_PHONE);
    let entry = driver.model.catalog.entry(LOST_PHONE).expect("an entry");
    let opens = entry.steps.iter().position(|step| step.opens.is_some());
    let step = opens.expect("a step that opens");
    for _ in 0..40 {
        if walking::spot(&driver.model) == Some(Spot::Step(step)) {
            return (driver, step);
        }
        driver.press("down");
    }
    panic!("the cursor does not come to step {step}")
}

/// Ticks or unticks a row of the list that holds `text`.
fn tick(driver: &mut Driver, text: &str) {
    let Some(Overlay::List { of: List::Verify, .. }) = &driver.model.overlay else {
        panic!("the list of proofs is not open")
    };
    let items = overlay::items(&driver.model, &List::Verify, None);
    let row = items.iter().position(|item| item.text.contains(text));
    let row = row.unwrap_or_else(|| panic!("`{text}` is no row"));
    driver.press("home");
    for _ in 0..row {
        driver.press("down");
    }
    driver.press("space");
}

fn title(proof: &str, lang: Lang) -> String {
    let rule = catalog().verification();
    let proof = rule.proofs.into_iter().find(|known| known.id == proof);
    proof.expect("a proof").title.get(lang).to_owned()
}

#[test]
fn a_step_stays_shut_until_enough_was_seen_of_the_caller() {
    everywhere(|lang, size| {
        let (mut driver, step) = at_shut_step(Driver::start(lang, size));
        let shut = verifying::shut_step(&driver.model, step).expect("it is shut");
        driver.shows(&shut.brief(lang));
        driver.press("space");
        assert!(driver.case().walks[0].steps.is_empty(), "a shut step is not ticked");
        let said = driver.model.toast.clone().expect("it says why");
        assert!(said.contains(&shut.say(lang)) && said.contains('v'), "{said}");
        driver.press("c");
        assert!(driver.copied.is_empty(), "its command is not copied");
        // Enter opens the list; two proofs are enough for every kind of step
        driver.press("enter").shows(verifying::VERIFY.get(lang));
        tick(&mut driver, &title("call-back", lang));
        assert_eq!(verifying::shut_step(&driver.model, step).map(|_| ()), Some(()));
        assert_eq!(
            driver.case().walks[0].given["caller_verified"],
            "yes",
            "enough for a reset"
        );
        tick(&mut driver, &title("manager", lang));
        driver.press("esc");
        assert_eq!(verifying::shut_step(&driver.model, step), None);
        driver.press("space");
        assert!(driver.saved().walks[0].steps[LOST_PHONE].contains_key(&step));
        let ticket = report::ticket(catalog(), driver.case(), lang, report::TICKET);
        assert!(ticket.contains(&title("manager", lang)), "{ticket}");
        // the tick of the step, then that of the second proof
        driver.press("u").press("u");
        assert!(
            verifying::shut_step(&driver.model, step).is_some(),
            "undo covers proofs"
        );
    });
}

#[test]
fn a_refusal_keeps_every_step_shut_and_nothing_of_what_was_seen() {
    everywhere(|lang, size| {
        let (mut driver, step) = at_shut_step(Driver::start(lang, size));
        // Ctrl-P and the Korean letter on the key v
        driver.press("ctrl-p");
        tick(&mut driver, &title("in-person", lang));
        driver.press("esc").press("ㅍ");
        let could_not = verifying::could_not(&driver.model);
        tick(&mut driver, could_not.trim_start_matches("[ ] "));
        driver.press("esc");
        assert!(driver.saved().verified.proofs.is_empty() && driver.saved().verified.refused.is_some());
        let shut = verifying::shut_step(&driver.model, step).expect("shut");
        driver.shows(&shut.brief(lang));
        assert_eq!(driver.case().walks[0].given["caller_verified"], "no");
        let told = report::ticket(catalog(), driver.case(), lang, report::TICKET);
        let refused = if lang == Lang::En {
            "could not be verified"
        } else {
            "확인하지 못함"
        };
        assert!(told.contains(refused), "{told}");
        assert!(!told.contains(&title("in-person", lang)), "{told}");
    });
}

#[test]
fn an_administrator_says_that_nobody_is_on_the_line_and_no_step_is_shut() {
    everywhere(|lang, size| {
        let (mut driver, step) = at_shut_step(Driver::start(lang, size));
        driver.press("v");
        let alone = verifying::alone(&driver.model);
        let alone = alone.trim_start_matches("[ ] ");
        tick(&mut driver, alone);
        assert_eq!(driver.saved().walks[0].given["situation"], "server");
        driver.press("esc");
        assert_eq!(verifying::shut_step(&driver.model, step), None);
        driver.press("space");
        assert!(driver.saved().walks[0].steps[LOST_PHONE].contains_key(&step));
        // somebody calls after all
        driver.press("v");
        tick(&mut driver, alone);
        driver.press("esc");
        assert!(verifying::shut_step(&driver.model, step).is_some());
        driver.press("u");
        assert_eq!(verifying::shut_step(&driver.model, step), None, "undo covers it");
    });
}

#[test]
fn the_question_goes_by_what_was_seen_and_its_answer_alone_opens_nothing() {
    everywhere(|lang, size| {
        let mut driver = Driver::start(lang, size);
        driver.take_tree("usage").answer("ask.usage-code", "nothing");
        driver.answer("ask.situation", "call").press("v");
        tick(&mut driver, &title("call-back", lang));
        driver.press("esc");
        assert_eq!(driver.stands_at(), "ask.urgent", "what was seen answers it");
        driver.press("u");
        driver.answer("ask.caller-verified", "yes").answer("ask.urgent", "no");
        let (driver, step) = at_shut_step(driver);
        assert!(verifying::shut_step(&driver.model, step).is_some());
    });
}

#[test]
fn nothing_is_shut_where_nobody_is_on_the_line() {
    let mut driver = Driver::start(Lang::En, SMALL);
    driver.take_tree("usage").answer("ask.usage-code", "nothing");
    driver.answer("ask.situation", "server");
    let (mut driver, step) = at_shut_step(driver);
    assert_eq!(verifying::shut_step(&driver.model, step), None);
    driver.press("space").shows(&format!("[x] {}", step + 1));
}

#[test]
fn an_organization_has_its_own_proofs() {
    let own = "verification:\n  proofs: [{ id: badge, title: { en: Badge shown, ko: 출입증을 보여 줌 }, points: 9 }]\n  wanted: [{ for: method, points: 9 }]\n";
    let mut knowledge = catalog().unpack().expect("knowledge");
    let part: Knowledge = serde_yaml::from_str(own).expect("a rule");
    knowledge.verification.add(part.verification);
    let ours = Catalog::of(&knowledge).expect("a catalog");
    for lang in [Lang::En, Lang::Ko] {
        let (mut driver, step) = at_shut_step(Driver::with(&ours, &FakeHost::at(NOON), lang, SMALL));
        driver.press("enter");
        tick(&mut driver, if lang == Lang::En { "Badge" } else { "출입증" });
        assert_eq!(verifying::shut_step(&driver.model, step), None);
    }
    let desk = Desk::new();
    desk.file("own/rule.yaml", own);
    let answers = format!(
        "start: {LOST_PHONE}\nfacts: {{ situation: call }}\nverified: [badge]\nsteps: {{ {LOST_PHONE}: [2] }}\noutcomes: {{ {LOST_PHONE}: fixed }}\n"
    );
    desk.file("answers.yaml", &answers);
    desk.sspr("walk --answers answers.yaml --knowledge own").exits(0);
    desk.sspr("case show --knowledge own").exits(0).says("Badge shown");
    // without the file nobody knows that proof
    desk.sspr("walk --answers answers.yaml").exits(2).warns("badge");
    desk.file("answers.yaml", answers.replace("[badge]", "[]"));
    desk.sspr("walk --answers answers.yaml")
        .exits(2)
        .warns("could not be verified");
    desk.file("answers.yaml", answers.replace("verified: [badge]\n", ""));
    desk.sspr("walk --answers answers.yaml").exits(0);
}

/// Why a step that looks as if it opened an account opens none.
const OPENS_NONE: &[(&str, usize, &str)] = &[
    (
        "guide.relief-now",
        8,
        "takes the account from whoever misuses it, and must not wait",
    ),
    (
        "writeback.connector-password-changed",
        3,
        "the account of the connector is no caller's",
    ),
];

/// What a command or an instruction that opens an account says.
const OPENING: &[(&str, Opens)] = &[
    ("New-MgUserAuthenticationTemporaryAccessPassMethod", Opens::Pass),
    ("Issue a **Temporary Access Pass**", Opens::Pass),
    ("Unlock-ADAccount", Opens::Unblock),
    ("Enable-ADAccount", Opens::Unblock),
    ("Set-ADAccountPassword", Opens::Reset),
    ("Reset-MgUserAuthenticationMethodPassword", Opens::Reset),
    ("New-MgUserAuthenticationPhoneMethod", Opens::Method),
    ("Update-MgUserAuthenticationPhoneMethod", Opens::Method),
    ("Remove-MgUserAuthentication", Opens::Method),
    ("Require re-register MFA", Opens::Method),
];

#[test]
fn every_step_that_opens_an_account_says_so() {
    let says = |step: &Step| {
        let text = [Some(step.action.en.as_str()), step.command.as_deref()];
        let found = OPENING
            .iter()
            .find(|(words, _)| text.iter().flatten().any(|text| text.contains(words)));
        found.map(|(words, _)| *words)
    };
    let mut silent = Vec::new();
    let mut met = 0;
    for entry in catalog().entries() {
        for (at, step) in steps_of(catalog(), &entry).iter().enumerate() {
            let Some(words) = says(step) else { continue };
            met += 1;
            let excused = OPENS_NONE
                .iter()
                .any(|(id, number, _)| entry.id == *id && *number == at + 1);
            if step.opens.is_none() != excused {
                silent.push(format!("{} {}: {words}", entry.id, at + 1));
            }
        }
    }
    assert!(met > 10, "{met}");
    assert!(silent.is_empty(), "{silent:#?}");
}

/// Cmdlets that stand in the commands of steps that stay shut, and nowhere else in the entry.
fn opening_cmdlets(entry: &Entry) -> Vec<String> {
    let steps = steps_of(catalog(), entry);
    let named = |text: &str| -> Vec<String> {
        let words = text.split(|c: char| !(c.is_alphanumeric() || c == '-'));
        let cmdlet = |word: &&str| {
            let verb = ["New-", "Set-", "Reset-", "Remove-", "Update-", "Unlock-", "Enable-"];
            verb.iter().any(|verb| word.starts_with(verb))
        };
        words.filter(cmdlet).map(str::to_owned).collect()
    };
    let (opening, other): (Vec<&Step>, Vec<&Step>) = steps.iter().partition(|step| step.opens.is_some());
    let undo = |step: &Step| step.undo.as_ref().map(|undo| undo.en.clone());
    let other = other
        .into_iter()
        .flat_map(|step| step.command.clone().into_iter().chain(undo(step)));
    let background = entry.details.iter().map(|text| text.en.clone());
    let elsewhere: Vec<String> = other.chain(background).flat_map(|text| named(&text)).collect();
    let opening = opening.into_iter().filter_map(|step| step.command.as_deref());
    let mut out: Vec<String> = opening.flat_map(named).collect();
    out.retain(|name| !elsewhere.contains(name));
    out
}

/// Everything that is shown, told and copied of the page on top, the cursor once on every spot.
fn gathered(driver: &mut Driver) -> String {
    let mut out = (driver.model.deeds().told)(&driver.model, 80).text;
    driver.press("home");
    for _ in 0..=(driver.model.deeds().rows)(&driver.model).len() {
        out.push_str(&driver.frame());
        driver.press("c space down");
    }
    out + &driver.copied.drain(..).collect::<String>()
}

/// The ticket of the entry shown, in every form, when it is the cause.
fn ticket_of(driver: &mut Driver, entry: &str) -> String {
    driver.outcome(entry, Outcome::Cause);
    let report = report::report(catalog(), driver.case(), driver.model.lang);
    report.text(80) + &report.markdown() + &report.html() + &report.note(report::TICKET)
}

#[test]
fn no_command_of_a_shut_step_stands_anywhere_until_the_points_are_reached() {
    let mut met = 0;
    for (at, entry) in catalog().entries().into_iter().enumerate() {
        let opening = opening_cmdlets(&entry);
        if opening.is_empty() {
            continue;
        }
        met += 1;
        let lang = Lang::ALL[at % 2];
        let mut driver = Driver::start_at(&entry.id, lang, SMALL);
        let mut said = gathered(&mut driver);
        // the same entry, read in the walk
        driver.press("f3").type_text(&entry.id).press("enter");
        assert!(driver.model.top::<Reader>().is_some(), "{}", driver.frame());
        said.push_str(&gathered(&mut driver));
        while driver.model.top::<View>().is_none() {
            driver.press("esc");
        }
        said.push_str(&ticket_of(&mut driver, &entry.id));
        for name in &opening {
            assert!(!said.contains(name.as_str()), "{}: {name} in:\n{said}", entry.id);
        }
        // points enough: they are told, and in the ticket
        let mut driver = Driver::start_at(&entry.id, lang, SMALL);
        driver.press("v");
        tick(&mut driver, &title("in-person", lang));
        driver.press("esc");
        let told = (driver.model.deeds().told)(&driver.model, 80).text;
        let ticket = ticket_of(&mut driver, &entry.id);
        for name in &opening {
            assert!(told.contains(name.as_str()), "{}: {name} not in:\n{told}", entry.id);
            assert!(ticket.contains(name.as_str()), "{}: {name} not in:\n{ticket}", entry.id);
        }
    }
    assert!(met > 5, "{met} entries");
}

#[test]
fn what_was_seen_of_the_caller_stands_in_the_ticket_of_every_profile() {
    for lang in Lang::ALL {
        let (mut driver, _) = at_shut_step(Driver::start(lang, SMALL));
        driver.press("v");
        tick(&mut driver, &title("call-back", lang));
        tick(&mut driver, &title("manager", lang));
        driver.press("esc").outcome(LOST_PHONE, Outcome::Cause);
        for profile in [Profile::Public, Profile::Vendor, Profile::Inside] {
            let table = Table::of(catalog(), driver.case(), profile).unwrap();
            let report = report_for(catalog(), driver.case(), &table, lang);
            for text in [
                report.text(400),
                report.markdown(),
                report.html(),
                report.note(report::TICKET),
            ] {
                for proof in ["call-back", "manager"] {
                    assert!(text.contains(&title(proof, lang)), "{profile:?} {proof}:\n{text}");
                }
            }
        }
    }
}
