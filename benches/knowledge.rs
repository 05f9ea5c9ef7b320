//! Knowledge of one's own: what an entry costs among 2,000 beside what it costs among 200, and all of it beside reading the same
//! files as YAML and no more. Run with `cargo bench --bench knowledge`; it ends with 1 where a bound is broken.
//!
//! Absolute times drift on a shared machine; the ratios of interleaved rounds hold, and the middle one counts.

#![allow(
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "a benchmark runs on its own and prints"
)]

use sspr::knowledge::check::unusable;
use sspr::knowledge::load::{self, File};
use sspr::knowledge::shape::Knowledge;
use std::process::ExitCode;
use std::time::Instant;

const ROUNDS: usize = 5;
const FEW: usize = 200;
const MANY: usize = 2_000;

/// An entry among many costs at most so many times what it costs among few.
const MOST: f64 = 1.4;

fn main() -> ExitCode {
    let base = sspr::builtin::catalog().unpack().unwrap();
    let (few, many) = (files(FEW), files(MANY));
    let mut ratios = Vec::new();
    for _ in 0..ROUNDS {
        // what the built-in knowledge costs is paid once and is no part of an entry
        let none = seconds(|| with(&base, &[]));
        let among_few = (seconds(|| with(&base, &few)) - none) / 200.0;
        let among_many = (seconds(|| with(&base, &many)) - none) / 2_000.0;
        let parsed = seconds(|| {
            for file in &many {
                serde_yaml::from_str::<Knowledge>(&file.text).unwrap();
            }
        });
        println!(
            "an entry: {:.3} ms among {FEW}, {:.3} ms among {MANY}, {:.3} ms read as YAML alone",
            among_few * 1e3,
            among_many * 1e3,
            parsed / 2.0
        );
        ratios.push(among_many / among_few);
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

/// So many entries, each in a file of its own.
fn files(count: usize) -> Vec<File> {
    let file = |at: usize| File {
        name: format!("ours/{at}.yaml"),
        text: format!(
            "entries:\n  - id: usage.printer-{at}\n    area: usage\n    kind: symptom\n    title: {{ en: Printer {at} is red, \
             ko: 프린터 {at} 빨간색 }}\n    summary: {{ en: Printer number {at} glows red., ko: 프린터 {at}번이 빨갛게 빛납니다. \
             }}\n    aliases: {{ en: [printer {at} glows], ko: [프린터 {at} 발광] }}\n    sources: [G]\n    verified: \
             \"2026-11-21\"\n"
        ),
    };
    (0..count).map(file).collect()
}

/// What a start does with them, from their texts to what is searched.
fn with(base: &Knowledge, files: &[File]) {
    let (loaded, problems) = load::read(files.to_vec());
    assert!(problems.is_empty(), "{:?}", problems.first());
    let problems = unusable(&loaded, base);
    assert!(problems.is_empty(), "{:?}", problems.first());
    let own = loaded.into_iter().map(|l| l.knowledge);
    let whole = load::merge(std::iter::once(base.clone()).chain(own));
    assert!(sspr::search::catalog(&whole).is_ok());
}

fn seconds(does: impl FnOnce()) -> f64 {
    let begun = Instant::now();
    does();
    begun.elapsed().as_secs_f64()
}
