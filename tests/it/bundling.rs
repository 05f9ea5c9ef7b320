//! What somebody sees and decides before a bundle is written.

use crate::support::{Driver, FakeHost, NOON, everywhere};
use sspr::app::bundling::{Bundle, doubts};
use sspr::text::{Lang, ui};

const BUNDLE: &str = "/desk/sspr-case-case1.zip";
const LOG: &str = "/logs/people.log";
const LINES: &str =
    "user: kim.minji@contoso.com hr=80230626\nPark Jisoo called again and waits\npassword: Summer2026!\n";

/// A driver before the bundle of a case with a log that names people.
fn before_it(lang: Lang, size: (u16, u16)) -> Driver {
    let host = FakeHost::at(NOON);
    host.put(LOG, LINES.as_bytes());
    let mut driver = Driver::on(&host, lang, size);
    driver.take_tree("usage").press("f4");
    driver.edit("log_paths").type_text(LOG).press("enter f5");
    driver
}

fn state(driver: &Driver) -> &Bundle {
    driver.model.top::<Bundle>().expect("the bundle")
}

/// The log as it stands in the zip that was written.
fn written(driver: &Driver) -> Option<String> {
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(driver.host.get(BUNDLE)?)).expect("a zip");
    let mut text = String::new();
    let mut log = zip.by_name("logs/people.log").ok()?;
    std::io::Read::read_to_string(&mut log, &mut text).expect("a text");
    Some(text)
}

#[test]
fn what_only_looks_like_a_name_is_asked_before_anything_is_written() {
    everywhere(|lang, size| {
        let mut driver = before_it(lang, size);
        assert_eq!(doubts(state(&driver)).count(), 1);
        driver.press("enter");
        assert!(driver.host.get(BUNDLE).is_none() && state(&driver).written.is_none());
        assert_eq!(driver.model.chosen().thing(), Some("?"));
        // kept, it stays; hidden, it goes wherever it stands
        driver.press("a");
        assert_eq!(doubts(state(&driver)).count(), 0);
        driver.press("enter").shows("SHA-256");
        let log = written(&driver).expect("the log");
        assert!(
            !log.contains("Jisoo") && log.contains("called again") && log.contains("80230626"),
            "{log}"
        );
        assert!(!log.contains("Summer2026!") && !log.contains("minji"), "{log}");
        let mut driver = before_it(lang, size);
        driver.press("e enter").shows("SHA-256");
        assert!(written(&driver).expect("the log").contains("Park Jisoo"));
    });
}

#[test]
fn every_change_is_seen_beside_its_original_and_a_key_keeps_a_term() {
    everywhere(|lang, size| {
        let mut driver = before_it(lang, size);
        driver.press("e");
        let changes: usize = state(&driver).changes.iter().map(|changes| changes.places).sum();
        assert!(changes >= 2, "{changes} places");
        // to the log, the last file
        while driver.model.chosen().thing() != Some("logs/people.log") {
            driver.press("pgdn");
        }
        if size.1 >= 20 {
            driver.shows("kim.minji@contoso.com").shows("user-1@tenant-1");
        }
        driver.press("e");
        assert!(state(&driver).order.terms.keep.contains("kim.minji@contoso.com"));
        driver.press("enter").shows("SHA-256");
        assert!(written(&driver).expect("the log").contains("kim.minji@contoso.com"));
    });
}

#[test]
fn a_file_is_left_out_and_taken_in_by_one_key_and_another_hides_a_word_more() {
    everywhere(|lang, size| {
        let mut driver = before_it(lang, size);
        driver.press("e");
        while driver.model.chosen().thing() != Some("logs/people.log") {
            driver.press("down");
        }
        let files = |driver: &Driver| state(driver).plan.as_ref().map(|plan| plan.files.len());
        let all = files(&driver);
        driver.press("space");
        assert_eq!(files(&driver), all.map(|all| all - 1));
        driver.press("space");
        assert_eq!(files(&driver), all);
        driver.press("up a").type_text("waits").press("enter");
        assert!(state(&driver).order.terms.hide.contains("waits"));
        driver.press("f").shows(ui::NAME_THE_FILE.get(lang)).press("esc");
        driver.press("enter").shows("SHA-256");
        assert!(!written(&driver).expect("the log").contains("waits"));
    });
}
