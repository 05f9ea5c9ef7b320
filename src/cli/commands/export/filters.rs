//! The rules of diagnosis that stand on single events, and what a filter of single events cannot say of each.

use crate::knowledge::Catalog;
use crate::knowledge::page;
use crate::knowledge::rule::{Certainty, Ended, Mark, Records, Rule, Source};
use crate::text::{Lang, Say, say};

/// What every form is made from.
pub(super) struct Filters {
    pub lang: Lang,
    pub rules: Vec<Filter>,
    /// Why no filter of single events can be made from some rules, with their names.
    left_out: Vec<(String, Vec<String>)>,
}

/// A rule as a filter of single events.
pub(super) struct Filter {
    pub id: String,
    /// What it says, in one line.
    pub title: String,
    /// The entry that answers; several where each number has its own.
    pub entries: Vec<String>,
    pub certainty: Certainty,
    /// It answers only where nothing else does: what happens beside a failure, or that all is well.
    pub alone: bool,
    pub picks: Vec<Pick>,
    /// What the form cannot say of it, a sentence each.
    pub unsaid: Vec<String>,
}

/// Events of one source, with what must stand in them.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Pick {
    pub provider: String,
    pub channel: String,
    pub what: What,
    pub result: Option<Ended>,
    /// The bit of the keywords of an event by which it says that.
    pub bit: Option<u64>,
    /// One of these stands in the message.
    pub codes: Vec<String>,
    /// All of these do.
    pub texts: Vec<String>,
    pub matches: Option<String>,
}

#[derive(Clone, PartialEq, Eq)]
pub(super) enum What {
    /// Numbers, from the first to the last.
    Events(Vec<(u32, u32)>),
    /// Activities of the Entra audit log; none of them where each will do.
    Activities(Vec<String>),
}

impl Filters {
    pub fn of(catalog: &Catalog, lang: Lang) -> Self {
        const JOINS: Say = say(
            "since another event of the same request must stand beside it ({}) and only `sspr scan` joins events",
            "같은 요청에 다른 이벤트({})가 함께 있어야 하며 이벤트는 `sspr scan`만 묶습니다",
        );
        const BARE: Say = say(
            "since it is for messages that were pasted without their source, which no log holds",
            "원본 없이 붙여 넣은 메시지용이며 로그에는 그런 기록이 없습니다",
        );
        const COUNTS: Say = say(
            "since it counts the users at one address and only `sspr scan` does that",
            "한 주소의 사용자 수를 세야 하며 이는 `sspr scan`만 할 수 있습니다",
        );
        let mut rules = catalog.rules();
        rules.sort_by_key(|rule| (rule.alone, rule.rank));
        let mut out = Self {
            lang,
            rules: Vec::new(),
            left_out: Vec::new(),
        };
        for rule in rules {
            let picks: Vec<Pick> = rule.on.iter().flat_map(|mark| picks(catalog, mark)).collect();
            if !rule.beside.is_empty() {
                let beside = sources(rule.beside.iter().flat_map(|mark| &mark.of));
                out.leave_out(rule.id, JOINS.with(lang, &[&beside]));
            } else if rule.one_address.is_some() {
                out.leave_out(rule.id, COUNTS.get(lang).to_owned());
            } else if picks.is_empty() {
                out.leave_out(rule.id, BARE.get(lang).to_owned());
            } else {
                out.rules.push(filter(catalog, &rule, picks, lang));
            }
        }
        out
    }

    fn leave_out(&mut self, id: String, why: String) {
        match self.left_out.iter_mut().find(|(own, _)| *own == why) {
            Some((_, ids)) => ids.push(id),
            None => self.left_out.push((why, vec![id])),
        }
    }

    /// The head of a file as lines of remark.
    pub fn head(&self, about: Say) -> Vec<String> {
        const MADE: Say = say(
            "Made by `sspr knowledge export`; change `diagnosis.yaml` and make it anew instead of changing this file.",
            "`sspr knowledge export`로 만들었습니다. 이 파일을 고치지 말고 `diagnosis.yaml`을 고친 뒤 다시 만드십시오.",
        );
        const LIMITS: Say = say(
            "A filter sees one event at a time: it does not join the events of one request, knows no order and counts nothing.",
            "필터는 이벤트를 하나씩만 봅니다. 한 요청의 이벤트를 묶지 못하고, 순서를 모르며, 횟수를 세지 않습니다.",
        );
        const LEFT: Say = say("Left out, {}: {}", "제외함, {}: {}");
        let mut lines: Vec<String> = [MADE, about, LIMITS].map(|said| said.get(self.lang).to_owned()).into();
        lines.extend(
            self.left_out
                .iter()
                .map(|(why, ids)| LEFT.with(self.lang, &[why, &ids.join(", ")])),
        );
        lines
    }
}

