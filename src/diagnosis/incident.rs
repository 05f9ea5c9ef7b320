//! Which records belong together: those of one request by its identifier, else by its user within a minute, else by time; those
//! of the service by time. Keeps what is open and hands over what is closed, so that a log of any length needs little room.

use super::seen::{Cite, Seen};
use crate::knowledge::rule::{Part, Story};
use crate::time::Stamp;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// A request is joined with what names no identifier within so many seconds.
const BESIDE: u64 = 60;
/// A reset takes a user at most so many seconds on the page, from the first step to the last.
const SESSION: u64 = 900;
/// Trouble of the service that lies closer together is one incident, in seconds.
const ONE_TROUBLE: u64 = 600;
/// So many stories are kept open; then the older half is closed.
const MOST_OPEN: usize = 512;
/// So many troubles of the service are kept open; they lie apart by more than requests do.
const MOST_TROUBLES: usize = 256;
/// So many records of a story are kept; the rest is counted.
const MOST_RECORDS: usize = 16;

/// Records that belong together.
#[derive(Clone, Debug)]
pub(super) struct Incident {
    pub story: Story,
    pub records: Vec<(Cite, Part)>,
    /// The marks that its records bear, each with the record that bore it first (its place in `records`) and how many did.
    pub marks: BTreeMap<usize, (usize, u64)>,
    pub user: Option<String>,
    pub tracking: Option<String>,
    pub codes: BTreeSet<String>,
    pub computer: Option<String>,
    pub parts: BTreeSet<Part>,
    /// The first and the last second of its records, where each has one; only to tell at once what lies far from all of them.
    ends: Option<(i64, i64)>,
    /// One of its records has no time.
    timeless: bool,
}

impl Incident {
    fn of(story: Story) -> Self {
        Self {
            story,
            records: Vec::new(),
            marks: BTreeMap::new(),
            user: None,
            tracking: None,
            codes: BTreeSet::new(),
            computer: None,
            parts: BTreeSet::new(),
            ends: None,
            timeless: false,
        }
    }

    /// One record that stands by itself.
    pub fn single(story: Story, part: Part, seen: Seen, marks: &[usize]) -> Self {
        let mut own = Self::of(story);
        // most stay alone, and a list that grows makes room for four
        own.records.reserve_exact(1);
        own.add(part, seen, marks);
        own
    }

    /// So many records that stand by themselves and bear the same marks, by the first and the last of them.
    pub fn many(story: Story, part: Part, ends: [Seen; 2], marks: &[usize], count: u64) -> Self {
        let mut own = Self::of(story);
        for seen in &ends {
            own.reaches(seen.cite.clock);
        }
        own.records = ends.map(|seen| (seen.cite, part)).into();
        own.marks = marks.iter().map(|mark| (*mark, (1, count))).collect();
        own.parts.insert(part);
        own
    }

    fn reaches(&mut self, clock: Option<Stamp>) {
        self.timeless |= clock.is_none();
        if let Some(second) = clock.map(Stamp::second) {
            self.spans(second, second);
        }
    }

    fn spans(&mut self, from: i64, to: i64) {
        let (first, last) = self.ends.unwrap_or((from, to));
        self.ends = Some((first.min(from), last.max(to)));
    }

    fn add(&mut self, part: Part, seen: Seen, marks: &[usize]) {
        let fresh = marks.iter().any(|mark| !self.marks.contains_key(mark));
        let kept = self.records.len() < MOST_RECORDS || (fresh && self.records.len() < 2 * MOST_RECORDS);
        let place = if kept {
            self.records.len()
        } else {
            self.records.len().saturating_sub(1)
        };
        for mark in marks {
            self.marks.entry(*mark).or_insert((place, 0)).1 += 1;
        }
        self.parts.insert(part);
        self.reaches(seen.cite.clock);
        self.codes.extend(seen.codes);
        self.user = self.user.take().or(seen.user);
        self.tracking = self.tracking.take().or(seen.tracking);
        self.computer = self.computer.take().or(seen.computer);
        if kept {
            self.records.push((seen.cite, part));
        } else if let Some((last, _)) = self.records.last_mut() {
            // the end of a long story is worth more than its middle
            *last = seen.cite;
        }
    }

    /// What happened to its records happened to this one.
    fn join(&mut self, other: Incident) {
        let shift = self.records.len();
        for (mark, (place, count)) in other.marks {
            let own = self.marks.entry(mark).or_insert((shift + place, 0));
            own.1 += count;
        }
        self.timeless |= other.timeless;
        if let Some((first, last)) = other.ends {
            self.spans(first, last);
        }
        self.records.extend(other.records);
        self.parts.extend(other.parts);
        self.codes.extend(other.codes);
    }

