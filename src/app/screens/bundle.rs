//! The bundle: what will be written is shown first, then it is written.

use super::{insert, scrolled, type_into};
use crate::app::bindings::Action;
use crate::app::key::Key;
use crate::app::message::{BundleRefused, Effect};
use crate::app::{Model, Screen, layout};
use crate::case::bundle::{Plan, Written};
use crate::text::ui;
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
    pub written: Option<Written>,
    pub writing: bool,
}

/// Opens the screen and asks for the plan.
pub fn open(model: &mut Model) -> Vec<Effect> {
    let Some(case) = model.case.clone() else { return Vec::new() };
    if matches!(model.top(), Screen::Bundle(_)) {
        return Vec::new();
    }
    let path = Input::new(format!("sspr-case-{}.zip", case.id));
    model.push(Screen::Bundle(Bundle { path, ..Bundle::default() }));
    vec![Effect::Plan(Box::new(case))]
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
    let shown = layout::body_rows(model.size).saturating_sub(6);
    if let Some(bundle) = state(model) {
        let rows = bundle.plan.as_ref().map_or(0, |p| p.files.len());
        bundle.scroll = scrolled(bundle.scroll, rows, shown, action);
    }
    Vec::new()
}

fn write(model: &mut Model) -> Vec<Effect> {
    let Some(case) = model.case.clone() else { return Vec::new() };
    let Some(bundle) = state(model) else { return Vec::new() };
    if bundle.written.is_some() {
        return super::super::act(model, Action::Home);
    }
    let path = crate::text::one_line(bundle.path.value());
    if bundle.writing || bundle.plan.is_none() {
        return Vec::new();
    }
    if path.is_empty() {
        let lang = model.lang;
        if let Some(bundle) = state(model) {
            bundle.error = Some(ui::NAME_THE_FILE.get(lang).to_owned());
        }
        return Vec::new();
    }
    bundle.writing = true;
    bundle.error = None;
    vec![Effect::WriteBundle { case: Box::new(case), path, replace: bundle.replace }]
}

/// The bundle was written, or not.
pub fn bundled(model: &mut Model, result: Result<Written, BundleRefused>) -> Vec<Effect> {
    let lang = model.lang;
    let Some(bundle) = state(model) else { return Vec::new() };
    bundle.writing = false;
    bundle.replace = false;
    match result {
        Ok(written) => bundle.written = Some(written),
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
