//! What the stories add up to: each is judged by the rules and counted under the entry that answers; at the end the counts
//! become findings, as sure as what the logs cover allows.

use super::book::Book;
use super::incident::Incident;
use super::report::{Attempt, Attempts, Became, Finding};
use super::seen::{Cite, apart};
use crate::case::found::Status;
use crate::knowledge::id::EntryId;
use crate::knowledge::rule::{Certainty, Part, Rule, Scope, Source, Story};
use crate::text::Text;
use crate::time::Stamp;
use std::collections::{BTreeMap, BTreeSet};

/// So many attempts are shown; the rest is counted.
const MOST_SHOWN: usize = 200;
/// So many users of a finding are told apart.
const MOST_USERS: usize = 1000;
/// So many records are named for a finding.
const MOST_CITED: usize = 12;
/// What is absent may still come within so many seconds after the log ends.
const YET_TO_COME: u64 = 600;

/// The stories of one entry.
struct Tally {
    /// The rule that ranks first of those that led here.
    rule: usize,
    status: Certainty,
    rank: u16,
    alone: bool,
    count: u64,
    first: Option<Stamp>,
    last: Option<Stamp>,
    users: BTreeSet<String>,
    because: Vec<Cite>,
    /// The record that decided last.
    latest: Cite,
    also: Vec<EntryId>,
}

/// The counts so far.
#[derive(Default)]
pub(super) struct Tallies {
    by_entry: BTreeMap<EntryId, Tally>,
    /// What is disproved, by the record that disproves it.
    ruled_out: BTreeMap<EntryId, (u64, Vec<Cite>)>,
    /// The last record of each source that rules look for.
    later: BTreeMap<Source, Cite>,
    /// The last success of each user.
    worked: BTreeMap<String, Cite>,
    pub attempts: Attempts,
    shown: BTreeMap<(Option<Stamp>, u64), Attempt>,
}

impl Tallies {
    /// Notes that a source wrote, for rules that hold only where it does not.
    pub fn note(&mut self, book: &Book, cite: &Cite) {
        for source in book.awaited.iter().filter(|source| cite.is_of(source)) {
            match self.later.get_mut(source) {
                Some(last) if cite.is_after(last) => *last = cite.clone(),
                Some(_) => {}
                None => {
                    self.later.insert(source.clone(), cite.clone());
                }
            }
        }
    }

    /// Judges a story that is closed.
    pub fn judge(&mut self, book: &Book, mut story: Incident) {
        story.in_order();
        let marks: BTreeSet<usize> = story.marks.keys().copied().collect();
        let holding = book.holding(&marks);
        let named = |(rule, mark): &(usize, usize)| {
            let rule = book.rules.get(*rule)?;
            let (place, count) = story.marks.get(mark)?;
            let (cite, _) = story.records.get(*place)?;
            let own = || book.entry_of(cite.event?).cloned();
            let claimed = || cite.claimed.as_ref().map(|(_, entry)| entry.clone());
            let entry = rule.entry.clone().or_else(own).or_else(claimed);
            Some((rule, cite, *count, entry))
        };
        let held: Vec<_> = holding.iter().filter_map(|pair| Some((pair.0, named(pair)?))).collect();
        for (cite, _) in &story.records {
            for entry in book.stage(cite).into_iter().flat_map(|stage| &stage.rules_out) {
                let (count, cites) = self.ruled_out.entry(entry.clone()).or_default();
                *count += 1;
                if cites.len() < 3 {
                    cites.push(cite.clone());
                }
            }
        }
        let worked = story.records.iter().filter(|(_, part)| *part == Part::Succeeds);
        let worked = worked.filter_map(|(cite, _)| cite.clock).max();
        let answers: Vec<_> = held
            .iter()
            // what a request got over is no finding
            .filter(|(_, (_, cite, ..))| cite.clock.is_none() || cite.clock >= worked)
            .filter_map(|(at, (rule, cite, count, entry))| Some((*at, *rule, *cite, *count, entry.clone()?)))
            .collect();
        let answer = answers.first();
        if is_attempt(&story) {
            self.attempt(
                book,
                &story,
                answer.map(|(_, rule, cite, _, entry)| (*rule, *cite, entry)),
            );
        }
        let Some((at, rule, cite, count, entry)) = answer else {
            return;
        };
        let count = if story.story == Story::Request { 1 } else { *count };
        let others = answers.iter().skip(1).filter(|(_, rule, ..)| !rule.alone);
        let mut also: Vec<EntryId> = rule.also.clone();
        also.extend(others.map(|(.., entry)| entry.clone()));
        let tally = self.by_entry.entry(entry.clone()).or_insert_with(|| Tally {
            rule: *at,
            status: rule.status,
            rank: rule.rank,
            alone: rule.alone,
            count: 0,
            first: None,
            last: None,
            users: BTreeSet::new(),
            because: Vec::new(),
            latest: (*cite).clone(),
            also: Vec::new(),
        });
        if (rule.alone, rule.rank) < (tally.alone, tally.rank) {
            (tally.rule, tally.status, tally.rank, tally.alone) = (*at, rule.status, rule.rank, rule.alone);
        }
        tally.count += count;
        let times = || story.records.iter().filter_map(|(cite, _)| cite.at);
        tally.first = tally.first.into_iter().chain(times()).min();
        tally.last = tally.last.into_iter().chain(times()).max();
        if tally.users.len() < MOST_USERS {
            tally.users.extend(story.user.clone());
        }
        for id in also.into_iter().filter(|id| id != entry) {
            if !tally.also.contains(&id) {
                tally.also.push(id);
            }
        }
        if cite.is_after(&tally.latest) {
            tally.latest = (*cite).clone();
        }
        // what decided, then what stands beside it
        let beside = story.records.iter().map(|(cite, _)| cite).filter(|other| other != cite);
        let room = MOST_CITED.saturating_sub(tally.because.len()).min(4);
        tally
            .because
            .extend(std::iter::once(*cite).chain(beside).take(room).cloned());
    }