    /// How far a record lies from the nearest of its own, where that is at most so much.
    fn apart(&self, cite: &Cite, most: u64) -> Option<u64> {
        if let (Some((first, last)), Some(clock), false) = (self.ends, cite.clock, self.timeless) {
            // of a second only its beginning is known
            let (second, most) = (clock.second(), i64::try_from(most).unwrap_or(i64::MAX - 1) + 1);
            if second.saturating_sub(last) > most || first.saturating_sub(second) > most {
                return None;
            }
        }
        let all = self.records.iter().filter_map(|(own, _)| own.apart(cite));
        all.min().filter(|apart| *apart <= most)
    }

    pub fn has(&self, part: Part) -> bool {
        self.parts.contains(&part)
    }

    /// It failed, or nobody knows what became of it.
    fn may_have_failed(&self) -> bool {
        !self.has(Part::Succeeds)
    }

    /// Its first and its last time, on the clock by which records are put in order.
    pub fn span(&self) -> Option<(Stamp, Stamp)> {
        let clocks = || self.records.iter().filter_map(|(cite, _)| cite.clock);
        Some((clocks().min()?, clocks().max()?))
    }

    /// Its records in order of time, those of one second as they stand.
    pub fn in_order(&mut self) {
        if self.records.len() < 2 {
            return;
        }
        let mut places: Vec<usize> = (0..self.records.len()).collect();
        let key = |at: &usize| {
            self.records
                .get(*at)
                .map(|(cite, _)| (cite.clock, cite.file, cite.record))
        };
        places.sort_by_key(key);
        let mut moved = vec![0; places.len()];
        for (new, old) in places.iter().enumerate() {
            if let Some(place) = moved.get_mut(*old) {
                *place = new;
            }
        }
        for (place, _) in self.marks.values_mut() {
            *place = moved.get(*place).copied().unwrap_or(*place);
        }
        let mut records: Vec<Option<(Cite, Part)>> = std::mem::take(&mut self.records).into_iter().map(Some).collect();
        self.records = places.iter().filter_map(|at| records.get_mut(*at)?.take()).collect();
    }
}

/// The stories that are open.
#[derive(Default)]
pub(super) struct Open {
    requests: BTreeMap<u64, Incident>,
    by_tracking: BTreeMap<String, u64>,
    /// The requests that name no identifier.
    untracked: BTreeSet<u64>,
    /// Traces that name no request yet.
    loose: VecDeque<Incident>,
    service: Vec<Incident>,
    next: u64,
}

impl Open {
    /// Puts a record where it belongs; gives the stories that are closed by that.
    pub fn take(&mut self, story: Story, part: Part, seen: Seen, marks: &[usize]) -> Vec<Incident> {
        match (story, part) {
            (Story::Request, Part::Trace) => {
                self.loose.push_back(Incident::single(story, part, seen, marks));
                if self.loose.len() > MOST_OPEN {
                    return self.close_requests();
                }
                Vec::new()
            }
            (Story::Request, Part::Reaches | Part::Companion) => vec![Incident::single(story, part, seen, marks)],
            (Story::Request, _) => {
                self.request(part, seen, marks);
                if self.requests.len() > MOST_OPEN {
                    return self.close_requests();
                }
                Vec::new()
            }
            (Story::Service | Story::Setup, Part::Up | Part::Alive | Part::Companion) | (Story::Other, _) => {
                vec![Incident::single(story, part, seen, marks)]
            }
            (Story::Service | Story::Setup, _) => self.service(story, part, seen, marks),
        }
    }

    fn request(&mut self, part: Part, seen: Seen, marks: &[usize]) {
        let known = seen.tracking.as_ref().and_then(|id| self.by_tracking.get(id)).copied();
        let at = known.or_else(|| self.beside(part, &seen));
        let at = at.unwrap_or_else(|| {
            self.next += 1;
            self.requests.insert(self.next, Incident::of(Story::Request));
            self.next
        });
        if let Some(id) = seen.tracking.as_ref().filter(|_| known.is_none()) {
            self.by_tracking.insert(id.clone(), at);
        }
        if let Some(own) = self.requests.get_mut(&at) {
            own.add(part, seen, marks);
            if own.tracking.is_none() {
                self.untracked.insert(at);
            } else {
                self.untracked.remove(&at);
            }
        }
    }

    /// The request to which a record belongs by its user, or where it names none by time alone.
    fn beside(&self, part: Part, seen: &Seen) -> Option<u64> {
        let fits = |own: &Incident| {
            let other = own.tracking.is_some() && seen.tracking.is_some();
            let named = match (&own.user, &seen.user) {
                (Some(a), Some(b)) => a == b,
                // both are known by nothing but their time
                _ => seen.tracking.is_none() || own.tracking.is_none(),
            };
            !other && named && (part == Part::Step || !own.has(part))
        };
        let within = if seen.cite.activity.is_some() { SESSION } else { BESIDE };
        let near = |(at, own): (u64, &Incident)| Some((own.apart(&seen.cite, within)?, at)).filter(|_| fits(own));
        let nearest = if seen.tracking.is_some() {
            // those with an identifier of their own are others
            let open = self
                .untracked
                .iter()
                .filter_map(|at| Some((*at, self.requests.get(at)?)));
            open.filter_map(near).min()
        } else {
            let open = self.requests.iter().map(|(at, own)| (*at, own));
            open.filter_map(near).min()
        };
        nearest.map(|(_, at)| at)
    }

