//! Draws the first screen: the line, what it found or where to start, and what the chosen row is about.

use crate::app::panes::Panes;
use crate::app::pasted::{self, Use};
use crate::app::screens::cases;
use crate::app::screens::home::{self, Home, Item};
use crate::app::{Model, layout};
use crate::search::{self, Verdict};
use crate::text::{Lang, Say, columns, say, ui};
use crate::tui::look::Look;
use crate::tui::panes::{self, Pane, Stage};
use crate::tui::texts::OF;
use crate::tui::typing;
use crate::tui::widgets;
use ratatui::layout::Rect;
use ratatui::style::Style;
use ratatui::text::{Line, Span};
use tui_input::Input;

const FOUND: Say = say("{} found", "{}개 찾음");
const LINES_PASTED: Say = say("{} lines pasted", "{}줄 붙여 넣음");
const USED: Say = say("{} of {} used", "{}개 중 {}개 사용");
const OPEN: Say = say("{} open", "{}건 진행 중");
const WAYS: Say = say("{} ways", "{}가지");
const FIRST_TIME: Say = say("First time here", "처음이십니까?");
const FIRST_TEXT: Say = say(
    "Type or paste what you have. Nothing to type? Up and Down choose an area, Enter begins. Everything is saved, Esc goes back.",
    "코드나 문구를 그대로 입력하거나 붙여 넣으십시오. 입력할 것이 없으면 위/아래로 고르고 Enter로 시작합니다. 모두 저장되며 Esc로 돌아갑니다.",
);
const TRY: Say = say(
    "try: SSPR_0029, event 33004, \"no text arrives\", path of a log",
    "예: SSPR_0029, 이벤트 33004, \"문자가 안 와요\", 로그 경로",
);
const MATCHES: Say = say("matches: {}", "찾은 말: {}");
const NOTHING: Say = say("Nothing fits", "맞는 항목 없음");
const NEAREST: Say = say("Not sure: the nearest", "확실하지 않음: 가까운 항목");
const SEVERAL: Say = say("This means several things", "여러 가지를 뜻함");
const LITTLE: Say = say("Too little to tell", "이것만으로는 알 수 없음");
const OUTSIDE: Say = say("Not covered here", "다루지 않는 내용");
const BETTER: Say = say(
    "Better: the exact message, all digits of the code, or the step at which it stops.",
    "정확한 메시지, 코드 전체 또는 멈춘 단계를 입력하면 더 잘 찾습니다.",
);
/// Columns of the line that are not for its text: its mark, and what a syllable in progress takes.
const LINE_MARGINS: usize = 4;

pub fn draw(stage: &mut Stage<'_, '_>, panes: &Panes, model: &Model, home: &Home) {
    let (look, lang, area) = (stage.look, model.lang, Rect::from(panes.whole));
    let items = home::items(model);
    let (line, rest) = panes::above(area, 1);
    let found = home.answer.as_ref().map(|_| {
        FOUND.with(
            lang,
            &[&items.iter().filter(|item| item.is_found()).count().to_string()],
        )
    });
    let lines = home.pasted.lines();
    let count = if lines > 1 {
        LINES_PASTED.with(lang, &[&lines.to_string()])
    } else {
        found.unwrap_or_default()
    };
    let pane = Pane::new(line, ui::PROMPT.get(lang)).counted(count);
    let inside = stage.open(if home.lists_pasted() { pane } else { pane.focused() });
    let room = usize::from(inside.width).saturating_sub(LINE_MARGINS);
    let (shown, cursor) = home.pasted.drawn(home.input.value(), home.input.cursor(), room);
    let shown = Input::new(shown).with_cursor(cursor);
    typing::input(stage, inside, &shown, ui::PROMPT_EMPTY.get(lang));
    listed(stage, rest, model, home);
    let rest = Rect::from(panes.text);
    let row = home.row_below(model).unwrap_or(0);
    if home.answer.is_some() {
        results(stage, rest, model, home, &items, row);
    } else if home.searching {
        let lines = vec![Line::styled(ui::BACK_FROM_SEARCH.get(lang), look.muted)];
        stage.text(Pane::new(rest, ""), lines);
    } else {
        starts(stage, rest, model, &items, row);
    }
}

