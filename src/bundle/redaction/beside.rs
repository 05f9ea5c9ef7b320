//! What the signs beside a word say of it: the account in parentheses behind a name, a name before the unit that somebody is of, a
//! mention, who wrote at what time, the mark of a company.

use super::person::{self, Trust};
use super::seen::{Found, Kind};
use super::words::{Set, WORDS, is_hangul, leading};
use std::ops::Range;

pub fn find(line: &str, found: &mut Found) {
    // most lines have none of the signs
    if line.contains('(') {
        accounts(line, found);
        units(line, found);
    }
    if line.contains('@') || line.contains("[~") {
        mentions(line, found);
        hashes(line, found);
    }
    if !line.is_ascii() {
        companies(line, found);
        organizations(line, found);
    }
}

/// The line above what somebody wrote is no longer, in bytes.
const LONGEST_HEAD: usize = 80;

/// What says that another name of the same person follows.
const ALSO_CALLED: [&str; 5] = ["aka ", "a.k.a. ", "alias ", "일명 ", "별명 "];

/// `Aditi Sharma (asharma)`, `표예진(yjpyo)`: behind a person, an account that is called like one; `Dmitri Volkov (aka Dima)`.
fn accounts(line: &str, found: &mut Found) {
    let names = found.all.iter().filter(|seen| seen.kind == Kind::Name);
    let names: Vec<(usize, String)> = names.map(|seen| (seen.at.end, seen.text.to_lowercase())).collect();
    for (end, name) in names {
        let behind = line.get(end..).unwrap_or_default();
        // 곽도원 사원(dwkwak)
        let title = behind.trim_start();
        let title = leading(Set::Title, title).and_then(|length| title.get(length..));
        let (behind, end) = title.map_or((behind, end), |rest| (rest, line.len() - rest.len()));
        let Some((account, _)) = behind
            .trim_start()
            .strip_prefix('(')
            .and_then(|rest| rest.split_once(')'))
        else {
            continue;
        };
        let start = end + behind.len() - behind.trim_start().len() + 1;
        if let Some(other) = ALSO_CALLED.iter().find_map(|sign| account.strip_prefix(sign)) {
            let length = person::name(other, Trust::Label).filter(|length| *length == other.len());
            if let Some(length) = length {
                let from = start + account.len() - other.len();
                found.push(Kind::Name, line, from..from + length);
            }
            continue;
        }
        // Minji Kim (김민지)
        if account.chars().count() > 2 && person::is_korean_name(account) {
            found.push(Kind::Name, line, start..start + account.len());
            continue;
        }
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-');
        let word = (3..=20).contains(&account.len()) && account.chars().all(plain);
        let words = name.split(|c: char| !c.is_alphabetic());
        let called_like = words.filter(|word| word.len() > 2).any(|word| account.contains(word));
        let korean = name.starts_with(is_hangul);
        let numbered = account.contains(|c: char| !c.is_ascii_lowercase());
        let nobody = WORDS.is(Set::Nobody, account) || !WORDS.whole(account).is_empty();
        if word && !nobody && (called_like || korean || numbered) {
            found.push(Kind::Login, line, start..start + account.len());
        }
    }
}

/// What the name of a unit of an organization ends with.
const UNITS: [&str; 12] = [
    "팀",
    "부",
    "과",
    "실",
    "센터",
    "본부",
    "그룹",
    "파트",
    "지점",
    "사업부",
    "지사",
    "연구소",
];

/// `권나라(물류팀, 010-1234-5678)`: a name before the unit, the phone or the address of its person.
fn units(line: &str, found: &mut Found) {
    for (at, _) in line.match_indices('(') {
        let head = line.get(..at).unwrap_or_default().trim_end();
        let start = head
            .char_indices()
            .rev()
            .find(|(_, c)| !is_hangul(*c))
            .map_or(0, |(before, c)| before + c.len_utf8());
        let name = head.get(start..).unwrap_or_default();
        let inside = line.get(at + 1..).unwrap_or_default();
        // Kasia (Kasia Zielinska, HR)
        let word = head.rsplit(' ').next().unwrap_or_default();
        if word.chars().count() > 2
            && inside.strip_prefix(word).is_some_and(|rest| rest.starts_with(' '))
            && let Some(length) = person::latin(inside, Trust::Hint)
        {
            found.push(Kind::Name, line, at + 1..at + 1 + length);
            continue;
        }
        if name.chars().count() < 3 || !person::is_korean_name(name) {
            continue;
        }
        let inside = inside
            .get(..inside.find(')').unwrap_or(inside.len()))
            .unwrap_or_default();
        let first = inside.split([',', '/', ' ']).next().unwrap_or_default();
        let unit = first.chars().count() > 2 && UNITS.iter().any(|unit| first.ends_with(unit));
        let place = at + 1..at + 1 + inside.len();
        let reached = found.all.iter().any(|seen| {
            matches!(seen.kind, Kind::Phone | Kind::Mail) && place.start <= seen.at.start && seen.at.end <= place.end
        });
        if unit || reached {
            found.push(Kind::Name, line, start..start + name.len());
        }
    }
}

