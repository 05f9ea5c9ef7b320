//! `sspr scan`: reads logs and says what they show.

mod into_case;
mod json;
mod scanned;
mod text;

use crate::cli::{Exit, Failure, Run};
use crate::diagnosis::{Diagnosis, Read};
use crate::evidence::Clock;
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::log::{self, Encoding, Item, Log, LogError, Options, Progress, Summary};
use crate::settings::Format;
use crate::text::{Lang, Say, say};
use crate::time::Zone;
use crate::time::zones::{self, NoZone};
use scanned::Scanned;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// What was asked for besides the files.
pub struct Asked<'a> {
    pub zone: Option<&'a str>,
    pub encoding: Option<Encoding>,
    pub hide_names: bool,
    pub case: Option<String>,
}

impl From<LogError> for Failure {
    fn from(error: LogError) -> Self {
        Self::of(|lang| error.say(lang))
    }
}

pub fn run(run: &mut Run, files: &[PathBuf], asked: &Asked<'_>) -> Result<Exit, Failure> {
    let catalog = run.catalog()?;
    let zone = asked.zone.map(named_zone).transpose()?;
    let mut scanned = scan(run, &catalog, files, asked, zone)?;
    scanned.report.clean(&catalog, asked.hide_names);
    if let Some(id) = &asked.case {
        into_case::keep(run, &catalog, &scanned, id)?;
    }
    match run.settings.format {
        Format::Json => {
            let document = json::document(&catalog, &scanned, run.settings.lang);
            run.out.json(&document)?;
        }
        Format::Jsonl => {
            for line in json::lines(&catalog, &scanned, run.settings.lang) {
                run.out.line(&line.to_string())?;
            }
        }
        Format::Text | Format::Markdown | Format::Html => {
            let marked = run.is(Format::Markdown);
            let told = text::tell(&catalog, &scanned, run.settings.lang, marked, run.width());
            run.out.text(&told)?;
        }
    }
    Ok(Exit::yes(!scanned.report.is_wrong()))
}

/// The zone of a name that a person wrote.
fn named_zone(raw: &str) -> Result<Zone, Failure> {
    const UNKNOWN: Say = say(
        "`{}` is no time zone; name it like Asia/Seoul or Korea Standard Time",
        "`{}`은(는) 표준 시간대가 아닙니다. Asia/Seoul 또는 Korea Standard Time처럼 지정하십시오",
    );
    const SEVERAL: Say = say(
        "`{}` may be several time zones: {}; name one of them",
        "`{}`에 해당하는 표준 시간대가 여럿입니다: {}. 하나를 지정하십시오",
    );
    zones::find(raw).map(|named| named.zone).map_err(|none| match none {
        NoZone::Several(names) => Failure::said(SEVERAL, &[raw, &names.join(", ")]),
        NoZone::Unknown(_) => Failure::said(UNKNOWN, &[raw]),
    })
}

/// Reads one log and tells what it finds.
type Reader<'r> = &'r mut dyn FnMut(&mut dyn FnMut(Item) -> ControlFlow<()>) -> Result<Summary, LogError>;

fn scan(
    run: &Run,
    catalog: &Catalog,
    files: &[PathBuf],
    asked: &Asked<'_>,
    zone: Option<Zone>,
) -> Result<Scanned, Failure> {
    let host: &dyn Host = run.host;
    let options = Options {
        catalog,
        clock: Clock {
            now: host.now(),
            zone: zone.as_ref(),
        },
        encoding: asked.encoding,
    };
    let mut diagnosis = Diagnosis::of(catalog);
    let (mut summaries, mut paths): (Vec<Summary>, Vec<PathBuf>) = (Vec::new(), Vec::new());
    let mut one = |summaries: &mut Vec<Summary>, read: Reader<'_>| {
        let at = summaries.len();
        let mut told = 0;
        let summary = read(&mut |item| {
            match item {
                Item::Record(record) => diagnosis.take(at, &record),
                Item::Progress(progress) => told = tell_progress(run, progress, told),
            }
            ControlFlow::Continue(())
        })?;
        diagnosis.read(at, described(&summary, run.settings.lang));
        summaries.push(summary);
        Ok::<(), Failure>(())
    };
    for path in files {
        if path == Path::new("-") {
            let mut input = std::io::stdin().lock();
            one(&mut summaries, &mut |sink| {
                log::read_stream("-", &mut input, &options, sink)
            })?;
            continue;
        }
        for log in log::logs(host, path)? {
            one(&mut summaries, &mut |sink| log::read(host, &log, &options, sink))?;
            note(&mut paths, &log);
        }
    }
    Ok(Scanned {
        report: diagnosis.finish(),
        summaries,
        paths,
        zone,
    })
}

fn note(paths: &mut Vec<PathBuf>, log: &Log) {
    let path = log.path().to_owned();
    if !paths.contains(&path) {
        paths.push(path);
    }
}

/// What diagnosis must know of a file.
fn described(summary: &Summary, lang: Lang) -> Read {
    Read {
        name: summary.path.clone(),
        records: summary.records,
        from: summary.from,
        to: summary.to,
        damaged: summary.damaged.iter().map(|damage| damage.say(lang)).collect(),
        stopped: !summary.whole,
        counts: summary.counts.clone(),
        beside: summary.beside.clone(),
    }
}

/// Tells how far a log is read, ten times a log; gives how much was told.
fn tell_progress(run: &Run, progress: Progress, told: u64) -> u64 {
    const OF: Say = say(
        "{} % of {} MB read, {} records, {} of them about writeback",
        "{}%({}MB 중) 읽음, 레코드 {}개, 쓰기 저장 관련 {}개",
    );
    const SO_FAR: Say = say(
        "{} MB read, {} records, {} of them about writeback",
        "{}MB 읽음, 레코드 {}개, 쓰기 저장 관련 {}개",
    );
    /// Where nobody knows how long the log is, every so many bytes.
    const STEP: u64 = 64 << 20;
    let step = progress.of.map_or(STEP, |all| (all / 10).max(STEP / 4));
    if progress.bytes < told.saturating_add(step) {
        return told;
    }
    let megabytes = |bytes: u64| (bytes >> 20).to_string();
    let (records, found) = (progress.records.to_string(), progress.found.to_string());
    let lang = run.settings.lang;
    run.out.remark(&match progress.of {
        Some(all) if all > 0 => {
            let percent = (progress.bytes.saturating_mul(100) / all).min(100).to_string();
            OF.with(lang, &[&percent, &megabytes(all), &records, &found])
        }
        _ => SO_FAR.with(lang, &[&megabytes(progress.bytes), &records, &found]),
    });
    progress.bytes
}
