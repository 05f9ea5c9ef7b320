//! What is told about a case: the summary, the few lines for a ticket, the transcript. Owns what stands in them and in
//! which order. Pure: the same case gives the same bytes.

use super::paper::{self, Line, Part, Piece, ours, typed};
use super::path::{self, Course};
use super::{Case, field};
use crate::knowledge::Catalog;
use crate::knowledge::condition::Needed;
use crate::knowledge::shape::{Field, Rule};
use crate::text::{Lang, Say, say};
use crate::time::{Stamp, Zone};
use crate::walk::{Detail, Position, Stop, What};

/// Characters of the text for a ticket where nobody says otherwise.
pub const TICKET: usize = 1000;

const COLUMNS: usize = 100;

/// The summary as Markdown.
pub fn markdown(catalog: &Catalog, case: &Case, lang: Lang) -> String {
    paper::markdown(&summary(catalog, case, lang), (ITEM.get(lang), VALUE.get(lang)))
}

/// The summary as a page of its own.
pub fn html(catalog: &Catalog, case: &Case, lang: Lang) -> String {
    paper::html(&summary(catalog, case, lang), lang)
}

/// The summary as plain text of at most `width` columns.
pub fn text(catalog: &Catalog, case: &Case, lang: Lang, width: usize) -> String {
    paper::text(&summary(catalog, case, lang), width)
}

/// The transcript as Markdown.
pub fn transcript_markdown(catalog: &Catalog, case: &Case, lang: Lang) -> String {
    paper::markdown(&transcript(catalog, case, lang), (ITEM.get(lang), VALUE.get(lang)))
}

/// The transcript as plain text.
pub fn transcript_text(catalog: &Catalog, case: &Case, lang: Lang) -> String {
    paper::text(&transcript(catalog, case, lang), COLUMNS)
}

const ITEM: Say = say("Item", "항목");
const VALUE: Say = say("Value", "내용");

/// Everything known, in the order in which a reader wants it.
pub fn summary(catalog: &Catalog, case: &Case, lang: Lang) -> Vec<Part> {
    let clocks = case.clocks(catalog);
    let mut parts = vec![
        Part::Title(heading(case, lang)),
        Part::Para(ours(opened(case, &clocks, lang))),
    ];
    let fields = known(catalog, case);
    if fields.is_empty() {
        parts.push(Part::Para(ours(
            say("Nothing is filled in yet.", "아직 채워진 항목이 없습니다.").get(lang),
        )));
    } else {
        parts.push(Part::Heading(ours(say("The case", "사례 정보").get(lang))));
        let rows = fields.iter().map(|(field, value)| {
            let shown = field::shown(field, value, lang);
            (ours(field.title.get(lang)), typed(shown))
        });
        parts.push(Part::Table(rows.collect()));
    }
    let courses = path::courses(catalog, case);
    if !courses.is_empty() {
        parts.push(Part::Heading(ours(
            say("What was asked and tried", "확인하고 시도한 것").get(lang),
        )));
        for course in &courses {
            parts.push(Part::Under(ours(path::title(catalog, &course.start, lang))));
            parts.push(Part::List(
                course
                    .stops
                    .iter()
                    .map(|stop| told(catalog, &clocks, stop, lang))
                    .collect(),
            ));
            parts.push(Part::Para(ours(end(catalog, &course.position, lang))));
        }
    }
    let learned = learned(catalog, case, lang);
    if !learned.is_empty() {
        parts.push(Part::Heading(ours(say("What was learned", "알아낸 사실").get(lang))));
        parts.push(Part::Table(learned));
    }
    if !case.notes.is_empty() {
        parts.push(Part::Heading(ours(say("Notes", "메모").get(lang))));
        parts.push(Part::List(notes(catalog, case, &clocks, lang)));
    }
    if let Some(wait) = case.wait() {
        parts.push(Part::Heading(ours(say("Waiting", "기다리는 중").get(lang))));
        let until = say("until {}: {}", "{}까지: {}").with(
            lang,
            &[&shown_at(wait.until, &clocks), &path::title(catalog, &wait.entry, lang)],
        );
        parts.push(Part::List(vec![ours(until)]));
    }
    let missing = case.missing(catalog);
    if !missing.is_empty() {
        parts.push(Part::Heading(ours(say("Still missing", "아직 없는 것").get(lang))));
        let items = missing
            .iter()
            .map(|field| ours(format!("**{}**: {}", field.title.get(lang), field.help.get(lang))));
        parts.push(Part::List(items.collect()));
    }
    let next = asked_next(catalog, case);
    if !next.is_empty() {
        parts.push(Part::Heading(ours(
            say("What support will ask next", "지원 팀이 이어서 물을 것").get(lang),
        )));
        parts.push(Part::List(next.iter().map(|field| ours(field.ask.get(lang))).collect()));
    }
    parts
}

