//! From a case to its report: what is worth saying, in one language, on the clocks of the case.

use super::model::{Course, Named, Report, Seen, Verdict};
use crate::case::checklist::checklist;
use crate::case::found::{self, Certainty, Conclusion, Evidence, Finding, Status};
use crate::case::paper::{Line, Piece, ours, typed};
use crate::case::verified::{CALLER, SITUATION};
use crate::case::{Case, conclusion, path};
use crate::knowledge::Catalog;
use crate::knowledge::article::duration;
use crate::knowledge::id::{FactId, FieldId};
use crate::knowledge::shape::{Entry, Field, KeptKind, Rule};
use crate::text::{Lang, Say, say};
use crate::time::{Stamp, Zone};
use crate::walk::{Concluded, Detail, Outcome, Position, Stop, Trace, What};
use std::collections::BTreeMap;
use std::path::Path;

/// Codes of one entry that are named; the others are spellings of the same.
const CODES: usize = 3;

/// Everything known about a case.
pub fn report(catalog: &Catalog, case: &Case, lang: Lang) -> Report {
    let teller = Teller::of(catalog, case, lang);
    let courses = path::courses(catalog, case);
    let concluded = conclusion::conclusions(catalog, case, lang);
    let verdicts: Vec<Verdict> = concluded.iter().map(|found| teller.verdict(found)).collect();
    let settled = concluded.iter().any(|found| found.outcome != Concluded::Cause);
    Report {
        lang,
        title: ours(say("Support case {}", "지원 사례 {}").with(lang, &[case.id.as_str()])),
        stands: verdicts.is_empty().then(|| teller.stands(&courses)),
        shown: teller.shown(&concluded),
        besides: teller.besides(&concluded),
        ruled_out: teller.ruled_out(&courses),
        changes: teller.changes(),
        conclusion: verdicts,
        evidence: teller.evidence(&courses),
        left_out: Vec::new(),
        case: teller.about(),
        notes: teller.notes(),
        way: courses
            .iter()
            .filter(|(_, trace)| !trace.stops.is_empty())
            .map(|(start, trace)| teller.course(start, trace))
            .collect(),
        // what is fixed or meant to be needs nobody to ask
        missing: if settled { Vec::new() } else { teller.missing() },
    }
}

/// A case told in one language on one clock.
pub(super) struct Teller<'a> {
    pub(super) catalog: &'a Catalog,
    pub(super) case: &'a Case,
    pub(super) lang: Lang,
    clocks: Zone,
    pub(super) facts: BTreeMap<FactId, String>,
    /// What the case knows, by field, to fill commands.
    pub(super) values: BTreeMap<FieldId, String>,
}

impl<'a> Teller<'a> {
    pub(super) fn of(catalog: &'a Catalog, case: &'a Case, lang: Lang) -> Self {
        let clocks = case.clocks(catalog);
        Self {
            catalog,
            case,
            lang,
            clocks,
            facts: case.facts(catalog),
            values: case.values(catalog),
        }
    }

    pub(super) fn title(&self, id: &str) -> String {
        path::title(self.catalog, id, self.lang)
    }

    pub(super) fn time(&self, at: Stamp) -> String {
        at.on(&self.clocks).to_seconds()
    }

    /// A time that says in which zone it is.
    fn moment(&self, at: Stamp) -> String {
        at.on(&self.clocks).to_string()
    }

    pub(super) fn says(&self, text: Say) -> Line {
        ours(text.get(self.lang))
    }

    pub(super) fn opened(&self) -> Line {
        let text = say(
            "Opened {}. Times are those of {}.",
            "{}에 사례를 열었습니다. 시각은 {} 기준입니다.",
        );
        let values = [&*self.time(self.case.created), &self.clocks.to_string()];
        ours(text.with(self.lang, &values))
    }

