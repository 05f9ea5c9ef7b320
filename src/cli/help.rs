//! What help and the manual say beside the arguments themselves: examples, the fields of a case, the environment. Put
//! onto the commands only when somebody asks, so that no other run builds it.

use super::args::Cli;
use crate::knowledge::Catalog;
use clap::{Command, CommandFactory};

/// Command lines with what they do. Each stands below the command it begins with; an outer command shows the first
/// one of each inner.
const EXAMPLES: &[(&str, &str)] = &[
    ("sspr", "open the wizard"),
    ("sspr start writeback", "begin at the first question of an area"),
    (
        "sspr start SSPR_0029 --plain",
        "begin at what a code means, as numbered prompts",
    ),
    ("sspr explain 31003 SSPR_0029", "what codes mean and what to do"),
    ("sspr explain hr=80230619 --lang ko", "a result code, in Korean"),
    (
        "sspr search \"no text message arrives\"",
        "find the entry for anything typed or pasted",
    ),
    ("sspr search - < event.txt", "a whole event, from standard input"),
    ("sspr walk --answers call.yaml", "the same walk without a screen"),
    (
        "sspr walk --answers call.yaml --format json",
        "the case it made, for a script",
    ),
    ("sspr case new", "begin an empty case and print its id"),
    ("sspr case new --format json", "the same for a script"),
    ("sspr case list", "one case a line"),
    (
        "sspr case list --format json",
        "with what is missing in each, for a script",
    ),
    ("sspr case show", "the latest case"),
    ("sspr case show --chars 500", "short enough for a ticket field"),
    (
        "sspr case set user_id=kim@contoso.com license=assigned",
        "two fields at once",
    ),
    (
        "sspr case set 'timestamp=2026-11-20 18:00' time_zone=Asia/Seoul",
        "a time and its zone",
    ),
    (
        "sspr case note \"printer team called back\"",
        "a remark in the latest case",
    ),
    ("sspr case note --case ID \"closed by phone\"", "in another one"),
    ("sspr case attach application.evtx", "name a log"),
    ("sspr case attach page.png --case ID", "name a picture, in another case"),
    ("sspr case bundle --output case.zip", "write the zip for support"),
    ("sspr case bundle --output case.zip --replace", "write it anew"),
    ("sspr case delete --case ID", "delete the case of this id"),
    ("sspr case delete --case ID --format json", "the same for a script"),
    ("sspr knowledge list", "id, day of verification and title"),
    ("sspr knowledge list --stale 12", "what was not verified for a year"),
    ("sspr knowledge lint ours", "check the files of a folder"),
    ("sspr knowledge lint --explain K005", "what a rule is for"),
    ("sspr knowledge graph --tree usage", "one tree, for Mermaid"),
    ("sspr knowledge graph --dot", "all trees, for Graphviz"),
    ("sspr knowledge schema", "print the schema"),
    ("sspr knowledge schema > knowledge.schema.json", "keep it for an editor"),
    ("sspr knowledge export > handbook.md", "the handbook in English"),
    ("sspr knowledge export --lang ko", "the handbook in Korean"),
    ("sspr completions bash", "for bash"),
    ("sspr completions powershell", "for PowerShell"),
    ("sspr man", "print the manual"),
    ("sspr man > sspr.1", "keep it for `man ./sspr.1`"),
    ("sspr keys", "in English"),
    ("sspr keys --lang ko", "in Korean"),
];

/// What holds for every command. A line that is not indented heads a section of the manual.
const REFERENCE: &str = include_str!("reference.txt");

/// A file of answers, as the README shows it.
const ANSWERS: &str = include_str!("answers.yaml");

/// The tree of commands, complete, with everything that help says.
pub fn command(catalog: &Catalog) -> Command {
    let command = with_examples(Cli::command(), "sspr", catalog);
    let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    let mut command = command
        .after_help(format!(
            "{examples}\n\n`sspr --help` tells more: environment, files, exit codes."
        ))
        .after_long_help(format!("{examples}\n\n{}", REFERENCE.trim_end()));
    command.build();
    command
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

fn with_examples(command: Command, path: &str, catalog: &Catalog) -> Command {
    let shown = table("Examples:", &examples(&command, path));
    let shown = match path {
        "sspr walk" => format!("{shown}\n\nA file of answers:\n{}", indented(ANSWERS)),
        "sspr case set" => format!("{shown}\n\n{}", table("Fields:", &fields(catalog))),
        _ => shown,
    };
    command
        .mut_subcommands(|inner| {
            let path = format!("{path} {}", inner.get_name());
            with_examples(inner, &path, catalog)
        })
        .after_help(shown)
}

fn examples(command: &Command, path: &str) -> Vec<(String, String)> {
    let own = |inner: bool| {
        let begins = format!("{path} ");
        EXAMPLES
            .iter()
            .filter(move |(line, _)| *line == path || inner && line.starts_with(&begins))
            .map(|(line, does)| ((*line).to_owned(), (*does).to_owned()))
    };
    if !command.has_subcommands() {
        return own(true).collect();
    }
    let inner = command.get_subcommands().filter(|inner| !inner.is_hide_set());
    own(false)
        .chain(inner.filter_map(|inner| {
            let path = format!("{path} {}", inner.get_name());
            examples(inner, &path).into_iter().next()
        }))
        .collect()
}

/// The fields of a case, with what one may say where that is fixed.
fn fields(catalog: &Catalog) -> Vec<(String, String)> {
    let told = |field: crate::knowledge::shape::Field| {
        let values: Vec<&str> = field.values.iter().map(|value| value.id.as_str()).collect();
        let title = field.title.en;
        let about = if values.is_empty() {
            title
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
    lines.join("\n").trim_end().to_owned()
}
