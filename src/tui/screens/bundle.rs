//! Draws what the bundle will hold beside what stands in the originals, and what came of it.

use crate::app::bundling::{self, Bundle};
use crate::app::panes::Panes;
use crate::app::screens::bundle;
use crate::app::{Model, handed, layout, sealing};
use crate::knowledge::page::Row as Told;
use crate::text::{Lang, Say, columns, say, ui, visible, visible_path};
use crate::tui::panes::{self, Pane, Row, Stage};
use crate::tui::texts::OF;
use crate::tui::widgets;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

const INSIDE: Say = say("Goes into the bundle", "번들에 들어가는 것");
const WRITTEN: Say = say("Written", "저장함");
const NEXT: Say = say("Next", "다음");
const FOR: Say = say("For", "받는 쪽");
const STAYS: Say = say(
    "codes, times and tracking IDs stay, as evidence",
    "코드, 시각, 추적 ID는 증거이므로 남김",
);

pub fn draw(stage: &mut Stage<'_, '_>, panes: &Panes, model: &Model, state: &Bundle) {
    let area = Rect::from(panes.text);
    let (look, lang) = (stage.look, model.lang);
    if state.written.is_some() {
        written(stage, panes, model, state);
        return;
    }
    let width = layout::prose(area.width);
    let Some(count) = bundle::counted_files(state, lang, width) else {
        let mut lines = vec![Line::styled(ui::READING_PLAN.get(lang), look.muted)];
        if let Some(error) = &state.error {
            lines = widgets::said("!", look.warn, error, width, look);
        }
        stage.text(Pane::new(area, INSIDE.get(lang)).focused(), lines);
        return;
    };
    let lines = bundling::lines(model);
    let pane = Pane::new(area, INSIDE.get(lang)).counted(count).focused();
    let rows: Vec<Told> = lines
        .iter()
        .map(|line| line.row(lang, pane.columns().saturating_sub(2)))
        .collect();
    let row = |at: usize| rows.get(at).map(|row| Row::Of(widgets::line(row, look)));
    let chosen = model.row().filter(|_| !lines.is_empty());
    stage.list(pane, lines.len(), row, chosen);
    foot(stage, panes.foot.into(), model, state);
    if stage.note.is_empty() {
        STAYS.get(lang).clone_into(&mut stage.note);
    }
}

/// For whom it is, and the name of the file.
fn foot(stage: &mut Stage<'_, '_>, area: Rect, model: &Model, state: &Bundle) {
    let lang = model.lang;
    let look = stage.look;
    let path = format!(": {}", visible(&state.path));
    if let Some(error) = &state.error {
        let pane = Pane::new(area, ui::BUNDLE_FILE.get(lang)).counted(state.order.profile.name().get(lang));
        let width = pane.columns();
        let mut lines = vec![Line::styled(columns::cut(&path, width), look.text)];
        lines.extend(widgets::said("!", look.warn, error, width, look));
        stage.text(pane, lines);
        return;
    }
    let file = if bundle::foot_rows(model) > 1 {
        let (whom, file) = panes::above(area, 1);
        for_whom(stage, whom, lang, state);
        file
    } else if layout::high(model.size) {
        let (whom, file) = panes::left(area, area.width / 2 + 6);
        for_whom(stage, whom, lang, state);
        file
    } else {
        area
    };
    let mut pane = Pane::new(file, ui::BUNDLE_FILE.get(lang)).counted(sealing::told(state, lang));
    if !layout::high(model.size) {
        pane = pane.counted(state.order.profile.name().get(lang));
    }
    let width = pane.columns();
    let inside = stage.open(pane);
    let line = Line::styled(columns::cut(&path, width), look.text);
    widgets::put(stage.frame, inside, vec![line]);
}

fn for_whom(stage: &mut Stage<'_, '_>, area: Rect, lang: Lang, state: &Bundle) {
    let look = stage.look;
    let pane = Pane::new(area, FOR.get(lang));
    let width = pane.columns();
    let inside = stage.open(pane);
    let mut spans = Vec::new();
    let (all, hidden) = bundle::whom(state, lang);
    for (word, chosen) in all {
        spans.push(if chosen {
            Span::styled(format!("< {word} >  "), look.accent)
        } else {
            Span::styled(format!("{word}  "), look.muted)
        });
    }
    let taken: usize = spans.iter().map(|span| columns::width(&span.content)).sum();
    spans.push(Span::styled(
        columns::cut(&hidden, width.saturating_sub(taken)),
        look.text,
    ));
    widgets::put(stage.frame, inside, vec![Line::from(spans)]);
}

/// What was proved of the file, and what can be done next.
fn written(stage: &mut Stage<'_, '_>, panes: &Panes, model: &Model, state: &Bundle) {
    let (look, lang) = (stage.look, model.lang);
    let Some((path, written)) = &state.written else { return };
    let pane = Pane::new(panes.text.into(), WRITTEN.get(lang)).marked(look.glyphs.done, look.good);
    let width = pane.columns();
    let mut lines = widgets::wrapped(&visible_path(path), width, look.name);
    for line in written.lines(lang) {
        let (mark, style, said) = match (line.strip_prefix("v "), line.strip_prefix("! ")) {
            (Some(done), _) => (look.glyphs.done, look.good, done),
            (_, Some(mind)) => ("!", look.warn, mind),
            _ => ("", look.text, line.as_str()),
        };
        lines.extend(widgets::said(mark, style, said, width, look));
    }
    if let Some(error) = &state.error {
        lines.extend(widgets::said("!", look.warn, error, width, look));
    }
    stage.text(pane, lines);
    let rows = handed::rows(model);
    let at = (model.row().map_or(0, |row| row + 1)).to_string();
    let count = OF.with(lang, &[&at, &rows.len().to_string()]);
    let pane = Pane::new(panes.foot.into(), NEXT.get(lang)).counted(count).focused();
    let row = |at: usize| Some(Row::Of(Line::styled(rows.get(at)?.as_str(), look.text)));
    stage.list(pane, rows.len(), row, model.row());
}