/// The list of what was pasted: what is used, what was dropped, what waits to be confirmed.
fn listed(stage: &mut Stage<'_, '_>, area: Rect, model: &Model, home: &Home) {
    let (look, lang) = (stage.look, model.lang);
    let parts = home.pasted.parts();
    if parts.is_empty() {
        return;
    }
    let (list, _) = panes::above(area, home::part_rows(model, home, parts.len()));
    let pane = Pane::new(list, home::title(home).get(lang)).marked("#", look.evidence);
    let width = usize::from(list.width.saturating_sub(layout::MARGINS + 2));
    // of a long list only what is seen is told
    let (chosen, shown) = (model.row().filter(|_| home.lists_pasted()), pane.rows());
    let top = widgets::window(chosen.unwrap_or(0), parts.len(), shown);
    let seen = top..top + shown;
    let rows = parts.iter().enumerate().map(|(at, part)| {
        let used = home.pasted.use_of(part);
        seen.contains(&at)
            .then(|| (used, part.told(&model.catalog, used, lang)))
    });
    let rows: Vec<Option<(Use, pasted::Row)>> = rows.collect();
    let labels = rows.iter().flatten().map(|(_, row)| columns::width(&row.label));
    let wide = labels.max().unwrap_or(0);
    let lines = rows.into_iter().map(|row| {
        let Some((used, row)) = row else {
            return Line::default();
        };
        let (mark, ink, style) = match used {
            Use::Used => ("[x] ", look.good, look.evidence),
            Use::Dropped => ("[ ] ", look.muted, look.muted),
            Use::Proposed => ("[?] ", look.warn, look.text),
        };
        let left = vec![
            Span::styled(mark, ink),
            Span::styled(format!("{}  ", columns::pad(&row.label, wide)), look.muted),
            Span::styled(row.text, style),
        ];
        widgets::ends(left, Span::styled(row.remark, look.muted), width)
    });
    let lines: Vec<Line<'_>> = lines.collect();
    let line = |at: usize| lines.get(at).cloned();
    let used = parts
        .iter()
        .filter(|part| home.pasted.use_of(part) == Use::Used)
        .count();
    let (used, all) = (used.to_string(), parts.len().to_string());
    let mut count = match lang {
        Lang::En => USED.with(lang, &[&used, &all]),
        Lang::Ko => USED.with(lang, &[&all, &used]),
    };
    if home.pasted.anchors() > 0 {
        count = format!(
            "{}  {count}",
            home::ANCHORS.with(lang, &[&home.pasted.anchors().to_string()])
        );
    }
    let pane = pane.counted(count);
    if list.height < 3 {
        stage.open(pane);
    } else if home.lists_pasted() {
        stage.headed_list(pane.focused(), Vec::new(), lines.len(), line, chosen);
    } else {
        stage.headed_list(pane, Vec::new(), lines.len(), line, None);
    }
}

/// Open cases and the areas, one selection over both.
fn starts(stage: &mut Stage<'_, '_>, lists: Rect, model: &Model, items: &[Item], row: usize) {
    let (look, lang) = (stage.look, model.lang);
    TRY.get(lang).clone_into(&mut stage.note);
    let width = layout::prose(lists.width);
    let cases = items
        .iter()
        .take_while(|item| matches!(item, Item::Case(_) | Item::AllCases(_)))
        .count();
    let (go_on, start) = items.split_at(cases);
    let first = widgets::wrapped(FIRST_TEXT.get(lang), width, look.text);
    let (above, below) = panes::above(lists, if cases == 0 { first.len() } else { cases });
    if cases == 0 {
        stage.text(Pane::new(above, FIRST_TIME.get(lang)), first);
    } else {
        let row_of = |at: usize| Some(case_row(model, go_on.get(at)?, width.saturating_sub(2), look));
        let pane =
            Pane::new(above, ui::OPEN_CASES.get(lang)).counted(OPEN.with(lang, &[&model.cases.len().to_string()]));
        let chosen = Some(row).filter(|row| *row < cases);
        stage.steered_list(pane, Vec::new(), go_on.len(), row_of, chosen);
    }
    let line = |at: usize| {
        let line = Line::styled(home::text(model, start.get(at)?), look.text);
        Some(widgets::cut(line, width.saturating_sub(2)))
    };
    let pane = Pane::new(below, ui::OR_START.get(lang)).counted(WAYS.with(lang, &[&start.len().to_string()]));
    stage.steered_list(pane, Vec::new(), start.len(), line, row.checked_sub(cases));
}

