//! What help and the manual say beside the arguments themselves: examples, the fields of a case, the environment. Put
//! onto the commands only when somebody asks, so that no other run builds it.

use super::args::Cli;
use super::korean;
use crate::knowledge::Catalog;
use crate::knowledge::shape::Field;
use crate::text::{Lang, Say, say};
use clap::{Command, CommandFactory};

/// Command lines with what they do. Each stands below the command it begins with; an outer command shows the first
/// one of each inner.
const EXAMPLES: &str = include_str!("examples.txt");

/// The same in Korean: the command line, and what it does.
const EXAMPLES_KO: &str = include_str!("examples.ko.txt");

/// What holds for every command. A line that is not indented heads a section of the manual.
const REFERENCE: Say = say(include_str!("reference.txt"), include_str!("reference.ko.txt"));

/// A file of answers, as the README shows it.
const ANSWERS: Say = say(include_str!("answers.yaml"), include_str!("answers.ko.yaml"));

/// The tree of commands, complete, with everything that help says.
pub fn command(catalog: &Catalog, lang: Lang) -> Command {
    const MORE: Say = say(
        "`sspr --help` tells more: environment, files, exit codes.",
        "`sspr --help`에서 환경 변수, 파일, 종료 코드를 볼 수 있습니다.",
    );
    let command = with_examples(Cli::command(), "sspr", catalog, lang);
    let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let mut command = command
        .after_help(format!("{examples}\n\n{}", MORE.get(lang)))
        .after_long_help(format!("{examples}\n\n{}", REFERENCE.get(lang).trim_end()));
    command.build();
    match lang {
        Lang::En => command,
        Lang::Ko => korean::help(command),
    }
}

/// Every command below another one, the outer before its inner, with help about itself alone.
pub fn inner(command: &Command) -> Vec<Command> {
    let shown = command
        .get_subcommands()
        .filter(|inner| !inner.is_hide_set() && inner.get_name() != "help");
    shown
        .flat_map(|shown| {
            // the options of all commands are told once
            let alone = shown.clone().mut_args(|arg| {
                let told = arg.is_global_set() || arg.get_id() == "help";
                arg.hide(told)
            });
            std::iter::once(alone).chain(inner(shown))
        })
        .collect()
}

/// What is told below the options of the program: head and text.
pub fn sections(command: &Command) -> Vec<(String, String)> {
    let told = command
        .get_after_long_help()
        .map(ToString::to_string)
        .unwrap_or_default();
    let mut out: Vec<(String, String)> = Vec::new();
    for line in told.lines() {
        match (line.strip_prefix("  "), out.last_mut()) {
            (Some(text), Some((_, lines))) => lines.push_str(&format!("{text}\n")),
            (None, _) if !line.is_empty() => out.push((line.trim_end_matches(':').to_owned(), String::new())),
            _ => {}
        }
    }
    out
}

fn with_examples(command: Command, path: &str, catalog: &Catalog, lang: Lang) -> Command {
    let shown = table(say("Examples:", "예:").get(lang), &examples(&command, path, lang));
    let shown = match path {
        "sspr walk" => {
            let head = say("A file of answers:", "답변 파일:").get(lang);
            format!("{shown}\n\n{head}\n{}", indented(ANSWERS.get(lang)))
        }
        "sspr case set" => {
            let head = say("Fields:", "필드:").get(lang);
            format!("{shown}\n\n{}", table(head, &fields(catalog, lang)))
        }
        _ => shown,
    };
    command
        .mut_subcommands(|inner| {
            let path = format!("{path} {}", inner.get_name());
            with_examples(inner, &path, catalog, lang)
        })
        .after_help(shown)
}

fn examples(command: &Command, path: &str, lang: Lang) -> Vec<(String, String)> {
    let inner = command.get_subcommands().filter(|inner| !inner.is_hide_set());
    let first = inner.filter_map(|inner| {
        let path = format!("{path} {}", inner.get_name());
        examples(inner, &path, lang).into_iter().next()
    });
    let begins = format!("{path} ");
    let own = all(lang)
        .filter(|(line, _)| *line == path || !command.has_subcommands() && line.starts_with(&begins))
        .map(|(line, does)| (line.to_owned(), does.to_owned()));
    own.chain(first).collect()
}

/// Every example: the command line, and what it does.
fn all(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    let (texts, mark) = match lang {
        Lang::En => (EXAMPLES, "  # "),
        Lang::Ko => (EXAMPLES_KO, " | "),
    };
    let lines = texts.lines().filter_map(move |line| line.split_once(mark));
    lines.map(|(line, does)| (line.trim_end(), does))
}

/// The fields of a case, with what one may say where that is fixed.
fn fields(catalog: &Catalog, lang: Lang) -> Vec<(String, String)> {
    let told = |field: Field| {
        let values: Vec<&str> = field.values.iter().map(|value| value.id.as_str()).collect();
        let title = field.title.get(lang);
        let about = if values.is_empty() {
            title.to_owned()
        } else {
            format!("{title}: {}", values.join(", "))
        };
        (field.id.to_string(), about)
    };
    catalog.fields().into_iter().map(told).collect()
}

fn table(head: &str, rows: &[(String, String)]) -> String {
    let wide = rows.iter().map(|(left, _)| left.chars().count()).max().unwrap_or(0);
    rows.iter().fold(head.to_owned(), |text, (left, right)| {
        format!("{text}\n  {left:wide$}  {right}")
    })
}

fn indented(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("  {line}")).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_tell_of_the_same_examples_variables_and_files() {
        let lines = |lang| all(lang).map(|(line, _)| line).collect::<Vec<_>>();
        assert_eq!(lines(Lang::Ko), lines(Lang::En));
        assert!(all(Lang::Ko).all(|(_, does)| does.chars().any(|c| ('가'..='힣').contains(&c))));
        let names = |lang| {
            let rows = REFERENCE.get(lang).lines().filter_map(|line| line.strip_prefix("  "));
            let names = rows
                .filter_map(|row| Some(row.split_once("  ")?.0))
                .filter(|name| !name.is_empty());
            names.map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(names(Lang::Ko), names(Lang::En));
        assert!(names(Lang::Ko).len() > 15, "{:?}", names(Lang::Ko));
        let answers = |lang| {
            ANSWERS
                .get(lang)
                .lines()
                .map(|line| line.split("  #").next().unwrap_or_default().trim_end())
        };
        assert!(answers(Lang::Ko).eq(answers(Lang::En)));
    }

    #[test]
    fn korean_help_leaves_no_sentence_in_english() {
        let word = |word: &&str| word.chars().all(|c| c.is_ascii_lowercase());
        let hangul = |line: &str| line.chars().any(|c| ('가'..='힣').contains(&c));
        let command = command(&crate::builtin::catalog(), Lang::Ko);
        let all: Vec<Command> = inner(&command).into_iter().chain([command]).collect();
        assert!(all.len() > 20);
        for mut command in all {
            let help = command.render_long_help().to_string();
            for line in help.lines().filter(|line| !hangul(line)) {
                assert!(line.split_whitespace().filter(word).count() < 4, "{line}\n{help}");
            }
        }
    }
}
