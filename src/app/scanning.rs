//! Reading logs beside the screen: asked for by path, shown when they are read, kept in the case. Knows neither how it looks nor
//! where a finding leads.

use super::dropped;
use super::kept;
use super::logs::Logs;
use super::message::{Effect, Kind, Work};
use super::model::Model;
use super::screen::Chosen;
use crate::case::CaseId;
use crate::case::field::Accepted;
use crate::knowledge::shape::Rule;
use crate::scan::{Scanned, SoFar, now_failing};
use crate::text::{Say, say, visible_path};
use crate::time::Zone;
use std::path::Path;
use tui_input::Input;

pub const THE_LOG: Say = say("The log", "로그");
const KEPT: Say = say("The log is in the case: {}.", "로그를 사례에 넣었습니다: {}");
const FINDINGS: Say = say("{} findings", "발견 {}개");
const FAILS_STILL: Say = say("something still fails", "아직 실패하는 항목이 있습니다");
const IN_PART: Say = say(
    "Stopped: what was found until then stays. The rest is not in it.",
    "중지했습니다. 그때까지 찾은 내용은 남고 나머지는 들어 있지 않습니다.",
);
const NO_PATH: Say = say(
    "Type the path of a log, or of a folder or zip file with logs.",
    "로그의 경로나 로그가 든 폴더, zip 파일의 경로를 입력하십시오.",
);

/// What is listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    #[default]
    Findings,
    Attempts,
    /// What the logs cover, and what they cannot tell.
    Coverage,
    /// What became of the findings of an earlier log.
    Since,
}

/// The screen of the log; what keys do on it is in `screens::event_log`.
#[derive(Clone, Debug, Default)]
pub struct EventLog {
    /// A path is being typed.
    pub asks: bool,
    pub input: Input,
    /// Why that path could not be read.
    pub error: Option<String>,
    pub tab: Tab,
    /// Words that what is listed must hold.
    pub filter: String,
}

/// How far the reading is, where something is being read.
pub fn reading(model: &Model) -> Option<&SoFar> {
    model.jobs.get(&Kind::Scan).map(|_| &*model.so_far)
}

/// To the screen of the log. What was read is shown; else the logs that the case names are read; else a path is asked for.
pub(super) fn open(model: &mut Model) -> Vec<Effect> {
    if model.layer::<EventLog>().is_none() {
        model.push(EventLog::default());
    } else {
        while model.top::<EventLog>().is_none() && model.pop() {}
    }
    if model.log.is_some() || reading(model).is_some() {
        return Vec::new();
    }
    let named = model
        .case
        .as_ref()
        .map(|case| case.files(&model.catalog))
        .unwrap_or_default();
    let logs: Vec<String> = named
        .into_iter()
        .filter(|(field, path)| field.rule == Rule::Paths && is_log(path))
        .map(|(_, path)| path)
        .collect();
    if logs.is_empty() {
        ask(model);
        return Vec::new();
    }
    read(model, logs)
}

/// Is a file that a case names one of a log by its name? What support sees beside is a screenshot.
fn is_log(path: &str) -> bool {
    let lower = path.to_lowercase();
    let ends = [".evtx", ".xml", ".csv", ".tsv", ".txt", ".log", ".json", ".zip"];
    ends.iter().any(|end| lower.ends_with(end))
}

/// Asks for the path of a log.
pub(super) fn ask(model: &mut Model) {
    if let Some(screen) = model.top_mut::<EventLog>() {
        (screen.asks, screen.error) = (true, None);
    }
}

/// Reads what was typed as a path.
pub fn typed(model: &mut Model, raw: &str) -> Vec<Effect> {
    let path = dropped::unquoted(raw);
    let lang = model.lang;
    if path.is_empty() {
        if let Some(screen) = model.top_mut::<EventLog>() {
            screen.error = Some(NO_PATH.get(lang).to_owned());
        }
        return Vec::new();
    }
    read(model, vec![path])
}

/// Reads logs, files, folders or zip files, beside their screen. What is read already is let go.
pub fn read(model: &mut Model, paths: Vec<String>) -> Vec<Effect> {
    if model.top::<EventLog>().is_none() {
        model.push(EventLog::default());
    }
    let first = paths.first().cloned().unwrap_or_default();
    if let Some(screen) = model.top_mut::<EventLog>() {
        *screen = EventLog {
            input: Input::new(first),
            ..EventLog::default()
        };
    }
    *model.so_far = SoFar::default();
    model.read_for = model.case.as_ref().map(|case| case.id.clone());
    let zone = model.case.as_ref().and_then(|case| case.zone_said(&model.catalog));
    let mut effects: Vec<Effect> = model
        .jobs
        .remove(&Kind::Scan)
        .map(|_| Effect::Cancel(Kind::Scan))
        .into_iter()
        .collect();
    effects.push(model.begin(Work::Scan { paths, zone }));
    effects
}

