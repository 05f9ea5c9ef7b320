//! Draws the checks: the answers to what they would do, how far they are, the list of what came of them.

use crate::app::checking::{Checks, Done, Running, THE_CHECKS};
use crate::app::panes::Panes;
use crate::app::screens::checks;
use crate::app::{Model, layout};
use crate::case::found::Passed;
use crate::check;
use crate::text::{Say, columns, say};
use crate::tui::look::Look;
use crate::tui::panes::{Pane, Stage};
use crate::tui::texts::OF;
use crate::tui::widgets;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};

const AND_NOW: Say = say("Go on?", "진행하시겠습니까?");
const RUNNING: Say = say("Connection checks: running", "연결 점검: 진행 중");

/// Columns of the state.
const STATE: usize = 10;

pub fn draw(stage: &mut Stage<'_, '_>, panes: &Panes, model: &Model, state: &Checks) {
    let area = Rect::from(panes.text);
    let (look, lang) = (stage.look, model.lang);
    let title = THE_CHECKS.get(lang);
    match state {
        Checks::Planning => {
            let pane = Pane::new(area, title).focused();
            let lines = widgets::wrapped(checks::PLANNING.get(lang), pane.columns(), look.muted);
            stage.text(pane, lines);
        }
        Checks::Refused(why) => {
            let pane = Pane::new(area, title).focused();
            let lines = widgets::said("x", look.bad, why, pane.columns(), look);
            stage.text(pane, lines);
        }
        Checks::Asking(plan) => {
            let answers = checks::answers(plan);
            let line = |at: usize| {
                let said = answers.get(at)?.get(lang);
                Some(Line::from(vec![
                    Span::styled(format!("{} ", at + 1), look.accent),
                    Span::styled(said, look.text),
                ]))
            };
            let pane = Pane::new(area, AND_NOW.get(lang)).focused();
            stage.headed_list(pane, Vec::new(), answers.len(), line, model.row());
        }
        Checks::Running(running) => self::running(stage, area, model, running),
        Checks::Done(done) => self::done(stage, area, model, done),
    }
}

/// How far they are, and what is at work.
fn running(stage: &mut Stage<'_, '_>, area: Rect, model: &Model, running: &Running) {
    let (look, lang) = (stage.look, model.lang);
    let so_far = &running.so_far;
    let count = OF.with(lang, &[&so_far.done.to_string(), &so_far.total.to_string()]);
    let pane = Pane::new(area, RUNNING.get(lang)).counted(count).focused();
    let width = usize::from(area.width.saturating_sub(layout::MARGINS));
    let full = (width * so_far.done).checked_div(so_far.total).unwrap_or(0).min(width);
    let mut lines = vec![
        Line::from(vec![
            Span::styled(look.glyphs.filled.repeat(full), look.accent),
            Span::styled(look.glyphs.unfilled.repeat(width - full), look.border),
        ]),
        Line::styled(check::progress(so_far, lang), look.text),
        Line::raw(""),
    ];
    let at_work = so_far.at.iter().map(|(name, probe)| {
        let probe = probe.map(|probe| probe.title().get(lang)).unwrap_or_default();
        widgets::ends(
            vec![Span::styled(name.clone(), look.text)],
            Span::styled(probe, look.muted),
            width,
        )
    });
    lines.extend(at_work.take(pane.rows().saturating_sub(3)));
    stage.text(pane, lines);
}

fn done(stage: &mut Stage<'_, '_>, area: Rect, model: &Model, done: &Done) {
    let (look, lang, row) = (stage.look, model.lang, model.row());
    let outcomes = &done.checked.outcomes;
    let width = usize::from(area.width.saturating_sub(layout::MARGINS + 2));
    let line = |at: usize| {
        let outcome = outcomes.get(at)?;
        let (mark, style) = marked(outcome.status, look);
        let state = columns::pad(outcome.status.told().get(lang), STATE);
        let millis = outcome.millis.map(|millis| format!("{millis} ms")).unwrap_or_default();
        let left = vec![
            Span::styled(format!("{mark} {state}"), style),
            Span::styled(outcome.place(lang), look.text),
        ];
        Some(widgets::ends(left, Span::styled(millis, look.muted), width))
    };
    let number = |number: usize| number.to_string();
    let count = OF.with(lang, &[&number(row.map_or(0, |row| row + 1)), &number(outcomes.len())]);
    let title = check::sums(&done.checked, lang);
    let pane = Pane::new(area, title).counted(count).focused();
    stage.headed_list(pane, Vec::new(), outcomes.len(), line, row);
}

/// The mark of a state, which needs no colour.
fn marked(status: Passed, look: &Look) -> (&'static str, Style) {
    match status {
        Passed::Pass => (look.glyphs.done, look.good),
        Passed::Fail => ("x", look.bad),
        Passed::Warn => ("!", look.warn),
        Passed::Skipped => ("-", look.muted),
    }
}
