//! `sspr check`: shows what it will contact and run, asks, and says what came of it.

use super::case::change;
use super::pasted;
use crate::builtin;
use crate::case::Case;
use crate::case::field;
use crate::case::found::Passed;
use crate::check::{self, Changed, Checked, Examined, Limits, Plan, SoFar, Values, World};
use crate::cli::args::Which;
use crate::cli::{Exit, Failure, Run};
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::knowledge::endpoint::Cloud;
use crate::log;
use crate::settings::Format;
use crate::text::{Lang, Say, one_line, say, system, visible_path};
use serde_json::{Value, json};
use std::io::{self, IsTerminal};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Bytes of what commands printed; it is a page or two.
const MOST_PRINTED: u64 = 8 << 20;

/// What was asked for.
#[derive(Debug, Default)]
pub struct CheckOptions {
    pub yes: bool,
    /// Without it that of the case, else the public one.
    pub cloud: Option<Cloud>,
    pub namespaces: Vec<String>,
    pub proxy: Option<String>,
    pub idle: Option<u64>,
    pub account: Option<String>,
    /// Only print the commands for the server.
    pub print: bool,
    /// What they printed there; `-` is standard input.
    pub server: Option<PathBuf>,
    pub case: Option<String>,
}

pub fn run(run: &mut Run, asked: CheckOptions) -> Result<Exit, Failure> {
    let catalog = run.catalog()?;
    if asked.print {
        let mut commands = catalog.server_checks();
        for check in &mut commands {
            check.fill(asked.account.as_deref());
        }
        run.out.text(&check::script(&commands))?;
        return Ok(Exit::Done);
    }
    let case = asked.case.clone().map(|id| case_of(run, id)).transpose()?;
    let told = case
        .map(|case| check::Request::of_case(&catalog, &case))
        .unwrap_or_default();
    let wanted = wanted(&asked, told)?;
    let checked = if let Some(file) = &asked.server {
        judged(run, &catalog, wanted.cloud, file)?
    } else {
        let own = builtin::catalog().server_checks();
        let plan = Plan::of(run.host, &catalog, &own, wanted).map_err(|no| Failure::Told(no.told()))?;
        if !asked.yes && !agreed(run, &plan)? {
            return Ok(Exit::Done);
        }
        checked(run, &plan)?
    };
    let changed = match asked.case {
        Some(id) => keep(run, &catalog, &checked, id)?,
        None => Vec::new(),
    };
    let lang = run.settings.lang;
    match run.settings.format {
        Format::Json => run.out.json(&document(&catalog, &checked, &changed, lang))?,
        format => {
            let marked = format == Format::Markdown;
            let told = check::tell(&catalog, &checked, &changed, lang, marked, run.width());
            run.out.text(&told)?;
        }
    }
    if checked.stopped {
        const INTERRUPTED: Say = say(
            "interrupted; this is what was done so far",
            "중단되었습니다. 여기까지 점검한 결과입니다",
        );
        run.out.remark(INTERRUPTED.get(lang));
        return Ok(Exit::Interrupted);
    }
    Ok(Exit::yes(!checked.is_wrong()))
}

fn case_of(run: &Run, id: String) -> Result<Case, Failure> {
    let which = Which { id: Some(id) };
    change(run, &which, |_| Ok(()))
}

/// What the line names counts more than what the case tells.
fn wanted(asked: &CheckOptions, told: check::Request) -> Result<check::Request, Failure> {
    let named: Result<Vec<String>, _> = asked.namespaces.iter().map(|raw| check::namespace(raw)).collect();
    let named = named.map_err(Failure::Told)?;
    Ok(check::Request {
        cloud: asked.cloud.unwrap_or(told.cloud),
        namespaces: if named.is_empty() { told.namespaces } else { named },
        proxy: asked.proxy.clone(),
        idle: asked.idle.map(Duration::from_secs),
        account: asked.account.clone(),
        only: Vec::new(),
    })
}

/// Shows what will be done, and asks on the terminal.
fn agreed(run: &Run, plan: &Plan) -> Result<bool, Failure> {
    const ASK: Say = say("Go on? y/n", "진행하시겠습니까? y/n");
    const NOBODY: Say = say(
        "`sspr check` asks before it contacts anything, and there is no terminal to ask on; add --yes",
        "`sspr check`는 연결하기 전에 확인을 받는데 터미널이 없습니다. --yes를 붙이십시오",
    );
    let lang = run.settings.lang;
    run.out.remark(&check::will(plan, lang));
    if !io::stdin().is_terminal() {
        return Err(Failure::said(NOBODY, &[]));
    }
    run.out.remark(ASK.get(lang));
    let mut line = String::new();
    io::stdin().read_line(&mut line).map_err(|error| Failure::new(&error))?;
    Ok(field::is_yes(&one_line(&line)))
}

