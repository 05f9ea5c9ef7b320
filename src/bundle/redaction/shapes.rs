//! What a line names by its own form: addresses, identifiers, accounts, hosts, domains, phones. A door to `regex`.
//!
//! Patterns are tried only on lines that hold a sign they cannot do without, and know ASCII alone; where any character may stand,
//! they say so. Codes, times, versions and identifiers of the product that look alike are told apart here.

use super::ours;
use super::seen::{Found, Kind};
use super::words::{Set, WORDS, is_hangul};
use crate::text::letters;
use core::net::{Ipv4Addr, Ipv6Addr};
use regex::{Regex, RegexBuilder};
use std::ops::Range;
use std::sync::LazyLock;

/// How a kind is spelled.
struct Spelling {
    kind: Kind,
    /// The line has one of these, in small letters, else the pattern is not tried.
    needs: &'static [&'static str],
    /// The first group is the name, the whole where there is none.
    pattern: &'static str,
}

const fn spelled(kind: Kind, needs: &'static [&'static str], pattern: &'static str) -> Spelling {
    Spelling { kind, needs, pattern }
}

/// A number somewhere.
const DIGITS: &[&str] = &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

/// The surest first; what one has taken is not looked at by the next.
const SPELLINGS: &[Spelling] = &[
    spelled(
        Kind::Anchor,
        &["anchor", "immutable", "consistency"],
        r#"(?i)\b(?:cloud ?anchor|source ?anchor(?: ?value)?|(?:on-?premises)?immutable ?id|ms-?ds-?consistency-?guid)\b["']?\s*[:=>]\s*["']?([A-Za-z0-9+/=_-]{8,})"#,
    ),
    spelled(
        Kind::Anchor,
        &["user_"],
        r"(?i)\b(user_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b",
    ),
    spelled(
        Kind::Path,
        &["cn=", "ou=", "uid="],
        r"(?i)\b(?:CN|OU|UID)=(?:(?u-i:[^,;|\r\n\x22<>\\])|\\(?u-i:[^\r\n]))+(?:,\s?(?:CN|OU|O|L|ST|C|DC)=(?:(?u-i:[^,;|[:space:]\x22'<>)\]\\])|\\,| (?u-i:[^[:space:],;:|=<>\x22]+)(?: (?u-i:[^[:space:],;:|=<>\x22]+))*,)+)+",
    ),
    spelled(Kind::Path, &["dc="], r"(?i)\bDC=[a-z0-9-]+(?:,\s?DC=[a-z0-9-]+)+"),
    spelled(Kind::Sid, &["s-1-"], r"(?i)\bS-1-(?:5-21|12-1)(?:-\d+){3,}"),
    spelled(Kind::Host, &["\\\\"], r"\\\\([A-Za-z0-9][A-Za-z0-9.-]*[A-Za-z0-9])\\"),
    spelled(
        Kind::Name,
        &["users", "home"],
        r#"(?i)(?:\\|/)(?:users|home)(?:\\|/)((?u-i:[^\\/:*?"'<>|,;)\r\n[:space:]]+)(?: (?u-i:[^\\/:*?"<>|\r\n[:space:]]+))*)(?:\\|/)"#,
    ),
    spelled(
        Kind::Login,
        &["users", "home"],
        r#"(?i)(?:[a-z]:\\users\\|/home/|/Users/)((?u-i:[^\\/:*?"'<>|,;)\r\n[:space:]]+))"#,
    ),
    spelled(
        Kind::Account,
        &["\\"],
        concat!(
            r"(?:^|[\s\x22'`(=:,;\[<>/|])([A-Za-z][A-Za-z0-9-]{1,14}\\(?u-i:[",
            letters!(),
            r"0-9._$-]+))"
        ),
    ),
    // kimmj @ CONTOSO.LOCAL, as the list of tickets says it
    spelled(
        Kind::Login,
        &[" @ "],
        r"(?:^|[[:space:]:])([A-Za-z][A-Za-z0-9._-]{1,63}) @ [A-Z][A-Z0-9-]*(?:\.[A-Z0-9-]+)+",
    ),
    // Failed password for kimmj from 10.0.0.1, as sshd writes it
    spelled(
        Kind::Login,
        &[" from "],
        r"\b(?:password|publickey|gssapi-with-mic) for (?:invalid user )?([A-Za-z0-9][A-Za-z0-9._-]{1,31}) from ",
    ),
    // logon of CONTOSO\kimmj from WS-0231
    spelled(
        Kind::Host,
        &["logon of "],
        r"(?i)logon of (?u-i:[^[:space:]])+ from ([A-Za-z0-9][A-Za-z0-9-]{1,62})",
    ),
    spelled(Kind::Mac, &[":", "-"], r"\b(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}\b"),
    spelled(Kind::Mac, &["."], r"\b[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\.[0-9A-Fa-f]{4}\b"),
    spelled(
        Kind::Ip,
        &[":"],
        r"(?:[0-9A-Fa-f]{1,4}:|::)[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*",
    ),
    spelled(Kind::Ip, &["."], r"\d{1,3}(?:\.\d{1,3}){3}"),
    spelled(
        Kind::Phone,
        DIGITS,
        r"\+\d{1,3}[ .-]?\(?\d{1,4}\)?(?:[ .-]?[\d*xX]{2,4}){2,4}|\(?\b0[1-9]\d?\)?[ .-]{0,2}[\d*xX]{3,4}[ .-]?[\d*]{0,2}\d{2}\b|\(?\b[2-9]\d{2}\)?[ .-]\d{3}[ .-]\d{4}\b",
    ),
    spelled(
        Kind::Tenant,
        &["microsoftonline.", "windows.net/", "myapps."],
        r"(?i)(?:microsoftonline\.(?:com|us|cn)|sts\.windows\.net|login\.windows\.net|myapps\.microsoft\.com)/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})",
    ),
    spelled(
        Kind::Domain,
        &["."],
        r"(?i)\b(?:[a-z0-9_](?:[a-z0-9_-]*[a-z0-9])?\.)+[a-z]{2,12}\b",
    ),
    spelled(
        Kind::Host,
        &["desktop-", "laptop-", "win-", "notebook-"],
        r"\b(?:DESKTOP|LAPTOP|WIN|NOTEBOOK)-[A-Z0-9]{5,12}\b",
    ),
    // names of servers as they are given everywhere: what it does, with a number
    spelled(
        Kind::Host,
        DIGITS,
        r"\b(?:[A-Z][A-Z0-9]{1,9}-){0,3}(?:[A-Z]{0,6})(?:DC|ADC|AADC|AADCONNECT|ADCONNECT|SRV|SVR|SERVER|ADFS|SQL|WEB|FS|FILE|EXCH|EX|PC|NB|LT|LAPTOP|DESKTOP|WKS|VDI|PROXY|PRX|FW|SYNC|HV|NODE|RODC|PDC|BDC|JUMP|RDS|CTX|WAP|DB|APP|TS|PRINT|CA|PTA|GW|VPN|NPS|RADIUS|LB|RTR|NAS|WSUS|SCCM|DHCP|DNS|MAIL|BACKUP)-?\d{1,3}\b",
    ),
    // HBF-NB-2210: what an organization counts by the thousand stands behind its own sign
    spelled(
        Kind::Host,
        &["-"],
        r"\b(?:[A-Z][A-Z0-9]{1,9}-){1,3}(?:NB|LT|PC|WS|WKS|LAPTOP|DESKTOP|VDI|SRV|SVR)-?\d{4,5}\b",
    ),
    spelled(
        Kind::Host,
        &["-"],
        r"\b(?:[a-z][a-z0-9]{1,9}-){0,3}(?:srv|svr|dc|aadc|adconnect|adfs|sql|web|sync|proxy|pc|nb|lt|app|db)-?[a-z0-9]{0,8}-?\d{2,3}\b",
    ),
    spelled(
        Kind::Host,
        &["-"],
        r"\b(?:[A-Z]{2,10}-){1,3}(?:PRD|PROD|STG|STAGE|DEV|TST|TEST|UAT|QA|DR)-?\d{1,3}\b",
    ),
    spelled(
        Kind::Host,
        &["-"],
        r"\b[A-Z]{2,6}(?:-[A-Z0-9]{2,8}){0,2}-(?:AADC|ADFS|SRV|SVR|SQL|DC|SYNC|AADCONNECT|ADCONNECT|PTA)(?:-[A-Z0-9]{1,8})?\b",
    ),
];

