//! People whom a sentence names so that no doubt is left: beside their address, with a title, in the greeting and at the end of a
//! mail. What only looks like a name is told apart, to be asked about.

use super::beside;
use super::person::{self, Trust};
use super::seen::{Found, Kind, Seen};
use super::words::{Label, Set, WORDS, is_hangul, leading};
use std::ops::Range;
use std::path::Path;

/// What the lines before say of this one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// The last line with words took leave: `Best regards,`
    pub took_leave: bool,
    /// It asked a shell for the name of the machine or of the user.
    pub asked: Option<Kind>,
    /// Lines since the address of a person stood in the object of JSON that the line belongs to.
    pub person: Option<usize>,
    /// It began with somebody who spoke: `Ewa Lis: `
    pub spoke: bool,
    /// It was nothing but a label of several words: `Display name`
    pub label: &'static [Label],
}

/// Finds people whom the line names by where they stand.
pub fn find(line: &str, before: &mut Before, found: &mut Found) {
    beside_addresses(line, found);
    titled_latin(line, found);
    titled_korean(line, found);
    introduced(line, found);
    greeted(line, found);
    commands(line, found);
    spoken(line, found);
    if let Some(kind) = before.asked.take() {
        answered(line, kind, found);
    }
    let typed = line
        .trim_end()
        .rsplit(['>', '$', '#'])
        .next()
        .unwrap_or_default()
        .trim();
    if typed.len() < line.trim_end().len() {
        before.asked = match typed {
            "hostname" | "uname -n" => Some(Kind::Host),
            "whoami" | "id -un" => Some(Kind::Login),
            _ => None,
        };
    }
    objects(line, before, found);
    if !line.trim().is_empty() {
        if before.took_leave {
            signed(line, found);
        }
        before.took_leave = takes_leave(line);
    }
}

/// `Kim Minji <kim@contoso.com>`, `김민지(kim@contoso.com)`, `kim@contoso.com (Kim Minji)`.
fn beside_addresses(line: &str, found: &mut Found) {
    let ids: Vec<Seen> = found
        .all
        .iter()
        .filter(|seen| matches!(seen.kind, Kind::Mail | Kind::Account))
        .cloned()
        .collect();
    for id in ids {
        let head = line.get(..id.at.start).unwrap_or_default();
        let opened = head
            .strip_suffix("mailto:")
            .or(head.strip_suffix("smtp:"))
            .unwrap_or(head);
        let bare = opened.trim_end_matches(['<', '(', '[', ' ', '"', '\'', ',', '/', '-', ':', '|', '\t']);
        let signs = opened.get(bare.len()..).unwrap_or_default();
        // Minji Kim (김민지) <kim@contoso.com>
        let (bare, also) = match bare.strip_suffix(')').and_then(|bare| bare.rsplit_once('(')) {
            Some((outer, inside)) if signs.contains('<') && person::is_korean_name(inside) => (outer, Some(inside)),
            _ => (bare, None),
        };
        if let Some(inside) = also {
            let at = bare.len() + 1;
            found.push_beside(Kind::Name, line, at..at + inside.len(), Some(id.text.clone()));
        }
        if signs.contains(['<', '(', '[', '/', ',', '|', '\t']) || signs.contains(" - ") {
            let strong = signs.contains(['<', '(', '[']);
            if let Some(at) = last_name(bare, strong) {
                found.push_beside(Kind::Name, line, at, Some(id.text.clone()));
            }
        }
        let tail = line.get(id.at.end..).unwrap_or_default();
        let inner = tail.trim_start_matches(['>', ' ', '"']);
        if let Some(inside) = inner.strip_prefix(['(', '[']) {
            let at = line.len() - inside.len();
            if let Some(length) = person::name(inside, Trust::Label).filter(|length| {
                inside.get(*length..).is_some_and(|rest| {
                    rest.starts_with([')', ']', ',', ' ', '/'])
                        || person::follows(rest.split([')', ']', ' ']).next().unwrap_or_default())
                })
            }) {
                found.push_beside(Kind::Name, line, at..at + length, Some(id.text.clone()));
            }
        }
    }
}