    fn verdict(&self, found: &Conclusion) -> Verdict {
        let entry = self.catalog.entry(&found.entry);
        let text = |pick: fn(&Entry) -> Option<&crate::text::Text>| {
            let text = entry.as_ref().and_then(pick)?;
            Some(ours(text.get(self.lang)))
        };
        let says = match found.outcome {
            Concluded::Fixed => say("Fixed", "해결됨"),
            Concluded::Cause => say("This is the cause", "원인"),
            Concluded::ByDesign => say("By design, nothing is broken", "의도된 동작이며 고장이 아님"),
        };
        let to_do = match (&entry, found.outcome) {
            (Some(entry), Concluded::Cause) => self.to_do(entry),
            _ => Vec::new(),
        };
        let wait = entry.as_ref().and_then(|entry| entry.wait.as_ref());
        let takes = wait.and_then(|wait| {
            let long = duration(wait.seconds()?, self.lang);
            Some(ours(format!("{long}: {}", wait.why.get(self.lang))))
        });
        let helpdesk = entry.iter().filter(|_| found.outcome != Concluded::Fixed);
        Verdict {
            says: self.says(says),
            title: ours(found.title.clone()),
            entry: ours(format!("`{}`", found.entry)),
            codes: entry.as_ref().and_then(codes).map(ours),
            answer: text(|entry| Some(&entry.summary)).unwrap_or_default(),
            why: self.why(found),
            done: entry.as_ref().map(|entry| self.done(entry)).unwrap_or_default(),
            to_do,
            who: found.who.clone().map(typed),
            until: found.wait_until.map(|until| ours(self.moment(until))),
            takes,
            check: text(|entry| entry.verify.as_ref()),
            verified: entry.as_ref().and_then(|entry| self.judged(&entry.id)),
            caller: text(|entry| entry.tell.as_ref()),
            helpdesk: helpdesk
                .flat_map(|entry| &entry.helpdesk)
                .map(|text| ours(text.get(self.lang)))
                .collect(),
        }
    }

    /// Why a conclusion is believed.
    fn why(&self, found: &Conclusion) -> Line {
        let certain = match found.certainty {
            Certainty::Confirmed => say("Confirmed by the log.", "로그로 확인되었습니다."),
            Certainty::Likely => say(
                "Likely: the evidence names it.",
                "증거에 이 항목이 나와 있어 유력합니다.",
            ),
            Certainty::Stated => say(
                "Judged by whoever took the call; no log was read for it.",
                "전화를 받은 담당자의 판단이며 로그로 확인하지는 않았습니다.",
            ),
        };
        let mut line = self.says(certain);
        let names = |finding: &&Finding| {
            let also = finding.also.iter().chain([&finding.entry]);
            matches!(finding.status, Status::Confirmed | Status::Likely)
                && also.into_iter().any(|entry| *entry == found.entry)
        };
        for record in self
            .case
            .findings
            .iter()
            .filter(names)
            .flat_map(|finding| &finding.because)
        {
            let number = say(" Record {}", " 레코드 {}").with(self.lang, &[&record.record.to_string()]);
            let at = record
                .time
                .map_or_else(String::new, |at| format!(", {}", self.moment(at)));
            line = line.and(ours(format!("{number}{at}.")));
        }
        let later = say(" In a later log: {}.", " 이후 로그: {}.");
        let mut since = self
            .case
            .findings
            .iter()
            .filter(names)
            .filter_map(|finding| finding.since);
        match since.next() {
            Some(since) => line.and(ours(later.with(self.lang, &[since.told().get(self.lang)]))),
            None => line,
        }
    }

    /// How it stands where nothing concluded it.
    fn stands(&self, courses: &[(&str, Trace)]) -> Line {
        if let Some(wait) = self.case.wait() {
            let values = [&*self.moment(wait.until), &self.title(&wait.entry)];
            let text = say(
                "No cause is found yet. Waiting until {}: {}",
                "아직 원인을 찾지 못했습니다. {}까지 기다리는 중: {}",
            );
            return ours(text.with(self.lang, &values));
        }
        let found = say("No cause is found yet.", "아직 원인을 찾지 못했습니다.");
        match courses.last() {
            Some((_, trace)) => self.says(found).and(ours(" ")).and(self.end(trace)),
            None => self.says(found),
        }
    }

    /// What logs show besides what somebody judged.
    fn shown(&self, concluded: &[Conclusion]) -> Vec<Line> {
        let judged = |finding: &&Finding| concluded.iter().any(|found| found.entry == finding.entry);
        let open = self.case.findings.iter().filter(|finding| !judged(finding));
        let open = open.filter(|finding| finding.status != Status::RuledOut);
        open.map(|finding| {
            let since = finding.since.map(|since| since.told().get(self.lang));
            let said: Vec<&str> = std::iter::once(finding.status.told().get(self.lang))
                .chain(since)
                .collect();
            ours(format!("{} ({})", self.title(&finding.entry), said.join(", ")))
        })
        .collect()
    }

