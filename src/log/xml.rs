//! Events as XML, as `wevtutil` and Event Viewer write them: with or without root, namespace and message text. Owns where an
//! event begins and ends, and the passing-over; an event that may be wanted is read as pasted XML is.

use super::beside::Met;
use super::encoding::Decoded;
use super::harm::Harm;
use super::run::Run;
use memchr::memmem::{self, Finder};
use std::ops::ControlFlow;

const END: &str = "</Event>";

/// No event is longer, in bytes; where one does not end within, the text is broken.
const LONGEST: usize = 16 << 20;

/// Reads the events to the end of the text.
pub(super) fn read(text: &mut Decoded<'_>, run: &mut Run<'_>) -> ControlFlow<()> {
    let end = Finder::new(END);
    let marks = Marks::new();
    let mut held = String::new();
    loop {
        let more = text.more(&mut held).unwrap_or_else(|error| {
            run.broke(&error);
            false
        });
        let mut at = 0;
        while let Some(rest) = held.get(at..)
            && let Some(found) = end.find(rest.as_bytes())
        {
            let length = found + END.len();
            one(rest.get(..length).unwrap_or_default(), &marks, run)?;
            at += length;
        }
        held.drain(..at);
        if held.len() > LONGEST || !more && begin(&held).is_some() {
            run.summary.harmed(run.summary.bytes, Harm::Unfinished);
            one(&held, &marks, run)?;
            held.clear();
        }
        run.reached(text.read)?;
        if !more {
            return run.text_ended(text);
        }
    }
}

/// What tells of an event before it is read.
struct Marks {
    provider: Finder<'static>,
    number: Finder<'static>,
    time: Finder<'static>,
    record: Finder<'static>,
    /// Where these stand, marks may be mere text.
    hidden: [Finder<'static>; 2],
}

impl Marks {
    fn new() -> Self {
        Self {
            provider: Finder::new("<Provider "),
            number: Finder::new("<EventID"),
            time: Finder::new("SystemTime="),
            record: Finder::new("<EventRecordID>"),
            hidden: [Finder::new("<![CDATA["), Finder::new("<!--")],
        }
    }

    /// Who wrote the event and its number, where that is certain.
    fn of<'e>(&self, event: &'e str) -> Option<(&'e str, u32)> {
        let bytes = event.as_bytes();
        if self.hidden.iter().any(|mark| mark.find(bytes).is_some()) {
            return None;
        }
        let tag = event.get(self.provider.find(bytes)?..)?;
        let tag = tag.get(..tag.find('>')?)?;
        let provider = quoted(tag.get(tag.find(" Name=")? + 6..)?)?;
        let number = event.get(self.number.find(bytes)?..)?;
        let number = number.get(number.find('>')? + 1..)?;
        let number = number.get(..number.find('<')?)?.trim().parse().ok()?;
        // what stands for another sign is left to the reader of XML
        (!provider.contains('&')).then_some((provider, number))
    }
}

impl Marks {
    /// The number of the event in its log.
    fn record_of(&self, event: &str) -> Option<u64> {
        let at = self.record.find(event.as_bytes())? + "<EventRecordID>".len();
        let number = event.get(at..)?;
        number.get(..number.find('<')?)?.trim().parse().ok()
    }
}

/// What stands in the quotes that `text` begins with.
fn quoted(text: &str) -> Option<&str> {
    let quote = text.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let inner = text.get(1..)?;
    inner.get(..inner.find(quote)?)
}

/// Where an event begins.
fn begin(text: &str) -> Option<usize> {
    let mut all = memmem::find_iter(text.as_bytes(), "<Event");
    all.find(|at| {
        let next = text.as_bytes().get(at + "<Event".len());
        next.is_some_and(|byte| matches!(byte, b'>' | b' ' | b'\t' | b'\r' | b'\n'))
    })
}

/// One event, with what stands before it.
fn one(text: &str, marks: &Marks, run: &mut Run<'_>) -> ControlFlow<()> {
    let Some(event) = begin(text).and_then(|at| text.get(at..)) else {
        return ControlFlow::Continue(());
    };
    run.summary.records += 1;
    let nth = run.summary.records;
    let time = marks.time.find(event.as_bytes());
    let time = time.and_then(|at| quoted(event.get(at + "SystemTime=".len()..)?));
    let clock = time.and_then(|time| run.saw_written(time));
    let wrote = marks.of(event).map(|(name, event)| (run.wanted.named(name), event));
    let passed = match wrote {
        None => false,
        Some((None, _)) => true,
        Some((Some(provider), number)) => run.passes(provider, number, || {
            let (clock, written) = (clock?, time?);
            let number = marks.record_of(event).unwrap_or(nth);
            Some(Met { number, clock, written })
        }),
    };
    if passed {
        return ControlFlow::Continue(());
    }
    let Some(event) = run.events.xml(event, run.options.clock).into_iter().next() else {
        return ControlFlow::Continue(());
    };
    run.event(event, nth)
}
