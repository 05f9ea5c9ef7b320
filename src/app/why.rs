//! What a finding or an attempt of a log stands on, as lines: the records with their numbers, for and against, what was not read,
//! what to do next.

use super::logs::Logs;
use crate::case::found::{Since, Status};
use crate::diagnosis::{Attempt, Became, Cite, Finding};
use crate::knowledge::Catalog;
use crate::knowledge::page::{Mark, Row};
use crate::scan::{self, Scanned};
use crate::text::{Lang, Say, columns, say};
use crate::time::Stamp;

/// Columns of the labels, so that what they name stands in one column.
const LABEL: usize = 10;

const AGAINST: Say = say("Against", "반대 근거");
const NONE: Say = say("nothing", "없음");
const NEXT: Say = say("Next", "다음");
const NOT_READ: Say = say("Not read", "안 읽음");
const USERS: Say = say("Users", "사용자");
const WHEN: Say = say("When", "시각");
const ALSO: Say = say("See also", "함께 보기");
const SINCE: Say = say("Since", "이후");
const BROKE: Say = say("Broke at", "실패 단계");
const REASON: Say = say("Reason", "원인");
const ENTRY: Say = say("Entry", "항목");
const TRACKING: Say = say("Tracking", "추적 ID");
const RECORDS: Say = say("Records", "레코드");
const KIND: Say = say("What", "작업");
const OPENS: Say = say(
    "Enter opens the entry at its place in the tree; what the log proves is answered already.",
    "Enter를 누르면 진단 트리에서 이 항목을 엽니다. 로그로 확인된 질문은 이미 답한 상태입니다.",
);
const GONE: Say = say(
    "It no longer occurs in this log, and what failed has worked since.",
    "이 로그에는 더 나타나지 않으며, 실패하던 작업이 그 뒤로 성공했습니다.",
);
const NOT_TRIED: Say = say(
    "It no longer occurs in this log, but nobody it concerned has tried since: that it is fixed is not known.",
    "이 로그에는 더 나타나지 않지만, 관련된 사용자가 그 뒤로 시도하지 않아 해결되었는지 알 수 없습니다.",
);

/// `11-20 09:15:30` on the clocks of the log.
pub fn moment(shown: &Scanned, at: Option<Stamp>, written: Option<&str>) -> String {
    let told = at.map(|at| shown.on(at).to_seconds());
    match told {
        Some(told) => told.split_once('-').map_or(told.clone(), |(_, day)| day.to_owned()),
        None => written.unwrap_or_default().to_owned(),
    }
}

/// What a finding stands on.
pub fn finding(catalog: &Catalog, logs: &Logs, finding: &Finding, lang: Lang, width: usize) -> Vec<Row> {
    let shown = logs.shown();
    let mut rows: Vec<Row> = Vec::new();
    for cite in &finding.because {
        rows.extend(cited(shown, cite, width));
    }
    let against = finding.against.is_empty() && finding.status != Status::RuledOut;
    if against {
        rows.extend(labeled(AGAINST.get(lang), NONE.get(lang), width));
    } else if !finding.against.is_empty() {
        rows.extend(labeled(AGAINST.get(lang), "", width));
        for cite in &finding.against {
            rows.extend(cited(shown, cite, width));
        }
    }
    if let Some(next) = scan::next(catalog, finding, lang) {
        rows.extend(labeled(NEXT.get(lang), &next, width));
    }
    for log in &finding.not_read {
        rows.extend(labeled(NOT_READ.get(lang), log.get(lang), width));
    }
    if let Some(since) = logs.since(&finding.entry) {
        rows.extend(labeled(SINCE.get(lang), since.told().get(lang), width));
    }
    if let Some(first) = finding.first {
        let first = moment(shown, Some(first), None);
        let last = moment(shown, finding.last, None);
        let told = if first == last {
            first
        } else {
            format!("{first} - {last}")
        };
        rows.extend(labeled(WHEN.get(lang), &told, width));
    }
    if !finding.users.is_empty() {
        rows.extend(labeled(USERS.get(lang), &finding.users.join(", "), width));
    }
    if !finding.also.is_empty() {
        let ids: Vec<&str> = finding.also.iter().map(AsRef::as_ref).collect();
        rows.extend(labeled(ALSO.get(lang), &ids.join(", "), width));
    }
    rows.push(Row::new());
    rows.extend(note(OPENS.get(lang), width));
    rows
}

