//! The report: what is told about a case, as typed parts. Owns what there is to say and nothing of how it looks; Markdown,
//! the page, plain text, JSON and the text of a ticket field are all printed from it.

use crate::case::paper::Line;
use crate::text::Lang;
use serde::Serialize;

/// Everything that is told about a case, in one language. Empty parts have nothing to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Report {
    #[serde(skip)]
    pub lang: Lang,
    pub title: Line,
    /// What the search came to.
    pub conclusion: Vec<Verdict>,
    /// Where it stands, where nothing concluded it.
    pub stands: Option<Line>,
    /// What logs show that nobody judged yet.
    pub shown: Vec<Line>,
    /// What was done, tried or found open on the way to the conclusion, outside of its own steps.
    pub besides: Vec<Task>,
    pub ruled_out: Vec<Line>,
    /// What was changed, as a change record.
    pub changes: Vec<Change>,
    pub evidence: Vec<Seen>,
    /// Files that the case names and that do not go with it, and why.
    pub left_out: Vec<Named>,
    pub case: Vec<Named>,
    pub notes: Vec<Line>,
    pub way: Vec<Course>,
    /// What support will ask for, and where to find it.
    pub missing: Vec<Named>,
}

/// A thing by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Named {
    pub name: Line,
    pub value: Line,
}

/// A piece of evidence, and the words in which it stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seen {
    pub what: Line,
    pub quote: Option<Line>,
}

/// What an entry came to, where that ended the search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Verdict {
    /// The outcome in words.
    pub says: Line,
    pub title: Line,
    /// The id of the entry, by which it is looked up.
    pub entry: Line,
    /// The codes by which the entry is known.
    pub codes: Option<Line>,
    /// The answer of the entry.
    pub answer: Line,
    /// Why it is believed.
    pub why: Line,
    pub done: Vec<Task>,
    pub to_do: Vec<Task>,
    /// Who has it next.
    pub who: Option<Line>,
    pub until: Option<Line>,
    /// How long it takes to act.
    pub takes: Option<Line>,
    /// How one knows that it worked.
    pub check: Option<Line>,
    /// Whether it did, and by what that is known.
    pub verified: Option<Line>,
    /// What the caller is told.
    pub caller: Option<Line>,
    /// What the helpdesk may do itself meanwhile.
    pub helpdesk: Vec<Line>,
}

/// A remedy that was carried out at least in part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    pub title: Line,
    /// The id of its entry.
    pub entry: Line,
    /// What was done, in order of time.
    pub steps: Vec<Task>,
    /// Whether it helped, and by what that is known; `None` where nobody can judge it.
    pub verified: Option<Line>,
}

/// A step: one that is still to do, with where and by whom; or one that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Task {
    pub step: Line,
    pub place: Option<Line>,
    pub role: Option<Line>,
    /// Its command, filled in from the case and quoted for PowerShell.
    pub command: Option<Line>,
    pub risk: Option<Line>,
    /// How it is taken back.
    pub undo: Option<Line>,
    /// Why it could not be done so far.
    pub held_up: Option<Line>,
    /// When it was done, in a change record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Line>,
}

/// A walk, condensed: what was answered and what entries came to, and how it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Course {
    pub title: Line,
    pub stops: Vec<Line>,
    pub end: Line,
}

impl Report {
    /// Every line, in the order of the report; to put another text in each.
    pub fn lines_mut(&mut self) -> Vec<&mut Line> {
        let mut out = vec![&mut self.title];
        for verdict in &mut self.conclusion {
            out.extend([&mut verdict.says, &mut verdict.title, &mut verdict.entry]);
            out.extend(&mut verdict.codes);
            out.extend([&mut verdict.answer, &mut verdict.why]);
            let tasks = verdict.done.iter_mut().chain(&mut verdict.to_do);
            out.extend(tasks.flat_map(Task::lines_mut));
            let rest = [
                &mut verdict.who,
                &mut verdict.until,
                &mut verdict.takes,
                &mut verdict.check,
                &mut verdict.verified,
                &mut verdict.caller,
            ];
            out.extend(rest.into_iter().flatten());
            out.extend(&mut verdict.helpdesk);
        }
        out.extend(&mut self.stands);
        out.extend(&mut self.shown);
        out.extend(self.besides.iter_mut().flat_map(Task::lines_mut));
        out.extend(&mut self.ruled_out);
        for change in &mut self.changes {
            out.extend([&mut change.title, &mut change.entry]);
            out.extend(change.steps.iter_mut().flat_map(Task::lines_mut));
            out.extend(&mut change.verified);
        }
        for seen in &mut self.evidence {
            out.push(&mut seen.what);
            out.extend(&mut seen.quote);
        }
        out.extend(self.left_out.iter_mut().flat_map(Named::lines_mut));
        out.extend(self.case.iter_mut().flat_map(Named::lines_mut));
        out.extend(&mut self.notes);
        for course in &mut self.way {
            out.push(&mut course.title);
            out.extend(&mut course.stops);
            out.push(&mut course.end);
        }
        out.extend(self.missing.iter_mut().flat_map(Named::lines_mut));
        out
    }

    /// The same with every text put through `told`.
    #[must_use]
    pub fn retold(mut self, told: &dyn Fn(&str) -> String) -> Self {
        for line in self.lines_mut() {
            line.retold(told);
        }
        self
    }

    /// The short one: conclusion, evidence, the case and what is missing, without the way, notes and how each step is done.
    #[must_use]
    pub fn brief(mut self) -> Self {
        self.way.clear();
        self.changes.clear();
        self.notes.clear();
        for seen in &mut self.evidence {
            seen.quote = None;
        }
        for verdict in &mut self.conclusion {
            verdict.helpdesk.clear();
            for task in verdict.done.iter_mut().chain(&mut verdict.to_do) {
                task.brief();
            }
        }
        self.besides.iter_mut().for_each(Task::brief);
        self
    }
}

impl Task {
    fn lines_mut(&mut self) -> impl Iterator<Item = &mut Line> {
        let rest = [
            &mut self.place,
            &mut self.role,
            &mut self.command,
            &mut self.risk,
            &mut self.undo,
            &mut self.held_up,
            &mut self.when,
        ];
        std::iter::once(&mut self.step).chain(rest.into_iter().flatten())
    }

    fn brief(&mut self) {
        (self.command, self.risk, self.undo) = (None, None, None);
    }
}

impl Named {
    fn lines_mut(&mut self) -> [&mut Line; 2] {
        [&mut self.name, &mut self.value]
    }
}
