//! Everybody and everything that a case and its files name, gathered before anything is hidden: which spellings belong to one and the
//! same, and in which order they appeared, by which their tokens are numbered.

use super::look::{Look, is_blank};
use super::memo::Memo;
use super::ours;
use super::seen::{Kind, Seen, TOKENS, is_token};
use super::spellings::{self, How};
use super::words::{Set, WORDS};
use std::collections::{BTreeMap, BTreeSet};

/// What a group of spellings names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Class {
    Person,
    /// A domain or an organization; those that people sign in with are tenants.
    Domain,
    Host,
    Ip,
    Mac,
    Phone,
    Anchor,
}

const CLASSES: [Class; 7] = [
    Class::Person,
    Class::Domain,
    Class::Host,
    Class::Ip,
    Class::Mac,
    Class::Phone,
    Class::Anchor,
];

/// The spellings of one and the same.
#[derive(Clone, Debug)]
pub struct Group {
    pub class: Class,
    pub spellings: BTreeMap<String, How>,
    /// As it stood where it was seen first, to be put back.
    pub original: String,
    pub tenant: bool,
    /// Somebody wants it hidden, whatever the profile.
    pub asked: bool,
    /// The one that it has become part of.
    part_of: Option<usize>,
}

/// The census.
#[derive(Clone, Debug, Default)]
pub struct Census {
    groups: Vec<Group>,
    index: BTreeMap<(Class, String), usize>,
    /// Accounts with a domain in small letters; they are some only where the domain is known.
    pending: BTreeSet<(String, String)>,
    /// The highest number that a token has in what was read already.
    taken: BTreeMap<&'static str, usize>,
    /// Lines that were taken in.
    memo: Memo,
    /// The user ids and tenants of the case itself.
    pub own: BTreeSet<String>,
    /// What only looks like the name of a person, each with the line in which it stood first.
    pub doubts: BTreeMap<String, String>,
}

/// A text while the census is taken of it.
#[derive(Debug, Default)]
pub struct Taking {
    look: Look,
    record: Record,
}

/// The lines since the last empty one: what is said of one person stands together.
#[derive(Debug, Default)]
struct Record {
    people: BTreeSet<(Kind, usize)>,
    lines: usize,
    /// A line of it names several.
    apart: bool,
}

/// No record of a person has more lines.
const LONGEST_RECORD: usize = 40;

impl Taking {
    /// One that also gathers what only looks like a name, for [`Census::doubts`].
    pub fn curious() -> Self {
        Self {
            look: Look::curious(),
            record: Record::default(),
        }
    }
}

impl Census {
    /// Takes in a whole text.
    pub fn text(&mut self, text: &str) {
        let mut taking = Taking::curious();
        for line in text.lines() {
            self.line(&mut taking, line);
        }
        self.ends(&mut taking);
    }

    /// Takes in a line, the next of its text.
    pub fn line(&mut self, taking: &mut Taking, line: &str) {
        // what such a line names is known, and it changes nothing for the next
        let Some(seen) = taking.look.unless_known(&mut self.memo, line) else {
            taking.record.lines += 1;
            return;
        };
        self.tokens(line);
        if is_blank(line) || taking.record.lines >= LONGEST_RECORD {
            self.ends(taking);
        }
        let people = self.take(&seen);
        let roots: BTreeSet<usize> = people.iter().map(|(_, group)| self.root(*group)).collect();
        // a record does not overrule its line: `Daniel Weber says CONTOSO\\kimmj is locked`
        taking.record.apart |= roots.len() > 1;
        taking.record.lines += 1;
        taking.record.people.extend(people);
    }

    /// The record ends here: where no line of it names several people, and it names no two of a kind, it is all of one person.
    pub fn ends(&mut self, taking: &mut Taking) {
        let record = std::mem::take(&mut taking.record);
        if !record.apart {
            self.joined(&record.people);
        }
        for (name, line) in taking.look.doubts() {
            self.doubts.entry(name).or_insert(line);
        }
    }

