//! Keys, pastes, sizes, clicks, signals and failing disks in any order, for as long as the switch says: nothing breaks, every frame is
//! whole, and what was accepted lies on the disk.
//!
//! `SSPR_FUZZ` is how many seconds it goes on (60 unless set), `SSPR_FUZZ_SEED` the round to begin with; a failure names its round.

use crate::support::{Driver, FakeHost, KEYS, NOON};
use fastrand::Rng;
use sspr::app::key::Key;
use sspr::app::message::Msg;
use sspr::text::{Lang, columns};
use std::io::ErrorKind;
use std::time::{Duration, Instant};

const LETTERS: &[char] = &[
    'a',
    'c',
    'e',
    'g',
    'j',
    'k',
    'l',
    'n',
    'o',
    'p',
    's',
    'u',
    'v',
    'w',
    'x',
    '/',
    '?',
    'ㅜ',
    'ㄴ',
    '비',
    '\u{1f511}',
    '\u{301}',
];

const PASTES: &[&str] = &[
    "Event ID: 33004\nhr=80230626 user kim.minji@contoso.com 09:15",
    "SSPR_0029",
    "우리 부서만, 어제부터 안 됩니다. 비밀번호는 Hunter2!입니다",
    "\u{1b}[31mred\u{1b}[0m \u{202e}drow\u{0}",
    "",
    "\n\n\t\n",
];

fn seconds() -> u64 {
    let set = std::env::var("SSPR_FUZZ").ok();
    set.map_or(60, |set| set.parse().expect("SSPR_FUZZ is a number of seconds"))
}

fn first_round() -> u64 {
    let set = std::env::var("SSPR_FUZZ_SEED").ok();
    set.map_or(0, |set| set.parse().expect("SSPR_FUZZ_SEED is a number"))
}

fn message(random: &mut Rng) -> Msg {
    match random.u32(0..100) {
        0..45 => Msg::Key(KEYS[random.usize(..KEYS.len())]),
        45..75 => Msg::Key(Key::Char(char::from(random.u8(b'1'..=b'9')))),
        75..84 => Msg::Key(Key::Char(LETTERS[random.usize(..LETTERS.len())])),
        84..88 => Msg::Paste(PASTES[random.usize(..PASTES.len())].repeat(random.usize(1..4))),
        88..92 => Msg::Resize(random.u16(1..=220), random.u16(1..=70)),
        92..96 => Msg::Click(random.u16(..), random.u16(..)),
        96..98 => Msg::Scroll(random.i32(..), (random.u16(..), random.u16(..))),
        98 => Msg::Stop,
        _ => Msg::Continued,
    }
}

/// Draws, and no row is wider than the screen.
fn look(driver: &mut Driver, size: (u16, u16)) {
    for row in driver.frame().lines() {
        assert!(columns::width(row) <= usize::from(size.0), "{row}");
    }
}

fn round(seed: u64) {
    let mut random = Rng::with_seed(seed);
    let host = FakeHost::at(NOON);
    let lang = if random.bool() { Lang::En } else { Lang::Ko };
    let mut size = (80, 24);
    let mut driver = Driver::on(&host, lang, size);
    if random.bool() {
        driver = driver.at("usage");
    }
    let mut broken = false;
    for step in 0..120 {
        if random.u32(0..40) == 0 {
            broken = !broken;
            let fault = [
                ErrorKind::StorageFull,
                ErrorKind::ReadOnlyFilesystem,
                ErrorKind::PermissionDenied,
            ];
            host.break_writes(broken.then(|| fault[random.usize(..fault.len())]));
        }
        match message(&mut random) {
            // the terminal behind the tests must be as large as the model believes
            Msg::Resize(columns, rows) => {
                size = (columns, rows);
                driver.resize(size);
            }
            msg => driver.send(msg),
        }
        if driver.left {
            return;
        }
        if step % 5 == 0 {
            look(&mut driver, size);
        }
    }
    host.break_writes(None);
    driver.resize((80, 24));
    look(&mut driver, (80, 24));
    // whatever ends the program, what was accepted is on the disk, or said not to be
    let case = driver.model.case.clone().filter(|_| driver.model.unsaved.is_empty());
    driver.send(Msg::Interrupted);
    let Some(case) = case else { return };
    let kept = host.get(&format!("/home/data/cases/{}.json", case.id));
    if let Some(kept) = kept {
        let kept: serde_json::Value = serde_json::from_slice(&kept).unwrap();
        let held = serde_json::to_value(&case).unwrap();
        for part in ["walks", "typed", "notes", "evidence", "paths"] {
            assert_eq!(kept.get(part), held.get(part), "{part} of {}", case.id);
        }
    }
}

#[test]
fn nothing_breaks_whatever_comes() {
    let until = Instant::now() + Duration::from_secs(seconds());
    let mut seed = first_round();
    while Instant::now() < until {
        let outcome = std::panic::catch_unwind(|| round(seed));
        assert!(outcome.is_ok(), "round {seed}: SSPR_FUZZ_SEED={seed} begins with it");
        seed += 1;
    }
    assert!(seed > first_round(), "no round was played");
    println!("{} rounds", seed - first_round());
}
