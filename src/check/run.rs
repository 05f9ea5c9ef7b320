//! All checks of a plan, beside each other. Threads do them and report; whoever hangs is left behind when the time is over, and what
//! it was at is said.

use super::examined::{Examined, Step};
use super::judge::{self, NAMESPACE, PROXY, Values, skipped};
use super::plan::Plan;
pub use super::probe::Limits;
use super::probe::{Probed, Route};
use super::proxy::Proxy;
use super::said;
use super::script;
use super::timed::{Stop, moment};
use super::world::World;
use crate::case::found::Passed;
use crate::host::Printed;
use crate::knowledge::Catalog;
use crate::knowledge::endpoint::{Cloud, Endpoint, Probe};
use crate::knowledge::id::FactId;
use crate::text::{Text, system};
use crate::time::Stamp;
use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::Builder;
use std::time::{Duration, Instant};

/// What was checked.
#[derive(Clone, Debug)]
pub struct Checked {
    pub cloud: Cloud,
    pub at: Stamp,
    /// What fails comes first.
    pub outcomes: Vec<Examined>,
    /// Somebody canceled it.
    pub stopped: bool,
}

impl Checked {
    pub fn new(cloud: Cloud, at: Stamp, mut outcomes: Vec<Examined>, stopped: bool) -> Self {
        outcomes.sort_by_key(|outcome| weight(outcome.status));
        Self {
            cloud,
            at,
            outcomes,
            stopped,
        }
    }

    /// What commands printed on a server, judged; checks of which no value stands there are left out.
    pub fn printed(catalog: &Catalog, cloud: Cloud, at: Stamp, values: &Values) -> Self {
        let checks = catalog.server_checks().into_iter();
        let checks = checks.filter(|check| check.run.is_some() && values.hold(check));
        Self::new(cloud, at, checks.map(|check| values.judge(&check)).collect(), false)
    }

    pub fn count(&self, status: Passed) -> usize {
        self.outcomes.iter().filter(|outcome| outcome.status == status).count()
    }

    /// Does one fail?
    pub fn is_wrong(&self) -> bool {
        self.count(Passed::Fail) > 0
    }
}

fn weight(status: Passed) -> u8 {
    match status {
        Passed::Fail => 0,
        Passed::Warn => 1,
        Passed::Skipped => 2,
        Passed::Pass => 3,
    }
}

/// How far it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SoFar {
    pub done: usize,
    pub total: usize,
    /// At most so much longer, in seconds.
    pub left: u64,
    /// What is at work, and at which step.
    pub at: Vec<(String, Option<Probe>)>,
}

/// How often whoever watches is asked whether to go on.
const LOOK: Duration = Duration::from_millis(100);

/// What threads report: the number of the job, and what there is of it.
enum Event {
    Begins(usize, Probe),
    Looked(usize, io::Result<Printed>),
    Probed(usize, Probed),
    Held(usize, Step),
    /// The system had no thread for it.
    NoThread,
    /// It is not waited for any more.
    Left,
}

/// A job that was begun.
struct Job {
    name: String,
    at: Option<Probe>,
    end: Option<Event>,
}

/// The run while it goes on.
struct Course<'r> {
    to: Sender<Event>,
    from: Receiver<Event>,
    jobs: Vec<Job>,
    until: Instant,
    stopped: bool,
    /// Tells threads that they are not waited for any more.
    over: Stop,
    listen: &'r mut dyn FnMut(&SoFar) -> bool,
    /// Jobs that come later.
    coming: usize,
}

