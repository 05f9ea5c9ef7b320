//! Where an entry comes from and when it holds: sources, addresses, dates, waits.

use super::view::{Finding, View, Whole, each};
use crate::text::say;
use crate::time;

/// K006: knowledge that nobody can check is an opinion.
pub fn without_source(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let entries = each("entries", &view.knowledge.entries);
    let bare = entries.filter(|(_, entry)| entry.sources.is_empty());
    bare.map(|(at, entry)| {
        let message = say("entry `{}` cites no source", "항목 `{}`에 출처가 없습니다").both(&[&entry.id]);
        Finding::new(
            format!("{at}/sources"),
            message,
            say("name an id of `sources`", "`sources`의 ID를 적으십시오"),
        )
    })
    .collect()
}

/// K009: a link is there to be opened.
pub fn no_url(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let mut urls: Vec<(String, &str)> = Vec::new();
    for (at, entry) in each("entries", &view.knowledge.entries) {
        let links = each(&format!("{at}/links"), &entry.links);
        urls.extend(links.map(|(at, link)| (at, link.url.as_str())));
    }
    let sources = each("sources", &view.knowledge.sources);
    urls.extend(
        sources
            .map(|(at, source)| (at, source.url.as_str()))
            .filter(|(_, url)| !url.is_empty()),
    );
    let opens = |url: &str| {
        let rest = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
        rest.is_some_and(|r| r.contains('.') && !r.contains(char::is_whitespace))
    };
    let dead = urls.into_iter().filter(|(_, url)| !opens(url));
    dead.map(|(at, url)| {
        Finding::new(
            format!("{at}/url"),
            say("`{}` is no URL", "`{}`은(는) URL이 아닙니다").both(&[url]),
            say("start it with https://", "https://로 시작하게 쓰십시오"),
        )
    })
    .collect()
}

/// K019: dates are compared with today.
pub fn no_date(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let entries = each("entries", &view.knowledge.entries);
    let entries = entries.map(|(at, entry)| (format!("{at}/verified"), &entry.verified, false));
    let deadlines = each("deadlines", &view.knowledge.deadlines);
    let deadlines = deadlines.map(|(at, deadline)| (format!("{at}/date"), &deadline.date, true));
    entries
        .chain(deadlines)
        .filter(|(_, raw, month_is_enough)| time::day(raw).is_none() || !month_is_enough && raw.len() != 10)
        .map(|(path, raw, _)| {
            Finding::new(
                path,
                say("`{}` is no date", "`{}`은(는) 날짜가 아닙니다").both(&[raw]),
                say("write it like \"2026-11-21\"", "\"2026-11-21\"처럼 쓰십시오"),
            )
        })
        .collect()
}

/// K019: a wait that never ends, or ends at once, is none.
pub fn no_duration(view: &View<'_>, _: &Whole<'_>) -> Vec<Finding> {
    let entries = each("entries", &view.knowledge.entries);
    let waits = entries.filter_map(|(at, entry)| Some((at, entry.wait.as_ref()?)));
    let endless = waits.filter(|(_, wait)| wait.seconds().is_none_or(|s| s == 0));
    endless
        .map(|(at, wait)| {
            let message = say("`{}` is no duration", "`{}`은(는) 기간이 아닙니다").both(&[&wait.duration]);
            Finding::new(
                format!("{at}/wait/for"),
                message,
                say(
                    "write it like \"60m\", \"1h\" or \"1d\"",
                    "\"60m\", \"1h\", \"1d\"처럼 쓰십시오",
                ),
            )
        })
        .collect()
}
