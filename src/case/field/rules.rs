//! What a value of each kind must look like, and its normal form. Owns the sentences that refuse it.

use crate::case::refusal::Refusal;
use crate::knowledge::shape::Field;
use crate::text::{Say, guid, say};

/// The id of "yes" in a field of yes or no.
pub const YES: &str = "yes";
/// The id of "no".
pub const NO: &str = "no";

/// Longer texts belong into a file that is attached.
const LONGEST: usize = 100_000;

pub(super) fn text(cleaned: String) -> Result<String, Refusal> {
    if cleaned.chars().count() <= LONGEST {
        return Ok(cleaned);
    }
    Err(Refusal::new(
        say(
            "The text is longer than 100,000 characters.",
            "텍스트가 100,000자를 넘습니다.",
        ),
        &[],
        say(
            "Shorten it, or save it as a file and attach that.",
            "줄이거나 파일로 저장해 첨부해 주십시오.",
        ),
    ))
}

pub(super) fn url(line: &str) -> Result<String, Refusal> {
    let lower = line.to_ascii_lowercase();
    let written = ["https://", "http://"].iter().find_map(|scheme| lower.find(scheme));
    // browsers hide the scheme, so `aka.ms/sspr` is what people read off the screen
    let bare = written.is_none() && !line.contains([' ', ':', '@', '\\']);
    let whole = written.and_then(|at| line.get(at..)?.split(' ').next());
    let found = whole.or(bare.then_some(line)).unwrap_or_default();
    let found = found.trim_end_matches(['.', ',', ';', ')', '>', ']', '"', '\'']);
    let after_scheme = found.split_once("://").map_or(found, |(_, rest)| rest);
    let host = after_scheme.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let host = host.split_once(':').map_or(host, |(name, _)| name);
    let good = host.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'))
        && host.split('.').all(|label| !label.is_empty())
        && (host.contains('.') || (host == "localhost" && !bare));
    if good {
        let scheme = if bare { "https://" } else { "" };
        return Ok(format!("{scheme}{found}"));
    }
    Err(Refusal::new(
        say(
            "\"{}\" is not the address of a web page.",
            "\"{}\"은(는) 웹 페이지 주소가 아닙니다.",
        ),
        &[line],
        say(
            "Copy the whole address from the browser; it begins with https:// or http://.",
            "브라우저 주소 표시줄에서 https:// 또는 http://로 시작하는 주소 전체를 복사해 주십시오.",
        ),
    ))
}

/// An address without its parameters, which hold what is not kept, and without who signs in.
pub(super) fn address_alone(line: &str) -> &str {
    let head = line.split(['?', '#']).next().unwrap_or(line);
    head.rsplit_once('@').map_or(head, |(_, host)| host)
}

/// Finds GUIDs among other words, so that a whole pasted line will do.
pub(super) fn guid(line: &str) -> Result<String, Refusal> {
    let mut found: Vec<String> = line
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .filter_map(guid::spelled)
        .collect();
    found.sort();
    found.dedup();
    match found.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(Refusal::new(
            say("There is no GUID in \"{}\".", "\"{}\"에 GUID가 없습니다."),
            &[line],
            say(
                "A GUID has 32 digits of 0-9 and a-f, like 8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640.",
                "GUID는 8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640처럼 0~9와 a~f로 된 32자리입니다.",
            ),
        )),
        _ => Err(Refusal::new(
            say(
                "There is more than one GUID in the text.",
                "텍스트에 GUID가 두 개 이상 있습니다.",
            ),
            &[],
            say("Give only one of them.", "그중 하나만 적어 주십시오."),
        )
        .offering(found)),
    }
}

