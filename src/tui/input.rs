//! What a person and the system say to the wizard, as messages. Text that is pasted where the terminal does not mark it arrives
//! as single keys; a run of them too fast for a person is gathered into one paste, or a pasted newline would submit and each
//! letter would be searched for.

use crate::app::key::Key;
use crate::app::message::Msg;
use std::io;
use std::sync::mpsc::SyncSender;
use std::time::Duration;
pub use system::Source;

/// Keys closer together than this were not typed by a person.
const AT_ONCE: Duration = Duration::from_millis(3);

/// Tells that the terminal can be read no more, however the reading ended.
struct Farewell<'a>(&'a SyncSender<Msg>);

impl Drop for Farewell<'_> {
    fn drop(&mut self) {
        // nobody listens where the program is being left
        let _ = self.0.send(Msg::TerminalLost);
    }
}

/// Reads events into the channel until nobody takes them; an error where the terminal cannot be read any more.
pub fn read_into(mut source: Source, sender: &SyncSender<Msg>) -> io::Result<()> {
    let farewell = Farewell(sender);
    loop {
        for message in merged(&source.next()?, system::RUN) {
            if farewell.0.send(message).is_err() {
                return Ok(());
            }
        }
    }
}

/// The character of a key that a pasted text may hold.
fn typed(message: &Msg) -> Option<char> {
    match message {
        Msg::Key(Key::Char(c)) => Some(*c),
        Msg::Key(Key::Enter | Key::Ctrl('j')) => Some('\n'),
        Msg::Key(Key::Tab) => Some('\t'),
        _ => None,
    }
}

/// Messages that arrived together, in which a run of at least so many characters is one paste.
fn merged(messages: &[Msg], run: usize) -> Vec<Msg> {
    let mut out = Vec::new();
    for piece in messages.chunk_by(|a, b| typed(a).is_some() && typed(b).is_some()) {
        let text: String = piece.iter().filter_map(typed).collect();
        if piece.len() >= run && text.chars().count() == piece.len() {
            out.push(Msg::Paste(text));
        } else {
            out.extend_from_slice(piece);
        }
    }
    out
}

/// The terminal of Unix marks pastes; where one does not, or a line is slow, some keys arrive together that were typed.
#[cfg(unix)]
mod system {
    use crate::app::message::{MOST_PASTED, Msg};
    use crate::host::{Heard, Tty};
    use crate::tui::input::AT_ONCE;
    use crate::tui::size::resized;
    use crate::tui::stream::Stream;
    use std::io;
    use std::time::Duration;

    pub const RUN: usize = 32;

    /// The rest of a key comes sooner, or the escape was one; nobody feels the wait.
    const BEHIND_ESCAPE: Duration = Duration::from_millis(20);

    /// More of a marked paste comes sooner, or its end was lost.
    const BEFORE_END: Duration = Duration::from_secs(1);

    /// Bytes and signals.
    pub struct Source {
        tty: Tty,
        stream: Stream,
    }

    impl Source {
        pub fn open() -> io::Result<Self> {
            let tty = Tty::open()?;
            let stream = Stream::default();
            Ok(Self { tty, stream })
        }

        /// What came together.
        pub fn next(&mut self) -> io::Result<Vec<Msg>> {
            let mut out = Vec::new();
            // bytes came that may go on: an escape is a key, or begins one
            let mut unclear = false;
            while out.len() <= MOST_PASTED {
                let patience = match out.len() {
                    0 if unclear => Some(BEHIND_ESCAPE),
                    0 if self.stream.is_open() => Some(BEFORE_END),
                    0 => None,
                    // what was pasted comes in pieces
                    held if held >= RUN => Some(AT_ONCE),
                    _ => Some(Duration::ZERO),
                };
                match self.tty.next(patience)? {
                    Heard::Bytes(count) => {
                        out.extend(self.stream.take(self.tty.bytes(count), true));
                        unclear = true;
                        continue;
                    }
                    Heard::Silence if unclear => out.extend(self.stream.take(&[], false)),
                    Heard::Silence => out.extend(self.stream.close()),
                    Heard::Resized => out.push(resized()?),
                    Heard::End => out.push(Msg::Interrupted),
                    Heard::Stop => out.push(Msg::Stop),
                    Heard::Continued => out.extend([Msg::Continued, resized()?]),
                }
                unclear = false;
                if !out.is_empty() {
                    break;
                }
            }
            Ok(out)
        }
    }
}

/// The console of Windows marks no pastes.
#[cfg(windows)]
mod system {
    use crate::app::message::{MOST_PASTED, Msg};
    use crate::tui::console::message;
    use crate::tui::input::AT_ONCE;
    use ratatui::crossterm::event;
    use std::io;

    pub const RUN: usize = 3;

    /// The events of the console.
    pub struct Source;

    impl Source {
        pub fn open() -> io::Result<Self> {
            Ok(Self)
        }

        /// What came together.
        pub fn next(&mut self) -> io::Result<Vec<Msg>> {
            let mut out: Vec<Msg> = message(event::read()?).into_iter().collect();
            while out.len() <= MOST_PASTED && event::poll(AT_ONCE)? {
                out.extend(message(event::read()?));
            }
            Ok(out)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_of_characters_is_one_paste_and_the_keys_about_it_stay() {
        let keys = |text: &str| text.chars().map(|c| Msg::Key(Key::Char(c))).collect::<Vec<_>>();
        let burst = [
            keys("abc"),
            vec![Msg::Key(Key::Enter)],
            keys("de"),
            vec![Msg::Key(Key::Esc)],
            keys("f"),
        ]
        .concat();
        assert_eq!(
            format!("{:?}", merged(&burst, 4)),
            r#"[Paste("abc\nde"), Key(Esc), Key(Char('f'))]"#
        );
        assert_eq!(merged(&burst, 7).len(), 8);
    }
}
