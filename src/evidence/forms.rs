//! Secrets and anchors that are known by their form: tokens, keys, resident numbers, the parameters of addresses, what stands
//! behind the label of a directory anchor.

use super::shapes::{self, Pattern, Shape, pattern, shape};
use super::told::Judge;
use super::words::quoted;
use crate::knowledge::paste::{Around, Secret};
use std::ops::Range;
use std::sync::LazyLock;

/// What is taken out of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taken {
    Secret(Secret),
    Anchor,
}

/// Where it stands, in bytes.
pub(super) type Cut = (Range<usize>, Taken);

/// Forms that need no announcement: the pattern, what it is, and what it cannot do without, in small letters: a text that has none of
/// these is not searched.
const FORMS: &[(&Pattern, Secret, &[&str])] = &[
    (&PEM, Secret::Key, &["-----begin"]),
    (&JWT, Secret::Token, &["eyj"]),
    (&BEARER, Secret::Token, &["bearer", "basic"]),
    (&CLIENT_SECRET, Secret::Token, &["q~"]),
    (&VENDOR_KEY, Secret::Key, &["gh", "akia", "xox", "sk-", "aiza"]),
    (&RECOVERY_KEY, Secret::Key, &["-"]),
    (&USER_INFO, Secret::Password, &["://"]),
    (&SECURE_STRING, Secret::Password, &["convertto-securestring"]),
    (&PIPED_STRING, Secret::Password, &["convertto-securestring"]),
    (&PLAIN_TEXT, Secret::Password, &["-asplaintext"]),
    (&NET_USER, Secret::Password, &["net"]),
    (&SIGNED_IN, Secret::Password, &["curl", "sqlcmd", "psexec", "sshpass"]),
];

macro_rules! patterns {
    ($($name:ident $text:expr;)*) => {
        $(static $name: Pattern = Pattern(LazyLock::new(|| pattern($text)));)*

        #[cfg(test)]
        const PATTERNS: &[(&str, &Pattern)] = &[$((stringify!($name), &$name),)*];
    };
}

// the secret is the first group
patterns! {
    PEM r"(?s)-----BEGIN [A-Z ]*PRIVATE KEY-----((?u-i:.)*?)(?:-----END|\z)";
    JWT r"\b(eyJ[A-Za-z0-9_-]{10,}(?:\.[A-Za-z0-9_-]+){0,4})";
    BEARER r"(?i)\b(?:bearer|basic)\s+([A-Za-z0-9._~+/-]{16,}=*)";
    CLIENT_SECRET r"([A-Za-z0-9_.-]{3}[0-9]Q~[A-Za-z0-9_.~-]{20,})";
    VENDOR_KEY r"\b(gh[pousr]_[A-Za-z0-9]{20,}|github_pat_[A-Za-z0-9_]{20,}|AKIA[A-Z0-9]{16}|xox[abprs]-[A-Za-z0-9-]{10,}|sk-[A-Za-z0-9_-]{20,}|AIza[A-Za-z0-9_-]{30,})";
    RECOVERY_KEY r"\b(\d{6}(?:-\d{6}){7})\b";
    USER_INFO r"://(?u-i:[^/[:space:]:@])+:((?u-i:[^@[:space:]/])+)@";
    SECURE_STRING r#"(?i)\bConvertTo-SecureString\s+(?:-String\s+)?("(?u-i:[^"\n]*)"|'(?u-i:[^'\n]*)'|(?u-i:[^[:space:]()$\[|-][^[:space:])]*))"#;
    PIPED_STRING r#"(?i)("(?u-i:[^"\n]*)"|'(?u-i:[^'\n]*)')\s*\|\s*ConvertTo-SecureString"#;
    PLAIN_TEXT r#"(?i)-AsPlainText\s+(?:-Force\s+)?("(?u-i:[^"\n]*)"|'(?u-i:[^'\n]*)')"#;
    NET_USER r"(?i)\bnet1?\s+user\s+(?u-i:[^[:space:]/]+)\s+((?u-i:[^[:space:]/*][^[:space:]]*))";
    SIGNED_IN r"(?i)\b(?:curl\b(?u-i:[^\n]*?)\s-u|curl\b(?u-i:[^\n]*?)\s--user|sqlcmd\b(?u-i:[^\n]*?)\s-P|psexec\b(?u-i:[^\n]*?)\s-p|sshpass\s+-p)\s*(?:(?u-i:[^[:space:]:]+):)?((?u-i:[^[:space:]]+))";
    RESIDENT r"(?:^|(?u-i:[^0-9-]))(\d{6} ?- ?[1-8](?:\d{6}|\*{6}))(?:(?u-i:[^0-9-])|$)";
    RESIDENT_BARE r"(?:^|(?u-i:[^0-9-]))(\d{6} ?[1-8]\d{6})(?:(?u-i:[^0-9-])|$)";
    PARAMETER r#"[?&#;]([A-Za-z_-]+)=((?u-i:[^&[:space:]"'<>#;\])]+))"#;
    ANCHOR_PERSON r"(?i)\buser_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b,?[ ]?";
    ANCHOR_LABELED r#"^["'\]>*]*\s*(?u-i:[:=>：])\s*["']?([A-Za-z0-9+/_-]+={0,2})"#;
    ANCHOR_VALUE r#"(?i)^["'\]>*]*\s*(?:is|(?u-i:[:=>：])|값은)?\s*(?:value\s*=\s*)?["']?((?:user_)?\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?|[A-Za-z0-9+/]{16,}={0,2}|\{\s*(?:\d{1,3}|0x[0-9a-f]{1,2})(?:\s*,\s*(?:\d{1,3}|0x[0-9a-f]{1,2}|\.\.\.))+\s*\}|(?:[0-9a-f]{2}[ -]){7,}[0-9a-f]{2})"#;
}

