//! What is hidden from whom. A case in, a case out: the table of what the case and its evidence name is made once for a case,
//! and the same name gets the same token wherever it stands. Never touches files.

use super::names::{self, Kind};
use crate::case::Case;
use crate::knowledge::Catalog;
use crate::knowledge::hidden::Hidden;
use crate::text::{Lang, Say, say};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// For whom something is written; the words are fixed by the command-line contract.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// Every person, address, host and tenant is hidden.
    #[default]
    Public,
    /// Like public, but the case's own user id and tenant stay.
    Vendor,
    /// Anchors of the directory are hidden, and nothing else.
    Inside,
}

impl Profile {
    pub const ALL: [Self; 3] = [Self::Public, Self::Vendor, Self::Inside];

    /// The word of the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Vendor => "vendor",
            Self::Inside => "inside",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.word() == word)
    }

    /// The next one, for a key that goes through them.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Inside => Self::Vendor,
            Self::Vendor => Self::Public,
            Self::Public => Self::Inside,
        }
    }

    /// What is hidden, in words.
    pub fn told(self) -> Say {
        match self {
            Self::Public => say(
                "public: people, addresses, computers and tenants are hidden",
                "공개: 사람, 주소, 컴퓨터, 테넌트를 가림",
            ),
            Self::Vendor => say(
                "vendor: as public, but the user ID and the tenant of the case stay",
                "공급업체: 공개와 같되 사례의 사용자 ID와 테넌트는 남김",
            ),
            Self::Inside => say(
                "inside: only anchors of the directory are hidden",
                "내부: 디렉터리 앵커만 가림",
            ),
        }
    }
}

/// Names that name nobody: mailboxes called after a task, words of the tokens themselves. They are hidden with their
/// domain, but not where they stand alone.
const NOBODY: &[&str] = &[
    "user",
    "users",
    "admin",
    "administrator",
    "test",
    "guest",
    "info",
    "support",
    "helpdesk",
    "service",
    "sync",
    "reset",
    "password",
    "sspr",
    "system",
    "host",
    "tenant",
    "domain",
    "phone",
    "public",
    "vendor",
    "inside",
    "mail",
    "corp",
    "contact",
    "office",
    "team",
    "group",
    "hello",
    "security",
    "noreply",
    "no-reply",
];

/// What a case names, each with what stands in its place.
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// By the first letter, the longest first.
    rows: BTreeMap<char, Vec<Row>>,
    hidden: BTreeMap<&'static str, usize>,
}

#[derive(Clone, Debug)]
struct Row {
    /// In lower case.
    original: Vec<char>,
    /// `None`: it stays, and so does every name inside it.
    token: Option<String>,
}

impl Table {
    /// The table of a case for a profile. Pure: the same case gives the same tokens.
    pub fn of(catalog: &Catalog, case: &Case, profile: Profile) -> Self {
        let mut census = Census::of(catalog, case);
        if profile == Profile::Inside {
            census.keep_anchors();
        }
        census.table(profile == Profile::Vendor)
    }

    /// The text with tokens in the place of names, in any mixture of upper and lower case.
    pub fn told(&self, text: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let mut out = String::with_capacity(text.len());
        let mut at = 0;
        while let Some(c) = chars.get(at) {
            let rows = self.rows.get(&lower(*c)).map_or(&[][..], Vec::as_slice);
            let Some(row) = rows.iter().find(|row| row.stands_at(&chars, at)) else {
                out.push(*c);
                at += 1;
                continue;
            };
            match &row.token {
                Some(token) => out.push_str(token),
                None => out.extend(chars.iter().skip(at).take(row.original.len())),
            }
            at += row.original.len();
        }
        out
    }

    /// The case with tokens in the place of names; to be shown, not saved.
    pub fn case(&self, catalog: &Catalog, case: &Case) -> Case {
        case.retold(catalog, &|text| self.told(text))
    }

    /// How many of each kind are hidden, in words; empty where nothing is.
    pub fn counts(&self, lang: Lang) -> String {
        let counts = self.hidden.iter().filter_map(|(kind, count)| {
            let said = match *kind {
                USER => say("users {}", "사용자 {}"),
                HOST => say("computers {}", "컴퓨터 {}"),
                TENANT => say("tenants {}", "테넌트 {}"),
                DOMAIN => say("domains {}", "도메인 {}"),
                IP => say("addresses {}", "주소 {}"),
                MAC => say("network cards {}", "네트워크 카드 {}"),
                PHONE => say("phones {}", "전화번호 {}"),
                ANCHOR => say("anchors {}", "앵커 {}"),
                _ => return None,
            };
            Some(said.with(lang, &[&count.to_string()]))
        });
        counts.collect::<Vec<_>>().join(", ")
    }
}

