//! The rules of diagnosis as filters of other programs: each form is evaluated over the records by which the rules are proven.

use crate::support::cli::sspr;
use sigma_rust::{Rule as Sigma, event_from_json, rule_from_yaml};
use sspr::knowledge::rule::{Ended, Records, Rule, Written};

fn rules() -> Vec<Rule> {
    sspr::builtin::catalog().rules()
}

fn export(form: &str) -> String {
    sspr(&format!("knowledge export --form {form}")).exits(0).out
}

/// The rules that stand on a single event of a log.
fn single(rule: &Rule) -> bool {
    rule.beside.is_empty() && rule.one_address.is_none() && rule.on.iter().any(|mark| !mark.of.is_empty())
}

/// Something besides the one event decides, which no filter can say.
fn needs_more(rule: &Rule) -> bool {
    !rule.without.is_empty() || !rule.unless_later.is_empty() || !rule.over_after.is_empty()
}

/// A record of a fixture with the fields that Sigma rules name.
fn as_json(written: &Written) -> Option<String> {
    let source = written.of.as_ref()?;
    let value = match &source.records {
        Records::Events(first, _) => {
            let keywords = written.result.map(|ended| match ended {
                Ended::Success => "0x8020000000000000",
                Ended::Failure => "0x8010000000000000",
            });
            serde_json::json!({ "Provider_Name": source.provider, "EventID": first, "Keywords": keywords, "Data": written.says })
        }
        Records::Activity(activity) => {
            let result = written
                .result
                .map(|ended| if ended == Ended::Success { "success" } else { "failure" });
            serde_json::json!({ "OperationName": activity, "Result": result, "ResultReason": written.says })
        }
    };
    Some(value.to_string())
}

#[test]
fn every_sigma_rule_fits_the_records_that_prove_its_rule() {
    let file = export("sigma");
    let documents: Vec<(&str, Sigma)> = file
        .split("---\n")
        .skip(1)
        .map(|text| (text, rule_from_yaml(text).unwrap()))
        .collect();
    let fits = |id: &str, records: &[Written]| {
        let own = documents
            .iter()
            .filter(|(text, _)| text.starts_with(&format!("title: \"{id}: ")));
        own.clone().any(|(_, sigma)| {
            let events = records.iter().filter_map(as_json);
            events
                .map(|json| event_from_json(&json).unwrap())
                .any(|event| sigma.is_match(&event))
        })
    };
    for rule in rules().iter().filter(|rule| single(rule)) {
        assert!(fits(&rule.id, &rule.holds_for), "{} does not hold", rule.id);
        if !needs_more(rule) {
            assert!(
                !fits(&rule.id, &rule.fails_for),
                "{} holds for what it must not",
                rule.id
            );
        }
    }
}

#[test]
fn what_a_form_cannot_say_stands_in_the_file() {
    let all = rules();
    for form in ["xpath", "kql", "sigma"] {
        let file = export(form);
        for rule in &all {
            assert!(file.contains(&rule.id), "{form}: {} is left out silently", rule.id);
        }
        for said in [
            "Left out, since another event of the same request",
            "Not said here: it is over where",
        ] {
            assert!(file.contains(said), "{form}: {said}");
        }
    }
    let korean = sspr("knowledge export --form sigma --lang ko").exits(0).out;
    assert!(
        korean.contains("여기서 표현하지 못함") && korean.contains("조치 방법"),
        "{korean}"
    );
}

/// The part of Windows' `XPath` that the query list uses: one provider, numbers or ranges of them, and a bit of the keywords.
fn selects(expression: &str, provider: &str, event: u32) -> bool {
    let inner = expression.strip_prefix("*[System[Provider[@Name='").unwrap();
    let (name, rest) = inner.split_once("'] and (").unwrap();
    let rest = rest.strip_suffix("]]").unwrap();
    let (numbers, keywords) = rest.split_once(" and band(Keywords,").unwrap_or((rest, "0)"));
    let numbers = numbers.strip_suffix(')').unwrap();
    let bit: u64 = keywords.strip_suffix(')').unwrap().parse().unwrap();
    assert!(bit == 0 || bit.is_power_of_two(), "{expression}");
    let number = |text: &str| text.parse::<u32>().unwrap();
    let holds = |part: &str| match part.strip_prefix("(EventID &gt;= ") {
        Some(range) => {
            let (first, last) = range
                .strip_suffix(')')
                .unwrap()
                .split_once(" and EventID &lt;= ")
                .unwrap();
            (number(first)..=number(last)).contains(&event)
        }
        None => number(part.strip_prefix("EventID=").unwrap()) == event,
    };
    name == provider && numbers.split(" or ").any(holds)
}

#[test]
fn the_query_list_selects_what_its_rules_stand_on_within_the_limits_of_windows() {
    let file = export("xpath");
    let mut reader = quick_xml::Reader::from_str(&file);
    while !matches!(reader.read_event().unwrap(), quick_xml::events::Event::Eof) {}
    let expressions: Vec<&str> = file
        .lines()
        .filter_map(|line| line.trim().strip_prefix("<Select Path=\"")?.split_once("\">"))
        .map(|(_, rest)| rest.strip_suffix("</Select>").unwrap())
        .collect();
    for expression in &expressions {
        assert!(expression.matches("EventID").count() <= 22, "{expression}");
        assert!(!expression.contains("contains("), "{expression}");
    }
    let selected = |provider: &str, event| expressions.iter().any(|own| selects(own, provider, event));
    for rule in rules().iter().filter(|rule| single(rule)) {
        let events = rule.holds_for.iter().filter_map(|written| {
            let source = written.of.as_ref()?;
            match source.records {
                Records::Events(first, _) => Some((source.provider.as_str(), first)),
                Records::Activity(_) => None,
            }
        });
        let events: Vec<_> = events.collect();
        let any = events.iter().any(|(provider, event)| selected(provider, *event));
        assert!(events.is_empty() || any, "{}", rule.id);
    }
    assert!(!selected("PasswordResetService", 1) && !selected("MsiInstaller", 1033));
}

#[test]
fn the_queries_of_log_analytics_are_whole() {
    let file = export("kql");
    for table in ["\nEvent\n| where Source in~ (", "\nAuditLogs\n| extend Message"] {
        assert!(file.contains(table), "{table}");
    }
    let mut depth = 0_i32;
    for line in file.lines().filter(|line| !line.trim_start().starts_with("//")) {
        let mut quoted = false;
        let mut escaped = false;
        for c in line.chars() {
            match c {
                _ if escaped => escaped = false,
                '\\' if quoted => escaped = !line.contains("@\""),
                '"' => quoted = !quoted,
                '(' | '[' if !quoted => depth += 1,
                ')' | ']' if !quoted => depth -= 1,
                _ => {}
            }
        }
        assert!(!quoted && depth >= 0, "{line}");
    }
    assert_eq!(depth, 0);
    assert!(
        file.contains("SecurityEvent"),
        "where the Security log is kept is not said"
    );
    // a restriction in the trace, and a reason of the audit log
    assert!(file.contains(
        "(Source =~ \"ADSync\" and EventID == 6329 and Message contains \"80230619\"), \"rule.trace-policy\","
    ));
    assert!(
        file.contains("Message contains \"OnPremisesConnectivityError\"")
            || file.contains("Message contains \"onpremisesconnectivityerror\"")
    );
}
