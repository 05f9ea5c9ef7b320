//! Draws what logs show: the files and what they cover, the service and the attempts over time, findings and attempts; how far the
//! reading is; the line for a path.

use crate::app::log_parts::{self, Parts};
use crate::app::panes::Panes;
use crate::app::scanning::{self, EventLog, Tab};
use crate::app::screens::event_log;
use crate::app::strip::{self, Strip};
use crate::app::{Model, layout, why};
use crate::case::found::{Since, Status};
use crate::diagnosis::{Attempt, Became, Cover, Finding, State, Stretch};
use crate::scan::{self, Scanned, SoFar};
use crate::text::{Lang, Say, columns, say};
use crate::time::Stamp;
use crate::tui::look::Look;
use crate::tui::panes::{self, Pane, Row, Stage};
use crate::tui::typing;
use crate::tui::widgets;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

const PATH: Say = say("Path of a log", "로그 경로");
const READING: Say = say("Reading {}", "{} 읽는 중");
const FILE_OF: Say = say("file {} of {}", "파일 {}/{}");
const FILES: Say = say("Files", "파일");
const FILE: Say = say("1 file", "파일 1개");
const SEVERAL: Say = say("{} files", "파일 {}개");
const SERVICE: Say = say("Writeback service", "쓰기 저장 서비스");
const NO_RECORD: Say = say("no record was found in it", "기록을 찾지 못했습니다");
const NO_ZONE: Say = say(
    "the time zone of the log is not known, so nothing is placed in time",
    "표준 시간대를 알 수 없어 시간순으로 표시하지 못합니다",
);
const NO_TIME: Say = say("its records bear no time", "기록에 시각이 없습니다");

/// Columns of the time in a list of attempts, and the fewest of who and where it broke.
const TIME: usize = 14;
const LEAST: usize = 12;

pub fn draw(stage: &mut Stage<'_, '_>, panes: &Panes, model: &Model, screen: &EventLog) {
    let area = Rect::from(panes.text);
    if let Some(so_far) = scanning::reading(model) {
        reading(stage, area, model, so_far);
        return;
    }
    let logs = model.log.as_ref().filter(|_| !screen.asks);
    let Some(logs) = logs else {
        path(stage, area, model, screen);
        return;
    };
    let parts = log_parts::parts(model, panes.whole, event_log::rows(model).len());
    files(stage, parts.files.into(), model, logs.shown());
    service(stage, parts.strip.into(), model, logs.shown());
    lists(stage, &parts, model, screen);
}

/// The line in which a path is typed, and what is wrong with it.
fn path(stage: &mut Stage<'_, '_>, area: Rect, model: &Model, screen: &EventLog) {
    let (look, lang) = (stage.look, model.lang);
    let (line, rest) = panes::above(area, 1);
    let inside = stage.open(Pane::new(line, PATH.get(lang)).focused());
    typing::input(stage, inside, &screen.input, event_log::EMPTY.get(lang));
    let width = layout::prose(rest.width);
    let mut lines = Vec::new();
    if let Some(error) = &screen.error {
        lines.extend(widgets::said("x", look.bad, error, width, look));
        lines.push(Line::raw(""));
    }
    lines.extend(widgets::wrapped(event_log::NO_LOG.get(lang), width, look.text));
    stage.text(Pane::new(rest, event_log::TITLE.get(lang)), lines);
}