const USER: &str = "user";
const HOST: &str = "host";
const TENANT: &str = "tenant";
const DOMAIN: &str = "domain";
const IP: &str = "ip";
const MAC: &str = "mac";
const PHONE: &str = "phone";
const ANCHOR: &str = "anchor";

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

impl Row {
    /// Does the name stand here, and is it no piece of a longer word? Hangul may follow anything, as particles do.
    fn stands_at(&self, chars: &[char], at: usize) -> bool {
        let here = chars.get(at..at + self.original.len());
        let same = here.is_some_and(|here| here.iter().zip(&self.original).all(|(c, wanted)| lower(*c) == *wanted));
        if !same {
            return false;
        }
        let word = |c: Option<&char>| c.is_some_and(|c| c.is_alphanumeric() && !matches!(c, '가'..='힣'));
        let before = at.checked_sub(1).and_then(|before| chars.get(before));
        let after = chars.get(at + self.original.len());
        // what bears punctuation or is long is itself wherever it stands
        let sure = self.original.len() > 5
            && self.original.iter().any(|c| !c.is_alphanumeric())
            && !self
                .original
                .iter()
                .all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | ' '));
        let hangul = self.original.iter().all(|c| matches!(c, '가'..='힣'));
        let inside = matches!(before, Some('가'..='힣')) && hangul;
        sure || !(word(before) && word(self.original.first()) || word(after) && word(self.original.last()) || inside)
    }
}

/// Everything that a case names, before it has tokens.
struct Census {
    /// All texts of the case, for tokens must not stand in them already.
    texts: BTreeSet<String>,
    /// The spellings of each person; the person of the case comes first.
    people: Vec<BTreeSet<String>>,
    /// Domains, each with the number of its tenant where it is one.
    tenants: Vec<BTreeSet<String>>,
    hosts: Vec<BTreeSet<String>>,
    domains: Vec<BTreeSet<String>>,
    others: BTreeMap<&'static str, Vec<BTreeSet<String>>>,
    /// The user ids and tenants of the case itself.
    own: BTreeSet<String>,
}

impl Census {
    fn of(catalog: &Catalog, case: &Case) -> Self {
        let texts = RefCell::new(Vec::new());
        // the walk through the case is the one that will replace
        let _ = case.retold(catalog, &|text| {
            texts.borrow_mut().push(text.to_owned());
            text.to_owned()
        });
        let texts = texts.into_inner();
        let mut census = Self {
            texts: texts.iter().map(|text| text.to_lowercase()).collect(),
            people: Vec::new(),
            tenants: Vec::new(),
            hosts: Vec::new(),
            domains: Vec::new(),
            others: BTreeMap::new(),
            own: BTreeSet::new(),
        };
        let values = case.values(catalog);
        for field in catalog.fields() {
            let (Some(hidden), Some(value)) = (field.hides, values.get(&field.id)) else {
                continue;
            };
            match hidden {
                Hidden::User => census.user(value),
                Hidden::Host => census.host(value),
                Hidden::Tenant => census.tenant(value),
            }
            if hidden != Hidden::Host {
                census.own.insert(value.to_lowercase());
            }
        }
        for piece in &case.evidence {
            if let Some(user) = &piece.user {
                census.user(user);
            }
            if let Some(computer) = &piece.computer {
                census.host(computer);
            }
        }
        for user in case.findings.iter().flat_map(|finding| &finding.users) {
            census.user(user);
        }
        for line in texts.iter().flat_map(|text| text.lines()) {
            census.line(line);
        }
        census
    }

