//! The command line: reads arguments, calls what is below, prints. Owns exit codes and the form of every answer.

pub mod args;
pub mod commands;
mod exit;
mod help;
mod keys;
mod korean;
mod misuse;
mod output;
mod own;
mod paint;
mod progress;
mod run;
mod version;

use crate::builtin;
use crate::config::{self, Config};
use crate::host::{BadVariable, RealHost};
use crate::knowledge::catalog::Damage;
use crate::settings::{self, Color, Format, Settings};
use crate::text::{Lang, say};
use args::{Cli, Command};
use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches, Parser, ValueEnum};
pub use exit::{Exit, Failure};
pub use output::Output;
use paint::Painted;
pub use run::Run;
use serde_json::json;
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

/// The whole program for one command line.
pub fn run(host: Result<RealHost, BadVariable>, args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<OsString> = args.into_iter().collect();
    let (host, world) = host.map_or_else(|bad| (RealHost::default(), Err(bad)), |host| (host, Ok(())));
    // work beside the screen may outlive this call
    let mut run = Run::on(Box::leak(Box::new(host)));
    let ended = match read(&args) {
        Ok(cli) => run.command(cli, world, &args),
        Err(error) => run.no_command(&args, error),
    };
    let ended = whole(ended, &run.damage).or_else(|failure| {
        let exit = run.tell(&failure);
        if let Failure::Told(text) = failure {
            run.document(text.get(run.settings.lang))?;
        }
        Ok(exit)
    });
    let ended = ended.and_then(|exit| match exit {
        // the terminal may be gone; what it was to show is in no answer
        Exit::Interrupted => Ok(exit),
        exit => run.out.finish().map(|()| exit),
    });
    let exit = ended.unwrap_or_else(|failure| run.tell(&failure));
    if let Some(log) = run.log {
        log.say(&format!("ended: {exit:?}"));
    }
    exit.into()
}

/// The command of a line, and nothing that stands behind it.
fn doing(args: &[OsString]) -> String {
    let whole = Cli::command();
    let named = whole.get_subcommands().map(clap::Command::get_name);
    let mut named = named.filter(|name| args.iter().any(|arg| arg == name));
    named.next().unwrap_or("wizard").to_owned()
}

/// What was asked for. `clap` copies the options of every command into each command before it reads a word, so it is given the
/// commands that the line names and no others; what is wrong with the line, or asks for help, is told by the tree of all commands.
fn read(args: &[OsString]) -> Result<Cli, clap::Error> {
    // nothing behind the name of the program: there is nothing to read
    if args.len() == 1 {
        return Ok(Cli::default());
    }
    let mut whole = Cli::command();
    let options: Vec<clap::Arg> = whole.get_arguments().cloned().collect();
    let named = whole
        .get_subcommands_mut()
        .filter(|command| args.iter().any(|arg| arg == command.get_name()))
        .map(std::mem::take);
    let read = clap::Command::new("sspr")
        .args(options)
        .subcommands(named)
        .try_get_matches_from(args)
        .and_then(|mut matches| Cli::from_arg_matches_mut(&mut matches));
    read.or_else(|_| Cli::try_parse_from(args))
}

fn unusable_variable(bad: &BadVariable) -> Failure {
    let (said, raw) = match bad {
        BadVariable::Now(raw) => (
            say(
                "`SSPR_NOW` is `{}`, which is no time; write it like 2026-11-21T03:00:00Z, or unset it",
                "`SSPR_NOW`의 값 `{}`은(는) 시각이 아닙니다. 2026-11-21T03:00:00Z처럼 적거나 변수를 지우십시오",
            ),
            raw,
        ),
        BadVariable::RelativeHome(raw) => (
            say(
                "`SSPR_HOME` is `{}`, which is no whole path; write it from the root on, or unset it",
                "`SSPR_HOME`의 값 `{}`은(는) 전체 경로가 아닙니다. 루트부터 적거나 변수를 지우십시오",
            ),
            raw,
        ),
        BadVariable::UnreadableHome(raw) => (
            say(
                "`SSPR_HOME` is no readable text (`{}`); name a folder in UTF-8, or unset it",
                "`SSPR_HOME`의 값을 텍스트로 읽을 수 없습니다(`{}`). UTF-8로 된 폴더를 지정하거나 변수를 지우십시오",
            ),
            raw,
        ),
    };
    Failure::said(said, &[raw])
}