static PATTERNS: LazyLock<Vec<(&'static Spelling, Regex)>> = LazyLock::new(|| {
    // the tables that tell letters and cases of all scripts apart would cost each start of the program 25 pages
    let read = |spelling: &'static Spelling| {
        let pattern = RegexBuilder::new(spelling.pattern).unicode(false).build().ok()?;
        Some((spelling, pattern))
    };
    SPELLINGS.iter().filter_map(read).collect()
});

/// Finds what a line names by a form that nothing else has.
pub fn sure(line: &str, found: &mut Found) {
    mails(line, found);
    find(line, false, found);
}

/// Finds hosts and domains, which labels may tell better.
pub fn loose(line: &str, found: &mut Found) {
    find(line, true, found);
}

fn find(line: &str, loose: bool, found: &mut Found) {
    let lower = line.to_ascii_lowercase();
    let has = |needs: &[&str]| needs.iter().any(|need| lower.contains(need));
    let is_loose = |spelling: &Spelling| {
        spelling.kind == Kind::Domain || spelling.kind == Kind::Host && spelling.needs != ["\\\\"]
    };
    let tried = |spelling: &Spelling| is_loose(spelling) == loose && has(spelling.needs);
    for (spelling, pattern) in PATTERNS.iter().filter(|(spelling, _)| tried(spelling)) {
        let mut from = 0;
        while let Some(captures) = pattern.captures_at(line, from) {
            let Some(name) = captures.get(1).or_else(|| captures.get(0)) else {
                break;
            };
            // what was refused may hide what begins within it
            let step = line
                .get(name.start()..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8);
            from = name.start() + step;
            if !found.is_free(&name.range()) {
                continue;
            }
            if let Some((kind, at)) = told(spelling.kind, line, name.range()) {
                from = from.max(at.end);
                found.push(kind, line, at);
            }
            if from > line.len() {
                break;
            }
        }
    }
}

