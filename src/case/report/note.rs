//! The report for a field of a ticket: as much as its budget holds, what matters most first. Owns what gives way to what. A
//! line is cut between words only, so that no code and no syllable is broken.

use super::model::Report;
use super::print::{
    self, BESIDES, CALLER, CASE, CONCLUSION, DONE, EVIDENCE, MISSING, RULED_OUT, SHOWN, TAKES, TO_DO, UNTIL, WHO, WHY,
};
use crate::case::paper::{self, Line, ours};
use crate::text::{Say, one_line};

/// What ends a line that was cut.
const CUT: &str = " ...";

/// A line of the note: what stands before it, and how much of the budget, in hundredths, it may take before the others
/// have had their turn.
struct Row {
    name: Option<Say>,
    items: Vec<String>,
    between: &'static str,
    rank: u8,
    share: usize,
}

/// The report in at most `limit` characters.
pub fn note(report: &Report, limit: usize) -> String {
    let lang = report.lang;
    let rows: Vec<Row> = rows(report).into_iter().filter(|row| !row.items.is_empty()).collect();
    let name = |row: &Row| {
        row.name
            .map_or_else(String::new, |name| format!("{}: ", name.get(lang)))
    };
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|at| rows.get(*at).map(|row| row.rank));
    let mut told = vec![String::new(); rows.len()];
    let mut left = limit;
    // first each its share, then what is left to those that were cut
    for shared in [true, false] {
        for at in &order {
            let (Some(row), Some(line)) = (rows.get(*at), told.get_mut(*at)) else {
                continue;
            };
            left += taken(line);
            let most = if shared {
                left.min(limit.saturating_mul(row.share) / 100)
            } else {
                left
            };
            let name = name(row);
            // the end of the line counts too
            let room = most.saturating_sub(name.chars().count() + 1);
            let cut = fitted(&row.items, row.between, room);
            *line = cut.map_or_else(String::new, |cut| name + &cut);
            left -= taken(line);
        }
    }
    told.retain(|line| !line.is_empty());
    told.iter().map(|line| format!("{line}\n")).collect()
}

/// Characters that a line takes with its end.
fn taken(line: &str) -> usize {
    if line.is_empty() { 0 } else { line.chars().count() + 1 }
}

/// As many whole items as fit, or as many words of the first; `None` where not even one does.
fn fitted(items: &[String], between: &str, room: usize) -> Option<String> {
    let first: Vec<&str> = items.first()?.split(' ').collect();
    let items: Vec<&str> = items.iter().map(String::as_str).collect();
    whole(&items, between, room).or_else(|| whole(&first, " ", room))
}

/// All pieces, or as many as fit with a mark behind them.
fn whole(pieces: &[&str], between: &str, room: usize) -> Option<String> {
    let all = pieces.join(between);
    if all.chars().count() <= room {
        return Some(all);
    }
    let room = room.checked_sub(CUT.len())?;
    let mut used = 0;
    let fit = pieces.iter().take_while(|piece| {
        used += piece.chars().count() + between.len();
        used <= room + between.len()
    });
    let fit: Vec<&str> = fit.copied().collect();
    (!fit.is_empty()).then(|| fit.join(between) + CUT)
}

/// The lines in the order in which they are read.
fn rows(report: &Report) -> Vec<Row> {
    let lang = report.lang;
    let row = |name: Option<Say>, lines: &[Line], between: &'static str, rank: u8, share: usize| Row {
        name,
        items: lines.iter().map(|line| one_line(&paper::plain(line))).collect(),
        between,
        rank,
        share,
    };
    let mut out = Vec::new();
    for (at, verdict) in report.conclusion.iter().enumerate() {
        let name = (at == 0).then_some(CONCLUSION);
        out.push(row(name, &[print::headline(verdict)], "", 0, 60));
        out.push(row(None, std::slice::from_ref(&verdict.answer), "", 6, 30));
        out.push(row(Some(WHY), std::slice::from_ref(&verdict.why), "", 7, 20));
        out.push(row(Some(DONE), &verdict.done, " ", 4, 25));
        let tasks = verdict.to_do.iter().zip(1..);
        let tasks = tasks.map(|(task, number)| ours(format!("{number}. ")).and(print::of_task(task, lang)));
        out.push(row(Some(TO_DO), &tasks.collect::<Vec<_>>(), " ", 3, 40));
        for (name, line) in [(WHO, &verdict.who), (UNTIL, &verdict.until), (TAKES, &verdict.takes)] {
            out.push(row(Some(name), line.as_slice(), "", 2, 20));
        }
        out.push(row(Some(CALLER), verdict.caller.as_slice(), "", 10, 20));
    }
    out.push(row(Some(CONCLUSION), report.stands.as_slice(), "", 0, 60));
    out.push(row(Some(SHOWN), &report.shown, "; ", 5, 20));
    out.push(row(Some(BESIDES), &report.besides, " ", 8, 20));
    out.push(row(Some(RULED_OUT), &report.ruled_out, "; ", 5, 25));
    let evidence: Vec<Line> = report.evidence.iter().map(|seen| seen.what.clone()).collect();
    out.push(row(Some(EVIDENCE), &evidence, "; ", 1, 40));
    let case = report
        .case
        .iter()
        .map(|named| named.name.clone().and(ours(": ")).and(named.value.clone()));
    out.push(row(Some(CASE), &case.collect::<Vec<_>>(), "; ", 8, 25));
    let missing: Vec<Line> = report.missing.iter().map(|named| named.name.clone()).collect();
    out.push(row(Some(MISSING), &missing, ", ", 9, 15));
    out.push(row(None, std::slice::from_ref(&report.title), "", 11, 10));
    out
}
