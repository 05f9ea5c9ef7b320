//! A desk for one kind of work: one job runs, at most one waits, the newest. Owns the threads.

use crate::app::message::{Msg, News, Ticket};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::SyncSender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{Builder, JoinHandle};

/// The name of every worker: whoever hears of a panic knows by it that the program goes on.
pub const WORKER: &str = "sspr-work";

/// Work to be done; gives the news that end it.
pub type Task = Box<dyn FnOnce(&Report) -> News + Send>;

struct Job {
    ticket: Ticket,
    canceled: Arc<AtomicBool>,
    task: Task,
    /// The news that end it where the task ends without any.
    broken: News,
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
        if self.is_due(done, total) {
            self.tell(News::Progress { done, total });
        }
        self.goes_on()
    }

    /// Is another hundredth done, so that it is to be told?
    pub fn is_due(&self, done: u64, total: u64) -> bool {
        let part = done.saturating_mul(100).checked_div(total).unwrap_or(0);
        let due = part > self.told.get();
        if due {
            self.told.set(part);
        }
        due
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

    /// Hands a job in: it runs now, or waits in the place of whoever waited. Where the task panics the job ends with `broken`;
    /// so it does at once where the system has no thread for it, and then the news are given back.
    pub fn hand(&mut self, ticket: Ticket, broken: News, task: Task) -> Option<News> {
        let canceled = Arc::new(AtomicBool::new(false));
        let refused = broken.clone();
        let job = Job {
            ticket,
            canceled,
            task,
            broken,
        };
        let mut slot = lock(&self.slot);
        if slot.running.is_some() {
            slot.waiting = Some(job);
            return None;
        }
        let running = Arc::clone(&job.canceled);
        let (shared, sender) = (Arc::clone(&self.slot), self.sender.clone());
        let worker = Builder::new().name(WORKER.to_owned());
        // the lock is held meanwhile, so the job does not end before it is known to run
        self.thread = worker.spawn(move || run(job, &shared, &sender)).ok();
        if self.thread.is_none() {
            return Some(refused);
        }
        slot.running = Some(running);
        None
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
            // what a job did wrong was told by its news
            let _ = thread.join();
        }
    }
}

/// Runs a job and whatever waits when it ends.
fn run(first: Job, slot: &Mutex<Slot>, sender: &SyncSender<Msg>) {
    let mut next = Some(first);
    while let Some(job) = next {
        let report = Report {
            ticket: job.ticket,
            canceled: job.canceled,
            sender: sender.clone(),
            told: Cell::new(0),
        };
        // whatever the task held is dropped; nobody sees it half changed
        let end = catch_unwind(AssertUnwindSafe(|| (job.task)(&report))).unwrap_or(job.broken);
        {
            let mut slot = lock(slot);
            next = slot.waiting.take();
            slot.running = next.as_ref().map(|job| Arc::clone(&job.canceled));
        }
        report.tell(end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc::sync_channel;

    #[test]
    fn a_job_that_panics_ends_as_failed_and_the_one_behind_it_is_done() {
        let (sender, inbox) = sync_channel(0);
        let mut desk = Desk::new(sender);
        let broken = || News::Failed("broken".to_owned());
        assert!(
            desk.hand(Ticket(1), broken(), Box::new(|_| panic!("on purpose")))
                .is_none()
        );
        assert!(desk.hand(Ticket(2), broken(), Box::new(|_| News::Canceled)).is_none());
        let told: Vec<Msg> = inbox.iter().take(2).collect();
        assert!(
            matches!(&told[0], Msg::Work { ticket: Ticket(1), news: News::Failed(why) } if why == "broken"),
            "{told:?}"
        );
        assert!(
            matches!(
                told[1],
                Msg::Work {
                    ticket: Ticket(2),
                    news: News::Canceled
                }
            ),
            "{told:?}"
        );
        desk.join();
    }
}
