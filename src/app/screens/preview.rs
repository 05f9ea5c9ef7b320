//! What stands beside the rows of the first screen: what the chosen one is about, and on a wide screen the case.

use crate::app::beside::{self, muted, prose, words};
use crate::app::layout::{self, Area};
use crate::app::model::Model;
use crate::app::panes::{Beside, Panes};
use crate::app::screens::home::{self, Home, Item};
use crate::app::known;
use crate::knowledge::article::{self, Article, Block, Section};
use crate::knowledge::page::{self, Mark, Row};
use crate::text::{Say, say, ui};

const NEW_CASE: Say = say(
    "A support case from what you know, without questions.",
    "질문 없이 아는 내용만으로 지원 사례를 작성합니다.",
);
const FIRST_ASKED: Say = say("First question: {}", "첫 질문: {}");
const BEGINS_WITH: Say = say("Begins with: {}", "시작: {}");

/// Rows of the pane about the chosen row, where nothing is typed and it stands below.
const ABOUT: usize = 4;

/// Columns of the lists where something stands beside them.
const LISTS: u16 = 66;

/// Columns of the case.
const CASE: u16 = 40;

/// The panes of the first screen: below the line and what was pasted the rows, beside or below them what the chosen one is about.
pub fn panes(model: &Model, area: Area) -> Panes {
    let Some(home) = model.top::<Home>() else {
        return Panes::alone(area);
    };
    let (_, mut rest) = area.above(1);
    let parts = home::parts(model).len();
    if parts > 0 {
        (_, rest) = rest.above(home::part_rows(model, home, parts));
    }
    let items = home::items(model);
    let mut beside = Vec::new();
    if area.width >= layout::OUTLINED {
        let (left, case) = rest.right(CASE);
        rest = left;
        beside = beside::case_and_notes(model, case);
    }
    let found = home.answer.is_some();
    let wide = area.width >= layout::WIDER;
    let (text, about) = match (items.len(), found, wide) {
        (0, ..) => (rest, Area::default()),
        (_, false, true) => rest.left(LISTS),
        (_, false, false) => rest.below(if layout::high(model.size) { ABOUT } else { 0 }),
        // beside the list the preview has the measure of prose, at most
        (_, true, true) => rest.left(LISTS.max(rest.width.saturating_sub(layout::PROSE + layout::MARGINS - 1))),
        // what was found has its rows, up to a half
        (count, true, false) => rest.above(count.min(usize::from(rest.height / 2).saturating_sub(1))),
    };
    let row = home.row_below(model).and_then(|row| items.get(row));
    if let Some(item) = row.filter(|_| about.width > 0) {
        beside.insert(0, of(model, about, item));
    }
    Panes {
        whole: area,
        text,
        beside,
        ..Panes::default()
    }
}

/// What a row is about.
fn of(model: &Model, area: Area, item: &Item) -> Beside {
    let (lang, width) = (model.lang, area.columns());
    let (title, rows) = match item {
        Item::Entry(_, id) => {
            let reading = article::Reading::plain(lang, Some(model.today()));
            let entry = model.catalog.entry(id);
            let article = entry.map(|entry| article::article(&model.catalog, &entry, &reading));
            let rows = article.map(|article| answer(&article, model, width));
            (id.to_string(), rows.unwrap_or_default())
        }
        Item::Question(id) => {
            let choices = model.catalog.question(id).map(|question| question.choices);
            let choices = choices.unwrap_or_default().into_iter().enumerate();
            let rows = choices.flat_map(|(at, choice)| {
                let text = page::plain(choice.text.get(lang));
                page::wrap(&[(Mark::Plain, format!("{}  {text}", at + 1))], width)
            });
            (known::title_of(model, id), rows.collect())
        }
        Item::Tree(id) => {
            let mut rows = Vec::new();
            if let Some(tree) = model.catalog.tree(id) {
                rows = prose(tree.about.get(lang), width);
                let first = tree.start.first().map(|node| first(model, &node.id));
                rows.extend(first.map(|first| muted(&first, width)).unwrap_or_default());
            }
            (known::title_of(model, id), rows)
        }
        Item::Case(case) => {
            let title = case.title.as_ref().map(|title| page::plain(title.get(lang)));
            let text = [title, case.user_id.clone(), case.ticket.clone()];
            let rows = text.into_iter().flatten().flat_map(|text| prose(&text, width));
            (home::about(model, case), rows.collect())
        }
        Item::AllCases(_) | Item::EmptyCase => (home::text(model, item), prose(NEW_CASE.get(lang), width)),
    };
    Beside {
        area,
        title,
        rows,
        ..Beside::default()
    }
}

/// What a way begins with: its first question, or the entry that stands there.
fn first(model: &Model, id: &str) -> String {
    let mut id = id.to_owned();
    while let Some(node) = model.catalog.sequence(&id).and_then(|sequence| sequence.nodes.into_iter().next()) {
        id = node.id.to_string();
    }
    let say = if model.catalog.is_question(&id) { FIRST_ASKED } else { BEGINS_WITH };
    say.with(model.lang, &[&known::title_of(model, &id)])
}

/// The answer, then what to say, what to mind, and how much more there is.
fn answer(article: &Article, model: &Model, width: usize) -> Vec<Row> {
    let lang = model.lang;
    let mut out = Vec::new();
    let mut folded = Vec::new();
    for part in &article.parts {
        match part.section {
            Section::Answer => {
                for point in &part.points {
                    if let Block::Para(text) = &point.block {
                        out.extend(prose(text, width));
                    }
                }
            }
            Section::Tell => {
                if let Some(said) = article.said() {
                    out.push(Row::new());
                    out.push(vec![(Mark::Section, ui::TELL.get(lang).to_owned())]);
                    out.extend(words(said, width));
                }
            }
            Section::Warnings => {
                for point in &part.points {
                    if let Block::Item { text, .. } = &point.block {
                        out.extend(beside::careful(&page::plain(text), width));
                    }
                }
            }
            Section::Sources | Section::Links | Section::Codes => {}
            section => {
                if let Some(heading) = section.heading() {
                    folded.push(format!("+ {} {}", heading.get(lang), part.points.len()));
                }
            }
        }
    }
    if !folded.is_empty() {
        out.push(Row::new());
        out.extend(muted(&folded.join("   "), width));
    }
    out
}