impl Course<'_> {
    /// Begins a job.
    fn begin(&mut self, name: &str, work: impl FnOnce(usize, &Sender<Event>) + Send + 'static) {
        let number = self.jobs.len();
        self.jobs.push(Job {
            name: name.to_owned(),
            at: None,
            end: None,
        });
        let to = self.to.clone();
        if Builder::new().spawn(move || work(number, &to)).is_err()
            && let Some(job) = self.jobs.last_mut()
        {
            job.end = Some(Event::NoThread);
        }
    }

    /// Waits for the ends of all jobs, but no longer than until then.
    fn wait(&mut self, until: Instant) {
        let until = until.min(self.until);
        while !self.stopped && self.jobs.iter().any(|job| job.end.is_none()) {
            let left = until.saturating_duration_since(moment());
            if left.is_zero() {
                return;
            }
            match self.from.recv_timeout(left.min(LOOK)) {
                Ok(event) => self.take(event),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
            let so_far = self.so_far();
            self.stopped = !(self.listen)(&so_far);
        }
    }

    fn take(&mut self, event: Event) {
        let (Event::Begins(number, _) | Event::Looked(number, _) | Event::Probed(number, _) | Event::Held(number, _)) =
            &event
        else {
            return;
        };
        let Some(job) = self.jobs.get_mut(*number) else { return };
        match event {
            Event::Begins(_, probe) => job.at = Some(probe),
            end => job.end = Some(end),
        }
    }

    fn so_far(&self) -> SoFar {
        let open = self.jobs.iter().filter(|job| job.end.is_none());
        let at: Vec<_> = open.map(|job| (job.name.clone(), job.at)).collect();
        SoFar {
            done: self.jobs.len() - at.len(),
            total: self.jobs.len() + self.coming,
            left: self.until.saturating_duration_since(moment()).as_secs(),
            at,
        }
    }
}

/// Does what is planned. `listen` hears how far it is, several times a second, and says whether to go on.
pub fn run(world: &World, plan: &Plan, limits: &Limits, listen: &mut dyn FnMut(&SoFar) -> bool) -> Checked {
    let begun = moment();
    let at = world.host.at();
    let (to, from) = channel();
    let targets = plan.targets(&plan.namespaces);
    let mut course = Course {
        to,
        from,
        jobs: Vec::new(),
        until: begun + limits.whole + plan.idle.unwrap_or_default(),
        stopped: false,
        over: Stop::default(),
        listen,
        coming: targets.len(),
    };
    if !plan.here.is_empty() {
        let (host, patience, over) = (world.host, limits.command, course.over.clone());
        let script = script::own_script(&plan.here);
        course.begin("PowerShell", move |number, to| {
            let looked = host.look(&script, patience, &|| !over.is_asked());
            // nobody listens any more where the run has ended
            let _ = to.send(Event::Looked(number, looked));
        });
        // what it printed until it is ended arrives a moment later
        course.wait(begun + limits.command + LOOK);
    }
    let (values, mut outcomes) = looked(plan, &mut course, limits.command);

    let mut namespaces = plan.namespaces.clone();
    if namespaces.is_empty() {
        namespaces.extend(values.all(NAMESPACE).filter_map(|raw| super::namespace(raw).ok()));
    }
    // one that cannot be read is said by its own check
    let read = values.all(PROXY).next().and_then(|raw| Proxy::read(raw).ok());
    let proxy = plan.proxy.clone().or_else(|| read.filter(|_| !plan.proxy_is_settled));
    let targets = plan.targets(&namespaces);
    course.coming = 0;
    let first = course.jobs.len();
    let mut numbers = Vec::new();
    // whoever stopped it while commands ran wants nothing contacted
    let wanted = !course.stopped;
    for (endpoint, host) in targets.iter().filter(|_| wanted) {
        let Some(host) = host else { continue };
        numbers.push(course.jobs.len());
        let way = Owned::of(world, limits, endpoint, host, plan, proxy.as_ref(), &course.over);
        course.begin(host, move |number, to| {
            #[expect(
                clippy::redundant_closure_for_method_calls,
                reason = "the method alone is not general enough in its lifetimes"
            )]
            let probed = way.with(number, to, |way| way.go());
            let _ = to.send(Event::Probed(number, probed));
        });
    }
    let held = targets.iter().find_map(|(endpoint, host)| {
        let host = host.as_ref().filter(|_| !endpoint.plain)?;
        Some((endpoint, host))
    });
    let idle = plan.idle.filter(|_| wanted);
    let holding = idle.zip(held).map(|(idle, (endpoint, host))| {
        let number = course.jobs.len();
        let way = Owned::of(world, limits, endpoint, host, plan, proxy.as_ref(), &course.over);
        course.begin(host, move |number, to| {
            let step = way.with(number, to, |way| way.hold(idle));
            let _ = to.send(Event::Held(number, step));
        });
        number
    });
    if course.jobs.len() > first {
        course.wait(course.until);
    }
    course.over.ask();

    let stopped = course.stopped;
    let mut clocks = Vec::new();
    let mut numbers = numbers.into_iter();
    for (endpoint, host) in &targets {
        let Some(host) = host else {
            outcomes.push(Examined {
                status: Passed::Skipped,
                ..of_host(endpoint, &endpoint.host_of(None), said::NO_NAMESPACE.both(&[]))
            });
            continue;
        };
        let job = numbers.next().and_then(|number| course.jobs.get_mut(number));
        outcomes.push(match job.map(|job| (job.end.take(), job.at)) {
            Some((Some(Event::Probed(_, probed)), _)) => {
                clocks.extend(probed.clocks);
                judged(endpoint, host, probed)
            }
            Some((Some(Event::NoThread), _)) => of_host(endpoint, host, said::NO_THREAD.both(&[])),
            Some((_, at)) => unfinished(endpoint, host, at, stopped),
            None => unfinished(endpoint, host, None, stopped),
        });
    }
    if let Some((endpoint, host)) = held {
        let end = holding.and_then(|number| course.jobs.get_mut(number)?.end.take());
        let (status, reason, millis) = match end {
            Some(Event::Held(_, step)) => (step.status, step.reason, Some(step.millis)),
            _ if stopped => (Passed::Skipped, said::STOPPED.both(&[]), None),
            _ if plan.idle.is_some() => (Passed::Skipped, said::IDLE_UNFINISHED.both(&[]), None),
            _ => (Passed::Skipped, said::ON_REQUEST.both(&[]), None),
        };
        outcomes.push(Examined {
            id: "idle".to_owned(),
            title: Probe::Idle.title().both(&[]),
            target: None,
            status,
            millis,
            entry: endpoint.entry_for(Probe::Idle).clone(),
            ..of_host(endpoint, host, reason)
        });
    }
    let mut measured = Values::default();
    if let Some((told, own)) = nearest(&clocks) {
        let (behind, ahead) = (told.ahead_of(own).as_secs(), own.ahead_of(told).as_secs());
        let side = if behind > ahead { "behind" } else { "ahead" };
        measured.put(judge::CLOCK_OFF, behind.max(ahead).to_string());
        measured.put(judge::CLOCK_SIDE, side.to_owned());
    }
    outcomes.extend(plan.measured.iter().map(|check| measured.judge(check)));
    outcomes.extend(
        plan.elsewhere
            .iter()
            .map(|check| skipped(check, said::ELSEWHERE.both(&[]))),
    );
    Checked::new(plan.cloud, at, outcomes, stopped)
}

