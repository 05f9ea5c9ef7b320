//! What goes on beside the screen: reading attached files, planning and writing a bundle, copying.

use super::desk::Report;
use super::{browser, clipboard};
use crate::app::message::{BundleRefused, News, Work};
use crate::bundle::{self, BundleError};
use crate::case::digest::{Broken, digest};
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::text::{Lang, ui};
use std::path::Path;

/// Does the work and gives the news that end it.
pub fn perform(host: &dyn Host, catalog: &Catalog, work: Work, lang: Lang, report: &Report) -> News {
    match work {
        Work::Attach(paths) => attach(host, paths, lang, report),
        Work::Copy(text) => News::Copied(clipboard::copy(host, text)),
        Work::Browse(address) => News::Browsed(browser::open(host, address)),
        Work::Plan { case, profile } => {
            match bundle::plan(catalog, &case, host, profile, false, case.lang, &mut |done| {
                report.progress(done, done)
            }) {
                Err(BundleError::Canceled) => News::Canceled,
                Ok(plan) => News::Planned(Box::new(plan)),
                Err(error) => News::Failed(error.say(lang)),
            }
        }
        Work::Write { plan, path, replace } => {
            let (path, total) = (host.absolute(Path::new(&path)), plan.size());
            let mut go_on = |done| report.progress(done, total);
            News::Written(match bundle::write(host, catalog, &plan, &path, replace, &mut go_on) {
                Ok(written) => Ok((path, written.changed)),
                Err(BundleError::Canceled) => return News::Canceled,
                Err(BundleError::Exists(_)) => Err(BundleRefused::Exists),
                Err(error) => Err(BundleRefused::Other(error.say(lang))),
            })
        }
    }
}

/// Reads file after file; what was read before it is stopped stays.
fn attach(host: &dyn Host, paths: Vec<String>, lang: Lang, report: &Report) -> News {
    let size = |path: &String| host.meta(Path::new(path)).map_or(0, |meta| meta.size);
    let total: u64 = paths.iter().map(size).sum();
    let (mut before, mut lost) = (0, Vec::new());
    for path in paths {
        match digest(host, Path::new(&path), &mut |done| {
            report.progress(before + done, total)
        }) {
            Ok(digest) => {
                before += digest.size;
                report.tell(News::Attached { path, digest });
            }
            Err(Broken::Canceled) => return News::Canceled,
            Err(Broken::Read(why)) => lost.push(format!("{path} ({})", why.say(lang))),
            Err(Broken::Write(error)) => lost.push(format!("{path} ({error})")),
        }
    }
    if lost.is_empty() {
        return News::AttachedAll;
    }
    News::Failed(ui::NOT_HASHED.with(lang, &[&lost.join(", ")]))
}
