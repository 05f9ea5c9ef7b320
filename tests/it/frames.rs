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
