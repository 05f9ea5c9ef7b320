//! Does what the wizard asks of the world: saves, reads, checks, writes. Owns the lock on the open case. Answers come back
//! as messages; nothing here knows a screen.

use crate::app::message::{BundleRefused, CaseLine, Effect, Msg};
use crate::bundle::{self, BundleError};
use crate::case::store::{Held, Store};
use crate::case::{Case, CaseId};
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::text::Lang;
use std::path::Path;

/// The world's side of the wizard.
pub struct Runtime<'a> {
    host: &'a dyn Host,
    catalog: &'a Catalog,
    held: Option<Held>,
}

impl<'a> Runtime<'a> {
    pub fn new(host: &'a dyn Host, catalog: &'a Catalog) -> Self {
        Self {
            host,
            catalog,
            held: None,
        }
    }

    /// Does one effect. Copying, suspending and quitting are the face's own business and give nothing here.
    pub fn perform(&mut self, effect: Effect, lang: Lang) -> Vec<Msg> {
        match effect {
            Effect::Save(case) => self.save(*case).err().map(Msg::Failed).into_iter().collect(),
            Effect::ListCases => vec![Msg::Cases(self.cases())],
            Effect::OpenCase(id) => vec![self.open(&id, lang)],
            Effect::FreshId => vec![Msg::FreshId(CaseId::fresh(self.host))],
            Effect::CheckField { case, field, raw } => {
                let result = case
                    .check(self.catalog, self.host, &field, &raw)
                    .map_err(|refusal| refusal.whole(lang));
                vec![Msg::Checked { field, raw, result }]
            }
            Effect::Keep { case, values } => {
                let empty = values.into_iter().filter(|(field, _)| !case.typed.contains_key(field));
                // what breaks a rule was not what it looked like
                let passed = empty.filter_map(|(field, raw)| case.check(self.catalog, self.host, &field, &raw).ok());
                vec![Msg::Kept(passed.collect())]
            }
            Effect::Plan(case) => match bundle::plan(self.catalog, &case, self.host) {
                Ok(plan) => vec![Msg::Planned(Box::new(plan))],
                Err(error) => vec![Msg::Failed(error.say(lang))],
            },
            Effect::WriteBundle { plan, path, replace } => {
                let path = self.host.absolute(Path::new(&path));
                let result = bundle::write(self.host, &plan, &path, replace, &mut |_| true);
                vec![Msg::Bundled(match result {
                    Ok(written) => Ok((path, written.changed)),
                    Err(BundleError::Exists { .. }) => Err(BundleRefused::Exists),
                    Err(error) => Err(BundleRefused::Other(error.say(lang))),
                })]
            }
            Effect::Copy(_) | Effect::Suspend | Effect::Quit => Vec::new(),
        }
    }

    /// Saves a case whole or not at all; the error is a sentence, and the old state is still there.
    pub fn save(&mut self, mut case: Case) -> Result<(), String> {
        let lang = case.lang;
        let store = Store::open(self.host).map_err(|e| e.say(lang))?;
        if self.held.as_ref().is_none_or(|held| *held.id() != case.id) {
            self.held = None;
            self.held = Some(store.claim(&case.id).map_err(|e| e.say(lang))?);
        }
        match &self.held {
            Some(held) => store.save(held, &mut case).map_err(|e| e.say(lang)),
            None => Ok(()),
        }
    }

    fn open(&mut self, id: &CaseId, lang: Lang) -> Msg {
        let opened = Store::open(self.host).and_then(|store| {
            if self.held.as_ref().is_some_and(|held| held.id() == id) {
                return store.load(id);
            }
            let (held, case) = store.hold(id)?;
            self.held = Some(held);
            Ok(case)
        });
        match opened {
            Ok(case) => Msg::Opened(Box::new(case)),
            Err(error) => Msg::Failed(error.say(lang)),
        }
    }

    /// The open cases, those whose wait is over first, then the one changed last.
    pub fn cases(&self) -> Vec<CaseLine> {
        let Ok(listing) = Store::open(self.host).and_then(|store| store.list()) else {
            return Vec::new();
        };
        let now = self.host.now();
        let mut lines: Vec<CaseLine> = listing
            .cases
            .into_iter()
            .filter(|case| !case.closed)
            .map(|case| CaseLine {
                wait: case.wait().map(|w| w.until.on(&case.clocks(self.catalog))),
                start: case.journal().map(|j| j.start.clone()).unwrap_or_default(),
                description: case.typed.get("description").cloned().unwrap_or_default(),
                changed: case.changed,
                id: case.id,
            })
            .collect();
        lines.sort_by_key(|line| line.wait.is_none_or(|until| until > now));
        lines
    }
}
