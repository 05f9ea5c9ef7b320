//! Rules as Sigma rules, a document each: for the logs of Windows, and for the Entra audit log.

use super::filters::{Filter, Filters, Pick, What, quoted};
use crate::case::digest;
use crate::knowledge::rule::{Certainty, Ended};
use crate::text::{Say, say};

pub(super) fn file(filters: &Filters) -> String {
    const ABOUT: Say = say(
        "Sigma rules, a document each. Provider_Name, EventID and Data are those of a Windows event; OperationName, Result and ResultReason those of the Entra audit log.",
        "Sigma 규칙이며 문서 하나가 규칙 하나입니다. Provider_Name, EventID, Data는 Windows 이벤트의 필드이고 OperationName, Result, ResultReason은 Entra 감사 로그의 필드입니다.",
    );
    let mut out = String::new();
    out.extend(filters.head(ABOUT).iter().map(|line| format!("# {line}\n")));
    for rule in &filters.rules {
        // a rule of Sigma is about one log
        let mut channels: Vec<&str> = Vec::new();
        for pick in &rule.picks {
            if !channels.contains(&pick.channel.as_str()) {
                channels.push(&pick.channel);
            }
        }
        for channel in channels {
            out.push_str("---\n");
            out.push_str(&document(filters, rule, channel));
        }
    }
    out
}

fn document(filters: &Filters, rule: &Filter, channel: &str) -> String {
    const ENTRIES: Say = say("What to do: sspr explain {}.", "조치 방법: sspr explain {}.");
    let picks: Vec<&Pick> = rule.picks.iter().filter(|pick| pick.channel == channel).collect();
    let is_audit = picks.iter().any(|pick| matches!(pick.what, What::Activities(_)));
    let mut about = vec![ENTRIES.with(filters.lang, &[&rule.entries.join(" ")])];
    about.extend(rule.unsaid.iter().cloned());
    let mut out = format!(
        "title: {}\nid: {}\nstatus: test\ndescription: {}\nauthor: sspr\nlogsource:\n",
        quoted(&title(rule)),
        id(&rule.id, channel),
        quoted(&about.join(" "))
    );
    if is_audit {
        out.push_str("    product: azure\n    service: auditlogs\n");
    } else {
        let service = channel.to_lowercase().replace('/', "-");
        out.push_str(&format!("    product: windows\n    service: {service}\n"));
    }
    out.push_str("detection:\n");
    for (number, pick) in picks.iter().enumerate() {
        out.push_str(&format!("    selection_{}:\n", number + 1));
        out.push_str(&selection(pick));
    }
    out.push_str("    condition: 1 of selection_*\n");
    out.push_str(&format!("level: {}\n", level(rule)));
    out
}

/// The most a title may have, by the specification, in characters.
const LONGEST_TITLE: usize = 100;

/// Several rules lead to one entry, and titles are told apart.
fn title(rule: &Filter) -> String {
    let title = format!("{}: {}", rule.id, rule.title);
    title.chars().take(LONGEST_TITLE).collect()
}

fn selection(pick: &Pick) -> String {
    let mut out = String::new();
    let mut list = |field: &str, values: Vec<String>| {
        out.push_str(&format!("        {field}:\n"));
        out.extend(values.iter().map(|value| format!("            - {value}\n")));
    };
    let contained = |texts: &[String]| texts.iter().map(|text| quoted(&escaped(text))).collect::<Vec<_>>();
    let message = match &pick.what {
        What::Events(ranges) => {
            list("Provider_Name", vec![quoted(&pick.provider)]);
            let numbers = ranges.iter().flat_map(|(first, last)| *first..=*last);
            list("EventID", numbers.map(|number| number.to_string()).collect());
            // the highest bit is set in the keywords of every log that is audited
            let keywords = pick.bit.map(|bit| quoted(&format!("0x{:x}", bit | 1 << 63)));
            if let Some(keywords) = keywords {
                list("Keywords", vec![keywords]);
            }
            "Data"
        }
        What::Activities(names) => {
            if !names.is_empty() {
                list("OperationName", names.iter().map(|name| quoted(name)).collect());
            }
            match pick.result {
                Some(Ended::Success) => list("Result", vec![quoted("success")]),
                Some(Ended::Failure) => list("Result", vec![quoted("failure"), quoted("timeout")]),
                None => {}
            }
            "ResultReason"
        }
    };
    if !pick.codes.is_empty() {
        list(&format!("{message}|contains"), contained(&pick.codes));
    }
    if !pick.texts.is_empty() {
        list(&format!("{message}|contains|all"), contained(&pick.texts));
    }
    if let Some(regex) = &pick.matches {
        list(&format!("{message}|re"), vec![quoted(regex)]);
    }
    out
}

/// What Sigma takes for a wildcard stands for itself.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('*', "\\*").replace('?', "\\?")
}

fn level(rule: &Filter) -> &'static str {
    match rule.certainty {
        Certainty::Confirmed => "high",
        Certainty::Likely => "medium",
        Certainty::Possible if rule.alone => "informational",
        Certainty::Possible => "low",
    }
}

/// An identifier that stays the same from one making to the next.
fn id(rule: &str, channel: &str) -> String {
    let hash = digest::of(format!("{rule} {channel}").as_bytes()).sha256;
    let part = |from: usize, to: usize| hash.get(from..to).unwrap_or_default();
    format!(
        "{}-{}-4{}-8{}-{}",
        part(0, 8),
        part(8, 12),
        part(13, 16),
        part(17, 20),
        part(20, 32)
    )
}
