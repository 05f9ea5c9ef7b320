//! Flags, environment and the settings file become final values. Owns the order in which they count: flag, then environment,
//! then file, then system; and what a setting is that the wizard can change.

use crate::host::{Host, Platform};
use crate::text::{Lang, Say, say};
use std::path::PathBuf;

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
    /// For `scan` alone: one document a line.
    #[value(hide = true)]
    Jsonl,
}

impl Format {
    /// The word on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Jsonl => "jsonl",
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

impl Theme {
    const ALL: [Theme; 4] = [Theme::Dark, Theme::Light, Theme::HighContrast, Theme::Mono];

    /// The word on the command line and in the settings file.
    pub fn word(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::Mono => "mono",
        }
    }

    /// The theme of a word.
    pub fn parse(word: &str) -> Option<Theme> {
        Self::ALL.into_iter().find(|theme| theme.word() == word)
    }

    /// The one behind it, or behind none; `None` behind the last. Dark stands last, since it is what most terminals have already.
    fn after(theme: Option<Theme>) -> Option<Theme> {
        match theme {
            None => Some(Self::Light),
            Some(Self::Light) => Some(Self::HighContrast),
            Some(Self::HighContrast) => Some(Self::Mono),
            Some(Self::Mono) => Some(Self::Dark),
            Some(Self::Dark) => None,
        }
    }

    fn name(self) -> Say {
        match self {
            Self::Dark => say("dark", "어둡게"),
            Self::Light => say("light", "밝게"),
            Self::HighContrast => say("high contrast", "고대비"),
            Self::Mono => say("no colors", "색 없음"),
        }
    }
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
#[allow(clippy::struct_excessive_bools)] // each is a switch of its own, as people set them
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settings {
    pub lang: Lang,
    /// The language of the flag, where it was given.
    pub asked_lang: Option<Lang>,
    pub format: Format,
    /// Are colours wanted on standard output?
    pub color: bool,
    pub theme: Theme,
    /// What a flag or the file names.
    pub theme_named: Option<Theme>,
    /// Nobody said which theme fits, and the terminal may be asked for its background.
    pub theme_open: bool,
    pub depth: Depth,
    /// Borders and marks from ASCII alone.
    pub ascii: bool,
    pub mouse: bool,
    /// The terminal makes links of addresses.
    pub links: bool,
    /// Why the wizard speaks in lines instead of drawing a screen, where it does.
    pub plain: Option<Plain>,
    /// Where bundles are written when no folder is named.
    pub bundles: Option<PathBuf>,
}

/// Why the wizard speaks in lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    /// `--plain`.
    Flag,
    /// `ACCESSIBLE`.
    Accessible,
    /// `TERM=dumb`.
    Dumb,
    /// The settings file.
    File,
}

/// What the wizard can change for always, with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Setting {
    Language(Lang),
    /// `None` goes by the background of the terminal.
    Theme(Option<Theme>),
    Mouse(bool),
    Ascii(bool),
    Plain(bool),
    /// A whole path; `None` is the folder in which the program runs.
    Bundles(Option<PathBuf>),
}

const YES: Say = say("yes", "예");
const NO: Say = say("no", "아니요");

