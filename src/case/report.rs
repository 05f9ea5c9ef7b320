//! What is told about a case: the summary, the few lines for a ticket, the transcript. Owns what stands in them and in
//! which order. Pure: the same case gives the same bytes.

use super::paper::{self, Line, Part, Piece, ours, typed};
use super::path;
use super::{Case, field};
use crate::knowledge::Catalog;
use crate::knowledge::condition::Needed;
use crate::knowledge::shape::{Field, Rule};
use crate::text::{Lang, Say, say};
use crate::time::{Stamp, Zone};
use crate::walk::{Concluded, Detail, Position, Stop, Trace, What};

/// Characters of the text for a ticket where nobody says otherwise.
pub const TICKET: usize = 1000;

const COLUMNS: usize = 100;

/// The summary as Markdown.
pub fn markdown(catalog: &Catalog, case: &Case, lang: Lang) -> String {
    paper::markdown(&summary(catalog, case, lang), lang)
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
    paper::markdown(&transcript(catalog, case, lang), lang)
}

/// The transcript as plain text.
pub fn transcript_text(catalog: &Catalog, case: &Case, lang: Lang) -> String {
    paper::text(&transcript(catalog, case, lang), COLUMNS)
}

/// Everything known, in the order in which a reader wants it.
pub fn summary(catalog: &Catalog, case: &Case, lang: Lang) -> Vec<Part> {
    let teller = Teller::of(catalog, case, lang);
    let mut parts = vec![Part::Heading(1, heading(case, lang)), teller.opened()];
    let fields: Vec<(Line, Line)> = known(catalog, case)
        .iter()
        .map(|(field, value)| (ours(field.title.get(lang)), typed(field::shown(field, value, lang))))
        .collect();
    if fields.is_empty() {
        parts.push(teller.para(say("Nothing is filled in yet.", "아직 채워진 항목이 없습니다.")));
    } else {
        parts.push(teller.heading(say("The case", "사례 정보")));
        parts.push(Part::Table(fields));
    }
    let courses = path::courses(catalog, case);
    if !courses.is_empty() {
        parts.push(teller.heading(say("What was asked and tried", "확인하고 시도한 것")));
    }
    for (start, course) in &courses {
        parts.push(Part::Heading(3, ours(teller.title(start))));
        parts.push(Part::List(course.stops.iter().map(|stop| teller.told(stop)).collect()));
        parts.push(Part::Para(teller.end(course)));
    }
    let learned = teller.learned();
    if !learned.is_empty() {
        parts.push(teller.heading(say("What was learned", "알아낸 사실")));
        parts.push(Part::Table(learned));
    }
    parts.extend(teller.list(say("Notes", "메모"), teller.notes()));
    let waits = case.wait().into_iter().map(|wait| {
        let values = [&*teller.time(wait.until), &teller.title(&wait.entry)];
        ours(say("until {}: {}", "{}까지: {}").with(lang, &values))
    });
    parts.extend(teller.list(say("Waiting", "기다리는 중"), waits.collect()));
    let missing = case.missing(catalog).into_iter();
    let missing = missing.map(|field| ours(format!("**{}**: {}", field.title.get(lang), field.help.get(lang))));
    parts.extend(teller.list(say("Still missing", "아직 없는 것"), missing.collect()));
    let next = teller.asked_next().into_iter().map(|field| ours(field.ask.get(lang)));
    let asked = say("What support will ask next", "지원 팀이 이어서 물을 것");
    parts.extend(teller.list(asked, next.collect()));
    parts
}

/// Every question with its text and answer and every remedy with its outcome, in order.
pub fn transcript(catalog: &Catalog, case: &Case, lang: Lang) -> Vec<Part> {
    let teller = Teller::of(catalog, case, lang);
    let title = say("Transcript of case {}", "사례 {}의 진행 기록").with(lang, &[case.id.as_str()]);
    let mut parts = vec![Part::Heading(1, ours(title)), teller.opened()];
    let courses = path::courses(catalog, case);
    if courses.is_empty() {
        parts.push(teller.para(say("No question has been answered yet.", "아직 답한 질문이 없습니다.")));
    }
    for (start, course) in &courses {
        let stops = course.stops.iter().map(|stop| {
            let mut line = teller.told(stop);
            line.push(Piece::Ours(format!(" (`{}`)", stop.id())));
            line
        });
        parts.push(Part::Heading(2, ours(teller.title(start))));
        parts.push(Part::List(stops.chain([teller.end(course)]).collect()));
    }
    parts.extend(teller.list(say("Notes", "메모"), teller.notes()));
    parts
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
        let name = format!("{}: ", field.title.get(lang));
        let value = crate::text::one_line(&field::shown(field, value, lang));
        if field.ticket == Some(1) {
            out.cut_line(&name, &value, limit * 2 / 5);
        } else {
            out.line(&(name + &value));
        }
    }
    let courses = path::courses(catalog, case);
    let stops = courses.iter().flat_map(|(_, course)| &course.stops);
    let tried = stops.filter_map(|stop| match &stop.what {
        What::Tried { entry, outcome, .. } => {
            let title = path::title(catalog, entry, lang);
            Some(format!("{title} ({})", outcome.told().get(lang)))
        }
        What::Asked { .. } => None,
    });
    let missing = case.missing(catalog).into_iter();
    let missing = missing.map(|field| field.title.get(lang).to_owned());
    for (name, items, between) in [
        (say("Tried: ", "시도: "), tried.collect::<Vec<_>>(), "; "),
        (say("Still missing: ", "아직 없는 것: "), missing.collect(), ", "),
    ] {
        if !items.is_empty() {
            out.cut_line(name.get(lang), &items.join(between), limit);
        }
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

/// A case told in one language on one clock.
struct Teller<'a> {
    catalog: &'a Catalog,
    case: &'a Case,
    lang: Lang,
    clocks: Zone,
}