/// Every question with its text and answer and every remedy with its outcome, in order.
pub fn transcript(catalog: &Catalog, case: &Case, lang: Lang) -> Vec<Part> {
    let clocks = case.clocks(catalog);
    let title = say("Transcript of case {}", "사례 {}의 진행 기록").with(lang, &[case.id.as_str()]);
    let mut parts = vec![Part::Title(ours(title)), Part::Para(ours(opened(case, &clocks, lang)))];
    let courses = path::courses(catalog, case);
    if courses.is_empty() {
        parts.push(Part::Para(ours(
            say("No question has been answered yet.", "아직 답한 질문이 없습니다.").get(lang),
        )));
    }
    for course in &courses {
        parts.push(Part::Heading(ours(path::title(catalog, &course.start, lang))));
        parts.push(Part::List(lines(catalog, &clocks, course, lang)));
    }
    if !case.notes.is_empty() {
        parts.push(Part::Heading(ours(say("Notes", "메모").get(lang))));
        parts.push(Part::List(notes(catalog, case, &clocks, lang)));
    }
    parts
}

fn lines(catalog: &Catalog, clocks: &Zone, course: &Course, lang: Lang) -> Vec<Line> {
    let mut out: Vec<Line> = course
        .stops
        .iter()
        .map(|stop| {
            let mut line = told(catalog, clocks, stop, lang);
            line.push(Piece::Ours(format!(" (`{}`)", stop.id())));
            line
        })
        .collect();
    out.push(ours(end(catalog, &course.position, lang)));
    out
}

/// The case in at most `limit` characters, what matters most first. Lines that do not fit are left out whole; only the
/// field that stands first, the description, is cut.
pub fn ticket(catalog: &Catalog, case: &Case, lang: Lang, limit: usize) -> String {
    let mut fields = known(catalog, case);
    fields.retain(|(field, _)| field.ticket.is_some());
    fields.sort_by_key(|(field, _)| field.ticket);
    let mut out = Fitted::new(limit);
    out.line(&paper::plain(&heading(case, lang)));
    for (field, value) in &fields {
        let (name, value) = (
            field.title.get(lang),
            crate::text::one_line(&field::shown(field, value, lang)),
        );
        if field.ticket == Some(1) {
            out.cut_line(&format!("{name}: "), &value, limit * 2 / 5);
        } else {
            out.line(&format!("{name}: {value}"));
        }
    }
    let tried: Vec<String> = path::courses(catalog, case)
        .iter()
        .flat_map(|course| course.stops.iter())
        .filter_map(|stop| match &stop.what {
            What::Tried { entry, outcome, .. } => Some(format!(
                "{} ({})",
                path::title(catalog, entry, lang),
                outcome.told().get(lang)
            )),
            What::Asked { .. } => None,
        })
        .collect();
    if !tried.is_empty() {
        out.cut_line(say("Tried: ", "시도: ").get(lang), &tried.join("; "), limit);
    }
    let missing: Vec<String> = case
        .missing(catalog)
        .into_iter()
        .map(|f| f.title.get(lang).to_owned())
        .collect();
    if !missing.is_empty() {
        out.cut_line(
            say("Still missing: ", "아직 없는 것: ").get(lang),
            &missing.join(", "),
            limit,
        );
    }
    out.text
}

/// Text that never grows over its limit.
struct Fitted {
    text: String,
    left: usize,
}

impl Fitted {
    fn new(limit: usize) -> Self {
        Self {
            text: String::new(),
            left: limit,
        }
    }

    /// Adds the line where it fits whole; the first one is cut if it must be.
    fn line(&mut self, line: &str) {
        if self.text.is_empty() {
            self.cut_line("", line, self.left);
        } else if line.chars().count() < self.left {
            self.push(line);
        }
    }

    /// Adds `name` and as much of `rest` as fits into `most` characters.
    fn cut_line(&mut self, name: &str, rest: &str, most: usize) {
        let room = most
            .min(self.left.saturating_sub(1))
            .saturating_sub(name.chars().count());
        if rest.chars().count() <= room {
            self.push(&format!("{name}{rest}"));
        } else if room > 3 {
            let cut: String = rest.chars().take(room - 3).collect();
            self.push(&format!("{name}{}...", cut.trim_end()));
        }
    }

    fn push(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
        self.left = self.left.saturating_sub(line.chars().count() + 1);
    }
}

