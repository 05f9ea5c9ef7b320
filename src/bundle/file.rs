//! One file, told anew for those of a profile: a log, any other text, an older bundle. The input is never touched.

use super::archive::{Archive, Member};
use super::name;
use super::names;
use super::redact::census;
use super::redaction::{Done, Table};
use super::work::{Work, form_of};
use super::write::{self, LONGEST_MANIFEST, Listed, Lost, MANIFEST_FILE, Manifest, Origin, Packing, Stopped};
use super::{BundleError, Order, Why};
use crate::case::Case;
use crate::case::disk::DiskError;
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::log::{self, Form};
use crate::text::Lang;
use std::collections::BTreeSet;
use std::io::{self, Read};
use std::path::Path;

/// What became of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    pub done: Done,
    /// What only looks like the name of a person, and was left.
    pub perhaps: BTreeSet<String>,
    /// Members of an older bundle that were left out, as they are told.
    pub left_out: Vec<String>,
}

/// What is redacted, and for whom.
pub struct Redaction<'a> {
    pub file: &'a Path,
    pub output: &'a Path,
    /// For whom, and what else was decided; of it profile and terms count.
    pub order: &'a Order,
    pub replace: bool,
    /// The case whose names and tokens count, where there is one.
    pub case: Option<&'a Case>,
}

impl Redaction<'_> {
    /// The table of all that was learned. Tokens of the case are kept, and no other gets them.
    fn table(&self, host: &dyn Host, work: &mut Work<'_>) -> Result<Table, BundleError> {
        let given = self.case.map(|case| names::given(host, &case.id)).transpose()?;
        let census = std::mem::take(&mut work.census);
        let given = given.unwrap_or_default();
        Ok(Table::decided(census, self.order.profile, &self.order.terms, &given)?)
    }

    /// What the tokens stand for is kept with the case; without one nobody could ask for it.
    fn keep(&self, host: &dyn Host, table: &Table) -> Result<(), BundleError> {
        self.case.map_or(Ok(()), |case| names::keep(host, &case.id, table))
    }
}

/// Redacts a file into another. `go_on` hears how many bytes of text were read, of both readings together, and says whether to go on;
/// where it says no, nothing is left behind.
pub fn redact(
    host: &dyn Host,
    catalog: &Catalog,
    asked: &Redaction<'_>,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Told, BundleError> {
    let (file, output) = (host.absolute(asked.file), host.absolute(asked.output));
    if file == output || host.same_file(&file, &output) {
        return Err(BundleError::IsInput(output));
    }
    if !asked.replace && host.meta(&output).is_ok() {
        return Err(BundleError::Exists(output));
    }
    let unread = |error: io::Error| match error.kind() {
        io::ErrorKind::Interrupted => BundleError::Canceled,
        io::ErrorKind::Unsupported => BundleError::NoText(file.clone()),
        _ => BundleError::Unread(file.clone(), DiskError::from(&error)),
    };
    let known = asked.case.map(|case| census(catalog, case));
    let mut work = Work::new(catalog, host, known.unwrap_or_default());
    if form_of(host, &file).map_err(unread)? == Form::Zip {
        return older(host, catalog, work, asked, go_on);
    }
    let name = file.display().to_string();
    let mut from = host.open(&file).map_err(unread)?;
    work.learn(&name, &mut from, go_on).map_err(unread)?;
    let table = asked.table(host, &mut work)?;
    let mut told = Told::default();
    let mut refused = None;
    let written = host.write(&output, asked.replace, &mut |out| {
        let mut from = host.open(&file)?;
        work.tell(&table, &name, &mut from, out, &mut told.done, go_on)?;
        asked.keep(host, &table).map_err(|error| {
            refused = Some(error);
            io::ErrorKind::Other.into()
        })
    });
    match (refused, written) {
        (Some(error), _) => return Err(error),
        (None, Err(error)) if error.kind() == io::ErrorKind::Interrupted => return Err(BundleError::Canceled),
        (None, Err(error)) => return Err(BundleError::NotWritten(output, DiskError::from(&error))),
        (None, Ok(())) => {}
    }
    told.perhaps = table.doubts().keys().cloned().collect();
    Ok(told)
}