/// Addresses: people sign in with them, and mail goes to them.
fn mails(line: &str, found: &mut Found) {
    for at in memchr::memchr_iter(b'@', line.as_bytes()) {
        let (Some(before), Some(after)) = (line.get(..at), line.get(at + 1..)) else {
            continue;
        };
        let local = before.trim_end_matches(|c: char| c.is_alphanumeric() || "._%+'~#-&!".contains(c));
        let mut start = local.len();
        let word = before.get(start..).unwrap_or_default();
        // a Korean word before the address is none of it: 메일은kim@contoso.com
        if word.starts_with(is_hangul)
            && let Some(latin) = word.find(|c: char| c.is_ascii_alphabetic())
        {
            start += latin;
        }
        let word = before.get(start..).unwrap_or_default();
        start += word.len() - word.trim_start_matches(|c: char| "._%+'~#-&!".contains(c)).len();
        let length = after.len()
            - after
                .trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-')
                .len();
        let domain = after.get(..length).unwrap_or_default().trim_end_matches(['.', '-']);
        let word = before.get(start..).unwrap_or_default();
        if word.is_empty() || !domain.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        if !domain.contains(|c: char| c.is_ascii_alphabetic()) || !domain.contains('.') && domain.len() < 3 {
            continue;
        }
        if ours::is_ours(domain) && is_sender(word, domain) {
            continue;
        }
        found.push(Kind::Mail, line, start..at + 1 + domain.len());
    }
}