    fn attempt(&mut self, book: &Book, story: &Incident, answer: Option<(&Rule, &Cite, &EntryId)>) {
        let became = if story.has(Part::Succeeds) {
            Became::Worked
        } else if [Part::Reason, Part::Fails, Part::Trace]
            .iter()
            .any(|part| story.has(*part))
            || answer.is_some_and(|(rule, ..)| story.has(Part::Step) && !rule.alone)
        {
            Became::Failed
        } else {
            Became::Open
        };
        self.attempts.total += 1;
        *match became {
            Became::Worked => &mut self.attempts.worked,
            Became::Failed => &mut self.attempts.failed,
            Became::Open => &mut self.attempts.open,
        } += 1;
        let success = story.records.iter().find(|(_, part)| *part == Part::Succeeds);
        if let (Some(user), Some((cite, _))) = (&story.user, success)
            && (self.worked.len() < MOST_USERS || self.worked.contains_key(user))
        {
            let last = self.worked.entry(user.clone()).or_insert_with(|| cite.clone());
            if cite.is_after(last) {
                *last = cite.clone();
            }
        }
        let first = story.records.first().map(|(cite, _)| cite);
        let starts = story.records.iter().find(|(_, part)| *part == Part::Starts);
        // an entry of the audit log says by itself what was done
        let audits = story.records.iter().find(|(cite, _)| cite.activity.is_some());
        let begun = starts.or(audits).map(|(cite, _)| cite);
        let reason = story.records.iter().find(|(_, part)| *part == Part::Reason);
        let failed = became != Became::Worked;
        let attempt = Attempt {
            at: first.and_then(|cite| cite.at),
            written: first.and_then(|cite| cite.written.clone()),
            user: story.user.clone(),
            tracking: story.tracking.clone(),
            computer: story.computer.clone(),
            became,
            broke_at: answer.and_then(|(rule, ..)| rule.phase).filter(|_| failed),
            kind: begun.and_then(|cite| Some(book.stage(cite)?.says.clone())),
            reason: reason
                .map(|(cite, _)| cite)
                .or(answer.map(|(_, cite, _)| cite))
                .and_then(|cite| cite.event)
                .filter(|_| failed),
            codes: story.codes.iter().cloned().collect(),
            entry: answer.map(|(.., entry)| entry.clone()).filter(|_| failed),
            // a list of attempts names records and quotes none of them
            records: story.records.iter().map(|(cite, _)| cite.unquoted()).collect(),
        };
        self.shown
            .insert((first.and_then(|cite| cite.clock), self.attempts.total), attempt);
        if self.shown.len() > MOST_SHOWN {
            self.shown.pop_first();
        }
    }

    /// The latest attempts, in order.
    pub fn shown(&mut self) -> Vec<Attempt> {
        std::mem::take(&mut self.shown).into_values().collect()
    }

    /// The findings, what to act on first. `end` is the last time that the logs cover, `whole` whether all of them could be read,
    /// `read` the logs that were, `crowds` what stands on several users.
    pub fn findings(
        &self,
        book: &Book,
        end: Option<Stamp>,
        whole: bool,
        read: &BTreeSet<String>,
        crowds: Vec<Finding>,
    ) -> Vec<Finding> {
        let mut out: Vec<Finding> = Vec::new();
        for (entry, tally) in &self.by_entry {
            let Some(rule) = book.rules.get(tally.rule) else {
                continue;
            };
            if self.after(&rule.unless_later, &tally.latest).is_some() {
                continue;
            }
            out.push(self.finding(book, (entry, tally, rule), (end, whole), read));
        }
        // what only answers alone says nothing beside what is wrong
        let lowest = out.iter().map(|finding| (finding.alone, finding.rank)).min();
        out.retain(|finding| !finding.alone || Some((true, finding.rank)) == lowest);
        let blamed: BTreeSet<EntryId> = out
            .iter()
            .flat_map(|f| f.also.iter().chain([&f.entry]))
            .cloned()
            .collect();
        for (entry, (count, cites)) in self.ruled_out.iter().filter(|(entry, _)| !blamed.contains(*entry)) {
            let times = || cites.iter().filter_map(|cite| cite.at);
            out.push(Finding {
                entry: entry.clone(),
                also: Vec::new(),
                status: Status::RuledOut,
                count: *count,
                first: times().min(),
                last: times().max(),
                users: Vec::new(),
                because: Vec::new(),
                against: cites.clone(),
                next: None,
                proves: BTreeMap::new(),
                not_read: Vec::new(),
                alone: false,
                rank: u16::MAX,
            });
        }
        out.extend(crowds);
        out.sort_by_key(|f| (order(f.status), f.rank, std::cmp::Reverse(f.count)));
        out
    }

