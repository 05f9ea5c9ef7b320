//! What stands around every screen: where you are, what is known, the keys; and the overlays above it.

use super::look::Look;
use super::{screens, widgets};
use crate::app::bindings::{self, Scope};
use crate::app::key::Key;
use crate::app::lines::Typed;
use crate::app::screen::{List, Overlay, Purpose};
use crate::app::screens::scope;
use crate::app::walking::View;
use crate::app::{Model, jobs, known, layout, overlay};
use crate::knowledge::page;
use crate::text::{columns, say, ui};
use ratatui::Frame;
use ratatui::layout::{Margin, Rect};
use ratatui::text::{Line, Span};
use ratatui::widgets::{LineGauge, Paragraph};

/// Draws the whole program. A function of the model: nothing is kept from one frame to the next.
pub fn draw(frame: &mut Frame<'_>, model: &Model, look: &Look) {
    let whole = frame.area();
    if !layout::fits((whole.width, whole.height)) {
        let text = widgets::wrapped(ui::TOO_SMALL.get(model.lang), usize::from(whole.width), look.body);
        frame.render_widget(Paragraph::new(text), whole);
        return;
    }
    let inside = whole.inner(Margin::new(1, 0));
    let (head, rest) = widgets::split(inside, usize::from(layout::HEADER));
    let (body, foot) = widgets::split(rest, layout::body_rows(model.size));
    header(frame, head, model, look);
    screens::draw(frame, body, model, look);
    footer(frame, foot, model, look);
    match &model.overlay {
        Some(Overlay::Help { scroll }) => help(frame, model, *scroll, look),
        Some(Overlay::List { of, chosen }) => {
            let items = overlay::items(model, of);
            list(frame, model, of, &items, overlay::row(&items, chosen), look);
        }
        Some(Overlay::Type { purpose, input, error }) => {
            typing(frame, model, purpose, input, error.as_deref(), look);
        }
        None => {}
    }
}

