//! Files as the text that stands in them, to be copied piece by piece in flat memory: text of any encoding as it is, a binary log as
//! events in XML. Owns what an event looks like when it is written again.

use super::encoding::{self, Decoded};
use super::kind::{CHUNK, FILE, FIRST_CHUNK, HEAD, is_binary};
use super::read::read_stream;
use super::record::{Level, Record};
use super::run::{Item, Options};
use super::summary::Encoding;
use crate::text::Lang;
use crate::time::Stamp;
use std::io::{self, Read};
use std::ops::ControlFlow;

/// What can be done with a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A binary log.
    Evtx,
    /// A zip file.
    Zip,
    Text(Option<Encoding>),
    /// A picture, another archive, a program.
    Other,
}

/// What the file with this beginning is; [`FORM_HEAD`] bytes tell.
pub fn form(head: &[u8]) -> Form {
    let chunk = |at: usize| head.get(at..).is_some_and(|rest| rest.starts_with(CHUNK));
    if head.starts_with(FILE) || chunk(0) || chunk(FIRST_CHUNK) {
        return Form::Evtx;
    }
    if head.starts_with(b"PK\x03\x04") {
        return Form::Zip;
    }
    let told = encoding::told(head);
    let mut bytes = head;
    let mut text = String::new();
    let mut decoded = Decoded::new(&mut bytes, told);
    while decoded.more(&mut text).is_ok_and(|more| more) {}
    let magic = [
        b"\x89PNG".as_slice(),
        b"\xff\xd8\xff",
        b"GIF8",
        b"%PDF",
        b"\x1f\x8b",
        b"BM",
        b"Rar!",
        b"7z\xbc\xaf",
    ];
    let other = magic.iter().any(|magic| head.starts_with(magic)) || is_binary(&text);
    if other { Form::Other } else { Form::Text(told) }
}

/// So many bytes tell what a file is.
pub const FORM_HEAD: u64 = HEAD as u64;

/// Takes a piece of text and the encoding in which it is written; where it says to break, reading ends.
pub type Each<'e> = &'e mut dyn FnMut(&str, Encoding) -> ControlFlow<()>;

/// A piece ends with a line as soon as it is as long, in bytes.
const PIECE: usize = 64 << 10;

/// A line that is longer is cut between words, in bytes.
const LONGEST_LINE: usize = 512 << 10;

/// Hands the text of a file to `each`, in pieces that end with a line.
pub fn text(from: &mut dyn Read, told: Option<Encoding>, each: Each<'_>) -> io::Result<()> {
    let mut decoded = Decoded::new(from, told);
    let mut held = String::new();
    loop {
        let more = decoded.more(&mut held)?;
        while held.len() >= PIECE || !more && !held.is_empty() {
            let Some(end) = cut(&held, more) else { break };
            let piece = held.get(..end).unwrap_or_default();
            if each(piece, decoded.encoding()).is_break() {
                return Ok(());
            }
            held.drain(..end);
        }
        if !more {
            return Ok(());
        }
    }
}

/// Where the next piece ends; `None` where more is needed to tell.
fn cut(held: &str, more: bool) -> Option<usize> {
    let near = (0..=PIECE.min(held.len()))
        .rev()
        .find(|at| held.is_char_boundary(*at))?;
    let (head, tail) = held.split_at_checked(near)?;
    if head.len() == held.len() && !more {
        return Some(head.len());
    }
    // a label alone in its line belongs to the line below
    let lines = head.rmatch_indices('\n').map(|(at, _)| at + 1);
    let good = |end: &usize| {
        !head
            .get(..*end)
            .is_some_and(|text| text.trim_end().ends_with([':', '=']))
    };
    let mut lines = lines.take(20).filter(good);
    if let Some(end) = lines.next().filter(|end| *end > 0) {
        return Some(end);
    }
    if let Some(end) = tail.find('\n') {
        return Some(near + end + 1);
    }
    if held.len() < LONGEST_LINE && more {
        return None;
    }
    let between = held.rmatch_indices(['>', ' ', ',', '\t']).next().map(|(at, _)| at + 1);
    Some(
        between
            .filter(|end| *end > held.len() / 2 || !more)
            .unwrap_or(held.len()),
    )
}

