//! What a label says of the value behind it: a person, an account, a computer, a tenant. A label that other things may stand behind
//! as well is believed only where the value looks like what it announces.

use super::fields::Field;
use super::ours;
use super::person::{self, Trust};
use super::seen::{Found, Kind};
use super::words::{Label, Set, WORDS, is_hangul, leading};
use crate::text::guid;
use std::ops::Range;

/// Takes in the values of `fields` that name somebody or something.
pub fn take(line: &str, fields: &[Field<'_>], found: &mut Found) {
    for field in fields {
        let Some(value) = line.get(field.at.clone()) else {
            continue;
        };
        let lead = value.len() - value.trim_start().len();
        let (value, at) = (value.trim(), field.at.start + lead);
        if value.is_empty() {
            continue;
        }
        for label in field.labels {
            let all = if field.spaced {
                spoken(*label, value)
            } else {
                named(*label, value, field.closed)
            };
            for (kind, part) in all {
                found.push(kind, line, at + part.start..at + part.end);
            }
        }
    }
}

/// What a value names behind a label, with the places in it.
fn named(label: Label, value: &str, closed: bool) -> Vec<(Kind, Range<usize>)> {
    let one = |kind: Kind, end: Option<usize>| end.map(|end| (kind, 0..end)).into_iter().collect::<Vec<_>>();
    match label {
        Label::Name => {
            let names = people(value, Trust::Label);
            if !names.is_empty() {
                return names;
            }
            // kim minji: two words and nothing else
            let words: Vec<&str> = value.split(' ').collect();
            let plain = (2..=3).contains(&words.len())
                && words.iter().all(|word| {
                    word.chars().count() > 1
                        && word.chars().all(|c| c.is_alphabetic() && !is_hangul(c))
                        && !WORDS.is(Set::Nobody, word)
                });
            if plain {
                vec![(Kind::Name, 0..value.len())]
            } else {
                one(Kind::Login, login(value, true))
            }
        }
        Label::Who => {
            // a person alone, or one that is followed by what follows persons; else only what is surely a name
            let names = people(value, Trust::Label);
            let alone = |at: &Range<usize>| {
                let behind = value.get(at.end..).unwrap_or_default().trim_start();
                behind.chars().count() <= 1
                    || closed
                    || behind.starts_with(['(', '[', '/', '<', ',', ';'])
                    || leading(Set::Title, behind).is_some()
            };
            if names.len() > 1 || names.iter().all(|(_, at)| alone(at)) && !names.is_empty() {
                return names;
            }
            let names = people(value, Trust::Hint);
            if !names.is_empty() {
                return names;
            }
            if let Some(at) = last(value) {
                return vec![(Kind::Name, at)];
            }
            one(
                Kind::Login,
                whole_account(value).or_else(|| login(value, false).filter(|end| ends(value, *end))),
            )
        }
        Label::Login => {
            let login = one(
                Kind::Login,
                login(value, false).filter(|end| ends(value, *end) || closed),
            );
            if login.is_empty() {
                people(value, Trust::Hint)
            } else {
                login
            }
        }
        Label::Number => {
            let end = word(value);
            let digits = value
                .get(..end)
                .is_some_and(|word| word.chars().filter(char::is_ascii_digit).count() >= 3);
            one(Kind::Object, digits.then_some(end))
        }
        Label::Object => one(Kind::Object, guid(value)),
        Label::Tenant => one(Kind::Tenant, guid(value).or_else(|| organization(value, closed))),
        Label::Company => one(Kind::Tenant, organization(value, closed)),
        Label::Host | Label::Server => one(Kind::Host, host(value, label == Label::Host)),
        Label::Domain => {
            let end = value
                .find(|c: char| !(c.is_ascii_alphanumeric() || c == '.' || c == '-'))
                .unwrap_or(value.len());
            let name = value.get(..end).unwrap_or_default().trim_end_matches(['.', '-']);
            let alone = name.contains('.') && ours::ends_as_domain(name)
                || name.len() == value.len() && name.chars().all(|c| !c.is_ascii_lowercase());
            let good = name.len() > 1
                && alone
                && !WORDS.is(Set::Nobody, name)
                && !ours::is_ours(name)
                && name.contains(|c: char| c.is_ascii_alphabetic());
            one(Kind::Domain, good.then_some(name.len()))
        }
        Label::Phone => one(Kind::Phone, phone(value)),
    }
}

/// What a value names behind a label without a sign: only what looks like it throughout.
fn spoken(label: Label, value: &str) -> Vec<(Kind, Range<usize>)> {
    let found = match label {
        Label::Name | Label::Who => person::name(value, Trust::Hint)
            .filter(|end| value.get(..*end).is_some_and(|name| name.chars().count() > 2))
            .map(|end| (Kind::Name, end))
            .or_else(|| account(value)),
        Label::Login => account(value),
        Label::Number => Some((Kind::Object, word(value))).filter(|(_, end)| {
            value
                .get(..*end)
                .is_some_and(|word| word.chars().filter(char::is_ascii_digit).count() >= 4)
        }),
        Label::Object => guid(value).map(|end| (Kind::Object, end)),
        Label::Tenant => guid(value).map(|end| (Kind::Tenant, end)),
        Label::Host | Label::Server => host(value, false).map(|end| (Kind::Host, end)),
        Label::Domain => {
            let end = value.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(value.len());
            let name = value.get(..end).unwrap_or_default();
            let capitals = end > 3 && name.chars().all(|c| c.is_ascii_uppercase()) && !WORDS.is(Set::Nobody, name);
            capitals.then_some((Kind::Domain, end))
        }
        Label::Company => None,
        Label::Phone => phone(value).map(|end| (Kind::Phone, end)),
    };
    found.map(|(kind, end)| (kind, 0..end)).into_iter().collect()
}

/// `한빛물산 유재현`: of a few Korean words the last, where it is a name; before it stands where the person is from.
fn last(value: &str) -> Option<Range<usize>> {
    let words = value.split(' ').filter(|word| !word.is_empty()).count();
    let (_, name) = value.rsplit_once(' ')?;
    let good = (2..=4).contains(&words) && name.chars().count() > 2 && person::is_korean_name(name);
    good.then_some(value.len() - name.len()..value.len())
}

fn account(value: &str) -> Option<(Kind, usize)> {
    let end = login(value, false)?;
    let name = value.get(..end)?;
    likely(name).then_some((Kind::Login, end))
}

/// The people that a value names: one, or a list.
fn people(value: &str, trust: Trust) -> Vec<(Kind, Range<usize>)> {
    let mut out = Vec::new();
    let mut at = 0;
    while let Some(rest) = value.get(at..) {
        let Some(length) = person::name(rest, trust) else { break };
        out.push((Kind::Name, at..at + length));
        // 김민지, 박철수; Kim Minji / Park Chulsoo
        let behind = rest.get(length..).unwrap_or_default();
        let title = behind.find([',', ';', '/', '\u{b7}', '\u{3001}']);
        let Some(sign) = title.filter(|sign| behind.get(..*sign).is_some_and(|t| t.chars().count() < 12)) else {
            break;
        };
        let next = behind.get(sign..).unwrap_or_default();
        let step = next.len()
            - next
                .trim_start_matches([',', ';', '/', '\u{b7}', '\u{3001}', ' '])
                .len();
        at += length + sign + step;
    }
    out
}

/// `contoso\\kimmj`, in small letters too, where a label says that it is an account.
fn whole_account(value: &str) -> Option<usize> {
    let (domain, rest) = value.split_once('\\')?;
    let end = word(rest);
    let system = [
        "nt authority",
        "builtin",
        "nt service",
        "font driver host",
        "window manager",
        "iis apppool",
    ];
    let good = !domain.is_empty()
        && domain.len() <= 15
        && domain
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '.')
        && !system.contains(&domain.to_ascii_lowercase().as_str());
    (good && end > 0).then_some(domain.len() + 1 + end)
}