/// The name that ends a text.
fn last_name(text: &str, strong: bool) -> Option<Range<usize>> {
    let from = text
        .rfind([';', '<', '>', ':', '|', '\t', '"', '(', '\u{b7}', '\u{2022}'])
        .map_or(0, |at| {
            at + text.get(at..).and_then(|r| r.chars().next()).map_or(1, char::len_utf8)
        });
    let part = text.get(from..)?;
    let lead = part.len() - part.trim_start().len();
    let (part, from) = (part.trim(), from + lead);
    // the whole part, or its last words
    let mut starts: Vec<usize> = vec![0];
    starts.extend(part.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at + 1));
    let count = starts.len();
    for start in starts.into_iter().skip(count.saturating_sub(4)) {
        let rest = part.get(start..)?;
        let trust = if strong && (start == 0 || rest.contains(is_hangul)) {
            Trust::Label
        } else {
            Trust::Hint
        };
        let Some(length) = person::name(rest, trust) else {
            continue;
        };
        let behind = rest.get(length..)?.trim_start_matches(['.', ',']).trim();
        let titled = behind.is_empty()
            || WORDS.is(Set::Title, behind)
            || behind.split(' ').all(|word| WORDS.is(Set::Title, word))
            || person::follows(behind);
        if titled {
            return Some(from + start..from + start + length);
        }
    }
    None
}

/// `Mr. Smith`, `Ms. Jane Kim`.
fn titled_latin(line: &str, found: &mut Found) {
    for title in ["Mr. ", "Mrs. ", "Ms. ", "Dr. ", "Mr ", "Mrs ", "Ms ", "Prof. "] {
        for (at, _) in line.match_indices(title) {
            let apart = line
                .get(..at)
                .is_some_and(|head| !head.ends_with(char::is_alphanumeric));
            let from = at + title.len();
            if let Some(length) = line
                .get(from..)
                .filter(|_| apart)
                .and_then(|rest| person::latin(rest, Trust::Label))
            {
                found.push(Kind::Name, line, from..from + length);
            }
        }
    }
}

/// `김민지 대리님`, `박철수님`, `이영희 씨`: a whole name with what is said of persons alone.
fn titled_korean(line: &str, found: &mut Found) {
    for (at, run) in korean_runs(line) {
        let behind = line.get(at + run.len()..).unwrap_or_default();
        let ends: Vec<usize> = run.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
        for count in [3, 4, 2] {
            let Some(end) = ends.get(count - 1).copied() else {
                continue;
            };
            let (name, rest) = (run.get(..end).unwrap_or_default(), run.get(end..).unwrap_or_default());
            if !person::is_korean_name(name) {
                continue;
            }
            let next = behind.strip_prefix(' ').unwrap_or_default();
            let next = next
                .get(..next.find(|c: char| !is_hangul(c)).unwrap_or(next.len()))
                .unwrap_or_default();
            let titled = |text: &str| {
                leading(Set::Title, text).is_some_and(|title| {
                    let after = text.get(title..).unwrap_or_default();
                    // the short ones are words as well: 군, 양, 프로
                    let short = text
                        .get(..title)
                        .is_some_and(|t| matches!(t, "군" | "양" | "프로" | "학생" | "의사" | "대표"));
                    !short && (after.is_empty() || WORDS.is(Set::Particle, after) || WORDS.is(Set::Title, after))
                })
            };
            // two syllables are words too often
            let head = line.get(..at).unwrap_or_default();
            let listed =
                count == 2 && head.ends_with([':', ',', '/', ' ']) && head.trim_end().ends_with([':', ',', '/']);
            let certain = count > 2 || listed && next.chars().count() > 1;
            if certain && (!rest.is_empty() && titled(rest) || rest.is_empty() && titled(next))
                || !certain && rest.is_empty() && matches!(next, "씨" | "씨가" | "씨는")
            {
                found.push(Kind::Name, line, at..at + end);
                break;
            }
        }
    }
}