/// How far the reading is.
fn reading(stage: &mut Stage<'_, '_>, area: Rect, model: &Model, so_far: &SoFar) {
    const OF_SIZE: Say = say("{} %  {} of {}", "{}%  {} / {}");
    const RECORDS: Say = say("records {}   ours {}", "레코드 {}   관련 {}");
    const LEFT: Say = say("at most {} more", "앞으로 최대 {}");
    const SO_FAR: Say = say("So far: {}", "지금까지: {}");
    const TIMES: Say = say("{} {} times", "{} {}회");
    const FIRST: Say = say("{}, first {}", "{}, 처음 {}");
    const NOTHING: Say = say("nothing of ours", "관련 기록 없음");
    const UNDECIDED: Say = say(
        "nothing is decided before the end is read",
        "끝까지 읽기 전에는 판단하지 않음",
    );
    const STOPPING: Say = say("stopping ...", "중지하는 중 ...");
    let (look, lang) = (stage.look, model.lang);
    let title = READING.with(lang, &[&so_far.name]);
    let count = FILE_OF.with(
        lang,
        &[&so_far.file.max(1).to_string(), &so_far.files.max(1).to_string()],
    );
    let pane = Pane::new(area, title).counted(count).focused();
    let width = usize::from(area.width.saturating_sub(layout::MARGINS));
    let percent = (so_far.bytes * 100).checked_div(so_far.total).unwrap_or(0).min(100);
    let full = width * usize::try_from(percent).unwrap_or(0) / 100;
    let gauge = Line::from(vec![
        Span::styled(look.glyphs.filled.repeat(full), look.accent),
        Span::styled(look.glyphs.unfilled.repeat(width - full), look.border),
    ]);
    let sizes = [percent.to_string(), scan::size(so_far.bytes), scan::size(so_far.total)];
    let left = OF_SIZE.with(lang, &sizes.each_ref().map(String::as_str));
    let left = match so_far.seconds_left() {
        Some(seconds) => format!("{left}   {}", LEFT.with(lang, &[&span(seconds, lang)])),
        None => left,
    };
    let right = RECORDS.with(lang, &[&scan::counted(so_far.records), &scan::counted(so_far.found)]);
    let seen: Vec<String> = so_far
        .seen
        .iter()
        .map(|(event, count, first)| {
            let told = TIMES.with(lang, &[&event.to_string(), &count.to_string()]);
            match first {
                Some(first) => FIRST.with(lang, &[&told, &model.clock(*first)]),
                None => told,
            }
        })
        .collect();
    let seen = if seen.is_empty() {
        NOTHING.get(lang).to_owned()
    } else {
        seen.join("; ")
    };
    let mut lines = vec![
        gauge,
        widgets::ends(
            vec![Span::styled(left, look.text)],
            Span::styled(right, look.muted),
            width,
        ),
        Line::raw(""),
    ];
    let measure = layout::prose(area.width);
    lines.extend(widgets::wrapped(&SO_FAR.with(lang, &[&seen]), measure, look.evidence));
    let stopping = model.jobs.values().any(|job| job.stopping);
    let note = if stopping { STOPPING } else { UNDECIDED };
    note.get(lang).clone_into(&mut stage.note);
    stage.text(pane, lines);
}

fn span(seconds: u64, lang: Lang) -> String {
    const SECONDS: Say = say("{} s", "{}초");
    const MINUTES: Say = say("{} min", "{}분");
    let (say, count) = if seconds < 60 {
        (SECONDS, seconds)
    } else {
        (MINUTES, seconds.div_ceil(60))
    };
    say.with(lang, &[&count.to_string()])
}

/// The files, the time they cover, and what they lack.
fn files(stage: &mut Stage<'_, '_>, area: Rect, model: &Model, shown: &Scanned) {
    const RECORDS: Say = say("{}, {} records", "{}, 레코드 {}개");
    const AND_MORE: Say = say("and {} more", "외 {}개");
    const COVERS: Say = say("covers the reported time {}", "신고된 시각 {}: 범위 안");
    const COVERS_NOT: Say = say("does not cover the reported time {}", "신고된 시각 {}: 범위 밖");
    let (look, lang) = (stage.look, model.lang);
    let count = shown.summaries.len();
    let named = |path: &str| path.rsplit(['/', '\\']).next().unwrap_or(path).to_owned();
    let title = match shown.summaries.as_slice() {
        [only] => named(&only.path),
        _ => FILES.get(lang).to_owned(),
    };
    let counted = if count == 1 {
        FILE.get(lang).to_owned()
    } else {
        SEVERAL.with(lang, &[&count.to_string()])
    };
    let pane = Pane::new(area, title).counted(counted);
    let width = usize::from(area.width.saturating_sub(layout::MARGINS));
    let room = pane.rows().saturating_sub(1);
    let mut lines: Vec<Line<'_>> = Vec::new();
    let told = shown.summaries.iter().take(if count > room {
        room.saturating_sub(1).max(1)
    } else {
        room
    });
    for file in told {
        let whole = file.whole && file.damaged.is_empty();
        let (mark, style) = if whole {
            (look.glyphs.done, look.good)
        } else {
            ("!", look.warn)
        };
        let window = file.from.zip(file.to).map(|(from, to)| {
            let to = shown.on(to);
            let (from, last) = (shown.on(from).to_minutes(), to.to_minutes());
            // the year stands once
            let year = |told: &str| told.split('-').next().map(str::to_owned);
            let last = if year(&from) == year(&last) {
                minutes(shown, to)
            } else {
                last
            };
            format!("{from} - {last} {}", to.zone())
        });
        let size = scan::size(file.bytes);
        let mut text = RECORDS.with(lang, &[&size, &scan::counted(file.records)]);
        if count > 1 {
            text = format!("{}  {text}", named(&file.path));
        }
        let left = vec![Span::styled(format!("{mark} "), style), Span::styled(text, look.text)];
        lines.push(widgets::ends(
            left,
            Span::styled(window.unwrap_or_default(), look.muted),
            width,
        ));
    }
    if count > lines.len() && room > lines.len() {
        let more = AND_MORE.with(lang, &[&(count - lines.len()).to_string()]);
        lines.push(Line::styled(format!("  {more}"), look.muted));
    }
    let (mark, style, text) = match event_log::reported(model) {
        Some((at, true)) => (look.glyphs.done, look.good, COVERS.with(lang, &[&model.clock(at)])),
        Some((at, false)) => ("!", look.warn, COVERS_NOT.with(lang, &[&model.clock(at)])),
        None => ("", look.text, String::new()),
    };
    let lacks = lacks(&shown.report.coverage, lang);
    let mut left = Vec::new();
    if !text.is_empty() {
        left.push(Span::styled(format!("{mark} "), style));
        left.push(Span::styled(format!("{text}   "), look.text));
    }
    if !lacks.is_empty() {
        left.push(Span::styled("! ", look.warn));
        left.push(Span::styled(lacks.join(", "), look.text));
    }
    lines.push(widgets::cut(Line::from(left), width));
    lines.truncate(pane.rows());
    stage.text(pane, lines);
}