/// The length of a word that may name an account.
fn word(value: &str) -> usize {
    let latin = value.starts_with(|c: char| c.is_ascii());
    let stop = |c: char| !(c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '$')) || latin && is_hangul(c);
    let end = value.find(stop).unwrap_or(value.len());
    value
        .get(..end)
        .map_or(0, |word| word.trim_end_matches(['.', '-', '_']).len())
}

/// The account that begins a value; nothing that is known to name nobody, and no code.
fn login(value: &str, named: bool) -> Option<usize> {
    let end = word(value);
    let name = value.get(..end)?;
    let behind = value.get(end..)?;
    let code = name.chars().all(|c| c.is_ascii_digit() || c == '.' || c == '-')
        || name.starts_with("0x")
        || guid(value).is_some()
        || is_code(name);
    let address = behind.starts_with(['@', '\\', '=', '/', '%', ':']) || behind.starts_with("://");
    let korean = name.starts_with(is_hangul);
    let domain = name.contains('.') && ours::ends_as_domain(name);
    let good = name.chars().count() > 1
        && !code
        && !address
        && !WORDS.is(Set::Nobody, name)
        && !domain
        && (!korean || named || person::is_korean_name(name) || name.contains(|c: char| c.is_ascii_digit()))
        && name.contains(char::is_alphabetic);
    good.then_some(end)
}

