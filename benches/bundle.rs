//! A redacted bundle of a text log, read back and searched, beside `zip -6` of the same log without redaction. Run with
//! `cargo bench --bench bundle`; it ends with 1 where the bound is broken, and says so where there is no `zip`.
//!
//! Absolute times drift on a shared machine; the ratios of interleaved rounds hold, and the middle one counts.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation
)]

use sspr::bundle::{Order, plan, write};
use sspr::case::{Case, CaseId};
use sspr::host::{Host, RealHost};
use sspr::text::Lang;
use sspr::time::Zone;
use std::fmt::Write as _;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;

const ROUNDS: usize = 5;
/// Bytes of the log, about.
const SIZE: usize = 200 << 20;
const MOST: f64 = 0.6;

fn main() -> ExitCode {
    let catalog = sspr::builtin::catalog();
    let host = RealHost::new().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("server.log");
    std::fs::write(&log, text()).unwrap();
    let mut case = Case::new(CaseId::parse("bench").unwrap(), Lang::En, host.now(), &Zone::UTC);
    case.attach(&catalog, &host, log.to_str().unwrap()).unwrap();
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        let (theirs, there) = timed(|| zipped(&log, &folder.path().join("theirs.zip")));
        if !there {
            println!("there is no zip program: nothing to compare with");
            return ExitCode::SUCCESS;
        }
        let target = folder.path().join("ours.zip");
        let (ours, ()) = timed(|| {
            let plan = plan(&catalog, &case, &host, &Order::default(), &mut |_| true).unwrap();
            write(&host, &catalog, &plan, &target, true, None, &mut |_| true).unwrap();
        });
        println!("sspr {ours:.2} s, zip -6 without redaction {theirs:.2} s");
        ratios.push(ours / theirs);
    }
    ratios.sort_by(f64::total_cmp);
    let ratio = ratios[ROUNDS / 2];
    let good = ratio <= MOST;
    println!(
        "ratio {ratio:.2}, at most {MOST}: {}",
        if good { "ok" } else { "TOO SLOW" }
    );
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn timed<T>(what: impl FnOnce() -> T) -> (f64, T) {
    let begun = Instant::now();
    let out = what();
    (begun.elapsed().as_secs_f64(), out)
}

fn zipped(log: &Path, target: &Path) -> bool {
    let _ = std::fs::remove_file(target);
    let zip = Command::new("zip").args(["-q", "-6"]).arg(target).arg(log).status();
    zip.is_ok_and(|status| status.success())
}

/// Lines as servers write them: times, tracking ids and people change, the rest is said again and again, in two languages.
fn text() -> String {
    let mut out = String::with_capacity(SIZE + 1024);
    let mut random = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        random
    };
    let people = [
        "minji.kim",
        "jisoo.park",
        "haeun.jung",
        "alex.morgan",
        "sam.lee",
        "yuna.choi",
    ];
    let mut second = 0_u64;
    while out.len() < SIZE {
        second += next() % 7;
        let (hour, minute, sec) = (second / 3600 % 24, second / 60 % 60, second % 60);
        let (id, number, person) = (next() as u32, next() % 100_000, people[(next() % 6) as usize]);
        let head = format!("2026-11-{:02} {hour:02}:{minute:02}:{sec:02}", 1 + second / 86400 % 28);
        let line = match next() % 6 {
            0 => writeln!(
                out,
                "{head} Information PasswordResetService 31001 TrackingId: {id:08x}-93be-4d5b-8a77-{:012x}, user {person}@contoso.example",
                next() >> 16
            ),
            1 => writeln!(
                out,
                "{head} Warning ADSync 6329 BAIL: MMS(4924): admaexport.cpp({number}): 0x80230626"
            ),
            2 => writeln!(
                out,
                "{head} Error MSSQLSERVER 18456 {person}@contoso.example [CLIENT: 192.0.2.{}]",
                id % 250
            ),
            3 => writeln!(
                out,
                "{head} 정보 사용자 프로필 서비스 1531 값 {number} 한국어 문자열 {id:x}"
            ),
            4 => writeln!(
                out,
                "{head} Information VendorSvc 6800 Port {number} closed, state id {id:x}"
            ),
            _ => writeln!(
                out,
                "{head} 오류 .NET Runtime 1026 응용 프로그램: w3wp.exe 위치: Contoso.Web.Handler{number}.Process()"
            ),
        };
        line.unwrap();
    }
    out
}
