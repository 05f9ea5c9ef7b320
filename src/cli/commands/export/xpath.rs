//! Rules as a query list of Event Viewer and `wevtutil`. Windows' `XPath` knows neither `contains()` nor more than some twenty
//! comparisons in one expression, so a rule that reads the message becomes its source and number.

use super::filters::{Filter, Filters, What, told};
use crate::knowledge::Catalog;
use crate::text::{Say, say};

/// Windows refuses an expression of more than 22 comparisons or so.
const MOST: usize = 20;

/// The providers whose records `scan` reads on a sync server, as one expression; for `wevtutil epl Application`.
pub fn of_providers(catalog: &Catalog) -> String {
    let mut names: Vec<String> = Vec::new();
    for signal in catalog.signals().into_iter().filter(|signal| signal.computer.is_some()) {
        if !names.contains(&signal.provider) {
            names.push(signal.provider);
        }
    }
    let named: Vec<String> = names.iter().map(|name| format!("@Name='{name}'")).collect();
    format!("*[System[Provider[{}]]]", named.join(" or "))
}

pub(super) fn file(filters: &Filters) -> String {
    const ABOUT: Say = say(
        "Event Viewer: Create Custom View, XML, Edit query manually. Command line: wevtutil qe FILE /sq:true /f:text. Where a log of a query is not on the server (those of domain controllers), take that query out.",
        "이벤트 뷰어: 사용자 지정 보기 만들기 > XML > 수동으로 쿼리 편집. 명령줄: wevtutil qe FILE /sq:true /f:text. 서버에 없는 로그(도메인 컨트롤러의 로그)의 쿼리는 빼십시오.",
    );
    const MESSAGE: Say = say(
        "Not said here: only where the message holds {}; Windows' filters cannot search in messages.",
        "여기서 표현하지 못함: 메시지에 {}이(가) 있을 때만 맞습니다. Windows 필터는 메시지 안을 찾지 못합니다.",
    );
    const AUDIT: Say = say(
        "Left out, since the Entra audit log is no Windows log: {}",
        "제외함, Entra 감사 로그는 Windows 로그가 아닙니다: {}",
    );
    const BESIDE: Say = say(
        "What happens beside a failure, and what worked. To see failures alone take this query out.",
        "실패와 함께 남는 기록과 성공 기록입니다. 실패만 보려면 이 쿼리를 빼십시오.",
    );
    let mut head = filters.head(ABOUT);
    let is_audit = |rule: &&Filter| rule.picks.iter().all(|pick| matches!(pick.what, What::Activities(_)));
    let audits: Vec<&str> = filters
        .rules
        .iter()
        .filter(is_audit)
        .map(|rule| rule.id.as_str())
        .collect();
    if !audits.is_empty() {
        head.push(AUDIT.with(filters.lang, &[&audits.join(", ")]));
    }
    let mut queries: Vec<Query> = Vec::new();
    for rule in &filters.rules {
        for pick in &rule.picks {
            let What::Events(ranges) = &pick.what else { continue };
            let mut remarks = vec![told(rule)];
            remarks.extend(rule.unsaid.iter().cloned());
            if pick.reads_message() {
                let wanted: Vec<&str> = pick.codes.iter().chain(&pick.texts).map(String::as_str).collect();
                remarks.push(MESSAGE.with(filters.lang, &[&wanted.join(", ")]));
            }
            let at = queries
                .iter()
                .position(|q| q.channel == pick.channel && q.alone == rule.alone);
            let at = at.unwrap_or_else(|| {
                queries.push(Query {
                    channel: pick.channel.clone(),
                    alone: rule.alone,
                    selects: Vec::new(),
                });
                queries.len() - 1
            });
            if let Some(query) = queries.get_mut(at) {
                query.take(&pick.provider, ranges, pick.bit, &remarks);
            }
        }
    }
    // Event Viewer takes what is pasted as UTF-16, so it names no encoding; in a file without one it is UTF-8
    let mut out = String::from("<QueryList>\n");
    out.extend(head.iter().map(|line| remark("  ", line)));
    for (id, query) in queries.iter().enumerate() {
        out.push_str(&format!("  <Query Id=\"{id}\" Path=\"{}\">\n", query.channel));
        if query.alone {
            out.push_str(&remark("    ", BESIDE.get(filters.lang)));
        }
        for (expression, remarks) in &query.selects {
            out.extend(remarks.iter().map(|line| remark("    ", line)));
            out.push_str(&format!(
                "    <Select Path=\"{}\">{expression}</Select>\n",
                query.channel
            ));
        }
        out.push_str("  </Query>\n");
    }
    out.push_str("</QueryList>\n");
    out
}

struct Query {
    channel: String,
    alone: bool,
    /// An expression each, with what is to be said of it.
    selects: Vec<(String, Vec<String>)>,
}

impl Query {
    fn take(&mut self, provider: &str, ranges: &[(u32, u32)], bit: Option<u64>, remarks: &[String]) {
        let keywords = bit.map_or(String::new(), |bit| format!(" and band(Keywords,{bit})"));
        let costs = |(first, last): &(u32, u32)| if first == last { 1 } else { 2 };
        let mut parts: Vec<Vec<(u32, u32)>> = vec![Vec::new()];
        let mut spent = 0;
        for range in ranges {
            if spent + costs(range) > MOST {
                parts.push(Vec::new());
                spent = 0;
            }
            spent += costs(range);
            if let Some(part) = parts.last_mut() {
                part.push(*range);
            }
        }
        for part in parts {
            let numbers: Vec<String> = part
                .iter()
                .map(|(first, last)| {
                    if first == last {
                        format!("EventID={first}")
                    } else {
                        format!("(EventID &gt;= {first} and EventID &lt;= {last})")
                    }
                })
                .collect();
            let expression = format!(
                "*[System[Provider[@Name='{provider}'] and ({}){keywords}]]",
                numbers.join(" or ")
            );
            match self.selects.iter_mut().find(|(own, _)| *own == expression) {
                Some((_, told)) => told.extend(remarks.iter().cloned()),
                None => self.selects.push((expression, remarks.to_vec())),
            }
        }
    }
}

/// A comment; two hyphens would end it.
fn remark(indent: &str, text: &str) -> String {
    format!("{indent}<!-- {} -->\n", text.replace("--", "- -"))
}
