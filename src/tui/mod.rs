//! The terminal: its loop, its state and its restoring. Draws the model and turns events into messages; decides nothing.

pub mod frame;
mod input;
pub mod look;
mod screens;
mod widgets;

use crate::app::message::{Effect, Msg};
use crate::app::{self, Model};
use crate::host::Host;
use crate::runtime::Runtime;
use crate::settings::Settings;
use crate::time::Stamp;
use look::Look;
use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{
    self, DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture,
};
use ratatui::crossterm::terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode};
use ratatui::crossterm::{execute, terminal};
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
    runtime: &mut Runtime<'_>,
    host: &dyn Host,
    settings: &Settings,
) -> io::Result<()> {
    let look = Look::of(settings);
    restore_on_panic();
    enter(settings.mouse)?;
    let mut screen = Terminal::new(CrosstermBackend::new(io::BufWriter::new(io::stdout())))?;
    let ended = run(&mut screen, model, first, runtime, host, settings, &look);
    leave();
    ended
}

type Screen = Terminal<CrosstermBackend<io::BufWriter<io::Stdout>>>;

fn run(
    screen: &mut Screen,
    model: &mut Model,
    first: Vec<Effect>,
    runtime: &mut Runtime<'_>,
    host: &dyn Host,
    settings: &Settings,
    look: &Look,
) -> io::Result<()> {
    let mut effects = first;
    screen.draw(|frame| frame::draw(frame, model, look))?;
    loop {
        while !effects.is_empty() {
            // a slow effect says on the screen that it is under way before it blocks
            if effects
                .iter()
                .any(|e| matches!(e, Effect::Plan(_) | Effect::WriteBundle { .. }))
            {
                screen.draw(|frame| frame::draw(frame, model, look))?;
            }
            let mut next = Vec::new();
            for effect in std::mem::take(&mut effects) {
                let answers = match effect {
                    Effect::Quit => return Ok(()),
                    Effect::Suspend => {
                        suspend(screen, settings.mouse)?;
                        Vec::new()
                    }
                    // a console without escape sequences refuses; that is told, not an error
                    Effect::Copy(text) => vec![Msg::Copied(
                        execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text)).is_ok(),
                    )],
                    effect => runtime.perform(effect, model.lang),
                };
                for answer in answers {
                    next.extend(app::update(model, answer));
                }
            }
            effects = next;
        }
        screen.draw(|frame| frame::draw(frame, model, look))?;
        // nothing wakes the program while it is idle but a key, or a wait that is over
        let messages = match next_wait(model, host.now()) {
            Some(patience) if !event::poll(patience)? => vec![],
            _ => input::gather(event::read()?, |patience| {
                event::poll(patience)
                    .ok()
                    .filter(|ready| *ready)
                    .and_then(|_| event::read().ok())
            }),
        };
        effects.extend(app::update(model, Msg::Clock(host.now())));
        for message in messages {
            if let Msg::Resize(..) = message {
                screen.autoresize()?;
            }
            effects.extend(app::update(model, message));
        }
    }
}

/// The time until the running wait is over; `None` where nothing is waited for.
fn next_wait(model: &Model, now: Stamp) -> Option<Duration> {
    let case = model.case.as_ref()?;
    let wait = case.wait().filter(|w| !case.offered.contains(&w.until))?;
    // the clock is read to the second, so the last of them may already have begun
    Some(wait.until.ahead_of(now) + Duration::from_millis(20))
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
        let _ = execute!(out, EnableMouseCapture);
    }
    out.flush()
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
        leave();
        before(info);
    }));
}

#[cfg(unix)]
fn suspend(screen: &mut Screen, mouse: bool) -> io::Result<()> {
    leave();
    // stops here until the shell brings the program back
    let _ = rustix::process::kill_current_process_group(rustix::process::Signal::TSTP);
    enter(mouse)?;
    screen.clear()
}

#[cfg(not(unix))]
fn suspend(screen: &mut Screen, _mouse: bool) -> io::Result<()> {
    screen.clear()
}
