//! Named styles. A theme gives each name its colours, as many as the terminal has; with `NO_COLOR` there are modifiers only,
//! because a style that mixes colour and reverse loses the reverse there.
//!
//! Body text and background are the terminal's own, but for high contrast, which paints its background.

use crate::knowledge::page::Mark;
use crate::settings::{Depth, Settings, Theme};
use ratatui::style::{Color, Modifier, Style};
use ratatui::symbols::border;

/// Every style of the screens, by what it means.
#[derive(Clone, Debug)]
pub struct Look {
    pub text: Style,
    pub muted: Style,
    pub border: Style,
    pub accent: Style,
    pub heading: Style,
    /// The title of the pane in focus.
    pub focus: Style,
    pub name: Style,
    pub good: Style,
    pub warn: Style,
    pub bad: Style,
    pub wait: Style,
    pub evidence: Style,
    pub literal: Style,
    pub masked: Style,
    /// The chosen row of the pane in focus.
    pub select: Style,
    /// Chosen rows of other panes.
    pub select_off: Style,
    /// What matched in a result; patched over the style below it, so that the underline stays in a chosen row.
    pub matched: Style,
    pub glyphs: Glyphs,
}

/// What is drawn with more than text. The marks of states are ASCII in both sets but for `done`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyphs {
    pub border: border::Set<'static>,
    pub thumb: &'static str,
    pub filled: &'static str,
    pub unfilled: &'static str,
    /// From little to much; without them a count stands for itself.
    pub bars: Option<&'static [&'static str; 8]>,
    pub done: &'static str,
}

const UNICODE: Glyphs = Glyphs {
    border: border::PLAIN,
    thumb: "\u{2503}",
    filled: "\u{2501}",
    unfilled: "\u{2500}",
    bars: Some(&[
        "\u{2581}", "\u{2582}", "\u{2583}", "\u{2584}", "\u{2585}", "\u{2586}", "\u{2587}", "\u{2588}",
    ]),
    done: "\u{2713}",
};

const ASCII: Glyphs = Glyphs {
    border: border::Set {
        top_left: "+",
        top_right: "+",
        bottom_left: "+",
        bottom_right: "+",
        vertical_left: "|",
        vertical_right: "|",
        horizontal_top: "-",
        horizontal_bottom: "-",
    },
    thumb: "]",
    filled: "=",
    unfilled: "-",
    bars: None,
    done: "v",
};

/// A colour in full and among 256. The pairs were checked for contrast: text reaches 4.5 to 1 and lines 3.0 over the
/// backgrounds that terminals come with (black, conhost, the blue of PowerShell, Solarized, Ubuntu, One Dark; white and
/// the light ones).
type Ink = (u32, u8);

/// Colours of one theme; the text is the terminal's own where there is none.
struct Palette {
    text: Option<Ink>,
    muted: Ink,
    border: Ink,
    accent: Ink,
    good: Ink,
    warn: Ink,
    bad: Ink,
    wait: Ink,
    evidence: Ink,
    literal: Ink,
    masked: Ink,
    /// Foreground and background.
    select: (Ink, Ink),
    /// Background; bold where there is none.
    select_off: Option<Ink>,
    background: Option<Ink>,
}

const DARK: Palette = Palette {
    text: None,
    muted: (0x00A7_AFBC, 249),
    border: (0x0077_808F, 244),
    accent: (0x005C_C8DC, 80),
    good: (0x0074_CF8A, 114),
    warn: (0x00E8_B85C, 179),
    bad: (0x00F5_8F86, 210),
    wait: (0x00CB_AAF2, 183),
    evidence: (0x008F_BDF7, 111),
    literal: (0x00B4_D69A, 150),
    masked: (0x00F0_A8D0, 218),
    select: ((0x000A_1A1F, 16), (0x005C_C8DC, 80)),
    select_off: Some((0x0017_3C49, 236)),
    background: None,
};

const LIGHT: Palette = Palette {
    text: None,
    muted: (0x0057_606A, 241),
    border: (0x007A_828C, 244),
    accent: (0x0000_5F78, 24),
    good: (0x001A_6630, 22),
    warn: (0x007A_4B00, 94),
    bad: (0x00B0_241B, 124),
    wait: (0x0065_379B, 54),
    evidence: (0x001B_55B0, 25),
    literal: (0x003D_5A00, 58),
    masked: (0x0097_205F, 89),
    select: ((0x00FF_FFFF, 231), (0x0000_5F78, 24)),
    select_off: Some((0x00D3_E9F1, 255)),
    background: None,
};

