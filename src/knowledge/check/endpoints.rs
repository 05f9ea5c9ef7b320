//! What `sspr check` looks at: that commands only look, and that interception would be noticed.

use super::view::{Finding, View, Whole, each};
use crate::knowledge::endpoint::NAMESPACE;
use crate::text::{Say, say};

/// What a cmdlet may do that only looks, or only shapes what was seen.
const LOOKS: [&str; 7] = ["Get", "Select", "Where", "ForEach", "Format", "Sort", "Import"];

/// Words by which a command could do anything at all.
const NEVER: [&str; 10] = [
    "::", "iex ", "cmd ", ".exe", "reg ", "sc ", ".Delete", ".Set", ".Invoke", "Tee-",
];

/// K042: what is run while somebody watches a check may change nothing.
pub fn commands_that_do_more_than_look(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    const MORE: Say = say("`{}` may do more than look", "`{}`은(는) 읽기만 하는 명령이 아닙니다");
    const LOOK: Say = say(
        "use cmdlets that look: Get, Select, Where, ForEach, Format, Sort, Import",
        "읽기만 하는 명령(Get, Select, Where, ForEach, Format, Sort, Import)을 쓰십시오",
    );
    let mut found = Vec::new();
    for (at, check) in each("server_checks", &view.knowledge.server_checks) {
        for word in check.run.iter().flat_map(|run| beyond_looking(run)) {
            found.push(Finding::new(format!("{at}/run"), MORE.both(&[&word]), LOOK));
        }
    }
    found
}

/// What of a command does more than look.
fn beyond_looking(run: &str) -> Vec<String> {
    let mut out: Vec<String> = NEVER
        .iter()
        .filter(|word| run.contains(*word))
        .map(|word| word.trim().to_owned())
        .collect();
    let names = run.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    let cmdlets = names.filter_map(|name| {
        let (verb, noun) = name.split_once('-')?;
        let letters = |part: &str| part.starts_with(|c: char| c.is_ascii_uppercase()) && !part.contains('-');
        (letters(verb) && letters(noun)).then_some((verb, name))
    });
    out.extend(
        cmdlets
            .filter(|(verb, _)| !LOOKS.contains(verb))
            .map(|(_, name)| name.to_owned()),
    );
    let netsh = run.matches("netsh").count() > run.matches("netsh winhttp show").count();
    out.extend(netsh.then(|| "netsh".to_owned()));
    out
}

/// K042: a host whose certificates may come from anybody lets interception pass, and one without a name is nowhere.
pub fn hosts_that_prove_nothing(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    const ANYBODY: Say = say(
        "whoever issues the certificate of `{}` would be right",
        "`{}`의 인증서는 누가 발급해도 맞는 것이 됩니다",
    );
    const NAME: Say = say(
        "name in `issuers` the organizations that do",
        "`issuers`에 발급하는 조직을 적으십시오",
    );
    const NO_HOST: Say = say("`{}` is no host", "`{}`은(는) 호스트 이름이 아닙니다");
    const HOST: Say = say(
        "write its name alone, without https:// and without a path",
        "https://와 경로 없이 이름만 적으십시오",
    );
    let mut found = Vec::new();
    for (at, endpoint) in each("endpoints", &view.knowledge.endpoints) {
        if !endpoint.plain && endpoint.issuers.is_empty() {
            found.push(Finding::new(format!("{at}/id"), ANYBODY.both(&[&endpoint.host]), NAME));
        }
        let host = endpoint.host.replace(NAMESPACE, "x");
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-');
        if host.is_empty() || !host.chars().all(plain) {
            found.push(Finding::new(
                format!("{at}/host"),
                NO_HOST.both(&[&endpoint.host]),
                HOST,
            ));
        }
    }
    found
}