/// Hands the events of a binary log that the knowledge speaks of to `each`, as XML that is read back as the same events; of a window
/// only those in it, and those of no time.
pub fn events(
    name: &str,
    from: &mut dyn Read,
    options: &Options<'_>,
    window: Option<(Stamp, Stamp)>,
    each: Each<'_>,
) -> io::Result<()> {
    let utf8 = Encoding::Utf8;
    if each("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<Events>\n", utf8).is_break() {
        return Ok(());
    }
    let mut flow = ControlFlow::Continue(());
    let read = read_stream(name, from, options, &mut |item| {
        let is_in = |record: &Record| match (window, record.at) {
            (Some((first, last)), Some(at)) => first <= at && at <= last,
            _ => true,
        };
        if let Item::Record(record) = item
            && is_in(&record)
        {
            flow = each(&event(&record), utf8);
        }
        flow
    });
    if let Err(error) = read {
        return Err(io::Error::other(error.say(Lang::En)));
    }
    if flow.is_continue() {
        let _ = each("</Events>\n", utf8);
    }
    Ok(())
}

/// A record as an event in XML, each value of its data on a line.
fn event(record: &Record) -> String {
    let mut out = String::from("<Event xmlns=\"http://schemas.microsoft.com/win/2004/08/events/event\">\n<System>\n");
    if let Some(provider) = &record.provider {
        out.push_str(&format!("<Provider Name=\"{}\"/>\n", escaped(provider)));
    }
    let mut put = |element: &str, value: Option<String>| {
        if let Some(value) = value {
            out.push_str(&format!("<{element}>{}</{element}>\n", escaped(&value)));
        }
    };
    put("EventID", record.event.map(|event| event.to_string()));
    put("Level", record.level.map(|level| number(level).to_string()));
    put("EventRecordID", Some(record.number.to_string()));
    put("Channel", record.channel.clone());
    put("Computer", record.computer.clone());
    let at = record.at.map(|at| at.to_string()).or(record.written.clone());
    if let Some(at) = at {
        out.push_str(&format!("<TimeCreated SystemTime=\"{}\"/>\n", escaped(&at)));
    }
    out.push_str("</System>\n<EventData>\n");
    for line in record.message.lines() {
        out.push_str(&format!("<Data>{}</Data>\n", escaped(line)));
    }
    out.push_str("</EventData>\n</Event>\n");
    out
}

fn number(level: Level) -> u8 {
    match level {
        Level::Critical => 1,
        Level::Error => 2,
        Level::Warning => 3,
        Level::Information => 4,
        Level::Verbose => 5,
    }
}

/// What stands for itself in XML; characters that XML has not are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() && !matches!(c, '\t' | '\n' | '\r') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(bytes: &[u8]) -> Vec<String> {
        let mut out = Vec::new();
        let mut from = bytes;
        text(&mut from, None, &mut |piece, _| {
            out.push(piece.to_owned());
            ControlFlow::Continue(())
        })
        .unwrap();
        out
    }

    #[test]
    fn pieces_end_with_a_line_and_hold_everything() {
        let text = "2026-11-20 09:15:30 an event of some length\n".repeat(10_000);
        let all = pieces(text.as_bytes());
        assert!(all.len() > 3 && all.iter().all(|piece| piece.ends_with('\n') && piece.len() <= PIECE));
        assert_eq!(all.concat(), text);
        let long = "x ".repeat(400_000);
        let all = pieces(long.as_bytes());
        assert!(all.len() > 1 && all.concat() == long);
        assert!(pieces(b"").is_empty());
    }

    #[test]
    fn a_file_is_what_its_beginning_says() {
        for (head, wanted) in [
            (b"ElfFile\0".as_slice(), Form::Evtx),
            (b"PK\x03\x04", Form::Zip),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Form::Other),
            (b"2026-11-20 an event", Form::Text(None)),
            (b"\xff\xfea\0b\0", Form::Text(Some(Encoding::Utf16Le))),
        ] {
            assert_eq!(form(head), wanted);
        }
    }
}