impl<'a> Teller<'a> {
    fn of(catalog: &'a Catalog, case: &'a Case, lang: Lang) -> Self {
        let clocks = case.clocks(catalog);
        Self {
            catalog,
            case,
            lang,
            clocks,
        }
    }

    fn title(&self, id: &str) -> String {
        path::title(self.catalog, id, self.lang)
    }

    fn time(&self, at: Stamp) -> String {
        at.on(&self.clocks).to_seconds()
    }

    fn heading(&self, text: Say) -> Part {
        Part::Heading(2, ours(text.get(self.lang)))
    }

    fn para(&self, text: Say) -> Part {
        Part::Para(ours(text.get(self.lang)))
    }

    /// A list under its heading; nothing where it is empty.
    fn list(&self, heading: Say, items: Vec<Line>) -> Vec<Part> {
        if items.is_empty() {
            return Vec::new();
        }
        vec![self.heading(heading), Part::List(items)]
    }

    fn opened(&self) -> Part {
        let text = say(
            "Opened {}. Times are those of {}.",
            "사례를 연 시각: {}. 시각은 {} 기준입니다.",
        );
        let values = [&*self.time(self.case.created), &self.clocks.to_string()];
        Part::Para(ours(text.with(self.lang, &values)))
    }

    /// Facts that fill no field of the case.
    fn learned(&self) -> Vec<(Line, Line)> {
        let known = self.case.facts(self.catalog);
        let facts = self.catalog.facts().into_iter().filter(|fact| fact.field.is_none());
        facts
            .filter_map(|fact| {
                let value = known.get(&fact.id)?;
                let named = fact.values.iter().find(|named| &named.id == value);
                let line = named.map_or_else(|| typed(value.as_str()), |named| ours(named.text.get(self.lang)));
                Some((ours(fact.title.get(self.lang)), line))
            })
            .collect()
    }

    fn notes(&self) -> Vec<Line> {
        let notes = self.case.notes.iter().map(|note| {
            let place = if note.node.is_empty() {
                String::new()
            } else {
                format!(" ({})", self.title(&note.node))
            };
            vec![
                Piece::Ours(format!("{}{place}: ", self.time(note.at))),
                Piece::Typed(note.text.clone()),
            ]
        });
        notes.collect()
    }

    /// Optional fields that are still empty: what comes back as a question.
    fn asked_next(&self) -> Vec<Field> {
        let values = self.case.values(self.catalog);
        let mut fields = self.catalog.fields();
        fields.retain(|field| {
            field.needed == Needed::Optional && field.rule != Rule::Path && !values.contains_key(&field.id)
        });
        fields
    }

    /// One stop as a line: question and answer, or remedy and outcome, with the time.
    fn told(&self, stop: &Stop) -> Line {
        let time = stop.at.map_or_else(String::new, |at| self.time(at) + " ");
        let head = format!("{time}{} -> ", self.title(stop.id()));
        match &stop.what {
            What::Asked { question: id, answer } => {
                let question = self.catalog.question(id);
                let chosen = question.is_some_and(|question| question.field.is_none());
                let told = path::answer(self.catalog, id, answer, self.lang);
                let told = if chosen || answer.is_empty() {
                    Piece::Ours(told)
                } else {
                    Piece::Typed(told)
                };
                vec![Piece::Ours(head), told]
            }
            What::Tried { outcome, detail, .. } => {
                let mut line = ours(format!("{head}**{}**", outcome.told().get(self.lang)));
                match detail {
                    Some(Detail::Until(until)) => {
                        let until = say(" until {}", "({}까지)").with(self.lang, &[&self.time(*until)]);
                        line.push(Piece::Ours(until));
                    }
                    Some(Detail::Handed(reason) | Detail::Reason(reason)) => {
                        line.extend([Piece::Ours(": ".to_owned()), Piece::Typed(reason.clone())]);
                    }
                    None => {}
                }
                line
            }
        }
    }

    /// How a walk ended, or where it stands.
    fn end(&self, course: &Trace) -> Line {
        let (text, id) = match &course.position {
            Position::Concluded(concluded) => {
                let text = match concluded {
                    Concluded::Fixed => say("Solved.", "해결되었습니다."),
                    Concluded::Cause => say("The cause is found.", "원인을 찾았습니다."),
                    Concluded::ByDesign => say("This is how it is meant to be.", "의도된 동작입니다."),
                };
                (text, "")
            }
            Position::SupportCase => {
                let text = say("Not solved; it goes to support.", "해결되지 않아 지원 팀으로 넘깁니다.");
                (text, "")
            }
            Position::Ask(id) => (say("Stands at the question: {}", "다음 질문에서 멈춤: {}"), id.as_str()),
            Position::Try(id) => (say("Stands at: {}", "다음 조치에서 멈춤: {}"), id.as_str()),
        };
        ours(text.with(self.lang, &[&self.title(id)]))
    }
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
            "- 2026-11-21 09:04:00 Wait a bit -> **did not help**",
            "- 2026-11-21 09:05:00 Restart it -> **could not be done**: no \\*rights\\*",
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
            text.contains("Tried: Wait a bit (did not help); Restart it (could not be done)"),
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
