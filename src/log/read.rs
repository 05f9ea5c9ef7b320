//! Reads a log to its end, whatever its form.

use super::audit;
use super::binary;
use super::encoding::Decoded;
use super::error::LogError;
use super::kind::{self, HEAD, Kind, Shape};
use super::prose;
use super::run::{Options, Run, Sink};
use super::source::Log;
use super::summary::Summary;
use super::table;
use super::wanted::Wanted;
use super::xml;
use crate::evidence::Events;
use crate::host::Host;
use std::io::{self, Read};

/// Reads a log to its end.
pub fn read(host: &dyn Host, log: &Log, options: &Options<'_>, sink: Sink<'_>) -> Result<Summary, LogError> {
    log.open(host, |from| read_all(&log.name(), from, Some(log.size), options, sink))
}

/// Reads a log from a stream, such as standard input or a pasted text; `name` is what it is called.
pub fn read_stream(
    name: &str,
    from: &mut dyn Read,
    options: &Options<'_>,
    sink: Sink<'_>,
) -> Result<Summary, LogError> {
    read_all(name, from, None, options, sink)
}

fn read_all(
    name: &str,
    from: &mut dyn Read,
    of: Option<u64>,
    options: &Options<'_>,
    sink: Sink<'_>,
) -> Result<Summary, LogError> {
    let unreadable = |error| LogError::Unreadable {
        path: name.to_owned(),
        error,
    };
    let mut head = Vec::with_capacity(HEAD);
    from.take(HEAD as u64).read_to_end(&mut head).map_err(unreadable)?;
    let events = Events::of(options.catalog);
    let audits = audit::Names::of(options.catalog);
    let kind = kind::of(&head, options.encoding, &events, &audits).map_err(|no| no.at(name))?;
    let wanted = Wanted::of(options.catalog);
    let mut run = Run::new(Summary::of(name, kind.format()), events, &wanted, options, of, sink);
    let mut bytes = io::Cursor::new(head).chain(from);
    let flow = match kind {
        Kind::Evtx => binary::read(&mut bytes, &mut run),
        Kind::Text { encoding, shape } => {
            let mut text = Decoded::new(&mut bytes, encoding);
            match shape {
                Shape::Xml => xml::read(&mut text, &mut run),
                Shape::Table(table) => table::read(&table, &mut text, &mut run),
                Shape::AuditTable(columns) => audit::table(&columns, &mut text, &mut run),
                Shape::AuditJson => audit::json(&audits, &mut text, &mut run),
                Shape::Prose => prose::read(&audits, &mut text, &mut run),
            }
        }
    };
    Ok(run.end(flow))
}
