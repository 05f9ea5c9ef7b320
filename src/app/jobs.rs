//! Work beside the screen, as the model sees it: what goes on, how far it is, and what becomes of a result. A report under an
//! older ticket has lost and changes nothing.

use super::bindings::Scope;
use super::bundling::{self, Bundle};
use super::checking::{self, Checks};
use super::message::{BundleRefused, Effect, Kind, News, Ticket, Work};
use super::model::Model;
use super::scanning::{self, EventLog};
use super::screens::import;
use crate::bundle::Written;
use crate::text::{ui, visible_path};
use std::path::PathBuf;

/// Asks what the files hold that the open case names and that were not read yet; what is read for an earlier answer is let go.
pub(super) fn attach(model: &mut Model) -> Vec<Effect> {
    let earlier = model.jobs.remove(&Kind::Attach);
    let mut effects: Vec<Effect> = earlier.map(|_| Effect::Cancel(Kind::Attach)).into_iter().collect();
    let unread = model
        .case
        .as_ref()
        .map(|case| case.unread(&model.catalog))
        .unwrap_or_default();
    if !unread.is_empty() {
        effects.push(model.begin(Work::Attach(unread)));
    }
    effects
}

/// The help lies over what goes on: Esc closes it first.
fn is_covered(model: &Model) -> bool {
    (model.deeds().scope)(model) == Scope::Help
}

/// What Esc stops: what is written; the reading of logs and the checks on their screens; the hashing of files.
pub(super) fn stops(model: &Model) -> Option<Kind> {
    let reads = model.top::<EventLog>().is_some();
    let checks = model.top::<Checks>().is_some();
    let kinds = [Kind::Write, Kind::Scan, Kind::Check, Kind::Attach].into_iter();
    let mut kinds = kinds.filter(|kind| (*kind != Kind::Scan || reads) && (*kind != Kind::Check || checks));
    kinds.find(|kind| model.jobs.contains_key(kind) && !is_covered(model))
}

/// Stops what goes on and shows: what is written or read has to answer first, whatever else is let go at once. `None` where
/// nothing goes on.
pub(super) fn stop(model: &mut Model) -> Option<Vec<Effect>> {
    let kind = stops(model)?;
    if kind == Kind::Attach {
        model.jobs.remove(&kind);
        model.say(ui::STOPPED);
    } else if let Some(job) = model.jobs.get_mut(&kind) {
        job.stopping = true;
    }
    Some(vec![Effect::Cancel(kind)])
}

/// What goes on now, in words, and the part of it that is done, of 1. The screens of the log and of the checks have a place of their own for that.
pub fn shown(model: &Model) -> Option<(String, f64)> {
    if is_covered(model) {
        return None;
    }
    let apart = [
        (Kind::Scan, model.top::<EventLog>().is_some()),
        (Kind::Check, model.top::<Checks>().is_some()),
    ];
    let kinds = [
        (Kind::Write, ui::WRITING),
        (Kind::Plan, ui::PLANNING),
        (Kind::Scan, ui::SCANNING),
        (Kind::Check, ui::CHECKING),
        (Kind::Attach, ui::HASHING),
    ];
    let (say, job) = kinds
        .into_iter()
        .filter(|(kind, _)| !apart.contains(&(*kind, true)))
        .find_map(|(kind, say)| Some((say, model.jobs.get(&kind)?)))?;
    let percent = (job.done * 100).checked_div(job.total).unwrap_or(0).min(100);
    let text = if job.stopping {
        ui::STOPPING.get(model.lang).to_owned()
    } else {
        say.with(model.lang, &[&percent.to_string()])
    };
    let percent = u8::try_from(percent).unwrap_or(100);
    Some((text, f64::from(percent) / 100.0))
}

fn bundle(model: &mut Model) -> Option<&mut Bundle> {
    model.layer::<Bundle>()?.state_mut()
}

