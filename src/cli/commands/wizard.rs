//! `sspr`, `sspr start` and `sspr --plain`: the wizard with its two faces.

use crate::app::message::Effect;
use crate::app::screens::home;
use crate::app::{Model, go};
use crate::case::store::Store;
use crate::cli::commands::explain;
use crate::cli::{Exit, Failure, Run};
use crate::knowledge::Catalog;
use crate::plain::Plain;
use crate::runtime::Runtime;
use crate::text::{one_line, ui};
use crate::tui;
use crate::walk;
use std::io::{self, IsTerminal};

pub fn run(run: &mut Run, start: Option<&str>, plain: bool) -> Result<Exit, Failure> {
    let catalog = run.searchable()?;
    let lang = run.settings.lang;
    // a case of that name goes on; whatever else it is, it is no case
    let saved = start.and_then(|raw| Store::open(run.host).ok()?.find(raw).ok());
    let start = start.filter(|_| saved.is_none());
    let start = start.map(|raw| place(&catalog, raw)).transpose()?;
    // who calls the terminal dumb wants nothing drawn on it
    let plain = plain || run.host.variable("TERM").is_some_and(|term| term == "dumb");
    let terminal = io::stdin().is_terminal() && run.out.terminal;
    if !terminal && !plain {
        return Err(Failure::said(ui::NO_TERMINAL, &[]));
    }
    let size = if plain {
        (80, 24)
    } else {
        tui::size().map_err(|e| Failure::of(|lang| format!("{} ({e})", ui::NO_TERMINAL.get(lang))))?
    };
    let mut model = Model::new(
        home::first,
        catalog.clone(),
        lang,
        size,
        run.host.now(),
        run.host.zone(),
        crate::case::CaseId::fresh(run.host),
    );
    let mut runtime = Runtime::new(run.host, catalog);
    let mut first = vec![Effect::ListCases];
    if let Some(start) = start {
        first.extend(go::start(&mut model, &start));
    }
    first.extend(saved.map(Effect::OpenCase));
    if plain {
        let mut face = Plain {
            model: &mut model,
            runtime: &mut runtime,
            input: &mut io::BufReader::new(io::stdin()),
            out: &mut io::stdout(),
            width: run.width(),
        };
        face.run(first).map_err(|e| Failure::from_output(&e))?;
        return Ok(Exit::Done);
    }
    let ended = tui::open(&mut model, first, &mut runtime, run.host, &run.settings).map_err(|error| {
        Failure::new(&format!(
            "the terminal failed: {error}; everything answered so far is saved"
        ))
    })?;
    Ok(match ended {
        tui::Ended::Left => Exit::Done,
        tui::Ended::Interrupted | tui::Ended::Lost => Exit::Interrupted,
    })
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
