//! The rules of the fields: what a value must look like, and its normal form. Owns every sentence that refuses a value.
//! Never saves anything; asks the host about paths and nothing else.

use super::{Case, TIME_ZONE, TIMESTAMP, moment, zones};
use crate::host::Host;
use crate::knowledge::Catalog;
use crate::knowledge::id::FieldId;
use crate::knowledge::shape::{Field, Rule, Value};
use crate::text::{Lang, Say, Text, clean, nearest, one_line, say};
use jiff::Timestamp;
use std::io;
use std::path::{Path, PathBuf};

/// What a rule may look at.
pub struct Context<'a> {
    /// For paths.
    pub host: &'a dyn Host,
    pub now: Timestamp,
    /// The IANA name of the zone known so far.
    pub zone: Option<&'a str>,
}

/// Why a value is not taken: one sentence that says what is wrong, one that says what is wanted. Display is English.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} {}", self.said.what.en, self.said.want.en)]
pub struct Refusal {
    said: Box<Said>,
    /// Values that would be taken, to choose from; may be empty.
    pub offers: Vec<String>,
    /// The field to be answered first, where that would settle it.
    pub asks: Option<&'static str>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    what: Text,
    want: Text,
}

impl Refusal {
    /// `values` fill the sentence that says what is wrong.
    pub(super) fn new(what: Say, values: &[&str], want: Say) -> Self {
        let what = Text {
            en: what.with(Lang::En, values),
            ko: what.with(Lang::Ko, values),
        };
        let want = Text {
            en: want.en.to_owned(),
            ko: want.ko.to_owned(),
        };
        Self {
            said: Box::new(Said { what, want }),
            offers: Vec::new(),
            asks: None,
        }
    }

    /// Adds values to choose from, and names them in the sentence that says what is wanted.
    pub(super) fn offering(mut self, offers: Vec<String>) -> Self {
        if !offers.is_empty() {
            let list = offers.join(", ");
            self.said.want.en = format!("{} Choose: {list}.", self.said.want.en);
            self.said.want.ko = format!("{} 선택: {list}", self.said.want.ko);
        }
        self.offers = offers;
        self
    }

    pub(super) fn asking(mut self, field: &'static str) -> Self {
        self.asks = Some(field);
        self
    }

    /// What is wrong, as one sentence.
    pub fn say(&self, lang: Lang) -> String {
        self.said.what.get(lang).to_owned()
    }

    /// What is wanted, as one sentence.
    pub fn hint(&self, lang: Lang) -> String {
        self.said.want.get(lang).to_owned()
    }
}

/// Checks `raw` against the rule of the field and gives its normal form. An empty text clears the field and is its own
/// normal form.
pub fn accept(catalog: &Catalog, field_id: &str, raw: &str, context: &Context<'_>) -> Result<String, Refusal> {
    let field = catalog
        .field(field_id)
        .ok_or_else(|| unknown_field(catalog, field_id))?;
    let cleaned = clean(raw).trim().to_owned();
    if cleaned.is_empty() {
        return Ok(String::new());
    }
    let line = one_line(raw);
    match field.rule {
        Rule::Text => text(cleaned),
        Rule::Url => url(&line),
        Rule::Guid => guid(&line),
        Rule::Timestamp => moment::read(&line, context).map(|moment| moment.text),
        Rule::TimeZone => zones::find(&line)
            .map(|zone| zone.name)
            .map_err(|wrong| no_zone(&line, &wrong)),
        Rule::UserId => user_id(&line),
        Rule::Choice => choice(&field, &line),
        Rule::YesNo => yes_no(&line),
        Rule::Version => version(&line),
        Rule::Path => path(&cleaned, context.host),
        Rule::Paths => paths(&cleaned, context.host),
    }
}

impl Case {
    /// Types `raw` into a field, by its rule, and gives the normal form. A time that names its zone fills the zone too
    /// where that is still unknown. A refused value leaves the old one.
    pub fn fill(&mut self, catalog: &Catalog, host: &dyn Host, field: &str, raw: &str) -> Result<String, Refusal> {
        let zone = self.value(catalog, TIME_ZONE);
        let context = Context {
            host,
            now: host.now(),
            zone: zone.as_deref(),
        };
        let value = accept(catalog, field, raw, &context)?;
        let named = Some(field)
            .filter(|field| *field == TIMESTAMP && zone.is_none())
            .and_then(|_| moment::read(&one_line(raw), &context).ok()?.zone);
        if let Some(named) = named {
            self.typed.insert(FieldId::new(TIME_ZONE), named);
        }
        if value.is_empty() {
            self.typed.remove(field);
        } else {
            self.typed.insert(FieldId::new(field), value.clone());
        }
        Ok(value)
    }
}