impl Setting {
    /// Its name in the settings file.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Language(_) => "language",
            Self::Theme(_) => "theme",
            Self::Mouse(_) => "mouse",
            Self::Ascii(_) => "ascii",
            Self::Plain(_) => "plain",
            Self::Bundles(_) => "bundles",
        }
    }

    /// What it is about.
    pub fn label(&self) -> Say {
        match self {
            Self::Language(_) => say("Language", "언어"),
            Self::Theme(_) => say("Colors of the screen", "화면 색"),
            Self::Mouse(_) => say("The mouse chooses and scrolls", "마우스로 고르고 스크롤"),
            Self::Ascii(_) => say("Borders and marks from ASCII alone", "테두리와 표시를 ASCII로만 그리기"),
            Self::Plain(_) => say(
                "Lines instead of a screen, from the next start",
                "다음 시작부터 화면 대신 줄 단위로 표시",
            ),
            Self::Bundles(_) => say("Folder of bundles", "번들 폴더"),
        }
    }

    /// What changes with it.
    pub fn help(&self) -> Say {
        match self {
            Self::Language(_) => say(
                "The language in which the program starts. F2 switches it for now.",
                "프로그램을 시작할 때의 언어입니다. F2를 누르면 지금만 바뀝니다.",
            ),
            Self::Theme(_) => say(
                "Pick the one in which every line of this screen is easy to read. NO_COLOR counts more.",
                "이 화면의 글이 가장 잘 보이는 것을 고르십시오. NO_COLOR 환경 변수가 우선합니다.",
            ),
            Self::Mouse(_) => say(
                "A click chooses, a second one takes, the wheel scrolls. The terminal then marks text with Shift held.",
                "한 번 누르면 고르고 다시 누르면 선택합니다. 휠로 스크롤합니다. 글을 복사하려면 Shift를 누른 채 끌어 주십시오.",
            ),
            Self::Ascii(_) => say(
                "Choose it where borders look broken or every second column is shifted.",
                "테두리가 깨지거나 줄이 어긋나 보이면 켜십시오.",
            ),
            Self::Plain(_) => say(
                "For screen readers and remote shells: numbered choices, a line each, nothing is redrawn.",
                "화면 낭독기나 원격 셸에 알맞습니다. 번호로 고르고, 한 줄씩 나오며, 다시 그리지 않습니다.",
            ),
            Self::Bundles(_) => say(
                "Bundles are written there unless you name another place. Empty: the folder in which you start the program.",
                "따로 지정하지 않으면 번들을 이 폴더에 저장합니다. 비워 두면 프로그램을 시작한 폴더에 저장합니다.",
            ),
        }
    }

    /// Its value in words.
    pub fn told(&self, lang: Lang) -> String {
        let yes = |yes: bool| if yes { YES } else { NO };
        match self {
            Self::Language(lang) => lang.name().to_owned(),
            Self::Theme(Some(theme)) => theme.name().get(lang).to_owned(),
            Self::Theme(None) => say(
                "as the terminal's background, from the next start",
                "다음 시작부터 터미널 배경에 맞춤",
            )
            .get(lang)
            .to_owned(),
            Self::Mouse(on) | Self::Ascii(on) | Self::Plain(on) => yes(*on).get(lang).to_owned(),
            Self::Bundles(Some(folder)) => folder.display().to_string(),
            Self::Bundles(None) => say("where you start the program", "프로그램을 시작한 폴더")
                .get(lang)
                .to_owned(),
        }
    }

    /// The same with its next value; `None` where the value is typed.
    pub fn next(&self) -> Option<Setting> {
        Some(match self {
            Self::Language(lang) => Self::Language(lang.other()),
            Self::Theme(theme) => Self::Theme(Theme::after(*theme)),
            Self::Mouse(on) => Self::Mouse(!on),
            Self::Ascii(on) => Self::Ascii(!on),
            Self::Plain(on) => Self::Plain(!on),
            Self::Bundles(_) => return None,
        })
    }
}

impl Settings {
    /// What the wizard can change, as it is now.
    pub fn changeable(&self) -> [Setting; 6] {
        [
            Setting::Language(self.lang),
            Setting::Theme(self.theme_named),
            Setting::Mouse(self.mouse),
            Setting::Ascii(self.ascii),
            Setting::Plain(self.plain.is_some()),
            Setting::Bundles(self.bundles.clone()),
        ]
    }

    /// Takes a value that was chosen.
    pub fn take(&mut self, setting: Setting) {
        match setting {
            Setting::Language(lang) => self.lang = lang,
            Setting::Theme(theme) => {
                self.theme = theme.unwrap_or(self.theme);
                (self.theme_named, self.theme_open) = (theme, false);
            }
            Setting::Mouse(on) => self.mouse = on,
            Setting::Ascii(on) => self.ascii = on,
            Setting::Plain(on) => self.plain = on.then_some(Plain::File),
            Setting::Bundles(folder) => self.bundles = folder,
        }
    }
}

/// The language: the flag, else `SSPR_LANG`, else that of the file, else the system's where it is one of ours, else English.
pub fn language(flag: Option<Lang>, file: Option<Lang>, host: &dyn Host) -> Lang {
    let own = host.variable("SSPR_LANG");
    if let Some(lang) = flag.or(file.filter(|_| own.is_none())) {
        return lang;
    }
    // the usual variables first: a shell that sets them means this run, whatever the system says
    let usual = || {
        ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| host.variable(name))
    };
    let named = own.or_else(usual);
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

/// The theme: that of the flag, else of the file, else what the terminal says of its background in `COLORFGBG`.
pub fn theme(chosen: Option<Theme>, host: &dyn Host) -> Option<Theme> {
    let told = host.variable("COLORFGBG");
    let ground: Option<u8> = told.as_deref().and_then(|told| told.rsplit(';').next()?.parse().ok());
    chosen.or(ground.map(|ground| match ground {
        7 | 9..=15 => Theme::Light,
        _ => Theme::Dark,
    }))
}

/// Whether the terminal may be asked for its background (OSC 11): only where the program itself reads what it answers, which on
/// Windows would become typed characters, and not where the question would be printed.
pub fn tells_background(host: &dyn Host) -> bool {
    let term = host.variable("TERM").unwrap_or_default();
    host.platform() != Platform::Windows && !matches!(term.as_str(), "" | "dumb" | "linux" | "vt100")
}

