//! What a census came to: each spelling with the token in its place, found wherever it stands, in what is written and in what is
//! meant. The door to `aho-corasick`.

use super::census::{Census, Class, Group};
use super::done::Done;
use super::person;
use super::seen::{TOKENS, is_token, word_of};
use super::spellings::How;
use super::view::{View, may_be_escaped};
use super::words::{Set, is_hangul, leading};
use crate::bundle::profile::{Profile, Terms};
use crate::text::{Lang, say};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, Input, MatchKind};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

/// What is hidden, each with what stands in its place.
#[derive(Clone, Debug, Default)]
pub struct Table {
    finder: Option<Arc<AhoCorasick>>,
    /// By the number of the pattern.
    rows: Vec<Row>,
    /// How many of each kind have a token.
    hidden: BTreeMap<&'static str, usize>,
    /// Each token with what it stands for.
    originals: Vec<(String, String)>,
    /// Tokens that were given to nobody before.
    new: BTreeSet<String>,
    /// What only looks like the name of a person and is left, each with the line in which it stood first.
    doubts: BTreeMap<String, String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    /// `None`: it stays, and so does every name inside it.
    token: Option<String>,
    how: How,
    hangul: bool,
    /// It is itself wherever it stands: it bears signs or is long.
    sure: bool,
}

impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        // the finder is made from the rest
        self.rows == other.rows && self.originals == other.originals
    }
}

impl Eq for Table {}

/// The names cannot be looked for, so nothing may leave: why, in English.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Unfindable(String);

/// Tokens that were given before, each with what it stands for.
pub type Given = BTreeMap<String, String>;

/// Bytes of all names together up to which they are found in the fastest way, at a few hundred bytes of memory for each.
const MOST_OF_THE_FASTEST: usize = 16 << 10;

/// The word and the number of a token of one part.
fn numbered(token: &str) -> Option<(&'static str, usize)> {
    let (word, number) = token.rsplit_once('-')?;
    let word = TOKENS.into_iter().find(|known| *known == word)?;
    Some((word, number.parse().ok()?))
}

fn tokens_by_name(given: &Given) -> BTreeMap<(&'static str, String), String> {
    let tokens = given
        .iter()
        .filter_map(|(token, name)| Some(((numbered(token)?.0, name.to_lowercase()), token.clone())));
    tokens.collect()
}

/// A place at which something is hidden, and what stands there instead.
pub type Hidden<'t> = (Range<usize>, &'t str);

impl Table {
    /// The table of a census for a profile. Pure: the same census gives the same tokens.
    ///
    /// # Errors
    /// The names cannot be looked for.
    pub fn counted(census: Census, profile: Profile) -> Result<Self, Unfindable> {
        Self::decided(census, profile, &Terms::default(), &Given::default())
    }

    /// The same where somebody wants more hidden, or less; anchors are hidden all the same. Whoever was given a token before has it
    /// again, and no other gets it.
    ///
    /// # Errors
    /// The names cannot be looked for.
    pub fn decided(mut census: Census, profile: Profile, terms: &Terms, given: &Given) -> Result<Self, Unfindable> {
        for term in &terms.hide {
            census.term(term);
        }
        let own = std::mem::take(&mut census.own);
        let doubts = std::mem::take(&mut census.doubts);
        let (groups, mut taken) = census.counted();
        for token in given.keys() {
            if let Some((word, number)) = numbered(token) {
                let most = taken.entry(word).or_default();
                *most = number.max(*most);
            }
        }
        let mut given = tokens_by_name(given);
        let mut table = Self::default();
        let mut spelled: BTreeMap<String, (Option<String>, How)> = BTreeMap::new();
        let hides = |group: &&Group| profile != Profile::Inside || group.class == Class::Anchor || group.asked;
        let mut tenants: BTreeMap<String, String> = BTreeMap::new();
        let groups: Vec<Group> = groups.into_iter().filter(|group| hides(&group)).collect();
        // people last: their addresses bear the token of their tenant, and a name of a person counts before that of a thing
        let (people, things): (Vec<Group>, Vec<Group>) =
            groups.into_iter().partition(|group| group.class == Class::Person);
        for group in things.into_iter().chain(people) {
            let word = word(&group);
            let before = group
                .spellings
                .keys()
                .find_map(|name| given.remove(&(word, name.clone())));
            let token = before.unwrap_or_else(|| {
                let number = taken.entry(word).or_default();
                *number += 1;
                let token = format!("{word}-{number}");
                table.new.insert(token.clone());
                token
            });
            *table.hidden.entry(word).or_default() += 1;
            table.originals.push((token.clone(), group.original.clone()));
            for (spelling, how) in group.spellings {
                let home = spelling.rsplit_once('@').and_then(|(_, domain)| tenants.get(domain));
                let told = home.map_or_else(|| token.clone(), |tenant| format!("{token}@{tenant}"));
                if home.is_some() {
                    table.originals.push((told.clone(), spelling.clone()));
                }
                if group.class == Class::Domain {
                    tenants.insert(spelling.clone(), token.clone());
                }
                // what is only part of a name never takes the place of a whole one
                let old = spelled.get(&spelling).map(|(_, how)| *how);
                if old.is_none_or(|old| how <= old) && !is_token(&spelling) {
                    spelled.insert(spelling, (Some(told), how));
                }
            }
        }
        if profile == Profile::Vendor {
            spelled.extend(own.into_iter().map(|name| (name, (None, How::Word))));
        }
        let kept: BTreeSet<String> = terms.keep.iter().map(|term| term.to_lowercase()).collect();
        for name in &kept {
            let anchor = |(token, _): &(Option<String>, How)| token.as_ref().is_some_and(|t| t.starts_with("anchor-"));
            if !spelled.get(name).is_some_and(anchor) {
                spelled.insert(name.clone(), (None, How::Word));
            }
        }
        table.ready(spelled)?;
        if profile != Profile::Inside {
            let open = |name: &String| !kept.contains(&name.to_lowercase()) && table.told(name) == *name;
            table.doubts = doubts.into_iter().filter(|(name, _)| open(name)).collect();
        }
        Ok(table)
    }