/// `11-20 09:15`.
fn minutes(shown: &Scanned, at: Stamp) -> String {
    let told = shown.on(at).to_minutes();
    told.split_once('-').map_or(told.clone(), |(_, day)| day.to_owned())
}

/// What the logs lack, in few words each; the sentences stand under Coverage.
fn lacks(coverage: &[Cover], lang: Lang) -> Vec<String> {
    const PART: Say = say("read in part", "일부만 읽음");
    const DAMAGED: Say = say("{} damaged", "{}곳 손상");
    const NO_ZONE: Say = say("zone unknown", "표준 시간대 모름");
    const NOTHING: Say = say("nothing of ours", "관련 기록 없음");
    const QUIET: Say = say("no {}", "{} 없음");
    const GAPS: Say = say("{} gaps", "빈 구간 {}개");
    const CLEARED: Say = say("log was cleared", "로그 지워짐");
    const WRONG: Say = say("wrong server?", "다른 서버일 수 있음");
    const SERVERS: Say = say("several servers", "서버 여러 대");
    const NOT_READ: Say = say("{} logs not read", "읽지 않은 로그 {}개");
    const UNKNOWN: Say = say("{} unknown ids", "모르는 ID {}개");
    let count = |of: &dyn Fn(&Cover) -> usize| -> usize { coverage.iter().map(of).sum() };
    let some = |say: Say, count: usize| (count > 0).then(|| say.with(lang, &[&count.to_string()]));
    let one = |of: &dyn Fn(&Cover) -> bool| usize::from(coverage.iter().any(of));
    let quiet = coverage.iter().filter_map(|cover| match cover {
        Cover::Quiet { provider } => Some(QUIET.with(lang, &[provider])),
        _ => None,
    });
    [
        some(PART, one(&|c| matches!(c, Cover::Stopped { .. }))),
        some(DAMAGED, count(&|c| usize::from(matches!(c, Cover::Damaged { .. })))),
        some(CLEARED, one(&|c| matches!(c, Cover::Cleared { .. }))),
        some(WRONG, one(&|c| matches!(c, Cover::AnotherServer))),
        some(SERVERS, one(&|c| matches!(c, Cover::SeveralServers { .. }))),
        some(NO_ZONE, one(&|c| matches!(c, Cover::NoZone { .. }))),
        some(
            NOTHING,
            one(&|c| matches!(c, Cover::NothingOfOurs { .. } | Cover::Empty { .. })),
        ),
        some(GAPS, count(&|c| usize::from(matches!(c, Cover::Gap { .. })))),
    ]
    .into_iter()
    .flatten()
    .chain(quiet)
    .chain(
        [
            some(NOT_READ, count(&|c| usize::from(matches!(c, Cover::NotRead { .. })))),
            some(
                UNKNOWN,
                count(&|c| match c {
                    Cover::Unknown { names } => names.len(),
                    _ => 0,
                }),
            ),
        ]
        .into_iter()
        .flatten(),
    )
    .collect()
}