/// `@pconti`, `[~asharma]`: somebody is called.
fn mentions(line: &str, found: &mut Found) {
    const EVERYBODY: [&str; 7] = ["here", "channel", "everyone", "all", "params", "args", "odata"];
    let length = |rest: &str| {
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-')))
            .unwrap_or(rest.len());
        rest.get(..end)
            .map_or(0, |word| word.trim_end_matches(['.', '-']).len())
    };
    for (at, sign) in line.match_indices(['@', '~']) {
        let (before, rest) = (
            line.get(..at).unwrap_or_default(),
            line.get(at + 1..).unwrap_or_default(),
        );
        let word = rest.get(..length(rest)).unwrap_or_default();
        let behind = rest.get(word.len()..).unwrap_or_default();
        let called = if sign == "~" {
            before.ends_with('[') && behind.starts_with(']')
        } else {
            let apart = before.is_empty() || before.ends_with([' ', '(', '\t']);
            let ends = behind.is_empty() || behind.starts_with([' ', ',', '.', ':', ')', '?', '!', ';']);
            apart && ends && word.starts_with(|c: char| c.is_ascii_lowercase())
        };
        let somebody = word.len() > 2 && !EVERYBODY.contains(&word) && !WORDS.is(Set::Nobody, word);
        if called && somebody {
            found.push(Kind::Login, line, at + 1..at + 1 + word.len());
        }
    }
}

/// `㈜한빛물산`, `(주)한빛물산`, `주식회사 한빛물산`: what the mark of a company stands before.
fn companies(line: &str, found: &mut Found) {
    for mark in ["㈜", "(주)", "주식회사 "] {
        for (at, _) in line.match_indices(mark) {
            let from = at + mark.len();
            let rest = line.get(from..).unwrap_or_default();
            let blank = rest.len() - rest.trim_start().len();
            let word = rest.trim_start();
            let end = word
                .find(|c: char| !(c.is_alphanumeric() || c == '&'))
                .unwrap_or(word.len());
            if word.get(..end).is_some_and(|name| name.chars().count() > 1) {
                found.push(Kind::Tenant, line, from + blank..from + blank + end);
            }
        }
    }
}

/// What the names of organizations end with that are like no other word, and what stands before it in general words.
const ORGANIZATIONS: [&str; 4] = ["재단", "대학교", "공단", "협회"];
const GENERAL: [&str; 12] = [
    "국립",
    "사립",
    "공익",
    "의료",
    "복지",
    "종합",
    "전문",
    "사이버",
    "산업",
    "국가",
    "관련",
    "해당",
];

/// `새롬재단`: the name of an organization, with a particle or without one.
fn organizations(line: &str, found: &mut Found) {
    for ending in ORGANIZATIONS {
        for (at, _) in line.match_indices(ending) {
            let head = line.get(..at).unwrap_or_default();
            let start = head.trim_end_matches(is_hangul).len();
            let name = head.get(start..).unwrap_or_default();
            let end = at + ending.len();
            let behind = line.get(end..).unwrap_or_default();
            let run = behind.get(..behind.find(|c: char| !is_hangul(c)).unwrap_or(behind.len()));
            let stands = person::follows(run.unwrap_or_default()) && (2..=6).contains(&name.chars().count());
            if stands && !GENERAL.contains(&name) {
                found.push(Kind::Tenant, line, start..end);
            }
        }
    }
}

/// `@{id=...; displayName=...}`: the id of a person in what PowerShell prints of an object.
fn hashes(line: &str, found: &mut Found) {
    for (at, _) in line.match_indices("@{id=") {
        let from = at + "@{id=".len();
        let rest = line.get(from..).unwrap_or_default();
        let object = rest.get(..rest.find('}').unwrap_or(rest.len())).unwrap_or_default();
        let id = object.split(';').next().unwrap_or_default();
        let guid = id.len() == 36 && id.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
        let lower = object.to_lowercase();
        if guid && ["userprincipalname=", "mail="].iter().any(|key| lower.contains(key)) {
            found.push(Kind::Object, line, from..from + 36);
        }
    }
}

/// `Kim Minji (agent): `: the name before what somebody is.
pub fn with_role(line: &str) -> Option<&str> {
    let (name, rest) = line.split_once(" (")?;
    let (role, said) = rest.split_once(')')?;
    let is_role = WORDS.is(Set::Nobody, role) || !WORDS.whole(role).is_empty();
    let somebody = |word: &str| word.starts_with(char::is_uppercase) && !WORDS.is(Set::Nobody, word);
    (said.starts_with(':') && is_role && name.contains(' ') && name.split(' ').all(somebody)).then_some(name)
}

/// `Kim Minji: `, behind a time: the name before what is said.
pub fn talks(line: &str) -> Option<&str> {
    let (name, _) = line.split_once(": ")?;
    let whole = person::name(name, Trust::Hint).is_some_and(|length| length == name.len());
    whole.then_some(name)
}

