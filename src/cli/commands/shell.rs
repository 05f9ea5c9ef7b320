//! `sspr completions`, `sspr man` and `sspr keys`.

use crate::app::bindings::{self, Scope};
use crate::cli::args::Cli;
use crate::cli::{Exit, Failure, Run};
use clap::CommandFactory;

pub fn completions(run: &mut Run<'_>, shell: clap_complete::Shell) -> Result<Exit, Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "sspr", &mut bytes);
    run.out.text(&String::from_utf8_lossy(&bytes))?;
    Ok(Exit::Done)
}

pub fn man(run: &mut Run<'_>) -> Result<Exit, Failure> {
    let mut bytes = Vec::new();
    clap_mangen::Man::new(Cli::command())
        .render(&mut bytes)
        .map_err(|e| Failure::new(e.to_string()))?;
    run.out.text(&String::from_utf8_lossy(&bytes))?;
    Ok(Exit::Done)
}

/// The table of keys as Markdown, made from the one table.
pub fn keys(run: &mut Run<'_>) -> Result<Exit, Failure> {
    let lang = run.settings.lang;
    for scope in Scope::ALL {
        run.out
            .line(&format!("### {}\n\n| | |\n| --- | --- |", scope.name().get(lang)))?;
        for binding in bindings::of(scope) {
            let typed = |key: &&crate::app::key::Key| !(scope.types() && matches!(key, crate::app::key::Key::Char(_)));
            let keys: Vec<String> = binding
                .keys
                .iter()
                .filter(typed)
                .map(|k| format!("`{}`", k.name(lang)))
                .collect();
            run.out
                .line(&format!("| {} | {} |", keys.join(" "), binding.hint.get(lang)))?;
        }
        run.out.line("")?;
    }
    Ok(Exit::Done)
}