/// A way that a thread can hold on to.
struct Owned {
    world: World,
    limits: Limits,
    endpoint: Endpoint,
    host: String,
    proxy: Option<Proxy>,
    stop: Stop,
}

impl Owned {
    fn of(
        world: &World,
        limits: &Limits,
        endpoint: &Endpoint,
        host: &str,
        plan: &Plan,
        proxy: Option<&Proxy>,
        stop: &Stop,
    ) -> Self {
        Self {
            world: world.clone(),
            limits: *limits,
            endpoint: endpoint.clone(),
            host: host.to_owned(),
            proxy: plan.proxy_to(host, proxy).cloned(),
            stop: stop.clone(),
        }
    }

    fn with<T>(&self, number: usize, to: &Sender<Event>, done: impl FnOnce(&Route<'_>) -> T) -> T {
        let begins = |probe| drop(to.send(Event::Begins(number, probe)));
        done(&Route {
            world: &self.world,
            limits: &self.limits,
            endpoint: &self.endpoint,
            host: &self.host,
            proxy: self.proxy.as_ref(),
            begins: &begins,
            stop: &self.stop,
        })
    }
}

/// What the commands printed, and what it means.
fn looked(plan: &Plan, course: &mut Course<'_>, patience: Duration) -> (Values, Vec<Examined>) {
    // whoever is not done yet is left behind, so that nobody waits for it with the hosts
    let job = course.jobs.first_mut().filter(|_| !plan.here.is_empty());
    let end = job.and_then(|job| job.end.replace(Event::Left));
    let (printed, unread) = match end {
        Some(Event::Looked(_, Ok(printed))) => (printed, None),
        Some(Event::Looked(_, Err(error))) => {
            let why = system(&error);
            let unread = said::of(said::UNREAD, |lang| vec![why.get(lang).to_owned()]);
            (Printed::default(), Some(unread))
        }
        _ => (Printed::default(), None),
    };
    let values = Values::of_bytes(&printed.bytes);
    let judged = plan.here.iter().map(|check| {
        if printed.whole || values.is_done(check) {
            return values.judge(check);
        }
        let undone = || said::UNDONE.both(&[&patience.as_secs().to_string()]);
        skipped(
            check,
            match &unread {
                Some(unread) => unread.clone(),
                None if course.stopped => said::STOPPED.both(&[]),
                None => undone(),
            },
        )
    });
    let outcomes = judged.collect();
    (values, outcomes)
}

/// A check of a host that fails, for a reason.
fn of_host(endpoint: &Endpoint, host: &str, reason: Text) -> Examined {
    Examined {
        id: endpoint.id.clone(),
        title: endpoint.title.clone(),
        target: Some(host.to_owned()),
        port: Some(endpoint.port),
        status: Passed::Fail,
        reason,
        millis: None,
        entry: endpoint.entry.clone(),
        steps: Vec::new(),
        proves: BTreeMap::new(),
    }
}

/// A host whose way was gone: what is worst of its steps counts.
fn judged(endpoint: &Endpoint, host: &str, probed: Probed) -> Examined {
    let counted = probed.steps.iter().filter(|step| step.status != Passed::Skipped);
    let worst = counted.min_by_key(|step| weight(step.status));
    let last = probed.steps.last();
    let deciding = worst.filter(|step| step.status != Passed::Pass).or(last);
    let (status, reason, probe) = match deciding {
        Some(step) => (step.status, step.reason.clone(), step.probe),
        None => (Passed::Skipped, said::NO_THREAD.both(&[]), Probe::Name),
    };
    let reason = if status == Passed::Pass {
        probed.whole.unwrap_or(reason)
    } else {
        reason
    };
    let status = softened(endpoint, status);
    Examined {
        status,
        proves: proven(endpoint, status),
        reason,
        millis: Some(probed.steps.iter().map(|step| step.millis).sum()),
        entry: endpoint.entry_for(probe).clone(),
        steps: probed.steps,
        ..of_host(endpoint, host, Text::default())
    }
}

/// What it proves that the way to a host went so.
fn proven(endpoint: &Endpoint, status: Passed) -> BTreeMap<FactId, String> {
    let mut said = endpoint.proves.iter();
    let facts = said.find(|(verdict, _)| Passed::from(**verdict) == status);
    facts.map(|(_, facts)| facts.clone()).unwrap_or_default()
}

/// What fails on the way to a host that is not needed is a warning.
fn softened(endpoint: &Endpoint, status: Passed) -> Passed {
    match status {
        Passed::Fail if endpoint.optional => Passed::Warn,
        status => status,
    }
}

/// A host whose way had no end.
fn unfinished(endpoint: &Endpoint, host: &str, at: Option<Probe>, stopped: bool) -> Examined {
    if stopped {
        return Examined {
            status: Passed::Skipped,
            ..of_host(endpoint, host, said::STOPPED.both(&[]))
        };
    }
    let at = at.unwrap_or(Probe::Name);
    let reason = said::of(said::UNFINISHED, |lang| vec![at.title().get(lang).to_owned()]);
    let status = softened(endpoint, Passed::Fail);
    Examined {
        status,
        proves: proven(endpoint, status),
        entry: endpoint.entry_for(at).clone(),
        ..of_host(endpoint, host, reason)
    }
}

/// Of several clocks the one that is nearest to ours: an answer may have waited on its way, none comes too early.
fn nearest(clocks: &[(Stamp, Stamp)]) -> Option<(Stamp, Stamp)> {
    let off = |(told, own): &&(Stamp, Stamp)| told.ahead_of(*own).max(own.ahead_of(*told));
    clocks.iter().min_by_key(off).copied()
}