/// The worker reports.
pub(super) fn report(model: &mut Model, ticket: Ticket, news: News) -> Vec<Effect> {
    let Some((kind, job)) = model.jobs.iter_mut().find(|(_, job)| job.ticket == ticket) else {
        return Vec::new();
    };
    let kind = *kind;
    let ends = match &news {
        News::Progress { done, total } => {
            (job.done, job.total) = (*done, *total);
            return Vec::new();
        }
        News::Scanning(so_far) => {
            (job.done, job.total) = (so_far.bytes, so_far.total);
            model.so_far.clone_from(so_far);
            return Vec::new();
        }
        News::Checking(so_far) => {
            let part = |count: usize| u64::try_from(count).unwrap_or_default();
            (job.done, job.total) = (part(so_far.done), part(so_far.total));
            checking::goes_on(model, *so_far.clone());
            return Vec::new();
        }
        News::Attached { .. } => false,
        _ => true,
    };
    if ends {
        model.jobs.remove(&kind);
    }
    let lang = model.lang;
    match news {
        News::Attached { path, digest } => {
            let at = model.at();
            // another case is not reached: who opens one lets go of what was read for the one before
            if let Some(case) = &mut model.case {
                case.read_through(path, digest, at);
            }
            return model.save();
        }
        News::Copied(Ok(program)) => {
            // a page that could not be opened is copied, and both are said
            model.say_too(&ui::COPIED_BY.with(lang, &[program]));
        }
        News::Browsed(Ok(address)) => model.toast = Some(ui::BROWSED.with(lang, &[&address])),
        News::Browsed(Err(address)) => {
            model.say(ui::NOT_BROWSED);
            return vec![model.begin(Work::Copy(address))];
        }
        News::Copied(Err(text)) => return vec![Effect::Send(text)],
        News::Planned(plan, changes) => {
            if let Some(bundle) = bundle(model) {
                bundling::planned(bundle, *plan, changes);
            }
        }
        News::Failed(reason) if kind == Kind::Plan => {
            if let Some(bundle) = bundle(model) {
                bundle.error = Some(reason);
            }
        }
        News::Written(result) => written(model, result),
        News::Received(result) => import::received(model, result),
        News::Imported(result) => return import::imported(model, result),
        News::Scanned(Ok(scanned)) => return scanning::arrived(model, *scanned),
        News::Scanned(Err(why)) => scanning::failed(model, why),
        News::ChecksPlanned(planned) => checking::planned(model, planned),
        News::Checked(checked) => return checking::arrived(model, *checked),
        News::Failed(why) if matches!(kind, Kind::Check | Kind::PlanChecks) => checking::failed(model, why),
        News::Failed(why) if kind == Kind::Scan => scanning::failed(model, why),
        News::Failed(reason) => model.toast = Some(reason),
        News::Canceled if kind == Kind::Write => model.say(ui::NOT_WRITTEN),
        News::Canceled | News::AttachedAll | News::Progress { .. } | News::Scanning(_) | News::Checking(_) => {}
    }
    Vec::new()
}

/// The bundle was written, or not; where its screen was left, that is said at the foot.
fn written(model: &mut Model, result: Result<(PathBuf, Written), BundleRefused>) {
    let lang = model.lang;
    let mut left = Bundle::default();
    let gone = bundle(model).is_none();
    let state = bundle(model).unwrap_or(&mut left);
    state.replace = false;
    match result {
        Ok((path, written)) => {
            let names: Vec<String> = written.changed.iter().map(|p| visible_path(p)).collect();
            state.error = (!names.is_empty()).then(|| ui::CHANGED_SINCE.with(lang, &[&names.join(", ")]));
            state.written = Some((path, written));
        }
        Err(BundleRefused::Exists) => {
            state.replace = true;
            state.error = Some(ui::FILE_EXISTS.get(lang).to_owned());
        }
        Err(BundleRefused::Other(reason)) => state.error = Some(reason),
    }
    if gone {
        let done = left
            .written
            .map(|(path, _)| ui::BUNDLE_WRITTEN.with(lang, &[&visible_path(&path)]));
        model.toast = done.or(left.error);
    }
}
