//! What a text names: persons, addresses, hosts, phones, domains. Owns how such things are spelled. The door to `regex`.

use crate::text::letters;
use core::net::{Ipv4Addr, Ipv6Addr};
use regex::{Regex, RegexBuilder};
use std::sync::LazyLock;

/// What something that was seen is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A mail address or user principal name.
    Mail,
    /// A distinguished name.
    Path,
    /// An account as `DOMAIN\name`.
    Account,
    /// A security identifier.
    Sid,
    /// A name of a person or of an account, as a label says.
    Name,
    Host,
    Domain,
    /// A tenant by its id, as a label says.
    Tenant,
    Ip,
    Mac,
    Phone,
    /// What ties an object of the directory to its twin in the cloud.
    Anchor,
}

/// Something that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    pub kind: Kind,
    pub text: String,
}

/// How each kind is spelled, the surest first; what one has taken is not looked at by the next. The first group that took
/// part is the name, the whole where there is none.
///
/// `\d`, `\s`, `\b` and `(?i)` know ASCII alone: a Korean particle follows a name without a blank, so only Latin letters and
/// digits make a longer word of it. Where any character may stand, the spelling says so: `(?u-i:[^,])`.
const SPELLINGS: &[(Kind, &str)] = &[
    (
        Kind::Anchor,
        r#"(?i)\b(?:cloud ?anchor|source ?anchor(?: ?value)?|(?:on-?premises)?immutable ?id|ms-?ds-?consistencyguid)\b["']?\s*[:=]\s*["']?([A-Za-z0-9+/=_-]{8,})"#,
    ),
    (
        Kind::Tenant,
        r"(?i)(?:\b(?:tenant ?id|tid)|테넌트 ?ID)\b(?u-i:[^0-9A-Za-z_]{1,3})([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})",
    ),
    (
        Kind::Path,
        r"(?i)\b(?:CN|OU|UID)=(?:(?u-i:[^,;|\r\n\x22<>])|\\,)+(?:,\s?(?:CN|OU|O|DC)=(?:(?u-i:[^,;|[:space:]\x22'<>)\]\\])|\\,| (?u-i:[^[:space:],;:|]+),)+)+",
    ),
    (Kind::Path, r"(?i)\bDC=[a-z0-9-]+(?:,\s?DC=[a-z0-9-]+)+"),
    (
        Kind::Mail,
        concat!(
            r"(?i)(?u-i:[",
            letters!(),
            r"0-9._%+'~#-]+)(?:@|%40)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*"
        ),
    ),
    (Kind::Sid, r"\bS-1-5-21(?:-\d+){3,}"),
    (Kind::Host, r"\\\\([A-Za-z0-9][A-Za-z0-9.-]+)\\"),
    (
        Kind::Name,
        r#"(?i)(?:\\|/)(?:users|home)(?:\\|/)((?u-i:[^\\/:*?"<>|\r\n]+))(?:\\|/)"#,
    ),
    (
        Kind::Account,
        concat!(
            r"(?:^|[\s\x22'(=:,\[])([A-Z][A-Z0-9-]{1,14}\\(?u-i:[",
            letters!(),
            r"0-9._$-]+))"
        ),
    ),
    (Kind::Mac, r"\b(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2}\b"),
    (Kind::Ip, r"(?:[0-9A-Fa-f]{1,4}:|::)[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*"),
    (Kind::Ip, r"\d{1,3}(?:\.\d{1,3}){3}"),
    (
        Kind::Phone,
        r"\+\d{1,3}[ .-]?\(?\d{1,4}\)?(?:[ .-]?[\d*]{2,4}){2,4}|\(?\b0\d{1,2}\)?[ .-]?[\d*]{3,4}[ .-]?\d{4}\b|\(?\b[2-9]\d{2}\)?[ .-]\d{3}[ .-]\d{4}\b",
    ),
    (
        Kind::Host,
        r"(?i)(?:\b(?:computer|server|host|machine|workstation)(?: ?name)?|컴퓨터|서버|호스트)(?: 이름)?\s*[:=]\s*([a-z][a-z0-9-]*[0-9-][a-z0-9.-]*)",
    ),
    (
        Kind::Name,
        concat!(
            r"(?i)(?:\b(?:sam ?account ?name|account name|log ?on name|user ?name)|계정 이름|로그온 이름)\s*[:=]\s*((?u-i:[",
            letters!(),
            r"0-9._$-]+))"
        ),
    ),
    (
        Kind::Name,
        concat!(
            r"(?i)(?:\b(?:display ?name|full ?name)|표시 이름|성명|이름)\s*[:=]\s*((?u-i:[",
            letters!(),
            r"][",
            letters!(),
            r".'-]*(?: [",
            letters!(),
            r"][",
            letters!(),
            r".'-]*){0,3}))"
        ),
    ),
    (
        Kind::Name,
        concat!(
            // a name begins with a capital, Latin, Greek or Cyrillic; those of Latin Extended-A stand among their small letters
            r"((?u-i:[A-Z\u{c0}-\u{de}\u{100}-\u{17f}\u{391}-\u{3a9}\u{410}-\u{42f}][",
            letters!(),
            r"'-]+(?: [A-Z\u{c0}-\u{de}\u{100}-\u{17f}\u{391}-\u{3a9}\u{410}-\u{42f}][",
            letters!(),
            r".'-]+){1,2}|[가-힣]{2,4})) ?<"
        ),
    ),
    (
        Kind::Domain,
        r"(?i)\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|net|org|edu|gov|mil|info|biz|co|kr|jp|cn|de|fr|uk|eu|ca|au|ch|nl|sg|io|local|lan|corp|internal|intra|intranet|test|example)\b",
    ),
];

