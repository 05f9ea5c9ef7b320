//! What the tests share: a world in memory, the wizard driven by keys, and stories.

pub mod cli;
pub mod driver;
#[allow(dead_code, reason = "the library's own tests use the rest")]
#[path = "../../../src/host/fake.rs"]
mod fake;
pub mod log;
pub mod scenes;
pub mod story;

pub use driver::Driver;
pub use fake::{FakeHost, Fault};
// the world in memory is the library's own, which is not built outside its tests
use sspr::app::key::Key;
use sspr::host::{Fill, Folders, Host, Interrupt, Lock, Meta, Platform, Printed, Stream, TEMPORARY, WriteSeek};
use sspr::time::{Stamp, Zone};

use sspr::case::CaseId;
use sspr::knowledge::Catalog;
use sspr::knowledge::shape::Knowledge;
use sspr::text::Lang;
use std::sync::LazyLock;

/// A Saturday noon in Seoul.
pub const NOON: &str = "2026-11-21T03:00:00Z";

pub fn seoul() -> Zone {
    Zone::named("Asia/Seoul").expect("the zones are built in")
}

/// The same as a case keeps it.
pub fn noon() -> Stamp {
    let noon: Stamp = NOON.parse().expect("a time");
    noon.on(&seoul())
}

/// Keys that do something, the commoner ones more often; none that leaves the program.
pub const KEYS: &[Key] = &[
    Key::Enter,
    Key::Enter,
    Key::Enter,
    Key::Down,
    Key::Down,
    Key::Up,
    Key::Left,
    Key::Right,
    Key::Tab,
    Key::BackTab,
    Key::Esc,
    Key::PageDown,
    Key::PageUp,
    Key::Home,
    Key::End,
    Key::Backspace,
    Key::Delete,
    Key::F(1),
    Key::F(2),
    Key::F(3),
    Key::F(4),
    Key::F(5),
    Key::F(6),
    Key::F(7),
    Key::F(9),
    Key::F(10),
    Key::Ctrl('n'),
    Key::Ctrl('o'),
    Key::Ctrl('r'),
    Key::Ctrl('t'),
    Key::Ctrl('u'),
    Key::Ctrl('x'),
    Key::Ctrl('z'),
    Key::Char(' '),
];

pub const SMALL: (u16, u16) = (80, 24);
pub const LARGE: (u16, u16) = (120, 40);

static CATALOG: LazyLock<Catalog> = LazyLock::new(sspr::builtin::catalog);

pub fn catalog() -> &'static Catalog {
    &CATALOG
}

/// The name that the world in memory gives its first case.
pub fn first_case() -> CaseId {
    CaseId::parse("case1").expect("a good name")
}

/// Runs a journey in both languages, on a small and on a large screen.
pub fn everywhere(journey: impl Fn(Lang, (u16, u16))) {
    for lang in Lang::ALL {
        for size in [SMALL, LARGE] {
            journey(lang, size);
        }
    }
}

/// How the question of [`ask_since_early`] is reached from the tree of resetting.
pub const TO_THE_QUESTION: [(&str, &str); 3] = [
    ("ask.usage-code", "nothing"),
    ("ask.situation", "call"),
    ("ask.caller-verified", "yes"),
];

/// Lets the opening ask since when, so that a question which fills a field stands early in a walk.
pub fn ask_since_early(knowledge: &mut Knowledge) {
    let opening = knowledge.sequences.iter_mut().find(|sequence| sequence.opening);
    let nodes = &mut opening.expect("an opening").nodes;
    nodes.insert(2, "ask.since".into());
    nodes.insert(3, "ask.changed".into());
}
