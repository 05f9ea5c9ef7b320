//! What a row of the first screen is about: the answer of an entry, the choices of a question, what an area covers.

use super::beside::{self, muted, prose, words};
use super::known;
use super::model::Model;
use crate::knowledge::article::{self, Article, Block, Section};
use crate::knowledge::id::{EntryId, QuestionId};
use crate::knowledge::page::{self, Mark, Row};
use crate::text::{Say, say, ui};

const FIRST_ASKED: Say = say("First question: {}", "첫 질문: {}");
const BEGINS_WITH: Say = say("Begins with: {}", "시작: {}");

/// The answer of an entry.
pub fn entry(model: &Model, id: &EntryId, width: usize) -> Vec<Row> {
    let reading = article::Reading::plain(model.lang, Some(model.today()));
    let entry = model.catalog.entry(id);
    let article = entry.map(|entry| article::article(&model.catalog, &entry, &reading));
    let rows = article.map(|article| {
        let mut rows = answer(&article, model, width);
        rows.extend(muted(&article::origin(&model.catalog, id, model.lang), width));
        rows
    });
    rows.unwrap_or_default()
}

/// What a question lets choose from.
pub fn question(model: &Model, id: &QuestionId, width: usize) -> Vec<Row> {
    let choices = model.catalog.question(id).map(|question| question.choices);
    let choices = choices.unwrap_or_default().into_iter().enumerate();
    let rows = choices.flat_map(|(at, choice)| {
        let text = page::plain(choice.text.get(model.lang));
        page::wrap(&[(Mark::Plain, format!("{}  {text}", at + 1))], width)
    });
    rows.collect()
}

/// What an area covers, and what it begins with.
pub fn tree(model: &Model, id: &str, width: usize) -> Vec<Row> {
    let Some(tree) = model.catalog.tree(id) else {
        return Vec::new();
    };
    let mut rows = prose(tree.about.get(model.lang), width);
    let first = tree.start.first().map(|node| first(model, &node.id));
    rows.extend(first.map(|first| muted(&first, width)).unwrap_or_default());
    rows
}

/// What a way begins with: its first question, or the entry that stands there.
fn first(model: &Model, id: &str) -> String {
    let mut id = id.to_owned();
    while let Some(node) = model
        .catalog
        .sequence(&id)
        .and_then(|sequence| sequence.nodes.into_iter().next())
    {
        id = node.id;
    }
    let say = if model.catalog.is_question(&id) {
        FIRST_ASKED
    } else {
        BEGINS_WITH
    };
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
