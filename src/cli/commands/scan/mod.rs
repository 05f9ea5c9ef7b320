//! `sspr scan`: reads logs and says what they show.

mod json;
mod live;

use super::attached::read_files;
use super::case::change;
use crate::case::field::{self, Accepted};
use crate::cli::args::Which;
use crate::cli::output::Output;
use crate::cli::{Exit, Failure, Run};
use crate::diagnosis::Tokens;
use crate::evidence;
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::knowledge::id::FieldId;
use crate::knowledge::shape::Rule;
use crate::log::{self, Encoding, LogError, Record};
use crate::scan::{self, Compared, Reading, Scanned, SoFar};
use crate::settings::Format;
use crate::text::{Lang, Say, one_line, say};
use crate::time::Zone;
use crate::time::zones::{self, NoZone};
use std::cell::RefCell;
use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

/// What was asked for besides the files.
pub struct ScanOptions<'a> {
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

pub fn run(run: &mut Run, files: &[PathBuf], asked: &ScanOptions<'_>) -> Result<Exit, Failure> {
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
    let compared = match &asked.case {
        Some(id) => keep(run, &catalog, &scanned, (id, asked.hide_names))?,
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
    if scanned.stopped {
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

/// Keeps what the logs show with a case.
fn keep(run: &Run, catalog: &Catalog, scanned: &Scanned, (id, hide_names): (&str, bool)) -> Result<Compared, Failure> {
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
    let (mut compared, mut filled) = (Compared::default(), Vec::new());
    change(run, &which, |case| {
        scan::attach(catalog, host, case, &paths)?;
        read_files(catalog, host, case)?;
        compared = scanned.keep(catalog, case, host.at(), lang);
        if let Some(mut proposed) = scanned.proposed(catalog, case) {
            let names = |field: &FieldId| catalog.field(field).is_some_and(|field| field.rule == Rule::UserId);
            // a token is nobody's name
            proposed.values.retain(|(field, _)| !(hide_names && names(field)));
            filled = proposed.fill(catalog, host, case);
        }
        Ok(())
    })?;
    for accepted in &filled {
        run.out.remark(&read_from(catalog, accepted, lang));
    }
    Ok(compared)
}

/// What a record of the log filled, and how to overrule it.
fn read_from(catalog: &Catalog, accepted: &Accepted, lang: Lang) -> String {
    const FILLED: Say = say(
        "from the log, record {}: {}: {} (`case set {}=...` overrules it)",
        "로그에서, 레코드 {}: {}: {} (다르면 `case set {}=...`로 고치십시오)",
    );
    let record = accepted.record().map(|record| record.to_string()).unwrap_or_default();
    let known = catalog.field(accepted.field());
    let title = known
        .as_ref()
        .map_or(accepted.field().as_str(), |field| field.title.get(lang));
    FILLED.with(lang, &[&record, title, &accepted.value(), accepted.field()])
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

/// Reads the files, and the log of this server that lies at the second path.
fn scan(
    run: &mut Run,
    catalog: &Catalog,
    (files, live): (&[PathBuf], Option<&Path>),
    asked: &ScanOptions<'_>,
    zone: Option<Zone>,
    tokens: &mut Option<Tokens>,
) -> Result<Scanned, Failure> {
    let (host, lang): (&dyn Host, Lang) = (run.host, run.settings.lang);
    let interrupt = host.interrupt().map_err(|error| Failure::new(&error))?;
    let (streams, clocks) = (run.is(Format::Jsonl), zone.clone());
    let out = RefCell::new(&mut run.out);
    let mut written = Ok(());
    let mut hears = |file: usize, record: &Record| {
        let message = evidence::without_queries(&record.message);
        let message = match &mut *tokens {
            Some(tokens) => tokens.cleaned(catalog, &message),
            None => evidence::clean(catalog, &message).text,
        };
        let line = json::event(file, record, &message, clocks.as_ref()).to_string();
        written = out.borrow_mut().line(&line);
        match written {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    };
    let mut reading = Reading::of(catalog, zone, asked.encoding, host.now(), lang);
    if streams {
        reading = reading.heard(&mut hears);
    }
    let mut told = 0;
    let mut listener = |so_far: &SoFar| {
        told = tell_progress(&out.borrow(), so_far, told, lang);
        !interrupt.is_asked()
    };
    for path in files {
        if path == Path::new("-") {
            reading.stream("-", &mut host.input(&interrupt), &mut listener)?;
            continue;
        }
        for log in log::logs(host, path)? {
            reading.expect(1, log.size);
            reading.log(host, &log, &mut listener)?;
        }
    }
    if let Some(live) = live {
        for log in log::logs(host, live)? {
            reading.expect(1, log.size);
            reading.passing(host, &log, live::NAME, &mut listener)?;
        }
    }
    let scanned = reading.finish();
    written?;
    Ok(scanned)
}

/// Tells how far a log is read, ten times a log; gives how much was told.
fn tell_progress(out: &Output, so_far: &SoFar, told: u64, lang: Lang) -> u64 {
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
    out.remark(&match of {
        Some(all) => {
            let percent = (so_far.bytes.saturating_mul(100) / all).min(100).to_string();
            OF.with(lang, &[&percent, &megabytes(all), &records, &found])
        }
        None => SO_FAR.with(lang, &[&megabytes(so_far.bytes), &records, &found]),
    });
    so_far.bytes
}