/// Whether borders must be ASCII: as chosen, else on a classic Windows console, where East Asian code pages draw line
/// characters two cells wide.
pub fn ascii(chosen: Option<bool>, host: &dyn Host) -> bool {
    let modern = ["WT_SESSION", "TERM_PROGRAM", "TERM"]
        .iter()
        .any(|name| host.variable(name).is_some());
    chosen.unwrap_or_else(|| {
        (host.platform() == Platform::Windows && !modern)
            || host.variable("TERM").is_some_and(|t| t == "linux" || t == "vt100")
    })
}

/// Whether the wizard speaks in lines: the flag, else `ACCESSIBLE` where it is no no, else a dumb terminal, else the file.
pub fn plain(flag: bool, file: Option<bool>, host: &dyn Host) -> Option<Plain> {
    let wanted = host
        .variable("ACCESSIBLE")
        .map(|value| !matches!(value.as_str(), "0" | "false" | "no"));
    // who calls the terminal dumb wants nothing drawn on it
    let dumb = host.variable("TERM").is_some_and(|term| term == "dumb");
    match (flag, wanted, file) {
        (true, ..) => Some(Plain::Flag),
        (_, Some(true), _) => Some(Plain::Accessible),
        _ if dumb => Some(Plain::Dumb),
        (_, None, Some(true)) => Some(Plain::File),
        _ => None,
    }
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
            language(None, None, &host)
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
    fn the_file_counts_behind_the_variable_of_our_own_and_before_the_system() {
        let korean = FakeHost::at("2026-11-21T03:00:00Z").with("LANG", "ko_KR.UTF-8");
        assert_eq!(language(None, Some(Lang::En), &korean), Lang::En);
        assert_eq!(language(Some(Lang::Ko), Some(Lang::En), &korean), Lang::Ko);
        let korean = korean.with("SSPR_LANG", "ko");
        assert_eq!(language(None, Some(Lang::En), &korean), Lang::Ko);
    }

    #[test]
    fn who_asks_for_lines_by_any_door_gets_them_and_the_variable_can_say_no() {
        let host = || FakeHost::at("2026-11-21T03:00:00Z");
        assert_eq!(plain(false, None, &host()), None);
        assert_eq!(plain(true, Some(false), &host()), Some(Plain::Flag));
        assert_eq!(plain(false, Some(true), &host()), Some(Plain::File));
        let accessible = |value| host().with("ACCESSIBLE", value);
        assert_eq!(plain(false, None, &accessible("1")), Some(Plain::Accessible));
        assert_eq!(plain(false, Some(true), &accessible("0")), None);
        assert_eq!(plain(false, None, &host().with("TERM", "dumb")), Some(Plain::Dumb));
    }

    #[test]
    fn every_choice_of_a_setting_comes_round_again_and_reads_back() {
        for setting in Settings::default().changeable() {
            let mut now = setting.clone();
            let mut seen = 0;
            while let Some(next) = now.next().filter(|next| *next != setting) {
                let mut settings = Settings::default();
                settings.take(next.clone());
                assert!(settings.changeable().contains(&next), "{next:?}");
                (now, seen) = (next, seen + 1);
            }
            let expected = match setting {
                Setting::Theme(_) => 4,
                Setting::Bundles(_) => 0,
                _ => 1,
            };
            assert_eq!(seen, expected, "{setting:?}");
        }
        assert!(
            Theme::ALL
                .iter()
                .all(|theme| Theme::parse(theme.word()) == Some(*theme))
        );
    }

    #[test]
    fn a_classic_windows_console_gets_borders_from_ascii() {
        let windows = || FakeHost::at("2026-11-21T03:00:00Z").on(Platform::Windows);
        assert!(ascii(None, &windows()));
        assert!(!ascii(Some(false), &windows()));
        assert!(!ascii(None, &windows().with("WT_SESSION", "1")));
        assert!(!ascii(None, &FakeHost::at("2026-11-21T03:00:00Z")));
        assert!(ascii(None, &FakeHost::at("2026-11-21T03:00:00Z").with("TERM", "linux")));
        assert!(ascii(
            Some(true),
            &FakeHost::at("2026-11-21T03:00:00Z").with("TERM", "xterm")
        ));
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
        assert_eq!(theme(None, &host("0;15")), Some(Theme::Light));
        assert_eq!(theme(None, &host("0;default;15")), Some(Theme::Light));
        assert_eq!(theme(None, &host("15;0")), Some(Theme::Dark));
        assert_eq!(theme(None, &host("15;default")), None);
        assert_eq!(theme(Some(Theme::Mono), &host("0;15")), Some(Theme::Mono));
    }

    #[test]
    fn only_a_terminal_that_answers_is_asked_for_its_background() {
        let host = |term: &str| FakeHost::at("2026-11-21T03:00:00Z").with("TERM", term);
        assert!(tells_background(&host("xterm-256color")));
        for term in ["", "dumb", "linux", "vt100"] {
            assert!(!tells_background(&host(term)), "{term}");
        }
    }
}
