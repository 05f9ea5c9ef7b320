//! The bundle: what will be written is shown first, then it is written.

use super::{insert, scrolled, type_into};
use crate::app::bindings::Action;
use crate::app::key::Key;
use crate::app::message::{BundleRefused, Effect};
use crate::app::{Model, Screen, Stand, layout};
use crate::bundle::Plan;
use crate::text::ui;
use std::path::PathBuf;
use tui_input::Input;

/// The plan, the name of the file, and what came of it.
#[derive(Clone, Debug, Default)]
pub struct Bundle {
    pub plan: Option<Plan>,
    pub path: Input,
    pub scroll: usize,
    /// There is a file of that name, and Enter now means "replace it".
    pub replace: bool,
    pub error: Option<String>,
    pub written: Option<PathBuf>,
    pub writing: bool,
}

/// Opens the screen and asks for the plan.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let Some(case) = model.case.clone() else {
        return Vec::new();
    };
    if matches!(model.top(), Screen::Bundle(_)) {
        return Vec::new();
    }
    let path = Input::new(format!("sspr-case-{}.zip", case.id));
    model.push(Screen::Bundle(Bundle {
        path,
        ..Bundle::default()
    }));
    vec![Effect::Plan(Box::new(case))]
}

/// Rows kept below the plan for the name of the file and what is said about it.
pub const ROWS_BELOW: usize = 5;

/// The plan as lines at the present width.
pub fn lines(model: &Model) -> Vec<String> {
    let Screen::Bundle(Bundle { plan: Some(plan), .. }) = model.top() else {
        return Vec::new();
    };
    let columns = layout::text_columns(model.size, false);
    plan.lines(&model.catalog, model.lang)
        .iter()
        .flat_map(|line| crate::text::columns::wrap(line, columns))
        .collect()
}

fn state(model: &mut Model) -> Option<&mut Bundle> {
    match model.top_mut() {
        Some(Screen::Bundle(bundle)) => Some(bundle),
        _ => None,
    }
}

pub fn on_action(model: &mut Model, action: Action) -> Vec<Effect> {
    if action == Action::Choose {
        return write(model);
    }
    let shown = layout::body_rows(model.size).saturating_sub(ROWS_BELOW);
    let rows = lines(model).len();
    if let Some(bundle) = state(model) {
        bundle.scroll = scrolled(bundle.scroll, rows, shown, action);
    }
    Vec::new()
}

fn write(model: &mut Model) -> Vec<Effect> {
    let Some(bundle) = state(model) else { return Vec::new() };
    if bundle.written.is_some() {
        // solved and handed over: nothing is left to go on with
        if let (Some(Stand::Solved), Some(case)) = (&model.stand, &mut model.case) {
            case.closed = true;
        }
        let mut effects = model.save();
        effects.extend(super::super::act(model, Action::Home));
        return effects;
    }
    let path = crate::text::one_line(bundle.path.value());
    if bundle.writing {
        return Vec::new();
    }
    let Some(plan) = bundle.plan.clone() else {
        return Vec::new();
    };
    if path.is_empty() {
        let lang = model.lang;
        if let Some(bundle) = state(model) {
            bundle.error = Some(ui::NAME_THE_FILE.get(lang).to_owned());
        }
        return Vec::new();
    }
    bundle.writing = true;
    bundle.error = None;
    let path = zip_name(path);
    vec![Effect::WriteBundle {
        plan: Box::new(plan),
        path,
        replace: bundle.replace,
    }]
}

/// A ticket system takes the file by its ending, so a name without one gets it.
fn zip_name(path: String) -> String {
    if path.to_lowercase().ends_with(".zip") {
        path
    } else {
        format!("{path}.zip")
    }
}

/// The bundle was written, or not.
pub fn bundled(model: &mut Model, result: Result<(PathBuf, Vec<PathBuf>), BundleRefused>) -> Vec<Effect> {
    let lang = model.lang;
    let Some(bundle) = state(model) else { return Vec::new() };
    bundle.writing = false;
    bundle.replace = false;
    match result {
        Ok((path, changed)) => {
            bundle.written = Some(path);
            let names: Vec<String> = changed.iter().map(|p| p.display().to_string()).collect();
            bundle.error = (!names.is_empty()).then(|| ui::CHANGED_SINCE.with(lang, &[&names.join(", ")]));
        }
        Err(BundleRefused::Exists) => {
            bundle.replace = true;
            bundle.error = Some(ui::FILE_EXISTS.get(lang).to_owned());
        }
        Err(BundleRefused::Other(reason)) => bundle.error = Some(reason),
    }
    Vec::new()
}

pub fn on_key(model: &mut Model, key: Key) -> Vec<Effect> {
    if let Some(bundle) = state(model)
        && bundle.written.is_none()
        && type_into(&mut bundle.path, key)
    {
        (bundle.replace, bundle.error) = (false, None);
    }
    Vec::new()
}

pub fn on_paste(model: &mut Model, text: &str) {
    if let Some(bundle) = state(model)
        && bundle.written.is_none()
        && insert(&mut bundle.path, text)
    {
        (bundle.replace, bundle.error) = (false, None);
    }
}