    /// What was tried or looked at and is not it, with the reasons.
    fn ruled_out(&self, courses: &[(&str, Trace)]) -> Vec<Line> {
        let stops = courses.iter().flat_map(|(_, trace)| &trace.stops);
        let said = stops.filter_map(|stop| match &stop.what {
            What::Tried { entry, outcome, detail } if outcome.rules_out() || *outcome == Outcome::Skipped => {
                Some(self.tried(entry, *outcome, detail.as_ref()))
            }
            _ => None,
        });
        let found = self
            .case
            .findings
            .iter()
            .filter(|finding| finding.status == Status::RuledOut);
        let by_log = say("{}: the log rules it out", "{}: 로그로 제외됨");
        said.chain(found.map(|finding| ours(by_log.with(self.lang, &[&self.title(&finding.entry)]))))
            .collect()
    }

    /// An entry and what it came to.
    pub(super) fn tried(&self, entry: &str, outcome: Outcome, detail: Option<&Detail>) -> Line {
        let line = ours(format!("{}: **{}**", self.title(entry), outcome.told().get(self.lang)));
        match detail {
            Some(Detail::Until(until)) => line.and(ours(
                say(" until {}", "({}까지)").with(self.lang, &[&self.time(*until)]),
            )),
            Some(Detail::Handed(text) | Detail::Reason(text)) => line.and(Line::of(": ", text)),
            None => line,
        }
    }

    /// Codes, events, ids, times, computers and users: first what was read, then what fields of the case hold of that.
    fn evidence(&self, courses: &[(&str, Trace)]) -> Vec<Seen> {
        let mut out: Vec<Seen> = self.case.evidence.iter().map(|piece| self.piece(piece)).collect();
        let known: Vec<&String> = self.case.evidence.iter().flat_map(|piece| &piece.codes).collect();
        let mut met: Vec<String> = Vec::new();
        let started = courses.iter().map(|(start, _)| *start);
        let looked_up = courses
            .iter()
            .flat_map(|(_, trace)| &trace.stops)
            .filter_map(|stop| match &stop.what {
                What::Tried { entry, outcome, .. } if !outcome.rules_out() => Some(entry.as_str()),
                _ => None,
            });
        for entry in started.chain(looked_up).filter_map(|id| self.catalog.entry(id)) {
            let codes = codes(&entry).into_iter();
            met.extend(codes.filter(|codes| !known.iter().any(|known| codes.contains(known.as_str()))));
        }
        met.dedup();
        if !met.is_empty() {
            let codes = say("Codes looked up: {}", "조회한 코드: {}");
            out.push(Seen::plain(ours(codes.with(self.lang, &[&met.join(", ")]))));
        }
        let fields = self.known().into_iter().filter(|(field, _)| is_evidence(field));
        out.extend(fields.map(|(field, value)| {
            let name = field.title.get(self.lang);
            Seen::plain(Line::of(format!("{name}: "), value))
        }));
        out
    }

    fn piece(&self, piece: &Evidence) -> Seen {
        // a check names no event: what it says is all there is
        if let (found::From::Check, Some(quote)) = (piece.from, &piece.quote) {
            let at = piece.at.map(|at| format!(" ({})", self.moment(at))).unwrap_or_default();
            let line = typed(quote).and(ours(at));
            let Some(computer) = &piece.computer else {
                return Seen::plain(line);
            };
            let name = format!(", {} ", say("computer", "컴퓨터").get(self.lang));
            return Seen::plain(line.and(Line::of(name, computer)));
        }
        let mut parts: Vec<Line> = Vec::new();
        let provider = piece.provider.as_deref();
        match piece.event {
            Some(event) => {
                let provider = provider.map_or_else(String::new, |name| format!(" ({name})"));
                let event = say("event {}", "이벤트 {}").with(self.lang, &[&event.to_string()]);
                parts.push(Line::of(event, provider));
            }
            None => parts.extend(provider.map(typed)),
        }
        parts.extend(piece.codes.iter().map(typed));
        let named = |name: Say, value: Option<&String>| {
            let name = format!("{} ", name.get(self.lang));
            value.map(|value| Line::of(name, value))
        };
        parts.extend(named(say("tracking ID", "추적 ID"), piece.tracking_id.as_ref()));
        let record = say("record {}", "레코드 {}");
        parts.extend(
            piece
                .record
                .map(|number| ours(record.with(self.lang, &[&number.to_string()]))),
        );
        parts.extend(piece.at.map(|at| ours(self.moment(at))));
        let no_zone = say(" (without a zone)", " (표준 시간대 없음)").get(self.lang);
        let written = piece.written.iter().filter(|_| piece.at.is_none());
        parts.extend(written.map(|at| typed(at).and(ours(no_zone))));
        parts.extend(named(say("computer", "컴퓨터"), piece.computer.as_ref()));
        parts.extend(named(say("user", "사용자"), piece.user.as_ref()));
        let mut line = Line::default();
        for (at, part) in parts.into_iter().enumerate() {
            line = line.and(ours(if at == 0 { "" } else { ", " })).and(part);
        }
        match &piece.quote {
            Some(quote) if line.0.is_empty() => Seen::plain(typed(quote)),
            quote => Seen {
                what: line,
                quote: quote.as_ref().map(typed),
            },
        }
    }

