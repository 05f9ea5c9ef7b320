//! What stands around every screen: where you are, the keys, what was said last; and what lies over a screen.

use super::editor::{Editor, listed};
use super::look::Look;
use super::painter::Drawn;
use super::panes::{self, Pane, Stage};
use super::texts::OF;
use super::{bar, screens, typing, widgets};
use crate::app::panes::Panes;
use crate::app::phases::{self, Phase, Phases};
use crate::app::scanning::EventLog;
use crate::app::screen::{Chosen, List, Overlay, Purpose};
use crate::app::screens::event_log;
use crate::app::screens::form::Form;
use crate::app::screens::home::Home;
use crate::app::unsaved::{MARK, QUESTION};
use crate::app::walking::View;
use crate::app::{Model, jobs, judged, layout, overlay, verifying};
use crate::text::{Say, columns, say, ui};
use ratatui::Frame;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use ratatui::widgets::LineGauge;
use tui_input::Input;

const OFFLINE: Say = say("knowledge of {}, works offline", "{} 기준 지식, 오프라인에서 동작");
const NO_DATE: Say = say("works offline", "오프라인에서 동작");
const NARROWS: Say = say("type to narrow it", "입력하면 목록이 좁혀집니다");
const NO_SUCH_ROW: Say = say(
    "Nothing here is called that; Esc shows all.",
    "그런 이름의 작업이 없습니다. Esc를 누르면 모두 표시됩니다.",
);
const SAVED_AT: Say = say("saved {}", "{} 저장됨");
const OPENING: Say = say("Opening", "시작");
const CAUSE: Say = say("Cause", "원인");
const REMEDY: Say = say("Remedy", "조치");
const CASE: Say = say("Case", "사례");
const EVIDENT: Say = say("Evidence says so: is it wrong?", "증거로 확인된 답: 바꿀 항목");

/// Draws the whole program. A function of the model: nothing is kept from one frame to the next.
pub fn draw(frame: &mut Frame<'_>, model: &Model, look: &Look) -> Drawn {
    let whole = frame.area();
    // most themes leave the terminal its own colours; laying nothing on every cell would cost a tenth of the frame
    if look.text != Style::new() {
        frame.buffer_mut().set_style(whole, look.text);
    }
    if !layout::fits((whole.width, whole.height)) {
        too_small(frame, whole, model, look);
        return Drawn::default();
    }
    let (head, rest) = widgets::split(whole, usize::from(layout::HEADER));
    let (body, foot) = widgets::split(rest, usize::from(rest.height.saturating_sub(layout::FOOTER)));
    header(frame, inset(head), model, look);
    let typed = match &model.overlay {
        Some(Overlay::Type { purpose, input, error }) if !in_form(model, purpose) => {
            let editor = Editor::of(model, purpose, input, error.as_deref(), layout::prose(body.width), look);
            Some((panes::below(body, editor.rows(body)), editor))
        }
        _ => None,
    };
    let above = typed.as_ref().map_or(body, |((above, _), _)| *above);
    let panes = (model.deeds().panes)(model, panes::area(above));
    bar::draw(frame, inset(foot), model, &panes, look);
    let mut stage = Stage::new(frame, look, body);
    stage.quiet = model.overlay.is_some();
    screens::draw(&mut stage, &panes, model);
    if let Some(((_, area), editor)) = typed {
        editor.draw(&mut stage, area);
    }
    last_border(&mut stage, model);
    stage.surround();
    told(&mut stage, model);
    let mut drawn = Drawn {
        anchors: std::mem::take(&mut stage.anchors),
        cursor: stage.cursor,
    };
    if let Some(Overlay::List { of, chosen, filter }) = &model.overlay
        && !edits(model, of)
    {
        drawn.cursor = list(frame, model, &panes, (of, chosen, filter), look).or(drawn.cursor);
    }
    if let Some(cursor) = drawn.cursor {
        frame.set_cursor_position(cursor);
    }
    drawn
}

/// One blank at either side.
fn inset(area: Rect) -> Rect {
    area.inner(ratatui::layout::Margin::new(layout::INSET, 0))
}

/// Does the form draw it, beside its fields?
fn in_form(model: &Model, purpose: &Purpose) -> bool {
    matches!(purpose, Purpose::Field(_)) && model.top::<Form>().is_some()
}

fn edits(model: &Model, of: &List) -> bool {
    matches!(of, List::Values(_)) && model.top::<Form>().is_some()
}