/// `SSPR_0029`, `AADSTS50053`, `PasswordResetService`: names of the product and its codes.
fn is_code(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let digits = lower.chars().filter(char::is_ascii_digit).count();
    let product = [
        "sspr_",
        "aadsts",
        "microsoft",
        "azure",
        "passwordreset",
        "windows",
        "adsync",
        "msol_",
        "onpremises",
        "event",
    ];
    product.iter().any(|start| lower.starts_with(start)) && !lower.starts_with("msol_")
        || lower.starts_with("inc") && digits >= 4
        || lower.starts_with("s-1-")
        || [
            "evtx", "log", "txt", "csv", "xml", "exe", "dll", "png", "ps1", "zip", "json", "html",
        ]
        .contains(&lower.rsplit('.').next().unwrap_or_default())
            && lower.contains('.')
}

/// Is the account that ends here all of the value, or plainly one?
fn ends(value: &str, end: usize) -> bool {
    let behind = value.get(end..).unwrap_or_default();
    behind.is_empty()
        || behind.trim_start().starts_with([',', ';', '(', ')', '/'])
        || likely(value.get(..end).unwrap_or_default())
        || !behind.starts_with(' ')
            && behind.starts_with(is_hangul)
            && person::follows(behind.split(' ').next().unwrap_or_default())
}

/// Does a word look like an account and like no word of a sentence?
fn likely(word: &str) -> bool {
    let letter = word.contains(|c: char| c.is_ascii_alphabetic());
    let digit = word.chars().last().is_some_and(|c| c.is_ascii_digit())
        && word.chars().next().is_some_and(|c| c.is_ascii_lowercase());
    letter
        && (digit || word.contains(['_', '.']) && !word.ends_with('.') && word.chars().all(|c| !c.is_whitespace()))
        && word.len() > 3
}

/// Where the GUID ends that the value begins with; one of zeros alone names nothing.
fn guid(value: &str) -> Option<usize> {
    let bare = value.trim_start_matches('{');
    let lead = value.len() - bare.len();
    let id = guid::guid(bare.get(..36)?)?;
    (!id.is_nil()).then_some(lead + 36)
}

/// The name of an organization: a domain, or words of which one begins with a capital or is Korean.
fn organization(value: &str, closed: bool) -> Option<usize> {
    let end = value
        .find(['(', ',', '<', ';', '/', '|', '@', '['])
        .unwrap_or(value.len());
    let name = value.get(..end)?.trim_end().trim_end_matches('.');
    let words: Vec<&str> = name.split_whitespace().collect();
    let proper = words
        .iter()
        .any(|word| word.starts_with(|c: char| c.is_uppercase() || is_hangul(c)));
    let common = words.iter().all(|word| WORDS.is(Set::Nobody, word));
    let korean = name.contains(is_hangul);
    let short = if korean {
        words.len() <= 2 && name.chars().count() <= 14
    } else {
        words.len() <= 4
    };
    let spoken = name.ends_with(['다', '요']) && korean;
    let domain = words.len() == 1 && name.contains('.') && ours::ends_as_domain(name);
    let good = (proper && !common && short && !spoken && name.chars().count() > 1 || domain)
        && !ours::is_ours(name)
        && !name.to_lowercase().starts_with("microsoft");
    (good && (closed || value.len() - name.len() <= 1 || domain || !korean || end < value.len())).then_some(name.len())
}

