//! The bundle: what will be written is shown first, then it is written.

use crate::app::bindings::Scope;
use crate::app::message::{Effect, Kind, Work};
use crate::app::model::{Change, Deeds, Model, Screen};
use crate::app::panes::Paper;
use crate::app::told::{Heard, Told};
use crate::app::{layout, rows};
use crate::bundle::{Plan, Profile};
use crate::case::{CaseId, field, report};
use crate::knowledge::page::{Mark, Row};
use crate::text::{Lang, Say, one_line, say, ui, visible_path};
use std::path::PathBuf;
use tui_input::Input;

const FILES: Say = say("{} of {} files, {}", "파일 {}개 중 {}개, {}");

/// The plan, the name of the file, and what came of it.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    /// For whom it is; what they must not see is hidden in it.
    pub profile: Profile,
    pub plan: Option<Plan>,
    pub path: Input,
    /// There is a file of that name, and Enter now means "replace it".
    pub replace: bool,
    pub error: Option<String>,
    pub written: Option<PathBuf>,
}

impl Screen for Bundle {
    fn deeds(&self) -> &'static Deeds {
        &DEEDS
    }
}

const DEEDS: Deeds = Deeds {
    take: |model, _| match model.top() {
        // handed over: nothing is left to go on with
        Some(Bundle { written: Some(_), .. }) => model.put_away(),
        _ => write(model),
    },
    paper: |model| {
        Some(Paper {
            rows: rows(model).into(),
            shown: layout::body_rows(model.size).saturating_sub(ROWS_BELOW),
            spots: Vec::new(),
        })
    },
    type_line: type_path,
    crumbs: |model| {
        [ui::CASE, ui::BUNDLE]
            .map(|say| say.get(model.lang).to_owned())
            .to_vec()
    },
    heard: |model, _, path| Heard::Effects(write_to(model, path)),
    ..Deeds::at(|_| Scope::Bundle, told)
};

/// To the bundle of the open case, which is planned first.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let Some(case) = model.case.clone().filter(|_| model.top::<Bundle>().is_none()) else {
        return Vec::new();
    };
    model.push(Bundle {
        path: Input::new(path(model, &case.id)),
        ..Bundle::default()
    });
    let profile = Profile::default();
    vec![model.begin(Work::Plan {
        case: Box::new(case),
        profile,
    })]
}

/// The name that is proposed: in the folder of the settings, else where the program runs.
fn path(model: &Model, id: &CaseId) -> String {
    let name = format!("sspr-case-{id}.zip");
    let folder = model.settings.bundles.as_ref();
    folder.map_or(name.clone(), |folder| folder.join(&name).display().to_string())
}

/// Plans it for others; one that is being written, or is written, stays as it is.
fn plan_for(model: &mut Model, profile: Profile) -> Vec<Effect> {
    let writing = model.jobs.contains_key(&Kind::Write);
    let Some(case) = model.case.clone() else {
        return Vec::new();
    };
    let open = |bundle: &&mut Bundle| bundle.written.is_none() && !writing;
    let Some(bundle) = model.top_mut::<Bundle>().filter(open) else {
        return Vec::new();
    };
    (bundle.profile, bundle.plan, bundle.error) = (profile, None, None);
    vec![model.begin(Work::Plan {
        case: Box::new(case),
        profile,
    })]
}

/// Plans it for the next of those for whom it may be.
pub(in crate::app) fn profile(model: &mut Model) -> Vec<Effect> {
    let now = model.top::<Bundle>().map(|bundle| bundle.profile.next());
    now.map_or_else(Vec::new, |next| plan_for(model, next))
}

/// Rows kept below the plan for the name of the file and what is said about it, with the border between.
pub const ROWS_BELOW: usize = 4;

