//! What logs show: coverage, the service over time, findings, attempts; and from a finding to its entry.

use crate::app::beside::OF;
use crate::app::bindings::Scope;
use crate::app::layout::{self, Area};
use crate::app::lines::Typed;
use crate::app::logs::Logs;
use crate::app::message::Effect;
use crate::app::model::{Change, Deeds, Model, Place, Screen};
use crate::app::panes::{Beside, Panes};
use crate::app::rows::muted;
use crate::app::scanning::{self, EventLog, Tab};
use crate::app::screen::{Chosen, Overlay, Purpose};
use crate::app::screens::form;
use crate::app::told::{Heard, Told};
use crate::app::{dropped, go, log_parts, why};
use crate::case::found::Since;
use crate::diagnosis::{Attempt, Finding};
use crate::knowledge::code;
use crate::knowledge::id::EntryId;
use crate::knowledge::shape::Rule;
use crate::scan;
use crate::text::{Say, one_line, say};
use crate::time::Stamp;
use crate::walk::ways;

pub const TITLE: Say = say("Event log", "이벤트 로그");
pub const FILTER: Say = say(
    "User, time, number or code; empty shows all",
    "사용자, 시각, 번호, 코드. 비우면 모두 표시",
);
/// Said at a question that a log answers.
pub const ANSWERS_THIS: Say = say(
    "F7 reads an event log that may answer this.",
    "F7을 눌러 이벤트 로그를 읽으면 답이 나올 수 있습니다.",
);
const WHY: Say = say("Why: {}", "근거: {}");
const WHY_SURE: Say = say("Why: {}, {}", "근거: {}, {}");
const NONE_FITS: Say = say("Nothing here holds these words.", "이 말이 들어 있는 항목이 없습니다.");
const NOTHING: Say = say(
    "Nothing wrong was found. What the log covers stands under Coverage; more is not known.",
    "잘못된 점을 찾지 못했습니다. 로그의 범위는 범위 탭에 있으며 그 밖의 내용은 알 수 없습니다.",
);
const NO_ATTEMPT: Say = say(
    "No reset or change stands in what was read.",
    "읽은 내용에 재설정이나 변경 시도가 없습니다.",
);
const ASK: Say = say(
    "number to go to its entry; attempts, coverage, filter WORDS, names, the path of another log; 0 goes back> ",
    "항목으로 갈 번호, attempts = 시도, coverage = 범위, filter 찾을 말, names = 이름 가리기, 다른 로그의 경로, 0 = 뒤로> ",
);
const ASK_PATH: Say = say(
    "path of a log, a folder or a zip file; 0 goes back> ",
    "로그, 폴더 또는 zip 파일의 경로, 0 = 뒤로> ",
);

impl Screen for EventLog {
    fn deeds(&self) -> &'static Deeds {
        &DEEDS
    }
}

const DEEDS: Deeds = Deeds {
    rows,
    first_row: |model| {
        let parts = log_parts::parts(model, layout::body(model.size), rows(model).len());
        let tab = model.top::<EventLog>()?.tab;
        let list = if tab == Tab::Attempts && parts.attempts.width > 0 {
            parts.attempts
        } else {
            parts.list
        };
        // of a list that scrolls a click reaches nothing
        let all = rows(model).len() + head(model, tab);
        let line = usize::from(list.y) - usize::from(layout::HEADER) + usize::from(layout::BORDER);
        (all <= list.rows()).then(|| line + head(model, tab))
    },
    take,
    panes,
    type_line: |model, change| type_path(model, change),
    back: |model| {
        let there = model.log.is_some();
        let Some(screen) = model.top_mut::<EventLog>() else {
            return false;
        };
        if screen.asks && there {
            (screen.asks, screen.error) = (false, None);
            return true;
        }
        let filtered = !screen.filter.is_empty();
        screen.filter.clear();
        filtered
    },
    copied,
    crumbs: |model| vec![TITLE.get(model.lang).to_owned()],
    heard,
    ..Deeds::at(scope, told)
};

fn scope(model: &Model) -> Scope {
    match model.top::<EventLog>() {
        Some(screen) if screen.asks => Scope::LogPath,
        _ => Scope::Log,
    }
}