static PATTERNS: LazyLock<Vec<(Kind, Regex)>> = LazyLock::new(|| {
    // the tables that tell letters and cases of all scripts apart would cost each start of the program 25 pages
    let read = |(kind, spelling): &(Kind, &str)| {
        let pattern = RegexBuilder::new(spelling).unicode(false).build().ok()?;
        Some((*kind, pattern))
    };
    SPELLINGS.iter().filter_map(read).collect()
});

/// Hosts of the product and of those who make it: they are the same for everybody.
const OURS: [&str; 19] = [
    "microsoft.com",
    "microsoftonline.com",
    "microsoftonline-p.com",
    "microsoftonline.us",
    "microsoftonline.cn",
    "microsoft.us",
    "windows.net",
    "windows.com",
    "windowsazure.cn",
    "azure.com",
    "azure.net",
    "azure.us",
    "azure.cn",
    "msappproxy.net",
    "msauth.net",
    "msidentity.com",
    "office.com",
    "live.com",
    "aka.ms",
];

/// Is it a host of the product itself?
pub fn is_ours(host: &str) -> bool {
    let host = host.to_lowercase();
    OURS.iter().any(|ours| {
        host.strip_suffix(ours)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    })
}

/// Everything that a text names, in the order of the kinds.
pub fn seen(text: &str) -> Vec<Seen> {
    let mut rest = text.to_owned();
    let mut out = Vec::new();
    for (kind, pattern) in PATTERNS.iter() {
        let mut taken = Vec::new();
        for found in pattern.captures_iter(&rest) {
            let Some(name) = found.get(1).or_else(|| found.get(0)) else {
                continue;
            };
            if let Some(told) = told(*kind, name.as_str(), &rest, name.range()) {
                out.push(Seen {
                    kind: *kind,
                    text: told,
                });
                taken.push(name.range());
            }
        }
        for range in taken.into_iter().rev() {
            let blank = "\u{1}".repeat(range.len());
            rest.replace_range(range, &blank);
        }
    }
    out
}

/// The name in what a pattern found; `None` where it only looks like one.
fn told(kind: Kind, name: &str, text: &str, at: std::ops::Range<usize>) -> Option<String> {
    let before = text.get(..at.start).unwrap_or_default();
    let after = text.get(at.end..).unwrap_or_default();
    let touches = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-' || c == '_';
    let apart = !before.ends_with(touches)
        && !after
            .trim_start_matches('.')
            .starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
    let good = match kind {
        Kind::Ip if name.contains(':') => {
            apart
                && name
                    .parse::<Ipv6Addr>()
                    .is_ok_and(|ip| !ip.is_unspecified() && !ip.is_loopback())
        }
        Kind::Ip => apart && name.parse::<Ipv4Addr>().is_ok_and(|ip| is_address(ip, before)),
        Kind::Phone => apart && name.chars().filter(|c| c.is_ascii_digit() || *c == '*').count() >= 9,
        Kind::Domain => apart && !is_ours(name),
        // the domain of a mail address of the product, such as a no-reply address, names nobody
        Kind::Mail => name.rsplit(['@']).next().is_none_or(|domain| !is_ours(domain)),
        Kind::Account => {
            let (domain, account) = name.split_once('\\')?;
            let system = [
                "NT",
                "AUTHORITY",
                "BUILTIN",
                "SERVICE",
                "HKLM",
                "HKCU",
                "SOFTWARE",
                "SYSTEM",
                "MACHINE",
            ];
            !system.contains(&domain) && !after.starts_with('\\') && !account.is_empty()
        }
        Kind::Name => !["public", "default", "all users", "administrator"].contains(&name.to_lowercase().as_str()),
        _ => true,
    };
    good.then(|| name.trim_matches(['.', '-', '\'', ' ', '#']).to_owned())
}

