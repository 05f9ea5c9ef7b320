//! Does what the wizard asks of the world, for every face alike: saves, reads and checks at once; hands what takes long to
//! workers and takes back what they report over one channel, in which keys arrive too. Owns the lock on the open case.
//! Knows no screen.

mod browser;
pub mod clipboard;
mod desk;
mod work;

use crate::app::message::{Effect, Kind, Msg, News};
use crate::app::model::Model;
use crate::app::update;
use crate::bundle::{self, BundleError};
use crate::case::field::{Accepted, Refusal};
use crate::case::listed::{Listed, State, listed};
use crate::case::store::{Held, Store, StoreError};
use crate::case::{Case, CaseId};
use crate::check::{Closed, Net};
use crate::config;
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::text::{Lang, ui};
pub use desk::WORKER;
use desk::{Desk, Report};
use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::time::Duration;

/// What only the face can do.
pub trait Face {
    /// Hands a text to the terminal's clipboard, which confirms nothing; false where there is none.
    fn send(&mut self, text: &str) -> bool;

    /// Gives the terminal to the shell until the program is brought back.
    fn suspend(&mut self) -> io::Result<()>;
}

/// Go on, or leave the wizard.
pub type Flow = ControlFlow<()>;

/// The world's side of the wizard.
pub struct Runtime {
    host: &'static dyn Host,
    catalog: Catalog,
    /// The network of checks; closed until somebody opens it.
    net: Arc<dyn Net>,
    /// The right to write cases: the open one, and those that could not be saved yet.
    held: BTreeMap<CaseId, Held>,
    /// Cases as they were saved or read here last.
    known: BTreeMap<CaseId, Case>,
    left: bool,
    desks: BTreeMap<Kind, Desk>,
    sender: SyncSender<Msg>,
    inbox: Option<Receiver<Msg>>,
}

impl Runtime {
    pub fn new(host: &'static dyn Host, catalog: Catalog) -> Self {
        // nobody runs ahead: who reports waits until the report is taken
        let (sender, inbox) = sync_channel(0);
        Self {
            host,
            catalog,
            net: Arc::new(Closed),
            held: BTreeMap::new(),
            known: BTreeMap::new(),
            left: false,
            desks: BTreeMap::new(),
            sender,
            inbox: Some(inbox),
        }
    }

    /// With a network that checks reach.
    #[must_use]
    pub fn reaching(mut self, net: Arc<dyn Net>) -> Self {
        self.net = net;
        self
    }

    /// Where keys go in.
    pub fn sender(&self) -> SyncSender<Msg> {
        self.sender.clone()
    }

    /// The next message; `None` where none came within `patience`. Sleeps until then.
    pub fn next(&self, patience: Option<Duration>) -> Option<Msg> {
        let inbox = self.inbox.as_ref()?;
        match patience {
            None => inbox.recv().ok(),
            Some(patience) => inbox.recv_timeout(patience).ok(),
        }
    }

    /// The loop of every face: does effects, and whatever follows from them, until nothing follows at once.
    pub fn perform(&mut self, model: &mut Model, effects: Vec<Effect>, face: &mut dyn Face) -> io::Result<Flow> {
        let mut todo = effects;
        while !todo.is_empty() {
            let mut next = Vec::new();
            for effect in todo {
                let answer = match effect {
                    Effect::Quit => {
                        self.last_try(model);
                        self.left = true;
                        return Ok(Flow::Break(()));
                    }
                    Effect::Suspend => {
                        face.suspend()?;
                        None
                    }
                    Effect::Send(text) => Some(Msg::Sent(face.send(&text))),
                    effect => self.one(effect, model.lang),
                };
                next.extend(answer.into_iter().flat_map(|msg| update(model, msg)));
            }
            todo = next;
        }
        self.let_go(model);
        Ok(Flow::Continue(()))
    }

    /// Was the wizard left?
    pub fn left(&self) -> bool {
        self.left
    }

    /// What is not saved when the wizard is left has one chance more.
    fn last_try(&mut self, model: &mut Model) {
        let cases: Vec<Case> = model.unsaved.cases().cloned().collect();
        for case in cases {
            let id = case.id.clone();
            if self.save(case).is_ok() {
                update(model, Msg::Saved(id));
            }
        }
        for (_, held) in std::mem::take(&mut self.held) {
            self.give_back(held);
        }
    }