/// What is found in `text` by its form.
pub(super) fn find(judge: &Judge<'_>, text: &str) -> Vec<Cut> {
    let mut cuts = Vec::new();
    forms(text, &mut cuts);
    parameters(judge, text, &mut cuts);
    anchors(judge, text, &mut cuts);
    cuts
}

fn forms(text: &str, cuts: &mut Vec<Cut>) {
    let lower = text.to_ascii_lowercase();
    for (pattern, secret, _) in FORMS
        .iter()
        .filter(|(_, _, needs)| needs.iter().any(|need| lower.contains(need)))
    {
        for found in pattern.get().into_iter().flat_map(|p| p.captures_iter(text)) {
            if let Some(group) = found.get(1) {
                cuts.push((inside_quotes(text, group.range()), Taken::Secret(*secret)));
            }
        }
    }
    for (pattern, form) in [(&RESIDENT, true), (&RESIDENT_BARE, false)] {
        let mut from = 0;
        while let Some(group) = pattern.get().and_then(|p| p.captures_at(text, from)?.get(1)) {
            from = group.end();
            let digits: String = group.as_str().chars().filter(char::is_ascii_digit).collect();
            let hidden = digits.len() == 7 && shapes::resident(&format!("{digits}000000"));
            if hidden || shapes::resident(&digits) && (form || shapes::checks(&digits)) {
                cuts.push((group.range(), Taken::Secret(Secret::ResidentNumber)));
            }
        }
    }
}

/// May a form go on in the next line, or have begun in the one before? In small letters.
pub(super) fn may_go_on(lower: &str) -> bool {
    const OVER_LINES: [&str; 10] = [
        "-----begin",
        "-----end",
        "bearer",
        "basic",
        "convertto-securestring",
        "-asplaintext",
        "curl",
        "sqlcmd",
        "psexec",
        "sshpass",
    ];
    // net user kimmj, and the password below
    let mut last = lower.split_whitespace().rev();
    let last = [last.next(), last.next(), last.next()];
    let net = |word: Option<&str>| word.is_some_and(|word| word.ends_with("net") || word.ends_with("net1"));
    let net = match last {
        [word, ..] if net(word) => true,
        [Some("user"), word, _] | [_, Some("user"), word] => net(word),
        _ => false,
    };
    net || OVER_LINES.iter().any(|need| lower.contains(need))
}

/// Does an address in the text have a parameter that may hold a secret?
pub(super) fn has_parameters(judge: &Judge<'_>, text: &str) -> bool {
    let mut all = PARAMETER.get().into_iter().flat_map(|p| p.captures_iter(text));
    all.any(|found| {
        found
            .get(1)
            .is_some_and(|name| judge.words.says(Around::Parameter, &name.as_str().to_lowercase()))
    })
}

