//! A report as parts of a paper: the order in which it is read, and its headings.

use super::model::{Change, Named, Report, Task, Verdict};
use crate::case::paper::{self, Line, Part, Step, ours};
use crate::text::{Lang, Say, say, ui};

/// Columns of plain text that nobody gave a width.
pub(super) const COLUMNS: usize = 100;

pub(super) const CONCLUSION: Say = say("Conclusion", "결론");
pub(super) const EVIDENCE: Say = say("Evidence", "근거");
pub(super) const WHY: Say = say("Why", "판단 근거");
pub(super) const DONE: Say = say("Done", "한 일");
pub(super) const TO_DO: Say = say("To do", "할 일");
pub(super) const WHO: Say = say("Next", "다음 담당");
pub(super) const UNTIL: Say = say("Until", "기한");
pub(super) const TAKES: Say = say("Takes effect after", "적용까지 걸리는 시간");
pub(super) const CHECK: Say = say("How one knows that it worked", "확인 방법");
pub(super) const VERIFIED: Say = say("Did it help?", "효과 확인");
const WHEN: Say = say("When", "시각");
pub(super) const CHANGES: Say = say("Change record", "변경 기록");
pub(super) const CALLER: Say = say("For the caller", "사용자 안내");
pub(super) const HELPDESK: Say = say("What the helpdesk can do", "헬프데스크가 할 수 있는 일");
pub(super) const SHOWN: Say = say("What the logs show", "로그에 나타난 것");
pub(super) const BESIDES: Say = say("Done on the way", "그 밖에 한 일");
pub(super) const RULED_OUT: Say = say("Ruled out", "제외한 것");
pub(super) const LEFT_OUT: Say = say("Files that do not go with it", "함께 보내지 않는 파일");
pub(super) const CASE: Say = say("The case", "사례 정보");
pub(super) const NOTES: Say = say("Notes", "메모");
pub(super) const WAY: Say = say("What was asked and tried", "확인하고 시도한 것");
pub(super) const MISSING: Say = say("Still missing", "아직 빠진 항목");

/// The report in the order in which it is read.
pub fn parts(report: &Report) -> Vec<Part> {
    let lang = report.lang;
    let mut out = vec![
        Part::Heading(1, report.title.clone()),
        Part::Heading(2, ours(CONCLUSION.get(lang))),
    ];
    for verdict in &report.conclusion {
        of_verdict(&mut out, verdict, lang);
    }
    out.extend(report.stands.clone().map(Part::Para));
    list(&mut out, 3, SHOWN.get(lang), &report.shown);
    if !report.besides.is_empty() {
        out.push(Part::Heading(3, ours(BESIDES.get(lang))));
        out.push(Part::Points(steps(&report.besides, lang)));
    }
    list(&mut out, 3, RULED_OUT.get(lang), &report.ruled_out);
    changes(&mut out, &report.changes, lang);
    let evidence = report.evidence.iter().map(|seen| match &seen.quote {
        Some(quote) => seen.what.clone().and(ours(": ")).and(quote.clone()),
        None => seen.what.clone(),
    });
    list(&mut out, 2, EVIDENCE.get(lang), &evidence.collect::<Vec<_>>());
    table(&mut out, LEFT_OUT.get(lang), &report.left_out);
    table(&mut out, CASE.get(lang), &report.case);
    list(&mut out, 2, NOTES.get(lang), &report.notes);
    if !report.way.is_empty() {
        out.push(Part::Heading(2, ours(WAY.get(lang))));
    }
    for course in &report.way {
        out.push(Part::Heading(3, course.title.clone()));
        out.push(Part::List(course.stops.clone()));
        out.push(Part::Para(course.end.clone()));
    }
    table(&mut out, MISSING.get(lang), &report.missing);
    out
}

