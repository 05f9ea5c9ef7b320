//! Whole frames, to look at: a file for each screen and language holds it at every size, one for each screen without colours,
//! one for each theme. `INSTA_UPDATE=always cargo test frames` accepts new ones.

use crate::support::Driver;
use crate::support::scenes::SCENES;
use ratatui::buffer::Buffer;
use ratatui::style::{Modifier, Style};
use sspr::settings::{Depth, Settings, Theme};
use sspr::text::{Lang, columns};
use sspr::tui::look::Look;
use std::fmt::Write as _;

const SIZES: [(u16, u16); 4] = [(80, 24), (100, 30), (120, 40), (200, 60)];

fn holds(name: &str, text: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_snapshot_path("frames");
    settings.set_prepend_module_to_snapshot(false);
    settings.bind(|| insta::assert_snapshot!(name.replace(' ', "_"), text));
}

fn at_every_size(lang: Lang) {
    for &(name, go) in SCENES {
        let mut driver = Driver::start(lang, (80, 24));
        go(&mut driver);
        let mut text = String::new();
        for size in SIZES {
            driver.resize(size);
            let _ = writeln!(text, "{} x {}\n{}\n", size.0, size.1, driver.frame());
        }
        holds(&format!("{name} {}", lang.tag()), &text);
    }
}

#[test]
fn every_screen_in_english() {
    at_every_size(Lang::En);
}

#[test]
fn every_screen_in_korean() {
    at_every_size(Lang::Ko);
}

/// A screen of ASCII without colours; below each line what of it is bold, underlined, reversed.
fn weighed(buffer: &Buffer) -> String {
    let mut out = String::new();
    for row in buffer.content.chunks(usize::from(buffer.area.width)) {
        let (mut text, mut weights) = (String::new(), String::new());
        let mut covered = 0;
        for cell in row {
            if covered > 0 {
                covered -= 1;
                continue;
            }
            let wide = columns::width(cell.symbol());
            covered = wide.saturating_sub(1);
            text.push_str(cell.symbol());
            let weight = [
                (Modifier::REVERSED, "r"),
                (Modifier::UNDERLINED, "u"),
                (Modifier::BOLD, "b"),
            ]
            .into_iter()
            .find(|(modifier, _)| cell.modifier.contains(*modifier));
            let weight = weight.map_or(" ", |(_, letter)| letter);
            weights.push_str(&weight.repeat(wide.max(1)));
        }
        let _ = writeln!(out, "{}", text.trim_end());
        if !weights.trim().is_empty() {
            let _ = writeln!(out, "{}", weights.trim_end());
        }
    }
    out
}

#[test]
fn every_screen_without_colours_and_of_ascii_alone() {
    let settings = Settings {
        ascii: true,
        color: false,
        theme: Theme::Mono,
        ..Settings::default()
    };
    for &(name, go) in SCENES {
        let mut driver = Driver::start(Lang::En, (80, 24));
        go(&mut driver);
        holds(&format!("{name} mono"), &weighed(&driver.drawn(&settings)));
    }
}

#[test]
fn every_theme_as_a_table_of_its_styles() {
    for theme in [Theme::Dark, Theme::Light, Theme::HighContrast, Theme::Mono] {
        let mut text = String::new();
        for depth in [Depth::Full, Depth::TwoFiftySix, Depth::Sixteen] {
            let look = Look::of(&Settings {
                color: theme != Theme::Mono,
                theme,
                depth,
                ..Settings::default()
            });
            let _ = writeln!(text, "{depth:?}");
            for (name, style) in [
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
                ("select-off", look.select_off),
            ] {
                let _ = writeln!(text, "  {name:10}  {}", styled(style));
            }
        }
        holds(&format!("theme {theme:?}").to_lowercase(), &text);
    }
}

fn styled(style: Style) -> String {
    let color = |color: Option<ratatui::style::Color>| color.map_or("default".to_owned(), |color| color.to_string());
    let over = style.bg.map(|_| format!(" on {}", color(style.bg))).unwrap_or_default();
    let weight = if style.add_modifier.is_empty() {
        String::new()
    } else {
        format!(" {:?}", style.add_modifier)
    };
    format!("{}{over}{}", color(style.fg), weight.to_lowercase())
}
