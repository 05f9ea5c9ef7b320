//! What logs show, for people: what to act on first, the attempts, the service, and what the logs cannot tell. The command prints
//! it whole, the wizard shows and copies parts of it.

use super::compare::Compared;
use super::scanned::Scanned;
use crate::case::found::Status;
use crate::diagnosis::{Attempt, Attempts, Became, Cite, Finding, State, Stretch};
use crate::knowledge::Catalog;
use crate::knowledge::page;
use crate::text::{Lang, Say, columns, say};

/// So many attempts are listed; all of them are counted.
const MOST_LISTED: usize = 20;
/// So many records are quoted for a finding.
const MOST_QUOTED: usize = 5;
/// So many users are named for a finding.
const MOST_NAMED: usize = 8;

/// What to do next about a finding: what its rule says, else the first step of its entry.
pub fn next(catalog: &Catalog, finding: &Finding, lang: Lang) -> Option<String> {
    if finding.status == Status::RuledOut {
        return None;
    }
    if let Some(next) = &finding.next {
        return Some(next.get(lang).to_owned());
    }
    let entry = catalog.entry(&finding.entry)?;
    let step = entry.steps.first().map(|step| page::plain(step.action.get(lang)));
    step.or_else(|| entry.helpdesk.first().map(|text| page::plain(text.get(lang))))
}

/// Lines as they are put together: headings, lists and what hangs below.
struct Lines {
    out: String,
    markdown: bool,
    width: usize,
}

impl Lines {
    fn heading(&mut self, text: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        if self.markdown {
            self.out.push_str("## ");
        }
        self.out.push_str(text);
        self.out.push_str(if self.markdown { "\n\n" } else { "\n" });
    }

    /// A line; what does not fit hangs below it.
    fn item(&mut self, text: &str) {
        self.hang(if self.markdown { "- " } else { "  " }, text);
    }

    fn below(&mut self, label: &str, text: &str) {
        if self.markdown {
            self.hang("  - ", &format!("{label}: {text}"));
        } else {
            self.hang(&format!("      {}", columns::pad(label, 10)), text);
        }
    }

    fn hang(&mut self, lead: &str, text: &str) {
        if self.markdown {
            self.out.push_str(&format!("{lead}{text}\n"));
            return;
        }
        let indent = columns::width(lead);
        for (at, row) in columns::wrap(text, self.width.saturating_sub(indent).max(20))
            .iter()
            .enumerate()
        {
            let lead = if at == 0 { lead.to_owned() } else { " ".repeat(indent) };
            self.out.push_str(format!("{lead}{row}").trim_end());
            self.out.push('\n');
        }
    }
}

/// The whole answer.
pub fn tell(
    catalog: &Catalog,
    scanned: &Scanned,
    compared: &Compared,
    lang: Lang,
    markdown: bool,
    width: usize,
) -> String {
    const NOTHING_WRONG: Say = say("Nothing wrong was found.", "잘못된 점을 찾지 못했습니다.");
    const NOTHING_HERE: Say = say(
        "Nothing about password writeback was recognized.",
        "비밀번호 쓰기 저장에 관한 기록을 찾지 못했습니다.",
    );
    const FIRST: Say = say("Act on this first", "먼저 조치할 것");
    const SEEN: Say = say("What was seen", "확인된 내용");
    const OTHER: Say = say("Also found", "함께 찾은 것");
    const COVERAGE: Say = say(
        "What these logs cover, and what they cannot tell",
        "로그의 범위와 알 수 없는 것",
    );
    const COMPARED: Say = say("Since the log that was read before", "이전에 읽은 로그와 비교");
    let mut lines = Lines {
        out: String::new(),
        markdown,
        width,
    };
    let report = &scanned.report;
    let wrong = report.is_wrong();
    if !wrong {
        let said = if report.findings.is_empty() && report.attempts.total == 0 {
            NOTHING_HERE
        } else {
            NOTHING_WRONG
        };
        lines.heading(said.get(lang));
    }
    for (at, finding) in report.findings.iter().enumerate() {
        match at {
            0 => lines.heading(if wrong { FIRST } else { SEEN }.get(lang)),
            1 => lines.heading(OTHER.get(lang)),
            _ => {}
        }
        self::finding(&mut lines, catalog, scanned, finding, lang);
    }
    if !compared.is_empty() {
        lines.heading(COMPARED.get(lang));
        for (entry, since) in compared {
            lines.item(&format!("{}  {}", since.told().get(lang), title(catalog, entry, lang)));
        }
    }
    attempts(&mut lines, scanned, lang);
    health(&mut lines, scanned, lang);
    if !report.coverage.is_empty() {
        lines.heading(COVERAGE.get(lang));
        for told in scanned.coverage(lang) {
            lines.item(&told);
        }
    }
    lines.out
}

/// The title of an entry; its id where there is none.
pub fn title(catalog: &Catalog, entry: &str, lang: Lang) -> String {
    let title = catalog.title(entry);
    title.map_or_else(|| entry.to_owned(), |title| page::plain(title.get(lang)))
}

