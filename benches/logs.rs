//! Reading logs beside reading all of them: a binary log beside the `evtx` crate that decodes every record, XML and CSV beside
//! `quick-xml` and `csv` that read every field. Run with `cargo bench --bench logs`; it ends with 1 where a bound is broken.
//!
//! Absolute times drift on a shared machine; the ratios of interleaved rounds hold, and the middle one counts.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::indexing_slicing
)]

use sspr::evidence::Clock;
use sspr::host::RealHost;
use sspr::knowledge::Catalog;
use sspr::log::{Item, Options, logs, read};
use std::io::{Read, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

const ROUNDS: usize = 5;
/// Bytes of each log, about.
const SIZE: usize = 120 << 20;
const HEADER: usize = 4096;

fn main() -> ExitCode {
    let catalog = sspr::builtin::catalog();
    let folder = tempfile::tempdir().unwrap();
    let mut sound = true;
    for (name, zip, most, peer) in [
        ("whole.evtx", "whole.zip", 0.25, evtx as fn(&Path) -> u64),
        ("wevtutil.xml", "texts.zip", 0.5, xml),
        ("utf8.csv", "texts.zip", 0.5, csv),
    ] {
        let path = folder.path().join(name);
        write(&path, &fixture(zip, name));
        let mut ratios = Vec::new();
        for _ in 0..ROUNDS {
            let (ours, found) = timed(|| ours(&catalog, &path));
            let (theirs, all) = timed(|| peer(&path));
            assert_eq!(found, all, "{name}: as many records");
            println!("{name}: {all} records, sspr {ours:.3} s, decoding all of it {theirs:.3} s");
            ratios.push(ours / theirs);
        }
        ratios.sort_by(f64::total_cmp);
        let ratio = ratios[ROUNDS / 2];
        let good = ratio <= most;
        sound &= good;
        println!(
            "{name}: ratio {ratio:.3}, at most {most}: {}",
            if good { "ok" } else { "TOO SLOW" }
        );
    }
    if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn fixture(zip: &str, name: &str) -> Vec<u8> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/logs")
        .join(zip);
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut out = Vec::new();
    archive.by_name(name).unwrap().read_to_end(&mut out).unwrap();
    out
}

/// The fixture over and over: chunks of a binary log, events and rows stand for themselves.
fn write(path: &Path, fixture: &[u8]) {
    let head = match path.extension().unwrap().to_str().unwrap() {
        "evtx" => HEADER,
        "csv" => fixture.iter().position(|byte| *byte == b'\n').unwrap() + 1,
        _ => 0,
    };
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    file.write_all(&fixture[..head]).unwrap();
    for _ in 0..SIZE / fixture.len() {
        file.write_all(&fixture[head..]).unwrap();
    }
    file.flush().unwrap();
}

fn timed(work: impl FnOnce() -> u64) -> (f64, u64) {
    let start = Instant::now();
    let records = work();
    (start.elapsed().as_secs_f64(), records)
}

fn ours(catalog: &Catalog, path: &Path) -> u64 {
    let host = RealHost::new().unwrap();
    let options = Options {
        catalog,
        clock: Clock {
            now: "2026-11-28T09:00:00+09:00".parse().unwrap(),
            zone: None,
        },
        encoding: None,
    };
    let log = &logs(&host, path).unwrap()[0];
    let mut found = 0_u64;
    let summary = read(&host, log, &options, &mut |item| {
        found += u64::from(matches!(item, Item::Record(_)));
        ControlFlow::Continue(())
    });
    assert!(found > 0);
    summary.unwrap().records
}

fn evtx(path: &Path) -> u64 {
    let settings = evtx::ParserSettings::new().num_threads(1);
    let mut parser = evtx::EvtxParser::from_path(path).unwrap().with_configuration(settings);
    parser
        .records_json_bytes()
        .map(|record| u64::from(record.is_ok()))
        .sum()
}

fn xml(path: &Path) -> u64 {
    let mut reader = quick_xml::Reader::from_file(path).unwrap();
    let (mut events, mut buffer) = (0, Vec::new());
    loop {
        match reader.read_event_into(&mut buffer).unwrap() {
            quick_xml::events::Event::Start(tag) if tag.name().as_ref() == "Event" => events += 1,
            quick_xml::events::Event::Eof => return events,
            event => {
                std::hint::black_box(event);
            }
        }
        buffer.clear();
    }
}

fn csv(path: &Path) -> u64 {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let mut row = csv::StringRecord::new();
    let mut rows = 0;
    while reader.read_record(&mut row).unwrap() {
        std::hint::black_box(row.iter().map(str::len).sum::<usize>());
        rows += 1;
    }
    rows
}