/// A sentence, whole.
pub fn sentence(text: &str, width: usize) -> Vec<Row> {
    let lines = columns::wrap(text, width).into_iter();
    lines.map(|line| vec![(Mark::Plain, line)]).collect()
}

/// What a finding that no longer occurs came to.
pub fn gone(since: Option<Since>, lang: Lang, width: usize) -> Vec<Row> {
    let said = if since == Some(Since::Fixed) { GONE } else { NOT_TRIED };
    sentence(said.get(lang), width)
}

/// An attempt as a card.
pub fn attempt(catalog: &Catalog, shown: &Scanned, attempt: &Attempt, lang: Lang, width: usize) -> Vec<Row> {
    let utc = attempt.at.map(|at| at.on(&crate::time::Zone::UTC).to_seconds());
    let when = match (attempt.at, utc) {
        (Some(at), Some(utc)) => format!("{} (UTC {utc})", shown.time(at)),
        _ => attempt.written.clone().unwrap_or_default(),
    };
    let entry = attempt.entry.as_ref();
    let numbers: Vec<String> = scan::records(attempt)
        .iter()
        .map(|number| format!("#{number}"))
        .collect();
    let became = scan::outcome(attempt.became).get(lang);
    let kind = attempt
        .kind
        .as_ref()
        .map(|kind| format!("{}, {became}", kind.get(lang)));
    let told = [
        (WHEN, Some(when)),
        (KIND, Some(kind.unwrap_or_else(|| became.to_owned()))),
        (BROKE, attempt.broke_at.map(|phase| phase.told().get(lang).to_owned())),
        (REASON, scan::reason(attempt)),
        (ENTRY, entry.map(|entry| scan::title(catalog, entry, lang))),
        (TRACKING, attempt.tracking.clone()),
        (RECORDS, Some(numbers.join(" "))),
    ];
    let told = told.into_iter().filter_map(|(label, text)| Some((label, text?)));
    let mut rows: Vec<Row> = told
        .filter(|(_, text)| !text.is_empty())
        .flat_map(|(label, text)| labeled(label.get(lang), &text, width))
        .collect();
    if attempt.became != Became::Worked && entry.is_some() {
        rows.push(Row::new());
        rows.extend(note(OPENS.get(lang), width));
    }
    rows
}

/// `# 88121  11-20 09:15:30  33004  hr=80230626`; what does not fit hangs below it.
fn cited(shown: &Scanned, cite: &Cite, width: usize) -> Vec<Row> {
    let number = format!("# {}", cite.record);
    let parts = [
        (shown.summaries.len() > 1).then(|| format!("({})", cite.file + 1)),
        Some(moment(shown, cite.at, cite.written.as_deref())),
        cite.event
            .map(|event| event.to_string())
            .or_else(|| cite.provider.as_deref().map(str::to_owned)),
        Some(cite.quote.to_string()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    let mut lines = columns::wrap(&format!("{number}  {}", parts.join("  ")), width).into_iter();
    let first = lines.next().unwrap_or_default();
    let behind = first.strip_prefix(&number).unwrap_or_default().to_owned();
    let mut rows = vec![vec![(Mark::Evidence, number), (Mark::Plain, behind)]];
    let rest: Vec<String> = lines.collect();
    let mut hang = columns::wrap(&rest.join(" "), width.saturating_sub(4));
    hang.retain(|line| !line.is_empty());
    // of a long quote the record is enough; the whole stands in the log
    let long = hang.len() > 2;
    hang.truncate(2);
    if let Some(last) = hang.last_mut().filter(|_| long) {
        while columns::width(last) + 8 > width
            && let Some((words, _)) = last.rsplit_once(' ')
        {
            *last = words.to_owned();
        }
        last.push_str(" ...");
    }
    rows.extend(hang.into_iter().map(|line| vec![(Mark::Plain, format!("    {line}"))]));
    rows
}

fn labeled(label: &str, text: &str, width: usize) -> Vec<Row> {
    let lines = columns::wrap(text, width.saturating_sub(LABEL).max(16))
        .into_iter()
        .enumerate();
    lines
        .map(|(at, line)| {
            let label = if at == 0 { label } else { "" };
            vec![(Mark::Note, columns::pad(label, LABEL)), (Mark::Plain, line)]
        })
        .collect()
}

fn note(text: &str, width: usize) -> Vec<Row> {
    let lines = columns::wrap(text, width).into_iter();
    lines.map(|line| vec![(Mark::Note, line)]).collect()
}