/// An older bundle, or any zip of texts: each member told anew, what cannot be read left out.
fn older(
    host: &dyn Host,
    catalog: &Catalog,
    mut work: Work<'_>,
    asked: &Redaction<'_>,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<Told, BundleError> {
    let (file, output) = (host.absolute(asked.file), host.absolute(asked.output));
    let unread = |error: io::Error| match error.kind() {
        io::ErrorKind::Interrupted => BundleError::Canceled,
        _ => BundleError::Unread(file.clone(), DiskError::from(&error)),
    };
    let mut archive = Archive::open(host, &file, None)?;
    let old = archive
        .member(MANIFEST_FILE)
        .and_then(|member| archive.bytes(&member, LONGEST_MANIFEST).ok());
    let old: Option<Manifest> = old.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let (mut texts, mut others) = (Vec::new(), Vec::new());
    for member in archive
        .members
        .clone()
        .into_iter()
        .filter(|member| member.name != MANIFEST_FILE)
    {
        let head = archive.read(&member, |from| {
            let mut head = Vec::new();
            from.take(log::FORM_HEAD).read_to_end(&mut head).map(|_| head)
        });
        match head.map(|head| log::form(&head)).map_err(unread)? {
            Form::Zip | Form::Other => others.push(member),
            form => texts.push((member, form)),
        }
    }
    for (member, _) in &texts {
        work.census.text(&member.name);
        archive
            .read(member, |from| work.learn(&member.name, from, go_on))
            .map_err(unread)?;
    }
    let table = asked.table(host, &mut work)?;
    let mut told = Told {
        left_out: others.iter().map(|member| table.told(&member.name)).collect(),
        ..Told::default()
    };
    let mut refused = None;
    let written = host.write(&output, asked.replace, &mut |out| {
        let mut done = Done::default();
        let mut pack = |packing: &mut Packing<'_, '_>, go_on: &mut dyn FnMut(u64) -> bool| {
            for (member, form) in &texts {
                member_anew(
                    &mut work,
                    &mut archive,
                    (member, *form),
                    &table,
                    packing,
                    &mut done,
                    go_on,
                )?;
            }
            let case = old.as_ref().map(|old| old.case.clone()).unwrap_or_default();
            let created = old.as_ref().and_then(|old| old.created);
            let lost = told.left_out.iter().map(|name| Lost {
                original: name.clone(),
                reason: Why::NoText.say(Lang::En),
            });
            Ok(Manifest {
                left_out: lost.collect(),
                gaps: old
                    .as_ref()
                    .map(|old| old.gaps.iter().map(|gap| table.told(gap)).collect())
                    .unwrap_or_default(),
                ..write::manifest(catalog, &case, created, asked.order.profile, &table)
            })
        };
        let created = old.as_ref().and_then(|old| old.created);
        let packed = write::bundle(out, created, (&table, &BTreeSet::new()), None, go_on, &mut pack);
        told.done = done;
        let kept = packed.and_then(|_| asked.keep(host, &table).map_err(Stopped::Told));
        kept.map_err(|stopped| match stopped {
            Stopped::Target(error) => error,
            Stopped::Told(error) => {
                refused = Some(error);
                io::ErrorKind::Other.into()
            }
        })
    });
    match (refused, written) {
        (Some(error), _) => return Err(error),
        (None, Err(error)) if error.kind() == io::ErrorKind::Interrupted => return Err(BundleError::Canceled),
        (None, Err(error)) => return Err(BundleError::NotWritten(output, DiskError::from(&error))),
        (None, Ok(())) => {}
    }
    told.perhaps = table.doubts().keys().cloned().collect();
    Ok(told)
}

fn member_anew(
    work: &mut Work<'_>,
    archive: &mut Archive<'_>,
    (member, form): (&Member, Form),
    table: &Table,
    packing: &mut Packing<'_, '_>,
    done: &mut Done,
    go_on: &mut dyn FnMut(u64) -> bool,
) -> Result<(), Stopped> {
    let mut told = table.told(&member.name);
    if form == Form::Evtx {
        told.push_str(".xml");
    }
    // two names may be told alike
    let taken = packing.files.iter().map(|file| file.name.to_lowercase()).collect();
    let folder = told.rfind('/').and_then(|end| told.get(..=end)).unwrap_or_default();
    let name = name::free(folder, &told, &taken);
    packing.add(&name, member.size, |out| {
        let mut counts = Done::default();
        let encoding = archive.read(member, |from| {
            work.tell(table, &member.name, from, out, &mut counts, go_on)
        })?;
        done.add(&counts);
        let origin = if form == Form::Evtx {
            Origin::Events
        } else {
            Origin::Redacted
        };
        Ok::<_, Stopped>(Listed::by(origin, Some(table.told(&member.name))).with(&counts, Some(encoding)))
    })?;
    Ok(())
}
