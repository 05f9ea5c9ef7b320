//! The bytes of a terminal as messages. Marked pastes are taken out here, within a bound and never waited for; what else
//! comes is for the parser of `termina`.

use crate::app::key::Key;
use crate::app::message::{MOST_PASTED, Msg};
use std::mem::take;
use termina::escape::osc::{ColorOrQuery, DynamicColorNumber, Osc};
use termina::event::{KeyCode, KeyEvent, KeyEventKind, Modifiers, MouseButton, MouseEventKind};
use termina::style::RgbColor;
use termina::{Event, Parser};

const BEGINS: &[u8] = b"\x1b[200~";
const ENDS: &[u8] = b"\x1b[201~";

/// What interrupts, in any mode of the terminal.
const CTRL_C: u8 = 3;

/// No key is longer; what goes on without an end was none.
const MOST_OF_A_KEY: usize = 256;

/// The bytes that are not told yet.
#[derive(Default)]
pub struct Stream {
    parser: Parser,
    /// Bytes that the parser took without giving a key for them.
    unclear: usize,
    /// What may be the beginning of a mark.
    mark: Vec<u8>,
    /// The paste that has begun and not ended.
    paste: Option<Vec<u8>>,
}

impl Stream {
    /// A paste has begun whose end has not come.
    pub fn is_open(&self) -> bool {
        self.paste.is_some()
    }

    /// Tells what bytes mean. `more`: others follow at once.
    pub fn take(&mut self, bytes: &[u8], more: bool) -> Vec<Msg> {
        let mut out = Vec::new();
        let mut keys = Vec::new();
        for byte in bytes {
            let mark = if self.paste.is_some() { ENDS } else { BEGINS };
            self.mark.push(*byte);
            if mark == self.mark.as_slice() {
                self.mark.clear();
                if let Some(text) = self.paste.take() {
                    out.push(pasted(&text));
                } else {
                    self.keys(&take(&mut keys), true, &mut out);
                    self.paste = Some(Vec::new());
                }
            } else if !mark.starts_with(&self.mark) {
                // only the last byte can begin a mark anew
                let from = self.mark.len() - usize::from(mark.starts_with(&[*byte]));
                let mut passed = take(&mut self.mark);
                self.mark = passed.split_off(from);
                match &mut self.paste {
                    Some(text) => keep(text, &passed),
                    None => keys.extend(passed),
                }
            }
        }
        if !more && self.paste.is_none() {
            keys.append(&mut self.mark);
        }
        self.keys(&keys, more, &mut out);
        out
    }

    /// Nothing came for a while: a paste whose end was lost is told as far as it came, and an interrupt behind it is one.
    pub fn close(&mut self) -> Vec<Msg> {
        let mut out = Vec::new();
        if let Some(mut text) = self.paste.take() {
            keep(&mut text, &take(&mut self.mark));
            let interrupted = text.pop_if(|last| *last == CTRL_C).is_some();
            out.push(pasted(&text));
            if interrupted {
                out.push(Msg::Key(Key::Ctrl('c')));
            }
        }
        out
    }

    fn keys(&mut self, bytes: &[u8], more: bool, out: &mut Vec<Msg>) {
        // an interrupt is part of no other key: what stands before it and has no end is dropped
        let mut pieces = bytes.split(|byte| *byte == CTRL_C).peekable();
        while let Some(piece) = pieces.next() {
            self.parse(piece, more || pieces.peek().is_some(), out);
            if pieces.peek().is_some() {
                self.parser = Parser::default();
                out.push(Msg::Key(Key::Ctrl('c')));
            }
        }
    }

    fn parse(&mut self, bytes: &[u8], more: bool, out: &mut Vec<Msg>) {
        if bytes.is_empty() && !more {
            self.parser.parse(bytes, more);
            self.told(out);
        }
        let mut blocks = bytes.chunks(MOST_OF_A_KEY).peekable();
        while let Some(block) = blocks.next() {
            self.parser.parse(block, more || blocks.peek().is_some());
            self.unclear += block.len();
            self.told(out);
            if self.unclear > MOST_OF_A_KEY {
                self.parser = Parser::default();
                self.unclear = 0;
            }
        }
    }

    fn told(&mut self, out: &mut Vec<Msg>) {
        while let Some(event) = self.parser.pop() {
            self.unclear = 0;
            out.extend(message(&event));
        }
    }
}

/// What goes beyond what anybody may paste is not kept; whoever takes the text says so.
fn keep(text: &mut Vec<u8>, more: &[u8]) {
    let room = (MOST_PASTED + 1).saturating_sub(text.len());
    text.extend(more.iter().take(room));
}

fn pasted(text: &[u8]) -> Msg {
    Msg::Paste(String::from_utf8_lossy(text).into_owned())
}

/// The message of an event; `None` where it means nothing here, as the answer to a question that nobody asked.
fn message(event: &Event) -> Option<Msg> {
    match event {
        Event::Key(event) => key(*event).map(Msg::Key),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => Some(Msg::Click(mouse.column, mouse.row)),
            MouseEventKind::ScrollDown => Some(Msg::Scroll(3, (mouse.column, mouse.row))),
            MouseEventKind::ScrollUp => Some(Msg::Scroll(-3, (mouse.column, mouse.row))),
            _ => None,
        },
        Event::Osc(Osc::ChangeDynamicColors(DynamicColorNumber::TextBackgroundColor, colors)) => {
            let [ColorOrQuery::Color(color)] = colors.as_slice() else {
                return None;
            };
            Some(Msg::Background(is_light(*color)))
        }
        _ => None,
    }
}

