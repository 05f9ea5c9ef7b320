//! What `sspr check` looks at: that commands only look, and that interception would be noticed.

use super::view::{Finding, View, Whole, each};
use crate::knowledge::endpoint::NAMESPACE;
use crate::text::{Say, say};

/// What a cmdlet may do that only looks, or only shapes what was seen; in lower case.
const LOOKS: [&str; 7] = ["get", "select", "where", "foreach", "format", "sort", "import"];

/// Pieces by which a command could do anything at all; in lower case.
const NEVER: [&str; 9] = [
    "::", ".exe", ".delete", ".set", ".invoke", ".create(", ".kill(", ">", "`",
];

/// Programs and short names of cmdlets that do more than look, where a command begins with one; in lower case.
const ALIASES: [&str; 62] = [
    "ac",
    "bitsadmin",
    "certutil",
    "clc",
    "clear",
    "cli",
    "clp",
    "cmd",
    "copy",
    "cp",
    "cpi",
    "cpp",
    "curl",
    "cscript",
    "dcdiag",
    "del",
    "dism",
    "dsacls",
    "erase",
    "icacls",
    "icm",
    "iex",
    "ii",
    "irm",
    "iwmi",
    "iwr",
    "kill",
    "md",
    "mi",
    "mkdir",
    "move",
    "mp",
    "mv",
    "net",
    "ni",
    "ntdsutil",
    "nv",
    "rd",
    "reg",
    "ren",
    "ri",
    "rm",
    "rmdir",
    "rni",
    "rnp",
    "robocopy",
    "rp",
    "rundll32",
    "saps",
    "sasv",
    "sc",
    "schtasks",
    "set",
    "si",
    "sl",
    "sp",
    "spps",
    "spsv",
    "start",
    "sv",
    "tee",
    "wget",
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

/// What of a command does more than look. PowerShell makes no difference between upper and lower case.
fn beyond_looking(run: &str) -> Vec<String> {
    let lower = run.to_ascii_lowercase();
    let mut out: Vec<String> = NEVER
        .iter()
        .filter(|piece| lower.contains(*piece))
        .map(|piece| (*piece).to_owned())
        .collect();
    let in_a_name = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let cmdlets = run.split(|c: char| !in_a_name(c)).filter(|name| {
        let Some((verb, noun)) = name.split_once('-') else {
            return false;
        };
        let letters = |part: &str| part.len() > 1 && part.chars().all(|c| c.is_ascii_alphabetic());
        letters(verb) && letters(noun) && !LOOKS.contains(&&*verb.to_ascii_lowercase())
    });
    out.extend(cmdlets.map(str::to_owned));
    // where a command may begin: behind what ends or opens a statement
    let begins = lower.split(['\n', ';', '|', '{', '(', '&', '=']);
    let first = begins.filter_map(|part| part.split_whitespace().next());
    out.extend(first.filter(|word| ALIASES.contains(word)).map(str::to_owned));
    let netsh = lower.matches("netsh").count() > lower.matches("netsh winhttp show").count();
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_changes_something_is_noticed_however_it_is_written() {
        for run in [
            "restart-service ADSync",
            "Get-Service ADSync | STOP-SERVICE",
            "rm C:\\x",
            "if ($true) { DEL x }",
            "$x = sc stop ADSync",
            "Get-Content a > b",
            "[IO.File]::Delete('x')",
            "NETSH winhttp reset proxy",
            "Get-Item x | % { $_.DELETE() }",
            "Reg.EXE add x",
        ] {
            assert!(!beyond_looking(run).is_empty(), "{run}");
        }
        for run in [
            "Get-Service ADSync | Select-Object Status",
            "\"ServiceStart : $($s.StartMode)\"",
            "$h = (netsh winhttp show proxy) -match 'x'",
            "Import-Module ADSync -ErrorAction SilentlyContinue",
        ] {
            assert_eq!(beyond_looking(run), [] as [String; 0], "{run}");
        }
    }
}
