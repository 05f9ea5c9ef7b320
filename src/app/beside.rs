//! What stands beside a text: its outline, what to say, what is known, the case and its notes.

use super::filling;
use super::known::{self, Fact, Origin};
use super::layout::{self, Area};
use super::model::Model;
use super::panes::{Beside, Panes};
use super::rows::{ends, muted, prose, words};
use super::walking;
use crate::case::checklist::Count;
use crate::case::listed::Listed;
use crate::knowledge::article::{Article, Section};
use crate::knowledge::page::{self, Mark, Row};
use crate::knowledge::shape::Field;
use crate::knowledge::spot::Spot;
use crate::text::{Say, Text, columns, say, ui};

/// `n of m`.
pub const OF: Say = say("{} of {}", "{}/{}");
pub const FACTS: Say = say("{}", "{}개");
const ON_THIS_PAGE: Say = say("On this page", "이 항목의 구성");
const NOTHING_SAID: Say = say("Your answers will stand here.", "답한 내용이 여기에 표시됩니다.");
const NOTES: Say = say("Notes", "메모");
const NO_NOTES: Say = say(
    "None yet; n adds one on a walk.",
    "아직 없습니다. 진행 중에 n을 누르면 추가됩니다.",
);
const NO_CASE: Say = say(
    "No case is open. Choosing where to start opens one, and everything is saved in it.",
    "열린 사례가 없습니다. 시작할 곳을 고르면 사례가 열리고 모든 내용이 저장됩니다.",
);
const NEXT: Say = say("Support asks next: {}", "다음으로 필요한 것: {}");

/// So many notes are told, the last first.
const MOST_NOTES: usize = 20;

/// A text with all that stands beside it; `article` is what is read, and where the cursor stands on it. `foot` rows go below.
pub fn around(model: &Model, area: Area, article: Option<(&Article, Option<Spot>)>, foot: usize) -> Panes {
    let widths = layout::walk(area.width);
    let (above, foot) = if foot > 0 {
        area.below(foot)
    } else {
        (area, Area::default())
    };
    let (outline, rest) = above.left(widths.outline);
    let (rest, case) = rest.right(widths.case);
    let (text, side) = rest.right(widths.side);
    let mut beside = Vec::new();
    if outline.width > 0 {
        beside.push(match article {
            Some((article, spot)) => contents(model, outline, article, spot),
            None => way(model, outline),
        });
    }
    let notes_apart = case.width > 0;
    if side.width > 0 {
        let said = article.and_then(|(article, _)| article.said());
        let mut side = side;
        if let Some(said) = said {
            let rows = words(said, side.columns());
            let (tell, rest) = side.above(rows.len().min(usize::from(side.height / 2)));
            beside.push(Beside {
                area: tell,
                title: ui::TELL.get(model.lang).to_owned(),
                rows,
                ..Beside::default()
            });
            side = rest;
        }
        beside.push(known(model, side, !notes_apart));
    } else {
        beside.push(Beside {
            instead: true,
            ..known(model, text, true)
        });
    }
    if case.width > 0 {
        beside.extend(case_and_notes(model, case));
    }
    Panes {
        whole: area,
        text,
        foot,
        beside,
    }
}

/// The open case in groups, and below it the notes.
pub fn case_and_notes(model: &Model, area: Area) -> Vec<Beside> {
    let lang = model.lang;
    let parts = filling::parts(model);
    let (known, needed) = filling::score(&parts);
    let groups = parts.iter().map(|part| (&part.title, part.known, part.needed));
    let missing = model
        .case
        .as_ref()
        .map(|case| case.missing(&model.catalog))
        .unwrap_or_default();
    let rows = checked(model, groups, missing.first(), area.columns());
    let mut pane = Beside {
        area,
        title: ui::CASE.get(lang).to_owned(),
        ..Beside::default()
    };
    let Some(case) = &model.case else {
        pane.rows = prose(NO_CASE.get(lang), area.columns());
        return vec![pane];
    };
    pane.count = of(model, known, needed);
    let (above, below) = area.above(rows.len().min(usize::from(area.height / 2)));
    (pane.area, pane.rows) = (above, rows);
    let notes = case.notes.iter().rev().take(MOST_NOTES);
    let mut told: Vec<Row> = notes
        .flat_map(|note| prose(&format!("{}  {}", model.clock(note.at), note.text), below.columns()))
        .collect();
    if told.is_empty() {
        told = muted(NO_NOTES.get(lang), below.columns());
    }
    let notes = Beside {
        area: below,
        title: NOTES.get(lang).to_owned(),
        count: case.notes.len().to_string(),
        rows: told,
        ..Beside::default()
    };
    vec![pane, notes]
}