/// The service and the attempts over time.
fn service(stage: &mut Stage<'_, '_>, area: Rect, model: &Model, shown: &Scanned) {
    const PER_MINUTES: Say = say("attempts per {} min", "시도 횟수, 한 칸 {}분");
    let (look, lang) = (stage.look, model.lang);
    let health = &shown.report.health;
    // the signs of the strip stand where their sums do
    let all = [State::Up, State::Down, State::Silent, State::Unknown, State::NotCovered];
    let sums = all.map(|state| {
        let seconds: u64 = health.iter().filter(|s| s.state == state).map(Stretch::seconds).sum();
        (state, seconds)
    });
    let told = sums.iter().filter(|(_, seconds)| *seconds > 0);
    let told: Vec<String> = told
        .map(|(state, seconds)| {
            let (sign, word) = (sign(*state, look).0, scan::state(*state).get(lang));
            format!("{sign} {word} {}", scan::duration(*seconds))
        })
        .collect();
    let pane = Pane::new(area, SERVICE.get(lang)).counted(told.join("  "));
    let width = usize::from(area.width.saturating_sub(layout::MARGINS));
    let Some(strip) = strip::strip(shown, width) else {
        let no_zone = shown.report.coverage.iter().any(|c| matches!(c, Cover::NoZone { .. }));
        let why = match shown.summaries.iter().map(|file| file.records).sum::<u64>() {
            0 => NO_RECORD,
            _ if no_zone => NO_ZONE,
            _ => NO_TIME,
        };
        let lines = vec![Line::styled(why.get(lang), look.muted)];
        stage.text(pane, lines);
        return;
    };
    if pane.rows() == 0 {
        stage.open(pane);
        return;
    }
    stage.note = PER_MINUTES.with(lang, &[&strip.seconds.div_ceil(60).to_string()]);
    let lines = vec![
        Line::styled(strip.clock.clone(), look.muted),
        states(&strip, look),
        attempts_over_time(&strip, look),
    ];
    stage.text(pane, lines);
}

/// The sign of a state; its shape says it as well as its colour.
fn sign(state: State, look: &Look) -> (&'static str, Style) {
    match state {
        State::Up => (look.glyphs.filled, look.good),
        State::Down => ("x", look.bad),
        State::Silent => (".", look.warn),
        State::Unknown => ("?", look.muted),
        State::NotCovered => ("/", look.muted),
    }
}

fn states(strip: &Strip, look: &Look) -> Line<'static> {
    let cells = strip.states.iter().map(|state| {
        let (sign, style) = sign(*state, look);
        Span::styled(sign, style)
    });
    Line::from(cells.collect::<Vec<_>>())
}

fn attempts_over_time(strip: &Strip, look: &Look) -> Line<'static> {
    let most = strip.attempts.iter().copied().max().unwrap_or(0).max(1);
    let cells = strip.attempts.iter().map(|count| {
        let bar = match look.glyphs.bars {
            _ if *count == 0 => " ".to_owned(),
            Some(bars) => {
                let level = (count * bars.len()).div_ceil(most);
                bars.get(level - 1).copied().unwrap_or(" ").to_owned()
            }
            None => count.min(&9).to_string(),
        };
        Span::styled(bar, look.evidence)
    });
    Line::from(cells.collect::<Vec<_>>())
}