/// Is it an address and no version? Versions have four numbers too.
fn is_address(ip: Ipv4Addr, before: &str) -> bool {
    let words: String = before.to_lowercase();
    let words = words.trim_end_matches([' ', ':', '=', '`', '"', '*']);
    let version = ["version", "build", "버전", "빌드", "connect", "agent", " v", "(v"];
    let [first, .., last] = ip.octets();
    // of the versions of the sync programs, 1.x and 2.x, most end in 0, which no host does
    let looks_like_one = first <= 2 && last == 0;
    first != 0 && !ip.is_loopback() && !looks_like_one && !version.iter().any(|word| words.ends_with(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<(Kind, String)> {
        seen(text).into_iter().map(|seen| (seen.kind, seen.text)).collect()
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
            ("login_hint=kim%40contoso.com&x", Kind::Mail, "kim%40contoso.com"),
            (
                "CN=Kim Minji,OU=Sales,DC=contoso,DC=com failed",
                Kind::Path,
                "CN=Kim Minji,OU=Sales,DC=contoso,DC=com",
            ),
            ("for CONTOSO\\kimmj now", Kind::Account, "CONTOSO\\kimmj"),
            (
                "sid S-1-5-21-1004336348-1177238915-682003330-1104.",
                Kind::Sid,
                "S-1-5-21-1004336348-1177238915-682003330-1104",
            ),
            ("Client 10.20.30.41:443", Kind::Ip, "10.20.30.41"),
            ("from 2001:db8::8a2e:370:7334 at", Kind::Ip, "2001:db8::8a2e:370:7334"),
            ("MAC 00-1A-2B-3C-4D-5E", Kind::Mac, "00-1A-2B-3C-4D-5E"),
            ("전화 010-1234-5678로", Kind::Phone, "010-1234-5678"),
            ("call +82 10-1234-5678 please", Kind::Phone, "+82 10-1234-5678"),
            ("(425) 555-0100", Kind::Phone, "(425) 555-0100"),
            ("Computer: AADC01", Kind::Host, "AADC01"),
            ("서버: aadc-01.corp.contoso.com", Kind::Host, "aadc-01.corp.contoso.com"),
            ("\\\\FILE01\\share", Kind::Host, "FILE01"),
            ("C:\\Users\\kimmj\\Desktop", Kind::Name, "kimmj"),
            ("표시 이름: 김민지, 부서", Kind::Name, "김민지"),
            ("DISPLAY NAME: Zoë Müller\n", Kind::Name, "Zoë Müller"),
            ("Émile Łacki <lz>", Kind::Name, "Émile Łacki"),
            ("계정 이름: 김민지01로", Kind::Name, "김민지01로"),
            ("김민지@contoso.com", Kind::Mail, "김민지@contoso.com"),
            ("CONTOSO\\김민지", Kind::Account, "CONTOSO\\김민지"),
            (
                "테넌트 ID는 8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640입니다",
                Kind::Tenant,
                "8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640",
            ),
            (
                "SourceAnchorValue: kF3x9Qm2nEu8AbCdEf==",
                Kind::Anchor,
                "kF3x9Qm2nEu8AbCdEf==",
            ),
            ("at proxy.fabrikam.co.kr today", Kind::Domain, "proxy.fabrikam.co.kr"),
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
            "version 2.5.3.17, 2.4.129.0, 버전 2.5.76.41, Connect 2.1.19.10",
            "OID 1.2.840.113556.1.4.803",
            "https://passwordreset.microsoftonline.com/ https://aka.ms/sspr https://ssprdedicatedsbprodncu.servicebus.windows.net",
            "BAIL: MMS(4924): admaexport.cpp(2837): 0x80230626 System.Net.WebException",
            "NT AUTHORITY\\SYSTEM, HKLM\\SOFTWARE\\Microsoft, C:\\Windows\\System32",
            "SSPR_0029, AADSTS50053, S-1-5-18, MSOnlinePasswordReset 6800",
        ] {
            assert_eq!(names(text), [], "{text}");
        }
    }
}
