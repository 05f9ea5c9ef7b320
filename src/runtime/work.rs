//! What goes on beside the screen: reading attached files and logs, planning and writing a bundle, copying.

use super::desk::Report;
use super::{browser, clipboard};
use crate::app::message::{BundleRefused, News, Work};
use crate::builtin;
use crate::bundle::import::{self, Refused};
use crate::bundle::{self, Bad, BundleError, Order};
use crate::case::Case;
use crate::case::digest::{Broken, digest};
use crate::check::{self, Limits, Net, Plan, World};
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::log::{self, LogError};
use crate::scan::{Reading, Scanned, SoFar};
use crate::text::{Lang, ui};
use crate::time::Zone;
use std::path::Path;
use std::sync::Arc;

/// Does the work and gives the news that end it.
pub fn perform(
    host: &'static dyn Host,
    catalog: &Catalog,
    net: &Arc<dyn Net>,
    work: Work,
    lang: Lang,
    report: &Report,
) -> News {
    match work {
        Work::Attach(paths) => attach(host, paths, lang, report),
        Work::Scan { paths, zone } => News::Scanned(match scan(host, catalog, &paths, zone, lang, report) {
            Ok(scanned) => Ok(Box::new(scanned)),
            Err(error) => Err(error.say(lang)),
        }),
        Work::PlanChecks(asked) => {
            // a command that the program does not bring itself is shown and never run
            let own = builtin::catalog().server_checks();
            let planned = Plan::of(host, catalog, &own, *asked);
            News::ChecksPlanned(planned.map(Box::new).map_err(|no| no.told().get(lang).to_owned()))
        }
        Work::Check(plan) => {
            let world = World {
                net: Arc::clone(net),
                ..World::of(host)
            };
            let mut last = check::SoFar::default();
            let mut listen = |so_far: &check::SoFar| {
                if *so_far != last {
                    last.clone_from(so_far);
                    report.tell(News::Checking(Box::new(so_far.clone())));
                }
                report.goes_on()
            };
            News::Checked(Box::new(check::run(&world, &plan, &Limits::default(), &mut listen)))
        }
        Work::Copy(text) => News::Copied(clipboard::copy(host, text)),
        Work::Browse(address) => News::Browsed(browser::open(host, address)),
        Work::Plan { case, order } => match plan(host, catalog, &case, &order, report) {
            Err(BundleError::Canceled) => News::Canceled,
            Ok(news) => news,
            Err(error) => News::Failed(error.say(lang)),
        },
        Work::Receive { path, passphrase } => News::Received(
            match import::read(
                host,
                catalog,
                Path::new(&path),
                passphrase.as_ref(),
                &mut |done, total| report.progress(done, total),
            ) {
                Err(BundleError::Canceled) => return News::Canceled,
                read => read,
            }
            .map(Box::new)
            .map_err(|error| match error {
                BundleError::BadZip(_, Bad::Encrypted) => Refused::Locked,
                BundleError::BadZip(_, Bad::WrongPassphrase) => Refused::WrongPassphrase,
                error => Refused::Other(error.say(lang)),
            }),
        ),
        Work::Import(read) => News::Imported(import::take(host, catalog, *read).map_err(|error| error.say(lang))),
        Work::Write {
            plan,
            path,
            replace,
            passphrase,
        } => {
            let (path, total) = (host.absolute(Path::new(&path)), plan.size());
            let mut go_on = |done| report.progress(done, total);
            News::Written(
                match bundle::write(host, catalog, &plan, &path, replace, passphrase.as_ref(), &mut go_on) {
                    Ok(written) => Ok((path, written)),
                    Err(BundleError::Canceled) => return News::Canceled,
                    Err(BundleError::Exists(_)) => Err(BundleRefused::Exists),
                    Err(error) => Err(BundleRefused::Other(error.say(lang))),
                },
            )
        }
    }
}

/// Plans a bundle and looks at what is changed in its files.
fn plan(host: &dyn Host, catalog: &Catalog, case: &Case, order: &Order, report: &Report) -> Result<News, BundleError> {
    let size = |(_, path): &(_, String)| host.meta(Path::new(path)).map_or(0, |meta| meta.size);
    let total = case.files(catalog).iter().map(size).sum();
    let plan = bundle::plan(catalog, case, host, order, &mut |done| report.progress(done, total))?;
    let changes = bundle::preview(host, catalog, case, &plan, &mut || report.goes_on())?;
    Ok(News::Planned(Box::new(plan), changes))
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

/// Reads logs, file after file; where it is stopped, what was found until then stays.
fn scan(
    host: &dyn Host,
    catalog: &Catalog,
    paths: &[String],
    zone: Option<Zone>,
    lang: Lang,
    report: &Report,
) -> Result<Scanned, LogError> {
    let mut logs = Vec::new();
    for path in paths {
        logs.extend(log::logs(host, &host.absolute(Path::new(path)))?);
    }
    let mut reading = Reading::of(catalog, zone, None, host.now(), lang);
    for log in &logs {
        reading.expect(1, log.size);
    }
    let begun = host.now();
    let mut file = 0;
    let mut listener = |so_far: &SoFar| {
        let another = std::mem::replace(&mut file, so_far.file) != so_far.file;
        if report.is_due(so_far.bytes, so_far.total) || another {
            let seconds = host.now().ahead_of(begun).as_secs();
            report.tell(News::Scanning(Box::new(SoFar {
                seconds,
                ..so_far.clone()
            })));
        }
        report.goes_on()
    };
    for log in &logs {
        reading.log(host, log, &mut listener)?;
    }
    Ok(reading.finish())
}
