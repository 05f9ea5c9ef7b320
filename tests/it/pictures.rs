//! The pictures of the README, made from the running program: `SSPR_PICTURES=1 cargo test --test it pictures` writes them
//! into `assets/`. Without the variable it checks that each can be drawn and that its file is there.

use crate::support::log::before_the_fix;
use crate::support::scenes::{LOG, open_log};
use crate::support::{Driver, SMALL};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use sspr::settings::{Settings, Theme};
use sspr::text::{Lang, columns};
use std::fmt::Write as _;
use std::path::Path;

/// Pixels of a cell.
const CELL: (usize, usize) = (9, 19);

type Picture = (&'static str, (u16, u16), fn(&mut Driver));

/// The screens of the README, each by its name, its size and the way there.
const SCREENS: [Picture; 5] = [
    ("home", SMALL, |_| {}),
    ("found", (120, 30), |driver| {
        let words = if driver.model.lang == Lang::En {
            "no text message"
        } else {
            "문자가 안 와요"
        };
        driver.type_text(words);
    }),
    ("remedy", (120, 36), |driver| {
        *driver = Driver::start_at("usage.sms-or-call-not-received", driver.model.lang, driver.model.size);
        driver.press("space down");
    }),
    ("case", (120, 36), |driver| {
        driver.open_usage().press("4").press("f4");
        driver.edit("support_code").type_text("8f3b6c1e-2d47");
    }),
    ("log", (120, 36), |driver| {
        driver.host.put(LOG, &before_the_fix().bytes());
        open_log(driver);
    }),
];

#[test]
fn the_pictures_of_the_readme_are_drawn_from_the_program() {
    let write = std::env::var_os("SSPR_PICTURES").is_some();
    for (name, size, go) in SCREENS {
        for lang in Lang::ALL {
            let mut driver = Driver::start(lang, size);
            go(&mut driver);
            for theme in [Theme::Dark, Theme::Light] {
                let name = format!("{name}-{}-{}", lang.tag(), theme.word());
                let settings = Settings {
                    color: true,
                    theme,
                    ..Settings::default()
                };
                let svg = svg(&driver.drawn(&settings), theme);
                let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("assets/{name}.svg"));
                if write {
                    std::fs::write(&file, &svg).unwrap();
                }
                assert!(svg.contains("sspr"), "{name} shows the program's name");
                assert!(svg.len() < 64 * 1024, "{name} has {} bytes", svg.len());
                assert!(
                    file.is_file(),
                    "{} is missing; SSPR_PICTURES=1 makes it",
                    file.display()
                );
            }
        }
    }
}

/// A screen as a picture: each run of cells of one style and width is a text of its own, put where its cells stand, so that wide
/// syllables keep their columns whatever the font.
fn svg(buffer: &Buffer, theme: Theme) -> String {
    let area = buffer.area;
    let (width, height) = (
        usize::from(area.width) * CELL.0 + 24,
        usize::from(area.height) * CELL.1 + 24,
    );
    let (ground, ink) = if theme == Theme::Light {
        ("#ffffff", "#1f2328")
    } else {
        ("#14181d", "#d7dde4")
    };
    let mut styles: Vec<String> = Vec::new();
    let mut drawn = String::new();
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let cell = &buffer[(x, y)];
            let wide = columns::width(cell.symbol()).max(1);
            let step = u16::try_from(wide).unwrap();
            let mut text = cell.symbol().to_owned();
            let mut next = x + step;
            while next < area.width && alike(cell, &buffer[(next, y)]) {
                text.push_str(buffer[(next, y)].symbol());
                next += step;
            }
            draw(&mut drawn, &mut styles, (x, y), &text, cell);
            x = next;
        }
    }
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" xml:space=\"preserve\" \
         font-family=\"ui-monospace,'DejaVu Sans Mono',Consolas,'Noto Sans Mono CJK KR','Malgun Gothic',monospace\" \
         font-size=\"15\" fill=\"{ink}\">\n<style>\n"
    );
    for (at, style) in styles.iter().enumerate() {
        let _ = writeln!(out, ".s{at}{{{style}}}");
    }
    let _ = writeln!(
        out,
        "</style>\n<rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"{ground}\"/>"
    );
    out.push_str(&drawn);
    out.push_str("</svg>\n");
    out
}

fn alike(a: &Cell, b: &Cell) -> bool {
    let width = |cell: &Cell| columns::width(cell.symbol()).max(1);
    (a.fg, a.bg, a.modifier) == (b.fg, b.bg, b.modifier) && width(a) == width(b)
}

fn draw(out: &mut String, styles: &mut Vec<String>, at: (u16, u16), text: &str, cell: &Cell) {
    let place = |column: usize| column * CELL.0 + 12;
    let (x, y) = (usize::from(at.0), usize::from(at.1) * CELL.1 + 12);
    if cell.bg != Color::Reset {
        let _ = writeln!(
            out,
            "<rect x=\"{}\" y=\"{y}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>",
            place(x),
            columns::width(text) * CELL.0,
            CELL.1,
            ink(cell.bg).unwrap_or_default()
        );
    }
    let x = x + columns::width(text) - columns::width(text.trim_start());
    let text = text.trim();
    if text.is_empty() {
        return;
    }
    let mut style = ink(cell.fg).map(|ink| format!("fill:{ink};")).unwrap_or_default();
    for (modifier, css) in [
        (Modifier::BOLD, "font-weight:bold;"),
        (Modifier::UNDERLINED, "text-decoration:underline;"),
    ] {
        if cell.modifier.contains(modifier) {
            style.push_str(css);
        }
    }
    let class = styles.iter().position(|known| *known == style).unwrap_or_else(|| {
        styles.push(style);
        styles.len() - 1
    });
    let wide = columns::width(text) * CELL.0;
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let _ = writeln!(
        out,
        "<text class=\"s{class}\" x=\"{}\" y=\"{}\" textLength=\"{wide}\">{text}</text>",
        place(x),
        y + 14,
    );
}

/// The colour; `None` for that of the terminal.
fn ink(color: Color) -> Option<String> {
    match color {
        Color::Rgb(red, green, blue) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        Color::Reset => None,
        other => panic!("{other:?} is none of the full colours"),
    }
}
