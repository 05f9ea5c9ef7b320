//! `sspr`, `sspr start` and `sspr --plain`: the wizard with its two faces.

use crate::app::message::Effect;
use crate::app::{Model, go};
use crate::case::store::Store;
use crate::cli::commands::explain;
use crate::cli::{Exit, Failure, Run};
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
    let start = start.map(|raw| place(&catalog, raw, lang)).transpose()?;
    let terminal = io::stdin().is_terminal() && run.out.terminal;
    if !terminal && !plain {
        return Err(Failure::new(ui::NO_TERMINAL.get(lang)));
    }
    let size = if plain {
        (80, 24)
    } else {
        tui::size().map_err(|e| Failure::new(format!("{} ({e})", ui::NO_TERMINAL.get(lang))))?
    };
    let mut model = Model::new(
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
        let width = run.width();
        let mut input = io::BufReader::new(io::stdin());
        let mut out = io::stdout();
        let mut face = Plain {
            model: &mut model,
            runtime: &mut runtime,
            input: &mut input,
            out: &mut out,
            width,
        };
        face.run(first).map_err(|e| Failure::from_output(&e))?;
        return Ok(Exit::Done);
    }
    match tui::open(&mut model, first, &mut runtime, run.host, &run.settings) {
        Ok(()) => Ok(Exit::Done),
        Err(error) => Err(Failure::new(format!(
            "the terminal failed: {error}; everything answered so far is saved"
        ))),
    }
}

/// The node to start at: a tree, an entry, a question, or the one entry that a code means.
fn place(catalog: &crate::knowledge::Catalog, raw: &str, lang: crate::text::Lang) -> Result<String, Failure> {
    let raw = one_line(raw);
    let lower = raw.to_lowercase();
    if walk::can_start(catalog, &lower) {
        return Ok(lower);
    }
    if let Some(question) = catalog.door(&raw) {
        return Ok(question.to_string());
    }
    explain::meanings(catalog, &raw)
        .into_iter()
        .next()
        .map(|entry| entry.to_string())
        .ok_or_else(|| Failure::new(explain::no_entry(catalog, &raw, lang)))
}
