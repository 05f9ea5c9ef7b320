//! `sspr doctor`: what works here. It looks and changes nothing, but for a file that it writes into the folder of the cases and
//! takes away again, where that folder is there.

use crate::app::layout;
use crate::case::store::Store;
use crate::cli::{Exit, Failure, Run, version};
use crate::config::ConfigError;
use crate::host::{self, Host, Platform};
use crate::knowledge::Catalog;
use crate::runtime::clipboard;
use crate::settings::{Depth, Format, Plain, Settings};
use crate::text::{Lang, Say, columns, say, system, visible_path};
use serde_json::json;
use std::io;
use std::path::Path;

const SCHEMA: &str = "sspr.doctor/1";

/// How something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Good,
    /// It works, and something is to be known.
    Note,
    /// Something does not work.
    Wrong,
}

impl State {
    fn mark(self) -> &'static str {
        match self {
            Self::Good => "ok",
            Self::Note => "-",
            Self::Wrong => "x",
        }
    }

    fn word(self) -> &'static str {
        match self {
            Self::Good => "ok",
            Self::Note => "note",
            Self::Wrong => "wrong",
        }
    }
}

/// What was looked at.
struct Look {
    id: &'static str,
    name: Say,
    state: State,
    value: String,
    /// What to do, or what it means.
    remark: String,
}

/// Looks, with what is wrong with the settings file where something is.
pub fn run(run: &mut Run, unusable: Option<&ConfigError>) -> Result<Exit, Failure> {
    let lang = run.settings.lang;
    let looks = looks(run, unusable);
    let wrong = looks.iter().any(|look| look.state == State::Wrong);
    if run.is(Format::Json) {
        let checks = looks.iter().map(|look| {
            json!({ "id": look.id, "state": look.state.word(), "value": look.value,
                    "remark": Some(&look.remark).filter(|remark| !remark.is_empty()) })
        });
        let checks: Vec<_> = checks.collect();
        run.out
            .json(&json!({ "schema": SCHEMA, "version": version::text(), "checks": checks }))?;
        return Ok(Exit::yes(!wrong));
    }
    let names = looks.iter().map(|look| columns::width(look.name.get(lang)));
    let wide = names.max().unwrap_or(0);
    let (margin, width) = (wide + 6, run.width());
    for look in &looks {
        let head = format!(
            "{} {}  ",
            columns::pad(look.state.mark(), 3),
            columns::pad(look.name.get(lang), wide)
        );
        let told = [look.value.as_str(), look.remark.as_str()];
        let lines = told.into_iter().filter(|text| !text.is_empty());
        let lines = lines.flat_map(|text| columns::wrap(text, width.saturating_sub(margin)));
        for (at, line) in lines.enumerate() {
            let head = if at == 0 { head.clone() } else { " ".repeat(margin) };
            run.out.line(&format!("{head}{line}"))?;
        }
    }
    if !run.settings.ascii {
        run.out.line("")?;
        for line in columns::wrap(RULER.get(lang), width) {
            run.out.line(&line)?;
        }
        // five glyphs of frames, and five letters: the bars behind them stand in one column, or the terminal draws the first wide
        run.out
            .line("  \u{2500}\u{2502}\u{250c}\u{2518}\u{2503}|\n  abcde|\n  \u{ac00}\u{b098}a|")?;
    }
    let said = if wrong { SOMETHING } else { NOTHING };
    run.out.line(&format!("\n{}", said.get(lang)))?;
    Ok(Exit::yes(!wrong))
}

const RULER: Say = say(
    "The three bars below stand in one column. If they do not, your terminal draws frames two columns wide: use --ascii.",
    "아래 세 막대는 같은 칸에 있어야 합니다. 어긋나면 터미널이 테두리를 두 칸으로 그리는 것이므로 --ascii를 사용하십시오.",
);
const SOMETHING: Say = say(
    "Something is wrong: the lines marked x.",
    "문제가 있습니다. x로 표시한 줄을 보십시오.",
);
const NOTHING: Say = say("Nothing wrong.", "문제없습니다.");