fn heading(case: &Case, lang: Lang) -> Line {
    ours(say("Support case {}", "지원 사례 {}").with(lang, &[case.id.as_str()]))
}

/// The fields that have a value, in the order in which they are asked.
fn known(catalog: &Catalog, case: &Case) -> Vec<(Field, String)> {
    let mut values = case.values(catalog);
    catalog
        .fields()
        .into_iter()
        .filter_map(|field| values.remove(&field.id).map(|value| (field, value)))
        .collect()
}

/// Facts that fill no field of the case.
fn learned(catalog: &Catalog, case: &Case, lang: Lang) -> Vec<(Line, Line)> {
    let facts = case.facts(catalog);
    catalog
        .facts()
        .into_iter()
        .filter(|fact| fact.field.is_none())
        .filter_map(|fact| {
            let value = facts.get(&fact.id)?;
            let text = fact
                .values
                .iter()
                .find(|v| &v.id == value)
                .map(|v| v.text.get(lang).to_owned());
            let line = text.map_or_else(|| typed(value.clone()), ours);
            Some((ours(fact.title.get(lang)), line))
        })
        .collect()
}

fn notes(catalog: &Catalog, case: &Case, clocks: &Zone, lang: Lang) -> Vec<Line> {
    let note = |note: &super::Note| {
        let place = if note.node.is_empty() {
            String::new()
        } else {
            format!(" ({})", path::title(catalog, &note.node, lang))
        };
        vec![
            Piece::Ours(format!("{}{place}: ", shown_at(note.at, clocks))),
            Piece::Typed(note.text.clone()),
        ]
    };
    case.notes.iter().map(note).collect()
}

/// Optional fields that are still empty: what comes back as a question.
fn asked_next(catalog: &Catalog, case: &Case) -> Vec<Field> {
    let values = case.values(catalog);
    catalog
        .fields()
        .into_iter()
        .filter(|field| field.needed == Needed::Optional && field.rule != Rule::Path && !values.contains_key(&field.id))
        .collect()
}

/// One stop as a line: question and answer, or remedy and outcome, with the time.
fn told(catalog: &Catalog, clocks: &Zone, stop: &Stop, lang: Lang) -> Line {
    let time = stop.at.map_or_else(String::new, |at| shown_at(at, clocks) + " ");
    let title = path::title(catalog, stop.id(), lang);
    match &stop.what {
        What::Asked { question: id, answer } => {
            let chosen = catalog.question(id).is_some_and(|question| question.field.is_none());
            let told = path::answer(catalog, id, answer, lang);
            let told = if chosen || answer.is_empty() {
                Piece::Ours(told)
            } else {
                Piece::Typed(told)
            };
            vec![Piece::Ours(format!("{time}{title} -> ")), told]
        }
        What::Tried { outcome, detail, .. } => {
            let outcome = outcome.told().get(lang);
            let mut line = ours(format!("{time}{title} -> **{outcome}**"));
            match detail {
                Some(Detail::Until(until)) => line.push(Piece::Ours(
                    say(" until {}", "({}까지)").with(lang, &[&shown_at(*until, clocks)]),
                )),
                Some(Detail::Reason(reason)) => {
                    line.push(Piece::Ours(": ".to_owned()));
                    line.push(Piece::Typed(reason.clone()));
                }
                None => {}
            }
            line
        }
    }
}

fn end(catalog: &Catalog, position: &Position, lang: Lang) -> String {
    match position {
        Position::Solved => say("Solved.", "해결되었습니다.").get(lang).to_owned(),
        Position::SupportCase => say("Not solved; it goes to support.", "해결되지 않아 지원 팀으로 넘깁니다.")
            .get(lang)
            .to_owned(),
        Position::Ask(id) => {
            say("Stands at the question: {}", "다음 질문에서 멈춤: {}").with(lang, &[&path::title(catalog, id, lang)])
        }
        Position::Try(id) => {
            say("Stands at: {}", "다음 조치에서 멈춤: {}").with(lang, &[&path::title(catalog, id, lang)])
        }
    }
}

fn shown_at(at: Stamp, clocks: &Zone) -> String {
    at.on(clocks).to_seconds()
}

