//! The checks: what will be contacted and run, asked each time; how far they are; what came of them, failures first, and what to
//! read about the chosen one.

use super::form;
use super::reader::Reader;
use crate::app::bindings::Scope;
use crate::app::checking::{self, Checks, THE_CHECKS};
use crate::app::layout::{self, Area};
use crate::app::message::Effect;
use crate::app::model::{Deeds, Model, Screen};
use crate::app::panes::{Beside, Panes};
use crate::app::rows::{muted, prose};
use crate::app::told::Told;
use crate::check::{self, Examined, Plan};
use crate::knowledge::page::{self, Row};
use crate::text::{Say, columns, say};

const NOTHING_YET: Say = say(
    "Connection checks: nothing has been contacted yet",
    "연결 점검: 아직 아무 데도 연결하지 않았습니다",
);
const EACH_TIME: Say = say("asked each time", "매번 확인");
const RUN: Say = say("Run all of this", "모두 점검하기");
const NOT_NOW: Say = say("Not now", "나중에");
pub const PLANNING: Say = say("Working out what to check ...", "점검할 내용을 확인하는 중 ...");
const READ: Say = say("Read: {}", "읽을 항목: {}");

/// Rows of the pane about the chosen check below the list, and columns of the list where it stands beside it.
const ABOUT: usize = 8;
const LIST: u16 = 80;

impl Screen for Checks {
    fn deeds(&self) -> &'static Deeds {
        &DEEDS
    }
}

const DEEDS: Deeds = Deeds {
    rows: |model| match model.top::<Checks>() {
        Some(Checks::Asking(plan)) => answers(plan).iter().map(|say| say.en.to_owned()).collect(),
        Some(Checks::Done(done)) => {
            let outcomes = done.checked.outcomes.iter().enumerate();
            outcomes.map(|(at, outcome)| format!("{at} {}", outcome.id)).collect()
        }
        _ => Vec::new(),
    },
    first_row: |model| match model.top::<Checks>() {
        Some(Checks::Done(_)) => Some(usize::from(layout::BORDER)),
        _ => None,
    },
    take: |model, row| match model.top::<Checks>() {
        Some(Checks::Asking(plan)) if row == 0 && plan.does_something() => checking::run(model),
        Some(Checks::Asking(_)) => {
            model.pop();
            Vec::new()
        }
        Some(Checks::Done(done)) => {
            let entry = done.checked.outcomes.get(row).map(|outcome| outcome.entry.clone());
            if let Some(entry) = entry {
                model.push(Reader::of(entry));
            }
            Vec::new()
        }
        _ => Vec::new(),
    },
    panes,
    copied: |model| match model.top::<Checks>() {
        Some(Checks::Done(done)) => Some(check::tell(
            &model.catalog,
            &done.checked,
            &done.changed,
            model.lang,
            false,
            usize::from(layout::PROSE),
        )),
        // what is to be run on the server by hand
        Some(Checks::Asking(plan)) if !plan.does_something() => Some(check::script(&plan.elsewhere)),
        _ => None,
    },
    crumbs: |model| vec![THE_CHECKS.get(model.lang).to_owned()],
    ..Deeds::at(|_| Scope::Checks, told)
};

/// The words of the rows while it is asked.
pub fn answers(plan: &Plan) -> &'static [Say] {
    if plan.does_something() {
        &[RUN, NOT_NOW]
    } else {
        &[NOT_NOW]
    }
}

/// The check that is chosen.
fn chosen(model: &Model) -> Option<&Examined> {
    match model.top::<Checks>() {
        Some(Checks::Done(done)) => done.checked.outcomes.get(model.row()?),
        _ => None,
    }
}

/// Keeps what was checked with the open case, else with a new one, and shows it there.
pub(in crate::app) fn into_case(model: &mut Model) -> Vec<Effect> {
    let mut effects = model.begin_case();
    effects.extend(checking::keep(model));
    form::open(model);
    effects
}

fn panes(model: &Model, area: Area) -> Panes {
    let lang = model.lang;
    if let Some(Checks::Asking(plan)) = model.top::<Checks>() {
        let (above, text) = area.below(answers(plan).len());
        let told = check::will(plan, lang);
        let beside = Beside {
            area: above,
            title: NOTHING_YET.get(lang).to_owned(),
            count: EACH_TIME.get(lang).to_owned(),
            rows: told.lines().flat_map(|line| hung(line, above.columns())).collect(),
            ..Beside::default()
        };
        return Panes {
            text,
            beside: vec![beside],
            ..Panes::alone(area)
        };
    }
    let Some(outcome) = chosen(model) else {
        return Panes::alone(area);
    };
    let (text, about) = if area.width >= layout::WIDER {
        area.left(LIST.max(area.width.saturating_sub(layout::PROSE + layout::MARGINS - 1)))
    } else {
        area.below(if layout::high(model.size) { ABOUT } else { 0 })
    };
    let beside = Beside {
        area: about,
        title: outcome.name(lang).to_owned(),
        count: outcome.status.told().get(lang).to_owned(),
        rows: about_it(model, outcome, about.columns()),
        ..Beside::default()
    };
    Panes {
        text,
        beside: vec![beside],
        ..Panes::alone(area)
    }
}

/// A line of what will be done: what is indented stays so.
fn hung(line: &str, width: usize) -> Vec<Row> {
    let text = line.trim_start();
    let indent = line.len() - text.len();
    let lines = columns::wrap(text, width.saturating_sub(indent).max(20)).into_iter();
    lines
        .map(|words| vec![(page::Mark::Plain, format!("{:indent$}{words}", ""))])
        .collect()
}

/// Why it is so, step by step, and what to read.
fn about_it(model: &Model, outcome: &Examined, width: usize) -> Vec<Row> {
    let lang = model.lang;
    let mut rows = prose(outcome.reason.get(lang), width);
    if let Some(title) = model.catalog.title(&outcome.entry) {
        rows.extend(prose(&READ.with(lang, &[title.get(lang)]), width));
    }
    for step in &outcome.steps {
        let (state, what) = (step.status.told().get(lang), step.probe.title().get(lang));
        // the step that decided is told above
        let told = if step.reason == outcome.reason {
            format!("{state} {what}")
        } else {
            format!("{state} {what}: {}", step.reason.get(lang))
        };
        rows.extend(muted(&told, width));
    }
    rows
}

fn told(model: &Model, columns: usize) -> Told {
    let lang = model.lang;
    let mut told = Told::new(lang, columns);
    told.line(THE_CHECKS.get(lang));
    match model.top::<Checks>() {
        Some(Checks::Asking(plan)) => {
            for line in check::will(plan, lang).lines() {
                told.line(line);
            }
            told.list(answers(plan).iter().map(|say| say.get(lang).to_owned()));
        }
        Some(Checks::Refused(why)) => told.line(why),
        Some(Checks::Running(running)) => told.line(&check::progress(&running.so_far, lang)),
        Some(Checks::Done(done)) => {
            told.line(&check::conclusion(&done.checked, lang));
            for change in &done.changed {
                told.line(&change.told(lang));
            }
            told.list(done.checked.outcomes.iter().map(|outcome| {
                let status = outcome.status.told().get(lang);
                format!("{status}  {}  {}", outcome.place(lang), outcome.reason.get(lang))
            }));
        }
        Some(Checks::Planning) | None => told.line(PLANNING.get(lang)),
    }
    told
}
