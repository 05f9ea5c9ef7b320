//! The terminal: its loop, its state and its restoring. Draws the model and turns events into messages; decides nothing.

mod aside;
mod bar;
mod editor;
pub mod frame;
mod input;
pub mod look;
mod panes;
mod screens;
mod texts;
mod widgets;

use crate::app::message::{Effect, Msg};
use crate::app::{Model, waits};
use crate::host::Host;
use crate::runtime::{Face, Runtime, WORKER};
use crate::settings::Settings;
use look::Look;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use ratatui::crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::crossterm::{execute, terminal};
use ratatui::layout::{Position, Rect};
use std::io::{self, Write};
use std::time::Duration;

/// The size of the terminal, or why there is none.
pub fn size() -> io::Result<(u16, u16)> {
    terminal::size()
}

/// Runs the wizard on this terminal until it is left. `first` are the effects of the model's start.
pub fn open(
    model: &mut Model,
    first: Vec<Effect>,
    runtime: &mut Runtime,
    host: &'static dyn Host,
    settings: &Settings,
) -> io::Result<()> {
    restore_on_panic();
    enter(settings.mouse)?;
    let mut screen = Screen {
        terminal: Terminal::new(CrosstermBackend::new(io::BufWriter::new(io::stdout())))?,
        look: Look::of(settings),
        settings: settings.clone(),
        host,
    };
    // first the frame, then the thread: what nobody waits for yet can come after what everybody does
    screen.draw(model)?;
    let sender = runtime.sender();
    // sleeps until a key comes; it ends with the program, which it does not hold up
    let reader = std::thread::spawn(move || input::read_into(&sender));
    let ended = run(&mut screen, model, first, runtime, host);
    leave();
    // a terminal that went away is why it ended
    match ended {
        Ok(()) if reader.is_finished() => reader.join().unwrap_or(Ok(())),
        ended => ended,
    }
}

fn run(
    screen: &mut Screen,
    model: &mut Model,
    first: Vec<Effect>,
    runtime: &mut Runtime,
    host: &dyn Host,
) -> io::Result<()> {
    let mut flow = runtime.perform(model, first, screen)?;
    while flow.is_continue() {
        screen.draw(model)?;
        // nothing wakes the program while it is idle but a key, a report, or a wait that is over
        // the clock is read to the second, so the last of them may already have begun
        let patience = waits::next(model).map(|end| end.ahead_of(host.now()) + Duration::from_millis(20));
        let mut msg = runtime.next(patience);
        loop {
            if let Some(Msg::Resize(..)) = msg {
                screen.terminal.autoresize()?;
            }
            flow = runtime.take(model, msg, screen)?;
            // what came meanwhile is drawn with it
            msg = runtime.next(Some(Duration::ZERO));
            if msg.is_none() || flow.is_break() {
                break;
            }
        }
    }
    Ok(())
}

/// The terminal as a face.
struct Screen {
    terminal: Terminal<CrosstermBackend<io::BufWriter<io::Stdout>>>,
    look: Look,
    settings: Settings,
    host: &'static dyn Host,
}

impl Screen {
    fn draw(&mut self, model: &Model) -> io::Result<()> {
        if model.settings != self.settings {
            self.settings = model.settings.clone();
            self.look = Look::of(&self.settings);
            capture(self.settings.mouse);
        }
        let look = &self.look;
        self.terminal.draw(|frame| frame::draw(frame, model, look)).map(drop)
    }
}

impl Face for Screen {
    fn send(&mut self, text: &str) -> bool {
        // a console without escape sequences refuses; that is told, not an error
        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text)).is_ok()
    }

    fn suspend(&mut self) -> io::Result<()> {
        leave();
        // stops here, with the thread that reads keys, until the shell brings the program back; where it could not stop,
        // the wizard goes on
        let _ = self.host.suspend();
        enter(self.settings.mouse)?;
        // drawn anew without asking the terminal where its cursor is: its answer would reach the thread that reads keys
        self.terminal
            .resize(Rect::from((Position::ORIGIN, self.terminal.size()?)))
    }
}

fn enter(mouse: bool) -> io::Result<()> {
    enable_raw_mode()?;
    let mut out = io::stdout();
    execute!(out, EnterAlternateScreen)?;
    // Windows marks no pastes, and asking for it may change what Enter sends there
    if !cfg!(windows) {
        let _ = execute!(out, EnableBracketedPaste);
    }
    if mouse {
        capture(true);
    }
    out.flush()
}

/// Asks the terminal for clicks and the wheel, or leaves them to it.
fn capture(mouse: bool) {
    let mut out = io::stdout();
    let _ = if mouse {
        execute!(out, EnableMouseCapture)
    } else {
        execute!(out, DisableMouseCapture)
    };
}

/// Gives the terminal back as it was found. May be called twice.
fn leave() {
    let mut out = io::stdout();
    let _ = execute!(out, DisableMouseCapture);
    if !cfg!(windows) {
        let _ = execute!(out, DisableBracketedPaste);
    }
    let _ = execute!(out, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
    let _ = out.flush();
}

fn restore_on_panic() {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        // a worker that breaks is told on the screen, which goes on
        if std::thread::current().name() == Some(WORKER) {
            return;
        }
        leave();
        before(info);
    }));
}