    fn service(&mut self, story: Story, part: Part, seen: Seen, marks: &[usize]) -> Vec<Incident> {
        let near = self
            .service
            .iter_mut()
            // logs mostly go forward in time
            .rfind(|own| own.apart(&seen.cite, ONE_TROUBLE).is_some());
        match near {
            Some(own) => own.add(part, seen, marks),
            None => self.service.push(Incident::single(story, part, seen, marks)),
        }
        if self.service.len() > MOST_TROUBLES {
            return self.service.drain(..MOST_TROUBLES / 2).collect();
        }
        Vec::new()
    }

    /// Closes the older half of the requests, with the traces that belong to them.
    fn close_requests(&mut self) -> Vec<Incident> {
        let keep = self.requests.len() / 2;
        let mut closed = Vec::new();
        while self.requests.len() > keep {
            closed.extend(self.requests.pop_first().map(|(_, own)| own));
        }
        self.by_tracking.retain(|_, at| self.requests.contains_key(at));
        self.untracked.retain(|at| self.requests.contains_key(at));
        let loose = self.loose.len() / 2;
        join_audits(&mut closed);
        let mut traces: Vec<Incident> = self.loose.drain(..).collect();
        join_traces(&mut closed, &mut traces);
        // what is left may belong to a request that is still open, unless it has waited too long
        let waiting = traces.len().min(loose);
        self.loose = traces.split_off(traces.len() - waiting).into();
        closed.extend(traces);
        closed
    }

    /// Closes everything.
    pub fn close(mut self) -> Vec<Incident> {
        let mut closed: Vec<Incident> = self.requests.into_values().collect();
        join_audits(&mut closed);
        let mut traces: Vec<Incident> = self.loose.drain(..).collect();
        join_traces(&mut closed, &mut traces);
        closed.extend(traces);
        closed.extend(self.service);
        closed
    }
}

/// Gives what the audit log says of a request to the request that the server wrote about: that of the same user beside it.
fn join_audits(requests: &mut Vec<Incident>) {
    let is_audit = |own: &Incident| own.records.iter().any(|(cite, _)| cite.activity.is_some());
    let (audits, others): (Vec<_>, Vec<_>) = std::mem::take(requests).into_iter().partition(is_audit);
    *requests = others;
    let mut left = Vec::new();
    for audit in audits {
        let apart = |own: &Incident| {
            audit
                .records
                .iter()
                .filter_map(|(cite, _)| own.apart(cite, BESIDE))
                .min()
        };
        let same = |own: &&mut Incident| audit.user.is_some() && own.user == audit.user;
        let near = requests
            .iter_mut()
            .filter(same)
            .filter_map(|own| Some((apart(own)?, own)));
        match near.min_by_key(|(apart, _)| *apart) {
            Some((_, own)) => own.join(audit),
            None => left.push(audit),
        }
    }
    requests.extend(left);
}

/// Gives each trace to the request beside it: first to one that bears the same code, then to one that failed and has none.
fn join_traces(requests: &mut [Incident], traces: &mut Vec<Incident>) {
    // in order of time, so that only neighbours are compared
    requests.sort_by_cached_key(|own| own.span().map(|(first, _)| first));
    for same_code in [true, false] {
        let mut left = Vec::new();
        for trace in traces.drain(..) {
            let Some((cite, _)) = trace.records.first() else {
                continue;
            };
            let begins_later = |own: &Incident| {
                let (begun, at) = (own.span().map(|(first, _)| first), cite.clock);
                begun
                    .zip(at)
                    .is_some_and(|(begun, at)| begun.ahead_of(at).as_secs() > BESIDE)
            };
            let end = requests.partition_point(|own| !begins_later(own));
            let near = requests.iter_mut().take(end);
            let near = near.filter_map(|own| Some((own.apart(cite, BESIDE)?, own)));
            let near = near.filter(|(_, own)| {
                let same = own.codes.iter().any(|code| trace.codes.contains(code));
                let silent = own.codes.is_empty() || trace.codes.is_empty();
                own.may_have_failed() && if same_code { same } else { silent }
            });
            // one that has no trace yet goes before one that has
            match near.min_by_key(|(apart, own)| (own.has(Part::Trace), *apart)) {
                Some((_, own)) => own.join(trace),
                None => left.push(trace),
            }
        }
        *traces = left;
    }
}