    /// Gives back the right to write cases that are no longer worked on.
    fn let_go(&mut self, model: &Model) {
        // on the first screen no case is
        let open = model.case.as_ref().filter(|_| model.depth() > 0).map(|case| &case.id);
        let kept = |id: &CaseId| Some(id) == open || model.unsaved.case(id).is_some();
        let (held, done): (BTreeMap<_, _>, BTreeMap<_, _>) =
            std::mem::take(&mut self.held).into_iter().partition(|(id, _)| kept(id));
        self.held = held;
        for held in done.into_values() {
            self.give_back(held);
        }
    }

    fn give_back(&self, held: Held) {
        match Store::open(self.host) {
            Ok(store) => store.give_back(held),
            Err(_) => drop(held),
        }
    }

    /// Hands a message over, the time first, and does what follows.
    pub fn take(&mut self, model: &mut Model, msg: Option<Msg>, face: &mut dyn Face) -> io::Result<Flow> {
        let mut effects = update(model, Msg::Clock(self.host.now()));
        effects.extend(msg.into_iter().flat_map(|msg| update(model, msg)));
        self.perform(model, effects, face)
    }

    /// Waits until nothing goes on beside the screen any more.
    pub fn settle(&mut self, model: &mut Model, face: &mut dyn Face) -> io::Result<Flow> {
        while !model.jobs.is_empty() {
            let msg = self.next(None);
            if self.take(model, msg, face)?.is_break() {
                return Ok(Flow::Break(()));
            }
        }
        Ok(Flow::Continue(()))
    }

    fn one(&mut self, effect: Effect, lang: Lang) -> Option<Msg> {
        match effect {
            Effect::Save(case) => {
                let saved = self.save((*case).clone());
                Some(match saved {
                    Ok(()) => Msg::Saved(case.id),
                    Err(error) => Msg::NotSaved(case, error.why(lang)),
                })
            }
            Effect::Leave => Some(Msg::Leave),
            Effect::SaveElsewhere { cases, folder } => {
                let saved = self.save_elsewhere(cases, &folder);
                Some(Msg::SavedElsewhere(saved.map_err(|error| (folder, error.why(lang)))))
            }
            Effect::ListCases => Some(self.listed_after(lang, |_| Ok(()))),
            Effect::OpenCase(id) => Some(match self.open(&id) {
                Ok(case) => Msg::Opened(Box::new(case)),
                Err(error) => Msg::Failed(error.say(lang)),
            }),
            Effect::CloseCase(id, closed) => Some(self.listed_after(lang, |runtime| Ok(runtime.close(&id, closed)?))),
            Effect::DeleteCase(id) => Some(self.listed_after(lang, |runtime| runtime.delete(&id))),
            Effect::FreshId => Some(Msg::FreshId(CaseId::fresh(self.host))),
            Effect::Check {
                case,
                asked_by,
                field,
                raw,
            } => {
                let checked = case.check(&self.catalog, self.host, &field, &raw);
                Some(Msg::Checked {
                    asked_by,
                    field,
                    raw,
                    result: checked.map_err(|refusal| refusal.whole(lang)),
                })
            }
            Effect::Keep { case, values, record } => {
                let empty = values.into_iter().filter(|(field, _)| !case.has(field));
                // what breaks a rule was not what it looked like
                let passed = empty.filter_map(|(field, raw)| case.check(&self.catalog, self.host, &field, &raw).ok());
                let read = |accepted: Accepted| match record {
                    Some(record) => accepted.from_record(record),
                    None => accepted,
                };
                Some(Msg::Kept(passed.map(read).collect()))
            }
            Effect::LookAt(path) => {
                let there = self.host.meta(&self.host.absolute(Path::new(&path))).is_ok();
                Some(Msg::LookedAt(path, there))
            }
            Effect::NameLogs { mut case, paths } => {
                let named = paths.iter().map(|path| {
                    let (accepted, path) = case.check_log(&self.catalog, self.host, path)?;
                    case.keep(accepted.clone());
                    Ok((accepted, path))
                });
                let named: Result<Vec<_>, Refusal> = named.collect();
                Some(Msg::LogsNamed(
                    case.id.clone(),
                    named.map_err(|refusal| refusal.whole(lang)),
                ))
            }
            Effect::Configure(setting) => {
                let kept = config::keep(self.host, &setting);
                kept.err().map(|error| Msg::Failed(error.say(lang)))
            }
            Effect::Work { ticket, work } => {
                let (host, catalog, net) = (self.host, self.catalog.clone(), Arc::clone(&self.net));
                let kind = work.kind();
                let desk = self.desks.entry(kind).or_insert_with(|| Desk::new(self.sender.clone()));
                let broken = News::Failed(ui::WORK_BROKEN.get(lang).to_owned());
                let task = Box::new(move |report: &Report| work::perform(host, &catalog, &net, work, lang, report));
                let news = desk.hand(ticket, broken, task)?;
                Some(Msg::Work { ticket, news })
            }
            Effect::Cancel(kind) => {
                let ticket = self.desks.get(&kind).and_then(Desk::cancel)?;
                let news = News::Canceled;
                Some(Msg::Work { ticket, news })
            }
            // these are the face's own
            Effect::Send(_) | Effect::Suspend | Effect::Quit => None,
        }
    }

