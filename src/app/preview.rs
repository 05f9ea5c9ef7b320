//! What a row of the first screen is about: the answer of an entry, the choices of a question, what an area covers.

use super::known;
use super::leaf::Leaf;
use super::model::Model;
use super::rows::{muted, prose};
use super::screen::Chosen;
use crate::case::listed::Listed;
use crate::knowledge::article;
use crate::knowledge::id::{EntryId, FieldId, QuestionId};
use crate::knowledge::page::{self, Mark, Row};
use crate::knowledge::spot::Words;
use crate::text::{Say, one_line, say, ui};
use std::collections::BTreeSet;

const FIRST_ASKED: Say = say("First question: {}", "첫 질문: {}");
const TRIED: Say = say(
    "Questions answered: {}, remedies tried: {}.",
    "답한 질문 {}개, 시도한 조치 {}개입니다.",
);
const USER: Say = say("User", "사용자");
const TICKET: Say = say("Ticket", "티켓");
const CHANGED: Say = say("Last changed", "마지막 변경");
const BEGINS_WITH: Say = say("Begins with: {}", "시작: {}");

/// An entry as the reader opens it; last where it comes from.
pub fn entry(model: &Model, id: &EntryId, width: usize) -> Vec<Row> {
    let Some(article) = model.article(id) else {
        return Vec::new();
    };
    let sheet = model.leaves.sheet(Leaf {
        above: Vec::new(),
        article,
        unfolded: BTreeSet::new(),
        chosen: Chosen::Nothing,
        whole: false,
        columns: width,
        words: Some(Words::Whole),
        ticked: None,
    });
    let mut rows = sheet.rows.to_vec();
    rows.push(Row::new());
    rows.extend(muted(&article::origin(&model.catalog, id, model.lang), width));
    rows
}

/// A case of the list: what it is about, how far it is, what is missing.
pub fn case(model: &Model, case: &Listed, width: usize) -> Vec<Row> {
    let lang = model.lang;
    let title = case.title.as_ref().map(|title| page::plain(title.get(lang)));
    let about = [case.description.as_deref().map(one_line), title];
    // the first of them is the title of the pane
    let about = about.into_iter().flatten().skip(1);
    let stands = TRIED.with(lang, &[&case.asked.to_string(), &case.tried.to_string()]);
    let mut rows: Vec<Row> = about.chain([stands]).flat_map(|text| prose(&text, width)).collect();
    let field = |id: &FieldId| model.catalog.field(id).map(|field| field.title.get(lang).to_owned());
    let missing: Vec<String> = case.missing.iter().filter_map(field).collect();
    let changed = case.changed.to_clock(model.now);
    let told = [
        (USER, case.user_id.clone()),
        (TICKET, case.ticket.clone()),
        (CHANGED, Some(changed)),
        (
            ui::STILL_MISSING,
            Some(missing.join(", ")).filter(|missing| !missing.is_empty()),
        ),
    ];
    for (label, value) in told {
        let text = value.map(|value| format!("{}: {value}", label.get(lang)));
        rows.extend(text.iter().flat_map(|text| prose(text, width)));
    }
    rows
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
    let Some(start) = tree.start.first() else { return rows };
    let first = first(model, &start.id);
    let says = if model.catalog.is_question(&first) {
        FIRST_ASKED
    } else {
        BEGINS_WITH
    };
    rows.extend(muted(&says.with(model.lang, &[&known::title_of(model, &first)]), width));
    rows.extend(question(model, &QuestionId::new(&first), width));
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
    id
}
