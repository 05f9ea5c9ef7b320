//! The bundle: what will be written is shown first, then it is written.

use crate::app::bindings::Scope;
use crate::app::layout;
use crate::app::message::{Effect, Kind, Work};
use crate::app::model::{Change, Deeds, Model, Paper, Screen};
use crate::app::told::{Heard, Told};
use crate::bundle::{Plan, Profile};
use crate::case::{CaseId, report};
use crate::knowledge::page::Mark;
use crate::text::{columns, one_line, ui, visible_path};
use std::path::PathBuf;
use tui_input::Input;

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
            rows: lines(model).into_iter().map(|line| vec![(Mark::Plain, line)]).collect(),
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

/// The plan as lines at the present width.
pub fn lines(model: &Model) -> Vec<String> {
    let Some(Bundle { plan: Some(plan), .. }) = model.top() else {
        return Vec::new();
    };
    let columns = layout::text_columns(model.size, false);
    let lines = plan.lines(&model.catalog, model.lang);
    lines.iter().flat_map(|line| columns::wrap(line, columns)).collect()
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
        for line in lines(model) {
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