    fn joined(&mut self, people: &BTreeSet<(Kind, usize)>) {
        let mut by_kind: BTreeMap<Kind, BTreeSet<usize>> = BTreeMap::new();
        for (kind, group) in people {
            let root = self.root(*group);
            by_kind.entry(*kind).or_default().insert(root);
        }
        let one_each = by_kind.values().all(|groups| groups.len() == 1);
        let groups: BTreeSet<usize> = by_kind.into_values().flatten().collect();
        if one_each && groups.len() > 1 {
            let mut groups = groups.into_iter();
            if let Some(first) = groups.next() {
                for group in groups {
                    self.join(first, group);
                }
            }
        }
    }

    /// Numbers of tokens that stand in the text are not given again.
    fn tokens(&mut self, line: &str) {
        for word in TOKENS {
            for (at, _) in line.match_indices(word) {
                let rest = line.get(at + word.len()..).unwrap_or_default();
                let Some(rest) = rest.strip_prefix('-') else { continue };
                let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
                if let Some(number) = rest
                    .get(..end)
                    .filter(|digits| digits.len() < 7)
                    .and_then(|digits| digits.parse::<usize>().ok())
                {
                    let most = self.taken.entry(word).or_default();
                    *most = number.max(*most);
                }
            }
        }
    }

    /// Takes in what a line names; gives the people in it.
    fn take(&mut self, seen: &[Seen]) -> BTreeSet<(Kind, usize)> {
        let mut people = BTreeSet::new();
        let mut fresh = Vec::new();
        for seen in seen {
            let text = seen.text.as_str();
            match seen.kind {
                Kind::Host => self.host(text),
                Kind::Domain => self.domain(text),
                Kind::Tenant => self.tenant(text),
                Kind::Ip => self.other(Class::Ip, text),
                Kind::Mac => self.other(Class::Mac, text),
                Kind::Phone => self.other(Class::Phone, text),
                Kind::Anchor => self.other(Class::Anchor, text),
                Kind::Path if spellings::is_place(text) => self.domain(text),
                Kind::Login | Kind::Account if text.ends_with('$') => {
                    self.host(text.rsplit('\\').next().unwrap_or(text).trim_end_matches('$'));
                }
                kind => {
                    let before = self.groups.len();
                    let Some(group) = self.person(kind, text) else { continue };
                    if let Some(other) = seen.beside.as_deref().and_then(|other| self.person(Kind::Mail, other)) {
                        self.join(group, other);
                    } else if group >= before && kind != Kind::Mail {
                        fresh.push((kind, group));
                    }
                    people.insert((kind, group));
                }
            }
        }
        // where the line names one person by address, the others in it are that person's, if there are no two of a kind; one who is
        // known already is not the one whose address stands beside
        let mails: BTreeSet<usize> = people
            .iter()
            .filter(|(kind, _)| *kind == Kind::Mail)
            .map(|(_, group)| self.root(*group))
            .collect();
        let kinds: BTreeSet<Kind> = fresh.iter().map(|(kind, _)| *kind).collect();
        if let (1, Some(mail)) = (mails.len(), mails.first())
            && kinds.len() == fresh.len()
        {
            for (_, group) in &fresh {
                self.join(*mail, *group);
            }
        }
        // 황동현 (hwang.dh): a name and an account alone
        if let ([(one, first), (other, second)], 2) = (fresh.as_slice(), people.len())
            && one != other
            && [one, other].contains(&&Kind::Name)
            && [one, other]
                .iter()
                .any(|kind| matches!(kind, Kind::Login | Kind::Object | Kind::Sid))
        {
            self.join(*first, *second);
        }
        people
    }

    /// A term that somebody wants hidden, whatever it is and for whomever the bundle is.
    pub fn term(&mut self, term: &str) {
        let lower = term.trim().to_lowercase();
        self.text(term);
        let known = |class: &Class| self.index.get(&(*class, lower.clone())).copied();
        let group = CLASSES.iter().find_map(known);
        let group = group.or_else(|| self.person(Kind::Name, term));
        let group = group.or_else(|| self.add(Class::Person, term, vec![(lower.clone(), How::Word)]));
        let root = group.map(|group| self.root(group));
        if let Some(group) = root.and_then(|root| self.groups.get_mut(root)) {
            group.spellings.insert(lower, How::Word);
            group.asked = true;
        }
    }

    /// A user of the case.
    pub fn user(&mut self, name: &str) {
        if is_token(name) {
            return;
        }
        let kind = match name {
            name if name.contains('@') => Kind::Mail,
            name if name.contains('\\') => Kind::Account,
            _ => Kind::Login,
        };
        let _ = self.person(kind, name);
    }

