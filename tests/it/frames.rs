//! A few whole frames, to look at. `INSTA_UPDATE=always cargo test frames` accepts new ones.

use crate::support::{Driver, LARGE, SMALL};
use sspr::text::Lang;
use sspr::walk::Outcome;

/// Each face of the screen in English on a small terminal and in Korean on a large one.
fn both(name: &str, go: impl Fn(&mut Driver)) {
    for (lang, size) in [(Lang::En, SMALL), (Lang::Ko, LARGE)] {
        let mut driver = Driver::start(lang, size);
        go(&mut driver);
        insta::assert_snapshot!(format!("{name}_{}", lang.tag()), driver.frame());
    }
}

fn at_remedy(driver: &mut Driver) {
    driver
        .open_usage()
        .answer("ask.usage-seen", "after")
        .answer("ask.usage-after", "locked-again");
}

#[test]
fn home() {
    both("home", |_| {});
}

#[test]
fn results() {
    both("results", |driver| {
        driver.type_text("SSPR_0029");
    });
}

#[test]
fn question() {
    both("question", |driver| {
        driver.open_usage();
    });
}

#[test]
fn remedy() {
    both("remedy", at_remedy);
}

#[test]
fn menu() {
    both("menu", |driver| {
        at_remedy(driver);
        driver.press("tab");
    });
}

#[test]
fn help() {
    both("help", |driver| {
        at_remedy(driver);
        driver.press("f1");
    });
}

#[test]
fn form() {
    both("form", |driver| {
        at_remedy(driver);
        driver.outcome("usage.locked-again", Outcome::NotFixed).press("f4");
    });
}

#[test]
fn settings() {
    both("settings", |driver| {
        driver.press("ctrl-t down");
    });
}

#[test]
fn bundle() {
    both("bundle", |driver| {
        at_remedy(driver);
        driver.press("f5");
    });
}

#[test]
fn pasted() {
    both("pasted", |driver| {
        let words = match driver.model.lang {
            Lang::En => "Everyone gets this since Saturday ",
            Lang::Ko => "지난주 금요일부터 전사적으로 안 됩니다 ",
        };
        driver.type_text(words).paste(EVENT).press("f6 space");
    });
}

#[test]
fn form_with_evidence() {
    both("form_with_evidence", |driver| {
        at_remedy(driver);
        driver.press("ctrl-n").paste(EVENT).press("enter f4 end up");
    });
}

/// An event as it is copied.
const EVENT: &str = "Log Name: Application\r\nSource: PasswordResetService\r\nDate: 2026-11-20 09:15:30\r\nEvent ID: 33004\r\n\
                     Level: Error\r\nComputer: AADC01\r\nDescription:\r\nTrackingId: 6f9d1c52-6f1d-4c7e-9a55-0d2b7e6f4a10, \
                     Reason: Synchronization Engine returned an error hr=80230626, message=The management agent was denied \
                     access., Context: cloudAnchor: User_6f9d1c52, UserPrincipalName: kim@contoso.com\r\n";
