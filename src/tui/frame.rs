//! What stands around every screen: where you are, what is known, the keys; and the overlays above it.

use super::look::Look;
use super::{screens, widgets};
use crate::app::bindings::{self, Scope};
use crate::app::key::Key;
use crate::app::screen::{Overlay, Purpose, Screen};
use crate::app::{self, Model, filling, jobs, known, layout, overlay};
use crate::text::{columns, say, ui};
use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use ratatui::widgets::Paragraph;

/// Draws the whole program. A function of the model: nothing is kept from one frame to the next.
pub fn draw(frame: &mut Frame<'_>, model: &Model, look: &Look) {
    let area = frame.area();
    if !layout::fits((area.width, area.height)) {
        let text = widgets::wrapped(ui::TOO_SMALL.get(model.lang), usize::from(area.width), look.body);
        frame.render_widget(Paragraph::new(text), area);
        return;
    }
    let [head, body, foot] = [
        Rect {
            height: layout::HEADER,
            ..area
        },
        Rect {
            y: area.y + layout::HEADER,
            height: area.height - layout::HEADER - layout::FOOTER,
            ..area
        },
        Rect {
            y: area.bottom() - layout::FOOTER,
            height: layout::FOOTER,
            ..area
        },
    ];
    header(frame, head, model, look);
    let inside = Rect {
        x: body.x + 1,
        width: body.width.saturating_sub(2),
        ..body
    };
    screens::draw(frame, inside, model, look);
    footer(frame, foot, model, look);
    if let Some(open) = &model.overlay {
        draw_overlay(frame, model, open, look);
    }
}

fn header(frame: &mut Frame<'_>, area: Rect, model: &Model, look: &Look) {
    let width = usize::from(area.width.saturating_sub(2));
    // on the first screen no case is worked on
    let right = model
        .case
        .as_ref()
        .filter(|_| model.depth() > 0)
        .map(|c| c.id.to_string())
        .unwrap_or_default();
    let crumbs = (app::screens::of(model.top()).crumbs)(model);
    let room = width.saturating_sub(columns::width(&right) + 2);
    let left = fitted(&crumbs, room.saturating_sub(5));
    let gap = width.saturating_sub(5 + columns::width(&left) + columns::width(&right));
    let line = Line::from(vec![
        Span::styled("sspr ", look.section),
        Span::styled(left, look.title),
        Span::raw(" ".repeat(gap)),
        Span::styled(right, look.dim),
    ]);
    let row = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        height: 1,
        ..area
    };
    frame.render_widget(Paragraph::new(line), row);
    let below = Rect { y: area.y + 1, ..row };
    // on a narrow screen what is known stands here; on a wide one beside the text
    let known = matches!(model.top(), Screen::Walk(_)) && area.width < layout::WIDE;
    if known {
        let facts = known::known_line(model);
        let text = if facts.is_empty() {
            ui::NOTHING_KNOWN.get(model.lang).to_owned()
        } else {
            facts
        };
        let text = format!("{}: {text}", ui::KNOWN.get(model.lang));
        frame.render_widget(
            Paragraph::new(Line::styled(columns::cut(&text, width), look.dim)),
            below,
        );
    } else {
        frame.render_widget(Paragraph::new(Line::styled(look.rule.repeat(width), look.dim)), below);
    }
}

/// The path in at most `width` columns: what is nearest stays, what is far gives way.
fn fitted(crumbs: &[String], width: usize) -> String {
    let whole = crumbs.join(" > ");
    if columns::width(&whole) <= width {
        return whole;
    }
    let mut out = String::new();
    for crumb in crumbs.iter().rev() {
        let longer = if out.is_empty() {
            crumb.clone()
        } else {
            format!("{crumb} > {out}")
        };
        if columns::width(&longer) + 4 > width {
            break;
        }
        out = longer;
    }
    if out.is_empty() {
        return columns::cut(crumbs.last().map_or("", String::as_str), width);
    }
    format!("... {out}")
}

