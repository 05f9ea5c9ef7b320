//! Cases as a list: what each is about, in which state it is, and what is missing. Pure.

use super::checklist::{Count, checklist};
use super::{Case, CaseId, Wait, conclusion};
use crate::knowledge::Catalog;
use crate::knowledge::id::FieldId;
use crate::knowledge::shape::{Field, Rule};
use crate::text::{Lang, Say, Text, say};
use crate::time::Stamp;
use crate::walk::Position;
use serde::Serialize;

/// A case on one line. Times are those of the clocks of the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    pub id: CaseId,
    pub created: Stamp,
    pub changed: Stamp,
    pub user_id: Option<String>,
    /// The title of the entry that concluded it, else of where it stands.
    pub title: Option<Text>,
    pub state: State,
    pub wait: Option<Wait>,
    /// What another system calls it.
    pub ticket: Option<String>,
    /// The words of the caller.
    pub description: Option<String>,
    /// How many questions were answered, and how many entries tried.
    pub asked: usize,
    pub tried: usize,
    /// Its groups of fields, each with its count.
    pub groups: Vec<(Text, Count)>,
    pub missing: Vec<FieldId>,
}

/// The state of a case in a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Nothing concluded it yet.
    Open,
    /// It rests on a wait, which may be over.
    Waiting,
    /// Somebody said what it came to; what is left to do may still be.
    Concluded,
    /// It was put away.
    Closed,
    /// Its file cannot be read.
    Damaged,
}

impl State {
    pub fn told(self) -> Say {
        match self {
            State::Open => say("open", "진행 중"),
            State::Waiting => say("waiting", "대기 중"),
            State::Concluded => say("concluded", "결론 있음"),
            State::Closed => say("closed", "닫힘"),
            State::Damaged => say("damaged", "손상됨"),
        }
    }

    /// The mark before it; the word stands beside it.
    pub fn mark(self) -> &'static str {
        match self {
            State::Open => " ",
            State::Waiting => "~",
            State::Concluded => "v",
            State::Closed => "-",
            State::Damaged => "x",
        }
    }
}

impl Listed {
    /// Does every word of the filter stand in the user, the title, the id, the state, the ticket or the description?
    pub fn fits(&self, filter: &str) -> bool {
        let states = Lang::ALL.map(|lang| self.state.told().get(lang));
        let texts = [&self.user_id, &self.ticket, &self.description];
        let texts = texts.into_iter().flatten().map(String::as_str);
        let titles = self
            .title
            .iter()
            .flat_map(|title| Lang::ALL.map(|lang| title.get(lang)));
        let texts = texts.chain(titles);
        let all: Vec<String> = texts
            .chain(states)
            .chain([self.id.as_str()])
            .map(str::to_lowercase)
            .collect();
        let filter = filter.to_lowercase();
        filter
            .split_whitespace()
            .all(|word| all.iter().any(|text| text.contains(word)))
    }
}

/// The case as it stands in a list.
pub fn listed(catalog: &Catalog, case: &Case) -> Listed {
    let values = case.values(catalog);
    let clocks = case.clocks(catalog);
    let fields = catalog.fields();
    let of = |is: fn(&Field) -> bool| {
        let field = fields.iter().find(|field| is(field))?;
        values.get(&field.id).cloned()
    };
    let concluded = conclusion::conclusions(catalog, case, case.lang).pop();
    let wait = case.wait().map(|wait| Wait {
        until: wait.until.on(&clocks),
        ..wait
    });
    let state = match (&concluded, &wait) {
        _ if case.closed => State::Closed,
        (_, Some(_)) => State::Waiting,
        (Some(_), None) => State::Concluded,
        (None, None) => State::Open,
    };
    let stands = || {
        let start = &case.journal()?.start;
        let id = match case.trace(catalog)?.position {
            Position::Try(entry) => entry.to_string(),
            Position::Ask(_) | Position::Concluded(_) | Position::SupportCase => start.clone(),
        };
        catalog.title(&id)
    };
    let checklist = checklist(catalog, case);
    Listed {
        asked: case.walks.iter().map(|walk| walk.answers.len()).sum(),
        tried: case.walks.iter().map(|walk| walk.outcomes.len()).sum(),
        id: case.id.clone(),
        created: case.created.on(&clocks),
        changed: case.changed.on(&clocks),
        user_id: of(|field| field.rule == Rule::UserId),
        title: concluded
            .and_then(|conclusion| catalog.title(&conclusion.entry))
            .or_else(stands),
        state,
        wait,
        ticket: of(|field| field.reference),
        description: of(Field::takes_words),
        missing: checklist.missing().map(|item| item.field.id.clone()).collect(),
        groups: checklist
            .groups
            .into_iter()
            .map(|group| (group.title, group.count))
            .collect(),
    }
}

/// How long ago `then` was, as people say it.
pub fn age(then: Stamp, now: Stamp, lang: Lang) -> String {
    let minutes = now.ahead_of(then).as_secs() / 60;
    let (said, number) = match minutes {
        0..60 => (say("{} min", "{}분"), minutes),
        60..2880 => (say("{} h", "{}시간"), minutes / 60),
        _ => (say("{} d", "{}일"), minutes / 1440),
    };
    said.with(lang, &[&number.to_string()])
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;
    use crate::knowledge::id::EntryId;
    use crate::walk::Outcome;

    #[test]
    fn a_case_is_listed_by_where_it_stands_and_then_by_what_concluded_it() {
        let catalog = sample::catalog();
        let mut case = sample::case(&catalog);
        let line = listed(&catalog, &case);
        assert_eq!(
            (line.state, line.title.as_ref().map(|title| title.en.as_str())),
            (State::Waiting, Some("Ask another"))
        );
        assert_eq!(line.user_id.as_deref(), Some("kim@contoso.com"));
        let entry = EntryId::new("a.third");
        case.outcome(&catalog, &entry, Outcome::NotFixed, None, sample::noon());
        assert_eq!(listed(&catalog, &case).state, State::Open);
        case.outcome(&catalog, &EntryId::new("a.first"), Outcome::Cause, None, sample::noon());
        let line = listed(&catalog, &case);
        assert_eq!(
            (line.state, line.title.as_ref().map(|title| title.en.as_str())),
            (State::Concluded, Some("Wait a bit"))
        );
        case.close();
        assert_eq!(listed(&catalog, &case).state, State::Closed);
        case.reopen();
        assert_eq!(listed(&catalog, &case).state, State::Concluded);
    }

    #[test]
    fn a_filter_wants_every_word_somewhere() {
        let catalog = sample::catalog();
        let line = listed(&catalog, &sample::case(&catalog));
        for fits in ["", "KIM", "kim ask", "문의", "abcd waiting", "대기"] {
            assert!(line.fits(fits), "{fits}");
        }
        assert!(!line.fits("kim nobody"));
    }

    #[test]
    fn an_age_is_told_in_one_unit() {
        let ago = |minutes: i64| age(sample::noon().after(-60 * minutes).unwrap(), sample::noon(), Lang::En);
        assert_eq!(
            [0, 59, 60, 2879, 2880].map(ago),
            ["0 min", "59 min", "1 h", "47 h", "2 d"]
        );
    }
}