/// How a command ended, unless a part of the knowledge could not be read: an answer without it is no answer.
fn whole(ended: Result<Exit, Failure>, damage: &Damage) -> Result<Exit, Failure> {
    damage.get().map_or(ended, |fault| Err(own::damaged(fault)))
}

impl Run {
    fn command(&mut self, cli: Cli, world: Result<(), BadVariable>, args: &[OsString]) -> Result<Exit, Failure> {
        let Cli { common, face, command } = cli;
        let face = match &command {
            Some(Command::Start { face: behind, .. }) => face.and(*behind),
            _ => face,
        };
        let (config, unusable) = match config::load(self.host) {
            Ok(config) => (config, None),
            Err(error) => (Config::default(), Some(error)),
        };
        let theme = settings::theme(face.theme.or(config.theme), self.host);
        self.settings = Settings {
            lang: settings::language(common.lang, config.language, self.host),
            asked_lang: common.lang,
            format: common.format,
            color: settings::colored(common.color, self.out.terminal, self.host),
            theme: theme.unwrap_or_default(),
            theme_named: face.theme.or(config.theme),
            theme_open: theme.is_none() && settings::tells_background(self.host),
            depth: settings::depth(self.host),
            links: settings::links(self.host),
            ascii: settings::ascii(Some(true).filter(|_| common.ascii).or(config.ascii), self.host),
            mouse: face.mouse || config.mouse == Some(true),
            plain: settings::plain(face.plain, config.plain, self.host),
            bundles: config.bundles,
        };
        world.map_err(|bad| unusable_variable(&bad))?;
        if let Some(file) = &common.log {
            self.log_into(file, &doing(args))?;
        }
        // which tells of a settings file that cannot be used, and goes on
        let doctor = matches!(command, Some(Command::Doctor));
        if let Some(error) = unusable.as_ref().filter(|_| !doctor) {
            return Err(Failure::of(|lang| error.say(lang)));
        }
        self.keys = keys::of(self.host, &config.keys)?;
        self.knowledge = common.knowledge;
        self.given(command.as_ref().map_or(&[Format::Text], Command::forms))?;
        match command {
            Some(Command::Explain { what }) => commands::explain::run(self, &what),
            Some(Command::Case(command)) => commands::case::run(self, command),
            Some(Command::Knowledge(command)) => commands::knowledge::run(self, command),
            Some(Command::Completions { shell }) => commands::shell::completions(self, shell),
            Some(Command::Man { words }) => commands::shell::man(self, &words),
            Some(Command::Search { words, limit }) => commands::search::run(self, &words, limit),
            Some(Command::Scan {
                files,
                live,
                time_zone,
                encoding,
                hide_names,
                case,
            }) => {
                let asked = commands::scan::ScanOptions {
                    live,
                    zone: time_zone.as_deref(),
                    encoding,
                    hide_names,
                    case,
                };
                commands::scan::run(self, &files, &asked)
            }
            Some(Command::Check {
                yes,
                cloud,
                namespace,
                proxy,
                idle,
                account,
                print,
                server,
                case,
            }) => {
                let asked = commands::check::CheckOptions {
                    yes,
                    cloud,
                    namespaces: namespace,
                    proxy,
                    idle,
                    account,
                    print,
                    server,
                    case,
                };
                commands::check::run(self, asked)
            }
            Some(Command::Walk { answers }) => commands::walk::run(self, &answers),
            Some(Command::Start { id, .. }) => commands::wizard::run(self, Some(&id)),
            None => commands::wizard::run(self, None),
            Some(Command::Keys) => commands::shell::keys(self),
            Some(Command::Doctor) => commands::doctor::run(self, unusable.as_ref()),
        }
    }