const HIGH_CONTRAST: Palette = Palette {
    text: Some((0x00FF_FFFF, 231)),
    muted: (0x00FF_FFFF, 231),
    border: (0x00FF_FFFF, 231),
    accent: (0x0000_FFFF, 51),
    good: (0x005C_FF8A, 84),
    warn: (0x00FF_E94A, 227),
    bad: (0x00FF_9A90, 210),
    wait: (0x00E2_BDFF, 183),
    evidence: (0x009F_D0FF, 153),
    literal: (0x00C8_FF8A, 192),
    masked: (0x00FF_B0DC, 218),
    select: ((0x0000_0000, 16), (0x00FF_E94A, 227)),
    select_off: None,
    background: Some((0x0000_0000, 16)),
};

const BOLD: Style = Style::new().add_modifier(Modifier::BOLD);
const UNDERLINED: Style = Style::new().add_modifier(Modifier::UNDERLINED);
const REVERSED: Style = Style::new().add_modifier(Modifier::REVERSED);

impl Look {
    pub fn of(settings: &Settings) -> Self {
        let theme = if settings.color { settings.theme } else { Theme::Mono };
        let glyphs = if settings.ascii { ASCII } else { UNICODE };
        match (theme, settings.depth) {
            (Theme::Mono, _) => Self::plain(glyphs),
            (theme, Depth::Sixteen) => Self::sixteen(theme, glyphs),
            (Theme::Light, depth) => Self::inked(&LIGHT, depth, glyphs),
            (Theme::HighContrast, depth) => Self::inked(&HIGH_CONTRAST, depth, glyphs),
            (_, depth) => Self::inked(&DARK, depth, glyphs),
        }
    }

    /// Modifiers alone.
    fn plain(glyphs: Glyphs) -> Self {
        let text = Style::new();
        Self {
            text,
            muted: text,
            border: text,
            accent: BOLD,
            heading: BOLD,
            focus: REVERSED,
            name: BOLD,
            good: BOLD,
            warn: BOLD,
            bad: BOLD,
            wait: text,
            evidence: text,
            literal: text,
            masked: UNDERLINED,
            select: REVERSED,
            select_off: BOLD,
            matched: BOLD.patch(UNDERLINED),
            glyphs,
        }
    }

    fn inked(palette: &Palette, depth: Depth, glyphs: Glyphs) -> Self {
        let color = |(full, index): Ink| match depth {
            Depth::Full => Color::from_u32(full),
            _ => Color::Indexed(index),
        };
        let base = palette
            .background
            .map_or(Style::new(), |ink| Style::new().bg(color(ink)));
        let text = palette.text.map_or(base, |ink| base.fg(color(ink)));
        let of = |ink: Ink| base.fg(color(ink));
        let (over, under) = palette.select;
        Self {
            text,
            muted: of(palette.muted),
            border: of(palette.border),
            accent: of(palette.accent),
            heading: of(palette.accent).patch(BOLD),
            focus: of(palette.accent).patch(BOLD),
            name: text.patch(BOLD),
            good: of(palette.good),
            warn: of(palette.warn),
            bad: of(palette.bad),
            wait: of(palette.wait),
            evidence: of(palette.evidence),
            literal: of(palette.literal),
            masked: of(palette.masked).patch(UNDERLINED),
            select: Style::new().fg(color(over)).bg(color(under)),
            select_off: palette.select_off.map_or(BOLD, |ink| Style::new().bg(color(ink))),
            matched: of(palette.warn).patch(BOLD).patch(UNDERLINED),
            glyphs,
        }
    }