/// The same in few words: `33004 the connector account lacks rights`, without the name by which the program calls the event.
pub fn short_title(catalog: &Catalog, entry: &str, lang: Lang) -> String {
    let whole = title(catalog, entry, lang);
    let number = |head: &str| {
        let (number, name) = head.split_once(' ')?;
        let event = !number.is_empty() && number.chars().all(|c| c.is_ascii_digit());
        (event && !name.contains(' ')).then(|| number.to_owned())
    };
    match whole.split_once(": ") {
        Some((head, meaning)) => number(head).map_or(whole.clone(), |number| format!("{number} {meaning}")),
        None => whole,
    }
}

/// A finding as text, with what it stands on.
pub fn finding_text(catalog: &Catalog, scanned: &Scanned, finding: &Finding, lang: Lang, width: usize) -> String {
    let mut lines = Lines {
        out: String::new(),
        markdown: false,
        width,
    };
    self::finding(&mut lines, catalog, scanned, finding, lang);
    lines.out
}

fn finding(lines: &mut Lines, catalog: &Catalog, scanned: &Scanned, finding: &Finding, lang: Lang) {
    const TIMES: Say = say("{} times", "{}회");
    const ONCE: Say = say("once", "1회");
    const BECAUSE: Say = say("Because", "근거");
    const AGAINST: Say = say("Against", "반대 근거");
    const MORE: Say = say("and {} more", "외 {}개");
    const USERS: Say = say("Users", "사용자");
    const ALSO: Say = say("See also", "함께 보기");
    const NEXT: Say = say("Next", "다음");
    const NOT_READ: Say = say("Not read", "안 읽음");
    let title = title(catalog, &finding.entry, lang);
    let (mark, word) = certainty(finding.status);
    lines.item(&format!("{mark} {}  {title} ({})", word.get(lang), finding.entry));
    let often = if finding.count == 1 {
        ONCE.get(lang).to_owned()
    } else {
        TIMES.with(lang, &[&finding.count.to_string()])
    };
    let when = match (finding.first, finding.last) {
        (Some(first), Some(last)) if scanned.time(first) == scanned.time(last) => scanned.time(first),
        (Some(first), Some(last)) => format!("{} - {}", scanned.time(first), scanned.time(last)),
        _ => String::new(),
    };
    let told: Vec<String> = [often, when].into_iter().filter(|part| !part.is_empty()).collect();
    lines.below("", &told.join(", "));
    if !finding.users.is_empty() {
        let named: Vec<&str> = finding.users.iter().take(MOST_NAMED).map(String::as_str).collect();
        let more = finding.users.len() - named.len();
        let more = Some(more)
            .filter(|more| *more > 0)
            .map(|more| MORE.with(lang, &[&more.to_string()]));
        let named: Vec<String> = named.into_iter().map(str::to_owned).chain(more).collect();
        lines.below(USERS.get(lang), &named.join(", "));
    }
    for (label, cites) in [(BECAUSE, &finding.because), (AGAINST, &finding.against)] {
        for (at, cite) in cites.iter().take(MOST_QUOTED).enumerate() {
            let label = if at == 0 || lines.markdown { label.get(lang) } else { "" };
            lines.below(label, &cite_line(scanned, cite));
        }
        if let Some(more) = cites.len().checked_sub(MOST_QUOTED).filter(|more| *more > 0) {
            lines.below("", &MORE.with(lang, &[&more.to_string()]));
        }
    }
    if !finding.also.is_empty() {
        let ids: Vec<&str> = finding.also.iter().map(AsRef::as_ref).collect();
        lines.below(ALSO.get(lang), &ids.join(", "));
    }
    if let Some(next) = next(catalog, finding, lang) {
        lines.below(NEXT.get(lang), &next);
    }
    for log in &finding.not_read {
        lines.below(NOT_READ.get(lang), log.get(lang));
    }
}

/// The mark and the word of how sure a finding is.
pub fn certainty(status: Status) -> (&'static str, Say) {
    let mark = match status {
        Status::Confirmed => "[###]",
        Status::Likely => "[## ]",
        Status::Possible => "[#  ]",
        Status::RuledOut => "[ - ]",
    };
    (mark, status.told())
}

/// `#88121 2026-11-20 09:15:30 +09:00 PasswordResetService 33004: Reason ...`.
pub fn cite_line(scanned: &Scanned, cite: &Cite) -> String {
    let file = (scanned.summaries.len() > 1).then(|| format!("({})", cite.file + 1));
    let when = cite.at.map(|at| scanned.time(at)).or_else(|| cite.written.clone());
    let parts = [
        Some(format!("#{}", cite.record)),
        file,
        when,
        cite.provider.as_deref().map(str::to_owned),
        cite.event.map(|event| event.to_string()),
    ];
    let head: Vec<String> = parts.into_iter().flatten().collect();
    if cite.quote.is_empty() {
        head.join(" ")
    } else {
        format!("{}: {}", head.join(" "), columns::cut(&cite.quote, 200))
    }
}

