//! Draws the walk: a question, a remedy, or an end; beside it, where there is room, what to say and what is known.

use crate::app::panes::Panes;
use crate::app::screens::{event_log, walk};
use crate::app::walking::{self, View, offers};
use crate::app::{Model, OpenQuestion, Place, Remedy, beside, known, layout, phases, verifying};
use crate::knowledge::page::{self, Row};
use crate::text::{Say, columns, say, ui};
use crate::tui::panes::{self, Pane, Stage};
use crate::tui::texts::{OF, paper, prose};
use crate::tui::typing;
use crate::tui::widgets;
use crate::walk::Outcome;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

const QUESTION: Say = say("Question {}", "질문 {}");
const ANSWERS: Say = say("{} answers", "답 {}개");
const WHY_ASKED: Say = say("Why this is asked", "묻는 이유");
const LEADS_TO: Say = say("Answer {} leads to: {}", "{}번으로 답하면: {}");
const ENDS: Say = say("Ends", "끝냄");
const GOES_ON: Say = say("Goes on", "계속");

/// Below so many columns nothing is filled up to stand in columns.
const NARROW: u16 = 80;

/// Rows of what is known below a question, and of why it is asked, at most.
const FACT_ROWS: usize = 2;
const WHY_ROWS: usize = 8;

pub fn draw(stage: &mut Stage<'_, '_>, panes: &Panes, model: &Model, view: &View) {
    let text = Rect::from(panes.text);
    match &model.place {
        Some(Place::Question(open)) => question(stage, panes, model, view, open),
        Some(Place::Remedy(shown)) => {
            outcomes(stage, panes.foot.into(), model);
            remedy(stage, text, model, shown);
        }
        Some(Place::Concluded(_) | Place::SupportCase) | None => end(stage, text, model),
    }
}

fn question(stage: &mut Stage<'_, '_>, panes: &Panes, model: &Model, view: &View, open: &OpenQuestion) {
    let (look, lang, area) = (stage.look, model.lang, Rect::from(panes.text));
    let known_beside = panes.beside.iter().any(|pane| !pane.instead);
    let width = layout::prose(area.width);
    let why = why(model, open, width, stage);
    let facts = widgets::wrapped(&known::known_line(model), width, look.text);
    let asked: Vec<Row> = walk::question_rows(model);
    let typed = open.question.field.is_some();
    let wrong = view.error.as_deref().unwrap_or_default();
    let wrong = if wrong.is_empty() {
        Vec::new()
    } else {
        widgets::said("x", look.bad, wrong, width, look)
    };
    let wanted = if typed {
        typing::rows(&view.input) + wrong.len()
    } else {
        open.choices.len()
    };
    // what surrounds the question gives way to it
    let rows = usize::from(area.height);
    let mut room = rows.saturating_sub(asked.len() + 1 + wanted.min(9) + 4);
    let high = layout::high(model.size);
    let mut share = |lines: usize, most: usize| {
        let rows = if high { lines.min(most).min(room) } else { 0 };
        room -= rows;
        rows
    };
    let why_rows = share(why.len(), WHY_ROWS);
    let fact_rows = share(facts.len().max(1), FACT_ROWS);
    let mut rest = area;
    if !known_beside {
        let (above, facts_area) = panes::below(rest, fact_rows);
        rest = above;
        facts_pane(stage, facts_area, model, facts);
    }
    if !why.is_empty() {
        let (above, why_area) = panes::below(rest, why_rows);
        rest = above;
        let pane = Pane::new(why_area, WHY_ASKED.get(lang));
        if why_rows > 0 {
            stage.text(pane, why);
        } else {
            stage.open(pane);
        }
    }
    let number = phases::phases(model).map_or(1, |phases| phases.questions);
    let row = model.row();
    let count = match row {
        _ if typed => String::new(),
        Some(row) => OF.with(lang, &[&(row + 1).to_string(), &open.choices.len().to_string()]),
        None => ANSWERS.with(lang, &[&open.choices.len().to_string()]),
    };
    let pane = Pane::new(rest, QUESTION.with(lang, &[&number.to_string()]))
        .counted(count)
        .focused();
    let inside = pane.inside();
    let lines: Vec<Line<'_>> = asked.iter().map(|row| widgets::line(row, look)).collect();
    if typed {
        stage.open(pane);
        let mut lines = lines;
        lines.push(Line::raw(""));
        lines.truncate(usize::from(inside.height).saturating_sub(wanted));
        let below = widgets::put(stage.frame, inside, lines);
        let empty = ui::EMPTY_FIELD.get(lang);
        let below = typing::typed(stage, below, &view.input, empty);
        widgets::put(stage.frame, below, wrong);
        return;
    }
    let mut lines = lines;
    lines.push(Line::raw(""));
    let choice = |at: usize| {
        let choice = open.choices.get(at)?;
        let digit = if at < 9 { (at + 1).to_string() } else { " ".to_owned() };
        let text = page::plain(choice.text.get(lang));
        let line = vec![
            Span::styled(format!("{digit}  "), look.accent),
            Span::styled(text, look.text),
        ];
        Some(widgets::cut(Line::from(line), width.saturating_sub(2)))
    };
    stage.headed_list(pane, lines, open.choices.len(), choice, row);
}

