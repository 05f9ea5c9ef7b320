//! The wizard without a terminal: keys go in, frames come out. Effects are done until nothing is left to do, so no test
//! ever waits; work beside the screen can be held back, to see what goes on meanwhile.

use super::{FakeHost, NOON, catalog, seoul};
use ratatui::Terminal;
use ratatui::backend::{Backend, TestBackend};
use ratatui::buffer::Buffer;
use sspr::app::key::Key;
use sspr::app::message::{Effect, Msg};
use sspr::app::screens::home::{self, Home, Item};
use sspr::app::walking::{Offer, offers, outcomes};
use sspr::app::{Model, Place, filling, go};
use sspr::case::{Case, CaseId};
use sspr::host::Host;
use sspr::knowledge::Catalog;
use sspr::runtime::{Face, Runtime};
use sspr::settings::Settings;
use sspr::text::{Lang, columns};
use sspr::tui::frame;
use sspr::tui::look::Look;
use sspr::walk::Outcome;
use std::io;
use std::time::Duration;

pub struct Driver {
    pub model: Model,
    pub host: FakeHost,
    /// The program was left.
    pub left: bool,
    pub copied: Vec<String>,
    /// Work beside the screen goes on only by [`Driver::report`].
    pub held: bool,
    runtime: Runtime,
    screen: Terminal<TestBackend>,
}

/// Takes what a terminal would.
struct Sent<'a>(&'a mut Vec<String>);