fn filter(catalog: &Catalog, rule: &Rule, picks: Vec<Pick>, lang: Lang) -> Filter {
    const WITHOUT: Say = say(
        "Not said here: it does not hold where {} stands in the same request.",
        "여기서 표현하지 못함: 같은 요청에 {}이(가) 있으면 맞지 않습니다.",
    );
    const LATER: Say = say(
        "Not said here: it is over where {} follows, however much later.",
        "여기서 표현하지 못함: 나중에 {}이(가) 이어지면 끝난 문제입니다.",
    );
    const COUNT: Say = say(
        "Not said here: fewer than {} of them mean little.",
        "여기서 표현하지 못함: {}건보다 적으면 큰 의미가 없습니다.",
    );
    const ALONE: Say = say(
        "Not said here: it says something only where nothing else was found.",
        "여기서 표현하지 못함: 다른 것을 찾지 못했을 때만 의미가 있습니다.",
    );
    const BETTER: Say = say(
        "Not said here: a 33xxx of the same request says it better.",
        "여기서 표현하지 못함: 같은 요청의 33xxx가 더 정확합니다.",
    );
    let mut unsaid = Vec::new();
    if !rule.without.is_empty() {
        let without = rule.without.iter().flat_map(|mark| &mark.of);
        unsaid.push(WITHOUT.with(lang, &[&sources(without)]));
    }
    let later = rule.unless_later.iter().chain(&rule.over_after);
    if later.clone().next().is_some() {
        unsaid.push(LATER.with(lang, &[&sources(later)]));
    }
    if let Some(least) = rule.at_least {
        unsaid.push(COUNT.with(lang, &[&least.to_string()]));
    }
    if rule.alone {
        unsaid.push(ALONE.get(lang).to_owned());
    }
    if picks.iter().any(|pick| pick.provider == "ADSync") && rule.without.is_empty() && !rule.alone {
        unsaid.push(BETTER.get(lang).to_owned());
    }
    let entries = match &rule.entry {
        Some(entry) => vec![entry.to_string()],
        None => own_entries(catalog, &picks),
    };
    let title = entries.first().and_then(|entry| catalog.title(entry));
    Filter {
        id: rule.id.clone(),
        title: title.map_or_else(|| rule.id.clone(), |title| page::plain(title.get(lang))),
        entries,
        certainty: rule.status,
        alone: rule.alone,
        picks,
        unsaid,
    }
}

/// The entries of the events themselves.
fn own_entries(catalog: &Catalog, picks: &[Pick]) -> Vec<String> {
    let ranges = picks.iter().filter_map(|pick| match &pick.what {
        What::Events(ranges) => Some(ranges),
        What::Activities(_) => None,
    });
    let numbers = ranges.flatten().flat_map(|(first, last)| *first..=*last);
    let entries = numbers.filter_map(|number| catalog.by_code(&number.to_string()).into_iter().next());
    let mut out: Vec<String> = Vec::new();
    for entry in entries.map(|entry| entry.to_string()) {
        if !out.contains(&entry) {
            out.push(entry);
        }
    }
    out
}

/// A mark by source; none where it names no source.
fn picks(catalog: &Catalog, mark: &Mark) -> Vec<Pick> {
    let (logs, keywords) = (catalog.logs(), catalog.keywords());
    let mut out: Vec<Pick> = Vec::new();
    for source in &mark.of {
        let log = logs.iter().find(|log| log.providers.contains(&source.provider));
        let channel = log.and_then(|log| log.channel.clone());
        let own = out.iter_mut().find(|pick| pick.provider == source.provider);
        match (own, &source.records) {
            (Some(pick), records) => pick.take(records),
            (None, records) => {
                let mut pick = Pick {
                    provider: source.provider.clone(),
                    channel: channel.unwrap_or_else(|| "Application".to_owned()),
                    what: match records {
                        Records::Events(..) => What::Events(Vec::new()),
                        Records::Activity(_) => What::Activities(Vec::new()),
                    },
                    result: mark.result,
                    bit: keywords
                        .iter()
                        .find(|own| Some(own.result) == mark.result)
                        .map(|own| own.bit),
                    codes: mark.codes.clone(),
                    texts: mark.text.clone(),
                    matches: mark.matches.clone(),
                };
                pick.take(records);
                out.push(pick);
            }
        }
    }
    out
}

impl Pick {
    fn take(&mut self, records: &Records) {
        match (&mut self.what, records) {
            (What::Events(ranges), Records::Events(first, last)) => ranges.push((*first, *last)),
            (What::Activities(names), Records::Activity(name)) if name != "*" => names.push(name.clone()),
            _ => {}
        }
    }

    /// Something must stand in the message.
    pub fn reads_message(&self) -> bool {
        !self.codes.is_empty() || !self.texts.is_empty() || self.matches.is_some()
    }
}

/// Sources as a person reads them.
fn sources<'s>(all: impl Iterator<Item = &'s Source>) -> String {
    let mut out: Vec<String> = Vec::new();
    for source in all {
        let records = match &source.records {
            Records::Events(first, last) if first == last => format!("{} {first}", source.provider),
            Records::Events(first, last) => format!("{} {first}-{last}", source.provider),
            Records::Activity(name) if name == "*" => source.provider.clone(),
            Records::Activity(name) => format!("\"{name}\""),
        };
        if !out.contains(&records) {
            out.push(records);
        }
    }
    out.join(", ")
}

/// A rule as a line: its name, how sure it may be, the entries and what it says.
pub(super) fn told(filter: &Filter) -> String {
    format!(
        "{} ({}): {}, {}",
        filter.id,
        word(filter.certainty),
        filter.entries.join(" "),
        filter.title
    )
}

pub(super) fn word(certainty: Certainty) -> &'static str {
    match certainty {
        Certainty::Confirmed => "confirmed",
        Certainty::Likely => "likely",
        Certainty::Possible => "possible",
    }
}

/// A text in double quotation marks, as JSON, YAML and Kusto read it.
pub(super) fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