/// What is worth saying beside a value that was taken: how large the files are, what time that is in UTC. One line.
pub fn remark(field: &Field, value: &str, host: &dyn Host, lang: Lang) -> Option<String> {
    match field.rule {
        Rule::Timestamp => moment::in_utc(value, lang),
        Rule::Path | Rule::Paths => {
            let sizes: Vec<String> = lines(value)
                .map(|path| {
                    let size = host.meta(Path::new(path)).map(|meta| bytes(meta.size));
                    size.unwrap_or_else(|_| GONE.get(lang).to_owned())
                })
                .collect();
            (!sizes.is_empty()).then(|| sizes.join(", "))
        }
        _ => None,
    }
}

/// How a value reads in `lang`: choices and yes or no by their text, everything else as it is.
pub fn shown(field: &Field, value: &str, lang: Lang) -> String {
    match field.rule {
        Rule::Choice => by_id(&field.values, value)
            .map_or(value, |v| v.text.get(lang))
            .to_owned(),
        Rule::YesNo => match value {
            "yes" => YES.get(lang).to_owned(),
            "no" => NO.get(lang).to_owned(),
            other => other.to_owned(),
        },
        _ => value.to_owned(),
    }
}

/// The paths of a value, in order.
pub fn lines(value: &str) -> impl Iterator<Item = &str> {
    value.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// `value` in bytes as people read it.
pub fn bytes(value: u64) -> String {
    const STEPS: [(&str, u64); 3] = [("GB", 1 << 30), ("MB", 1 << 20), ("KB", 1 << 10)];
    match STEPS.iter().find(|(_, step)| value >= *step) {
        Some((name, step)) => format!("{}.{} {name}", value / step, value % step * 10 / step),
        None => format!("{value} B"),
    }
}

pub(super) const YES: Say = say("yes", "예");
pub(super) const NO: Say = say("no", "아니요");
const GONE: Say = say("not there any more", "지금은 없음");

/// The refusal of a name of a zone.
pub(super) fn no_zone(raw: &str, wrong: &zones::NoZone) -> Refusal {
    let offers = match wrong {
        zones::NoZone::Several(zones) | zones::NoZone::Unknown(zones) => zones.clone(),
    };
    let what = match wrong {
        zones::NoZone::Several(_) => say(
            "`{}` can mean several time zones.",
            "`{}`에 해당하는 표준 시간대가 여러 개입니다.",
        ),
        zones::NoZone::Unknown(_) => say(
            "`{}` is not a known time zone.",
            "`{}`은(는) 알 수 없는 표준 시간대입니다.",
        ),
    };
    Refusal::new(what, &[raw], zones::WANTED).offering(offers)
}

fn unknown_field(catalog: &Catalog, id: &str) -> Refusal {
    let ids: Vec<String> = catalog.fields().iter().map(|field| field.id.to_string()).collect();
    let near: Vec<String> = nearest(id, ids.iter().map(String::as_str), 3)
        .into_iter()
        .map(str::to_owned)
        .collect();
    Refusal::new(
        say("The case has no field `{}`.", "사례에 `{}` 항목이 없습니다."),
        &[id],
        say("Name a field.", "항목 이름을 적어 주십시오."),
    )
    .offering(if near.is_empty() { ids } else { near })
}

/// Longer texts belong into a file that is attached.
const LONGEST: usize = 100_000;

fn text(cleaned: String) -> Result<String, Refusal> {
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

fn url(line: &str) -> Result<String, Refusal> {
    let refusal = || {
        Refusal::new(
            say(
                "`{}` is not the address of a web page.",
                "`{}`은(는) 웹 페이지 주소가 아닙니다.",
            ),
            &[line],
            say(
                "Copy the whole address from the browser; it begins with https:// or http://.",
                "브라우저 주소 표시줄에서 https:// 또는 http://로 시작하는 주소 전체를 복사해 주십시오.",
            ),
        )
    };
    let lower = line.to_ascii_lowercase();
    let written = ["https://", "http://"].iter().find_map(|scheme| lower.find(scheme));
    let (found, scheme_missing) = match written {
        Some(at) => (
            line.get(at..).unwrap_or_default().split(' ').next().unwrap_or_default(),
            false,
        ),
        // browsers hide the scheme, so `aka.ms/sspr` is what people read off the screen
        None if !line.contains([' ', ':', '@', '\\']) => (line, true),
        None => return Err(refusal()),
    };
    let found = found.trim_end_matches(['.', ',', ';', ')', '>', ']', '"', '\'']);
    let after_scheme = found.split_once("://").map_or(found, |(_, rest)| rest);
    let host = after_scheme.split(['/', '?', '#']).next().unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    let host = host.split_once(':').map_or(host, |(name, _)| name);
    let good = host.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'))
        && host.split('.').all(|label| !label.is_empty())
        && (host.contains('.') || (host == "localhost" && !scheme_missing));
    if !good {
        return Err(refusal());
    }
    Ok(if scheme_missing {
        format!("https://{found}")
    } else {
        found.to_owned()
    })
}

/// Finds GUIDs among other words, so that a whole pasted line will do.
fn guid(line: &str) -> Result<String, Refusal> {
    let lower = line.to_ascii_lowercase();
    let mut found: Vec<String> = lower
        .split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'))
        .filter_map(as_guid)
        .collect();
    found.sort();
    found.dedup();
    match found.as_slice() {
        [only] => Ok(only.clone()),
        [] => Err(Refusal::new(
            say("There is no GUID in `{}`.", "`{}`에 GUID가 없습니다."),
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

fn as_guid(word: &str) -> Option<String> {
    let word = word.trim_matches('-');
    let digits: Vec<char> = word.chars().filter(|c| *c != '-').collect();
    let lengths: Vec<usize> = word.split('-').map(str::len).collect();
    let shape = lengths == [32] || lengths == [8, 4, 4, 4, 12];
    if !shape || !digits.iter().all(char::is_ascii_hexdigit) {
        return None;
    }
    let mut out = String::with_capacity(36);
    for (at, digit) in digits.into_iter().enumerate() {
        if matches!(at, 8 | 12 | 16 | 20) {
            out.push('-');
        }
        out.push(digit);
    }
    Some(out)
}

fn user_id(line: &str) -> Result<String, Refusal> {
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
    if inner.contains('\\') {
        return Err(Refusal::new(
            say(
                "`{}` is the name of the account in Active Directory, not the user ID of Microsoft Entra ID.",
                "`{}`은(는) Active Directory 계정 이름이며 Microsoft Entra ID의 사용자 ID가 아닙니다.",
            ),
            &[line],
            WANTED,
        ));
    }
    if as_guid(&inner.to_ascii_lowercase()).is_some() {
        return Err(Refusal::new(
            say(
                "`{}` is an object ID, not a user ID.",
                "`{}`은(는) 개체 ID이며 사용자 ID가 아닙니다.",
            ),
            &[line],
            WANTED,
        ));
    }
    let name_sign = |c: char| c.is_ascii_alphanumeric() || "'.-_!#^~+&$%*/=?{|}`".contains(c);
    let label = |l: &str| !l.is_empty() && l.chars().all(|c| c.is_alphanumeric() || c == '-');
    let good = inner.split_once('@').is_some_and(|(name, domain)| {
        !name.is_empty()
            && name.chars().all(name_sign)
            && !name.ends_with('.')
            && domain.contains('.')
            && domain.split('.').all(label)
    });
    if good {
        return Ok(inner.to_owned());
    }
    Err(Refusal::new(
        say("`{}` is not a user ID.", "`{}`은(는) 사용자 ID가 아닙니다."),
        &[line],
        WANTED,
    ))
}

fn by_id<'a>(values: &'a [Value], id: &str) -> Option<&'a Value> {
    values.iter().find(|value| value.id == id)
}

fn choice(field: &Field, line: &str) -> Result<String, Refusal> {
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
            "`{}` is none of the values of this field.",
            "`{}`은(는) 이 항목의 값이 아닙니다.",
        ),
        &[line],
        say("Give one of its values or its number.", "값이나 번호를 적어 주십시오."),
    )
    .offering(field.values.iter().map(|v| v.id.clone()).collect()))
}

fn yes_no(line: &str) -> Result<String, Refusal> {
    let word = line.trim_end_matches(['.', '!']).to_lowercase();
    match word.as_str() {
        // the last ones are the same keys with a Korean keyboard
        "yes" | "y" | "true" | "1" | "예" | "네" | "있음" | "ㅛ" => Ok("yes".to_owned()),
        "no" | "n" | "false" | "2" | "0" | "아니요" | "아니오" | "아뇨" | "없음" | "ㅜ" => {
            Ok("no".to_owned())
        }
        _ => Err(Refusal::new(
            say("`{}` is neither yes nor no.", "`{}`은(는) 예도 아니요도 아닙니다."),
            &[line],
            say(
                "Answer yes or no, or leave it empty.",
                "예 또는 아니요로 답하거나 비워 두십시오.",
            ),
        )
        .offering(vec!["yes".to_owned(), "no".to_owned()])),
    }
}

fn version(line: &str) -> Result<String, Refusal> {
    let found: Vec<&str> = line
        .split(|c: char| !(c.is_ascii_digit() || c == '.'))
        .map(|word| word.trim_matches('.'))
        .filter(|word| {
            let parts: Vec<&str> = word.split('.').collect();
            (2..=4).contains(&parts.len()) && parts.iter().all(|p| !p.is_empty() && p.len() <= 9)
        })
        .collect();
    // the longest one: `Connect V2.5 (2.5.190.0)` means the one in brackets
    let best = found.iter().max_by_key(|word| word.matches('.').count());
    best.map(|word| (*word).to_owned()).ok_or_else(|| {
        Refusal::new(
            say("There is no version number in `{}`.", "`{}`에 버전 번호가 없습니다."),
            &[line],
            say(
                "Give it with its dots, like 2.5.190.0.",
                "2.5.190.0처럼 점까지 포함해 적어 주십시오.",
            ),
        )
    })
}

pub(super) fn path(raw: &str, host: &dyn Host) -> Result<String, Refusal> {
    // Explorer copies a path with quotation marks around it
    let name = raw.trim().trim_matches(['"', '\'']).trim();
    let refuse = |what: Say, want: Say| Refusal::new(what, &[name], want);
    let whole: PathBuf = host.absolute(Path::new(name));
    let meta = host.meta(&whole).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => {
            refuse(say("There is no file `{}`.", "`{}` 파일이 없습니다."), ELSEWHERE)
        }
        io::ErrorKind::PermissionDenied => not_readable(name),
        _ => refuse(
            say("`{}` cannot be looked at.", "`{}`을(를) 확인할 수 없습니다."),
            ELSEWHERE,
        ),
    })?;
    if !meta.is_file {
        return Err(refuse(
            say(
                "`{}` is a folder or no plain file.",
                "`{}`은(는) 폴더이거나 일반 파일이 아닙니다.",
            ),
            say(
                "Name the file itself; several are separated by `;`.",
                "파일을 지정해 주십시오. 여러 개이면 `;`으로 구분합니다.",
            ),
        ));
    }
    if !meta.readable {
        return Err(not_readable(name));
    }
    if meta.size == 0 {
        return Err(refuse(
            say("`{}` is empty (0 bytes).", "`{}`은(는) 빈 파일(0바이트)입니다."),
            say("Export or copy it again.", "다시 내보내거나 복사해 주십시오."),
        ));
    }
    whole.to_str().map(str::to_owned).ok_or_else(|| {
        refuse(
            say(
                "The name of `{}` is no readable text.",
                "`{}`의 이름을 텍스트로 읽을 수 없습니다.",
            ),
            say("Rename the file.", "파일 이름을 바꿔 주십시오."),
        )
    })
}