    fn person(&mut self, kind: Kind, name: &str) -> Option<usize> {
        let name = name.trim_matches([' ', '.', ',', '\'', '"']);
        let mut all = spellings::of_person(name);
        if kind == Kind::Account
            && let Some((domain, account)) = name.split_once('\\')
        {
            if domain.contains(|c: char| c.is_ascii_lowercase())
                && !self.index.contains_key(&(Class::Domain, domain.to_lowercase()))
            {
                self.pending.insert((domain.to_owned(), account.to_owned()));
                return None;
            }
            self.domain(domain);
        }
        // a label said that it is an account
        if kind == Kind::Login
            && let Some((domain, _)) = name.split_once('\\')
        {
            self.domain(domain);
        }
        if kind == Kind::Mail
            && let Some((_, domain)) = name.rsplit_once('@')
        {
            self.tenant(domain);
            let local = all.last().map(|(short, _)| short.clone()).unwrap_or_default();
            // another one of the same name elsewhere
            if self
                .index
                .get(&(Class::Person, local))
                .is_some_and(|group| self.lives_elsewhere(*group, domain))
            {
                all.truncate(1);
            }
        }
        if kind == Kind::Path
            && let Some(domain) = spellings::of_path(name)
        {
            self.domain(&domain);
        }
        self.add(Class::Person, name, all)
    }

    /// Has the person an address in a domain of another organization, and none in this?
    fn lives_elsewhere(&self, group: usize, domain: &str) -> bool {
        let domain = domain.to_lowercase();
        let called = |domain: &str| ours::called(domain).unwrap_or(domain).to_owned();
        let root = self.root(group);
        let Some(group) = self.groups.get(root) else {
            return false;
        };
        let homes: BTreeSet<&str> = group
            .spellings
            .keys()
            .filter_map(|name| name.rsplit_once('@'))
            .map(|(_, home)| home)
            .collect();
        let shared = |home: &str| home.ends_with("onmicrosoft.com") || domain.ends_with("onmicrosoft.com");
        !homes.is_empty() && !homes.iter().any(|home| called(home) == called(&domain) || shared(home))
    }

    /// A domain that people of the case sign in with, or the id or name of the tenant.
    pub fn tenant(&mut self, name: &str) {
        if let Some(group) = self.organization(name)
            && let Some(group) = self.groups.get_mut(group)
        {
            group.tenant = true;
        }
    }

    fn domain(&mut self, name: &str) {
        let _ = self.organization(name);
    }

    fn organization(&mut self, name: &str) -> Option<usize> {
        let name = name.trim();
        if name.is_empty() || ours::is_ours(name) || is_token(name) || WORDS.is(Set::Nobody, name) {
            return None;
        }
        // the word by which people call it is that of the first domain that is called so
        let free = |spelling: &String| {
            let taken = self.index.get(&(Class::Domain, spelling.clone()));
            let taken = taken.and_then(|group| self.groups.get(self.root(*group)));
            spelling.contains(['.', '='])
                || taken.is_none_or(|group| !group.spellings.keys().any(|name| name.contains('.')))
        };
        let mut all = spellings::of_domain(name);
        let others = all.split_off(1);
        all.extend(others.into_iter().filter(free).collect::<Vec<_>>());
        self.add(
            Class::Domain,
            name,
            all.into_iter().map(|spelling| (spelling, How::Word)).collect(),
        )
    }

    /// A computer, with its domain where it is named.
    pub fn host(&mut self, name: &str) {
        let name = name.trim().trim_end_matches('$').to_lowercase();
        if name.is_empty() || ours::is_ours(&name) || is_token(&name) {
            return;
        }
        let mut all = vec![(name.clone(), How::Word)];
        if let Some((short, domain)) = name.split_once('.') {
            all.extend(spellings::stands_alone(short).then(|| (short.to_owned(), How::Word)));
            self.domain(domain);
        }
        let _ = self.add(Class::Host, &name, all);
    }