    /// Nothing but names that were hidden before, each by its token, without those in small letters that are kept.
    ///
    /// # Errors
    /// The names cannot be looked for.
    pub fn given<'g>(
        names: impl Iterator<Item = (&'g String, &'g String)>,
        kept: &BTreeSet<String>,
    ) -> Result<Self, Unfindable> {
        let hidden = names.map(|(token, name)| (name.to_lowercase(), (Some(token.clone()), How::Word)));
        let kept = kept.iter().map(|name| (name.clone(), (None, How::Word)));
        let mut table = Self::default();
        table.ready(hidden.chain(kept).collect())?;
        Ok(table)
    }

    fn ready(&mut self, spelled: BTreeMap<String, (Option<String>, How)>) -> Result<(), Unfindable> {
        let mut patterns = Vec::new();
        for (spelling, (token, how)) in spelled {
            let mut forms = vec![spelling.clone()];
            if !spelling.is_ascii() {
                // ASCII alone is compared without case
                forms.push(spelling.to_uppercase());
                forms.push(titled(&spelling));
                forms.dedup();
            }
            let alnum = |c: char| c.is_alphanumeric();
            let sure = spelling.chars().count() > 5
                && spelling.contains(|c: char| !alnum(c) && c != ' ')
                && spelling.contains(char::is_alphabetic);
            for form in forms {
                patterns.push(form);
                self.rows.push(Row {
                    token: token.clone(),
                    how,
                    hangul: spelling.chars().all(|c| is_hangul(c) || c == ' '),
                    sure,
                });
            }
        }
        if !patterns.is_empty() {
            // the fastest kind costs memory by what the names are long together
            let long = patterns.iter().map(String::len).sum::<usize>() > MOST_OF_THE_FASTEST;
            let finder = AhoCorasickBuilder::new()
                .ascii_case_insensitive(true)
                .match_kind(MatchKind::Standard)
                .kind((!long).then_some(AhoCorasickKind::DFA))
                .build(&patterns)
                .map_err(|error| Unfindable(error.to_string()))?;
            self.finder = Some(Arc::new(finder));
        }
        Ok(())
    }

    /// Nothing is hidden.
    pub fn is_empty(&self) -> bool {
        self.finder.is_none()
    }

    /// How many spellings are looked for.
    pub fn spellings(&self) -> usize {
        self.rows.iter().filter(|row| row.token.is_some()).count()
    }

    /// Each token with what it stands for, in the order of the tokens.
    pub fn originals(&self) -> &[(String, String)] {
        &self.originals
    }

    /// Was the token given to nobody before?
    pub fn is_new(&self, token: &str) -> bool {
        self.new.contains(token)
    }

    /// What only looks like the name of a person and is left, each with the line in which it stood first.
    pub fn doubts(&self) -> &BTreeMap<String, String> {
        &self.doubts
    }

    /// How many of each kind are hidden.
    pub fn hidden(&self) -> &BTreeMap<&'static str, usize> {
        &self.hidden
    }

    /// The text with tokens in the place of names, in any mixture of upper and lower case and any escape.
    pub fn told(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        self.tell(text, &mut out, &mut Done::default());
        out
    }

    /// Appends the text to `out`, with tokens in the place of names, and counts them.
    pub fn tell(&self, text: &str, out: &mut String, done: &mut Done) {
        let mut from = 0;
        for line in self.suspects(text) {
            for (at, token) in self.places(text.get(line.clone()).unwrap_or_default()) {
                let (start, end) = (line.start + at.start, line.start + at.end);
                out.push_str(text.get(from..start).unwrap_or_default());
                out.push_str(token);
                *done.tokens.entry(word_of(token)).or_default() += 1;
                from = end;
            }
        }
        out.push_str(text.get(from..).unwrap_or_default());
    }

    /// The first place in the text at which something stands that is hidden: the lines before it, and its token.
    pub fn first(&self, text: &str) -> Option<(usize, &str)> {
        self.suspects(text).find_map(|line| {
            let (_, token) = self.places(text.get(line.clone())?).into_iter().next()?;
            let before = text.get(..line.start)?;
            Some((memchr::memchr_iter(b'\n', before.as_bytes()).count(), token))
        })
    }

    /// The lines of a text in which a name may stand, in their order: those in which the finder finds one, and those with the sign of an
    /// escape. No name goes over the end of a line.
    fn suspects<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + use<'a> {
        let bytes = text.as_bytes();
        let mut signs = memchr::memchr3_iter(b'%', b'&', b'\\', bytes).peekable();
        // where the next name begins, if there is one
        let mut name = None;
        let (mut looked, mut done) = (false, 0);
        std::iter::from_fn(move || {
            let finder = self.finder.as_ref()?;
            if !looked || name.is_some_and(|at| at < done) {
                looked = true;
                name = finder
                    .find(Input::new(text).span(done..bytes.len()))
                    .map(|found| found.start());
            }
            while signs.next_if(|at| *at < done).is_some() {}
            let at = name.into_iter().chain(signs.peek().copied()).min()?;
            let start = memchr::memrchr(b'\n', bytes.get(..at)?).map_or(0, |end| end + 1);
            done = memchr::memchr(b'\n', bytes.get(at..)?).map_or(bytes.len(), |end| at + end + 1);
            Some(start..done)
        })
    }

    /// Where names stand in a line, in order and apart from each other.
    pub fn places(&self, line: &str) -> Vec<Hidden<'_>> {
        let mut all = self.found(line);
        if may_be_escaped(line) {
            for view in View::all(line) {
                all.extend(self.found(&view.text).into_iter().map(|(at, row)| (view.raw(&at), row)));
            }
        }
        // the first, and of those that begin together the longest
        all.sort_by_key(|(at, _)| (at.start, std::cmp::Reverse(at.end)));
        let mut out = Vec::new();
        let mut done = 0;
        for (at, row) in all {
            if at.start >= done && at.end > at.start {
                done = at.end;
                out.extend(row.token.as_deref().map(|token| (at, token)));
            }
        }
        out
    }

    fn found(&self, text: &str) -> Vec<(Range<usize>, &Row)> {
        let all = self.finder.iter().flat_map(|finder| finder.find_overlapping_iter(text));
        let all = all.filter_map(|found| Some((found.range(), self.rows.get(found.pattern().as_usize())?)));
        all.filter(|(at, row)| row.stands_at(text, at)).collect()
    }

    /// How many of each kind are hidden, in words, people first; empty where nothing is.
    pub fn counts(&self, lang: Lang) -> String {
        let said = [
            ("user", say("users {}", "사용자 {}")),
            ("host", say("computers {}", "컴퓨터 {}")),
            ("tenant", say("tenants {}", "테넌트 {}")),
            ("domain", say("domains {}", "도메인 {}")),
            ("ip", say("addresses {}", "주소 {}")),
            ("phone", say("phones {}", "전화번호 {}")),
            ("mac", say("network cards {}", "네트워크 카드 {}")),
            ("anchor", say("anchors {}", "앵커 {}")),
        ];
        let counts = said.into_iter().filter_map(|(kind, said)| {
            let count = self.hidden.get(kind).filter(|count| **count > 0)?;
            Some(said.with(lang, &[&count.to_string()]))
        });
        counts.collect::<Vec<_>>().join(", ")
    }
}

