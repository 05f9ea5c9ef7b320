//! Binary event logs (`.evtx`). Owns the file and its chunks of 64 KiB, their checksums, and reading on behind what is damaged.
//! One chunk is in memory at a time. What a record says before it is decoded is in [`plan`], where it lies in [`walk`].

mod bytes;
mod decode;
mod plan;
mod template;
mod values;
mod walk;

use super::harm::Harm;
use super::kind::{CHUNK, FILE, FIRST_CHUNK};
use super::record::Record;
use super::run::Run;
use crate::time::Stamp;
use bytes::{place_at, u32_at, u64_at};
use decode::Decoder;
use plan::{Plans, Seen};
use std::io::{self, Read};
use std::ops::ControlFlow;
use walk::{CHUNK_HEADER, Span, Step, Told, Walk};

/// Bytes of a chunk.
const LENGTH: usize = 64 << 10;

/// A chunk that is read.
struct Chunk {
    /// Its place in the file, in chunks and in bytes.
    number: u64,
    at: u64,
    data: Vec<u8>,
    /// How many bytes of it the file holds; zeros stand for the others.
    held: usize,
}

/// The first and last time that was seen, as Windows counts.
#[derive(Default)]
struct Times(Option<(u64, u64)>);

/// Reads the log to its end.
pub(super) fn read(from: &mut dyn Read, run: &mut Run<'_>) -> ControlFlow<()> {
    let mut times = Times::default();
    let flow = chunks(from, run, &mut times);
    for time in times.0.into_iter().flat_map(|(first, last)| [first, last]) {
        if let Some(at) = Stamp::of_filetime(time) {
            run.summary.saw(at);
        }
    }
    flow
}

fn chunks(from: &mut dyn Read, run: &mut Run<'_>, times: &mut Times) -> ControlFlow<()> {
    let decoder = Decoder::new();
    let mut chunk = Chunk {
        number: 0,
        at: 0,
        data: vec![0; LENGTH],
        held: 0,
    };
    let mut head = [0; FIRST_CHUNK];
    let held = fill(from, &mut head, run);
    let carried = if head.starts_with(CHUNK) {
        // the header of the file is lost, and the first bytes are those of a chunk
        run.summary.harmed(0, Harm::FileHeader);
        head.get(..held).unwrap_or_default()
    } else {
        file_header(&head, run);
        chunk.at = FIRST_CHUNK as u64;
        &[]
    };
    let mut from = carried.chain(from);
    // zeros at the end are room for more; between chunks they are a loss
    let mut empty: Vec<(u64, u64)> = Vec::new();
    loop {
        chunk.held = fill(&mut from, &mut chunk.data, run);
        if chunk.held == 0 {
            return ControlFlow::Continue(());
        }
        let missing = LENGTH - chunk.held;
        if let Some(rest) = chunk.data.get_mut(chunk.held..) {
            rest.fill(0);
        }
        if chunk.data.iter().all(|byte| *byte == 0) {
            if empty.len() < MOST_EMPTY {
                empty.push((chunk.number, chunk.at));
            }
        } else {
            for (number, at) in empty.drain(..) {
                run.summary.harmed(at, Harm::NoChunk { chunk: number });
            }
            if missing > 0 {
                let harm = Harm::CutOff {
                    chunk: chunk.number,
                    missing: missing as u64,
                };
                run.summary.harmed(chunk.at, harm);
            }
            one(&mut chunk, &decoder, run, times)?;
        }
        chunk.at += chunk.held as u64;
        chunk.number += 1;
        run.reached(chunk.at)?;
        if missing > 0 {
            return ControlFlow::Continue(());
        }
    }
}

/// More empty chunks in a row are not told one by one.
const MOST_EMPTY: usize = 100;

/// Reads until `buffer` is full or the file ends.
fn fill(from: &mut dyn Read, buffer: &mut [u8], run: &mut Run<'_>) -> usize {
    let mut held = 0;
    while let Some(rest) = buffer.get_mut(held..).filter(|rest| !rest.is_empty()) {
        match from.read(rest) {
            Ok(0) => break,
            Ok(read) => held += read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => {
                run.broke(&error);
                break;
            }
        }
    }
    held
}