/// The logs are read, or as far as they were let. They go into the open case at once; where none is open, when somebody goes on
/// from them.
pub(super) fn arrived(model: &mut Model, scanned: Scanned) -> Vec<Effect> {
    let stopped = scanned.stopped;
    let clocks = model.case.as_ref().map(|case| case.clocks(&model.catalog));
    let clocks: Zone = clocks.unwrap_or_else(|| model.zone.clone());
    model.log = Some(Logs::of(&model.catalog, scanned, clocks));
    // a row chosen among what was read before is none of these
    if let Some(layer) = model.layer::<EventLog>() {
        layer.chosen = Chosen::default();
    }
    // it belongs to no case that was opened meanwhile
    let asked_for = model.read_for.take();
    let effects = if asked_for.is_some() && model.case.as_ref().map(|case| &case.id) == asked_for.as_ref() {
        keep(model)
    } else {
        Vec::new()
    };
    if stopped {
        model.say(IN_PART);
    }
    effects
}

/// Nothing could be read: that stands below the path, or at the foot where the screen was left.
pub(super) fn failed(model: &mut Model, why: String) {
    match model
        .layer::<EventLog>()
        .and_then(|layer| layer.state_mut::<EventLog>())
    {
        Some(screen) => (screen.asks, screen.error) = (true, Some(why)),
        None => model.toast = Some(why),
    }
}

/// Keeps what was read in the open case: findings and evidence now, the files by their paths as soon as they are looked at.
pub(super) fn keep(model: &mut Model) -> Vec<Effect> {
    let Some((logs, case)) = model.log.as_ref().zip(model.case.as_ref()) else {
        return Vec::new();
    };
    if logs.is_in(case) {
        return Vec::new();
    }
    let (at, lang) = (model.at(), model.lang);
    let scanned = logs.named().clone();
    model.remember(THE_LOG.get(lang).to_owned());
    let Some(case) = &mut model.case else {
        return Vec::new();
    };
    let compared = scanned.keep(&model.catalog, case, at, lang);
    let id = case.id.clone();
    let mut said = FINDINGS.with(lang, &[&scanned.report.findings.len().to_string()]);
    if now_failing(&compared) {
        said = format!("{said}, {}", FAILS_STILL.get(lang));
    }
    model.toast = Some(KEPT.with(lang, &[&said]));
    if let Some(logs) = &mut model.log {
        logs.keep(id, at, compared);
    }
    kept::learned(model);
    let mut effects = model.save();
    let proposed = model
        .case
        .as_ref()
        .and_then(|case| scanned.proposed(&model.catalog, case));
    effects.extend(proposed.zip(model.case.clone()).map(|(proposed, case)| Effect::Keep {
        case: Box::new(case),
        values: proposed.values,
        record: Some(proposed.record),
    }));
    let (paths, unnamed): (Vec<_>, Vec<_>) = scanned
        .paths
        .iter()
        .map(|path| path.to_str().map(str::to_owned).ok_or_else(|| path.clone()))
        .partition(Result::is_ok);
    if let Some(path) = unnamed.into_iter().find_map(Result::err) {
        model.toast = Some(not_named(model, &path));
    }
    let paths: Vec<String> = paths.into_iter().flatten().collect();
    effects.extend(model.case.clone().map(|case| Effect::NameLogs {
        case: Box::new(case),
        paths,
    }));
    effects
}

fn not_named(model: &Model, path: &Path) -> String {
    const NOT_NAMED: Say = say(
        "{} cannot be named in the case: its name is no text.",
        "{}: 이름을 텍스트로 읽을 수 없어 사례에 넣을 수 없습니다.",
    );
    NOT_NAMED.with(model.lang, &[&visible_path(path)])
}

/// The logs were looked at: the case names them. True where they are to be hashed.
pub(super) fn named(model: &mut Model, id: &CaseId, named: Result<Vec<(Accepted, String)>, String>) -> bool {
    match named {
        Err(why) => model.toast = Some(why),
        Ok(named) => {
            let Some(case) = model.case.as_mut().filter(|case| case.id == *id) else {
                return false;
            };
            for (accepted, path) in named {
                case.keep(accepted);
                // it is read anew, also where it was named before
                case.attached.remove(&path);
            }
            return true;
        }
    }
    false
}

/// Hides names of users, or shows them again.
pub(super) fn turn_names(model: &mut Model) {
    const HIDDEN: Say = say(
        "Names of users are hidden here; the case keeps them.",
        "이 화면에서 사용자 이름을 가렸습니다. 사례에는 그대로 남습니다.",
    );
    const SHOWN: Say = say("Names of users are shown.", "사용자 이름을 표시합니다.");
    let Some(logs) = &mut model.log else { return };
    logs.turn_names(&model.catalog);
    let said = if logs.hides_names() { HIDDEN } else { SHOWN };
    model.say(said);
}
