//! Flags and environment become final values. Owns the order in which they count: flag, then environment, then system.

use crate::host::{Host, Platform};
use crate::text::Lang;

/// Colour on standard output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// The form of an answer on standard output. No command gives them all; one that is not given is refused at the start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    #[default]
    Text,
    Json,
    Markdown,
    /// For `case show` alone.
    #[value(hide = true)]
    Html,
}

impl Format {
    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }
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

/// How many colours the terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    #[default]
    Full,
    TwoFiftySix,
    Sixteen,
}

/// What holds for the whole run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub lang: Lang,
    /// The language of the flag, where it was given.
    pub asked_lang: Option<Lang>,
    pub format: Format,
    /// Are colours wanted on standard output?
    pub color: bool,
    pub theme: Theme,
    pub depth: Depth,
    /// Borders and marks from ASCII alone.
    pub ascii: bool,
    pub mouse: bool,
    /// The terminal makes links of addresses.
    pub links: bool,
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
    let korean = |tag: String| {
        let language = tag.split(['-', '_', '.', '@']).next();
        // Windows writes `Korean_Korea.949` too
        language.is_some_and(|l| l.eq_ignore_ascii_case("ko") || l.eq_ignore_ascii_case("korean"))
    };
    if named.or_else(|| host.locale()).is_some_and(korean) {
        Lang::Ko
    } else {
        Lang::En
    }
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

/// How many colours the terminal says it has. The console of Windows before Windows Terminal learned more than sixteen late,
/// and does not say so.
pub fn depth(host: &dyn Host) -> Depth {
    let says = |name: &str, words: &[&str]| {
        let value = host.variable(name).unwrap_or_default();
        words.iter().any(|word| value.contains(word))
    };
    if says("COLORTERM", &["truecolor", "24bit"]) || host.variable("WT_SESSION").is_some() {
        Depth::Full
    } else if says("TERM", &["256color"]) {
        Depth::TwoFiftySix
    } else {
        Depth::Sixteen
    }
}

/// Whether the terminal knows links (OSC 8): `FORCE_HYPERLINK`, else what terminals say of themselves. Nothing can be asked, so
/// one that is not known is taken for one that would print the addresses twice.
// Not `supports-hyperlinks`: it reads the environment of the process past the host, so nothing here could be tested.
pub fn links(host: &dyn Host) -> bool {
    if let Some(forced) = host.variable("FORCE_HYPERLINK") {
        return forced != "0";
    }
    let is = |name: &str, words: &[&str]| {
        let value = host.variable(name).unwrap_or_default();
        words.iter().any(|word| value.eq_ignore_ascii_case(word))
    };
    // GNOME Terminal and its kin, since 0.50
    let vte = host
        .variable("VTE_VERSION")
        .and_then(|version| version.parse::<u32>().ok());
    let programs = [
        "iTerm.app",
        "WezTerm",
        "vscode",
        "ghostty",
        "Hyper",
        "terminology",
        "zed",
    ];
    let terminals = ["xterm-kitty", "alacritty", "alacritty-direct", "xterm-ghostty", "foot"];
    vte.is_some_and(|version| version >= 5000)
        || ["WT_SESSION", "KONSOLE_VERSION", "DOMTERM"]
            .iter()
            .any(|name| host.variable(name).is_some())
        || is("TERM_PROGRAM", &programs)
        || is("TERM", &terminals)
        || is("COLORTERM", &["xfce4-terminal"])
}

/// The theme: the flag, else what the terminal says of its background in `COLORFGBG`, else dark.
pub fn theme(flag: Option<Theme>, host: &dyn Host) -> Theme {
    let told = host.variable("COLORFGBG");
    let ground = told.as_deref().and_then(|told| told.rsplit(';').next()?.parse().ok());
    flag.unwrap_or(match ground {
        Some(7 | 9..=15) => Theme::Light,
        _ => Theme::Dark,
    })
}