/// The runs of Hangul in a line.
fn korean_runs(line: &str) -> Vec<(usize, &str)> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        match (start, is_hangul(c)) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                out.extend(line.get(from..at).map(|run| (from, run)));
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// `my name is Kim Minji`, `this is Minji Kim from`, `저는 영업팀 김민지입니다`.
fn introduced(line: &str, found: &mut Found) {
    let lower = line.to_ascii_lowercase();
    for words in [
        "my name is ",
        "name is ",
        "this is ",
        "i am ",
        "i'm ",
        "speaking with ",
        "spoke with ",
        "spoke to ",
        "on behalf of ",
        "user named ",
        "called by ",
        "call from ",
        "caller is ",
        "caller was ",
    ] {
        for (at, _) in lower.match_indices(words) {
            let from = at + words.len();
            let apart = lower
                .get(..at)
                .is_some_and(|head| !head.ends_with(char::is_alphanumeric));
            let Some(rest) = line.get(from..).filter(|_| apart) else {
                continue;
            };
            if let Some(length) = person::latin(rest, Trust::Hint) {
                found.push(Kind::Name, line, from..from + length);
            }
        }
    }
    let speaks = [
        "저는",
        "제가",
        "안녕하세요",
        "안녕하십니까",
        "제 이름",
        "이름은",
        "성함은",
        "수고하십니다",
        "본인은",
    ]
    .iter()
    .any(|word| line.contains(word));
    for (at, run) in korean_runs(line).into_iter().filter(|_| speaks) {
        for ending in ["입니다", "이라고", "라고", "이에요", "예요", "인데", "이고"] {
            let Some(name) = run.strip_suffix(ending) else { continue };
            if name.chars().count() >= 3 && person::is_korean_name(name) {
                found.push(Kind::Name, line, at..at + name.len());
            }
        }
    }
}

/// `Hi Minji,`, `Dear Mr. Kim`, `김민지님,`
fn greeted(line: &str, found: &mut Found) {
    let bare = line.trim_start_matches([' ', '>', '\t']);
    let at = line.len() - bare.len();
    for words in [
        "Hi ",
        "Hello ",
        "Dear ",
        "Hey ",
        "Thanks ",
        "Thank you ",
        "Thanks, ",
        "Good morning ",
        "Good afternoon ",
    ] {
        let Some(rest) = bare.strip_prefix(words) else { continue };
        let Some(length) = person::latin(rest, Trust::Label) else {
            continue;
        };
        let behind = rest.get(length..).unwrap_or_default();
        if behind.is_empty() || behind.starts_with([',', '!', '.', ':']) || behind.starts_with(" -") {
            let from = at + words.len();
            found.push(Kind::Name, line, from..from + length);
        }
    }
}

/// Does the line take leave at the end of a mail?
fn takes_leave(line: &str) -> bool {
    let bare = line
        .trim_matches([' ', '>', '\t', '\r'])
        .trim_end_matches([',', '.', '!'])
        .to_lowercase();
    let words = [
        "regards",
        "best regards",
        "kind regards",
        "warm regards",
        "best",
        "thanks",
        "many thanks",
        "thank you",
        "sincerely",
        "yours sincerely",
        "cheers",
        "thanks and regards",
        "thanks & regards",
        "with kind regards",
        "br",
        "best wishes",
        "감사합니다",
        "고맙습니다",
        "수고하세요",
        "수고하십시오",
        "--",
        "---",
    ];
    words.contains(&bare.as_str())
}

