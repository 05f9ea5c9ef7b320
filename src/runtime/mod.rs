//! Does what the wizard asks of the world, for every face alike: saves, reads and checks at once; hands what takes long to
//! workers and takes back what they report over one channel, in which keys arrive too. Owns the lock on the open case.
//! Knows no screen.

mod browser;
mod clipboard;
mod desk;
mod work;

use crate::app::message::{Effect, Kind, Msg, News};
use crate::app::model::Model;
use crate::app::update;
use crate::case::listed::{Listed, State, listed};
use crate::case::store::{Held, Store, StoreError};
use crate::case::{Case, CaseId};
use crate::config;
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::text::{Lang, ui};
pub use desk::WORKER;
use desk::{Desk, Report};
use std::collections::BTreeMap;
use std::io;
use std::ops::ControlFlow;
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
    held: Option<Held>,
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
            held: None,
            desks: BTreeMap::new(),
            sender,
            inbox: Some(inbox),
        }
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
                    Effect::Quit => return Ok(Flow::Break(())),
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
        Ok(Flow::Continue(()))
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
            Effect::Save(case) => self.save(*case).err().map(|error| Msg::Failed(error.say(lang))),
            Effect::ListCases => Some(self.listed_after(lang, |_| Ok(()))),
            Effect::OpenCase(id) => Some(match self.open(&id) {
                Ok(case) => Msg::Opened(Box::new(case)),
                Err(error) => Msg::Failed(error.say(lang)),
            }),
            Effect::CloseCase(id, closed) => Some(self.listed_after(lang, |runtime| runtime.close(&id, closed))),
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
            Effect::Keep { case, values } => {
                let empty = values.into_iter().filter(|(field, _)| !case.typed.contains_key(field));
                // what breaks a rule was not what it looked like
                let passed = empty.filter_map(|(field, raw)| case.check(&self.catalog, self.host, &field, &raw).ok());
                Some(Msg::Kept(passed.collect()))
            }
            Effect::Configure(setting) => {
                let kept = config::keep(self.host, &setting);
                kept.err().map(|error| Msg::Failed(error.say(lang)))
            }
            Effect::Work { ticket, work } => {
                let (host, catalog) = (self.host, self.catalog.clone());
                let kind = work.kind();
                let desk = self.desks.entry(kind).or_insert_with(|| Desk::new(self.sender.clone()));
                let broken = News::Failed(ui::WORK_BROKEN.get(lang).to_owned());
                let task = Box::new(move |report: &Report| work::perform(host, &catalog, work, lang, report));
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
        let held = match self.held.take().filter(|held| *held.id() == case.id) {
            Some(held) => held,
            None => store.claim(&case.id)?,
        };
        store.save(self.held.insert(held), &mut case)
    }

    fn open(&mut self, id: &CaseId) -> Result<Case, StoreError> {
        let store = Store::open(self.host)?;
        if self.held.as_ref().is_some_and(|held| held.id() == id) {
            return store.load(id);
        }
        let (held, case) = store.hold(id)?;
        self.held = Some(held);
        Ok(case)
    }

    fn close(&self, id: &CaseId, closed: bool) -> Result<(), StoreError> {
        let store = Store::open(self.host)?;
        let (held, mut case) = store.hold(id)?;
        case.closed = closed;
        store.save(&held, &mut case)
    }

    fn delete(&mut self, id: &CaseId) -> Result<(), StoreError> {
        // who deletes takes the right to write it
        if self.held.as_ref().is_some_and(|held| held.id() == id) {
            self.held = None;
        }
        Store::open(self.host)?.delete(id)
    }

    /// Does something to cases and lists them.
    fn listed_after(&mut self, lang: Lang, deed: impl FnOnce(&mut Self) -> Result<(), StoreError>) -> Msg {
        match deed(self).and_then(|()| self.cases()) {
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