/// Is the log worth a place on the key bar here: a question whose answer stands in it, a step of an administrator, the case with a
/// log that is named?
pub fn is_wanted(model: &Model) -> bool {
    match scope_below(model) {
        Scope::Question | Scope::Typing => answers(model),
        Scope::Remedy => {
            model.log.is_some()
                || model
                    .shown()
                    .is_some_and(|remedy| remedy.entry.codes.iter().any(|code| code::is_number(code)))
        }
        Scope::Form => model.case.as_ref().is_some_and(|case| {
            case.files(&model.catalog)
                .iter()
                .any(|(field, _)| field.rule == Rule::Paths)
        }),
        _ => false,
    }
}

fn scope_below(model: &Model) -> Scope {
    (model.deeds().scope)(model)
}

/// Can a log answer the question that is asked?
pub fn answers(model: &Model) -> bool {
    matches!(&model.place, Some(Place::Question(open)) if open.by_log)
}

/// The log and what is listed of it; `None` while it is read or its path is typed.
fn listed(model: &Model) -> Option<(&Logs, &EventLog)> {
    let screen = model.top::<EventLog>().filter(|screen| !screen.asks)?;
    let logs = model.log.as_ref().filter(|_| scanning::reading(model).is_none())?;
    Some((logs, screen))
}

/// The findings that are listed.
pub fn findings(model: &Model) -> Vec<&Finding> {
    listed(model).map_or_else(Vec::new, |(logs, screen)| {
        logs.findings(&model.catalog, &screen.filter, model.lang)
    })
}

/// The attempts that are listed, the latest first.
pub fn attempts(model: &Model) -> Vec<&Attempt> {
    listed(model).map_or_else(Vec::new, |(logs, screen)| logs.attempts(&screen.filter, model.lang))
}

/// What the log covers, as it is listed.
pub fn coverage(model: &Model) -> Vec<String> {
    listed(model).map_or_else(Vec::new, |(logs, screen)| logs.coverage(&screen.filter, model.lang))
}

/// What became of earlier findings, as it is listed: entry and since.
pub fn since(model: &Model) -> Vec<(EntryId, Since)> {
    listed(model).map_or_else(Vec::new, |(logs, _)| logs.compared.clone())
}

/// The rows that are listed.
pub fn rows(model: &Model) -> Vec<String> {
    let Some((_, screen)) = listed(model) else {
        return Vec::new();
    };
    match screen.tab {
        Tab::Findings => findings(model)
            .iter()
            .map(|finding| finding.entry.to_string())
            .collect(),
        Tab::Attempts => attempts(model)
            .iter()
            .map(|attempt| format!("{:?}", scan::records(attempt)))
            .collect(),
        Tab::Coverage => coverage(model),
        Tab::Since => since(model).iter().map(|(entry, _)| entry.to_string()).collect(),
    }
}

/// The tabs that there are.
pub fn tabs(model: &Model) -> Vec<Tab> {
    let compared = model.log.as_ref().is_some_and(|logs| !logs.compared.is_empty());
    let mut tabs = vec![Tab::Findings, Tab::Attempts, Tab::Coverage];
    if compared {
        tabs.push(Tab::Since);
    }
    tabs
}

/// A tab with how much it lists.
pub fn named(model: &Model, tab: Tab) -> String {
    const FINDINGS: Say = say("Findings {}", "발견 {}");
    const ATTEMPTS: Say = say("Attempts {}", "시도 {}");
    const COVERAGE: Say = say("Coverage {}", "범위 {}");
    const SINCE: Say = say("Since the log before {}", "이전 로그와 비교 {}");
    let total = model.log.as_ref().map_or(0, |logs| logs.shown().report.attempts.total);
    let (say, count) = match tab {
        Tab::Findings => (FINDINGS, findings(model).len().to_string()),
        Tab::Attempts => {
            let listed = attempts(model).len();
            let all = u64::try_from(listed).is_ok_and(|listed| listed == total);
            let count = [listed.to_string(), total.to_string()];
            let of = || OF.with(model.lang, &count.each_ref().map(String::as_str));
            (ATTEMPTS, if all { total.to_string() } else { of() })
        }
        Tab::Coverage => (COVERAGE, coverage(model).len().to_string()),
        Tab::Since => (SINCE, since(model).len().to_string()),
    };
    say.with(model.lang, &[&count])
}

