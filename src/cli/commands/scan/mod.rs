//! `sspr scan`: reads logs and says what they show.

mod json;

use super::attached::read_files;
use super::case::change;
use crate::cli::args::Which;
use crate::cli::{Exit, Failure, Run};
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::log::{self, Encoding, LogError};
use crate::scan::{self, Compared, Reading, Scanned, SoFar};
use crate::settings::Format;
use crate::text::{Say, say};
use crate::time::Zone;
use crate::time::zones::{self, NoZone};
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
    let compared = match &asked.case {
        Some(id) => keep(run, &catalog, &scanned, id)?,
        None => Compared::default(),
    };
    match run.settings.format {
        Format::Json => {
            let document = json::document(&catalog, &scanned, &compared, run.settings.lang);
            run.out.json(&document)?;
        }
        Format::Jsonl => {
            for line in json::lines(&catalog, &scanned, &compared, run.settings.lang) {
                run.out.line(&line.to_string())?;
            }
        }
        Format::Text | Format::Markdown | Format::Html => {
            let marked = run.is(Format::Markdown);
            let told = scan::tell(&catalog, &scanned, &compared, run.settings.lang, marked, run.width());
            run.out.text(&told)?;
        }
    }
    Ok(Exit::yes(!scanned.report.is_wrong()))
}

/// Keeps what the logs show with a case.
fn keep(run: &Run, catalog: &Catalog, scanned: &Scanned, id: &str) -> Result<Compared, Failure> {
    let which = Which {
        id: Some(id.to_owned()),
    };
    let (host, lang) = (run.host, run.settings.lang);
    let named = |path: &PathBuf| {
        path.to_str()
            .map(str::to_owned)
            .ok_or_else(|| Failure::no_text(path.as_os_str()))
    };
    let paths = scanned
        .paths
        .iter()
        .map(named)
        .collect::<Result<Vec<String>, Failure>>()?;
    let mut compared = Compared::default();
    change(run, &which, |case| {
        scan::attach(catalog, host, case, &paths)?;
        read_files(catalog, host, case)?;
        compared = scanned.keep(catalog, case, host.at(), lang);
        Ok(())
    })?;
    Ok(compared)
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

fn scan(
    run: &Run,
    catalog: &Catalog,
    files: &[PathBuf],
    asked: &Asked<'_>,
    zone: Option<Zone>,
) -> Result<Scanned, Failure> {
    let host: &dyn Host = run.host;
    let mut reading = Reading::of(catalog, zone, asked.encoding, host.now(), run.settings.lang);
    let mut told = 0;
    let mut listener = |so_far: &SoFar| {
        told = tell_progress(run, so_far, told);
        true
    };
    for path in files {
        if path == Path::new("-") {
            reading.stream("-", &mut std::io::stdin().lock(), &mut listener)?;
            continue;
        }
        for log in log::logs(host, path)? {
            reading.expect(1, log.size);
            reading.log(host, &log, &mut listener)?;
        }
    }
    Ok(reading.finish())
}

/// Tells how far a log is read, ten times a log; gives how much was told.
fn tell_progress(run: &Run, so_far: &SoFar, told: u64) -> u64 {
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
    let of = Some(so_far.total).filter(|total| *total > 0);
    let step = of.map_or(STEP, |all| (all / 10).max(STEP / 4));
    if so_far.bytes < told.saturating_add(step) {
        return told;
    }
    let megabytes = |bytes: u64| (bytes >> 20).to_string();
    let (records, found) = (so_far.records.to_string(), so_far.found.to_string());
    let lang = run.settings.lang;
    run.out.remark(&match of {
        Some(all) => {
            let percent = (so_far.bytes.saturating_mul(100) / all).min(100).to_string();
            OF.with(lang, &[&percent, &megabytes(all), &records, &found])
        }
        None => SO_FAR.with(lang, &[&megabytes(so_far.bytes), &records, &found]),
    });
    so_far.bytes
}