    fn finding(
        &self,
        book: &Book,
        (entry, tally, rule): (&EntryId, &Tally, &Rule),
        (end, whole): (Option<Stamp>, bool),
        read: &BTreeSet<String>,
    ) -> Finding {
        let over = self.after(&rule.over_after, &tally.latest);
        // what decided is that nothing followed
        let begun = book.stage(&tally.latest).is_some_and(|stage| stage.is == Part::Starts);
        let absent = !rule.unless_later.is_empty() || (begun && !rule.without.is_empty());
        let unseen = match (end, tally.latest.clock) {
            (Some(end), Some(last)) => end < last || apart(end, last) < YET_TO_COME,
            _ => true,
        };
        let few = rule.at_least.is_some_and(|least| tally.count < u64::from(least));
        let known = if over.is_some() || few || (absent && (unseen || !whole)) {
            Status::Possible
        } else {
            status(tally.status)
        };
        let scope = self.scope(tally, rule);
        let mut also: Vec<EntryId> = scope.map(|scope| scope.also.clone()).unwrap_or_default();
        for id in &tally.also {
            if !also.contains(id) {
                also.push(id.clone());
            }
        }
        also.retain(|id| id != entry);
        let proves = rule
            .proves
            .iter()
            .chain(scope.into_iter().flat_map(|scope| &scope.proves));
        let proves = proves.filter(|_| known == Status::Confirmed);
        // a later success of the same user speaks against its being a lasting trouble
        let cured = tally.users.iter().filter_map(|user| self.worked.get(user));
        let cured = cured.filter(|cite| cite.is_after(&tally.latest)).take(3);
        let wanted = rule.wants.iter().filter(|id| !read.contains(*id));
        let logs = wanted.filter_map(|id| book.logs.iter().find(|log| log.id == *id));
        Finding {
            entry: entry.clone(),
            also,
            status: known,
            count: tally.count,
            first: tally.first,
            last: tally.last,
            users: tally.users.iter().cloned().collect(),
            because: tally.because.clone(),
            against: over.into_iter().chain(cured).cloned().collect(),
            next: scope.and_then(|scope| scope.next.clone()).or_else(|| rule.next.clone()),
            proves: proves.map(|(fact, value)| (fact.clone(), value.clone())).collect(),
            not_read: logs.map(|log| log.title.clone()).collect::<Vec<Text>>(),
            alone: tally.alone,
            rank: tally.rank,
        }
    }

    /// What more is to be said of those whom it concerns.
    fn scope<'r>(&self, tally: &Tally, rule: &'r Rule) -> Option<&'r Scope> {
        let others = self.worked.keys().any(|user| !tally.users.contains(user));
        match tally.users.len() {
            0 => None,
            1 if tally.count > 1 && rule.again.is_some() => rule.again.as_ref(),
            2.. if rule.several.is_some() => rule.several.as_ref(),
            _ if others => rule.some.as_ref(),
            1 => None,
            _ => rule.all.as_ref(),
        }
    }

    /// The last record of these sources that was written after another.
    fn after(&self, sources: &[Source], cite: &Cite) -> Option<&Cite> {
        let last = sources.iter().filter_map(|source| self.later.get(source));
        last.filter(|later| later.is_after(cite))
            .max_by_key(|later| later.clock)
    }
}

/// A story of a request that is more than a trace or a sign beside.
fn is_attempt(story: &Incident) -> bool {
    let own = [Part::Starts, Part::Succeeds, Part::Fails, Part::Reason, Part::Step];
    story.story == Story::Request && own.iter().any(|part| story.has(*part))
}

/// How sure a finding is whose rule is so sure, where nothing speaks against it.
pub(super) fn status(certainty: Certainty) -> Status {
    match certainty {
        Certainty::Confirmed => Status::Confirmed,
        Certainty::Likely => Status::Likely,
        Certainty::Possible => Status::Possible,
    }
}

fn order(status: Status) -> u8 {
    match status {
        Status::Confirmed => 0,
        Status::Likely => 1,
        Status::Possible => 2,
        Status::RuledOut => 3,
    }
}