    /// Saves a case whole or not at all; after an error the old state is still there.
    fn save(&mut self, mut case: Case) -> Result<(), StoreError> {
        let store = Store::open(self.host)?;
        let id = case.id.clone();
        if !self.held.contains_key(&id) {
            let held = store.claim(&id)?;
            // it was let go on the first screen, and anybody's meanwhile; what cannot be read any more did change
            if let Some(known) = self.known.get(&id)
                && !store.reload(&held).is_ok_and(|there| there == *known)
            {
                return Err(StoreError::ChangedElsewhere(id));
            }
            self.held.insert(id.clone(), held);
        }
        let Some(held) = self.held.get(&id) else {
            return Err(StoreError::Locked(id));
        };
        store.save(held, &mut case)?;
        self.known.insert(id, case);
        Ok(())
    }

    /// Saves cases into a folder of somebody's choice; gives the files.
    fn save_elsewhere(&self, cases: Vec<Case>, folder: &str) -> Result<Vec<PathBuf>, StoreError> {
        let home = self.host.absolute(Path::new(folder));
        let store = Store::below(self.host, &home);
        let saved = cases.into_iter().map(|mut case| {
            let held = store.claim(&case.id)?;
            let saved = store.save(&held, &mut case);
            store.give_back(held);
            saved.map(|()| store.path(&case.id))
        });
        saved.collect()
    }

    fn open(&mut self, id: &CaseId) -> Result<Case, StoreError> {
        let store = Store::open(self.host)?;
        let case = if let Some(held) = self.held.get(id) {
            store.reload(held)?
        } else {
            let (held, case) = store.hold(id)?;
            self.held.insert(id.clone(), held);
            case
        };
        self.known.insert(id.clone(), case.clone());
        Ok(case)
    }

    fn close(&self, id: &CaseId, closed: bool) -> Result<(), StoreError> {
        let store = Store::open(self.host)?;
        let (held, mut case) = store.hold(id)?;
        case.closed = closed;
        store.save(&held, &mut case)
    }

    fn delete(&mut self, id: &CaseId) -> Result<(), BundleError> {
        // who deletes takes the right to write it
        self.held.remove(id);
        self.known.remove(id);
        // what came with it, and whom its tokens stand for, go before it: where they cannot, it can be deleted again
        Store::open(self.host)?.delete(id, |id| bundle::forget(self.host, id))
    }

    /// Does something to cases and lists them.
    fn listed_after(&mut self, lang: Lang, deed: impl FnOnce(&mut Self) -> Result<(), BundleError>) -> Msg {
        match deed(self).and_then(|()| Ok(self.cases()?)) {
            Ok((cases, unreadable)) => Msg::Cases(cases, unreadable),
            Err(error) => Msg::Failed(error.say(lang)),
        }
    }

    /// All cases, those whose wait is over first, then the one changed last, the closed ones behind the others; and how many
    /// could not be read.
    fn cases(&self) -> Result<(Vec<Listed>, usize), StoreError> {
        let listing = Store::open(self.host)?.list()?;
        let now = self.host.now();
        let mut lines: Vec<Listed> = listing.cases.iter().map(|case| listed(&self.catalog, case)).collect();
        lines.sort_by_key(|line| {
            let waits = line.wait.as_ref().is_none_or(|wait| wait.until > now);
            (line.state == State::Closed, waits)
        });
        Ok((lines, listing.damaged.len()))
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        for desk in self.desks.values() {
            desk.cancel();
        }
        // who still reports is not waited for; who writes a file takes away what is half written
        self.inbox = None;
        if let Some(desk) = self.desks.remove(&Kind::Write) {
            desk.join();
        }
    }
}