/// The name under a mail: alone in its line, or `김민지 드림`.
fn signed(line: &str, found: &mut Found) {
    let bare = line.trim_matches([' ', '>', '\t', '\r', '-']);
    let Some(at) = line.find(bare).filter(|_| !bare.is_empty()) else {
        return;
    };
    let Some(length) = person::name(bare, Trust::Label) else {
        return;
    };
    let behind = bare.get(length..).unwrap_or_default().trim();
    let titled = behind
        .split(' ')
        .all(|word| word.is_empty() || WORDS.is(Set::Title, word) || matches!(word, "드림" | "올림" | "배상"));
    if titled || behind.starts_with(['|', ',', '/', '(']) {
        found.push(Kind::Name, line, at..at + length);
    }
}

/// `net user kimmj`, `Get-ADUser kimmj`, `login as: kimmj`, `su - kimmj`.
fn commands(line: &str, found: &mut Found) {
    let lower = line.to_ascii_lowercase();
    for command in [
        "net user ",
        "net1 user ",
        "get-aduser ",
        "get-mguser ",
        "set-aduser ",
        "unlock-adaccount ",
        "set-adaccountpassword ",
        "quser ",
        "su - ",
        "sudo -u ",
        "logoff ",
        "dsquery user -samid ",
        "kinit ",
    ] {
        for (at, _) in lower.match_indices(command) {
            let from = at + command.len();
            let apart = lower
                .get(..at)
                .is_some_and(|head| !head.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-'));
            let rest = line.get(from..).unwrap_or_default();
            let rest_at = from + rest.len() - rest.trim_start_matches(['"', '\'']).len();
            let rest = rest.trim_start_matches(['"', '\'']);
            let end = rest
                .find(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '-')))
                .unwrap_or(rest.len());
            let name = rest.get(..end).unwrap_or_default();
            if apart
                && end > 1
                && name.starts_with(char::is_alphanumeric)
                && !WORDS.is(Set::Nobody, name)
                && !rest.get(end..).is_some_and(|r| r.starts_with(['@', '\\']))
            {
                found.push(Kind::Login, line, rest_at..rest_at + end);
            }
        }
    }
}

/// What a shell answered: one word alone in its line.
fn answered(line: &str, kind: Kind, found: &mut Found) {
    let word = line.trim();
    let at = line.len() - line.trim_start().len();
    if !word.is_empty() && !word.contains(' ') && !WORDS.is(Set::Nobody, word) {
        found.push(kind, line, at..at + word.len());
    }
}