/// To the next tab, or to the one before.
pub(in crate::app) fn turn(model: &mut Model, forward: bool) {
    let tabs = tabs(model);
    let Some(screen) = model.top_mut::<EventLog>() else {
        return;
    };
    let at = tabs.iter().position(|tab| *tab == screen.tab).unwrap_or(0);
    let by = if forward { 1 } else { tabs.len() - 1 };
    screen.tab = tabs.get((at + by) % tabs.len()).copied().unwrap_or_default();
    (model.top.chosen, model.top.focus) = (Chosen::default(), None);
    model.top.beside.clear();
}

/// Asks for words that what is listed must hold.
pub(in crate::app) fn ask_filter(model: &mut Model) {
    let typed = model
        .top::<EventLog>()
        .map(|screen| screen.filter.clone())
        .unwrap_or_default();
    model.overlay = Some(Overlay::typing(Purpose::Filter, Typed::new(&typed, false)));
}

/// Lists only what holds these words.
pub(in crate::app) fn filter(model: &mut Model, words: &str) {
    if let Some(screen) = model.top_mut::<EventLog>() {
        screen.filter = one_line(words);
        model.top.chosen = Chosen::default();
    }
}

fn type_path(model: &mut Model, change: Change<'_>) {
    if let Some(screen) = model.top_mut::<EventLog>().filter(|screen| screen.asks)
        && change(&mut screen.input)
    {
        screen.error = None;
    }
}

/// What is chosen.
pub enum On<'m> {
    Finding(&'m Finding),
    Attempt(&'m Attempt),
    Cover(String),
    Since(EntryId),
}

/// What the cursor stands on.
pub fn on(model: &Model) -> Option<On<'_>> {
    let (_, screen) = listed(model)?;
    let row = model.row()?;
    match screen.tab {
        Tab::Findings => findings(model).into_iter().nth(row).map(On::Finding),
        Tab::Attempts => attempts(model).into_iter().nth(row).map(On::Attempt),
        Tab::Coverage => coverage(model).into_iter().nth(row).map(On::Cover),
        Tab::Since => since(model).into_iter().nth(row).map(|(entry, _)| On::Since(entry)),
    }
}

/// The path that was typed is read; from a finding or an attempt to its entry.
fn take(model: &mut Model, _: usize) -> Vec<Effect> {
    if let Some(screen) = model.top::<EventLog>().filter(|screen| screen.asks) {
        let typed = screen.input.value().to_owned();
        return scanning::typed(model, &typed);
    }
    match entry(model) {
        Some(entry) => go_to(model, &entry),
        None => Vec::new(),
    }
}

/// The entry of what the cursor stands on.
fn entry(model: &Model) -> Option<EntryId> {
    let entry = match on(model)? {
        On::Finding(finding) => finding.entry.clone(),
        On::Attempt(attempt) => attempt.entry.clone()?,
        On::Since(entry) => entry,
        On::Cover(_) => return None,
    };
    model.catalog.entry(&entry).is_some().then_some(entry)
}

/// Is there an entry to open?
pub fn opens(model: &Model) -> bool {
    entry(model).is_some()
}

/// To an entry at its place in the tree: in the walk that is on its way, else in a new one of the case. What the log shows goes
/// with it.
fn go_to(model: &mut Model, entry: &EntryId) -> Vec<Effect> {
    let walks = matches!(model.place, Some(Place::Question(_) | Place::Remedy(_)));
    let mut effects = Vec::new();
    if !walks {
        let tree = ways::shortest(&model.catalog, entry).map(|way| way.tree);
        effects.extend(go::start(model, tree.as_deref().unwrap_or(entry)));
    }
    effects.extend(scanning::keep(model));
    effects.extend(go::take_up(model, entry));
    effects
}

/// What the log shows goes into the case, a new one where none is open.
pub(in crate::app) fn into_case(model: &mut Model) -> Vec<Effect> {
    let mut effects = model.begin_case();
    effects.extend(scanning::keep(model));
    form::open(model);
    effects
}

