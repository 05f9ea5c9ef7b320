//! `sspr`, `sspr start` and `sspr --plain`: the wizard with its two faces.

use crate::app::message::Effect;
use crate::app::screens::home;
use crate::app::{Model, go};
use crate::case::CaseId;
use crate::case::store::{Store, StoreError};
use crate::check::Sockets;
use crate::cli::commands::explain;
use crate::cli::{Exit, Failure, Run};
use crate::knowledge::Catalog;
use crate::plain::Plain;
use crate::runtime::Runtime;
use crate::text::{Say, one_line, say, system, ui};
use crate::tui;
use crate::walk;
use std::io::{self, IsTerminal};
use std::sync::Arc;

pub fn run(run: &mut Run, start: Option<&str>) -> Result<Exit, Failure> {
    let catalog = run.searchable()?;
    let lang = run.settings.lang;
    // a case of that name goes on
    let saved = start.map(|raw| saved(run, raw)).transpose()?.flatten();
    let start = start.filter(|_| saved.is_none());
    let start = start.map(|raw| place(&catalog, raw)).transpose()?;
    let terminal = io::stdin().is_terminal() && run.out.terminal;
    let plain = run.settings.plain;
    if !terminal && plain.is_none() {
        return Err(Failure::said(ui::NO_TERMINAL, &[]));
    }
    let size = if plain.is_some() {
        (80, 24)
    } else {
        tui::size::size()
            .map_err(|e| Failure::of(|lang| format!("{} ({})", ui::NO_TERMINAL.get(lang), system(&e).get(lang))))?
    };
    let mut model = Model::new(
        home::first,
        catalog.clone(),
        lang,
        size,
        run.host.now(),
        run.host.zone(),
        CaseId::fresh(run.host),
    );
    (model.settings, model.keys) = (run.settings.clone(), run.keys.clone());
    let mut runtime = Runtime::new(run.host, catalog).reaching(Arc::new(Sockets));
    let mut first = vec![Effect::ListCases];
    if let Some(start) = start {
        first.extend(go::start(&mut model, &start));
    }
    first.extend(saved.map(Effect::OpenCase));
    if let Some(why) = plain {
        let mut face = Plain {
            model: &mut model,
            runtime: &mut runtime,
            input: &mut io::BufReader::new(io::stdin()),
            out: &mut io::stdout(),
            width: run.width(),
            told: Vec::new(),
        };
        let ended = face.says_why(why).and_then(|()| face.run(first));
        let ended = ended.map_err(|e| Failure::from_output(&e));
        return left(run, &model).and(ended.map(|()| Exit::Done));
    }
    let ended = tui::open(&mut model, first, &mut runtime, run.host, &run.settings);
    left(run, &model)?;
    let ended = ended.map_err(|error| {
        const LOST: Say = say(
            "the terminal failed: {}; everything answered so far is saved",
            "터미널에 문제가 생겼습니다: {}. 지금까지의 답은 저장되어 있습니다",
        );
        let why = system(&error);
        Failure::of(|lang| LOST.with(lang, &[why.get(lang)]))
    })?;
    Ok(match ended {
        tui::Ended::Left => Exit::Done,
        tui::Ended::Interrupted | tui::Ended::Lost => Exit::Interrupted,
    })
}

/// The wizard was left: says where it saved what it could not save in its place, and what is lost.
fn left(run: &Run, model: &Model) -> Result<Exit, Failure> {
    const ELSEWHERE: Say = say(
        "saved as `{}`; SSPR_HOME={} opens it",
        "저장했습니다: `{}`. 다시 열려면 SSPR_HOME={} 환경 변수를 지정하십시오",
    );
    for path in model.unsaved.files() {
        let home = path.ancestors().nth(2).unwrap_or(path);
        let shown = [path, home].map(|path| path.display().to_string());
        run.out
            .complain(&ELSEWHERE.with(run.settings.lang, &[&shown[0], &shown[1]]));
    }
    if model.unsaved.is_empty() {
        return Ok(Exit::Done);
    }
    Err(Failure::of(|lang| model.unsaved.lines(lang).join("\nsspr: ")))
}

/// The case of that name, where there is one.
fn saved(run: &Run, raw: &str) -> Result<Option<CaseId>, Failure> {
    match Store::open(run.host)?.find(raw) {
        Ok(id) => Ok(Some(id)),
        Err(StoreError::NoSuchCase { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The node to start at: a tree, an entry, a question, or the one entry that a code means.
fn place(catalog: &Catalog, raw: &str) -> Result<String, Failure> {
    let raw = one_line(raw);
    let lower = raw.to_lowercase();
    if walk::can_start(catalog, &lower) {
        return Ok(lower);
    }
    if let Some(question) = catalog.door(&raw) {
        return Ok(question.to_string());
    }
    let meanings = explain::meanings(catalog, &raw);
    let first = meanings.first().ok_or_else(|| explain::no_entry(catalog, &raw))?;
    Ok(first.to_string())
}