    /// The fields of which something is known, and what, in the order in which they are asked.
    fn known(&self) -> Vec<(Field, String)> {
        let list = checklist(self.catalog, self.case);
        let items = list.groups.into_iter().flat_map(|group| group.items);
        let items = items.filter(|item| !item.given_up());
        items
            .filter_map(|item| item.shown(self.lang).map(|shown| (item.field, shown)))
            .collect()
    }

    /// The case: what is known and is no evidence, then what was learned besides.
    fn about(&self) -> Vec<Named> {
        let mut fields = self.known();
        fields.retain(|(field, _)| !is_evidence(field));
        // a field without a place of its own stands behind those that have one
        fields.sort_by_key(|(field, _)| field.ticket.unwrap_or(u32::MAX));
        let fields = fields.into_iter().map(|(field, value)| Named {
            name: ours(field.title.get(self.lang)),
            value: typed(value),
        });
        let known = &self.facts;
        // of whom it is told whether they were verified, they are on the line
        let told = |id: &FactId| *id != SITUATION || !known.contains_key(CALLER);
        let facts = self.catalog.facts().into_iter();
        let facts = facts.filter(|fact| fact.field.is_none() && told(&fact.id));
        let seen = self.verified();
        let learned = facts.filter_map(|fact| {
            let value = known.get(&fact.id)?;
            let named = fact.values.iter().find(|named| &named.id == value);
            let value = named.map_or_else(|| typed(value.as_str()), |named| ours(named.text.get(self.lang)));
            // by what says more than that
            let value = seen.clone().filter(|_| fact.id == CALLER).unwrap_or(value);
            let name = ours(fact.title.get(self.lang));
            Some(Named { name, value })
        });
        let opened = Named {
            name: self.says(say("Times", "시각")),
            value: self.opened(),
        };
        fields.chain(learned).chain(self.logs()).chain([opened]).collect()
    }

    /// The logs that were read last of their names: the time that they cover, and the hash by which each is known again.
    fn logs(&self) -> Vec<Named> {
        let scans = self.case.scans.iter().enumerate();
        let last = scans.filter(|(at, scan)| {
            let mut later = self.case.scans.iter().skip(at + 1);
            !later.any(|later| later.files == scan.files)
        });
        let told = last.map(|(_, scan)| {
            let mut value = typed(scan.files.join(", "));
            if let (Some(from), Some(to)) = (scan.from, scan.to) {
                let window = say(": {} to {}", ": {} - {}");
                value = value.and(ours(window.with(self.lang, &[&self.moment(from), &self.moment(to)])));
            }
            if !scan.whole {
                value = value.and(self.says(say(" (read in part)", " (일부만 읽음)")));
            }
            let is_of = |path: &str| scan.files.iter().any(|file| Path::new(path).ends_with(file));
            for (_, held) in self.case.attached.iter().filter(|(path, _)| is_of(path)) {
                value = value.and(ours(format!("; SHA-256 {}", held.sha256)));
            }
            Named {
                name: self.says(say("Log read", "읽은 로그")),
                value,
            }
        });
        told.collect()
    }

