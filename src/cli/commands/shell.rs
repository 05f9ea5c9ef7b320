//! `sspr completions` and `sspr man`.

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
