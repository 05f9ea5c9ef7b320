//! Several users at one address within a while. What that means no log tells: somebody who tries accounts, or an office, a proxy, the
//! helpdesk, a test. Owns who came from where and when; how many are several and how long the while is says the rule.

use super::book::Book;
use super::report::Finding;
use super::seen::{Cite, Seen, apart};
use super::tally::status;
use crate::time::Stamp;
use std::collections::{BTreeMap, BTreeSet};

/// So many addresses are watched for a rule; who comes from others is not told.
const MOST_ADDRESSES: usize = 4096;
/// So many users are watched at an address.
const MOST_USERS: usize = 1000;
/// So many records are named for a finding.
const MOST_CITED: usize = 12;

/// The last record of a user at an address.
struct Visit {
    at: Stamp,
    user: String,
    cite: Cite,
}

/// What was seen of one rule.
#[derive(Default)]
struct Watch {
    visits: BTreeMap<String, Vec<Visit>>,
    users: BTreeSet<String>,
    /// A record of each of them that are named, with the address in its quote.
    cites: Vec<Cite>,
    first: Option<Stamp>,
    last: Option<Stamp>,
}

/// The users at each address, for the rules that ask for them.
#[derive(Default)]
pub(super) struct Crowds {
    watches: BTreeMap<usize, Watch>,
}

impl Crowds {
    /// Takes a record with the marks that it bears. Records come forward or backward in time.
    pub fn take(&mut self, book: &Book, seen: &Seen, marks: &[usize]) {
        let (Some(address), Some(user), Some(at)) = (&seen.address, &seen.user, seen.cite.clock) else {
            return;
        };
        for (rule, crowd) in book.crowds(marks) {
            let watch = self.watches.entry(rule).or_default();
            if watch.visits.len() >= MOST_ADDRESSES && !watch.visits.contains_key(address) {
                continue;
            }
            let visits = watch.visits.entry(address.clone()).or_default();
            visits.retain(|visit| visit.user != *user && apart(visit.at, at) <= u64::from(crowd.minutes) * 60);
            if visits.len() < MOST_USERS {
                visits.push(Visit {
                    at,
                    user: user.clone(),
                    cite: seen.cite.clone(),
                });
            }
            if visits.len() < usize::try_from(crowd.users).unwrap_or(usize::MAX) {
                continue;
            }
            for visit in visits {
                watch.first = watch.first.into_iter().chain([visit.at]).min();
                watch.last = watch.last.into_iter().chain([visit.at]).max();
                if watch.users.len() < MOST_USERS
                    && watch.users.insert(visit.user.clone())
                    && watch.cites.len() < MOST_CITED
                {
                    let quote = format!("{} ({address})", visit.cite.quote).into();
                    watch.cites.push(Cite {
                        quote,
                        ..visit.cite.clone()
                    });
                }
            }
        }
    }

    /// The rules that hold.
    pub fn findings(self, book: &Book) -> Vec<Finding> {
        let held = self.watches.into_iter().filter(|(_, watch)| !watch.users.is_empty());
        let told = held.filter_map(|(at, watch)| {
            let rule = book.rules.get(at)?;
            Some(Finding {
                entry: rule.entry.clone()?,
                also: rule.also.clone(),
                status: status(rule.status),
                count: watch.users.len() as u64,
                first: watch.first,
                last: watch.last,
                users: watch.users.into_iter().collect(),
                because: watch.cites,
                against: Vec::new(),
                next: rule.next.clone(),
                proves: BTreeMap::new(),
                not_read: Vec::new(),
                alone: false,
                rank: rule.rank,
            })
        });
        told.collect()
    }
}
