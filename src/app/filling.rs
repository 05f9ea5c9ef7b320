//! Filling in the support case: its fields as rows, what can be picked, and what becomes of a value that was checked.

use super::line::Typing;
use super::lines::Typed;
use super::message::{AskedBy, Effect};
use super::model::{Model, Place};
use super::origins::Origin;
use super::screen::{Chosen, List, Overlay, Purpose};
use super::walking::{self, View};
use super::{jobs, kept};
use crate::case::Reply;
use crate::case::checklist::{Item, State, checklist};
use crate::case::field::{self, Accepted};
use crate::case::found::From;
use crate::knowledge::id::FieldId;
use crate::knowledge::shape::{Field, Rule, Value};
use crate::text::{Lang, Say, Text, say, ui};

const OPTIONAL: Say = say("optional", "선택 사항");
const DOES_NOT_APPLY: Say = say("does not apply", "해당 없음");

/// One field as a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub field: Field,
    /// What it holds, as people read it.
    pub value: Option<String>,
    /// Support will ask for it.
    pub missing: bool,
    /// What is known of it.
    pub mark: Mark,
    /// Where the value was read, if nobody said it.
    pub origin: Option<Origin>,
}

/// What a row says at a glance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    Known,
    /// A part of it, or nobody knows it.
    Open,
    Missing,
    Optional,
    DoesNotApply,
}

/// Fields that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub title: Text,
    /// How many of those that support needs are known, and how many it needs; what is wanted one of counts once.
    pub known: usize,
    pub needed: usize,
    pub lines: Vec<Line>,
}

impl Line {
    /// The value on one line; what stands there where there is none.
    pub fn shown(&self, lang: Lang) -> String {
        match &self.value {
            Some(value) => value.replace('\n', "; "),
            None if self.missing => ui::MISSING_MARK.get(lang).to_owned(),
            None if self.mark == Mark::DoesNotApply => DOES_NOT_APPLY.get(lang).to_owned(),
            None => OPTIONAL.get(lang).to_owned(),
        }
    }
}

/// The fields of the case in groups.
pub fn parts(model: &Model) -> Vec<Part> {
    let Some(case) = &model.case else { return Vec::new() };
    let groups = checklist(&model.catalog, case).groups.into_iter();
    let line = |item: Item| Line {
        missing: item.needed && !item.known() && !item.given_up(),
        value: item.shown(model.lang),
        mark: match item.state {
            State::Known(_) => Mark::Known,
            State::Open(_) => Mark::Open,
            State::Missing => Mark::Missing,
            State::Optional => Mark::Optional,
            State::DoesNotApply => Mark::DoesNotApply,
        },
        origin: case.from_log.get(&item.field.id).map(|record| Origin {
            from: From::Log,
            record: Some(*record),
        }),
        field: item.field,
    };
    let parts = groups.map(|group| Part {
        title: group.title,
        known: group.count.known,
        needed: group.count.needed,
        lines: group.items.into_iter().map(line).collect(),
    });
    parts.collect()
}

/// The rows of the form.
pub fn lines(model: &Model) -> Vec<Line> {
    parts(model).into_iter().flat_map(|part| part.lines).collect()
}

/// How many of the fields that support needs are known, and how many it needs.
pub fn score(parts: &[Part]) -> (usize, usize) {
    parts
        .iter()
        .fold((0, 0), |sum, part| (sum.0 + part.known, sum.1 + part.needed))
}

/// The rows to choose from, each by what it is: the fields, the pieces of evidence; the last is the bundle.
pub fn rows(model: &Model) -> Vec<String> {
    let fields = lines(model).into_iter().map(|line| line.field.id.to_string());
    // by what it is, so that the row stays where another one goes
    let pieces = model.case.iter().flat_map(|case| &case.evidence);
    let pieces = pieces.map(|piece| format!("{piece:?}"));
    fields
        .chain(pieces)
        .chain(std::iter::once("bundle".to_owned()))
        .collect()
}

/// The overlay that edits a field.
pub(super) fn edit(model: &Model, field: &Field) -> Overlay {
    let current = model.case.as_ref().and_then(|c| c.value(&model.catalog, &field.id));
    let values = choices(field);
    if values.is_empty() {
        let paths = model.case.as_ref().and_then(|case| case.paths.get(&field.id));
        // several files, or one with a line end in its name
        let current = paths.map_or(current.unwrap_or_default(), |paths| paths.join("\n"));
        let typed = Typed::new(
            &current,
            field.has_lines() || field.rule == Rule::Paths || current.contains('\n'),
        );
        return Overlay::typing(Purpose::Field(field.id.clone()), typed);
    }
    let chosen = current.and_then(|c| values.iter().position(|v| v.id == c)).unwrap_or(0);
    let ids: Vec<String> = values.into_iter().map(|value| value.id).collect();
    Overlay::list(List::Values(field.id.clone()), Chosen::at(&ids, chosen))
}

