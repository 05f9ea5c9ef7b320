//! What somebody chose once for always: changed on its screen, kept in `config.toml`, counted behind flags and variables.

use crate::support::cli::{Desk, sspr};
use crate::support::{Driver, FakeHost, NOON, SMALL};
use sspr::settings::Theme;
use sspr::text::Lang;

const FILE: &str = "/home/config/config.toml";

fn kept(driver: &Driver) -> String {
    String::from_utf8(driver.host.get(FILE).unwrap_or_default()).unwrap()
}

#[test]
fn what_is_changed_on_the_screen_holds_at_once_and_is_kept() {
    let mut driver = Driver::start(Lang::En, SMALL);
    driver.press("ctrl-t").shows("Language").press("enter");
    driver.shows("설정").press("down enter");
    assert_eq!(
        (driver.model.lang, driver.model.settings.theme),
        (Lang::Ko, Theme::Light)
    );
    assert_eq!(kept(&driver), "language = \"ko\"\ntheme = \"light\"\n");
}

#[test]
fn the_folder_of_bundles_is_proposed_from_then_on_and_must_be_a_whole_path() {
    let folder = if cfg!(windows) { "D:\\handover" } else { "/srv/handover" };
    let mut driver = Driver::start(Lang::En, SMALL);
    driver.press("ctrl-t up enter").type_text("handover").press("enter");
    driver.shows("write the whole path");
    assert_eq!(kept(&driver), "");
    for _ in 0.."handover".len() {
        driver.press("backspace");
    }
    driver.type_text(folder).press("enter esc");
    driver.open_usage().press("f5").shows("handover");
    assert!(kept(&driver).starts_with("bundles = "), "{}", kept(&driver));
}

#[test]
fn a_file_that_cannot_be_written_is_said_and_the_change_holds_for_now() {
    let host = FakeHost::at(NOON);
    let mut driver = Driver::on(&host, Lang::En, SMALL);
    host.break_writes(Some(std::io::ErrorKind::ReadOnlyFilesystem));
    driver.press("ctrl-t down enter").shows("changed for now only");
    assert_eq!(driver.model.settings.theme, Theme::Light);
}

#[test]
fn remarks_of_the_file_stay_when_the_wizard_changes_it() {
    let host = FakeHost::at(NOON);
    host.put(FILE, b"# the desk in Seoul\ntheme = \"dark\" # at night\n");
    let mut driver = Driver::on(&host, Lang::En, SMALL);
    driver.press("ctrl-t down enter");
    assert_eq!(kept(&driver), "# the desk in Seoul\ntheme = \"light\" # at night\n");
}

#[test]
fn the_file_decides_the_language_unless_a_flag_or_the_variable_does() {
    let desk = Desk::new();
    desk.file("config.toml", "language = \"ko\"\n");
    let korean = "커넥터 계정";
    desk.sspr("explain 33004").exits(0).says(korean);
    desk.sspr("explain 33004 --lang en").exits(0).never_says(korean);
    desk.sspr("explain 33004")
        .variable("SSPR_LANG", "en")
        .exits(0)
        .never_says(korean);
}

#[test]
fn a_mistake_in_the_file_is_said_with_its_line_by_every_command() {
    let desk = Desk::new();
    for (text, line, said) in [
        ("mouse = true\ntheme = \"pink\"\n", 2, "high-contrast"),
        ("colour = 1\n", 1, "there is no setting `colour`"),
        ("[keys]\ncopy = \"n\"\n", 2, "already means \"add a note\""),
        ("[keys]\n\nnote = \"m\"\n", 3, "letters are typed"),
        (
            "[keys]\nenter = \"m\"\n",
            2,
            "there are another-log, bundle, bundle-file, case",
        ),
        ("[keys]\ncopy = \"alt-c\"\n", 2, "`alt-c` is no key"),
    ] {
        desk.file("config.toml", text);
        let told = desk.sspr("explain 33004").exits(2);
        told.warns(&format!("config.toml:{line}: ")).warns(said);
    }
}

#[test]
fn keys_of_ones_own_stand_in_the_printed_table() {
    let desk = Desk::new();
    desk.sspr("keys").exits(0).says("| `c` | copy | `copy` |");
    desk.file("config.toml", "[keys]\ncopy = [\"y\", \"f11\"]\n");
    let told = desk.sspr("keys").exits(0);
    told.says("| `y` `F11` | copy | `copy` |").never_says("| `c` | copy");
}

#[test]
fn who_asks_for_an_accessible_program_gets_lines_and_is_told_so_first() {
    let told = sspr("").variable("ACCESSIBLE", "1").input("quit\n").exits(0);
    assert!(
        told.out
            .starts_with("Lines instead of a screen, because ACCESSIBLE is set.\n")
    );
    let desk = Desk::new();
    desk.file("config.toml", "plain = true\n");
    let told = desk.sspr("--lang ko").input("settings\n5\nquit\n").exits(0);
    assert!(told.out.starts_with("설정에 따라"), "{}", told.out);
    assert_eq!(
        std::fs::read_to_string(desk.path("config.toml")).unwrap(),
        "plain = false\n"
    );
}