fn header(frame: &mut Frame<'_>, area: Rect, model: &Model, look: &Look) {
    let width = usize::from(area.width);
    // on the first screen no case is worked on
    let case = model.case.as_ref().filter(|_| model.depth() > 0);
    let right = case.map(|case| case.id.to_string()).unwrap_or_default();
    let crumbs = (model.deeds().crumbs)(model);
    let left = fitted(&crumbs, width.saturating_sub(columns::width(&right) + 7));
    let gap = width.saturating_sub(5 + columns::width(&left) + columns::width(&right));
    let path = Line::from(vec![
        Span::styled("sspr ", look.section),
        Span::styled(left, look.title),
        Span::raw(" ".repeat(gap)),
        Span::styled(right, look.dim),
    ]);
    // on a narrow screen what is known stands here; on a wide one beside the text
    let below = if model.top::<View>().is_some() && area.width + 2 < layout::WIDE {
        let mut facts = known::known_line(model);
        if facts.is_empty() {
            ui::NOTHING_KNOWN.get(model.lang).clone_into(&mut facts);
        }
        columns::cut(&format!("{}: {facts}", ui::KNOWN.get(model.lang)), width)
    } else {
        look.rule.repeat(width)
    };
    frame.render_widget(Paragraph::new(vec![path, Line::styled(below, look.dim)]), area);
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
    let width = usize::from(area.width);
    let (above, keys) = widgets::split(area, 1);
    let job = jobs::shown(model);
    let said: Vec<&str> = model
        .toast
        .iter()
        .chain(job.iter().map(|(text, _)| text))
        .map(String::as_str)
        .collect();
    let said = columns::cut(&said.join("  "), width);
    if let Some((_, part)) = &job {
        let gauge = LineGauge::default()
            .label(Line::styled(said, look.warn))
            .filled_symbol(look.filled)
            .unfilled_symbol(look.rule)
            .filled_style(look.warn)
            .unfilled_style(look.dim)
            .ratio(*part);
        frame.render_widget(gauge, above);
    } else if said.is_empty() {
        frame.render_widget(Line::styled(look.rule.repeat(width), look.dim), above);
    } else {
        frame.render_widget(Line::styled(said, look.warn), above);
    }
    let scope = scope(model);
    let hints: Vec<_> = match &model.overlay {
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
    for (key, hint) in hints {
        let (key, hint) = (key.name(model.lang), hint.get(model.lang));
        let wide = columns::width(&key) + 1 + columns::width(hint) + 2;
        if used + wide > width + 2 {
            continue;
        }
        used += wide;
        spans.extend([
            Span::styled(key, look.key),
            Span::raw(" "),
            Span::styled(hint, look.body),
            Span::raw("  "),
        ]);
    }
    frame.render_widget(Line::from(spans), keys);
}

fn list(frame: &mut Frame<'_>, model: &Model, list: &List, items: &[overlay::Item], row: usize, look: &Look) {
    let lang = model.lang;
    let (title, wide, mut above) = match list {
        List::Menu => (ui::MENU.get(lang).to_owned(), 60, Vec::new()),
        List::Leave => (ui::LEAVE.get(lang).to_owned(), 50, Vec::new()),
        List::Values(field) => {
            let Some(field) = model.catalog.field(field) else {
                return;
            };
            let help = widgets::wrapped(&page::plain(field.help.get(lang)), 64, look.dim);
            (field.ask.get(lang).to_owned(), 70, help)
        }
    };
    if !above.is_empty() {
        above.push(Line::raw(""));
    }
    let inside = widgets::popup(frame, &title, wide, above.len() + items.len(), look);
    let inside = widgets::put(frame, inside, above);
    let (width, shown) = (usize::from(inside.width), usize::from(inside.height));
    let lines = items.iter().enumerate().map(|(i, item)| {
        let why = item
            .blocked
            .map(|why| format!(" ({})", why.get(lang)))
            .unwrap_or_default();
        let room = width.saturating_sub(columns::width(&item.key) + 5);
        let text = columns::pad(&format!("{}{why}", item.text), room);
        widgets::choice(i, i == row, &format!("{text} {}", item.key), width, look)
    });
    let top = widgets::window(row, items.len(), shown);
    widgets::put(frame, inside, lines.skip(top).take(shown).collect());
}

fn help(frame: &mut Frame<'_>, model: &Model, scroll: usize, look: &Look) {
    let inside = widgets::popup(frame, ui::HELP.get(model.lang), 76, usize::MAX, look);
    let width = usize::from(inside.width);
    let lines = overlay::help_lines(model).into_iter().flat_map(|(keys, text)| {
        if !keys.is_empty() {
            return vec![Line::from(vec![
                Span::styled(columns::pad(&keys, 18), look.key),
                Span::styled(columns::cut(&text, width.saturating_sub(18)), look.body),
            ])];
        }
        let heading = Scope::ALL.iter().any(|s| s.name().get(model.lang) == text);
        widgets::wrapped(&text, width, if heading { look.section } else { look.body })
    });
    widgets::put(frame, inside, lines.skip(scroll).collect());
}

fn typing(frame: &mut Frame<'_>, model: &Model, purpose: &Purpose, input: &Typed, error: Option<&str>, look: &Look) {
    let lang = model.lang;
    let field = match purpose {
        Purpose::Field(id) => model.catalog.field(id),
        Purpose::Note | Purpose::SkipReason => None,
    };
    let title = match (purpose, &field) {
        (Purpose::Note, _) => ui::NOTE.get(lang),
        (Purpose::SkipReason, _) => ui::WHY_NOT.get(lang),
        (Purpose::Field(_), Some(field)) => field.ask.get(lang),
        (Purpose::Field(id), None) => id,
    };
    let wide = if frame.area().width >= layout::WIDE { 90 } else { 74 };
    let width = usize::from(frame.area().width.saturating_sub(4).min(wide)) - 4;
    let mut above = Vec::new();
    if let Some(field) = &field {
        above.extend(widgets::wrapped(&page::plain(field.help.get(lang)), width, look.body));
        if !field.example.is_empty() {
            let example = format!("{}: {}", ui::EXAMPLE.get(lang), field.example);
            above.extend(widgets::wrapped(&example, width, look.dim));
        }
        above.push(Line::raw(""));
    }
    let below = error.map(|e| widgets::wrapped(e, width, look.warn)).unwrap_or_default();
    let typed = usize::from(if matches!(input, Typed::Lines(_)) {
        layout::LINES
    } else {
        1
    });
    let rows = above.len() + below.len() + typed;
    let inside = widgets::popup(frame, &columns::cut(title, width), wide, rows, look);
    // on a low screen the help gives way, never the line itself
    above.truncate(usize::from(inside.height).saturating_sub(below.len() + typed));
    let room = widgets::put(frame, inside, above);
    let rest = match input {
        Typed::Line(text) => {
            let (line, rest) = widgets::split(room, 1);
            widgets::input(frame, line, text, "", look);
            rest
        }
        Typed::Lines(text) => widgets::lines(frame, room, text, "", look),
    };
    widgets::put(frame, rest, below);
}