/// Does the product or a service write from this address, and no person?
fn is_sender(local: &str, domain: &str) -> bool {
    let local = local.to_lowercase();
    let told = [
        "noreply",
        "no-reply",
        "donotreply",
        "msonline",
        "azure",
        "security",
        "microsoft",
        "git",
        "alert",
        "notification",
    ];
    told.iter().any(|word| local.contains(word)) || WORDS.is(Set::Nobody, &local) && !domain.ends_with("gmail.com")
}

/// What a pattern found and where; `None` where it only looks like that.
fn told(kind: Kind, line: &str, at: Range<usize>) -> Option<(Kind, Range<usize>)> {
    let name = line.get(at.clone())?;
    let before = line.get(..at.start).unwrap_or_default();
    let after = line.get(at.end..).unwrap_or_default();
    let touches = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-' || c == '_';
    let apart = !before.ends_with(touches)
        && !after
            .trim_start_matches('.')
            .starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
    let trimmed = |cut: &[char]| {
        let lead = name.len() - name.trim_start_matches(cut).len();
        let inner = name.trim_matches(cut).len();
        at.start + lead..at.start + lead + inner
    };
    match kind {
        Kind::Ip if name.contains(':') => {
            let at = trimmed(&['.']);
            let name = line.get(at.clone())?;
            let ip = name.parse::<Ipv6Addr>().ok()?;
            // a time such as 09:15:30 is none, and neither are the blanks of a path
            let told = name.contains("::") || name.split(':').count() == 8;
            (apart && told && !ip.is_unspecified() && !ip.is_loopback() && name.len() > 3).then_some((Kind::Ip, at))
        }
        Kind::Ip => {
            let ip = name.parse::<Ipv4Addr>().ok()?;
            (apart && is_address(ip, before)).then_some((Kind::Ip, at))
        }
        Kind::Mac => {
            let joined = |c: char| c.is_ascii_hexdigit() || c == ':' || c == '-';
            let apart = !before.ends_with(joined) && !after.starts_with(joined);
            let all_zero = name.chars().all(|c| !c.is_ascii_hexdigit() || c == '0');
            (apart && !all_zero && name.contains(|c: char| c.is_ascii_digit() || c == ':' || c == '-'))
                .then_some((kind, at))
        }
        Kind::Phone => {
            let digits = name
                .chars()
                .filter(|c| c.is_ascii_digit() || matches!(c, '*' | 'x' | 'X'))
                .count();
            let many = name.chars().filter(char::is_ascii_digit).count();
            let at = trimmed(&[' ', '.', '-']);
            let apart = apart && !before.ends_with(['/', '+', '#', '\\', '='])
                || apart && before.ends_with(['/', '=', '+']) && name.contains(['-', ' ', '+']);
            let glued = !name.contains([' ', '-', '.', '(']) && !name.starts_with('+') && !name.starts_with("01");
            let times = after.starts_with(':') && after.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
            let dates = name.starts_with('0')
                && name.split(['-', '.', ' ']).next().is_some_and(|first| first.len() == 2)
                && name.matches(['.', '-']).count() == 0
                && !name.starts_with("02");
            (apart && digits >= 9 && many >= 5 && !glued && !times && !dates).then_some((kind, at))
        }
        Kind::Domain => {
            let apart = !before.ends_with(touches)
                && !before.ends_with(['@', '\\'])
                && !after
                    .trim_start_matches('.')
                    .starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_' || c == '(')
                || before.ends_with("*.");
            // ADSync.Sync.dll, System.Net
            let code = name.starts_with(|c: char| c.is_ascii_uppercase())
                && name.split('.').all(|part| {
                    part.starts_with(|c: char| c.is_ascii_uppercase())
                        && part.contains(|c: char| c.is_ascii_lowercase())
                })
                && !name.to_ascii_lowercase().ends_with(".com");
            let good = apart && ours::ends_as_domain(name) && !ours::is_ours(name) && !code && !name.starts_with('_');
            good.then_some((kind, at))
        }
        Kind::Account => {
            let (domain, account) = name.split_once('\\')?;
            let system = [
                "NT",
                "AUTHORITY",
                "BUILTIN",
                "SERVICE",
                "HKLM",
                "HKCU",
                "HKU",
                "HKCR",
                "SOFTWARE",
                "SYSTEM",
                "MACHINE",
                "IIS",
                "APPPOOL",
                "WINDOW",
                "MANAGER",
                "AZUREAD",
            ];
            // Application\nSource, as JSON parts lines
            if WORDS.is(Set::Nobody, domain)
                && account.starts_with(['n', 'r', 't'])
                && account.chars().nth(1).is_some_and(char::is_uppercase)
            {
                return None;
            }
            let file = account.rsplit_once('.').is_some_and(|(_, end)| {
                ["exe", "dll", "log", "txt", "ps1", "evtx", "xml", "cpp", "cs"]
                    .contains(&end.to_ascii_lowercase().as_str())
            });
            let account_at = at.end - account.len();
            let cut = account.trim_end_matches(['.', '-']);
            // CONTOSO\kimmj가: what follows a Latin name in Hangul is none of it
            let cut = match cut.char_indices().find(|(_, c)| is_hangul(*c)) {
                Some((hangul, _)) if cut.starts_with(|c: char| c.is_ascii_alphanumeric()) => cut.get(..hangul)?,
                _ => cut,
            };
            let end = account_at + cut.len();
            // CONTOSO\Domain Admins, SQL01\ADSync: a group or an instance, and no account
            let group = cut.eq_ignore_ascii_case("domain") && after.starts_with(' ');
            if group || WORDS.is(Set::Nobody, cut) && domain.chars().all(|c| !c.is_ascii_lowercase()) {
                let kind = if group { Kind::Domain } else { Kind::Host };
                return (!system.contains(&domain.to_ascii_uppercase().as_str()))
                    .then_some((kind, at.start..at.start + domain.len()));
            }
            if domain.eq_ignore_ascii_case("azuread") {
                return (!cut.is_empty()).then_some((Kind::Login, account_at..end));
            }
            let path = after.starts_with('\\')
                || before.ends_with([':', '/'])
                    && before.len() > 1
                    && before.trim_end_matches([':', '/']).len() + 1 == before.len()
                    && before.ends_with('/');
            let good =
                !system.contains(&domain.to_ascii_uppercase().as_str()) && !path && !file && cut.chars().count() > 1;
            good.then_some((kind, at.start..end))
        }
        Kind::Host if name.parse::<Ipv4Addr>().is_ok() => Some((Kind::Ip, at)),
        Kind::Host => {
            let goes_on = after.starts_with('-') && after.chars().nth(1).is_some_and(|c| c.is_ascii_alphanumeric());
            let apart = !before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
                && !after.starts_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '_'))
                && !goes_on;
            // db3a4512 is the id of something
            let id = name.len() >= 7 && name.chars().all(|c| c.is_ascii_hexdigit() && !c.is_ascii_uppercase());
            let unc = after.starts_with('\\');
            // SYSVOL lies on the domain, not on a host
            let share = after.to_ascii_lowercase();
            if unc && name.contains('.') && (share.starts_with("\\sysvol") || share.starts_with("\\netlogon")) {
                return Some((Kind::Domain, at));
            }
            ((apart || unc) && !id && !ours::is_ours(name)).then_some((kind, at))
        }
        Kind::Name | Kind::Login => {
            let lower = name.to_lowercase();
            let shared = [
                "public",
                "default",
                "all users",
                "administrator",
                "shared",
                "default user",
                "defaultuser0",
            ];
            let url = before.to_ascii_lowercase().contains("://") && !before.to_ascii_lowercase().contains("file://");
            let at = trimmed(&['.', '\'', ' ']);
            // home\kimmj CONTOSO\kimmj: the folder ends before the domain
            let folder = line.get(at.clone())?;
            let domain = folder.rsplit_once(' ').filter(|(_, last)| {
                last.len() > 2
                    && last
                        .chars()
                        .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-')
            });
            let at = domain.map_or(at.clone(), |(folder, _)| at.start..at.start + folder.len());
            (!shared.contains(&lower.as_str()) && !url && !WORDS.is(Set::Nobody, &lower)).then_some((Kind::Login, at))
        }
        Kind::Path => is_directory(name).then(|| (kind, trimmed(&['.', ' ']))),
        _ => Some((kind, trimmed(&['.', '\'']))),
    }
}