/// Is a background nearer to white than to black? By the weights of ITU-R BT.709.
fn is_light(color: RgbColor) -> bool {
    let weighed =
        [(color.red, 2126), (color.green, 7152), (color.blue, 722)].map(|(part, weight)| u32::from(part) * weight);
    weighed.iter().sum::<u32>() > 10_000 * 255 / 2
}

fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    let alt = event.modifiers.contains(Modifiers::ALT);
    Some(match event.code {
        KeyCode::Char(c) if event.modifiers.contains(Modifiers::CONTROL) && !alt => Key::Ctrl(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Key::Char(c),
        // what begins a new line: Ctrl-J, which every terminal knows, or Alt-Enter
        KeyCode::Enter if alt => Key::Ctrl('j'),
        KeyCode::Enter => Key::Enter,
        KeyCode::Escape => Key::Esc,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Function(n) => Key::F(n),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told of the bytes, read in pieces of so many.
    fn told(bytes: &[u8], at_once: usize) -> String {
        let mut stream = Stream::default();
        let mut out = Vec::new();
        let mut pieces = bytes.chunks(at_once).peekable();
        while let Some(piece) = pieces.next() {
            out.extend(stream.take(piece, pieces.peek().is_some()));
        }
        out.extend(stream.close());
        format!("{out:?}")
    }

    #[test]
    fn keys_and_marked_pastes_are_told_however_the_bytes_are_cut() {
        let bytes = "가\x1b[200~붙여\rx\x1b[20\x1b[201~\x1b[A\x1b\r\x1b[15~\x1b[<0;4;7M\x1b[24;80R\x03q".as_bytes();
        let whole = told(bytes, bytes.len());
        assert_eq!(
            whole,
            "[Key(Char('가')), Paste(\"붙여\\rx\\u{1b}[20\"), Key(Up), Key(Ctrl('j')), Key(F(5)), Click(3, 6), \
             Key(Ctrl('c')), Key(Char('q'))]"
        );
        for at_once in 1..bytes.len() {
            assert_eq!(told(bytes, at_once), whole, "{at_once} at once");
        }
    }

    #[test]
    fn what_the_terminal_answers_of_its_background_is_no_key() {
        for (answer, told_of) in [
            (
                "\x1b]11;rgb:ffff/ffff/ffff\x1b\\",
                "[Key(Char('a')), Background(true), Key(Char('b'))]",
            ),
            (
                "\x1b]11;rgb:fd/f6/e3\x07",
                "[Key(Char('a')), Background(true), Key(Char('b'))]",
            ),
            (
                "\x1b]11;rgb:0101/2424/5656\x07",
                "[Key(Char('a')), Background(false), Key(Char('b'))]",
            ),
            ("\x1b]10;rgb:ffff/ffff/ffff\x07", "[Key(Char('a')), Key(Char('b'))]"),
        ] {
            let bytes = format!("a{answer}b");
            for at_once in 1..bytes.len() {
                assert_eq!(told(bytes.as_bytes(), at_once), told_of, "{answer:?}");
            }
        }
    }

    #[test]
    fn alt_enter_begins_a_new_line_as_ctrl_j_does_and_escape_alone_is_a_key() {
        assert_eq!(told(b"\x1b\r", 2), "[Key(Ctrl('j'))]");
        assert_eq!(told(b"\n", 1), "[Key(Ctrl('j'))]");
        assert_eq!(told(b"\r", 1), "[Key(Enter)]");
        assert_eq!(told(b"\x1b", 1), "[Key(Esc)]");
    }

    #[test]
    fn a_paste_without_an_end_and_a_key_without_one_swallow_no_interrupt() {
        assert_eq!(told(b"\x1b[200~abc\x03", 99), "[Paste(\"abc\"), Key(Ctrl('c'))]");
        for begun in ["\x1b]0;title", "\x1bPq", "\x1b[<1;", "\x1b[1;"] {
            assert_eq!(
                told(format!("{begun}\x03").as_bytes(), 1),
                "[Key(Ctrl('c'))]",
                "{begun:?}"
            );
        }
        // and what goes on for ever is given up
        let mut stream = Stream::default();
        stream.take(&[b"\x1b]".as_slice(), &[b'x'; 10_000]].concat(), false);
        assert!(!stream.take(b"q", false).is_empty());
    }

    #[test]
    fn of_a_paste_no_more_is_kept_than_may_be_pasted() {
        let mut stream = Stream::default();
        stream.take(BEGINS, true);
        for _ in 0..10 {
            stream.take(&vec![b'x'; MOST_PASTED / 3], true);
        }
        let kept = stream.paste.as_ref().map(Vec::len);
        assert_eq!(kept, Some(MOST_PASTED + 1));
        let told = stream.take(ENDS, false);
        assert!(matches!(told.as_slice(), [Msg::Paste(text)] if text.len() == MOST_PASTED + 1));
    }

    #[test]
    fn no_bytes_break_it() {
        let mut random = fastrand::Rng::with_seed(8);
        let pieces: [&[u8]; 8] = [b"\x1b", b"[", b"200~", b"201~", b"<", b";", b"M", "가".as_bytes()];
        for _ in 0..2_000 {
            let mut stream = Stream::default();
            for _ in 0..random.usize(1..40) {
                let piece = match random.choice(pieces) {
                    Some(piece) if random.bool() => piece.to_vec(),
                    _ => vec![random.u8(..)],
                };
                stream.take(&piece, random.bool());
            }
            stream.close();
            assert!(!stream.is_open());
        }
    }
}
