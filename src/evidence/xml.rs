//! Events as XML, with or without a namespace, one or many, whole or cut off. The door to `quick-xml`.

use super::columns::{Columns, Record};
use crate::knowledge::paste::Holds;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, escape};

/// Whether a line begins an event.
pub(super) fn begins(line: &str) -> bool {
    ["<Event>", "<Event ", "<Events>", "<Events ", "<Event\t"]
        .iter()
        .any(|tag| line.contains(tag))
        || line.trim_end().ends_with("<Event")
}

/// The events in `text`, whose first line is number `line`. What cannot be read any more ends the last one.
pub(super) fn records(text: &str, line: usize, columns: &Columns) -> Vec<Record> {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut out: Vec<Record> = Vec::new();
    let mut open: Option<Record> = None;
    let mut element = String::new();
    let mut held = String::new();
    let (mut line, mut counted) = (line, 0);
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                tag.local_name().as_ref().clone_into(&mut element);
                held.clear();
                if element == "Event" {
                    out.extend(open.take());
                    line += text.get(counted..at).map_or(0, |before| before.matches('\n').count());
                    counted = at;
                    open = Some(Record::at(line));
                }
                attributes(&tag, &element, open.as_mut(), columns);
            }
            Ok(Event::Empty(tag)) => {
                let name = tag.local_name().as_ref().to_owned();
                attributes(&tag, &name, open.as_mut(), columns);
            }
            Ok(Event::Text(text)) => held.push_str(&text.xml10_content()),
            Ok(Event::CData(text)) => held.push_str(&text.xml10_content()),
            Ok(Event::GeneralRef(entity)) => {
                let raw = format!("&{};", entity.xml10_content());
                // what names no character stays as it was written
                held.push_str(&escape::unescape(&raw).unwrap_or_else(|_| raw.as_str().into()));
            }
            Ok(Event::End(tag)) => {
                if tag.local_name().as_ref() == "Event" {
                    out.extend(open.take());
                } else if let Some(record) = &mut open {
                    keep(record, &element, held.trim(), columns);
                }
                element.clear();
                held.clear();
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    // cut off in the middle
    if let Some(mut record) = open {
        keep(&mut record, &element, held.trim(), columns);
        out.push(record);
    }
    out
}

fn keep(record: &mut Record, element: &str, text: &str, columns: &Columns) {
    if text.is_empty() {
        return;
    }
    match element {
        "Data" | "Binary" | "Message" => record.message.push(text.to_owned()),
        name => record.put(columns.holds(&name.to_lowercase()), text),
    }
}

fn attributes(tag: &BytesStart<'_>, element: &str, record: Option<&mut Record>, columns: &Columns) {
    let Some(record) = record else { return };
    for attribute in tag.attributes().with_checks(false).flatten() {
        let value = escape::unescape(&attribute.value).unwrap_or_else(|_| (&*attribute.value).into());
        match (element, attribute.key.local_name().as_ref()) {
            ("Provider", "Name") => record.put(Some(Holds::Provider), &value),
            (_, name) => {
                let holds = columns.holds(&name.to_lowercase());
                if holds == Some(Holds::Time) {
                    record.put(holds, &value);
                }
            }
        }
    }
}
