//! The help of `clap` in Korean: the words of its frame, which it has in English alone, and what commands and arguments do
//! (`help.ko.txt`).

use clap::builder::StyledStr;
use clap::{Arg, Command};

/// Lines `COMMAND ARGUMENT | TEXT`. An argument is named by its option or its id; one of several commands stands without them.
const TEXTS: &str = include_str!("help.ko.txt");

/// As `clap` prints it, with another word for `Usage:`.
const FRAME: &str = "{before-help}{about-with-newline}\n사용법: {usage}\n\n{all-args}{after-help}";

/// Headings of arguments, as they are said in English.
const HEADINGS: [(&str, &str); 2] = [
    ("Options of every command", "모든 명령의 옵션"),
    ("Options of the wizard", "마법사의 옵션"),
];

/// What stands for any option, and for a command, in a line of use.
const IN_USAGE: [(&str, &str); 2] = [("[OPTIONS]", "[옵션]"), ("[COMMAND]", "[명령]")];

/// A command that is built, with all below it.
pub fn help(command: Command) -> Command {
    let name = command.get_name().to_owned();
    told(command, &name)
}

fn told(mut command: Command, path: &str) -> Command {
    let usage = command.render_usage().to_string();
    let usage = usage.trim_start_matches("Usage:").trim().to_owned();
    let usage = IN_USAGE.iter().fold(usage, |usage, (word, ko)| usage.replace(word, ko));
    let usage = usage.replace("<COMMAND>", "<명령>");
    let about = text(path, "").or_else(|| text(command.get_name(), ""));
    if let Some(about) = about {
        command = command.about(about).long_about(about);
    }
    command
        .help_template(FRAME)
        .override_usage(usage)
        .subcommand_help_heading("명령")
        .mut_args(|arg| argument(arg, path))
        .mut_subcommands(|inner| {
            // the command that tells of the others names them again
            let path = path.trim_end_matches(" help");
            let path = format!("{path} {}", inner.get_name());
            told(inner, &path)
        })
}

fn argument(arg: Arg, path: &str) -> Arg {
    let name = arg
        .get_long()
        .map_or_else(|| arg.get_id().to_string(), |long| format!("--{long}"));
    let heading = match arg.get_help_heading() {
        Some(said) => HEADINGS
            .iter()
            .find(|(en, _)| *en == said)
            .map_or(said, |(_, ko)| ko)
            .to_owned(),
        None if arg.is_positional() => "인수".to_owned(),
        None => "옵션".to_owned(),
    };
    let told = text(path, &name).map(str::to_owned);
    let mut told = told.unwrap_or_else(|| arg.get_help().map(StyledStr::to_string).unwrap_or_default());
    if arg.get_action().takes_values() {
        let default = arg.get_default_values().iter().map(|value| value.to_string_lossy());
        let default: Vec<_> = default.filter(|_| !arg.is_hide_default_value_set()).collect();
        let possible = arg.get_possible_values();
        let possible = possible.iter().filter(|_| !arg.is_hide_possible_values_set());
        let possible: Vec<&str> = possible
            .filter(|value| !value.is_hide_set())
            .map(|value| value.get_name())
            .collect();
        if !default.is_empty() {
            told.push_str(&format!(" [기본값: {}]", default.join(", ")));
        }
        if !possible.is_empty() {
            told.push_str(&format!(" [가능한 값: {}]", possible.join(", ")));
        }
    }
    arg.help_heading(heading)
        .help(told.clone())
        .long_help(told)
        .hide_default_value(true)
        .hide_possible_values(true)
}

/// What a command does, or an argument of it.
fn text(path: &str, argument: &str) -> Option<&'static str> {
    let of = |key: &str| {
        let mut lines = TEXTS.lines().filter_map(|line| line.split_once(" | "));
        lines.find(|(known, _)| *known == key).map(|(_, text)| text)
    };
    if argument.is_empty() {
        of(path)
    } else {
        let last = path.rsplit(' ').next().unwrap_or(path);
        of(&format!("{path} {argument}"))
            .or_else(|| of(&format!("{last} {argument}")))
            .or_else(|| of(argument))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Cli;
    use clap::CommandFactory;

    fn each(command: &mut Command, look: &mut dyn FnMut(&str)) {
        look(&command.render_long_help().to_string());
        look(&command.render_help().to_string());
        for inner in command.get_subcommands_mut() {
            each(inner, look);
        }
    }

    #[test]
    fn no_word_of_the_frame_is_english_in_the_help_of_any_command() {
        let mut command = Cli::command();
        command.build();
        let mut command = help(command);
        let mut count = 0;
        each(&mut command, &mut |help| {
            count += 1;
            for word in [
                "Usage",
                "Options",
                "Commands",
                "Arguments",
                "[OPTIONS]",
                "[COMMAND]",
                "[default",
                "[possible",
                "Possible values",
                "Print help",
                "Print this",
            ] {
                assert!(!help.contains(word), "{word}\n{help}");
            }
            assert!(help.contains("사용법: sspr"), "{help}");
        });
        assert!(count > 40, "{count}");
    }

    #[test]
    fn every_command_and_argument_is_told_in_korean_and_no_line_is_left_over() {
        fn gather(command: &Command, path: &str, missing: &mut Vec<String>) {
            let korean = |text: Option<&str>| text.is_some_and(|text| text.chars().any(|c| ('가'..='힣').contains(&c)));
            if !korean(text(path, "").or_else(|| text(command.get_name(), ""))) {
                missing.push(path.to_owned());
            }
            for arg in command.get_arguments() {
                let name = arg
                    .get_long()
                    .map_or_else(|| arg.get_id().to_string(), |long| format!("--{long}"));
                if !korean(text(path, &name)) {
                    missing.push(format!("{path} {name}"));
                }
            }
            for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
                gather(inner, &format!("{path} {}", inner.get_name()), missing);
            }
        }
        let mut command = Cli::command();
        command.build();
        let mut missing = Vec::new();
        gather(&command, "sspr", &mut missing);
        assert_eq!(missing, Vec::<String>::new());
    }
}