fn checked(run: &Run, plan: &Plan) -> Result<Checked, Failure> {
    let interrupt = run.host.interrupt().map_err(|error| Failure::new(&error))?;
    let world = World::of(run.host);
    let lang = run.settings.lang;
    // a line is written only where somebody watches
    let watched = run.out.is_watched();
    let mut told = usize::MAX;
    let mut listen = |so_far: &SoFar| {
        if watched && so_far.done != told {
            told = so_far.done;
            run.out.remark(&check::progress(so_far, lang));
        }
        !interrupt.is_asked()
    };
    Ok(check::run(&world, plan, &Limits::default(), &mut listen))
}

/// Judges what the commands printed on a server; nothing is contacted.
fn judged(run: &Run, catalog: &Catalog, cloud: Cloud, file: &Path) -> Result<Checked, Failure> {
    const NOTHING: Say = say(
        "nothing in it was printed by the commands of `sspr check --print`; run them on the Connect server and hand over what they print",
        "`sspr check --print`의 명령이 출력한 내용이 없습니다. Connect 서버에서 실행하고 출력된 내용을 넘기십시오",
    );
    let values = Values::read(&printed(run.host, file)?);
    let commands = catalog.server_checks().into_iter().filter(|check| check.run.is_some());
    let outcomes: Vec<Examined> = commands.map(|check| values.judge(&check)).collect();
    if outcomes.iter().all(|outcome| outcome.status == Passed::Skipped) && values.is_empty() {
        return Err(Failure::said(NOTHING, &[]));
    }
    Ok(Checked::new(cloud, run.host.at(), outcomes, false))
}

/// What commands printed: PowerShell writes a file in UTF-16, in UTF-8 or by the code page.
fn printed(host: &dyn Host, file: &Path) -> Result<String, Failure> {
    if file == Path::new("-") {
        return pasted::standard_input();
    }
    let mut text = String::new();
    let mut each = |piece: &str, _| {
        text.push_str(piece);
        ControlFlow::Continue(())
    };
    let unread = |error: io::Error| {
        const UNREADABLE: Say = say("`{}` cannot be read: {}", "`{}`을(를) 읽을 수 없습니다: {}");
        let (name, why) = (visible_path(file), system(&error));
        Failure::of(|lang| UNREADABLE.with(lang, &[&name, why.get(lang)]))
    };
    let bytes = host.read(file, MOST_PRINTED).map_err(unread)?;
    log::text(&mut bytes.as_slice(), log::encoding_of(&bytes), &mut each).map_err(unread)?;
    Ok(text)
}

fn keep(run: &Run, catalog: &Catalog, checked: &Checked, id: String) -> Result<Vec<Changed>, Failure> {
    let (lang, mut changed) = (run.settings.lang, Vec::new());
    change(run, &Which { id: Some(id) }, |case| {
        changed = checked.keep(catalog, case, lang);
        Ok(())
    })?;
    Ok(changed)
}

/// The answer as a document, by the contract; `title`, `read` and `steps` come on top.
fn document(catalog: &Catalog, checked: &Checked, changed: &[Changed], lang: Lang) -> Value {
    let check = |outcome: &Examined| {
        let steps = outcome.steps.iter().map(|step| {
            json!({
                "step": step.probe.word(), "status": step.status.word(), "reason": step.reason.get(lang),
                "millis": step.millis,
            })
        });
        json!({
            "id": outcome.id, "title": outcome.title.get(lang), "target": outcome.target, "port": outcome.port,
            "status": outcome.status.word(), "reason": outcome.reason.get(lang), "millis": outcome.millis,
            "entry": outcome.entry, "read": catalog.title(&outcome.entry).map(|title| title.get(lang).to_owned()),
            "steps": steps.collect::<Vec<_>>(),
        })
    };
    let mut document = json!({
        "schema": "sspr.check/1",
        "cloud": checked.cloud.word(),
        "at": checked.at,
        "stopped": checked.stopped,
        "checks": checked.outcomes.iter().map(check).collect::<Vec<_>>(),
    });
    // only of a case that holds checks of an earlier run
    if let (Some(fields), false) = (document.as_object_mut(), changed.is_empty()) {
        let told = changed.iter().map(|change| {
            json!({ "id": change.id, "target": change.target, "name": change.name, "before": change.before.word(), "now": change.now.word() })
        });
        fields.insert("compared".to_owned(), told.collect());
    }
    document
}