/// An open case: its mark, what it is about, its wait, its id.
fn case_row(model: &Model, item: &Item, width: usize, look: &Look) -> Line<'static> {
    let Item::Case(case) = item else {
        return widgets::cut(
            Line::styled(format!("  {}", home::text(model, item)), look.muted),
            width,
        );
    };
    let mark = case.state.mark();
    let wait = cases::wait(model, case);
    let style = if wait.is_some() { look.wait } else { look.muted };
    let right = match wait {
        Some(wait) => format!("{wait}  {}", case.id),
        None => case.id.to_string(),
    };
    let left = vec![
        Span::styled(format!("{mark} "), look.wait),
        Span::styled(cases::about(model, case), look.text),
    ];
    widgets::ends(left, Span::styled(right, style), width)
}

/// What was found.
fn results(stage: &mut Stage<'_, '_>, above: Rect, model: &Model, home: &Home, items: &[Item], row: usize) {
    let (look, lang) = (stage.look, model.lang);
    let Some(answer) = &home.answer else { return };
    let (mark, style, title) = if matches!(items.first(), Some(Item::Case(_) | Item::Path(_) | Item::Bundle(_))) {
        (look.glyphs.done, look.good, ui::RESULTS)
    } else {
        match answer.verdict {
            Verdict::Sure => (look.glyphs.done, look.good, ui::RESULTS),
            Verdict::Several => ("?", look.warn, SEVERAL),
            Verdict::Near => ("?", look.warn, NEAREST),
            Verdict::OutOfScope(_) => ("?", look.warn, OUTSIDE),
            Verdict::TooLittle => ("?", look.warn, LITTLE),
            Verdict::Nothing => ("?", look.warn, NOTHING),
        }
    };
    let wide = model.size.0 >= layout::WIDER;
    if let Some(why) = items.get(row).and_then(|item| matched(home, item)).filter(|_| wide) {
        stage.note = MATCHES.with(lang, &[&why]);
    }
    let pane = Pane::new(above, title.get(lang)).marked(mark, style);
    let width = usize::from(above.width.saturating_sub(layout::MARGINS + 2));
    let sure = answer.verdict == Verdict::Sure || answer.verdict == Verdict::Several || answer.verdict == Verdict::Near;
    let mut head = Vec::new();
    if !sure {
        let columns = layout::prose(above.width);
        // the title says already that nothing fits
        let says = home::verdict(model, home, items).filter(|_| answer.verdict != Verdict::Nothing);
        head.extend(says.iter().flat_map(|says| widgets::wrapped(says, columns, look.text)));
        if answer.hits.is_empty() {
            head.extend(widgets::wrapped(BETTER.get(lang), columns, look.muted));
            head.push(Line::raw(""));
        }
    }
    let line = |at: usize| Some(result_row(model, home, items.get(at)?, width, wide, look));
    let count = OF.with(
        lang,
        &[&(row + 1).min(items.len()).to_string(), &items.len().to_string()],
    );
    let pane = pane.counted(if items.is_empty() { String::new() } else { count });
    if home.lists_pasted() {
        stage.headed_list(pane, head, items.len(), line, Some(row));
    } else {
        stage.steered_list(pane, head, items.len(), line, Some(row));
    }
}

/// A result with the words that matched in it, and at the right why it was found, where the preview does not say it.
fn result_row(model: &Model, home: &Home, item: &Item, width: usize, wide: bool, look: &Look) -> Line<'static> {
    let text = home::text(model, item);
    let why = matched(home, item).filter(|_| !wide).unwrap_or_default();
    // the title matters more
    let room = width.saturating_sub(columns::width(&text) + 2).max(width / 4);
    let why = Span::styled(columns::cut(&why, room), look.muted);
    let text = match item {
        Item::Question(_) => format!("? {text}"),
        _ => text,
    };
    if !matches!(item, Item::Entry(..)) {
        return widgets::ends(vec![Span::styled(text, look.text)], why, width);
    }
    let mut spans = Vec::new();
    let mut done = 0;
    let mut piece = |range: std::ops::Range<usize>, style: Style| {
        spans.push(Span::styled(text.get(range).unwrap_or_default().to_owned(), style));
    };
    for range in search::highlights(&text, home.input.value()) {
        piece(done..range.start, look.text);
        piece(range.clone(), look.matched);
        done = range.end;
    }
    piece(done..text.len(), look.text);
    widgets::ends(spans, why, width)
}

/// What of the query a result was found by.
fn matched(home: &Home, item: &Item) -> Option<String> {
    let Item::Entry(hit, _) = item else { return None };
    let hit = home.answer.as_ref()?.hits.get(*hit)?;
    Some(hit.matched.join(", ")).filter(|words| !words.is_empty())
}
