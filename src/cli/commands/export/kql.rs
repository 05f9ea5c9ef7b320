//! Rules as queries for a Log Analytics workspace: one over the table `Event`, one over `AuditLogs`. Of several rules that fit an
//! event the first answers, as in `scan`.

use super::filters::{Filter, Filters, Pick, What, quoted, told, word};
use crate::knowledge::rule::Ended;
use crate::text::{Say, say};

/// The channel whose events a workspace keeps in a table of their own.
const SECURITY: &str = "Security";
const ELSEWHERE: Say = say(
    "Not said here: a workspace keeps the Security log in the table SecurityEvent (EventSourceName, EventID); Event holds it only where it was sent there.",
    "여기서 표현하지 못함: 작업 영역은 보안 로그를 SecurityEvent 테이블(EventSourceName, EventID)에 둡니다. 따로 보낸 경우에만 Event에 있습니다.",
);

const KEYWORDS: Say = say(
    "Not said here: only where its keywords say how it ended ({}); the table Event has no column for them.",
    "여기서 표현하지 못함: 키워드가 결과({})를 나타낼 때만 맞습니다. Event 테이블에는 키워드 열이 없습니다.",
);

pub(super) fn file(filters: &Filters) -> String {
    const ABOUT: Say = say(
        "For a Log Analytics workspace or Microsoft Sentinel. Run one query at a time: the first is for Windows events (table Event), the second for the Entra audit log (table AuditLogs).",
        "Log Analytics 작업 영역 또는 Microsoft Sentinel용입니다. 한 번에 쿼리 하나씩 실행하십시오. 첫째는 Windows 이벤트(Event 테이블), 둘째는 Entra 감사 로그(AuditLogs 테이블)용입니다.",
    );
    let mut out = String::new();
    out.extend(filters.head(ABOUT).iter().map(|line| format!("// {line}\n")));
    let events = |pick: &Pick| matches!(pick.what, What::Events(_));
    out.push_str(&query(
        filters,
        &Table {
            name: "Event",
            message: "RenderedDescription",
            when: &|pick| condition(pick, &event_ids(pick)),
            shows: "TimeGenerated, Computer, Status, Entry, Title, Rule, Source, EventID, RenderedDescription",
            holds: &events,
        },
    ));
    out.push_str(&query(
        filters,
        &Table {
            name: "AuditLogs",
            message: "strcat(ResultReason, \" \", ResultDescription)",
            when: &|pick| condition(pick, &activities(pick)),
            shows: "TimeGenerated, CorrelationId, Status, Entry, Title, Rule, OperationName, Result, ResultReason, User = tostring(TargetResources[0].userPrincipalName)",
            holds: &|pick| !events(pick),
        },
    ));
    out
}

struct Table<'t> {
    name: &'t str,
    message: &'t str,
    when: &'t dyn Fn(&Pick) -> String,
    shows: &'t str,
    holds: &'t dyn Fn(&Pick) -> bool,
}

fn query(filters: &Filters, table: &Table<'_>) -> String {
    let own = |rule: &&Filter| rule.picks.iter().any(|pick| (table.holds)(pick));
    let rules: Vec<&Filter> = filters.rules.iter().filter(own).collect();
    let mut out = String::from("\nlet Rules = datatable(Rule:string, Status:string, Entry:string, Title:string)[\n");
    let rows: Vec<String> = rules
        .iter()
        .map(|rule| {
            let row = [&rule.id, word(rule.certainty), &rule.entries.join(" "), &rule.title].map(quoted);
            format!("    {}", row.join(", "))
        })
        .collect();
    out.push_str(&rows.join(",\n"));
    out.push_str("\n];\n");
    let providers = providers(&rules, table);
    out.push_str(&format!("{}\n", table.name));
    if !providers.is_empty() {
        out.push_str(&format!("| where Source in~ ({})\n", providers.join(", ")));
    }
    out.push_str(&format!(
        "| extend Message = replace_regex({}, @\"\\s+\", \"\")\n| extend Rule = case(\n",
        table.message
    ));
    for rule in rules {
        out.push_str(&format!("    // {}\n", told(rule)));
        out.extend(rule.unsaid.iter().map(|line| format!("    // {line}\n")));
        if rule.picks.iter().any(|pick| pick.channel == SECURITY) {
            out.push_str(&format!("    // {}\n", ELSEWHERE.get(filters.lang)));
        }
        let told = rule.picks.iter().filter(|pick| matches!(pick.what, What::Events(_)));
        for bit in told.filter_map(|pick| pick.bit) {
            let keywords = KEYWORDS.with(filters.lang, &[&format!("0x{bit:x}")]);
            out.push_str(&format!("    // {keywords}\n"));
        }
        let picks = rule.picks.iter().filter(|pick| (table.holds)(pick));
        let conditions: Vec<String> = picks.map(table.when).collect();
        out.push_str(&format!(
            "    {}, {},\n",
            conditions.join("\n        or "),
            quoted(&rule.id)
        ));
    }
    out.push_str(&format!(
        "    \"\")\n| where isnotempty(Rule)\n| lookup kind=leftouter Rules on Rule\n| project {}\n| sort by TimeGenerated desc\n",
        table.shows
    ));
    out
}

fn providers(rules: &[&Filter], table: &Table<'_>) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for pick in rules
        .iter()
        .flat_map(|rule| &rule.picks)
        .filter(|pick| (table.holds)(pick))
    {
        let name = quoted(&pick.provider);
        if matches!(pick.what, What::Events(_)) && !out.contains(&name) {
            out.push(name);
        }
    }
    out
}

fn event_ids(pick: &Pick) -> Vec<String> {
    let What::Events(ranges) = &pick.what else {
        return Vec::new();
    };
    let ids: Vec<String> = ranges
        .iter()
        .map(|(first, last)| {
            if first == last {
                format!("EventID == {first}")
            } else {
                format!("EventID between ({first} .. {last})")
            }
        })
        .collect();
    vec![format!("Source =~ {}", quoted(&pick.provider)), any(&ids)]
}

fn activities(pick: &Pick) -> Vec<String> {
    let What::Activities(names) = &pick.what else {
        return Vec::new();
    };
    let named: Vec<String> = names.iter().map(|name| quoted(name)).collect();
    let mut out = Vec::new();
    if !named.is_empty() {
        out.push(format!("OperationName in~ ({})", named.join(", ")));
    }
    out.extend(pick.result.map(|ended| match ended {
        Ended::Success => "Result =~ \"success\"".to_owned(),
        Ended::Failure => "Result in~ (\"failure\", \"timeout\")".to_owned(),
    }));
    out
}

fn condition(pick: &Pick, source: &[String]) -> String {
    let contains = |text: &String| {
        let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        format!("Message contains {}", quoted(&bare))
    };
    let mut all = source.to_vec();
    if !pick.codes.is_empty() {
        let codes: Vec<String> = pick.codes.iter().map(contains).collect();
        all.push(any(&codes));
    }
    all.extend(pick.texts.iter().map(contains));
    all.extend(
        pick.matches
            .iter()
            .map(|regex| format!("Message matches regex {}", quoted(regex))),
    );
    format!("({})", all.join(" and "))
}

fn any(conditions: &[String]) -> String {
    match conditions {
        [one] => one.clone(),
        all => format!("({})", all.join(" or ")),
    }
}