    /// The sixteen colours, as far as their contrast holds in the palettes of consoles: most do not.
    fn sixteen(theme: Theme, glyphs: Glyphs) -> Self {
        let ink = |color: Color| Style::new().fg(color);
        let plain = Self::plain(glyphs);
        if theme == Theme::Light {
            return Self {
                border: ink(Color::DarkGray),
                accent: ink(Color::Blue),
                heading: ink(Color::Blue).patch(BOLD),
                focus: ink(Color::Blue).patch(BOLD),
                warn: ink(Color::Magenta),
                bad: ink(Color::Red),
                literal: BOLD,
                select: ink(Color::White).bg(Color::Blue),
                matched: ink(Color::Magenta).patch(BOLD).patch(UNDERLINED),
                ..plain
            };
        }
        let high = theme == Theme::HighContrast;
        let base = if high {
            ink(Color::White).bg(Color::Black)
        } else {
            Style::new()
        };
        let on = |color: Color| base.fg(color);
        Self {
            text: base,
            muted: on(Color::White),
            border: on(if high { Color::White } else { Color::DarkGray }),
            accent: on(Color::LightCyan),
            heading: on(Color::LightCyan).patch(BOLD),
            focus: on(Color::LightCyan).patch(BOLD),
            name: base.patch(BOLD),
            good: on(Color::LightGreen),
            warn: on(Color::LightYellow),
            bad: on(Color::LightRed).patch(BOLD),
            wait: base,
            evidence: base,
            literal: base.patch(BOLD),
            masked: base.patch(UNDERLINED),
            select: ink(Color::Black).bg(if high { Color::LightYellow } else { Color::LightCyan }),
            matched: on(Color::LightYellow).patch(BOLD).patch(UNDERLINED),
            ..plain
        }
    }