/// Secrets in the parameters of addresses. A code of an error is none.
fn parameters(judge: &Judge<'_>, text: &str, cuts: &mut Vec<Cut>) {
    for found in PARAMETER.get().into_iter().flat_map(|p| p.captures_iter(text)) {
        let (Some(name), Some(value)) = (found.get(1), found.get(2)) else {
            continue;
        };
        let lower = name.as_str().to_lowercase();
        let error = lower == "code" && (shape(value.as_str()) == Shape::Other || judge.a_known_code(value.as_str()));
        let told = ["true", "false", "null", "1", "0"].contains(&value.as_str());
        if judge.words.says(Around::Parameter, &lower) && !error && !told {
            let announced = judge.words.announcing(&lower.chars().collect::<Vec<_>>()).next();
            let secret = match (lower.as_str(), announced) {
                ("code" | "otp" | "pin" | "user_code", _) => Secret::Code,
                ("key" | "sig", _) => Secret::Key,
                (_, Some(announced)) => announced.secret,
                (_, None) => Secret::Token,
            };
            cuts.push((value.range(), Taken::Secret(secret)));
        }
    }
}

/// Anchors of persons, with their labels and the sign that parts them from what follows.
fn anchors(judge: &Judge<'_>, text: &str, cuts: &mut Vec<Cut>) {
    for found in ANCHOR_PERSON.get().into_iter().flat_map(|p| p.find_iter(text)) {
        cuts.push((found.range(), Taken::Anchor));
    }
    for (label, value) in labeled_anchors(judge, text) {
        let rest = text.get(value.end..).unwrap_or_default();
        let tail = rest.len() - rest.trim_start_matches(['"', '\'', ',', ';', ' ']).len();
        cuts.push((label.start..value.end + tail, Taken::Anchor));
    }
}

/// Where the values of anchors stand, without their labels.
pub(super) fn anchor_values(judge: &Judge<'_>, text: &str) -> Vec<Range<usize>> {
    let people = ANCHOR_PERSON
        .get()
        .filter(|_| text.to_ascii_lowercase().contains("user_"))
        .into_iter()
        .flat_map(|p| p.find_iter(text));
    let people = people.map(|found| found.start()..found.start() + found.as_str().trim_end_matches([',', ' ']).len());
    let mut all: Vec<Range<usize>> = people.collect();
    for (_, value) in labeled_anchors(judge, text) {
        if all
            .iter()
            .all(|other| other.end <= value.start || value.end <= other.start)
        {
            all.push(value);
        }
    }
    all.sort_by_key(|at| at.start);
    all
}

/// The labels of anchors with their values.
fn labeled_anchors(judge: &Judge<'_>, text: &str) -> Vec<(Range<usize>, Range<usize>)> {
    let mut out = Vec::new();
    let (Some(value), Some(labeled)) = (ANCHOR_VALUE.get(), ANCHOR_LABELED.get()) else {
        return out;
    };
    let lower = text.to_ascii_lowercase();
    for label in judge.words.all(Around::Anchor) {
        for (at, _) in lower.match_indices(label) {
            let end = at + label.len();
            let part_of_a_word = lower
                .get(..at)
                .is_some_and(|b| b.ends_with(|c: char| c.is_ascii_alphanumeric()));
            let rest = text.get(end..).filter(|_| !part_of_a_word).unwrap_or_default();
            // a word of a sentence is none: letters of one case without a digit
            let formed = value.captures(rest).and_then(|found| found.get(1)).filter(|group| {
                let blob = group.as_str();
                blob.contains(|c: char| c.is_ascii_digit() || "+/=-{".contains(c))
                    || blob.contains(|c: char| c.is_ascii_uppercase())
                        && blob.contains(|c: char| c.is_ascii_lowercase())
            });
            // behind the sign of a label any value is one, whatever its form; the name of an attribute has no digit
            let said = || labeled.captures(rest)?.get(1).filter(|group| is_value(group.as_str()));
            let Some(group) = formed.or_else(said) else {
                continue;
            };
            out.push((at..end, end + group.start()..end + group.end()));
        }
    }
    out
}

/// Is it a value rather than a number of a list or the name of an attribute?
fn is_value(blob: &str) -> bool {
    blob.len() >= 6 && (blob.ends_with('=') || blob.contains(|c: char| c.is_ascii_digit()))
}

fn inside_quotes(text: &str, at: Range<usize>) -> Range<usize> {
    let part = text.get(at.clone()).unwrap_or_default();
    quoted(part).map_or(at.clone(), |inner| at.start + inner.start..at.start + inner.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pattern_can_be_read() {
        for (name, pattern) in PATTERNS {
            assert!(pattern.get().is_some(), "{name}");
        }
    }
}