/// A case of the list in groups.
pub fn stored(model: &Model, area: Area, case: &Listed) -> Beside {
    let groups = case.groups.iter();
    let groups = groups.map(|(title, count)| (title, count.known, count.needed));
    let sum = |of: fn(&Count) -> usize| case.groups.iter().map(|(_, count)| of(count)).sum();
    let next = case.missing.first().and_then(|id| model.catalog.field(id));
    Beside {
        area,
        title: ui::CASE.get(model.lang).to_owned(),
        count: of(model, sum(|count| count.known), sum(|count| count.needed)),
        rows: checked(model, groups, next.as_ref(), area.columns()),
        ..Beside::default()
    }
}

/// Groups of fields as rows, each with its count, and what support asks next.
fn checked<'a>(
    model: &Model,
    groups: impl Iterator<Item = (&'a Text, usize, usize)>,
    next: Option<&Field>,
    width: usize,
) -> Vec<Row> {
    let lang = model.lang;
    let named = groups.filter(|(title, ..)| !title.get(lang).is_empty());
    let mut rows: Vec<Row> = named.map(|group| group_row(model, group, width)).collect();
    if let Some(next) = next {
        rows.push(Row::new());
        rows.extend(prose(&NEXT.with(lang, &[next.title.get(lang)]), width));
    }
    rows
}

fn of(model: &Model, n: usize, m: usize) -> String {
    OF.with(model.lang, &[&n.to_string(), &m.to_string()])
}

fn group_row(model: &Model, (title, known, needed): (&Text, usize, usize), width: usize) -> Row {
    let mark = match (needed, known < needed) {
        (0, _) => (Mark::Note, "-"),
        (_, true) => (Mark::Careful, "!"),
        (_, false) => (Mark::Done, "v"),
    };
    let lead = vec![(mark.0, mark.1.to_owned()), (Mark::Plain, " ".to_owned())];
    let count = if needed > 0 {
        of(model, known, needed)
    } else {
        String::new()
    };
    ends(lead, (Mark::Plain, title.get(model.lang)), (Mark::Note, count), width)
}

/// What is known, a fact a row; below it the notes, where they have no pane of their own.
fn known(model: &Model, area: Area, notes: bool) -> Beside {
    let (lang, width) = (model.lang, area.columns());
    let known = known::known(model);
    let mut rows: Vec<Row> = known.iter().flat_map(|fact| fact_rows(fact, width)).collect();
    if rows.is_empty() {
        rows = muted(ui::NOTHING_KNOWN.get(lang), width);
    }
    if let Some(case) = model.case.as_ref().filter(|case| notes && !case.notes.is_empty()) {
        rows.push(Row::new());
        rows.push(vec![(Mark::Section, ui::NOTE.get(lang).to_owned())]);
        let notes = case.notes.iter().rev().take(MOST_NOTES);
        rows.extend(notes.flat_map(|note| prose(&note.text, width)));
    }
    let count = FACTS.with(lang, &[&known.len().to_string()]);
    Beside {
        area,
        title: ui::KNOWN.get(lang).to_owned(),
        count: if known.is_empty() { String::new() } else { count },
        rows,
        ..Beside::default()
    }
}