/// How many attempts there were, and what became of them.
pub fn sums(attempts: &Attempts, lang: Lang) -> String {
    const SUMS: Say = say(
        "Attempts: {}, {} worked, {} failed, {} without an end",
        "시도 {}건: 성공 {}, 실패 {}, 끝을 알 수 없음 {}",
    );
    let numbers = [attempts.total, attempts.worked, attempts.failed, attempts.open].map(|n| n.to_string());
    SUMS.with(lang, &numbers.each_ref().map(String::as_str))
}

fn attempts(lines: &mut Lines, scanned: &Scanned, lang: Lang) {
    const LATEST: Say = say("the latest {} of {}", "최근 {}건(전체 {}건)");
    let attempts = &scanned.report.attempts;
    if attempts.total == 0 {
        return;
    }
    lines.heading(&sums(attempts, lang));
    let listed = attempts.shown.iter().rev().take(MOST_LISTED).rev();
    for attempt in listed.clone() {
        lines.item(&attempt_line(scanned, attempt, lang));
    }
    let listed = listed.count();
    if (listed as u64) < attempts.total {
        lines.item(&LATEST.with(lang, &[&listed.to_string(), &attempts.total.to_string()]));
    }
}

/// An attempt on one line.
pub fn attempt_line(scanned: &Scanned, attempt: &Attempt, lang: Lang) -> String {
    const BROKE: Say = say("broke {}", "{}에서 실패");
    const RECORDS: Say = say("records {}", "레코드 {}");
    let when = attempt
        .at
        .map(|at| scanned.time(at))
        .or_else(|| attempt.written.clone());
    let broke = attempt
        .broke_at
        .map(|phase| BROKE.with(lang, &[phase.told().get(lang)]));
    let numbers: Vec<String> = records(attempt).iter().map(|number| format!("#{number}")).collect();
    let parts = [
        when,
        attempt.user.clone(),
        attempt.kind.as_ref().map(|kind| kind.get(lang).to_owned()),
        Some(outcome(attempt.became).get(lang).to_owned()),
        broke,
        reason(attempt),
        attempt.entry.as_ref().map(ToString::to_string),
        Some(RECORDS.with(lang, &[&numbers.join(" ")])),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join("  ")
}

/// What became of an attempt, in words.
pub fn outcome(became: Became) -> Say {
    match became {
        Became::Worked => say("worked", "성공"),
        Became::Failed => say("failed", "실패"),
        Became::Open => say("no end", "끝을 알 수 없음"),
    }
}

/// The event and the codes that say why it failed.
pub fn reason(attempt: &Attempt) -> Option<String> {
    let codes = attempt.codes.iter().cloned();
    let all: Vec<String> = std::iter::once(attempt.reason?.to_string()).chain(codes).collect();
    Some(all.join(", "))
}

/// The numbers of its records, in order; the same records may stand in several files.
pub fn records(attempt: &Attempt) -> Vec<u64> {
    let mut numbers: Vec<u64> = attempt.records.iter().map(|cite| cite.record).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

fn health(lines: &mut Lines, scanned: &Scanned, lang: Lang) {
    const TITLE: Say = say("Writeback service", "쓰기 저장 서비스");
    let stretches = &scanned.report.health;
    // without a single sign there is nothing to tell but the coverage
    if !stretches.iter().any(|s| matches!(s.state, State::Up | State::Down)) {
        return;
    }
    lines.heading(TITLE.get(lang));
    let sums = [State::Up, State::Down, State::Silent, State::Unknown].map(|state| {
        let seconds: u64 = stretches
            .iter()
            .filter(|s| s.state == state)
            .map(Stretch::seconds)
            .sum();
        (state, seconds)
    });
    let told = sums.iter().filter(|(_, seconds)| *seconds > 0);
    let told: Vec<String> = told
        .map(|(state, seconds)| format!("{} {}", self::state(*state).get(lang), duration(*seconds)))
        .collect();
    lines.item(&told.join(", "));
    let last = stretches.iter().rev().take(8).rev();
    for stretch in last {
        let (from, to) = (scanned.time(stretch.from), scanned.time(stretch.to));
        lines.item(&format!("{from} - {to}  {}", state(stretch.state).get(lang)));
    }
}

/// How the service was, in words.
pub fn state(state: State) -> Say {
    match state {
        State::Up => say("up", "실행"),
        State::Down => say("down", "중지"),
        State::Silent => say("silent", "기록 없음"),
        State::Unknown => say("unknown", "알 수 없음"),
        State::NotCovered => say("not in the log", "로그 범위 밖"),
    }
}

/// Hours and minutes, `19:05`.
pub fn duration(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 3600, seconds % 3600 / 60)
}

/// A number with its thousands apart, `1,000,000`.
pub fn counted(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Bytes as people read them, `417 MB`.
pub fn size(bytes: u64) -> String {
    match bytes {
        0..0x10_0000 => format!("{} KB", counted(bytes.div_ceil(1 << 10))),
        _ => format!("{} MB", counted(bytes.div_ceil(1 << 20))),
    }
}