fn of_verdict(out: &mut Vec<Part>, verdict: &Verdict, lang: Lang) {
    out.push(Part::Para(headline(verdict)));
    out.push(Part::Para(verdict.answer.clone()));
    let said = [
        (WHY, Some(&verdict.why)),
        (WHO, verdict.who.as_ref()),
        (UNTIL, verdict.until.as_ref()),
        (TAKES, verdict.takes.as_ref()),
        (CHECK, verdict.check.as_ref()),
        (VERIFIED, verdict.verified.as_ref()),
        (CALLER, verdict.caller.as_ref()),
    ];
    let said = said
        .into_iter()
        .filter_map(|(name, value)| Some((ours(name.get(lang)), value?.clone())));
    let said = Part::Table(said.collect());
    for (name, tasks, part) in [
        (DONE, &verdict.done, Part::Points as fn(Vec<Step>) -> Part),
        (TO_DO, &verdict.to_do, Part::Steps),
    ] {
        if !tasks.is_empty() {
            out.push(Part::Heading(3, ours(name.get(lang))));
            out.push(part(steps(tasks, lang)));
        }
    }
    out.push(said);
    list(out, 3, HELPDESK.get(lang), &verdict.helpdesk);
}

/// The outcome, and what it is about.
pub(super) fn headline(verdict: &Verdict) -> Line {
    ours(format!("**{}** - ", paper::plain(&verdict.says))).and(about(verdict))
}

/// The title, the codes and the id of the entry.
pub(super) fn about(verdict: &Verdict) -> Line {
    let codes = verdict.codes.iter().map(|codes| codes.clone().and(ours("; ")));
    let known = codes.fold(ours(" ("), Line::and).and(verdict.entry.clone());
    verdict.title.clone().and(known).and(ours(")"))
}

/// A step with its place and role, and what kept it from being done.
pub(super) fn of_task(task: &Task, lang: Lang) -> Line {
    let parts = [
        (say("Where", "위치"), &task.place),
        (say("Who", "담당"), &task.role),
        (say("Not done because", "하지 못한 이유"), &task.held_up),
    ];
    let mut line = task.step.clone();
    for (name, part) in parts {
        if let Some(part) = part {
            line = line
                .and(ours(format!(" [{}: ", name.get(lang))))
                .and(part.clone())
                .and(ours("]"));
        }
    }
    line
}

/// What was changed, a remedy at a time.
fn changes(out: &mut Vec<Part>, changes: &[Change], lang: Lang) {
    if !changes.is_empty() {
        out.push(Part::Heading(2, ours(CHANGES.get(lang))));
    }
    for change in changes {
        let known = ours(" (").and(change.entry.clone()).and(ours(")"));
        out.push(Part::Heading(3, change.title.clone().and(known)));
        out.push(Part::Points(steps(&change.steps, lang)));
        let verified = change.verified.clone().map(|line| (ours(VERIFIED.get(lang)), line));
        out.extend(verified.map(|row| Part::Table(vec![row])));
    }
}

/// Tasks as steps, each with its command, what it may do, and how it is taken back.
fn steps(tasks: &[Task], lang: Lang) -> Vec<Step> {
    let step = |task: &Task| {
        let under = [(WHEN, &task.when), (ui::RISK, &task.risk), (ui::UNDO, &task.undo)].into_iter();
        let under = under.filter_map(|(name, line)| Some((ours(name.get(lang)), line.clone()?)));
        Step {
            text: of_task(task, lang),
            command: task.command.clone(),
            under: under.collect(),
        }
    };
    tasks.iter().map(step).collect()
}

fn list(out: &mut Vec<Part>, level: usize, name: &str, items: &[Line]) {
    if !items.is_empty() {
        out.push(Part::Heading(level, ours(name)));
        out.push(Part::List(items.to_vec()));
    }
}

fn table(out: &mut Vec<Part>, name: &str, rows: &[Named]) {
    if !rows.is_empty() {
        out.push(Part::Heading(2, ours(name)));
        let rows = rows.iter().map(|row| (row.name.clone(), row.value.clone()));
        out.push(Part::Table(rows.collect()));
    }
}