pub(super) fn user_id(line: &str) -> Result<String, Refusal> {
    const WANTED: Say = say(
        "Give the user principal name, like user@contoso.com, from Entra ID > Users.",
        "Entra ID > 사용자에 있는 user@contoso.com 형태의 사용자 계정 이름(UPN)을 적어 주십시오.",
    );
    // an address copied from mail reads `Name <user@contoso.com>`
    let inner = line
        .split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'))
        .map_or(line, |(inner, _)| inner.trim());
    let inner = inner.strip_prefix("mailto:").unwrap_or(inner);
    let name_sign = |c: char| c.is_ascii_alphanumeric() || "'.-_!#^~+&$%*/=?{|}`".contains(c);
    let label = |l: &str| !l.is_empty() && l.chars().all(|c| c.is_alphanumeric() || c == '-');
    let good = inner.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty()
            && name.chars().all(name_sign)
            && !name.ends_with('.')
            && domain.contains('.')
            && domain.split('.').all(label)
    });
    let what = if good {
        return Ok(inner.to_owned());
    } else if inner.contains('\\') {
        say(
            "\"{}\" is the name of the account in Active Directory, not the user ID of Microsoft Entra ID.",
            "\"{}\"은(는) Active Directory 계정 이름이며 Microsoft Entra ID의 사용자 ID가 아닙니다.",
        )
    } else if guid::spelled(inner).is_some() {
        say(
            "\"{}\" is an object ID, not a user ID.",
            "\"{}\"은(는) 개체 ID이며 사용자 ID가 아닙니다.",
        )
    } else {
        say("\"{}\" is not a user ID.", "\"{}\"은(는) 사용자 ID가 아닙니다.")
    };
    Err(Refusal::new(what, &[line], WANTED))
}

pub(super) fn choice(field: &Field, line: &str) -> Result<String, Refusal> {
    let same = |text: &str| text.to_lowercase() == line.to_lowercase();
    let named = field
        .values
        .iter()
        .find(|v| same(&v.id) || same(&v.text.en) || same(&v.text.ko) || same(&v.id.replace('-', " ")));
    let numbered = line
        .trim_end_matches(['.', ')'])
        .parse::<usize>()
        .ok()
        .and_then(|n| field.values.get(n.checked_sub(1)?));
    if let Some(value) = named.or(numbered) {
        return Ok(value.id.clone());
    }
    Err(Refusal::new(
        say(
            "\"{}\" is none of the values of this field.",
            "\"{}\"은(는) 이 항목의 값이 아닙니다.",
        ),
        &[line],
        say("Give one of its values or its number.", "값이나 번호를 적어 주십시오."),
    )
    .offering(field.values.iter().map(|v| v.id.clone()).collect()))
}

pub(super) fn yes_no(line: &str) -> Result<String, Refusal> {
    let word = line.trim_end_matches(['.', '!']).to_lowercase();
    match word.as_str() {
        // the last ones are the same keys with a Korean keyboard
        "yes" | "y" | "true" | "1" | "예" | "네" | "있음" | "ㅛ" => Ok(YES.to_owned()),
        "no" | "n" | "false" | "2" | "0" | "아니요" | "아니오" | "아뇨" | "없음" | "ㅜ" => Ok(NO.to_owned()),
        _ => Err(Refusal::new(
            say("\"{}\" is neither yes nor no.", "\"{}\"은(는) 예도 아니요도 아닙니다."),
            &[line],
            say(
                "Answer yes or no, or leave it empty.",
                "예 또는 아니요로 답하거나 비워 두십시오.",
            ),
        )
        .offering(vec![YES.to_owned(), NO.to_owned()])),
    }
}

/// The version named in a text: whole with its third number, else the part that is known, as `2.6` or `2.x`.
pub(super) fn version(line: &str) -> Result<Result<String, String>, Refusal> {
    let found: Vec<&str> = line
        .split(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | 'x' | 'X')))
        .map(|word| word.trim_matches('.'))
        .filter(|word| {
            let parts: Vec<&str> = word.split('.').collect();
            let number = |part: &str| (1..=9).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            let (open, known) = parts.split_last().map_or((false, &[][..]), |(last, before)| {
                (last.eq_ignore_ascii_case("x"), before)
            });
            (2..=4).contains(&parts.len())
                && known.iter().all(|part| number(part))
                && (open || parts.last().is_some_and(|last| number(last)))
        })
        .collect();
    // the longest one: `Connect V2.5 (2.5.190.0)` means the one in brackets
    let best = found.iter().max_by_key(|word| word.matches('.').count());
    let best = best.map(|word| {
        let whole = word.split('.').count() >= 3 && !word.contains(['x', 'X']);
        if whole {
            Ok((*word).to_owned())
        } else {
            Err(word.to_lowercase())
        }
    });
    best.ok_or_else(|| {
        Refusal::new(
            say(
                "There is no version number in \"{}\".",
                "\"{}\"에 버전 번호가 없습니다.",
            ),
            &[line],
            say(
                "Give it with its dots, like 2.5.190.0.",
                "2.5.190.0처럼 점까지 포함해 적어 주십시오.",
            ),
        )
    })
}