    /// By which proofs the caller was verified, with their points, or that it was not possible; of their content nothing is
    /// known.
    fn verified(&self) -> Option<Line> {
        let seen = &self.case.verified;
        if seen.refused.is_some() {
            return Some(self.says(say("could not be verified", "확인하지 못함")));
        }
        let rule = self.catalog.verification();
        let proofs = rule.accepted().filter(|proof| seen.proofs.contains(&proof.id));
        let titles: Vec<&str> = proofs.map(|proof| proof.title.get(self.lang)).collect();
        let by = say("by {}; points: {}", "확인 근거: {}, 점수: {}점");
        let points = seen.points(&rule).to_string();
        seen.is_enough(&rule)
            .then(|| ours(by.with(self.lang, &[&titles.join(", "), &points])))
    }

    pub(super) fn notes(&self) -> Vec<Line> {
        let notes = self.case.notes.iter().map(|note| {
            let place = if note.node.is_empty() {
                String::new()
            } else {
                format!(" ({})", self.title(&note.node))
            };
            Line::of(format!("{}{place}: ", self.time(note.at)), &note.text)
        });
        notes.collect()
    }

    fn course(&self, start: &str, trace: &Trace) -> Course {
        // a question that was passed over says nothing
        let said = |stop: &&Stop| !matches!(&stop.what, What::Asked { answer, .. } if answer.is_empty());
        Course {
            title: ours(self.title(start)),
            stops: trace.stops.iter().filter(said).map(|stop| self.told(stop)).collect(),
            end: self.end(trace),
        }
    }

    /// One stop as a line: question and answer, or entry and outcome.
    pub(super) fn told(&self, stop: &Stop) -> Line {
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
                let line = ours(format!("{} -> ", self.title(id))).and(Line(vec![told]));
                if stop.proven {
                    line.and(self.says(say(" (from the paste)", " (붙여 넣은 텍스트에서)")))
                } else {
                    line
                }
            }
            What::Tried { entry, outcome, detail } => self.tried(entry, *outcome, detail.as_ref()),
        }
    }

    /// How a walk ended, or where it stands.
    pub(super) fn end(&self, course: &Trace) -> Line {
        let (text, id) = match &course.position {
            Position::Concluded(Concluded::Fixed) => (say("Solved.", "해결되었습니다."), ""),
            Position::Concluded(Concluded::Cause) => (say("The cause is found.", "원인을 찾았습니다."), ""),
            Position::Concluded(Concluded::ByDesign) => {
                (say("This is how it is meant to be.", "의도된 동작입니다."), "")
            }
            Position::SupportCase => {
                let text = say("Not solved; it goes to support.", "해결되지 않아 지원팀으로 넘깁니다.");
                (text, "")
            }
            Position::Ask(id) => (say("Stands at the question: {}", "다음 질문에서 멈춤: {}"), id.as_str()),
            Position::Try(id) => (say("Stands at: {}", "다음 조치에서 멈춤: {}"), id.as_str()),
        };
        ours(text.with(self.lang, &[&self.title(id)]))
    }

    /// What support asks for and is not there, and where to find it; of what nobody knows, that it was asked.
    fn missing(&self) -> Vec<Named> {
        let list = checklist(self.catalog, self.case);
        let missing = list.missing().map(|item| {
            let help = item.field.help.get(self.lang);
            let asked = item.shown(self.lang).filter(|_| item.given_up());
            Named {
                name: ours(item.field.title.get(self.lang)),
                value: ours(asked.map_or_else(|| help.to_owned(), |asked| format!("{asked}. {help}"))),
            }
        });
        missing.collect()
    }
}

impl Seen {
    fn plain(what: Line) -> Self {
        Self { what, quote: None }
    }
}

/// The codes by which an entry is known, in one line.
fn codes(entry: &Entry) -> Option<String> {
    let codes: Vec<&str> = entry.codes.iter().take(CODES).map(String::as_str).collect();
    (!codes.is_empty()).then(|| codes.join(", "))
}

/// Does support look it up in logs? Ids, times and by whom; not the words of the caller, nor the page.
fn is_evidence(field: &Field) -> bool {
    let looked_up = |kind: &KeptKind| !matches!(kind, KeptKind::Page | KeptKind::Words);
    matches!(field.rule, Rule::Guid | Rule::Timestamp) || field.recognise.iter().any(looked_up)
}