const ELSEWHERE: Say = say(
    "Check the path; in Explorer, Shift and right click on the file and choose Copy as path.",
    "경로를 확인해 주십시오. 탐색기에서 Shift 키를 누른 채 파일을 마우스 오른쪽 단추로 클릭하고 경로로 복사를 선택합니다.",
);
/// The refusal of a file that may not be read.
pub(super) fn not_readable(path: &str) -> Refusal {
    Refusal::new(NOT_READABLE, &[path], MAY_READ)
}

const NOT_READABLE: Say = say("`{}` may not be read.", "`{}`을(를) 읽을 권한이 없습니다.");
const MAY_READ: Say = say(
    "Copy it to a folder of your own, or run this as a user who may read it.",
    "본인 폴더로 복사하거나 읽을 수 있는 사용자로 실행해 주십시오.",
);

fn paths(raw: &str, host: &dyn Host) -> Result<String, Refusal> {
    let mut out: Vec<String> = Vec::new();
    for one in raw.split(['\n', ';']).filter(|p| !p.trim().is_empty()) {
        let whole = path(one, host)?;
        if !out.contains(&whole) {
            out.push(whole);
        }
    }
    Ok(out.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::host::fake::FakeHost;

    const NOW: &str = "2026-11-21T03:00:00Z";

    fn host() -> FakeHost {
        let host = FakeHost::at(NOW);
        host.put("/logs/Application.evtx", &[0; 3000]);
        host.put("/logs/응용 프로그램.evtx", b"x");
        host.put("/logs/empty.evtx", b"");
        host.put("/logs/secret.evtx", b"x");
        host.forbid("/logs/secret.evtx");
        host.put_folder("/logs");
        host
    }

    fn take_in(zone: Option<&str>, field: &str, raw: &str) -> Result<String, Refusal> {
        let host = host();
        let context = Context {
            host: &host,
            now: host.now(),
            zone,
        };
        accept(&crate::builtin::catalog(), field, raw, &context)
    }

    fn take(field: &str, raw: &str) -> Result<String, Refusal> {
        take_in(None, field, raw)
    }

    fn taken(field: &str, raw: &str) -> String {
        take(field, raw).unwrap_or_else(|refusal| format!("refused: {refusal}"))
    }

    fn refused(field: &str, raw: &str) -> Refusal {
        match take(field, raw) {
            Ok(value) => unreachable!("{field}: `{raw}` was taken as `{value}`"),
            Err(refusal) => refusal,
        }
    }

    fn when(zone: &str, raw: &str) -> String {
        take_in(Some(zone), "timestamp", raw).unwrap_or_else(|refusal| format!("refused: {refusal}"))
    }

    #[test]
    fn an_empty_text_clears_every_field() {
        for field in crate::builtin::catalog().fields() {
            assert_eq!(taken(&field.id, " \n "), "", "{}", field.id);
        }
    }

    #[test]
    fn the_example_of_every_field_is_taken() {
        for field in crate::builtin::catalog().fields() {
            if !matches!(field.rule, Rule::Path | Rule::Paths) {
                assert!(
                    take(&field.id, &field.example).is_ok(),
                    "{}: {}",
                    field.id,
                    field.example
                );
            }
        }
    }

    #[test]
    fn text_loses_escapes_and_keeps_its_lines() {
        assert_eq!(taken("description", " \u{1b}[31mone\r\ntwo\u{200b} "), "one\ntwo");
        assert!(take("description", &"x".repeat(100_001)).is_err());
    }

    #[test]
    fn a_page_is_http_or_https() {
        assert_eq!(taken("page.url", "https://aka.ms/sspr"), "https://aka.ms/sspr");
        assert_eq!(taken("page.url", "see https://aka.ms/sspr."), "https://aka.ms/sspr");
        assert_eq!(taken("page.url", "aka.ms/sspr"), "https://aka.ms/sspr");
        for raw in [
            "ftp://aka.ms/x",
            "the reset page",
            "https://",
            "javascript:alert(1)",
            "user@contoso.com",
            "sspr",
            "https://a..b/",
        ] {
            assert!(
                refused("page.url", raw)
                    .say(Lang::Ko)
                    .contains("웹 페이지 주소가 아닙니다"),
                "{raw}"
            );
        }
    }

    #[test]
    fn a_guid_is_found_in_any_wrapping() {
        let normal = "8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640";
        for raw in [
            normal,
            "{8F3B6C1E-2D47-4C5A-9B0E-7A1D52C9E640}",
            "8f3b6c1e2d474c5a9b0e7a1d52c9e640",
            "Support code: 8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640.",
            "지원 코드는 8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640입니다",
        ] {
            assert_eq!(taken("support_code", raw), normal, "{raw}");
        }
        for raw in [
            "12345",
            "8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e64",
            "8g3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640",
        ] {
            assert!(refused("support_code", raw).say(Lang::En).contains("no GUID"), "{raw}");
        }
        let two = refused(
            "support_code",
            &format!("{normal} 2c9e5a70-1b34-4d8f-a6e2-93f0b7d1c458"),
        );
        assert_eq!(two.offers.len(), 2);
    }

    #[test]
    fn a_user_id_is_a_user_principal_name() {
        assert_eq!(taken("user_id", "Gil.Dong@contoso.com"), "Gil.Dong@contoso.com");
        assert_eq!(
            taken("user_id", "홍길동 <gildong@contoso.co.kr>"),
            "gildong@contoso.co.kr"
        );
        let guest = "kim_fabrikam.com#EXT#@contoso.onmicrosoft.com";
        assert_eq!(taken("user_id", guest), guest);
        assert!(
            refused("user_id", "CONTOSO\\gildong")
                .hint(Lang::En)
                .contains("user@contoso.com")
        );
        assert!(
            refused("user_id", "8f3b6c1e-2d47-4c5a-9b0e-7a1d52c9e640")
                .say(Lang::En)
                .contains("object ID")
        );
        for raw in [
            "gildong",
            "홍길동",
            "a@b",
            "a b@contoso.com",
            "@contoso.com",
            "a@contoso..com",
            "a@b@contoso.com",
        ] {
            refused("user_id", raw);
        }
    }

    #[test]
    fn a_choice_is_taken_by_id_text_or_number() {
        for raw in [
            "password-hash-sync",
            "Password Hash Sync",
            "암호 해시 동기화",
            "password hash synchronization",
            "3",
        ] {
            assert_eq!(taken("user_type", raw), "password-hash-sync", "{raw}");
        }
        let refusal = refused("user_type", "azure");
        assert!(refusal.offers.contains(&"federated".to_owned()) && refusal.hint(Lang::Ko).contains("federated"));
        assert!(take("user_type", "0").is_err() && take("user_type", "6").is_err());
    }

    #[test]
    fn yes_and_no_in_both_languages() {
        for raw in ["yes", "Y", "예", "네", "true", "1"] {
            assert_eq!(taken("administrator", raw), "yes", "{raw}");
        }
        for raw in ["No", "아니요", "false", "2"] {
            assert_eq!(taken("administrator", raw), "no", "{raw}");
        }
        assert!(
            refused("administrator", "maybe")
                .say(Lang::En)
                .contains("neither yes nor no")
        );
    }

    #[test]
    fn a_version_is_found_in_its_text() {
        assert_eq!(taken("sync.version", "2.5.190.0"), "2.5.190.0");
        assert_eq!(
            taken("sync.version", "Microsoft Entra Connect V2.5 (2.5.190.0)"),
            "2.5.190.0"
        );
        for raw in ["latest", "2", "1.2.3.4.5"] {
            assert!(
                refused("sync.version", raw).hint(Lang::En).contains("2.5.190.0"),
                "{raw}"
            );
        }
    }

    #[test]
    fn a_path_names_a_readable_file_with_something_in_it() {
        let said = |raw: &str| refused("page.screenshot", raw).say(Lang::En);
        assert_eq!(
            taken("page.screenshot", "\"/logs/Application.evtx\""),
            "/logs/Application.evtx"
        );
        assert!(said("/logs/nothing.png").contains("There is no file"));
        assert!(said("/logs").contains("is a folder"));
        assert!(said("/logs/empty.evtx").contains("is empty"));
        assert!(said("/logs/secret.evtx").contains("may not be read"));
    }

    #[test]
    fn several_paths_are_checked_one_by_one() {
        let both = "/logs/Application.evtx\n/logs/응용 프로그램.evtx";
        assert_eq!(
            taken(
                "log_paths",
                "/logs/Application.evtx; \"/logs/응용 프로그램.evtx\";/logs/Application.evtx"
            ),
            both
        );
        assert!(
            refused("log_paths", "/logs/Application.evtx\n/logs/nothing")
                .say(Lang::En)
                .contains("/logs/nothing")
        );
        let field = crate::builtin::catalog().field("log_paths");
        let remark = field.and_then(|f| remark(&f, &format!("{both}\n/gone"), &host(), Lang::En));
        assert_eq!(remark.as_deref(), Some("2.9 KB, 1 B, not there any more"));
    }

    #[test]
    fn a_zone_is_refused_with_what_it_may_mean() {
        assert_eq!(taken("time_zone", "Korea Standard Time"), "Asia/Seoul");
        let refusal = refused("time_zone", "CST");
        assert!(refusal.offers.contains(&"Asia/Shanghai".to_owned()), "{refusal}");
        assert_eq!(refused("time_zone", "Asia/Soul").offers, ["Asia/Seoul"]);
        assert!(refused("time_zone", "somewhere").say(Lang::Ko).contains("알 수 없는"));
    }

    #[test]
    fn an_unknown_field_is_answered_with_the_nearest() {
        assert_eq!(refused("suport_code", "x").offers, ["support_code"]);
    }

    #[test]
    fn a_time_is_read_in_many_spellings() {
        let normal = "2026-11-21T09:15:00+09:00";
        for raw in [
            "2026-11-21 09:15",
            "2026-11-21T09:15",
            "2026/11/21 9:15 am",
            "21/11/2026 9:15 AM",
            "11/21/2026 9:15 a.m.",
            "21.11.2026 09:15 Uhr",
            "2026. 11. 21. 오전 9:15",
            "2026년 11월 21일 오전 9시 15분",
            "2026년11월21일오전9시15분",
            "2026년 11월 21일(토) 오전 9시 15분",
            "21 Nov 2026 09:15",
            "November 21st, 2026 at 9:15am",
            "Sat, 21 Nov 2026 09:15:00",
            "today 09:15",
            "오늘 오전 9:15",
            "오전 9:15",
            "11월 21일 9시 15분",
            "20261121T0915",
            "Nov 21 9:15",
            "21-Nov-2026 09:15",
            "오전 9:15, 2026-11-21",
        ] {
            assert_eq!(when("Asia/Seoul", raw), normal, "{raw}");
        }
        assert_eq!(when("Asia/Seoul", "yesterday 23:50:30"), "2026-11-20T23:50:30+09:00");
        assert_eq!(when("Asia/Seoul", "어제 오후 11시 반"), "2026-11-20T23:30:00+09:00");
        assert_eq!(
            when("Asia/Seoul", "2026년 1월 21일 오후 3시 5분"),
            "2026-01-21T15:05:00+09:00"
        );
        assert_eq!(when("Asia/Seoul", "2026-11-20 12:15 am"), "2026-11-20T00:15:00+09:00");
        assert_eq!(when("Asia/Seoul", "2026-11-20 정오"), "2026-11-20T12:00:00+09:00");
        assert_eq!(when("Asia/Seoul", "12월 25일 9:00"), "2025-12-25T09:00:00+09:00");
    }

    #[test]
    fn no_slip_of_the_finger_gives_a_time_that_is_none() {
        for raw in [
            "2026년 11월 21일(토) 오전 9시 15분 30초",
            "Sat Nov 21 2026 09:15:30.25 GMT+0900 (한국 표준시)",
            "21-Nov-2026 09:15 Asia/Seoul",
            "20261121T091530Z",
            "어제 오후 11시 반, KST",
            "05/11/2026 9:15 p.m.",
        ] {
            let letters: Vec<char> = raw.chars().collect();
            for at in 0..letters.len() {
                for other in ["", "9"] {
                    let slip: String = letters.iter().take(at).collect::<String>()
                        + other
                        + &letters.iter().skip(at + 1).collect::<String>();
                    if let Ok(text) = take_in(Some("Europe/Berlin"), "timestamp", &slip) {
                        assert!(text.parse::<Timestamp>().is_ok(), "{slip} -> {text}");
                        assert_eq!(
                            when("Asia/Seoul", &text),
                            text,
                            "{slip}: the normal form stays as it is"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_zone_in_the_text_wins() {
        for (raw, normal) in [
            ("2026-11-21T09:15:30.250+09:00", "2026-11-21T09:15:30.25+09:00"),
            ("2026-11-21 09:15 +09:00", "2026-11-21T09:15:00+09:00"),
            ("2026-11-21T00:15:30Z", "2026-11-21T00:15:30+00:00"),
            ("2026-11-20 09:15 -0500", "2026-11-20T09:15:00-05:00"),
            ("2026-11-20T09:15-05:00", "2026-11-20T09:15:00-05:00"),
            ("2026-11-21 09:15 KST", "2026-11-21T09:15:00+09:00"),
            ("2026-11-21 09:15 (Korea Standard Time)", "2026-11-21T09:15:00+09:00"),
            ("2026-11-20 09:15 W. Europe Standard Time", "2026-11-20T09:15:00+01:00"),
            ("2026-11-20 09:15 Europe/Berlin", "2026-11-20T09:15:00+01:00"),
            (
                "2026-11-20 09:15 America/Argentina/Buenos_Aires",
                "2026-11-20T09:15:00-03:00",
            ),
            ("2026-11-21T09:15:00+09:00[Asia/Seoul]", "2026-11-21T09:15:00+09:00"),
            (
                "Sat Nov 21 2026 09:15:30 GMT+0900 (한국 표준시)",
                "2026-11-21T09:15:30+09:00",
            ),
            ("2026-11-21 09:15 UTC+9", "2026-11-21T09:15:00+09:00"),
            ("2026-11-21 오전 9:15 한국 시간", "2026-11-21T09:15:00+09:00"),
            (
                "2026-11-20 09:15 Pacific Standard Time (Mexico)",
                "2026-11-20T09:15:00-08:00",
            ),
            ("2026-11-21 09:15 (UTC+09:00) Seoul", "2026-11-21T09:15:00+09:00"),
            ("2026-11-21 (토) 09:15, KST", "2026-11-21T09:15:00+09:00"),
            ("20261121T001530Z", "2026-11-21T00:15:30+00:00"),
        ] {
            assert_eq!(when("Europe/Berlin", raw), normal, "{raw}");
        }
    }

    #[test]
    fn a_time_without_a_zone_asks_for_the_zone() {
        let refusal = refused("timestamp", "2026-11-21 09:15");
        assert_eq!(refusal.asks, Some("time_zone"));
        assert!(refusal.hint(Lang::Ko).contains("어느 표준 시간대"));
        assert_eq!(refused("timestamp", "today 09:15").asks, Some("time_zone"));
        assert!(
            refused("timestamp", "2026-11-21 09:15 CST")
                .offers
                .contains(&"Asia/Taipei".to_owned())
        );
    }

    #[test]
    fn an_hour_that_never_was_and_one_that_came_twice_are_asked_about() {
        let ask = |raw: &str| {
            take_in(Some("Europe/Berlin"), "timestamp", raw).map_err(|refusal| (refusal.say(Lang::En), refusal.offers))
        };
        let (said, offers) = ask("2026-03-29 02:30").unwrap_err();
        assert!(said.contains("did not exist in Europe/Berlin"), "{said}");
        assert_eq!(offers, ["2026-03-29T02:30:00+01:00", "2026-03-29T02:30:00+02:00"]);
        let (said, offers) = ask("2026-10-25 02:30").unwrap_err();
        assert!(said.contains("occurred twice"), "{said}");
        assert_eq!(offers, ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"]);
        for offer in offers {
            assert_eq!(ask(&offer), Ok(offer));
        }
        assert_eq!(ask("2026-10-25 02:30 CEST"), Ok("2026-10-25T02:30:00+02:00".into()));
    }

    #[test]
    fn a_day_that_could_be_a_month_is_asked_about() {
        let refusal = take_in(Some("Asia/Seoul"), "timestamp", "05/11/2026 09:15").unwrap_err();
        assert_eq!(refusal.offers, ["2026-11-05 09:15:00", "2026-05-11 09:15:00"]);
        assert_eq!(when("Asia/Seoul", "05.11.2026 09:15"), "2026-11-05T09:15:00+09:00");
        assert_eq!(when("Asia/Seoul", "05/05/2026 09:15"), "2026-05-05T09:15:00+09:00");
    }

    #[test]
    fn a_time_to_come_and_what_is_no_time_are_refused() {
        for (raw, part) in [
            ("2026-11-21 12:30", "still to come"),
            ("2027-01-01 00:00 UTC", "still to come"),
            ("2026-11-21", "time of day is missing"),
            ("2026-11-21 25:10", "no such time"),
            ("2026-11-21 오전 13:10", "no such time"),
            ("2026-02-30 09:15", "no such day"),
            ("just now", "cannot be read"),
            ("26-11-21 09:15", "cannot be read"),
            ("2026-11-21 09:15 Mars", "not a known time zone"),
            ("99999999999999 09:15", "cannot be read"),
            (":", "cannot be read"),
        ] {
            let said = take_in(Some("Asia/Seoul"), "timestamp", raw).map_err(|refusal| refusal.say(Lang::En));
            assert!(said.clone().is_err_and(|s| s.contains(part)), "{raw}: {said:?}");
        }
    }

    #[test]
    fn a_zone_named_with_the_time_fills_the_field_of_the_zone() {
        let (catalog, host) = (crate::builtin::catalog(), host());
        let mut case = super::super::Case::new("a".into(), Lang::En, NOW);
        assert!(
            case.fill(&catalog, &host, "timestamp", "2026-11-21 09:15 Korea Standard Time")
                .is_ok()
        );
        assert_eq!(case.value(&catalog, "time_zone").as_deref(), Some("Asia/Seoul"));
        assert!(case.fill(&catalog, &host, "timestamp", "nonsense").is_err());
        assert_eq!(
            case.value(&catalog, "timestamp").as_deref(),
            Some("2026-11-21T09:15:00+09:00"),
            "the old value stays"
        );
        assert!(case.fill(&catalog, &host, "timestamp", "").is_ok());
        assert_eq!(case.value(&catalog, "timestamp"), None);
    }
}