/// The values to pick from; empty where the field is typed.
pub fn choices(field: &Field) -> Vec<Value> {
    let value = |(id, text): (&str, Say)| Value {
        id: id.to_owned(),
        text: Text {
            en: text.en.to_owned(),
            ko: text.ko.to_owned(),
        },
    };
    let open = [field::NOT_KNOWN, field::NOT_SAID];
    let open = open
        .into_iter()
        .filter_map(|word| Some(value((word.en, field::open_word(word.en)?))));
    match field.rule {
        Rule::Choice => field.values.iter().chain(&field.parts).cloned().chain(open).collect(),
        Rule::YesNo => {
            let answers = [("yes", say("Yes", "예")), ("no", say("No", "아니요"))];
            answers.map(value).into_iter().chain(open).collect()
        }
        _ => Vec::new(),
    }
}

/// Types a value into a field; its rule is asked first.
pub fn fill(model: &Model, field: &FieldId, raw: &str) -> Vec<Effect> {
    let check = model.case.as_ref().map(|case| Effect::Check {
        case: Box::new(case.clone()),
        asked_by: AskedBy::Form,
        field: field.clone(),
        raw: raw.to_owned(),
    });
    check.into_iter().collect()
}

/// Values from a pasted text passed their rules: they fill what is still empty. Nobody's word is overwritten, nor is a part.
pub(super) fn keep(model: &mut Model, passed: Vec<Accepted>) -> Vec<Effect> {
    if let Some(case) = &mut model.case {
        for accepted in passed {
            let field = accepted.field();
            if !case.has(field) && !case.open.contains_key(field) {
                case.keep(accepted);
            }
        }
    }
    walking::learned(model);
    model.save()
}

/// A value was checked: it is kept and the next row or question comes, or it is said what is wrong and what was typed stays.
pub(super) fn checked(
    model: &mut Model,
    asked_by: AskedBy,
    field: &FieldId,
    raw: &str,
    result: Result<Accepted, String>,
) -> Vec<Effect> {
    let accepted = match result {
        Ok(accepted) => accepted,
        Err(reason) => {
            refused(model, &asked_by, field, raw, reason);
            return Vec::new();
        }
    };
    let removed = accepted.removed().clone();
    let pasted = pasted(model, &asked_by, field);
    let mut effects = match asked_by {
        AskedBy::Question(id) => walking::answer(model, &id, Reply::Typed(accepted)),
        AskedBy::Form => {
            if let Some(case) = &mut model.case {
                case.keep(accepted);
            }
            model.refresh();
            model.overlay = None;
            let rows = (model.deeds().rows)(model);
            if let Some(row) = rows.iter().position(|row| **field == **row) {
                model.choose(row + 1);
            }
            model.say(if raw.trim().is_empty() {
                ui::LEFT_EMPTY
            } else {
                ui::SAVED
            });
            model.save()
        }
    };
    effects.extend(kept::take(model, &pasted));
    model.say_removed(&removed);
    // whoever stopped the reading, or waits for it, is not made to wait again by another field
    if model.catalog.field(field).is_some_and(|field| field.names_files()) {
        effects.extend(jobs::attach(model));
    }
    effects
}

/// The texts that were pasted into what was checked, as far as they still stand there.
fn pasted(model: &Model, asked_by: &AskedBy, field: &FieldId) -> Vec<String> {
    match (asked_by, &model.overlay) {
        (AskedBy::Question(_), _) => model.top::<View>().map(|view| view.input.pasted()),
        (
            AskedBy::Form,
            Some(Overlay::Type {
                purpose: Purpose::Field(open),
                input,
                ..
            }),
        ) if open == field => Some(input.pasted()),
        (AskedBy::Form, _) => None,
    }
    .unwrap_or_default()
}

/// The reason stands below the line that was typed, if that is still open.
fn refused(model: &mut Model, asked_by: &AskedBy, field: &FieldId, raw: &str, reason: String) {
    let open = match (&model.place, asked_by) {
        (Some(Place::Question(open)), AskedBy::Question(id)) => open.question.id == *id,
        _ => false,
    };
    if open && let Some(view) = model.top_mut::<View>() {
        view.input.put(raw);
        view.error = Some(reason);
        return;
    }
    match &mut model.overlay {
        Some(Overlay::Type {
            purpose: Purpose::Field(open),
            error,
            input,
        }) if open == field && input.value() == raw => {
            *error = Some(reason);
        }
        _ => model.toast = Some(reason),
    }
}