/// Lines above the rows of a list.
fn head(model: &Model, tab: Tab) -> usize {
    usize::from(tab == Tab::Attempts && log_parts::wide(model))
}

fn panes(model: &Model, area: Area) -> Panes {
    let mut panes = Panes::alone(area);
    if listed(model).is_none() {
        return panes;
    }
    // on a low screen it stands in the place of all else, while it has focus
    let instead = !layout::high(model.size);
    let place = if instead {
        area
    } else {
        log_parts::parts(model, area, rows(model).len()).why
    };
    panes.beside.push(Beside {
        instead,
        ..why(model, place)
    });
    panes
}

/// What the chosen row stands on.
fn why(model: &Model, area: Area) -> Beside {
    let (lang, width) = (model.lang, area.columns());
    let Some((logs, _)) = listed(model) else {
        return Beside::default();
    };
    let shown = logs.shown();
    let (title, rows) = match on(model) {
        Some(On::Finding(finding)) => (
            WHY_SURE.with(
                lang,
                &[
                    &name(model, &finding.entry),
                    scan::certainty(finding.status).1.get(lang),
                ],
            ),
            why::finding(&model.catalog, logs, finding, lang, width),
        ),
        Some(On::Attempt(attempt)) => (
            attempt.user.clone().unwrap_or_else(|| named(model, Tab::Attempts)),
            why::attempt(&model.catalog, shown, attempt, lang, width),
        ),
        Some(On::Cover(sentence)) => (named(model, Tab::Coverage), why::sentence(&sentence, width)),
        Some(On::Since(entry)) => {
            let found = shown.report.findings.iter().find(|finding| finding.entry == entry);
            let rows = match found {
                Some(finding) => why::finding(&model.catalog, logs, finding, lang, width),
                None => why::gone(logs.since(&entry), lang, width),
            };
            (WHY.with(lang, &[&name(model, &entry)]), rows)
        }
        None => (String::new(), muted(empty(model).get(lang), width)),
    };
    let mut beside = Beside {
        area,
        title,
        rows,
        ..Beside::default()
    };
    let top = beside.top(model.scroll_beside(0)) + 1;
    if beside.rows.len() > area.rows() && area.rows() > 0 {
        beside.count = OF.with(lang, &[&top.to_string(), &beside.rows.len().to_string()]);
    }
    beside
}

/// An entry in few letters: its event or code where it has one.
fn name(model: &Model, entry: &str) -> String {
    let known = model.catalog.entry(&EntryId::new(entry));
    let code = known.and_then(|entry| entry.codes.into_iter().next());
    code.unwrap_or_else(|| entry.to_owned())
}

/// Why nothing is listed.
fn empty(model: &Model) -> Say {
    let Some((_, screen)) = listed(model) else {
        return NOTHING;
    };
    match screen.tab {
        _ if !screen.filter.is_empty() => NONE_FITS,
        Tab::Attempts => NO_ATTEMPT,
        _ => NOTHING,
    }
}

/// The time that the case reports, and whether the log covers it.
pub fn reported(model: &Model) -> Option<(Stamp, bool)> {
    let case = model.case.as_ref()?;
    let field = model
        .catalog
        .fields()
        .into_iter()
        .find(|field| field.rule == Rule::Timestamp)?;
    let at: Stamp = case.value(&model.catalog, &field.id)?.parse().ok()?;
    let (from, to) = model.log.as_ref()?.shown().window()?;
    Some((at, from <= at && at <= to))
}

fn copied(model: &Model) -> Option<String> {
    let (logs, _) = listed(model)?;
    let lang = model.lang;
    match on(model) {
        Some(On::Finding(finding)) => Some(scan::finding_text(
            &model.catalog,
            logs.shown(),
            finding,
            lang,
            layout::PROSE.into(),
        )),
        Some(On::Attempt(attempt)) => Some(scan::attempt_line(logs.shown(), attempt, lang)),
        Some(On::Cover(sentence)) => Some(sentence),
        Some(On::Since(_)) | None => Some(coverage(model).join("\n")),
    }
}