/// Who speaks in a chat, and on which machine a line of syslog was written: `[09:15] jsmith: `, `[김민지] [오전 9:15] `,
/// `Nov 20 09:15:30 web01 sshd[1]: `.
fn spoken(line: &str, found: &mut Found) {
    let bare = line.trim_start();
    let at = line.len() - bare.len();
    let time = |text: &str| {
        let digits = text.chars().filter(char::is_ascii_digit).count();
        text.contains(':')
            && digits >= 3
            && text.chars().count() <= 28
            && text.chars().all(|c| {
                c.is_ascii_digit()
                    || " .:-/,TZ+".contains(c)
                    || matches!(
                        c,
                        '오' | '전' | '후' | 'A' | 'P' | 'M' | 'a' | 'p' | 'm' | '년' | '월' | '일'
                    )
            })
    };
    let mut take = |from: usize, text: &str| {
        let lead = text.len() - text.trim_start().len();
        let name = text.trim();
        let start = from + lead;
        if name.is_empty() || name.chars().count() > 30 {
            return;
        }
        if let Some(length) = person::name(name, Trust::Label) {
            found.push(Kind::Name, line, start..start + length);
            return;
        }
        let program = Path::new(name).extension();
        let account = name.chars().count() > 2
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-'))
            && name.contains(|c: char| c.is_ascii_lowercase())
            && !WORDS.is(Set::Nobody, name)
            && !name.contains("..")
            && program.is_none_or(|ending| !ending.eq_ignore_ascii_case("exe"));
        if account {
            found.push(Kind::Login, line, start..start + name.len());
        }
    };
    if let Some(rest) = bare.strip_prefix('[')
        && let Some((first, behind)) = rest.split_once(']')
    {
        let next = behind.trim_start();
        if time(first) {
            // [09:15] jsmith: text
            if let Some((name, said)) = next.split_once(':').filter(|(_, said)| said.starts_with(' ')) {
                let _ = said;
                let name = name.trim_matches(['<', '>']);
                if let Some(start) = line
                    .find(name)
                    .filter(|_| !name.contains(['[', '=', '"', '\\']) && name.split(' ').count() <= 3)
                {
                    take(start, name);
                }
            }
        } else if next
            .strip_prefix('[')
            .and_then(|next| next.split_once(']'))
            .is_some_and(|(second, _)| time(second))
        {
            // [김민지] [오전 9:15] text
            take(at + 1, first);
        }
        return;
    }
    let words: Vec<&str> = line.splitn(6, ' ').filter(|word| !word.is_empty()).collect();
    let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    if let [month, day, clock, host, program, ..] = words.as_slice()
        && months.contains(month)
        && day.chars().all(|c| c.is_ascii_digit())
        && time(clock)
        && program.contains([':', '['])
        && let Some(start) = line.find(*host).filter(|_| !WORDS.is(Set::Nobody, host))
    {
        found.push(Kind::Host, line, start..start + host.len());
        return;
    }
    // 2026-11-20 14:02 - Kim Minji: text, Kim Minji (agent): text
    let clocked = bare.split_once(" - ").filter(|(clock, _)| time(clock));
    if let Some(name) = clocked
        .and_then(|(_, rest)| beside::talks(rest))
        .or(beside::with_role(bare))
    {
        take(at + bare.find(name).unwrap_or_default(), name);
        return;
    }
    // Kim Minji  09:15, alone on the line
    if let Some(at) = beside::wrote(line, &time) {
        found.push(Kind::Name, line, at);
        return;
    }
    // Kim Minji (09:15): text
    if let Some((name, rest)) = bare.split_once(['(', '['])
        && let Some((inside, _)) = rest.split_once([')', ']'])
        && time(inside)
        && person::name(name.trim(), Trust::Hint).is_some_and(|length| length == name.trim().len())
    {
        take(at, name);
    }
}

/// The `id` of an object of JSON that is a person: one with an address or a name to sign in beside it.
fn objects(line: &str, before: &mut Before, found: &mut Found) {
    let opens = line.contains('{');
    for (at, _) in line.match_indices("\"id\"") {
        let rest = line.get(at + 4..).unwrap_or_default();
        let value = rest.trim_start_matches([' ', ':', '"']);
        let from = at + 4 + rest.len() - value.len();
        let id = value
            .get(..36)
            .filter(|id| id.chars().all(|c| c.is_ascii_hexdigit() || c == '-') && id.matches('-').count() == 4);
        if id.is_none() {
            continue;
        }
        let start = line.get(..at).and_then(|head| head.rfind('{')).unwrap_or(0);
        let end = line
            .get(at..)
            .and_then(|tail| tail.find('}'))
            .map_or(line.len(), |end| at + end);
        let object = line.get(start..end).unwrap_or_default().to_lowercase();
        let here = [
            "userprincipalname",
            "\"mail\"",
            "\"type\":\"user\"",
            "samaccountname",
            "\"@odata.type\":\"#microsoft.graph.user",
        ]
        .iter()
        .any(|key| object.contains(key));
        if here || !opens && before.person.is_some() {
            found.push(Kind::Object, line, from..from + 36);
        }
    }
    let lower = line.to_lowercase();
    if lower.contains("\"userprincipalname\"") || lower.contains("samaccountname\"") {
        before.person = Some(0);
    } else if line.trim_start().starts_with(['{', '}']) {
        before.person = None;
    } else {
        before.person = before.person.map(|lines| lines + 1).filter(|lines| *lines < 30);
    }
}