fn looks(run: &Run, unusable: Option<&ConfigError>) -> Vec<Look> {
    let (host, settings, lang) = (run.host, &run.settings, run.settings.lang);
    let mut out = vec![look(
        "program",
        say("Program", "프로그램"),
        State::Good,
        version::text(),
        "",
    )];
    out.extend(folders(host, lang));
    out.push(match unusable {
        None => look("settings", SETTINGS, State::Good, USABLE.get(lang), ""),
        Some(error) => look("settings", SETTINGS, State::Wrong, "", error.say(lang)),
    });
    out.push(knowledge(run));
    out.push(cases(host, lang));
    out.push(terminal(run));
    out.push(language(host, settings));
    out.push(look(
        "time-zone",
        say("Time zone", "표준 시간대"),
        State::Good,
        format!("{} ({})", host.zone(), host.at()),
        "",
    ));
    out.push(copying(host, lang));
    out.push(commands(host, lang));
    out
}

const SETTINGS: Say = say("Settings", "설정");
const USABLE: Say = say("can be used", "사용할 수 있음");

fn look(id: &'static str, name: Say, state: State, value: impl Into<String>, remark: impl Into<String>) -> Look {
    Look {
        id,
        name,
        state,
        value: value.into(),
        remark: remark.into(),
    }
}

fn folders(host: &dyn Host, lang: Lang) -> Vec<Look> {
    const CONFIGURATION: Say = say("Configuration", "구성 폴더");
    const CASES: Say = say("Cases in", "사례 폴더");
    const UNNAMED: Say = say(
        "the system names no folder; set SSPR_HOME to one",
        "시스템에서 폴더를 찾을 수 없습니다. SSPR_HOME에 폴더를 지정하십시오",
    );
    const MADE_LATER: Say = say("not there yet; made when it is needed", "아직 없음(필요할 때 만듦)");
    const UNWRITABLE: Say = say(
        "nothing can be written there: {}; free space or rights, or set SSPR_HOME to another folder",
        "쓸 수 없습니다: {}. 공간이나 권한을 확보하거나 SSPR_HOME에 다른 폴더를 지정하십시오",
    );
    let Ok(folders) = host.folders() else {
        return vec![look("cases-folder", CASES, State::Wrong, "", UNNAMED.get(lang))];
    };
    [
        ("configuration-folder", CONFIGURATION, folders.config, false),
        ("cases-folder", CASES, folders.data, true),
    ]
    .into_iter()
    .map(|(id, name, folder, needed)| {
        let (state, remark) = match written(host, &folder) {
            Ok(true) => (State::Good, String::new()),
            Ok(false) => (State::Good, MADE_LATER.get(lang).to_owned()),
            Err(error) => {
                let state = if needed { State::Wrong } else { State::Note };
                (state, UNWRITABLE.with(lang, &[system(&error).get(lang)]))
            }
        };
        look(id, name, state, visible_path(&folder), remark)
    })
    .collect()
}

/// Can something be written into a folder? No where it is not there.
fn written(host: &dyn Host, folder: &Path) -> io::Result<bool> {
    match host.meta(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        other => other?,
    };
    let path = host.beside(&folder.join("doctor"));
    host::write_bytes(host, &path, false, b"sspr doctor\n")?;
    host.remove(&path)?;
    Ok(true)
}

fn knowledge(run: &Run) -> Look {
    const KNOWLEDGE: Say = say("Knowledge", "지식");
    const LOADED: Say = say("{} entries, verified until {}", "항목 {}개, {}까지 확인");
    const OWN: Say = say("with files of your own", "직접 추가한 파일 포함");
    let lang = run.settings.lang;
    let told = |catalog: &Catalog| {
        let entries = catalog.entry_ids().len().to_string();
        let verified = catalog.verified().unwrap_or_default();
        LOADED.with(lang, &[&entries, &verified])
    };
    match run.catalog() {
        Err(Failure::Told(why)) => look("knowledge", KNOWLEDGE, State::Wrong, "", why.get(lang)),
        Err(Failure::Closed) => look("knowledge", KNOWLEDGE, State::Wrong, "", ""),
        Ok(catalog) => {
            let own = run.has_own_knowledge();
            let remark = if own { OWN.get(lang) } else { "" };
            look("knowledge", KNOWLEDGE, State::Good, told(&catalog), remark)
        }
    }
}

fn cases(host: &dyn Host, lang: Lang) -> Look {
    const CASES: Say = say("Cases", "사례");
    const STORED: Say = say("{} stored", "{}개 저장됨");
    match Store::open(host).and_then(|store| store.list()) {
        Ok(listing) => {
            let count = STORED.with(lang, &[&listing.cases.len().to_string()]);
            let damaged: Vec<String> = listing.damaged.iter().map(|error| error.say(lang)).collect();
            let state = if damaged.is_empty() { State::Good } else { State::Wrong };
            look("cases", CASES, state, count, damaged.join("\n"))
        }
        Err(error) => look("cases", CASES, State::Wrong, "", error.say(lang)),
    }
}