/// A fact on one line, its value at the right; on two where it is long. One that evidence shows, or speaks against, bears its
/// mark.
fn fact_rows(fact: &Fact, width: usize) -> Vec<Row> {
    let (lead, value) = match (fact.overruled, fact.from) {
        (true, _) => ((Mark::Note, "# - "), Mark::Plain),
        (false, Origin::Evidence) => ((Mark::Evidence, "# "), Mark::Evidence),
        (false, Origin::Said) => ((Mark::Plain, ""), Mark::Plain),
        (false, Origin::Given) => ((Mark::Plain, ""), Mark::Note),
    };
    let wide = columns::width(lead.1) + columns::width(&fact.title) + columns::width(&fact.value);
    let (lead, title) = (vec![(lead.0, lead.1.to_owned())], (Mark::Note, fact.title.as_str()));
    if wide + 2 <= width {
        return vec![ends(lead, title, (value, fact.value.clone()), width)];
    }
    let mut rows = vec![ends(lead, title, (value, String::new()), width)];
    let lines = columns::wrap(&fact.value, width.saturating_sub(2)).into_iter();
    rows.extend(lines.map(|line| vec![(value, format!("  {line}"))]));
    rows
}

/// The sections of a page and its steps, with the one on which the cursor stands.
fn contents(model: &Model, area: Area, article: &Article, spot: Option<Spot>) -> Beside {
    let (lang, width) = (model.lang, area.columns());
    let mut rows: Vec<Row> = Vec::new();
    let mut at = 0;
    let mut row = |here: bool, indent: &str, text: &str, count: String, mark: Mark| {
        if here {
            at = rows.len();
        }
        let lead = if here {
            (Mark::Chosen, "> ")
        } else {
            (Mark::Plain, "  ")
        };
        let lead = vec![(lead.0, lead.1.to_owned()), (Mark::Plain, indent.to_owned())];
        rows.push(ends(lead, (mark, text), (Mark::Note, count), width));
    };
    let (open, folding) = article.in_order();
    // what became of its steps, where it is tried
    let tried = model
        .shown()
        .filter(|remedy| std::ptr::eq(&raw const *remedy.article, article));
    let ended = tried.map(|remedy| model.ended(&remedy.entry.id));
    for part in open.into_iter().chain(folding) {
        let Some(heading) = part.section.heading() else {
            continue;
        };
        let here = match spot {
            Some(Spot::Section(section)) => section == part.section,
            Some(Spot::Link(section, ..)) => section == part.section && section != Section::Steps,
            Some(Spot::Tell) => part.section == Section::Tell,
            Some(Spot::Step(_)) | None => false,
        };
        let count = match part.section {
            Section::Tell => String::new(),
            _ => part.points.len().to_string(),
        };
        row(here, "", heading.get(lang), count, Mark::Plain);
        if part.section != Section::Steps {
            continue;
        }
        for (step, point) in part.points.iter().enumerate() {
            let text = page::text(std::slice::from_ref(&point.block), usize::MAX / 2);
            let here = spot.and_then(Spot::step) == Some(step);
            let mark = ended.as_ref().map(|ended| walking::ticked(ended.get(&step)).mark());
            let indent = mark.map_or_else(|| "  ".to_owned(), |mark| format!("  {mark} "));
            row(here, &indent, &page::plain(text.trim()), String::new(), Mark::Note);
        }
    }
    Beside {
        area,
        title: ON_THIS_PAGE.get(lang).to_owned(),
        count: of(model, at + 1, rows.len()),
        rows,
        at,
        ..Beside::default()
    }
}

/// The way so far, its end in sight.
fn way(model: &Model, area: Area) -> Beside {
    let way = known::way(model);
    let mut rows: Vec<Row> = way.iter().flat_map(|(_, text)| prose(text, area.columns())).collect();
    if rows.is_empty() {
        rows = muted(NOTHING_SAID.get(model.lang), area.columns());
    }
    Beside {
        area,
        title: ui::WAY.get(model.lang).to_owned(),
        count: way.len().to_string(),
        at: rows.len(),
        rows,
        ..Beside::default()
    }
}
