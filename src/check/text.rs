//! Checks for people: what a plan will do, what came of it, and the commands for a server that is somewhere else.

use super::changed::Changed;
use super::examined::Examined;
use super::plan::Plan;
use super::run::{Checked, SoFar};
use crate::case::found::Passed;
use crate::knowledge::Catalog;
use crate::knowledge::endpoint::ServerCheck;
use crate::knowledge::page;
use crate::text::{Lang, Say, columns, say};

/// What will be contacted and run, before anything is.
pub fn will(plan: &Plan, lang: Lang) -> String {
    const HOSTS: Say = say("These hosts will be contacted ({}):", "다음 호스트에 연결합니다({}).");
    const COMMANDS: Say = say(
        "These commands will run on this server; they only look:",
        "이 서버에서 다음 명령을 실행합니다. 읽기만 하는 명령입니다.",
    );
    const THROUGH: Say = say("through the proxy {}", "프록시 {} 경유");
    const OF_SERVICE: Say = say(
        "through the proxy of machine.config, where it names one",
        "machine.config에 프록시가 있으면 그 프록시 경유",
    );
    const IDLE: Say = say(
        "One connection is held for {} seconds without a word.",
        "연결 하나를 {}초 동안 아무것도 보내지 않고 유지합니다.",
    );
    const NOTHING_ELSE: Say = say(
        "Each is sent one request without a body, where its certificate is trusted. Nothing is changed anywhere.",
        "인증서를 신뢰할 수 있는 호스트에만 본문 없는 요청을 하나 보냅니다. 어디에서도 아무것도 바꾸지 않습니다.",
    );
    const ELSEWHERE: Say = say(
        "These are read on the Connect server; run the commands there (c copies them) and paste what they print (p):",
        "Connect 서버에서 읽는 항목입니다. 서버에서 명령을 실행하고(c로 복사) 출력된 내용을 붙여 넣으십시오(p).",
    );
    let mut parts = Vec::new();
    if !plan.endpoints.is_empty() {
        let mut out = HOSTS.with(lang, &[plan.cloud.title().get(lang)]);
        for (endpoint, host) in plan.targets(&plan.namespaces) {
            let host = host.unwrap_or_else(|| endpoint.host_of(None));
            let title = endpoint.title.get(lang);
            out.push_str(&format!("\n  {host}:{}  {title}", endpoint.port));
        }
        match &plan.proxy {
            Some(proxy) => out.push_str(&format!("\n  {}", THROUGH.with(lang, &[&proxy.to_string()]))),
            None if !plan.proxy_is_settled => out.push_str(&format!("\n  {}", OF_SERVICE.get(lang))),
            None => {}
        }
        out.push_str(&format!("\n{}", NOTHING_ELSE.get(lang)));
        if let Some(idle) = plan.idle {
            out.push_str(&format!("\n{}", IDLE.with(lang, &[&idle.as_secs().to_string()])));
        }
        parts.push(out);
    }
    if !plan.here.is_empty() {
        parts.push(COMMANDS.get(lang).to_owned() + &commands(&plan.here, lang));
    }
    if !plan.does_something() {
        parts.push(ELSEWHERE.get(lang).to_owned() + &commands(&plan.elsewhere, lang));
    }
    parts.join("\n")
}

/// What is read on the server, each with its command.
fn commands(checks: &[ServerCheck], lang: Lang) -> String {
    let mut out = String::new();
    for check in checks {
        out.push_str(&format!("\n  # {}", check.title.get(lang)));
        for line in check.run.iter().flat_map(|run| run.lines()) {
            out.push_str(&format!("\n  {line}"));
        }
    }
    out
}

/// How far they are.
pub fn progress(so_far: &SoFar, lang: Lang) -> String {
    const SO_FAR: Say = say("{} of {} done, at most {} s more", "{}/{} 완료, 길어도 {}초 남음");
    let number = |count: usize| count.to_string();
    SO_FAR.with(
        lang,
        &[&number(so_far.done), &number(so_far.total), &so_far.left.to_string()],
    )
}

/// How many of each.
pub fn sums(checked: &Checked, lang: Lang) -> String {
    const SUMS: Say = say(
        "{} failed, {} warnings, {} passed, {} skipped",
        "실패 {}개, 경고 {}개, 통과 {}개, 건너뜀 {}개",
    );
    let number = |status: Passed| checked.count(status).to_string();
    let sums = [Passed::Fail, Passed::Warn, Passed::Pass, Passed::Skipped].map(number);
    SUMS.with(lang, &sums.each_ref().map(String::as_str))
}

