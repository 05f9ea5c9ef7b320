//! `sspr completions`, `sspr man` and `sspr keys`.

use crate::app::bindings::{self, Scope};
use crate::cli::args::Cli;
use crate::cli::{Exit, Failure, Run, help};
use crate::text::{Lang, say};
use clap::CommandFactory;
use clap_mangen::roff::{Roff, roman};

pub fn completions(run: &mut Run, shell: clap_complete::Shell) -> Result<Exit, Failure> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "sspr", &mut bytes);
    run.out.text(&String::from_utf8_lossy(&bytes))?;
    Ok(Exit::Done)
}

/// The page of one command, by its words; without them one page that holds every command, so that there is no other page to
/// send its reader to.
pub fn man(run: &mut Run, words: &[String]) -> Result<Exit, Failure> {
    // `roff` has its own headings, which are English
    let command = help::command(&run.catalog()?, Lang::En);
    if !words.is_empty() {
        let mut inner = &command;
        for word in words {
            inner = inner.find_subcommand(word).ok_or_else(|| {
                let said = say(
                    "there is no command `{}`; `sspr --help` lists them",
                    "`{}` 명령이 없습니다. `sspr --help`에서 목록을 볼 수 있습니다",
                );
                Failure::said(said, &[&words.join(" ")])
            })?;
        }
        let mut bytes = Vec::new();
        let name = format!("sspr-{}", words.join("-"));
        let man = clap_mangen::Man::new(inner.clone().display_name(&name)).title(name);
        man.render(&mut bytes).map_err(|e| Failure::new(&e))?;
        run.out.text(&String::from_utf8_lossy(&bytes))?;
        return Ok(Exit::Done);
    }
    let mut page = Roff::new();
    page.control("SH", ["COMMANDS"]);
    for inner in help::inner(&command) {
        page.control("SS", [inner.get_bin_name().unwrap_or(inner.get_name())]);
        literal(&mut page, &inner.clone().render_long_help().to_string());
    }
    for (head, text) in help::sections(&command) {
        page.control("SH", [head.to_uppercase().as_str()]);
        literal(&mut page, &text);
    }
    let mut bytes = Vec::new();
    let man = clap_mangen::Man::new(command);
    man.render_title(&mut bytes)
        .and_then(|()| man.render_name_section(&mut bytes))
        .and_then(|()| man.render_synopsis_section(&mut bytes))
        .and_then(|()| man.render_description_section(&mut bytes))
        .and_then(|()| man.render_options_section(&mut bytes))
        .and_then(|()| page.to_writer(&mut bytes))
        .map_err(|e| Failure::new(&e))?;
    run.out.text(&String::from_utf8_lossy(&bytes))?;
    Ok(Exit::Done)
}

/// Text whose lines stay as they are.
fn literal(page: &mut Roff, text: &str) {
    page.control("nf", []);
    for line in text.lines() {
        page.text([roman(line)]);
    }
    page.control("fi", []);
}

/// The keys that hold, as Markdown, made from the one table and the settings; behind each the name under which it can be changed.
pub fn keys(run: &mut Run) -> Result<Exit, Failure> {
    let lang = run.settings.lang;
    for scope in Scope::ALL {
        run.out.line(&format!(
            "### {}\n\n| | | [keys] |\n| --- | --- | --- |",
            scope.name().get(lang)
        ))?;
        for binding in bindings::of(scope) {
            let keys = run.keys.of(binding, scope);
            let keys: Vec<String> = keys.map(|key| format!("`{}`", key.name(lang))).collect();
            let name = bindings::name(binding.action).map(|name| format!("`{name}`"));
            let cells = [
                keys.join(" "),
                binding.hint.get(lang).to_owned(),
                name.unwrap_or_default(),
            ];
            run.out.line(&format!("| {} |", cells.join(" | ")))?;
        }
        run.out.line("")?;
    }
    Ok(Exit::Done)
}