fn too_small(frame: &mut Frame<'_>, whole: Rect, model: &Model, look: &Look) {
    let size = [whole.width.to_string(), whole.height.to_string()];
    let mut said = ui::TOO_SMALL.with(model.lang, &[&size[0], &size[1]]);
    if !model.unsaved.is_empty() {
        said = format!("{}\n\n{said}", model.unsaved.lines(model.lang).join("\n"));
    } else if let Some(case) = &model.case {
        said.push_str("\n\n");
        said.push_str(&ui::CASE_IS_SAVED.with(model.lang, &[&case.id]));
    }
    widgets::put(
        frame,
        whole,
        widgets::wrapped(&said, usize::from(whole.width), look.text),
    );
}

/// Where one is, and at the right how far.
fn header(frame: &mut Frame<'_>, area: Rect, model: &Model, look: &Look) {
    let width = usize::from(area.width);
    let right = aside(model, look);
    let taken: usize = right.iter().map(|span| columns::width(&span.content)).sum();
    let crumbs = (model.deeds().crumbs)(model);
    let mark = (!model.unsaved.is_empty()).then(|| format!("  {}", MARK.get(model.lang)));
    let marked = mark.as_deref().map_or(0, columns::width);
    let room = width.saturating_sub(taken + marked + 9);
    let left = if crumbs.is_empty() {
        String::new()
    } else {
        fitted(&crumbs, room)
    };
    let mut spans = vec![Span::styled("sspr", look.heading)];
    spans.extend(mark.map(|mark| Span::styled(mark, look.warn)));
    if !left.is_empty() {
        spans.push(Span::styled(" > ", look.muted));
        spans.push(Span::styled(left, look.name));
    }
    let used: usize = spans.iter().map(|span| columns::width(&span.content)).sum();
    spans.push(Span::raw(" ".repeat(width.saturating_sub(used + taken))));
    spans.extend(right);
    widgets::show(frame, area, Line::from(spans));
}

/// The right of the header: the phases of a walk, else the open case.
fn aside(model: &Model, look: &Look) -> Vec<Span<'static>> {
    let lang = model.lang;
    if let Some(phases) = model.top::<View>().and_then(|_| phases::phases(model)) {
        return phased(phases, model, look);
    }
    // on the first screen no case is worked on
    let case = model.case.as_ref().filter(|_| model.depth() > 0);
    let logs = model.log.as_ref().filter(|_| model.top::<EventLog>().is_some());
    if let Some(case) = case.filter(|case| logs.is_some_and(|logs| logs.is_in(case))) {
        let said = event_log::GOES_INTO.with(lang, &[&case.id]);
        return vec![Span::styled(said, look.muted)];
    }
    let said = match (model.top::<Home>(), case) {
        (Some(home), Some(_)) if home.searching => ui::BACK_FROM_SEARCH.get(lang).to_owned(),
        (_, Some(case)) => case.id.to_string(),
        (_, None) => match model.catalog.verified() {
            Some(day) => OFFLINE.with(lang, &[&day]),
            None => NO_DATE.get(lang).to_owned(),
        },
    };
    vec![Span::styled(said, look.muted)]
}

fn phased(phases: Phases, model: &Model, look: &Look) -> Vec<Span<'static>> {
    let number = |count: usize| if count > 0 { format!(" {count}") } else { String::new() };
    let case = format!(" {}/{}", phases.known, phases.needed);
    let mut spans = Vec::new();
    for (phase, name, count) in [
        (Phase::Opening, OPENING, String::new()),
        (Phase::Cause, CAUSE, number(phases.causes)),
        (Phase::Remedy, REMEDY, number(phases.remedies)),
        (Phase::Case, CASE, case),
    ] {
        if !spans.is_empty() {
            spans.push(Span::raw("  "));
        }
        let name = name.get(model.lang);
        let done = match phase {
            Phase::Opening => phases.opened,
            Phase::Cause => phases.causes > 0,
            Phase::Remedy | Phase::Case => false,
        };
        if phase < phases.at && done {
            spans.push(Span::styled(format!("{name} "), look.muted));
            spans.push(Span::styled(look.glyphs.done, look.good));
        } else {
            let style = if phase == phases.at { look.heading } else { look.muted };
            spans.push(Span::styled(format!("{name}{count}"), style));
        }
    }
    spans
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
        if columns::width(&longer) + 6 > width {
            break;
        }
        out = longer;
    }
    if out.is_empty() {
        return columns::cut(crumbs.last().map_or("", String::as_str), width);
    }
    format!("... > {out}")
}

/// What the last border tells: what was said last, else what the screen says there.
fn last_border(stage: &mut Stage<'_, '_>, model: &Model) {
    let job = jobs::shown(model).map(|(text, _)| text);
    let said: Vec<&str> = model.toast.iter().chain(&job).map(String::as_str).collect();
    if !said.is_empty() {
        stage.note = said.join("  ");
        stage.note_style = stage.look.name;
    }
    if let Some(why) = model.unsaved.why() {
        if said.is_empty() {
            why.clone_into(&mut stage.note);
            stage.note_style = stage.look.warn;
        }
    } else if let Some(case) = model.case.as_ref().filter(|_| model.depth() > 0) {
        stage.saved = SAVED_AT.with(model.lang, &[&model.clock(case.changed)]);
    }
}

