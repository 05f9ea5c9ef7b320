//! What is told about a case. One model, [`Report`], from which Markdown, a page, plain text, JSON and the text of a ticket
//! field are printed; and the transcript, which tells the walks whole. Pure: the same case gives the same bytes.

mod changes;
mod model;
mod note;
mod print;
mod tasks;
mod tell;

pub use model::{Change, Course, Named, Report, Seen, Task, Verdict};
pub use tell::report;

use super::paper::{self, Line, Part, Piece, ours};
use super::{Case, path};
use crate::knowledge::Catalog;
use crate::knowledge::ticket::TicketPart;
use crate::text::{Lang, Say, say, visible_json};
use crate::time::Stamp;
use crate::walk::{Position, What};
use tell::Teller;

/// Characters of the text for a ticket where nobody says otherwise.
pub const TICKET: usize = 2000;

impl Report {
    pub fn markdown(&self) -> String {
        paper::markdown(&print::parts(self), self.lang)
    }

    /// A page of its own: it needs no network and prints well.
    pub fn html(&self) -> String {
        paper::html(&print::parts(self), self.lang)
    }

    /// For other programs; every value is a text or a list of them.
    ///
    /// # Errors
    /// None that is known: there is nothing in it that JSON has no form for.
    pub fn json(&self) -> Result<String, serde_json::Error> {
        serde_json::to_string_pretty(self).map(|text| visible_json(&text, false).into_owned() + "\n")
    }

    /// Plain text of at most `width` columns.
    pub fn text(&self, width: usize) -> String {
        paper::text(&print::parts(self), width)
    }

    /// What goes into a field of a ticket that holds these parts, in at most `limit` characters.
    pub fn field(&self, parts: &[TicketPart], limit: usize) -> String {
        note::field(self, parts, limit)
    }

    /// The text for a field of a ticket: at most `limit` characters, the conclusion and the codes first.
    pub fn note(&self, limit: usize) -> String {
        note::note(self, limit)
    }
}

/// The case in at most `limit` characters, what matters most first.
pub fn ticket(catalog: &Catalog, case: &Case, lang: Lang, limit: usize) -> String {
    report(catalog, case, lang).note(limit)
}

/// The transcript as Markdown.
pub fn transcript_markdown(catalog: &Catalog, case: &Case, lang: Lang) -> String {
    paper::markdown(&transcript(catalog, case, lang), lang)
}

/// The transcript as plain text.
pub fn transcript_text(catalog: &Catalog, case: &Case, lang: Lang) -> String {
    paper::text(&transcript(catalog, case, lang), print::COLUMNS)
}

/// Every question with its text and answer and every entry with its outcome, in order, with times and ids.
pub fn transcript(catalog: &Catalog, case: &Case, lang: Lang) -> Vec<Part> {
    let teller = Teller::of(catalog, case, lang);
    let title = say("Transcript of case {}", "사례 {}의 진행 기록").with(lang, &[case.id.as_str()]);
    let mut parts = vec![Part::Heading(1, ours(title)), Part::Para(teller.opened())];
    let courses = path::courses(catalog, case);
    if courses.is_empty() {
        let none: Say = say("No question has been answered yet.", "아직 답한 질문이 없습니다.");
        parts.push(Part::Para(ours(none.get(lang))));
    }
    for (start, course) in &courses {
        let timed = |at: Option<Stamp>, line: Line, id: &str| {
            let time = at.map_or_else(String::new, |at| teller.time(at) + " ");
            let mut line = ours(time).and(line);
            line.0.push(Piece::Ours(format!(" (`{id}`)")));
            line
        };
        let stops = course.stops.iter().flat_map(|stop| {
            // what was done at an entry comes before what it came to
            let entry = match &stop.what {
                What::Tried { entry, .. } => catalog.entry(entry),
                What::Asked { .. } => None,
            };
            let steps = entry.iter().flat_map(|entry| teller.ended(entry));
            let steps: Vec<Line> = steps.map(|(at, line)| timed(at, line, stop.id())).collect();
            steps.into_iter().chain([timed(stop.at, teller.told(stop), stop.id())])
        });
        // and where the walk stands at one, it has no stop yet
        let here = match &course.position {
            Position::Try(entry) => catalog.entry(entry),
            _ => None,
        };
        let here = here.iter().flat_map(|entry| {
            let steps = teller.ended(entry).into_iter();
            steps.map(|(at, line)| timed(at, line, &entry.id))
        });
        let here: Vec<Line> = here.collect();
        parts.push(Part::Heading(2, ours(teller.title(start))));
        parts.push(Part::List(stops.chain(here).chain([teller.end(course)]).collect()));
    }
    let notes = teller.notes();
    if !notes.is_empty() {
        parts.push(Part::Heading(2, ours(print::NOTES.get(lang))));
        parts.push(Part::List(notes));
    }
    parts
}

#[cfg(test)]
mod tests;
