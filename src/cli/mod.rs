//! The command line: reads arguments, calls what is below, prints. Owns exit codes and the form of every answer.

pub mod args;
pub mod commands;
mod exit;
mod output;
mod paint;

use crate::builtin;
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::knowledge::catalog::Damage;
use crate::knowledge::packed::Fault;
use crate::knowledge::shape::Knowledge;
use crate::search;
use crate::settings::{self, Format, Settings};
use crate::text::{Lang, say};
use args::{Cli, Command};
pub use exit::{Exit, Failure};
pub use output::Output;
use std::ffi::OsString;
use std::process::ExitCode;

/// What every command gets.
pub struct Run<'a> {
    pub host: &'a dyn Host,
    pub settings: Settings,
    pub out: Output,
    pub knowledge: Option<std::path::PathBuf>,
    /// What the knowledge of this run turned out to lack.
    damage: Damage,
}

/// The whole program for one command line.
pub fn run(host: &'static dyn Host, args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::read(args) {
        Ok(cli) => cli,
        // clap prints help and versions to standard output, mistakes to standard error
        Err(error) => {
            let code = u8::try_from(error.exit_code()).unwrap_or(2);
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    let out = Output::standard();
    let common = &cli.common;
    let settings = Settings {
        lang: settings::language(common.lang, host),
        format: common.format.plain().unwrap_or_default(),
        color: settings::colored(common.color, out.terminal, host),
        theme: cli.theme.unwrap_or_default(),
        ascii: settings::ascii(common.ascii, host),
        mouse: cli.mouse,
    };
    let mut run = Run {
        host,
        settings,
        out,
        knowledge: common.knowledge.clone(),
        damage: Damage::default(),
    };
    let ended = dispatch(&mut run, cli).and_then(|exit| run.out.finish().map(|()| exit));
    match whole(ended, &run.damage, run.settings.lang) {
        Ok(Exit::Done) | Err(Failure::Closed) => ExitCode::SUCCESS,
        Ok(Exit::Found) => ExitCode::from(1),
        Err(Failure::Told(message)) => {
            run.out.remark(&format!("sspr: {message}"));
            ExitCode::from(2)
        }
    }
}

/// How a command ended, unless a part of the knowledge could not be read: an answer without it is no answer.
fn whole(ended: Result<Exit, Failure>, damage: &Damage, lang: Lang) -> Result<Exit, Failure> {
    damage
        .get()
        .map_or(ended, |fault| Err(commands::knowledge::damaged(fault, lang)))
}

fn dispatch(run: &mut Run<'static>, cli: Cli) -> Result<Exit, Failure> {
    let format = cli.common.format;
    if format == args::ShowFormat::Html && !matches!(cli.command, Some(Command::Case(args::Case::Show { .. }))) {
        return Err(Failure::new(
            say(
                "`--format html` is for `sspr case show`; use text, json or markdown here",
                "`--format html`은 `sspr case show`에서만 쓸 수 있습니다. 여기서는 text, json, markdown 중에서 고르십시오",
            )
            .get(run.settings.lang),
        ));
    }
    match cli.command {
        Some(Command::Explain { what }) => commands::explain::run(run, &what),
        Some(Command::Case(command)) => commands::case::run(run, command, format),
        Some(Command::Knowledge(command)) => commands::knowledge::run(run, command),
        Some(Command::Completions { shell }) => commands::shell::completions(run, shell),
        Some(Command::Man) => commands::shell::man(run),
        Some(Command::Search { words, limit }) => commands::search::run(run, &words, limit),
        Some(Command::Walk { answers }) => commands::walk::run(run, &answers),
        Some(Command::Start { id }) => commands::wizard::run(run, Some(&id), cli.plain),
        None => commands::wizard::run(run, None, cli.plain),
        Some(Command::Keys) => commands::shell::keys(run),
    }
}

impl Run<'_> {
    /// The knowledge of this run: the built-in block, with the user's folders on top.
    pub fn catalog(&self) -> Result<Catalog, Failure> {
        self.packed(Catalog::of)
    }

    /// The same, to be searched. Indexing a user's files takes longer than all else about them, so only who searches does it.
    pub fn searchable(&self) -> Result<Catalog, Failure> {
        self.packed(search::pack)
    }

    fn packed(&self, pack: fn(&Knowledge) -> Result<Catalog, Fault>) -> Result<Catalog, Failure> {
        let lang = self.settings.lang;
        let mut files = Vec::new();
        if let Ok(own) = self.host.folders() {
            files.extend(commands::knowledge::files(
                self.host,
                &own.config.join("knowledge"),
                lang,
            )?);
        }
        if let Some(folder) = &self.knowledge {
            files.extend(commands::knowledge::files_of(self.host, folder, lang)?);
        }
        if files.is_empty() {
            return Ok(builtin::catalog().noting(&self.damage));
        }
        let whole = commands::knowledge::with_files(&builtin::catalog(), files, lang)?;
        let catalog = pack(&whole).map_err(|fault| commands::knowledge::unpackable(&fault, lang))?;
        Ok(catalog.noting(&self.damage))
    }

    /// Columns that text is wrapped to: the terminal's, at most 100; 100 where nobody looks.
    pub fn width(&self) -> usize {
        self.out.columns().clamp(20, 100)
    }

    /// Prints a long text through the user's pager where a terminal would scroll it away, else as it is.
    pub fn page(&mut self, text: &str) -> Result<(), Failure> {
        let long = self.out.size().is_some_and(|(_, rows)| text.lines().count() >= rows);
        if long && self.host.page(text) {
            return Ok(());
        }
        self.out.text(text)
    }

    pub fn is(&self, format: Format) -> bool {
        self.settings.format == format
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_from_damaged_knowledge_ends_with_a_failure_that_names_the_place() {
        let damage = Damage::default();
        assert!(matches!(whole(Ok(Exit::Done), &damage, Lang::En), Ok(Exit::Done)));
        damage.set(Fault::new("entry:event.31003", "it is missing")).unwrap();
        let Err(Failure::Told(told)) = whole(Ok(Exit::Done), &damage, Lang::En) else {
            panic!("it ended well");
        };
        assert_eq!(
            told,
            "the built-in knowledge is damaged at `entry:event.31003`: it is missing; install sspr again"
        );
    }
}