/// How far what goes on beside the screen is.
fn told(stage: &mut Stage<'_, '_>, model: &Model) {
    let Some((_, part)) = jobs::shown(model) else { return };
    let (look, area) = (stage.look, stage.area);
    let from = columns::width(&stage.note) + 3;
    let room = usize::from(area.width).saturating_sub(from + columns::width(&stage.saved) + 6);
    let (Ok(from), Ok(room)) = (u16::try_from(from), u16::try_from(room.min(30))) else {
        return;
    };
    let gauge = LineGauge::default()
        .label("")
        .filled_symbol(look.glyphs.filled)
        .unfilled_symbol(look.glyphs.unfilled)
        .filled_style(look.accent)
        .unfilled_style(look.border)
        .ratio(part);
    let line = Rect {
        x: area.x + from,
        y: area.bottom().saturating_sub(1),
        width: room,
        height: 1,
    };
    stage.frame.render_widget(gauge, line.intersection(area));
}

/// A list over the screen. Where typing narrows it, what was typed stands above its rows; it keeps the room of all of them.
fn list(
    frame: &mut Frame<'_>,
    model: &Model,
    panes: &Panes,
    (of, chosen, filter): (&List, &Chosen, &Input),
    look: &Look,
) -> Option<Position> {
    let lang = model.lang;
    let items = overlay::items(model, of, Some(panes));
    let all = items.len();
    let items = overlay::narrowed(items, filter);
    let row = overlay::row(&items, chosen);
    let title = match of {
        List::Menu => ui::MENU.get(lang).to_owned(),
        List::Way => ui::WAY.get(lang).to_owned(),
        List::Evident => EVIDENT.get(lang).to_owned(),
        List::Accept => judged::TITLE.get(lang).to_owned(),
        List::WaitFrom => ui::WAIT_FROM.get(lang).to_owned(),
        List::Verify => verifying::VERIFY.get(lang).to_owned(),
        List::Delete(_) => ui::DELETE_ASKED.get(lang).to_owned(),
        List::Leave => ui::LEAVE.get(lang).to_owned(),
        List::Unsaved => QUESTION.get(lang).to_owned(),
        List::Values(field) => overlay::asks(model, &Purpose::Field(field.clone())),
    };
    let mut head = overlay::head(model, of);
    let typed = *of == List::Menu;
    if typed {
        head.push(String::new());
    }
    if items.is_empty() {
        head.push(NO_SUCH_ROW.get(lang).to_owned());
    }
    // of rows that are cut the chosen one stands whole below them
    let room = usize::from(panes::POPUP - layout::MARGINS);
    let is_cut = |item: &overlay::Item| columns::width(&item.text) + 4 + columns::width(&item.key) + 2 > room;
    let wrapped = |item: &overlay::Item| columns::wrap(&item.text, room);
    let mut whole: Vec<_> = items.iter().map(|item| is_cut(item).then(|| wrapped(item))).collect();
    let below = whole.iter().flatten().map(Vec::len).max();
    let rows = all + head.len();
    let mut stage = panes::popup(frame, look, below.map_or(rows, |below| rows + below + 1));
    let mut area = stage.area;
    if let Some(below) = below {
        let (above, rest) = panes::below(area, below);
        area = above;
        let lines = whole
            .get_mut(row)
            .and_then(Option::take)
            .unwrap_or_default()
            .into_iter();
        let lines = lines.map(|line| Line::styled(line, look.text)).collect();
        stage.text(Pane::new(rest, ""), lines);
    }
    // why the chosen row is refused stands whole, however long it is called
    if let Some(why) = items.get(row).and_then(|item| item.blocked) {
        why.get(lang).clone_into(&mut stage.note);
        stage.note_style = look.warn;
    }
    let count = OF.with(
        lang,
        &[&(row + 1).min(items.len()).to_string(), &items.len().to_string()],
    );
    let pane = Pane::new(area, title).counted(count).focused();
    let (width, inside) = (pane.columns().saturating_sub(2), pane.inside());
    let line = |at: usize| Some(listed(model, at, items.get(at)?, width, look));
    let head = head.into_iter().map(|line| Line::styled(line, look.text)).collect();
    stage.headed_list(pane, head, items.len(), line, Some(row));
    stage.surround();
    if typed {
        typing::input(&mut stage, inside, filter, NARROWS.get(lang));
    }
    stage.cursor
}