/// The name of a computer that begins a value.
fn host(value: &str, sure: bool) -> Option<usize> {
    let end = value
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_')))
        .unwrap_or(value.len());
    let name = value.get(..end)?.trim_end_matches(['.', '-', '_']);
    let behind = value.get(name.len()..)?;
    let software = [
        "microsoft",
        "windows",
        "apache",
        "nginx",
        "iis",
        "kestrel",
        "cloudflare",
        "azure",
        "ubuntu",
        "linux",
        "exchange",
        "sql",
    ];
    let lower = name.to_ascii_lowercase();
    let dotted = name.contains('.');
    let looks = name.contains(|c: char| c.is_ascii_digit()) && !lower.starts_with("v1") && !lower.starts_with("v2")
        || name.contains('-')
        || name.len() > 2 && name.chars().all(|c| c.is_ascii_uppercase());
    let good = name.len() > 1
        && name.starts_with(|c: char| c.is_ascii_alphabetic())
        && !WORDS.is(Set::Nobody, name)
        && !software.iter().any(|soft| lower.starts_with(soft))
        && !ours::is_ours(name)
        && !is_code(name)
        && guid(value).is_none()
        && !behind.starts_with(['@', '\\', '(', '='])
        && !behind.starts_with("://")
        && (!dotted || ours::ends_as_domain(name))
        && (looks || dotted || sure && (name.len() == value.len() || name.chars().all(|c| c.is_ascii_uppercase())));
    good.then_some(name.len())
}

/// The digits that begin a value, with what parts them; at least four, for an extension.
fn phone(value: &str) -> Option<usize> {
    let end = value
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '+' | '(' | ')' | '-' | '.' | ' ' | '*' | '\u{2011}')))
        .unwrap_or(value.len());
    let number = value.get(..end)?.trim_end_matches([' ', '-', '.', '(']);
    let digits = number.chars().filter(|c| c.is_ascii_digit() || *c == '*').count();
    let seen = number.chars().any(|c| c.is_ascii_digit());
    let date = number.starts_with("20") && number.matches('-').count() == 2 && digits == 8;
    (seen && (3..=16).contains(&digits) && !date).then_some(number.len())
}

#[cfg(test)]
mod tests {
    use super::super::fields::fields;
    use super::*;

    fn names(line: &str) -> Vec<(Kind, String)> {
        let mut found = Found::default();
        take(line, &fields(line), &mut found);
        found.all.into_iter().map(|seen| (seen.kind, seen.text)).collect()
    }

    #[test]
    fn a_label_says_what_its_value_is() {
        for (line, kind, name) in [
            ("표시 이름: 김민지, 부서", Kind::Name, "김민지"),
            ("DISPLAY NAME: Zo\u{eb} M\u{fc}ller", Kind::Name, "Zo\u{eb} M\u{fc}ller"),
            ("요청자: 박철수 과장 (영업팀)", Kind::Name, "박철수"),
            ("참석자: 김민지, 이영희", Kind::Name, "이영희"),
            ("Caller: Minji", Kind::Name, "Minji"),
            ("User: kimmj", Kind::Login, "kimmj"),
            ("SamAccountName : kimmj", Kind::Login, "kimmj"),
            ("사번: 20231107", Kind::Object, "20231107"),
            (
                "objectId: 8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640",
                Kind::Object,
                "8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640",
            ),
            (
                "테넌트 ID: 8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640",
                Kind::Tenant,
                "8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640",
            ),
            ("Company: Contoso Ltd", Kind::Tenant, "Contoso Ltd"),
            ("Computer: sync", Kind::Host, ""),
            ("Computer: aadconnect.contoso.com", Kind::Host, "aadconnect.contoso.com"),
            ("server: SEOULSYNC", Kind::Host, "SEOULSYNC"),
            ("Domain: CONTOSO", Kind::Domain, "CONTOSO"),
            ("내선: 4521", Kind::Phone, "4521"),
        ] {
            let all = names(line);
            let there = all.contains(&(kind, name.to_owned()));
            assert!(there || name.is_empty() && all.is_empty(), "{line}: {all:?}");
        }
    }

    #[test]
    fn what_names_nobody_stays_behind_a_label() {
        for line in [
            "user: cannot sign in",
            "상담원: 이벤트 33008이 나옵니다",
            "User type: federated",
            "계정: 잠김",
            "account: locked",
            "Server: Microsoft-IIS/10.0",
            "이름: 비밀번호 재설정",
            "code: SSPR_0029",
            "from: 2026-11-20 09:15",
            "사용자: 비밀번호를 잊었습니다",
            "activityDisplayName: Reset password (self-service)",
            "Source: PasswordResetService",
            "to: version 2.5.79.0",
        ] {
            assert_eq!(names(line), [], "{line}");
        }
    }
}