/// The plan at the present width: its files with their sizes, those that stay out and why, what is hidden and what is not.
pub fn rows(model: &Model) -> Vec<Row> {
    let Some(Bundle { plan: Some(plan), .. }) = model.top() else {
        return Vec::new();
    };
    let (lang, columns) = (model.lang, layout::text_columns(model.size, false));
    let row = |mark: (Mark, &str), text: &str, right: String| {
        let lead = vec![(mark.0, mark.1.to_owned()), (Mark::Plain, " ".to_owned())];
        rows::ends(lead, (Mark::Plain, text), (Mark::Note, right), columns)
    };
    let done = (Mark::Done, "v");
    let files = plan.files.iter().map(|file| {
        let size = field::bytes(file.size);
        match file.source() {
            Some(path) => row(done, &format!("{} <- {}", file.name, visible_path(path)), size),
            None => row(done, &file.name, size),
        }
    });
    let left_out = plan.left_out.iter().map(|left| {
        let why = left.why.say(lang);
        row((Mark::Note, "-"), &visible_path(&left.path), why)
    });
    let mut rows: Vec<Row> = files
        .chain([row(done, "manifest.json", String::new())])
        .chain(left_out)
        .collect();
    for note in plan.notes(&model.catalog, lang) {
        rows.push(Row::new());
        rows.extend(rows::prose(&note, columns));
    }
    rows
}

/// How many files go into it, how many do not, and how much that is.
pub fn count(plan: &Plan, lang: Lang) -> String {
    let inside = plan.files.len() + 1;
    let all = inside + plan.left_out.len();
    let (inside, all, size) = (inside.to_string(), all.to_string(), field::bytes(plan.size()));
    match lang {
        Lang::En => FILES.with(lang, &[&inside, &all, &size]),
        Lang::Ko => FILES.with(lang, &[&all, &inside, &size]),
    }
}

fn type_path(model: &mut Model, change: Change<'_>) {
    let busy = model.jobs.contains_key(&Kind::Write);
    if let Some(bundle) = model.top_mut::<Bundle>()
        && bundle.written.is_none()
        && !busy
        && change(&mut bundle.path)
    {
        (bundle.replace, bundle.error) = (false, None);
    }
}

/// Says that the file needs a name, and gives it its ending: a ticket system takes the file by that.
fn write(model: &mut Model) -> Vec<Effect> {
    let lang = model.lang;
    let writing = model.jobs.contains_key(&Kind::Write);
    let Some(bundle) = model.top_mut::<Bundle>() else {
        return Vec::new();
    };
    let Some(plan) = bundle.plan.clone().filter(|_| !writing) else {
        return Vec::new();
    };
    let mut path = one_line(bundle.path.value());
    if path.is_empty() {
        bundle.error = Some(ui::NAME_THE_FILE.get(lang).to_owned());
        return Vec::new();
    }
    if !path.to_lowercase().ends_with(".zip") {
        path.push_str(".zip");
    }
    bundle.error = None;
    let (plan, replace) = (Box::new(plan), bundle.replace);
    vec![model.begin(Work::Write { plan, path, replace })]
}

fn told(model: &Model, columns: usize) -> Told {
    let lang = model.lang;
    let mut told = Told::new(lang, columns);
    let Some(bundle) = model.top::<Bundle>() else {
        return told;
    };
    told.commands = false;
    told.prompt = None;
    if let Some(path) = &bundle.written {
        told.line(&ui::BUNDLE_WRITTEN.with(lang, &[&visible_path(path)]));
        if let Some(case) = &model.case {
            told.line(&report::ticket(&model.catalog, case, lang, report::TICKET));
        }
    }
    if let Some(error) = &bundle.error {
        told.line(error);
    }
    if bundle.written.is_none() {
        let plan = bundle.plan.iter();
        for line in plan.flat_map(|plan| plan.lines(&model.catalog, lang)) {
            told.line(&line);
        }
        told.line(ui::BUNDLE_FOR.get(lang));
        told.prompt = Some(format!("{} ({}): ", ui::BUNDLE_FILE.get(lang), bundle.path.value()));
    }
    told
}

/// Writes the bundle to a file of this name; an empty one leaves the name as it stands. The word of a profile plans it for
/// those.
fn write_to(model: &mut Model, path: &str) -> Vec<Effect> {
    if let Some(profile) = Profile::parse(path.trim()) {
        return plan_for(model, profile);
    }
    type_path(model, &mut |line| {
        if !path.is_empty() {
            line.put(path);
        }
        !path.is_empty()
    });
    write(model)
}