/// The tabs and what the chosen one lists; where there is room the attempts have a pane of their own.
fn lists(stage: &mut Stage<'_, '_>, parts: &Parts, model: &Model, screen: &EventLog) {
    let apart = parts.attempts.width > 0;
    let tabs = event_log::tabs(model);
    let tabs: Vec<Tab> = tabs.into_iter().filter(|tab| !apart || *tab != Tab::Attempts).collect();
    let shown = if apart && screen.tab == Tab::Attempts {
        Tab::Findings
    } else {
        screen.tab
    };
    let others = tabs.iter().filter(|tab| **tab != shown);
    let others: Vec<String> = others.map(|tab| event_log::named(model, *tab)).collect();
    let mut title = event_log::named(model, shown);
    if !screen.filter.is_empty() {
        title = format!("{title}  / {}", screen.filter);
    }
    let area = Rect::from(parts.list);
    let pane = Pane::new(area, title).counted(others.join("   "));
    let width = usize::from(area.width.saturating_sub(layout::MARGINS + 2));
    let look = stage.look;
    let chosen = model.row().filter(|_| shown == screen.tab);
    match shown {
        Tab::Findings => {
            let all = event_log::findings(model);
            let row = |at: usize| Some(finding(model, all.get(at)?, width, look));
            list(stage, pane, all.len(), row, chosen);
        }
        Tab::Attempts => {
            let all = event_log::attempts(model);
            let columns = Columns::of(&all, model.lang, width);
            let row = |at: usize| Some(attempt(model, all.get(at)?, &columns, look));
            list(stage, pane, all.len(), row, chosen);
        }
        Tab::Coverage => {
            let all = event_log::coverage(model);
            let row = |at: usize| Some(widgets::cut(Line::styled(all.get(at)?.clone(), look.text), width));
            list(stage, pane, all.len(), row, chosen);
        }
        Tab::Since => {
            let all = event_log::since(model);
            let row = |at: usize| {
                let (entry, since) = all.get(at)?;
                Some(compared(model, entry, *since, width, look))
            };
            list(stage, pane, all.len(), row, chosen);
        }
    }
    if !apart {
        return;
    }
    let area = Rect::from(parts.attempts);
    let width = usize::from(area.width.saturating_sub(layout::MARGINS + 2));
    let sums = model
        .log
        .as_ref()
        .map(|logs| sums(logs.shown(), model.lang))
        .unwrap_or_default();
    let pane = Pane::new(area, event_log::named(model, Tab::Attempts)).counted(sums);
    let all = event_log::attempts(model);
    let columns = Columns::of(&all, model.lang, width);
    let head = heading(model, &columns, stage.look);
    let chosen = model.row().filter(|_| screen.tab == Tab::Attempts);
    let pane = if chosen.is_some() { pane.focused() } else { pane };
    let row = |at: usize| Some(attempt(model, all.get(at)?, &columns, look));
    stage.headed_list(pane, vec![head], all.len(), row, chosen);
}

fn list<'l>(
    stage: &mut Stage<'_, '_>,
    pane: Pane,
    count: usize,
    row: impl Fn(usize) -> Option<Line<'l>>,
    chosen: Option<usize>,
) {
    let pane = if chosen.is_some() { pane.focused() } else { pane };
    stage.list(pane, count, |at| row(at).map(Row::Of), chosen);
}

fn sums(shown: &Scanned, lang: Lang) -> String {
    const SUMS: Say = say("{} failed, {} worked", "실패 {}, 성공 {}");
    let attempts = &shown.report.attempts;
    SUMS.with(lang, &[&attempts.failed.to_string(), &attempts.worked.to_string()])
}

/// A finding: how sure it is and what it is; how often it was and whom it concerns, as far as that cuts nothing of the title.
fn finding(model: &Model, finding: &Finding, width: usize, look: &Look) -> Line<'static> {
    const TIMES: Say = say("{} times", "{}회");
    const ONCE: Say = say("once", "1회");
    const USERS: Say = say("{} users", "{}명");
    let lang = model.lang;
    let (mark, word) = scan::certainty(finding.status);
    let ink = match finding.status {
        Status::Confirmed | Status::Likely => look.evidence,
        Status::Possible | Status::RuledOut => look.muted,
    };
    let words = [Status::Confirmed, Status::Likely, Status::Possible, Status::RuledOut];
    let words = words.map(|status| columns::width(scan::certainty(status).1.get(lang)));
    let wide = words.into_iter().max().unwrap_or(0);
    let left = vec![
        Span::styled(format!("{mark} {}  ", columns::pad(word.get(lang), wide)), ink),
        Span::styled(scan::short_title(&model.catalog, &finding.entry, lang), look.text),
    ];
    let often = match finding.count {
        1 => ONCE.get(lang).to_owned(),
        count => TIMES.with(lang, &[&count.to_string()]),
    };
    let users = (finding.users.len() > 1).then(|| USERS.with(lang, &[&finding.users.len().to_string()]));
    let since = model.log.as_ref().and_then(|logs| logs.since(&finding.entry));
    let since = since.map(|since| since.told().get(lang).to_owned());
    let mut right: Vec<String> = [since, Some(often), users].into_iter().flatten().collect();
    let taken: usize = left.iter().map(|span| columns::width(&span.content)).sum();
    while !right.is_empty() && taken + 2 + columns::width(&right.join("  ")) > width {
        right.pop();
    }
    widgets::ends(left, Span::styled(right.join("  "), look.muted), width)
}