/// The word of the token of a group.
fn word(group: &Group) -> &'static str {
    match group.class {
        Class::Person => "user",
        Class::Domain if group.tenant => "tenant",
        Class::Domain => "domain",
        Class::Host => "host",
        Class::Ip => "ip",
        Class::Mac => "mac",
        Class::Phone => "phone",
        Class::Anchor => "anchor",
    }
}

/// Each word with a capital.
fn titled(text: &str) -> String {
    let mut begins = true;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if begins {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        begins = !c.is_alphanumeric();
    }
    out
}

/// Titles that follow 이, "this", as well as the family name.
const OF_OTHERS: [&str; 12] = [
    "담당자",
    "고객",
    "학생",
    "프로",
    "엔지니어",
    "상담",
    "의사",
    "선생",
    "매니저",
    "대표",
    "책임",
    "기사",
];

impl Row {
    /// Is what was found here the name, and no piece of a longer word? Hangul may follow a Latin name, as particles do.
    fn stands_at(&self, text: &str, at: &Range<usize>) -> bool {
        let (Some(before), Some(name), Some(after)) = (text.get(..at.start), text.get(at.clone()), text.get(at.end..))
        else {
            return false;
        };
        let last = before.chars().next_back();
        let next = after.chars().next();
        match self.how {
            How::Titled => {
                let rest = after.strip_prefix(' ').unwrap_or(after);
                let one = name.chars().count() == 1;
                // 이 담당자, 이 책임: behind a word that is a family name too, these are none
                let told = |title: &str| {
                    !one || title.chars().count() > 1 && !OF_OTHERS.iter().any(|other| title.starts_with(other))
                };
                let title = leading(Set::Title, rest).filter(|length| rest.get(..*length).is_some_and(told));
                let tail = title.and_then(|length| rest.get(length..)).unwrap_or("가나");
                let tail = tail
                    .get(..tail.find(|c: char| !is_hangul(c)).unwrap_or(tail.len()))
                    .unwrap_or_default();
                return title.is_some() && !last.is_some_and(is_hangul) && person::follows(tail);
            }
            How::Capital if !name.starts_with(char::is_uppercase) || last == Some('.') => return false,
            How::Capital | How::Account | How::Word => {}
        }
        if self.hangul {
            let long = name.chars().count() > 2;
            let run = after
                .get(..after.find(|c: char| !is_hangul(c)).unwrap_or(after.len()))
                .unwrap_or_default();
            return long || !last.is_some_and(is_hangul) && person::follows(run);
        }
        let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_hangul(c));
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        // 10.0.0.1 is no part of 10.0.0.12 or 110.0.0.1
        if digit(last) && digit(name.chars().next()) || digit(next) && digit(name.chars().next_back()) {
            return false;
        }
        if name.chars().all(|c| c.is_ascii_digit() || c == '.')
            && (last == Some('.')
                && before.len() > 1
                && before.trim_end_matches('.').ends_with(|c: char| c.is_ascii_digit())
                || next == Some('.') && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit()))
        {
            return false;
        }
        self.sure || !(word(last) && word(name.chars().next()) || word(next) && word(name.chars().next_back()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(text: &str) -> Table {
        let mut census = Census::default();
        census.text(text);
        Table::counted(census, Profile::Public).unwrap()
    }

    #[test]
    fn a_known_name_is_hidden_wherever_it_stands_and_in_every_escape() {
        let text = "User: 김민지 (kim.minji@contoso.com)\n";
        let table = table(text);
        for (written, told) in [
            ("KIM.MINJI@CONTOSO.COM에서", "user-1@tenant-1에서"),
            ("u=kim.minji%40contoso.com&x=1", "u=user-1@tenant-1&x=1"),
            ("{\"u\":\"kim.minji\\u0040contoso.com\"}", "{\"u\":\"user-1@tenant-1\"}"),
            ("%EA%B9%80%EB%AF%BC%EC%A7%80", "user-1"),
            (
                "김민지님이, 민지 씨가, 김 과장님께",
                "user-1님이, user-1 씨가, user-1 과장님께",
            ),
            ("Minji Kim and Kim, Minji; Minji", "user-1 and user-1; user-1"),
            ("CONTOSO and adfs.contoso.com", "tenant-1 and adfs.tenant-1"),
            ("minjikim.evtx", "user-1.evtx"),
            ("세금 과장 광고", "세금 과장 광고"),
        ] {
            assert_eq!(table.told(written), told, "{written}");
        }
        assert_eq!(table.told(&table.told(text)), table.told(text));
    }

    #[test]
    fn another_that_looks_alike_stays() {
        let table = table("ip 10.0.0.1, host: DC01\nuser: kimmj\n");
        for text in ["10.0.0.12 and 110.0.0.1", "DC012", "xkimmj", "kimmj2"] {
            assert_eq!(table.told(text), text);
        }
    }
}