/// The help of a question, and where the chosen answer leads.
fn why(model: &Model, open: &OpenQuestion, width: usize, stage: &Stage<'_, '_>) -> Vec<Line<'static>> {
    let (look, lang) = (stage.look, model.lang);
    let help = open.question.help.as_ref();
    let mut out = help.map(|help| prose(help.get(lang), width, look)).unwrap_or_default();
    if verifying::asked(&open.question) {
        out.extend(prose(verifying::AT_QUESTION.get(lang), width, look));
    }
    if event_log::answers(model) {
        out.extend(prose(event_log::ANSWERS_THIS.get(lang), width, look));
    }
    let row = model.row().filter(|_| open.question.field.is_none());
    let chosen = row.and_then(|row| Some((row, open.choices.get(row)?.go.first()?)));
    if let Some((row, node)) = chosen {
        let title = known::title_of(model, &node.id);
        let text = LEADS_TO.with(lang, &[&(row + 1).to_string(), &title]);
        out.push(widgets::cut(Line::styled(text, look.muted), width));
    }
    out
}

fn facts_pane(stage: &mut Stage<'_, '_>, area: Rect, model: &Model, mut lines: Vec<Line<'static>>) {
    let (look, lang) = (stage.look, model.lang);
    let count = known::known(model).len();
    if count == 0 {
        lines = vec![Line::styled(ui::NOTHING_KNOWN.get(lang), look.muted)];
    }
    let mut pane = Pane::new(area, ui::KNOWN.get(lang));
    if count > 0 {
        pane = pane.counted(beside::FACTS.with(lang, &[&count.to_string()]));
    }
    if pane.rows() > 0 {
        stage.text(pane, lines);
    } else {
        stage.open(pane);
    }
}

fn remedy(stage: &mut Stage<'_, '_>, area: Rect, model: &Model, shown: &Remedy) {
    if let Some(sheet) = walking::sheet(model) {
        paper(stage, area, model, &shown.article.title, &sheet.rows);
    }
}

/// The outcomes, always in sight: those that end the search, then those that go on. None is chosen beforehand.
fn outcomes(stage: &mut Stage<'_, '_>, area: Rect, model: &Model) {
    let (look, lang) = (stage.look, model.lang);
    let before = model.shown().and_then(|remedy| remedy.before);
    let offered = walking::outcomes(model);
    let said = offered.iter().find(|(outcome, _)| Some(*outcome) == before);
    let waits = model
        .shown()
        .and_then(|remedy| walking::running_wait(model, &remedy.entry));
    let count = match (said, waits) {
        (Some((outcome, text)), _) => format!("{} {text}", outcome.digit()),
        (None, Some(until)) => {
            let until = ui::WAITS_UNTIL.with(lang, &[&until.to_clock(model.now)]);
            format!("~ {} {until}", Outcome::Waiting.digit())
        }
        (None, None) => ui::NONE_CHOSEN.get(lang).to_owned(),
    };
    let pane = Pane::new(area, ui::WHAT_CAME.get(lang)).counted(count);
    let width = usize::from(area.width.saturating_sub(layout::MARGINS));
    let labels = [ENDS, GOES_ON].map(|say| say.get(lang));
    let widest = labels.iter().map(|label| columns::width(label)).max().unwrap_or(0) + 2;
    let mut lines: Vec<Line<'_>> = Vec::new();
    for (label, ends) in labels.into_iter().zip([true, false]) {
        let items: Vec<(String, &String)> = offered
            .iter()
            .filter(|(outcome, _)| outcome.concluded().is_some() == ends)
            .map(|(outcome, text)| (outcome.digit().to_string(), text))
            .collect();
        if items.is_empty() {
            continue;
        }
        // on a narrow screen each line begins where its label ends
        let wide = if area.width < NARROW {
            columns::width(label) + 2
        } else {
            widest
        };
        let mut line = vec![Span::styled(columns::pad(label, wide), look.muted)];
        let mut used = wide;
        for (digit, text) in items {
            let needs = columns::width(text) + 2;
            if used + needs > width && used > wide {
                lines.push(Line::from(std::mem::take(&mut line)));
                line.push(Span::raw(" ".repeat(wide)));
                used = wide;
            }
            line.push(Span::styled(digit, look.accent));
            line.push(Span::styled(format!(" {text}  "), look.text));
            used += needs + 2;
        }
        lines.push(widgets::cut(Line::from(line), width + 2));
    }
    stage.text(pane, lines);
}

/// What a walk came to, what is offered then, and what support will still ask for.
fn end(stage: &mut Stage<'_, '_>, area: Rect, model: &Model) {
    let (look, lang) = (stage.look, model.lang);
    let width = layout::prose(area.width);
    let told = walk::ending(model);
    let (title, texts) = told
        .split_first()
        .map_or(("", &[][..]), |(title, texts)| (title.as_str(), texts));
    let (mark, style) = match model.place {
        Some(Place::Concluded(_)) => (look.glyphs.done, look.good),
        _ => ("!", look.warn),
    };
    let mut head: Vec<Line<'_>> = Vec::new();
    for text in texts {
        head.extend(widgets::wrapped(text, width, look.text));
        head.push(Line::raw(""));
    }
    let missing = model
        .case
        .as_ref()
        .map(|case| case.missing(&model.catalog))
        .unwrap_or_default();
    if !missing.is_empty() {
        let names: Vec<&str> = missing.iter().map(|field| field.title.get(lang)).collect();
        let text = format!("{}: {}", ui::STILL_MISSING.get(lang), names.join(", "));
        head.extend(widgets::said("!", look.warn, &text, width, look));
        head.push(Line::raw(""));
    }
    let offers = offers(model);
    let row = model.row();
    let count = match row {
        Some(row) => OF.with(lang, &[&(row + 1).to_string(), &offers.len().to_string()]),
        None => ui::NONE_CHOSEN.get(lang).to_owned(),
    };
    let pane = Pane::new(area, title).marked(mark, style).counted(count).focused();
    let offer = |at: usize| {
        let (_, text) = offers.get(at)?;
        let number = Span::styled(format!("{}  ", at + 1), look.accent);
        Some(Line::from(vec![number, Span::styled(text.clone(), look.text)]))
    };
    stage.headed_list(pane, head, offers.len(), offer, row);
}
