//! A desk for one kind of work: one job runs, at most one waits, the newest. Owns the threads.

use crate::app::message::{Msg, News, Ticket};
use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{JoinHandle, spawn};

/// Work to be done; gives the news that end it.
pub type Task = Box<dyn FnOnce(&Report) -> News + Send>;

struct Job {
    ticket: Ticket,
    canceled: Arc<AtomicBool>,
    task: Task,
}

#[derive(Default)]
struct Slot {
    /// The flag of the job that runs.
    running: Option<Arc<AtomicBool>>,
    waiting: Option<Job>,
}

/// The desk.
pub struct Desk {
    slot: Arc<Mutex<Slot>>,
    sender: SyncSender<Msg>,
    thread: Option<JoinHandle<()>>,
}

/// How a job tells how far it is, and hears whether to go on.
pub struct Report {
    ticket: Ticket,
    canceled: Arc<AtomicBool>,
    sender: SyncSender<Msg>,
    /// The part, of a hundred, that was told last.
    told: Cell<u64>,
}

impl Report {
    /// Bytes done of all. Tells every hundredth once, so that a big file is no flood. False: stop.
    pub fn progress(&self, done: u64, total: u64) -> bool {
        let part = done.saturating_mul(100).checked_div(total).unwrap_or(0);
        if part > self.told.get() {
            self.told.set(part);
            self.tell(News::Progress { done, total });
        }
        self.goes_on()
    }

    pub fn tell(&self, news: News) {
        let ticket = self.ticket;
        // nobody listens any more: the program is being left
        if self.sender.send(Msg::Work { ticket, news }).is_err() {
            self.canceled.store(true, Ordering::Relaxed);
        }
    }

    pub fn goes_on(&self) -> bool {
        !self.canceled.load(Ordering::Relaxed)
    }
}

fn lock(slot: &Mutex<Slot>) -> MutexGuard<'_, Slot> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    pub fn new(sender: SyncSender<Msg>) -> Self {
        Self {
            slot: Arc::default(),
            sender,
            thread: None,
        }
    }

    /// Hands a job in: it runs now, or waits in the place of whoever waited.
    pub fn hand(&mut self, ticket: Ticket, task: Task) {
        let canceled = Arc::new(AtomicBool::new(false));
        let job = Job { ticket, canceled, task };
        let mut slot = lock(&self.slot);
        if slot.running.is_some() {
            slot.waiting = Some(job);
            return;
        }
        slot.running = Some(Arc::clone(&job.canceled));
        let (slot, sender) = (Arc::clone(&self.slot), self.sender.clone());
        self.thread = Some(spawn(move || run(job, &slot, &sender)));
    }

    /// Tells the running job to stop and forgets the one that waits; gives the ticket of that one.
    pub fn cancel(&self) -> Option<Ticket> {
        let mut slot = lock(&self.slot);
        if let Some(running) = &slot.running {
            running.store(true, Ordering::Relaxed);
        }
        slot.waiting.take().map(|job| job.ticket)
    }

    /// Waits for the job that runs.
    pub fn join(mut self) {
        if let Some(thread) = self.thread.take() {
            // a job that failed has nothing left to take away
            let _ = thread.join();
        }
    }
}

/// Runs a job and whatever waits when it ends.
fn run(first: Job, slot: &Mutex<Slot>, sender: &SyncSender<Msg>) {
    let mut next = Some(first);
    while let Some(Job { ticket, canceled, task }) = next {
        let report = Report {
            ticket,
            canceled,
            sender: sender.clone(),
            told: Cell::new(0),
        };
        let end = task(&report);
        {
            let mut slot = lock(slot);
            next = slot.waiting.take();
            slot.running = next.as_ref().map(|job| Arc::clone(&job.canceled));
        }
        report.tell(end);
    }
}
