//! Named styles. A theme gives each name its colours and modifiers; with `NO_COLOR` there are modifiers only, because a
//! style that mixes colour and reverse loses the reverse there.

use crate::knowledge::page::Mark;
use crate::settings::{Settings, Theme};
use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

/// Every style of the screens, by what it means.
#[derive(Clone, Debug)]
pub struct Look {
    pub body: Style,
    pub dim: Style,
    pub title: Style,
    pub section: Style,
    pub name: Style,
    pub literal: Style,
    pub command: Style,
    pub chosen: Style,
    pub key: Style,
    pub warn: Style,
    pub good: Style,
    pub matched: Style,
    pub border: border::Set<'static>,
    pub rule: &'static str,
    /// The part of a gauge that is done; what is not is a rule.
    pub filled: &'static str,
    pub upright: &'static str,
}

const ASCII: border::Set<'static> = border::Set {
    top_left: "+",
    top_right: "+",
    bottom_left: "+",
    bottom_right: "+",
    vertical_left: "|",
    vertical_right: "|",
    horizontal_top: "-",
    horizontal_bottom: "-",
};

impl Look {
    pub fn of(settings: &Settings) -> Self {
        let plain = Style::new();
        let bold = plain.add_modifier(Modifier::BOLD);
        let theme = if settings.color { settings.theme } else { Theme::Mono };
        let ink = |dark: Color, light: Color, high: Color| match theme {
            Theme::Dark => plain.fg(dark),
            Theme::Light => plain.fg(light),
            Theme::HighContrast => plain.fg(high),
            Theme::Mono => plain,
        };
        let mono = theme == Theme::Mono;
        let accent = ink(Color::Cyan, Color::Blue, Color::LightCyan);
        let chosen = match theme {
            Theme::Mono => plain.add_modifier(Modifier::REVERSED),
            Theme::Dark => plain.fg(Color::Black).bg(Color::Cyan),
            Theme::Light => plain.fg(Color::White).bg(Color::Blue),
            Theme::HighContrast => plain.fg(Color::Black).bg(Color::White).add_modifier(Modifier::BOLD),
        };
        Self {
            body: plain,
            dim: if theme == Theme::HighContrast {
                plain
            } else {
                plain.add_modifier(Modifier::DIM)
            },
            title: bold,
            section: accent.add_modifier(Modifier::BOLD),
            name: bold,
            literal: ink(Color::Green, Color::Green, Color::LightGreen),
            command: ink(Color::Green, Color::Green, Color::LightGreen).add_modifier(Modifier::BOLD),
            chosen,
            key: if mono { bold } else { accent },
            warn: ink(Color::Yellow, Color::Red, Color::LightYellow).add_modifier(Modifier::BOLD),
            good: ink(Color::Green, Color::Green, Color::LightGreen).add_modifier(Modifier::BOLD),
            matched: ink(Color::Yellow, Color::Magenta, Color::LightYellow)
                .add_modifier(Modifier::BOLD)
                .add_modifier(if mono { Modifier::UNDERLINED } else { Modifier::empty() }),
            border: if settings.ascii { ASCII } else { border::PLAIN },
            filled: if settings.ascii { "#" } else { "\u{2588}" },
            rule: if settings.ascii { "-" } else { "\u{2500}" },
            upright: if settings.ascii { "|" } else { "\u{2502}" },
        }
    }

    /// The style of a piece of an article.
    pub fn mark(&self, mark: Mark) -> Style {
        match mark {
            Mark::Plain => self.body,
            Mark::Over | Mark::Note => self.dim,
            Mark::Link => self.body.add_modifier(Modifier::UNDERLINED),
            Mark::Said | Mark::Chosen => self.key,
            Mark::Title => self.title,
            Mark::Section => self.section,
            Mark::Name => self.name,
            Mark::Literal => self.literal,
            Mark::Command => self.command,
        }
    }
}
