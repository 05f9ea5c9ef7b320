//! Files read for redaction: once to learn whom they name, once to be told anew. Each in one pass and flat memory, whatever its form.

use super::pipe::beside;
use super::redaction::{self, Census, Done, Scrub, Table, Taking};
use super::window::Window;
use crate::evidence::Clock;
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::log::{self, Encoding, Form, Options};
use crate::time::{Stamp, Zone};
use std::cell::Cell;
use std::io::{self, Read, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::mpsc::sync_channel;

/// So many pieces of a text may wait to be counted.
const AHEAD: usize = 4;

/// What a file is.
pub fn form_of(host: &dyn Host, file: &Path) -> io::Result<Form> {
    let mut head = Vec::new();
    host.open(file)?.take(log::FORM_HEAD).read_to_end(&mut head)?;
    Ok(log::form(&head))
}

/// What was learned of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Learned {
    pub form: Form,
    /// It holds neither an anchor nor a secret.
    pub clean: bool,
}

/// Readings of files in which names are learned and told anew.
pub struct Work<'a> {
    catalog: &'a Catalog,
    scrub: Scrub<'a>,
    pub census: Census,
    now: Stamp,
    /// Events of binary logs and lines of text logs outside of it are passed over.
    pub window: Option<(Stamp, Stamp)>,
    /// Of times that state none.
    pub zone: Zone,
    /// Bytes that were read so far.
    pub read: u64,
}

impl<'a> Work<'a> {
    pub fn new(catalog: &'a Catalog, host: &dyn Host, census: Census) -> Self {
        let now = host.now();
        Self {
            catalog,
            scrub: Scrub::of(catalog),
            census,
            now,
            window: None,
            zone: now.zone(),
            read: 0,
        }
    }

    /// Learns whom a file names, while another thread counts them; an error of kind `Unsupported` where it is no text and no log.
    pub fn learn(
        &mut self,
        name: &str,
        from: &mut dyn Read,
        go_on: &mut dyn FnMut(u64) -> bool,
    ) -> io::Result<Learned> {
        let mut census = std::mem::take(&mut self.census);
        let mut done = Done::default();
        let mut anchors = false;
        let (sender, receiver) = sync_channel::<String>(AHEAD);
        let counting = move || {
            let mut taking = Taking::curious();
            for text in receiver {
                for line in text.lines() {
                    census.line(&mut taking, line);
                }
            }
            census.ends(&mut taking);
            census
        };
        let (read, census) = beside(counting, || {
            let sent =
                |text: String| -> io::Result<()> { sender.send(text).map_err(|_| io::ErrorKind::BrokenPipe.into()) };
            let read = self.pieces(name, from, go_on, &mut |work, piece, _| {
                let (text, anchored) = work.scrub.told(piece, &mut done);
                anchors |= anchored;
                sent(text)
            });
            drop(sender);
            read
        });
        self.census = census?;
        let (form, _) = read?;
        Ok(Learned {
            form,
            clean: !anchors && done.secrets.is_empty(),
        })
    }

    /// Tells a file anew, in the encoding in which it is written.
    pub fn tell(
        &mut self,
        table: &Table,
        name: &str,
        from: &mut dyn Read,
        out: &mut dyn Write,
        done: &mut Done,
        go_on: &mut dyn FnMut(u64) -> bool,
    ) -> io::Result<Encoding> {
        let mut begins = true;
        let mut head = Vec::new();
        from.take(4).read_to_end(&mut head)?;
        let marked = [b"\xef\xbb\xbf".as_slice(), b"\xff\xfe", b"\xfe\xff"]
            .iter()
            .any(|mark| head.starts_with(mark));
        let mut from = io::Cursor::new(head).chain(from);
        let (_, encoding) = self.pieces(name, &mut from, go_on, &mut |work, piece, encoding| {
            let text = redaction::told(&work.scrub, table, piece, done);
            if std::mem::take(&mut begins) && marked {
                out.write_all(&log::encode("\u{feff}", encoding))?;
            }
            out.write_all(&log::encode(&text, encoding))
        })?;
        Ok(encoding)
    }

    /// Hands each piece of a file to `each`, as it is and told anew, with how much was read, until that says that it has seen enough.
    /// True: the file was read to its end.
    pub fn beside(
        &mut self,
        table: &Table,
        name: &str,
        from: &mut dyn Read,
        each: &mut dyn FnMut(u64, &str, &str) -> bool,
    ) -> io::Result<bool> {
        let mut done = Done::default();
        let enough = Cell::new(false);
        let read = self.pieces(name, from, &mut |_| !enough.get(), &mut |work, piece, _| {
            let told = redaction::told(&work.scrub, table, piece, &mut done);
            enough.set(!each(work.read, piece, &told));
            Ok(())
        });
        match read {
            Err(error) if error.kind() == io::ErrorKind::Interrupted && enough.get() => Ok(false),
            read => read.map(|_| true),
        }
    }

    fn pieces(
        &mut self,
        name: &str,
        from: &mut dyn Read,
        go_on: &mut dyn FnMut(u64) -> bool,
        each: &mut dyn FnMut(&mut Self, &str, Encoding) -> io::Result<()>,
    ) -> io::Result<(Form, Encoding)> {
        let (catalog, now, window, zone) = (self.catalog, self.now, self.window, self.zone.clone());
        let mut head = Vec::new();
        from.take(log::FORM_HEAD).read_to_end(&mut head)?;
        let form = log::form(&head);
        // an event in XML goes over many lines, and its time is not the first
        let head_is_xml = head.iter().find(|byte| byte.is_ascii_graphic()) == Some(&b'<');
        let mut from = io::Cursor::new(head).chain(from);
        let mut result = Ok(());
        let mut written = Encoding::Utf8;
        let mut taken = |piece: &str, encoding: Encoding| {
            written = encoding;
            result = each(self, piece, encoding);
            self.read += piece.len() as u64;
            if result.is_ok() && !go_on(self.read) {
                result = Err(io::ErrorKind::Interrupted.into());
            }
            if result.is_ok() {
                ControlFlow::Continue(())
            } else {
                ControlFlow::Break(())
            }
        };
        match form {
            Form::Evtx => {
                let options = Options {
                    catalog,
                    clock: Clock { now, zone: None },
                    encoding: None,
                };
                log::events(name, &mut from, &options, window, &mut taken)?;
            }
            Form::Text(encoding) => match window.filter(|_| !head_is_xml) {
                Some(window) => {
                    let mut window = Window::new(window, now, zone);
                    log::text(&mut from, encoding, &mut |piece, encoding| {
                        taken(&window.of(piece), encoding)
                    })?;
                }
                None => log::text(&mut from, encoding, &mut taken)?,
            },
            Form::Zip | Form::Other => return Err(io::ErrorKind::Unsupported.into()),
        }
        result.map(|()| (form, written))
    }
}
