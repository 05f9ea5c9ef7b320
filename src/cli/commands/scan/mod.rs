//! `sspr scan`: reads logs and says what they show.

mod into_case;
mod json;
mod live;
mod scanned;
mod text;

use crate::cli::{Exit, Failure, Run};
use crate::case::field;
use crate::diagnosis::{Diagnosis, Read, Tokens};
use crate::evidence::{self, Clock};
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::log::{self, Encoding, Item, Log, LogError, Options, Progress, Summary};
use crate::settings::Format;
use crate::text::{Lang, Say, one_line, say};
use crate::time::Zone;
use crate::time::zones::{self, NoZone};
use scanned::Scanned;
use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// What was asked for besides the files.
pub struct Asked<'a> {
    /// The log of this server too.
    pub live: bool,
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
    let live = if asked.live {
        let lang = run.settings.lang;
        let Some(live) = live::export(run.host, &catalog, &mut |said| confirmed(run, said), lang)? else {
            return Ok(Exit::Done);
        };
        Some(live)
    } else {
        None
    };
    let live = live.as_ref().map(|live| live.path.as_path());
    let mut tokens = asked.hide_names.then(Tokens::default);
    let mut scanned = scan(run, &catalog, (files, live), asked, zone, &mut tokens)?;
    scanned.report.clean_with(&catalog, tokens.as_mut());
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
    if scanned.interrupted {
        const INTERRUPTED: Say = say(
            "interrupted; this is what was found so far",
            "중단되었습니다. 여기까지 찾은 결과입니다",
        );
        run.out.remark(INTERRUPTED.get(run.settings.lang));
        return Ok(Exit::Interrupted);
    }
    Ok(Exit::yes(!scanned.report.is_wrong()))
}

/// Asks on the terminal whether what was told is to be run.
fn confirmed(run: &Run, said: &str) -> Result<bool, Failure> {
    const NOBODY: Say = say(
        "`--live` asks before it runs anything, and there is no terminal to ask on; run it in a terminal",
        "`--live`는 실행하기 전에 확인을 받는데 터미널이 없습니다. 터미널에서 실행하십시오",
    );
    if !io::stdin().is_terminal() {
        return Err(Failure::said(NOBODY, &[]));
    }
    run.out.remark(said);
    let mut line = String::new();
    io::stdin().read_line(&mut line).map_err(|error| Failure::new(&error))?;
    Ok(field::is_yes(&one_line(&line)))
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

/// Reads the files, and the log of this server that lies at the second path.
fn scan(
    run: &mut Run,
    catalog: &Catalog,
    (files, live): (&[PathBuf], Option<&Path>),
    asked: &Asked<'_>,
    zone: Option<Zone>,
    tokens: &mut Option<Tokens>,
) -> Result<Scanned, Failure> {
    let host: &dyn Host = run.host;
    let interrupt = host.interrupt().map_err(|error| Failure::new(&error))?;
    let streams = run.is(Format::Jsonl);
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
        let mut written = Ok(());
        let mut summary = read(&mut |item| {
            match item {
                Item::Record(record) => {
                    diagnosis.take(at, &record);
                    if streams {
                        let message = match tokens {
                            Some(tokens) => tokens.cleaned(catalog, &record.message),
                            None => evidence::clean(catalog, &record.message).text,
                        };
                        written = run.out.line(&json::event(at, &record, &message, zone.as_ref()).to_string());
                    }
                }
                Item::Progress(progress) => told = tell_progress(run, progress, told),
            }
            if written.is_err() || interrupt.is_asked() {
                return ControlFlow::Break(());
            }
            ControlFlow::Continue(())
        })?;
        written?;
        // standard input ends where the user ends it
        summary.whole &= !interrupt.is_asked();
        if live.is_some_and(|live| live == Path::new(&summary.path)) {
            summary.path = live::NAME.to_owned();
        }
        diagnosis.read(at, described(&summary, run.settings.lang));
        summaries.push(summary);
        Ok::<(), Failure>(())
    };
    'files: for path in files.iter().map(PathBuf::as_path).chain(live) {
        if path == Path::new("-") {
            let mut input = host.input(&interrupt);
            one(&mut summaries, &mut |sink| {
                log::read_stream("-", &mut input, &options, sink)
            })?;
            continue;
        }
        for log in log::logs(host, path)? {
            if interrupt.is_asked() {
                break 'files;
            }
            one(&mut summaries, &mut |sink| log::read(host, &log, &options, sink))?;
            if Some(path) != live {
                note(&mut paths, &log);
            }
        }
    }
    Ok(Scanned {
        interrupted: interrupt.is_asked(),
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
