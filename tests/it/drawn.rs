//! What every drawn screen keeps, at five sizes and in both languages: whole borders, the keys that are always there, lines
//! that can be read, styles by name alone.

use crate::support::Driver;
use crate::support::scenes::{EVENT, SCENES, at_form, at_remedy};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Modifier, Style};
use sspr::app::message::Msg;
use sspr::app::screens::help::Help;
use sspr::app::{bar, bindings, walking};
use sspr::settings::{Depth, Settings, Theme};
use sspr::text::{Lang, columns, ui};
use sspr::tui::look::Look;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};

const SIZES: [(u16, u16); 5] = [(60, 16), (80, 24), (100, 30), (120, 40), (200, 60)];

/// A scene as it is drawn in a language and a size.
struct Seen<'a> {
    name: &'a str,
    lang: Lang,
    size: (u16, u16),
    driver: &'a mut Driver,
    buffer: Buffer,
}

/// Looks at every scene in both languages and in sizes.
fn everywhere(mut sizes: impl FnMut() -> Vec<(u16, u16)>, checks: &[fn(&mut Seen<'_>)]) {
    for &(name, go) in SCENES {
        for lang in Lang::ALL {
            // walked once, then looked at in every size
            let mut driver = Driver::start(lang, (80, 24));
            go(&mut driver);
            for size in sizes() {
                driver.resize(size);
                let buffer = driver.buffer();
                let driver = &mut driver;
                let mut seen = Seen {
                    name,
                    lang,
                    size,
                    driver,
                    buffer,
                };
                let looked = catch_unwind(AssertUnwindSafe(|| checks.iter().for_each(|check| check(&mut seen))));
                // where something is wrong with it, it is shown
                if let Err(wrong) = looked {
                    let wrong = wrong.downcast_ref::<String>().map_or("", String::as_str);
                    panic!("{}\n{wrong}", told(name, lang, size, seen.driver));
                }
            }
        }
    }
}

/// The arms of a sign of the frame: up, right, down, left.
fn arms(symbol: &str) -> Option<[bool; 4]> {
    Some(match symbol {
        "\u{2500}" | "\u{2501}" => [false, true, false, true],
        "\u{2502}" | "\u{2503}" => [true, false, true, false],
        "\u{250c}" => [false, true, true, false],
        "\u{2510}" => [false, false, true, true],
        "\u{2514}" => [true, true, false, false],
        "\u{2518}" => [true, false, false, true],
        "\u{251c}" => [true, true, true, false],
        "\u{2524}" => [true, false, true, true],
        "\u{252c}" => [false, true, true, true],
        "\u{2534}" => [true, true, false, true],
        "\u{253c}" => [true, true, true, true],
        _ => return None,
    })
}

fn told(name: &str, lang: Lang, size: (u16, u16), driver: &mut Driver) -> String {
    format!("{name} in {} at {size:?}:\n{}", lang.tag(), driver.frame())
}

/// The rows of a buffer as text, with the cell at which each sign stands.
fn rows(buffer: &Buffer) -> Vec<Vec<(u16, &Cell)>> {
    let area = buffer.area;
    let row = |y: u16| {
        let mut out = Vec::new();
        let mut x = 0;
        while x < area.width {
            let cell = &buffer[(x, y)];
            out.push((x, cell));
            x += u16::try_from(columns::width(cell.symbol()).max(1)).unwrap();
        }
        out
    };
    (0..area.height).map(row).collect()
}

/// The rows of a buffer as text.
fn lines(buffer: &Buffer) -> Vec<String> {
    let text = |row: &Vec<(u16, &Cell)>| row.iter().map(|(_, cell)| cell.symbol()).collect();
    rows(buffer).iter().map(text).collect()
}

/// Every border goes on until it meets another, and both edges of the screen are closed.
fn borders(seen: &mut Seen<'_>) {
    let (name, size, buffer) = (seen.name, seen.size, &seen.buffer);
    let rows = rows(buffer);
    // what lies over a screen cuts its borders; its own are looked at by its edges
    let over = ["menu", "menu narrowed", "proofs", "what evidence says", "leaving"].contains(&name);
    for y in 1..size.1 - 1 {
        for x in [0, size.0 - 1] {
            assert!(arms(buffer[(x, y)].symbol()).is_some(), "no edge at {x},{y}");
        }
        for (x, cell) in &rows[usize::from(y)] {
            let Some([up, right, down, left]) = arms(cell.symbol()) else {
                continue;
            };
            let at = |x: u16, y: u16, arm: usize| arms(buffer[(x, y)].symbol()).is_some_and(|arms| arms[arm]);
            // the service over time is no border, a gauge in the last one is
            let strip = cell.symbol() == "\u{2501}" && y + 2 < size.1;
            if over || strip {
                continue;
            }
            assert!(!up || at(*x, y - 1, 2), "open upward at {x},{y}");
            // the last border may bear words over a side
            let words = y + 2 == size.1 - 1;
            assert!(!down || words || at(*x, y + 1, 0), "open downward at {x},{y}");
            // words on a border stand between blanks
            let beside = |x: u16, arm: usize| at(x, y, arm) || buffer[(x, y)].symbol() == " ";
            assert!(!right || beside(x + 1, 3), "open to the right at {x},{y}");
            assert!(!left || beside(x - 1, 1), "open to the left at {x},{y}");
        }
    }
}

/// The key bar leads to menu, help, language and back, and is no wider than the screen.
fn key_bar(seen: &mut Seen<'_>) {
    if seen.driver.model.overlay.is_some() {
        return;
    }
    let lines = lines(&seen.buffer);
    let bar = lines.last().map(|line| line.trim_end()).unwrap_or_default();
    let wanted = match seen.lang {
        Lang::En => ["Tab menu", "F1 help", "F2 \u{d55c}\u{ad6d}\u{c5b4}"],
        Lang::Ko => ["Tab \u{ba54}\u{b274}", "F1 \u{b3c4}\u{c6c0}\u{b9d0}", "F2 English"],
    };
    for pair in wanted {
        assert!(bar.contains(pair), "{pair} is missing");
    }
    assert!(columns::width(bar) <= usize::from(seen.size.0), "{bar}");
    assert!(bar.contains("Esc "), "the way back is missing");
}

/// The row that is chosen is in sight, with its mark.
fn chosen_row(seen: &mut Seen<'_>) {
    let model = &seen.driver.model;
    let spots = model.deeds().paper;
    // a page that was scrolled may have left its cursor behind
    if model.overlay.is_none() && model.row().is_some() && spots(model).is_none() {
        let marked = lines(&seen.buffer).iter().any(|line| line.contains("\u{2502} > "));
        assert!(marked, "no chosen row");
    }
}

/// What every screen keeps, whatever its size.
const KEPT: &[fn(&mut Seen<'_>)] = &[
    borders,
    key_bar,
    chosen_row,
    syllables,
    weights,
    laid_out_once,
    prose,
    signs,
];

#[test]
fn every_screen_keeps_its_borders_its_keys_its_measure_and_is_laid_out_once() {
    everywhere(|| SIZES.to_vec(), KEPT);
}

#[test]
fn at_any_size_the_screen_holds_together() {
    // the same sizes in every run: a failure comes back
    let mut random = fastrand::Rng::with_seed(9);
    let size = |random: &mut fastrand::Rng| (random.u16(60..=200), random.u16(16..=60));
    everywhere(
        || (0..6).map(|_| size(&mut random)).collect(),
        &[borders, key_bar, chosen_row],
    );
}

#[test]
fn a_popup_has_both_its_edges_also_over_hangul() {
    for size in SIZES {
        let mut driver = Driver::start(Lang::Ko, (80, 24));
        at_remedy(&mut driver);
        driver.press("tab");
        driver.resize(size);
        let frame = driver.frame();
        let lines: Vec<&str> = frame.lines().collect();
        let place = |line: &str, sign: &str| line.find(sign).map(|at| columns::width(&line[..at]));
        let title = "\u{250c} \u{c5ec}\u{ae30}\u{c11c}";
        let top = lines
            .iter()
            .position(|line| line.contains(title))
            .unwrap_or_else(|| panic!("{frame}"));
        let left = place(lines[top], title).unwrap();
        let buffer = driver.buffer();
        let mut y = u16::try_from(top).unwrap() + 1;
        let right = left + usize::from((size.0 - 4).min(60)) - 1;
        while buffer[(u16::try_from(left).unwrap(), y)].symbol() != "\u{2514}" {
            for x in [left, right] {
                let symbol = buffer[(u16::try_from(x).unwrap(), y)].symbol();
                assert!(
                    matches!(symbol, "\u{2502}" | "\u{2503}"),
                    "{symbol:?} at {x},{y}\n{frame}"
                );
            }
            let before = buffer[(u16::try_from(left - 1).unwrap(), y)].symbol();
            assert!(columns::width(before) <= 1, "{before} covers the edge\n{frame}");
            y += 1;
        }
    }
}

/// The pairs on the left of the key bar, and how many are counted as left out.
fn counted(driver: &mut Driver) -> (usize, usize) {
    let frame = driver.frame();
    let bar = frame.lines().last().unwrap().to_owned();
    let (left, right) = bar.split_once("Tab ").unwrap_or_else(|| panic!("{frame}"));
    let right = right.trim_start_matches(|c: char| !c.is_whitespace()).trim_start();
    let count = right.strip_prefix('+').and_then(|n| n.split(' ').next()?.parse().ok());
    (left.trim().split("  ").count(), count.unwrap_or(0))
}

#[test]
fn what_does_not_fit_the_key_bar_is_counted() {
    for &(name, go) in SCENES {
        for lang in Lang::ALL {
            let mut driver = Driver::start(lang, (200, 60));
            go(&mut driver);
            if driver.model.overlay.is_some() {
                continue;
            }
            for size in SIZES {
                driver.resize(size);
                let panes = sspr::app::screens::panes(&driver.model);
                // with all the room there is; menu, help and language are always there
                let all = bar::bar(&driver.model, 10_000, &panes).len() - 3;
                let (shown, left_out) = counted(&mut driver);
                assert_eq!(shown + left_out, all, "{}", told(name, lang, size, &mut driver));
            }
        }
    }
}

#[test]
fn every_action_of_a_place_stands_on_the_bar_in_the_menu_or_in_the_help() {
    for &(name, go) in SCENES {
        let mut driver = Driver::start(Lang::En, (200, 60));
        go(&mut driver);
        if driver.model.overlay.is_some() {
            continue;
        }
        let scope = sspr::app::screens::scope(&driver.model);
        driver.press("f1");
        // the help of the help closes it
        if driver.model.top::<Help>().is_none() {
            driver.press("f1");
        }
        let help: String = sspr::app::screens::help::rows(&driver.model)
            .into_iter()
            .flatten()
            .map(|(_, text)| text)
            .collect();
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        for binding in bindings::of(scope) {
            let told = binding.menu || bare(&help).contains(&bare(binding.hint.get(Lang::En)));
            assert!(told, "{name}: {:?}", binding.action);
        }
    }
}

/// No syllable straddles a border or the edge of a popup.
fn syllables(seen: &mut Seen<'_>) {
    let (size, buffer) = (seen.size, &seen.buffer);
    for y in 0..size.1 {
        for x in 0..size.0 {
            if columns::width(buffer[(x, y)].symbol()) < 2 {
                continue;
            }
            let next = if x + 1 < size.0 {
                buffer[(x + 1, y)].symbol()
            } else {
                "edge"
            };
            let free = next.trim().is_empty();
            assert!(free, "{next:?} over a syllable at {x},{y}");
        }
    }
}

/// The screen as a terminal without colours shows it: signs, and what is bold, underlined or reversed.
fn without_colour(driver: &mut Driver) -> String {
    let buffer = driver.drawn(&Settings {
        color: false,
        ascii: true,
        theme: Theme::Mono,
        ..Settings::default()
    });
    let mut out = String::new();
    for cell in &buffer.content {
        let _ = write!(out, "{}{:?}", cell.symbol(), cell.modifier);
    }
    out
}

/// Two states of one screen: how to come to the first, and from there to the other.
type Change = (&'static str, fn(&mut Driver), fn(&mut Driver));

const CHANGES: &[Change] = &[
    (
        "another row is chosen",
        |_| {},
        |driver| {
            driver.press("down");
        },
    ),
    (
        "a result is sure or not",
        |driver| {
            driver.type_text("SSPR_0029");
        },
        |driver| {
            driver.type_text("qq");
        },
    ),
    (
        "what was pasted is used or dropped",
        |driver| {
            driver.paste(EVENT).press("f6");
        },
        |driver| {
            driver.press("space");
        },
    ),
    (
        "an answer is chosen",
        |driver| {
            driver.open_usage();
        },
        |driver| {
            driver.press("down");
        },
    ),
    ("a step is open or done", at_remedy, |driver| {
        driver.press("space");
    }),
    (
        "a step is done or not needed",
        |driver| {
            at_remedy(driver);
            driver.press("space");
        },
        |driver| {
            driver.press("x");
        },
    ),
    (
        "a section is folded or not",
        |driver| {
            at_remedy(driver);
            driver.press("end down down down down down down down down");
        },
        |driver| {
            driver.press("enter");
        },
    ),
    ("another pane has focus", at_remedy, |driver| {
        driver.press("f6");
    }),
    (
        "another place is looked at",
        |driver| {
            at_remedy(driver);
            driver.press("/").type_text("account").press("enter");
        },
        |driver| {
            driver.press("n");
        },
    ),
    (
        "a word is found or not",
        |driver| {
            at_remedy(driver);
            driver.press("/").type_text("account");
        },
        |driver| {
            driver.type_text("qq");
        },
    ),
    ("an outcome was said or not", at_remedy, |driver| {
        driver.press("4 esc");
    }),
    ("a field is missing or known", at_form, |driver| {
        driver.edit("user_type").press("enter");
    }),
    (
        "what was typed is refused",
        |driver| {
            at_form(driver);
            driver.edit("support_code").type_text("8f3b");
        },
        |driver| {
            driver.press("enter");
        },
    ),
    (
        "a setting is changed",
        |driver| {
            driver.press("ctrl-t down down down");
        },
        |driver| {
            driver.press("enter");
        },
    ),
    (
        "a case is open or closed",
        |driver| {
            at_remedy(driver);
            driver.press("f10 ctrl-o");
        },
        |driver| {
            driver.press("ctrl-x");
        },
    ),
    (
        "a proof was seen or not",
        |driver| {
            at_remedy(driver);
            driver.press("v");
        },
        |driver| {
            driver.press("space");
        },
    ),
    (
        "an action is refused or not",
        |driver| {
            at_remedy(driver);
            driver.press("tab");
        },
        |driver| {
            driver.type_text("say it again");
        },
    ),
    (
        "a case waits or goes on",
        |driver| {
            *driver = Driver::start_at("event.33004", driver.model.lang, driver.model.size);
        },
        |driver| {
            driver.press("8");
        },
    ),
];

#[test]
fn no_state_is_told_by_colour_alone() {
    for (name, first, then) in CHANGES {
        let mut driver = Driver::start(Lang::En, (120, 40));
        first(&mut driver);
        // what was said is told in words anyway
        driver.model.toast = None;
        let before = without_colour(&mut driver);
        then(&mut driver);
        driver.model.toast = None;
        assert_ne!(without_colour(&mut driver), before, "{name}\n{}", driver.frame());
    }
}

/// A coloured state bears a sign or a weight wherever it stands.
fn weights(seen: &mut Seen<'_>) {
    let mono = Settings {
        color: false,
        theme: Theme::Mono,
        ..Settings::default()
    };
    let look = Look::of(&Settings {
        color: true,
        ..Settings::default()
    });
    let (coloured, plain) = (&seen.buffer, seen.driver.drawn(&mono));
    let states = [look.good, look.warn, look.bad, look.wait].map(|style| style.fg);
    for (cell, without) in coloured.content.iter().zip(&plain.content) {
        if states.contains(&Some(cell.fg)) && !cell.symbol().trim().is_empty() {
            let told = !without.modifier.is_empty() || cell.symbol().chars().all(|c| !c.is_alphanumeric());
            assert!(told, "{:?} is told by colour alone", cell.symbol());
        }
    }
}

/// No frame lays out a text twice, and one of what was drawn before lays out and reads no page anew.
fn laid_out_once(seen: &mut Seen<'_>) {
    let driver = &mut *seen.driver;
    let (blocks, articles) = (driver.model.leaves.times(), driver.model.times_read());
    let broken = columns::watch::during(|| drop(driver.buffer()));
    let mut texts = BTreeSet::new();
    // what fits a line is not laid out; the help names the same deed at several places, and records of a log say the same
    let long = broken.into_iter().filter(|(text, width)| columns::width(text) > *width);
    let repeats = seen.name == "help" || seen.name.starts_with("event log");
    for text in long.filter(|_| !repeats) {
        assert!(texts.insert(text.clone()), "{text:?} was laid out twice");
    }
    assert_eq!(driver.model.leaves.times(), blocks, "a page was laid out anew");
    assert_eq!(driver.model.times_read(), articles, "an entry was read anew");
}

#[test]
fn an_article_is_laid_out_once_a_width_and_drawing_lays_out_nothing() {
    let read = |driver: &mut Driver| {
        driver.type_text("SSPR_0029").press("enter");
    };
    for go in [at_remedy, read] {
        let mut driver = Driver::start(Lang::En, (120, 40));
        go(&mut driver);
        driver.frame();
        // each step shows its details once
        driver.press("down down down down down down down down up up up up up up up up");
        let times = driver.model.leaves.times();
        assert!(times > 0);
        driver.press("down down down up up up pgdn pgup end home");
        driver.frame();
        driver.frame();
        driver.resize((120, 50));
        assert_eq!(driver.model.leaves.times(), times, "moving laid it out anew");
        driver.resize((110, 50));
        driver.frame();
        let other = driver.model.leaves.times();
        assert!(other > times);
        driver.frame();
        assert_eq!(driver.model.leaves.times(), other, "drawing laid it out");
    }
}

#[test]
fn the_wheel_turns_the_pane_below_the_pointer_and_f6_goes_from_pane_to_pane() {
    let mut driver = Driver::start(Lang::En, (120, 24));
    at_remedy(&mut driver);
    for _ in 0..20 {
        driver.press("n").type_text("call back").press("enter");
    }
    let (text, side) = ((20, 5), (110, 18));
    let row = driver.model.row();
    let before = driver.frame();
    driver.send(Msg::Scroll(3, side));
    assert_eq!(driver.model.row(), row, "the cursor of the text stayed");
    assert_ne!(driver.frame(), before);
    driver.send(Msg::Scroll(-3, side));
    assert_eq!(driver.frame(), before);
    driver.send(Msg::Scroll(1, text));
    assert_ne!(driver.model.row(), row);
    // the keys scroll the pane in focus, Esc gives it back to the text
    let row = driver.model.row();
    let panes = sspr::app::screens::panes(&driver.model).beside.len();
    for _ in 0..panes {
        driver.press("f6");
        assert!(driver.model.focus().is_some());
    }
    let before = driver.frame();
    driver.press("end");
    assert_ne!(driver.frame(), before);
    assert_eq!(driver.model.row(), row);
    driver.press("esc");
    assert!(driver.model.focus().is_none() && driver.model.row() == row);
    // round the ends, and a click goes there too
    driver.send(Msg::Click(side.0, side.1));
    assert!(driver.model.focus().is_some());
    driver.send(Msg::Click(text.0, text.1));
    assert!(driver.model.focus().is_none());
}

#[test]
fn on_a_narrow_screen_f6_shows_what_is_known_in_the_place_of_the_remedy() {
    for lang in Lang::ALL {
        let mut driver = Driver::start(lang, (80, 24));
        at_remedy(&mut driver);
        let (before, known) = (driver.frame(), ui::KNOWN.get(lang));
        assert!(!before.contains(known));
        driver.press("f6").shows(known).press("f6");
        assert_eq!(driver.frame(), before);
        // nothing is ticked that is not seen
        driver.press("f6 space");
        assert_eq!(driver.frame(), before);
    }
}

#[test]
fn width_adds_panes_case_and_notes_come_last() {
    for lang in Lang::ALL {
        let mut driver = Driver::start(lang, (120, 40));
        at_remedy(&mut driver);
        let titles = |driver: &mut Driver, size| {
            driver.resize(size);
            let panes = sspr::app::screens::panes(&driver.model).beside;
            panes.into_iter().map(|pane| pane.title).collect::<Vec<_>>()
        };
        let [tell, known, case] = [ui::TELL, ui::KNOWN, ui::CASE].map(|say| say.get(lang).to_owned());
        let at = titles(&mut driver, (120, 40));
        assert_eq!(at, [tell.clone(), known.clone()]);
        let at = titles(&mut driver, (160, 45));
        assert_eq!(at[1..], [tell.clone(), known.clone()]);
        let at = titles(&mut driver, (200, 60));
        assert_eq!(at[1..4], [tell, known, case.clone()]);
        assert_eq!(at.len(), 5);
        // the first screen has the case from 160 columns on
        driver.press("f10");
        assert!(!titles(&mut driver, (120, 40)).contains(&case));
        assert!(titles(&mut driver, (160, 45)).contains(&case));
    }
}

#[test]
fn an_area_tells_its_first_question_and_the_header_the_day_of_the_knowledge() {
    for (lang, first, day) in [
        (Lang::En, "First question:", "knowledge of 20"),
        (
            Lang::Ko,
            "\u{ccab} \u{c9c8}\u{bb38}:",
            "\u{ae30}\u{c900} \u{c9c0}\u{c2dd}",
        ),
    ] {
        for size in SIZES {
            let mut driver = Driver::start(lang, size);
            let frame = driver.frame();
            assert!(frame.lines().next().unwrap().contains(day), "{frame}");
            if size.1 > 20 {
                driver.shows(first);
            }
        }
    }
}

#[test]
fn every_outcome_stands_whole_on_the_screen() {
    for lang in Lang::ALL {
        let mut remedy = Driver::start(lang, (80, 24));
        at_remedy(&mut remedy);
        // one that can be waited for offers most
        let waits = Driver::start_at("event.33004", lang, (80, 24));
        for mut driver in [remedy, waits] {
            for size in SIZES {
                driver.resize(size);
                for (outcome, text) in walking::outcomes(&driver.model) {
                    driver.shows(&format!("{} {text}", outcome.digit()));
                }
            }
        }
    }
}

/// No line of prose is longer than the eye finds its way back.
fn prose(seen: &mut Seen<'_>) {
    if !["question", "remedy", "remedy further down", "reader", "end", "note"].contains(&seen.name) {
        return;
    }
    for text in lines(&seen.buffer).into_iter().skip(2).rev().skip(6) {
        let upright = |c: char| matches!(c, '\u{2502}' | '\u{2503}');
        if !text.starts_with(upright) {
            continue;
        }
        for part in text.split(|c: char| arms(c.encode_utf8(&mut [0; 4])).is_some()) {
            assert!(columns::width(part.trim()) <= 84, "{part}");
        }
    }
}

/// Every style a cell may have: a token, or a token in a chosen row.
fn styles(look: &Look) -> BTreeSet<String> {
    let inks = [
        look.text,
        look.muted,
        look.border,
        look.accent,
        look.heading,
        look.focus,
        look.name,
        look.good,
        look.warn,
        look.bad,
        look.wait,
        look.evidence,
        look.literal,
        look.masked,
        look.matched,
        look.accent.patch(Style::new().add_modifier(Modifier::UNDERLINED)),
    ];
    let rows = [Style::new(), look.select, look.select_off];
    let cells = inks
        .iter()
        .flat_map(|ink| rows.iter().map(move |row| look.text.patch(*ink).patch(*row)));
    cells
        .map(|style| {
            let mut cell = Cell::default();
            cell.set_style(style);
            style_of(&cell)
        })
        .collect()
}

fn style_of(cell: &Cell) -> String {
    format!("{:?} {:?} {:?}", cell.fg, cell.bg, cell.modifier)
}

#[test]
fn every_cell_bears_a_named_style_in_every_theme_and_none_is_dimmed() {
    let looks: Vec<Settings> = [Theme::Dark, Theme::Light, Theme::HighContrast, Theme::Mono]
        .into_iter()
        .flat_map(|theme| {
            [Depth::Full, Depth::TwoFiftySix, Depth::Sixteen].map(|depth| Settings {
                color: theme != Theme::Mono,
                theme,
                depth,
                ..Settings::default()
            })
        })
        .collect();
    for &(name, go) in SCENES {
        let mut driver = Driver::start(Lang::En, (120, 40));
        go(&mut driver);
        for settings in &looks {
            let named = styles(&Look::of(settings));
            let buffer = driver.drawn(settings);
            for (_, cell) in rows(&buffer).into_iter().flatten() {
                let style = style_of(cell);
                assert!(
                    named.contains(&style),
                    "{name}, {settings:?}: {:?} is {style}",
                    cell.symbol()
                );
                assert!(!cell.modifier.contains(Modifier::DIM), "{name}");
            }
        }
    }
}

/// Signs that are wide on one terminal and narrow on another.
const AMBIGUOUS: &str = "\u{2026}\u{b7}\u{2022}\u{2013}\u{2014}\u{201c}\u{201d}\u{2018}\u{2019}\u{2192}\u{2190}\u{2191}\u{2193}\u{d7}\u{b0}\u{25cf}\u{25cb}\u{25a0}\u{25a1}\u{25b6}\u{2460}\u{203b}\u{2265}";

/// No sign in a text is wide on one terminal and narrow on another.
fn signs(seen: &mut Seen<'_>) {
    for cell in &seen.buffer.content {
        assert!(!cell.symbol().contains(|c| AMBIGUOUS.contains(c)), "{}", cell.symbol());
    }
}

#[test]
fn no_text_of_the_built_in_knowledge_holds_a_sign_that_is_wide_on_one_terminal_and_narrow_on_another() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/knowledge");
    let mut read = 0;
    for item in std::fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "yaml") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for (line, text) in text.lines().enumerate() {
            assert!(
                !text.contains(|c| AMBIGUOUS.contains(c)),
                "{}:{}: {text}",
                path.display(),
                line + 1
            );
        }
        read += 1;
    }
    assert!(read > 0, "nothing in {folder}");
}

#[test]
fn the_ascii_set_draws_the_same_frame_from_ascii_alone() {
    for &(name, go) in SCENES {
        let mut driver = Driver::start(Lang::En, (120, 40));
        go(&mut driver);
        let unicode = driver.buffer();
        let plain = driver.drawn(&Settings {
            color: true,
            ascii: true,
            ..Settings::default()
        });
        for (ours, ascii) in unicode.content.iter().zip(&plain.content) {
            let wanted = match ours.symbol() {
                "\u{2500}" => "-",
                "\u{2502}" => "|",
                "\u{2503}" => "]",
                "\u{2501}" => "=",
                "\u{2713}" => "v",
                // attempts over time: of ASCII how many there were, where bars compare them
                "\u{2581}" | "\u{2582}" | "\u{2583}" | "\u{2584}" | "\u{2585}" | "\u{2586}" | "\u{2587}"
                | "\u{2588}" => {
                    let digit = ascii.symbol();
                    assert!(matches!(digit.as_bytes(), [b'1'..=b'9']), "{name}: {digit}");
                    digit
                }
                sign if arms(sign).is_some() => "+",
                same => same,
            };
            assert_eq!(ascii.symbol(), wanted, "{name}");
        }
    }
}

#[test]
fn both_languages_have_the_same_panes() {
    let panes = |driver: &mut Driver| {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        for cell in &driver.buffer().content {
            let corner = arms(cell.symbol())
                .is_some_and(|arms| arms != [false, true, false, true] && arms != [true, false, true, false]);
            if corner {
                *count.entry(cell.symbol().to_owned()).or_default() += 1;
            }
        }
        count
    };
    for &(name, go) in SCENES {
        for size in SIZES {
            let [en, ko] = Lang::ALL.map(|lang| {
                let mut driver = Driver::start(lang, size);
                go(&mut driver);
                panes(&mut driver)
            });
            assert_eq!(en, ko, "{name} at {size:?}");
        }
    }
}
