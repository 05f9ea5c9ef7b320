//! The bundle that is planned: what is asked of it, its files as rows, and what in them is still to be decided.

use super::changed::Sides;
use super::message::{Effect, Kind, Work};
use super::model::Model;
use super::once::Once;
use super::rows;
use crate::bundle::{Changes, LeftOut, Order, Passphrase, Plan, Planned, Terms, Why, Written};
use crate::case::field;
use crate::knowledge::page::{Mark, Row};
use crate::text::{Lang, Say, say, visible};
use std::path::PathBuf;

const HIDDEN: Say = say("{} hidden", "{}곳 가림");
const OR_MORE: Say = say("{} or more hidden", "{}곳 이상 가림");
const LEFT_OUT: Say = say("left out", "제외");
const TO_DECIDE: Say = say("names to decide on: {}", "이름인지 확인할 말: {}개");

/// The plan, the name of the file, and what came of it.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    /// What is asked of it; a plan may still be made for an earlier order.
    pub order: Order,
    pub plan: Option<Plan>,
    /// Of each file of the plan.
    pub changes: Vec<Changes>,
    pub path: String,
    /// There is a file of that name, and Enter now means "replace it".
    pub replace: bool,
    pub error: Option<String>,
    pub written: Option<(PathBuf, Written)>,
    /// Hours around the time that the case reports from which logs are taken; none for all of them.
    pub(super) hours: Option<u16>,
    /// What it will be encrypted with.
    pub(super) passphrase: Option<Passphrase>,
    /// The place of the chosen row that is looked at, with that row.
    pub(super) at: (String, usize),
    /// A file in which nothing can be hidden: asked whether it is to go along.
    pub(super) asked: Option<PathBuf>,
    /// The plain lines tell the changes.
    pub(super) tells: bool,
    /// What stands beside the list, as it was laid out last for this plan.
    pub(super) sides: Once<Shown, Sides>,
}

/// What is shown beside the list, and in what.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Shown {
    /// The row, and the place in it.
    pub thing: Option<String>,
    pub at: usize,
    /// What was decided of words that only look like names.
    pub terms: Terms,
    pub lang: Lang,
    pub widths: (usize, Option<usize>),
}

/// Plans it as it is ordered now.
pub(super) fn plan(model: &mut Model) -> Vec<Effect> {
    let order = open_one(model).map(|bundle| {
        bundle.error = None;
        Box::new(bundle.order.clone())
    });
    match (order, model.case.clone()) {
        (Some(order), Some(case)) => {
            let case = Box::new(case);
            vec![model.begin(Work::Plan { case, order })]
        }
        _ => Vec::new(),
    }
}

/// The bundle that is shown; none where it is being written, or is written.
pub(super) fn open_one(model: &mut Model) -> Option<&mut Bundle> {
    let writing = model.jobs.contains_key(&Kind::Write);
    model
        .top_mut::<Bundle>()
        .filter(|bundle| bundle.written.is_none() && !writing)
}

/// A row of the list.
pub enum Line<'p> {
    /// So many words of which somebody has to say whether they are names.
    Doubts(usize),
    File(&'p Planned, Option<&'p Changes>),
    LeftOut(&'p LeftOut),
    Manifest,
}

impl Line<'_> {
    pub(super) fn thing(&self) -> String {
        match self {
            Self::Doubts(_) => "?".to_owned(),
            Self::File(file, _) => file.name.clone(),
            Self::LeftOut(left) => left.path.display().to_string(),
            Self::Manifest => "manifest.json".to_owned(),
        }
    }

    /// The row in so many columns.
    pub fn row(&self, lang: Lang, columns: usize) -> Row {
        let of = |mark: (Mark, &str), text: &str, right: String| {
            let lead = vec![(mark.0, mark.1.to_owned()), (Mark::Plain, " ".to_owned())];
            rows::ends(lead, (Mark::Plain, text), (Mark::Note, right), columns)
        };
        match self {
            Self::Doubts(count) => of(
                (Mark::Careful, "?"),
                &TO_DECIDE.with(lang, &[&count.to_string()]),
                String::new(),
            ),
            Self::File(file, changes) => {
                let size = field::bytes(file.size);
                let right = changes.map_or(size.clone(), |changes| format!("{size}  {}", places(changes, lang)));
                of((Mark::Done, "v"), &visible(&file.name), right)
            }
            Self::LeftOut(left) => {
                let right = match left.why {
                    Why::Unwanted => LEFT_OUT.get(lang).to_owned(),
                    _ => String::new(),
                };
                let name = left.path.file_name().unwrap_or_default().to_string_lossy();
                let text = if right.is_empty() {
                    format!("{}: {}", visible(&name), left.why.say(lang))
                } else {
                    visible(&name).into_owned()
                };
                of((Mark::Note, "-"), &text, right)
            }
            Self::Manifest => of((Mark::Done, "v"), "manifest.json", String::new()),
        }
    }
}

pub(super) fn places(changes: &Changes, lang: Lang) -> String {
    let said = if changes.more { OR_MORE } else { HIDDEN };
    said.with(lang, &[&changes.places.to_string()])
}

/// The rows of the list, in the order of the zip.
pub fn lines(model: &Model) -> Vec<Line<'_>> {
    let Some(bundle) = model.top::<Bundle>() else {
        return Vec::new();
    };
    let Some(plan) = &bundle.plan else { return Vec::new() };
    let open = doubts(bundle).count();
    let asked = (open > 0).then_some(Line::Doubts(open));
    let changes = bundle.changes.iter().map(Some).chain(std::iter::repeat(None));
    let files = plan
        .files
        .iter()
        .zip(changes)
        .map(|(file, changes)| Line::File(file, changes));
    let left = plan.left_out.iter().map(Line::LeftOut);
    let rows = asked.into_iter().chain(files).chain(left);
    rows.chain([Line::Manifest]).collect()
}

/// What only looks like a name and is not decided, each with the line in which it stands.
pub fn doubts(bundle: &Bundle) -> impl Iterator<Item = (&str, &str)> {
    let plan = bundle.plan.iter();
    let terms = &bundle.order.terms;
    plan.flat_map(|plan| plan.redaction.doubts())
        .filter(|(name, _)| !terms.hide.contains(*name) && !terms.keep.contains(*name))
        .map(|(name, line)| (name.as_str(), line.as_str()))
}

/// Which place of the chosen row is looked at.
pub(super) fn at(model: &Model, bundle: &Bundle) -> usize {
    let chosen = chosen(model).map(|line| line.thing());
    if chosen.as_ref() == Some(&bundle.at.0) {
        bundle.at.1
    } else {
        0
    }
}

pub(super) fn chosen(model: &Model) -> Option<Line<'_>> {
    let row = model.row()?;
    lines(model).into_iter().nth(row)
}

/// How many places there are to look at in a row.
pub(super) fn count(line: &Line<'_>) -> usize {
    match line {
        Line::Doubts(count) => *count,
        Line::File(_, Some(changes)) => changes.places().count(),
        _ => 0,
    }
}

/// The plan is made.
pub(super) fn planned(bundle: &mut Bundle, plan: Plan, changes: Vec<Changes>) {
    (bundle.plan, bundle.changes) = (Some(plan), changes);
    bundle.sides = Once::default();
}