    /// The style of a piece of an article.
    pub fn mark(&self, mark: Mark) -> Style {
        match mark {
            Mark::Plain => self.text,
            Mark::Over | Mark::Note => self.muted,
            Mark::Title | Mark::Name => self.name,
            Mark::Section => self.heading,
            Mark::Literal | Mark::Command => self.literal,
            Mark::Evidence => self.evidence,
            Mark::Done => self.good,
            Mark::Careful => self.warn,
            Mark::Hidden => self.masked,
            Mark::Match => self.matched,
            Mark::Link => self.accent.patch(UNDERLINED),
            Mark::Said | Mark::Chosen => self.accent,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::columns;

    type Rgb = (u8, u8, u8);

    /// Black, conhost, a dark grey, PowerShell, Solarized, Ubuntu, One Dark.
    const DARK_GROUNDS: [u32; 7] = [
        0,
        0x000C_0C0C,
        0x001E_1E1E,
        0x0001_2456,
        0x0000_2B36,
        0x0030_0A24,
        0x0028_2C34,
    ];
    const LIGHT_GROUNDS: [u32; 3] = [0x00FF_FFFF, 0x00FD_F6E3, 0x00EE_EEEE];

    /// The sixteen colours as Campbell, VGA and xterm have them.
    #[rustfmt::skip]
    const SIXTEEN: [[u32; 16]; 3] = [
        [0x0C_0C0C, 0xC5_0F1F, 0x13_A10E, 0xC1_9C00, 0x00_37DA, 0x88_1798, 0x3A_96DD, 0xCC_CCCC,
         0x76_7676, 0xE7_4856, 0x16_C60C, 0xF9_F1A5, 0x3B_78FF, 0xB4_009E, 0x61_D6D6, 0xF2_F2F2],
        [0x00_0000, 0x80_0000, 0x00_8000, 0x80_8000, 0x00_0080, 0x80_0080, 0x00_8080, 0xC0_C0C0,
         0x80_8080, 0xFF_0000, 0x00_FF00, 0xFF_FF00, 0x00_00FF, 0xFF_00FF, 0x00_FFFF, 0xFF_FFFF],
        [0x00_0000, 0xCD_0000, 0x00_CD00, 0xCD_CD00, 0x00_00EE, 0xCD_00CD, 0x00_CDCD, 0xE5_E5E5,
         0x7F_7F7F, 0xFF_0000, 0x00_FF00, 0xFF_FF00, 0x5C_5CFF, 0xFF_00FF, 0x00_FFFF, 0xFF_FFFF],
    ];

    fn rgb(full: u32) -> Rgb {
        let [_, red, green, blue] = full.to_be_bytes();
        (red, green, blue)
    }

    fn indexed(index: u8) -> Rgb {
        if index >= 232 {
            let grey = 8 + (index - 232) * 10;
            return (grey, grey, grey);
        }
        assert!(index >= 16, "one of the sixteen, which differ by terminal");
        let level = |part: u8| if part == 0 { 0 } else { 55 + part * 40 };
        let index = index - 16;
        (level(index / 36), level(index / 6 % 6), level(index % 6))
    }

    /// A colour as a terminal with this palette shows it.
    fn shown(color: Color, palette: usize) -> Rgb {
        let sixteen = |at: usize| rgb(SIXTEEN[palette][at]);
        match color {
            Color::Rgb(red, green, blue) => (red, green, blue),
            Color::Indexed(index) => indexed(index),
            Color::Black => sixteen(0),
            Color::Red => sixteen(1),
            Color::Blue => sixteen(4),
            Color::Magenta => sixteen(5),
            Color::DarkGray => sixteen(8),
            Color::LightRed => sixteen(9),
            Color::LightGreen => sixteen(10),
            Color::LightYellow => sixteen(11),
            Color::LightCyan => sixteen(14),
            Color::White => sixteen(15),
            other => panic!("{other:?} has too little contrast somewhere"),
        }
    }

    fn luminance((red, green, blue): Rgb) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    fn contrast(a: Rgb, b: Rgb) -> f64 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn look(theme: Theme, depth: Depth) -> Look {
        Look::of(&Settings {
            color: true,
            theme,
            depth,
            ..Settings::default()
        })
    }

    /// Every token by its name; `select` is measured on its own ground.
    fn tokens(look: &Look) -> [(&'static str, Style); 16] {
        [
            ("text", look.text),
            ("muted", look.muted),
            ("border", look.border),
            ("accent", look.accent),
            ("heading", look.heading),
            ("focus", look.focus),
            ("name", look.name),
            ("good", look.good),
            ("warn", look.warn),
            ("bad", look.bad),
            ("wait", look.wait),
            ("evidence", look.evidence),
            ("literal", look.literal),
            ("masked", look.masked),
            ("matched", look.matched),
            ("select", look.select),
        ]
    }

    const DEPTHS: [Depth; 3] = [Depth::Full, Depth::TwoFiftySix, Depth::Sixteen];
    const THEMES: [Theme; 3] = [Theme::Dark, Theme::Light, Theme::HighContrast];

    #[test]
    fn every_token_has_contrast_over_the_grounds_that_terminals_come_with() {
        for (theme, depth, palette) in THEMES
            .into_iter()
            .flat_map(|theme| DEPTHS.map(|depth| (theme, depth)))
            .flat_map(|(theme, depth)| (0..SIXTEEN.len()).map(move |palette| (theme, depth, palette)))
        {
            let look = look(theme, depth);
            let sixteen = depth == Depth::Sixteen;
            let grounds: Vec<Rgb> = match theme {
                // with sixteen colours the ground is that of the palette
                Theme::Light if sixteen => vec![rgb(LIGHT_GROUNDS[0])],
                Theme::Light => LIGHT_GROUNDS.map(rgb).to_vec(),
                _ if sixteen => vec![rgb(SIXTEEN[palette][0])],
                _ => DARK_GROUNDS.map(rgb).to_vec(),
            };
            let off = look.select_off.bg.map(|color| shown(color, palette));
            for (name, style) in tokens(&look) {
                let Some(ink) = style.fg.map(|color| shown(color, palette)) else {
                    assert!(
                        style.bg.is_none(),
                        "{name} paints a ground under the terminal's own text"
                    );
                    continue;
                };
                let least = if name == "border" { 3.0 } else { 4.5 };
                let own = style.bg.map(|color| shown(color, palette));
                let mut under = own.map_or_else(|| grounds.clone(), |own| vec![own]);
                if name != "border" && own.is_none() {
                    under.extend(off);
                }
                for ground in under {
                    let ratio = contrast(ink, ground);
                    assert!(
                        ratio >= least,
                        "{name} of {theme:?} {depth:?}: {ratio:.1} over {ground:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn without_colour_there_are_modifiers_alone_and_nothing_is_ever_dimmed() {
        let bare = Look::of(&Settings::default());
        for (name, style) in tokens(&bare) {
            assert!(style.fg.is_none() && style.bg.is_none(), "{name}");
        }
        for (theme, depth) in THEMES.into_iter().flat_map(|theme| DEPTHS.map(|depth| (theme, depth))) {
            for (name, style) in tokens(&look(theme, depth)) {
                assert!(
                    !style.add_modifier.contains(Modifier::DIM),
                    "{name} of {theme:?} {depth:?}"
                );
            }
        }
    }

    #[test]
    fn every_glyph_takes_one_cell() {
        for glyphs in [UNICODE, ASCII] {
            let border = glyphs.border;
            for glyph in [
                border.top_left,
                border.horizontal_top,
                border.vertical_left,
                glyphs.thumb,
                glyphs.filled,
                glyphs.unfilled,
                glyphs.done,
            ] {
                assert_eq!(columns::width(glyph), 1, "{glyph}");
            }
        }
    }
}