fn file_header(head: &[u8], run: &mut Run<'_>) {
    const OPEN: u32 = 1;
    let sum = head.get(..120).map(crc32fast::hash);
    if !head.starts_with(FILE) || sum != u32_at(head, 124) {
        run.summary.harmed(0, Harm::FileHeader);
    } else if u32_at(head, 120).is_some_and(|flags| flags & OPEN != 0) {
        run.summary.harmed(0, Harm::Open);
    }
}

/// Reads one chunk.
fn one(chunk: &mut Chunk, decoder: &Decoder, run: &mut Run<'_>, times: &mut Times) -> ControlFlow<()> {
    let told = header(chunk, run);
    let mut all: Vec<Span> = Vec::with_capacity(256);
    // those that are told already, each with its place, and those that must be decoded
    let (mut ready, mut wanted): (Vec<(usize, Record)>, Vec<Span>) = (Vec::new(), Vec::new());
    let mut plans = Plans::of(&chunk.data, run.wanted);
    let before = run.summary.records;
    let held = chunk.data.get(..chunk.held).unwrap_or_default();
    for step in Walk::through(held, told) {
        match step {
            Step::Record(span) => {
                run.summary.records += 1;
                times.saw(span.time);
                all.push(span);
                match plans.see(&span) {
                    Seen::Other => {}
                    Seen::Of(provider, event, rest) if run.passes(provider, event, || rest.met()) => {}
                    Seen::Of(provider, event, rest) => match plans.record(provider, event, &rest, &run.events) {
                        Some(record) => ready.push((span.at, record)),
                        None => wanted.push(span),
                    },
                    Seen::Unclear => wanted.push(span),
                }
            }
            Step::Skipped { at, length } => {
                let harm = Harm::Skipped {
                    chunk: chunk.number,
                    bytes: length as u64,
                };
                run.summary.harmed(chunk.at + at as u64, harm);
            }
        }
    }
    if run.summary.records == before && told.is_none() {
        run.summary.harmed(chunk.at, Harm::NoChunk { chunk: chunk.number });
    }
    let at = chunk.at;
    let mut ready = ready.into_iter().peekable();
    if !wanted.is_empty() {
        decoder.decode(&mut chunk.data, &all, &wanted, |span, xml| {
            while let Some((_, record)) = ready.next_if(|(at, _)| *at < span.at) {
                run.record(record)?;
            }
            let event = xml.and_then(|xml| run.events.xml(xml, run.options.clock).into_iter().next());
            let Some(event) = event else {
                run.summary
                    .harmed(at + span.at as u64, Harm::Record { number: span.number });
                return ControlFlow::Continue(());
            };
            run.event(event, span.number)
        })?;
    }
    ready.try_for_each(|(_, record)| run.record(record))
}

/// Checks the sums of a chunk; what its header says, where that can be trusted.
fn header(chunk: &Chunk, run: &mut Run<'_>) -> Option<Told> {
    /// The sums are not kept.
    const NO_SUMS: u32 = 4;
    let data = &chunk.data;
    let summed = u32_at(data, 120).is_none_or(|flags| flags & NO_SUMS == 0);
    let mut sum = crc32fast::Hasher::new();
    [data.get(..120), data.get(128..CHUNK_HEADER)]
        .into_iter()
        .flatten()
        .for_each(|part| sum.update(part));
    let told = Told {
        end: place_at(data, 48)?,
        first: u64_at(data, 24)?,
        last: u64_at(data, 32)?,
    };
    let sound = data.starts_with(CHUNK) && (CHUNK_HEADER..=LENGTH).contains(&told.end) && told.first <= told.last;
    if !sound || summed && u32_at(data, 124) != Some(sum.finalize()) {
        if data.starts_with(CHUNK) {
            run.summary.harmed(chunk.at, Harm::ChunkHeader { chunk: chunk.number });
        }
        return None;
    }
    let records = data.get(CHUNK_HEADER..told.end).map(crc32fast::hash);
    if summed && chunk.held == LENGTH && records != u32_at(data, 52) {
        run.summary.harmed(chunk.at, Harm::Checksum { chunk: chunk.number });
    }
    Some(told)
}

impl Times {
    fn saw(&mut self, time: u64) {
        let (first, last) = self.0.get_or_insert((time, time));
        *first = time.min(*first);
        *last = time.max(*last);
    }
}
