//! The terminal: its loop, its state and its restoring. Draws the model and turns events into messages; decides nothing.

pub mod anchors;
mod bar;
#[cfg(any(windows, test))]
mod console;
mod editor;
pub mod frame;
mod input;
pub mod look;
mod painter;
mod panes;
mod screens;
pub mod size;
#[cfg(unix)]
mod stream;
mod texts;
mod typing;
mod widgets;

use crate::app::message::{Effect, Msg};
use crate::app::{Model, waits};
use crate::host::{Host, is_gone};
use crate::runtime::{Face, Runtime, WORKER};
use crate::settings::Settings;
use input::Source;
use look::Look;
use painter::Painter;
use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::layout::Rect;
use std::io::{self, Write};
use std::time::Duration;

/// How the wizard ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Left,
    /// The system asked for it.
    Interrupted,
    /// The terminal went away.
    Lost,
}

/// Runs the wizard on this terminal until it is left. `first` are the effects of the model's start.
pub fn open(
    model: &mut Model,
    first: Vec<Effect>,
    runtime: &mut Runtime,
    host: &'static dyn Host,
    settings: &Settings,
) -> io::Result<Ended> {
    restore_on_panic();
    // signals are heard before the terminal is taken, or one of them would end or stop the program with the terminal in hand
    let source = Source::open()?;
    enter(settings.mouse)?;
    let ended = opened(model, first, runtime, source, host, settings);
    leave();
    match ended {
        // whoever draws may hear of it before who reads
        Err(error) if is_gone(&error) => Ok(Ended::Lost),
        ended => ended,
    }
}

fn opened(
    model: &mut Model,
    first: Vec<Effect>,
    runtime: &mut Runtime,
    source: Source,
    host: &'static dyn Host,
    settings: &Settings,
) -> io::Result<Ended> {
    let mut screen = Screen {
        painter: Painter::new(area(model.size))?,
        look: Look::of(settings),
        settings: settings.clone(),
        host,
    };
    // first the frame, then the thread: what nobody waits for yet can come after what everybody does
    screen.draw(model)?;
    if settings.theme_open && settings.color {
        ask_background()?;
    }
    let sender = runtime.sender();
    // sleeps until a key comes; it ends with the program, which it does not hold up
    let reader = std::thread::spawn(move || input::read_into(source, &sender));
    let ended = run(&mut screen, model, first, runtime, host)?;
    // where the terminal is lost its reader has said its last word
    let why = if ended == Ended::Lost { reader.join().ok() } else { None };
    match why {
        Some(Err(error)) if error.kind() != io::ErrorKind::UnexpectedEof => Err(error),
        _ => Ok(ended),
    }
}

fn run(
    screen: &mut Screen,
    model: &mut Model,
    first: Vec<Effect>,
    runtime: &mut Runtime,
    host: &dyn Host,
) -> io::Result<Ended> {
    let mut flow = runtime.perform(model, first, screen)?;
    let mut ended = Ended::Left;
    while flow.is_continue() {
        screen.draw(model)?;
        // nothing wakes the program while it is idle but a key, a report, a signal, or a wait that is over
        // the clock is read to the second, so the last of them may already have begun
        let patience = waits::next(model).map(|end| end.ahead_of(host.now()) + Duration::from_millis(20));
        let mut msg = runtime.next(patience);
        loop {
            match msg {
                Some(Msg::Resize(columns, rows)) => screen.painter.resize(area((columns, rows)))?,
                Some(Msg::Continued) => screen.resume()?,
                Some(Msg::Interrupted) => ended = Ended::Interrupted,
                Some(Msg::TerminalLost) => ended = Ended::Lost,
                _ => {}
            }
            flow = runtime.take(model, msg, screen)?;
            // what came meanwhile is drawn with it
            msg = runtime.next(Some(Duration::ZERO));
            if msg.is_none() || flow.is_break() {
                break;
            }
        }
    }
    Ok(ended)
}

fn area((columns, rows): (u16, u16)) -> Rect {
    Rect::new(0, 0, columns, rows)
}

/// The terminal as a face.
struct Screen {
    painter: Painter,
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
        self.painter
            .paint(self.settings.links, |frame| frame::draw(frame, model, look))
    }

    /// Takes the terminal again after others had it, and draws all of it next time. The terminal is not asked for its
    /// size: one that does not answer would be waited for.
    fn resume(&mut self) -> io::Result<()> {
        leave();
        enter(self.settings.mouse)?;
        self.painter.resize(area(size::size()?))
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
        self.resume()
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

/// Asks the terminal for its background (OSC 11) and waits for nothing: what it answers comes among the keys.
fn ask_background() -> io::Result<()> {
    let mut out = io::stdout();
    out.write_all(b"\x1b]11;?\x1b\\")?;
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