fn opened(case: &Case, clocks: &Zone, lang: Lang) -> String {
    say(
        "Opened {}. Times are those of {}.",
        "사례를 연 시각: {}. 시각은 {} 기준입니다.",
    )
    .with(lang, &[&shown_at(case.created, clocks), &clocks.to_string()])
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn with<T>(tell: impl Fn(&Catalog, &Case) -> T) -> T {
        let catalog = sample::catalog();
        let case = sample::case(&catalog);
        tell(&catalog, &case)
    }

    #[test]
    fn the_path_is_told_in_words_with_times_on_the_clocks_of_the_case() {
        let text = with(|catalog, case| markdown(catalog, case, Lang::En));
        for line in [
            "# Support case abcd2345",
            "Opened 2026-11-21 09:00:00. Times are those of Asia/Seoul.",
            "### Resetting",
            "- 2026-11-21 09:02:00 Is a **license** assigned? -> Yes",
            "- 2026-11-21 09:03:00 Since when? -> 9 o'clock, \\`roughly\\`",
            "- 2026-11-21 09:04:00 Wait a bit -> **did not fix it**",
            "- 2026-11-21 09:05:00 Restart it -> **not done**: no \\*rights\\*",
            "- 2026-11-21 09:06:00 Ask another -> **waiting** until 2026-11-21 10:30:00",
            "| Urgent | must work now |",
            "- 2026-11-21 09:07:00 (Ask another): called \\<back\\>",
            "- until 2026-11-21 10:30:00: Ask another",
            "## Still missing",
            "## What support will ask next",
            "| Administrator role | no |",
            "| Description | fails with \\| \\*stars\\* \\<b\\><br>second line |",
        ] {
            assert!(text.lines().any(|l| l == line), "{line}\n---\n{text}");
        }
    }

    #[test]
    fn the_summary_is_korean_in_korean() {
        let text = with(|catalog, case| markdown(catalog, case, Lang::Ko));
        for line in [
            "# 지원 사례 abcd2345",
            "## 아직 없는 것",
            "| 관리자 역할 | 아니요 |",
            "| 급함 | 바로 일해야 함 |",
        ] {
            assert!(text.lines().any(|l| l == line), "{line}\n---\n{text}");
        }
        assert!(!text.contains("Still missing"));
    }

    #[test]
    fn html_shows_what_was_typed_letter_by_letter() {
        let page = with(|catalog, case| html(catalog, case, Lang::En));
        assert!(
            page.contains("<td>fails with | *stars* &lt;b&gt;<br>second line</td>"),
            "{page}"
        );
        assert!(
            page.contains("Is a <strong>license</strong> assigned? -&gt; Yes"),
            "{page}"
        );
        assert!(page.starts_with("<!doctype html>") && !page.contains("<b>"));
    }

    #[test]
    fn plain_text_keeps_its_width() {
        let text = with(|catalog, case| text(catalog, case, Lang::Ko, 60));
        assert!(
            text.contains("오류 설명: fails with | *stars* <b>\n    second line\n"),
            "{text}"
        );
        for line in text.lines() {
            assert!(crate::text::columns::width(line) <= 60, "{line}");
        }
    }

    #[test]
    fn the_text_for_a_ticket_never_grows_over_its_limit() {
        for limit in [0, 1, 5, 20, 40, 100, 300, 1000] {
            for lang in Lang::ALL {
                let text = with(|catalog, case| {
                    let mut case = case.clone();
                    let long = "설명 ".repeat(2000);
                    assert!(case.fill(catalog, &sample::host(), "description", &long).is_ok());
                    ticket(catalog, &case, lang, limit)
                });
                assert!(text.chars().count() <= limit, "{limit}: {text}");
            }
        }
        let text = with(|catalog, case| ticket(catalog, case, Lang::En, TICKET));
        assert!(
            text.contains("Tried: Wait a bit (did not fix it); Restart it (not done)"),
            "{text}"
        );
        assert!(
            text.contains("User ID: kim@contoso.com\n") && text.contains("Still missing: Page, "),
            "{text}"
        );
    }

    #[test]
    fn the_transcript_names_every_question_and_entry_in_order() {
        let text = with(|catalog, case| transcript_text(catalog, case, Lang::En));
        let at = |id: &str| text.find(id).unwrap_or(usize::MAX);
        let order = [
            "ask.urgent",
            "ask.license",
            "ask.since",
            "a.first",
            "a.second",
            "a.third",
        ]
        .map(at);
        assert!(order.is_sorted() && order[5] < usize::MAX, "{text}");
        assert_eq!(text, with(|catalog, case| transcript_text(catalog, case, Lang::En)));
    }

    #[test]
    fn an_empty_case_says_so() {
        let catalog = sample::catalog();
        let case = Case::new(sample::id(), Lang::En, sample::noon(), &Zone::UTC);
        assert!(markdown(&catalog, &case, Lang::En).contains("Nothing is filled in yet."));
        assert!(transcript_markdown(&catalog, &case, Lang::Ko).contains("아직 답한 질문이 없습니다."));
    }
}
