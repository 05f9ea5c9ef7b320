//! The pieces of evidence of the open case, as rows below the fields of the form.

use super::bindings::Scope;
use super::filling;
use super::model::Model;
use crate::case::found::Evidence;
use crate::text::{Lang, Say, say};

/// The pieces of evidence of the open case.
pub fn all(model: &Model) -> &[Evidence] {
    model.case.as_ref().map_or(&[], |case| &case.evidence)
}

/// The piece of evidence in the row that is chosen in the form, by its place.
pub fn chosen(model: &Model) -> Option<usize> {
    if (model.deeds().scope)(model) != Scope::Form {
        return None;
    }
    at(model, model.row()?)
}

/// The piece of evidence in a row of the form, by its place.
pub fn at(model: &Model, row: usize) -> Option<usize> {
    let at = row.checked_sub(filling::lines(model).len())?;
    (at < all(model).len()).then_some(at)
}

/// Where a piece of evidence came from, with its place in that text.
pub fn origin(piece: &Evidence, lang: Lang) -> String {
    const AT_LINE: Say = say("{}, line {}", "{} {}번째 줄");
    let from = piece.from.told().get(lang);
    match piece.line {
        Some(line) => AT_LINE.with(lang, &[from, &line.to_string()]),
        None => from.to_owned(),
    }
}

/// A piece of evidence on one line, with where it came from.
pub fn line(piece: &Evidence, lang: Lang) -> String {
    format!("{} ({})", piece.brief(lang), origin(piece, lang))
}

/// A piece of evidence whole: where it came from, when, where and who, what it says.
pub fn lines(model: &Model, piece: &Evidence) -> Vec<String> {
    let at = piece.at.map(|at| model.clock(at)).or_else(|| piece.written.clone());
    let parts = [
        at,
        piece.computer.clone(),
        piece.user.clone(),
        piece.tracking_id.clone(),
    ];
    let head = parts.into_iter().flatten().collect::<Vec<_>>().join(", ");
    [Some(origin(piece, model.lang)), Some(head), piece.quote.clone()]
        .into_iter()
        .flatten()
        .filter(|line| !line.is_empty())
        .collect()
}