/// How it went in one line, and which one to begin with.
pub fn conclusion(checked: &Checked, lang: Lang) -> String {
    const FIRST: Say = say("{} fails at: {}", "{} 실패 단계: {}");
    let mut out = sums(checked, lang);
    let failed = checked.outcomes.iter().find(|outcome| outcome.status == Passed::Fail);
    if let Some(outcome) = failed {
        let step = outcome
            .decided()
            .map_or(outcome.title.get(lang), |step| step.probe.title().get(lang));
        out.push_str(". ");
        out.push_str(&FIRST.with(lang, &[outcome.name(lang), step]));
    }
    out
}

/// Everything, failures first.
pub fn tell(
    catalog: &Catalog,
    checked: &Checked,
    changed: &[Changed],
    lang: Lang,
    marked: bool,
    width: usize,
) -> String {
    const HEAD: Say = say("Connection checks: {}, {}", "연결 점검: {}, {}");
    const AS_YOU: Say = say(
        "The checks ran as you. The service runs as another account, with roots and a proxy login of its own.",
        "점검은 현재 사용자 계정으로 실행했습니다. 서비스는 다른 계정으로 실행되므로 루트 인증서와 프록시 로그인이 다를 수 있습니다.",
    );
    const COMPARED: Say = say("Since the checks before", "이전 점검과 비교");
    let head = HEAD.with(lang, &[checked.cloud.title().get(lang), &checked.at.to_minutes()]);
    let mut out = if marked {
        format!("# {head}\n\n")
    } else {
        format!("{head}\n")
    };
    out.push_str(&conclusion(checked, lang));
    out.push('\n');
    for outcome in &checked.outcomes {
        if marked {
            out.push_str(&row_marked(catalog, outcome, lang));
        } else {
            out.push_str(&row(catalog, outcome, lang, width));
        }
    }
    if !changed.is_empty() {
        let title = COMPARED.get(lang);
        out.push_str(&if marked {
            format!("\n## {title}\n\n")
        } else {
            format!("\n{title}\n")
        });
        for change in changed {
            let lead = if marked { "- " } else { "  " };
            out.push_str(&format!("{lead}{}\n", change.told(lang)));
        }
    }
    let contacted = checked.outcomes.iter().any(|outcome| !outcome.steps.is_empty());
    if contacted {
        out.push_str(&format!("\n{}\n", AS_YOU.get(lang)));
    }
    out
}

/// The name of a check with its port and how long it took.
fn head(outcome: &Examined, lang: Lang) -> String {
    let mut out = outcome.place(lang);
    if let Some(millis) = outcome.millis {
        out.push_str(&format!("  {millis} ms"));
    }
    out
}

/// What to read about a check that did not pass.
fn read(catalog: &Catalog, outcome: &Examined, lang: Lang) -> Option<String> {
    const READ: Say = say("Read: {} ({})", "읽을 항목: {} ({})");
    if outcome.status == Passed::Pass {
        return None;
    }
    let title = catalog
        .title(&outcome.entry)
        .map(|title| page::plain(title.get(lang)))
        .unwrap_or_default();
    Some(READ.with(lang, &[&outcome.entry, &title]))
}

/// Each step in a word, of a check that went a way.
fn steps(outcome: &Examined, lang: Lang) -> Option<String> {
    if outcome.status == Passed::Pass || outcome.steps.is_empty() {
        return None;
    }
    let told = outcome
        .steps
        .iter()
        .map(|step| format!("{} {}", step.probe.title().get(lang), step.status.told().get(lang)));
    Some(told.collect::<Vec<_>>().join(", "))
}

fn row(catalog: &Catalog, outcome: &Examined, lang: Lang, width: usize) -> String {
    const INDENT: usize = 9;
    let status = columns::pad(outcome.status.told().get(lang), INDENT);
    let mut out = format!("\n{status}{}\n", head(outcome, lang));
    let below = [
        Some(outcome.reason.get(lang).to_owned()),
        steps(outcome, lang),
        read(catalog, outcome, lang),
    ];
    for text in below.into_iter().flatten() {
        for line in columns::wrap(&text, width.saturating_sub(INDENT).max(20)) {
            out.push_str(&format!("{:INDENT$}{line}\n", ""));
        }
    }
    out
}

fn row_marked(catalog: &Catalog, outcome: &Examined, lang: Lang) -> String {
    let status = outcome.status.told().get(lang);
    let mut out = format!("\n- **{status}** {}\n", head(outcome, lang));
    let below = [
        Some(outcome.reason.get(lang).to_owned()),
        steps(outcome, lang),
        read(catalog, outcome, lang),
    ];
    for text in below.into_iter().flatten() {
        out.push_str(&format!("  - {text}\n"));
    }
    out
}