    /// Takes in what a line names. Where it names one person by address, the other names in it are that person's.
    fn line(&mut self, line: &str) {
        let seen = names::seen(line);
        let of = |kinds: &[Kind]| -> Vec<String> {
            let fitting = seen.iter().filter(|seen| kinds.contains(&seen.kind));
            fitting.map(|seen| seen.text.clone()).collect()
        };
        let mails: BTreeSet<String> = of(&[Kind::Mail]).iter().map(|mail| mail.to_lowercase()).collect();
        for seen in &seen {
            match seen.kind {
                Kind::Mail => self.user(&seen.text),
                Kind::Host => self.host(&seen.text),
                Kind::Domain => self.domain(&seen.text),
                Kind::Tenant => self.tenant(&seen.text),
                Kind::Ip => self.other(IP, &seen.text),
                Kind::Mac => self.other(MAC, &seen.text),
                Kind::Phone => self.other(PHONE, &seen.text),
                Kind::Anchor => self.other(ANCHOR, &seen.text),
                Kind::Path if is_domain_path(&seen.text) => self.domain(&seen.text),
                Kind::Path | Kind::Account | Kind::Sid | Kind::Name => {}
            }
        }
        let only = mails.first().filter(|_| mails.len() == 1);
        for name in of(&[Kind::Path, Kind::Account, Kind::Sid, Kind::Name]) {
            if is_domain_path(&name) {
                continue;
            }
            let mut spellings = spellings(&name);
            if let Some(domain) = domain_of_path(&name) {
                self.domain(&domain);
            }
            if let Some((domain, _)) = name.split_once('\\') {
                self.domain(domain);
            }
            // one who is known already is not the one whose address stands beside
            if self.people.iter().all(|known| known.is_disjoint(&spellings)) {
                spellings.extend(only.cloned());
            }
            join(&mut self.people, spellings);
        }
    }

    fn user(&mut self, name: &str) {
        if let Some((_, domain)) = split_mail(name) {
            self.tenant(domain);
        }
        join(&mut self.people, spellings(name));
    }

    /// A domain that people of the case sign in with, or the id of the tenant.
    fn tenant(&mut self, name: &str) {
        let name = name.trim().to_lowercase();
        if names::is_ours(&name) {
            return;
        }
        let mut names = BTreeSet::from([name.clone()]);
        names.extend(label(&name));
        self.domains.retain(|known| known.is_disjoint(&names));
        join(&mut self.tenants, names);
    }

    fn domain(&mut self, name: &str) {
        let mut names = BTreeSet::from([name.to_lowercase()]);
        let plain = domain_of_path(name).unwrap_or_else(|| name.to_lowercase());
        names.extend(label(&plain));
        names.insert(plain);
        let known = self.tenants.iter_mut().find(|known| !known.is_disjoint(&names));
        match known {
            Some(known) => known.extend(names),
            None => join(&mut self.domains, names),
        }
    }

    fn host(&mut self, name: &str) {
        let name = name.trim().to_lowercase();
        if name.is_empty() || names::is_ours(&name) {
            return;
        }
        let mut names = BTreeSet::from([name.clone()]);
        if let Some((short, domain)) = name.split_once('.') {
            names.extend(stands_alone(short).then(|| short.to_owned()));
            self.domain(domain);
        }
        join(&mut self.hosts, names);
    }

    fn other(&mut self, kind: &'static str, text: &str) {
        let name = text.to_lowercase();
        join(self.others.entry(kind).or_default(), BTreeSet::from([name]));
    }

    fn keep_anchors(&mut self) {
        self.people.clear();
        self.tenants.clear();
        self.hosts.clear();
        self.domains.clear();
        self.others.retain(|kind, _| *kind == ANCHOR);
    }

    /// The table; `own` names stay where a vendor may see them.
    fn table(self, own_stays: bool) -> Table {
        let mut rows: BTreeMap<String, Option<String>> = BTreeMap::new();
        let mut hidden = BTreeMap::new();
        let mut tokens = |kind: &'static str, groups: &[BTreeSet<String>]| -> Vec<String> {
            let all: Vec<String> = (1..)
                .map(|number| format!("{kind}-{number}"))
                // a token that stands in the case already would be mistaken for what it hides
                .filter(|token| !self.texts.iter().any(|text| text.contains(token.as_str())))
                .take(groups.len())
                .collect();
            if !groups.is_empty() {
                hidden.insert(kind, groups.len());
            }
            all
        };
        let mut simple = vec![(TENANT, &self.tenants), (DOMAIN, &self.domains), (HOST, &self.hosts)];
        simple.extend(self.others.iter().map(|(kind, groups)| (*kind, groups)));
        for (kind, groups) in simple {
            for (names, token) in groups.iter().zip(tokens(kind, groups)) {
                rows.extend(names.iter().map(|name| (name.clone(), Some(token.clone()))));
            }
        }
        for (names, token) in self.people.iter().zip(tokens(USER, &self.people)) {
            for name in names {
                let tenant = split_mail(name).and_then(|(_, domain)| rows.get(domain).cloned().flatten());
                let told = match tenant {
                    Some(tenant) => format!("{token}@{tenant}"),
                    None => token.clone(),
                };
                if name.contains('@') {
                    rows.insert(name.replace('@', "%40"), Some(told.clone()));
                }
                rows.insert(name.clone(), Some(told));
            }
        }
        if own_stays {
            rows.extend(self.own.into_iter().map(|name| (name, None)));
        }
        let mut sorted: BTreeMap<char, Vec<Row>> = BTreeMap::new();
        for (name, token) in rows {
            let original: Vec<char> = name.chars().map(lower).collect();
            if let Some(first) = original.first() {
                sorted.entry(*first).or_default().push(Row { original, token });
            }
        }
        for rows in sorted.values_mut() {
            rows.sort_by_key(|row| std::cmp::Reverse(row.original.len()));
        }
        Table { rows: sorted, hidden }
    }
}

