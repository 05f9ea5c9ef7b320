//! The command line: reads arguments, calls what is below, prints. Owns exit codes and the form of every answer.

pub mod args;
pub mod commands;
mod exit;
mod help;
mod output;
mod own;
mod paint;
mod run;

use crate::builtin;
use crate::host::Host;
use crate::knowledge::catalog::Damage;
use crate::settings::{self, Format, Settings};
use crate::text::{Lang, one_line, say};
use args::{Cli, Command, ShowFormat};
use clap::Parser;
use clap::error::ErrorKind;
pub use exit::{Exit, Failure};
pub use output::Output;
pub use run::Run;
use serde_json::json;
use std::ffi::OsString;
use std::process::ExitCode;

/// The whole program for one command line.
pub fn run(host: &'static dyn Host, args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let mut run = Run::on(host);
    let ended = match Cli::try_parse_from(&args) {
        Ok(cli) => run.command(cli),
        Err(error) => run.no_command(&args, error),
    };
    let ended = match whole(ended, &run.damage, run.settings.lang) {
        Err(Failure::Told(message)) => {
            run.out.remark(&format!("sspr: {message}"));
            run.failed(&message)
        }
        ended => ended,
    };
    match ended.and_then(|exit| run.out.finish().map(|()| exit)) {
        Ok(exit) => exit.into(),
        Err(Failure::Closed) => Exit::Done.into(),
        Err(Failure::Told(message)) => {
            run.out.remark(&format!("sspr: {message}"));
            Exit::Failed.into()
        }
    }
}

/// How a command ended, unless a part of the knowledge could not be read: an answer without it is no answer.
fn whole(ended: Result<Exit, Failure>, damage: &Damage, lang: Lang) -> Result<Exit, Failure> {
    let damaged = |fault| Err(own::damaged(fault, lang));
    damage.get().map_or(ended, damaged)
}

impl Run {
    fn command(&mut self, cli: Cli) -> Result<Exit, Failure> {
        let Cli { common, face, command } = cli;
        let face = match &command {
            Some(Command::Start { face: behind, .. }) => face.and(*behind),
            _ => face,
        };
        self.settings = Settings {
            lang: settings::language(common.lang, self.host),
            format: common.format.plain().unwrap_or_default(),
            color: settings::colored(common.color, self.out.terminal, self.host),
            theme: face.theme.unwrap_or_default(),
            ascii: settings::ascii(common.ascii, self.host),
            mouse: face.mouse,
        };
        self.knowledge = common.knowledge;
        self.given(common.format, ShowFormat::of(command.as_ref()))?;
        match command {
            Some(Command::Explain { what }) => commands::explain::run(self, &what),
            Some(Command::Case(command)) => commands::case::run(self, command, common.format),
            Some(Command::Knowledge(command)) => commands::knowledge::run(self, command),
            Some(Command::Completions { shell }) => commands::shell::completions(self, shell),
            Some(Command::Man) => commands::shell::man(self),
            Some(Command::Search { words, limit }) => commands::search::run(self, &words, limit),
            Some(Command::Walk { answers }) => commands::walk::run(self, &answers),
            Some(Command::Start { id, .. }) => commands::wizard::run(self, Some(&id), face.plain),
            None => commands::wizard::run(self, None, face.plain),
            Some(Command::Keys) => commands::shell::keys(self),
        }
    }

    /// Refuses a form of the answer that the command does not give.
    fn given(&self, format: ShowFormat, forms: &[ShowFormat]) -> Result<(), Failure> {
        if forms.contains(&format) {
            return Ok(());
        }
        let said = if format == ShowFormat::Html {
            say(
                "`--format {}` is for `sspr case show`; this command gives {}",
                "`--format {}` 형식은 `sspr case show`에서만 쓸 수 있습니다. 이 명령에서 쓸 수 있는 형식: {}",
            )
        } else {
            say(
                "this command has no `--format {}`; it gives {}",
                "이 명령은 `--format {}` 형식을 지원하지 않습니다. 쓸 수 있는 형식: {}",
            )
        };
        let forms: Vec<&str> = forms.iter().map(|form| form.word()).collect();
        Err(Failure::new(
            said.with(self.settings.lang, &[format.word(), &forms.join(", ")]),
        ))
    }

    /// No command was read: help or the version was asked for, or the use is wrong. The words are clap's.
    fn no_command(&mut self, args: &[OsString], error: clap::Error) -> Result<Exit, Failure> {
        let error = match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                self.help(args).unwrap_or(error)
            }
            _ => error,
        };
        error.print().map_err(|e| Failure::from_output(&e))?;
        if !error.use_stderr() {
            return Ok(Exit::Done);
        }
        if args.iter().any(|arg| arg == "--format=json") || args.windows(2).any(|pair| pair == ["--format", "json"]) {
            self.settings.format = Format::Json;
        }
        // what is wrong stands first, the usage behind it
        let said = error.to_string();
        let first = said.split("\n\n").next().unwrap_or(&said);
        self.failed(&one_line(first.trim_start_matches("error: ")))
    }

    /// The help that was asked for, with what comes onto the commands for it alone.
    fn help(&mut self, args: &[OsString]) -> Option<clap::Error> {
        let catalog = self.catalog().unwrap_or_else(|failure| {
            // help must come whatever is wrong with files of one's own
            if let Failure::Told(message) = failure {
                self.out.remark(&format!("sspr: {message}"));
            }
            builtin::catalog()
        });
        help::command(&catalog).try_get_matches_from(args).err()
    }

    /// Ends without an answer; where one document was wanted, with the document of an error.
    fn failed(&mut self, message: &str) -> Result<Exit, Failure> {
        let exit = Exit::Failed;
        if self.is(Format::Json) {
            self.out
                .json(&json!({ "schema": "sspr.error/1", "message": message, "code": exit.code() }))?;
        }
        Ok(exit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::packed::Fault;

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
