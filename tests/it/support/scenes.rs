//! The screens that tests look at, each by its name and the way there.

use super::Driver;
use super::log::{after_the_fix, before_the_fix};
use sspr::text::Lang;
use sspr::walk::Outcome;

/// The screens, each by its name and the way there.
pub type Scene = (&'static str, fn(&mut Driver));

pub fn at_remedy(driver: &mut Driver) {
    driver
        .open_usage()
        .answer("ask.usage-seen", "after")
        .answer("ask.usage-after", "locked-again");
}

pub fn at_form(driver: &mut Driver) {
    at_remedy(driver);
    driver.press("f4");
}

pub const EVENT: &str = "Log Name: Application\nSource: PasswordResetService\nDate: 2026-11-20 09:15:30\nEvent ID: 33004\n\
                     Computer: AADC01\nDescription:\nReason: Synchronization Engine returned an error hr=80230626, \
                     Context: cloudAnchor: User_6f9d1c52, UserPrincipalName: kim@contoso.com\n";

pub const SCENES: &[Scene] = &[
    ("home", |_| {}),
    ("results", |driver| {
        driver.type_text("SSPR_0029");
    }),
    ("nothing found", |driver| {
        driver.type_text("qwxz 99999");
    }),
    ("pasted", |driver| {
        driver.type_text("모두 안 돼요 since Saturday ").paste(EVENT);
    }),
    ("the list of what was pasted", |driver| {
        driver.paste(EVENT).press("f6 down space");
    }),
    ("question", |driver| {
        driver.open_usage();
    }),
    ("question with an answer chosen", |driver| {
        driver.open_usage().press("down down");
    }),
    ("remedy", at_remedy),
    ("remedy further down", |driver| {
        at_remedy(driver);
        driver.press("down down down down down down down enter pgdn");
    }),
    ("end", |driver| {
        at_remedy(driver);
        driver.outcome("usage.locked-again", Outcome::Fixed);
    }),
    ("reader", |driver| {
        driver.type_text("SSPR_0029").press("enter");
    }),
    ("form", at_form),
    ("form with a line open", |driver| {
        at_form(driver);
        driver.edit("support_code").type_text("8f3b").press("enter");
    }),
    ("form with values open", |driver| {
        at_form(driver);
        driver.edit("user_type");
    }),
    ("bundle", |driver| {
        at_remedy(driver);
        driver.press("f5");
    }),
    ("ticket", |driver| {
        at_remedy(driver);
        driver.press("f9");
    }),
    ("cases", |driver| {
        at_remedy(driver);
        driver.press("f10 ctrl-o");
    }),
    ("settings", |driver| {
        at_remedy(driver);
        driver.press("ctrl-t");
    }),
    ("checks that are asked for", |driver| {
        at_remedy(driver);
        driver.press("f8");
    }),
    ("help", |driver| {
        at_remedy(driver);
        driver.press("f1");
    }),
    ("menu", |driver| {
        at_remedy(driver);
        driver.press("tab");
    }),
    ("note", |driver| {
        at_remedy(driver);
        driver.press("n").type_text("call back 02");
    }),
    ("home with an open case", |driver| {
        at_remedy(driver);
        driver.press("f10");
    }),
    ("form with evidence", |driver| {
        at_remedy(driver);
        driver.press("ctrl-n").paste(EVENT).press("enter f4 end up");
    }),
    ("found in a remedy", |driver| {
        at_remedy(driver);
        find(driver).press("enter n");
    }),
    ("finding", |driver| {
        at_remedy(driver);
        find(driver);
    }),
    ("menu narrowed", |driver| {
        at_remedy(driver);
        let word = if driver.model.lang == Lang::En {
            "ti"
        } else {
            "\u{d2f0}"
        };
        driver.press("tab").type_text(word).press("down");
    }),
    ("pane in focus", |driver| {
        at_remedy(driver);
        driver.press("f6");
    }),
    ("proofs", |driver| {
        at_remedy(driver);
        driver.press("v");
    }),
    ("path of a log", |driver| {
        driver.press("f7");
    }),
    ("path of a log that is none", |driver| {
        driver
            .host
            .put("/logs/picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0");
        driver.press("f7").type_text("/logs/picture.png").press("enter");
    }),
    ("dropped log", |driver| {
        driver.host.put(LOG, &before_the_fix().bytes());
        driver.paste("'/logs/AADC01.xml'");
    }),
    ("reading a log", |driver| {
        driver.host.put(LOG, &before_the_fix().bytes());
        driver.host.put("/logs/AADC02.xml", &after_the_fix().bytes());
        driver.host.put_folder("/logs");
        driver.held = true;
        driver.press("f7").type_text("/logs").press("enter");
        // the first is begun, and read; the second is begun
        driver.report().report().report();
        driver.report();
    }),
    ("event log", |driver| {
        driver.host.put(LOG, &before_the_fix().bytes());
        open_log(driver);
    }),
    ("event log with names hidden", |driver| {
        driver.host.put(LOG, &before_the_fix().bytes());
        open_log(driver).press("h right");
    }),
    ("event log, coverage", |driver| {
        driver.host.put(LOG, &before_the_fix().bytes());
        open_log(driver).press("left");
    }),
    ("event log, compared", |driver| {
        driver.host.put(LOG, &before_the_fix().bytes());
        open_log(driver).press("enter f7 f7");
        driver.host.put("/logs/later.xml", &after_the_fix().bytes());
        driver.press("ctrl-u").type_text("/logs/later.xml").press("enter left");
    }),
    ("what evidence says", |driver| {
        driver.host.put(LOG, &before_the_fix().bytes());
        open_log(driver).press("enter o");
    }),
    ("bundle that was sent", |driver| {
        open_bundle(driver);
    }),
    ("bundle that is not intact", |driver| {
        let mut bytes = sent(driver);
        let (half, _) = bytes.split_at_mut(200);
        half[120..160].fill(0);
        driver.host.put(BUNDLE, &bytes);
        driver.paste(BUNDLE).press("enter");
    }),
    ("leaving", |driver| {
        driver.press("esc");
    }),
];

pub const LOG: &str = "/logs/AADC01.xml";

pub const BUNDLE: &str = "/usb/sspr-case-p9d3kq2x.zip";

/// The bundle of a case that stands at a remedy, written on another machine.
pub fn sent(driver: &Driver) -> Vec<u8> {
    let mut there = Driver::start(driver.model.lang, super::LARGE);
    at_remedy(&mut there);
    there.press("ctrl-n").paste(EVENT).press("enter f5 E enter");
    let paths = there.host.paths();
    let written = paths
        .iter()
        .find(|path| path.extension().is_some_and(|end| end == "zip"));
    let written = written.unwrap_or_else(|| panic!("no bundle among {paths:?}"));
    there.host.get(&written.display().to_string()).expect("a bundle")
}

/// Drops a bundle that was sent on the first screen and opens it.
pub fn open_bundle(driver: &mut Driver) -> &mut Driver {
    let bytes = sent(driver);
    driver.host.put(BUNDLE, &bytes);
    driver.paste(BUNDLE).press("enter")
}

/// Opens the log from the first screen.
pub fn open_log(driver: &mut Driver) -> &mut Driver {
    driver.press("f7").type_text(LOG).press("enter")
}

/// Types words that the remedy says.
fn find(driver: &mut Driver) -> &mut Driver {
    let words = if driver.model.lang == Lang::En {
        "account"
    } else {
        "\u{acc4}\u{c815}"
    };
    driver.press("/").type_text(words)
}
