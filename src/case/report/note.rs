//! The report for a field of a ticket: as much as its budget holds, what matters most first. Owns what gives way to what. A
//! line is cut between words only, so that no code and no syllable is broken.

use super::model::{Named, Report, Task};
use super::print::{
    self, BESIDES, CALLER, CONCLUSION, DONE, EVIDENCE, LEFT_OUT, MISSING, RULED_OUT, SHOWN, TAKES, TO_DO, UNTIL,
    VERIFIED, WAY, WHO, WHY,
};
use crate::case::paper::{self, Line, ours};
use crate::knowledge::ticket::TicketPart;
use crate::text::{Say, one_line};

/// What ends a line that was cut.
const CUT: &str = " ...";

/// A line of the note: what stands before it, and how much of the budget, in hundredths, it may take before the others
/// have had their turn.
struct Row {
    part: TicketPart,
    name: Option<Say>,
    items: Vec<String>,
    between: &'static str,
    rank: u8,
    share: usize,
}

/// What a note holds: everything but the way.
const NOTE: [TicketPart; 7] = [
    TicketPart::Conclusion,
    TicketPart::Evidence,
    TicketPart::Done,
    TicketPart::ToDo,
    TicketPart::Caller,
    TicketPart::Case,
    TicketPart::Missing,
];

/// The report in at most `limit` characters.
pub fn note(report: &Report, limit: usize) -> String {
    fill(report, &NOTE, limit)
}

/// What goes into a field that holds these parts.
pub fn field(report: &Report, parts: &[TicketPart], limit: usize) -> String {
    if parts.contains(&TicketPart::Whole) {
        let whole = report.text(print::COLUMNS);
        return if whole.chars().count() <= limit {
            whole
        } else {
            note(report, limit)
        };
    }
    fill(report, parts, limit)
}

/// The lines of some parts, as many as fit.
fn fill(report: &Report, parts: &[TicketPart], limit: usize) -> String {
    let lang = report.lang;
    let mut rows = rows(report);
    rows.retain(|row| !row.items.is_empty() && parts.contains(&row.part));
    // the label of a field says already what its only line is
    let labeled = parts.len() == 1 && rows.len() == 1;
    let name = |row: &Row| match row.name {
        Some(name) if !labeled => format!("{}: ", name.get(lang)),
        _ => String::new(),
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
    told.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
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
    use TicketPart::{Caller, Case, Conclusion, Done, Evidence, Missing, Title, ToDo, Way};
    let lang = report.lang;
    let mut out = Vec::new();
    let mut row = |part, name: Option<Say>, lines: &[Line], between: &'static str, rank: u8, share: usize| {
        let items = lines.iter().map(|line| one_line(&paper::plain(line))).collect();
        out.push(Row {
            part,
            name,
            items,
            between,
            rank,
            share,
        });
    };
    let told = |tasks: &[Task]| -> Vec<Line> { tasks.iter().map(|task| print::of_task(task, lang)).collect() };
    let about = report.conclusion.iter().map(print::about).next();
    let about = about.or_else(|| report.way.last().map(|course| course.title.clone()));
    let about = about.unwrap_or_else(|| report.title.clone());
    row(Title, None, &[about], "", 0, 100);
    for (at, verdict) in report.conclusion.iter().enumerate() {
        let name = (at == 0).then_some(CONCLUSION);
        row(Conclusion, name, &[print::headline(verdict)], "", 0, 60);
        row(Conclusion, None, std::slice::from_ref(&verdict.answer), "", 6, 30);
        row(Conclusion, Some(WHY), std::slice::from_ref(&verdict.why), "", 7, 20);
        row(Done, Some(DONE), &told(&verdict.done), " ", 4, 25);
        let tasks = told(&verdict.to_do).into_iter().zip(1..);
        let tasks = tasks.map(|(task, number)| ours(format!("{number}. ")).and(task));
        row(ToDo, Some(TO_DO), &tasks.collect::<Vec<_>>(), " ", 3, 40);
        row(Done, Some(VERIFIED), verdict.verified.as_slice(), "", 4, 15);
        for (name, line) in [(WHO, &verdict.who), (UNTIL, &verdict.until), (TAKES, &verdict.takes)] {
            row(Conclusion, Some(name), line.as_slice(), "", 2, 20);
        }
        row(Caller, Some(CALLER), verdict.caller.as_slice(), "", 10, 20);
    }
    row(Conclusion, Some(CONCLUSION), report.stands.as_slice(), "", 0, 60);
    row(Conclusion, Some(SHOWN), &report.shown, "; ", 5, 20);
    row(Done, Some(BESIDES), &told(&report.besides), " ", 8, 20);
    row(Conclusion, Some(RULED_OUT), &report.ruled_out, "; ", 5, 25);
    let evidence: Vec<Line> = report.evidence.iter().map(|seen| seen.what.clone()).collect();
    row(Evidence, Some(EVIDENCE), &evidence, "; ", 1, 40);
    let pairs = |named: &[Named]| -> Vec<Line> {
        let pairs = named
            .iter()
            .map(|named| named.name.clone().and(ours(": ")).and(named.value.clone()));
        pairs.collect()
    };
    row(Conclusion, Some(LEFT_OUT), &pairs(&report.left_out), "; ", 6, 15);
    // each says itself what it is
    row(Case, None, &pairs(&report.case), "; ", 8, 25);
    for course in &report.way {
        row(Way, Some(WAY), &course.stops, "; ", 9, 50);
    }
    let missing: Vec<Line> = report.missing.iter().map(|named| named.name.clone()).collect();
    row(Missing, Some(MISSING), &missing, ", ", 9, 15);
    row(Case, None, std::slice::from_ref(&report.title), "", 11, 10);
    out
}
