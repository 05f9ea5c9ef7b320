//! The screens that tests look at, each by its name and the way there.

use super::Driver;
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
    ("leaving", |driver| {
        driver.press("esc");
    }),
];

/// Types words that the remedy says.
fn find(driver: &mut Driver) -> &mut Driver {
    let words = if driver.model.lang == Lang::En {
        "account"
    } else {
        "\u{acc4}\u{c815}"
    };
    driver.press("/").type_text(words)
}