/// Whether borders must be ASCII: asked for, or a classic Windows console on which East Asian code pages draw line
/// characters two cells wide.
pub fn ascii(flag: bool, host: &dyn Host) -> bool {
    let modern = ["WT_SESSION", "TERM_PROGRAM", "TERM"]
        .iter()
        .any(|name| host.variable(name).is_some());
    flag || (host.platform() == Platform::Windows && !modern)
        || host.variable("TERM").is_some_and(|t| t == "linux" || t == "vt100")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::fake::FakeHost;

    #[test]
    fn the_language_is_read_from_the_first_variable_that_is_set() {
        let told = |set: &[(&str, &str)]| {
            let host = set
                .iter()
                .fold(FakeHost::at("2026-11-21T03:00:00Z"), |host, (name, value)| {
                    host.with(name, value)
                });
            language(None, &host)
        };
        for korean in ["ko", "ko_KR.UTF-8", "ko-KR", "KO", "Korean_Korea.949"] {
            assert_eq!(told(&[("LANG", korean)]), Lang::Ko, "{korean}");
        }
        // Konkani begins with the same letters
        for other in ["kok-IN", "C", "en_US.UTF-8", "de"] {
            assert_eq!(told(&[("LANG", other)]), Lang::En, "{other}");
        }
        assert_eq!(told(&[("SSPR_LANG", "en"), ("LC_ALL", "ko_KR.UTF-8")]), Lang::En);
        assert_eq!(told(&[("LC_ALL", "C"), ("LANG", "ko_KR.UTF-8")]), Lang::En);
        assert_eq!(told(&[]), Lang::En);
    }

    #[test]
    fn a_classic_windows_console_gets_borders_from_ascii() {
        let windows = || FakeHost::at("2026-11-21T03:00:00Z").on(Platform::Windows);
        assert!(ascii(false, &windows()));
        assert!(!ascii(false, &windows().with("WT_SESSION", "1")));
        assert!(!ascii(false, &FakeHost::at("2026-11-21T03:00:00Z")));
        assert!(ascii(
            false,
            &FakeHost::at("2026-11-21T03:00:00Z").with("TERM", "linux")
        ));
        assert!(ascii(true, &FakeHost::at("2026-11-21T03:00:00Z").with("TERM", "xterm")));
    }

    #[test]
    fn as_many_colours_are_used_as_the_terminal_says_it_has() {
        let told = |host: FakeHost, set: &[(&str, &str)]| {
            let host = set.iter().fold(host, |host, (name, value)| host.with(name, value));
            depth(&host)
        };
        let unix = || FakeHost::at("2026-11-21T03:00:00Z");
        let windows = || unix().on(Platform::Windows);
        assert_eq!(
            told(unix(), &[("COLORTERM", "truecolor"), ("TERM", "xterm")]),
            Depth::Full
        );
        assert_eq!(told(unix(), &[("TERM", "screen-256color")]), Depth::TwoFiftySix);
        assert_eq!(told(unix(), &[("TERM", "xterm")]), Depth::Sixteen);
        assert_eq!(told(windows(), &[("WT_SESSION", "1")]), Depth::Full);
        assert_eq!(told(windows(), &[]), Depth::Sixteen);
    }

    #[test]
    fn addresses_are_links_where_the_terminal_is_known_to_make_them() {
        let told = |name: &str, value: &str| links(&FakeHost::at("2026-11-21T03:00:00Z").with(name, value));
        for (name, value) in [
            ("WT_SESSION", "1"),
            ("VTE_VERSION", "6003"),
            ("TERM_PROGRAM", "vscode"),
            ("TERM", "xterm-kitty"),
            ("FORCE_HYPERLINK", "1"),
        ] {
            assert!(told(name, value), "{name}");
        }
        for (name, value) in [
            ("TERM", "xterm-256color"),
            ("VTE_VERSION", "4600"),
            ("TERM_PROGRAM", "Apple_Terminal"),
        ] {
            assert!(!told(name, value), "{name}");
        }
        let forced = FakeHost::at("2026-11-21T03:00:00Z")
            .with("WT_SESSION", "1")
            .with("FORCE_HYPERLINK", "0");
        assert!(!links(&forced));
    }

    #[test]
    fn the_theme_follows_the_flag_then_the_background_that_the_terminal_tells() {
        let host = |told: &str| FakeHost::at("2026-11-21T03:00:00Z").with("COLORFGBG", told);
        assert_eq!(theme(None, &host("0;15")), Theme::Light);
        assert_eq!(theme(None, &host("0;default;15")), Theme::Light);
        assert_eq!(theme(None, &host("15;0")), Theme::Dark);
        assert_eq!(theme(None, &host("15;default")), Theme::Dark);
        assert_eq!(theme(Some(Theme::Mono), &host("0;15")), Theme::Mono);
    }
}