fn footer(frame: &mut Frame<'_>, area: Rect, model: &Model, look: &Look) {
    let width = usize::from(area.width.saturating_sub(2));
    let row = Rect {
        x: area.x + 1,
        width: area.width.saturating_sub(2),
        height: 1,
        ..area
    };
    let job = jobs::line(model);
    let said: Vec<&str> = model.toast.iter().chain(&job).map(String::as_str).collect();
    let line = if said.is_empty() {
        Line::styled(look.rule.repeat(width), look.dim)
    } else {
        Line::styled(columns::cut(&said.join("  "), width), look.warn)
    };
    frame.render_widget(Paragraph::new(line), row);
    let scope = model.scope();
    let keys: Vec<_> = match &model.overlay {
        Some(open) => open.keys(),
        None => bindings::of(scope)
            .filter(|b| b.bar && model.lacks(b.needs).is_none())
            .map(|b| match bindings::shown(b, scope) {
                Key::Esc if job.is_some() => (Key::Esc, say("stop", "중지")),
                key => (key, b.hint),
            })
            .collect(),
    };
    let mut spans: Vec<Span<'_>> = Vec::new();
    let mut used = 0;
    for (key, hint) in keys {
        let (key, hint) = (key.name(model.lang), hint.get(model.lang));
        let wide = columns::width(&key) + 1 + columns::width(hint) + 2;
        if used + wide > width + 2 {
            continue;
        }
        used += wide;
        spans.push(Span::styled(key, look.key));
        spans.push(Span::raw(" "));
        spans.push(Span::styled(hint, look.body));
        spans.push(Span::raw("  "));
    }
    frame.render_widget(Paragraph::new(Line::from(spans)), Rect { y: area.y + 1, ..row });
}

fn draw_overlay(frame: &mut Frame<'_>, model: &Model, open: &Overlay, look: &Look) {
    let lang = model.lang;
    match open {
        Overlay::Menu { items, chosen } => {
            let height = u16::try_from(items.len()).unwrap_or(u16::MAX).saturating_add(2);
            let inside = widgets::popup(frame, ui::MENU.get(lang), 60, height, look);
            let (width, shown) = (usize::from(inside.width), usize::from(inside.height));
            let top = widgets::window(*chosen, items.len(), shown);
            let lines: Vec<Line<'_>> = items
                .iter()
                .enumerate()
                .skip(top)
                .take(shown)
                .map(|(i, item)| {
                    let room = width.saturating_sub(columns::width(&item.key) + 5);
                    let text = item
                        .blocked
                        .map_or_else(|| item.text.clone(), |why| format!("{} ({})", item.text, why.get(lang)));
                    widgets::choice(
                        i,
                        i == *chosen,
                        &format!("{} {}", columns::pad(&text, room), item.key),
                        width,
                        look,
                    )
                })
                .collect();
            frame.render_widget(Paragraph::new(lines), inside);
        }
        Overlay::Help { scroll } => {
            let inside = widgets::popup(frame, ui::HELP.get(lang), 76, u16::MAX, look);
            let lines = help(model, usize::from(inside.width), look);
            let lines: Vec<Line<'_>> = lines
                .into_iter()
                .skip(*scroll)
                .take(usize::from(inside.height))
                .collect();
            frame.render_widget(Paragraph::new(lines), inside);
        }
        Overlay::Type { purpose, input, error } => typing(frame, model, purpose, input, error.as_deref(), look),
        Overlay::Pick { field, chosen } => {
            let Some(field) = model.catalog.field(field) else {
                return;
            };
            let mut texts: Vec<String> = filling::choices(&field)
                .into_iter()
                .map(|v| v.text.get(lang).to_owned())
                .collect();
            texts.push(ui::NO_VALUE.get(lang).to_owned());
            let help = widgets::wrapped(&crate::knowledge::page::plain(field.help.get(lang)), 64, look.dim);
            let height = u16::try_from(texts.len() + help.len() + 3).unwrap_or(u16::MAX);
            let inside = widgets::popup(frame, field.ask.get(lang), 70, height, look);
            let width = usize::from(inside.width);
            let mut lines = help;
            lines.push(Line::raw(""));
            lines.extend(
                texts
                    .iter()
                    .enumerate()
                    .map(|(i, t)| widgets::choice(i, i == *chosen, t, width, look)),
            );
            frame.render_widget(Paragraph::new(lines), inside);
        }
        Overlay::Leave { chosen } => {
            let inside = widgets::popup(frame, ui::LEAVE.get(lang), 50, 4, look);
            let width = usize::from(inside.width);
            let lines: Vec<Line<'_>> = [ui::LEAVE_YES, ui::LEAVE_NO]
                .iter()
                .enumerate()
                .map(|(i, say)| widgets::choice(i, i == *chosen, say.get(lang), width, look))
                .collect();
            frame.render_widget(Paragraph::new(lines), inside);
        }
    }
}