    fn other(&mut self, class: Class, text: &str) {
        let text = text.to_lowercase();
        let mut all = vec![(text.clone(), How::Word)];
        let digits: String = text.chars().filter(char::is_ascii_hexdigit).collect();
        // what parts the digits makes no other number, and it is one with its country
        let key = match class {
            Class::Phone => Some(
                digits
                    .strip_prefix("82")
                    .map_or(digits.clone(), |rest| format!("0{}", rest.trim_start_matches('0'))),
            ),
            Class::Mac => Some(digits),
            _ => None,
        };
        let group = key.and_then(|key| {
            self.index.get(&(class, key.clone())).copied().or_else(|| {
                all.push((key, How::Word));
                None
            })
        });
        let added = self.add(class, &text, all);
        if let (Some(one), Some(other)) = (group, added) {
            self.join(one, other);
        }
    }

    /// Adds spellings as those of one; groups that share one become one.
    fn add(&mut self, class: Class, original: &str, spellings: Vec<(String, How)>) -> Option<usize> {
        if spellings.is_empty() {
            return None;
        }
        // what is only part of a name is shared by many
        let whole = |(_, how): &&(String, How)| *how == How::Word;
        let known: BTreeSet<usize> = spellings
            .iter()
            .filter(whole)
            .filter_map(|(spelling, _)| self.index.get(&(class, spelling.clone())))
            .map(|group| self.root(*group))
            .collect();
        let mut known = known.into_iter();
        let group = known.next().unwrap_or_else(|| {
            self.groups.push(Group {
                class,
                spellings: BTreeMap::new(),
                original: original.to_owned(),
                tenant: false,
                asked: false,
                part_of: None,
            });
            self.groups.len() - 1
        });
        known.for_each(|other| self.join(group, other));
        let root = self.root(group);
        for (spelling, how) in spellings {
            if how == How::Word {
                self.index.insert((class, spelling.clone()), root);
            }
            if let Some(group) = self.groups.get_mut(root) {
                let old = group.spellings.entry(spelling).or_insert(how);
                *old = how.min(*old);
            }
        }
        Some(root)
    }

    fn root(&self, mut group: usize) -> usize {
        while let Some(next) = self.groups.get(group).and_then(|group| group.part_of) {
            group = next;
        }
        group
    }

    /// Makes two groups one, in the place of the first.
    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        let (first, second) = (one.min(other), one.max(other));
        if first == second {
            return;
        }
        let Some(gone) = self.groups.get_mut(second) else {
            return;
        };
        gone.part_of = Some(first);
        let (spellings, tenant, asked) = (std::mem::take(&mut gone.spellings), gone.tenant, gone.asked);
        if let Some(stays) = self.groups.get_mut(first) {
            stays.tenant |= tenant;
            stays.asked |= asked;
            for (spelling, how) in spellings {
                let old = stays.spellings.entry(spelling).or_insert(how);
                *old = how.min(*old);
            }
        }
    }

    /// Somebody who is called by part of a name that one other alone has is that one.
    fn part_names(&mut self) {
        let mut parts: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
        for (at, group) in self
            .groups
            .iter()
            .enumerate()
            .filter(|(_, group)| group.class == Class::Person && group.part_of.is_none())
        {
            for (spelling, _) in group.spellings.iter().filter(|(_, how)| **how != How::Word) {
                parts.entry(spelling.clone()).or_default().insert(at);
            }
        }
        let single = |group: &Group| match group.spellings.keys().collect::<Vec<_>>().as_slice() {
            [only] if group.class == Class::Person && group.part_of.is_none() => Some((*only).clone()),
            _ => None,
        };
        let joined: Vec<(usize, usize)> = (0..self.groups.len())
            .filter_map(|at| {
                let whole = parts.get(&single(self.groups.get(at)?)?)?;
                (whole.len() == 1).then(|| Some((*whole.first()?, at)))?
            })
            .collect();
        for (whole, part) in joined {
            self.join(whole, part);
        }
    }

    /// The groups in the order in which they appeared, and the highest numbers that are taken.
    pub fn counted(mut self) -> (Vec<Group>, BTreeMap<&'static str, usize>) {
        for (domain, account) in std::mem::take(&mut self.pending) {
            if self.index.contains_key(&(Class::Domain, domain.to_lowercase())) {
                let name = format!("{domain}\\{account}");
                let all = spellings::of_person(&name);
                let _ = self.add(Class::Person, &name, all);
            }
        }
        self.part_names();
        let groups = self.groups.into_iter().filter(|group| group.part_of.is_none());
        (groups.collect(), self.taken)
    }
}