/// Columns of a list of attempts, by what stands in them.
struct Columns {
    user: usize,
    broke: usize,
    width: usize,
}

impl Columns {
    /// The reason, with its codes, is never cut; what gives way is where it broke, then the user.
    fn of(attempts: &[&Attempt], lang: Lang, width: usize) -> Self {
        let widest = |text: &dyn Fn(&Attempt) -> usize| attempts.iter().map(|own| text(own)).max().unwrap_or(0);
        let user = widest(&|own| columns::width(own.user.as_deref().unwrap_or_default())).max(LEAST);
        let broke = widest(&|own| columns::width(phase(own, lang))).max(LEAST);
        let reason = widest(&|own| columns::width(&scan::reason(own).unwrap_or_default()));
        let room = width.saturating_sub(2 + TIME + 2 + 2 + 2 + reason);
        let broke = broke.min(room.saturating_sub(user).max(LEAST));
        let user = user.min(room.saturating_sub(broke).max(LEAST));
        Self { user, broke, width }
    }
}

/// Where it broke, else what became of it.
fn phase(attempt: &Attempt, lang: Lang) -> &'static str {
    match attempt.broke_at {
        Some(phase) => phase.told().get(lang),
        None => scan::outcome(attempt.became).get(lang),
    }
}

fn heading(model: &Model, columns: &Columns, look: &Look) -> Line<'static> {
    const TIME_ON: Say = say("Time {}", "시각 {}");
    const USER_OF: Say = say("User", "사용자");
    const BROKE: Say = say("Broke at", "실패 단계");
    const REASON: Say = say("Reason", "원인");
    let lang = model.lang;
    let zone = model.log.as_ref().and_then(|logs| {
        let (_, to) = logs.shown().window()?;
        Some(logs.shown().on(to).zone().to_string())
    });
    let time = TIME_ON.with(lang, &[zone.as_deref().unwrap_or_default()]);
    let text = format!(
        "    {}  {}  {}  {}",
        cell(&time, TIME),
        cell(USER_OF.get(lang), columns.user),
        cell(BROKE.get(lang), columns.broke),
        REASON.get(lang),
    );
    widgets::cut(Line::styled(text, look.muted), columns.width + 2)
}

fn cell(text: &str, room: usize) -> String {
    columns::pad(&columns::cut(text, room), room)
}

/// An attempt: when, who, where it broke and why; of one that worked that it did.
fn attempt(model: &Model, attempt: &Attempt, columns: &Columns, look: &Look) -> Line<'static> {
    let Some(logs) = &model.log else { return Line::default() };
    let (mark, style) = match attempt.became {
        Became::Worked => (look.glyphs.done, look.good),
        Became::Failed => ("x", look.bad),
        Became::Open => ("?", look.warn),
    };
    let when = why::moment(logs.shown(), attempt.at, attempt.written.as_deref());
    let user = attempt.user.as_deref().unwrap_or_default();
    let who = if logs.hides_names() { look.masked } else { look.text };
    let line = Line::from(vec![
        Span::styled(format!("{mark} "), style),
        Span::styled(format!("{}  ", cell(&when, TIME)), look.text),
        Span::styled(cell(user, columns.user), who),
        Span::styled(
            format!("  {}  ", cell(phase(attempt, model.lang), columns.broke)),
            look.text,
        ),
        Span::styled(scan::reason(attempt).unwrap_or_default(), look.literal),
    ]);
    widgets::cut(line, columns.width)
}

/// What became of a finding of the log before.
fn compared(model: &Model, entry: &str, since: Since, width: usize, look: &Look) -> Line<'static> {
    let lang = model.lang;
    let (mark, style) = match since {
        Since::Fixed => (look.glyphs.done, look.good),
        Since::Still => ("x", look.bad),
        Since::New => ("!", look.warn),
        Since::Untried => ("?", look.warn),
    };
    let all = [Since::Fixed, Since::Still, Since::New, Since::Untried];
    let words = all.map(|since| columns::width(since.told().get(lang)));
    let wide = words.into_iter().max().unwrap_or(0);
    let line = Line::from(vec![
        Span::styled(format!("{mark} "), style),
        Span::styled(format!("{}  ", columns::pad(since.told().get(lang), wide)), style),
        Span::styled(scan::short_title(&model.catalog, entry, lang), look.text),
    ]);
    widgets::cut(line, width)
}