/// Does a line of a talk begin with somebody who speaks, as `Ewa Lis: ` and `류승범 대리: `? After such a line, what stands so at the
/// beginning of the next is one too: `한가인: `.
pub fn speaks(line: &str, before: bool, found: &mut Found) -> bool {
    let start = line.len() - line.trim_start().len();
    let Some((head, said)) = line.get(start..).and_then(|line| line.split_once(':')) else {
        return false;
    };
    if head.is_empty() || head.chars().count() > 30 || !said.starts_with(' ') {
        return false;
    }
    let known = found
        .all
        .iter()
        .any(|seen| seen.at.start == start && seen.kind == Kind::Name && seen.at.end <= start + head.len());
    if known || !(before || talks_to(head, said)) || !WORDS.whole(head).is_empty() || WORDS.is(Set::Nobody, head) {
        return known;
    }
    let whole = person::name(head, Trust::Label).filter(|length| *length == head.len());
    let korean = head.starts_with(is_hangul);
    let good = whole.is_some() && (!korean || person::is_korean_name(head) && head.chars().count() > 2);
    if good {
        found.push(Kind::Name, line, start..start + head.len());
    }
    good
}

/// `어진혁: 네 금나래님`, `금나래: 진혁님, 아까`: a whole Korean name whose words answer somebody or call somebody.
fn talks_to(head: &str, said: &str) -> bool {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', ',', '.', '!', '~']);
    let answers = ["네", "넵", "예", "안녕하세요", "안녕하십니까"]
        .iter()
        .any(|word| said.trim_start().strip_prefix(word).is_some_and(ends));
    let calls = said.split([' ', ',', '.', '!', '?']).any(|word| {
        let called = word.strip_suffix("님").unwrap_or_default();
        (2..=4).contains(&called.chars().count()) && called.chars().all(is_hangul) && !WORDS.is(Set::Nobody, called)
    });
    head.chars().count() > 2 && person::is_korean_name(head) && (answers || calls)
}

/// `심유진  오전 9:15`, `Minji Kim  9:15 AM`, `Dmitri Volkov (aka Dima) 9:01 AM`: who wrote what stands below, alone on the line with
/// the time. The place of the name. `Audit Failure 09:15` is none: one of the words must be a name that many have.
pub fn wrote(line: &str, is_time: &dyn Fn(&str) -> bool) -> Option<Range<usize>> {
    let bare = line.trim();
    let from = line.len() - line.trim_start().len();
    if bare.len() > LONGEST_HEAD || !bare.ends_with(|c: char| c.is_ascii_digit() || matches!(c, 'M' | 'm')) {
        return None;
    }
    let length = person::name(bare, Trust::Label)?;
    let (name, behind) = bare.split_at_checked(length)?;
    let other = behind.strip_prefix(" (").and_then(|rest| rest.split_once(')'));
    let called = other.filter(|(inside, _)| ALSO_CALLED.iter().any(|sign| inside.starts_with(sign)));
    let behind = called.map_or(behind, |(_, rest)| rest);
    let korean = person::is_korean_name(name) && name.chars().count() > 2;
    let common = name.contains(' ') && name.split(' ').any(|word| WORDS.is(Set::Forename, word));
    // a chat parts who wrote from the time by a gap, and says the time without a day
    let gap = name.contains(' ') && behind.starts_with("  ") && behind.trim().len() <= "12:00 AM".len();
    let common = common || gap && behind.ends_with(['M', 'm']);
    let alone = behind.starts_with([' ', '\t']) && is_time(behind.trim());
    ((korean || common || called.is_some()) && alone).then_some(from..from + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(line: &str) -> Vec<(Kind, String)> {
        let mut found = Found::default();
        super::super::shapes::sure(line, &mut found);
        find(line, &mut found);
        found.all.into_iter().map(|seen| (seen.kind, seen.text)).collect()
    }

    #[test]
    fn signs_beside_a_word_say_that_it_names_somebody() {
        for (line, kind, name) in [
            ("11/20 권나라(물류팀, 내선 12) 전화", Kind::Name, "권나라"),
            ("please ask @pconti for it", Kind::Login, "pconti"),
            ("[~asharma] is it up?", Kind::Login, "asharma"),
            ("발신: ㈜한빛물산", Kind::Tenant, "한빛물산"),
            (
                "user=@{id=5c0d2e7b-81fa-43c6-9e1d-4b7a6f20d8c3; userPrincipalName=x}",
                Kind::Object,
                "5c0d2e7b-81fa-43c6-9e1d-4b7a6f20d8c3",
            ),
        ] {
            assert!(
                seen(line).contains(&(kind, name.to_owned())),
                "{line}: {:?}",
                seen(line)
            );
        }
    }

    #[test]
    fn what_only_has_the_signs_names_nobody() {
        for line in [
            "이벤트(33004) 오류(재설정 실패)",
            "@here the relay is back, see \"@odata.context\"",
            "Set-ADUser @params",
            "*[System[Provider[@Name='ADSync']]]",
        ] {
            assert_eq!(seen(line), [], "{line}");
        }
    }
}
