//! `sspr knowledge export --form`: the rules of diagnosis as filters of other programs, for whoever keeps the logs of many servers.

mod filters;
mod kql;
mod sigma;
pub mod xpath;

use crate::cli::args::Form;
use crate::cli::{Exit, Failure, Run};
use filters::Filters;

pub fn run(run: &mut Run, form: Form) -> Result<Exit, Failure> {
    let catalog = run.catalog()?;
    let filters = Filters::of(&catalog, run.settings.lang);
    run.out.text(&match form {
        Form::Xpath => xpath::file(&filters),
        Form::Kql => kql::file(&filters),
        Form::Sigma => sigma::file(&filters),
    })?;
    Ok(Exit::Done)
}