/// Is it a name of the directory, and none of the certificates of those who make the product?
fn is_directory(path: &str) -> bool {
    let path = path.to_lowercase();
    let makers = ["o=microsoft", "o=digicert", "o=entrust", "o=globalsign", "o=symantec"];
    !makers.iter().any(|maker| path.contains(maker))
}

/// Is it an address and no version? Versions have four numbers too.
fn is_address(ip: Ipv4Addr, before: &str) -> bool {
    let near: Vec<char> = before.chars().rev().take(48).collect();
    let near: String = near.into_iter().rev().collect::<String>().to_lowercase();
    let last = |words: &[&str]| words.iter().filter_map(|word| near.rfind(word)).max();
    let version = last(&[
        "version",
        "build",
        "버전",
        "빌드",
        "connect",
        "agent",
        " v",
        "(v",
        "ver.",
        "release",
        "릴리스",
        "oid",
        "upgrade",
        "업그레이드",
        "업데이트",
        "fileversion",
        "productversion",
        "에이전트",
    ]);
    let address = last(&[
        "ip",
        "address",
        "주소",
        "from",
        "client",
        "host",
        "server",
        "dns",
        "gateway",
        "ping",
        "port",
        "서버",
        "에서",
        "tcp",
        "http",
        "proxy",
        "프록시",
    ]);
    let told_version = version.is_some_and(|at| address.is_none_or(|other| other < at));
    let [first, second, third, last] = ip.octets();
    // the versions of the sync programs are 1.x and 2.x, where hardly any host lives
    let told_address = ["ip", "address", "주소", "ping", "dns", "gateway", "client", "://"]
        .iter()
        .any(|word| near.contains(word));
    let looks_like_one = first <= 2 && second < 10 && (last == 0 || !told_address);
    let oid = first == 2 && second == 5 && matches!(third, 4 | 29);
    let mask = first == 255 || ip.is_broadcast();
    let release = looks_like_one || told_version && first < 30;
    first != 0 && !ip.is_loopback() && !mask && !release && !oid
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(Kind, String)> {
        let mut found = Found::default();
        sure(text, &mut found);
        loose(text, &mut found);
        found.all.into_iter().map(|seen| (seen.kind, seen.text)).collect()
    }

    #[test]
    fn every_spelling_can_be_read() {
        assert_eq!(PATTERNS.len(), SPELLINGS.len());
    }

    #[test]
    fn what_names_somebody_or_something_is_seen() {
        for (text, kind, name) in [
            (
                "UserPrincipalName: kim.minji@contoso.com에서",
                Kind::Mail,
                "kim.minji@contoso.com",
            ),
            ("메일은kim@contoso.com입니다", Kind::Mail, "kim@contoso.com"),
            ("김민지@contoso.com", Kind::Mail, "김민지@contoso.com"),
            (
                "kim_gmail.com#EXT#@contoso.onmicrosoft.com",
                Kind::Mail,
                "kim_gmail.com#EXT#@contoso.onmicrosoft.com",
            ),
            (
                "CN=Kim Minji,OU=Sales,DC=contoso,DC=com failed",
                Kind::Path,
                "CN=Kim Minji,OU=Sales,DC=contoso,DC=com",
            ),
            (
                "'CN=Kim\\, Minji,OU=Head Office,DC=contoso,DC=com'",
                Kind::Path,
                "CN=Kim\\, Minji,OU=Head Office,DC=contoso,DC=com",
            ),
            ("for CONTOSO\\kimmj now", Kind::Account, "CONTOSO\\kimmj"),
            ("CONTOSO\\kimmj가", Kind::Account, "CONTOSO\\kimmj"),
            ("CONTOSO\\김민지", Kind::Account, "CONTOSO\\김민지"),
            (
                "sid S-1-5-21-1004336348-1177238915-682003330-1104.",
                Kind::Sid,
                "S-1-5-21-1004336348-1177238915-682003330-1104",
            ),
            ("Client 10.20.30.41:443", Kind::Ip, "10.20.30.41"),
            ("from 2001:db8::8a2e:370:7334 at", Kind::Ip, "2001:db8::8a2e:370:7334"),
            ("fe80::1ff:fe23:4567:890a%eth0", Kind::Ip, "fe80::1ff:fe23:4567:890a"),
            ("MAC 00-1A-2B-3C-4D-5E", Kind::Mac, "00-1A-2B-3C-4D-5E"),
            ("mac 001a.2b3c.4d5e", Kind::Mac, "001a.2b3c.4d5e"),
            ("전화 010-1234-5678로", Kind::Phone, "010-1234-5678"),
            ("01012345678", Kind::Phone, "01012345678"),
            ("call +82 10-1234-5678 please", Kind::Phone, "+82 10-1234-5678"),
            ("(425) 555-0100", Kind::Phone, "(425) 555-0100"),
            ("02-555-1234", Kind::Phone, "02-555-1234"),
            ("\\\\FILE01\\share", Kind::Host, "FILE01"),
            ("C:\\Users\\kimmj\\Desktop", Kind::Login, "kimmj"),
            ("ls /home/kimmj", Kind::Login, "kimmj"),
            ("at proxy.fabrikam.co.kr today", Kind::Domain, "proxy.fabrikam.co.kr"),
            ("DC01에서", Kind::Host, "DC01"),
            ("on SEL-AADC-02.", Kind::Host, "SEL-AADC-02"),
            ("DESKTOP-7QK2L9A", Kind::Host, "DESKTOP-7QK2L9A"),
        ] {
            assert!(
                names(text).contains(&(kind, name.to_owned())),
                "{text}: {:?}",
                names(text)
            );
        }
    }

    #[test]
    fn codes_times_ids_versions_and_hosts_of_the_product_are_none() {
        for text in [
            "TrackingId: 4f6a1c02-93be-4d5b-8a77-0c2be1f53d19, hr=80230626, 0x80230619, 33004, 6329",
            "2026-11-20 09:15:30 +09:00, 2026-11-20T09:15:30+09:00, 09:15:30.123",
            "version 2.5.3.17, 2.4.129.0, 버전 2.5.76.41, Connect 2.1.19.10, upgraded to 2.5.79.0",
            "OID 1.2.840.113556.1.4.803",
            "https://passwordreset.microsoftonline.com/ https://aka.ms/sspr https://ssprdedicatedsbprodncu.servicebus.windows.net",
            "BAIL: MMS(4924): admaexport.cpp(2837): 0x80230626 System.Net.WebException",
            "NT AUTHORITY\\SYSTEM, HKLM\\SOFTWARE\\Microsoft, C:\\Windows\\System32",
            "SSPR_0029, AADSTS50053, S-1-5-18, MSOnlinePasswordReset 6800",
            "INC0012345 KB5005565 SHA-256 UTF-8 TLS 1.2 ISO-8859-1 CVE-2024-1234 2026. 11. 20. 09:15:30",
            "msonlineservicesteam@microsoftonline.com, ASP.NET, System.IO, 255.255.255.0, 127.0.0.1:8080",
        ] {
            assert_eq!(names(text), [], "{text}");
        }
    }
}