fn terminal(run: &Run) -> Look {
    const TERMINAL: Say = say("Terminal", "터미널");
    const NONE: Say = say(
        "standard output is none: the wizard needs one; every other command works",
        "표준 출력이 터미널이 아님: 마법사에는 터미널이 필요하며 다른 명령은 모두 동작합니다",
    );
    const SIZE: Say = say("{} columns, {} rows, {}", "{}열 {}행, {}");
    const SMALL: Say = say(
        "the screen needs {} columns and {} rows",
        "화면에는 {}열 {}행이 필요합니다",
    );
    const LINES: Say = say(
        "the wizard speaks in lines instead of a screen, because of {}",
        "마법사가 화면 대신 줄 단위로 동작합니다. 이유: {}",
    );
    const SETTINGS_FILE: Say = say("the settings file", "설정 파일");
    let (settings, lang) = (&run.settings, run.settings.lang);
    let Some((columns, rows)) = run.out.size() else {
        return look("terminal", TERMINAL, State::Note, NONE.get(lang), "");
    };
    let colors = match (settings.color, settings.depth) {
        (false, _) => say("no colors", "색 없음"),
        (_, Depth::Full) => say("all colors", "모든 색"),
        (_, Depth::TwoFiftySix) => say("256 colors", "256색"),
        (_, Depth::Sixteen) => say("16 colors", "16색"),
    };
    let value = SIZE.with(lang, &[&columns.to_string(), &rows.to_string(), colors.get(lang)]);
    let (least, most) = layout::LEAST;
    if columns < usize::from(least) || rows < usize::from(most) {
        let remark = SMALL.with(lang, &[&least.to_string(), &most.to_string()]);
        return look("terminal", TERMINAL, State::Note, value, remark);
    }
    let why = settings.plain.map(|plain| match plain {
        Plain::Flag => "--plain",
        Plain::Accessible => "ACCESSIBLE",
        Plain::Dumb => "TERM=dumb",
        Plain::File => SETTINGS_FILE.get(lang),
    });
    let remark = why.map(|why| LINES.with(lang, &[why])).unwrap_or_default();
    look("terminal", TERMINAL, State::Good, value, remark)
}

fn language(host: &dyn Host, settings: &Settings) -> Look {
    const LANGUAGE: Say = say("Language", "언어");
    const SYSTEM: Say = say("system: {}", "시스템: {}");
    const ENCODED: Say = say("text of programs: {}", "프로그램 출력 인코딩: {}");
    const UNKNOWN: Say = say("unknown", "알 수 없음");
    let lang = settings.lang;
    let unknown = || UNKNOWN.get(lang).to_owned();
    let system = SYSTEM.with(lang, &[&host.locale().unwrap_or_else(unknown)]);
    let page = host.encoding();
    let value = format!(
        "{}, {system}, {}",
        lang.tag(),
        ENCODED.with(lang, &[page.as_deref().unwrap_or(UNKNOWN.get(lang))])
    );
    look("language", LANGUAGE, State::Good, value, "")
}

fn copying(host: &dyn Host, lang: Lang) -> Look {
    const CLIPBOARD: Say = say("Clipboard", "클립보드");
    const TERMINALS: Say = say(
        "by the terminal alone, which confirms nothing",
        "터미널을 통해서만 복사하며 결과를 확인할 수 없음",
    );
    match clipboard::program(host) {
        Some(name) => look("clipboard", CLIPBOARD, State::Good, name, ""),
        None => look("clipboard", CLIPBOARD, State::Note, TERMINALS.get(lang), ""),
    }
}

fn commands(host: &dyn Host, lang: Lang) -> Look {
    const SERVER: Say = say("This server", "이 서버");
    const READS: Say = say(
        "`sspr scan --live` reads the event log of this machine",
        "`sspr scan --live`로 이 컴퓨터의 이벤트 로그를 읽습니다",
    );
    const ELSEWHERE: Say = say(
        "no Windows: `sspr scan --live` works there alone; export the log there and read the file here",
        "Windows가 아님: `sspr scan --live`는 Windows에서만 동작합니다. 로그를 내보내 여기에서 파일로 읽으십시오",
    );
    if host.platform() == Platform::Windows {
        look("server", SERVER, State::Good, READS.get(lang), "")
    } else {
        look("server", SERVER, State::Note, ELSEWHERE.get(lang), "")
    }
}