    /// Refuses a form of the answer that the command does not give.
    fn given(&self, forms: &[Format]) -> Result<(), Failure> {
        let format = self.settings.format;
        if forms.contains(&format) {
            return Ok(());
        }
        let said = if format == Format::Jsonl {
            say(
                "`--format {}` is for `sspr scan`; this command gives {}",
                "`--format {}` 형식은 `sspr scan`에서만 쓸 수 있습니다. 이 명령에서 쓸 수 있는 형식: {}",
            )
        } else if format == Format::Html {
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
        Err(Failure::said(said, &[format.word(), &forms.join(", ")]))
    }

    /// No command was read: help or the version was asked for, or the use is wrong.
    fn no_command(&mut self, args: &[OsString], error: clap::Error) -> Result<Exit, Failure> {
        let said = |name| misuse::option(args, name);
        let config = config::load(self.host).unwrap_or_default();
        self.settings.lang = settings::language(said("--lang").and_then(Lang::parse), config.language, self.host);
        if said("--format") == Some(Format::Json.word()) {
            self.settings.format = Format::Json;
        }
        self.knowledge = said("--knowledge").map(PathBuf::from);
        let shown = match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                self.help(args).unwrap_or(error)
            }
            ErrorKind::DisplayVersion => {
                self.out.line(&format!("sspr {}", version::text()))?;
                return Ok(Exit::Done);
            }
            _ => return Err(misuse::told(&error)),
        };
        let color = said("--color").and_then(|word| Color::from_str(word, false).ok());
        let colored = settings::colored(color.unwrap_or_default(), self.out.terminal, self.host);
        let text = shown.render();
        let colored = colored && !shown.use_stderr();
        let text = if colored {
            text.ansi().to_string()
        } else {
            text.to_string()
        };
        if shown.use_stderr() {
            // nothing was asked yet; what can be is no answer
            self.out.remark(text.trim_end());
            return Ok(Exit::Failed);
        }
        self.out.painted(&Painted::rendered(&text))?;
        Ok(Exit::Done)
    }

    /// The help that was asked for, with what comes onto the commands for it alone.
    fn help(&mut self, args: &[OsString]) -> Option<clap::Error> {
        let catalog = self.catalog().unwrap_or_else(|failure| {
            // help must come whatever is wrong with files of one's own
            self.tell(&failure);
            builtin::catalog()
        });
        help::command(&catalog, self.settings.lang)
            .try_get_matches_from(args)
            .err()
    }

    /// Says on standard error why there is no answer; gives how the program then ends.
    fn tell(&self, failure: &Failure) -> Exit {
        let Failure::Told(text) = failure else {
            return Exit::Done;
        };
        self.out.complain(text.get(self.settings.lang));
        Exit::Failed
    }

    /// Where one document was wanted, the document of an error takes the place of the answer.
    fn document(&mut self, message: &str) -> Result<(), Failure> {
        if self.is(Format::Json) {
            let document = json!({ "schema": "sspr.error/1", "message": message, "code": Exit::Failed as u8 });
            self.out.json(&document)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::packed::Fault;

    #[test]
    fn a_line_is_read_as_the_tree_of_all_commands_reads_it() {
        let lines = [
            "sspr",
            "sspr --lang ko --mouse",
            "sspr explain 31003 --lang ko",
            "sspr --format json explain search scan",
            "sspr start explain --plain --theme light",
            "sspr --ascii case --lang en show --chars 80",
            "sspr case set title=explain",
            "sspr search -- --lang ko",
            "sspr knowledge path",
        ];
        for line in lines {
            let args: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            let whole = Cli::try_parse_from(&args).unwrap();
            assert_eq!(format!("{:?}", read(&args).unwrap()), format!("{whole:?}"), "{line}");
        }
        for line in [
            "sspr explian",
            "sspr",
            "sspr case shwo",
            "sspr --help",
            "sspr explain --lang de",
        ] {
            let args: Vec<OsString> = line.split(' ').chain(["--nope"]).map(OsString::from).collect();
            let whole = Cli::try_parse_from(&args).unwrap_err();
            assert_eq!(read(&args).unwrap_err().to_string(), whole.to_string(), "{line}");
        }
    }

    #[test]
    fn an_answer_from_damaged_knowledge_ends_with_a_failure_that_names_the_place() {
        let damage = Damage::default();
        assert!(matches!(whole(Ok(Exit::Done), &damage), Ok(Exit::Done)));
        damage.set(Fault::new("entry:event.31003", "it is missing")).unwrap();
        let Err(Failure::Told(told)) = whole(Ok(Exit::Done), &damage) else {
            panic!("it ended well");
        };
        assert_eq!(
            told.en,
            "the built-in knowledge is damaged at `entry:event.31003`: it is missing; install sspr again"
        );
    }
}
