//! The built program on a real pseudo-terminal. Waits for texts, never for a time, but where silence itself is the point.

use crate::support::{Driver, SMALL, catalog};
use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use sspr::knowledge::page;
use sspr::text::{Lang, ui};
use sspr::walk::Outcome;
use std::io::{Read, Write};
use std::num::NonZeroU16;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

/// A slow machine under load still answers within this.
const PATIENCE: Duration = Duration::from_secs(20);

const ROWS: NonZeroU16 = NonZeroU16::new(24).unwrap();
const COLUMNS: NonZeroU16 = NonZeroU16::new(80).unwrap();

struct Terminal {
    screen: vt100::Parser,
    bytes: Receiver<Vec<u8>>,
    keys: Box<dyn Write + Send>,
    child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    home: tempfile::TempDir,
}

impl Terminal {
    /// Starts the program in a home of its own.
    fn start(lang: Lang, args: &[&str]) -> Self {
        let home = tempfile::tempdir().expect("a folder");
        let size = PtySize {
            rows: ROWS.get(),
            cols: COLUMNS.get(),
            ..PtySize::default()
        };
        let pair = native_pty_system().openpty(size).expect("a pseudo-terminal");
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_sspr"));
        command.args(args);
        command.env("SSPR_HOME", home.path());
        command.env("SSPR_LANG", lang.tag());
        command.env("TERM", "xterm-256color");
        command.cwd(home.path());
        let mut reader = pair.master.try_clone_reader().expect("a reader");
        let keys = pair.master.take_writer().expect("a writer");
        let child = pair.slave.spawn_command(command).expect("the program starts");
        drop(pair.slave);
        let (sender, bytes) = channel();
        std::thread::spawn(move || {
            let mut block = [0; 4096];
            // ends when the program has gone and the terminal with it
            while let Ok(read) = reader.read(&mut block) {
                if read == 0 || sender.send(block[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self {
            screen: vt100::Parser::new(ROWS, COLUMNS, 0),
            bytes,
            keys,
            child,
            master: pair.master,
            home,
        }
    }

    fn text(&self) -> String {
        self.screen.screen().contents()
    }

    /// Reads until a text stands on the screen, wrapped as it may be.
    #[track_caller]
    fn wait_for(&mut self, text: &str) {
        let bare = |t: &str| t.chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let until = Instant::now() + PATIENCE;
        while !bare(&self.text()).contains(&bare(text)) {
            let left = until.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(error) => panic!("`{text}` did not appear ({error}):\n{}", self.text()),
            }
        }
    }

    fn press(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).expect("keys are taken");
        self.keys.flush().expect("keys are taken");
    }

    /// Reads until nothing comes for a while.
    fn settle(&mut self) {
        while let Ok(bytes) = self.bytes.recv_timeout(Duration::from_millis(300)) {
            self.screen.process(&bytes);
        }
    }

    /// Reads to the end and checks that the terminal is as it was found; gives the exit code.
    #[track_caller]
    fn ended(&mut self) -> u32 {
        let until = Instant::now() + PATIENCE;
        loop {
            match self.bytes.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(RecvTimeoutError::Disconnected) => break,
                Err(RecvTimeoutError::Timeout) => panic!("the program goes on:\n{}", self.text()),
            }
        }
        let screen = self.screen.screen();
        assert!(!screen.alternate_screen(), "the alternate screen is not left");
        assert!(!screen.hide_cursor(), "the cursor is hidden");
        assert!(!screen.bracketed_paste(), "pastes are still marked");
        assert_eq!(screen.mouse_protocol_mode(), vt100::MouseProtocolMode::None);
        self.child.wait().expect("an end").exit_code()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // a failed test leaves nothing behind
        let _ = self.child.kill();
        let _ = self.master.resize(PtySize::default());
    }
}

fn ask(question: &str, lang: Lang) -> String {
    page::plain(catalog().question(question).expect("a question").ask.get(lang))
}

/// The digit of a choice.
fn digit(question: &str, choice: &str) -> String {
    let question = catalog().question(question).expect("a question");
    let at = question.choices.iter().position(|c| c.id == choice).expect("a choice");
    (at + 1).to_string()
}

/// The digit that says that an entry was read.
fn is_read(entry: &str, lang: Lang) -> String {
    let mut shadow = Driver::start_at(entry, lang, SMALL);
    shadow.digit_of_outcome(entry, Outcome::Read)
}

const ESC: &str = "\u{1b}";
const F5: &str = "\u{1b}[15~";

#[test]
fn a_call_is_walked_to_a_bundle_and_the_terminal_is_given_back() {
    for lang in Lang::ALL {
        let mut terminal = Terminal::start(lang, &["start", "can-reset"]);
        terminal.wait_for(&ask("ask.can-reset-report", lang));
        assert!(terminal.screen.screen().alternate_screen());
        assert!(terminal.screen.screen().bracketed_paste());
        terminal.press(&digit("ask.can-reset-report", "missing"));
        terminal.wait_for(&ask("ask.can-reset-home", lang));
        terminal.press(&digit("ask.can-reset-home", "other-tenant"));
        let title = catalog().entry("howitworks.b2b").expect("an entry").title;
        terminal.wait_for(title.get(lang));
        terminal.press(&is_read("howitworks.b2b", lang));
        for question in ["ask.since", "ask.changed"] {
            terminal.wait_for(&ask(question, lang));
            terminal.press("\r");
        }
        terminal.wait_for(ui::TO_SUPPORT.get(lang));
        terminal.press(F5);
        terminal.wait_for("case.json");
        // a marked paste is text, whatever keys it holds
        terminal.press("\u{15}\u{1b}[200~bundle.zip\n\u{1b}[201~");
        terminal.wait_for("bundle.zip");
        terminal.press("\r");
        terminal.wait_for(&ui::BUNDLE_DONE.get(lang)[..ui::BUNDLE_DONE.get(lang).find(':').expect("a colon")]);
        let bundle = std::fs::read(terminal.home.path().join("bundle.zip")).expect("the bundle");
        let zip = zip::ZipArchive::new(std::io::Cursor::new(bundle)).expect("a zip");
        assert!(zip.len() >= 3, "{} files", zip.len());
        terminal.press("\r");
        terminal.wait_for(ui::OR_START.get(lang));
        terminal.press(ESC);
        terminal.wait_for(ui::LEAVE.get(lang));
        terminal.press("\r");
        assert_eq!(terminal.ended(), 0);
    }
}

#[test]
fn ctrl_c_gives_the_terminal_back_and_the_answers_are_saved() {
    let mut terminal = Terminal::start(Lang::Ko, &["start", "usage"]);
    terminal.wait_for(&ask("ask.usage-code", Lang::Ko));
    terminal.press(&digit("ask.usage-code", "nothing"));
    terminal.wait_for(&ask("ask.situation", Lang::Ko));
    terminal.press(&digit("ask.situation", "myself"));
    terminal.wait_for(&ask("ask.urgent", Lang::Ko));
    terminal.press("\u{3}");
    terminal.ended();
    let folder = std::fs::read_dir(terminal.home.path().join("cases")).expect("cases");
    let saved: Vec<String> = folder
        .map(|item| item.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|e| e == "json"))
        .map(|path| std::fs::read_to_string(path).expect("a case"))
        .collect();
    assert_eq!(saved.len(), 1);
    assert!(saved[0].contains("myself"), "{}", saved[0]);
}

#[test]
fn while_nobody_presses_anything_nothing_is_written() {
    let mut terminal = Terminal::start(Lang::En, &[]);
    terminal.wait_for(ui::OR_START.get(Lang::En));
    terminal.settle();
    // the only place where a test waits: silence has no other proof
    let quiet = terminal.bytes.recv_timeout(Duration::from_secs(1));
    assert_eq!(quiet, Err(RecvTimeoutError::Timeout));
    // and it is alive
    terminal.press("33008");
    terminal.wait_for("33008");
    terminal.press("\u{3}");
    terminal.ended();
}