/// Adds a group of names; groups that share one become one, in the place of the first.
fn join(groups: &mut Vec<BTreeSet<String>>, names: BTreeSet<String>) {
    if names.is_empty() {
        return;
    }
    let mut whole = names;
    let mut place = None;
    // a name that was added may tie in a group that stood before
    while let Some(at) = groups.iter().position(|group| !group.is_disjoint(&whole)) {
        whole.extend(groups.remove(at));
        place = Some(place.map_or(at, |place: usize| place.min(at)));
    }
    groups.insert(place.unwrap_or(groups.len()), whole);
}

/// The parts of an address.
fn split_mail(name: &str) -> Option<(&str, &str)> {
    name.rsplit_once('@').or_else(|| name.rsplit_once("%40"))
}

/// The spellings of a person that one of them gives away, in lower case.
fn spellings(name: &str) -> BTreeSet<String> {
    let name = name.trim().to_lowercase().replace("%40", "@");
    let mut out = BTreeSet::new();
    let mut short = None;
    if let Some((local, domain)) = split_mail(&name) {
        let home = local.strip_suffix("#ext#").unwrap_or(local);
        // a guest is called by the address at home, with an underscore for the sign
        if let Some((local, at)) = home.rsplit_once('_').filter(|_| home != local) {
            out.insert(format!("{local}@{at}"));
            short = Some(local.to_owned());
        } else {
            short = Some(local.to_owned());
        }
        if !domain.is_empty() {
            out.insert(name.clone());
        }
    } else if let Some((_, account)) = name.split_once('\\') {
        short = Some(account.to_owned());
        out.insert(name.clone());
    } else if name.starts_with("cn=") || name.starts_with("ou=") || name.starts_with("uid=") {
        let first = name.split_once(',').map_or(name.as_str(), |(first, _)| first);
        short = first
            .strip_prefix("cn=")
            .or(first.strip_prefix("uid="))
            .map(str::to_owned);
        out.insert(name.clone());
    } else if name.starts_with("s-1-") {
        out.insert(name.clone());
    } else {
        short = Some(name.clone());
    }
    for short in short.into_iter().filter(|short| stands_alone(short)) {
        let words: Vec<&str> = short.split(['.', '_', '-', ' ']).collect();
        if let [first, last] = words.as_slice()
            && [first, last]
                .iter()
                .all(|word| word.chars().count() > 1 && word.chars().all(char::is_alphabetic))
        {
            for between in [" ", ".", "_", "-", ", "] {
                out.insert(format!("{first}{between}{last}"));
                out.insert(format!("{last}{between}{first}"));
            }
        }
        out.insert(short);
    }
    out
}

/// Does the word name somebody or something without anything around it?
fn stands_alone(word: &str) -> bool {
    let length = word.chars().count();
    let hangul = word.chars().all(|c| matches!(c, '가'..='힣'));
    let letters = word.chars().any(char::is_alphabetic);
    letters && (length > 2 || hangul && length > 1) && !NOBODY.contains(&word)
}

/// The first word of a domain, by which people call it.
fn label(domain: &str) -> Option<String> {
    let (first, _) = domain.split_once('.')?;
    (first.len() > 3 && stands_alone(first)).then(|| first.to_owned())
}

fn is_domain_path(path: &str) -> bool {
    path.to_lowercase().starts_with("dc=")
}

/// The domain at the end of a distinguished name.
fn domain_of_path(path: &str) -> Option<String> {
    let path = path.to_lowercase();
    let labels: Vec<&str> = path
        .split(',')
        .filter_map(|part| part.trim().strip_prefix("dc="))
        .collect();
    (!labels.is_empty()).then(|| labels.join("."))
}