impl Face for Sent<'_> {
    fn send(&mut self, text: &str) -> bool {
        self.0.push(text.to_owned());
        true
    }

    fn suspend(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Driver {
    /// The wizard at its first screen, in a fresh world.
    pub fn start(lang: Lang, size: (u16, u16)) -> Self {
        Self::on(&FakeHost::at(NOON), lang, size)
    }

    /// The wizard in a world that may have seen others.
    pub fn on(host: &FakeHost, lang: Lang, size: (u16, u16)) -> Self {
        Self::with(catalog(), host, lang, size)
    }

    /// The wizard with knowledge of one's own.
    pub fn with(catalog: &Catalog, host: &FakeHost, lang: Lang, size: (u16, u16)) -> Self {
        let model = Model::new(
            home::first,
            catalog.clone(),
            lang,
            size,
            host.now(),
            seoul(),
            CaseId::fresh(host),
        );
        // lives as long as the test's process, as the world of the program does
        let lasting: &'static FakeHost = Box::leak(Box::new(host.clone()));
        let screen = Terminal::new(TestBackend::new(size.0, size.1)).expect("memory can be drawn on");
        let mut driver = Self {
            model,
            host: host.clone(),
            left: false,
            copied: Vec::new(),
            held: false,
            runtime: Runtime::new(lasting, catalog.clone()),
            screen,
        };
        driver.perform(vec![Effect::ListCases]);
        driver
    }

    /// As `sspr start ID` opens it.
    pub fn start_at(start: &str, lang: Lang, size: (u16, u16)) -> Self {
        Self::start(lang, size).at(start)
    }

    /// The same in a world and with knowledge that are there.
    pub fn at(mut self, start: &str) -> Self {
        let effects = go::start(&mut self.model, start);
        self.perform(effects);
        self
    }

    fn perform(&mut self, effects: Vec<Effect>) {
        let mut face = Sent(&mut self.copied);
        let flow = self.runtime.perform(&mut self.model, effects, &mut face);
        self.left |= flow.expect("memory does not fail").is_break();
        self.settle();
    }

    fn settle(&mut self) {
        if !self.held && !self.left {
            let mut face = Sent(&mut self.copied);
            let flow = self.runtime.settle(&mut self.model, &mut face);
            self.left |= flow.expect("memory does not fail").is_break();
        }
    }

    fn take(&mut self, msg: Option<Msg>) {
        let mut face = Sent(&mut self.copied);
        let flow = self.runtime.take(&mut self.model, msg, &mut face);
        self.left |= flow.expect("memory does not fail").is_break();
    }

    /// Hands over a message as the terminal does: the clock first.
    pub fn send(&mut self, msg: Msg) {
        self.take(Some(msg));
        self.settle();
    }

    /// Nobody touches anything; a wait may be over.
    pub fn idle(&mut self) {
        self.take(None);
        self.settle();
    }

    /// Takes one report of the work that is held back.
    #[track_caller]
    pub fn report(&mut self) -> &mut Self {
        let msg = self.runtime.next(Some(Duration::from_secs(20)));
        assert!(msg.is_some(), "nothing is reported:\n{}", self.frame());
        self.take(msg);
        self
    }

    /// Lets what was held back go on to its end.
    pub fn release(&mut self) -> &mut Self {
        self.held = false;
        self.settle();
        self
    }

    pub fn key(&mut self, key: Key) {
        self.send(Msg::Key(key));
    }

    /// Presses keys by their names: `down enter 2 ctrl-c`.
    pub fn press(&mut self, keys: &str) -> &mut Self {
        for word in keys.split_whitespace() {
            self.key(key_named(word).unwrap_or_else(|| panic!("`{word}` is no key")));
        }
        self
    }

    pub fn type_text(&mut self, text: &str) -> &mut Self {
        for c in text.chars() {
            self.key(Key::Char(c));
        }
        self
    }

    pub fn paste(&mut self, text: &str) -> &mut Self {
        self.send(Msg::Paste(text.to_owned()));
        self
    }

    pub fn resize(&mut self, size: (u16, u16)) {
        self.screen.backend_mut().resize(size.0, size.1);
        self.send(Msg::Resize(size.0, size.1));
    }

    /// The screen as cells with their styles.
    pub fn buffer(&mut self) -> Buffer {
        self.drawn(&Settings {
            color: true,
            ..Settings::default()
        })
    }

    /// The same as a terminal with these settings shows it.
    pub fn drawn(&mut self, settings: &Settings) -> Buffer {
        let (model, look) = (&self.model, Look::of(settings));
        // the frame itself, not the screen in memory, which forgets to wipe behind wide characters
        let drawn = self.screen.draw(|f| drop(frame::draw(f, model, &look)));
        drawn.expect("memory can be drawn on").buffer.clone()
    }

    /// The screen as text: a row a line, blanks at the end cut off.
    pub fn frame(&mut self) -> String {
        let buffer = self.buffer();
        let width = usize::from(buffer.area.width);
        let rows = buffer.content.chunks(width).map(|cells| {
            let mut row = String::new();
            let mut covered = 0;
            for cell in cells {
                if covered > 0 {
                    covered -= 1;
                    continue;
                }
                row.push_str(cell.symbol());
                covered = columns::width(cell.symbol()).saturating_sub(1);
            }
            row.trim_end().to_owned()
        });
        rows.collect::<Vec<_>>().join("\n")
    }

    /// Asserts that a text is on the screen, wrapped as it may be.
    #[track_caller]
    pub fn shows(&mut self, text: &str) -> &mut Self {
        // Korean may be wrapped anywhere, so blanks do not count; and a text has its column or its window to itself
        let bare = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let frame = self.frame();
        let sides = ['\u{2502}', '\u{2503}'];
        let pane = |at: usize| {
            frame
                .lines()
                .filter_map(|row| row.split(sides).nth(at))
                .collect::<String>()
        };
        let faces: Vec<String> = std::iter::once(frame.clone()).chain((0..6).map(pane)).collect();
        assert!(
            faces.iter().any(|face| bare(face).contains(&bare(text))),
            "`{text}` is not on the screen:\n{frame}"
        );
        self
    }

    /// Column and row of the cursor.
    pub fn cursor(&mut self) -> (u16, u16) {
        self.frame();
        let at = self.screen.backend_mut().get_cursor_position().expect("a cursor");
        (at.x, at.y)
    }

    pub fn case(&self) -> &Case {
        self.model.case.as_ref().expect("a case is open")
    }

    /// The case as it lies on the disk.
    pub fn saved(&self) -> Case {
        self.saved_as(&self.case().id)
    }

    /// The case of that id as it lies on the disk.
    pub fn saved_as(&self, id: &str) -> Case {
        let path = format!("/home/data/cases/{id}.json");
        let bytes = self.host.get(&path).unwrap_or_else(|| panic!("nothing at {path}"));
        serde_json::from_slice(&bytes).expect("a saved case")
    }

    /// What stands on the walk's screen, by id; `solved` and `support-case` at the ends.
    pub fn stands_at(&self) -> String {
        match &self.model.place {
            Some(Place::Question(open)) => open.question.id.to_string(),
            Some(Place::Remedy(remedy)) => remedy.entry.id.to_string(),
            Some(Place::Concluded(_)) => "solved".to_owned(),
            Some(Place::SupportCase) => "support-case".to_owned(),
            None => String::new(),
        }
    }

    /// Goes down to a row of the first screen and takes it.
    #[track_caller]
    pub fn take_row(&mut self, wanted: impl Fn(&Item) -> bool) -> &mut Self {
        assert!(
            self.model.top::<Home>().is_some(),
            "this is not the first screen:\n{}",
            self.frame()
        );
        let items = home::items(&self.model);
        let from = self.model.row().unwrap_or(0);
        let at = items
            .iter()
            .position(wanted)
            .unwrap_or_else(|| panic!("not among {items:?}"));
        for _ in at..from {
            self.press("up");
        }
        for _ in from..at {
            self.press("down");
        }
        self.press("enter")
    }

    #[track_caller]
    pub fn take_tree(&mut self, id: &str) -> &mut Self {
        self.take_row(|item| *item == Item::Tree(id.to_owned()))
    }

    /// Answers the question that must stand here, with the digit of a choice.
    #[track_caller]
    pub fn answer(&mut self, question: &str, choice: &str) -> &mut Self {
        let digit = self.digit_of(question, choice);
        self.press(&digit)
    }

    #[track_caller]
    pub fn digit_of(&mut self, question: &str, choice: &str) -> String {
        let Some(Place::Question(open)) = &self.model.place else {
            panic!("no question here:\n{}", self.frame());
        };
        assert_eq!(open.question.id, question);
        let at = open.choices.iter().position(|c| c.id == choice);
        (at.unwrap_or_else(|| panic!("`{choice}` is not offered at `{question}`")) + 1).to_string()
    }

    /// Says what the entry that must stand here came to; who has it next is left empty, a reason is typed by the test.
    #[track_caller]
    pub fn outcome(&mut self, entry: &str, outcome: Outcome) -> &mut Self {
        let digit = self.digit_of_outcome(entry, outcome);
        self.press(&digit);
        if outcome == Outcome::Cause {
            self.press("enter");
        }
        self
    }

    #[track_caller]
    pub fn digit_of_outcome(&mut self, entry: &str, outcome: Outcome) -> String {
        assert_eq!(self.stands_at(), entry);
        let offered = outcomes(&self.model);
        assert!(
            offered.iter().any(|(offer, _)| *offer == outcome),
            "{outcome:?} is not offered: {offered:?}"
        );
        outcome.digit().to_string()
    }

    /// Takes what is offered at an end.
    #[track_caller]
    pub fn offer(&mut self, wanted: Offer) -> &mut Self {
        let offers = offers(&self.model);
        let at = offers.iter().position(|(offer, _)| *offer == wanted);
        let digit = at.unwrap_or_else(|| panic!("{wanted:?} is not offered: {offers:?}")) + 1;
        self.press(&digit.to_string())
    }

    /// The opening of a call: a verified caller, no hurry.
    #[track_caller]
    pub fn open_call(&mut self) -> &mut Self {
        self.answer("ask.situation", "call")
            .answer("ask.caller-verified", "yes")
            .answer("ask.urgent", "no")
    }

    /// From the tree of resetting to the question how far the reset gets: no code on the page, and the opening of a call.
    #[track_caller]
    pub fn open_usage(&mut self) -> &mut Self {
        self.take_tree("usage").answer("ask.usage-code", "nothing").open_call()
    }

    /// Goes to a field of the form and opens it.
    #[track_caller]
    pub fn edit(&mut self, field: &str) -> &mut Self {
        let lines = filling::lines(&self.model);
        let at = lines
            .iter()
            .position(|line| line.field.id == field)
            .expect("a field of the form");
        self.press("home");
        for _ in 0..at {
            self.press("down");
        }
        self.press("enter")
    }
}

/// The key that a test names by a word: `down`, `ctrl-z`, `f2`, `space`, or one character.
fn key_named(word: &str) -> Option<Key> {
    let lower = word.to_lowercase();
    let mut chars = word.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return Some(Key::Char(c));
    }
    if let Some(c) = lower.strip_prefix("ctrl-").and_then(|rest| rest.chars().next()) {
        return Some(Key::Ctrl(c));
    }
    if let Some(n) = lower.strip_prefix('f').and_then(|n| n.parse().ok()) {
        return Some(Key::F(n));
    }
    Some(match lower.as_str() {
        "space" => Key::Char(' '),
        "enter" => Key::Enter,
        "esc" => Key::Esc,
        "tab" => Key::Tab,
        "backtab" => Key::BackTab,
        "up" => Key::Up,
        "down" => Key::Down,
        "left" => Key::Left,
        "right" => Key::Right,
        "pgup" => Key::PageUp,
        "pgdn" => Key::PageDown,
        "home" => Key::Home,
        "end" => Key::End,
        "backspace" => Key::Backspace,
        "delete" => Key::Delete,
        _ => return None,
    })
}