fn help<'a>(model: &Model, width: usize, look: &Look) -> Vec<Line<'a>> {
    let mut lines = Vec::new();
    for (keys, text) in overlay::help_lines(model) {
        if keys.is_empty() {
            let style = if Scope::ALL.iter().any(|s| s.name().get(model.lang) == text) {
                look.section
            } else {
                look.body
            };
            lines.extend(widgets::wrapped(&text, width, style));
        } else {
            lines.push(Line::from(vec![
                Span::styled(columns::pad(&keys, 18), look.key),
                Span::styled(columns::cut(&text, width.saturating_sub(18)), look.body),
            ]));
        }
    }
    lines
}

fn typing(
    frame: &mut Frame<'_>,
    model: &Model,
    purpose: &Purpose,
    input: &tui_input::Input,
    error: Option<&str>,
    look: &Look,
) {
    let lang = model.lang;
    let (title, help, example) = match purpose {
        Purpose::Note => (ui::NOTE.get(lang).to_owned(), String::new(), String::new()),
        Purpose::SkipReason => (ui::WHY_NOT.get(lang).to_owned(), String::new(), String::new()),
        Purpose::Field(id) => match model.catalog.field(id) {
            Some(field) => (
                field.ask.get(lang).to_owned(),
                field.help.get(lang).to_owned(),
                field.example,
            ),
            None => (id.to_string(), String::new(), String::new()),
        },
    };
    let wide: u16 = if frame.area().width >= layout::WIDE { 90 } else { 74 };
    let width = usize::from(wide.min(frame.area().width.saturating_sub(4))) - 4;
    let mut above = Vec::new();
    if !help.is_empty() {
        above.extend(widgets::wrapped(
            &crate::knowledge::page::plain(&help),
            width,
            look.body,
        ));
    }
    if !example.is_empty() {
        above.extend(widgets::wrapped(
            &format!("{}: {example}", ui::EXAMPLE.get(lang)),
            width,
            look.dim,
        ));
    }
    if !above.is_empty() {
        above.push(Line::raw(""));
    }
    let below = error.map(|e| widgets::wrapped(e, width, look.warn)).unwrap_or_default();
    let rows = u16::try_from(above.len() + below.len() + 1).unwrap_or(u16::MAX);
    let inside = widgets::popup(frame, &columns::cut(&title, width), wide, rows.saturating_add(2), look);
    // on a low screen the help gives way, never the line itself
    let room = usize::from(inside.height).saturating_sub(below.len() + 1);
    let above: Vec<Line<'_>> = above.into_iter().take(room).collect();
    let line = Rect {
        y: inside.y + u16::try_from(above.len()).unwrap_or(0),
        height: 1,
        ..inside
    };
    frame.render_widget(Paragraph::new(above), inside);
    widgets::input(frame, line, input, "", look);
    let rest = Rect {
        y: line.y + 1,
        height: inside.bottom().saturating_sub(line.y + 1),
        ..inside
    };
    frame.render_widget(Paragraph::new(below), rest);
}
