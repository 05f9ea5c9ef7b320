//! Reading logs beside reading all of them: a binary log beside the `evtx` crate that decodes every record, XML and CSV beside
//! `quick-xml` and `csv` that read every field; and the whole program beside `evtx_dump` with one thread, where that is installed,
//! with what it needs of memory. Run with `cargo bench --bench logs`; it ends with 1 where a bound is broken.
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
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 5;
/// Bytes of each log, about.
const SIZE: usize = 120 << 20;
const HEADER: usize = 4096;
const CHUNK: usize = 65_536;
/// One copy of a fixture in so many is of our providers; a server writes mostly about other things.
const OURS: usize = 5;
const OUR_NAMES: [&str; 3] = ["PasswordResetService", "ADSync", "Directory Synchronization"];
/// A log of any length is read in so much memory, in kilobytes.
const MEMORY: u64 = 8 << 10;

fn main() -> ExitCode {
    let catalog = sspr::builtin::catalog();
    let folder = tempfile::tempdir().unwrap();
    let binary = folder.path().join("whole.evtx");
    write(&binary, &fixture("whole.zip", "whole.evtx"), SIZE);
    let mut sound = true;
    for (name, most, peer) in [
        ("whole.evtx", 0.25, evtx as fn(&Path) -> u64),
        ("wevtutil.xml", 0.5, xml),
        ("utf8.csv", 0.5, csv),
    ] {
        let path = folder.path().join(name);
        if path != binary {
            write(&path, &fixture("texts.zip", name), SIZE);
        }
        let ratios = (0..ROUNDS).map(|_| {
            let (ours, found) = timed(|| ours(&catalog, &path));
            let (theirs, all) = timed(|| peer(&path));
            assert_eq!(found, all, "{name}: as many records");
            println!("{name}: {all} records, sspr {ours:.3} s, decoding all of it {theirs:.3} s");
            ours / theirs
        });
        sound &= holds(name, middle(ratios.collect()), most);
    }
    sound &= beside_evtx_dump(&binary);
    sound &= flat(&binary, &folder.path().join("long.evtx"));
    if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn middle(mut ratios: Vec<f64>) -> f64 {
    ratios.sort_by(f64::total_cmp);
    ratios[ratios.len() / 2]
}

fn holds(name: &str, ratio: f64, most: f64) -> bool {
    let good = ratio <= most;
    let told = if good { "ok" } else { "TOO SLOW" };
    println!("{name}: ratio {ratio:.3}, at most {most}: {told}");
    good
}

/// The whole program beside `evtx_dump`, from the start of each to its end.
fn beside_evtx_dump(log: &Path) -> bool {
    let dump = || {
        let mut command = Command::new("evtx_dump");
        command.args(["-t", "1", "-o", "jsonl"]).arg(log);
        command
    };
    if dump().stdout(Stdio::null()).status().is_err() {
        println!("evtx_dump: not installed, left out");
        return true;
    }
    let ratios = (0..ROUNDS).map(|_| {
        let (ours, _) = timed(|| run(&mut scan(log)));
        let (theirs, _) = timed(|| run(&mut dump()));
        println!("sspr scan {ours:.3} s, evtx_dump -t 1 {theirs:.3} s");
        ours / theirs
    });
    holds("sspr scan beside evtx_dump -t 1", middle(ratios.collect()), 0.25)
}

/// Whether a log that is four times as long needs no more memory.
fn flat(log: &Path, long: &Path) -> bool {
    write(long, &fixture("whole.zip", "whole.evtx"), 4 * SIZE);
    let [short, long] = [log, long].map(|log| run(&mut scan(log)));
    let (Some(short), Some(long)) = (short, long) else {
        println!("memory: this system does not tell it, left out");
        return true;
    };
    let good = long <= MEMORY && long <= short + short / 10;
    let told = if good { "ok" } else { "TOO MUCH" };
    println!("memory: {short} kB, {long} kB for a log four times as long, at most {MEMORY}: {told}");
    good
}

fn scan(log: &Path) -> Command {
    let mut command = Command::new(PathBuf::from(env!("CARGO_BIN_EXE_sspr")));
    command.arg("scan").arg(log);
    command
}

/// Runs a program to its end; the most memory it had, in kilobytes, where the system tells that.
fn run(command: &mut Command) -> Option<u64> {
    let quiet = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = quiet.spawn().unwrap();
    let mut most = None;
    while child.try_wait().unwrap().is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|peak| peak.trim().strip_suffix(" kB")?.parse::<u64>().ok());
        most = peak.max(most);
        std::thread::sleep(Duration::from_millis(2));
    }
    most
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

/// The fixture over and over, to about `size` bytes: chunks of a binary log, events and rows stand for themselves.
fn write(path: &Path, fixture: &[u8], size: usize) {
    let extension = path.extension().unwrap().to_str().unwrap();
    let head = match extension {
        "evtx" => HEADER,
        "csv" => fixture.iter().position(|byte| *byte == b'\n').unwrap() + 1,
        _ => 0,
    };
    let (head, body) = fixture.split_at(head);
    let others = if extension == "evtx" {
        of_others(body)
    } else {
        let text = std::str::from_utf8(body).unwrap();
        let named = OUR_NAMES
            .iter()
            .fold(text.to_owned(), |text, name| text.replace(name, &format!("X{name}")));
        named.into_bytes()
    };
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    file.write_all(head).unwrap();
    for copy in 0..size / fixture.len() {
        file.write_all(if copy % OURS == 0 { body } else { &others }).unwrap();
    }
    file.flush().unwrap();
}

/// The chunks as if other providers had written their records.
fn of_others(chunks: &[u8]) -> Vec<u8> {
    let wide = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let names = OUR_NAMES.map(wide);
    let mut out = chunks.to_vec();
    for chunk in out.chunks_exact_mut(CHUNK) {
        for name in &names {
            let found = memchr::memmem::find_iter(chunk, name).collect::<Vec<usize>>();
            for at in found {
                chunk[at] = b'X';
            }
        }
        let end = u32::from_le_bytes(chunk[48..52].try_into().unwrap());
        let records = crc32fast::hash(&chunk[512..usize::try_from(end).unwrap()]);
        chunk[52..56].copy_from_slice(&records.to_le_bytes());
        let mut sum = crc32fast::Hasher::new();
        sum.update(&chunk[..120]);
        sum.update(&chunk[128..512]);
        let sum = sum.finalize();
        chunk[124..128].copy_from_slice(&sum.to_le_bytes());
    }
    out
}

fn timed<T>(work: impl FnOnce() -> T) -> (f64, T) {
    let start = Instant::now();
    let done = work();
    (start.elapsed().as_secs_f64(), done)
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
    let summary = summary.unwrap();
    assert!(summary.damaged.is_empty(), "{:?}", summary.damaged);
    summary.records
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
