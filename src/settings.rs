//! Flags and environment become final values. Owns the order in which they count: flag, then environment, then system.

use crate::host::Host;
use crate::text::Lang;

/// Colour on standard output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// The form of an answer on standard output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    #[default]
    Text,
    Json,
    Markdown,
}

/// How the screen is coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Theme {
    #[default]
    Dark,
    Light,
    HighContrast,
    Mono,
}

/// What holds for the whole run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub lang: Lang,
    pub format: Format,
    /// Are colours wanted on standard output?
    pub color: bool,
    pub theme: Theme,
    /// Borders and marks from ASCII alone.
    pub ascii: bool,
    pub mouse: bool,
}

/// The language: the flag, else `SSPR_LANG`, else the system's where it is one of ours, else English.
pub fn language(flag: Option<Lang>, host: &dyn Host) -> Lang {
    if let Some(lang) = flag {
        return lang;
    }
    // the usual variables first: a shell that sets them means this run, whatever the system says
    let named = ["SSPR_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| host.variable(name));
    let tag = named.or_else(|| host.locale()).unwrap_or_default().to_lowercase();
    if tag.starts_with("ko") { Lang::Ko } else { Lang::En }
}

/// Whether to colour: the flag, else `NO_COLOR`, `CLICOLOR_FORCE`, a dumb terminal, and whether anybody looks.
pub fn colored(flag: Color, terminal: bool, host: &dyn Host) -> bool {
    match flag {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if host.variable("NO_COLOR").is_some() => false,
        Color::Auto if host.variable("CLICOLOR_FORCE").is_some_and(|v| v != "0") => true,
        Color::Auto => terminal && host.variable("TERM").is_none_or(|t| t != "dumb"),
    }
}

/// Whether borders must be ASCII: asked for, or a classic Windows console on which East Asian code pages draw line
/// characters two cells wide.
pub fn ascii(flag: bool, host: &dyn Host) -> bool {
    let modern = ["WT_SESSION", "TERM_PROGRAM", "TERM"]
        .iter()
        .any(|name| host.variable(name).is_some());
    flag || (cfg!(windows) && !modern) || host.variable("TERM").is_some_and(|t| t == "linux" || t == "vt100")
}