fn told(model: &Model, columns: usize) -> Told {
    let lang = model.lang;
    let mut told = Told::new(lang, columns);
    told.line("");
    told.line(TITLE.get(lang));
    let Some(screen) = model.top::<EventLog>() else {
        return told;
    };
    if let Some(error) = &screen.error {
        told.line(error);
    }
    if screen.asks {
        told.prompt = Some(ASK_PATH.get(lang).to_owned());
        return told;
    }
    if let Some((logs, screen)) = listed(model) {
        match screen.tab {
            Tab::Attempts => {
                for attempt in attempts(model) {
                    told.line(&scan::attempt_line(logs.shown(), attempt, lang));
                }
            }
            Tab::Coverage => {
                for sentence in coverage(model) {
                    told.line(&sentence);
                }
            }
            Tab::Findings | Tab::Since if screen.filter.is_empty() => {
                let compared = &logs.compared;
                told.text.push_str(&scan::tell(
                    &model.catalog,
                    logs.shown(),
                    compared,
                    lang,
                    false,
                    columns,
                ));
            }
            Tab::Findings | Tab::Since => {
                for finding in findings(model) {
                    let text = scan::finding_text(&model.catalog, logs.shown(), finding, lang, columns);
                    told.text.push_str(&text);
                }
            }
        }
        let titles = findings(model);
        told.list(titles.iter().map(|finding| {
            let (mark, word) = scan::certainty(finding.status);
            format!(
                "{mark} {} {}",
                word.get(lang),
                scan::title(&model.catalog, &finding.entry, lang)
            )
        }));
        told.prompt = Some(ASK.get(lang).to_owned());
    }
    told
}

fn heard(model: &mut Model, row: Option<usize>, text: &str) -> Heard {
    if model.top::<EventLog>().is_some_and(|screen| screen.asks) {
        // a number is a path too
        let typed = row.map_or(text.to_owned(), |row| (row + 1).to_string());
        return if typed.is_empty() {
            Heard::Back
        } else {
            Heard::Effects(scanning::typed(model, &typed))
        };
    }
    let show = |model: &mut Model, tab: Tab| {
        if let Some(screen) = model.top_mut::<EventLog>() {
            screen.tab = tab;
        }
        model.top.chosen = Chosen::default();
    };
    if let Some(row) = row {
        show(model, Tab::Findings);
        return Heard::Effects(model.take(row));
    }
    let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
    match word {
        "" => return Heard::Back,
        "attempts" => show(model, Tab::Attempts),
        "coverage" => show(model, Tab::Coverage),
        "findings" => show(model, Tab::Findings),
        "filter" => filter(model, rest),
        "names" => scanning::turn_names(model),
        _ => {
            return match dropped::path(text) {
                Some(path) => Heard::Effects(scanning::read(model, vec![path])),
                None => Heard::NoSuchRow,
            };
        }
    }
    Heard::Effects(Vec::new())
}

/// What stands in the empty line for a path.
pub const EMPTY: Say = say(
    "path of an .evtx, XML, CSV, text or zip file, or of a folder",
    ".evtx, XML, CSV, 텍스트, zip 파일 또는 폴더의 경로",
);

/// What is said where no log was read yet.
pub const NO_LOG: Say = say(
    "No log yet. Type or drop the path of one here; lines pasted on the first screen work too. Export it in Event Viewer: Windows Logs, Application, Save All Events As.",
    "아직 읽은 로그가 없습니다. 로그 경로를 입력하거나 파일을 끌어다 놓으십시오. 첫 화면에 이벤트 내용을 붙여 넣어도 됩니다. 이벤트 뷰어의 Windows 로그 > 응용 프로그램에서 '다른 이름으로 모든 이벤트 저장'으로 내보냅니다.",
);

/// Behind the title of the form in the header.
pub const GOES_INTO: Say = say("in case {}", "사례 {}에 추가됨");

/// What stands in the first row where a path was typed or dropped.
pub const READ_THIS: Say = say("Read this log: {}", "이 로그 읽기: {}");

/// The row of the first screen.
pub const READ_A_LOG: Say = say(
    "Read an event log: .evtx, XML, CSV, text, a folder",
    "이벤트 로그 읽기: .evtx, XML, CSV, 텍스트, 폴더",
);
