//! The pictures of the README, made from the running program: `SSPR_PICTURES=1 cargo test --test it pictures` writes them
//! into `assets/`. Without the variable it checks that each can be drawn and that its file is there.

use crate::support::{Driver, LARGE, SMALL};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};
use sspr::text::Lang;
use std::fmt::Write as _;
use std::path::Path;

/// Pixels of a cell.
const CELL: (usize, usize) = (9, 19);

/// The name of each picture, and the screen it shows.
fn pictures() -> Vec<(&'static str, Driver)> {
    let mut home = Driver::start(Lang::En, SMALL);
    home.idle();
    let mut found = Driver::start(Lang::En, LARGE);
    found.type_text("event id 33004");
    let mut question = Driver::start(Lang::En, SMALL);
    question.open_usage();
    let remedy = Driver::start_at("usage.sms-or-call-not-received", Lang::Ko, LARGE);
    let mut form = Driver::start_at("usage.sms-or-call-not-received", Lang::Ko, SMALL);
    form.press("f4");
    vec![
        ("home-en", home),
        ("found-en", found),
        ("question-en", question),
        ("remedy-ko", remedy),
        ("form-ko", form),
    ]
}

#[test]
fn the_pictures_of_the_readme_are_drawn_from_the_program() {
    let write = std::env::var_os("SSPR_PICTURES").is_some();
    for (name, mut driver) in pictures() {
        let svg = svg(&driver.buffer());
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("assets/{name}.svg"));
        if write {
            std::fs::write(&file, &svg).unwrap();
        }
        assert!(svg.contains("sspr"), "{name} shows the program's name");
        assert!(
            file.is_file(),
            "{} is missing; SSPR_PICTURES=1 makes it",
            file.display()
        );
    }
}

/// A screen as a picture: each run of cells of one style is a text of its own, put where its cell stands, so that wide
/// syllables keep their columns whatever the font.
fn svg(buffer: &Buffer) -> String {
    let area = buffer.area;
    let (width, height) = (
        usize::from(area.width) * CELL.0 + 24,
        usize::from(area.height) * CELL.1 + 24,
    );
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"ui-monospace,\
         'DejaVu Sans Mono',Consolas,'Noto Sans Mono CJK KR','Malgun Gothic',monospace\" font-size=\"15\">\n\
         <rect width=\"{width}\" height=\"{height}\" rx=\"8\" fill=\"#14181d\"/>\n"
    );
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let cell = &buffer[(x, y)];
            let wide = sspr::text::columns::width(cell.symbol()).max(1);
            let mut text = cell.symbol().to_owned();
            let mut next = x + u16::try_from(wide).unwrap();
            // narrow cells of one style are one run; a wide syllable stands alone
            while wide == 1 && next < area.width && alike(cell, &buffer[(next, y)]) {
                text.push_str(buffer[(next, y)].symbol());
                next += 1;
            }
            draw(&mut out, (x, y), next - x, &text, cell);
            x = next;
        }
    }
    out.push_str("</svg>\n");
    out
}

fn alike(a: &Cell, b: &Cell) -> bool {
    (a.fg, a.bg, a.modifier) == (b.fg, b.bg, b.modifier) && sspr::text::columns::width(b.symbol()) == 1
}

fn draw(out: &mut String, at: (u16, u16), columns: u16, text: &str, cell: &Cell) {
    let (x, y) = (usize::from(at.0) * CELL.0 + 12, usize::from(at.1) * CELL.1 + 12);
    let wide = usize::from(columns) * CELL.0;
    if cell.bg != Color::Reset {
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{wide}\" height=\"{}\" fill=\"{}\"/>",
            CELL.1,
            ink(cell.bg)
        );
    }
    if text.trim().is_empty() {
        return;
    }
    let weight = if cell.modifier.contains(Modifier::BOLD) {
        " font-weight=\"bold\""
    } else {
        ""
    };
    let faint = if cell.modifier.contains(Modifier::DIM) {
        " fill-opacity=\"0.6\""
    } else {
        ""
    };
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let _ = writeln!(
        out,
        "<text x=\"{x}\" y=\"{}\" textLength=\"{wide}\" lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\" fill=\"{}\"{weight}{faint}>{text}</text>",
        y + 14,
        if cell.fg == Color::Reset {
            "#d7dde4"
        } else {
            ink(cell.fg)
        },
    );
}

fn ink(color: Color) -> &'static str {
    match color {
        Color::Black => "#14181d",
        Color::Cyan | Color::LightCyan => "#5ec4d6",
        Color::Green | Color::LightGreen => "#8bc46b",
        Color::Yellow | Color::LightYellow => "#e5c46b",
        _ => "#d7dde4",
    }
}
